"""Letters come in whatever encoding; what cannot be read for sure is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.page_import.decoding import PageError, decode

TEXT = "Članice mreže: Žene, Šljiva, Ćuprija, Đurđevak, džep. ASTRA i Niš."


@pytest.mark.parametrize(
    ("encoding", "doubtful"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1250", True),
    ],
)
def test_serbian_is_read_in_every_encoding_in_which_it_is_written(encoding, doubtful):
    text, doubt = decode(TEXT.encode(encoding))
    assert text == TEXT
    assert bool(doubt) is doubtful


def test_what_a_page_says_of_its_encoding_is_believed():
    text, doubt = decode(f'<meta charset="windows-1250"><p>{TEXT}</p>'.encode("cp1250"))
    assert TEXT in text and not doubt


def test_a_named_encoding_is_used_and_nothing_else():
    assert decode(TEXT.encode("iso8859-2"), "iso8859-2") == (TEXT, "")
    for encoding in ("utf-8", "nema-takvog"):
        with pytest.raises(PageError):
            decode(TEXT.encode("iso8859-2"), encoding)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\xd0\xcf\x11\xe0....", "Word"),
        (b"text \x00 text and more of it, long enough", "not text"),
        (TEXT.encode().decode("cp1252", "replace").encode(), "spoilt"),
        (TEXT.encode().decode("cp1250", "replace").encode(), "spoilt"),
        ("Umre\ufffdavanje".encode(), "spoilt"),
        ("Привет, это русский текст".encode("cp1251"), "encoding"),
        (b"\xff\xfe\x00", "utf-16"),
        (b"x" * 6_000_000, "5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(content, told):
    with pytest.raises(PageError, match=told):
        decode(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        text, _doubt = decode(content)
    except PageError as error:
        assert str(error)
    else:
        assert "\x00" not in text
