"""Tables of cases: read from a file, and tried row by row in one test, which is quicker than a test each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

Test = Callable[..., None]


def read(path: Path) -> Any:
    """What a YAML file holds, read by libyaml: tables are long, and each worker reads them."""
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def each(rows: Iterable[object]) -> Callable[[Test], Test]:
    """Try a test with every row: its first parameters are what a row holds, fixtures come after them.

    A row is a tuple of as many values as it fills parameters, or the one value of the first. The test
    fails when any row does, and tells of each that does what it is and what went wrong. An empty table
    fails: it would try nothing.
    """
    table = [row if isinstance(row, tuple) else (row,) for row in rows]

    def apply(test: Test) -> Test:
        fixtures = list(inspect.signature(test).parameters.values())[len(table[0]) if table else 0 :]

        def tried(**given: object) -> None:
            assert table, "no rows"
            wrong = [told for row in table if (told := _told(test, row, given))]
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(table)} rows:\n" + "\n".join(wrong), pytrace=False)

        tried.__name__, tried.__doc__, tried.__module__ = test.__name__, test.__doc__, test.__module__
        tried.__signature__ = inspect.Signature(fixtures)
        return tried

    return apply


def _told(test: Test, row: tuple[object, ...], fixtures: dict[str, object]) -> str:
    """What goes wrong with a row; empty where nothing does."""
    try:
        test(*row, **fixtures)
    except (Exception, pytest.fail.Exception) as exc:  # noqa: BLE001 - the other rows are tried as well
        at = _line(exc, test)
        return f"{', '.join(map(repr, row))}\n    {at}{type(exc).__name__}: {exc}"
    return ""


def _line(exc: BaseException, test: Test) -> str:
    """Where in the test it went wrong."""
    step, line = exc.__traceback__, 0
    while step:
        if step.tb_frame.f_code is test.__code__:
            line = step.tb_lineno
        step = step.tb_next
    return f"line {line}: " if line else ""
