"""When the names are read anew, and what the admin's preview shows in Cyrillic."""

from astra_site.cyrillic.models import CyrillicSettings
from astra_site.cyrillic.names import NAMES

NAMES.depends_on(CyrillicSettings)
