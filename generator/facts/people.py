"""People of the enterprise and of the agency, certificates, departments and posts."""

from __future__ import annotations

from collections.abc import Mapping

from generator import domain
from generator.facts.dates import Day, parse
from generator.facts.plain import Data, items, joined, number, part, rows, text
from generator.record import Record

SOON = 30


def person(data: Data, key: str) -> domain.Person:
    """The person under the key, empty when there is none."""
    found = part(data, key)
    return domain.Person(text(found, "name"), text(found, "phone"), text(found, "post"))


def derive(data: Data) -> domain.People:
    """Who holds which safety role."""
    people = part(data, "people")
    officers = tuple(
        domain.Officer(*(text(row, key) for key in ("name", "phone", "duty", "certificate", "expires")))
        for row in rows(people, "safety_officers")
    )
    return domain.People(
        deputy=person(people, "deputy"),
        safety_body=text(people, "safety_body"),
        officers=officers,
        officer_names=joined(_with_duty(officer) for officer in officers),
        fire_responsible=person(people, "fire_responsible"),
        fire_manager=person(people, "fire_manager"),
        health_officer=person(people, "health_officer"),
        equipment_director=person(people, "equipment_director"),
        equipment_officer=person(people, "equipment_officer"),
        union=person(people, "union"),
    )


def _with_duty(officer: domain.Officer) -> str:
    return f"{officer.name}（{officer.duty}）" if officer.duty else officer.name


def agency(data: Data) -> domain.Agency:
    """The agency that serves."""
    found = part(data, "agency")
    return domain.Agency(
        name=text(found, "name"),
        uscc=text(found, "uscc"),
        address=text(found, "address"),
        phone=text(found, "phone"),
        complaint_phone=text(found, "complaint_phone"),
        principal=person(found, "principal"),
        contact=person(found, "contact"),
        email=text(found, "email"),
        document_prefix=text(found, "document_prefix"),
    )


def badge_words(data: Data) -> tuple[str, str]:
    """The official name that the agency's badges bear and who issues them, as given."""
    found = part(data, "agency")
    return text(found, "badge_title"), text(found, "badge_issuer")


def advisors(record: Record) -> tuple[domain.Advisor, ...]:
    """The advisors that serve this client, the lead first: those named, else all of the agency."""
    staff = rows(part(record.data, "agency"), "advisors")
    known = {text(row, "name"): place for place, row in enumerate(staff)}
    names = [str(name) for name in items(record.data, "advisors")] or list(known)
    found: list[domain.Advisor] = []
    for name in dict.fromkeys(names):
        place = known.get(name, -1)
        row: Data = staff[place] if place >= 0 else {"name": name}
        found.append(_advisor(record, row, place, lead=not found))
    return tuple(found)


def _advisor(record: Record, row: Data, place: int, *, lead: bool) -> domain.Advisor:
    name = text(row, "name")
    file = text(row, "photo")
    folder = record.folder(("agency", "advisors", place, "photo")) if file else None
    return domain.Advisor(
        name=name,
        phone=text(row, "phone"),
        gender=text(row, "gender"),
        education=text(row, "education"),
        specialty=text(row, "specialty"),
        qualification=text(row, "qualification"),
        certificate_number=text(row, "certificate_number"),
        badge_number=text(row, "badge_number"),
        trained=text(row, "trained"),
        duty=text(row, "duty"),
        experience_years=text(row, "experience_years"),
        lead=lead,
        photo=domain.Photo(str(folder / file), name) if folder else None,
        roster=text(row, "roster"),
    )


NO_ADVISOR = domain.Advisor("", "", "", "", "", "", "", "", "", "", "", True, None)


def certificates(data: Data, day: Day) -> tuple[domain.Certificate, ...]:
    """Personal certificates, each with its state on the day by the nearer of review and expiry."""
    return tuple(
        domain.Certificate(
            holder=text(row, "holder"),
            kind=text(row, "kind"),
            item=text(row, "item"),
            number=text(row, "number"),
            issued=text(row, "issued"),
            review=text(row, "review"),
            expires=text(row, "expires"),
            state=validity((text(row, "review"), text(row, "expires")), day),
            special_operation=text(row, "kind") == "特种作业",
        )
        for row in rows(data, "certificates")
    )


def validity(limits: tuple[str, ...], day: Day) -> str:
    """已过期 when the first limit has passed, 临期 within 30 days of it, else 有效; "" without any."""
    days = [limit for limit in map(parse, limits) if limit]
    if not days:
        return ""
    left = (min(days) - day).days
    if left < 0:
        return "已过期"
    return "临期" if left <= SOON else "有效"


def posts(data: Data, zones: Mapping[str, str]) -> tuple[domain.Post, ...]:
    """All posts."""
    return tuple(_post(row, zones) for row in rows(data, "posts"))


def _post(row: Data, zones: Mapping[str, str]) -> domain.Post:
    ppe = tuple(
        domain.Ppe(*(text(one, key) for key in ("name", "standard", "count", "cycle_months")))
        for one in rows(row, "ppe")
    )
    return domain.Post(
        name=text(row, "name"),
        department=text(row, "department"),
        zone=zones.get(text(row, "zone"), text(row, "zone")),
        headcount=number(row, "count"),
        hazards=joined(items(row, "hazards")),
        ppe=joined(one.name for one in ppe),
        ppe_items=ppe,
    )


def departments(data: Data, posts: tuple[domain.Post, ...]) -> tuple[domain.Department, ...]:
    """Departments with their posts; posts of unnamed or unlisted departments come after."""
    listed = {text(row, "name"): row for row in rows(data, "departments")}
    for post in posts:
        listed.setdefault(post.department, {"name": post.department})
    ordered = sorted(listed, key=lambda name: name == "")
    return tuple(
        domain.Department(
            name=name,
            head=text(listed[name], "head"),
            phone=text(listed[name], "phone"),
            posts=tuple(post for post in posts if post.department == name),
        )
        for name in ordered
    )
