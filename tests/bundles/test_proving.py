"""Bundles are proven in the layers in which they will lie: the agency's under the committee's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.bundles import install, mixed, sealed, trust
from generator.bundles.install import Outcome
from generator.bundles.manifest import Manifest
from generator.errors import BundleError, GeneratorError, TemplateError
from generator.library import Library, built_in
from generator.problems import error
from generator.proofing import bundle
from tests.bundles.published import FIELDS, KEYS, NAME, TERMS, Desk, about, of_files
from tests.rows import each

AGENCY = "某机构"
PART, LETTER = "text/_parts/appointment_end.md", "text/letters/letter_filing.md"
WORDS = '@title 备查函\n{% include "_parts/appointment_end.md" %}\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    trust.register(made.place, AGENCY, KEYS[1].public, "agency")
    return made


def _agency(desk: Desk, version: str, texts: dict[str, str], **more: object) -> Outcome:
    path = desk.folder / f"{version}.tgb.zip"
    given = replace(Manifest(AGENCY, version, "示例机构模板包"), **more)  # type: ignore[arg-type]
    path.write_bytes(of_files(given, texts, KEYS[1]))
    return install.install(desk.place, path, TERMS)


def _committee(desk: Desk, version: str, texts: dict[str, str]) -> Outcome:
    path = desk.folder / f"{version}.tgb.zip"
    path.write_bytes(of_files(about(version), texts))
    return install.install(desk.place, path, TERMS)


def _mixed(desk: Desk) -> list[str]:
    """The templates that were compiled of several layers."""
    return sorted(path.stem for path in desk.place.mixed.rglob("*.docx"))


def test_a_bundle_that_lints_dirty_is_refused_with_its_faults(desk: Desk) -> None:
    desk.install("1")
    with pytest.raises(GeneratorError) as refused:
        desk.install("2", label="甲, enterprise.nmae]\n- [乙")
    told = [str(problem) for problem in refused.value.problems]
    assert "2.tgb.zip：模板包没有通过检查，没有安装，原来的照旧；请把下面的问题告诉发布人" in told[0]
    assert told[1].startswith(f"{NAME}-2.tgb.zip/{FIELDS}:1:7 ") and "nmae" in told[1]
    assert str(desk.place.folder) not in "".join(told)
    assert desk.use.use == "1" and not desk.place.stage.exists()


def test_a_bundle_whose_edition_is_another_is_refused(desk: Desk) -> None:
    files = {
        FIELDS: "- [甲, enterprise.name]\n".encode(),
        "edition.yaml": f'edition: "2"\nneeds: 1\nfiles: [{FIELDS}]\n'.encode(),
    }
    path = desk.folder / "x.tgb.zip"
    path.write_bytes(sealed.sealed(about("1"), files, KEYS[0]))
    with pytest.raises(GeneratorError, match="edition.yaml 的版次是“2”，清单上是“1”"):
        install.install(desk.place, path, TERMS)


def test_a_bundle_without_its_edition_is_refused(desk: Desk) -> None:
    path = desk.folder / "x.tgb.zip"
    for files in ({"layout/letter.docx": b"x"}, {FIELDS: "- [甲, enterprise.name]\n".encode()}):
        path.write_bytes(sealed.sealed(about("1"), files, KEYS[0]))
        with pytest.raises(GeneratorError, match="edition.yaml"):
            install.install(desk.place, path, TERMS)


def test_what_two_bundles_ask_for_together_is_compiled_at_install(desk: Desk) -> None:
    _committee(desk, "1", {LETTER: WORDS})
    assert _mixed(desk) == ["letter_filing"]
    _agency(desk, "1", {PART: "@plain 另一句话。\n"})
    # Of the committee's alone the letter, of the agency's alone the appointments, of both together both.
    assert _mixed(desk) == ["appointments", "appointments", "letter_filing", "letter_filing"]


def _refusing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ...]]:
    """Let no three layers go together; the layers that were tried."""
    tried = []

    def over(library: Library, *_: object) -> Library:
        tried.append(library.layers)
        if len(library.layers) > 2:
            raise TemplateError(error(str(library.layers[1]), "版式里没有样式“称呼”"))
        return library

    monkeypatch.setattr(mixed, "over", over)
    return tried


def test_an_agencys_bundle_that_does_not_go_under_the_committees_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = desk.install("1").version.folder
    tried = _refusing(monkeypatch)
    with pytest.raises(BundleError) as refused:
        _agency(desk, "1", {FIELDS: "- [甲, enterprise.name]\n"})
    told = [str(one) for one in refused.value.problems]
    assert "模板包没有通过检查" in told[0] and told[1] == "1.tgb.zip：版式里没有样式“称呼”"
    lowest = built_in().layers
    assert tried == [(desk.place.stage, *lowest), (above, desk.place.stage, *lowest)]


def test_the_committees_bundle_comes_in_and_tells_which_agencys_does_not_go_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    beneath = _agency(desk, "1", {FIELDS: "- [甲, enterprise.name]\n"}).version.folder
    tried = _refusing(monkeypatch)
    done = desk.install("1")
    (problem,) = done.problems
    assert str(problem).startswith(f"{AGENCY} 1：与这个模板包合不到一起：版式里没有样式“称呼”；请机构改好")
    assert tried[-1] == (desk.place.stage, beneath, *built_in().layers)
    assert desk.use.use == "1"
    (beneath / FIELDS).unlink()  # damaged, which `status` tells
    assert desk.install("2").problems == ()


def test_an_agencys_bundle_is_alone_before_the_committees_first_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.install("1", applies_from=TERMS.day.replace(year=2027))
    tried = _refusing(monkeypatch)
    _agency(desk, "1", {FIELDS: "- [甲, enterprise.name]\n"})
    assert len(tried) == 1
    with pytest.raises(BundleError, match="没有通过检查"):
        _agency(desk, "2", {FIELDS: "- [乙, enterprise.name]\n"}, applies_from=TERMS.day.replace(year=2028))
    assert NAME in str(tried[-1][0])


@each(
    [
        (None, None, TERMS.day),
        (date(2026, 11, 27), date(2026, 11, 29), TERMS.day),
        (date(2026, 11, 29), None, date(2026, 11, 29)),
        (date(2026, 1, 1), date(2026, 11, 27), date(2026, 11, 27)),
    ]
)
def test_it_is_proven_as_of_a_day_on_which_it_applies(
    first: date | None, last: date | None, day: date, tmp_path: Path
) -> None:
    days = []

    def opened(folder: Path, on: date, cache: Path | None) -> Library:
        days.append(on)
        return Library((folder, *built_in().layers)).keeping(cache)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "opened", opened)
        patch.setattr(mixed, "over", lambda library, *_: library)
        Desk(tmp_path / f"{first} {last}").install("1", applies_from=first, applies_until=last)
    assert days == [day]
