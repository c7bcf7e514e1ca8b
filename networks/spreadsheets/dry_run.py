"""The dry run: from the content of a file to the plan of what an import would do."""

from typing import Any

from django.utils.translation import gettext as _

from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS
from networks.spreadsheets.membership_plan import MembershipPlanner
from networks.spreadsheets.organisation_plan import OrganisationPlanner
from networks.spreadsheets.plan import Plan, Remark
from networks.spreadsheets.reading import FileContent
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_publish

# An import is one transaction in one request; more would keep everybody else waiting.
MOST_WRITTEN = 500


def plan_of(content: FileContent, snapshot: Snapshot, person: Any) -> Plan:
    """Return what importing `content` as `person` would do."""
    plan = Plan(is_draft=not may_publish(person))
    plan.doubts += [Remark(text) for text in content.doubts]
    organisations = OrganisationPlanner(plan, snapshot, person)
    organisations.read(content.sheets.get(ORGANISATIONS))
    MembershipPlanner(plan, snapshot, person, organisations).read(content.sheets.get(MEMBERSHIPS))
    _check_size(plan)
    return plan


def _check_size(plan: Plan) -> None:
    written = sum(1 for row in plan.rows if row.sheet == ORGANISATIONS and row.does_something)
    if written > MOST_WRITTEN:
        message = _(
            "%(number)s organisations would be created or changed; one import may do %(most)s. "
            "Divide the file into parts."
        )
        plan.errors.insert(0, Remark(message % {"number": written, "most": MOST_WRITTEN}, ORGANISATIONS))
