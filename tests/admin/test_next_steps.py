"""The panel of what waits: in which order, how many, and for whom each thing is."""

import datetime
from collections.abc import Callable

import pytest
from django.urls import reverse

from astra_site.safety.models import Hotline
from networks.models import NetworkPage, Organisation
from networks.partial_dates import today
from networks.start_panel import SHOWN, incomplete, submitted_by, to_verify, untranslated, waiting_for
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
Person = Callable[[str], object]


def start(page: NetworkPage, person: object) -> NetworkPage:
    page.lead_sr_latn = f"{page.lead_sr_latn} Novo."
    page.save_revision()
    page.get_workflow().start(page, person)
    return page


def test_what_is_to_be_verified_is_named_from_its_day_on_and_the_oldest_first() -> None:
    for model in (NetworkPage, Organisation, Hotline):
        model.objects.update(verify_by=None)
    assert to_verify().total == 0

    day = today()
    NetworkPage.objects.filter(slug="ban").update(verify_by=day)
    NetworkPage.objects.filter(slug="ein").update(verify_by=day + datetime.timedelta(days=2))
    make_organisation("Stara", verify_by=day - datetime.timedelta(days=9))
    found = to_verify()

    assert found.total == 2 and found.items[0].name == "Stara" and "BAN" in found.items[1].name
    assert found.items[0].url.startswith("/admin/snippets/networks/organisation/edit/")


def test_of_many_few_are_named_and_the_rest_is_a_list() -> None:
    Organisation.objects.update(country="RS", website="https://a.rs")
    for number in range(SHOWN):
        make_organisation(f"Žena {number}", country="RS")
    assert [(item.name, bool(item.url)) for item in incomplete().items] == [
        (f"Žena {number}", True) for number in range(SHOWN)
    ]
    assert (incomplete().total, incomplete().all_url) == (SHOWN, "")

    make_organisation("Ana", website="https://a.rs")
    assert incomplete().items[0].name == "Ana" and len(incomplete().items) == SHOWN
    assert incomplete().total == SHOWN + 1
    assert incomplete().all_url == f"{reverse('wagtailsnippets_networks_organisation:list')}?lacks=contact"


def test_what_was_submitted_waits_for_those_who_approve_and_stays_with_whoever_sent_it(
    person_of: Person,
) -> None:
    editor, moderator, other = (person_of(role) for role in ("Urednice", "Moderatorke", "Prevoditeljke"))
    first = start(NetworkPage.objects.get(slug="ban"), editor)
    second = start(NetworkPage.objects.get(slug="ein"), editor)

    assert [item.name for item in waiting_for(moderator).items] == [first.title, second.title]
    assert [item.name for item in submitted_by(editor).items] == [second.title, first.title]
    assert waiting_for(person_of("")).total == 2
    assert waiting_for(other).total == waiting_for(editor).total == 0
    assert submitted_by(moderator).total == submitted_by(other).total == 0
    assert submitted_by(editor).items[0].detail

    # What was sent back waits for nobody but her.
    state = first.current_workflow_task_state
    state.reject(user=moderator)
    assert [item.name for item in waiting_for(moderator).items] == [second.title]
    assert submitted_by(editor).total == 2
    second.current_workflow_task_state.approve(user=moderator)
    assert waiting_for(moderator).total == 0 and submitted_by(editor).total == 1


def test_an_organisation_is_read_as_a_whole_and_a_page_is_compared(person_of: Person) -> None:
    moderator = person_of("Moderatorke")
    organisation = make_organisation("Žene")
    organisation.acronym = "ŽA"
    organisation.save_revision()
    organisation.get_workflow().start(organisation, person_of("Urednice"))
    page = start(NetworkPage.objects.get(slug="ban"), None)

    found = {item.name: item for item in waiting_for(moderator).items}
    assert found["Žene"].comparison == "" and found["Žene"].url
    assert str(page.pk) in found[page.title].comparison


def test_english_that_is_outdated_comes_before_what_is_missing() -> None:
    make_organisation("Ana", about_sr_latn="<p>Novo.</p>").save_revision().publish()
    page = NetworkPage.objects.get(slug="ban")
    page.lead_sr_latn = "Sasvim drugačiji uvod o platformi."
    page.save_revision().publish()
    found = untranslated()

    assert found.total >= 2
    assert found.items[0].detail.endswith("zastarelo") and found.items[-1].detail.endswith("nedostaje")
    assert all(item.url and " · " in item.detail for item in found.items)
