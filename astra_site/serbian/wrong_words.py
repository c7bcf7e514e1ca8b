"""Serbian words that were typed without their letters, and Croatian or ijekavian forms.

Both lists are short on purpose: only what cannot be another Serbian word. An entry is the beginning of a
word; one that ends in a full stop is the whole of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from astra_site.serbian.findings import SERBIAN, Finding, found_in, without_addresses
from astra_site.serbian.transliteration import without_marks

# Looked for as they are typed without č, ć, š, ž and đ.
_WITH_LETTERS = (
    "žena. žene. ženi. ženu. ženom. ženama. žensk žrtv žrtava. mreža. mreže. mreži. mrežu. mrežom."
    " mrežama. može. možete. možemo. mogućnost moguće. život živi. žive. živeti. član. članic članov"
    " članstv držav društv zaštit podršk pomoć. šta. više. još. takođe. između. međunarod međusobn rođen"
    " određen događaj često. češće. čovek činjenic početak. počet počinj škol način sledeć sadržaj traži."
    " traže. pruža. pružaj važan. važno. važna. važne. budući. već. većin neće. hoće. će. jačanj učestv"
    " učesni ključn značaj značenj različit sličn želi. žele. želite. rešenj izveštaj istraživ kršenj"
    " ništa. čak. čim. čiji. čija. obaveštenj obaveštav skloništ savetovališt prihvatilišt devojčic dečak."
    " dečaci. smešten smeštaj težak. teško. uključen isključ povređen saopštenj opštin Niš. Užic Čačak."
    " Čačk Vršac. Vršc"
).split()
# What is not Serbian, or not ekavian, and what stands for it; "" where another sentence has to.
_CROATIAN = dict(
    entry.split(":")
    for entry in (
        "tko.:ko netko.:neko nitko.:niko svatko.:svako tijekom.:tokom tjedan.:nedelja tjedn:"
        " obitelj:porodic sudjel:učestv suradnj:saradnj surađ:sarađ izvješ:izveš priopćenj:saopštenj"
        " općin:opštin uvjet:uslov udruga.:udruženje udruge.:udruženja tisuć: europsk:evropsk"
        " europu.:evropu europi.:evropi siječanj.:januar siječnj:januar veljač: ožuj: travanj.:april"
        " travnj:april svibanj.:maj svibnj:maj lipanj.:jun lipnj:jun srpanj.:jul srpnj:jul kolovoz:"
        " rujan.:septembar rujna.:septembra listopad: studenog.:novembra studenoga.:novembra"
        " prosinac.:decembar prosinc:decembr djec:dec dijete.:dete djet:det djevoj:devoj djel:del"
        " mjest:mest mjesec:mesec mjer:mer vrijem:vrem svijet:svet svijest:svest svjet:svet"
        " sljedeć:sledeć slijed:sled prije.:pre gdje.:gde ovdje.:ovde cijel:cel riječ:reč"
        " zahtjev:zahtev dvije.:dve uvijek.:uvek liječ:leč rješ:reš riješ:reš vijest:vest vijeć:već"
        " smješt:smešt savjet:savet sjediš:sediš čovje:čove povjer:pover izmjen:izmen promjen:promen"
        " primjen:primen primjer:primer provjer:prover posjet:poset osjeć:oseć obavijest:obavest"
        " obavješ:obaveš procjen:procen ocjen:ocen točn:tačn točk:tačk uopće.:uopšte također.:takođe"
        " odvjetni: sigurnosn:bezbednosn znanstven:naučn povijest:istorij prosvjed:protest"
        " predsjed:predsed poduze:preduze sveučiliš: veleposlan: spolno.:polno spolna.:polna"
        " spolne.:polne utjec:utic utječ:utič sprječ:spreč spriječ:spreč bilješ:beleš nedjelj:nedelj"
        " promidžb: glede.: sukladno.:"
    ).split()
)


_BEGINS_A_SENTENCE = re.compile(r"(?:^|[.!?…])[\s„“(]*$")


class _WordList:
    """Finds the words of a list, and says what to write instead."""

    def __init__(self, rule: str, instead: Mapping[str, str]) -> None:
        self.rule = rule
        self.instead = instead
        self.longest_first = sorted(instead, key=len, reverse=True)
        forms = (
            f"{form[:-1]}(?!\\w)" if form.endswith(".") else rf"{form}\w*" for form in self.longest_first
        )
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!-)", re.IGNORECASE)

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield each word of the list in `text`."""
        for match in self.pattern.finditer(text):
            # PoMoc is a name.
            if match[0] in (match[0].lower(), match[0].capitalize(), match[0].upper()):
                yield found_in(self.rule, text, match, self._suggestion(match[0]))

    def _suggestion(self, found: str) -> str:
        word = found.lower()
        form = next(form for form in self.longest_first if word.startswith(form.rstrip(".")))
        right = self.instead[form].rstrip(".")
        whole = f"{right}{word[len(form.rstrip('.')) :]}" if right else ""
        return whole.capitalize() if found[0].isupper() else whole


def _typed_without(words: Iterable[str]) -> dict[str, str]:
    """Return the words by how they are typed without marks; of đ the d is left, or it is dj."""
    return {
        without_marks(word.lower().replace("đ", letters)): word for word in words for letters in ("d", "dj")
    }


_TYPED = _WordList("without-letters", _typed_without(_WITH_LETTERS))
_OTHER_FORMS = _WordList("not-serbian-form", _CROATIAN)


def without_letters(text: str, language: str) -> Iterator[Finding]:
    """Find words such as zene, which search finds and readers stumble over."""
    if language == SERBIAN:
        yield from _TYPED.findings(without_addresses(text))


def not_serbian_forms(text: str, language: str) -> Iterator[Finding]:
    """Find Croatian words and ijekavian forms, such as tijekom and djeca."""
    if language == SERBIAN:
        text = without_addresses(text)
        for finding in _OTHER_FORMS.findings(text):
            # A capital inside a sentence begins a name.
            if text[finding.start].islower() or _BEGINS_A_SENTENCE.search(text[: finding.start]):
                yield finding


ALL = (without_letters, not_serbian_forms)
