"""Whatever somebody types is answered."""

from urllib.parse import quote

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.every_value]

QUESTIONS = {
    "5,000 characters": "nestalo dete " * 400,
    "5,000 letters": "ž" * 5000,
    "NUL": "\x00",
    "NUL inside": "nes\x00talo",
    "emoji": "😀🆘 👨‍👩‍👧",
    "only stop words": "ko je to i da li",
    "only signs": "?!… – ###@@@ ***",
    "a key of the index": "#116000 @astra.rs",
    "digits without end": "1" * 200,
    "many numbers": "011 785 0000, " * 14,
    "a host without end": "a." * 100 + "rs",
    "right to left": "طفل مفقود",
    "half a pair": "%ED%A0%80",
    "many mistyped words": "zenex mlladi orgnizacija qwxqwx nasijle trgvina preugovro dtee",
    "a fraction": "½ ﬁ ㎏ İ ß",
}


@pytest.mark.parametrize("page", ["1", "0", "99999999999"])
@pytest.mark.parametrize("address", ["/pretraga/", "/en/search/"])
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_it_is_answered(client, address: str, question: str, page: str) -> None:
    response = client.get(f"{address}?q={quote(question)}&page={page}")

    assert response.status_code == 200
    assert "<h1" in response.text


@pytest.mark.parametrize("question", ["", "😀", "?!"])
def test_a_question_without_a_word_shows_the_ways_on(client, question: str) -> None:
    assert 'class="search-ways-on"' in client.get("/pretraga/", {"q": question}).text


def test_only_stop_words_are_looked_for(client) -> None:
    assert client.get("/pretraga/", {"q": "ko je to"}).context["results"].words == ["ko", "je", "to"]
