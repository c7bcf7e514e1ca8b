"""The admin's pages of jobs: whose they are, how many, what is marked as seen, and who can cancel."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import User
from astra_site.tasks import views, wagtail_hooks
from astra_site.tasks.models import Job, JobState, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    made = User.objects.create_user("jovana")
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return made


@pytest.fixture
def owner() -> User:
    return User.objects.create_superuser("vlasnica")


@pytest.fixture
def browser(person: User, client: Client) -> Client:
    client.force_login(person)
    return client


def job(person: User | None, title: str = "Grupe", **fields: Any) -> Job:
    return Job.objects.create(path="a.b", title=title, person=person, language="sr-latn", **fields)


def shown(client: Client, address: str, **headers: str) -> Any:
    return client.get(address, headers=headers).context


def test_a_person_sees_her_own_and_who_looks_after_accounts_all_the_newest_first(
    person: User, owner: User, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [job(who, f"Grupe {number}") for number, who in enumerate((person, owner, None, person))]
    made[3].end(JobState.DONE)
    context = shown(browser, reverse("tasks:index"))
    # One of them waits still.
    assert context["jobs"] == [made[3], made[0]]
    assert (context["is_one"], context["is_busy"], context["has_worker"]) == (False, True, False)
    browser.force_login(owner)
    assert shown(browser, reverse("tasks:index"))["jobs"] == made[::-1]
    monkeypatch.setattr(views, "MOST_SHOWN", 3)
    assert shown(browser, reverse("tasks:index"))["jobs"] == made[:0:-1]


def test_the_page_of_one_names_it_on_the_way_to_it_and_is_never_kept(person: User, browser: Client) -> None:
    job(person, "Druge")
    one = job(person, "Grupe iz mašte", state=JobState.DONE)
    answer = browser.get(one.url)
    context = answer.context
    assert (context["jobs"], context["is_one"], context["is_busy"]) == ([one], True, False)
    steps = context["breadcrumbs_items"]
    assert [str(step["label"]) for step in steps[-2:]] == ["Poslovi", "Grupe iz mašte"]
    assert [step["url"] for step in steps[-2:]] == [reverse("tasks:index"), ""]
    assert context["header_title"] == "Poslovi: Grupe iz mašte"
    listed = browser.get(reverse("tasks:index"))
    assert listed.context["header_title"] == "Poslovi"
    assert str(listed.context["breadcrumbs_items"][-1]["label"]) == "Poslovi"
    for each in (answer, listed):
        assert "no-store" in each["Cache-Control"]
    Worker.objects.create(pk="radnica")
    part = browser.get(one.url, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (part.context["has_worker"], "<html" in part.text) == (True, False)
    assert "<html" in browser.get(one.url, headers={"X-Requested-With": "other"}).text


def test_a_failure_is_seen_by_its_own_person_when_it_is_shown_to_her(
    person: User, owner: User, browser: Client
) -> None:
    mine, other = job(person, state=JobState.FAILED), job(owner, state=JobState.FAILED)
    runs = job(person, state=JobState.RUNNING)
    browser.force_login(owner)
    browser.get(reverse("tasks:index"))
    seen = {each.pk: each.is_seen for each in Job.objects.all()}
    assert seen == {mine.pk: False, other.pk: True, runs.pk: False}
    browser.force_login(person)
    assert "Poslovi (neuspelih: 1)" in browser.get(reverse("wagtailadmin_home")).text
    browser.get(runs.url)
    assert not Job.objects.get(pk=mine.pk).is_seen
    browser.get(mine.url)
    assert Job.objects.get(pk=mine.pk).is_seen
    assert "neuspelih" not in browser.get(reverse("wagtailadmin_home")).text


def test_what_runs_is_asked_to_end_and_who_asked_sees_its_page(person: User, browser: Client) -> None:
    runs = job(person, state=JobState.RUNNING)
    answer = browser.post(reverse("tasks:cancel", args=(runs.pk,)))
    assert (answer.status_code, answer["Location"]) == (302, runs.url)
    assert Job.objects.get(pk=runs.pk).is_cancel_asked
    assert browser.get(reverse("tasks:cancel", args=(runs.pk,))).status_code == 405


def test_the_hook_gives_each_page_its_address() -> None:
    (jobs,) = wagtail_hooks.register_urls()
    found = {pattern.name: str(pattern.pattern) for pattern in jobs.url_patterns}
    assert found == {"index": "", "job": "<uuid:key>/", "cancel": "<uuid:key>/cancel/"}
