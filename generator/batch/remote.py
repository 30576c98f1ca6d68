"""What a worker of a cluster does for a run: tell whether it may take part, and walk one client at a time.

Nothing here but `shared` reads the environment: ``TUOGUAN_ROOT`` is where this machine has the shared folder,
``TUOGUAN_HOME`` where its bundles are installed.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator import __version__, kept, tool
from generator.batch.shared import Shared, place
from generator.bundles import home
from generator.errors import ClusterError
from generator.library import Library
from generator.problems import Problem
from generator.workers import Entry, Limits, Outcome, Task, failed

ROOT = "TUOGUAN_ROOT"


@dataclass(frozen=True, slots=True)
class Traits:
    """What machines must have in common, so that each makes the same bytes: versions and digests (hex).

    ``bundles`` are those in use (编号@版次#摘要), which every worker has installed.
    """

    version: str
    python: str
    tool: str
    library: str
    bundles: tuple[str, ...] = ()


def traits(library: Library) -> Traits:
    """Those of this process, working by that library."""
    from generator.bundles import agencies  # only here: a run without a cluster needs none of it

    python = ".".join(platform.python_version_tuple()[:2])
    return Traits(__version__, python, tool.digest(), library.digest, agencies.in_use(library))


@dataclass(frozen=True, slots=True)
class Ticket:
    """What each task of a run shows to a worker.

    ``marker`` is a file that lies in the shared folder while the run goes on, packed as ``library`` is.
    """

    run: str
    traits: Traits
    library: bytes
    marker: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Away:
    """A walk that came from another machine; picklable, and unpacked once in each process that walks."""

    packed: bytes
    shared: Shared

    def __call__(self, entry: Entry) -> Any:
        """What the walk makes of the client."""
        return _walk(self.packed, self.shared)(entry)


@lru_cache(maxsize=1)
def _walk(packed: bytes, shared: Shared) -> Any:
    return shared.unpacked(packed)


def shared() -> Shared | None:
    """The folders of this machine; None where nobody told where the shared one is."""
    root = os.environ.get(ROOT)
    return Shared(place(Path(root)), kept.folder(os.environ), home.folder(os.environ)) if root else None


def refusal(ticket: Ticket) -> str:
    """Why this worker cannot take part in a run; "" when it can."""
    here = shared()
    if not here:
        return f"没有环境变量 {ROOT}（共享文件夹在那台机器上的位置）"
    try:
        if not here.unpacked(ticket.marker).is_file():
            return f"{ROOT}={here.root} 里没有本次的输出文件夹，不是同一个共享文件夹"
        return _unlike(ticket, here)
    except OSError as exc:
        return f"读不了 {exc.filename or here.root}（{exc.strerror or type(exc).__name__}）"


@lru_cache(maxsize=4)
def _unlike(ticket: Ticket, here: Shared) -> str:
    from generator.bundles import agencies  # as above

    library = here.unpacked(ticket.library)
    theirs, own = ticket.traits, traits(library)
    if unlike := _other_tool(own, theirs):
        return unlike
    if missing := agencies.lacking(theirs.bundles, library):
        return f"没有安装本机在用的模板包 {'、'.join(missing)}（tuoguan template install）"
    return "模板和参考数据与本机不同" if own.library != theirs.library else ""


def _other_tool(own: Traits, theirs: Traits) -> str:
    """In what this worker's programs are not those of the machine that asks; "" where they are."""
    if own.version != theirs.version:
        return f"tuoguan 是 {own.version}，本机是 {theirs.version}"
    if own.python != theirs.python:
        return f"Python 是 {own.python}，本机是 {theirs.python}"
    return "" if own.tool == theirs.tool else "tuoguan 的程序或它所用的库与本机不同"


def do(ticket: Ticket, walk: bytes, entry: bytes) -> bytes | str:
    """Walk one client in a child process: its outcome, packed; words when this worker cannot take part."""
    from generator.batch import child  # only here: the machine that hands out clients needs none of it

    here = shared()
    if (reason := refusal(ticket)) or not here:
        return reason
    task: Task[Any] = Task(here.unpacked(entry), Away(walk, here), here.cache)
    outcome = child.of(ticket.run, ticket.limits).walk(task)
    if outcome.state == "stopped":  # where no child could be started, the problem tells why
        return "；".join(map(str, outcome.problems))
    return _packed(outcome, task.entry.client, here)


def _packed(outcome: Outcome[Any], client: Path, here: Shared) -> bytes:
    """The outcome as bytes; a failed one where something in it is seen on this machine alone."""
    try:
        return here.packed(_told(outcome, here))
    except ClusterError as exc:
        return here.packed(failed(client, *exc.problems))


def release(run: str) -> str:
    """The run is over: its children end."""
    from generator.batch import child

    child.end(run)
    return ""


def _told(outcome: Outcome[Any], here: Shared) -> Outcome[Any]:
    """The outcome; where a problem names a log, it says on which machine."""
    problems = (_located(one, str(here.cache)) for one in outcome.problems)
    return replace(outcome, problems=tuple(problems))


def _located(problem: Problem, cache: str) -> Problem:
    if cache not in problem.hint:
        return problem
    return replace(problem, hint=f"{problem.hint}（在 {platform.node()} 上）")
