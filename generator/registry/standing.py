"""The clients that have a folder already: whose each is, and in what the registry differs from its data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import intake, names
from generator.errors import GeneratorError
from generator.intake import glance
from generator.problems import Keys, Origin, Problem, warning
from generator.record import Record, at
from generator.registry.model import Difference, Row
from generator.sidefile import SideFileError

_BLANK = "【"  # how what is to be filled in begins, in a skeleton


@dataclass(slots=True)
class Standing:
    """The folders of clients in one folder; ``taken`` are the names of all that lies there."""

    clients: dict[Path, glance.Glance] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    notes: list[Problem] = field(default_factory=list)

    def of(self, row: Row) -> Path | None:
        """The folder of a row's client: by its code, by the name alone where either has no code."""
        client = row.client
        by_code = (folder for folder, one in self.clients.items() if _has_code(one, client))
        by_name = (folder for folder, one in self.clients.items() if _has_name(one, client))
        return next(by_code, None) or next(by_name, None)

    def add(self, folder: Path, client: glance.Glance) -> None:
        """One more folder."""
        self.clients[folder] = client
        self.taken.add(names.key(folder.name))


def _has_code(one: glance.Glance, client: glance.Glance) -> bool:
    return bool(client.code) and one.code == client.code


def _has_name(one: glance.Glance, client: glance.Glance) -> bool:
    return bool(client.name) and one.name == client.name and not (client.code and one.code)


def standing(out: Path) -> Standing:
    """What lies in a folder of clients, which need not be there."""
    found = Standing()
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        found.taken.add(names.key(folder.name))
        if _is_client(folder):
            found.clients[folder] = _glanced(folder, found.notes)
    return found


def _is_client(folder: Path) -> bool:
    return folder.is_dir() and any((folder / name).is_file() for name in intake.NAMES)


def _glanced(folder: Path, notes: list[Problem]) -> glance.Glance:
    try:
        if (found := glance.at(folder)).name:
            return found
    except (GeneratorError, SideFileError, OSError):
        pass
    hint = "请先用 tuoguan check 核对；名册里的这一家可能会另建一个文件夹"
    notes.append(warning("", "看不出是哪一家", hint, Origin(str(folder))))
    return glance.Glance()


def differences(row: Row, record: Record) -> Iterator[Difference]:
    """In what a row differs from the data of its client; what the row leaves empty is no difference."""
    for keys, given in _leaves(row.data):
        there = _there(record.data, keys)
        if not _agrees(given, there):
            place = record.origin(keys)
            yield Difference(keys, _plain(given), _plain(there), row.origins.get(keys), place)


def _leaves(data: Any, above: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _there(data: Any, keys: Keys) -> Any:
    """What the data says at a key path; None for nothing and for what is to be filled in."""
    found = at(data, keys)
    return None if isinstance(found, str) and found.startswith(_BLANK) else found


def _agrees(given: Any, there: Any) -> bool:
    """Whether the data have all that the registry names, in whatever order."""
    if isinstance(given, list) and isinstance(there, list):
        return set(_plain(given)) <= set(_plain(there))
    return bool(given == there)


def _plain(value: Any) -> Any:
    """A list as the names in it: of advisors with their days, of machines with all that is known of them."""
    if isinstance(value, list):
        return [one.get("name") if isinstance(one, Mapping) else one for one in value]
    return value
