"""docxtpl as the oracle: what it makes of every shipped template and example, and the digests of that.

docxtpl needs half a minute for all of them, so ``tests/oracle.txt`` keeps a digest of each document that it
made, beside a digest of all that it was given: the template, and the values of every name that stands in it.
Whatever has no digest there is rendered anew. ``python -m tests.word.oracle`` brings the file up to date.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from generator import domain
from generator.domain import printing
from generator.library import built_in, catalogue
from generator.library.catalogue import Deliverable
from generator.making import compliance, contract
from generator.word import escaped, text, values
from tests import once
from tests.conftest import DAY, ROOT, STUDIED
from tests.word import made

COMMITTED = ROOT / "tests" / "oracle.txt"
SHIPPED = sorted((ROOT / "templates" / "word").glob("*.docx"))
W = f"{{{made.W}}}"
CONTROL = domain.Control("A/1", DAY, (domain.Revision("A/1", DAY, "换证"),))
STAMP = domain.Stamp("内置 2026.11", "7K3M9QZ2")
_ITEMS = 2  # of a list that has a document for each item, so many are compared


@dataclass(frozen=True)
class Case:
    """A shipped template with the values of one example, and of one item where it has a document for each."""

    name: str
    template: bytes
    context: Mapping[str, object]

    @property
    def key(self) -> str:
        """The digest of all that docxtpl is given: it reaches no value whose name is not in the template."""
        names = frozenset(re.findall(r"[^\W\d]\w*", " ".join(_tagged(self.template))))
        given = json.dumps(_reached(self.context, names), ensure_ascii=False, sort_keys=True)
        return sha256(sha256(self.template).digest() + given.encode()).hexdigest()[:24]


@cache
def clients() -> Mapping[str, Mapping[str, object]]:
    """The values that templates print, by example; without maps, which the oracle is spared."""
    found = {}
    for name in STUDIED:
        known = once.derived(ROOT / "examples" / name)
        no_map: dict[str, object] = {"site_map": "", "site_maps": (), "control": CONTROL, "stamp": STAMP}
        told = {**no_map, **compliance.context(known, built_in()), **contract.context(known, built_in())}
        found[name] = values.prepare(known, told)
    return found


def cases(path: Path) -> Iterator[Case]:
    """What is compared of a shipped template."""
    entry = catalogue.find(path.stem, built_in())
    assert entry
    data = path.read_bytes()
    for client, context in clients().items():
        if not entry.each:
            yield Case(f"{path.stem} {client}", data, context)
            continue
        for number, item in enumerate(_items(entry, context)[:_ITEMS], start=1):
            yield Case(f"{path.stem} {client} {number}", data, {**context, entry.item: item})


def _items(entry: Deliverable, context: Any) -> tuple[Any, ...]:
    for name in entry.items.split("."):
        context = context[name]
    return tuple(context)


def _tagged(data: bytes) -> Iterator[str]:
    """The text of every part that may hold tags, joined as it is read: a tag may lie in several runs."""
    for name in made.names(data):
        if name.startswith("word/") and name.endswith(".xml"):
            yield re.sub("<[^>]*>", "", made.read(data, name))


def _reached(value: object, names: frozenset[str]) -> object:
    """A value as the oracle takes it, without what no name leads to; as JSON can write it."""
    if isinstance(value, Mapping):
        return {key: _reached(item, names) for key, item in value.items() if key in names}
    if isinstance(value, escaped.Listed):
        return [str(value), *map(str, value.items)]
    if isinstance(value, tuple):
        return [_reached(item, names) for item in value]
    if isinstance(value, float):
        return printing.number(value)
    return value if isinstance(value, (str, int)) else None


def committed() -> dict[str, tuple[str, str]]:
    """The key and the digest of what docxtpl made, by the name of the case."""
    found = {}
    for line in COMMITTED.read_text("utf-8").splitlines():
        name, key, made_by_it = line.rsplit(" ", 2)
        found[name] = (key, made_by_it)
    return found


def digest(document: bytes) -> str:
    """The digest of what is compared of a document: its lines, and the elements of each part."""
    told = [pictureless(text.text(document)), *(structure(document, part) for part in compared(document))]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:24]


def compared(document: bytes) -> list[str]:
    """The parts whose elements are compared."""
    part = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
    return sorted(name for name in made.names(document) if part.fullmatch(name))


class Fields:
    """A record for docxtpl: attributes, as plain Jinja wants them."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.__dict__.update({name: _given(value) for name, value in fields.items()})


