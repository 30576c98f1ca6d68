"""Risk points: graded by L, E and C, by LS, or judged directly; codes do not repeat; posts in the zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.record import Keys
from generator.schema.rules.staff import LISTED
from generator.schema.view import Row, View

_FACTORS = ("L", "E", "C")
_OTHERS = ("LS", "direct")
_NO_REASONS = {"是", "有", "无", "对", "重大", "重大风险", "直接判定"}


def graded(view: View) -> None:
    """Each risk point can be graded; nothing is guessed."""
    for zone, _ in view.rows("zones"):
        for keys, row in view.rows_below(zone, "risks"):
            if not any((*keys, key) in view.damaged for key in (*_FACTORS, *_OTHERS)):
                _grade(view, keys, row)
                _inherent(view, keys, row)


def _inherent(view: View, keys: Keys, row: Row) -> None:
    """The risk without any measures, where it is given: graded like the other, and no lower than it."""
    bare = row.get("inherent")
    if bare is None or any(path[: len(keys) + 1] == (*keys, "inherent") for path in view.damaged):
        return
    _grade(view, (*keys, "inherent"), bare)
    now, before = _product(row), _product(bare)
    if now is not None and before is not None and now > before:
        hint = "现有风险是采取措施以后的，请核对两组分值"
        view.warn((*keys, "inherent"), f"固有风险得分 {before:g} 低于现有风险 {now:g}", hint)


def _product(row: Row) -> float | None:
    """The product of L, E and C; None where they are not all there, or another method graded the point."""
    if "LS" in row or not all(key in row for key in _FACTORS):
        return None
    return float(row["L"] * row["E"] * row["C"])


def _grade(view: View, keys: Keys, row: Row) -> None:
    missing = [key for key in _FACTORS if key not in row]
    if len(missing) == len(_FACTORS):
        if not any(key in row for key in _OTHERS):
            hint = "请填 L、E、C 三项，或者填 LS 法的 L、S（LS），或者填直接判定理由（direct）"
            view.error(keys, "没有分级依据", hint)
    elif "LS" in row:
        view.error((*keys, "LS"), "LEC 法和 LS 法只能填一种", "请删去 L、E、C，或者删去 LS")
    elif missing:
        view.error(keys, f"缺少 {'、'.join(missing)}", "L、E、C 要填就三项都填")


def reasoned(view: View) -> None:
    """A direct judgement says why: a word of assent is no reason."""
    for zone, _ in view.rows("zones"):
        for keys, row in view.rows_below(zone, "risks"):
            words = "".join(char for char in str(row.get("direct", "")) if char.isalnum())
            if "direct" in row and (not words or words in _NO_REASONS):
                hint = "请写明属于哪种情形，例如 构成危险化学品二级重大危险源"
                view.error((*keys, "direct"), "没有写明理由", hint)


def unique_codes(view: View) -> None:
    """Codes tell risk points apart over all zones."""
    seen: set[str] = set()
    for zone, _ in view.rows("zones"):
        for keys, row in view.rows_below(zone, "risks"):
            code = row.get("code")
            if code in seen:
                view.error((*keys, "code"), f"风险点编号“{code}”重复", "请改成不同的，或者不填由程序自动编")
            elif code:
                seen.add(code)


def post_names(view: View) -> None:
    """Posts that a risk point concerns are on the list of posts and in its zone."""
    if view.names("posts") is None:
        return
    places = {row.get("name"): row.get("zone") for _, row in view.rows("posts")}
    if not places:
        return
    for zone, data in view.rows("zones"):
        for keys, row in view.rows_below(zone, "risks"):
            for number, name in enumerate(row.get("posts") or ()):
                if _elsewhere(name, places, data.get("code")):
                    hint = "请核对岗位名称和岗位所在区域；告知卡按岗位取风险点"
                    view.warn((*keys, "posts", number), f"本区域没有岗位“{name}”", hint)


def _elsewhere(name: Any, places: Mapping[Any, Any], zone: Any) -> bool:
    """Whether a post is not in the zone; several in one text are told by another rule."""
    return bool(name) and not LISTED.search(name) and places.get(name, "") != zone


RULES = (graded, reasoned, unique_codes, post_names)
