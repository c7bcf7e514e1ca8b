"""What a load balancer and a container ask."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Site


def test_live_answers_without_touching_the_database(client: Client) -> None:
    # No mark django_db: a query would fail the test.
    assert client.get("/health/live/").status_code == 200


@pytest.mark.django_db
def test_ready_answers_when_the_database_and_a_home_page_are_there(client: Client) -> None:
    response = client.get("/health/ready/")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_says_503_without_a_home_page(client: Client) -> None:
    Site.objects.all().delete()
    assert client.get("/health/ready/").status_code == 503


def test_ready_says_503_without_a_database_and_shows_nothing_of_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError("at 10.0.0.5")):
        response = client.get("/health/ready/")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert "The database does not answer" in [record.getMessage() for record in caplog.records]


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"is_default_site": False}, {"live": False}])
def test_ready_asks_for_the_home_page_of_the_default_site_that_is_published(
    change: dict[str, bool], client: Client
) -> None:
    site = Site.objects.get(is_default_site=True)
    if "live" in change:
        type(site.root_page).objects.filter(pk=site.root_page_id).update(live=False)
    else:
        Site.objects.update(is_default_site=False)
    response = client.get("/health/ready/")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert (
        response["Content-Type"] == client.get("/health/live/")["Content-Type"] == "text/plain; charset=utf-8"
    )
    assert response["Cache-Control"] == "no-store"
