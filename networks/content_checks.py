"""What the content checks must know of networks and organisations."""

import re
from collections.abc import Iterator

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.content_checks.messages import Message, Severity
from astra_site.content_checks.registry import (
    Names,
    Problem,
    is_left_out,
    leave_out,
    register_avoided,
    register_check,
    register_message,
    register_names,
)
from astra_site.pages.models import BasePage
from astra_site.uploads import renditions
from networks.models import Deed, Membership, NetworkPage, Organisation, StatedCount
from networks.models.membership import MembershipKind
from networks.models.network_page import MembersList
from networks.models.stated_count import Qualifier
from networks.partial_dates import first_day, last_day
from networks.wording import AVOIDED

# A stated number that counts members, and not their staff or countries; associates are counted apart.
COUNTS_MEMBERS = re.compile(r"^(?:\S+\s){0,2}(?:član|organizacij)", re.IGNORECASE)
COUNTS_ASSOCIATES = re.compile(r"pridružen", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-ZČĆŠŽĐ]{5,}\b")

register_avoided(*AVOIDED)
# These tell how something was called or calls itself, right or wrong.
for _rule in ("do-not-write", "prefer", "all-capitals", "not-serbian-form", "jargon"):
    leave_out("former_names", _rule)
# Names of organisations and of sources are as their owners write them.
for _name in ("name", "source_name"):
    leave_out(_name, "not-serbian-form", "jargon", "passive-chain")

register_message(
    "count-differs",
    Message(
        _("Stated number differs from the list"),
        _("Our list claims to be complete. Correct the number or the list, or say that it is a part."),
        Severity.WARNING,
    ),
)
register_message(
    "no-source",
    Message(
        _("No source"), _("Name the source or its address, so that others can verify it."), Severity.WARNING
    ),
)
register_message(
    "picture-undescribed",
    Message(
        _("Picture without a description"),
        _("Open it under Images: describe it in Serbian, or mark it as decorative."),
        Severity.ERROR,
    ),
)
register_message(
    "insecure-address",
    Message(
        _("Website without https"),
        _("Try the address with https:// and keep it if it opens."),
        Severity.WARNING,
    ),
)


def names() -> Names:
    """Return acronyms and words that names write in capitals, and names that need no mark of language."""
    networks = NetworkPage.objects.values_list("title", "acronym")
    facts = [
        fact for fact in Organisation.facts if fact.is_name and not is_left_out(fact.name, "all-capitals")
    ]
    columns = [column for fact in facts for column in fact.columns_on(Organisation)]
    organisations = list(Organisation.objects.values(*columns))
    rows = [*networks, *(organisation.values() for organisation in organisations)]
    capitals = {word for row in rows for value in row for word in CAPITALS.findall(value or "")}
    # A name in another language has to be marked as such.
    serbian = [
        languages.column(Organisation, fact.name, languages.SOURCE)
        for fact in facts
        if not fact.language_field
    ]
    unmarked = {organisation[column] for organisation in organisations for column in serbian}
    return Names(frozenset(capitals), frozenset(name for name in unmarked if name and " " in name))


def stated_count(network: NetworkPage) -> Iterator[Problem]:
    """Compare the newest stated number of members with a list that claims to be complete."""
    if network.members_list != MembersList.COMPLETE:
        return
    memberships = list(network.memberships.all())
    # Whether an organisation has ended is asked of each.
    prefetch_related_objects(memberships, "organisation")
    for counts_associates in (False, True):
        counts = [count for count in network.stated_counts.all() if _counts(count) is counts_associates]
        newest = max(counts, key=lambda count: count.as_of, default=None)
        if newest is None:
            continue
        listed = {
            membership.organisation_id
            for membership in memberships
            if MembershipKind(membership.kind).is_counted(among_associates=counts_associates)
            and _belonged(membership, newest)
        }
        if not _fits(newest, len(listed)):
            yield Problem("count-differs", f"{newest.number} {newest.what_sr_latn} ≠ {len(listed)}")


def _belonged(membership: Membership, count: StatedCount) -> bool:
    """Tell whether a membership was there to be counted: it lasts, or ended only after the count."""
    end = membership.until or (membership.organisation.ended if membership.has_ended else "")
    return membership.is_current or bool(end and count.as_of and first_day(end) > last_day(count.as_of))


def _counts(count: StatedCount) -> bool | None:
    """Tell whether `count` is of associate members, True, or of members, False, or of neither."""
    what = count.what_sr_latn or ""
    if not COUNTS_MEMBERS.match(what):
        return None
    return bool(COUNTS_ASSOCIATES.search(what))


def _fits(count: StatedCount, listed: int) -> bool:
    return listed > count.number if count.qualifier == Qualifier.MORE_THAN else listed == count.number


def sources(network: NetworkPage) -> Iterator[Problem]:
    """Find a network, memberships and numbers of which nobody says where they come from."""
    if not _has_source(network):
        yield Problem("no-source", "", "source_url")
    unsourced = [membership for membership in network.memberships.all() if not _has_source(membership)]
    if unsourced:
        yield Problem("no-source", _("memberships without a source: %d") % len(unsourced))
    for count in network.stated_counts.all():
        if not _has_source(count):
            yield Problem("no-source", f"{count.number} {count.what_sr_latn}")
    for deed in network.deeds.all():
        if not _has_source(deed):
            yield Problem("no-source", deed.text_sr_latn)


def _has_source(thing: NetworkPage | Organisation | Membership | StatedCount | Deed) -> bool:
    return bool(thing.source_name_sr_latn or thing.source_url)


def organisation_source(organisation: Organisation) -> Iterator[Problem]:
    """Find an organisation of which nobody says where its data come from."""
    if not _has_source(organisation):
        yield Problem("no-source", "", "source_url")


def insecure_organisation(organisation: Organisation) -> Iterator[Problem]:
    """Find a website that is named without https."""
    if organisation.website.startswith("http://"):
        yield Problem("insecure-address", organisation.website, "website")


def insecure_network(network: NetworkPage) -> Iterator[Problem]:
    """Find a website that is named without https, in either language."""
    for column in ("website_sr_latn", "website_en"):
        url = getattr(network, column) or ""
        if url.startswith("http://"):
            yield Problem("insecure-address", url, column)


def undescribed_pictures(thing: BasePage | Organisation) -> Iterator[Problem]:
    """Find pictures of which nobody has said in Serbian what they show."""
    for picture in dict.fromkeys(picture for picture, _shape in renditions.shown_by(thing)):
        if picture.lacks_description:
            yield Problem("picture-undescribed", picture.title)


register_names(names)
register_check(BasePage, undescribed_pictures)
register_check(Organisation, undescribed_pictures)
register_check(NetworkPage, stated_count)
register_check(NetworkPage, sources)
register_check(NetworkPage, insecure_network)
register_check(Organisation, organisation_source)
register_check(Organisation, insecure_organisation)
