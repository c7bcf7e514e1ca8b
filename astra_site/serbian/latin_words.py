"""What stays in Latin letters in a Cyrillic text, whoever writes it; a site's own names are told by staff."""

import re

# Programs, brands, keys of a keyboard, formats; with a Serbian ending too (Firefoxu).
BRANDS = (
    "Android", "Atom", "Bluetooth", "Chrome", "Chromium", "Cmd", "Ctrl", "Edge", "Enter", "Esc", "Facebook",
    "Firefox", "GitHub", "Google", "InPrivate", "Instagram", "JavaScript", "Linux", "Messenger", "Microsoft",
    "Mozilla", "Opera", "Safari", "Schema", "Shift", "Signal", "Tab", "Telegram", "TikTok", "Tor", "Twitter",
    "Viber", "WhatsApp", "Wikidata", "Windows", "YouTube",
)  # fmt: skip
ENDINGS = r"(?:a|e|i|u|om|em|ov\w{0,3}|ev\w{0,3}|in\w{0,3}|ja|ju|jem|ovima|evima|ima)?"
BRAND = re.compile(rf"(?:{'|'.join(BRANDS)}){ENDINGS}")

# Acronyms that are Serbian, or that Cyrillic texts write in Cyrillic by long use. Whatever else is in
# capitals and has no letter that is only Serbian stays as it is.
SERBIAN_ACRONYMS = frozenset(
    "AP AT BCBP BG BIH EU EZ MUP NADEL NR NVO OEBS OUN PIB RATEL RS RTS SAD SAR SFRJ SOS SR SRJ TV UN".split()
)
# Words with a capital inside that are Serbian.
SERBIAN_CAPITALS = frozenset({"BiH", "prEUgovor", "rEUformator", "DŽ", "LJ", "NJ"})

# After a number; alone many of them would be words.
UNITS = frozenset(
    "B KB MB GB TB kB kbit Mbit mm cm dm m km g kg mg t l dl ml h min s ms px W kW V A Hz kHz MHz".split()
)
ROMAN = re.compile(
    r"(?=[IVXLCDM])(?:X{0,3}(?:IX|IV|V?I{0,3})|(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})|MC{0,3}(?:D|M)?C{0,3}[LX]*[IVX]*"
    r"|MM[XIV]*)"
)

ENTITY = r"&(?:\#\d+|\#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
ADDRESS = r"(?:https?://|www\.)[^\s<>„”“\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TOP_LEVEL = (
    "rs|org|com|net|eu|int|info|gov|edu|io|onion|al|at|ba|be|bg|by|ch|cy|cz|de|dk|ee|es|fi|fr|ge|gr|hr|hu|ie|it"
    "|lt|lu|lv|md|me|mk|mt|nl|pl|pt|ro|ru|se|si|sk|tr|ua|uk|us|au|hk|kh|ar|br"
)
HOST = rf"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{TOP_LEVEL})\b(?:/[\w./%?=\#~-]*)?"
FILE = (
    r"(?<![\w.])[\w-]+\.(?:csv|json|geojson|pdf|xlsx?|od[pst]|docx?|pptx?|png|jpe?g|svg|webp|avif|gif|txt|zip|xml"
    r"|html?|css|js|woff2?)\b"
)
# Such as Ctrl+Shift+N, where each part may also be a word.
KEYS = r"(?<![\w+])(?:Ctrl|Alt|Shift|Cmd|Command|⌘)(?:\s?\+\s?\w+)+"

# What Serbian spelling never has: letters doubled but where two parts of a word meet, and ch, ph, gh.
FOREIGN_SPELLING = re.compile(
    r"bb|cc|ff|gg|hh|kk|ll|mm|(?<!^va)nn|pp|(?<!supe)rr|(?<!tran)ss|tt|vv|zz|ch|ph|gh|sch|tion|^(?:of|the)$",
    re.IGNORECASE,
)
