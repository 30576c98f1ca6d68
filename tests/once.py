"""What many tests read and none changes is made once: packs in a session, words of a document in a worker."""

from __future__ import annotations

import datetime
import html
import json
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from generator import api, domain, facts, kept
from generator.api import Order
from generator.word import template, text
from tests.conftest import DAY, EXAMPLES, ROOT, studied

_CELL = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_PATIENCE = 300  # seconds that one worker waits for what another makes


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder as ``make`` fills it, by whichever worker asks for it first; the others wait."""
    claim = folder.with_name(f"{folder.name}.claim")
    deadline = time.monotonic() + _PATIENCE
    while not folder.exists():
        try:
            claim.mkdir()
        except FileExistsError:
            assert time.monotonic() < deadline, f"no worker made {folder}"
            time.sleep(0.05)
            continue
        try:
            if not folder.exists():  # made while this worker came to its turn
                half = folder.with_name(f"{folder.name}.half")
                make(half)
                half.rename(folder)
        finally:
            claim.rmdir()
    return folder


def told(folder: Path, make: Callable[[Path], dict[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """What documents say, by client and id, as ``make`` finds out in the folder."""

    def write(half: Path) -> None:
        half.mkdir()
        (half / "told.json").write_text(json.dumps(make(half), ensure_ascii=False), "utf-8")

    found: dict[str, dict[str, str]] = json.loads((once(folder, write) / "told.json").read_text("utf-8"))
    return found


class Made:
    """A whole pack of an example, and the facts it tells; nobody writes into it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.client = ROOT / "examples" / name
        (self.folder,) = folder.iterdir()
        rows = json.loads((self.folder / "manifest.json").read_text("utf-8"))["files"]
        self.rows: list[tuple[str, str]] = [(row["id"], row["path"]) for row in rows]

    @property
    def facts(self) -> domain.Facts:
        return derived(self.client)

    def paths(self, name: str) -> list[Path]:
        """The files of a deliverable."""
        return [self.folder / path for known, path in self.rows if known == name]

    def said(self, name: str) -> str:
        """What the first document of a deliverable says."""
        return words(self.paths(name)[0])


def example(name: str, session: Path, day: datetime.date = DAY) -> Made:
    """The pack of an example as it is shipped, on that day."""

    def make(folder: Path) -> None:
        api.build(api.load(ROOT / "examples" / name), folder, Order(day, cache=session / "cache/tuoguan"))

    return Made(name, once(session / f"pack-{name}-{day}", make))


class Packs(Mapping[str, Made]):
    """The packs of the examples by name; each is made when somebody asks for it, once a session.

    Who goes through them has those that are studied.
    """

    def __init__(self, session: Path) -> None:
        self._session, self._made = session, dict[str, Made]()

    def __getitem__(self, name: str) -> Made:
        if name not in EXAMPLES:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = example(name, self._session)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(studied())

    def __len__(self) -> int:
        return len(studied())

    def __contains__(self, name: object) -> bool:
        return name in EXAMPLES


@cache
def everything(made: Made) -> dict[str, str]:
    """What each Word file and workbook of a pack says, by path; read once a session."""
    pack = made.folder.parent

    def read(_: Path) -> dict[str, dict[str, str]]:
        files = sorted(path for path in made.folder.rglob("*") if path.suffix in (".docx", ".xlsx"))
        return {pack.name: {path.relative_to(made.folder).as_posix(): _read(path) for path in files}}

    return told(pack.with_name(f"said-{pack.name}"), read)[pack.name]


def _read(path: Path) -> str:
    return words(path) if path.suffix == ".docx" else _cells(path)


def _cells(path: Path) -> str:
    """The texts of a workbook's cells, a line each."""
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml")]
    return "\n".join(html.unescape(cell) for sheet in sheets for cell in _CELL.findall(sheet))


@cache
def record(client: Path) -> api.Record:
    """The data of a client that no test changes."""
    return api.load(client)


@cache
def derived(client: Path) -> domain.Facts:
    """The facts of such a client on the tests' day."""
    return facts.derive(record(client), DAY)


@cache
def opened(name: str) -> template.Template:
    """A shipped Word template."""
    path = ROOT / f"templates/word/{name}.docx"
    return template.load(path.read_bytes(), path.name, kept.folder(os.environ))


@cache
def words(path: Path) -> str:
    """The text of a document that no test changes."""
    return text.text(path.read_bytes())
