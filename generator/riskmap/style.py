"""The look: colours of the grades, their words and their control levels."""

from __future__ import annotations

COLORS = {
    "重大": "#E60012",
    "较大": "#F39800",
    "一般": "#FFF100",
    "低": "#0068B7",
    "未评估": "#D9D9D9",
}
TEXT_COLORS = {"重大": "#FFFFFF", "较大": "#000000", "一般": "#000000", "低": "#FFFFFF", "未评估": "#000000"}
COLOR_WORDS = {"重大": "红", "较大": "橙", "一般": "黄", "低": "蓝", "未评估": "灰"}
HATCH_COLORS = {
    "重大": "#F2737C",
    "较大": "#BF7700",
    "一般": "#CFC400",
    "低": "#3F8EC9",
    "未评估": "#8C8C8C",
}
# Angles in degrees and spacing in mm on A3: each grade has lines of its own, so that a black-and-white
# print can be told apart.
HATCHES: dict[str, tuple[tuple[float, ...], float]] = {
    "重大": ((45.0, 135.0), 3.2),
    "较大": ((45.0,), 3.2),
    "一般": ((135.0,), 6.4),
    "低": ((0.0,), 5.0),
    "未评估": ((45.0,), 2.0),
}
CONTROL_LEVELS = {
    "重大": "公司级管控",
    "较大": "公司（厂）级或部门级管控",
    "一般": "车间级管控",
    "低": "班组、岗位级管控",
    "未评估": "尚未评估，请补充辨识",
}

INK = "#1A1A1A"
SOFT = "#595959"
RULE = "#7F7F7F"
PAPER = "#FFFFFF"
GROUND = "#F1F3EE"
HEAD = "#E8ECF1"
SAFE = "#008C45"
FIRE = "#C7000B"
CAUTION = "#FFD100"


def grade_of(grade: str) -> str:
    """The grade if it is a known one; anything else counts as not assessed, never as low."""
    return grade if grade in COLORS else "未评估"


def grade_words(grade: str) -> str:
    """How the grade is printed in a zone."""
    return "未评估" if grade_of(grade) == "未评估" else f"{grade}风险"
