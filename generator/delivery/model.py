"""The words of delivery: a file to deliver, a change on the disk, what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from generator.domain import Life
from generator.problems import Problem

Action = Literal["新建", "更新", "未变", "保留手改", "另存新版", "移入旧版"]
Change = Literal["write", "move", "aside", "remove"]


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _untitled(_: str, name: str) -> str:
    return name


@dataclass(frozen=True)
class File:
    """One file to deliver: its path inside the pack, its bytes, and what it was made from.

    ``made`` are its bytes, or what makes them when they are asked for: so it is with a file that the pack has
    already, whose hash is ``known``. ``by`` is a short digest of what else than values and template makes it.
    ``of`` is one of all that decides its values, "" where nothing short does.
    ``values`` are the names of the values that it prints, each with a short digest of the value. ``key``
    tells the files of one deliverable apart ("" for a single one), ``life`` is the deliverable's, ``day``
    (ISO text) the day as of which it tells, ``dated`` the day of an act that the data tell, which it bears. A
    ``settled`` file is not replaced by another one once it lies there: it is frozen, or of a year that is
    closed. ``version`` is what a document says of itself (A/1); ``passed`` are words that tell what else than
    values and template may have changed it (整改期限 2026-11-30 已过).
    """

    path: str
    made: bytes | Callable[[], bytes]
    id: str
    template: str = ""
    template_hash: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    life: str = ""
    day: str = ""
    settled: bool = False
    dated: str = ""
    version: str = ""
    passed: tuple[str, ...] = ()
    by: str = ""
    of: str = ""
    known: str = ""

    @cached_property
    def data(self) -> bytes:
        """Its bytes, made once."""
        return self.made if isinstance(self.made, bytes) else self.made()

    @property
    def hash(self) -> str:
        """The hash that is known; that of its bytes once they were made: these are what is written."""
        return self.known if self.known and "data" not in self.__dict__ else self.data_hash

    @cached_property
    def data_hash(self) -> str:
        """That of its bytes, which are made for it; hashed once, however often it is compared."""
        return digest(self.data)


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest keeps of a file that was delivered; ``life`` is "" in one of before format 3.

    ``by`` is "" in one of a tool that did not tell it.
    ``seen`` (ISO text) is the day of the last build, which found it as it should be; no row keeps it.
    """

    path: str
    hash: str
    id: str = ""
    template: str = ""
    template_hash: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    life: str = ""
    day: str = ""
    settled: bool = False
    seen: str = ""
    by: str = ""
    of: str = ""

    @property
    def frozen(self) -> bool:
        """Whether it was issued; what else is settled is of a closed year."""
        return self.settled and self.life != Life.YEARLY


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to each path, in delivery order, and what a person should look at.

    ``reasons`` tell of a path that changed why it did.
    """

    folder: Path
    actions: tuple[tuple[Action, str], ...]
    problems: tuple[Problem, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """How to deliver: the day (ISO text), whether hand-edited files may be replaced, whether this is all.

    ``title`` tells what a value of a deliverable (id, name) is called where a reason names it. ``wait`` are
    the seconds that the pack is waited for while another program writes it.
    """

    day: str
    force: bool = False
    whole: bool = True
    title: Callable[[str, str], str] = _untitled
    wait: float = 0.0

    @property
    def aside(self) -> str:
        """The folder for what gives way."""
        return f"旧版 {self.day}"


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the disk, for the sake of the deliverable at ``of``.

    ``write`` puts new bytes at ``path``, ``move`` brings what is there to ``of``, ``aside`` to the dated
    folder, ``remove`` deletes a copy of our own. ``old`` and ``new`` are the hashes before and after, ""
    where there is no file. What ``write`` and ``remove`` do away with is always our own output.
    """

    do: Change
    path: str
    of: str
    old: str = ""
    new: str = ""
