"""Which folder each client's pack gets, settled before any is written: the one it has, else one of its own.

No folder is renamed, no client ever gets another one, no two share one, and the order of the clients decides
nothing. The disk may be blind to case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import names
from generator.delivery import heads
from generator.intake import glance
from generator.problems import Problem, error, warning

_NO_CODE = "没有生成；请补填统一社会信用代码（enterprise.uscc），或用 -o 换一个输出文件夹"
_SHOWN = 3
Clients = Mapping[Path, glance.Glance]


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a client's pack, and what is to be told of it; "" with the error that refuses it."""

    folder: str
    told: tuple[Problem, ...] = ()


def places(clients: Clients, packs: Iterable[heads.Head]) -> Mapping[Path, Place]:
    """A place for each client whose data tell a name; ``packs`` are all that lie in the folder of packs."""
    there = _Packs(tuple(packs))
    named = {client: one for client, one in clients.items() if one.name}
    found = dict(_twins(named))
    alone = _without(named, found)
    found |= {client: Place(head.folder) for client, one in alone.items() if (head := there.own(one))}
    found |= dict(_unmarked(alone, _without(alone, found), there))
    return found | dict(_newcomers(_without(named, found), there))


class _Packs:
    """The packs that are there, by what they are looked for."""

    def __init__(self, packs: tuple[heads.Head, ...]) -> None:
        self.at = {names.key(head.folder): head for head in packs}
        self._bearing: defaultdict[tuple[str, str], list[heads.Head]] = defaultdict(list)
        for head in packs:
            self._bearing[_mark(head.client, head.code)].append(head)

    def own(self, client: glance.Glance) -> heads.Head | None:
        """The pack that a client has already."""
        return heads.own(self._bearing[_mark(client.name, client.code)], client.name, client.code)


def _mark(name: str, code: str) -> tuple[str, str]:
    """What a client and its pack are known by: the code, where there is none the name."""
    return code, "" if code else name


def _without(clients: Clients, settled: Mapping[Path, Place]) -> Clients:
    return {client: one for client, one in clients.items() if client not in settled}


def alike(clients: Clients) -> Iterable[list[Path]]:
    """Those that have a name, grouped by what tells clients apart: the code, where there is none the name."""
    named = {client: one for client, one in clients.items() if one.name}
    return _grouped(named, lambda one: _mark(one.name, one.code))


def _grouped(clients: Clients, mark: Callable[[glance.Glance], object]) -> Iterable[list[Path]]:
    groups: defaultdict[object, list[Path]] = defaultdict(list)
    for client, one in clients.items():
        groups[mark(one)].append(client)
    return groups.values()


def _twins(clients: Clients) -> Iterator[tuple[Path, Place]]:
    for group in alike(clients):
        if len(group) > 1:
            yield from ((client, _twin(client, clients[client], group)) for client in group)


def _twin(client: Path, one: glance.Glance, group: Iterable[Path]) -> Place:
    others = _listed(client, group)
    if one.code:
        hint = "都没有生成；是同一家的只留一个，不是的请核对代码"
        return Place("", (error(str(client), f"统一社会信用代码 {one.code} 与 {others} 相同", hint),))
    message = f"企业名称与 {others} 相同（不分大小写），又没有统一社会信用代码，资料包会写入同一个文件夹"
    return Place("", (error(str(client), message, _NO_CODE),))


def _unmarked(clients: Clients, newcomers: Clients, packs: _Packs) -> Iterator[tuple[Path, Place]]:
    """Clients that got their code after their pack was built, which bears their name alone."""
    claims = Counter(one.name for client, one in clients.items() if client in newcomers or not one.code)
    for client, one in newcomers.items():
        head = packs.own(glance.Glance(one.name)) if claims[one.name] == 1 else None
        if head:
            yield client, Place(head.folder)


def _newcomers(clients: Clients, packs: _Packs) -> Iterator[tuple[Path, Place]]:
    """New folders: the plain name, where another pack or newcomer has that the name with the code."""
    crowded: dict[Path, Problem] = {}
    taken = set(packs.at)
    for group in _grouped(clients, lambda one: names.key(names.safe_name(one.name))):
        plain, told = _shared(group, clients, packs)
        crowded |= told
        if plain:
            folder = names.safe_name(clients[plain].name)
            taken.add(names.key(folder))
            yield plain, Place(folder)
    yield from _suffixed(crowded, clients, taken)


def _shared(group: list[Path], clients: Clients, packs: _Packs) -> tuple[Path | None, dict[Path, Problem]]:
    """Of newcomers of one name the one that gets the plain folder, if any; the others with the reason."""
    holder = packs.at.get(names.key(names.safe_name(clients[group[0]].name)))
    if holder:
        whose = "".join((holder.client, f"（{holder.code}）" if holder.code else ""))
        message = f"文件夹“{holder.folder}”里是“{whose}”的资料包"
        return None, {client: warning(str(client), message) for client in group}
    uncoded = [client for client in group if not clients[client].code]
    plain = group[0] if len(group) == 1 else uncoded[0] if len(uncoded) == 1 else None
    return plain, {
        client: warning(str(client), f"企业名称与 {_listed(client, group)} 相同（不分大小写）")
        for client in group
        if client != plain
    }


def _suffixed(
    crowded: Mapping[Path, Problem], clients: Clients, taken: set[str]
) -> Iterator[tuple[Path, Place]]:
    """Folders that end in the last six of the code, in all of it where these are taken."""
    short = {client: heads.suffixed(clients[client].name, clients[client].code) for client in crowded}
    number = Counter(map(names.key, short.values()))
    for client, why in crowded.items():
        one, folder = clients[client], short[client]
        if names.key(folder) in taken or number[names.key(folder)] > 1:
            folder = heads.suffixed(one.name, one.code, whole=True)
        if one.code and names.key(folder) not in taken:
            hint = f"这一家的资料包放在“{folder}”；同一家改过代码的请核对填报数据"
            yield client, Place(folder, (warning(why.where, why.message, hint),))
        else:
            yield client, Place("", (error(why.where, f"{why.message}，分不清是不是同一家", _NO_CODE),))


def _listed(client: Path, group: Iterable[Path]) -> str:
    others = sorted(str(other) for other in group if other != client)
    more = f" 等 {len(others)} 家" if len(others) > _SHOWN else ""
    return "、".join(others[:_SHOWN]) + more
