"""Lines about a workbook: without the keys of files."""

from __future__ import annotations

from generator.problems import Keys, Origin, error
from generator.schema import in_cells
from tests.rows import each

CELL = Origin("填报簿.xlsx", cell="隐患!D7")


@each(
    [
        ((), "补填停用日期（stop.done）", "补填停用日期"),
        ((), "核对辅导员的服务起止日期（from、until）", "核对辅导员的服务起止日期"),
        (
            (),
            "先填 LS 法的 L、S（LS），或者填直接判定理由（direct）",
            "先填 LS 法的 L、S（LS），或者填直接判定理由",
        ),
        (("records", "spending", 0), "支出填 amount，提取填 accrued", "支出填实际支出，提取填计提额"),
        (("features", "gas"), "写的是 true，填报里看不到", "填的是“是”，填报里看不到"),
        (("features", "gas"), "确实不适用的写 {is: false, because: 理由}", "确实不适用的写 “否”，并填理由"),
        ((), "在 features 写明", "在特征写明"),
        ((), "在 issued/index.yaml 里改", "在 issued/index.yaml 里改"),
        ((), "按安全技术说明书（SDS）填 CAS 号", "按安全技术说明书（SDS）填 CAS 号"),
        ((), "写 年-月-日（例如 2026-09-01）", "写 年-月-日（例如 2026-09-01）"),
    ]
)
def test_a_cell_is_spoken_of_in_the_words_of_a_workbook(keys: Keys, hint: str, told: str) -> None:
    problem = error("特征“燃气”（features.gas）", "没有填", hint, CELL, keys)
    (said,) = in_cells.told([problem])
    assert (said.hint, said.where, said.keys, said.origin) == (told, "特征“燃气”", keys, CELL)


def test_a_line_of_a_file_stays_as_it_is() -> None:
    problem = error("隐患[1]", "没有填（level）", "补填 level", Origin("client.yaml", 3, 1))
    assert in_cells.told([problem]) == (problem,)


def test_rows_are_not_counted_where_lines_of_a_sheet_are() -> None:
    (said,) = in_cells.told([error("隐患[3].照片[1]", "第 2 项重复", "", CELL)])
    assert (said.where, said.message) == ("隐患.照片", "第 2 项重复")
