"""Every way in which a document comes into the site, and how it leaves it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, UploadedFile

from tests.uploads.office import AUTHOR, MAKERS, pdf, unpacked
from tests.uploads.refused import PARTS, TOO_LARGE, UNREADABLE
from tests.uploads.test_uploads import keep_half


def fields(**others: Any) -> dict[str, Any]:
    return {"title": "Izveštaj", "collection": Collection.get_first_root_node().pk, "tags": "", **others}


def send_one(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtaildocs:add"), fields(file=file))


def send_several(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtaildocs:add_multiple"), fields() | {"files[]": file})


def send_in_chooser(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    sent = {f"document-chooser-upload-{name}": value for name, value in fields(file=file).items()}
    return client.post(reverse("wagtaildocs_chooser:create"), sent)


WAYS_IN = [send_one, send_several, send_in_chooser]


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize("extension", ["pdf", "xlsx"])
def test_every_way_in_cleans(send: Callable, extension: str, admin_client: Client) -> None:
    send(admin_client, SimpleUploadedFile(f"izvestaj.{extension}", MAKERS[extension]()))
    document = Document.objects.get()
    with document.open_file() as file:
        data = file.read()
    assert AUTHOR.encode() not in unpacked(data)
    assert document.file_size == len(data)


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize(
    "name", ["strana.html", "slika.svg", "izvestaj.pdf", "izvestaj.docm", "izvestaj.docx"]
)
def test_every_way_in_refuses_and_leaves_nothing(send: Callable, name: str, admin_client: Client) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    wrong = (
        UNREADABLE["a name that leads out"][1]()
        if name.endswith("docx")
        else b"<html><script>alert(1)</script>"
    )
    answer = send(admin_client, SimpleUploadedFile(name, wrong))
    assert answer.status_code == 200
    assert name.endswith(("html", "svg", "docm")) or "kao PDF" in answer.text
    assert not Document.objects.exists()
    assert not UploadedFile.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
@pytest.mark.parametrize("what", [*UNREADABLE, *TOO_LARGE])
def test_each_refusal_is_a_sentence_and_leaves_nothing(what: str, admin_client: Client) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    extension, make = (UNREADABLE | TOO_LARGE)[what]
    answer = send_one(admin_client, SimpleUploadedFile(f"izvestaj.{extension}", make()))
    sentence = "ima previše delova" if what in TOO_LARGE else "sačuvate kao PDF."
    assert (answer.status_code, sentence in answer.text) == (200, True)
    if what in PARTS:
        assert f"Deo „{PARTS[what][0]}”" in answer.text
    assert not Document.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
def test_a_full_disk_is_an_error_of_the_form_and_leaves_nothing(
    send: Callable, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_storage, "_save", keep_half)
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert send(admin_client, SimpleUploadedFile("izvestaj.pdf", pdf())).status_code == 200
    assert not Document.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
@pytest.mark.parametrize("extension", MAKERS)
def test_all_but_pdf_is_saved_and_not_opened(extension: str, admin_client: Client) -> None:
    file = ContentFile(MAKERS[extension](), name=f"izvestaj.{extension}")
    document = Document.objects.create(title="Izveštaj", file=file)
    answer = admin_client.get(document.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; frame-ancestors 'none'")
    assert ("sandbox" in policy) == (extension != "pdf")
    assert not answer.cookies
    assert "Content-Encoding" not in answer.headers
    assert ("attachment" in answer.get("Content-Disposition", "")) == (extension != "pdf")
    answer.close()
