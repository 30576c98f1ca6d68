"""Which folder the pack of each client goes to, known before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import intake, names, schema
from generator.batch.found import once
from generator.batch.outcome import Entry, Task
from generator.library import Library
from generator.problems import Problem, error, errors_in
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Plan:
    """The clients to be walked, and those that are not, each with the reason; all of them in ``clients``."""

    clients: tuple[Path, ...]
    entries: tuple[Entry, ...]
    refused: Mapping[Path, tuple[Problem, ...]]


def planned(paths: Iterable[Path], library: Library, crashes: Path | None = None) -> Plan:
    """The plan of a run; two clients whose packs would share a folder are refused.

    ``crashes`` is the folder for logs of faults.
    """
    clients = once(paths)
    read = {client: Task(Entry(client), _record, crashes)() for client in clients}
    found = {
        client: Entry(client, _name(one.made)) if one.made else Entry(client) for client, one in read.items()
    }
    twins = _twins(found.values(), library)
    refused: dict[Path, tuple[Problem, ...]] = {
        client: (twins[client],) for client in clients if client in twins
    }
    refused |= {client: one.problems for client, one in read.items() if not one.made}
    return Plan(clients, tuple(found[client] for client in clients if client not in refused), refused)


def _record(entry: Entry) -> Record:
    return intake.read(entry.client)


def _name(record: Record) -> str:
    """The folder that a client's pack gets; "" where the data has no such name, which its walk will tell."""
    enterprise = record.data.get("enterprise")
    name = enterprise.get("name") if isinstance(enterprise, dict) else None
    return names.safe_name(name) if isinstance(name, str) else ""


def _twins(entries: Iterable[Entry], library: Library) -> dict[Path, Problem]:
    """The clients that share a pack's folder with another one, each with the problem to tell."""
    sharing: dict[str, list[Path]] = {}
    for entry in entries:
        if entry.name:
            sharing.setdefault(names.key(entry.name), []).append(entry.client)
    return dict(told for group in sharing.values() if len(group) > 1 for told in _told(group, library))


def _told(group: list[Path], library: Library) -> Iterator[tuple[Path, Problem]]:
    # Of faulty data no pack is made: its own faults are told instead.
    sound = [client for client in group if not errors_in(schema.check(intake.read(client), library))]
    if len(sound) > 1:
        yield from ((client, _twin(client, sound)) for client in sound)


def _twin(path: Path, group: list[Path]) -> Problem:
    others = "、".join(str(other) for other in group if other != path)
    hint = "都没有生成；请核对企业名称，或用 -o 分别生成到不同的文件夹"
    return error(str(path), f"企业名称与 {others} 相同（不分大小写），资料包会写入同一个文件夹", hint)
