"""What an editor imports reaches those who approve it; letters that were lost are named by their cell."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from networks.models import NetworkPage, Organisation
from networks.spreadsheets.lost_letters import has_lost_letters
from tests.networks.spreadsheets.files import csv_of, dry_run, import_file

pytestmark = pytest.mark.django_db


def person_of(django_user_model, role):
    person = django_user_model.objects.create_user(f"osoba-{role}", email=f"{role}@example.org")
    person.groups.add(Group.objects.get(name=role))
    return person


def test_an_import_of_an_editor_waits_on_the_start_page_of_moderators(django_user_model):
    ana, mira = person_of(django_user_model, "Urednice"), person_of(django_user_model, "Moderatorke")
    astra = Organisation.objects.get(slug_sr_latn="astra")
    new = {"name_sr": "Udruženje iz tabele", "country": "RS"}
    mail.outbox.clear()
    import_file(csv_of({"id": astra.pk, "acronym": "NOVO"}), ana, "a.csv")
    import_file(csv_of(new), ana, "b.csv")
    # Hundreds of rows would be hundreds of mails.
    assert mail.outbox == []
    client = Client()
    client.force_login(mira)
    start = client.get(reverse("wagtailadmin_home")).content.decode()
    # The panel of the first day, above, speaks of it too.
    waiting = start.partition('class="what-next"')[2].partition("Nacrti koji vas čekaju")[2]
    waiting = waiting.partition("</section>")[0]
    assert str(astra) in waiting
    assert "Udruženje iz tabele" in waiting
    client.force_login(ana)
    assert "Udruženje iz tabele" in client.get(reverse("wagtailadmin_home")).content.decode()
    # It is approved like anything that was submitted.
    state = Organisation.objects.get(pk=astra.pk).current_workflow_task_state
    state.approve(user=mira)
    assert Organisation.objects.get(pk=astra.pk).acronym == "NOVO"
    history = reverse("wagtailsnippets_networks_organisation:history", args=[astra.pk])
    client.force_login(mira)
    assert client.get(history).status_code == 200


def test_members_that_an_editor_imports_are_submitted_with_their_network(django_user_model):
    ana = person_of(django_user_model, "Urednice")
    row = {"network": "ban", "organisation": "astra-bez-clanstva", "since": "2013"}
    Organisation.objects.create(name_sr_latn="Bez članstva", slug_sr_latn="astra-bez-clanstva", live=True)
    import_file(csv_of(row), ana, "a.csv")
    assert NetworkPage.objects.get(slug="ban").workflow_in_progress


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("Asocia?ia", True), ("????????", True), ("Fonda�ija", True), ("?ena", True), ("za ?ene", True),
        ("Šta radimo?", False), ("https://x.rs/?id=1&a=b?c", False), ("Zna li se? Ne.", False), ("", False),
        ("Pišite na www.x.rs/?a", False), ("da?", False),
    ],
)  # fmt: skip
def test_a_question_mark_in_place_of_a_letter_is_noticed(text, is_lost):
    assert has_lost_letters(text) is is_lost


def test_each_row_with_lost_letters_is_a_doubt_and_what_stands_there_already_is_none(moderator):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    astra.legal_name = "Asocia?ia"
    astra.save()
    unchanged = {"id": astra.pk, "name_sr": astra.name_sr_latn, "legal_name": "Asocia?ia"}
    rows = [{"name_sr": "Dru?tvo u Nišu"}, {"name_sr": "Kuća ?ena u Boru"}, unchanged]
    plan = dry_run(csv_of(*rows), moderator, "a.csv")
    doubts = [(doubt.row, doubt.cell) for doubt in plan.doubts if "Umesto slova" in str(doubt.message)]
    assert [row for row, _ in doubts] == [2, 3]
    assert all(cell for _, cell in doubts)
