"""Whoever writes a name reads whether there is an organisation called so, in whatever letters."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import Organisation

LogIn = Callable[..., Client]
ADD = "wagtailsnippets_networks_organisation:add"


@pytest.fixture
def known(db: None) -> Organisation:
    return Organisation.objects.create(name_sr_latn="Ženski centar Đurđevak", city_sr_latn="Užice", live=True)


def said(client: Client, name: str, but: object = "") -> str:
    answer = client.get(reverse("names_alike"), {"name": name, "but": but})
    assert answer.status_code == 200
    return unescape(answer.content.decode()).strip()


@pytest.mark.parametrize(
    "typed",
    [
        "Ženski centar Đurđevak",
        "zenski centar djurdjevak",
        "ЖЕНСКИ ЦЕНТАР ЂУРЂЕВАК",
        "Ženski  centar „Đurđevak”",
    ],
)
def test_the_same_name_is_found_in_any_letters(typed: str, known: Organisation, client_of: LogIn) -> None:
    html = said(client_of("Urednice"), typed)
    assert "već postoji" in html
    assert "Ženski centar Đurđevak" in html
    assert "Užice" in html
    assert f"/organisation/edit/{known.pk}/" in html


def test_a_name_much_like_it_is_asked_about_and_a_new_one_is_not(
    known: Organisation, client_of: LogIn
) -> None:
    client = client_of("Urednice")
    assert "Da li je to ista?" in said(client, "Ženski centar Đurdjevac")
    for new in ("Sasvim nova organizacija za probu", "", "Že", "%", "\x00", "x" * 3000):
        assert said(client, new) == ""
    assert said(client, known.name_sr_latn, known.pk) == ""
    assert "već postoji" in said(client, known.name_sr_latn, "x'--")


def test_the_form_asks_while_she_types_and_says_it_again_when_it_is_kept(
    known: Organisation, client_of: LogIn, form_data: Callable
) -> None:
    client, address = client_of("Urednice"), reverse(ADD)
    html = client.get(address).content.decode()
    assert html.count(f'data-names-alike="{reverse("names_alike")}?but="') == 2
    assert "admin/names-alike" in html
    data = {**form_data(client, address), "name_sr_latn": "Zenski centar Djurdjevak"}
    data.pop("fields_of_work", None)
    data |= {f"about_{language}-count": "0" for language in ("sr_latn", "en")}
    html = unescape(client.post(address, data, follow=True).content.decode())
    assert "Postoji organizacija istog ili skoro istog naziva: „Ženski centar Đurđevak”" in html


def test_it_is_no_way_to_read_names_without_the_right(
    known: Organisation, client_of: LogIn, client: Client
) -> None:
    address = reverse("names_alike")
    assert client.get(address, {"name": known.name_sr_latn}).status_code == 302
    answer = client_of("Bezbednost").get(address, {"name": known.name_sr_latn})
    assert "Đurđevak" not in answer.content.decode()
