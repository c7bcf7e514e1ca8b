"""Dates as each language writes them; and as people here type them, in whichever language the admin is."""

DATE_INPUT_FORMATS = ["%d.%m.%Y.", "%d.%m.%Y", "%d. %m. %Y.", "%d. %m. %Y", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = [
    *(f"{day} {time}" for day in DATE_INPUT_FORMATS for time in ("%H:%M", "%H.%M", "%H:%M:%S")),
    *DATE_INPUT_FORMATS,
]
