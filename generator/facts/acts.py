"""Acts that leave a day in the data: without the day no document says that they were done."""

from __future__ import annotations

from generator import domain
from generator.domain import convert
from generator.facts.plain import Data, part


def derive(data: Data) -> domain.Acts:
    """The days of what the enterprise decided about its systems and its emergency plan."""
    return convert.build(domain.Acts, part(data, "documents"))
