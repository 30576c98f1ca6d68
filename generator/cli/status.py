"""``tuoguan status``: what is due today, for one client or for many."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import click

from generator import api
from generator.api import standing
from generator.cli import options, say
from generator.cli.chinese import Command
from generator.cli.columns import columns, short

_PACK = "资料包或者它的上级，列出再生成会改动什么、哪些样式旧了"
_CALENDAR = "日历"
_FORMS = {".ics": _CALENDAR, ".xlsx": "表格"}
Found = standing.Status | Sequence[api.Problem]
_All = Sequence[standing.Status]
_Cells = tuple[str, ...]  # of a row of a table
_Lines = Iterator[str]


@click.command("status", cls=Command)
@options.clients
@options.basis
@options.path("--pack", "文件夹", _PACK)
@options.path("-o --out", "文件", "另存为日历（.ics）或者表格（.xlsx）")
@options.flag("--all whole", "多家时逐家列出明细；六十日以后的也列出")
@options.as_json
def command(
    clients: tuple[Path, ...],
    basis: options.Basis,
    pack: Path | None,
    out: Path | None,
    whole: bool,
    as_json: bool,
) -> None:
    """今天该做什么：逾期的、将到期的、错过和接下来的到场，待签字、未留底的；一家或者多家。"""
    _refuse(out)
    order = _order(basis)
    found = {path: _stood(path, order, pack) for path in api.batch.clients(clients)}
    if as_json:
        say.as_json([_plain(path, one) for path, one in found.items()])
    else:
        _tell(found, whole)
    sound = _sound(found)
    _write(out, sound, basis.day)
    raise SystemExit(1 if len(sound) < len(found) else 0)


def _order(basis: options.Basis) -> api.Order:
    return api.Order(basis.day, (), False, basis.templates, say.cache(), basis.library())


def _sound(found: Mapping[Path, Found]) -> list[standing.Status]:
    return [one for one in found.values() if isinstance(one, standing.Status)]


def _refuse(out: Path | None) -> None:
    if out and out.suffix.lower() not in _FORMS:
        hint = "文件名以 .ics（日历）或者 .xlsx（表格）结尾"
        raise api.GeneratorError(api.error(str(out), "不知道要存成什么", hint))


def _stood(path: Path, order: api.Order, pack: Path | None) -> Found:
    """How a client stands, or what stands in the way of telling it: whatever it is, the others go on."""
    try:
        record = api.load(path)
        say.problems(record.notes)
        return standing.stand(record, order, pack)
    except api.GeneratorError as exc:
        return exc.problems
    except api.crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - one client never stops the rest
        return (api.crash.told(str(path), exc, say.cache()),)


def _plain(path: Path, one: Found) -> object:
    if isinstance(one, standing.Status):
        return {"path": str(path), **standing.plain(one)}
    return {"path": str(path), "problems": say.rows(one)}


def _tell(found: Mapping[Path, Found], whole: bool) -> None:
    """Problems first, then how the others stand."""
    for path, one in found.items():
        if not isinstance(one, standing.Status):
            _tell_of(path, one)
    say.lines(_lines(_sound(found), whole, many=len(found) > 1))


def _tell_of(path: Path, faults: Sequence[api.Problem]) -> None:
    say.problems(faults)
    say.aside(f"没有列出：{path}")


def _write(out: Path | None, found: _All, day: datetime.date) -> None:
    if out and found:
        form = _FORMS[out.suffix.lower()]
        data = standing.calendar(found) if form == _CALENDAR else standing.workbook(found, day)
        api.put(out, data)
        say.aside(f"已存{form}：{out}")


def _lines(found: _All, whole: bool, many: bool) -> _Lines:
    """One line a client where there are many, the most urgent first; details of one, or of all if asked."""
    if many:
        yield from columns(_rows(found))
        yield _sum(found)
    if whole or not many:
        for one in found:
            yield from _details(one, whole)


def _sum(found: _All) -> str:
    late = sum(bool(one.overdue) for one in found)
    return f"共 {len(found)} 家，其中有逾期事项的 {late} 家"


def _rows(found: _All) -> list[_Cells]:
    styled = any(one.outdated for one in found)
    return [_row(one, styled) for one in sorted(found, key=_urgency)]


def _urgency(one: standing.Status) -> tuple[bool, str]:
    return (not one.overdue, min((str(due.day) for due in one.dues if due.day), default="9"))


def _counts(one: standing.Status) -> _Cells:
    return (
        f"逾期 {len(one.overdue)} 项{_grave(one)}",
        f"六十日内 {len(one.soon)} 项",
        f"错过到场 {len(one.missed)} 次",
        f"待签字 {len(one.unsigned)} 份",
        f"未留底 {len(one.unkept)} 份",
        f"下次到场 {one.next[0].day if one.next else '未排'}",
    )


def _grave(one: standing.Status) -> str:
    """How many of the late ones are major hazards, their notices and stops."""
    grave = sum(due.grave for due in one.overdue)
    return f"（重大隐患、停用 {grave} 项）" if grave else ""


def _row(one: standing.Status, styled: bool) -> _Cells:
    """A client in one line; where any has them, with how many files are to bear another style."""
    outdated = (f"换样式 {len(one.outdated)} 份",) if styled else ()
    urgent = _first(one.dues[0]) if one.dues else ""
    return (one.client, *_counts(one), *outdated, urgent)


def _first(due: standing.Due) -> str:
    return f"{due.day or '无期限'} {due.what} {short(due.subject)}"


def _details(one: standing.Status, whole: bool) -> _Lines:
    yield f"{one.client}（截至 {one.day}）"
    yield "，".join(_counts(one))
    yield from _dues(one, whole)
    yield from _visits("错过的到场（补填实际日期，没有去的另行安排）", one.missed)
    yield from _visits("接下来的到场", one.next)
    yield from _all_papers(one, whole)
    yield from _changes("已签发，与现在的数据不同（要改用 tuoguan revise）", one.differing)
    yield from _changes("再生成会改动的文件", one.changing)
    yield from _styles("样式要换的（重新生成，再换下已经挂出的）", one)


def _dues(one: standing.Status, whole: bool) -> _Lines:
    """What is late, what is due soon, and of what is due later how much, or all of it."""
    yield from _section("逾期", one, one.overdue)
    yield from _section("六十日内", one, one.soon)
    later = [due for due in one.dues if due not in {*one.overdue, *one.soon}]
    if whole:
        yield from _section("六十日以后", one, later)
    elif later:
        yield f"六十日以后还有 {len(later)} 项，用 --all 列出"


def _all_papers(one: standing.Status, whole: bool) -> _Lines:
    if whole:
        yield from _papers("已签发", one.issued)
    yield from _papers("待签字", one.unsigned)
    yield from _papers("未留底（数据里已有日期，用 tuoguan issue 留底）", one.unkept)
    yield from _papers("新版待签发", one.opened)


def _section(title: str, one: standing.Status, dues: Sequence[standing.Due]) -> _Lines:
    if dues:
        yield title
        lines = columns([_due(due, one.day) for due in dues])
        yield from (_coloured(*pair) for pair in zip(dues, lines, strict=True))


def _coloured(due: standing.Due, line: str) -> str:
    return click.style(line, fg="red", bold=due.grave) if due.late else line


def _due(due: standing.Due, day: datetime.date) -> _Cells:
    return (f"  {due.day or '—'}", _left(due, day), short(due.what), short(due.subject), due.basis)


def _left(due: standing.Due, day: datetime.date) -> str:
    """How many days are left, or have gone by, in words."""
    if due.day is None:
        return "应办未办" if due.late else "无期限"
    return _from_today((due.day - day).days)


def _from_today(days: int) -> str:
    if days < 0:
        return f"过 {-days} 天"
    return f"剩 {days} 天" if days else "今天"


def _visits(title: str, visits: Sequence[standing.Visit]) -> _Lines:
    if visits:
        yield title
        yield from columns([*map(_visit, visits)])


def _visit(one: standing.Visit) -> _Cells:
    tentative = "（暂定）" if one.tentative else ""
    return (f"  {one.day}{tentative}", one.form, short(one.content))


def _papers(title: str, papers: Sequence[standing.Paper]) -> _Lines:
    """Papers by their titles: the day of one, how many and from when to when of several."""
    if papers:
        yield title
        yield from columns([*_by_title(papers)])


def _by_title(papers: Sequence[standing.Paper]) -> Iterator[_Cells]:
    for title, same in groupby(papers, lambda one: one.title):
        yield _paper(title, list(same))


def _paper(title: str, same: Sequence[standing.Paper]) -> _Cells:
    version = same[0].version if len(same) == 1 and same[0].version else f"{len(same)} 份"
    states = {one.state for one in same} - {standing.State.UNKEPT, standing.State.OPENED}
    return (f"  {title}", version, _span(same), "、".join(sorted(states)))


def _span(papers: Sequence[standing.Paper]) -> str:
    """From when to when papers are, as far as they have days."""
    days = [one.day for one in papers if one.day]
    if not days:
        return ""
    first, last = min(days), max(days)
    return str(first) if first == last else f"{first} 至 {last}"


def _changes(title: str, changes: Sequence[standing.Change]) -> _Lines:
    if changes:
        yield title
        yield from columns([(f"  {one.title}", one.what, one.why) for one in changes])


def _styles(title: str, one: standing.Status) -> _Lines:
    """Files with another style than the committee's: which they bear, from which day the right one is due."""
    if one.outdated:
        yield title
        yield from columns([_style(style, one.day) for style in one.outdated])


def _style(style: standing.Style, day: datetime.date) -> _Cells:
    return (f"  {style.title}", f"现为 {style.bears}", f"应为 {style.wanted}", _since(style.due, day))


def _since(due: datetime.date | None, day: datetime.date) -> str:
    if due is None:
        return "现在就换"
    days = (due - day).days
    return f"自 {due} 起，还有 {days} 天" if days > 0 else f"自 {due} 起，现在就换"
