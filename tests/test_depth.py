"""At the desk some of the cases are tried, from the first to the last; thorough, all of them."""

from __future__ import annotations

import pytest

from tests import depth

CASES = tuple(range(10))


@pytest.mark.parametrize(
    ("desk", "tried"), [(0, []), (1, [0]), (2, [0, 9]), (4, [0, 3, 6, 9]), (10, [*CASES]), (11, [*CASES])]
)
def test_some_are_spread_from_the_first_to_the_last(
    desk: int, tried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(depth.NAME, raising=False)
    assert list(depth.some(CASES, desk=desk)) == tried
    assert depth.rounds(60, desk=desk) == desk
    monkeypatch.setenv(depth.NAME, "1")
    assert depth.some(CASES, desk=desk) == CASES
    assert depth.rounds(60, desk=desk) == 60
