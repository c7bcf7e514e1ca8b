"""`manage.py web_server_files`: what the web server in front of the site needs from it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from astra_site.caching.generation import GENERATION
from astra_site.delivery.web_server import Places, write_files


class Command(BaseCommand):
    """Writes configuration, error pages, headers and static files for the web server."""

    help = "Write what nginx in front of the site needs. Again after each upgrade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where things are; what is not given is as deploy/install has it."""
        parser.add_argument("folder", type=Path, help="where to write; nginx includes astra.conf from there")
        parser.add_argument("--certificates", type=Path, default="/etc/astra/certificates")
        parser.add_argument("--log", default="/var/log/nginx/astra.log")
        parser.add_argument("--upstream", action="append", help="where the site listens; may be repeated")
        parser.add_argument("--http", default="80", help="the port without TLS")
        parser.add_argument("--https", default="443", help="the port with TLS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them."""
        folder = options["folder"].absolute()
        upstream = tuple(options["upstream"] or ["127.0.0.1:8000"])
        pages = GENERATION.link.parent
        given = {name: options[name] for name in ("certificates", "log", "http", "https")}
        try:
            write_files(Places(folder, pages=pages, upstream=upstream, **given))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{folder} has what the web server needs")