class Words(list[str]):
    """A list of texts that prints as one, as the engine's ``escaped.Listed`` does."""

    def __init__(self, listed: escaped.Listed) -> None:
        super().__init__(listed.items)
        self._text = str(listed)

    def __str__(self) -> str:
        return self._text

    __html__ = __str__

    def __eq__(self, other: object) -> bool:
        return self._text == other

    def __ne__(self, other: object) -> bool:
        return self._text != other

    __hash__ = None  # type: ignore[assignment]


def _given(value: object) -> Any:
    """A prepared value as docxtpl takes it: records as objects, pictures left out."""
    if isinstance(value, Mapping):
        return Fields(value)
    if isinstance(value, tuple):
        return [_given(item) for item in value]
    if isinstance(value, escaped.Listed):
        return Words(value)
    if isinstance(value, float):
        return printing.number(value)
    return value if isinstance(value, (str, int)) else None


def by_docxtpl(data: bytes, context: Mapping[str, object]) -> bytes:
    # Imported late: where every digest is at hand, docxtpl is not needed.
    import jinja2
    from docxtpl import DocxTemplate

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["blank"] = lambda value: value if value != "" else escaped.BLANK
    environment.filters["picture"] = lambda _value, _width, _height: Markup("")
    document = DocxTemplate(io.BytesIO(data))
    document.render({name: _given(value) for name, value in context.items()}, environment)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def structure(data: bytes, part: str) -> list[str]:
    """The elements of a part in order, without what only one of the two keeps or renumbers."""
    root = etree.fromstring(made.read(data, part).encode())
    for drawing in list(root.iter(f"{W}drawing")):
        drawing.getparent().remove(drawing)
    for properties in root.iter(f"{W}tcPr"):  # docxtpl puts a cell's colour out of the schema's order
        properties[:] = sorted(properties, key=lambda item: str(item.tag))
    noise = {f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd")}
    found = []
    for item in root.iter():
        if item.tag in noise or (item.tag == f"{W}t" and not item.text):
            continue
        tag = str(item.tag).rpartition("}")[2]
        found.append(f"{tag} {_attributes(tuple(item.attrib.items()))} {item.text or ''}")
    return found


@cache
def _attributes(given: tuple[tuple[str, str], ...]) -> str:
    """What is compared of an element's attributes: without the numbers that each program gives anew."""
    return str(sorted((key, value) for key, value in given if not re.search("rsid|Id$|space$", key)))


def pictureless(words: str) -> list[str]:
    """The lines without pictures, which the oracle is spared."""
    lines = re.sub("〔图：[^〕]*〕", "", words).splitlines()
    return [line.rstrip() for line in lines if line.strip(" /|")]


def main() -> None:
    """Render with docxtpl what has no digest yet, and forget what is no longer made."""
    known = committed() if COMMITTED.is_file() else {}
    rows, anew = [], 0
    for case in (case for path in SHIPPED for case in cases(path)):
        key, made_by_it = known.get(case.name, ("", ""))
        if key != case.key:
            key, made_by_it = case.key, digest(by_docxtpl(case.template, case.context))
            anew += 1
        rows.append(f"{case.name} {key} {made_by_it}\n")
    COMMITTED.write_text("".join(rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} digests, {anew} of them new\n")


if __name__ == "__main__":
    main()
