"""What a command says of its progress, on a terminal or elsewhere."""

import io
import sys

import pytest
from django.core.management import call_command

# Only a bar goes back to the beginning of its line.
BACK = "\r"


class Said(io.StringIO):
    """A stream that says of itself whether it is a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.isatty = lambda: is_terminal  # type: ignore[method-assign]


def said_by(
    command: str, *arguments: object, is_terminal: bool, monkeypatch: pytest.MonkeyPatch, **options: object
) -> str:
    """Return what `command` writes about its progress."""
    said = Said(is_terminal=is_terminal)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", said)
        call_command(command, *arguments, stdout=io.StringIO(), **options)
    return said.getvalue()
