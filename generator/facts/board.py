"""The display board and the badges of Article 20, and what their QR codes say."""

from __future__ import annotations

from collections.abc import Sequence

from generator import domain
from generator.facts import standing
from generator.facts.people import NO_ADVISOR
from generator.library import Library

PLACES = 12
TITLES = ("金华市“安全生产社会化服务”辅导员", "金华市“安全生产托管”辅导员")
_LARGE, _MIDDLE = 26, 68
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def board(
    enterprise: domain.Enterprise,
    agency: domain.Agency,
    advisors: Sequence[domain.Advisor],
    items: Sequence[domain.ServiceItem],
    library: Library,
) -> domain.Board:
    """The board of a client; its advisors three beside each other, four when there are more than six."""
    shown = advisors[:PLACES]
    columns = _columns(len(shown))
    brief = _brief(items, library)
    half = (len(brief) + 1) // 2
    return domain.Board(
        client_size=_size(enterprise.name),
        agency_size=_size(agency.name),
        left=brief[:half],
        right=brief[half:],
        columns=columns,
        single=len(shown) <= columns,
        rows=_rows(shown, columns),
        more=len(advisors) - len(shown),
        contact=_contact(agency, shown),
    )


def _columns(count: int) -> int:
    return {4: 2}.get(count, min(count, 3)) if count <= 6 else 4


def _rows(advisors: Sequence[domain.Advisor], columns: int) -> tuple[domain.BoardRow, ...]:
    """Four beside each other always fill three rows: the board keeps its height."""
    places = PLACES if columns == 4 else len(advisors)
    return tuple(_row(advisors[start : start + columns]) for start in range(0, places, columns or 1))


def _brief(items: Sequence[domain.ServiceItem], library: Library) -> tuple[domain.BoardItem, ...]:
    words = library.table("service_items_brief")
    return tuple(domain.BoardItem(item.no, words[item.no - 1]) for item in items if item.provided)


def _size(name: str) -> str:
    return "large" if len(name) <= _LARGE else "middle" if len(name) <= _MIDDLE else "small"


def _row(advisors: Sequence[domain.Advisor]) -> domain.BoardRow:
    first, second, third, fourth = (*advisors, *[NO_ADVISOR] * (4 - len(advisors)))
    return domain.BoardRow(first, second, third, fourth)


def _contact(agency: domain.Agency, advisors: Sequence[domain.Advisor]) -> str:
    """Nothing that the board does not show beside it."""
    lines = [f"服务机构：{agency.name}"]
    if agency.complaint_phone:
        lines.append(f"企业投诉电话：{agency.complaint_phone}")
    lines += [f"辅导员：{one.name} {one.phone}".rstrip() for one in advisors]
    return "\n".join(lines)


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
