"""What ``tuoguan template lint`` writes: a template with its safe mends, a copy with comments."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from generator import api
from generator.api import workshop
from generator.cli import say
from generator.cli.say import Plain
from generator.cli.template import told

_NO_WORD = ("--fix、--annotate 只用于 Word 模板", "参考数据和知识单元请在文本编辑器中修改")


class Wanted(NamedTuple):
    """Where the mended template and the copy with comments are written; None for what nobody wants."""

    out: Path | None
    copy: Path | None


def run(file: Path, name: str, wanted: Wanted, as_json: bool) -> api.Problems:
    """Write what is asked for and tell it; the problems that are left to a person."""
    _refuse(file, wanted)
    fixed = _fixed(file, name, wanted.out)
    if wanted.copy and fixed.left:
        api.put_new(wanted.copy, workshop.annotate(fixed.data, str(file), fixed.left))
    if as_json:
        say.as_json(_rows(fixed))
    else:
        told.tell(fixed.left, as_json)
        _tell(fixed, wanted)
    return fixed.left


def _refuse(file: Path, wanted: Wanted) -> None:
    """Whatever is no Word template, to be read or to be written."""
    if file.suffix.lower() in workshop.DATA:
        raise api.TemplateError(api.error(str(file), *_NO_WORD))
    for written in filter(None, wanted):
        told.refuse_other_than_docx(written)


def _fixed(file: Path, name: str, out: Path | None) -> workshop.Fixed:
    """The template with its safe mends, written, where that is asked for; else as it is."""
    library, today = api.built_in(), say.today()
    if out is None:
        return workshop.Fixed(workshop.read(file), (), workshop.lint(file, name, library, today))
    fixed = workshop.fix(file, name, library, today)
    api.put_new(out, fixed.data)
    return fixed


def _tell(fixed: workshop.Fixed, wanted: Wanted) -> None:
    for one in fixed.mended:
        click.echo(f"已改：{one}")
    if wanted.out:
        said = f"共改 {len(fixed.mended)} 处" if fixed.mended else "没有可以自动改的，原样"
        rest = "；余下的请在 Word 中修改" if fixed.left else ""
        click.echo(f"{said}，写到 {wanted.out}{rest}")
    if wanted.copy and fixed.left:
        click.echo(f"批注写到 {wanted.copy}；改好后删除全部批注再用")
    elif wanted.copy:
        click.echo(f"没有问题，未写 {wanted.copy}")


def _rows(fixed: workshop.Fixed) -> Plain:
    """What was mended and what is left, as plain data."""
    mended = [_row(one) for one in fixed.mended]
    return {"mended": mended, "left": say.rows(fixed.left)}


def _row(one: workshop.Mended) -> Plain:
    return {
        "where": one.where,
        "part": one.spot.part,
        "paragraph": one.spot.paragraph,
        "old": one.old,
        "new": one.new,
        "what": one.what,
    }
