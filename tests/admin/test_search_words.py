"""Who keeps the best answers and the synonyms, and what visitors see of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from astra_site.safety.models import Hotline
from astra_site.search.models import BestAnswer, Synonyms

LogIn = Callable[..., Client]

KEEPERS = ["Urednice", "Moderatorke", "Administratorke"]


def address(model: type, view: str, *args: int) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", KEEPERS)
def test_who_writes_for_visitors_adds_an_answer_that_is_seen_at_once(
    role: str, client_of: LogIn, client: Client
) -> None:
    hotline = Hotline.objects.get(dial_string="116111")
    data = {
        "serbian_words": "kvazikrast*",
        "english_words": "quasicucumber",
        "page": "",
        "hotline": hotline.pk,
    }

    client_of(role).post(address(BestAnswer, "add"), data)

    main = client.get("/pretraga/?q=kvazikrastavci").text.split("<main")[1].split("</main>")[0]
    assert 'href="tel:116111"' in main[: main.index("search-status")]


def test_the_forms_say_how_words_are_written_and_the_lists_show_as_much_as_has_room(
    client_of: LogIn,
) -> None:
    client = client_of("Urednice")
    for model, said in ((BestAnswer, "nestal*"), (Synonyms, "OUN")):
        assert said in client.get(address(model, "add")).text.partition("help-block")[2]
    fits, long = "a" * 59 + "\n" + "b" * 59, "a" * 60 + "\n" + "b" * 59
    Synonyms.objects.all().delete()
    for number, english in enumerate((fits, long)):
        Synonyms.objects.create(serbian_words=f"kvazi{number}\nrak{number}", english_words=english)
    html = client.get(address(Synonyms, "list")).text
    assert f"{'a' * 59}, {'b' * 59}" in html
    assert f"{'a' * 60}, {'b' * 57}…" in html
    for asked, found in (("rak1", "kvazi1, rak1"), ("b" * 59, "kvazi0, rak0"), ("nema", "")):
        html = client.get(address(Synonyms, "list"), {"q": asked}).text
        assert (found in html) if found else "kvazi0" not in html


@pytest.mark.parametrize("role", KEEPERS)
def test_she_adds_synonyms_too(role: str, client_of: LogIn, client: Client) -> None:
    client_of(role).post(
        address(Synonyms, "add"), {"serbian_words": "kvazimreža\nprEUgovor", "english_words": ""}
    )

    assert "Koalicija <mark>prEUgovor</mark>" in client.get("/pretraga/?q=kvazimreža").text


def test_a_translator_changes_the_english_words_alone(client_of: LogIn) -> None:
    answer = BestAnswer.objects.get(hotline__dial_string="116000")
    data = {"serbian_words": "nešto drugo", "english_words": "quasi child", "page": "", "hotline": ""}

    client_of("Prevoditeljke").post(address(BestAnswer, "edit", answer.pk), data)

    changed = BestAnswer.objects.get(pk=answer.pk)
    assert (changed.serbian_words, changed.english_words) == (answer.serbian_words, "quasi child")
    assert changed.hotline_id == answer.hotline_id


@pytest.mark.parametrize("role", ["Prevoditeljke", "Bezbednost"])
def test_others_add_and_delete_nothing(role: str, client_of: LogIn) -> None:
    client, answer = client_of(role), BestAnswer.objects.first()
    before = set(BestAnswer.objects.values_list("pk", flat=True))

    client.post(
        address(BestAnswer, "add"),
        {"serbian_words": "nestal*", "english_words": "", "hotline": "1", "page": ""},
    )
    client.post(address(BestAnswer, "delete", answer.pk))

    assert set(BestAnswer.objects.values_list("pk", flat=True)) == before


def test_bad_words_are_refused_beside_their_field(client_of: LogIn) -> None:
    data = {"serbian_words": "n*", "english_words": "", "page": "", "hotline": Hotline.objects.first().pk}

    html = client_of("Urednice").post(address(BestAnswer, "add"), data).text

    assert "ispred zvezdice stoje bar 3 slova" in html
    assert not BestAnswer.objects.filter(serbian_words="n*").exists()
