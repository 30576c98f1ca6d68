"""The pages that zones are drawn on: the site itself and its further floors, each with its own measures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.record import Keys
from generator.schema.view import Entry, Placed, Row, View

Place = tuple[Keys, Any]  # a key path and the point that stands there
Size = tuple[float, float]

_SLACK = 1e-6


def pages(view: View) -> Iterator[Placed]:
    """The site and its floors, each with its key path."""
    site = view.get("site")
    if isinstance(site, dict):
        yield ("site",), site
        yield from view.rows("site", "floors")


def page_of(view: View, zone: Row) -> Row | None:
    """The page that a zone is drawn on; None where there is no such page."""
    name = zone.get("floor", "")
    for keys, page in pages(view):
        if _is_called(name, keys, page):
            return page
    return None


def _is_called(name: str, keys: Keys, page: Row) -> bool:
    return page.get("name") == name if name else keys == ("site",)


def within(point: Any, width: float, height: float) -> bool:
    """Whether a point lies on a page of that size, in metres."""
    return _is_between(point[0], width) and _is_between(point[1], height)


def _is_between(value: float, end: float) -> bool:
    return -_SLACK <= value <= end + _SLACK


def floors(view: View) -> None:
    """Floors have names of their own, zones name one of them, and each has a zone."""
    if any(path[:1] == ("site",) and len(path) < 5 for path in view.damaged):
        return
    known = {page["name"]: keys for keys, page in reversed(list(pages(view))) if "name" in page}
    _own_names(view, known)
    _zones_on_a_page(view, known)
    _pages_with_a_zone(view)


def _own_names(view: View, known: Mapping[str, Keys]) -> None:
    for keys, page in pages(view):
        name = page.get("name")
        if name is not None and known[name] != keys:
            view.error((*keys, "name"), f"楼层“{name}”重复", "请改成不同的名称")


def _zones_on_a_page(view: View, known: Collection[str]) -> None:
    if not view.get("site"):
        return
    near = f"已有 {'、'.join(known)}" if known else "请在 site 下填 floors（其他楼层）"
    for zone in view.entries("zones"):
        floor = zone.get("floor")
        if floor and floor not in known:
            zone.error("floor", f"总平面里没有楼层“{floor}”", near)


def _pages_with_a_zone(view: View) -> None:
    if not view.get("zones"):
        return
    used = {row.get("floor", "") for _, row in view.rows("zones")}
    for keys, page in view.rows("site", "floors"):
        name = page.get("name")
        if name not in used:
            view.warn(keys, f"“{name}”没有区域，不出图", "请在区域里填 floor，或删去这一层")


def size(page: Row) -> Size | None:
    """How wide and how high a page is, in metres; None where that is not told."""
    width, height = page.get("width"), page.get("height")
    return None if width is None or height is None else (width, height)


def marks(view: View) -> None:
    """Assembly point, exits, routes and marks outside their page would not be seen on the map."""
    for keys, row in pages(view):
        if measures := size(row):
            _marks(Entry(view, keys, row), *measures)


def _marks(page: Entry, width: float, height: float) -> None:
    for place, point in _places(page):
        if _is_point(point) and not within(point, width, height):
            hint = f"总平面宽 {width} 米，高 {height} 米"
            page.view.warn(place, "在总平面之外，四色图上看不到", hint)


def _places(page: Entry) -> Iterator[Place]:
    yield page.at("assembly.at"), (page.get("assembly") or {}).get("at")
    for name in ("exits", "marks"):
        for one in page.rows(name):
            yield one.at("at"), one.get("at")
    for number, route in enumerate(page.get("routes") or ()):
        yield from _steps((*page.at("routes"), number), route or ())


def _steps(keys: Keys, route: Iterable[Any]) -> Iterator[Place]:
    """The points of a route."""
    for step, point in enumerate(route):
        yield (*keys, step), point


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and None not in value


RULES = (floors, marks)
