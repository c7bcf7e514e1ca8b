"""A preview of settings shows on a page what is in the form, and nothing of it reaches a visitor."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from astra_site.caching import cache
from astra_site.safety import destination
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from networks.models import SiteSettings

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]

EXIT = "https://www.rts.rs/"
LANGUAGES = {"sr-latn": "sr-Latn", "en": "en"}
modes = pytest.mark.parametrize("mode", LANGUAGES)


def address(model: type, action: str = "edit") -> str:
    """Return the address of a form of settings, or of its preview."""
    site = Site.objects.get(is_default_site=True)
    return reverse(f"wagtailsettings:{action}", args=[model._meta.app_label, model._meta.model_name, site.pk])


def preview_url(model: type) -> str:
    """Return the address that makes the preview of a form of settings."""
    return address(model, "preview_on_edit")


def shown(client: Client, model: type, data: dict[str, Any], mode: str = "sr-latn") -> HttpResponse:
    """Send a form to its preview and return what that shows."""
    answer = client.post(preview_url(model), data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(preview_url(model), {"mode": mode, "in_preview_panel": "true"})


def hotlines(response: HttpResponse) -> list[str]:
    """Return the numbers of the footer's hotlines in their order."""
    footer = response.text.partition("<footer")[2]
    numbers = dict(Hotline.objects.values_list("dial_string", "number"))
    found = {footer.find(f"tel:{dial}"): number for dial, number in numbers.items()}
    return [found[place] for place in sorted(found) if place >= 0]


def with_reversed_hotlines(data: dict[str, Any]) -> dict[str, Any]:
    """Return a form with its hotlines in the other order."""
    count = int(data["chosen_hotlines-TOTAL_FORMS"])
    return {**data, **{f"chosen_hotlines-{one}-ORDER": str(count - one) for one in range(count)}}


def with_only_hotline(data: dict[str, Any], key: int | str) -> dict[str, Any]:
    """Return a form in which one more hotline is chosen and all others are taken out."""
    count = int(data["chosen_hotlines-TOTAL_FORMS"])
    return {
        **data,
        **{f"chosen_hotlines-{one}-DELETE": "on" for one in range(count)},
        f"chosen_hotlines-{count}-id": "",
        f"chosen_hotlines-{count}-hotline": key,
        f"chosen_hotlines-{count}-ORDER": count + 1,
        "chosen_hotlines-TOTAL_FORMS": count + 1,
    }


@pytest.mark.parametrize("model", [SafetySettings, SiteSettings])
@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_preview_stands_beside_the_form_in_both_languages(
    model: type, language: str, client_of: LogIn
) -> None:
    form = client_of("Administratorke", language).get(address(model)).text

    assert f'data-w-preview-url-value="{preview_url(model)}"' in form
    assert 'value="sr-latn"' in form
    assert 'value="en"' in form


