"""Named sources, so that a much-used one is written once."""

from pathlib import Path

from astra_site import languages
from networks.starter.yaml_lines import Record, read_yaml


class Sources:
    """The sources of sources.yaml by their names."""

    def __init__(self, path: Path) -> None:
        self._named: dict[str, Record] = dict(read_yaml(path)) if path.exists() else {}

    def find(self, record: Record, key: str = "source") -> tuple[dict[str, str], str]:
        """Return name in both languages and address of the source that `record` gives at `key`."""
        value = record.get(key, "")
        nothing = dict.fromkeys(languages.CODES, "")
        if not value or str(value).startswith(("https://", "http://")):
            return nothing, str(value)
        named = self._named.get(value)
        if named is None:
            raise record.error(f"“{value}” is neither an address nor in sources.yaml")
        return named.text("name"), named.get("url", "")

    def url(self, record: Record, key: str) -> str:
        """Return only the address of the source that `record` gives at `key`."""
        return self.find(record, key)[1]
