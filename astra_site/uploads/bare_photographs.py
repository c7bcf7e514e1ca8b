"""Photographs as they lie in a PDF, without what programs wrote beside the pixels, which stay as they are.

What stays is on a list: tags have too many names, and a telephone writes a second picture or a film behind
the first, with the place in it.
"""

import re

# Of a JPEG: tables, frames, scans. Between them nothing is read.
_OF_THE_PICTURE = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
_WITHOUT_CONTENT = {0x01, *range(0xD0, 0xD9)}
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff+([\x01-\xfe])")
_END_OF_A_SCAN = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
# Of a JPEG 2000: its frame, colours, pixels; some of them hold others.
_BOXES = {
    b"jP  ", b"ftyp", b"rreq", b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef", b"resc", b"resd",
    b"opct",
}  # fmt: skip
_BOXES_OF_BOXES = {b"jp2h", b"jpch", b"jplh", b"cgrp", b"res "}
_PIXELS = b"jp2c"
_FRAME, _COMMENT, _TILE, _TILE_DATA = b"\xff\x4f", b"\xff\x64", b"\xff\x90", b"\xff\x93"


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG with its pixels, its colours, and no more.

    Raises:
        ValueError: it is none.
    """
    kept, at = bytearray(b"\xff\xd8"), data.index(b"\xff\xd8") + 2
    while found := _MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == _END:
            break
        if marker in _WITHOUT_CONTENT:
            continue
        end = at + max(int.from_bytes(data[at : at + 2]), 2)
        if segment := _kept_segment(marker, data[at:end]):
            kept += bytes([0xFF, marker]) + segment
        at = end
        if marker == _SCAN:
            stop = _END_OF_A_SCAN.search(data, at)
            end = stop.start() if stop else len(data)
            kept += data[at:end]
            at = end
    return bytes(kept) + bytes([0xFF, _END])


def _kept_segment(marker: int, segment: bytes) -> bytes:
    """Return what stays of a part of a JPEG; its length stands at its beginning."""
    if marker in _OF_THE_PICTURE:
        return segment
    if marker == 0xE0 and segment[2:7] == b"JFIF\0" and len(segment) >= 16:
        # Without the small picture in it.
        return b"\0\x10" + segment[2:14] + b"\0\0"
    if marker == 0xE2 and segment[2:14] == b"ICC_PROFILE\0":
        return segment
    if marker == 0xEE and segment[2:7] == b"Adobe" and len(segment) >= 14:
        # In which colours the pixels are.
        return b"\0\x0e" + segment[2:14]
    return b""


def bare_jpeg_2000(data: bytes) -> bytes:
    """Return a JPEG 2000 with its pixels, its colours, and no more.

    Raises:
        ValueError: it is none.
    """
    if data.startswith(_FRAME):
        return _without_comments(data)
    if data[4:8] != b"jP  ":
        raise ValueError(data[:8])
    return _kept_boxes(data)


def _kept_boxes(data: bytes) -> bytes:
    kept, at = bytearray(), 0
    while at + 8 <= len(data):
        size, kind, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        end = at + size if size >= head else len(data)
        content = data[at + head : end]
        at = end
        if kind in _BOXES_OF_BOXES:
            content = _kept_boxes(content)
        elif kind == _PIXELS:
            content = _without_comments(content)
        elif kind not in _BOXES:
            continue
        kept += (len(content) + 8).to_bytes(4) + kind + content
    return bytes(kept)


def _without_comments(data: bytes) -> bytes:
    """Return pixels whose comments are empty; as long as before, for their tiles say how long they are."""
    bare, at, tile = bytearray(data), 2, 0
    while at + 4 <= len(data):
        marker, end = data[at : at + 2], at + 2 + max(int.from_bytes(data[at + 2 : at + 4]), 2)
        if marker == _TILE:
            tile = at + int.from_bytes(data[at + 6 : at + 10])
        if marker == _TILE_DATA:
            # To the next one; the last one may say nothing of its end.
            if tile <= at:
                break
            end = tile
        if marker == _COMMENT:
            bare[at + 6 : end] = bytes(len(bare[at + 6 : end]))
        at = end
    return bytes(bare)
