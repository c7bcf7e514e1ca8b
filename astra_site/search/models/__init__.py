"""The index (index.py), and what editors say of how people ask, in lines of words (lines.py)."""

from astra_site.search.models.best_answer import BestAnswer
from astra_site.search.models.index import IndexedWord, Occurrence, SearchEntry
from astra_site.search.models.synonyms import Synonyms

__all__ = ["BestAnswer", "IndexedWord", "Occurrence", "SearchEntry", "Synonyms"]
