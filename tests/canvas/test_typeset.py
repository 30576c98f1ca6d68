from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.canvas import balanced, clip, faces, wrap, wrap_list
from tests.rows import each


def test_lines_break_between_items_and_brackets_hold_together() -> None:
    face = faces()
    assert wrap(face, "污水处理站（有限空间）", 1, 7) == ["污水处理站", "（有限空间）"]
    assert wrap_list(face, ["机械致害", "火灾", "触电"], 1, 8) == ["机械致害、火灾、", "触电"]
    assert balanced(face, "危险化学品中间仓库", 1, 8) == ["危险化学品", "中间仓库"]


def test_punctuation_never_begins_a_line() -> None:
    assert wrap(faces(), "火灾，触电", 1, 2) == ["火", "灾，", "触电"]


@each([2, 2.5, 3, 4, 5])
def test_a_bracket_never_ends_a_line_however_narrow(room: float) -> None:
    for text in ("污水处理站（有限空间）", "危化品库（油漆、稀释剂、固化剂存放）"):
        lines = wrap(faces(), text, 1, room)
        assert not [line for line in lines if line[-1] in "（《" or line[0] in "）、"]


@given(st.text("火灾触电（）、，AB12 ", max_size=30), st.floats(1.2, 12))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: float) -> None:
    face = faces()
    for made in (wrap(face, text, 1, width), balanced(face, text, 1, width)):
        assert all(face.width(line, 1) <= width + 1e-3 for line in made)
        assert "".join("".join(made).split()) == "".join(text.split())


def test_clipped_text_ends_with_an_ellipsis() -> None:
    assert clip(faces(), "安全风险", 1, 3) == "安全…"
    assert clip(faces(), "安全", 1, 3) == "安全"
