"""Copies of pictures are made when something is published, and never for a visitor."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from astra_site.uploads import renditions
from astra_site.uploads.models import Rendition, SiteImage
from astra_site.uploads.renditions import IN_TEXT, LOGO
from networks.models import NetworkPage, Organisation, StandardPage
from tests.uploads import pictures
from tests.uploads.pictures import drawing, opened, saved, telltale
from tests.uploads.test_uploads import fields, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


def make_image(extension: str = "png", size: tuple[int, int] = (1400, 700), **values: Any) -> SiteImage:
    file = ContentFile(saved(drawing(size), extension), name=f"slika.{extension}")
    return SiteImage.objects.create(title="Slika", file=file, **values)


@pytest.fixture
def image() -> SiteImage:
    return make_image(alt_text_sr_latn="Dve žene za stolom", alt_text_en="Two women at a table")


@pytest.fixture
def page(image: SiteImage) -> StandardPage:
    """Return a page whose draft has the picture in its Serbian and in its English text."""
    page = StandardPage(title="O nama", title_en="About us")
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    block = ("image", {"image": image, "caption": "Sastanak mreže"})
    page.body_sr_latn = [block]
    page.body_en = [block]
    return page


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Return a block in which what waits for the end of the transaction is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def publish(thing: Any, commit: Any) -> None:
    with commit():
        thing.save_revision().publish()


def sources(html: str) -> list[str]:
    """Return the addresses of all pictures in `html`."""
    named = re.findall(
        r'(?:src|srcset)="([^"]+)"', " ".join(re.findall(r"<picture>.*?</picture>", html, re.S))
    )
    return [part.split()[0] for one in named for part in one.split(", ")]


def test_publishing_makes_the_copies_and_a_first_view_makes_none(
    page: StandardPage, commit: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.save_revision()
    assert not Rendition.objects.exists()
    publish(page, commit)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == set(IN_TEXT.specs)

    def never(*args: Any) -> None:
        raise AssertionError("a copy is made for a visitor")

    monkeypatch.setattr(SiteImage, "create_rendition", never)
    monkeypatch.setattr(SiteImage, "create_renditions", never)
    for address in ("/o-nama/", "/en/about-us/"):
        html = client.get(address).content.decode()
        assert set(sources(html)) == {rendition.url for rendition in Rendition.objects.all()}


def test_a_page_offers_avif_webp_and_jpeg_with_sizes_and_the_place_they_take(
    page: StandardPage, commit: Any, client: Client
) -> None:
    publish(page, commit)
    html = client.get("/en/about-us/").content.decode()
    (picture,) = re.findall(r"<picture>.*?</picture>", html, re.S)
    assert re.findall(r'type="([^"]+)"', picture) == ["image/avif", "image/webp"]
    assert len(re.findall(r" 360w, \S+ 720w, \S+ 1280w", picture)) == 3
    assert 'width="1280"' in picture
    assert 'height="640"' in picture
    assert 'loading="lazy"' in picture
    assert 'alt="Two women at a table"' in picture
    assert "Sastanak mreže" in html


def test_a_small_picture_gets_no_copies_that_would_be_the_same(commit: Any) -> None:
    image = make_image(size=(500, 200))
    renditions.make(image, IN_TEXT)
    assert sorted(Rendition.objects.values_list("width", flat=True)) == [360] * 3 + [500] * 3
    tall = make_image(size=(200, 400))
    renditions.make(tall, LOGO)
    assert sorted(tall.renditions.values_list("height", flat=True)) == [160] * 3 + [320] * 3


@pytest.mark.parametrize(
    ("model", "slug", "address"),
    [(NetworkPage, "preugovor", "/mreze/preugovor/"), (Organisation, "astra", "/organizacije/astra/")],
)
def test_a_logo_is_shown_in_copies_made_at_publish(
    model: Any, slug: str, address: str, image: SiteImage, commit: Any, client: Client
) -> None:
    thing = model.objects.get(**{"slug" if model is NetworkPage else "slug_sr_latn": slug})
    thing.logo = image
    thing.save()
    assert "<picture>" not in client.get(address).content.decode()
    publish(thing, commit)
    (picture,) = re.findall(r"<picture>.*?</picture>", client.get(address).content.decode(), re.S)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == set(LOGO.specs)
    assert 'width="280"' in picture
    assert 'height="140"' in picture
    assert 'alt=""' in picture


@pytest.mark.parametrize("extension", pictures.FORMATS)
def test_copies_carry_no_tags(extension: str) -> None:
    file = ContentFile(telltale(extension), name=f"slika.{extension}")
    image = SiteImage.objects.create(title="Slika", file=file)
    for shape in (LOGO, IN_TEXT):
        renditions.make(image, shape)
    found = list(image.renditions.all())
    assert len(found) == 6
    for rendition in found:
        data = Path(rendition.file.path).read_bytes()
        assert not [trace for trace in pictures.TRACES if trace in data]
        assert not dict(opened(data).getexif())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_has_copies(mode: str) -> None:
    extension = "jpg" if mode == "CMYK" else "png"
    source = drawing().convert("I").convert("I;16") if mode == "I;16" else drawing(mode=mode)
    file = ContentFile(saved(source, extension), name=f"slika.{extension}")
    image = SiteImage.objects.create(title="Slika", file=file)
    renditions.make(image, IN_TEXT)
    renditions.make(image, LOGO)
    assert image.renditions.count() == 6


def test_a_new_file_gets_its_copies_where_the_picture_is_shown(
    page: StandardPage, image: SiteImage, commit: Any, admin_client: Client, client: Client
) -> None:
    publish(page, commit)
    old = set(sources(client.get("/o-nama/").content.decode()))
    new = upload(saved(drawing((800, 800)), "jpg"), "nova.jpg")
    with commit():
        admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]), fields(file=new, alt_text_sr_latn="Sto")
        )
    found = set(sources(client.get("/o-nama/").content.decode()))
    assert found
    assert not found & old


def test_what_is_missing_is_made_when_the_site_is_prepared(
    page: StandardPage, commit: Any, client: Client
) -> None:
    publish(page, commit)
    Rendition.objects.all().delete()
    assert "<picture>" not in client.get("/o-nama/").content.decode()
    renditions.make_missing()
    assert "<picture>" in client.get("/o-nama/").content.decode()


def test_a_copy_that_cannot_be_written_leaves_the_page_without_the_picture(
    page: StandardPage, commit: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rendition._meta.get_field("file").storage, "save", full)
    publish(page, commit)
    page.refresh_from_db()
    assert page.live
    answer = client.get("/o-nama/")
    assert answer.status_code == 200
    assert "O nama" in answer.content.decode()
    assert "<img" not in answer.content.decode()


def test_a_lost_file_leaves_the_page_without_the_picture(
    page: StandardPage, image: SiteImage, commit: Any, client: Client
) -> None:
    Path(image.file.path).unlink()
    publish(page, commit)
    assert client.get("/o-nama/").status_code == 200


def test_a_preview_shows_the_picture_before_it_is_published(page: StandardPage, admin_client: Client) -> None:
    page.save_revision()
    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert sources(html)


def test_more_pictures_take_no_more_queries(page: StandardPage, commit: Any, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/o-nama/").status_code == 200
        return len(found)

    publish(page, commit)
    client.get("/o-nama/")
    few = queries()
    page.body_sr_latn = [("image", {"image": make_image(size=(400, 300)), "caption": ""}) for _ in range(4)]
    publish(page, commit)
    client.get("/o-nama/")
    assert queries() == few
