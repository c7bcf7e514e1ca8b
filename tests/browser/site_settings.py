"""The site as the browser tests run it: as in production, but over http on this machine."""

import os
from pathlib import Path

from astra_site.settings import base
from astra_site.settings.test import *  # noqa: F403

IS_LOCAL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ROOT_URLCONF = "tests.browser.site_urls"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
# Static files straight from the source folders, so no test has to collect them.
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(os.environ["BROWSER_TEST_FOLDER"]) / "media"
if "BROWSER_TEST_QUEUE" in os.environ:
    # For a worker beside the site; both see by the same file what the other has changed.
    TASKS = base.TASKS
    CACHE_DIR = Path(os.environ["BROWSER_TEST_FOLDER"]) / "cache"
