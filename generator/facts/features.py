"""Yes/no facts: what applies to the enterprise, from what it says and from what it lists."""

from __future__ import annotations

from generator import domain
from generator.facts import presence
from generator.facts.hazards import level
from generator.facts.plain import Data, items, number, part, rows, text
from generator.facts.presence import Evidence
from generator.facts.things import SCRAPPED
from generator.library import MAJOR

# Where metal may be smelted: 有色 as much as 冶金. Whoever only rolls or draws says so (features.smelting).
_SMELTING = ("冶金", "有色")
_TRADE, _TEXTILE, _MACHINERY = "商贸", "纺织", "机械"
_MEDIUM = ("大型", "中型")


def derive(data: Data, fee_duty: bool, here: Evidence) -> domain.Has:
    """Every feature that documents and clauses ask for; one left out follows what is there."""
    said = part(data, "features")
    people = part(data, "people")
    enterprise = part(data, "enterprise")
    headcount = number(enterprise, "headcount")
    sector = text(part(enterprise, "industry"), "sector")
    chemicals = rows(data, "chemicals")
    spaces = rows(data, "confined_spaces")
    factors = rows(data, "health_factors")
    categories = _categories(data)
    owned = {text(row, "ownership") for row in rows(enterprise, "buildings")}
    hazards = rows(data, "hazards")
    zones = rows(data, "zones")

    followed = {
        rule["feature"]: bool(here[key]) for key, rule in presence.rules().items() if "feature" in rule
    }

    def says(key: str, unsaid: bool = False) -> bool:
        return bool(said.get(key, followed.get(key, unsaid)))

    smelting, crowded = says("smelting", sector in _SMELTING), says("crowded", sector == _TRADE)
    return domain.Has(
        chemicals=bool(chemicals),
        precursors=_any(chemicals, "precursor"),
        explosive_precursors=_any(chemicals, "explosive_precursor"),
        special_equipment=bool(categories),
        forklift="场（厂）内专用机动车辆" in categories,
        crane="起重机械" in categories,
        pressure_vessel="压力容器" in categories,
        boiler="锅炉" in categories,
        elevator="电梯" in categories,
        confined_spaces=bool(spaces),
        toxic_confined_spaces=_any(spaces, "toxic"),
        dust=says("dust") or says("metal_dust"),
        metal_dust=says("metal_dust"),
        spraying=says("solvent_spraying") or says("powder_spraying"),
        solvent_spraying=says("solvent_spraying"),
        powder_spraying=says("powder_spraying"),
        ammonia=says("ammonia"),
        molten_metal=says("molten_metal"),
        gas=says("gas"),
        welding=says("welding"),
        work_at_height=says("work_at_height"),
        hot_work=says("hot_work"),
        leased_in=says("leased_in") or "租入" in owned,
        leased_out=says("leased_out") or bool(owned & {"出租", "部分出租"}),
        contractors=says("contractors"),
        dormitory=says("dormitory"),
        occupational_hazards=bool(factors),
        severe_occupational_hazards=any(text(row, "severity") == "严重" for row in factors),
        hazardous_waste=says("hazardous_waste"),
        sewage=says("sewage"),
        dispatched_workers=says("dispatched_workers"),
        special_operators=any(text(row, "kind") == "特种作业" for row in rows(data, "certificates")),
        key_fire_unit=says("key_fire_unit"),
        union=says("union") or bool(text(part(people, "union"), "name")),
        smelting=smelting,
        crowded=crowded,
        industrial=sector != _TRADE,
        textile=sector == _TEXTILE,
        machinery=sector == _MACHINERY,
        plan_review=smelting or text(enterprise, "scale") in _MEDIUM,
        plan_filing=smelting or crowded,
        over_100=headcount > 100,
        over_300=headcount > 300,
        fee_duty=fee_duty,
        safety_body=bool(text(people, "safety_body")),
        full_time_officer=any(text(row, "duty") == "专职" for row in rows(people, "safety_officers")),
        hazards=bool(hazards),
        major_hazards=any(level(row, sector) == MAJOR for row in hazards),
        zones=bool(zones),
        boards=any(zone.get("workshop") is True for zone in zones),
        posts=bool(rows(data, "posts")),
        map=bool(part(data, "site")) and bool(zones) and all(_drawn(zone, data) for zone in zones),
        diagnosis=bool(rows(data, "diagnosis")),
    )


def _any(rows_: tuple[Data, ...], key: str) -> bool:
    return any(row.get(key) is True for row in rows_)


def _categories(data: Data) -> set[str]:
    """Categories of special equipment that is not scrapped."""
    kept = (row for row in rows(data, "equipment") if text(row, "state") != SCRAPPED)
    return {text(part(row, "special"), "category") for row in kept if part(row, "special")}


def _drawn(zone: Data, data: Data) -> bool:
    """Whether it is known where a zone lies: by itself, or by the floor plan of its sheet."""
    site, name = part(data, "site"), text(zone, "floor")
    sheets = (site, *rows(site, "floors"))
    sheet = next((sheet for sheet in sheets if name and text(sheet, "name") == name), site)
    return bool(items(zone, "rect") or items(zone, "polygon") or part(sheet, "zones_from"))
