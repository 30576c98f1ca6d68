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
class BoardLine:
    """The advisors beside each other on the board; a place left over has an advisor without a name."""

    advisors: tuple[Advisor, ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Up to four advisors beside each other, as boards drawn before ``lines`` ask for them."""

    first: Advisor
    second: Advisor
    third: Advisor
    fourth: Advisor


@dataclass(frozen=True, slots=True)
class Board:
    """The display board; more counts the advisors that find no place, contact is the text of the QR code.

    variant says how many advisors stand beside and below each other, as `3x2`, "" without any; lines are
    these rows, as `word.variants` spreads the drawn card over them. client_size, agency_size, card_size and
    those of people (the principals and the contact), complaint and regulator are large, middle or small: how
    long the name is, the longest card, or the longest of what stands in a cell. columns (0 without advisors,
    to 4), single (one row holds them all) and rows are for boards drawn before there were variants.
    """

    client_size: str
    agency_size: str
    people_size: str
    complaint_size: str
    regulator_size: str
    left: tuple[BoardItem, ...]
    right: tuple[BoardItem, ...]
    variant: str
    card_size: str
    lines: tuple[BoardLine, ...]
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
