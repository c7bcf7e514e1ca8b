"""Measures the edit form of a network with many members, and what it takes to publish it.

What the counts may be is held by tests/admin/test_many_members.py; times of two machines cannot be
compared, so milliseconds of work are only printed here, for whoever changes the form.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.admin.forms import opened_row, posted_form  # noqa: E402
from tests.bench.figures import say  # noqa: E402
from tests.bench.own_database import own_database  # noqa: E402


class Editor:
    """Somebody who may do everything, and how often what she opens asks the database."""

    def __init__(self, page: Any, *, shows_statements: bool) -> None:
        from astra_site.accounts import sessions
        from astra_site.accounts.models import User

        self.page = page
        self.client = Client()
        self.client.force_login(User.objects.get_or_create(username="merenje", is_superuser=True)[0])
        session = self.client.session
        sessions.let_in(session, "test")
        session.save()
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.shows_statements = shows_statements

    def ask(self, name: str, url: str, data: dict[str, Any] | None = None) -> Any:
        """Ask once, say what it took and return the answer."""
        started = time.process_time()
        with CaptureQueriesContext(connection) as captured:
            response = self.client.post(url, data) if data else self.client.get(url)
        work = (time.process_time() - started) * 1000
        size = len(response.content) / 1024
        say(f"  {name:26}{response.status_code:>5}{len(captured):>6} queries{work:>7.0f} ms{size:>7.0f} KB")
        if self.shows_statements:
            for statement, number in Counter(map(_beginning, captured)).most_common(25):
                say(f"    {number:>5}  {statement}")
        return response

    def publish(self, name: str, **changes: Any) -> None:
        """Open the form, then publish what it holds, with some fields changed."""
        form = posted_form(self.client.get(self.url).content.decode())
        self.ask(name, self.url, {**form, **changes, "action-publish": "1"})


def _beginning(query: dict[str, str]) -> str:
    """Return the verb of a statement and the first table or column that it names."""
    words = query["sql"].split()
    return " ".join([words[0], *[word for word in words if word.startswith('"')][:1]])


def measure(members: int, *, shows_statements: bool) -> None:
    """Measure a network of so many members."""
    from tests.bench import large_data

    network = large_data.network_with(members)
    editor = Editor(network, shows_statements=shows_statements)
    editor.client.get(editor.url)
    say(f"{members} members")
    editor.ask("form", editor.url)
    editor.publish("publish for the first time")
    editor.publish("publish what is unchanged")
    rows = list(network.memberships.all())
    editor.publish("publish one row changed", **opened_row(editor.client, network, rows[3].key, since="2014"))
    editor.publish(
        "publish in another order", **{"memberships-order": " ".join(row.key for row in rows[::-1])}
    )
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[network.pk, "earliest", "latest"])
    editor.ask("compare", compared)


def main() -> None:
    """Measure the numbers of members that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("members", type=int, nargs="*", default=[33, 300, 1500])
    parser.add_argument("--statements", action="store_true", help="say which tables are asked how often")
    options = parser.parse_args()
    with own_database():
        for members in options.members:
            measure(members, shows_statements=options.statements)


if __name__ == "__main__":
    main()
