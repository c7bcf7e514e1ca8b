"""What each rule says to an editor, and how sure it is."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """How sure a rule is."""

    ERROR = "error", _("slip")
    WARNING = "warning", _("to look at")
    ADVICE = "advice", _("advice")


class Message(NamedTuple):
    """A rule as editors see it."""

    title: str | Promise
    help_text: str | Promise
    severity: Severity = Severity.ERROR


MESSAGES: dict[str, Message] = {
    "straight-quotes": Message(
        _("Straight quotation marks"), _("Serbian has „…”, English “…”, and the apostrophe is ’.")
    ),
    "foreign-quotes": Message(
        _("Quotation marks of another language"), _("Serbian has „…”, English has “…”.")
    ),
    "hyphen-as-dash": Message(
        _("Hyphen instead of a dash"),
        _("Between numbers a dash without spaces (2021–2024), between words one with spaces."),
    ),
    "double-space": Message(_("Two spaces"), _("One space is enough.")),
    "space-before-mark": Message(
        _("Space before a mark"), _("No space stands before a comma or full stop, nor inside brackets.")
    ),
    "space-missing": Message(
        _("Space is missing"), _("A space follows a comma, and a year with its full stop.")
    ),
    "all-capitals": Message(
        _("Words in capitals"),
        _("Capitals are hard to read, and some screen readers spell them. Only acronyms are written so."),
        Severity.WARNING,
    ),
    "mixed-script": Message(
        _("Cyrillic and Latin letters in one word"),
        _("It looks right but no search finds it. Type it again."),
    ),
    "cyrillic-word": Message(
        _("Word in Cyrillic"),
        _("This text is in Latin letters. Mark a name in another script with its language."),
        Severity.WARNING,
    ),
    "year-without-stop": Message(
        _("Year or day without a full stop"),
        _("In Serbian they are ordinal numbers: 2013. godine, 23. jul 2019."),
    ),
    "bare-url": Message(
        _("Web address as text"), _("Write where the link leads and put the address into the link.")
    ),
    "vague-link": Message(
        _("Link that does not say where it leads"),
        _("Screen readers list links without the sentence around them. Name what the reader will find."),
    ),
    "phone-without-link": Message(
        _("Phone number without a link"),
        _("Make it a phone link, so that a tap on a telephone calls it."),
        Severity.WARNING,
    ),
    "phone-link-differs": Message(
        _("Phone link dials another number"), _("What is shown and what is dialled must be one number.")
    ),
    "foreign-words": Message(
        _("Words of another language"),
        _("Mark them with their language in the text editor, so that a screen reader says them right."),
        Severity.WARNING,
    ),
    "empty-heading": Message(_("Empty heading"), _("Fill it in or delete it.")),
    "do-not-write": Message(
        _("Spelling or name that we do not use"), _("The house style writes it another way.")
    ),
    "prefer": Message(
        _("Another word is preferred"), _("The house style prefers another word here."), Severity.WARNING
    ),
    "without-letters": Message(
        _("Word without its letters"),
        _("č, ć, š, ž and đ are letters of their own. Without them the word is another one, or none."),
        Severity.WARNING,
    ),
    "not-serbian-form": Message(
        _("Form that is not Serbian"),
        _("Croatian or ijekavian. Leave it if it is a name; mark words of another language as such."),
        Severity.ADVICE,
    ),
    "jargon": Message(
        _("Word that only colleagues understand"),
        _("Say it as you would to someone who has never heard of it, or add it to the glossary."),
        Severity.ADVICE,
    ),
    "long-sentence": Message(
        _("Long sentence"), _("More than 25 words. Two sentences are easier to read."), Severity.ADVICE
    ),
    "long-easy-sentence": Message(
        _("Sentence too long for easy reading"),
        _("More than 15 words. One thought a sentence."),
        Severity.ADVICE,
    ),
    "passive-chain": Message(
        _("Much is done and nobody does it"),
        _("Say who does what: “the police search”, and not “a search is carried out”."),
        Severity.ADVICE,
    ),
    "ti-and-vi": Message(
        _("Reader addressed in two ways"),
        _("The site says “vi”. Say it everywhere in the text."),
        Severity.ADVICE,
    ),
    "numbers-differ": Message(
        _("Numbers differ between the languages"),
        _("Left what only the Serbian text says, right what only the English one does."),
        Severity.WARNING,
    ),
    "phones-differ": Message(
        _("Phone numbers differ between the languages"),
        _("Left what only the Serbian text says, right what only the English one does."),
        Severity.WARNING,
    ),
    "addresses-differ": Message(
        _("Links differ between the languages"),
        _("Left what only the Serbian text links to, right what only the English one does."),
        Severity.WARNING,
    ),
}


def message(rule: str) -> Message:
    """Return what `rule` says; a rule that nobody described says its own name."""
    return MESSAGES.get(rule) or Message(rule, "", Severity.WARNING)
