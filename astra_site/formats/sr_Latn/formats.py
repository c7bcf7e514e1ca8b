"""Serbian dates as they are written: 5.3.2026. and 5. mart 2026. (Django's short form has zeros)."""

DATE_FORMAT = "j. F Y."
SHORT_DATE_FORMAT = "j.n.Y."
