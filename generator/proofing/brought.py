"""Units that a bundle brings: sound beside those below it, and printed by Word templates that it brings too.

Sections are compiled into Word templates: a unit alone would change what boards and cards say and leave the
systems, the plan and the letters as they were.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from generator.library import Deliverable, Library, catalogue, knowledge
from generator.problems import Problem, error
from generator.proofing import citations, folder, numbers, units
from generator.proofing.law_list import NAME as LAWS

_INCLUDE = re.compile(r'\{% include "([^"]+)" %\}')
_PLACED = re.compile(rf"^@(?:units (\w+)|({LAWS})\b)", re.M)

Sections = Mapping[str, str]


def check(own: Path, library: Library, day: datetime.date) -> Iterator[Problem]:
    """The faults of the units of a bundle that no file shows by itself."""
    paths = sorted((own / knowledge.FOLDER).glob("*.md"))
    for path in paths:
        yield from citations.check(path, str(path), day, library)
        yield from numbers.check(path, str(path), library)
        yield from _templates(path, own, library)
    if paths:
        yield from units.clashes(library)


def _templates(path: Path, own: Path, library: Library) -> Iterator[Problem]:
    """The Word templates that print what a unit changes and that the bundle does not bring."""
    below = library.layers[-1] / knowledge.FOLDER / path.name
    changed = _changed(_sections(path), _sections(below) if below.is_file() else {})
    brought = folder.used(own, library)
    printing = (entry for entry in catalogue.load(library) if entry.kind == "word" and not entry.form)
    lacking = [
        entry.template
        for entry in printing
        if changed & _placed(entry, library)
        and entry.id not in brought
        and not (own / entry.template).is_file()
    ]
    if lacking:
        message = f"这个单元的话编在 {len(lacking)} 份 Word 模板里，模板包里没有：{'、'.join(lacking)}"
        hint = "把单元放进工具的 templates/knowledge/，运行 tuoguan template compile，再把这几份拷进模板包"
        yield error(f"{path}:{_first(path, changed)}", message, hint)


def _first(path: Path, changed: Container[str]) -> int:
    """The line of the first section that is changed, of a file that lost some its first."""
    found = knowledge.parts(path.read_text("utf-8-sig"), path.stem, path.name)
    return next((section.line for name, section in found if name in changed), 1)


def _sections(path: Path) -> Sections:
    text = path.read_text("utf-8-sig")
    return {name: found.words.strip() for name, found in knowledge.parts(text, path.stem, path.name)}


def _changed(ours: Sections, theirs: Sections) -> set[str]:
    """The sections that differ, and the list of laws where one of them cites any."""
    changed = {name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)}
    cites = any("law." in one.get(name, "") for name in changed for one in (ours, theirs))
    return changed | ({LAWS} if cites else set())


def _placed(entry: Deliverable, library: Library) -> set[str]:
    """What the text of a deliverable places of units."""
    return {one or other for one, other in _PLACED.findall(_expanded(entry.source, library))}


def _expanded(source: str, library: Library) -> str:
    """A text with what it includes; "" for what is no text."""
    path = library.path(source)
    if path.suffix != ".md" or not path.is_file():
        return ""
    words = path.read_text("utf-8")
    included = [_expanded(f"text/{name}", library) for name in _INCLUDE.findall(words)]
    return "\n".join((words, *included))
