"""Whether the machine has what the site needs: room, uploads, a certificate."""

import datetime
import os
import shutil
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from astra_site.status.results import CheckResult, absent, well, written, wrong
from astra_site.uploads import remote

LEAST_FREE = 2 * 1024**3  # bytes
# Whatever renews certificates tries several times before.
LEAST_LEFT = datetime.timedelta(days=10)
SECONDS = 3


def disk() -> CheckResult:
    """Tell how much room is left where the site writes."""
    folders = [settings.MEDIA_ROOT, settings.BACKUP_DIR, settings.CACHE_DIR, settings.BASE_DIR]
    free: dict[int, tuple[int, str]] = {}
    for folder in map(Path, folders):
        if folder.exists():
            free.setdefault(folder.stat().st_dev, (shutil.disk_usage(folder).free, str(folder)))
    least, where = min(free.values())
    sentence = _("Free where there is least: %(size)s (%(folder)s).") % {
        "size": filesizeformat(least),
        "folder": where,
    }
    if least < LEAST_FREE:
        return wrong(
            sentence,
            _("Move old backups elsewhere, or make ASTRA_BACKUP_DAYS smaller; then look with df -h."),
        )
    return well(sentence)


def uploads() -> CheckResult:
    """Tell whether pictures and documents can be stored."""
    if trouble := remote.trouble():
        return wrong(
            trouble.line, _("Until it is put right pages have no pictures, and nothing can be uploaded.")
        )
    if not isinstance(default_storage, FileSystemStorage):
        return well(_("The storage of uploads answers."))
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and not os.access(folder, os.W_OK):
        return wrong(
            _("Nothing can be uploaded: the site may not write into %(folder)s.") % {"folder": folder},
            _("On the server: chown -R astra:astra, with the name of that folder."),
        )
    return well(_("Uploads are stored in %(folder)s.") % {"folder": folder})


def certificate() -> CheckResult:
    """Tell how long browsers will trust the site, as its own address answers to everybody."""
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if url.scheme != "https" or not url.hostname:
        return absent(_("The site is not shown by TLS here."))
    remedy = _("On the server: certbot renew, then systemctl reload nginx (docs/operations.md).")
    try:
        until = _valid_until(url.hostname, url.port or 443)
    except ssl.SSLCertVerificationError as error:
        return wrong(
            _("Browsers refuse the certificate: %(reason)s.") % {"reason": error.verify_message}, remedy
        )
    except OSError as error:
        return wrong(
            _("Nobody answers at %(address)s: %(reason)s.")
            % {"address": settings.WAGTAILADMIN_BASE_URL, "reason": error.strerror or error},
            _("Does nginx run? systemctl status nginx. Does the name lead to this server?"),
        )
    days = (until - timezone.now()).days
    sentence = _("The certificate is valid until %(time)s; days left: %(number)s.") % {
        "time": written(until),
        "number": days,
    }
    return wrong(sentence, remedy) if days < LEAST_LEFT.days else well(sentence)


def _valid_until(host: str, port: int) -> datetime.datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=SECONDS) as connection,
        context.wrap_socket(connection, server_hostname=host) as tls,
    ):
        found = tls.getpeercert() or {}
    seconds = ssl.cert_time_to_seconds(str(found["notAfter"]))
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
