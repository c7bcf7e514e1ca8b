"""What is not read to answer a question would not have changed the answer."""

import pytest

from astra_site.search import indexing, ranking
from astra_site.search.models import IndexedWord, Synonyms
from astra_site.search.query import Results, find
from networks.models import Organisation

pytestmark = pytest.mark.django_db


def pages_of(question: str) -> list[Results]:
    first = find(question, "sr-latn")
    return [first, *(find(question, "sr-latn", page) for page in range(2, first.pages + 1))]


@pytest.fixture
def questions() -> list[str]:
    """Words that stand in many entries, as they are written, alone and beside a rarer one."""
    words = IndexedWord.objects.filter(language="sr-latn").exclude(written="").order_by("pk")
    common = [word.written for word in words if word.occurrences.count() > 25]
    assert len(common) > 20
    return [*common, *(f"{word} savetovalište" for word in common[:5]), "mre", "srbi"]


@pytest.fixture
def all_of_it(questions: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[Results]]:
    """What is found where every word that is asked for is read in every entry."""
    with monkeypatch.context() as patch:
        patch.setattr(ranking, "MANY", 10**9)
        stems = list(IndexedWord.objects.filter(is_stem=False).values_list("pk", flat=True))
        IndexedWord.objects.update(is_stem=True)
        found = [pages_of(question) for question in questions]
        IndexedWord.objects.filter(pk__in=stems).update(is_stem=False)
    return found


@pytest.mark.parametrize("many", [1, 10**9])
def test_every_page_is_the_same_whether_all_is_read_or_the_best_only(
    many: int, questions: list[str], all_of_it: list[list[Results]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MANY", many)
    assert sum(len(pages) for pages in all_of_it) > 2 * len(questions)
    for question, expected in zip(questions, all_of_it, strict=True):
        assert pages_of(question) == expected, question


@pytest.mark.parametrize(
    ("question", "total"),
    [("kvazimodo", 45), ("kvazimodo kvazirak", 1), ("kvazirak kvazimodo", 1), ("kvazilo", 1)],
)
def test_the_few_that_have_more_of_it_count_once_and_with_all_that_they_have(
    question: str, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The longer a name, the less each of its words weighs.
    names = [
        f"Kvazimodo {letter * 3}{end}" for letter in "abcdefghijklmnopqrstuv" for end in ("", " i neki drugi")
    ]
    of_each = [*zip(names, names, strict=True), ("Kvazimodografija", "I kvazimodo, i kvazirak.")]
    indexing.index_many(
        Organisation.objects.create(name_sr_latn=name, about_sr_latn=f"<p>{about}</p>", live=True)
        for name, about in of_each
    )
    Synonyms.objects.create(serbian_words="kvazilo\nkvazimodo kvazirak")
    found = {}
    for many in (1, 10**9):
        monkeypatch.setattr(ranking, "MANY", many)
        found[many] = pages_of(question)
    assert found[1] == found[10**9] and found[1][0].total == total


@pytest.mark.parametrize("names", [("Kvaziadres", "Kvaziadresa"), ("Kvaziadresa", "Kvaziadres")])
def test_a_word_that_is_the_stem_of_another_finds_that_one_too(names: tuple[str, str]) -> None:
    """The stem of “adresa” is “adres”, and that of “adres” is “adre”: neither may stand for both."""
    for name in names:
        Organisation.objects.create(name_sr_latn=name, live=True).save_revision().publish()
    assert {entry.title for entry in find("kvaziadres", "sr-latn").entries} == set(names)
    assert IndexedWord.objects.get(language="sr-latn", word="kvaziadres").is_stem
    assert not IndexedWord.objects.get(language="sr-latn", word="kvaziadresa").is_stem
    indexing.rebuild()
    assert {entry.title for entry in find("kvaziadres", "sr-latn").entries} == set(names)
