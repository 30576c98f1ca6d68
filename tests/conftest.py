"""Fixtures shared by all tests: example clients, a smallest client, and accepted snapshots."""

from __future__ import annotations

import datetime
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import depth

if TYPE_CHECKING:
    from tests.once import Packs

sys.dont_write_bytecode = False  # else each worker would rewrite and compile every test anew

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2026, 11, 23)
EXAMPLES = tuple(sorted(path.parent.name for path in (ROOT / "examples").glob("*/client.yaml")))
STUDIED = (
    "xinglan-cups",
    "yunzhi-textile",
)  # read word by word and day by day; the others as whole packs only


def studied() -> tuple[str, ...]:
    """The examples that are read word by word: at the desk two that differ most."""
    return EXAMPLES if depth.is_thorough() else STUDIED


BRIEF = 20  # ready rows of an entry book where nothing depends on their number

AGENCY = """\
name: 金华市示例安衡安全技术服务有限公司（虚构）
advisors:
  - {name: 示例辅导员A, phone: 100-0000-0091}
"""
CLIENT = """\
agency: ../agency.yaml
enterprise:
  name: 永康市示例小厂（虚构）
  address: 浙江省金华市永康市虚构镇示例路9号
  county: 永康市
  industry: {name: 金属制品, sector: 机械}
  headcount: 12
people:
  principal: {name: 示例戊一}
agreement:
  effective: 2026-09-01
"""


def pytest_configure(config: pytest.Config) -> None:
    """Tell the depth to the modules of tests and to workers, before any of them is read."""
    is_named = any("::" in str(one) for one in config.args)
    if config.getoption("--thorough") or is_named:
        os.environ[depth.NAME] = "1"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not depth.is_thorough():
        terminalreporter.write_line("of wide tables some cases were tried; all of them: pytest --thorough")


def pytest_collection_finish() -> None:
    """Thousands of tests were collected to stay: a search for cycles need not go through them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="accept the documents' present text")
    parser.addoption("--thorough", action="store_true", help="try every case, docxtpl's rendering anew too")


@pytest.fixture(scope="session", autouse=True)
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that all workers of this session share; the tool's cache and home lie there, not the user's.

    No test sees the bundles that the user has installed.

    Processes that tests start keep Python's compiled files, as an installed package has them.
    """
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("TUOGUAN_HOME", str(folder / "home"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield folder


class _Memory:
    """A shelf that lasts as long as its process."""

    def __init__(self) -> None:
        self._known = dict[bytes, bytes]()
        self.get, self.put = self._known.get, self._known.__setitem__


@pytest.fixture(scope="session", autouse=True)
def parsed() -> Iterator[None]:
    """A text of the library is parsed once in a worker, though libraries come and go without a cache."""
    from generator.library import yaml_data  # late, as above

    real, memory = yaml_data.read, _Memory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_data, "read", lambda text, shelf: real(text, shelf if shelf.folder else memory))
        yield


@pytest.fixture(scope="session")
def compiled(session: Path) -> Path:
    """Where the templates that were compiled are kept, by all workers."""
    return session / "cache/tuoguan"


@pytest.fixture(scope="session")
def packs(session: Path) -> Packs:
    """The whole pack of each example, made once a session when it is asked for; for reading only."""
    from tests import once  # late: most tests need no more of the tool than they name

    return once.Packs(session)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the accepted one of that name, or accept it with --update-snapshots."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "snapshots" / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no snapshot {name}: read the document, then pytest --update-snapshots"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def brief_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entry books with few ready rows, written and read in a third of the time."""
    for module in ("tables", "cells"):
        monkeypatch.setattr(f"generator.entrybook.writing.{module}.READY_ROWS", BRIEF)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a client with the required fields alone, beside its agency."""
    (tmp_path / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    client = tmp_path / "小厂"
    client.mkdir()
    (client / "client.yaml").write_text(CLIENT, encoding="utf-8")
    return client


@pytest.fixture
def cups(tmp_path: Path) -> Path:
    """A copy of the full example that a test may change."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path / "examples" / "xinglan-cups"
