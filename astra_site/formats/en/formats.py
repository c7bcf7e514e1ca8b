"""British dates: 24 November 2026."""

from astra_site.formats import DATE_INPUT_FORMATS as DATE_INPUT_FORMATS
from astra_site.formats import DATETIME_INPUT_FORMATS as DATETIME_INPUT_FORMATS

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
