"""The pages that zones are drawn on: the site itself and its further floors, each with its own measures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.record import Keys
from generator.schema.view import Row, View


def pages(view: View) -> Iterator[tuple[Keys, Row]]:
    """The site and its floors, each with its key path."""
    site = view.get("site")
    if isinstance(site, dict):
        yield ("site",), site
        yield from view.rows("site", "floors")


def page_of(view: View, zone: Row) -> Row | None:
    """The page that a zone is drawn on; None where there is no such page."""
    name = zone.get("floor", "")
    for keys, page in pages(view):
        if (keys == ("site",) and not name) or (name and page.get("name") == name):
            return page
    return None


def within(point: Any, width: float, height: float) -> bool:
    """Whether a point lies on a page of that size, in metres."""
    slack = 1e-6
    return bool(-slack <= point[0] <= width + slack and -slack <= point[1] <= height + slack)


def floors(view: View) -> None:
    """Floors have names of their own, zones name one of them, and each has a zone."""
    if any(path[:1] == ("site",) and len(path) < 5 for path in view.damaged):
        return
    known = {page["name"]: keys for keys, page in reversed(list(pages(view))) if "name" in page}
    for keys, page in pages(view):
        if "name" in page and known[page["name"]] != keys:
            view.error((*keys, "name"), f"楼层“{page['name']}”重复", "请改成不同的名称")
    _zones_on_a_page(view, known)
    _pages_with_a_zone(view)


def _zones_on_a_page(view: View, known: Collection[str]) -> None:
    for keys, row in view.rows("zones"):
        floor = row.get("floor", "")
        if floor and floor not in known and view.get("site"):
            near = f"已有 {'、'.join(known)}" if known else "请在 site 下填 floors（其他楼层）"
            view.error((*keys, "floor"), f"总平面里没有楼层“{floor}”", near)


def _pages_with_a_zone(view: View) -> None:
    used = {row.get("floor", "") for _, row in view.rows("zones")}
    for keys, page in view.rows("site", "floors"):
        if view.get("zones") and page.get("name") not in used:
            view.warn(keys, f"“{page.get('name')}”没有区域，不出图", "请在区域里填 floor，或删去这一层")


def marks(view: View) -> None:
    """Assembly point, exits, routes and marks outside their page would not be seen on the map."""
    for keys, page in pages(view):
        width, height = page.get("width"), page.get("height")
        if width is None or height is None:
            continue
        for place, point in _places(view, keys, page):
            if _is_point(point) and not within(point, width, height):
                view.warn(place, "在总平面之外，四色图上看不到", f"总平面宽 {width} 米，高 {height} 米")


def _places(view: View, keys: Keys, page: Row) -> Iterator[tuple[Keys, Any]]:
    yield (*keys, "assembly", "at"), (page.get("assembly") or {}).get("at")
    for name in ("exits", "marks"):
        for place, row in view.rows_below(keys, name):
            yield (*place, "at"), row.get("at")
    for number, route in enumerate(page.get("routes") or ()):
        for step, point in enumerate(route or ()):
            yield (*keys, "routes", number, step), point


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and None not in value


RULES = (floors, marks)
