"""The test database itself: the starter content is there, also after a test that empties all tables."""

from urllib.request import urlopen

import pytest
from django.db.models import QuerySet
from pytest_django.live_server_helper import LiveServer

from astra_site.pages.models import BasePage
from astra_site.safety.models import SafetySettings


def network_pages() -> QuerySet:
    return BasePage.objects.live().filter(content_type__model="networkpage")


@pytest.mark.django_db
def test_tests_find_the_starter_content() -> None:
    assert network_pages().count() == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_a_test_that_commits_finds_the_content_again(again: int) -> None:
    assert network_pages().count() == 10
    SafetySettings.objects.update(safe_browsing_page=None)
    BasePage.objects.filter(depth__gte=3).delete()


@pytest.mark.django_db(transaction=True)
def test_a_test_after_one_that_commits_can_add_rows() -> None:
    home = BasePage.objects.get(depth=2)
    home.add_child(instance=BasePage(title="Nova strana"))
    assert BasePage.objects.filter(title="Nova strana").exists()


@pytest.mark.django_db(transaction=True)
def test_a_live_server_answers_from_the_same_database(live_server: LiveServer) -> None:
    with urlopen(f"{live_server.url}/health/ready/") as answer:
        assert answer.status == 200
