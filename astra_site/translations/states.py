"""How the English of a field stands to its Serbian."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What a translator sees beside a field."""

    MISSING = "missing", _("missing")
    OUTDATED = "outdated", _("outdated")
    CURRENT = "current", _("up to date")
    STILL_VALID = "still_valid", _("still valid")
    BLANK = "intentionally_blank", _("intentionally blank")
    NOTHING = "nothing_to_translate", _("nothing to translate")


# The states that ask a translator for something.
OPEN_STATES = (State.MISSING, State.OUTDATED)


class Decision(TextChoices):
    """What a person said of a field, until the English changes or the Serbian changes again."""

    NONE = "", _("no decision")
    STILL_VALID = State.STILL_VALID.value, _("still valid")
    BLANK = State.BLANK.value, _("intentionally blank")


# The state in which each decision can be made.
DECIDABLE: dict[str, State] = {Decision.STILL_VALID: State.OUTDATED, Decision.BLANK: State.MISSING}


@dataclass(frozen=True)
class PublishedState:
    """What is known of a field from its last publication and from people, all of it as digests.

    Attributes:
        target: the English that was published last.
        written_for: the Serbian with which that English was published first.
        decision: what a person said,
        decided_for: and of which Serbian.
    """

    target: str = ""
    written_for: str = ""
    decision: str = Decision.NONE
    decided_for: str = ""


def state_of(source: str, target: str, known: PublishedState | None) -> State:
    """Return the state of a field whose texts have these digests, published or not.

    A text that goes back to what it was goes back to its state by itself.
    """
    if not source:
        return State.NOTHING
    decision = known.decision if known and known.decided_for == source else Decision.NONE
    if not target:
        return State.BLANK if decision == Decision.BLANK else State.MISSING
    if known is None or known.target != target or known.written_for == source:
        # English that differs from the published one was written in this draft, for its Serbian.
        return State.CURRENT
    return State.STILL_VALID if decision == Decision.STILL_VALID else State.OUTDATED
