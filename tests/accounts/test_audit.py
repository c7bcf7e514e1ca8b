"""The audit: what happened, by whom; never a password, a code, an address; for owners alone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import AuditEntry, User
from networks.models import StandardPage
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code
from tests.factories import make_page

Action = AuditEntry.Action


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_logins_and_failures_are_noted_without_secrets(
    client: Client, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(person)
    AuditEntry.objects.all().delete()
    give_password(client, person.username, "ovo-nije-njena-lozinka")
    give_password(client, "lozinka-u-pogresnom-polju", "x")
    give_password(client, person.username)
    give_code(client, wrong_code())
    give_code(client, code_of())
    assert actions() == [Action.LOGIN_FAILED, Action.LOGIN_FAILED, Action.CODE_FAILED, Action.LOGIN]
    assert AuditEntry.objects.get(action=Action.LOGIN).about == "Aplikacija za kodove"
    everything = str(list(AuditEntry.objects.values()))
    assert person.username in everything
    for secret in (PASSWORD, "ovo-nije-njena-lozinka", "lozinka-u-pogresnom-polju", code_of(), "127.0.0.1"):
        assert secret not in everything


def test_what_happens_to_content_is_noted(client: Client, owner: User) -> None:
    client.force_login(owner)
    page = make_page(StandardPage.objects.get(slug="pomoc"), "Strana za probu")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    page.save_revision(user=owner).publish(user=owner)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "ASTRA"})
    assert not StandardPage.objects.filter(pk=page.pk).exists()
    noted = AuditEntry.objects.filter(person="vlasnica", about__contains=page.title)
    assert list(noted.order_by("pk").values_list("action", flat=True)) == ["unpublish", "publish", "delete"]


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_owners_alone_read_it(language: str, client: Client, owner: User, person: User) -> None:
    client.force_login(person)
    for name in ("audit", "audit_results"):
        assert client.get(reverse(name)).status_code == 302
    assert client.get(f"{reverse('audit')}?export=csv").status_code == 302
    client.force_login(owner)
    html = client.get(reverse("audit"), {"person": "", "action": "account"}).content.decode()
    assert person.username in html
    assert client.get(f"{reverse('audit')}?export=csv").status_code == 200


def test_the_audit_is_a_table_the_newest_first_and_is_found_by_its_day(client: Client, owner: User) -> None:
    AuditEntry.objects.all().delete()
    for day, about in enumerate(("prvo", "drugo", "treće"), start=1):
        entry = AuditEntry.objects.create(action=Action.PUBLISH, person="ana", about=about)
        AuditEntry.objects.filter(pk=entry.pk).update(at=datetime(2026, 5, day, 12, tzinfo=UTC))
    client.force_login(owner)

    def shown(**asked: str) -> list[str]:
        html = client.get(reverse("audit_results"), asked).text
        return re.findall("prvo|drugo|treće", html)

    html = client.get(reverse("audit")).text
    (table,) = re.findall(r'<table class="listing.*?</table>', html, re.S)
    found = re.findall(r"<th\b.*?</th>", table, re.S)
    heads = [" ".join(re.sub("<[^>]+>", " ", head).split()) for head in found]
    assert [head.partition(" Sortiraj")[0].lower() for head in heads] == [
        "vreme", "šta se desilo", "ko", "o čemu",
    ]  # fmt: skip
    assert 'name="q"' not in html.partition("<main")[2]
    assert shown() == ["treće", "drugo", "prvo"] and shown(ordering="at") == ["prvo", "drugo", "treće"]
    assert shown(at_from="2026-05-02", at_to="2026-05-02") == ["drugo"]
    assert shown(action="publish", person="AN") == ["treće", "drugo", "prvo"]
    assert shown(action="delete") == shown(person="mira") == []
