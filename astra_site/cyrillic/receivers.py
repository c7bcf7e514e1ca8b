"""What the admin's preview shows in Cyrillic."""

from astra_site.cyrillic.middleware import derived
from astra_site.languages import preview

preview.DERIVE["sr-cyrl"] = derived
