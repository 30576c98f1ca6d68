"""A table tried in one test fails with every row that is wrong, and with none when it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rows import each

SEEN: list[tuple[int, str]] = []


def test_every_wrong_row_is_told_and_no_other() -> None:
    @each([(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")])
    def tried(number: int, name: str) -> None:
        assert number != 2, "two is wrong"
        if number == 3:
            raise LookupError(name)
        if number == 4:
            with pytest.raises(LookupError):
                SEEN.clear()

    with pytest.raises(pytest.fail.Exception) as caught:
        tried()
    told = str(caught.value).splitlines()
    assert told[:2] == ["3 of 4 rows:", "2, '乙'"] and "AssertionError: two is wrong" in told[2]
    assert [line for line in told if line.startswith(("1,", "3,", "4,"))] == ["3, '丙'", "4, '丁'"]


def test_an_empty_table_fails() -> None:
    with pytest.raises(AssertionError, match="no rows"):
        each([])(lambda: None)()


@each([(1, "甲"), (2, "乙")])
def test_rows_come_before_fixtures(number: int, name: str, tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    SEEN.append((number, name))


def test_each_row_was_tried() -> None:
    SEEN.clear()
    each([1, 2])(lambda number: SEEN.append((number, "")))()
    assert SEEN == [(1, ""), (2, "")]
