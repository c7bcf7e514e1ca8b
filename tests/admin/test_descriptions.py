"""A picture in what visitors see says in Serbian what it shows, or that it only decorates."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from astra_site.content_checks.checker import check
from astra_site.uploads.models import SiteImage
from networks.models import NetworkPage, Organisation
from tests.admin.conftest import edit_page
from tests.uploads.pictures import drawing, saved

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]


def make(**fields: Any) -> SiteImage:
    file = SimpleUploadedFile("logo.png", saved(drawing(), "png"))
    return SiteImage.objects.create(title="logo", file=file, **fields)


def block_with(picture: SiteImage) -> dict[str, Any]:
    """Return what the form sends of one picture in the Serbian text."""
    block = {"deleted": "", "order": 0, "type": "image", "id": "", "value-caption": ""}
    sent = {f"body_sr_latn-0-{name}": value for name, value in block.items()}
    return {**sent, "body_sr_latn-count": 1, "body_sr_latn-0-value-image": picture.pk}


@pytest.mark.parametrize(
    ("place", "fields", "action"),
    [
        ("block", {}, "action-publish"),
        ("logo", {}, "action-submit"),
        ("block", {"alt_text_en": "A logo."}, "action-submit"),
    ],
)
def test_an_undescribed_picture_goes_no_further_than_a_draft(
    place: str,
    fields: dict[str, str],
    action: str,
    client_of: LogIn,
    network: NetworkPage,
    form_data: Read,
) -> None:
    picture = make(**fields)
    client = client_of("Moderatorke")
    address = edit_page(network)
    shown = block_with(picture) if place == "block" else {"logo": picture.pk}
    sent = {**form_data(client, address), **shown}
    answer = client.post(address, {**sent, action: "1"})
    assert answer.status_code == 200
    assert "nema opis na srpskom" in answer.content.decode()
    assert client.post(address, sent).status_code == 302
    draft = NetworkPage.objects.get(pk=network.pk).get_latest_revision_as_object()
    assert draft.body_sr_latn[0].value["image"] == picture if place == "block" else draft.logo == picture


@pytest.mark.parametrize("fields", [{"alt_text_sr_latn": "Znak."}, {"is_decorative": True}])
def test_a_described_or_decorative_picture_is_published(
    fields: dict[str, Any],
    client_of: LogIn,
    network: NetworkPage,
    form_data: Read,
) -> None:
    picture = make(**fields)
    client = client_of("Moderatorke")
    address = edit_page(network)
    sent = {**form_data(client, address), **block_with(picture), "action-publish": "1"}
    assert client.post(address, sent).status_code == 302
    assert NetworkPage.objects.get(pk=network.pk).body_sr_latn[0].value["image"] == picture


def test_an_organisation_with_such_a_logo_is_not_published(client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    client = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    sent = {**form_data(client, address), "logo": make().pk}
    assert "nema opis na srpskom" in client.post(address, {**sent, "action-publish": "1"}).content.decode()
    organisation.refresh_from_db()
    assert organisation.logo is None


def test_publishing_many_looks_at_their_pictures_too(client_of: LogIn, network: NetworkPage) -> None:
    network.logo = make()
    network.save_revision()
    address = f"{reverse('wagtail_bulk_action', args=['pages', 'basepage', 'publish'])}?id={network.pk}"
    answer = client_of("Moderatorke").post(address, follow=True)
    assert "nema opis na srpskom" in answer.content.decode()
    network.refresh_from_db()
    assert network.logo is None


def test_a_picture_that_is_used_keeps_its_description(client_of: LogIn, network: NetworkPage) -> None:
    picture = make(alt_text_sr_latn="Znak mreže.")
    network.logo = picture
    network.save_revision().publish()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    data = {"title": "logo", "alt_text_sr_latn": "", "tags": "", "collection": picture.collection_id}
    assert client_of("Moderatorke").post(address, data).status_code == 200
    picture.refresh_from_db()
    assert picture.alt_text_sr_latn == "Znak mreže."


@pytest.mark.django_db
def test_the_name_of_a_file_is_no_description() -> None:
    assert make().default_alt_text == ""
    assert make(alt_text_sr_latn="Znak.").default_alt_text == "Znak."


def test_the_checks_find_those_that_are_there(network: NetworkPage) -> None:
    network.logo = make()
    assert "picture-undescribed" in {found.finding.rule for found in check(network)}
    network.logo = make(is_decorative=True)
    assert "picture-undescribed" not in {found.finding.rule for found in check(network)}
