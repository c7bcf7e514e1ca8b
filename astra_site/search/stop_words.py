"""Words that stand in every sentence and say nothing of what somebody looks for. Folded, as all words are.

English has no "at" here: it is the name of a network.
"""

SERBIAN = frozenset(
    "a ako ali bave bavi bez bi bila bilo bio biti ce cu da do ga gde i ih ili im ima imaju iz ja je jer"
    " joj kad kada kako kao ko kod koga koja koje kojem koji kojih kojim koju kome li me mi mogu moze mu"
    " na nam ne neka neki neko o od on ona oni pa po pod postoje postoji s sa sam se smo sta sto su sve"
    " svi ta taj te ti to trazim treba u uz vam za".split()
)
ENGLISH = frozenset(
    "a about am an and any are as be been by can could did do does find for from had has have he her his"
    " how i if in into is it its me my need no not of on or our s she should so than that the their them"
    " there they this to us want was we were what when where which who whom why will with would you"
    " your".split()
)
# Together, for names of either language are found on both sides of the site.
STOP_WORDS = SERBIAN | ENGLISH


def is_telling(word: str) -> bool:
    """Tell whether a folded word says something of what is looked for."""
    return word not in STOP_WORDS


def without_stop_words(words: list[str]) -> list[str]:
    """Return the words that tell something; all of them where none does."""
    return list(filter(is_telling, words)) or words
