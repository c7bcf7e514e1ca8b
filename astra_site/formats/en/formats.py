"""British dates: 24 November 2026."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"

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
