"""The enterprise, its regulator, the agreement and the document numbers."""

from __future__ import annotations

from generator import domain
from generator.facts import dates
from generator.facts.people import person
from generator.facts.plain import Data, items, joined, money, part, rows, text

_NAMED_BY_USER = "金华开发区"


def enterprise(data: Data) -> domain.Enterprise:
    """The enterprise; without a short name its full name serves."""
    found = part(data, "enterprise")
    people = part(data, "people")
    industry = part(found, "industry")
    steps = tuple(str(step) for step in items(found, "process"))
    return domain.Enterprise(
        name=text(found, "name"),
        short_name=text(found, "short_name") or text(found, "name"),
        uscc=text(found, "uscc"),
        address=text(found, "address"),
        registered_address=text(found, "registered_address"),
        county=text(found, "county"),
        industry_code=text(industry, "code"),
        industry=text(industry, "name"),
        sector=text(industry, "sector"),
        scale=text(found, "scale"),
        headcount=int(found.get("headcount") or 0),
        revenue=text(found, "revenue"),
        products=text(found, "products"),
        process="→".join(steps),
        process_steps=steps,
        materials=_materials(found),
        buildings=_buildings(found),
        phone=text(found, "phone"),
        legal_representative=person(people, "legal_representative"),
        principal=person(people, "principal"),
        controller=person(people, "controller"),
        contact=person(people, "contact"),
        standardization=text(found, "standardization"),
        liability_insurance=text(found, "liability_insurance"),
        injury_insured=text(found, "injury_insured"),
        accidents=text(found, "accidents"),
    )


def _materials(found: Data) -> tuple[domain.Material, ...]:
    keys = ("name", "usage", "state", "note")
    return tuple(domain.Material(*(text(row, key) for key in keys)) for row in rows(found, "materials"))


def _buildings(found: Data) -> tuple[domain.Building, ...]:
    keys = (
        "name",
        "area",
        "floors",
        "structure",
        "fire_class",
        "fire_rating",
        "ownership",
        "acceptance",
        "note",
    )
    return tuple(domain.Building(*(text(row, key) for key in keys)) for row in rows(found, "buildings"))


def regulator(data: Data) -> domain.Regulator:
    """The bureau given, else the county's; the development zone's must be given."""
    given = part(data, "regulator")
    county = text(part(data, "enterprise"), "county")
    named = county and county != _NAMED_BY_USER
    return domain.Regulator(
        name=text(given, "name") or (f"{county}应急管理局" if named else ""),
        phone=text(given, "phone"),
        report_phone=text(given, "report_phone"),
    )


def agreement(data: Data) -> domain.Agreement:
    """The agreement; the service starts when it takes effect unless said otherwise."""
    found = part(data, "agreement")
    return domain.Agreement(
        number=text(found, "number"),
        name=text(found, "name"),
        signed=dates.chinese(text(found, "signed")),
        effective=dates.chinese(text(found, "effective")),
        start=dates.chinese(text(found, "start") or text(found, "effective")),
        end=dates.chinese(text(found, "end")),
        fee=money(found, "fee"),
    )


def numbers(data: Data) -> domain.Numbers:
    """Document numbers as given."""
    found = part(data, "documents")
    return domain.Numbers(
        plan=text(found, "plan_number"),
        plan_version=text(found, "plan_version"),
        letter_enterprise=text(found, "letter_enterprise_number"),
        letter_bureau=text(found, "letter_bureau_number"),
        letter_filing=text(found, "letter_filing_number"),
    )


def site(data: Data) -> domain.Site:
    """Words on the maps; a floor without zones has none."""
    found = part(data, "site")
    title = f"{text(part(data, 'enterprise'), 'name')}安全风险四色分布图"
    names = [text(found, "name"), *(text(row, "name") for row in rows(found, "floors"))]
    used = {text(zone, "floor") or names[0] for zone in rows(data, "zones")}
    shown = [name for name in names if name in used]
    tails = {name: f"（{name or '总平面'}）" if len(shown) > 1 else "" for name in shown}
    return domain.Site(
        title=title,
        assembly=text(part(found, "assembly"), "name"),
        preparer=text(found, "preparer"),
        reviewer=text(found, "reviewer"),
        approver=text(found, "approver"),
        date=dates.chinese(text(found, "date")),
        version=text(found, "version"),
        sheets=tuple(domain.Sheet(name, tails[name], title + tails[name]) for name in shown),
    )


def zone_names(data: Data) -> dict[str, str]:
    """Zone names by code, for the places that name a zone by its code."""
    return {text(row, "code"): text(row, "name") for row in rows(data, "zones")}


def advisor_names(advisors: tuple[domain.Advisor, ...]) -> str:
    """The advisors' names in one line."""
    return joined(advisor.name for advisor in advisors)
