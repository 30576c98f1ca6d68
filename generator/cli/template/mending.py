"""What ``tuoguan template lint`` writes: a template with its safe mends, a copy with comments."""

from __future__ import annotations

from pathlib import Path

import click

from generator import api
from generator.api import workshop
from generator.cli import say, streams
from generator.cli.template import told


def run(
    file: Path, name: str, out: Path | None, copy: Path | None, library: api.Library, as_json: bool
) -> tuple[api.Problem, ...]:
    """Write what is asked for and tell it; the problems that are left to a person."""
    if file.suffix.lower() in workshop.DATA:
        hint = "参考数据和知识单元请在文本编辑器中修改"
        raise api.TemplateError(api.error(str(file), "--fix、--annotate 只用于 Word 模板", hint))
    for written in filter(None, (out, copy)):
        told.refuse_other_than_docx(written)
    if out:
        fixed = workshop.fix(file, name, library, say.day(None))
        api.put_new(out, fixed.data)
    else:
        fixed = workshop.Fixed(workshop.read(file), (), workshop.lint(file, name, library, say.day(None)))
    if copy and fixed.left:
        api.put_new(copy, workshop.annotate(fixed.data, str(file), fixed.left))
    if as_json:
        click.echo(streams.as_json(_rows(fixed)))
        return fixed.left
    told.tell(fixed.left, as_json)
    _tell(fixed, out, copy)
    return fixed.left


def _tell(fixed: workshop.Fixed, out: Path | None, copy: Path | None) -> None:
    for one in fixed.mended:
        click.echo(f"已改：{one}")
    if out:
        said = f"共改 {len(fixed.mended)} 处" if fixed.mended else "没有可以自动改的，原样"
        click.echo(f"{said}，写到 {out}；余下的请在 Word 中修改" if fixed.left else f"{said}，写到 {out}")
    if copy:
        click.echo(f"批注写到 {copy}；改好后删除全部批注再用" if fixed.left else f"没有问题，未写 {copy}")


def _rows(fixed: workshop.Fixed) -> dict[str, object]:
    """What was mended and what is left, as plain data."""
    mended = [
        {
            "where": one.where,
            "part": one.spot.part,
            "paragraph": one.spot.paragraph,
            "old": one.old,
            "new": one.new,
            "what": one.what,
        }
        for one in fixed.mended
    ]
    return {"mended": mended, "left": [say.row(problem) for problem in fixed.left]}
