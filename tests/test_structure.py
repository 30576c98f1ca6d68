"""The walls of the house: floors, fences, names, sizes, and prose kept out of Python."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import catalogue, ledger

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "generator").rglob("*.py"))

FLOORS = {
    "problems": 0,
    "errors": 0,
    "record": 1,
    "places": 1,
    "home": 1,
    "reference": 1,
    "clauses": 1,
    "zipped": 1,
    "sidefile": 1,
    "names": 1,
    "hazard_catalogue": 1,
    "crash": 1,
    "kept": 1,
    "schema": 2,
    "ledger": 2,
    "duties": 2,
    "limits": 2,
    "word": 3,
    "sheets": 3,
    "riskmap": 3,
    "floorplan": 3,
    "facts": 3,
    "codes": 3,
    "catalogue": 3,
    "intake": 3,
    "delivery": 3,
    "library": 4,
    "album": 4,
    "drawing": 4,
    "webmap": 4,
    "signage": 4,
    "contract": 4,
    "compliance": 4,
    "suggest": 4,
    "evidence": 4,
    "display": 4,
    "ecard": 4,
    "making": 5,
    "pack": 6,
    "batch": 7,
    "cli": 8,
}
WITHIN_FLOOR = {
    ("record", "places"),
    ("errors", "problems"),
    ("reference", "home"),
    ("hazard_catalogue", "reference"),
}
FENCES = {
    "segno": ("codes",),
    "PIL": ("word", "riskmap", "ecard", "codes"),
    "docxtpl": ("word",),
    "docx": ("word",),
    "lxml": ("word",),
    "jinja2": ("word",),
    "matplotlib": ("riskmap",),
    "shapely": ("riskmap", "floorplan"),
    "ezdxf": ("floorplan",),
    "openpyxl": ("intake",),
    "jsonschema_rs": ("schema",),
    "yaml": ("intake", "reference"),
    "click": ("cli",),
    "chinese_calendar": ("facts",),
}
FORBIDDEN = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "handler", "processor"}


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "generator").parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            yield from (f"{module}.{name.name}" for name in node.names)


def _rooms_imported(path: Path) -> set[str]:
    parts = (name.split(".") for name in _imports(path) if name.startswith("generator."))
    return {part[1] for part in parts if part[1] in FLOORS}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_imports_only_from_below(path: Path) -> None:
    room = _room(path)
    if room == "__init__":
        return
    assert room in FLOORS, f"{room} has no floor"
    wrong = {
        other
        for other in _rooms_imported(path) - {room}
        if FLOORS[other] >= FLOORS[room] and (room, other) not in WITHIN_FLOOR
    }
    assert not wrong


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_third_party_stays_behind_its_fence(path: Path) -> None:
    names = {name.split(".")[0] for name in _imports(path)}
    assert {name for name in names & set(FENCES) if _room(path) not in FENCES[name]} == set()
    assert not any(name.startswith("matplotlib.pyplot") for name in _imports(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_is_named_for_its_work_and_short(path: Path) -> None:
    assert path.stem not in FORBIDDEN
    assert len(path.read_text("utf-8").splitlines()) < 300


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_prose_and_no_deliverable_in_python(path: Path) -> None:
    ids = {entry.id for entry in catalogue.load()} - {"plan"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            chinese = sum("一" <= char <= "鿿" for char in node.value)
            assert chinese <= 80, f"{path.name}:{node.lineno}"
            assert node.value not in ids, f"{path.name}:{node.lineno}"


def test_each_document_has_one_source() -> None:
    entries = [entry for entry in catalogue.load() if entry.kind == "word"]
    sources = [entry.source for entry in entries]
    assert len(set(sources)) == len(sources)
    defined = {source for source in sources if "#" in source}
    assert defined == {f"reference/ledgers.yaml#{name}" for name in ledger.load()}
    folder = ROOT / "templates"
    texts = {path.relative_to(folder).as_posix() for path in (folder / "text").rglob("*.md")}
    drawn = {entry.source for entry in entries if entry.form}
    assert {path for path in texts if "/_parts/" not in path} == set(sources) - defined - drawn
    assert {path.relative_to(folder).as_posix() for path in (folder / "form").glob("*.docx")} == drawn
    assert not [entry.id for entry in entries if entry.form == bool(entry.layout)]
    compiled = {entry.id for entry in entries if not entry.form}
    assert {path.stem for path in (folder / "word").glob("*.docx")} == compiled


def test_every_package_is_shipped() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(setup["options"]["packages"].split())
    found = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for path in SOURCES}
    assert listed == found | {"generator.templates", "generator.schemas"}
