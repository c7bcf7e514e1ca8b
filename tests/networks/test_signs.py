"""Each network has a sign of its own, drawn by the site, until somebody uploads its logo."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from astra_site.uploads import renditions
from astra_site.uploads.models import SiteImage
from astra_site.uploads.renditions import LOGO
from networks.models import NetworkPage
from networks.models.network_page import NetworkKind
from networks.signs import sign_of
from tests.uploads.pictures import drawing, saved

pytestmark = pytest.mark.django_db


def network(**values: str) -> NetworkPage:
    return NetworkPage(**{"short_name_sr_latn": "Mreža", "kind": "national", **values})


@pytest.mark.usefixtures("starter_content")
def test_no_two_networks_share_a_sign() -> None:
    signs = [sign_of(page) for page in NetworkPage.objects.all()]
    assert len(signs) == 10
    assert len(set(signs)) == len({sign.letters for sign in signs}) == len(signs)


@pytest.mark.parametrize(
    ("values", "letters", "length"),
    [
        ({"acronym": "LSI"}, "LSI", "short"),
        ({"acronym": "MŽPN"}, "MŽPN", "middle"),
        ({"acronym": "ECOSOC"}, "ECOSOC", "long"),
        ({"short_name_sr_latn": "prEUgovor"}, "pr", "short"),
        ({"short_name_sr_latn": "Žene protiv nasilja danas"}, "Žpn", "short"),
        ({"short_name_sr_latn": "", "title": "Mreža za decu"}, "Mzd", "short"),
        ({"acronym": "DUGAČKASKRAĆENICA", "short_name_sr_latn": "Dugačka mreža"}, "Dm", "short"),
        ({"short_name_sr_latn": "", "title": "–"}, "", "short"),
    ],
)
def test_letters_are_those_by_which_a_network_is_called(
    values: dict[str, str], letters: str, length: str
) -> None:
    assert sign_of(network(**values))[:2] == (letters, length)


def test_knots_say_how_far_a_network_reaches() -> None:
    numbers = [sign_of(network(kind=kind)).knots.count("M") for kind in NetworkKind.values]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_same_network_has_the_same_sign_every_time_and_within_its_drawing() -> None:
    for kind in NetworkKind.values:
        first, second = (sign_of(network(acronym="GMCN", kind=kind)) for _time in range(2))
        assert first == second
        assert all(5 <= int(number) <= 59 for number in re.findall(r"[M ](\d+)", first.knots))


@pytest.mark.usefixtures("starter_content")
@pytest.mark.parametrize(
    ("address", "number"), [("/", 10), ("/mreze/", 10), ("/mreze/ban/", 1), ("/en/networks/ban/", 1)]
)
def test_signs_are_shown_and_say_nothing_aloud(client: Client, address: str, number: int) -> None:
    content = client.get(address).text
    signs = re.findall(r'<span class="sign [^>]*>', content)
    assert len(signs) == number
    assert all('aria-hidden="true"' in sign and re.search(r'data-letters="\w+"', sign) for sign in signs)


@pytest.mark.usefixtures("starter_content")
@pytest.mark.parametrize("address", ["/", "/mreze/", "/mreze/ban/"])
def test_uploaded_logo_takes_the_place_of_the_sign(client: Client, address: str) -> None:
    page = NetworkPage.objects.get(slug="ban")
    file = ContentFile(saved(drawing((560, 280)), "png"), name="znak.png")
    page.logo = SiteImage.objects.create(title="Znak", file=file)
    page.save()
    assert 'data-letters="BAN"' in client.get(address).text  # no copy has been made yet
    renditions.make(page.logo, LOGO)
    content = client.get(address).text
    assert 'data-letters="BAN"' not in content
    assert content.count("sign-logo") == 1
