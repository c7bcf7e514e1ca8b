"""The dry run: from the content of a file to the plan of what an import would do."""

from typing import Any

from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS
from networks.spreadsheets.membership_plan import MembershipPlanner
from networks.spreadsheets.organisation_plan import OrganisationPlanner
from networks.spreadsheets.plan import Plan, Remark
from networks.spreadsheets.reading import FileContent
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_publish


def plan_of(content: FileContent, snapshot: Snapshot, person: Any) -> Plan:
    """Return what importing `content` as `person` would do."""
    plan = Plan(is_draft=not may_publish(person))
    plan.doubts += [Remark(text) for text in content.doubts]
    organisations = OrganisationPlanner(plan, snapshot, person)
    organisations.read(content.sheets.get(ORGANISATIONS))
    MembershipPlanner(plan, snapshot, person, organisations).read(content.sheets.get(MEMBERSHIPS))
    return plan
