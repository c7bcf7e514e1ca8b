"""Asks the server on this machine whether it is ready: the container's health check.

`python -m astra_site.delivery.probe` ends with 0 or 1. Plain Python, since it runs every few seconds.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit

TIMEOUT = 4
OK = 200


def is_ready() -> bool:
    """Tell whether /health/ready/ answers 200."""
    _host, _colon, port = os.environ.get("ASTRA_BIND", "127.0.0.1:8000").rpartition(":")
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=TIMEOUT)
    # The site answers only to its own name.
    name = urlsplit(os.environ.get("SITE_URL", "")).netloc or "localhost"
    try:
        connection.request("GET", "/health/ready/", headers={"Host": name})
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready() else 1)
