"""People, their posts and certificates, the agency and its advisors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file, by absolute path, with its caption."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name; phone and post may be empty."""

    name: str = ""
    phone: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A personal certificate; state is 有效, 临期, 已过期 or "" when no date is known."""

    holder: str
    kind: str
    item: str
    number: str
    issued: str
    review: str
    expires: str
    state: str
    special_operation: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """A safety officer; duty is 专职 or 兼职."""

    name: str
    phone: str
    duty: str
    certificate: str
    expires: str


@dataclass(frozen=True, slots=True)
class People:
    """Who holds which safety role; safety_body is the name of the safety management body or ""."""

    deputy: Person
    safety_body: str
    officers: tuple[Officer, ...]
    officer_names: str
    fire_responsible: Person
    fire_manager: Person
    health_officer: Person
    equipment_director: Person
    equipment_officer: Person
    union: Person


@dataclass(frozen=True, slots=True)
class Regulator:
    """The local emergency management bureau that supervises the enterprise."""

    name: str
    phone: str
    report_phone: str = ""


@dataclass(frozen=True, slots=True)
class Advisor:
    name: str
    phone: str
    gender: str
    education: str
    specialty: str
    qualification: str
    certificate_number: str
    badge_number: str
    trained: str
    duty: str
    experience_years: str
    lead: bool
    photo: Photo | None
    roster: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    uscc: str
    address: str
    phone: str
    complaint_phone: str
    principal: Person
    contact: Person
    email: str
    document_prefix: str


@dataclass(frozen=True, slots=True)
class Ppe:
    """Protective equipment that a post is given; count and cycle (months) are texts."""

    name: str
    standard: str
    count: str
    cycle_months: str


@dataclass(frozen=True, slots=True)
class Post:
    name: str
    department: str
    zone: str
    headcount: int
    hazards: str
    ppe: str
    ppe_items: tuple[Ppe, ...]


@dataclass(frozen=True, slots=True)
class Department:
    name: str
    head: str
    phone: str
    posts: tuple[Post, ...]
