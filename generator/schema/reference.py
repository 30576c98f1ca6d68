"""The files of a library against their schemas: catalogue, reference data, what a bundle says of itself."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema_rs

from generator.library import home, knowledge
from generator.problems import Keys, Problem
from generator.schema import shape, structure

GATHERED = ("risks", "scenes")
_FOLDERS = {"reference", *(f"reference/{folder}" for folder in GATHERED)}
# Where a schema refers to what another file defines.
_SHARED_DEFS = re.compile(r'"([a-z]+\.schema\.json)#')
# Files of one form share a schema; skeletons of clients' and agencies' data are no reference data.
_SHARED = {"reference/risk_list.yaml": "ledgers"}


def name(path: str) -> str:
    """The schema of a file by its path below a layer; "" for a file that the tool does not know."""
    file = PurePosixPath(path)
    if str(file.parent) == knowledge.FOLDER and file.suffix == ".md":
        return knowledge.FOLDER
    if not _is_inside(file) or file.suffix not in (".yaml", ".json"):
        return ""
    kind = file.parent.name if file.parent.name in GATHERED else _SHARED.get(path, file.stem)
    return kind if _path(kind).is_file() else ""


def _is_inside(file: PurePosixPath) -> bool:
    """Whether a file lies where a layer has its data."""
    return str(file) in ("catalogue.yaml", "edition.yaml") or str(file.parent) in _FOLDERS


def _path(kind: str) -> Path:
    return _folder() / f"{kind}.schema.json"


def _folder() -> Path:
    return home.schemas() / "reference"


def faults(kind: str, data: Any, origin: structure.Origins) -> tuple[Problem, ...]:
    """Every departure of a file's content from its schema; keys of mappings must be texts."""
    validator, found = _schema(kind)
    subject = structure.Subject(data, found, origin, {})
    problems: dict[Keys, Problem] = {}
    for keys, problem in structure.departures(validator, subject):
        problems.setdefault(keys, problem)  # of several faults of one value the first is told
    return tuple(problems.values())


@cache
def _schema(kind: str) -> tuple[Any, shape.Shape]:
    rules = source(kind)
    return jsonschema_rs.Draft202012Validator(rules), shape.of(rules)


def source(kind: str) -> Any:
    """A schema with what it shares with other files among its own definitions, where its shape looks."""
    words = _path(kind).read_text("utf-8")
    own = json.loads(_SHARED_DEFS.sub('"#', words))
    for name in dict.fromkeys(_SHARED_DEFS.findall(words)):
        own["$defs"] = _defs(name) | own.get("$defs", {})
    return own


def _defs(name: str) -> dict[str, Any]:
    """What the schema of another file defines."""
    shared = json.loads((_folder() / name).read_text("utf-8"))
    return dict(shared["$defs"])
