"""Dates of staff who read Cyrillic; the names of months come from the catalogue."""

from astra_site.formats.sr_Latn.formats import DATE_FORMAT as DATE_FORMAT
from astra_site.formats.sr_Latn.formats import DATE_INPUT_FORMATS as DATE_INPUT_FORMATS
from astra_site.formats.sr_Latn.formats import DATETIME_INPUT_FORMATS as DATETIME_INPUT_FORMATS
from astra_site.formats.sr_Latn.formats import SHORT_DATE_FORMAT as SHORT_DATE_FORMAT
