"""When the names are read anew, and what the admin's preview shows in Cyrillic."""

from astra_site.cyrillic.middleware import derived
from astra_site.cyrillic.models import CyrillicSettings
from astra_site.cyrillic.names import NAMES
from astra_site.languages import preview

NAMES.depends_on(CyrillicSettings)
preview.DERIVE["sr-cyrl"] = derived
