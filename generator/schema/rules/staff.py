"""People counted once and known by name: posts within the headcount, re-checkers that somebody has met."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from generator.record import Keys
from generator.schema.view import Row, View

_SEPARATORS = re.compile(r"[、，,；;/\s]+")
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
    place = ("enterprise", "headcount")
    headcount, total = view.get(*place), 0
    for keys, row in view.rows("posts"):
        before, total = total, total + _own(view, keys, row)
        if headcount and before <= headcount < total:
            there = view.mention(place, (*keys, "count"))
            message = f"各岗位人数合计到这里是 {total}，多于从业人员数 {headcount}{there}"
            hint = "请核对岗位人数和从业人员数（headcount）；由别的岗位兼的人填其中兼岗人数（concurrent）"
            view.warn((*keys, "count"), message, hint)


def _own(view: View, keys: Keys, row: Row) -> int:
    """The people of a post who are counted at no other; more of those than people cannot be."""
    count, concurrent = row.get("count") or 0, row.get("concurrent") or 0
    if concurrent > count and (*keys, "count") not in view.damaged:
        place = (*keys, "concurrent")
        there = view.mention((*keys, "count"), place)
        view.error(place, f"兼岗 {concurrent} 人，多于岗位人数 {count}{there}", "请核对两个人数")
    return max(count - concurrent, 0)


def known_people(view: View) -> None:
    """Who re-checked is an advisor or one of the enterprise's people; who is to mend, one of its people."""
    if any(path[0] in ("agency", "people", "departments") for path in view.damaged if path):
        return
    own, advisors = set(_people(view)), view.names("agency", "advisors") or set()
    listed = bool(view.get("departments") or view.get("people", "safety_officers"))
    for keys, row in view.rows("hazards"):
        for place, one in ((keys, row), *view.rows_below(keys, "rechecks")):
            _unknown(view, (*place, "rechecker"), one, own | advisors, "不是辅导员，也不在企业人员里")
        if listed:  # who names two or three people names not all of them
            # That an advisor mends is an error of its own.
            _unknown(view, (*keys, "responsible"), row, own | advisors, "不在企业人员里")


def _unknown(view: View, keys: Keys, row: Row, known: set[str], what: str) -> None:
    for name in dict.fromkeys(filter(None, _SEPARATORS.split(row.get(str(keys[-1]), "")))):
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
            hint = f"是不是“{near[0]}”" if near else "请核对姓名，或补填到人员、部门里"
            view.warn(keys, f"“{name}”{what}", hint)


def _people(view: View) -> Iterator[str]:
    """Everyone of the enterprise whom its data names, as often as it does."""
    for part in (view.get("people") or {}).values():
        for row in part if isinstance(part, list) else [part]:
            if isinstance(row, dict):
                yield row.get("name", "")
    for path, key in _NAMED:
        for _, row in view.rows(*path.split(".")):
            yield from _SEPARATORS.split(row.get(key, ""))


def apart(view: View) -> None:
    """Each item of a list is one: 砂光工、开料工 in one item is no post."""
    for keys, item in _items(view):
        if isinstance(item, str) and LISTED.search(item):
            parts = ", ".join(filter(None, (one.strip() for one in LISTED.split(item))))
            hint = f"每项一个，用英文逗号分开：[{parts}]"
            view.warn(keys, f"一项里写了几个：{item}", hint)


def _items(view: View) -> Iterator[tuple[Keys, object]]:
    """The items of lists of posts, and of what is dangerous in a confined space."""
    lists = [(one, "posts") for one in view.rows("health_factors")]
    lists += [(one, "posts") for zone, _ in view.rows("zones") for one in view.rows_below(zone, "risks")]
    lists += [(one, "hazards") for one in view.rows("confined_spaces")]
    for (keys, row), name in lists:
        for number, item in enumerate(row.get(name) or ()):
            yield (*keys, name, number), item


def one_person(view: View) -> None:
    """A row of one person names one."""
    for keys, name in _single(view):
        if LISTED.search(name):
            view.warn(keys, f"一项里写了几个人：{name}", "每人一项，分开填写")


def _single(view: View) -> Iterator[tuple[Keys, str]]:
    for role, row in (view.get("people") or {}).items():
        if isinstance(row, dict) and row.get("name"):
            yield ("people", role, "name"), row["name"]
    for path, key in _ONE_EACH:
        for keys, row in view.rows(*path.split(".")):
            if row.get(key):
                yield (*keys, key), row[key]


def known_posts(view: View) -> None:
    """Posts that health factors and the records of people name are on the list of posts."""
    names = view.names("posts")
    if not names:
        return
    for keys, row in view.rows("health_factors"):
        for number, post in enumerate(row.get("posts") or ()):
            _post(view, (*keys, "posts", number), post, names)
    for name in ("inductions", "ppe_issues"):
        for keys, row in view.rows("records", name):
            _post(view, (*keys, "post"), row.get("post"), names)


def _post(view: View, keys: tuple[str | int, ...], post: object, names: set[str]) -> None:
    if isinstance(post, str) and post not in names and not LISTED.search(post):
        near = difflib.get_close_matches(post, sorted(names), n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”" if near else "请先填写这个岗位，或改正"
        view.warn(keys, f"没有这个岗位：{post}", hint)


RULES = (heads, known_people, apart, one_person, known_posts)
