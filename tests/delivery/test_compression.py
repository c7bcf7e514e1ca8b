"""Answers to visitors, compressed by the site itself."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from astra_site.delivery.compression import SMALLEST, CompressionMiddleware, preferred

DECODERS: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
PUBLIC = [
    "/",
    "/en/",
    "/organizacije/",
    "/nema-ovoga/",
    "/sitemap.xml",
]
FILES = ["/organizacije/podaci/csv/", "/organizacije/podaci/json/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("coding", DECODERS)
def test_a_compressed_answer_holds_the_same_bytes(address: str, coding: str, client: Client) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert DECODERS[coding](packed.content) == plain.content
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_head_says_what_get_would(client: Client) -> None:
    headers = {"Accept-Encoding": "br"}
    got, asked = client.get("/", headers=headers), client.head("/", headers=headers)
    assert asked.headers == got.headers


@pytest.mark.django_db
@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("coding", DECODERS)
def test_a_file_that_is_made_row_by_row_is_compressed_on_its_way(
    address: str, coding: str, client: Client
) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert DECODERS[coding](packed.getvalue()) == plain.getvalue() != b""
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_what_staff_see_is_not_compressed(client: Client) -> None:
    answer = client.get("/admin/login/", headers={"Accept-Encoding": "br, gzip"})
    assert b"csrfmiddlewaretoken" in answer.content
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("zstd", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0,gzip;q=0.000", ""),
        ("*", "br"),
        ("*;q=0.1, br;q=0", "gzip"),
        ("*;q=0", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("br ; q=0.9 , gzip ; q=1.0", "gzip"),
        ("br;q=many, gzip;q=7, ;;;=,", ""),
        ("br;level=9", ""),
        ("br;q=nan", ""),
    ],
)
def test_the_browser_chooses_and_equal_wishes_give_brotli(accepted: str, coding: str) -> None:
    assert preferred(accepted) == coding


def answer(response: HttpResponseBase, accepted: str = "br, gzip") -> HttpResponseBase:
    def view(request: HttpRequest) -> HttpResponseBase:
        return response

    return CompressionMiddleware(view)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


LONG = b"Mreze, organizacije i njihove linije za pomoc. " * 40


def test_small_answers_are_left_alone() -> None:
    assert "Content-Encoding" not in answer(HttpResponse(b"a" * (SMALLEST - 1)))
    assert "Content-Encoding" in answer(HttpResponse(b"a" * SMALLEST))


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/octet-stream", ""])
def test_what_is_compressed_already_is_left_alone(kind: str) -> None:
    response = HttpResponse(LONG)
    response["Content-Type"] = kind
    assert "Content-Encoding" not in answer(response)


def test_whatever_is_text_by_another_name_is_compressed() -> None:
    kinds = "atom+xml geo+json javascript json ld+json manifest+json rss+xml schema+json xml".split()
    for kind in (*(f"application/{kind}" for kind in kinds), "image/svg+xml", "text/vcard", "Text/HTML; a=b"):
        assert "Content-Encoding" in answer(HttpResponse(LONG, content_type=kind)), kind


@pytest.mark.parametrize(("tag", "sent"), [('"a"', 'W/"a"'), ('W/"a"', 'W/"a"'), ("", "")])
def test_one_tag_stands_for_all_codings_and_so_is_a_weak_one(tag: str, sent: str) -> None:
    response = HttpResponse(LONG, headers={"ETag": tag} if tag else {})
    assert answer(response, "").get("ETag", "") == sent


def test_an_encoding_of_another_is_kept() -> None:
    response = HttpResponse(LONG, headers={"Content-Encoding": "zstd"})
    assert answer(response)["Content-Encoding"] == "zstd"
    assert response.content == LONG


def pieces() -> Iterator[bytes]:
    for _number in range(3):
        yield LONG


def test_a_stream_is_compressed_piece_by_piece() -> None:
    streamed = answer(StreamingHttpResponse(pieces(), headers={"Content-Length": str(3 * len(LONG))}))
    assert isinstance(streamed, StreamingHttpResponse)
    assert "Content-Length" not in streamed
    decoder = brotli.Decompressor()
    decoded = [decoder.process(piece) for piece in streamed]
    assert decoded[:3] == [LONG, LONG, LONG]
    assert b"".join(decoded) == 3 * LONG


def test_a_stream_goes_by_gzip_too() -> None:
    streamed = answer(StreamingHttpResponse(pieces()), "gzip")
    assert isinstance(streamed, StreamingHttpResponse)
    assert zlib.decompress(b"".join(streamed), wbits=31) == 3 * LONG


def test_a_file_of_text_is_read_through_the_compression(tmp_path: Path) -> None:
    (tmp_path / "popis.txt").write_bytes(LONG)
    with (tmp_path / "popis.txt").open("rb") as file:
        response = answer(FileResponse(file))
        assert isinstance(response, FileResponse)
        # A server that knows files would else send this one past the compression.
        assert response.file_to_stream is None
        assert brotli.decompress(b"".join(response)) == LONG  # type: ignore[arg-type]


def test_a_part_of_a_file_stays_as_it_is() -> None:
    assert "Content-Encoding" not in answer(HttpResponse(LONG, status=206))