@modes
def test_the_home_page_is_shown_with_the_exit_and_the_hotlines_of_the_form(
    mode: str, client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Administratorke")
    data = form_data(client, address(SafetySettings))
    before = hotlines(client.get("/"))
    assert len(before) > 1

    response = shown(client, SafetySettings, {**with_reversed_hotlines(data), "exit_destination": EXIT}, mode)

    assert response.status_code == 200
    assert f'<html lang="{LANGUAGES[mode]}"' in response.text
    assert f'data-destination="{EXIT}"' in response.text
    assert hotlines(response) == before[::-1]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self';" in response["Content-Security-Policy"]


def test_a_hotline_is_put_in_and_the_others_taken_out(client_of: LogIn, form_data: Read) -> None:
    client = client_of("Moderatorke")
    data = form_data(client, address(SafetySettings))
    new = Hotline.objects.create(
        name_sr_latn="Nova", number="011 222 3333", dial_string="+381112223333", confidence="likely"
    )

    assert hotlines(shown(client, SafetySettings, with_only_hotline(data, new.pk))) == ["011 222 3333"]


def test_a_hotline_that_is_a_draft_is_chosen_and_shown_to_nobody_yet(
    client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Moderatorke")
    data = form_data(client, address(SafetySettings))
    draft = Hotline.objects.create(
        name_sr_latn="Nova",
        number="011 222 3333",
        dial_string="+381112223333",
        confidence="likely",
        live=False,
    )

    assert hotlines(shown(client, SafetySettings, with_only_hotline(data, draft.pk))) == []


@modes
def test_the_map_is_shown_with_the_footer_the_footnote_and_the_licence_of_the_form(
    mode: str, client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Administratorke")
    data = form_data(client, address(SiteSettings))
    texts = {
        "sr-latn": {"footer_text": "Nov tekst", "map_footnote": "Nova fusnota", "open_data_licence": "Nova"},
        "en": {"footer_text": "New text", "map_footnote": "New footnote", "open_data_licence": "New"},
    }
    columns = {
        f"{name}_{language.replace('-', '_')}": text
        for language, fields in texts.items()
        for name, text in fields.items()
    }

    two = shown(client, SiteSettings, {**data, **columns, "border_drawing": "two"}, mode)
    none = shown(client, SiteSettings, {**data, **columns, "border_drawing": "none"}, mode)

    assert f'<html lang="{LANGUAGES[mode]}"' in two.text
    for text in texts[mode].values():
        assert text in two.text
    assert two.text != none.text


@pytest.mark.parametrize("model", [SafetySettings, SiteSettings])
def test_nothing_is_saved_and_the_next_visitor_meets_nothing_of_it(
    model: type, client_of: LogIn, form_data: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(destination, "_last_known", {})
    client, visitor = client_of("Administratorke"), Client()
    data = form_data(client, address(model))
    if model is SafetySettings:
        data = {**with_reversed_hotlines(data), "exit_destination": EXIT}
    else:
        data |= {"footer_text_sr_latn": "Nov tekst", "map_footnote_sr_latn": "Nova", "border_drawing": "none"}
    paths = ("/", "/organizacije/", "/mapa/", "/en/map/")

    def seen() -> tuple[Any, ...]:
        stored = [list(one.objects.values()) for one in (SafetySettings, SiteSettings, ChosenHotline)]
        pages = [visitor.get(path).text for path in paths]
        return stored, pages, visitor.get("/izlaz/")["Location"], destination.remembered_exit_destination()

    # Once with everything in memory before, once with the preview as the first to fill it.
    before = seen()
    shown(client, model, data)
    shown(client, model, data, "en")
    assert seen() == before

    monkeypatch.setattr(destination, "_last_known", {})
    cache.clear_all()
    shown(client, model, data)
    assert destination.remembered_exit_destination() == destination.NEUTRAL
    assert seen() == before


def test_an_exit_that_is_not_the_persons_to_set_is_not_shown_either(
    client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Moderatorke")
    data = form_data(client, address(SafetySettings))
    assert "exit_destination" not in data

    assert EXIT not in shown(client, SafetySettings, {**data, "exit_destination": EXIT}).text


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (SafetySettings, {"exit_destination": f"{EXIT}?from=astra"}),
        (SafetySettings, "a hotline that is not chosen yet"),
        (SiteSettings, {"website_sr_latn": "nije adresa"}),
    ],
)
def test_a_form_with_mistakes_keeps_the_last_preview_without_them_or_says_that_there_is_none(
    model: type, wrong: Any, client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Administratorke")
    data = form_data(client, address(model))
    mistaken = {**data, **wrong} if isinstance(wrong, dict) else with_only_hotline(data, "")

    answer = client.post(preview_url(model), mistaken)
    nothing = client.get(preview_url(model))
    assert answer.json() == {"is_valid": False, "is_available": False}
    assert nothing.status_code == 200
    assert "<footer" not in nothing.text

    last = shown(client, model, data)
    answer = client.post(preview_url(model), mistaken)
    assert answer.json() == {"is_valid": False, "is_available": True}
    assert hotlines(client.get(preview_url(model))) == hotlines(last) != []


@pytest.mark.parametrize(
    ("model", "role"),
    [
        (SafetySettings, "Urednice"),
        (SafetySettings, "Prevoditeljke"),
        (SiteSettings, "Bezbednost"),
        (SiteSettings, ""),
    ],
)
def test_a_preview_is_refused_to_whoever_may_not_open_the_form(
    model: type, role: str, client_of: LogIn
) -> None:
    client = client_of(role) if role else Client()
    may_open_form = client.get(address(model)).status_code == 200
    answers = [
        client.get(preview_url(model)),
        client.post(preview_url(model), {}),
        client.delete(preview_url(model)),
    ]

    assert not may_open_form
    # Who was logged out while writing is told so and can send the form again.
    refused = 302 if role else 403
    assert [answer.status_code for answer in answers] == [302, refused, 302]
