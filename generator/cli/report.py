"""What became of each client, as plain data: a line each in a report file, and for ``--json``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator import api
from generator.cli import say

Outcome = api.batch.Outcome[api.Built]
_OURS = {"client", "state", "seconds"}  # every line of a report has them


def row(outcome: Outcome, entry: api.batch.Entry) -> dict[str, object]:
    """One client: its code, path and pack, state, problems, files by action, seconds, worker."""
    made = outcome.made
    return {
        "id": entry.code,
        "client": str(outcome.client),
        "name": made.name if made else entry.name,
        "state": outcome.state,
        "problems": [say.row(problem) for problem in outcome.problems],
        "files": Counter(action for action, _ in made.report.actions) if made else {},
        "seconds": round(outcome.seconds, 3),
        "worker": outcome.worker,
    }


def detailed(outcome: Outcome, entry: api.batch.Entry) -> dict[str, object]:
    """The same with the pack's folder, what was done to each file and why, and what does not apply."""
    made = outcome.made
    if not made:
        return row(outcome, entry) | {"folder": "", "changes": [], "left": []}
    reasons = made.report.reasons
    changes = [
        {"action": action, "path": path, "reason": reasons.get(path, "")}
        for action, path in made.report.actions
    ]
    left = [{"title": title, "why": why} for title, why in made.left]
    return row(outcome, entry) | {"folder": str(made.report.folder), "changes": changes, "left": left}


def tally(pack: api.Built) -> str:
    """How many files of each action."""
    counts = Counter(action for action, _ in pack.report.actions)
    return "，".join(f"{action} {number}" for action, number in counts.items())


@dataclass(slots=True)
class Report:
    """A file that is being written, a line of JSON for each client, flushed as the client ends."""

    path: Path
    file: IO[str]
    broken: bool = False

    def add(self, told: Mapping[str, object]) -> None:
        """Write one line; when the disk takes it no more, that is told once and the run goes on."""
        if self.broken:
            return
        try:
            self.file.write(json.dumps(told, ensure_ascii=False) + "\n")
            self.file.flush()
        except OSError as exc:
            self.broken = True
            say.problems([api.error(str(self.path), f"报告写不下去（{exc.strerror}）", "资料包照常生成")])

    def close(self) -> None:
        """Let go of the file; what a full disk still refuses was told already."""
        try:
            self.file.close()
        except OSError:
            self.broken = True


def opened(path: Path) -> Report:
    """A new report, in place of the one of the run before; GeneratorError before anything is built.

    A file that is no report stays: it may be a client's data or a list of clients.
    """
    try:
        if path.exists() and not _is_ours(path):
            raise api.GeneratorError(
                api.error(str(path), "已有别的文件，不覆盖", "请给 --report 换一个文件名")
            )
        return Report(path, path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"))
    except OSError as exc:
        hint = "请核对 --report 的文件夹是否存在、能否写入"
        raise api.GeneratorError(api.error(str(path), f"报告写不进去（{exc.strerror}）", hint)) from None


def _is_ours(path: Path) -> bool:
    """Whether a report lies there, or nothing but an empty file."""
    with path.open("rb") as file:
        first = file.readline(1 << 20)
    try:
        told = json.loads(first or "{}")
    except ValueError:
        return False
    return not first or (isinstance(told, dict) and told.keys() >= _OURS)
