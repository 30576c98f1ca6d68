"""Reference data shipped under templates/: laws, fees, holidays, risk methods, lists and the catalogue."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import yaml

from generator.errors import CatalogueError
from generator.library import home
from generator.problems import error

_LIMITS = "reference/limits.yaml"
_LIMIT = re.compile(r"\{\{ ?limit\.(\w+)\.value ?\}\}")


@cache
def load(name: str) -> Any:
    """The content of templates/reference/<name>.yaml or .json, read once; do not change what it returns."""
    folder = home.templates() / "reference"
    suffix = ".json" if (folder / f"{name}.json").is_file() else ".yaml"
    return read(f"reference/{name}{suffix}")


@cache
def read(name: str) -> Any:
    """The content of a YAML or JSON file by its path under templates/; CatalogueError when it is unusable."""
    where = f"templates/{name}"
    try:
        text = (home.templates() / name).read_text(encoding="utf-8")
        text = text if name == _LIMITS else _LIMIT.sub(lambda found: _limit(found, where), text)
        return json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError) as exc:
        raise CatalogueError(error(where, f"参考数据文件无法读取：{exc}", "请重新安装本工具")) from exc


@cache
def gather(folder: str) -> dict[str, Any]:
    """The entries of all files of templates/reference/<folder>/, file after file, by key."""
    files = sorted((home.templates() / "reference" / folder).glob("*.yaml"))
    return {key: entry for file in files for key, entry in read(f"reference/{folder}/{file.name}").items()}


def _limit(found: re.Match[str], where: str) -> str:
    """The number that a tag in reference data stands for."""
    limit = read(_LIMITS).get(found[1])
    if limit is None:
        line = found.string.count("\n", 0, found.start()) + 1
        hint = "先登记数值、依据和来源"
        raise CatalogueError(error(f"{where}:{line}", f"limits.yaml 里没有 limit.{found[1]}", hint))
    return str(limit["value"])
