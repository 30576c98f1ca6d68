from __future__ import annotations

from generator.word.source_tables import Options, parse_table
from generator.word.widths import columns, share

LETTER = 180
SIDES = 200


def _columns(*lines: str, total: int = 9000) -> list[int]:
    return columns(parse_table([(line, "x:1") for line in lines], Options()), total, LETTER)


def test_widths_sum_to_the_total() -> None:
    assert sum(share(9071, [1, 1, 1, 7])) == 9071
    assert share(900, [1, 2]) == [300, 600]


def test_a_column_gets_its_least_and_the_others_share_the_rest() -> None:
    assert share(1000, [1, 9, 10], [200, 0, 0]) == [200, 379, 421]
    assert share(1000, [1, 9, 10], [50, 0, 0]) == [50, 450, 500]


def test_where_too_much_is_asked_for_the_weights_decide() -> None:
    assert share(1000, [1, 1], [900, 0]) == [500, 500]


def test_short_titles_and_dates_stay_whole() -> None:
    least = round(2 * LETTER) + SIDES
    assert _columns("| 序号 | 内容 |", "|-|" + "-" * 99 + "|", "| 1 | 甲 |")[0] == least
    day = _columns("| 期限 | 内容 |", "|-|" + "-" * 99 + "|", "| {{ hazard.deadline }} | 甲 |")[0]
    assert day == round(5.8 * LETTER) + SIDES
    assert _columns("|-|" + "-" * 99 + "|", "| **责任人** | 甲 |")[0] == round(3 * LETTER) + SIDES


def test_a_phone_and_the_end_of_a_number_stay_whole() -> None:
    phone = _columns("| 电话 | 内容 |", "|-|" + "-" * 99 + "|", "| {{ officer.phone }} | 甲 |")[0]
    assert phone == round((2 * 0.58 + 11 * 0.58) * LETTER) + SIDES
    number = _columns("| 编号 | 内容 |", "|-|" + "-" * 99 + "|", "| {{ hazard.number }} | 甲 |")[0]
    assert number == round(11 * 0.58 * LETTER) + SIDES


def test_a_title_leaves_no_character_alone() -> None:
    narrow = 3 * LETTER + SIDES
    lines = ("| 服务形式 | 内容 |", f"|{'-' * narrow}|{'-' * (9000 - narrow)}|", "| 1 | 甲 |")
    assert _columns(*lines)[0] == 4 * LETTER + SIDES


def test_of_many_columns_the_widest_give_way_first() -> None:
    row = "| 序号 |" + " {{ a.due }} |" * 6
    made = _columns("| 序号 |" + " 到期 |" * 6, "|-|" + "-------|" * 6, row, total=5000)
    assert made[0] == 2 * LETTER + SIDES


def test_long_titles_break_but_never_after_each_character() -> None:
    assert _columns("| 主要负责人 | 内容 |", "|-|" + "-" * 99 + "|", "| 1 | 甲 |")[0] == 3 * LETTER + SIDES


def test_a_wide_column_stays_as_it_is() -> None:
    assert _columns("| 序号 | 内容 |", "|----|----|", "| 1 | 甲 |") == [4500, 4500]
