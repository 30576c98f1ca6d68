"""What is to be published: the files of a bundle where they lie, and what it says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.authoring import editions, meant
from generator.bundles import manifest, versions
from generator.errors import BundleError
from generator.library import EDITION, Library, built_in
from generator.problems import Problem, error, errors_in, warning
from generator.proofing import files, folder

_FORMAT = 2  # samples, and the record of what was compiled
_Faults = Iterator[tuple[str, str]]  # what is wrong, and what to do
_COPIED = "请把要发布的文件放进一个文件夹，写上 edition.yaml；或者只给 Word 模板"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the publisher says of the bundle; "", None and () where its edition.yaml tells, or nobody."""

    id: str = ""
    version: str = ""
    title: str = ""
    article: str = ""
    applies_from: datetime.date | None = None
    applies_until: datetime.date | None = None
    changes: tuple[str, ...] = ()
    next_key: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A bundle before it is proven: its files by their paths below it, each where it lies.

    ``needs`` is the lowest format that it needs. A bundle of Word files alone has no edition.yaml of its own.
    """

    about: manifest.Manifest
    needs: int
    sources: Mapping[str, Path]

    def edition(self, paths: Sequence[str]) -> bytes:
        """The edition.yaml of the bundle with these files, saying what the manifest says."""
        about = self.about
        told = {
            "id": about.id,
            "edition": about.version,
            "needs": self.needs,
            "title": about.title,
            "article": about.article,
            "applies_from": _iso(about.applies_from),
            "applies_until": _iso(about.applies_until),
            "tool": _tool(about),
            "changes": list(about.changes),
            "files": sorted(set(paths) - {EDITION}),
        }
        return editions.written(told)

    def late(self, day: datetime.date) -> Iterator[Problem]:
        """What is wrong, or not as it seems, with the days on which it applies when published on ``day``."""
        first, last = self.about.applies_from, self.about.applies_until
        if last and last < day:
            hint = f"改 --until 或 {EDITION} 的 applies_until；一直用就不写"
            yield error(self.about.id, f"停用日期 {last} 已经过了，各机构装了也用不上", hint)
        elif first and first < day:
            message = f"启用日期 {first} 已经过了：从那天到今天的文件重新生成时也换成这个样式"
            yield warning(self.about.id, message, f"只管以后的就写今天（{day}）或以后的日子")


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _tool(about: manifest.Manifest) -> dict[str, str]:
    """From which version of the tool on, and before which, a bundle may be used."""
    limits = {"from": about.tool_from, "before": about.tool_before}
    return {key: value for key, value in limits.items() if value}


def draft(given: Sequence[Path], name: str, asked: Asked, tool: str) -> Draft:
    """The bundle of one folder with its edition.yaml, or of Word files; BundleError with all that it lacks,
    CatalogueError and TemplateError where it is not known of which deliverable a file is.

    ``name`` is the deliverable that a single Word file is for, "" where the file tells. ``tool`` is the
    version of the tool, from which on the bundle may be used unless its edition.yaml says otherwise.
    """
    if len(given) == 1 and given[0].is_dir():
        sources = _of_folder(given[0])
        told = Library((given[0],)).read(EDITION)
    else:
        sources, told = _of_files(given, name), {}
    about = _about(told, asked, tool, given[0])
    return Draft(about, max(told.get("needs", _FORMAT), _FORMAT), sources)


def _of_folder(place: Path) -> dict[str, Path]:
    """The files of a bundle's folder; BundleError for what is none of a bundle's."""
    path = place / EDITION
    if not path.is_file():
        hint = "照 templates/README.md 写一份"
        raise BundleError(error(str(path), "没有这个文件，不知道发布的是什么", hint))
    found = dict(_parts(place))
    if faults := (*_strange(found), *errors_in(files.check(path, EDITION, str(path), built_in()))):
        raise BundleError(faults)
    return found


def _strange(found: Mapping[str, Path]) -> Iterator[Problem]:
    for below, file in found.items():
        if not manifest.is_part(below):
            yield error(str(file), "模板包里不该有的文件，不能发布", "移出模板包的文件夹")


def _parts(place: Path) -> Iterator[tuple[str, Path]]:
    """The files of the folders and tables that belong to a bundle, but what systems leave lying about."""
    for top in sorted(filter(folder.is_part, place.iterdir())):
        for path in sorted(top.rglob("*")) if top.is_dir() else (top,):
            below = path.relative_to(place)
            if path.is_file() and not any(map(folder.is_stray, below.parts)):
                yield below.as_posix(), path


def _of_files(given: Sequence[Path], name: str) -> dict[str, Path]:
    """Word files by where they lie in a bundle; errors as of `meant.entry`."""
    if name and len(given) > 1:
        raise BundleError(error("--as", "只能用于一个文件", "多个文件请各以交付件编号为文件名"))
    found: dict[str, Path] = {}
    for path in given:
        template = _template(path, name)
        if template in found:
            raise BundleError(error(str(path), f"与 {found[template]} 是同一交付件的模板", "只留一份"))
        found[template] = path
    return found


def _template(path: Path, name: str) -> str:
    """Where a Word file lies in a bundle."""
    if path.is_dir():
        raise BundleError(error(str(path), "文件夹只能单独发布", _COPIED))
    return meant.entry(path, name, built_in()).template


def _about(told: Mapping[str, Any], asked: Asked, tool: str, place: Path) -> manifest.Manifest:
    """What edition.yaml and the publisher say together; BundleError where they contradict or leave out."""
    both = _Both(told, str(place), [])
    about = _together(both, asked, tool)
    if problems := (*both.problems, *_lacking(about, place)):
        raise BundleError(dict.fromkeys(problems))
    return about


def _together(both: _Both, asked: Asked, tool: str) -> manifest.Manifest:
    limits = both.told.get("tool", {"from": tool})
    name = both.text("id", "--id", asked.id)
    return manifest.Manifest(
        name,
        both.text("edition", "--version", asked.version),
        both.text("title", "--title", asked.title) or f"{name}模板包",
        both.text("article", "--article", asked.article),
        both.day("applies_from", "--from", asked.applies_from),
        both.day("applies_until", "--until", asked.applies_until),
        limits.get("from", ""),
        limits.get("before", ""),
        tuple(asked.changes or both.told.get("changes", ())),
        next_key=asked.next_key,
    )


@dataclass(frozen=True, slots=True)
class _Both:
    """What edition.yaml says, beside what the publisher says; what contradicts is noted."""

    told: Mapping[str, Any]
    place: str
    problems: list[Problem]

    def text(self, key: str, option: str, asked: str) -> str:
        """The value of a key, or of the option that may stand for it; "" for neither."""
        written = str(self.told.get(key, ""))
        if written and asked and written != asked:
            message = f"{EDITION} 里 {key} 是 {written}，{option} 写的是 {asked}"
            self._note(message, "只写一处，或改成一样")
        return asked or written

    def _note(self, message: str, hint: str) -> None:
        self.problems.append(error(self.place, message, hint))

    def day(self, key: str, option: str, asked: datetime.date | None) -> datetime.date | None:
        """The same for a day."""
        text = self.text(key, option, _iso(asked))
        try:
            return datetime.date.fromisoformat(text) if text else None
        except ValueError:
            self._note(f"{EDITION} 里 {key} 没有这一天：{text}", "请核对日期")
            return None


def _lacking(about: manifest.Manifest, place: Path) -> Iterator[Problem]:
    """What every bundle must say."""
    for message, hint in (*_unnamed(about), *_unnumbered(about), *_undated(about)):
        yield error(str(place), message, hint)


def _unnamed(about: manifest.Manifest) -> _Faults:
    """What is wrong with the id, and what to do."""
    if not about.id:
        yield "没有写模板包的编号", f"用 --id 写，或写在 {EDITION} 的 id"
    elif not manifest.is_id(about.id):
        yield f"编号不能用：{about.id}", "用文字、数字、- 和 _，不超过 40 个字"


def _unnumbered(about: manifest.Manifest) -> _Faults:
    """What is wrong with the version, and what to do."""
    if not about.version:
        yield "没有写版次", "用 --version 写，如 2026.11"
    elif not versions.is_version(about.version):
        yield f"版次不能用：{about.version}", "用数字和点，如 2026.11"


def _undated(about: manifest.Manifest) -> _Faults:
    """What is wrong with the days, and what to do."""
    if about.applies_from is None:
        yield "没有写从哪天起用", f"用 --from 年-月-日 写，或写在 {EDITION} 的 applies_from"
    elif about.applies_until and about.applies_until < about.applies_from:
        yield f"停用日期 {about.applies_until} 早于启用日期 {about.applies_from}", "请核对两个日期"
