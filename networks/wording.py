"""Names and words of the house style that have been written wrong before.

Only what is certain stands here; what is a matter of context has the rule "prefer".
"""

import re

from astra_site.content_checks.registry import Avoided
from astra_site.serbian.findings import ENGLISH, SERBIAN

# A letter or digit, as part of a word in which a pattern must not begin or end.
_PATTERNS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (r"\bEuropian\b", "European", (SERBIAN, ENGLISH), "do-not-write"),
    (r"\bbezbedonosn(\w+)", r"bezbednosn\1", (SERBIAN,), "do-not-write"),
    (r"\b(Evropsk\w+ sud\w*) o ljudskim pravima", r"\1 za ljudska prava", (SERBIAN,), "do-not-write"),
    (r"\bmrež(\w+) mrež\w+", r"mrež\1", (SERBIAN,), "do-not-write"),
    (r"\b([Nn])etwork [Nn]etwork\b", r"\1etwork", (ENGLISH,), "do-not-write"),
    (r"\bBAN mrež\w+", "BAN platforma", (SERBIAN,), "do-not-write"),
    (r"\bBAN [Nn]etwork\b", "BAN Platform", (ENGLISH,), "do-not-write"),
    (r"\bInternacionaln\w+ La Strad\w+", "La Strada International", (SERBIAN,), "do-not-write"),
    (
        r"\bAlliance Against Trafficking in Women",
        "Alliance Against Traffic in Women",
        (SERBIAN, ENGLISH),
        "do-not-write",
    ),
    (r"\bChildrens\b", "Children’s", (SERBIAN, ENGLISH), "do-not-write"),
    (r"\bECOSOC savet\w*", "ECOSOC", (SERBIAN,), "do-not-write"),
    # Two names glued together, as in "Grupa 484ASTRA".
    (r"\b(\d+)([A-ZČĆŠŽĐ]{4,})\b", r"\1 \2", (SERBIAN, ENGLISH), "do-not-write"),
    (r"\b[Aa]str(a|e|i|u|om|in\w*)\b(?!\.)", "ASTRA", (SERBIAN,), "do-not-write"),
    (r"\b[Aa]stra(?:’s)?\b(?!\.)", "ASTRA", (ENGLISH,), "do-not-write"),
    (
        r"\b(?:PrEUgovor|PREUGOVOR|Preugovor|preugovor)(\w*)",
        r"prEUgovor\1",
        (SERBIAN, ENGLISH),
        "do-not-write",
    ),
    (r"\b(trgovin\w+) ljudskim bićima", r"\1 ljudima", (SERBIAN,), "prefer"),
    (r"\borgani[z](ation|ations|e|ed|es|ing)\b", r"organis\1", (ENGLISH,), "prefer"),
    (r"\bcenter(s?)\b", r"centre\1", (ENGLISH,), "prefer"),
    (r"\blabor\b", "labour", (ENGLISH,), "prefer"),
)
# What only those who work in the field understand, with what to say instead.
_JARGON: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"\brelevantn\w+ (?:akter|subjek)\w*|\bakter\w*", "institucije i organizacije", (SERBIAN,)),
    (r"\bkapacitet\w*", "znanje, ljudi, sredstva", (SERBIAN,)),
    (r"\bmehanizm\w* (?!upućivanja)\w+", "", (SERBIAN,)),
    (r"\bmeđusektorsk\w*", "", (SERBIAN,)),
    (r"\bresurs\w*", "oslonac, sredstva", (SERBIAN,)),
    (r"\bimplement(?:acij|ir)\w*", "sprovođenje, primena", (SERBIAN,)),
    (r"\b(?:stejkholder|benefit|sinergij|holističk|proaktivn|diseminacij|mejnstrim)\w*", "", (SERBIAN,)),
    (r"\bevaluacij\w*", "procena", (SERBIAN,)),
    (r"\bmonitoring\w*", "praćenje", (SERBIAN,)),
    (r"\bparticipacij\w*", "učešće", (SERBIAN,)),
    (r"\bspecijalističk\w*", "", (SERBIAN,)),
    (r"\bstakeholders?\b", "everyone with a part in it", (ENGLISH,)),
    (r"\bcapacit(?:y|ies)(?: building)?\b", "skills, people, means", (ENGLISH,)),
    (r"\b(?<!referral )mechanisms?\b", "", (ENGLISH,)),
    (r"\bcross-sector\w*", "", (ENGLISH,)),
    (r"\b(?:leverag|synerg|facilitat|mainstream|disseminat)\w*", "", (ENGLISH,)),
    (r"\butili[sz]\w+", "use", (ENGLISH,)),
    (r"\bin order to\b", "to", (ENGLISH,)),
)
AVOIDED = tuple(
    Avoided(re.compile(pattern), instead, languages, rule) for pattern, instead, languages, rule in _PATTERNS
) + tuple(
    Avoided(re.compile(pattern, re.IGNORECASE), instead, languages, "jargon")
    for pattern, instead, languages in _JARGON
)
