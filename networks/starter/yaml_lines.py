"""YAML with line numbers, so that a bad record can be found."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from astra_site import languages


class StarterError(Exception):
    """A record that cannot be used; the message names the file, the line and what is wrong."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.name}, line {line}: {message}")


class Record(Mapping[str, Any]):
    """A mapping of a YAML file that knows where it stands and which of its keys were read."""

    def __init__(self, data: dict[str, Any], path: Path, line: int) -> None:
        self._data = data
        self._read: set[str] = set()
        self.path = path
        self.line = line

    def __getitem__(self, key: str) -> Any:
        self._read.add(key)
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def error(self, message: str) -> StarterError:
        """Return the error that says what is wrong with this record."""
        return StarterError(self.path, self.line, message)

    def require(self, key: str) -> Any:
        """Return the value of `key`, which must be there."""
        if key not in self._data:
            raise self.error(f"“{key}” is missing")
        return self[key]

    def text(self, key: str, *, required: bool = False) -> dict[str, str]:
        """Return the two languages of `key` as {language code: text}; both empty if it is absent."""
        if key not in self._data and not required:
            return dict.fromkeys(languages.CODES, "")
        value = self.require(key)
        if not isinstance(value, Record) or set(value) - {"sr", "en"} or "sr" not in value:
            raise self.error(f"“{key}” must have the languages sr and en")
        return {
            languages.SOURCE: str(value["sr"]).strip(),
            languages.ENGLISH: str(value.get("en", "")).strip(),
        }

    def check_all_read(self) -> None:
        """Refuse keys that nobody asked for: most often a slip of the keyboard."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            raise self.error(f"unknown: {', '.join(unknown)}")


def plain_value(value: Any) -> Any:
    """Return `value` with records as dictionaries, for comparison and for JSON."""
    if isinstance(value, Record):
        # Not through the record itself: looking at a key here does not mean that somebody uses it.
        return {key: plain_value(item) for key, item in value._data.items()}
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    return value


def read_yaml(path: Path) -> Any:
    """Return the content of the YAML file at `path`, its mappings as records.

    Raises:
        StarterError: the file is not YAML in UTF-8, or holds a key twice.
    """

    class Loader(yaml.CSafeLoader):
        """Makes records of mappings."""

    def construct_record(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> Record:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            if key in data:
                raise StarterError(path, key_node.start_mark.line + 1, f"“{key}” stands twice")
            data[key] = loader.construct_object(value_node, deep=True)
        return Record(data, path, node.start_mark.line + 1)

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_record)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 # nosec B506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StarterError(path, line, f"not valid YAML: {error.problem}") from error
    except UnicodeDecodeError as error:
        raise StarterError(path, 1, "not UTF-8") from error


def read_records(path: Path) -> list[Record]:
    """Return the records of a file that holds a list of them, or one."""
    content = read_yaml(path)
    records = content if isinstance(content, list) else [content]
    for record in records:
        if not isinstance(record, Record):
            raise StarterError(path, 1, "expected records with keys")
    return records
