"""What looks different in one of two Word files, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from difflib import SequenceMatcher

from generator.word.look import Look, Words
from generator.word.look_styles import Set

_SHOWN, _STYLES = 20, 3
_Change = tuple[str, str, str]  # what, before, after


def told(before: Look, after: Look) -> tuple[str, ...]:
    """Every difference: pages, styles, paragraphs beside their style, rows, pictures."""
    return (
        *_sections(before.sections, after.sections),
        *_styles(before, after),
        *_paragraphs(before, after),
        *_tables(before.tables, after.tables),
        *_pictures(before.pictures, after.pictures),
    )


def _sections(before: Sequence[Set], after: Sequence[Set]) -> Iterator[str]:
    if len(before) != len(after):
        yield f"页面：{_counts(before, after, '节')}"
    several = len(before) > 1 or len(after) > 1
    for number, pair in enumerate(zip(before, after, strict=False), 1):
        yield from _lines(f"页面（第 {number} 节）" if several else "页面", _changes(*pair))


def _counts(before: Sized, after: Sized, unit: str) -> str:
    """How many there were and are."""
    return f"{len(before)} {unit} → {len(after)} {unit}"


def _lines(name: str, changes: Iterable[_Change]) -> Iterator[str]:
    return (f"{name}：{_line(change)}" for change in changes)


def _changes(before: Set, after: Set) -> Iterator[_Change]:
    for name in dict.fromkeys((*before, *after)):
        if (old := before.get(name, "")) != (new := after.get(name, "")):
            yield name, old or "无", new or "无"


def _line(change: _Change) -> str:
    what, old, new = change
    return f"{what} {old} → {new}"


def _styles(before: Look, after: Look) -> Iterator[str]:
    """The styles in use that set words in another way."""
    used = {one.style for one in (*before.paragraphs, *after.paragraphs)}
    for name in before.styles:
        if name in used and name in after.styles:
            yield from _lines(f"样式“{name}”", _changes(before.styles[name], after.styles[name]))


def _paragraphs(before: Look, after: Look) -> Iterator[str]:
    """What is set in another way, but for what its style alone accounts for."""
    where: dict[_Change, list[str]] = {}
    for old, new in _paired(before.paragraphs, after.paragraphs):
        for change in _by_hand(old, new, set(_of_style(old, new, before, after))):
            where.setdefault(change, []).append(new.words)
    yield from (f"{_quoted(words)}：{_line(change)}" for change, words in where.items())


def _by_hand(old: Words, new: Words, accounted: set[_Change]) -> Iterator[_Change]:
    """What of a paragraph is set in another way, but for what is ``accounted`` for."""
    for change in _changes(old.set, new.set):
        if change not in accounted:
            yield change


def _of_style(old: Words, new: Words, before: Look, after: Look) -> Iterable[_Change]:
    if old.style != new.style:
        return ()
    return _changes(before.styles.get(old.style, {}), after.styles.get(new.style, {}))


def _paired(before: Sequence[Words], after: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """The paragraphs that say the same, and those that stand in one another's place."""
    match = SequenceMatcher(None, [*map(_said, before)], [*map(_said, after)], False)
    for kind, start, end, first, last in match.get_opcodes():
        if kind == "equal" or (kind == "replace" and end - start == last - first):
            yield from zip(before[start:end], after[first:last], strict=True)


def _said(one: Words) -> str:
    return one.words


def _quoted(words: Sequence[str]) -> str:
    shown = f"“{_cut(words[0])}”"
    return f"{shown}等 {len(words)} 段" if len(words) > 1 else shown


def _cut(words: str) -> str:
    return f"{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"


def _tables(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(before) != len(after):
        yield f"表格：{_counts(before, after, '个')}"
        return
    for number, pair in enumerate(zip(before, after, strict=True), 1):
        yield from (f"表格{number}{line}" for line in _table(*pair))


def _table(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    if len(before) != len(after):
        return iter([f"：{_counts(before, after, '行')}"])
    return _heights(before, after)


def _heights(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The rows of a table that became higher or lower, those with the same change together."""
    for change, these in _changed_rows(before, after).items():
        yield f"第{'、'.join(map(str, these))}行：{_line(change)}"


def _changed_rows(before: Sequence[str], after: Sequence[str]) -> Mapping[_Change, list[int]]:
    rows: dict[_Change, list[int]] = {}
    for row, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            rows.setdefault(("行高", old, new), []).append(row)
    return rows


def _pictures(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    if len(before) != len(after):
        yield f"图片：{_counts(before, after, '张')}"
    else:
        yield from _resized(before, after)


def _resized(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            yield f"第 {number} 张图片：{_line(('大小', old, new))}"
