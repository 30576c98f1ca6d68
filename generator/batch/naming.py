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
from generator.problems import Problem, Problems, error, warning

_NO_CODE = "没有生成；请补填统一社会信用代码（enterprise.uscc），或用 -o 换一个输出文件夹"
_SHOWN = 3
Clients = Mapping[Path, glance.Glance]
_Settled = Iterator[tuple[Path, "Place"]]


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a client's pack, and what is to be told of it; "" with the error that refuses it."""

    folder: str
    told: Problems = ()


def places(clients: Clients, packs: Iterable[heads.Head]) -> Mapping[Path, Place]:
    """A place for each client whose data tell a name; ``packs`` are all that lie in the folder of packs."""
    there = _Packs(tuple(packs))
    named = _named(clients)
    found = dict(_twins(named))
    alone = _without(named, found)
    found |= dict(_owners(alone, there))
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


def _owners(clients: Clients, packs: _Packs) -> _Settled:
    for client, one in clients.items():
        if head := packs.own(one):
            yield client, Place(head.folder)


def _mark(name: str, code: str) -> tuple[str, str]:
    """What a client and its pack are known by: the code, where there is none the name."""
    return code, "" if code else name


def _without(clients: Clients, settled: Mapping[Path, Place]) -> Clients:
    return {client: one for client, one in clients.items() if client not in settled}


def alike(clients: Clients) -> Iterable[list[Path]]:
    """Those that have a name, grouped by what tells clients apart: the code, where there is none the name."""
    return _grouped(_named(clients), lambda one: _mark(one.name, one.code))


def _named(clients: Clients) -> Clients:
    return {client: one for client, one in clients.items() if one.name}


def _grouped(clients: Clients, mark: Callable[[glance.Glance], object]) -> Iterable[list[Path]]:
    groups: defaultdict[object, list[Path]] = defaultdict(list)
    for client, one in clients.items():
        groups[mark(one)].append(client)
    return groups.values()


def _twins(clients: Clients) -> _Settled:
    for group in alike(clients):
        if len(group) > 1:
            for client in group:
                yield client, _twin(client, clients[client], group)


def _twin(client: Path, one: glance.Glance, group: Iterable[Path]) -> Place:
    told = _of_one_code(one.code, client, group) if one.code else _of_one_name(client, group)
    return Place("", (error(str(client), *told),))


def _of_one_code(code: str, client: Path, group: Iterable[Path]) -> tuple[str, str]:
    message = f"统一社会信用代码 {code} 与 {_listed(client, group)} 相同"
    return message, "都没有生成；是同一家的只留一个，不是的请核对代码"


def _of_one_name(client: Path, group: Iterable[Path]) -> tuple[str, str]:
    return f"{_namesakes(client, group)}，又没有统一社会信用代码，资料包会写入同一个文件夹", _NO_CODE


def _unmarked(clients: Clients, newcomers: Clients, packs: _Packs) -> _Settled:
    """Clients that got their code after their pack was built, which bears their name alone."""
    claims = _claims(clients, newcomers)
    for client, one in newcomers.items():
        head = packs.own(glance.Glance(one.name)) if claims[one.name] == 1 else None
        if head:
            yield client, Place(head.folder)


def _claims(clients: Clients, newcomers: Clients) -> Counter[str]:
    """How many clients lay claim to a pack that bears a name alone."""
    return Counter(one.name for client, one in clients.items() if client in newcomers or not one.code)


def _newcomers(clients: Clients, packs: _Packs) -> _Settled:
    """New folders: the plain name, where another pack or newcomer has that the name with the code."""
    crowded: dict[Path, Problem] = {}
    taken = set(packs.at)
    for group in _grouped(clients, _plain_key):
        plain, told = _shared(group, clients, packs)
        crowded |= told
        if plain:
            folder = names.safe_name(clients[plain].name)
            taken.add(names.key(folder))
            yield plain, Place(folder)
    yield from _suffixed(crowded, clients, taken)


def _plain_key(client: glance.Glance) -> str:
    """What a client's plain folder is known by, on a disk that may be blind to case."""
    return names.key(names.safe_name(client.name))


def _shared(group: list[Path], clients: Clients, packs: _Packs) -> tuple[Path | None, dict[Path, Problem]]:
    """Of newcomers of one name the one that gets the plain folder, if any; the others with the reason."""
    if holder := packs.at.get(_plain_key(clients[group[0]])):
        return None, {client: warning(str(client), _whose(holder)) for client in group}
    plain = _plain(group, clients)
    others = [client for client in group if client != plain]
    return plain, {client: warning(str(client), _namesakes(client, group)) for client in others}


def _whose(holder: heads.Head) -> str:
    whose = f"{holder.client}（{holder.code}）" if holder.code else holder.client
    return f"文件夹“{holder.folder}”里是“{whose}”的资料包"


def _namesakes(client: Path, group: Iterable[Path]) -> str:
    return f"企业名称与 {_listed(client, group)} 相同（不分大小写）"


def _plain(group: list[Path], clients: Clients) -> Path | None:
    """The only one of the group, else the only one without a code."""
    if len(group) == 1:
        return group[0]
    uncoded = [client for client in group if not clients[client].code]
    return uncoded[0] if len(uncoded) == 1 else None


def _suffixed(crowded: Mapping[Path, Problem], clients: Clients, taken: set[str]) -> _Settled:
    """Folders that end in the last six of the code, in all of it where these are taken."""
    short = {client: heads.suffixed(clients[client].name, clients[client].code) for client in crowded}
    number = Counter(map(names.key, short.values()))
    for client, why in crowded.items():
        one, folder = clients[client], short[client]
        if names.key(folder) in taken or number[names.key(folder)] > 1:
            folder = heads.suffixed(one.name, one.code, whole=True)
        if one.code and names.key(folder) not in taken:
            yield client, _beside(folder, why)
        else:
            yield client, _refused(why)


def _beside(folder: str, why: Problem) -> Place:
    hint = f"这一家的资料包放在“{folder}”；同一家改过代码的请核对填报数据"
    return Place(folder, (warning(why.where, why.message, hint),))


def _refused(why: Problem) -> Place:
    return Place("", (error(why.where, f"{why.message}，分不清是不是同一家", _NO_CODE),))


def _listed(client: Path, group: Iterable[Path]) -> str:
    others = sorted(str(other) for other in group if other != client)
    more = f" 等 {len(others)} 家" if len(others) > _SHOWN else ""
    return "、".join(others[:_SHOWN]) + more
