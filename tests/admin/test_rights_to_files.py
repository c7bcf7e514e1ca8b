"""Who deletes and replaces pictures and documents: what is used, only those who publish."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from astra_site.uploads.models import SiteImage
from networks.models import Organisation
from tests.admin.conftest import ROLES
from tests.uploads.pictures import drawing, saved

LogIn = Callable[..., Client]
PUBLISHERS = {"Moderatorke", "Administratorke"}


def png(width: int = 24, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, saved(drawing((width, 16)), "png"))


@pytest.fixture
def used(db: None) -> SiteImage:
    """Return a picture that a published organisation shows, uploaded by nobody who is at work here."""
    picture = SiteImage.objects.create(title="logo", file=png(), alt_text_sr_latn="Znak organizacije.")
    organisation = Organisation.objects.filter(live=True).first()
    organisation.logo = picture
    organisation.save_revision().publish()
    return picture


def make_document() -> Any:
    file = SimpleUploadedFile("statut.txt", b"Prvo izdanje.")
    return get_document_model().objects.create(title="Statut", file=file)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_nobody_deletes_a_picture_that_is_used(role: str, client_of: LogIn, used: SiteImage) -> None:
    client = client_of(role)
    client.post(reverse("wagtailimages:delete", args=[used.pk]))
    headers = {"x-requested-with": "XMLHttpRequest"}
    answer = client.post(reverse("wagtailimages:delete_multiple", args=[used.pk]), headers=headers)
    assert answer.status_code in {302, 403, 409}
    client.post(f"{reverse('wagtail_bulk_action', args=['uploads', 'siteimage', 'delete'])}?id={used.pk}")
    assert Organisation.objects.filter(live=True, logo=used).exists()


@pytest.mark.parametrize("role", ["", *ROLES])
def test_only_who_publishes_replaces_the_file_of_a_picture_that_is_used(
    role: str,
    client_of: LogIn,
    used: SiteImage,
) -> None:
    address = reverse("wagtailimages:edit", args=[used.pk])
    data = {"title": "logo", "alt_text_sr_latn": "Znak.", "tags": "", "collection": used.collection_id}
    client_of(role).post(address, {**data, "file": png(60)})
    used.refresh_from_db()
    assert (used.width == 60) == (role in PUBLISHERS or not role)


def test_an_editor_reads_what_to_do_instead(client_of: LogIn, used: SiteImage) -> None:
    html = client_of("Urednice").get(reverse("wagtailimages:edit", args=[used.pk])).content.decode()
    assert "dodajte ga kao nov" in html
    assert 'type="file"' not in html


def test_a_picture_in_a_draft_counts_as_used(client_of: LogIn) -> None:
    picture = SiteImage.objects.create(title="nova", file=png(), alt_text_sr_latn="Znak.")
    organisation = Organisation.objects.filter(live=True).first()
    organisation.logo = picture
    organisation.save_revision()
    client = client_of("Moderatorke")
    address = reverse("wagtailimages:delete", args=[picture.pk])
    assert "(nacrt)" in client.get(address).content.decode()
    client.post(address)
    assert SiteImage.objects.filter(pk=picture.pk).exists()


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("kind", ["picture", "document"])
def test_an_editor_deletes_her_own_unused_uploads_alone(
    kind: str,
    is_own: bool,
    client_of: LogIn,
) -> None:
    client = client_of("Urednice")
    editor = client.session["_auth_user_id"]
    owner = int(editor) if is_own else None
    if kind == "picture":
        upload: Any = SiteImage.objects.create(title="nova", file=png(), uploaded_by_user_id=owner)
        address = reverse("wagtailimages:delete", args=[upload.pk])
    else:
        upload = make_document()
        type(upload).objects.filter(pk=upload.pk).update(uploaded_by_user=owner)
        address = reverse("wagtaildocs:delete", args=[upload.pk])
    client.post(address)
    assert type(upload).objects.filter(pk=upload.pk).exists() != is_own


@pytest.mark.parametrize("role", ["Urednice", "Moderatorke"])
def test_only_who_publishes_replaces_a_document_that_is_used(
    role: str,
    client_of: LogIn,
    reference_index: None,
) -> None:
    document = make_document()
    organisation = Organisation.objects.filter(live=True).first()
    organisation.about_sr_latn = f'<p><a linktype="document" id="{document.pk}">Statut</a></p>'
    organisation.save()
    client = client_of(role)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    other = SimpleUploadedFile("statut.txt", b"Drugo izdanje.")
    client.post(address, {"title": "Statut", "file": other, "tags": "", "collection": document.collection_id})
    document.refresh_from_db()
    assert (b"Drugo" in document.file.read()) == (role in PUBLISHERS)
    client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert type(document).objects.filter(pk=document.pk).exists()
