"""The check of all links, and what the admin shows of it."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from astra_site.link_checks import checking, jobs
from astra_site.link_checks.checking import NoWayOut, check_all
from astra_site.link_checks.collecting import all_places, places_in
from astra_site.link_checks.fetching import Fetcher, Found
from astra_site.link_checks.models import CheckedLink, LinkState, Reason
from astra_site.tasks.models import Job, JobState
from astra_site.tasks.progress import NoProgress
from networks.models import NetworkPage, Organisation, StandardPage

pytestmark = pytest.mark.django_db
GONE = "https://example.org/=nema"


class Answers(Fetcher):
    """Asks nobody: answers by the address."""

    def __init__(self, **answers: Found) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def check(self, url: str) -> Found:
        self.asked.append(url)
        return next(
            (found for part, found in self.answers.items() if part in url), Found(LinkState.FINE, status=200)
        )


MISSING = Found(LinkState.ERROR, Reason.STATUS, 404)


@pytest.fixture
def astra() -> Organisation:
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    organisation.website = GONE
    organisation.save()
    return organisation


@pytest.fixture
def checked(astra: Organisation) -> None:
    check_all(NoProgress(), Answers(nema=MISSING))


@pytest.fixture
def admin(client: Client, django_user_model: Any) -> Client:
    client.force_login(django_user_model.objects.create_superuser("jovana"))
    return client


def test_links_are_found_wherever_they_stand(astra: Organisation) -> None:
    found = {place.url for place in all_places()}
    network = NetworkPage.objects.get(slug="at-mreza")
    membership = network.memberships.exclude(source_url="").first()
    assert {GONE, network.website_sr_latn or network.source_url, membership.source_url} <= found
    (place,) = [place for place in places_in(astra) if place.url == GONE]
    assert place.edit_url.startswith("/admin/snippets/networks/organisation/edit/")
    assert place.edit_url.endswith("#:w:contentpath=website")


def test_links_inside_texts_and_blocks_are_found_with_their_block() -> None:
    page = StandardPage.objects.first()
    text = '<p><a href="https://example.org/u-tekstu">tekst</a> <a linktype="page" id="99999">strana</a></p>'
    page.body_sr_latn = [("paragraph", text)]
    places = {place.url: place for place in places_in(page)}
    assert {"https://example.org/u-tekstu", "page:99999"} <= places.keys()
    assert "contentpath=body_sr_latn" in places["page:99999"].edit_url


def test_a_state_says_since_when_and_what_was_accepted_lasts_as_long_as_it(
    checked: None, admin: Client
) -> None:
    link = CheckedLink.objects.get(url=GONE)
    assert (link.state, link.status) == (LinkState.ERROR, 404)
    since = link.since
    admin.post(reverse("accept_link", args=[link.pk]))
    check_all(NoProgress(), Answers(nema=MISSING))
    link.refresh_from_db()
    assert link.since == since and link.accepted_at
    check_all(NoProgress(), Answers(nema=Found(LinkState.UNREACHABLE, Reason.TIME)))
    link.refresh_from_db()
    assert link.since > since and link.accepted_at is None
    Organisation.objects.update(website="")
    check_all(NoProgress(), Answers())
    assert not CheckedLink.objects.filter(url=GONE).exists()


def test_a_host_that_never_answers_is_asked_three_times_and_no_more() -> None:
    silent = Answers(spor=Found(LinkState.UNREACHABLE, Reason.TIME))
    urls = [f"https://spor.example/{number}" for number in range(9)]
    results = dict(checking._results([*urls, "https://drugi.example/", "page:0", "document:x"], silent))
    assert {results[url].reason for url in urls} == {Reason.TIME}
    assert len([url for url in silent.asked if "spor" in url]) == 3
    assert results["https://drugi.example/"].state == LinkState.FINE
    assert results["page:0"].reason == results["document:x"].reason == Reason.GONE


def test_a_server_without_a_way_out_blames_no_host(checked: None) -> None:
    before = list(CheckedLink.objects.order_by("pk").values_list("url", "state", "checked_at"))
    with pytest.raises(NoWayOut):
        check_all(NoProgress(), Answers(**{":": Found(LinkState.UNREACHABLE, Reason.NAME)}))
    assert list(CheckedLink.objects.order_by("pk").values_list("url", "state", "checked_at")) == before


def test_the_report_leads_to_the_place_and_is_filtered_and_exported(checked: None, admin: Client) -> None:
    address = reverse("link_report")
    page = admin.get(address, {"state": "error"}).content.decode()
    assert "contentpath=website" in page and "404" in page and "ASTRA" in page
    assert GONE not in admin.get(address, {"state": "fine"}).content.decode()
    assert GONE not in admin.get(address, {"accepted": "yes"}).content.decode()
    # What a script puts into the page when somebody chooses is the list alone.
    results = admin.get(reverse("link_report_results"), {"state": "error"}).content.decode()
    assert "contentpath=website" in results and "<html" not in results
    Organisation.objects.filter(slug_sr_latn="astra").update(name_sr_latn="=1+1")
    check_all(NoProgress(), Answers(nema=MISSING))
    export = admin.get(address, {"state": "error", "export": "csv"})
    rows = b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]
    assert GONE in rows and "'=1+1" in rows


def test_each_kind_of_place_is_offered_once(checked: None, admin: Client) -> None:
    kinds = admin.get(reverse("link_report")).context["filters"].form.fields["kind"].choices
    offered = [key for key, _label in kinds if key]
    assert len(offered) == len(set(offered)) > 1


def test_what_is_worst_comes_first_and_what_is_accepted_last(checked: None, admin: Client) -> None:
    def shown() -> list[tuple[bool, str]]:
        places = admin.get(reverse("link_report")).context["paginator"].object_list
        return [(place.link.accepted_at is not None, place.link.state) for place in places]

    order = list(LinkState)
    before = shown()
    assert {LinkState.ERROR, LinkState.FINE} <= {state for _accepted, state in before}
    assert before == sorted(before, key=lambda row: order.index(LinkState(row[1])))
    CheckedLink.objects.filter(state=LinkState.ERROR).update(accepted_at=timezone.now())
    after = shown()
    assert after == sorted(after, key=lambda row: (row[0], order.index(LinkState(row[1]))))
    assert after[-1] == (True, LinkState.ERROR) and not after[0][0]


def test_the_check_is_a_job_begun_by_a_button_or_by_a_command(
    admin: Client, astra: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "Fetcher", lambda: Answers(nema=MISSING))
    response = admin.post(reverse("check_links"))
    job = Job.objects.get(path=jobs.check_links.module_path)
    assert response.headers["Location"] == job.url and job.state == JobState.DONE
    assert "greška 1" in job.message
    assert "Vidite rezultat" in admin.get(job.url).content.decode()
    # Whatever else is being done holds up no check.
    Job.objects.create(path="another.task", title="Uvoz", person=job.person, state=JobState.RUNNING)
    assert admin.post(reverse("check_links")).headers["Location"] != reverse("tasks:index")
    Job.objects.exclude(pk=job.pk).delete()
    said = StringIO()
    call_command("check_links", stdout=said)
    assert "1" in said.getvalue()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    assert admin.post(reverse("check_links")).headers["Location"] == reverse("tasks:index")
    assert Job.objects.count() == 1


def test_who_only_translates_sees_the_report_and_presses_no_button(
    checked: None, client: Client, django_user_model: Any
) -> None:
    person = django_user_model.objects.create_user("prevoditeljka", is_staff=True)
    person.groups.add(Group.objects.get(name="Prevoditeljke"))
    client.force_login(person)
    link = CheckedLink.objects.get(url=GONE)
    page = client.get(reverse("link_report")).content.decode()
    assert GONE in page and reverse("accept_link", args=[link.pk]) not in page
    assert reverse("check_links") not in page
    for address in (reverse("check_links"), reverse("accept_link", args=[link.pk])):
        response = client.post(address)
        assert response.status_code in {302, 403} and response.headers.get("Location", "/admin/") == "/admin/"
    link.refresh_from_db()
    assert link.accepted_at is None and not Job.objects.exists()
