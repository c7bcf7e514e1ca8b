"""Takes out of a PDF its author, and everything that does something: a PDF is to be read.

Scripts, programs that are started, files inside it, forms that are sent, and whatever tells somebody else
that it was opened. Links that a reader clicks stay, by the rules of all links.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from astra_site import links
from astra_site.uploads.pdf_photographs import clean_photograph, clean_photographs_among_words, join_words

# Wherever they stand: what happens by itself, scripts, files inside and outside, programs' own data; when a
# page was changed and how it looked in small then; who signed; where on the earth a scan or a map is.
_TAKEN_OUT = (
    "/AA", "/AF", "/Collection", "/CreatorInfo", "/DSS", "/EF", "/JS", "/JavaScript", "/LGIDict",
    "/LastModified", "/Measure", "/Metadata", "/OPI", "/OpenAction", "/PA", "/Perms", "/PieceInfo", "/PtData",
    "/Ref", "/RichMediaContent", "/RichMediaSettings", "/SpiderInfo", "/Threads", "/Thumb", "/URI", "/VP",
    "/XFA",
)  # fmt: skip
# What is shown on a page, but for films, sounds and files.
_NOT_SHOWN = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/TrapNet"}
_TO_A_PLACE_IN_IT = {"/GoTo", "/Named"}


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
            join_words(page)
        for thing in document.objects:
            for dictionary in _dictionaries(thing):
                _clean(dictionary)
            if isinstance(thing, pikepdf.Stream):
                clean_photograph(thing)
                clean_photographs_among_words(thing)
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
    value = dictionary.get("/V")
    if isinstance(value, pikepdf.Dictionary) and "/ByteRange" in value:
        # A signature: it holds for the file as it was, and names who signed, where and when.
        del dictionary["/V"]
    action = dictionary.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and not _may_stay(action):
        del dictionary["/A"]
    if str(dictionary.get("/Type", "")) == "/Page" and "/B" in dictionary:
        # From there one gets to who wrote an article of a newspaper.
        del dictionary["/B"]
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
