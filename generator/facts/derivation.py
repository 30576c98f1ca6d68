"""Everything derived from one client's record for one day: pure, and without failure on checked data."""

from __future__ import annotations

import datetime
from dataclasses import replace

from generator import domain
from generator.facts import (
    acts,
    board,
    dates,
    deadline,
    diagnosis,
    features,
    fee,
    grading,
    hazards,
    inspections,
    laws,
    ledgers,
    limits,
    machines,
    parties,
    people,
    presence,
    records,
    risk,
    riskboards,
    scenes,
    schedule,
    service,
    signs,
    term,
    things,
    verdicts,
    visits,
)
from generator.facts.topics import Topics
from generator.library import Library, built_in
from generator.record import Record


def derive(record: Record, day: datetime.date, library: Library | None = None) -> domain.Facts:
    """The facts that templates may print."""
    library = library or built_in()
    data = record.data
    names = parties.zone_names(data)
    duty = fee.derive(data, library)
    found_here = presence.derive(data, library)
    here = {key for key, found in found_here.items() if found}
    has = features.derive(data, duty.duty, found_here, library)
    advisors = people.advisors(record)
    enterprise, agency = parties.enterprise(data), people.agency(data)
    advisor_names = tuple(one.name for one in advisors)
    posts = people.posts(data, names)
    equipment = things.equipment(data, names, day)
    chemicals = things.chemicals(data)
    law = laws.derive(day, library)
    found = hazards.derive(record, names, day, law, library)
    zones = risk.zones(data, library)
    points = tuple(point for zone in zones for point in zone.risks)
    places = signs.places(zones, equipment, chemicals)
    listed = ledgers.inspections(data, found)
    inspected = inspections.inspected(listed, day)
    topics = Topics(has, advisor_names, service.agreed(data, library), library.table("service_topics"))
    plan = schedule.derive(data, day, topics, inspected, library)
    items = service.service_items(data, plan, library)
    kept = records.derive(data, day, posts, equipment, duty, library)
    diagnosed = diagnosis.derive(data)
    known = domain.Facts(
        day=dates.chinese(day),
        year=day.year,
        annual=service.annual(day),
        enterprise=enterprise,
        people=people.derive(data),
        regulator=parties.regulator(data),
        agency=agency,
        advisors=advisors,
        lead_advisor=advisors[0] if advisors else people.NO_ADVISOR,
        advisor_names=advisor_names,
        agreement=parties.agreement(data),
        deadline=deadline.derive(data, day, library),
        acts=acts.derive(data, day),
        numbers=parties.numbers(data),
        has=has,
        here={key: key in here for key in found_here},
        scenes=scenes.derive(found_here, presence.accidents(data, hazards.accident_types(found))),
        departments=people.departments(data, posts),
        posts=posts,
        equipment=equipment,
        special_equipment=tuple(one for one in equipment if one.special),
        operating_rules=machines.derive(equipment, posts, has, law, here),
        certificates=people.certificates(data, day),
        chemicals=chemicals,
        confined_spaces=things.confined_spaces(data),
        health_factors=things.health_factors(data, day),
        hazards=found,
        hazard_stats=hazards.stats(found),
        zones=zones,
        risk_points=points,
        top_risks=risk.top(points, library),
        grades=risk.counts(zones, library),
        site=parties.site(data),
        service_items=items,
        risk_list=grading.gravest(points, library),
        risk_criteria=grading.criteria(points, library),
        boards=riskboards.boards(zones, places, library),
        cards=riskboards.cards(posts, zones, places, library),
        schedule=plan,
        diagnosis=diagnosed,
        diagnosis_total=diagnosis.total(diagnosed),
        fee=duty,
        system_states=service.system_states(data, has.chemicals, library),
        ledger_states=service.ledger_states(data, library),
        meetings=ledgers.meetings(data),
        inspections=listed,
        records=kept,
        service=visits.derive(data, day, enterprise, plan, items, listed, kept.trainings, found, advisors),
        board=board.board(enterprise, agency, advisors, items, library),
        badges=board.badges(agency, advisors),
        blank_rows=ledgers.blank_rows(data),
        law=law,
        limit=limits.derive(law, library),
    )
    span = term.span(data)
    return replace(known, verdicts=verdicts.derive(known, bool(span and span[0] < day)))
