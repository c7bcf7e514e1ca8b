"""A mail to the owners when something turns red, and one when it is well again; none in between.

What was told stands in a file and not in the database, with the addresses of the owners: so they hear of it
too when it is the database that has failed. The mail goes straight to the mail server, for the worker that
usually sends it may be what has failed.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError
from django.utils.translation import gettext as _

from astra_site.accounts.models import User
from astra_site.status.checks import Check
from astra_site.tasks.mail import DELIVERY

logger = logging.getLogger(__name__)
FILE = "status.json"
# A worker that is being restarted is no fault: what is red is told when it is still red at the next look.
LOOKS = 2


@dataclass
class Remembered:
    """What was seen and told so far."""

    # How often in a row each check was red.
    looks: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)


def tell(checks: Iterable[Check]) -> None:
    """Write to the owners what has changed since the last look."""
    path = Path(settings.CACHE_DIR) / FILE
    found = {check.key: check for check in checks}
    known = _read(path)
    red = [key for key, check in found.items() if check.is_wrong]
    known.looks = {key: known.looks.get(key, 0) + 1 for key in red}
    known.owners = _owners(known.owners)
    new = [found[key] for key in red if known.looks[key] >= LOOKS and key not in known.told]
    well = [found[key] for key in known.told if key in found and key not in red]
    if (new or well) and _send(new, well, known.owners):
        gone = {check.key for check in well}
        known.told = [*(key for key in known.told if key not in gone), *(check.key for check in new)]
    _write(path, known)


def _owners(before: list[str]) -> list[str]:
    try:
        owners = User.objects.filter(is_superuser=True, is_active=True).exclude(email="")
        return list(owners.order_by("pk").values_list("email", flat=True))
    except DatabaseError:
        return before


def _send(new: list[Check], well: list[Check], owners: list[str]) -> bool:
    """Return whether every owner was written to."""
    mailers = getattr(settings, "MAILERS", {})
    if not mailers or not owners:
        return False
    titles = ", ".join(check.title for check in new or well)
    subject = _("Not well: %(what)s") if new else _("Well again: %(what)s")
    lines = [_lines(check) for check in new]
    lines += [_("Well again: %(what)s") % {"what": _lines(check)} for check in well]
    body = "\n\n".join([*lines, f"{settings.WAGTAILADMIN_BASE_URL}/admin/status/"])
    using = DELIVERY if DELIVERY in mailers else "default"
    try:
        for owner in owners:
            EmailMessage(subject % {"what": titles}, body, to=[owner]).send(using=using)
    except OSError:
        logger.exception("The owners could not be told of the status")
        return False
    return True


def _lines(check: Check) -> str:
    return "\n".join(filter(None, [f"{check.title}: {check.result.sentence}", check.result.remedy]))


def _read(path: Path) -> Remembered:
    try:
        return Remembered(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Remembered()


def _write(path: Path, known: Remembered) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.touch(mode=0o600)
        partial.write_text(json.dumps(asdict(known)), encoding="utf-8")
        partial.replace(path)
    except OSError:
        logger.exception("What was told of the status could not be written down")
