"""Is a port free? Plain Python: also run as a script, before any package is installed."""

import socket
import sys

HOST = "127.0.0.1"
HIGHEST = 65535


def problem_with(port: str) -> str:
    """Return in one line why a server cannot listen on `port` of this machine, or nothing."""
    if not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= HIGHEST:
        return f"PORT={port} is no port: a number from 1 to {HIGHEST}"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # As the server itself does: a port that was in use a moment ago is free.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, int(port)))
        except PermissionError:
            return f"Port {port} may not be used by this user. Choose another: PORT=8080 make run"
        except OSError:
            return f"Port {port} is taken. Choose another: PORT={_another(int(port))} make run"
    return ""


def _another(port: int) -> int:
    return port + 1 if port < HIGHEST else port - 1


if __name__ == "__main__":
    message = problem_with(sys.argv[1])
    if message:
        sys.exit(message)
