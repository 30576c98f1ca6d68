"""Why a file changes: its place, its version, the days that passed, what it prints, its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator import names
from generator.delivery.model import Action, File, Row
from generator.domain import Life

_SHOWN = 3
_REST = "其他内容"
_FOLLOWING = ("day", "control.dated")  # they change because something else does


@dataclass(frozen=True, slots=True)
class Reasons:
    """Tells reasons in a few words.

    ``title`` names a deliverable's value; ``tools`` made the pack then and now, ``days`` (ISO texts) are the
    builds' days, and ``same`` tells whether nothing else differs: the same tool had the same data.
    """

    title: Callable[[str, str], str]
    tools: tuple[str, str] = ("", "")
    days: tuple[str, str] = ("", "")
    same: bool = False

    def why(self, action: Action, row: Row | None, file: File) -> str:
        """The reason for an action; "" where the file is as it was."""
        if action == "新建":
            return "，".join(("原来的文件不在了" if row else self._new(file), *file.passed))
        if action == "未变":
            return ""
        if row is None:
            return "没有它的生成记录"
        return "，".join(self._told(action, row, file))

    def left(self, row: Row, file: File) -> str:
        """Why a file is left as it lies whatever would be made now."""
        why = "年度已结束，照原样保留" if file.settled else "已送达或已发生，照原样保留"
        return "，".join((*_moved(row, file), why))

    def gone(self) -> str:
        """Why a file is no longer made."""
        return f"{self._by_time()}，不再需要" if self.same else "按现有数据不再需要"

    def _new(self, file: File) -> str:
        before, now = (day[:4] for day in self.days)
        if file.life == Life.YEARLY and "" < before < now == file.key:
            return f"进入 {now} 年，新增"
        return f"{self._by_time()}，新增" if self.same else "新增"

    def _by_time(self) -> str:
        return f"随日期变化（{self.days[0]} 至 {self.days[1]}）"

    def _told(self, action: Action, row: Row, file: File) -> Iterator[str]:
        yield from _moved(row, file)
        if row.hash != file.hash:
            yield from self._changed(row, file)
        elif action == "更新" and row.path == file.path:
            yield "换回生成的版本"
        elif action == "另存新版":
            yield "与留底的版本不同"

    def _changed(self, row: Row, file: File) -> Iterator[str]:
        """Why other bytes were made than the last time."""
        version = _issued(row, file)
        told = [*filter(None, (version, *file.passed))]
        if not version:
            told += self._made_of(row, file)
        yield from told or [self._otherwise(row)]

    def _made_of(self, row: Row, file: File) -> Iterator[str]:
        """What it is made of now: other values, by time alone where the data is the same; its template."""
        is_other = row.template_hash != file.template_hash
        values = self._values(row, file, also_day=not is_other)
        if values and not is_other and self._is_of_time(row, file):
            yield self._by_time()
        if values:
            yield values
        if is_other:
            yield "模板变化"

    def _is_of_time(self, row: Row, file: File) -> bool:
        """Whether nothing but the day can have changed the values, and no day is named."""
        if not self.same or file.passed or self._is_upgraded(row):
            return False
        return row.values.keys() == file.values.keys()

    def _is_upgraded(self, row: Row) -> bool:
        return self.tools[0] != self.tools[1] or not row.life

    def _otherwise(self, row: Row) -> str:
        """What is left where neither values nor template tell it."""
        before, now = self.tools
        if not row.values:
            return "上次没有记下印了哪些取值"
        if before != now:
            return f"工具升级（{before or '旧版'} → {now}）"
        return "没有逐项登记的内容有变化" if row.life else "工具升级"

    def _values(self, row: Row, file: File, also_day: bool) -> str:
        """Which values changed, by their titles; the day alone where nothing else tells why."""
        found = _differing(row, file) if row.values else []
        changed = [name for name in found if name not in _FOLLOWING] or (found if also_day else [])
        return _named(self._titles(file, changed)) if changed else ""

    def _titles(self, file: File, names: list[str]) -> list[str]:
        return list(dict.fromkeys(self.title(file.id, name) or _REST for name in names))


def _named(titles: list[str]) -> str:
    """The first of some titles in words, the rest counted; what has no title of its own comes last."""
    shown = sorted(titles, key=_REST.__eq__)[:_SHOWN]
    more = f" 等 {len(titles)} 项" if len(titles) > _SHOWN else ""
    return f"内容变化（{'、'.join(shown)}{more}）"


def _moved(row: Row, file: File) -> Iterator[str]:
    """That the file lay elsewhere."""
    if names.key(row.path) != names.key(file.path):
        yield f"改了位置，原在“{row.path}”"


def _differing(row: Row, file: File) -> list[str]:
    """The names of values that changed; one that only one of the two prints may be the template's change."""
    before, now = row.values, file.values
    if row.template_hash != file.template_hash:
        return [name for name in now if before.get(name, now[name]) != now[name]]
    return [name for name in _either(now, before) if before.get(name) != now.get(name)]


def _either(now: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys((*now, *before)))


def _issued(row: Row, file: File) -> str:
    """What became of the document's version: issued, issued anew, or a draft again; "" where nothing did."""
    if Life.YEARLY in (file.life, row.life) or not (row.settled or file.settled):
        return ""
    became = "已签发" if not row.settled else "签发了新版本"
    if not file.settled:
        became = "签发的版本已撤回或正在修订，现为草稿"
    return f"{became}（版本 {file.version}）" if file.version else became
