"""The index: what can be found, and the words that find it, per language.

Three plain tables instead of each database's own full-text search: SQLite knows no Serbian, and both
databases must find the same. See docs/decisions/0006-search.md.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from astra_site import languages


class SearchEntry(models.Model):
    """One page or snippet in one language."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=10, choices=[(code, code) for code in languages.CODES])
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=500)
    # Other names and contacts, one a line: shown where they are why it was found. Behind a contact and a
    # tab, where a link to it leads.
    names = models.TextField(blank=True)
    contacts = models.TextField(blank=True)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=700)
    # Of all that is indexed of the thing in both languages: what has the same is not written again.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "language"], name="search_one_entry"
            ),
        ]
        indexes = [models.Index(fields=["language", "title_key"], name="search_by_title")]

    def __str__(self) -> str:
        return f"{self.title} [{self.language}]"


class IndexedWord(models.Model):
    """A word of one language, folded: a stem, or a word as it stands; or the key of a contact."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)
    # As it stands in a text, with its marks; empty for a stem or key, of which no text is made.
    written = models.CharField(max_length=60, blank=True)
    # Whether it is the stem of other words: those stand in no entry without it. Older code does not say.
    is_stem = models.BooleanField(default=False, db_default=True)

    class Meta:
        verbose_name = "indexed word"
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_each_word_once")]

    def __str__(self) -> str:
        return self.word


class Occurrence(models.Model):
    """A word in an entry, with what it weighs there."""

    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    word = models.ForeignKey(
        IndexedWord, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "occurrence"
        # A question is answered from these alone.
        indexes = [
            models.Index(fields=["word", "weight", "entry"], name="search_by_word"),
            models.Index(fields=["entry", "word", "weight"], name="search_by_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.word} in {self.entry}"
