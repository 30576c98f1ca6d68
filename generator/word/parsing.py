"""Whether what was read of the built-in templates (`parsed`) is what they give now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.problems import Problem, error
from generator.word import assemble, parsed
from generator.word.freshness import HINT

_FOLDERS = ("word", "form")


def stale(root: Path) -> tuple[Problem, ...]:
    """What was read of templates below a folder and is missing, not what they give now, or left over."""
    return (
        *(error(f"templates/{path}", "与 Word 模板或解析它的程序不一致", HINT) for path in _fresh(root)),
        *(error(f"templates/{path}", "没有对应的 Word 模板", HINT) for path in _left_over(root)),
    )


def refresh(root: Path) -> tuple[str, ...]:
    """Write what is read of the templates below a folder where it is stale; the files written."""
    fresh = _fresh(root)
    for path, data in fresh.items():
        (root / path).write_bytes(data)
    for path in _left_over(root):
        (root / path).unlink()
    return tuple(fresh)


def _fresh(root: Path) -> dict[str, bytes]:
    """The files that do not lie below a folder as they should, as they should lie there."""
    return {path: data for path, data in _wanted(root) if not _is_as(root / path, data)}


def _wanted(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files that should lie below a folder, by their paths."""
    for template in _lying(root, ".docx"):
        data = (root / template).read_bytes()
        payload = assemble.compiled(data, template.as_posix())
        yield parsed.beside(template).as_posix(), parsed.written(data, payload)
    yield parsed.RECORD, parsed.record()


def _is_as(path: Path, wanted: bytes) -> bool:
    return path.is_file() and parsed.is_same(path.read_bytes(), wanted)


def _left_over(root: Path) -> list[str]:
    """The files of what was read of templates that are gone."""
    known = {parsed.beside(template) for template in _lying(root, ".docx")}
    return [path.as_posix() for path in _lying(root, parsed.SUFFIX) if path not in known]


def _lying(root: Path, suffix: str) -> list[Path]:
    """The files of both folders that end so, as they lie below the root."""
    found = (path for folder in _FOLDERS for path in sorted((root / folder).glob(f"*{suffix}")))
    return [path.relative_to(root) for path in found]
