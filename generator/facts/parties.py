"""The enterprise, its regulator, the agreement and the document numbers."""

from __future__ import annotations

from generator import domain
from generator.domain import convert
from generator.facts.plain import Data, amount, items, part, rows, text

_NAMED_BY_USER = "金华开发区"


def enterprise(data: Data) -> domain.Enterprise:
    """The enterprise; without a short name its full name serves."""
    found, people = part(data, "enterprise"), part(data, "people")
    # Not a list of the converter: that keeps each text once, but a step may come again.
    steps = tuple(filter(None, map(convert.text, items(found, "process"))))
    return convert.build(
        domain.Enterprise,
        {**people, **found},
        short_name=text(found, "short_name") or text(found, "name"),
        **_industry(part(found, "industry")),
        process=steps,
        process_steps=steps,
    )


def _industry(given: Data) -> dict[str, str]:
    return {
        "industry_code": text(given, "code"),
        "industry": text(given, "name"),
        "sector": domain.Sector(given["sector"]),
        "sector_basis": text(given, "sector_basis"),
    }


def regulator(data: Data) -> domain.Regulator:
    """The bureau given, else the county's; the development zone's must be given."""
    given = part(data, "regulator")
    county = text(part(data, "enterprise"), "county")
    bureau = f"{county}应急管理局" if county and county != _NAMED_BY_USER else ""
    return convert.build(domain.Regulator, given, name=text(given, "name") or bureau)


def agreement(data: Data) -> domain.Agreement:
    """The agreement; the service starts when it takes effect unless said otherwise."""
    found = part(data, "agreement")
    return convert.build(domain.Agreement, found, start=_start(found), fee=amount(found, "fee"))


def _start(found: Data) -> domain.Day:
    return domain.day(found.get("start")) or domain.day(found.get("effective"))


def numbers(data: Data) -> domain.Numbers:
    """Document numbers as given."""
    found = part(data, "documents")
    return convert.build(
        domain.Numbers,
        found,
        plan=text(found, "plan_number"),
        letter_enterprise=text(found, "letter_enterprise_number"),
        letter_bureau=text(found, "letter_bureau_number"),
        letter_filing=text(found, "letter_filing_number"),
    )


def site(data: Data) -> domain.Site:
    """Words on the maps; a floor without zones has none."""
    found = part(data, "site")
    title = f"{text(part(data, 'enterprise'), 'name')}安全风险四色分布图"
    return convert.build(
        domain.Site,
        found,
        title=title,
        assembly=text(part(found, "assembly"), "name"),
        sheets=_sheets(data, title),
    )


def _sheets(data: Data, title: str) -> tuple[domain.Sheet, ...]:
    """The site and its floors that hold zones; each map of several names its sheet."""
    found = part(data, "site")
    names = [text(sheet, "name") for sheet in (found, *rows(found, "floors"))]
    used = {text(zone, "floor") or names[0] for zone in rows(data, "zones")}
    shown = [name for name in names if name in used]
    return tuple(_sheet(name, title, alone=len(shown) == 1) for name in shown)


def _sheet(name: str, title: str, *, alone: bool) -> domain.Sheet:
    tail = "" if alone else f"（{name or '总平面'}）"
    return domain.Sheet(name, tail, title + tail)


def zone_names(data: Data) -> dict[str, str]:
    """Zone names by code, for the places that name a zone by its code."""
    return {text(row, "code"): text(row, "name") for row in rows(data, "zones")}
