"""Draws the picture that other sites show beside a link to a page: its title, its kind, the site's own ties.

Colours and motif are those of static/css/tokens.css and of the site's mark, in light.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
# Drawn larger and made smaller, so that lines and rings have smooth edges.
SCALE = 2

GROUND = "#fbfaf5"
RING = "#cfe0da"
INK = "#16262c"
INK_SOFT = "#42555c"
THREAD = "#b97a14"
DEEP = "#0d3b47"

MARGIN = 80
TITLE_TOP, TITLE_BOTTOM = 160, 500
TITLE_WIDTH = 800
LARGEST, SMALLEST, STEP = 84, 40, 4
LINE = 1.18
KIND_SIZE = 32
NAME_SIZE = 34

MIDDLE = (1010, 300)
RINGS = (120, 210, 310, 420)
# Where the threads end: (x, y, size of the knot).
ENDS = (
    (1130, 150, 15),
    (960, 96, 11),
    (1168, 330, 12),
    (1128, 446, 16),
    (930, 520, 12),
    (1044, 572, 10),
    (1058, 36, 9),
)


class Card(NamedTuple):
    """What a card says: the title, what kind of thing it is, and whose site it is on."""

    title: str
    kind: str
    site: str


class Fitted(NamedTuple):
    """A title in lines that fit, and the size of their letters."""

    lines: list[str]
    size: int


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Return Source Serif Pro, which has all Serbian letters, in `weight`."""
    path = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{weight}.ttf"
    return ImageFont.truetype(BytesIO(path.read_bytes()), size)


def width(text: str, letters: ImageFont.FreeTypeFont) -> float:
    """Return how wide `text` is."""
    return letters.getlength(text)


def in_lines(text: str, letters: ImageFont.FreeTypeFont, widest: float) -> list[str]:
    """Return `text` in lines of whole words; a no-break space holds its words together."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, letters) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitted(title: str) -> Fitted:
    """Return `title` in the largest letters in which it fits; cut after a word if none are small enough."""
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        letters = font("Semibold", size)
        lines = in_lines(title, letters, TITLE_WIDTH)
        if len(lines) * size * LINE <= TITLE_BOTTOM - TITLE_TOP and all(
            width(line, letters) <= TITLE_WIDTH for line in lines
        ):
            return Fitted(lines, size)
    return Fitted(_cut(in_lines(title, font("Semibold", SMALLEST), TITLE_WIDTH)), SMALLEST)


def _cut(lines: list[str]) -> list[str]:
    """Return as many of the smallest lines as there is room for, the last with an ellipsis."""
    letters = font("Semibold", SMALLEST)
    kept = lines[: int((TITLE_BOTTOM - TITLE_TOP) // (SMALLEST * LINE))]
    shortened = [_shortened(line, letters) for line in kept]
    if len(kept) < len(lines) and not shortened[-1].endswith("…"):
        while width(f"{shortened[-1]}…", letters) > TITLE_WIDTH and " " in shortened[-1]:
            shortened[-1] = shortened[-1].rsplit(" ", 1)[0]
        shortened[-1] += "…"
    return shortened


def _shortened(line: str, letters: ImageFont.FreeTypeFont) -> str:
    """Return a line of one endless word as far as it fits."""
    if width(line, letters) <= TITLE_WIDTH:
        return line
    while width(f"{line}…", letters) > TITLE_WIDTH:
        line = line[:-1]
    return f"{line}…"


def draw(card: Card) -> bytes:
    """Return the card as PNG."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GROUND)
    _draw_ties(ImageDraw.Draw(image))
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    _write(ImageDraw.Draw(image), card)
    file = BytesIO()
    # So few colours need no more than a palette, which makes the file a third as large.
    image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


def _draw_ties(canvas: ImageDraw.ImageDraw) -> None:
    x, y = (value * SCALE for value in MIDDLE)
    for radius in RINGS:
        canvas.circle((x, y), radius * SCALE, outline=RING, width=3 * SCALE)
    for end_x, end_y, _size in ENDS:
        canvas.line((x, y, end_x * SCALE, end_y * SCALE), fill=THREAD, width=4 * SCALE)
    for end_x, end_y, size in ENDS:
        box = (end_x * SCALE, end_y * SCALE)
        canvas.circle(box, size * SCALE, fill=GROUND, outline=THREAD, width=4 * SCALE)
    canvas.circle((x, y), 42 * SCALE, fill=DEEP)
    canvas.rectangle((0, 0, WIDTH * SCALE, 12 * SCALE), fill=DEEP)


def _write(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    canvas.text((MARGIN, 92), card.kind, font=font("Regular", KIND_SIZE), fill=INK_SOFT)
    title = fitted(card.title)
    letters = font("Semibold", title.size)
    for number, line in enumerate(title.lines):
        canvas.text((MARGIN, TITLE_TOP + number * title.size * LINE), line, font=letters, fill=INK)
    canvas.line((MARGIN, 540, MARGIN + 72, 540), fill=THREAD, width=4)
    canvas.text((MARGIN, 554), card.site, font=font("Semibold", NAME_SIZE), fill=DEEP)
