"""Measures the edit form of a network with many members, and what it takes to publish it.

Times of two machines cannot be compared, so the counts are what the tests hold
(tests/admin/test_many_members.py); the milliseconds of work are printed for whoever changes the form.
"""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_databases
from django.urls import reverse

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.admin.forms import posted_form  # noqa: E402
from tests.bench.figures import say  # noqa: E402


def measured(name: str, client: Client, url: str, data: dict[str, Any] | None = None, spread: bool = False) -> Any:
    """Ask once, say what it took and return the answer."""
    started = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        response = client.post(url, data) if data else client.get(url)
    work = (time.process_time() - started) * 1000
    kilobytes = len(response.content) / 1024
    say(f"  {name:28}{response.status_code:>5}{len(captured):>7} queries{work:>8.0f} ms{kilobytes:>8.0f} KB")
    if spread:
        tables = Counter(" ".join(query["sql"].split()[:1] + [w for w in query["sql"].split() if w.startswith('"')][:1]) for query in captured)
        for statement, number in tables.most_common(25):
            say(f"      {number:>5}  {statement[:90]}")
    return response


def measure(members: int, spread: bool) -> None:
    """Measure a network of so many members."""
    from networks.models import NetworkPage
    from tests.bench import large_data

    network = large_data.network_with(members)
    url = reverse("wagtailadmin_pages:edit", args=[network.pk])
    client = Client()
    from astra_site.accounts.models import User

    client.force_login(User.objects.get_or_create(username="merenje", is_superuser=True)[0])
    client.get(reverse("wagtailadmin_pages:edit", args=[NetworkPage.objects.exclude(pk=network.pk).first().pk]))
    say(f"{members} members")
    form = posted_form(measured("form", client, url, spread=spread).content.decode())
    say(f"  fields sent: {len(form)}, members kept: {network.memberships.count()}")
    for name, changed in (("publish, first time", {}), ("publish, nothing changed", {}), ("publish, one row changed", {"memberships-3-since": "5.2013"})):
        form = posted_form(client.get(url).content.decode())
        measured(name, client, url, {**form, **changed, "action-publish": "1"}, spread=spread)
        say(f"  members kept: {network.memberships.count()}")
    measured("compare", client, reverse("wagtailadmin_pages:revisions_compare", args=[network.pk, "earliest", "latest"]))


def main() -> None:
    """Measure the numbers of members that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("members", type=int, nargs="*", default=[33, 300, 1500])
    parser.add_argument("--statements", action="store_true", help="say which tables are asked how often")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "astra_site.settings.test"
    django.setup()
    setup_test_environment()
    from tests import database

    made = database.set_up()
    try:
        for members in options.members:
            measure(members, options.statements)
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
