"""Redirects on a site that runs: what has one is led on, and for all else nobody looks for one."""

from typing import Any

import pytest
from django.db import connection
from wagtail.contrib.redirects.models import Redirect

from tests.delivery.conftest import CachedSite, cached_site  # noqa: F401


def as_sent(address: str) -> str:
    """Return an address as a web server hands it on."""
    return address.encode().decode("latin-1")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/letak/", "/letak/"),
        ("/letak/", "/letak/?od=novine"),
        ("/letak/?id=7", "/letak/?id=7"),
        ("/летак/", as_sent("/летак/")),
        ("/%D0%BB%D0%B5%D1%82%D0%B0%D0%BA", as_sent("/летак/")),
    ],
)
def test_an_old_address_leads_on_however_it_is_written(
    written: str,
    asked: str,
    cached_site: CachedSite,  # noqa: F811
) -> None:
    assert cached_site.ask(asked).status == 404
    with cached_site.commit():
        Redirect.objects.create(
            old_path=written if "%" in written else Redirect.normalise_path(written), redirect_link="/pomoc/"
        )
    answer = cached_site.ask(asked)
    assert (answer.status, answer.headers.get("Location")) == (301, "/pomoc/")


def test_for_what_never_was_nobody_looks_among_the_redirects(
    cached_site: CachedSite,  # noqa: F811
) -> None:
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    assert cached_site.ask("/nema-prvog/").status == 404
    with connection.execute_wrapper(note):
        assert cached_site.ask("/nema-drugog/").status == 404
        assert cached_site.ask("/en/none-of-these/").status == 404
    assert not [sql for sql in asked if "redirect" in sql]
