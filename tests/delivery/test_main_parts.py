"""The main part of a page is kept for who has a session, and which answers may be kept whole."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from astra_site.caching import cacheable, fragments
from astra_site.caching.cacheable import QueryParameters
from astra_site.caching.fragments import FragmentKey
from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration

KNOWN = QueryParameters(chosen=frozenset({"zemlja", "strana"}), typed=frozenset({"reci", "jos"}))


@pytest.fixture(autouse=True)
def _watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    monkeypatch.setattr(GENERATION, "is_watched", True)
    GENERATION.renew()
    for parts in PerGeneration.instances:
        parts.clear()


def asked(rf: RequestFactory, address: str = "/mreze/", method: str = "GET", session: str = "x") -> Any:
    request = rf.generic(method, address)
    if session:
        request.COOKIES["sessionid"] = session
    return request


@pytest.mark.parametrize(
    ("address", "method", "session", "is_kept"),
    [
        ("/mreze/", "GET", "x", True),
        ("/mreze/", "HEAD", "x", True),
        ("/mreze/", "POST", "x", False),
        # Whoever has none is given a cached answer.
        ("/mreze/", "GET", "", False),
        ("/mreze/?zemlja=RS&strana=2", "GET", "x", True),
        ("/mreze/?zemlja=RS&utm=1", "GET", "x", False),
        ("/mreze/?reci=astra", "GET", "x", False),
    ],
)
def test_it_is_kept_by_its_address_where_nothing_else_counts(
    address: str, method: str, session: str, is_kept: bool, rf: RequestFactory, settings: Any
) -> None:
    settings.SESSION_COOKIE_NAME = "sessionid"
    request = asked(rf, address, method, session)
    key = fragments.key_of(request, KNOWN)
    expected = FragmentKey("testserver", "/mreze/", address.partition("?")[2], GENERATION.current)
    assert key == (expected if is_kept else None)
    request.is_preview = True
    assert fragments.key_of(request, KNOWN) is None


def test_where_nobody_watches_it_is_not_kept(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GENERATION, "is_watched", False)
    assert fragments.key_of(asked(rf)) is None
    assert fragments.keep(None, lambda: "made") == "made"


def test_a_cyrillic_page_has_its_own_although_it_is_made_at_the_latin_address(rf: RequestFactory) -> None:
    request = asked(rf)
    request.META["PATH_INFO"] = "/sr-cyrl/mreze/"
    assert fragments.key_of(request).path == "/sr-cyrl/mreze/"


class Found:
    """What a page finds, and how often it has looked."""

    times = 0

    def __call__(self) -> dict[str, Any]:
        self.times += 1
        return {"canonical": f"/{self.times}/", "feed": "f", "rows": [self.times]}


TEMPLATE = Template("{% load main_part %}{% main_part %}{{ rows.0 }}{% endmain_part %} {{ canonical }}")


@pytest.mark.parametrize("address", ["/mreze/", "/mreze/?zemlja=RS"])
def test_a_page_looks_once_and_then_only_its_head_is_made_anew(address: str, rf: RequestFactory) -> None:
    find, request = Found(), asked(rf, address)

    def page() -> str:
        return TEMPLATE.render(Context(fragments.context(request, find, KNOWN)))

    assert [page(), page(), page(), find.times] == ["1 /1/"] * 3 + [1]
    # All that the head needs is there, and no more.
    head = fragments.context(request, find, KNOWN)
    assert head == {"canonical": "/1/", "feed": "f", "main_part": "1"}
    GENERATION.renew()
    assert [page(), find.times] == ["2 /2/", 2]
    # Another address has its own; whoever has no session is not kept.
    other = asked(rf, "/organizacije/")
    assert TEMPLATE.render(Context(fragments.context(other, find, KNOWN))) == "3 /3/"
    nobody = asked(rf, address, session="")
    assert fragments.context(nobody, find, KNOWN) == {"canonical": "/4/", "feed": "f", "rows": [4]}


def test_a_part_that_was_found_and_never_rendered_is_found_anew(rf: RequestFactory) -> None:
    find, request = Found(), asked(rf)
    fragments.context(request, find, KNOWN)
    assert fragments.context(request, find, KNOWN)["rows"] == [2]


def test_endless_addresses_with_parameters_drive_out_none_without(rf: RequestFactory) -> None:
    find = Found()

    def page(address: str) -> str:
        return TEMPLATE.render(Context(fragments.context(asked(rf, address), find, KNOWN)))

    first = page("/mreze/")
    for number in range(fragments.MOST + 1):
        page(f"/mreze/?strana={number}")
    assert page("/mreze/") == first


# Which answers may be kept whole


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("", True),
        ("zemlja=RS&utm=1", True),
        ("reci=", True),
        ("reci=+", True),
        ("reci=astra", False),
        ("jos=x", False),
    ],
)
def test_what_somebody_has_typed_is_kept_nowhere(query: str, is_kept: bool, rf: RequestFactory) -> None:
    request, response = rf.get(f"/organizacije/?{query}"), HttpResponse()
    assert cacheable.read(request.META) is None
    cacheable.mark(request, response, KNOWN)
    said = cacheable.read(request.META)
    assert said == ({"zemlja", "strana", "reci", "jos"}, is_kept)
    assert response["Cache-Control"] == ("no-cache" if is_kept else "no-store")
    own = HttpResponse(headers={"Cache-Control": "max-age=60"})
    cacheable.mark(request, own, KNOWN)
    assert own["Cache-Control"] == ("max-age=60" if is_kept else "no-store")
