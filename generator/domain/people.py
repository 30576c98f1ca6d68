"""People, their posts and certificates, the agency and its advisors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.assets import Asset
from generator.domain.kinds import HIDDEN, Amount, Day, Place, Words
from generator.domain.terms import Validity
from generator.domain.units import Unit


class CertificateKind(StrEnum):
    SPECIAL_OPERATION = "特种作业"
    SPECIAL_EQUIPMENT = "特种设备作业"
    MANAGEMENT = "安全管理"
    OTHER = "其他"


class OfficerDuty(StrEnum):
    FULL_TIME = "专职"
    PART_TIME = "兼职"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's file, opened only when it is printed, with its caption."""

    asset: Annotated[Asset, HIDDEN]
    caption: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name; phone and post may be empty."""

    name: str = ""
    phone: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A personal certificate; its state goes by the nearer of review and expiry, None without either."""

    holder: str
    kind: CertificateKind
    item: str
    number: str
    issued: Day
    review: Day
    expires: Day
    state: Validity | None
    special_operation: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """A safety officer, and until when the certificate holds."""

    name: str
    phone: str
    duty: OfficerDuty
    certificate: str
    expires: Day


@dataclass(frozen=True, slots=True)
class People:
    """Who holds which safety role; safety_body is the name of the safety management body or "".

    officer_names are the officers' names, each with the duty in brackets.
    """

    deputy: Person
    safety_body: str
    officers: tuple[Officer, ...]
    officer_names: Words
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
    """An advisor of the agency; roster is how many clients the advisor serves, keys the place in the data.

    trained is the day of the last examination passed (Article 11), experience_years the years in safety
    management (Article 10).
    """

    name: str
    phone: str
    gender: str
    education: str
    specialty: str
    qualification: str
    certificate_number: str
    badge_number: str
    trained: Day
    duty: str
    experience_years: Amount
    lead: bool
    photo: Photo | None
    roster: int | None
    keys: Place = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency; badge_title is the official name its badges bear, badge_issuer who issues them."""

    name: str
    uscc: str
    address: str
    phone: str
    complaint_phone: str
    principal: Person
    contact: Person
    email: str
    document_prefix: str
    badge_title: str
    badge_issuer: str


@dataclass(frozen=True, slots=True)
class Ppe:
    """Protective equipment that a post is given: pieces, and months until they are renewed."""

    name: str
    standard: str
    count: int | None
    cycle_months: int | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post; ppe are the names of its protective equipment, zone the name of its zone.

    concurrent are those of the headcount who are counted at another post.
    """

    name: str
    department: str
    zone: str
    zone_code: str
    headcount: int
    concurrent: int
    hazards: Words
    ppe: Words
    ppe_items: tuple[Ppe, ...]
    keys: Place = ()
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department with its posts; the one without a name holds the posts of none."""

    name: str
    head: str
    phone: str
    posts: tuple[Post, ...]
