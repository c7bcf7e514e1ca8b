"""A picture and a document from upload over publish to withdrawal: at every address that ever named them."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from astra_site.uploads.models import SiteImage
from networks.models import Organisation
from networks.open_data import files
from tests.delivery.conftest import CachedSite
from tests.networks.open_data.conftest import file_url
from tests.uploads.office import office
from tests.uploads.pictures import TRACES, drawing, saved, telltale
from tests.uploads.test_documents_in_the_admin import send_one as send_document
from tests.uploads.test_uploads import send_one as send_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]

# In pages, in scripts of data and in files: relative, or with the name of the site.
ADDRESS = re.compile(r"(?<!/admin)(/(?:media|documents)/[^\s\"'<>,\\]+)")
PAGES = [
    *("/", "/en/", "/sr-cyrl/", "/organizacije/", "/en/organisations/", "/sr-cyrl/organizacije/"),
    *("/organizacije/astra/", "/en/organisations/astra/", "/sr-cyrl/organizacije/astra/"),
    *("/mreze/la-strada/", "/sitemap.xml", "/pretraga/?q=kvazispis", "/en/search/?q=kvazispis"),
    *(file_url(file.key, language) for file in files.FILES for language in ("sr-latn", "en")),
]


def named(site: CachedSite) -> set[str]:
    """Return the addresses of uploads that anything of the site names."""
    return {address for page in PAGES for address in ADDRESS.findall(site.ask(page).content.decode())}


def statuses(site: CachedSite, addresses: set[str]) -> dict[str, int]:
    return {address: site.ask(address).status for address in addresses}


@pytest.fixture
def uploaded(cached_site: CachedSite, admin_client: Client) -> tuple[SiteImage, Document]:
    """Upload both as staff do."""
    photo = SimpleUploadedFile("gps-slika.jpg", telltale("jpg"), "image/jpeg")
    text = office("word/document.xml", **{"word/media/image1.jpg": telltale("jpg")})
    with cached_site.commit():
        send_picture(admin_client, photo)
        send_document(admin_client, SimpleUploadedFile("kvazispis.docx", text))
    return SiteImage.objects.get(), Document.objects.get()


def publish(site: CachedSite, **values: object) -> Organisation:
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    for name, value in values.items():
        setattr(organisation, name, value)
    with site.commit():
        organisation.save_revision().publish()
    return organisation


def test_visitors_have_them_only_while_something_published_uses_them(
    cached_site: CachedSite, uploaded: tuple[SiteImage, Document], admin_client: Client
) -> None:
    image, document = uploaded
    listed = ADDRESS.findall(admin_client.get(reverse("wagtailimages:index")).content.decode())
    originals = {f"/media/{image.file.name}", f"/media/{document.file.name}"}
    assert listed
    assert {admin_client.get(address).status_code for address in listed} == {200}
    assert {admin_client.get(address).status_code for address in originals} == {404}
    assert set(statuses(cached_site, {*listed, *originals, document.url}).values()) == {404}

    draft = f'<p><a linktype="document" id="{document.pk}">Spis</a></p>'
    organisation = publish(cached_site, logo=image, about_sr_latn=draft)
    public = named(cached_site)
    assert document.url in public
    pictures = public - {document.url}
    assert pictures == {copy.url for copy in image.renditions.exclude(filter_spec__startswith="max-165")}
    assert not [address for address in pictures if "gps" in address or not re.search("[0-9a-f]{32}", address)]
    for address in public:
        answer = cached_site.ask(address)
        assert answer.status == 200
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "Set-Cookie" not in answer.headers
        assert not [trace for trace in TRACES[:3] if trace in answer.content]
    assert set(statuses(cached_site, originals).values()) == {404}

    unpublish = reverse("wagtailsnippets_networks_organisation:unpublish", args=[organisation.pk])
    with cached_site.commit():
        assert admin_client.post(unpublish).status_code == 302
    everything = public | originals | set(listed)
    assert not named(cached_site) & everything
    assert set(statuses(cached_site, everything).values()) == {404}
    for address in everything:
        for prefix in ("/sr-cyrl", "/en"):
            assert cached_site.ask(prefix + address).status in {301, 404}
        known = {"HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MODIFIED_SINCE": "Sat, 01 Jan 2050 00:00:00 GMT"}
        assert cached_site.ask(address, **known).status == 404
        assert cached_site.ask(address, "HEAD").status == 404
    # Who works on it still sees it.
    assert {admin_client.get(address).status_code for address in listed} == {200}


def leave_out(organisation: Organisation) -> None:
    organisation.logo, organisation.about_sr_latn = None, ""
    organisation.save_revision().publish()


def past_all_forms(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(live=False)


@pytest.mark.parametrize("withdraw", [leave_out, past_all_forms])
def test_the_last_use_goes_in_other_ways_too(
    withdraw: Callable, cached_site: CachedSite, uploaded: tuple[SiteImage, Document]
) -> None:
    image, document = uploaded
    link = f'<p><a linktype="document" id="{document.pk}">Spis</a></p>'
    organisation = publish(cached_site, logo=image, about_sr_latn=link)
    everything = {document.url, *(copy.url for copy in image.renditions.filter(filter_spec__contains="avif"))}
    assert len(everything) > 1
    assert set(statuses(cached_site, everything).values()) == {200}
    with cached_site.commit():
        withdraw(organisation)
    assert set(statuses(cached_site, everything).values()) == {404}


def test_a_draft_makes_nothing_public(
    cached_site: CachedSite, uploaded: tuple[SiteImage, Document], admin_client: Client
) -> None:
    image, document = uploaded
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    organisation.logo = image
    organisation.about_sr_latn = f'<p><a linktype="document" id="{document.pk}">Spis</a></p>'
    with cached_site.commit():
        organisation.save_revision()
    copy = image.get_rendition("max-280x160|format-png")
    assert statuses(cached_site, {copy.url, document.url}) == {copy.url: 404, document.url: 404}
    sent = admin_client.get(copy.url)
    assert sent.status_code == 200
    assert sent["Cache-Control"] == "private, no-store"


def test_a_picture_that_a_browser_has_is_not_sent_again_and_its_name_is_not_guessed(
    cached_site: CachedSite,
) -> None:
    with cached_site.commit():
        file = SimpleUploadedFile("slika.png", saved(drawing((300, 200)), "png"))
        image = SiteImage.objects.create(title="Slika", file=file)
    publish(cached_site, logo=image)
    copy = image.renditions.get(filter_spec="max-280x160|format-png")
    sent = cached_site.ask(copy.url)
    again = cached_site.ask(copy.url, HTTP_IF_NONE_MATCH=sent.headers["ETag"])
    assert (sent.headers["Content-Type"], again.status, again.content) == ("image/png", 304, b"")
    # Asked for once in a generation of the content, and then known.
    assert again.queries == 0
    for path in ("/media/", "/media/images/", "/media/../manage.py", "/media/%00", "/media/" + "a" * 5000):
        assert cached_site.ask(path).status in {400, 404}
