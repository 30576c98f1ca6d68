"""What is to be done to a pack that is there already, worked out before anything is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator import names
from generator.delivery import copies, disk, words
from generator.delivery.copies import Copies
from generator.delivery.disk import Look
from generator.delivery.lineage import Lineage
from generator.delivery.manifest import Past
from generator.delivery.model import Action, File, Row, Step, Terms
from generator.delivery.reasons import Reasons
from generator.delivery.rows import KEYED, texts
from generator.domain import Life
from generator.errors import PackError
from generator.problems import Problem, error, warning

_MOST_COPIES = 1000

_FAULTS = {
    "linked": ("是通向别处的链接，没有写入", "请换成普通文件或文件夹后重新生成，其余文件不受影响"),
    "occupied": ("该位置被同名的文件夹或其他东西占用，没有写入", "请移走或改名后重新生成，其余文件不受影响"),
    "locked": (
        "文件打不开，没有比较，也没有更新",
        "可能正在 Word 或 WPS 中打开；请关闭后重新生成，其余文件不受影响",
    ),
}


@dataclass(slots=True)
class Plan:
    """Steps in their order, what they come to for each deliverable's path, and where nothing can be done.

    ``came`` tells for each former place the new one; ``held`` the rows of files that are left as they lie,
    ``kept`` those of them that were delivered before format 3.
    """

    steps: list[Step] = field(default_factory=list)
    actions: dict[str, tuple[Action, str]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blocked: list[Step] = field(default_factory=list)
    came: dict[str, str] = field(default_factory=dict)
    held: dict[str, Row] = field(default_factory=dict)
    kept: list[File] = field(default_factory=list)


class Planner:
    """Judges each file by what is on disk, what was on record, and what this build made."""

    def __init__(self, folder: Path, past: Past, terms: Terms, about: Mapping[str, object]) -> None:
        self.folder = folder
        self.past = past
        self.terms = terms
        self.plan = Plan()
        self.lineage = Lineage(past)
        self.reasons = _reasons(past, texts(about), terms)
        self.copies = Copies(folder, self.lineage)

    def whole(self, files: tuple[File, ...]) -> Plan:
        """The plan for all files of a build."""
        self.lineage.made = {names.key(file.path) for file in files}
        for file in files:
            self.judge(file)
        if self.terms.whole:
            self._retire({file.path for file in files})
        self.plan.problems += self._kept()
        return self.plan

    def _kept(self) -> Iterator[Problem]:
        """Of what was delivered before format 3 until it is adopted, of records at the first build alone."""
        if issued := self._kept_of(Life.ISSUED):
            yield words.taken_over(str(self.folder), issued, "")
        if self.past.form < KEYED and (records := self._kept_of(Life.RECORD)):
            yield words.taken_over(str(self.folder), records, "编号:日期 ")

    def _kept_of(self, life: Life) -> list[str]:
        return [file.path for file in self.plan.kept if file.life == life]

    def judge(self, file: File) -> None:
        """Decide what happens to one file that this build made."""
        there = self._there(file)
        if there.fault:
            self._block(file, there)
        elif there.hash == file.hash:
            self._settle(file, "更新" if self._is_moved(file) else "未变")
        elif there.hash and (row := self.lineage.row(file)) and self._stays(file, row):
            self._hold(file, row, there.hash)
        elif not there.hash or there.hash in self.lineage.own(file):
            self._renew(file, there.hash)
        else:
            self._spare(file, there.hash)

    def _renew(self, file: File, old: str) -> None:
        """Write over what is our own; by force what was issued gives way: it may be the last copy."""
        if old and self.terms.force and not file.settled and (row := self.lineage.row(file)) and row.frozen:
            self._force(file, old, "已替换签发留底的版本")
            return
        self._write(file, file.path, old)
        self._settle(file, "更新" if old else "新建")

    def _spare(self, file: File, there: str) -> None:
        """Decide what happens where a file lies that somebody edited."""
        if self.terms.force:
            self._force(file, there, "已替换手工修改过的文件")
        elif self._is_offered(file):
            self._settle(file, "保留手改", keep=file.hash)
            if file.settled:
                self.plan.problems.append(words.altered(file.path))
        else:
            self._lay_beside(file)

    def _is_offered(self, file: File) -> bool:
        """Whether whoever edited the file has this version already; a frozen one must still lie beside it."""
        row = self.lineage.row(file)
        if not row or row.hash != file.hash:
            return False
        former = self.lineage.former(file)
        if former and any(self.copies.own(former.path)):
            return False
        return not file.settled or file.hash in {held for _, held in self.copies.own(file.path)}

    def _stays(self, file: File, row: Row) -> bool:
        """Whether what lies there is left whatever it is: of a closed year, or delivered before format 3."""
        if file.settled:
            return file.life == Life.YEARLY
        return not row.life and bool(file.dated) and self._is_past(file)

    def _is_past(self, file: File) -> bool:
        """Whether the act is done that a file tells of."""
        return file.life == Life.ISSUED or (file.life == Life.RECORD and file.dated < self.terms.day)

    def _hold(self, file: File, row: Row, there: str) -> None:
        """Leave what lies there, and its row with it; of before format 3 until it is adopted."""
        action: Action = "更新" if self._is_moved(file) else "未变"
        if there not in self.lineage.own(file):
            action = "保留手改"
        self.plan.actions[file.path] = (action, file.path)
        if action != "未变":
            self.plan.reasons[file.path] = self.reasons.left(row, file)
        if not file.settled:
            self.plan.kept.append(file)
        self.plan.held[file.path] = _as_held(row, file)

    def _is_moved(self, file: File) -> bool:
        """Whether a file comes to its place from another one."""
        return file.path in self.plan.came.values()

    def _there(self, file: File) -> Look:
        """What lies at a file's place, or will once it was brought there from where it lay before."""
        there = disk.look(self.folder, file.path)
        former = self.lineage.former(file)
        if former is None:
            return there
        found = disk.look(self.folder, former.path)
        self.plan.came[former.path] = file.path
        if there.fault or not (found.hash or found.fault == "locked"):
            return there
        return found if found.fault else self._bring(file, former.path, there, found)

    def _bring(self, file: File, path: str, there: Look, found: Look) -> Look:
        """Bring a file to its place, or aside where another one lies there or it is of another kind."""
        if there.hash or PurePosixPath(path).suffix != PurePosixPath(file.path).suffix:
            self.plan.steps.append(Step("aside", path, file.path, found.hash))
            self.plan.problems.append(words.replaced(path, self.terms.aside))
            return there
        self.plan.steps.append(Step("move", path, file.path, found.hash, found.hash))
        return found

    def _settle(self, file: File, action: Action, keep: str = "") -> None:
        """Tell what happens at a file's own place; no copy beside it is needed but the one to keep."""
        self._tell(file, action)
        self._drop_copies(file, keep)

    def _tell(self, file: File, action: Action, path: str = "") -> None:
        self.plan.actions[file.path] = (action, path or file.path)
        if reason := self.reasons.why(action, self.lineage.row(file), file):
            self.plan.reasons[path or file.path] = reason

    def _write(self, file: File, path: str, old: str) -> None:
        self.plan.steps.append(Step("write", path, file.path, old, file.data_hash))

    def _block(self, file: File, there: Look) -> None:
        """Leave a place that cannot be read or replaced; the next build tries again."""
        row = self.lineage.row(file)
        old = row.hash if row and row.path == file.path else ""
        self.plan.blocked.append(Step("write", file.path, file.path, old, file.hash))
        problem = error(str(self.folder / there.where), *_FAULTS[there.fault])
        if problem not in self.plan.problems:
            self.plan.problems.append(problem)

    def _force(self, file: File, old: str, told: str) -> None:
        """Move the edited or issued file away, then write."""
        self.plan.steps.append(Step("aside", file.path, file.path, old))
        self._write(file, file.path, "")
        self._tell(file, "更新")
        hint = f"原文件已移入“{self.terms.aside}”"
        self.plan.problems.append(warning(file.path, told, hint))
        self._drop_copies(file)

    def _lay_beside(self, file: File) -> None:
        """Lay the new version next to the file that somebody edited, in place of our own earlier copy."""
        name, old = self._free_name(file)
        if old != file.hash:
            self._write(file, name, old)
        self._tell(file, "另存新版", name)
        known = bool(self.lineage.own(file))
        self.plan.problems.append(words.laid_beside(file.path, PurePosixPath(name).name, known, file.settled))
        self._drop_copies(file, keep=name)

    def _free_name(self, file: File) -> tuple[str, str]:
        """The first name for a copy that is free or holds a copy of our own, and the hash there."""
        own = self.lineage.own(file) | {"", file.hash}
        for number in range(1, _MOST_COPIES):
            name = copies.named(file.path, self.terms.day, number)
            there = disk.look(self.folder, name)
            if not there.fault and there.hash in own:
                return name, there.hash
        hint = "请清理该文件夹中的“新版”文件后重新生成"
        raise PackError(
            error(str(self.folder / file.path), "旁边已有过多的“新版”文件；没有改动任何文件", hint)
        )

    def _drop_copies(self, file: File, keep: str = "") -> None:
        """Delete copies of our own beside a file, and where it was before, but for that to keep."""
        for copy, held in self._own_copies(file):
            if keep not in (copy, held):
                self.plan.steps.append(Step("remove", copy, file.path, held))

    def _own_copies(self, file: File) -> list[tuple[str, str]]:
        former = self.lineage.former(file)
        beside = self.copies.own(former.path) if former else ()
        return [*self.copies.own(file.path), *beside]

    def _retire(self, made: set[str]) -> None:
        """Move aside what an earlier build made and this one does not make any more."""
        by_key = {names.key(path): path for path in made}
        for path in sorted(set(self.past.rows) - made - set(self.plan.came)):
            there = disk.look(self.folder, path)
            if there.fault == "locked":
                self._leave_locked(path)
            elif not _are_one(self.folder, path, by_key.get(names.key(path), "")):
                self._move_aside(path, there.hash)

    def _leave_locked(self, path: str) -> None:
        """A file that cannot be moved aside now; the next build tries again."""
        self.plan.blocked.append(Step("aside", path, path, self.past.rows[path].hash))
        self.plan.problems.append(error(str(self.folder / path), *_FAULTS["locked"]))

    def _move_aside(self, path: str, old: str) -> None:
        """The file, unless it is gone already, and copies of our own beside it."""
        for place, held in (*([(path, old)] if old else []), *self.copies.own(path)):
            self.plan.steps.append(Step("aside", place, path, held))
            self.plan.actions.setdefault(path, ("移入旧版", place))
            self.plan.reasons.setdefault(self.plan.actions[path][1], self.reasons.gone())
        if path in self.plan.actions:
            self.plan.problems.append(
                warning(path, "按现有数据不再需要此文件", f"已移入“{self.terms.aside}”")
            )


def _as_held(row: Row, file: File) -> Row:
    """The row of a file that is left as it lies."""
    held = replace(row, path=file.path, key=file.key)
    return replace(held, life=file.life, day=file.day, settled=True) if file.settled else held


def _reasons(past: Past, now: Mapping[str, str], terms: Terms) -> Reasons:
    """What tells reasons, by the heads of the manifest that is there and of the one to come."""
    before = texts(past.about)
    tools, data = ((before.get(name, ""), now.get(name, "")) for name in ("tool", "input_sha256"))
    days = (before.get("day", ""), terms.day)
    is_alike = past.form >= KEYED and tools[0] == tools[1] and data[0] == data[1] != ""
    return Reasons(terms.title, tools, days, is_alike and days[0] != days[1])


def _are_one(folder: Path, path: str, twin: str) -> bool:
    """Whether two spellings name one file, as on a disk blind to case."""
    try:
        return bool(twin) and (folder / path).samefile(folder / twin)
    except OSError:
        return False
