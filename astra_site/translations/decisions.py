"""What people decide of a translation: the English is still valid, or there shall be none."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from astra_site.accounts import rights
from astra_site.pages.models import BasePage
from astra_site.translations.models import FieldTranslation
from astra_site.translations.states import DECIDABLE, Decision, State, state_of

WITHDRAWN = "withdrawn"
LOG_ACTIONS: dict[str, str] = {
    Decision.STILL_VALID: "translations.still_valid",
    Decision.BLANK: "translations.intentionally_blank",
    WITHDRAWN: "translations.withdrawn",
}


class CannotDecideError(Exception):
    """The field is not, or no longer, in a state for this decision; says why."""


def may_decide(person: Any, root: Model) -> bool:
    """Tell whether `person` may decide on translations of `root`: who may write its English."""
    if not rights.may_edit_translations(person):
        return False
    if isinstance(root, BasePage):
        return root.permissions_for_user(person).can_edit()
    policy = policy_registry.get(root) or ModelPermissionPolicy(type(root))
    return policy.user_has_permission_for_instance(person, "change", root)


@transaction.atomic
def decide(pk: int, decision: str, person: Any, source: str) -> FieldTranslation:
    """Write down and log what `person` says of a field whose Serbian they saw as `source`.

    Raises:
        CannotDecideError: the Serbian has changed since, or the field is in another state.
    """
    row = FieldTranslation.objects.select_for_update().select_related("root_type", "owner_type").get(pk=pk)
    if row.source != source:
        raise CannotDecideError(_("The Serbian text has changed in the meantime. Look at it once more."))
    if decision == WITHDRAWN:
        _withdraw(row)
    elif DECIDABLE.get(decision) == row.state:
        row.decision, row.decided_for = decision, row.source
        row.decided_by, row.decided_at = person, timezone.now()
        row.confirmed_text = row.source_text
    else:
        raise CannotDecideError(_("This translation is in another state by now."))
    row.state = state_of(row.source, row.target, row.known)
    row.save()
    log(
        instance=row.root,
        action=LOG_ACTIONS[decision],
        user=person,
        data={"owner": ".".join(row.owner_type.natural_key()), "field": row.field},
    )
    return row


def _withdraw(row: FieldTranslation) -> None:
    if row.state not in (State.STILL_VALID, State.BLANK):
        raise CannotDecideError(_("There is no decision to take back."))
    row.decision, row.decided_for, row.decided_by, row.decided_at = Decision.NONE, "", None, None
