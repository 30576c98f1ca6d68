"""``tuoguan template verify``: by which template a document was made, and whether it is as it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from generator import api
from generator.api import provenance
from generator.cli import chinese, options, say
from generator.cli.say import Plain

_STATES = {
    ("document", "unchanged"): "与出具时一致",
    ("document", "changed"): "已改动（或在 Word 里另存过）",
    ("template", "unchanged"): "导出的模板，没有改动",
    ("template", "changed"): "导出的模板，已改动",
}
_UNMARKED = "没有版本标识，无从核对：不是本工具出具的，或者出具得早，或者标识被其他软件去掉了"
_SHOWN = 16
Found = provenance.Verdict | api.Problem  # what a file tells, or why it cannot be read


@click.command("verify", cls=chinese.Command)
@options.files
@options.templates
@options.as_json
def command(given: tuple[Path, ...], templates: Path | None, as_json: bool) -> None:
    """核对出具的 Word 文件：用哪一版模板，出具以后改过没有；也核对导出的模板。

    核对的是文件里记着的摘要，用来发现误改；不是签名，证明不了是谁出具的。
    """
    home, library = say.home(), api.built_in()
    found = [(file, _looked(file, library, home, templates)) for file in given]
    if as_json:
        say.as_json([_row(*one) for one in found])
    else:
        for one in found:
            _tell(*one)
    raise SystemExit(0 if all(_is_fine(one) for _, one in found) else 1)


def _looked(file: Path, library: api.Library, home: Path, templates: Path | None) -> Found:
    """What a file tells; one that cannot be read does not stop the others."""
    try:
        return provenance.verified(file, library, home, templates)
    except api.TemplateError as exc:
        return exc.problems[0]


def _is_fine(found: Found) -> bool:
    return isinstance(found, provenance.Verdict) and found.state == "unchanged"


def _row(file: Path, found: Found) -> Plain:
    """A file as plain data for --json."""
    if isinstance(found, provenance.Verdict):
        return {"file": str(file), **asdict(found)}
    return {"file": str(file), "state": "unreadable", "problem": say.row(found)}


def _tell(file: Path, found: Found) -> None:
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
    yield _template(found)
    if found.values:
        yield f"内容    摘要 {found.values[:_SHOWN]}，编码 {found.code}"


def _template(found: provenance.Verdict) -> str:
    known = found.known or "本机没有这一份"
    return f"模板    {found.version or '没有版次'}，摘要 {found.sha256[:_SHOWN]}，{known}"
