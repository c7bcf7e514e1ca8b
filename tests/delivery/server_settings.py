"""The settings of servers that tests start as processes of their own, on the test's database."""

import os
from pathlib import Path

from astra_site.settings.test import *  # noqa: F403
from astra_site.settings.test import FACTOR_KEYS, STATIC_ROOT

# Two servers with one folder are processes of one machine; with two folders they are two machines.
CACHE_DIR = Path(os.environ["TEST_CACHE_DIR"])
MEDIA_ROOT = Path(os.environ["TEST_MEDIA_ROOT"])
ALLOWED_HOSTS = ["127.0.0.1"]
FACTOR_KEYS = [os.environ.get("TEST_FACTOR_KEY", FACTOR_KEYS[0])]
WAGTAILADMIN_BASE_URL = os.environ["TEST_URL"]
(STATIC_ROOT / "staticfiles.json").write_text("{}")
