"""Serbian dates as they are written: 5.3.2026. and 5. mart 2026. (Django's short form has zeros)."""

from astra_site.formats import DATE_INPUT_FORMATS as DATE_INPUT_FORMATS
from astra_site.formats import DATETIME_INPUT_FORMATS as DATETIME_INPUT_FORMATS

DATE_FORMAT = "j. F Y."
SHORT_DATE_FORMAT = "j.n.Y."
