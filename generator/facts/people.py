"""People of the enterprise and of the agency, certificates, departments and posts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from generator import domain
from generator.domain import convert
from generator.facts.plain import Data, Names, items, number, part, rows, text, zone_of
from generator.record import Keys, Record

EXPIRING_DAYS = 30
_ADVISORS = "advisors"
Posts = tuple[domain.Post, ...]


def derive(data: Data) -> domain.People:
    """Who holds which safety role."""
    people = part(data, "people")
    officers = convert.every(domain.Officer, rows(people, "safety_officers"))
    names = tuple(dict.fromkeys(map(_with_duty, officers)))
    return convert.build(domain.People, people, officers=officers, officer_names=names)


def _with_duty(officer: domain.Officer) -> str:
    return f"{officer.name}（{officer.duty}）"


def agency(data: Data) -> domain.Agency:
    """The agency that serves."""
    return convert.build(domain.Agency, part(data, "agency"))


def advisors(record: Record) -> tuple[domain.Advisor, ...]:
    """The advisors that serve this client, the lead first: those named, else all of the agency."""
    places = {text(row, "name"): place for place, row in enumerate(_staff(record.data))}
    named = map(advisor_name, items(record.data, _ADVISORS)) if _ADVISORS in record.data else places
    turns = enumerate(dict.fromkeys(named))
    return tuple(_advisor(record, name, places.get(name), lead=turn == 0) for turn, name in turns)


def _staff(data: Data) -> tuple[Data, ...]:
    return rows(part(data, "agency"), "advisors")


def names(found: Iterable[domain.Advisor]) -> tuple[str, ...]:
    """The names of advisors, in their order."""
    return tuple(one.name for one in found)


def advisor_name(row: object) -> str:
    """The name that a row of the client's advisors gives, with the days of the service or without."""
    return text(row, "name") if isinstance(row, Mapping) else convert.text(row)


def _advisor(record: Record, name: str, place: int | None, *, lead: bool) -> domain.Advisor:
    """The advisor at that place of the agency's list; by the name alone where the agency does not list it."""
    if place is None:
        return convert.build(domain.Advisor, {"name": name}, lead=lead, photo=None)
    keys: Keys = ("agency", "advisors", place)
    row = _staff(record.data)[place]
    photo = _photo(record, row, (*keys, "photo"))
    return convert.build(domain.Advisor, row, lead=lead, photo=photo, keys=keys)


def _photo(record: Record, row: Data, keys: Keys) -> domain.Photo | None:
    """The advisor's picture, which lies beside the file that names it."""
    file = text(row, "photo")
    return domain.Photo(record.asset(keys, file), text(row, "name")) if file else None


NO_ADVISOR = convert.build(domain.Advisor, {}, lead=True, photo=None)


def certificates(data: Data, day: datetime.date) -> tuple[domain.Certificate, ...]:
    """Personal certificates, each with its state on the day by the nearer of review and expiry."""
    return tuple(_certificate(row, day) for row in rows(data, "certificates"))


def _certificate(row: Data, day: datetime.date) -> domain.Certificate:
    limits = (domain.day(row.get("review")), domain.day(row.get("expires")))
    special = row.get("kind") == domain.CertificateKind.SPECIAL_OPERATION
    return convert.build(domain.Certificate, row, state=validity(limits, day), special_operation=special)


def nearest(one: domain.Certificate) -> domain.Day:
    """The day by which a certificate must be reviewed or renewed; None where it has no such day."""
    return min(filter(None, (one.review, one.expires)), default=None)


def validity(limits: Iterable[domain.Day], day: datetime.date) -> domain.Validity | None:
    """How a paper stands by the first of its limits; None without any."""
    first = min(filter(None, limits), default=None)
    if first is None:
        return None
    left = (first - day).days
    if left < 0:
        return domain.Validity.EXPIRED
    return domain.Validity.EXPIRING if left <= EXPIRING_DAYS else domain.Validity.VALID


def posts(data: Data, zones: Names) -> Posts:
    """All posts."""
    return tuple(_post(row, zones, place) for place, row in enumerate(rows(data, "posts")))


def _post(row: Data, zones: Names, place: int) -> domain.Post:
    given = convert.every(domain.Ppe, rows(row, "ppe"))
    return convert.build(
        domain.Post,
        row,
        headcount=number(row, "count"),
        ppe=tuple(dict.fromkeys(one.name for one in given)),
        ppe_items=given,
        keys=("posts", place),
        **zone_of(row, zones),
    )


def departments(data: Data, posts: Posts) -> tuple[domain.Department, ...]:
    """Departments with their posts; posts of unnamed or unlisted departments come after."""
    listed = {text(row, "name"): row for row in rows(data, "departments")}
    for post in posts:
        listed.setdefault(post.department, {"name": post.department})
    ordered = sorted(listed, key=lambda name: name == "")
    return tuple(_department(listed[name], name, posts) for name in ordered)


def _department(row: Data, name: str, posts: Posts) -> domain.Department:
    own = tuple(post for post in posts if post.department == name)
    return convert.build(domain.Department, row, posts=own)
