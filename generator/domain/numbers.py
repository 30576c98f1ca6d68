"""Numbers that the tool gives to hazards that the data leaves without."""

from __future__ import annotations

from collections.abc import Iterable

from generator.domain.kinds import Day

CODE_TAIL = 6  # characters of the credit code that stand in a number


def hazard_numbers(uscc: str, found: Iterable[tuple[str, Day]]) -> tuple[str, ...]:
    """The numbers of hazards by those given and the days found, in the order of the data.

    Where none is given: YH-<end of the credit code>-<day>-<n>, skipping those taken.
    """
    rows = tuple(found)
    taken = {number for number, _ in rows}
    numbers = []
    for given, day in rows:
        number = given or _free(uscc[-CODE_TAIL:], day, taken)
        taken.add(number)
        numbers.append(number)
    return tuple(numbers)


def _free(code: str, found: Day, taken: set[str]) -> str:
    """The first number of a day that nobody has."""
    stem = "-".join(filter(None, ("YH", code, f"{found:%Y%m%d}" if found else "")))
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n:02d}") not in taken)
