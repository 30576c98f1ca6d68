"""Masses as people write them, in tonnes; what is no mass is nothing."""

from __future__ import annotations

from decimal import Decimal

from generator.domain.major_hazard import tonnes
from tests.rows import each

READ = {
    "0.2 t": "0.2",
    "0.2t": "0.2",
    "3吨": "3",
    "50 kg": "0.05",
    "50KG": "0.05",
    "50 公斤": "0.05",
    "200千克": "0.2",
    "500 g": "0.0005",
    "约0.5 t": "0.5",
    "不超过 2 t": "2",
    "0.2～0.5 t": "0.5",
    "0.48 t（30桶）": "0.48",
    "30桶（16 kg/桶）": "0.48",
    "30桶×16kg": "0.48",
    "30 桶，每桶 16 kg": "0.48",
    "2瓶(15 kg)": "0.03",
    "0": "0",
    0: "0",
    "无": "0",
}
UNREAD = (
    "",
    None,
    200,
    "200",
    "若干",
    "40瓶（40 L/瓶）",
    "40瓶",
    "1 t，另 0.5 t",
    "200 L",
    "3 m³",
    "0.2 t/h",
    True,
)


@each(READ.items())
def test_a_mass_is_read_in_tonnes(written: object, read: str) -> None:
    assert tonnes(written) == Decimal(read)


@each(UNREAD)
def test_what_is_no_mass_is_not_read(written: object) -> None:
    assert tonnes(written) is None
