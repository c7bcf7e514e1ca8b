"""Runs Python on the site's database, one piece of code a line: starting Django anew takes seconds.

Each line of the input is code as a JSON string, each line of the output a JSON object with what the
code has printed, or with the traceback of its error.
"""

import contextlib
import io
import json
import sys
import traceback

import django
from django.core.cache import cache
from django.db import connection


def answer(code: str) -> dict[str, str]:
    """Run `code` and return what came of it."""
    printed = io.StringIO()
    cache.clear()
    try:
        with contextlib.redirect_stdout(printed):
            exec(code, {"__name__": "__console__"})  # noqa: S102
    except Exception:  # noqa: BLE001
        return {"error": traceback.format_exc()}
    finally:
        connection.close()
    return {"printed": printed.getvalue()}


def main() -> None:
    """Answer until the input ends."""
    django.setup()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
