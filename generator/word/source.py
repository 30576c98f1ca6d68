"""The strict Chinese Markdown dialect, read into a tree; whatever is outside the dialect is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.errors import TemplateError
from generator.library import Texts, knowledge
from generator.problems import Problem, error
from generator.word.source_inline import (
    Line,
    Picture,
    Tag,
    check_nesting,
    fault,
    parse_line,
    parse_tag,
    plain_text,
)
from generator.word.source_tables import Placed, Table, is_command, read_table, table_length

NAMED = ("title", "subtitle", "cover", "center", "right", "plain", "note", "salutation", "caption")
_BREAKS = ("pagebreak", "toc", "landscape", "portrait")
_COMMANDS = "、".join(f"@{name}" for name in (*NAMED, *_BREAKS, "sign", "header", "table", "units", "laws"))
_HEADING, _BULLET = re.compile(r"(#{1,4}) +(.+)"), re.compile(r"- +(.+)")
_COMMAND = re.compile(r"@([a-z]+)(?: +(.*))?")
_UNITS = re.compile(r"(\w+)(?: +of +([\w.]+))?")
_INCLUDE = re.compile(r"\{%\s*include\s+\"([^\"]*)\"\s*%\}")
_TAG = re.compile(r"\{%(?:(?!%\}).)*%\}")
_OUTSIDE = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"#{1,4}(?=[^# ])", "标题的 # 与文字之间要有一个空格", "如 ## 总则"),
        (r"#####", "标题最多四级", "改用四级以内的标题或 - 列项"),
        (r"[*+] ", "列项要用减号", "改成 - 文字"),
        (r"-\S?", "列项的 - 之后要有一个空格和文字", "如 - 文字；分隔线不能写"),
        (r">", "不能写引用", "说明文字用 @note"),
        (r"[\u3000\u00a0]", "段首不要用全角空格缩进", "删去空格，版式会自动缩进两字"),
        (r"\*\*\*|===|~~~", "不能写分隔线", "换页用 @pagebreak"),
    )
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a style: one of NAMED, or body, bullet, picture."""

    style: str
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading or clause of level 1 to 4."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Sign:
    """A block to sign: one line of label, space and date for each signer."""

    labels: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A page break, a table of contents, or a turn of the page."""

    kind: Literal["pagebreak", "toc", "landscape", "portrait"]
    where: str


Units = Mapping[str, Sequence[knowledge.Section]]  # by the name of the section
_NO_UNITS: Units = {}
Above = tuple[Path, ...]  # the texts that include the one at hand
Block = Paragraph | Heading | Table | Sign | Mark | Tag


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text: its blocks in order and the words of the page header, if any."""

    name: str
    blocks: tuple[Block, ...]
    header: Line | None

    @property
    def title(self) -> str:
        """The literal words of the first title."""
        for block in self.blocks:
            if isinstance(block, Paragraph) and block.style == "title":
                return plain_text(block.line).strip()
        return ""


def parse(text: str, name: str, texts: Texts, units: Units = _NO_UNITS) -> Document:
    """The document of a text; every fault is told at once, each as ``name:line``.

    ``texts`` are where includes are found, ``units`` the sections of knowledge that ``@units`` places.
    """
    reader = _Reader(texts, units)
    reader.read(text, name, ())
    if reader.problems:
        raise TemplateError(reader.problems)
    if not reader.blocks:
        raise fault(name, "文稿没有内容", "至少写一段文字")
    return Document(name, tuple(reader.blocks), reader.header)


