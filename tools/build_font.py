"""Makes the fonts that the site brings along, static/fonts/headings*.woff2. Run by hand: `make font`.

The npm package source-serif carries Adobe's Source Serif. One style of it is enough for headings: it is
cut down to the letters of the European languages that are written in Latin, and once more to those of
Serbian Cyrillic with the Latin ones that foreign names there have; and renamed, because its licence keeps
the name "Source" for what Adobe itself gives out. Why: docs/decisions/0030-looks.md, 0039-cyrillic.md
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"
TARGET = FONTS / "headings.woff2"
CYRILLIC_TARGET = FONTS / "headings-cyrillic.woff2"
PACKAGE = "source-serif@4.5.1"
INTEGRITY = "sha512-NUAh5IzF7KiUu2gTpqE+ed9MNbMe4st7LIIXZ0OHHSPc6gg86H67j04M8sIhU2qqFd26btXaFQ2ge5u/p72j0Q=="
# Drawn for 20 points and more: between the sturdy cut for text and the thin one for posters.
STYLE = "package/TTF/SourceSerif4Subhead-Semibold.ttf"
LICENCE = "package/LICENSE.md"
NAME = "Nit"  # Serbian for thread
# Latin with all of Latin-1 and Extended-A, the Romanian letters of Extended-B, dashes, quotation marks,
# an ellipsis, narrow spaces, the signs of euro, number and trade mark, arrows and a minus.
LETTERS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2BC, 0x2BC), (0x1E9E, 0x1E9E), (0x2010, 0x2015),
    (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212),
)  # fmt: skip
# A Cyrillic page asks for this one alone: the letters of Serbian and Macedonian, and for foreign names Latin
# with the marks that are met most; a rarer one comes from the next face.
CYRILLIC_LETTERS = (
    (0x20, 0x7E), (0xA0, 0xA0), (0xA7, 0xA7), (0xAB, 0xAB), (0xB7, 0xB7), (0xBB, 0xBB), (0xD6, 0xD6),
    (0xDC, 0xDC), (0xE1, 0xE1), (0xE7, 0xE7), (0xE9, 0xE9), (0xED, 0xED), (0xF3, 0xF3), (0xF6, 0xF6),
    (0xFC, 0xFC), (0x402, 0x403), (0x405, 0x405), (0x408, 0x40C), (0x40F, 0x418), (0x41A, 0x428),
    (0x430, 0x438), (0x43A, 0x448), (0x452, 0x453), (0x455, 0x455), (0x458, 0x45C), (0x45F, 0x45F),
    (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201E), (0x2026, 0x2026), (0x20AC, 0x20AC),
    (0x2190, 0x2193),
)  # fmt: skip
FEATURES = ["kern", "liga", "ccmp", "mark"]
CYRILLIC_FEATURES = ["kern", "liga", "locl"]  # `locl` has the Serbian forms of letters
# The entries of a font's name table: family, identifier, full name, PostScript name, typographic family.
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # with copyright (0) and licence (13, 14)
OWN_NAMES = {1: NAME, 3: f"{NAME} from {PACKAGE}", 4: f"{NAME} Semibold", 6: f"{NAME}-Semibold", 16: NAME}


def main() -> int:
    """Download, check, cut, and say how large the font is."""
    with tempfile.TemporaryDirectory() as name:
        package = download(Path(name))
        with tarfile.open(package) as archive:
            archive.extract(STYLE, name, filter="data")
            archive.extract(LICENCE, name, filter="data")
        FONTS.mkdir(exist_ok=True)
        write(Path(name) / STYLE, TARGET, LETTERS, FEATURES)
        write(Path(name) / STYLE, CYRILLIC_TARGET, CYRILLIC_LETTERS, CYRILLIC_FEATURES)
        (FONTS / "OFL.txt").write_bytes((Path(name) / LICENCE).read_bytes())
    for target in (TARGET, CYRILLIC_TARGET):
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")
    return 0


def download(folder: Path) -> Path:
    """Return the package, which is the one that was looked at, or raise ValueError."""
    packing = ["npm", "pack", "--silent", "--json", PACKAGE]
    told = subprocess.run(packing, cwd=folder, check=True, capture_output=True)
    package = folder / json.loads(told.stdout)[0]["filename"]
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise ValueError(f"{PACKAGE} is not the package that was looked at: sha512-{digest}")
    return package


def write(source: Path, target: Path, letters: tuple[tuple[int, int], ...], features: list[str]) -> None:
    """Write `letters` of `source` as a font for browsers."""
    options = subset.Options(hinting=False, layout_features=features, name_IDs=KEPT_NAMES)
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for first, last in letters for letter in range(first, last + 1)])
    cutter.subset(font)
    for number, words in OWN_NAMES.items():
        for record in [record for record in font["name"].names if record.nameID == number]:
            record.string = words
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    sys.exit(main())
