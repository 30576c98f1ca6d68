"""What the display board and the badges of Article 20 show."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.kinds import ProseDay
from generator.domain.people import Advisor, Photo


@dataclass(frozen=True, slots=True)
class BoardItem:
    """An item of Article 14 that is provided, in few words."""

    no: int
    text: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Up to four advisors beside each other; a place left over has an advisor without a name."""

    first: Advisor
    second: Advisor
    third: Advisor
    fourth: Advisor


@dataclass(frozen=True, slots=True)
class Board:
    """The display board; columns is 0 (no advisors) to 4, single says whether one row
    holds them all; more counts the advisors that find no place.

    client_size and agency_size are large, middle or small: how long the name is. contact is the text of
    the QR code.
    """

    client_size: str
    agency_size: str
    left: tuple[BoardItem, ...]
    right: tuple[BoardItem, ...]
    columns: int
    single: bool
    rows: tuple[BoardRow, ...]
    more: int
    contact: str


@dataclass(frozen=True, slots=True)
class Badge:
    """An advisor's badge; title is one of the two official names, contact the vCard of its QR code.

    until is a year after the training of the year (Article 11); issuer may be "", the days None.
    """

    title: str = ""
    name: str = ""
    agency: str = ""
    phone: str = ""
    number: str = ""
    specialty: str = ""
    qualification: str = ""
    issuer: str = ""
    trained: ProseDay = None
    until: ProseDay = None
    complaint_phone: str = ""
    photo: Photo | None = None
    contact: str = ""
