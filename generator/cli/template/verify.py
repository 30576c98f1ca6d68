"""``tuoguan template verify``: by which template a document was made, and whether it is as it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from generator import api
from generator.api import provenance
from generator.cli import chinese, say, streams

_STATES = {
    ("document", "unchanged"): "与出具时一致",
    ("document", "changed"): "已改动（或在 Word 里另存过）",
    ("template", "unchanged"): "导出的模板，没有改动",
    ("template", "changed"): "导出的模板，已改动",
}
_UNMARKED = "没有版本标识，无从核对：不是本工具出具的，或者出具得早，或者标识被其他软件去掉了"
_SHOWN = 16


@click.command("verify", cls=chinese.Command)
@click.argument("given", nargs=-1, required=True, type=say.PATH, metavar="文件...")
@say.templates_option
@say.json_option
def command(given: tuple[Path, ...], templates: Path | None, as_json: bool) -> None:
    """核对出具的 Word 文件：用哪一版模板，出具以后改过没有；也核对导出的模板。

    核对的是文件里记着的摘要，用来发现误改；不是签名，证明不了是谁出具的。
    """
    home, library = say.home(), api.built_in()
    found = [_looked(file, library, home, templates) for file in given]
    if as_json:
        click.echo(streams.as_json([_row(file, one) for file, one in zip(given, found, strict=True)]))
    else:
        for file, one in zip(given, found, strict=True):
            _tell(file, one)
    fine = [isinstance(one, provenance.Verdict) and one.state == "unchanged" for one in found]
    raise SystemExit(0 if all(fine) else 1)


def _looked(
    file: Path, library: api.Library, home: Path, templates: Path | None
) -> provenance.Verdict | api.Problem:
    """What a file tells, or why it cannot be read: that does not stop the others."""
    try:
        return provenance.verified(file, library, home, templates)
    except api.TemplateError as exc:
        return exc.problems[0]


def _row(file: Path, found: provenance.Verdict | api.Problem) -> dict[str, object]:
    """A file as plain data for --json."""
    if isinstance(found, provenance.Verdict):
        return {"file": str(file), **asdict(found)}
    return {"file": str(file), "state": "unreadable", "problem": say.row(found)}


def _tell(file: Path, found: provenance.Verdict | api.Problem) -> None:
    if not isinstance(found, provenance.Verdict):
        say.problems([found])
    elif found.state == "unmarked":
        click.echo(f"{file}：{_UNMARKED}")
    else:
        click.echo(f"{file}：{_STATES[found.kind, found.state]}")
        for line in _lines(found):
            click.echo(f"  {line}")


def _lines(found: provenance.Verdict) -> Iterator[str]:
    yield f"交付件  {found.title or '本机没有这一件'}（{found.template}）"
    known = found.known or "本机没有这一份"
    yield f"模板    {found.version or '没有版次'}，摘要 {found.sha256[:_SHOWN]}，{known}"
    if found.values:
        yield f"内容    摘要 {found.values[:_SHOWN]}，编码 {found.code}"
