"""What became of each client, as plain data: a line each in a report file, and for ``--json``."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator import api
from generator.cli import say
from generator.cli.say import Plain

Outcome = api.batch.Outcome[api.Built]
_OURS = {"client", "state", "seconds"}  # every line of a report has them
_LONGEST = 16 * 2**20  # bytes of a line: the problems of a client


def row(outcome: Outcome, entry: api.batch.Entry) -> Plain:
    """One client: its code, path and pack, state, problems, files by action, seconds, worker."""
    made = outcome.made
    return {
        "id": entry.code,
        "client": str(outcome.client),
        "name": made.name if made else entry.name,
        "state": outcome.state,
        "problems": say.rows(outcome.problems),
        "files": _counts(made) if made else {},
        "seconds": round(outcome.seconds, 3),
        "worker": outcome.worker,
    }


def detailed(outcome: Outcome, entry: api.batch.Entry) -> Plain:
    """The same with the pack's folder, what was done to each file and why, and what does not apply."""
    made = outcome.made
    return {
        **row(outcome, entry),
        "folder": str(made.report.folder) if made else "",
        "changes": _changes(made.report) if made else [],
        "left": [{"title": title, "why": why} for title, why in made.left] if made else [],
    }


def _changes(done: api.Report) -> list[dict[str, str]]:
    return [
        {"action": action, "path": path, "reason": done.reasons.get(path, "")}
        for action, path in done.actions
    ]


def tally(pack: api.Built) -> str:
    """How many files of each action."""
    return "，".join(f"{action} {number}" for action, number in _counts(pack).items())


def _counts(pack: api.Built) -> Counter[str]:
    return Counter(action for action, _ in pack.report.actions)


@dataclass(slots=True)
class Report:
    """A file that is being written, a line of JSON for each client, flushed as the client ends.

    The one of the run before stays until this one has begun.
    """

    path: Path
    file: IO[str]
    broken: bool = False
    begun: bool = False

    def begin(self) -> None:
        """The run is planned: what was told of the one before gives way."""
        self.begun = True
        if self.path.is_file():
            self.file.truncate(0)

    def add(self, told: Mapping[str, object]) -> None:
        """Write one line; when the disk takes it no more, that is told once and the run goes on."""
        if self.broken:
            return
        try:
            self.file.write(json.dumps(told, ensure_ascii=False) + "\n")
            self.file.flush()
        except OSError:
            self.broken = True
            hint = "可能是磁盘满了；资料包照常生成，各家的结果看屏幕上的"
            say.problems([api.error(str(self.path), "结果写不下去", hint)])

    def close(self) -> None:
        """Let go of the file, which is gone again when the run never began."""
        with contextlib.suppress(OSError):  # what a full disk refuses was told already
            self.file.close()
        if not self.begun and self.path.is_file() and not self.path.stat().st_size:
            self.path.unlink()


def opened(path: Path) -> Report:
    """The report of a run that is about to be planned; GeneratorError where it cannot be written.

    A file that is no report stays: it may be a client's data or a list of clients.
    """
    if why := _refused(path):
        raise api.GeneratorError(api.error(str(path), *why))
    try:
        file = path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError:
        raise api.GeneratorError(api.error(str(path), "结果写不进去", "请核对权限和磁盘")) from None
    return Report(path, file)


def _refused(path: Path) -> tuple[str, str] | None:
    """What stands in the way of a report at that path, and what to do."""
    if path.is_dir():
        return "是文件夹，不能写结果", "请写成文件名，例如 结果.jsonl"
    if not path.parent.is_dir():
        return "所在的文件夹不存在，不能写结果", "请先建立文件夹，或换一个位置"
    if path.is_file() and not _is_ours(path):
        return "已有别的文件，不覆盖", "请给 --report 换一个文件名"
    return None


def _is_ours(path: Path) -> bool:
    """Whether a report lies there, or nothing but an empty file."""
    try:
        first = _first_line(path)
        told = json.loads(first or "{}")
    except (OSError, ValueError):
        return False
    return not first or (isinstance(told, dict) and told.keys() >= _OURS)


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(_LONGEST)
