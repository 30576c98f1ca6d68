"""People counted once and known by name: posts within the headcount, re-checkers that somebody has met."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.record import Keys
from generator.schema import apart
from generator.schema.view import Entry, View

Item = tuple[Keys, object]  # a place and what stands there

_HEADCOUNT = ("enterprise", "headcount")
# Lists whose rows name people, and the field that does.
_NAMED = (
    ("departments", "head"),
    ("zones", "lead"),
    ("certificates", "holder"),
    ("equipment", "keeper"),
    ("equipment", "operators"),
    ("confined_spaces", "keeper"),
    ("emergency_supplies", "keeper"),
    ("records.inductions", "name"),
    ("records.ppe_issues", "name"),
)
# Lists each of whose rows is of one person.
_ONE_EACH = (
    ("people.safety_officers", "name"),
    ("certificates", "holder"),
    ("records.inductions", "name"),
    ("records.ppe_issues", "name"),
)
# What stands in brackets says what one post does: 木工机床操作工（刨、铣、榫、钻）.
LISTED = re.compile(r"[、，；;](?![^（(]*[）)])")


def heads(view: View) -> None:
    """The posts have no more people, each counted once, than the enterprise; told where they go beyond."""
    headcount, total = view.get(*_HEADCOUNT), 0
    for post in view.entries("posts"):
        before, total = total, total + _own(post)
        if headcount and before <= headcount < total:
            _too_many(post, total, headcount)


def _too_many(post: Entry, total: int, headcount: int) -> None:
    """Tell the post with which there are more people than the enterprise has."""
    there = post.away(_HEADCOUNT, "count")
    message = f"各岗位人数合计到这里是 {total}，多于从业人员数 {headcount}{there}"
    hint = "请核对岗位人数和从业人员数（headcount）；由别的岗位兼的人填其中兼岗人数（concurrent）"
    post.warn("count", message, hint)


def _own(post: Entry) -> int:
    """The people of a post who are counted at no other; more of those than people cannot be."""
    count, concurrent = post.get("count") or 0, post.get("concurrent") or 0
    if concurrent > count and not post.is_lost("count"):
        there = post.beside("count", "concurrent")
        message = f"兼岗 {concurrent} 人，多于岗位人数 {count}{there}"
        post.error("concurrent", message, "请核对两个人数")
    return max(count - concurrent, 0)


def known_people(view: View) -> None:
    """Who re-checked is an advisor or one of the enterprise's people; who is to mend, one of its people."""
    if any(map(view.has_gaps, ("agency", "people", "departments"))):
        return
    known = {*_people(view), *(view.names("agency", "advisors") or ())}
    for hazard in view.entries("hazards"):
        for one in (hazard, *hazard.rows("rechecks")):
            _unknown(one, "rechecker", known, "不是辅导员，也不在企业人员里")
        if _lists_people(view):
            # That an advisor mends is an error of its own.
            _unknown(hazard, "responsible", known, "不在企业人员里")


def _lists_people(view: View) -> bool:
    """Whether the enterprise names its people: who names two or three names not all of them."""
    return bool(view.get("departments") or view.get("people", "safety_officers"))


def _unknown(one: Entry, field: str, known: set[str], what: str) -> None:
    """Tell each name in a field that is not among those known."""
    for name in dict.fromkeys(apart.names(one.get(field, ""))):
        if name not in known:
            hint = apart.near(name, known, "请核对姓名，或补填到人员、部门里")
            one.warn(field, f"“{name}”{what}", hint)


def _people(view: View) -> Iterator[str]:
    """Everyone of the enterprise whom its data names, as often as it does."""
    for row in (*_in_office(view), *view.entries("people", "safety_officers")):
        yield row.get("name", "")
    for path, field in _NAMED:
        for row in view.entries(*path.split(".")):
            yield from apart.names(row.get(field, ""))


def _in_office(view: View) -> Iterator[Entry]:
    """Those who hold an office of which there is one."""
    for role, row in (view.get("people") or {}).items():
        if isinstance(row, dict):
            yield Entry(view, ("people", role), row)


def one_an_item(view: View) -> None:
    """Each item of a list is one: 砂光工、开料工 in one item is no post."""
    for keys, item in _items(view):
        if isinstance(item, str) and LISTED.search(item):
            parts = ", ".join(filter(None, map(str.strip, LISTED.split(item))))
            view.warn(keys, f"一项里写了几个：{item}", f"每项一个，用英文逗号分开：[{parts}]")


def _items(view: View) -> Iterator[Item]:
    """The items of lists of posts, and of what is dangerous in a confined space."""
    for one in (*view.entries("health_factors"), *view.risks()):
        yield from _items_of(one, "posts")
    for one in view.entries("confined_spaces"):
        yield from _items_of(one, "hazards")


def _items_of(one: Entry, field: str) -> Iterator[Item]:
    """The items of a list in a row, each with its place."""
    for number, item in enumerate(one.get(field) or ()):
        yield (*one.at(field), number), item


def one_person(view: View) -> None:
    """A row of one person names one."""
    for one, field in _single(view):
        name = one.get(field)
        if name and LISTED.search(name):
            one.warn(field, f"一项里写了几个人：{name}", "每人一项，分开填写")


def _single(view: View) -> Iterator[tuple[Entry, str]]:
    """The rows each of which is of one person, and the field that names it."""
    yield from ((one, "name") for one in _in_office(view))
    for path, field in _ONE_EACH:
        yield from ((one, field) for one in view.entries(*path.split(".")))


def known_posts(view: View) -> None:
    """Posts that health factors and the records of people name are on the list of posts."""
    names = view.names("posts")
    if names:
        for keys, post in _posts(view):
            _post(view, keys, post, names)


def _posts(view: View) -> Iterator[Item]:
    for factor in view.entries("health_factors"):
        yield from _items_of(factor, "posts")
    for name in ("inductions", "ppe_issues"):
        for one in view.entries("records", name):
            yield one.at("post"), one.get("post")


def _post(view: View, keys: Keys, post: object, names: set[str]) -> None:
    if isinstance(post, str) and post not in names and not LISTED.search(post):
        hint = apart.near(post, names, "请先填写这个岗位，或改正")
        view.warn(keys, f"没有这个岗位：{post}", hint)


RULES = (heads, known_people, one_an_item, one_person, known_posts)
