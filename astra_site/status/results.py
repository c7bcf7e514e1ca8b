"""What a check finds: one of three states, a sentence, and what to do."""

import datetime
from enum import StrEnum
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format


class CheckState(StrEnum):
    """Green, red, or not set up here."""

    WELL = "well"
    WRONG = "wrong"
    ABSENT = "absent"


class CheckResult(NamedTuple):
    """How it is, in the language of whoever asks, and what to do about it."""

    state: CheckState
    sentence: str
    remedy: str = ""


def well(sentence: str) -> CheckResult:
    """Return that nothing has to be done."""
    return CheckResult(CheckState.WELL, sentence)


def wrong(sentence: str, remedy: str) -> CheckResult:
    """Return that somebody has to do something."""
    return CheckResult(CheckState.WRONG, sentence, remedy)


def absent(sentence: str, remedy: str = "") -> CheckResult:
    """Return that it is not set up: nothing is broken, and nothing is watched."""
    return CheckResult(CheckState.ABSENT, sentence, remedy)


def written(moment: datetime.datetime) -> str:
    """Return a moment as people here write it."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
