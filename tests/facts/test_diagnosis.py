from __future__ import annotations

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
    data = record(diagnosis=rows).data
    total = diagnosis.total(data)
    assert (total.score, total.full, total.rate) == ("20.5", "30", "68.3%")
    assert (total.conform, total.partly, total.fail) == (2, 1, 1)
    first = diagnosis.derive(data)[0]
    assert (first.no, first.score, first.full, first.priority) == (1, "9.5", "10", "")


def test_without_scores_there_is_no_total() -> None:
    total = diagnosis.total(record().data)
    assert (total.score, total.full, total.rate, total.conform) == ("", "", "", 0)
