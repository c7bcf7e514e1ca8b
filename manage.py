#!/usr/bin/env python
"""Django's command line for this project; settings are chosen by DJANGO_SETTINGS_MODULE."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError


def main() -> None:
    """Run the command; a setting that cannot be used ends it with one line instead of a traceback."""
    settings = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "astra_site.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EnvError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))
    except ModuleNotFoundError as error:
        if not error.name or error.name not in {settings, settings.rpartition(".")[0]}:
            raise
        sys.exit(f"DJANGO_SETTINGS_MODULE={settings}: there are no such settings")


if __name__ == "__main__":
    main()
