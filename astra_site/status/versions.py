"""Until when those who make what we run on repair its faults.

Look these dates up at each upgrade of packages (docs/upgrading.md).
"""

import datetime
import platform
import re
from collections.abc import Iterator
from typing import NamedTuple

import django
import wagtail
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from astra_site.status.results import CheckResult, well, wrong

# Written down on 28 November 2026: Wagtail's by endoflife.date, the others not looked up yet. Compare them
# with the makers' own before a release: devguide.python.org/versions, djangoproject.com/download,
# the wiki of Wagtail, postgresql.org/support/versioning, wiki.debian.org/LTS.
REPAIRED_UNTIL = {
    "Python": {"3.12": (2028, 10, 31), "3.13": (2029, 10, 31), "3.14": (2030, 10, 31)},
    "Django": {"6.1": (2027, 12, 1)},
    "Wagtail": {"8.0": (2027, 2, 2), "8.1": (2027, 5, 4)},
    "PostgreSQL": {
        "14": (2026, 11, 12),
        "15": (2027, 11, 11),
        "16": (2028, 11, 9),
        "17": (2029, 11, 8),
        "18": (2030, 11, 14),
    },
    "Debian": {"12": (2028, 6, 30), "13": (2030, 6, 30)},
}
# Time to plan an upgrade, and to try it.
NOTICE = datetime.timedelta(days=60)


class Installed(NamedTuple):
    """Something that runs here."""

    name: str
    version: str

    @property
    def until(self) -> datetime.date | None:
        """Return until when it is repaired; None where this release does not know."""
        found = REPAIRED_UNTIL[self.name].get(self.version)
        return datetime.date(*found) if found else None


def versions() -> CheckResult:
    """Tell whether all of it is still repaired."""
    here = list(_installed())
    today = timezone.localdate()
    ending = [each for each in here if each.until is None or each.until < today + NOTICE]
    if ending:
        return wrong(
            "; ".join(_told(each) for each in ending),
            _("Plan an upgrade: docs/upgrading.md."),
        )
    names = ", ".join(f"{each.name} {each.version}" for each in here)
    first = min(each.until for each in here if each.until)
    return well(
        _("%(names)s: all of them are repaired by their makers, at least until %(date)s")
        % {"names": names, "date": date_format(first, "SHORT_DATE_FORMAT")}
    )


def _told(each: Installed) -> str:
    if each.until is None:
        return (
            _("%(name)s %(version)s is not among the versions that this release was made for")
            % each._asdict()
        )
    return _("%(name)s %(version)s is repaired until %(date)s only") % {
        **each._asdict(),
        "date": date_format(each.until, "SHORT_DATE_FORMAT"),
    }


def _installed() -> Iterator[Installed]:
    yield Installed("Python", ".".join(platform.python_version_tuple()[:2]))
    yield Installed("Django", "{}.{}".format(*django.VERSION))
    yield Installed("Wagtail", "{}.{}".format(*wagtail.VERSION))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            yield Installed("PostgreSQL", str(int(cursor.fetchone()[0]) // 10_000))
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return
    if system["ID"] == "debian" and re.fullmatch(r"\d+", system.get("VERSION_ID", "")):
        yield Installed("Debian", system["VERSION_ID"])
