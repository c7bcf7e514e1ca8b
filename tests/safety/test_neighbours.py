"""Each rule of safety beside its nearest neighbour: what is just in, and what is just out."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission

from astra_site.accounts.models import Role
from astra_site.safety import hotlines, policies, safe_browsing
from astra_site.safety.calls import calls_to, with_links
from astra_site.safety.gaps import gaps
from astra_site.safety.middleware import SafetyHeadersMiddleware
from astra_site.safety.models import ChosenHotline, Hotline
from astra_site.safety.phone_numbers import (
    dialled_from_here,
    is_same_number,
    validate_from_abroad,
    validate_written_number,
)
from networks.models import StandardPage
from tests.safety.test_hotline import GOOD

# Numbers


@pytest.mark.parametrize(
    ("written", "country", "dialled"),
    [
        ("011 785 0000", "RS", "+381117850000"),
        ("011 785 0000", "", "+381117850000"),
        ("011 785 0000", "BA", ""),
        ("+387 33 123 456", "BA", "+38733123456"),
        ("0800 300 339", "RS", "0800300339"),
        ("0700 300 339", "RS", "0700300339"),
        ("0900 300 339", "RS", "0900300339"),
        ("0801 300 339", "RS", "+381801300339"),
        ("116 000", "RS", "116000"),
        ("116 000", "GR", ""),
        ("018 1234", "RS", "0181234"),
        ("018 12345", "RS", "+3811812345"),
    ],
)
def test_a_number_is_dialled_from_here_by_its_country(written: str, country: str, dialled: str) -> None:
    assert dialled_from_here(written, country) == dialled


@pytest.mark.parametrize(
    ("written", "dial_string", "is_same"),
    [
        ("+381 11 785 0000", "381117850000", True),
        ("0 1234", "+3811234", False),
        ("0 12345", "+38112345", True),
        ("12345", "+38112345", False),
        ("0 12345", "38112345", False),
        ("0 12345", "+38112346", False),
    ],
)
def test_what_is_read_is_what_is_dialled(written: str, dial_string: str, is_same: bool) -> None:
    assert is_same_number(written, dial_string) is is_same


def is_taken(check: object, value: str) -> bool:
    try:
        check(value)  # type: ignore[operator]
    except ValidationError:
        return False
    return True


def test_a_number_has_at_least_three_digits_and_at_most_fifteen() -> None:
    for length, expected in {2: False, 3: True, 15: True, 16: False}.items():
        assert is_taken(validate_written_number, "1" * length) is expected, length
    for written in ("(011) 785-00/00", "+381 11.785–0000"):
        assert is_taken(validate_written_number, written)
    for written in ("", "lokal 112", "112a", "++112", ")112"):
        assert not is_taken(validate_written_number, written)
    for written, expected in {
        "+381 11 785 0000": True,
        "+1 23456": True,
        "+1 2": False,
        "381 11": False,
    }.items():
        assert is_taken(validate_from_abroad, written) is expected, written


# Numbers in texts

SHORT = Hotline(number="192", dial_string="192", short_name_sr_latn="Policija", short_name_en=None)
NAMELESS = Hotline(number="19 3", dial_string="193")
LONG = Hotline(number="11611", dial_string="11611")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("<p>pozovi 11611</p>", "11611"),
        ("<p>POLICIJU 192</p>", "192"),
        ("<p>193</p>", ""),
        ("<p>x 11611,5</p>", ""),
        ("<p>1,11611</p>", ""),
        ("<svg/><p>11611</p>", "11611"),
        ("<svg><g>11611</g></svg>", ""),
        ("<button>11611</button><i>11611</i>", "11611"),
        ("<abbr>11611</abbr>", "11611"),
        ("<!-- 11611 -->", ""),
    ],
)
def test_a_number_in_a_text_is_a_link_where_it_can_be_one(text: str, linked: str) -> None:
    html = with_links(text, calls_to([SHORT, NAMELESS, LONG]))

    assert html.count('class="call"') == bool(linked)
    assert not linked or f'href="tel:{linked}"' in html


def test_the_longer_of_two_numbers_that_begin_alike_is_the_one_that_stands_there() -> None:
    longer = Hotline(number="11611 22", dial_string="1161122")
    for order in ([LONG, longer], [longer, LONG]):
        assert 'href="tel:1161122"' in with_links("<p>11611 22</p>", calls_to(order))


def test_only_lines_with_a_short_number_and_no_name_leave_a_text_as_it_is() -> None:
    assert with_links("<p>193</p>", calls_to([NAMELESS])) == "<p>193</p>"


# Hotlines

TODAY = timezone.localdate()


@pytest.mark.django_db
def test_a_source_is_a_name_or_an_address_and_a_call_was_made_today_at_the_latest() -> None:
    for source in ({"source_url": ""}, {"source_url": "", "source_name_en": "x"}):
        with pytest.raises(ValidationError):
            Hotline(**{**GOOD, **source}).full_clean()
    Hotline(**{**GOOD, "source_url": "", "source_name_sr_latn": "Spisak", "verified_on": TODAY}).full_clean()
    with pytest.raises(ValidationError):
        Hotline(**{**GOOD, "verified_on": TODAY + datetime.timedelta(days=1)}).full_clean()


@pytest.mark.parametrize(
    ("fields", "has_facts"),
    [
        ({}, False), ({"hours_sr_latn": "0–24"}, True), ({"cost_sr_latn": "besplatno"}, True),
        ({"spoken_languages_sr_latn": "srpski"}, True), ({"anonymous": "yes"}, True),
        ({"anonymous": "no"}, True),
    ],
)  # fmt: skip
def test_one_fact_is_enough_to_read_something_of_a_call(fields: dict[str, str], has_facts: bool) -> None:
    hotline = Hotline(**{**GOOD, **fields})
    with translation.override("sr-latn"):
        assert hotline.has_facts is has_facts
        missing = hotline.unknown_facts
    # The day of a call is for staff alone.
    assert len(missing) == (4 if has_facts else 5)


@pytest.mark.parametrize(
    ("live", "confidence", "is_shown"),
    [
        (True, "confirmed", True), (True, "likely", True), (True, "old", False), (True, "unconfirmed", False),
        (False, "confirmed", False),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_visitors_are_shown_what_is_published_and_sure(live: bool, confidence: str, is_shown: bool) -> None:
    known = {
        "hours_sr_latn": "0–24", "cost_sr_latn": "besplatno", "spoken_languages_sr_latn": "srpski",
        "anonymous": "yes", "verified_on": TODAY,
    }  # fmt: skip
    hotline = Hotline.objects.create(**{**GOOD, **known, "live": live, "confidence": confidence})

    assert hotline.is_shown is is_shown
    assert (hotline in hotlines.hotlines_about()) is is_shown
    with translation.override("en"):
        told = [gap.detail for gap in gaps() if gap.name == str(hotline)]
    # Of a line of which all is known, staff hear only that visitors do not see it.
    assert told == ([] if is_shown else ["not shown to visitors"])


@pytest.mark.django_db
def test_lines_on_a_subject_stand_in_the_order_of_the_settings_and_without_one_all_of_them() -> None:
    last = Hotline.objects.create(**{**GOOD, "number": "116 009", "dial_string": "116009"})
    everybody = hotlines.hotlines_about()
    assert [one.pk for one in hotlines.hotlines_about({"trafficking"})] == [
        one.pk for one in everybody if one.subject == "trafficking"
    ]
    assert everybody[-1] == last and len(everybody) > 2
    first = ChosenHotline.objects.order_by("sort_order").first()
    ChosenHotline.objects.create(settings=first.settings, hotline=last, sort_order=-1)
    assert hotlines.hotlines_about()[0] == last


@pytest.mark.django_db
def test_a_chosen_line_that_nobody_is_shown_is_as_good_as_none() -> None:
    with translation.override("en"):
        assert not [gap for gap in gaps() if gap.name.startswith("No page")]
        chosen = Hotline.objects.filter(pk__in=ChosenHotline.objects.values("hotline"))
        chosen.update(confidence="old")
        (gap, *_others) = gaps()
    assert gap.name == "No page tells visitors whom to call"
    assert gap.url == reverse("wagtailsettings:edit", args=["safety", "safetysettings"])


# Headers


@pytest.mark.parametrize("path", ["/media/a", "/documents/1/a"])
@pytest.mark.parametrize(
    ("kind", "policy"), [("application/pdf", policies.PDF_CSP), ("image/svg+xml", policies.UPLOAD_CSP)]
)
def test_an_upload_of_a_visitor_has_its_policy_and_is_asked_for_each_time(
    path: str, kind: str, policy: object, rf: RequestFactory
) -> None:
    def serve(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", kind)

    answer = SafetyHeadersMiddleware(serve)(rf.get(path))

    assert answer._csp_config == policy and ("sandbox" in policy) == (kind != "application/pdf")
    assert answer["Cache-Control"] == "no-cache"
    kept = SafetyHeadersMiddleware(lambda request: HttpResponse("x", headers={"Cache-Control": "no-store"}))
    assert kept(rf.get(path))["Cache-Control"] == "no-store"
    assert "Cache-Control" not in SafetyHeadersMiddleware(serve)(rf.get(f"/mreze{path}"))


@pytest.mark.django_db
def test_staff_may_use_passkeys_and_copy_and_visitors_nothing(client: Client) -> None:
    visitor, staff = (client.get(path)["Permissions-Policy"] for path in ("/", "/admin/login/"))

    assert "self" not in visitor and visitor.count("=()") == staff.count("=") > 20
    assert {part for part in staff.split(", ") if "(self)" in part} == {
        "clipboard-write=(self)", "publickey-credentials-create=(self)", "publickey-credentials-get=(self)",
    }  # fmt: skip


# The page on safe browsing


@pytest.mark.django_db
def test_who_cares_for_safety_may_change_and_publish_the_page_and_no_more() -> None:
    group = Role.objects.get(key=Role.Key.SAFETY).group
    page, other = (StandardPage.objects.get(slug=slug) for slug in ("bezbedno-koriscenje", "pomoc"))

    others = Role.objects.get(key=Role.Key.EDITORS).group
    right = Permission.objects.get(codename="change_basepage", content_type__app_label="pages")
    of_others = GroupPagePermission.objects.create(group=others, page=other, permission=right)
    lock = Permission.objects.get(codename="lock_basepage", content_type__app_label="pages")
    given = GroupPagePermission.objects.create(group=group, page=other, permission=lock)

    def rights() -> set[tuple[int, str]]:
        found = GroupPagePermission.objects.filter(group=group).exclude(pk=given.pk)
        return set(found.values_list("page_id", "permission__codename"))

    both = {(page.pk, "change_basepage"), (page.pk, "publish_basepage")}
    assert rights() == both
    # While some settings still choose it, it stays theirs.
    safe_browsing.hand_over(page.pk, other.pk)
    assert rights() == both | {(other.pk, "change_basepage"), (other.pk, "publish_basepage")}
    safe_browsing.hand_over(other.pk, None)
    assert rights() == both
    # What somebody else may do there, and what they were given otherwise, is not taken away.
    of_others.refresh_from_db()
    given.refresh_from_db()
    # Nothing is given anew where nothing has changed.
    GroupPagePermission.objects.filter(group=group).delete()
    safe_browsing.hand_over(page.pk, page.pk)
    assert not rights()


@pytest.mark.django_db
def test_the_chosen_page_is_found_among_pages_and_below_them() -> None:
    page, other = (StandardPage.objects.get(slug=slug) for slug in ("bezbedno-koriscenje", "pomoc"))

    assert safe_browsing.chosen_among([]) is safe_browsing.chosen_among([other]) is None
    assert safe_browsing.chosen_among([other, page]).pk == page.pk
    assert safe_browsing.chosen_among([page.get_parent()]).pk == page.pk
