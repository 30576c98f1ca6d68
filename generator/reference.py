"""Reference data shipped under templates/reference/: laws, fees, holidays, risk methods and lists."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import yaml

from generator import home
from generator.errors import CatalogueError
from generator.problems import error


@cache
def load(name: str) -> Any:
    """The content of templates/reference/<name>.yaml or .json, read once; do not change what it returns."""
    folder = home.templates() / "reference"
    for suffix in (".yaml", ".json"):
        path = folder / (name + suffix)
        if path.is_file():
            return _parse(path.read_text(encoding="utf-8"), suffix, f"templates/reference/{path.name}")
    raise CatalogueError(error(f"templates/reference/{name}", "缺少参考数据文件", "请重新安装本工具"))


def _parse(text: str, suffix: str, where: str) -> Any:
    try:
        return json.loads(text) if suffix == ".json" else yaml.load(text, Loader=yaml.CSafeLoader)  # noqa: S506
    except (ValueError, yaml.YAMLError) as exc:
        raise CatalogueError(error(where, f"参考数据文件无法读取：{exc}", "请重新安装本工具")) from exc
