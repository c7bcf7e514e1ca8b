"""150 questions of all kinds, and sixty of people in trouble: what has to stand among the first three."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from astra_site.languages.fallback import plain
from astra_site.search.best_answers import best_answers
from astra_site.search.query import find

FOLDER = Path(__file__).parent / "questions"
LANGUAGES = {"sr": "sr-latn", "en": "en"}
FIRST = 3
# What has to be found, of all questions and of those of each kind.
ALL, EACH_KIND = 0.92, 0.8

pytestmark = pytest.mark.django_db


def read(name: str) -> dict[str, list[Any]]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


HALVES = [read("first_half"), read("second_half")]
KINDS = {kind: HALVES[0][kind] + HALVES[1][kind] for kind in HALVES[0]}
IN_TROUBLE = [question for half in read("in_trouble").values() for question in half]


def shown(question: str, language: str) -> list[str]:
    """Return the titles on the page from the top: best answers, then what was found."""
    results = find(question, language)
    answers = best_answers(f"{question} {results.corrected}", language)
    titles = [plain(hotline, "name", language) for hotline in answers.hotlines]
    titles += [page.title for page in answers.pages]
    return titles + [entry.title for entry in results.entries if entry.title not in titles]


def is_answered(language: str, question: str, *answers: str) -> bool:
    titles = [_even(title) for title in shown(question, LANGUAGES[language])[:FIRST]]
    return any(_even(answer) in title for answer in answers for title in titles)


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()


def missed(questions: list[Any]) -> list[str]:
    return [question[1] for question in questions if not is_answered(*question)]


def test_there_are_150_questions_of_15_kinds() -> None:
    assert {kind: len(questions) for kind, questions in KINDS.items()} == dict.fromkeys(KINDS, 10)
    assert len(KINDS) == 15


def test_the_answer_stands_among_the_first_three() -> None:
    misses = {kind: missed(questions) for kind, questions in KINDS.items()}

    assert sum(map(len, misses.values())) <= 150 * (1 - ALL), misses
    assert not {
        kind: of_kind for kind, of_kind in misses.items() if len(of_kind) > 10 * (1 - EACH_KIND) + 1e-9
    }


@pytest.mark.parametrize(("language", "question"), IN_TROUBLE)
def test_somebody_in_trouble_gets_a_number_or_help_above_everything(language: str, question: str) -> None:
    corrected = find(question, LANGUAGES[language]).corrected

    answers = best_answers(f"{question} {corrected}", LANGUAGES[language])

    assert answers.hotlines or answers.pages[0].title in ("Pomoć", "Help")


@pytest.mark.parametrize(
    "question", ["nestalo dete", "NESTALO DETE", "нестало дете", "nestala devojcica", "nestao decak"]
)
def test_diacritics_capitals_and_cyrillic_do_not_matter(question: str) -> None:
    assert best_answers(question, "sr-latn").hotlines[0].number == "116 000"
    assert best_answers(question, "en").hotlines[0].number == "116 000"
