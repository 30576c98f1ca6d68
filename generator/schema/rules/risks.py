"""Risk points: graded by L, E and C, by LS, or judged directly; codes do not repeat; posts in the zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.schema.rules.staff import LISTED
from generator.schema.view import Entry, Row, View, repeated

_FACTORS = ("L", "E", "C")
_OTHERS = ("LS", "direct")
_NO_REASONS = {"是", "有", "无", "对", "重大", "重大风险", "直接判定"}


def graded(view: View) -> None:
    """Each risk point can be graded; nothing is guessed."""
    for risk in view.risks():
        if not risk.is_lost(*_FACTORS, *_OTHERS):
            _grade(risk)
            _inherent(risk)


def _inherent(risk: Entry) -> None:
    """The risk without any measures, where it is given: graded like the other, and no lower than it."""
    place = risk.at("inherent")
    if "inherent" in risk.row and not risk.view.has_gaps(*place):
        bare = Entry(risk.view, place, risk.row["inherent"])
        _grade(bare)
        _no_lower(risk, _product(risk.row), _product(bare.row))


def _no_lower(risk: Entry, now: float | None, before: float | None) -> None:
    """The measures make a risk no greater, where both scores are known."""
    if now is not None and before is not None and now > before:
        message = f"固有风险得分 {before:g} 低于现有风险 {now:g}"
        risk.warn("inherent", message, "现有风险是采取措施以后的，请核对两组分值")


def _product(row: Row) -> float | None:
    """The product of L, E and C; None where they are not all there, or another method graded the point."""
    if "LS" in row or not row.keys() >= {*_FACTORS}:
        return None
    return float(row["L"] * row["E"] * row["C"])


def _grade(risk: Entry) -> None:
    """What a risk point is graded by, of which there is one and the whole of it."""
    missing = [key for key in _FACTORS if key not in risk.row]
    if len(missing) == len(_FACTORS):
        _graded_otherwise(risk)
    elif "LS" in risk.row:
        risk.error("LS", "LEC 法和 LS 法只能填一种", "请删去 L、E、C，或者删去 LS")
    elif missing:
        risk.view.error(risk.keys, f"缺少 {'、'.join(missing)}", "L、E、C 要填就三项都填")


def _graded_otherwise(risk: Entry) -> None:
    if not risk.row.keys() & {*_OTHERS}:
        hint = "请填 L、E、C 三项，或者填 LS 法的 L、S（LS），或者填直接判定理由（direct）"
        risk.view.error(risk.keys, "没有分级依据", hint)


def reasoned(view: View) -> None:
    """A direct judgement says why: a word of assent is no reason."""
    for risk in view.risks():
        if "direct" in risk.row and not _is_reason(str(risk.row["direct"])):
            hint = "请写明属于哪种情形，例如 构成危险化学品二级重大危险源"
            risk.error("direct", "没有写明理由", hint)


def _is_reason(text: str) -> bool:
    words = "".join(filter(str.isalnum, text))
    return bool(words) and words not in _NO_REASONS


def unique_codes(view: View) -> None:
    """Codes tell risk points apart over all zones."""
    for risk in repeated(view.risks(), "code"):
        message = f"风险点编号“{risk.get('code')}”重复"
        risk.error("code", message, "请改成不同的，或者不填由程序自动编")


def post_names(view: View) -> None:
    """Posts that a risk point concerns are on the list of posts and in its zone."""
    if view.names("posts"):
        places = _places(view)
        for zone in view.entries("zones"):
            for risk in zone.rows("risks"):
                _posts(risk, places, zone.get("code"))


def _places(view: View) -> dict[Any, Any]:
    """The zones of posts by their names."""
    return {row.get("name"): row.get("zone") for _, row in view.rows("posts")}


def _posts(risk: Entry, places: Mapping[Any, Any], zone: Any) -> None:
    """The posts of a risk point in a zone of that code."""
    for number, name in enumerate(risk.get("posts") or ()):
        if _elsewhere(name, places, zone):
            hint = "请核对岗位名称和岗位所在区域；告知卡按岗位取风险点"
            risk.view.warn((*risk.at("posts"), number), f"本区域没有岗位“{name}”", hint)


def _elsewhere(name: Any, places: Mapping[Any, Any], zone: Any) -> bool:
    """Whether a post is not in the zone; several in one text are told by another rule."""
    return bool(name) and not LISTED.search(name) and places.get(name, "") != zone


RULES = (graded, reasoned, unique_codes, post_names)
