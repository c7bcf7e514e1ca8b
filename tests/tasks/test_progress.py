"""A command that takes its time shows a bar on a terminal, and plain lines elsewhere.

tests/backups says it of those that write files.
"""

import pytest

from tests.tasks.terminals import BACK, said_by

# With what stands in front of the numbers.
COMMANDS = {
    "rebuild_search": "Index",
    "record_translations": "Translations",
    "load_starter_content": "Organisation",
    "cyrillic_words": "Pages",
}


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("command", COMMANDS)
def test_a_long_command_shows_a_bar_or_lines(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = said_by(command, is_terminal=True, monkeypatch=monkeypatch)
    assert BACK in shown and f"{COMMANDS[command]}: " in shown
    lines = said_by(command, is_terminal=False, monkeypatch=monkeypatch)
    assert BACK not in lines
    assert any(line.split()[0] == COMMANDS[command] and line[-1].isdigit() for line in lines.splitlines())