class _Reader:
    """Gathers blocks and faults over a text and the parts that it includes."""

    def __init__(self, texts: Texts, units: Units) -> None:
        self._texts = texts
        self._units = units
        self._included = 0
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.header: Line | None = None

    def read(self, text: str, name: str, above: Above, after: int = 0) -> None:
        """Take in a text, the first line of which stands ``after`` so many others of its file."""
        lines = list(_lines(text, name, after))
        start, before = len(self.blocks), len(self.problems)
        at = 0
        while at < len(lines):
            table = lines[at : at + table_length(lines[at:])]
            try:
                self._take(table, lines[at], above)
            except TemplateError as exc:
                self.problems.extend(exc.problems)
            at += max(len(table), 1)
        if len(self.problems) == before:
            self._check_nesting(start)

    def _take(self, table: Sequence[Placed], line: Placed, above: Above) -> None:
        if table:
            self.blocks.append(read_table(table))
        else:
            self._line(*line, above)

    def _check_nesting(self, start: int) -> None:
        """Each text closes what it opens; told only when every tag in it could be read."""
        try:
            check_nesting([block for block in self.blocks[start:] if isinstance(block, Tag)])
        except TemplateError as exc:
            self.problems.extend(exc.problems)

    def _line(self, text: str, where: str, above: Above) -> None:
        if found := _INCLUDE.fullmatch(text):
            self._include(found[1], where, above)
        elif is_command(text, "@units"):
            self._sections(text.removeprefix("@units").strip(), where, above)
        elif text == "@laws":
            for section in self._units.get(text[1:], ()):
                self._section(section, above)
        elif text.startswith("@"):
            self._command(text, where)
        elif text:
            self.blocks.append(_block(text, where))

    def _section(self, section: knowledge.Section, above: Above) -> None:
        self.read(section.words, section.name, above, section.line)

    def _include(self, path: str, where: str, above: Above) -> None:
        target = self._texts.find(path)
        message, hint = self._refusal(path, target, above)
        if message or target is None:
            raise fault(where, f"{message}：{path}", hint)
        name = self._texts.name(target)
        self._included += 1
        self.read(read_text(target, name), name, (*above, target))

    def _refusal(self, path: str, target: Path | None, above: Above) -> tuple[str, str]:
        """Why a text cannot be included, and the mend; "" where it can."""
        if not path.endswith(".md") or not self._texts.holds(path):
            return "引用的文件不在文稿目录内", "写 templates/text 之下的路径，如 _parts/x.md"
        if target is None:
            return "引用的文件不存在", "检查文件名，路径从 templates/text 算起"
        if target in above:
            return "文件互相引用", "去掉其中一处引用"
        if self._included >= self._texts.MOST:
            return "共用段落引用得太多", "去掉重复的引用"
        return "", ""

    def _sections(self, rest: str, where: str, above: Above) -> None:
        """The section of every unit, each where the unit is there, or is one of those ``of`` a thing."""
        name, thing = _named_section(rest, where)
        sections = self._units.get(name, ())
        if thing and sections:
            self._tag(f"for its in {thing}.units", where)
        for section in sections:
            self._tag(f'if its.key == "{section.unit}"' if thing else f"if unit.{section.unit}", where)
            self._section(section, above)
            self._tag("endif", where)
        if thing and sections:
            self._tag("endfor", where)

    def _tag(self, words: str, where: str) -> None:
        self.blocks.append(parse_tag(f"{{% {words} %}}", where))

    def _command(self, text: str, where: str) -> None:
        word, rest = _said(text)
        if word == "header" and rest:
            self.header = parse_line(rest, where)
        elif block := _commanded(word, rest, where):
            self.blocks.append(block)
        else:
            raise fault(where, f"命令不认识或写法不对：{text[:30]}", f"可用的命令：{_COMMANDS}")


def _named_section(rest: str, where: str) -> tuple[str, str | None]:
    """The name of a section of units, and whose units are meant; None for all."""
    found = _UNITS.fullmatch(rest)
    if not found or found[1] not in knowledge.SECTIONS:
        message = f"@units 之后不是知识单元的节名：{rest[:30]}"
        raise fault(where, message, f"节名：{'、'.join(knowledge.SECTIONS)}；某一项的写 of 名称")
    return found[1], found[2]


def _said(command: str) -> tuple[str, str]:
    """The word of a command and what stands behind it; "" for what is none."""
    found = _COMMAND.fullmatch(command)
    return (found[1], (found[2] or "").strip()) if found else ("", "")


def _commanded(word: str, rest: str, where: str) -> Block | None:
    """The block that a command asks for; None for no such command."""
    if word in NAMED:
        return Paragraph(word, parse_line(rest, where))
    if word in _BREAKS and not rest:
        return Mark(word, where)  # type: ignore[arg-type]
    return _sign(rest, where) if word == "sign" and rest else None


def _sign(rest: str, where: str) -> Sign:
    return Sign(tuple(parse_line(label.strip(), where) for label in rest.split("|")))


def read_text(path: Path, name: str) -> str:
    """The words of a text file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise TemplateError(error(name, f"文稿读不出来：{exc}", "文稿要存成 UTF-8 编码的文本文件")) from exc


def _lines(text: str, name: str, after: int) -> Iterator[Placed]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=after + 1):
        yield line.strip(" "), f"{name}:{number}"


def _block(text: str, where: str) -> Block:
    if _TAG.fullmatch(text):
        return parse_tag(text, where)
    if found := _HEADING.fullmatch(text):
        return Heading(len(found[1]), parse_line(found[2], where))
    if found := _BULLET.fullmatch(text):
        return Paragraph("bullet", parse_line(found[1], where))
    _check_outside(text, where)
    return _plain(parse_line(text, where))


def _plain(line: Line) -> Paragraph:
    """A paragraph of words, or of nothing but a picture."""
    is_picture = len(line) == 1 and isinstance(line[0], Picture)
    return Paragraph("picture" if is_picture else "body", line)


def _check_outside(text: str, where: str) -> None:
    """Refuse a line that begins with what the dialect does not have."""
    for pattern, message, hint in _OUTSIDE:
        if pattern.match(text):
            raise fault(where, f"{message}：{text[:30]}", hint)
