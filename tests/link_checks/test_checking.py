"""Where links stand, in which order they are asked, and what is noted of them."""

import json
import time
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from astra_site.link_checks import checking, jobs
from astra_site.link_checks.checking import NoWayOut, check_all, note_places
from astra_site.link_checks.collecting import LONGEST, StandingLink, all_places, places_in
from astra_site.link_checks.fetching import Found
from astra_site.link_checks.models import CheckedLink, LinkPlace, LinkState, Reason, last_check
from astra_site.tasks.models import Job, JobState
from astra_site.tasks.progress import NoProgress
from networks.models import NetworkPage, Organisation, StandardPage
from tests.link_checks.test_report import MISSING, Answers

pytestmark = pytest.mark.django_db
SILENT = Found(LinkState.UNREACHABLE, Reason.TIME)


class Told(NoProgress):
    """Remembers how far it was told to be."""

    def __init__(self) -> None:
        self.numbers: list[tuple[int, int]] = []

    def tell(self, done: int, total: int = 0, step: str = "") -> None:
        self.numbers.append((done, total))


@pytest.fixture
def page() -> StandardPage:
    """A page that is not saved, with nothing in it."""
    page = StandardPage.objects.get(slug="pomoc")
    page.body_sr_latn = page.body_en = page.easy_read_sr_latn = page.easy_read_en = None
    return page


def link(url: str, **changes: str) -> StandingLink:
    place = StandingLink(url, "Naslov", "networks.standardpage", "Polje", "/admin/")
    return place._replace(**changes)


def urls_in(page: StandardPage, *blocks: tuple[str, Any]) -> list[tuple[str, str]]:
    """Return the links of a text with the places to which they lead."""
    page.body_sr_latn = json.dumps([{"type": kind, "value": value, "id": kind} for kind, value in blocks])
    places = [place for place in places_in(page) if "body" in place.edit_url]
    return [(place.url, place.edit_url.partition("#:w:contentpath=")[2]) for place in places]


def test_links_are_found_in_lists_in_groups_and_as_whole_texts(page: StandardPage) -> None:
    rich = '<p><a href="{}">veza</a></p>'
    found = urls_in(
        page,
        ("accordion", [{"heading": "h", "text": rich.format("https://a.example/spisak")}]),
        ("link", {"text": "https://a.example/tekst sa rečima", "url": "http://a.example/", "language": "en"}),
        ("paragraph", rich.format("mailto:a@a.example") + rich.format("/mreze/")),
        ("heading", "Vidi https://a.example/"),
        ("paragraph", '<p><a linktype="document" id="7">fajl</a> <a linktype="email" id="1">x</a></p>'),
    )
    assert found == [
        ("https://a.example/spisak", "body_sr_latn.accordion"),
        ("http://a.example/", "body_sr_latn.link"),
        ("document:7", "body_sr_latn.paragraph"),
    ]


def test_a_link_longer_than_can_be_kept_is_left_alone(page: StandardPage) -> None:
    longest = "https://a.example/" + "a" * (LONGEST - 18)
    for url, is_found in ((longest, True), (longest + "a", False)):
        found = urls_in(page, ("link", {"text": "x", "url": url, "language": "en"}))
        assert bool(found) is is_found


def test_each_language_of_a_field_is_a_place_and_the_bare_field_is_none() -> None:
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    text = '<p><a href="https://a.example/o-nama">o nama</a></p>'
    organisation.about_sr_latn = organisation.about_en = text
    places = [place for place in places_in(organisation) if place.url == "https://a.example/o-nama"]
    assert [place.edit_url.partition("=")[2] for place in places] == ["about_sr_latn", "about_en"]
    assert {place.title for place in places} == {str(organisation)}
    assert {place.kind for place in places} == {"networks.organisation"}


def test_a_link_in_a_row_says_which_row_it_is_and_leads_to_the_form() -> None:
    network = NetworkPage.objects.get(slug="at-mreza")
    network.draft_title = "Mreža u nacrtu" + "!" * 300
    second = network.memberships.all()[1]
    second.source_url = "https://a.example/izvor"
    network.memberships.add(second)
    (place,) = [each for each in places_in(network) if each.url == "https://a.example/izvor"]
    assert place.field.startswith("Članstvo 2 › ")
    assert place.edit_url == reverse("wagtailadmin_pages:edit", args=[network.pk])
    assert place.title == network.draft_title[:300]


