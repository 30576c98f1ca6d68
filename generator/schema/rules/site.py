"""The map as a whole: a site needs zones, zones need a site, and an assessed zone has risk points."""

from __future__ import annotations

from generator.schema.view import Row, View

_NEEDED = "画不出四色图"


def drawable(view: View) -> None:
    """Zones need a site to be drawn on."""
    if any(keys[:1] in {("site",), ("zones",)} and len(keys) < 3 for keys in view.damaged):
        return
    if view.get("zones") and not view.get("site"):
        view.warn(("zones",), f"填了区域，没有填总平面（site），{_NEEDED}", "请填场地的宽和高")
    elif view.get("site") and not view.get("zones"):
        view.warn(("site",), f"填了总平面，没有填区域（zones），{_NEEDED}", "请填各区域")


def assessed(view: View) -> None:
    """A zone without risk points is hatched grey as not assessed."""
    for keys, row in view.rows("zones"):
        if _no_risks(row) and not any(path[: len(keys)] == keys for path in view.damaged):
            view.warn(keys, "没有风险点，四色图上标为“未评估”", "请补填风险点（risks）")


def _no_risks(row: Row) -> bool:
    return not row.get("risks")


RULES = (drawable, assessed)
