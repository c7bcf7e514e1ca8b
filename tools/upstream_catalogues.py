"""Writes our Serbian for Wagtail as its own translation project lays it out, in both alphabets.

Usage: tools/upstream_catalogues.py [FOLDER]        var/upstream by default

For every locale/en/LC_MESSAGES/*.po of the Wagtail that is installed there are the same file in
sr_Latn and, derived, in sr (Cyrillic), below the same path: copy the folder over a checkout of
wagtail/wagtail, or upload the files to the project on Transifex.
"""

import sys
from pathlib import Path

import polib
import wagtail

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from astra_site.translations.cyrillic_catalogues import in_cyrillic  # noqa: E402 - needs the path

LATIN, CYRILLIC = "sr_Latn", "sr"
PLURAL_FORMS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
# What says something of this site in ours.
ELSEWHERE = {
    "The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/": (
        "Kraj adrese stranice, na primer http://domain.com/blog/[moja-stranica]/"
    ),
    "Administrator": "Administracija",
    "Administrators have full access to manage any object or setting.": (
        "Sva prava nad podacima i podešavanjima."
    ),
    "Admin": "Administracija",
}
Known = dict[tuple[str | None, str], polib.POEntry]


def known(domain: str) -> Known:
    """Return our translations: those for Wagtail, and those of our own texts that Wagtail has too."""
    found: Known = {}
    for folder in ("wagtail", "."):
        path = ROOT / "locale" / folder / LATIN / "LC_MESSAGES" / f"{domain}.po"
        for entry in polib.pofile(str(path)) if path.exists() else ():
            found.setdefault((entry.msgctxt, entry.msgid), entry)
    return found


def translated(source: Path, ours: Known) -> polib.POFile:
    """Return a catalogue of Wagtail's with our translations in it."""
    catalogue = polib.pofile(str(source))
    catalogue.header, catalogue.metadata_is_fuzzy = "Serbian for Wagtail.", []
    catalogue.metadata |= {
        "Project-Id-Version": "Wagtail",
        "Language": LATIN,
        "Language-Team": "Serbian",
        "Plural-Forms": PLURAL_FORMS,
    }
    for entry in catalogue:
        our = ours.get((entry.msgctxt, entry.msgid))
        if our is None:
            continue
        entry.msgstr, entry.msgstr_plural = ELSEWHERE.get(entry.msgid, our.msgstr), dict(our.msgstr_plural)
    return catalogue


def derive(catalogue: polib.POFile) -> None:
    """Turn a Latin catalogue into the Cyrillic one."""
    catalogue.metadata["Language"] = CYRILLIC
    for entry in catalogue:
        entry.msgstr = in_cyrillic(entry.msgstr)
        entry.msgstr_plural = {number: in_cyrillic(text) for number, text in entry.msgstr_plural.items()}


def write(folder: Path) -> list[Path]:
    """Write all catalogues below `folder` and return them."""
    package = Path(wagtail.__file__).parent
    ours = {domain: known(domain) for domain in ("django", "djangojs")}
    written = []
    for source in sorted(package.glob("**/locale/en/LC_MESSAGES/*.po")):
        place = folder / "wagtail" / source.relative_to(package).parents[2]
        catalogue = translated(source, ours[source.stem])
        for language in (LATIN, CYRILLIC):
            if language == CYRILLIC:
                derive(catalogue)
            path = place / language / "LC_MESSAGES" / source.name
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            written.append(path)
    return written


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "upstream"
    print(f"{len(write(target))} catalogues in {target}/")
