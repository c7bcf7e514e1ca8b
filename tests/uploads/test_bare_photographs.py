"""Of a photograph in a PDF, byte by byte: which parts stay, and where each of them ends."""

import pytest

from astra_site.uploads.bare_photographs import bare_jpeg, bare_jpeg_2000

START, END = b"\xff\xd8", b"\xff\xd9"


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content


JFIF = b"JFIF\0\1\2\1\0H\0H"
ICC, ADOBE = b"ICC_PROFILE\0\1\1colours", b"Adobe\0d\0\0\0\0\1"
TABLE, FRAME, HUFFMAN = segment(0xDB, b"table"), segment(0xC0, b"frame"), segment(0xC4, b"codes")
SCAN = segment(0xDA, b"scan")
# With a nought after each FF among the pixels, and a place to begin anew.
PIXELS = b"ab\xff\x00cd\xff\xd0ef"

# What stands between the start and the end of a JPEG, and what stays of it.
PARTS = {
    "tables and frames": (TABLE + FRAME + HUFFMAN, TABLE + FRAME + HUFFMAN),
    "how large a point is": (segment(0xE0, JFIF + b"\0\0"), segment(0xE0, JFIF + b"\0\0")),
    "the small picture in a head": (segment(0xE0, JFIF + b"\1\1rgb"), segment(0xE0, JFIF + b"\0\0")),
    "half a head": (segment(0xE0, JFIF[:-1] + b"\0"), b""),
    "a head of another kind": (segment(0xE0, b"JFXX\0" + b"x" * 12), b""),
    "colours": (segment(0xE2, ICC), segment(0xE2, ICC)),
    "other pictures": (segment(0xE2, b"MPF\0" + ICC), b""),
    "in which colours the pixels are": (segment(0xEE, ADOBE + b"more"), segment(0xEE, ADOBE)),
    "half of that": (segment(0xEE, ADOBE[:-1]), b""),
    "words of another program": (segment(0xEE, b"Ducky" + ADOBE), b""),
    "the same words by another mark": (
        segment(0xE1, ICC) + segment(0xE3, JFIF + b"\0\0") + segment(0xE4, ADOBE),
        b"",
    ),
    "tags": (segment(0xE1, b"Exif\0\0GPS"), b""),
    "a comment": (segment(0xFE, b"words"), b""),
    "filled up": (b"\xff\xff" + TABLE, TABLE),
    "marks without content": (b"\xff\x01" + TABLE + b"\xff\xd0\xff\xd7" + FRAME, TABLE + FRAME),
    "another beginning": (START + TABLE, TABLE),
    "nothing": (b"", b""),
    "a part that says it is shorter than its length": (b"\xff\xe1\0\0" + TABLE, TABLE),
    "a restart interval": (segment(0xDD, b"\0\4"), segment(0xDD, b"\0\4")),
    "a number of lines and what follows": (
        segment(0xDC, b"\0\4") + segment(0xDE, b"h") + segment(0xDF, b"e"),
        segment(0xDC, b"\0\4") + segment(0xDE, b"h") + segment(0xDF, b"e"),
    ),
    "a part that nobody knows": (
        segment(0xF0, b"x") + segment(0xBF, b"x") + segment(0xCF, b"y"),
        segment(0xCF, b"y"),
    ),
    "pixels": (FRAME + SCAN + PIXELS, FRAME + SCAN + PIXELS),
    "words between two scans": (
        SCAN + PIXELS + segment(0xFE, b"words") + HUFFMAN + SCAN + PIXELS,
        SCAN + PIXELS + HUFFMAN + SCAN + PIXELS,
    ),
    "a filled up end of pixels": (SCAN + PIXELS + b"\xff", SCAN + PIXELS),
}


@pytest.mark.parametrize(("before", "after"), PARTS.values(), ids=PARTS)
def test_of_a_jpeg_stays_what_makes_its_pixels_and_colours(before: bytes, after: bytes) -> None:
    assert bare_jpeg(START + before + END) == START + after + END
    # Whatever lies before it or behind it is no part of it.
    assert bare_jpeg(b"\0words" + START + before + END + segment(0xDB, b"words")) == START + after + END


def test_a_jpeg_that_breaks_off_ends_where_it_does() -> None:
    assert bare_jpeg(START + FRAME + SCAN + PIXELS) == START + FRAME + SCAN + PIXELS + END
    assert bare_jpeg(START + FRAME[:-2]) == START + FRAME[:-2] + END
    with pytest.raises(ValueError, match="not found"):
        bare_jpeg(b"no picture")


# JPEG 2000


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4) + kind + content


def long_box(kind: bytes, content: bytes) -> bytes:
    """Return a box whose length stands behind its name."""
    return (1).to_bytes(4) + kind + (16 + len(content)).to_bytes(8) + content


