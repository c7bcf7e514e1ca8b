"""The picture beside a link to a page on other sites: the page's own, or one for the whole site."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client

from astra_site.uploads import renditions
from astra_site.uploads.models import SiteImage
from astra_site.uploads.renditions import IN_TEXT, LOGO
from networks.models import Organisation, StandardPage
from tests.uploads.pictures import drawing, opened, saved

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/en/", "/mreze/preugovor/", "/en/networks/preugovor/", "/organizacije/astra/", "/pomoc/"]


def head_of(client: Client, address: str) -> dict[str, str]:
    html = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html))


def make_image(size: tuple[int, int], **values: Any) -> SiteImage:
    file = ContentFile(saved(drawing(size), "png"), name="slika.png")
    return SiteImage.objects.create(title="Slika", file=file, **values)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_without_pictures_names_that_of_the_site_in_its_language(address: str, client: Client) -> None:
    head = head_of(client, address)
    name = "share-en.png" if address.startswith("/en/") else "share-sr-Latn.png"
    assert head["og:image"] == f"http://testserver/static/images/{name}"
    assert head["og:image:alt"].endswith("trafficking" if "-en" in name else "trgovine ljudima")
    assert head["twitter:card"] == "summary_large_image"
    found = finders.find(f"images/{name}")
    assert found
    content = Path(found).read_bytes()
    assert opened(content).size == (int(head["og:image:width"]), int(head["og:image:height"])) == (1200, 630)
    assert len(content) < 60_000


def test_the_head_names_both_languages(client: Client) -> None:
    assert head_of(client, "/")["og:locale"] == "sr_RS"
    assert head_of(client, "/")["og:locale:alternate"] == "en_GB"
    assert head_of(client, "/en/")["og:locale"] == "en_GB"
    assert head_of(client, "/en/")["og:locale:alternate"] == "sr_RS"


def test_a_picture_of_the_text_stands_in_its_place(client: Client) -> None:
    image = make_image((1400, 700), alt_text_sr_latn="Dve žene za stolom", alt_text_en="Two women at a table")
    renditions.make(image, IN_TEXT)
    page = StandardPage.objects.get(slug="pristupacnost")
    page.body_sr_latn = page.body_en = [("image", {"image": image, "caption": "Sastanak"})]
    page.save()
    head = head_of(client, page.url_in("sr-latn"))
    copy = image.renditions.get(filter_spec="width-1280|format-jpeg")
    assert head["og:image"] == f"http://testserver{copy.url}"
    assert (head["og:image:width"], head["og:image:height"]) == ("1280", "640")
    assert head["og:image:alt"] == "Dve žene za stolom"
    assert head_of(client, page.url_in("en"))["og:image:alt"] == "Two women at a table"


def test_an_organisation_has_its_logo_which_is_shown_small(client: Client) -> None:
    logo = make_image((800, 400))
    renditions.make(logo, LOGO)
    Organisation.objects.filter(slug="astra").update(logo=logo)
    head = head_of(client, "/organizacije/astra/")
    assert head["og:image"].endswith(logo.renditions.get(filter_spec="max-560x320|format-png").url)
    assert (head["og:image:width"], head["og:image:height"]) == ("560", "280")
    assert head["twitter:card"] == "summary"


def test_a_picture_without_copies_is_not_made_for_a_visitor(client: Client) -> None:
    Organisation.objects.filter(slug="astra").update(logo=make_image((800, 400)))
    assert head_of(client, "/organizacije/astra/")["og:image"].endswith("/static/images/share-sr-Latn.png")
