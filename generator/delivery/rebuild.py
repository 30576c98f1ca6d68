"""Carrying out a plan: everything staged, the journal written, then one rename after another."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.delivery import disk, manifest
from generator.delivery.disk import Look
from generator.delivery.manifest import JOURNAL, MANIFEST, STAGE
from generator.delivery.model import File, Report, Row, Step, Terms, digest
from generator.delivery.plan import Plan, Planner
from generator.delivery.rows import entry, texts
from generator.delivery.words import RESUMABLE, UNTOUCHED, explained, unmoved
from generator.errors import PackError
from generator.problems import Problem, error, errors_in, warning


class Rebuild:
    """One build over a pack that is there."""

    def __init__(
        self, folder: Path, files: tuple[File, ...], about: Mapping[str, object], terms: Terms
    ) -> None:
        self.folder = folder
        self.files = {file.path: file for file in files}
        self.about = about
        self.terms = terms
        self.stage = folder / STAGE
        self.past = manifest.read(folder)
        self.planner = Planner(folder, self.past, terms, about)
        self.failed: list[Step] = []

    def run(self) -> Report:
        """Plan, stage, note down, rename; what a person holds open is left, told and kept on record."""
        plan = self._planned()
        resumed = self._resumed()
        try:
            with explained(self.folder, UNTOUCHED):
                self._prepare(plan.steps)
            with explained(self.folder, RESUMABLE):
                self._carry_out(list(plan.steps))
                self._close()
        finally:
            disk.clear(self.stage)
        return self._report(plan, resumed)

    def _report(self, plan: Plan, resumed: Iterable[Problem]) -> Report:
        """What became of the plan: nothing is told of files that were left."""
        left = self._left()
        actions = tuple(told for of, told in plan.actions.items() if of not in left)
        problems = [problem for problem in plan.problems if not _is_untrue(problem, left)]
        return Report(self.folder, actions, (*self.past.problems, *resumed, *problems), plan.reasons)

    def foreseen(self) -> Report:
        """What `run` would do; of problems those that are there before anything is done."""
        plan = self._planned()
        problems = (*self.past.problems, *self._resumed(), *errors_in(plan.problems))
        return Report(self.folder, tuple(plan.actions.values()), problems, plan.reasons)

    def _planned(self) -> Plan:
        """What is to be done; PackError where the folder holds another enterprise's pack."""
        _refuse_others(self.folder, texts(self.past.about), texts(self.about))
        return self.planner.whole(tuple(self.files.values()))

    def _prepare(self, steps: list[Step]) -> None:
        """All new bytes beside the pack's files, then the journal; nothing that was there is touched."""
        disk.clear(self.stage)
        for step in steps:
            if step.do == "write":
                disk.write(self._staged(step), self.files[step.of].data)
        if steps:
            text = manifest.text(self.about, self._rows(set()), (*self.past.steps, *steps))
            disk.write(self.stage / JOURNAL, text, lasting=True)
            disk.replace(self.stage / JOURNAL, self.folder / JOURNAL)

    def _staged(self, step: Step) -> Path:
        return self.stage / step.of

    def _carry_out(self, steps: list[Step]) -> None:
        for step in steps:
            if self._is_in_vain(step):
                self.failed.append(step)
                continue
            try:
                self._take(step)
            except OSError as exc:
                self.failed.append(step)
                self.planner.plan.problems.append(unmoved(str(self.folder / step.path), exc))

    def _is_in_vain(self, step: Step) -> bool:
        """Whether a step before it towards the same file failed."""
        return any(failed.of == step.of for failed in self.failed)

    def _take(self, step: Step) -> None:
        if step.do == "aside":
            disk.replace(self.folder / step.path, self._aside(step.path))
        elif self._is_stale(step):
            self._late(step)  # somebody saved this file since we looked
        elif step.do == "write":
            disk.replace(self._staged(step), self.folder / step.path)
        elif step.do == "move":
            disk.replace(self.folder / step.path, self.folder / step.of)
        else:
            disk.remove(self.folder / step.path)

    def _is_stale(self, step: Step) -> bool:
        """Whether the disk is not as it was when the step was planned."""
        if step.do == "move" and disk.look(self.folder, step.of) != disk.Look():
            return True
        return disk.look(self.folder, step.path).hash != step.old

    def _aside(self, path: str) -> Path:
        """A free place in the dated folder."""
        place = PurePosixPath(self.terms.aside) / path
        number = 1
        while (there := disk.look(self.folder, str(place))) != Look():
            if _is_no_file(there, str(place)):
                raise FileExistsError(errno.EEXIST, "the dated folder cannot be used", str(place))
            number += 1
            stem = PurePosixPath(path).stem
            place = place.with_name(f"{stem}（{number}）{place.suffix}")
        return self.folder / place

    def _late(self, step: Step) -> None:
        """Judge a file anew that changed while we worked; a second change leaves it for the next build."""
        if step.do == "remove":
            return
        plan = self.planner.plan
        before = len(plan.steps)
        self.planner.judge(self.files[step.of])
        for new in plan.steps[before:]:
            if new.do in ("write", "move") and self._is_stale(new):
                raise PermissionError
            self._take(new)

    def _left(self) -> set[str]:
        """The deliverables that stand as they stood."""
        return {step.of for step in (*self.planner.plan.blocked, *self.failed) if step.do != "remove"}

    def _rows(self, left: set[str]) -> list[Row]:
        """The manifest's rows: this build's files; of what was left as it was, the row it had."""
        plan = self.planner.plan
        found = self._unchanged(left)
        for path, file in self.files.items():
            if path not in left:
                found[path] = plan.held.get(path) or entry(file)
        for former, path in plan.came.items():
            if path in left:
                row = self._where_it_lies(self.past.rows[former], path)
                found.setdefault(row.path, row)
        return list(found.values())

    def _unchanged(self, left: set[str]) -> dict[str, Row]:
        """The rows of before that stay: of what was left; of all that a partial build leaves in its place."""
        kept = left if self.terms.whole else set(self.past.rows)
        came = self.planner.plan.came
        return {path: row for path, row in self.past.rows.items() if path in kept and path not in came}

    def _where_it_lies(self, row: Row, path: str) -> Row:
        """The row of a file that was to be brought to a path, and may have come there."""
        return replace(row, path=path) if disk.look(self.folder, row.path) == disk.Look() else row

    def _close(self) -> None:
        """The manifest, which makes the journal needless."""
        text = manifest.text(self.about, self._rows(self._left()), dict.fromkeys(self._unfinished()))
        if disk.look(self.folder, MANIFEST).hash != digest(text):
            disk.write(self.stage / MANIFEST, text)
            disk.replace(self.stage / MANIFEST, self.folder / MANIFEST)
        disk.remove(self.folder / JOURNAL)
        self._sweep()

    def _unfinished(self) -> list[Step]:
        """Steps that are left for the next build."""
        return [*self._carried(), *self.planner.plan.blocked, *self.failed]

    def _sweep(self) -> None:
        """Delete what builds that were killed left in the pack."""
        for leftover in self.folder.glob(".tuoguan-*"):
            if manifest.LEFT_BEHIND.fullmatch(leftover.name):
                disk.clear(leftover)

    def _open(self) -> list[Step]:
        """Steps of an earlier build that are still to be taken."""
        return [step for step in self.past.steps if disk.look(self.folder, step.path).hash == step.old]

    def _carried(self) -> list[Step]:
        """Those that this build did not concern itself with, because it was a partial one."""
        if self.terms.whole:
            return []
        return [step for step in self._open() if step.of not in self.files]

    def _resumed(self) -> list[Problem]:
        number = len({step.of for step in self._open()})
        if not number:
            return []
        hint = "本次接着完成" if self.terms.whole else "请不带 --only 再生成一次"
        return [warning(str(self.folder), f"上次生成有 {number} 份文件没有写完", hint)]


def _is_untrue(problem: Problem, left: set[str]) -> bool:
    """A remark on something that then could not be done."""
    return problem.severity == "warning" and problem.where in left


def _is_no_file(there: Look, place: str) -> bool:
    """Whether a link, something locked or a folder on the way keeps a place from being used."""
    return there.fault in ("linked", "locked") or there.where not in ("", place)


def _refuse_others(folder: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Refuse a folder that holds another enterprise's pack: two clients may have one name."""
    if other := _other(before, now):
        hint = "请核对企业名称，或用 -o 换一个输出文件夹"
        raise PackError(error(str(folder), f"文件夹中已有另一家企业（{other}）的资料包", hint))


def _other(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The enterprise of before, by its code or its name, where it is not that of now."""
    code, name = before.get("uscc", ""), before.get("client", "")
    if code and now.get("uscc"):
        return code if code != now["uscc"] else ""
    return name if now.get("client") and name != now["client"] else ""