def marked(code: int, content: bytes) -> bytes:
    return bytes([0xFF, code]) + (len(content) + 2).to_bytes(2) + content


def tile(size: int, pixels: bytes) -> bytes:
    return b"\xff\x90\0\x0a\0\0" + size.to_bytes(4) + b"\0\1" + b"\xff\x93" + pixels


SIGN, KIND = box(b"jP  ", b"\r\n\x87\n"), box(b"ftyp", b"jp2 ")
SIZE = marked(0x51, b"size")
# The comment's own sign looks like pixels, and what is inside of pixels is no comment.
INSIDE = b"pix\xff\x64\0\x08\0\1abcd"
TILE = tile(14 + len(INSIDE), INSIDE)
LAST = tile(0, INSIDE)


def comment(words: bytes) -> bytes:
    return marked(0x64, b"\0\1" + words)


def noughts(number: int) -> bytes:
    return comment(bytes(number))


FRAMES = {
    "a comment in the head": (SIZE + comment(b"words"), SIZE + noughts(5)),
    "comments and other marks": (
        comment(b"one") + SIZE + comment(b"") + comment(b"three"),
        noughts(3) + SIZE + noughts(0) + noughts(5),
    ),
    "a comment before a tile": (comment(b"words") + TILE, noughts(5) + TILE),
    "a comment between two tiles": (TILE + comment(b"words") + TILE, TILE + noughts(5) + TILE),
    "a last tile that says nothing of its end": (TILE + LAST, TILE + LAST),
    "a mark that says it is shorter than its length": (
        b"\xff\x52\0\0" + comment(b"ab"),
        b"\xff\x52\0\0" + noughts(2),
    ),
}


@pytest.mark.parametrize(("before", "after"), FRAMES.values(), ids=FRAMES)
def test_comments_among_the_pixels_of_a_jpeg_2000_are_emptied_and_nothing_moves(
    before: bytes, after: bytes
) -> None:
    assert bare_jpeg_2000(b"\xff\x4f" + before) == b"\xff\x4f" + after
    inside = SIGN + KIND + box(b"jp2c", b"\xff\x4f" + before)
    assert bare_jpeg_2000(inside) == SIGN + KIND + box(b"jp2c", b"\xff\x4f" + after)


HEAD = box(b"ihdr", b"head") + box(b"colr", b"srgb")
BOXES = {
    "the head": (box(b"jp2h", HEAD), box(b"jp2h", HEAD)),
    "words in the head": (box(b"jp2h", box(b"xml ", b"words") + HEAD), box(b"jp2h", HEAD)),
    "words beside it": (
        box(b"xml ", b"words") + box(b"uuid", b"gps") + box(b"jp2h", HEAD),
        box(b"jp2h", HEAD),
    ),
    "how fine it is": (
        box(b"jp2h", box(b"res ", box(b"resc", b"1") + box(b"uinf", b"x") + box(b"resd", b"2"))),
        box(b"jp2h", box(b"res ", box(b"resc", b"1") + box(b"resd", b"2"))),
    ),
    "other boxes of boxes": (
        box(b"jpch", HEAD) + box(b"jplh", box(b"cgrp", box(b"colr", b"x") + box(b"lbl ", b"words"))),
        box(b"jpch", HEAD) + box(b"jplh", box(b"cgrp", box(b"colr", b"x"))),
    ),
    "what the pixels mean": (
        b"".join(box(kind, b"x") for kind in (b"rreq", b"bpcc", b"pclr", b"cmap", b"cdef", b"opct")),
    )
    * 2,
    "a length behind its name": (
        long_box(b"colr", b"long") + box(b"ihdr", b"y"),
        box(b"colr", b"long") + box(b"ihdr", b"y"),
    ),
    "words with a length behind their name": (
        long_box(b"xml ", b"words") + box(b"ihdr", b"y"),
        box(b"ihdr", b"y"),
    ),
    "a last one to the end of the file": (b"\0\0\0\0colrrest", box(b"colr", b"rest")),
    "words to the end of the file": (b"\0\0\0\0xml words", b""),
    "one that says it is shorter than its head": (b"\0\0\0\7colrrest", box(b"colr", b"rest")),
    "an empty one": (box(b"opct"), box(b"opct")),
    "less than a head at the end": (box(b"opct") + b"\0\0\0\x08jp2", box(b"opct")),
}


@pytest.mark.parametrize(("before", "after"), BOXES.values(), ids=BOXES)
def test_of_a_jpeg_2000_stay_its_frame_colours_and_pixels(before: bytes, after: bytes) -> None:
    assert bare_jpeg_2000(SIGN + KIND + before) == SIGN + KIND + after


@pytest.mark.parametrize("data", [b"", b"\0\0\0\x0cftyp", b"<html>", b"\xff\x4e\xff\x51"])
def test_what_is_no_jpeg_2000_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="b'"):
        bare_jpeg_2000(data)
