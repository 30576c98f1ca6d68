"""Every faulty template is named with its place, in words of its fault, with a mend; a sound one is not."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator import proofing
from generator.api import workshop
from generator.library import built_in, catalogue
from generator.problems import Problem
from generator.proofing import handwritten
from tests import depth
from tests.rows import each
from tests.word import faulty
from tests.word.faulty import Faulty

DAY = datetime.date(2026, 11, 28)


def found(data: bytes, folder: Path, name: str = faulty.ID) -> tuple[Problem, ...]:
    """What the lint says of a file, but for what it prints less than the built-in template."""
    file = folder / "模板.docx"
    file.write_bytes(data)
    problems = workshop.lint(file, name, built_in(), DAY)
    return tuple(problem for problem in problems if "没有印的取值" not in problem.message)


@each(faulty.ALL)
def test_a_faulty_template_is_named(one: Faulty, tmp_path: Path) -> None:
    place = f"{tmp_path / '模板.docx'} {one.where or one.under}".strip()
    problems = found(one.data(), tmp_path)
    named = [
        problem
        for problem in problems
        if one.where in problem.where and one.says in str(problem) and one.mend in problem.hint
    ]
    assert named, [str(problem) for problem in problems]
    assert all(problem.hint for problem in problems), "no mend"
    assert one.where or named[0].where.startswith(place), named[0].where
    assert len(problems) <= 2, [str(problem) for problem in problems]


def test_there_are_eighty_faults_and_more_each_of_its_own() -> None:
    assert len({one.name for one in faulty.ALL}) == len(faulty.ALL) >= 80


def test_a_sound_template_has_no_fault(tmp_path: Path) -> None:
    assert found(faulty.file(), tmp_path) == ()


@each(sorted((Path(__file__).parent / "saved").glob("*.docx")))
def test_templates_that_libreoffice_saved_have_no_fault(path: Path, tmp_path: Path) -> None:
    """A few; ``.ci/rounded.py`` saves all of today's and judges them."""
    assert found(path.read_bytes(), tmp_path, path.stem) == ()


WORD = [entry for entry in catalogue.load(built_in()) if entry.kind == "word"]


FEW = [entry.id for number, entry in enumerate(WORD) if entry.form or number % 15 == 0]


@each(depth.some(FEW, desk=5))
def test_templates_of_the_library_have_no_fault(name: str) -> None:
    """The forms and a few others; ``.ci/rounded.py`` judges them all."""
    source = proofing.find(name, built_in())
    assert proofing.check(source.data, name, "", built_in()) == ()
    assert handwritten.check(source.data, "", DAY, built_in()) == ()
