"""The map as a whole: a site needs zones, zones need a site, and an assessed zone has risk points."""

from __future__ import annotations

from generator.schema.view import View

_NEEDED = "画不出四色图"


def drawable(view: View) -> None:
    """Zones need a site to be drawn on."""
    if _is_unsafe(view):
        return
    zones, site = view.get("zones"), view.get("site")
    if zones and not site:
        view.warn(("zones",), f"填了区域，没有填总平面（site），{_NEEDED}", "请填场地的宽和高")
    elif site and not zones:
        view.warn(("site",), f"填了总平面，没有填区域（zones），{_NEEDED}", "请填各区域")


def _is_unsafe(view: View) -> bool:
    """Whether faults leave it open if there is a site, if there are zones."""
    return any(keys[:1] in {("site",), ("zones",)} and len(keys) < 3 for keys in view.damaged)


def assessed(view: View) -> None:
    """A zone without risk points is hatched grey as not assessed."""
    for keys, row in view.rows("zones"):
        if not row.get("risks") and not view.has_gaps(*keys):
            view.warn(keys, "没有风险点，四色图上标为“未评估”", "请补填风险点（risks）")


RULES = (drawable, assessed)
