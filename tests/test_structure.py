"""The walls of the house: floors, fences, names, sizes, and prose kept out of Python."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.library import built_in, catalogue, ledgers
from tests.rows import each

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "generator").rglob("*.py"))

FLOORS = {
    "problems": 0,
    "errors": 0,
    "sidefile": 0,
    "assets": 0,
    "garbage": 0,
    "stamps": 0,
    "trees": 0,
    "tool": 3,
    "record": 1,
    "places": 1,
    "zipped": 1,
    "names": 1,
    "crash": 1,
    "kept": 1,
    "signing": 1,
    "domain": 1,
    "canvas": 1,
    "library": 2,
    "pictures": 2,
    "workers": 2,
    "schema": 3,
    "riskmap": 3,
    "floorplan": 3,
    "workbooks": 5,
    "word": 4,
    "facts": 4,
    "entrybook": 4,
    "intake": 4,
    "delivery": 4,
    "issued": 5,
    "proofing": 5,
    "suggest": 5,
    "bundles": 6,
    "conversion": 6,
    "readback": 6,
    "registry": 6,
    "making": 6,
    "authoring": 7,
    "status": 7,
    "batch": 7,
    "issuing": 7,
    "api": 8,
    "cli": 9,
}
WITHIN_FLOOR = {
    ("record", "places"),
    ("errors", "problems"),
    ("assets", "sidefile"),
    ("assets", "stamps"),
    ("intake", "entrybook"),
}
FENCES = {
    "segno": ("pictures",),
    "PIL": ("pictures", "canvas", "making"),
    "docxtpl": ("word",),
    "docx": ("word",),
    "lxml": ("word",),
    "jinja2": ("word",),
    "matplotlib": ("canvas",),
    "shapely": ("riskmap", "floorplan"),
    "ezdxf": ("floorplan",),
    "jsonschema_rs": ("schema",),
    "xlsxwriter": ("entrybook",),
    "python_calamine": ("entrybook",),
    "yaml": ("intake", "library"),
    "click": ("cli",),
    "chinese_calendar": ("facts",),
    "psutil": ("workers",),
    "distributed": ("batch",),
    "cryptography": ("signing",),
    "platformdirs": ("bundles",),
    "pypdfium2": ("authoring",),
}
# Modules that belong to the face of their room: named as a whole, `room.module.name`.
FACES = {
    "api": {
        "beginning",
        "bundles",
        "checking",
        "conversion",
        "differences",
        "issuing",
        "letterhead",
        "many",
        "previews",
        "proposals",
        "provenance",
        "publishing",
        "readback",
        "registry",
        "standing",
        "walk",
        "workbook",
        "workshop",
    },
    "authoring": {
        "comparison",
        "drafts",
        "exported",
        "keys",
        "letterhead",
        "meant",
        "parts",
        "pictured",
        "preview",
        "publish",
        "verify",
    },
    "bundles": {
        "agencies",
        "choice",
        "committee",
        "home",
        "install",
        "installed",
        "manifest",
        "mixed",
        "sealed",
        "standing",
        "trust",
        "versions",
    },
    "delivery": {"disk", "heads", "lock", "whole"},
    "domain": {"board"},
    "facts": {
        *("basis", "board", "dues", "explain", "filling", "horizon", "known", "laws", "machines", "matching"),
    },
    "intake": {"book", "glance", "json_text", "same", "written", "yaml_text"},
    "workbooks": {"keys"},
    "entrybook": {
        *(
            "cells",
            "choices",
            "claims",
            "filled",
            "glancing",
            "habits",
            "kinds",
            "layout",
            "lists",
            "merged",
            "naming",
        ),
        *("marking", "reading", "writing"),
    },
    "issued": {"store"},
    "library": {
        "catalogue",
        "chemicals",
        "clauses",
        "critical_quantities",
        "demands",
        "duties",
        "health_factors",
        "heads",
        "home",
        "industries",
        "knowledge",
        "ledgers",
        "limits",
        "required",
        "special_equipment",
        "spelling",
        "texts",
        "usual_hazards",
    },
    "making": {"album", "compliance", "display", "drawing", "ecard"},
    "pictures": {"codes", "photos", "tool"},
    "proofing": {
        "brought",
        "bundle",
        "citations",
        "compiled",
        "compiling",
        "contract",
        "files",
        "handwritten",
        "folder",
        "hazards",
        "names",
        "numbers",
        "papers",
        "signboards",
        "tables",
        "titles",
        "whole",
    },
    "schema": {"in_cells", "reference", "shape", "unseen"},
    "status": {"styles"},
    "workers": {"crew", "stopping"},
    "word": {
        "annotated",
        "compared",
        "freshness",
        "layout_checks",
        "letterhead",
        "lines",
        "lint",
        "look",
        "look_changes",
        "mended",
        "marked",
        "onepage",
        "parsed",
        "parsing",
        "passages",
        "printed",
        "probe",
        "provenance",
        "render",
        "shapes",
        "shown",
        "source",
        "spoken",
        "stamped",
        "template",
        "translated",
        "values",
    },
}
LONGEST, MOST_BRANCHES = 50, 10
BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case)
# Ids that are words of the data or fields of the facts as well.
SHARED_WORDS = {"plan", "agreements", "operating_rules", "risk_list"}
FORBIDDEN = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "handler", "processor"}


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "generator").parts[0].removesuffix(".py")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """What stands in a module, met in one walk."""
    return tuple(ast.walk(_tree(path)))


@cache
def _imports(path: Path) -> tuple[str, ...]:
    return tuple(_imported(_nodes(path)))


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            yield from (f"{module}.{name.name}" for name in node.names)


def _rooms_imported(path: Path) -> set[str]:
    parts = (name.split(".") for name in _imports(path) if name.startswith("generator."))
    return {part[1] for part in parts if part[1] in FLOORS}


@each(path for path in SOURCES if _room(path) == "cli")
def test_commands_stand_on_api_alone(path: Path) -> None:
    assert _rooms_imported(path) <= {"cli", "api"}


@each(SOURCES)
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


@cache
def _face(room: str) -> set[str]:
    """What may be imported from a room: what its ``__init__`` lists, and the modules of its face."""
    tree = _tree(ROOT / "generator" / room / "__init__.py")
    listed = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and "__all__" in ast.dump(node)
    ]
    return FACES.get(room, set()) | {name for node in listed for name in ast.literal_eval(node)}


@each(SOURCES)
def test_rooms_are_entered_through_their_face(path: Path) -> None:
    rooms = {room.name for room in (ROOT / "generator").iterdir() if room.is_dir()} - {_room(path)}
    for name in _imports(path):
        top, _, inner = name.removeprefix("generator.").partition(".")
        if name.startswith("generator.") and top in rooms and inner:
            assert inner in _face(top), f"{name} is inside {top}"


@each(SOURCES)
def test_third_party_stays_behind_its_fence(path: Path) -> None:
    names = {name.split(".")[0] for name in _imports(path)}
    assert {name for name in names & set(FENCES) if _room(path) not in FENCES[name]} == set()
    assert not any(name.startswith("matplotlib.pyplot") for name in _imports(path))


@each(SOURCES)
def test_file_is_named_for_its_work_and_short(path: Path) -> None:
    assert path.stem not in FORBIDDEN
    assert len(path.read_text("utf-8").splitlines()) < 300


@cache
def _ids() -> set[str]:
    return {entry.id for entry in catalogue.load(built_in())} - SHARED_WORDS


@each(SOURCES)
def test_no_prose_and_no_deliverable_in_python(path: Path) -> None:
    ids = _ids()
    for node in _nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            chinese = sum("一" <= char <= "鿿" for char in node.value)
            assert chinese <= 80, f"{path.name}:{node.lineno}"
            assert node.value not in ids, f"{path.name}:{node.lineno}"


def test_each_document_has_one_source() -> None:
    entries = [entry for entry in catalogue.load(built_in()) if entry.kind == "word"]
    sources = [entry.source for entry in entries]
    assert len(set(sources)) == len(sources)
    defined = {source for source in sources if "#" in source}
    assert defined == {f"reference/ledgers.yaml#{name}" for name in ledgers.load(built_in())}
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
    shipped = setup["options.package_data"]["generator"].split()
    assert "py.typed" in shipped and (ROOT / "generator/py.typed").is_file()


def _complexity(function: ast.AST) -> int:
    """McCabe's number: one, one for each branch, and one for each further operand of and/or."""
    nodes = list(ast.walk(function))
    operands = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return 1 + operands + sum(isinstance(node, BRANCHES) for node in nodes)


def _dense(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names of functions that are too long or too branched."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST or _complexity(node) > MOST_BRANCHES:
                yield node.name


def test_no_function_is_too_long_or_too_branched() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()} {name}" for path in SOURCES for name in _dense(_nodes(path))
    ]
    assert found == [], f"over {LONGEST} lines or complexity {MOST_BRANCHES}: split it"


@each(
    [
        ("def f():\n" + "    a()\n" * 49, False),
        ("def f():\n" + "    a()\n" * 50, True),
        ("def f(a):\n    return " + " or ".join("a" * 10), False),
        ("def f(a):\n    return " + " or ".join("a" * 11), True),
        ("def f(a):\n" + "    if a:\n        g()\n" * 9, False),
        ("def f(a):\n" + "    if a:\n        g()\n" * 10, True),
        ("class A:\n    def f(self):\n" + "        a()\n" * 50, True),
    ]
)
def test_density_is_counted_on_each_side_of_its_bounds(source: str, dense: bool) -> None:
    assert list(_dense(ast.walk(ast.parse(source)))) == ["f"] * dense
