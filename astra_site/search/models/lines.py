"""A field of lines, one word or phrase each, in each language: not a translation, but words of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel

from astra_site import languages
from astra_site.search.stop_words import is_telling
from astra_site.search.words import folded_words

ENGLISH_WORDS = "english_words"
# Not named as columns of translations are: each language has its own words.
COLUMNS = {languages.SOURCE: "serbian_words", languages.ENGLISH: ENGLISH_WORDS}
MOST_LETTERS = 6000
LONGEST_LINE = 100
# Letters before a star: fewer would fit half of all questions.
SHORTEST_BEGINNING = 3


class LinesMixin(models.Model):
    """Lines in Serbian and in English; at least one of the two has some."""

    serbian_words = models.TextField(_("Serbian words"), blank=True, max_length=MOST_LETTERS)
    english_words = models.TextField(_("English words"), blank=True, max_length=MOST_LETTERS)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return ", ".join(self.lines_in(languages.SOURCE) or self.lines_in(languages.ENGLISH))[:80]

    def lines_in(self, language: str) -> list[str]:
        """Return the lines in `language`, without empty ones."""
        return [line.strip() for line in getattr(self, COLUMNS[language]).splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuse lines that would find nothing, or everything.

        Raises:
            ValidationError: with the field, and the line that is wrong.
        """
        super().clean()
        wrong: dict[str, Any] = {}
        for language in languages.CODES:
            lines = self.lines_in(language)
            problems: list[Promise | str] = [problem for line in lines if (problem := problem_of(line))]
            problems += [whole] if lines and (whole := self.problem_of_all(lines)) else []
            if problems:
                wrong[COLUMNS[language]] = problems
        if not any(self.lines_in(language) for language in languages.CODES):
            wrong["serbian_words"] = _("Write words in at least one of the two languages.")
        if wrong:
            raise ValidationError(wrong)

    def problem_of_all(self, lines: list[str]) -> Promise | str | None:
        """Return what is wrong with the lines of one language together, if anything is."""
        return None


def words_row() -> FieldRowPanel:
    """Return the panel with the lines of both languages."""
    return FieldRowPanel(["serbian_words", "english_words"])


def problem_of(line: str) -> str | None:
    """Return what is wrong with a line, if anything is."""
    starred = [part for part in line.split() if part.endswith("*")]
    words = [word for word in folded_words(line) if is_telling(word)]
    if len(line) > LONGEST_LINE:
        return _("“%(line)s…”: a line has at most %(number)d characters.") % {
            "line": line[:20], "number": LONGEST_LINE,
        }  # fmt: skip
    if any(len("".join(folded_words(part))) < SHORTEST_BEGINNING for part in starred):
        return _("“%(line)s”: at least %(number)d letters stand before a star.") % {
            "line": line, "number": SHORTEST_BEGINNING,
        }  # fmt: skip
    if not words:
        return _("“%(line)s”: no word of it says what someone is looking for.") % {"line": line}
    return None