def test_every_place_is_named_once_and_fits_where_it_is_kept() -> None:
    places = list(all_places())
    assert len(places) == len(set(places)) > 50
    assert {place.kind.partition(".")[0] for place in places} >= {"networks", "safety"}


def test_what_stands_nowhere_is_forgotten_and_every_place_is_noted_anew() -> None:
    first = note_places([link("https://a/"), link("https://a/", title="Drugi"), link("https://b/")])
    assert set(first) == {"https://a/", "https://b/"}
    first["https://a/"].note(*MISSING)
    again = note_places([link("https://a/"), link("https://c/")])
    assert (
        set(again) == {"https://a/", "https://c/"} == set(CheckedLink.objects.values_list("url", flat=True))
    )
    assert (again["https://a/"].pk, again["https://a/"].state) == (first["https://a/"].pk, LinkState.ERROR)
    assert LinkPlace.objects.count() == 2
    place = LinkPlace.objects.get(link__url="https://a/")
    assert (place.title, place.kind, place.field, place.edit_url) == link("https://a/")[1:]
    assert (str(place), place.kind_label) == ("Naslov › Polje", "tekstualna stranica")


def test_places_are_kept_all_or_none() -> None:
    note_places([link("https://a/")])
    broken = [link("https://b/"), link("https://b/", title=None)]  # type: ignore[arg-type]
    with pytest.raises(Exception, match="(?i)null"):
        note_places(broken)
    assert list(LinkPlace.objects.values_list("link__url", flat=True)) == ["https://a/"]


def own(kind: str, thing: Any) -> Found:
    key = f"{kind}:{getattr(thing, 'pk', thing)}"
    return dict(checking._results([key], Answers()))[key]


def test_a_link_within_the_site_leads_to_what_is_published_and_to_a_file_that_is_there() -> None:
    page = StandardPage.objects.get(slug="pomoc")
    document = get_document_model().objects.create(
        title="Statut", file=SimpleUploadedFile("s.txt", b"Tekst.")
    )
    assert own("page", page) == own("document", document) == Found(LinkState.FINE)
    document.file.storage.delete(document.file.name)
    StandardPage.objects.filter(pk=page.pk).update(live=False)
    for kind, thing in (("document", document), ("page", page), ("page", 0), ("document", 0), ("page", "")):
        assert own(kind, thing) == Found(LinkState.ERROR, Reason.GONE)


def test_a_host_that_fails_now_and_then_is_asked_everything() -> None:
    urls = [f"https://spor.example/{number}" for number in range(8)]
    moody = Answers(**{"/2": Found(LinkState.FINE), "/5": Found(LinkState.FINE), "spor": SILENT})
    results = dict(checking._results(urls, moody))
    assert moody.asked == urls
    assert [url for url in urls if results[url].state == LinkState.FINE] == [urls[2], urls[5]]


def test_a_link_that_breaks_the_check_is_noted_and_the_others_are_checked() -> None:
    class Breaks(Answers):
        def check(self, url: str) -> Found:
            if "lom" in url:
                raise RuntimeError
            return super().check(url)

    urls = ["https://lom.example/", "https://drugi.example/", "http://[::1"]
    results = dict(checking._results(urls, Breaks()))
    assert results["https://lom.example/"] == Found(LinkState.ERROR, Reason.PROTOCOL)
    assert results["https://drugi.example/"].state == results["http://[::1"].state == LinkState.FINE


def test_whoever_cancels_does_not_wait_for_the_rest() -> None:
    class Slow(Answers):
        def check(self, url: str) -> Found:
            time.sleep(0.01)
            return super().check(url)

    slow = Slow()
    results = checking._results([f"https://spor.example/{number}" for number in range(40)], slow)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(slow.asked) < 20


def test_how_far_it_is_and_how_many_of_each_state_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [link("https://a/nema"), link("https://a/"), link("page:0"), link("https://spor/")]
    monkeypatch.setattr(checking, "all_places", lambda: iter(places))
    told = Told()
    assert check_all(told, Answers(nema=MISSING, spor=SILENT)) == {"error": 2, "fine": 1, "unreachable": 1}
    assert told.numbers == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert set(CheckedLink.objects.values_list("checked_at", flat=True)).isdisjoint({None})
    newest = CheckedLink.objects.order_by("-checked_at").first()
    assert newest and last_check() == newest.checked_at


