"""Serbian dates as they are written: 5.3.2026. and 5. mart 2026. (Django's short form has zeros)."""

DATE_FORMAT = "j. F Y."
SHORT_DATE_FORMAT = "j.n.Y."

# As people write them here, in whichever language the admin is.
DATE_INPUT_FORMATS = [
    "%d.%m.%Y.",
    "%d.%m.%Y",
    "%d. %m. %Y.",
    "%d. %m. %Y",
    "%d/%m/%Y",
]
DATETIME_INPUT_FORMATS = [
    *(f"{day} {time}" for day in DATE_INPUT_FORMATS for time in ("%H:%M", "%H.%M", "%H:%M:%S")),
    *DATE_INPUT_FORMATS,
]
