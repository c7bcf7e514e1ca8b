"""Takes out of a PDF its author, and everything that does something: a PDF is to be read.

Scripts, programs that are started, files inside it, forms that are sent, and whatever tells somebody else
that it was opened. Links that a reader clicks stay, by the rules of all links.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from astra_site import links

# Wherever they stand: what happens by itself, scripts, files inside and outside, programs' own data.
_TAKEN_OUT = (
    "/AA", "/AF", "/Collection", "/EF", "/JS", "/JavaScript", "/Metadata", "/OPI", "/OpenAction", "/PA",
    "/Perms", "/PieceInfo", "/Ref", "/RichMediaContent", "/RichMediaSettings", "/URI", "/XFA",
)  # fmt: skip
# What is shown on a page, but for films, sounds and files.
_NOT_SHOWN = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/TrapNet"}
_TO_A_PLACE_IN_IT = {"/GoTo", "/Named"}
# Parts of a JPEG that are about its making: all of a program's own but the colours (JFIF, ICC, Adobe).
_KEPT_OF_PROGRAMS = {0xE0, 0xE2, 0xEE}


def cleaned_pdf(data: bytes) -> bytes:
    """Return the PDF in `data` with what is to be read, and nothing else.

    Raises:
        pikepdf.PdfError: it is damaged or locked.
    """
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for page in document.pages:
            _leave_out_films(page.obj)
        for thing in document.objects:
            for dictionary in _dictionaries(thing):
                _clean(dictionary)
            if isinstance(thing, pikepdf.Stream):
                _clean_photograph(thing)
        if "/Names" in document.Root:
            # Names of places; those of scripts and files go.
            for name in set(document.Root.Names.keys()) - {"/Dests"}:
                del document.Root.Names[name]
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _dictionaries(thing: Any) -> Iterator[Any]:
    """Yield the dictionary that `thing` is and all in it; what it only refers to comes by itself."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        is_dictionary = isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
        if is_dictionary:
            yield one
        if is_dictionary or isinstance(one, pikepdf.Array):
            parts = [one[key] for key in one.keys()] if is_dictionary else list(one)  # noqa: SIM118
            waiting += [part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _clean(dictionary: Any) -> None:
    is_link = str(dictionary.get("/S", "")) == "/URI"
    for key in _TAKEN_OUT:
        if key in dictionary and not (key == "/URI" and is_link):
            del dictionary[key]
    action = dictionary.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and not _may_stay(action):
        del dictionary["/A"]
    if isinstance(dictionary, pikepdf.Stream) and "/F" in dictionary:
        # Its content would be in a file somewhere else.
        del dictionary["/F"]


def _may_stay(action: Any) -> bool:
    """Tell whether a reader who clicks gets to a place in the document, or to where a link may lead."""
    if "/Next" in action:
        return False
    kind = str(action.S)
    if kind == "/URI":
        return links.is_allowed(str(action.get("/URI", "")))
    return kind in _TO_A_PLACE_IN_IT


def _leave_out_films(page: Any) -> None:
    shown = page.get("/Annots")
    if isinstance(shown, pikepdf.Array):
        page.Annots = pikepdf.Array([one for one in shown if str(one.get("/Subtype", "")) not in _NOT_SHOWN])


def _clean_photograph(stream: pikepdf.Stream) -> None:
    """Take out of a photograph where, when and with what it was taken; its pixels stay as they are."""
    filters = stream.get("/Filter")
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(name) for name in filters or ()]
    if names == ["/DCTDecode"]:
        parameters: Any = stream.get("/DecodeParms")
        jpeg = _bare_jpeg(stream.read_raw_bytes())
        stream.write(jpeg, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def _bare_jpeg(data: bytes) -> bytes:
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4])
        is_of_a_program = 0xE0 <= marker <= 0xEF and marker not in _KEPT_OF_PROGRAMS
        if not is_of_a_program and marker != 0xFE:
            kept += data[at:end]
        at = end
    return bytes(kept) + data[at:]
