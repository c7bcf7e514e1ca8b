"""Translators write the English of what has no page of its own, and change nothing else of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Site

from astra_site.translations import recording
from astra_site.translations.field_urls import field_url
from astra_site.translations.models import FieldTranslation
from astra_site.uploads.models import SiteImage
from networks.models import FieldOfWork, NetworkPage, SiteSettings
from tests.admin.conftest import ROLES, edit_page
from tests.uploads.pictures import drawing, saved

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]

TRANSLATOR = "Prevoditeljke"
# Who writes Serbian and English alike.
WRITERS_OF_PICTURES = {"Urednice", "Moderatorke", "Administratorke"}
WRITERS_OF_THE_REST = {"Moderatorke", "Administratorke"}


def file(name: str = "slika.png") -> SimpleUploadedFile:
    """Return a picture to upload."""
    return SimpleUploadedFile(name, saved(drawing(), "png"), "image/png")


@pytest.fixture
def picture() -> SiteImage:
    """Return a picture with a Serbian description."""
    return SiteImage.objects.create(
        title="Slika", file=file(), alt_text_sr_latn="Dve žene za stolom.", consent_note="Pristale su."
    )


@pytest.fixture
def field_of_work() -> FieldOfWork:
    """Return a field of work without an English name."""
    return FieldOfWork.objects.create(key="prevoz", name_sr_latn="prevoz")


@pytest.fixture
def settings_of_site() -> SiteSettings:
    """Return the site's own data."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.footer_text_sr_latn, settings.footer_text_en = "Podnožje.", ""
    settings.save()
    return settings


def edit_picture(picture: SiteImage) -> str:
    return reverse("wagtailimages:edit", args=[picture.pk])


def send(client: Client, address: str, form_data: Read, **changes: Any) -> HttpResponse:
    """Send a form with changes, whether or not it shows such fields or opens at all."""
    is_open = client.get(address).status_code == 200
    return client.post(address, {**(form_data(client, address) if is_open else {}), **changes})


@pytest.mark.parametrize("role", ROLES)
def test_description_of_a_picture(role: str, client_of: LogIn, picture: SiteImage, form_data: Read) -> None:
    other = Collection.objects.get(depth=1).add_child(name="Druga zbirka")
    before = picture.file.name
    client = client_of(role)
    client.post(
        edit_picture(picture),
        {
            "title": "Drugi naslov",
            "alt_text_sr_latn": "Drugi opis.",
            "alt_text_en": "Two women at a table.",
            "consent_note": "",
            "tags": "nova",
            "collection": other.pk,
            "file": file("druga.png"),
        },
    )
    picture = SiteImage.objects.get(pk=picture.pk)
    is_writer = role in WRITERS_OF_PICTURES
    assert (picture.alt_text_en == "Two women at a table.") == (is_writer or role == TRANSLATOR)
    assert (picture.alt_text_sr_latn == "Drugi opis.") == is_writer
    assert (picture.title == "Drugi naslov") == is_writer
    assert (picture.consent_note == "") == is_writer
    assert (picture.file.name != before) == is_writer
    assert (picture.collection_id == other.pk) == is_writer
    assert ([tag.name for tag in picture.tags.all()] == ["nova"]) == is_writer


def test_translator_reads_the_serbian_description_beside_hers(client_of: LogIn, picture: SiteImage) -> None:
    html = client_of(TRANSLATOR).get(edit_picture(picture)).content.decode()
    assert "Na srpskom: „Dve žene za stolom.”" in html
    for name in ("title", "file", "alt_text_sr_latn", "is_decorative", "consent_note", "tags"):
        assert f'name="{name}"' not in html
    assert reverse("wagtailimages:delete", args=[picture.pk]) not in html


def test_english_of_a_decorative_picture_is_refused_with_a_reason(
    client_of: LogIn, picture: SiteImage
) -> None:
    SiteImage.objects.filter(pk=picture.pk).update(is_decorative=True, alt_text_sr_latn="")
    response = client_of(TRANSLATOR).post(edit_picture(picture), {"alt_text_en": "A table."})
    assert response.status_code == 200
    assert "Ukrasna slika nema opis" in response.content.decode()
    picture.refresh_from_db()
    assert picture.alt_text_en in {None, ""}


@pytest.mark.parametrize("role", ["Urednice", TRANSLATOR])
@pytest.mark.parametrize("way", ["add", "add_multiple"])
def test_translator_adds_no_picture(way: str, role: str, client_of: LogIn) -> None:
    data = {"title": "Nova", "alt_text_sr_latn": "Sto.", "tags": "", "collection": 1}
    upload = {"file" if way == "add" else "files[]": file()}
    client_of(role).post(reverse(f"wagtailimages:{way}"), {**data, **upload})
    assert SiteImage.objects.exists() == (role == "Urednice")


