"""Counts what each list and report of the admin costs: milliseconds of processor and queries, for one role.

`tests/bench/lists.py 2000 --role Moderatorke` adds so many organisations first. A list may take 100 ms of
processor; that no list asks more the more there is, is held by tests/admin/test_queries.py.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import say, verdict  # noqa: E402
from tests.bench.own_database import own_database  # noqa: E402

MOST = 100  # milliseconds of processor


def work(client: Client, address: str) -> float:
    """Return the milliseconds of processor of one answer."""
    started = time.process_time()
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    assert content
    return (time.process_time() - started) * 1000


def measure(role: str, rounds: int) -> bool:
    """Print a line for each list, the dearest first; tell whether all keep to what is promised."""
    from django.contrib.auth.models import Group

    from astra_site.accounts import sessions
    from astra_site.accounts.models import User
    from tests.admin.test_queries import lists, make_busy

    person = User.objects.create_user("merenje")
    person.groups.set([Group.objects.get(name=role)])
    client = Client()
    client.force_login(person)
    session = client.session
    sessions.let_in(session, "test")
    session.save()
    make_busy([person], pages=6, organisations=6)
    found = []
    for address in lists():
        response = client.get(address)
        if response.status_code != 200:
            continue
        with CaptureQueriesContext(connection) as captured:
            work(client, address)
        queries = len(captured)
        milliseconds = statistics.median(work(client, address) for _round in range(rounds))
        found.append((milliseconds, queries, address))
    for milliseconds, queries, address in sorted(found, reverse=True):
        say(f"{milliseconds:>7.0f} ms{queries:>5} queries  {address}")
    dearest = max(found)
    say(verdict(dearest[0] <= MOST, f"no list takes more than {MOST} ms of processor: {dearest[0]:.0f}"))
    return dearest[0] <= MOST


def main() -> None:
    """Fill a test database and measure; end with 1 where a list takes more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("organisations", type=int, nargs="?", default=0)
    parser.add_argument("--role", default="Administratorke")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with own_database():
        from tests.bench import large_data

        if options.organisations:
            large_data.make(options.organisations, 100, 5 * options.organisations)
        is_whole = measure(options.role, options.rounds)
    sys.exit(not is_whole)


if __name__ == "__main__":
    main()