def test_without_a_way_out_only_what_stands_on_this_site_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [link("https://a/"), link("page:0")]
    monkeypatch.setattr(checking, "all_places", lambda: iter(places))
    with pytest.raises(NoWayOut):
        check_all(NoProgress(), Answers(https=Found(LinkState.UNREACHABLE, Reason.CONNECTION)))
    states = dict(CheckedLink.objects.values_list("url", "state"))
    assert states == {"https://a/": LinkState.UNCHECKED, "page:0": LinkState.ERROR}
    # A site without any link to others needs no way out.
    monkeypatch.setattr(checking, "all_places", lambda: iter(places[1:]))
    assert check_all(NoProgress(), Answers()) == {"error": 1}


@pytest.mark.parametrize(
    ("found", "explanation"),
    [
        (MISSING, "404"), (Found(LinkState.REDIRECT, status=200, leads_to="https://a/novo"), "https://a/novo"),
        (Found(LinkState.FINE, status=200), ""),
    ],
)  # fmt: skip
def test_a_link_says_what_is_the_matter(found: Found, explanation: str) -> None:
    checked = CheckedLink.objects.create(url="https://a/")
    checked.note(*found)
    assert explanation in checked.explanation and bool(checked.explanation) == bool(explanation)
    assert str(checked) == "https://a/"
    checked.note(LinkState.REDIRECT, "", 200, "https://a/" + "a" * 3000)
    assert len(CheckedLink.objects.get().leads_to) == 2000


def test_a_server_without_a_way_out_says_so_on_a_terminal_and_in_the_admin(
    client: Client, django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "Fetcher", lambda: Answers(http=SILENT))
    with pytest.raises(CommandError, match="izlaz|way out"):
        call_command("check_links", stdout=StringIO())
    client.force_login(django_user_model.objects.create_superuser("jovana"))
    client.post(reverse("check_links"))
    job = Job.objects.get(path=jobs.check_links.module_path)
    assert job.state == JobState.FAILED and job.message == jobs.no_way_out()


def test_the_report_says_when_and_is_narrowed_down_by_kind(client: Client, django_user_model: Any) -> None:
    person = django_user_model.objects.create_superuser("jovana")
    client.force_login(person)
    report = reverse("link_report")
    before = client.get(report).context
    assert before["last_check"] is None and before["may_check"] and before["job"] is None
    check_all(NoProgress(), Answers())
    context = client.get(report).context
    assert context["last_check"] == last_check()
    assert list(context["table"].columns) == [
        "link.url", "title", "field", "link.get_state_display", "link.explanation", "link.since", "accept",
    ]  # fmt: skip
    kinds = [kind for kind, _label in context["filters"].form.fields["kind"].choices if kind]
    labels = [str(label) for kind, label in context["filters"].form.fields["kind"].choices if kind]
    assert len(kinds) == len(set(kinds)) > 3 and labels == sorted(labels)
    of_kind = client.get(report, {"kind": "networks.organisation"}).context["object_list"]
    assert {place.kind for place in of_kind} == {"networks.organisation"}


def test_what_is_accepted_can_be_taken_back_and_leads_to_the_report_as_it_was(
    client: Client, django_user_model: Any
) -> None:
    person = django_user_model.objects.create_superuser("jovana")
    client.force_login(person)
    note_places([link("https://a/"), link("https://b/")])
    for checked in CheckedLink.objects.all():
        checked.note(*MISSING)
    first = CheckedLink.objects.get(url="https://a/")
    address, report = reverse("accept_link", args=[first.pk]), reverse("link_report")
    assert client.get(address).status_code == client.get(reverse("check_links")).status_code == 405
    answer = client.post(address, {"back": "state=error"})
    assert answer.headers["Location"] == f"{report}?state=error"
    first.refresh_from_db()
    assert first.accepted_by == person and first.accepted_at
    for chosen, url in (("yes", "https://a/"), ("no", "https://b/")):
        shown = client.get(report, {"accepted": chosen}).context["object_list"]
        assert [place.link.url for place in shown] == [url]
    page = client.get(report, {"state": "error"})
    assert "jovana" in page.text and 'name="back" value="state=error"' in page.text
    assert client.post(address).headers["Location"] == report
    first.refresh_from_db()
    assert (first.accepted_by, first.accepted_at) == (None, None)
    assert client.post(reverse("accept_link", args=[0])).status_code == 404
