"""Finds the photographs in a PDF: objects of their own, and those that lie among the words of a page."""

import base64
import re
import zlib
from typing import Any

import pikepdf

from astra_site.uploads.bare_photographs import bare_jpeg, bare_jpeg_2000

MOST_UNPACKED = 100 * 1024 * 1024
# Bytes of a stream in the packing of 1990, which says nothing of how much it holds.
MOST_OF_LZW = 256 * 1024
_BARE = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg_2000}
_PACKINGS = {"/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/LZWDecode", "/RunLengthDecode", "/Crypt"}
_SHORT = {
    "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode", "/DCT": "/DCTDecode", "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode",
}  # fmt: skip
# Where the dictionary of a picture among the words of a page may begin and end, and what in it may name a
# JPEG; a name may be written in digits, too.
_AMONG_WORDS = re.compile(rb"(BI\s*/)|(ID\s)|DCT|#")

# For all of the process: nothing in a PDF is unpacked without end.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
)


def clean_photograph(stream: pikepdf.Stream) -> None:
    """Write a photograph of a PDF anew without what programs wrote beside its pixels.

    Raises:
        ValueError: it is packed in a way that nobody packs a photograph in, or is none.
    """
    names = _filters(stream)
    if not names or names[-1] not in _BARE:
        return
    parameters: Any = stream.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[-1] if len(parameters) else None
    data = _unpacked(stream.read_raw_bytes(), names[:-1])
    stream.write(_BARE[names[-1]](data), filter=pikepdf.Name(names[-1]), decode_parms=parameters)


def join_words(page: pikepdf.Page) -> None:
    """Make one piece of the words of a page if a photograph lies among them: it may lie in two pieces."""
    pieces = page.obj.get("/Contents")
    if isinstance(pieces, pikepdf.Array):
        words = b"\n".join(_words(piece) for piece in pieces if isinstance(piece, pikepdf.Stream))
        if _may_hold_jpeg(words):
            page.contents_coalesce()


def clean_photographs_among_words(stream: pikepdf.Stream) -> None:
    """Do the same for photographs that lie among the words of a page, a form, a pattern or a letter.

    Raises:
        ValueError: one is packed in a way that nobody packs a photograph in, or is none.
    """
    if str(stream.get("/Subtype", "")) == "/Image" or not _may_hold_jpeg(_words(stream)):
        return
    instructions: list[Any] = list(pikepdf.parse_content_stream(stream))
    if any(map(_is_jpeg, instructions)):
        written = [
            _bare_among_words(instruction.iimage)
            if _is_jpeg(instruction)
            else pikepdf.unparse_content_stream([instruction])
            for instruction in instructions
        ]
        stream.write(b"\n".join(written))


def _is_jpeg(instruction: Any) -> bool:
    if not isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return False
    filters = instruction.iimage.filters
    return bool(filters) and str(filters[-1]) in _BARE


def _words(stream: pikepdf.Stream) -> bytes:
    """Return what stands in a stream that may be of words; nothing of a picture."""
    filters = _filters(stream)
    if set(filters) - _PACKINGS:
        return b""
    if "/LZWDecode" in filters and len(stream.read_raw_bytes()) > MOST_OF_LZW:
        raise ValueError(filters)
    return stream.read_bytes()


def _may_hold_jpeg(words: bytes) -> bool:
    """Tell whether it is worth reading these words one by one; looked at once, however long they are."""
    is_in_dictionary = False
    for found in _AMONG_WORDS.finditer(words):
        begins, ends = found.groups()
        if begins or ends:
            is_in_dictionary = bool(begins)
        elif is_in_dictionary:
            return True
    return False


def _bare_among_words(picture: pikepdf.PdfInlineImage) -> bytes:
    filters = [str(name) for name in picture.filters]
    whole, packed = picture.unparse(), picture.read_raw_bytes()
    bare = _BARE[filters[-1]](_unpacked(packed, filters[:-1]))
    return whole.replace(packed, _packed(bare, filters[:-1]) + b"\n", 1)


def _filters(stream: pikepdf.Stream) -> list[str]:
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, pikepdf.Name) else filters or ()
    return [_SHORT.get(str(name), str(name)) for name in names]


def _unpacked(data: bytes, filters: list[str]) -> bytes:
    for name in filters:
        if name == "/FlateDecode":
            packed = zlib.decompressobj()
            data = packed.decompress(data, MOST_UNPACKED)
            if packed.unconsumed_tail:
                raise ValueError(name)
        elif name == "/ASCII85Decode":
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        elif name == "/ASCIIHexDecode":
            data = bytes.fromhex(data.strip().removesuffix(b">").decode("ascii"))
        else:
            raise ValueError(name)
    return data


def _packed(data: bytes, filters: list[str]) -> bytes:
    for name in reversed(filters):
        if name == "/FlateDecode":
            data = zlib.compress(data)
        elif name == "/ASCII85Decode":
            data = base64.a85encode(data) + b"~>"
        else:
            data = data.hex().encode() + b">"
    return data
