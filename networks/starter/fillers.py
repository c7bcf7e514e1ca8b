"""How each kind of record fills its object. One function a kind; the loader calls them."""

from typing import Any

from modelcluster.models import get_all_child_relations

from astra_site.pages.models import BasePage
from astra_site.safety.models import Confidence, Hotline, Subject, YesNoUnknown
from networks.models import (
    Deed,
    FieldOfWork,
    GlossaryTerm,
    Membership,
    NetworkPage,
    Organisation,
    PublicPhone,
    StatedCount,
    StrategicDirection,
)
from networks.models.network_page import MembersList, NetworkKind, NetworkStatus, OurRole
from networks.models.stated_count import Qualifier
from networks.starter.field_setter import FieldSetter
from networks.starter.sources import Sources
from networks.starter.yaml_lines import Record


def fill_page(record: Record, page: BasePage, sources: Sources) -> FieldSetter:
    """Fill what every page has."""
    setter = FieldSetter(record, page, sources)
    setter.copy_texts("title", "slug", required=("title", "slug"))
    setter.copy_texts("seo_title", "search_description", "lead")
    setter.copy_streams("body", *(["easy_read"] if hasattr(page, "easy_read") else []))
    record.require("key")
    return setter


def fill_standard_page(record: Record, page: BasePage, sources: Sources) -> None:
    """Fill a home page, an index page or a page of text."""
    setter = fill_page(record, page, sources)
    page.show_in_menus = bool(record.get("show_in_menus", False))
    in_footer = bool(record.get("in_footer", False))
    if hasattr(page, "is_in_footer"):
        page.is_in_footer = in_footer
    if hasattr(page, "heading"):
        setter.copy_texts("heading", "motto", required=("heading",))
    if hasattr(page, "short_name"):
        setter.copy_texts("short_name")


def fill_network(
    record: Record, page: NetworkPage, sources: Sources, organisations: dict[str, Organisation | None]
) -> None:
    """Fill a network's page with its members, numbers and strategy."""
    setter = fill_page(record, page, sources)
    setter.copy_texts("short_name", required=("short_name",))
    setter.copy_texts("acronym_meaning", "website", "our_role_note")
    setter.copy_rich_text("source_notes")
    setter.copy("name_language", "acronym", "founded", "our_since", "our_until", "source_as_of")
    setter.choose("kind", NetworkKind.choices)
    setter.choose("status", NetworkStatus.choices, NetworkStatus.ACTIVE)
    setter.choose("our_role", OurRole.choices)
    setter.choose("members_list", MembersList.choices)
    setter.copy_dates("verified_on", "verify_by")
    setter.copy_source()
    page.founded_source_url = sources.url(record, "founded_source")
    page.our_since_source_url = sources.url(record, "our_since_source")
    _fill_seat(record, page, sources)
    _fill_strategy(record, page, sources)
    page.stated_counts = [  # type: ignore[misc]
        _stated_count(count, place, sources) for place, count in enumerate(record.get("stated_counts") or [])
    ]
    page.deeds = [  # type: ignore[misc]
        _deed(deed, place, sources) for place, deed in enumerate(record.get("deeds") or [])
    ]
    members = [_membership(member, sources, organisations) for member in record.get("members") or []]
    page.memberships = [member for member in members if member is not None]  # type: ignore[misc]
    for place, membership in enumerate(page.memberships.all()):
        membership.sort_order = place


def _fill_seat(record: Record, page: NetworkPage, sources: Sources) -> None:
    seat = record.get("seat") or Record({}, record.path, record.line)
    FieldSetter(record, page, sources).set_text("seat_city", seat.text("city"))
    page.seat_country = seat.get("country", "")
    page.seat_source_url = sources.url(seat, "source")
    seat.check_all_read()


def _fill_strategy(record: Record, page: NetworkPage, sources: Sources) -> None:
    strategy = record.get("strategic_directions") or Record({}, record.path, record.line)
    page.strategy_from = strategy.get("period_from")
    page.strategy_until = strategy.get("period_until")
    page.strategy_source_url = sources.url(strategy, "source")
    directions = []
    for place, item in enumerate(strategy.get("items") or []):
        direction = StrategicDirection(sort_order=place)
        FieldSetter(item, direction, sources).set_text(
            "text", Record({"text": item}, item.path, item.line).text("text")
        )
        directions.append(direction)
    page.strategic_directions = directions  # type: ignore[misc]
    strategy.check_all_read()


