"""What is kept in memory is what the database says, in every process of the site."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from astra_site.caching import cache, changes
from astra_site.caching.cache import Cache, clear_all
from astra_site.caching.models import CacheVersion
from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from networks.directory import freshness
from networks.models import NetworkPage, SiteSettings, StandardPage

pytestmark = pytest.mark.django_db


def save(model, **fields):
    one = model.objects.first()
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()


def withdraw_help():
    BasePage.objects.get(slug="pomoc").specific.unpublish()


def reorder_the_menu():
    BasePage.objects.get(slug="mreze").move(BasePage.objects.get(slug="pomoc"), pos="right")


def rename_the_footers_page():
    page = StandardPage.objects.get(slug="privatnost")
    page.title, page.slug = "Vaši podaci", "vasi-podaci"
    page.save()


CHANGES = [
    withdraw_help,
    reorder_the_menu,
    rename_the_footers_page,
    lambda: save(SiteSettings, footer_text_sr_latn="Novi tekst u podnožju"),
    lambda: save(SafetySettings, exit_destination="https://www.rts.rs/"),
    lambda: save(Hotline, number="011 000 0000"),
    lambda: Hotline.objects.first().unpublish(),
    lambda: ChosenHotline.objects.first().delete(),
    lambda: ChosenHotline.objects.update_or_create(
        pk=ChosenHotline.objects.last().pk, defaults={"sort_order": -1}
    ),
]


def frame(client):
    """Return what stands around the text of a page."""
    text = client.get("/pristupacnost/").text
    return text.partition("<main")[0] + text.partition("</main>")[2]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_around_every_page_at_once(client, change):
    before = frame(client)
    change()
    after = frame(client)
    clear_all()

    assert after != before
    assert frame(client) == after


@pytest.mark.django_db(transaction=True)
def test_another_process_sees_a_change_with_its_next_request(client):
    before = frame(client)
    in_memory = {instance: instance.known for instance in Cache.instances}
    for change in CHANGES:
        change()
    # What the other process still has in its memory:
    for one, known in in_memory.items():
        one.known = known
    after = frame(client)
    clear_all()

    assert after != before
    assert frame(client) == after


def test_an_update_of_many_rows_is_seen_at_once_by_all_that_was_read_from_their_table(client):
    network = NetworkPage.objects.live().first()
    client.get("/organizacije/")
    BasePage.objects.filter(pk=network.pk).update(live=False)
    Hotline.objects.update(number="011 000 0000")
    assert "011 000 0000" in frame(client)
    assert str(network.pk) not in freshness.index("sr-latn").values["network"]


def test_a_change_past_the_site_is_seen_after_some_minutes(client, monkeypatch):
    clear_all()
    frame(client)
    connection.connection.execute("UPDATE safety_hotline SET number = '011 000 0000'")
    assert "011 000 0000" not in frame(client)
    later = time.monotonic() + 60 * cache.MINUTES + 1
    monkeypatch.setattr(cache.time, "monotonic", lambda: later)
    assert "011 000 0000" in frame(client)


def test_after_everything_was_told_nothing_holds_that_another_process_has_read(client):
    frame(client)
    in_memory = {instance: instance.known for instance in Cache.instances}
    changes.tell_everything()
    for one, known in in_memory.items():
        one.known = known
    with CaptureQueriesContext(connection) as captured:
        frame(client)
    assert any("safety_hotline" in query["sql"] for query in captured)


def test_nothing_is_read_twice_and_each_request_asks_for_the_versions_once(client, django_assert_num_queries):
    read = []

    def read_hotlines() -> int:
        read.append(Hotline.objects.count())
        return len(read)

    inner = Cache(read_hotlines)
    outer = Cache(lambda: inner.get())
    try:
        assert [outer.get(), outer.get(), inner.get()] == [1, 1, 1]
        CacheVersion.objects.update_or_create(name="safety_hotline", defaults={"value": 7_000})
        assert [inner.get(), outer.get(), outer.get()] == [2, 2, 2]
        BasePage.objects.update(live=True)
        assert outer.get() == 2
        Hotline.objects.update(number="011 000 0000")
        with django_assert_num_queries(3):
            assert outer.get() == 3
    finally:
        Cache.instances.remove(inner)
        Cache.instances.remove(outer)
