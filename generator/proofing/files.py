"""One file of a library: read, checked by its schema, then by what its rows name; each fault at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.library import CATALOGUE, EDITION, Library, knowledge, ledgers
from generator.problems import Keys, Problem, error, errors_in
from generator.proofing import fixed, named, placed, reading, units
from generator.proofing.reading import Content
from generator.schema import reference

Check = Callable[[Content, Library], Iterable[Problem]]
SKELETONS = ("reference/new_client.yaml", "reference/new_agency.yaml")


def check(path: Path, below: str, name: str, library: Library, *, whole: bool = True) -> tuple[Problem, ...]:
    """The faults of a file that belongs at ``below``, its path below a layer; ``name`` stands in messages.

    A file that is not ``whole`` may leave out what the layers below it say at its outermost level.
    """
    kind = reference.name(below)
    if not kind:
        return (error(name, "不认识的文件", "参考数据只能换已有的文件，路径和名称照内置的写"),)
    content = reading.read(path, name)
    found = content.problems
    if not errors_in(found):
        found += tuple(_unfitting(kind, content, whole))
    if not errors_in(found):
        found += tuple(_beyond(kind, path, content, library))
    return found


def _unfitting(kind: str, content: Content, whole: bool) -> Iterator[Problem]:
    """What does not fit the schema; of a file that is not whole without what it leaves out."""
    for fault in reference.faults(kind, content.data, content.origin):
        if whole or not _left_out(fault, content.data):
            yield fault


def _beyond(kind: str, path: Path, content: Content, library: Library) -> Iterator[Problem]:
    """What is checked beyond the schema."""
    for more in _MORE.get(kind, ()):
        yield from more(content, library)
    if kind == knowledge.FOLDER:
        yield from units.check(path, content, library)


def below(path: Path) -> str:
    """Where a file that lies anywhere belongs, by its name and its folder's."""
    if path.name in (CATALOGUE, EDITION):
        return path.name
    if path.suffix == ".md":
        return f"{knowledge.FOLDER}/{path.name}"
    gathered = f"{path.parent.name}/" if path.parent.name in reference.GATHERED else ""
    return f"reference/{gathered}{path.name}"


def _left_out(fault: Problem, data: object) -> bool:
    """Whether a fault is that an outermost key is not there."""
    return isinstance(data, dict) and len(fault.keys) == 1 and fault.keys[0] not in data


def _fitting(content: Content, library: Library) -> Iterable[Problem]:
    """Columns of ledgers that do not fit their types, formulas whose columns are not there."""
    below = {"head": (), "hints": (), "ledgers": {}, "state": library.table("ledgers")["state"]}
    for key, ledger in ledgers.read({**below, **content.data}).items():
        yield from _unfit(key, ledger, content)


def _unfit(key: str, ledger: ledgers.Ledger, content: Content) -> Iterator[Problem]:
    """The same of one ledger."""
    for keys, message in ledgers.faults(ledger):
        place = ("ledgers", key, *keys)
        where = f"{key} {_sheet(ledger, keys)}"
        yield error(where, message, "", content.origin(place), place)


def _sheet(ledger: ledgers.Ledger, keys: Keys) -> str:
    """The name of the sheet in which a place of a ledger lies; "" for what is of no sheet."""
    return ledger.sheets[keys[1]].name if len(keys) > 1 and isinstance(keys[1], int) else ""


def _doubled(content: Content, _: Library) -> Iterable[Problem]:
    """Rows with an id that another row has."""
    seen: set[str] = set()
    for row in content:
        name = row.at("id")
        if name.value in seen:
            yield name.error(f"交付件编号重复：{name.value}", "改成别的编号")
        seen.add(name.value)


# What is checked beyond the schema, by the schema's name.
_MORE: Mapping[str, tuple[Check, ...]] = {
    "catalogue": (_doubled, placed.check, named.catalogue),
    "ledgers": (_fitting, named.ledgers),
    "contract_fields": (named.fields,),
    "demands": (named.demands,),
    "required": (named.required,),
    "chemicals": (fixed.rows,),
    "critical_quantities": (fixed.quantities,),
    "health_factors": (fixed.rows,),
    "industries": (fixed.divisions,),
    "special_equipment": (fixed.rows,),
}
