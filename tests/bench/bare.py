"""The least that a WSGI application can do: the bytes of one answer, read once. Another yardstick."""

import json
import os
from collections.abc import Callable
from pathlib import Path

file = Path(os.environ["BARE_ANSWER"])
headers = [tuple(pair) for pair in json.loads(file.with_suffix(".json").read_text())]
body = file.read_bytes()


def application(environ: dict, start_response: Callable) -> tuple[bytes]:
    """Answer."""
    start_response("200 OK", headers.copy())
    return (body,)
