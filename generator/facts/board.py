"""The display board and the badges of Article 20, and what their QR codes say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from generator import domain
from generator.domain import board as drawn
from generator.facts import standing
from generator.facts.people import NO_ADVISOR
from generator.library import Library

PLACES = 12
TITLES = ("金华市“安全生产社会化服务”辅导员", "金华市“安全生产托管”辅导员")
_LARGE, _MIDDLE = 24, 68
# How many advisors stand beside and below each other, by how many there are at most.
_VARIANTS = ((1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 2, 2), (6, 3, 2), (8, 4, 2), (9, 3, 3), (PLACES, 4, 3))
# The most of a name, of a phone and of what stands below them, in widths of a Chinese character: what the
# smallest card holds in letters of that size. What is longer is small, and fits up to the schema's limits.
_CARDS = (("large", 14, 9, 24), ("middle", 40, 18, 60))
_NARROW = 0.55
# The cells of fixed height: what a line holds in letters of that size, and how many lines the cell holds.
# Faces that stand in for 黑体 have wider figures.
_WIDE = 0.65
_PEOPLE = (("large", 13, 2), ("middle", 19.5, 3))
_COMPLAINT = (("large", 9.4, 1), ("middle", 20, 1))
_REGULATOR = (("large", 23, 2), ("middle", 30, 4))
_REPORT = "　" * 9  # as wide as what stands before the number for reports
_CODED = 2000  # bytes that a QR code of middling redundancy can hold, with some to spare
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def board(
    enterprise: domain.Enterprise,
    agency: domain.Agency,
    advisors: Sequence[domain.Advisor],
    items: Sequence[domain.ServiceItem],
    regulator: domain.Regulator,
    library: Library,
) -> domain.Board:
    """The board of a client; up to twelve advisors find a place on it."""
    shown = advisors[:PLACES]
    columns = _columns(len(shown))
    left, right = _halves(_brief(items, library))
    return domain.Board(
        client_size=_size(enterprise.name),
        agency_size=_size(agency.name),
        people_size=_people_size(enterprise, agency),
        complaint_size=_fitting(_COMPLAINT, (agency.complaint_phone,)),
        regulator_size=_fitting(_REGULATOR, _supervision(regulator)),
        left=left,
        right=right,
        variant=_variant_name(len(shown)),
        card_size=_card_size(shown),
        lines=_card_lines(shown),
        columns=columns,
        single=len(shown) <= columns,
        rows=_rows(shown, columns),
        more=len(advisors) - len(shown),
        contact=_contact(agency, shown),
    )


def _variant(count: int) -> tuple[int, int]:
    """How many advisors stand beside and below each other; none of both where there are none."""
    return next(((across, down) for most, across, down in _VARIANTS if 0 < count <= most), (0, 0))


def _variant_name(count: int) -> str:
    across, down = _variant(count)
    return f"{across}x{down}" if across else ""


def _card_lines(advisors: Sequence[domain.Advisor]) -> tuple[drawn.BoardLine, ...]:
    across, down = _variant(len(advisors))
    return tuple(_line(advisors[at * across : (at + 1) * across], across) for at in range(down))


def _people_size(enterprise: domain.Enterprise, agency: domain.Agency) -> str:
    people = (enterprise.principal, enterprise.contact, agency.principal)
    return _fitting(_PEOPLE, *((one.name, one.phone) for one in people))


def _line(advisors: Sequence[domain.Advisor], across: int) -> drawn.BoardLine:
    return drawn.BoardLine(_padded(advisors, across))


def _padded(advisors: Sequence[domain.Advisor], count: int) -> tuple[domain.Advisor, ...]:
    """So many places, the last of them empty where there are fewer advisors."""
    return (*advisors, *[NO_ADVISOR] * (count - len(advisors)))


def _card_size(advisors: Sequence[domain.Advisor]) -> str:
    """The size of letters that lets every card hold what it says, the name and the phone first of all."""
    cards = [*map(_card_widths, advisors)]
    for size, *room in _CARDS:
        if all(wide <= most for card in cards for wide, most in zip(card, room, strict=True)):
            return size
    return "small"


def _card_widths(one: domain.Advisor) -> tuple[float, float, float]:
    return _width(one.name), _width(one.phone), _width(one.specialty) + _width(one.qualification)


def _width(words: str, narrow: float = _NARROW) -> float:
    """How wide words are, in Chinese characters; ``narrow`` is how wide a Latin letter or a figure is."""
    return sum(narrow if sign.isascii() else 1 for sign in words)


def _columns(count: int) -> int:
    return {4: 2}.get(count, min(count, 3)) if count <= 6 else 4


def _rows(advisors: Sequence[domain.Advisor], columns: int) -> tuple[drawn.BoardRow, ...]:
    """Four beside each other always fill three rows: the board keeps its height."""
    places = PLACES if columns == 4 else len(advisors)
    return tuple(_row(advisors[start : start + columns]) for start in range(0, places, columns or 1))


_Items = tuple[drawn.BoardItem, ...]


def _brief(items: Sequence[domain.ServiceItem], library: Library) -> _Items:
    words = library.table("service_items_brief")
    return tuple(drawn.BoardItem(item.no, words[item.no - 1]) for item in items if item.provided)


def _halves(items: _Items) -> tuple[_Items, _Items]:
    """The items of the left column and of the right one, which is no longer."""
    half = (len(items) + 1) // 2
    return items[:half], items[half:]


def _size(name: str) -> str:
    return "large" if len(name) <= _LARGE else "middle" if len(name) <= _MIDDLE else "small"


def _supervision(regulator: domain.Regulator) -> tuple[str, ...]:
    """The lines of the board that name who supervises."""
    first = f"{regulator.name}　{regulator.phone}"
    return (first, f"{_REPORT}{regulator.report_phone}") if regulator.report_phone else (first,)


def _fitting(sizes: Sequence[tuple[str, float, int]], *cells: Sequence[str]) -> str:
    """The largest letters in which the lines of each cell find room in it."""
    for size, room, most in sizes:
        if all(sum(_lines(words, room) for words in cell) <= most for cell in cells):
            return size
    return "small"


def _lines(words: str, room: float) -> int:
    return max(1, ceil(round(_width(words, _WIDE) / room, 3)))


def _row(advisors: Sequence[domain.Advisor]) -> drawn.BoardRow:
    return drawn.BoardRow(*_padded(advisors, 4))


def _contact(agency: domain.Agency, advisors: Sequence[domain.Advisor]) -> str:
    """Nothing that the board does not show beside it, and no more than a code can hold."""
    lines = [*_of_agency(agency), *(f"辅导员：{one.name} {one.phone}".rstrip() for one in advisors)]
    while len("\n".join(lines).encode()) > _CODED:
        lines.pop()
    return "\n".join(lines)


def _of_agency(agency: domain.Agency) -> Iterator[str]:
    yield f"服务机构：{agency.name}"
    if agency.complaint_phone:
        yield f"企业投诉电话：{agency.complaint_phone}"


def badges(agency: domain.Agency, advisors: Sequence[domain.Advisor]) -> tuple[domain.Badge, ...]:
    """A badge for each advisor; the official name of Article 11 unless the other is asked for."""
    return tuple(_badge(agency, one) for one in advisors)


def _badge(agency: domain.Agency, one: domain.Advisor) -> domain.Badge:
    return domain.Badge(
        title=agency.badge_title or TITLES[0],
        name=one.name,
        agency=agency.name,
        phone=one.phone,
        number=one.badge_number,
        specialty=one.specialty,
        qualification=one.qualification,
        issuer=agency.badge_issuer,
        trained=one.trained,
        until=standing.trained_until(one),
        complaint_phone=agency.complaint_phone,
        photo=one.photo,
        contact=_card(agency, one),
    )


def _card(agency: domain.Agency, one: domain.Advisor) -> str:
    """A vCard 3.0: name, agency and mobile."""
    name, firm = (text.translate(_ESCAPED) for text in (one.name, agency.name))
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}", f"ORG:{firm}"]
    if one.phone:
        lines.append(f"TEL;TYPE=CELL:{one.phone}")
    return "\r\n".join([*lines, "END:VCARD"])
