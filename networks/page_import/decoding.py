"""Bytes of an unknown encoding as text, or a clear refusal."""

import re

_BOMS = [
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "an RTF file",
}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# UTF-8 once read as Windows-1252 or 1250: š is Å¡ or Ĺˇ, č is Ä plus a sign.
_SPOILT = re.compile("Å¡|Å¾|Ä‡|Ä\u008d|Ä\u0107|Ä‘|Ĺˇ|Ĺľ|Ä\u2018|â€“|â€ž|â€ś|�")
LARGEST = 5 * 1024 * 1024


class PageError(Exception):
    """The file cannot be imported; says why."""


def decode(content: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text of `content` and a doubt about its encoding, empty when there is none.

    Raises:
        PageError: it is not text, or text that has been spoilt before.
    """
    if not content.strip():
        raise PageError("The file is empty")
    if len(content) > LARGEST:
        raise PageError("The file is larger than 5 MB")
    for start, what in _NOT_TEXT.items():
        if content.startswith(start):
            raise PageError(f"The file is {what}. Save the page as HTML or as plain text in UTF-8")
    text, doubt = _decode(content, encoding)
    if "\x00" in text:
        raise PageError("The file is not text")
    spoilt = _SPOILT.search(text)
    if spoilt:
        line = text.count("\n", 0, spoilt.start()) + 1
        raise PageError(
            f"Letters were spoilt before, for example “{spoilt[0]}” in line {line}: "
            "the file was once read in a wrong encoding. Save the page again, in UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), doubt


def _decode(content: bytes, encoding: str) -> tuple[str, str]:
    if encoding:
        return _strictly(content, encoding), ""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _strictly(content, name), ""
    without_bom = _utf16_without_bom(content)
    if without_bom:
        return _strictly(
            content, without_bom
        ), f"The encoding was not stated; the file was read as {without_bom}."
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name and name not in {"utf-8", "utf8"}:
        return _strictly(content, name), ""
    return _windows(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise PageError(f"There is no encoding “{encoding}”") from error
    except UnicodeDecodeError as error:
        raise PageError(f"The file is not in {encoding}: byte {error.start} does not fit") from error


def _utf16_without_bom(content: bytes) -> str:
    """Return the byte order of UTF-16 that betrays itself by the zeros beside Latin letters."""
    sample = content[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 5:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows(content: bytes) -> tuple[str, str]:
    """Read as Windows-1250 what has the letters of Serbian there, and refuse anything else."""
    try:
        text = content.decode("cp1250")
    except UnicodeDecodeError as error:
        raise PageError(
            "The encoding is not known. Save the page as UTF-8, or name it with --encoding"
        ) from error
    foreign = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    ours = sum(letter in "čćžšđČĆŽŠĐ" for letter in foreign)
    if foreign and ours < len(foreign) * 0.8:
        raise PageError("The encoding is not known. Save the page as UTF-8, or name it with --encoding")
    return text, "The encoding was not stated; the file was read as Windows-1250. Check č, ć, š, ž, đ."
