"""How much of folder 03 two plants share word for word: run by hand, `python -m tests.bench.own_text`.

Names of the enterprise, people, zones, machines and chemicals, numbers and dates are masked; a paragraph that
both say counts with its letters. A line for each plant: the letters of its folder, its share with each other.
`--length` tells the letters of each document instead.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator import api, domain
from generator.api import Order
from generator.assets import Folder
from generator.facts import derive
from generator.record import Record
from generator.word import text
from tests.conftest import DAY, ROOT

PLANTS = (
    *sorted(path for path in (ROOT / "examples").iterdir() if (path / "client.yaml").is_file()),
    *(
        ROOT / "tests/clients" / f"{name}.yaml"
        for name in ("aluminium", "cold_store", "furniture", "plating")
    ),
)
_FOLDER = "03 "
_NUMBER = re.compile(r"[\d.,:～~%％—-]*\d[\d.,:～~%％—-]*")
# Whatever names this plant's own things.
_NAMES = ("zones", "equipment", "posts", "chemicals", "confined_spaces", "departments", "advisors")


def documents(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The paragraphs of each document of the folder, masked."""
    record = _record(path)
    made = api.make(record, Order(DAY))
    mask = _mask(derive(record, DAY))
    return {
        Path(file.path).name: tuple(mask(line) for line in text.text(file.data).splitlines() if line.strip())
        for file in made.files
        if file.path.startswith(_FOLDER) and file.path.endswith(".docx")
    }


def _record(path: Path) -> Record:
    """The data of an example, or of a client of the tests with the agency beside it."""
    if not path.suffix:
        return api.load(path)
    agency = path.with_name("agency.yaml")
    return api.load(
        api.Source(str(path), path.read_bytes(), assets=Folder(path.parent)),
        api.Source(str(agency), agency.read_bytes(), assets=Folder(agency.parent)),
    )


def _mask(facts: domain.Facts) -> Callable[[str], str]:
    names = sorted({name for name in _names(facts) if len(name) > 1}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, names)))
    return lambda line: _NUMBER.sub("#", pattern.sub("＊", line))


def _names(facts: domain.Facts) -> Iterator[str]:
    enterprise = facts.enterprise
    yield from (enterprise.name, enterprise.short_name, enterprise.address)
    for listed in _NAMES:
        yield from (one.name for one in getattr(facts, listed))
    people = facts.people
    for field in people.__slots__:
        value = getattr(people, field)
        for one in value if isinstance(value, tuple) else (value,):
            yield getattr(one, "name", "") or ""


def shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The part of our letters that stands in paragraphs which they have as well."""
    known, whole = {*theirs}, sum(map(len, ours))
    return sum(len(line) for line in ours if line in known) / whole if whole else 0


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", action="store_true")
    only_length = parser.parse_args().length
    found = {path.stem if path.suffix else path.name: documents(path) for path in PLANTS}
    if only_length:
        for plant, files in found.items():
            for name, lines in files.items():
                print(f"{plant}\t{name}\t{sum(map(len, lines))}")
        return
    whole = {
        plant: tuple(line for lines in files.values() for line in lines) for plant, files in found.items()
    }
    for plant, lines in whole.items():
        shares = {other: shared(lines, told) for other, told in whole.items() if other != plant}
        told = "  ".join(f"{other} {share:.0%}" for other, share in shares.items())
        print(f"{plant}: {sum(map(len, lines))} letters; {told}")
    print(f"highest: {max(shared(a, b) for x, a in whole.items() for y, b in whole.items() if x != y):.0%}")


if __name__ == "__main__":
    main()
