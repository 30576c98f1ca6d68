"""The enterprise, its regulator, the agreement and the document numbers."""

from __future__ import annotations

from generator import domain
from generator.domain import convert
from generator.facts.plain import Data, amount, items, part, rows

_NAMED_BY_USER = "金华开发区"


def enterprise(data: Data) -> domain.Enterprise:
    """The enterprise; without a short name its full name serves."""
    found, people = part(data, "enterprise"), part(data, "people")
    industry = part(found, "industry")
    # Not a list of the converter: that keeps each text once, but a step may come again.
    steps = tuple(filter(None, map(convert.text, items(found, "process"))))
    return convert.build(
        domain.Enterprise,
        {**people, **found},
        short_name=convert.text(found.get("short_name")) or convert.text(found.get("name")),
        industry_code=convert.text(industry.get("code")),
        industry=convert.text(industry.get("name")),
        sector=domain.Sector(industry["sector"]),
        sector_basis=convert.text(industry.get("sector_basis")),
        process=steps,
        process_steps=steps,
    )


def regulator(data: Data) -> domain.Regulator:
    """The bureau given, else the county's; the development zone's must be given."""
    given = part(data, "regulator")
    county = convert.text(part(data, "enterprise").get("county"))
    bureau = f"{county}应急管理局" if county and county != _NAMED_BY_USER else ""
    return convert.build(domain.Regulator, given, name=convert.text(given.get("name")) or bureau)


def agreement(data: Data) -> domain.Agreement:
    """The agreement; the service starts when it takes effect unless said otherwise."""
    found = part(data, "agreement")
    start = domain.day(found.get("start")) or domain.day(found.get("effective"))
    return convert.build(domain.Agreement, found, start=start, fee=amount(found, "fee"))


def numbers(data: Data) -> domain.Numbers:
    """Document numbers as given."""
    found = part(data, "documents")
    return convert.build(
        domain.Numbers,
        found,
        plan=convert.text(found.get("plan_number")),
        letter_enterprise=convert.text(found.get("letter_enterprise_number")),
        letter_bureau=convert.text(found.get("letter_bureau_number")),
        letter_filing=convert.text(found.get("letter_filing_number")),
    )


def site(data: Data) -> domain.Site:
    """Words on the maps; a floor without zones has none."""
    found = part(data, "site")
    title = f"{convert.text(part(data, 'enterprise').get('name'))}安全风险四色分布图"
    return convert.build(
        domain.Site,
        found,
        title=title,
        assembly=convert.text(part(found, "assembly").get("name")),
        sheets=_sheets(data, title),
    )


def _sheets(data: Data, title: str) -> tuple[domain.Sheet, ...]:
    """The site and its floors that hold zones; each map of several names its sheet."""
    found = part(data, "site")
    names = [convert.text(sheet.get("name")) for sheet in (found, *rows(found, "floors"))]
    used = {convert.text(zone.get("floor")) or names[0] for zone in rows(data, "zones")}
    shown = [name for name in names if name in used]
    tails = {name: f"（{name or '总平面'}）" if len(shown) > 1 else "" for name in shown}
    return tuple(domain.Sheet(name, tails[name], title + tails[name]) for name in shown)


def zone_names(data: Data) -> dict[str, str]:
    """Zone names by code, for the places that name a zone by its code."""
    return {convert.text(row.get("code")): convert.text(row.get("name")) for row in rows(data, "zones")}
