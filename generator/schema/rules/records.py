"""Records kept in ledgers: money that says what it is for, known machines."""

from __future__ import annotations

import difflib

from generator.record import Keys
from generator.schema.view import Row, View


def spending(view: View) -> None:
    """A line sets money aside or spends it; what is spent belongs to a category."""
    for keys, row in view.rows("records", "spending"):
        if any((*keys, key) in view.damaged for key in ("amount", "accrued", "category")):
            continue
        if not {"amount", "accrued", "budget"} & row.keys():
            view.warn(keys, "没有金额", "支出填 amount，提取填 accrued，预算填 budget")
        elif "amount" in row and "category" not in row:
            view.warn((*keys, "category"), "有支出，没有费用类别", "按财资〔2022〕136号的使用范围选填")


def checked_equipment(view: View) -> None:
    """Equipment that was checked is on the list of equipment, by code or by name."""
    codes, names = view.names("equipment", name="code"), view.names("equipment")
    if codes is None or names is None:
        return
    for keys, row in view.rows("records", "equipment_checks"):
        _known(view, (*keys, "equipment"), row, codes | names)


def _known(view: View, keys: Keys, row: Row, known: set[str]) -> None:
    value = row.get(str(keys[-1]))
    if value and value not in known:
        near = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”" if near else "请先填写这台设备，或改正"
        view.warn(keys, f"设备清单里没有：{value}", hint)


RULES = (spending, checked_equipment)
