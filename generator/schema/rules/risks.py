"""Risk points: graded by all three of L, E and C, or judged directly; codes that do not repeat."""

from __future__ import annotations

from generator.record import Keys
from generator.schema.view import Row, View

_FACTORS = ("L", "E", "C")


def graded(view: View) -> None:
    """Each risk point can be graded; nothing is guessed."""
    for zone, _ in view.rows("zones"):
        for keys, row in view.rows_below(zone, "risks"):
            if not any((*keys, key) in view.damaged for key in (*_FACTORS, "direct")):
                _grade(view, keys, row)


def _grade(view: View, keys: Keys, row: Row) -> None:
    missing = [key for key in _FACTORS if key not in row]
    if len(missing) == len(_FACTORS):
        if "direct" not in row:
            view.error(keys, "没有分级依据", "请填 L、E、C 三项，或者填直接判定理由（direct）")
    elif missing:
        view.error(keys, f"缺少 {'、'.join(missing)}", "L、E、C 要填就三项都填")


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


RULES = (graded, unique_codes)
