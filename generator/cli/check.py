"""``tuoguan check``: every problem of a client's data at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from generator import api
from generator.api import checking
from generator.cli import options, say
from generator.cli.chinese import Command, Misused
from generator.cli.say import Plain

_EXPLAIN = "另列出凭什么认出了什么：物质、情形的依据，设备、岗位用哪份规程，风险点挂什么标志"
_MARK = "另写一份标出问题的填报簿：红格、批注、问题清单"
_UNKNOWN: Mapping[str, object] = {"units": [], "explained": [], "filled": []}
Checked = tuple[api.Client | None, api.Problems]


@click.command("check", cls=Command)
@options.clients
@options.basis
@options.as_json
@options.strict
@options.flag("--explain", _EXPLAIN)
@options.path("--mark", "文件", _MARK)
def command(
    clients: tuple[Path, ...],
    basis: options.Basis,
    as_json: bool,
    strict: bool,
    explain: bool,
    mark: Path | None,
) -> None:
    """检查客户数据，列出全部问题：位置、原因、改法。"""
    library = basis.library()
    paths = _paths(clients, mark)
    found = {str(path): _checked(path, basis.day, library) for path in paths}
    everything = [problem for _, problems in found.values() for problem in problems]
    if as_json:
        say.as_json({path: _row(*one, explain) for path, one in found.items()})
    else:
        _tell(found, everything, explain)
    if mark:
        _mark(mark, found, library, as_json)
    raise SystemExit(_code(everything, strict))


def _paths(clients: tuple[Path, ...], mark: Path | None) -> tuple[Path, ...]:
    """The clients meant, of which there must be one where a copy is asked for."""
    paths = api.batch.clients(clients)
    if mark:
        _refuse_marking(mark, paths)
    return paths


def _refuse_marking(mark: Path, paths: tuple[Path, ...]) -> None:
    if mark.suffix.lower() != ".xlsx":
        raise Misused(f"“{mark.name}”不是填报簿的名称，请以 .xlsx 结尾")
    if len(paths) > 1:
        raise Misused("--mark 一次只标一家")


def _code(problems: list[api.Problem], strict: bool) -> int:
    return 1 if api.errors_in(problems) or (strict and problems) else 0


def _mark(mark: Path, found: Mapping[str, Checked], library: api.Library, quietly: bool) -> None:
    """Write the copy of the one workbook, where there is anything to mark in it."""
    ((path, (_, problems)),) = found.items()
    told = _marked(mark, path, problems, library) if problems else "没有要标的问题，没有写标注"
    if not quietly:
        click.echo(told)


def _marked(mark: Path, path: str, problems: api.Problems, library: api.Library) -> str:
    """Write the copy of a workbook; what became of it."""
    try:
        api.put_new(mark, checking.marked(Path(path), problems, library))
    except api.IntakeError as exc:
        if not set(exc.problems) <= set(problems):
            raise
        return "填报簿读不出来，没有写标注"
    return f"已写入 {mark}：问题都标在格里，清单在“问题清单”"


def _tell(found: Mapping[str, Checked], everything: list[api.Problem], explain: bool) -> None:
    """Print the problems, what was filled in, with what words decided if that is asked for, and the sums."""
    say.problems(everything)
    _filled(found, explain)
    if explain:
        _explain(found)
    click.echo(f"检查 {len(found)} 家：{say.counted(everything)}")


def _filled(found: Mapping[str, Checked], explain: bool) -> None:
    """Say what the State fixes and the client left out: in one line a client, or value by value."""
    for path, (client, _) in found.items():
        if client and explain:
            say.lines(_fillings(client))
        elif client and (told := api.filling.told(client.record, client.library)):
            click.echo(f"{path} 按目录补：{told}；文书照此印，用 --explain 看所补的值，核对后可以填入数据")


def _fillings(client: api.Client) -> Iterator[str]:
    for origin, one in api.filling.lines(client.record, client.library):
        note = f"（{one.note}）" if one.note else ""
        yield f"{origin or ''} {one.subject} → 按目录补{one.title}：{one.written}{note}".strip()


def _row(client: api.Client | None, problems: api.Problems, explain: bool) -> object:
    """The problems as plain data; with what words decided, both under their names."""
    told = say.rows(problems)
    if not explain:
        return told
    return {"problems": told, **(_why(client) if client else _UNKNOWN)}


def _why(client: api.Client) -> Plain:
    """What words decided about a client, as plain data."""
    record, library = client.record, client.library
    filled = api.filling.fillings(record, library)
    return {
        "units": api.explain.unit_rows(record, library),
        "explained": [api.explain.row(one) for one in _gathered(client)],
        "filled": [{"keys": one.keys, "value": one.value} for one in filled],
    }


def _gathered(client: api.Client) -> Iterable[api.explain.Decision]:
    return api.explain.gather(client.record, client.facts, client.library)


def _explain(found: Mapping[str, Checked]) -> None:
    for path, (client, _) in found.items():
        if client is None:
            click.echo(f"{path}：数据有错误，改正后再看凭哪个词认出了什么")
            continue
        say.lines(api.explain.units(client.record, client.library))
        say.lines(map(str, _gathered(client)))


def _checked(path: Path, day: datetime.date, library: api.Library) -> Checked:
    try:
        return checking.checked(path, day, library, say.cache())
    except api.GeneratorError as exc:
        return None, exc.problems
    except api.crash.STOPS:
        raise
    except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
        return None, (api.crash.told(str(path), exc, say.cache()),)