@pytest.mark.parametrize("role", ["Moderatorke", TRANSLATOR])
@pytest.mark.parametrize("way", ["delete", "delete_multiple", "bulk"])
def test_translator_deletes_no_picture(way: str, role: str, client_of: LogIn, picture: SiteImage) -> None:
    if way == "bulk":
        address = reverse("wagtail_bulk_action", args=["uploads", "siteimage", "delete"])
        client_of(role).post(f"{address}?id={picture.pk}")
    else:
        headers = {"x-requested-with": "XMLHttpRequest"}
        client_of(role).post(reverse(f"wagtailimages:{way}", args=[picture.pk]), headers=headers)
    assert SiteImage.objects.filter(pk=picture.pk).exists() == (role == TRANSLATOR)


@pytest.mark.parametrize("role", ["Moderatorke", TRANSLATOR])
@pytest.mark.parametrize("action", ["add_tags", "add_to_collection"])
def test_translator_changes_no_pictures_at_once(
    action: str, role: str, client_of: LogIn, picture: SiteImage
) -> None:
    other = Collection.objects.get(depth=1).add_child(name="Druga zbirka")
    address = reverse("wagtail_bulk_action", args=["uploads", "siteimage", action])
    client_of(role).post(f"{address}?id={picture.pk}", {"tags": "nova", "collection": other.pk})
    picture = SiteImage.objects.get(pk=picture.pk)
    has_changed = picture.tags.exists() or picture.collection_id == other.pk
    assert has_changed == (role == "Moderatorke")


@pytest.mark.parametrize("role", ROLES)
def test_field_of_work(role: str, client_of: LogIn, field_of_work: FieldOfWork, form_data: Read) -> None:
    address = reverse("wagtailsnippets_networks_fieldofwork:edit", args=[field_of_work.pk])
    changes = {"key": "drugo", "name_sr_latn": "drugo", "name_en": "transport"}
    send(client_of(role), address, form_data, **changes)
    field_of_work.refresh_from_db()
    is_writer = role in WRITERS_OF_THE_REST
    assert (field_of_work.name_en == "transport") == (is_writer or role == TRANSLATOR)
    assert (field_of_work.name_sr_latn == "drugo") == is_writer
    assert (field_of_work.key == "drugo") == is_writer


@pytest.mark.parametrize("role", ["Moderatorke", TRANSLATOR])
def test_translator_adds_and_deletes_no_field_of_work(
    role: str, client_of: LogIn, field_of_work: FieldOfWork
) -> None:
    client, name = client_of(role), "wagtailsnippets_networks_fieldofwork"
    client.post(reverse(f"{name}:add"), {"key": "novo", "name_sr_latn": "novo"})
    client.post(reverse(f"{name}:delete", args=[field_of_work.pk]))
    assert FieldOfWork.objects.filter(key="novo").exists() == (role == "Moderatorke")
    assert FieldOfWork.objects.filter(pk=field_of_work.pk).exists() == (role == TRANSLATOR)


def test_an_english_text_of_a_row_that_is_too_long_is_refused_and_nothing_is_saved(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    client, address = client_of(TRANSLATOR), edit_page(network)
    first = network.memberships.first()
    sent = {"memberships-0-key": first.key, "memberships-0-note_en": "n" * 251, "title_en": "Another title"}

    refused = send(client, address, form_data, **sent)

    assert refused.status_code == 200
    latest = NetworkPage.objects.get(pk=network.pk).get_latest_revision_as_object()
    assert latest.title_en == network.title_en and latest.memberships.first().note_en == first.note_en
    # With nothing else changed, the same form goes in as soon as the text fits.
    send(client, address, form_data, **{**sent, "memberships-0-note_en": "n" * 250})
    latest = NetworkPage.objects.get(pk=network.pk).get_latest_revision_as_object()
    assert latest.title_en == "Another title" and latest.memberships.first().note_en == "n" * 250


@pytest.mark.parametrize("role", ROLES)
def test_data_of_the_site(
    role: str, client_of: LogIn, settings_of_site: SiteSettings, form_data: Read
) -> None:
    address = reverse("wagtailsettings:edit", args=["networks", "sitesettings", settings_of_site.site_id])
    changes = {"footer_text_sr_latn": "Drugo.", "footer_text_en": "Footer.", "border_drawing": "none"}
    send(client_of(role), address, form_data, **changes)
    before = settings_of_site.border_drawing
    settings_of_site.refresh_from_db()
    is_writer = role in WRITERS_OF_THE_REST
    assert (settings_of_site.footer_text_en == "Footer.") == (is_writer or role == TRANSLATOR)
    assert (settings_of_site.footer_text_sr_latn == "Drugo.") == is_writer
    assert (settings_of_site.border_drawing != before) == is_writer


def test_translator_opens_what_the_overview_links_to(
    client_of: LogIn, picture: SiteImage, field_of_work: FieldOfWork, settings_of_site: SiteSettings
) -> None:
    client = client_of(TRANSLATOR)
    for thing in (picture, field_of_work, settings_of_site):
        recording.record(thing)
    kinds = {row.root_type_id: row for row in FieldTranslation.objects.filter(is_public=True)}
    assert len(kinds) > 5
    for row in kinds.values():
        address, place = str(field_url(row)).split("#")
        html = client.get(address, follow=True).content.decode()
        assert f'id="{place}"' in html, row
