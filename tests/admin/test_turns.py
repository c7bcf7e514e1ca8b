"""Two requests that save the same thing at the same moment: one after the other, and none is lost."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import NetworkPage, Organisation
from tests.admin.conftest import edit_page

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]


def wait_until_somebody_waits() -> None:
    """Wait until another connection stands before a lock of ours."""
    for _attempt in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waits.")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_who_saves_while_another_one_is_saving_is_shown_the_newer_version(
    kind: str, client_of: LogIn, form_data: Read
) -> None:
    if kind == "page":
        thing: Any = NetworkPage.objects.get(slug="ban")
        address, field = edit_page(thing), "title"
    else:
        thing = Organisation.objects.first()
        address = reverse("wagtailsnippets_networks_organisation:edit", args=[thing.pk])
        field = "name_sr_latn"
    client, answers = client_of("Moderatorke"), []
    data = {**form_data(client, address), field: "Reči druge osobe", "action-publish": "1"}

    def save() -> None:
        answers.append(client.post(address, data))
        connection.close()

    second = Thread(target=save)
    with transaction.atomic():
        list(type(thing).objects.select_for_update().filter(pk=thing.pk))
        second.start()
        wait_until_somebody_waits()
        setattr(thing, field, "Reči prve osobe")
        thing.save_revision().publish()
    second.join()
    thing.refresh_from_db()
    assert getattr(thing, field) == "Reči prve osobe"
    assert "Reči prve osobe" in answers[0].content.decode()
    assert "Reči druge osobe" in answers[0].content.decode()


@pytest.mark.postgresql
@pytest.mark.django_db
def test_only_saving_waits(client_of: LogIn, form_data: Read) -> None:
    client, address = client_of("Moderatorke"), edit_page(NetworkPage.objects.get(slug="ban"))
    with CaptureQueriesContext(connection) as reading:
        data = form_data(client, address)
    with CaptureQueriesContext(connection) as saving:
        client.post(address, data)
    locked = [
        ["FOR NO KEY UPDATE" in query["sql"] and "pages_basepage" in query["sql"] for query in queries]
        for queries in (reading.captured_queries, saving.captured_queries)
    ]
    assert [any(one) for one in locked] == [False, True]