def _deed(record: Record, place: int, sources: Sources) -> Deed:
    deed = Deed(sort_order=place)
    setter = FieldSetter(record, deed, sources)
    setter.copy_texts("text", required=("text",))
    setter.copy("began", "ended")
    setter.copy_source()
    record.check_all_read()
    return deed


def _stated_count(record: Record, place: int, sources: Sources) -> StatedCount:
    count = StatedCount(sort_order=place, number=record.require("number"))
    setter = FieldSetter(record, count, sources)
    setter.choose("qualifier", Qualifier.choices, Qualifier.EXACT)
    setter.copy_texts("what", required=("what",))
    setter.copy("as_of")
    setter.copy_source()
    record.check_all_read()
    return count


def _membership(
    record: Record, sources: Sources, organisations: dict[str, Organisation | None]
) -> Membership | None:
    key = record.require("organisation")
    if key not in organisations:
        raise record.error(f"there is no organisation “{key}”")
    if organisations[key] is None:
        return None
    membership = Membership(organisation=organisations[key])
    FieldSetter(record, membership, sources).fill()
    record.check_all_read()
    return membership


def fill_field_of_work(record: Record, field: FieldOfWork, sources: Sources) -> None:
    """Fill a field of work."""
    field.key = record.require("key")
    FieldSetter(record, field, sources).copy_texts("name", required=("name",))


def fill_term(record: Record, term: GlossaryTerm, sources: Sources) -> None:
    """Fill a term of the glossary."""
    term.key = record.require("key")
    term.is_linked = bool(record.get("linked", True))
    setter = FieldSetter(record, term, sources)
    setter.copy_texts("word", "explanation", required=("word", "explanation"))
    setter.copy_texts("other_forms")


def fill_organisation(
    record: Record, organisation: Organisation, sources: Sources, fields_of_work: dict[str, Any]
) -> None:
    """Fill an organisation with its phones and fields of work."""
    organisation.live = bool(record.get("published", True))
    record.require("key")
    record.require("slug")
    FieldSetter(record, organisation, sources).fill()
    organisation.phones = [  # type: ignore[misc]
        _phone(phone, place, sources) for place, phone in enumerate(record.get("phones") or [])
    ]
    organisation.fields_of_work = _chosen(record, "fields_of_work", fields_of_work)


def _phone(record: Record, place: int, sources: Sources) -> PublicPhone:
    phone = PublicPhone(sort_order=place, number=str(record.require("number")))
    setter = FieldSetter(record, phone, sources)
    setter.copy_texts("label", "hours")
    setter.copy("as_of")
    setter.copy_dates("checked_on")
    setter.choose("confidence", Confidence.choices, Confidence.UNCONFIRMED)
    setter.copy_source()
    record.check_all_read()
    return phone


def _chosen(record: Record, key: str, known: dict[str, Any]) -> list[Any]:
    keys = record.get(key) or []
    for key_of_field in keys:
        if known.get(key_of_field) is None:
            raise record.error(f"“{key_of_field}” in “{key}” is not known")
    return [known[key] for key in keys]


def fill_hotline(record: Record, hotline: Hotline, sources: Sources) -> None:
    """Fill a hotline."""
    record.require("key")
    setter = FieldSetter(record, hotline, sources)
    setter.copy_texts("name", required=("name",))
    setter.copy_texts("short_name", "for_whom", "hours", "cost")
    setter.set_text("spoken_languages", record.text("languages"))
    setter.choose("subject", Subject.choices)
    setter.choose("anonymous", YesNoUnknown.choices, YesNoUnknown.UNKNOWN)
    setter.choose("confidence", Confidence.choices)
    setter.copy("from_abroad")
    setter.copy_dates("verified_on", "verify_by")
    setter.copy_source()
    hotline.number = str(record.require("number"))
    hotline.dial_string = str(record.require("tel"))


def children_of(instance: Any) -> list[Any]:
    """Return the objects that belong to `instance`, which are checked with it."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(instance))]
    known = {"memberships", "stated_counts", "deeds", "strategic_directions", "phones"}
    return [child for name in names if name in known for child in getattr(instance, name).all()]
