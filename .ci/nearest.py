"""The tests nearest to what differs from main, one path a line: a module's own, else those of its room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STRUCTURE = "tests/test_structure.py"  # run every time anyway
# What no module's name leads to: the first folder that a path lies in.
FOLDERS = {
    "examples": ("tests/examples", "tests/test_pack.py"),
    "schemas": ("tests/schema",),
    "templates/text": ("tests/test_pack.py", "tests/word/test_parity.py"),
    "templates/word": ("tests/word/test_parity.py",),
    "templates/form": ("tests/making/test_display.py",),
    "templates/layout": ("tests/word/test_layout.py",),
    "templates/page": ("tests/making/test_webmap.py",),
    "templates/reference": ("tests/library", "tests/proofing"),
    "templates/catalogue.yaml": ("tests/library", "tests/test_pack.py"),
    "tests/refused": ("tests/test_refused.py",),
    "tests/snapshots": ("tests/test_pack.py",),
}


def main() -> int:
    """Print the tests for every path that git tells."""
    found = sorted({test for path in _changed() for test in nearest(path)} - {STRUCTURE})
    within = {test for test in found if any(Path(other) in Path(test).parents for other in found)}
    sys.stdout.write("".join(f"{test}\n" for test in found if test not in within))
    return 0


def _changed() -> set[str]:
    """What differs from the last commit that is main's too, new files among it."""
    known = subprocess.run(["git", "rev-parse", "-q", "--verify", "main"], cwd=ROOT, capture_output=True)
    commands = (
        ["git", "diff", "--name-only", *(["HEAD"] if known.returncode else ["--merge-base", "main"])],
        ["git", "ls-files", "--others", "--exclude-standard"],
    )
    told = [subprocess.run(one, cwd=ROOT, check=True, capture_output=True, text=True) for one in commands]
    return {path for one in told for path in one.stdout.splitlines()}


def nearest(path: str) -> Iterator[str]:
    """The tests of one path: of the module, else of the nearest folder that mirrors where it lies."""
    parts = Path(path).parts
    if parts[0] == "generator" and path.endswith(".py"):
        yield from _of_module(Path(*parts[1:]))
    elif parts[0] == "tests" and path.endswith(".py"):
        yield from _of_test(Path(path))
    for folder, tests in FOLDERS.items():
        if Path(folder) in (Path(path), *Path(path).parents):
            yield from tests


def _of_module(module: Path) -> Iterator[str]:
    """``word/lint.py`` → tests/word/test_lint.py, else tests/word; ``pack.py`` → tests/test_pack.py."""
    own = Path("tests", module.parent, f"test_{module.name}")
    for place in (own, *own.parents):
        if place != Path("tests") and (ROOT / place).exists():
            yield place.as_posix()
            return


def _of_test(test: Path) -> Iterator[str]:
    """A test file itself; for what tests share, the tests beside it, but not the whole suite."""
    place = test if test.name.startswith("test_") else test.parent
    if place != Path("tests") and (ROOT / place).exists():
        yield place.as_posix()


if __name__ == "__main__":
    raise SystemExit(main())
