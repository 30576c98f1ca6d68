"""Word templates compiled over the layers of a library: which must be made anew, and made.

What a template is compiled from is its recipe: the words of its text with all that it includes, of the
sections and the list of laws that it places, and its layout. A template is made anew where the layers
together give another recipe than the one that it was made by. What somebody drew in Word has none, and stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from generator.errors import TemplateError
from generator.library import Deliverable, Library, built_in, catalogue, knowledge, ledgers, texts
from generator.problems import Problem
from generator.proofing import compiled, law_list
from generator.word import freshness

_PLACED = re.compile(rf"(?m)^@(?:units +(\w+)|({law_list.NAME})\b)")

Placed = Mapping[str, Sequence[knowledge.Section]]


def placed(library: Library) -> Placed:
    """What commands of texts place: the sections of units, the list of laws."""
    return library.once(_placed)


def _placed(library: Library) -> dict[str, Sequence[knowledge.Section]]:
    return {**knowledge.sections(library), law_list.NAME: (law_list.section(library),)}


def wanted(library: Library) -> list[freshness.Wanted]:
    """The Word templates that are compiled from texts."""
    return [_want(entry, library) for entry in _entries(library)]


def _entries(library: Library) -> Iterator[Deliverable]:
    return (entry for entry in catalogue.load(library) if entry.kind == "word" and not entry.form)


def _want(entry: Deliverable, library: Library) -> freshness.Wanted:
    """A template to compile; a source with # names the definition that its text is made from."""
    layout = library.path(f"layout/{entry.layout}.docx")
    words = ledgers.prose(ledgers.find(entry.source, library)) if "#" in entry.source else ""
    return freshness.Wanted(entry.id, library.path(entry.source), layout, words)


def needed(library: Library) -> tuple[freshness.Wanted, ...]:
    """The templates that the layers together ask for and that none of them has."""
    if len(library.layers) == 1:
        return ()
    return tuple(_want(entry, library) for entry in _entries(library) if _is_needed(entry, library))


def _is_needed(entry: Deliverable, library: Library) -> bool:
    layer = _holder(entry, library)
    if layer is None:
        return has_source(entry, library)
    known = _known(entry, layer, library)
    return known not in ("", recipe(entry.id, library))


def _holder(entry: Deliverable, library: Library) -> Path | None:
    """The layer whose template of a deliverable is used."""
    return next((one for one in library.layers if (one / entry.template).is_file()), None)


def has_source(entry: Deliverable, library: Library) -> bool:
    """Whether there is a text, or the file that one is made from."""
    path = entry.source.partition("#")[0]
    return bool(path) and library.path(path).is_file()


def _known(entry: Deliverable, layer: Path, library: Library) -> str:
    """The recipe that the template of a layer was made by; "" for one that was drawn."""
    last = library.layers[-1]
    if layer == last:
        return recipe(entry.id, _lowest(library))
    if row := library.once(_recorded, layer).get(entry.id):
        return _noted(row, layer / entry.template)
    alone = library.relaid((layer, last))
    return recipe(entry.id, alone) if (layer / entry.source.partition("#")[0]).is_file() else ""


def _noted(row: Mapping[str, str], path: Path) -> str:
    """The recipe that a bundle's record notes of a template; "" where the file is no longer that one."""
    is_same = row.get("sha256") == _digest(path.read_bytes())
    return row.get("recipe", "") if is_same else ""


def _lowest(library: Library) -> Library:
    """The last layer alone; that of the tool is shared by all libraries over it, with what it knows."""
    last, shipped = library.layers[-1:], built_in()
    return shipped if shipped.layers == last else library.relaid(last)


def _recorded(library: Library, layer: Path) -> Mapping[str, Mapping[str, str]]:
    del library  # it keeps what was read
    return compiled.rows(layer)


def recipe(name: str, library: Library) -> str:
    """SHA-256 (hex) over all that the template of a deliverable is compiled from; "" where there is none."""
    return library.once(_recipe, name)


def _recipe(library: Library, name: str) -> str:
    entry = catalogue.find(name, library)
    if entry is None or entry.form or not has_source(entry, library):
        return ""
    digests = map(_digest, _ingredients(_want(entry, library), library))
    return _digest("\n".join(digests).encode())


def _ingredients(want: freshness.Wanted, library: Library) -> Iterator[bytes]:
    """All that a template is compiled from: its layout, nothing where there is none, then the words."""
    yield want.layout.read_bytes() if want.layout.is_file() else b""
    yield from map(str.encode, _parts(want, library))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _parts(want: freshness.Wanted, library: Library) -> Iterator[str]:
    """The words of a text with all that it includes, then those of what it places."""
    there = texts.of(library)
    words = there.expanded(want.words or there.read(want.source))
    yield words
    for section, laws in _PLACED.findall(words):
        yield from _said(section or laws, there, library)


def _said(name: str, there: texts.Texts, library: Library) -> Iterator[str]:
    """What a command of a text places, each part after the unit that it is of."""
    for section in placed(library).get(name, ()):
        yield section.unit
        yield there.expanded(section.words)


def made(wanted: Sequence[freshness.Wanted], library: Library) -> dict[str, bytes]:
    """The templates by their path below a layer; TemplateError with every fault of texts and layouts."""
    found: dict[str, bytes] = {}
    faults: list[Problem] = []
    for entry in wanted:
        try:
            found[entry.template] = entry.compiled(texts.of(library), placed(library))
        except TemplateError as exc:
            faults += exc.problems
    if faults:
        raise TemplateError(tuple(dict.fromkeys(faults)))
    return found


def completed(library: Library) -> dict[str, bytes]:
    """The files that a bundle lacks which lies over the built-in library: its templates, and their record.

    By their paths below the bundle; none where every template is there already.
    """
    found = made(needed(library), library)
    if not found:
        return {}
    return {**found, compiled.RECORD: _record(found, library)}


def _record(found: Mapping[str, bytes], library: Library) -> bytes:
    """The bundle's record with a row for each template that was made."""
    rows = dict(_row(Path(path).stem, data, library) for path, data in found.items())
    kept = {**library.once(_recorded, library.layers[0]), **rows}
    return f"{_sorted_json(kept)}\n".encode()


def _sorted_json(rows: Mapping[str, object]) -> str:
    return json.dumps(dict(sorted(rows.items())), ensure_ascii=False, indent=0)


def _row(name: str, data: bytes, library: Library) -> tuple[str, dict[str, str]]:
    return name, {"recipe": recipe(name, library), "sha256": _digest(data)}
