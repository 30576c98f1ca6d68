"""Yes/no facts: what applies to the enterprise, from what it says and from what it lists."""

from __future__ import annotations

from collections.abc import Mapping

from generator import domain
from generator.domain import CertificateKind, OfficerDuty, Scale, Sector
from generator.facts import evidence
from generator.facts.evidence import Evidence
from generator.facts.hazards import level, sector
from generator.facts.plain import Data, items, number, part, rows, text
from generator.facts.things import SCRAPPED
from generator.library import MAJOR, Library

_MEDIUM = (Scale.LARGE, Scale.MEDIUM)
# Features that others follow from besides; all the rest of evidence.yaml's are taken as they are.
_APART = ("dust",)
# Categories of special equipment that clauses ask for, by the name of the feature.
_CATEGORIES = {
    "forklift": "场（厂）内专用机动车辆",
    "crane": "起重机械",
    "pressure_vessel": "压力容器",
    "boiler": "锅炉",
    "elevator": "电梯",
}
Flags = dict[str, bool]


def derive(data: Data, fee_duty: bool, found: Evidence, library: Library) -> domain.Has:
    """Every feature that documents and clauses ask for; ``found`` tells those that the data shows."""
    shown = {name: bool(found[rule.key]) for name, rule in evidence.features(library).items()}
    return domain.Has(
        fee_duty=fee_duty,
        **{name: there for name, there in shown.items() if name not in _APART},
        dust=shown["dust"] or shown["metal_dust"],
        spraying=shown["solvent_spraying"] or shown["powder_spraying"],
        **_sector(data, shown),
        **_size(data),
        **_people(data),
        **_special_equipment(data),
        **_dangers(data),
        **_assessed(data, library),
    )


def _sector(data: Data, shown: Mapping[str, bool]) -> Flags:
    """What the sector brings, and what smelting and crowds bring."""
    enterprise = part(data, "enterprise")
    sector = part(enterprise, "industry").get("sector")
    smelting, crowded = shown["smelting"], shown["crowded"]
    return {
        "industrial": sector != Sector.TRADE,
        "textile": sector == Sector.TEXTILE,
        "machinery": sector == Sector.MACHINERY,
        "plan_review": smelting or enterprise.get("scale") in _MEDIUM,
        "plan_filing": smelting or crowded,
    }


def _size(data: Data) -> Flags:
    """Article 24 of the safety law asks more of those with over a hundred, and over three hundred, heads."""
    headcount = number(part(data, "enterprise"), "headcount")
    return {"over_100": headcount > 100, "over_300": headcount > 300}


def _people(data: Data) -> Flags:
    people = part(data, "people")
    duties = {row.get("duty") for row in rows(people, "safety_officers")}
    kinds = {row.get("kind") for row in rows(data, "certificates")}
    return {
        "safety_body": bool(text(people, "safety_body")),
        "full_time_officer": OfficerDuty.FULL_TIME in duties,
        "special_operators": CertificateKind.SPECIAL_OPERATION in kinds,
        "posts": bool(rows(data, "posts")),
    }


def _special_equipment(data: Data) -> Flags:
    """Special equipment that is not scrapped."""
    kept = _special_categories(data)
    found = {name: category in kept for name, category in _CATEGORIES.items()}
    return {"special_equipment": bool(kept), **found}


def _special_categories(data: Data) -> set[str | None]:
    kept = (part(row, "special") for row in rows(data, "equipment") if text(row, "state") != SCRAPPED)
    return {special.get("category") for special in kept if special}


def _dangers(data: Data) -> Flags:
    """Dangerous chemicals, confined spaces and factors of occupational disease."""
    chemicals, spaces = rows(data, "chemicals"), rows(data, "confined_spaces")
    factors = rows(data, "health_factors")
    return {
        "chemicals": bool(chemicals),
        "precursors": _any(chemicals, "precursor"),
        "explosive_precursors": _any(chemicals, "explosive_precursor"),
        "confined_spaces": bool(spaces),
        "toxic_confined_spaces": _any(spaces, "toxic"),
        "occupational_hazards": bool(factors),
        "severe_occupational_hazards": any(row.get("severity") == "严重" for row in factors),
    }


def _any(listed: tuple[Data, ...], key: str) -> bool:
    return any(row.get(key) is True for row in listed)


def _assessed(data: Data, library: Library) -> Flags:
    """What the service has found and drawn so far."""
    hazards, zones, sector_ = rows(data, "hazards"), rows(data, "zones"), sector(data)
    return {
        "hazards": bool(hazards),
        "major_hazards": any(level(row, sector_, library) == MAJOR for row in hazards),
        "zones": bool(zones),
        "boards": _any(zones, "workshop"),
        "map": _all_drawn(zones, data),
        "diagnosis": bool(rows(data, "diagnosis")),
    }


def _all_drawn(zones: tuple[Data, ...], data: Data) -> bool:
    site = part(data, "site")
    return bool(zones and site) and all(_drawn(zone, site) for zone in zones)


def _drawn(zone: Data, site: Data) -> bool:
    """Whether it is known where a zone lies: by itself, or by the floor plan of its sheet."""
    drawn = items(zone, "rect") or items(zone, "polygon")
    return bool(drawn or part(_sheet(text(zone, "floor"), site), "zones_from"))


def _sheet(name: str, site: Data) -> Data:
    """The floor of that name, else the site."""
    sheets = (site, *rows(site, "floors"))
    return next((sheet for sheet in sheets if name and text(sheet, "name") == name), site)
