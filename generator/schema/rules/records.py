"""Records kept in ledgers: money that says what it is for, known machines."""

from __future__ import annotations

from generator.schema import apart
from generator.schema.view import Entry, View


def spending(view: View) -> None:
    """A line sets money aside or spends it; what is spent belongs to a category."""
    for one in view.entries("records", "spending"):
        if not one.is_lost("amount", "accrued", "category"):
            _spent(one)


def _spent(one: Entry) -> None:
    if not {"amount", "accrued", "budget"} & one.row.keys():
        one.view.warn(one.keys, "没有金额", "支出填 amount，提取填 accrued，预算填 budget")
    elif "amount" in one.row and "category" not in one.row:
        one.warn("category", "有支出，没有费用类别", "按财资〔2022〕136号的使用范围选填")


def checked_equipment(view: View) -> None:
    """Equipment that was checked is on the list of equipment, by code or by name."""
    codes, names = view.names("equipment", name="code"), view.names("equipment")
    if codes is None or names is None:
        return
    for one in view.entries("records", "equipment_checks"):
        _known(one, codes | names)


def _known(check: Entry, known: set[str]) -> None:
    machine = check.get("equipment")
    if machine and machine not in known:
        hint = apart.near(machine, known, "请先填写这台设备，或改正")
        check.warn("equipment", f"设备清单里没有：{machine}", hint)


RULES = (spending, checked_equipment)
