"""``tuoguan new``: a client folder to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator import api
from generator.cli.chinese import Command


@click.command("new", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def command(folder: Path) -> None:
    """建立客户文件夹：client.yaml（逐项注释）、photos 照片文件夹；上级文件夹没有 agency.yaml 时一并建立。"""
    client, agency = folder / "client.yaml", folder.parent / "agency.yaml"
    if client.exists():
        raise api.PackError(api.error(str(client), "文件已存在，未改动", "请换一个文件夹名"))
    try:
        (folder / "photos").mkdir(parents=True, exist_ok=True)
        made = [client] if agency.exists() else [client, agency]
        for path in made:
            api.put(path, _skeleton(path.stem).encode())
    except OSError as exc:
        raise api.PackError(api.error(str(folder), "无法建立客户文件夹", "请检查路径和写入权限")) from exc
    for path in made:
        click.echo(f"已建立 {path}")
    click.echo(f"请填写【】中的内容，然后运行：tuoguan check {folder}")


def _skeleton(kind: str) -> str:
    """The commented skeleton, its first line naming the installed schema for editors."""
    text = (api.home.templates() / "reference" / f"new_{kind}.yaml").read_text(encoding="utf-8")
    schema = (api.home.schemas() / f"{kind}.schema.json").as_uri()
    return re.sub(
        r"(?m)^# yaml-language-server: .*$", f"# yaml-language-server: $schema={schema}", text, count=1
    )
