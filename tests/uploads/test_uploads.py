"""Every way in which a picture comes into the site: one, several, the chooser, a new file for an old one."""

import errno
import random
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
from PIL import Image, ImageFile
from wagtail.models import Collection, UploadedFile

from astra_site.uploads.models import SiteImage
from tests.uploads import pictures
from tests.uploads.pictures import drawing, saved, telltale
from tests.uploads.test_reencoding import damaged

pytestmark = [
    pytest.mark.sqlite,  # What comes in is looked at before any database is asked.
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*:UserWarning", "ignore::PIL.Image.DecompressionBombWarning"),
]

Send = Callable[[Client, SimpleUploadedFile], HttpResponse]


def fields(prefix: str = "", **others: Any) -> dict[str, Any]:
    """Return what a form of a picture sends besides the file."""
    data = {"title": "Slika", "collection": Collection.get_first_root_node().pk, "tags": "", **others}
    return {f"{prefix}{name}": value for name, value in data.items()}


def send_one(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtailimages:add"), fields(file=file))


def send_several(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtailimages:add_multiple"), fields() | {"files[]": file})


def send_in_chooser(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtailimages_chooser:create"), fields("image-chooser-upload-", file=file))


WAYS_IN: list[Send] = [send_one, send_several, send_in_chooser]


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/" + name.rsplit(".", 1)[1])


def stored_files() -> set[Path]:
    """Return the files of uploads; the admin makes small copies of its own."""
    found = Path(settings.MEDIA_ROOT).rglob("*")
    return {path for path in found if path.is_file() and path.parent.name != "images"}


def content(image: SiteImage) -> bytes:
    with image.file.open("rb") as file:
        return file.read()


def traces_in(data: bytes) -> list[bytes]:
    return [trace for trace in pictures.TRACES if trace in data]


@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize("extension", pictures.FORMATS)
def test_a_new_picture_is_stored_without_its_tags(send: Send, extension: str, admin_client: Client) -> None:
    assert send(admin_client, upload(telltale(extension, 6), f"slika.{extension}")).status_code in (200, 302)
    image = SiteImage.objects.get()
    assert not traces_in(content(image))
    upright = (24, 16) if extension == "gif" else (16, 24)
    assert (image.width, image.height) == upright
    assert image.file_size == len(content(image))


def test_a_large_upload_that_django_keeps_on_disk_is_drawn_anew(admin_client: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    send_one(admin_client, upload(telltale("jpg", 6), "slika.jpg"))
    image = SiteImage.objects.get()
    assert not traces_in(content(image))
    assert image.file_size == len(content(image))


def test_a_new_file_for_an_old_picture_is_drawn_anew_and_the_old_one_goes(admin_client: Client) -> None:
    before = stored_files()
    send_one(admin_client, upload(telltale("png"), "stara.png"))
    image = SiteImage.objects.get()
    answer = admin_client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        fields(file=upload(telltale("jpg", 6), "nova.jpg")),
    )
    assert answer.status_code == 302
    image.refresh_from_db()
    assert image.filename.startswith("nova")
    assert not traces_in(content(image))
    assert {path.name for path in stored_files() - before} == {image.filename}


def test_a_picture_whose_other_fields_are_wrong_is_kept_without_tags_until_they_are_right(
    admin_client: Client,
) -> None:
    form = fields(title="S" * 300) | {"files[]": upload(telltale("jpg", 6), "slika.jpg")}
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), form).json()
    waiting = UploadedFile.objects.get()
    with waiting.file.open("rb") as file:
        assert not traces_in(file.read())
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[answer["uploaded_file_id"]])
    admin_client.post(address, fields(f"uploaded-image-{waiting.pk}-"))
    image = SiteImage.objects.get()
    assert not traces_in(content(image))
    assert (image.width, image.height) == (16, 24)
    assert not UploadedFile.objects.exists()


