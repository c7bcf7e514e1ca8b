"""What is written down is written once, and by whoever speaks."""

from astra_site.settings.logs import LOGGING


def test_no_line_is_written_twice() -> None:
    loggers = LOGGING["loggers"].values()
    assert [logger for logger in loggers if logger.get("handlers")]
    assert not [logger for logger in loggers if logger.get("handlers") and logger.get("propagate", True)]


def test_whoever_spoke_before_is_still_heard() -> None:
    assert LOGGING["disable_existing_loggers"] is False
    # Visits are no news, whoever would tell of them.
    of_visits = {
        name: LOGGING["loggers"][name] for name in ("gunicorn.access", "django.security.DisallowedHost")
    }
    assert all(logger["handlers"] == ["nowhere"] for logger in of_visits.values())
