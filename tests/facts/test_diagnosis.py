from __future__ import annotations

from decimal import Decimal

from generator.facts import diagnosis
from tests.facts.sample import record


def _row(conclusion: str, score: float | None = None, full: float | None = None) -> dict[str, object]:
    row: dict[str, object] = {"dimension": "人员管理", "finding": "现状", "conclusion": conclusion}
    return row if score is None else {**row, "score": score, "full": full}


def test_the_total_leaves_out_what_does_not_apply() -> None:
    rows = [
        _row("符合", 9.5, 10),
        _row("基本符合", 8, 10),
        _row("不符合", 3, 10),
        _row("不适用", 0, 10),
        _row("符合"),
    ]
    found = diagnosis.derive(record(diagnosis=rows).data)
    total = diagnosis.total(found)
    assert (total.score, total.full, total.rate) == (Decimal("20.5"), 30, Decimal("0.683"))
    assert (total.conform, total.partly, total.fail) == (2, 1, 1)
    first = found[0]
    assert (first.no, first.score, first.full, first.priority) == (1, Decimal("9.5"), 10, "")


def test_without_scores_there_is_no_total() -> None:
    total = diagnosis.total(())
    assert (total.score, total.full, total.rate, total.conform) == (None, None, None, 0)


def test_a_score_of_nothing_is_a_score() -> None:
    total = diagnosis.total(diagnosis.derive(record(diagnosis=[_row("不符合", 0, 10)]).data))
    assert (total.score, total.full, total.rate) == (0, 10, 0)