def test_code_stores_no_tags_either() -> None:
    image = SiteImage.objects.create(title="Uvoz", file=ContentFile(telltale("jpg", 6), name="uvoz.jpg"))
    assert not traces_in(content(image))
    assert (image.width, image.height) == (16, 24)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(image: ImageFile.ImageFile) -> None:
        raise AssertionError("drawn")

    bomb = saved(Image.new("1", (11_000, 11_000)), "png")
    monkeypatch.setattr(ImageFile.ImageFile, "load", draw)
    assert "25" in errors(send_several(admin_client, upload(bomb, "bomba.png")))


def errors(answer: HttpResponse) -> str:
    """Return what the answer says of the file."""
    assert answer.status_code == 200
    if "error_message" in answer.content.decode():
        return answer.json()["error_message"]
    form = answer.context.get("form") or answer.context["creation_form"]
    return " ".join(form.errors["file"])


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an SVG": (
        "a.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "avif, gif, jpg, jpeg, png, webp",
    ),
    "another format under a known name": ("a.png", lambda: saved(drawing(), "jpg"), ".png"),
    "more than ten megabytes": ("a.png", lambda: saved(drawing(), "png") + bytes(10 * 1024 * 1024), "10"),
    "too many pixels": ("a.png", lambda: saved(Image.new("1", (5001, 5000)), "png"), "12"),
    "very many pixels": ("a.png", lambda: saved(Image.new("1", (16_000, 16_000)), "png"), "12"),
    "too many frames": ("a.gif", lambda: pictures.animation("gif", 101), "100"),
    "half a picture": ("a.jpg", lambda: telltale("jpg")[:-200], ""),
}


@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize("what", REFUSED)
def test_what_may_not_come_in_is_told_in_the_form_and_leaves_nothing(
    send: Send, what: str, admin_client: Client
) -> None:
    name, make, reason = REFUSED[what]
    before = stored_files()
    assert reason in errors(send(admin_client, upload(make(), name)))
    assert not SiteImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == before


def test_a_refused_file_for_an_old_picture_leaves_the_old_one(admin_client: Client) -> None:
    send_one(admin_client, upload(telltale("png"), "stara.png"))
    image = SiteImage.objects.get()
    before = stored_files()
    address = reverse("wagtailimages:edit", args=[image.pk])
    answer = admin_client.post(address, fields(file=upload(telltale("jpg")[:-200], "nova.jpg")))
    assert answer.status_code == 200
    image.refresh_from_db()
    assert image.filename.startswith("stara")
    assert content(image)
    assert stored_files() == before


@pytest.mark.parametrize("extension", pictures.FORMATS)
def test_damaged_pictures_are_form_errors_and_leave_no_row_and_no_file(
    extension: str, admin_client: Client
) -> None:
    chance = random.Random(f"upload-{extension}")
    before = stored_files()
    refused = 0
    for _ in range(16):
        rows = SiteImage.objects.count()
        answer = send_several(
            admin_client, upload(damaged(telltale(extension), chance) or b"x", f"a.{extension}")
        )
        assert answer.status_code == 200
        is_taken = answer.json()["success"]
        assert SiteImage.objects.count() == rows + is_taken
        refused += not is_taken
    assert refused
    kept = {Path(image.file.path) for image in SiteImage.objects.all()}
    assert stored_files() - before == kept


@pytest.mark.parametrize("send", WAYS_IN)
def test_a_full_disk_is_an_error_of_the_form_and_leaves_nothing(
    send: Send, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_files()
    monkeypatch.setattr(default_storage, "_save", keep_half)
    assert errors(send(admin_client, upload(telltale("jpg"), "slika.jpg")))
    assert not SiteImage.objects.exists()
    assert stored_files() == before


def keep_half(name: str, content: Any) -> str:
    """Do what a disk does that fills up while a file is written."""
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.read()[:100])
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_old_file_of_a_picture(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_one(admin_client, upload(telltale("png"), "stara.png"))
    image = SiteImage.objects.get()
    before = stored_files()
    address = reverse("wagtailimages:edit", args=[image.pk])
    admin_client.get(address)
    monkeypatch.setattr(default_storage, "_save", keep_half)
    assert errors(admin_client.post(address, fields(file=upload(telltale("jpg"), "nova.jpg"))))
    image.refresh_from_db()
    assert image.filename.startswith("stara")
    assert stored_files() == before
