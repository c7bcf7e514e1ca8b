"""manage.py import_page: an old long page becomes drafts and doubts, and nothing is published."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Comment

from networks.models import Membership, NetworkPage, Organisation
from networks.page_import.drafts import PageImport
from networks.spreadsheets.snapshot import Snapshot

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).with_name("sample.html")


@pytest.fixture
def person(django_user_model, db):
    django_user_model.objects.all().delete()
    return django_user_model.objects.create_superuser("moderatorka")


def run(*arguments, file=SAMPLE):
    output = io.StringIO()
    call_command("import_page", str(file), *arguments, stdout=output)
    return output.getvalue()


def written(tmp_path, text, name="stranica.html"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def members(page):
    return [one.organisation.name_sr_latn for one in page.memberships.all()]


def everything():
    pages = NetworkPage.objects.values_list("pk", "title", "live", "latest_revision_id")
    return list(pages), Organisation.objects.count(), Membership.objects.count(), Comment.objects.count()


def test_each_heading_becomes_a_draft_and_nothing_is_published(person):
    before = set(NetworkPage.objects.values_list("pk", flat=True))
    live = Snapshot.take().rows
    run()
    new = NetworkPage.objects.exclude(pk__in=before).order_by("path")
    assert [page.title for page in new] == [
        "AT mreža (uvoz)", "Koalicija prEUgovor (uvoz)", "Savez izmišljenih mreža (SIM)", "GAATW (uvoz)",
        "ECOSOC (uvoz)",
    ]  # fmt: skip
    assert not any(page.live for page in new)
    assert all(page.latest_revision.user == person for page in new)
    assert Snapshot.take().rows["memberships"] == live["memberships"]
    assert not NetworkPage.objects.filter(pk__in=before, has_unpublished_changes=True).exists()


def test_a_draft_makes_way_for_the_addresses_of_its_siblings(person):
    NetworkPage.objects.filter(slug="ban").update(slug="gaatw-uvoz")
    NetworkPage.objects.filter(slug="ein").update(slug_en="ecosoc-uvoz")
    run()
    gaatw = NetworkPage.objects.get(title="GAATW (uvoz)")
    ecosoc = NetworkPage.objects.get(title="ECOSOC (uvoz)")
    assert gaatw.slug == "gaatw-uvoz-2"
    assert (ecosoc.slug, ecosoc.slug_en) == ("ecosoc-uvoz", "ecosoc-uvoz-2")


def test_nine_lines_of_eight_members_are_eight_and_told(person):
    output = run()
    page = NetworkPage.objects.get(slug="at-mreza-uvoz")
    assert len(members(page)) == 8
    assert members(page).count("ASTRA – Akcija protiv trgovine ljudima") == 1
    doubts = "\n".join(Comment.objects.filter(page=page).values_list("text", flat=True))
    for told in (
        "Akcija protiv trgovine ljudima − Beograd",
        "9",
        "Izmišljenih Suseda",
        "Antitrafiking mreža",
    ):
        assert told in doubts and told in output


def test_two_names_run_together_are_two_members_and_told(person):
    run()
    page = NetworkPage.objects.get(title="Koalicija prEUgovor (uvoz)")
    assert {"Grupa 484", "ASTRA – Akcija protiv trgovine ljudima"} <= set(members(page))
    assert Comment.objects.filter(page=page, text__contains="Grupa 484ASTRA").exists()


def test_only_unknown_organisations_are_proposed_and_as_drafts(person):
    before = Organisation.objects.count()
    run()
    new = Organisation.objects.get(name_sr_latn="Udruženje Izmišljenih Suseda")
    assert Organisation.objects.count() == before + 1
    assert not new.live and new.city_sr_latn == "Niš" and "sample.html" in new.internal_note


def test_the_text_is_clean_and_whole(person):
    run()
    page = NetworkPage.objects.get(slug="at-mreza-uvoz")
    blocks = [(block.block_type, str(block.value)) for block in page.body_sr_latn]
    assert [kind for kind, _value in blocks] == ["paragraph", "paragraph", "members", "paragraph"]
    html = "".join(value for _kind, value in blocks)
    assert "javascript" not in html and "style" not in html and "\u00a0" not in html
    assert "https://mreza.example/" in html and "sajtu" in html


def test_what_is_left_out_is_told(person):
    output = run()
    assert "1 × img" in output and "2 × script" in output
    assert "Ovo je izmišljena stranica" in output


def test_a_list_of_aims_is_not_taken_for_members(person):
    run()
    page = NetworkPage.objects.get(title="Savez izmišljenih mreža (SIM)")
    assert members(page) == []
    assert "drugi cilj" in str(page.body_sr_latn)


def test_into_existing_makes_a_draft_and_keeps_the_draft_that_was_there(person):
    network = NetworkPage.objects.get(slug="at-mreza")
    network.lead_sr_latn = "Nečiji nacrt."
    network.save_revision()
    live = [str(block.value) for block in network.body_sr_latn]
    run("--into-existing")
    network = NetworkPage.objects.get(pk=network.pk)
    draft = network.get_latest_revision_as_object()
    assert network.live and network.lead_sr_latn != "Nečiji nacrt."
    assert draft.lead_sr_latn == "Nečiji nacrt."
    assert [str(block.value) for block in draft.body_sr_latn][: len(live)] == live
    assert len(draft.body_sr_latn) > len(live)
    assert (
        "Udruženje Izmišljenih Suseda" in members(draft) and len(members(draft)) == len(members(network)) + 1
    )
    assert not NetworkPage.objects.filter(title__contains="AT mreža (uvoz)").exists()


def test_a_second_import_proposes_nothing_twice(person):
    run()
    organisations = Organisation.objects.count()
    run()
    assert Organisation.objects.count() == organisations
    assert NetworkPage.objects.filter(title="AT mreža (uvoz)").count() == 2


def test_a_dry_run_says_the_same_and_writes_nothing(person):
    before = everything()
    output = run("--dry-run")
    assert everything() == before
    assert output.replace("would be made", "made") == run()


def test_a_failure_half_way_leaves_nothing_behind(person, monkeypatch):
    before = everything()
    write, calls = PageImport._write, []

    def fail_at_the_third(self, *arguments):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError
        write(self, *arguments)

    monkeypatch.setattr(PageImport, "_write", fail_at_the_third)
    with pytest.raises(RuntimeError):
        run()
    assert everything() == before


def test_an_english_page_fills_the_english_columns(person, tmp_path):
    file = written(
        tmp_path, "<h2>Imagined Alliance</h2><p>It works.</p><h2>BAN Platform</h2><p>Regional.</p>"
    )
    run("--language", "en", file=file)
    page = NetworkPage.objects.get(title_en="Imagined Alliance")
    assert "It works." in str(page.body_en) and not page.body_sr_latn
    assert Comment.objects.filter(page=page, contentpath="body_en").exists()


def test_plain_text_is_enough(person, tmp_path):
    file = written(
        tmp_path, "# Nova mreža\n\nČlanice:\n- ASTRA\n- Grupa 484\n\n# Druga mreža\n\nTekst.", "a.txt"
    )
    run(file=file)
    assert len(members(NetworkPage.objects.get(title="Nova mreža"))) == 2


@pytest.mark.parametrize("text", ["", "<p>Bez ijednog naslova.</p>", b"%PDF-1.4", "UmreÅ¾avanje"])
def test_what_cannot_be_used_changes_nothing(text, person, tmp_path):
    before = everything()
    with pytest.raises(CommandError, match="Nothing was changed"):
        run(file=written(tmp_path, text))
    assert everything() == before


def test_a_file_that_is_not_there_is_said_in_one_line(person, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(file=tmp_path / "nema.html")


def test_whose_drafts_they_are_is_not_guessed(person, django_user_model):
    django_user_model.objects.create_superuser("druga")
    with pytest.raises(CommandError, match="--user"):
        run("--dry-run")
    assert "druga" in run("--dry-run", "--user", "druga")
    with pytest.raises(CommandError, match="no active user"):
        run("--user", "nema-je")


def test_the_editor_opens_a_draft_with_its_comments(person, client):
    run()
    client.force_login(person)
    page = NetworkPage.objects.get(slug="at-mreza-uvoz")
    response = client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert "Udruženje Izmišljenih Suseda" in response.content.decode()
