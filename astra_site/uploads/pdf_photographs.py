"""Takes out of the photographs in a PDF where and with what they were taken; the pixels stay as they are."""

import base64
import zlib
from typing import Any

import pikepdf

MOST_UNPACKED = 100 * 1024 * 1024
# Parts of a JPEG that are about its making: all of a program's own but the colours (JFIF, ICC, Adobe).
_KEPT_OF_PROGRAMS = {0xE0, 0xE2, 0xEE}
_JPEG_2000 = b"\0\0\0\x0cjP  "
_BOXES_OF_PROGRAMS = {b"uuid", b"uinf", b"xml ", b"asoc", b"nlst", b"lbl ", b"jp2i"}


def clean_photograph(stream: pikepdf.Stream) -> None:
    """Write a photograph of a PDF anew without what programs wrote beside its pixels.

    Raises:
        ValueError: it is packed in a way that nobody packs a photograph in.
    """
    filters = stream.get("/Filter")
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(name) for name in filters or ()]
    if not names or names[-1] not in _BARE:
        return
    parameters: Any = stream.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[-1] if len(parameters) else None
    data = _unpacked(stream.read_raw_bytes(), names[:-1])
    stream.write(_BARE[names[-1]](data), filter=pikepdf.Name(names[-1]), decode_parms=parameters)


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


def _bare_jpeg(data: bytes) -> bytes:
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4])
        is_of_a_program = 0xE0 <= marker <= 0xEF and marker not in _KEPT_OF_PROGRAMS
        if not is_of_a_program and marker != 0xFE:
            kept += data[at:end]
        at = end
    return bytes(kept) + data[at:]


def _bare_jpeg_2000(data: bytes) -> bytes:
    """Leave out the boxes in which programs write: XML, and those with a number of their own."""
    if not data.startswith(_JPEG_2000):
        return data
    kept, at = bytearray(), 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        end = at + size if size >= 8 else len(data)
        if kind not in _BOXES_OF_PROGRAMS:
            kept += data[at:end]
        at = end
    return bytes(kept)


_BARE = {"/DCTDecode": _bare_jpeg, "/JPXDecode": _bare_jpeg_2000}
