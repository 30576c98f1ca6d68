"""``tuoguan template install``: a bundle from its publisher comes into use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.api import bundles
from generator.cli import chinese, options, say
from generator.cli.say import Plain
from generator.cli.template import told

_DONE = {"used": "已安装", "mended": "已修复", "same": "早已安装，没有改动"}


@click.command("install", cls=chinese.Command)
@options.argument("file", "模板包")
@options.flag("--downgrade", "版次低于装过的也装，换回旧版")
@options.as_json
def command(file: Path, downgrade: bool, as_json: bool) -> None:
    """安装发布好的模板包（.tgb.zip）：核对签名和内容，检查通过后一次切换；有一处不对就不装，原来的照旧。

    已经生成、签发的文件都不改动。
    """
    done = bundles.install(say.home(), file, say.today(), say.cache(), downgrade)
    if as_json:
        say.as_json(_row(done))
        return
    say.lines(_lines(done))
    say.problems(done.problems)


def _row(done: bundles.Outcome) -> Plain:
    return {
        "id": done.about.id,
        "version": done.about.version,
        "what": done.what,
        "before": done.before,
        "line": done.version.line,
        "next_key": done.next_key,
        "problems": say.rows(done.problems),
    }


def _lines(done: bundles.Outcome) -> Iterator[str]:
    """What became of the bundle, from when it applies, what it changes."""
    about = done.about
    yield f"{_DONE[done.what]}：{about.id} {about.version}（{about.title}）"
    if done.before:
        yield f"  原来是 {done.before}；退回用 tuoguan template rollback {about.id}"
    yield f"  {told.span(about)}"
    yield from (f"  更改：{change}" for change in about.changes)
    if done.next_key:
        yield f"  发布人换了密钥，以后的模板包由新公钥核对：{done.next_key}"
    yield f"  摘要 {done.version.digest[:16]}；{_whose(done.role, done.version.line)}"


def _whose(role: str, line: str) -> str:
    """For whom the bundle is."""
    if role == "committee":
        return "专业委的，各家机构都适用，不用写进 agency.yaml"
    return f"机构的，由 agency.yaml 指定：library: {line}"
