"""Slips of the pen in a template that lose text, print tags or break the file: each with place and mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.problems import Problem, error, warning
from generator.word import fields, grammar, references, tags
from generator.word.budget import MAX_ELIF
from generator.word.package import TYPES, Package, relations, relations_part
from generator.word.parts import published
from generator.word.scan import Paragraph
from generator.word.tags import Tag
from generator.word.tree import Element, W, parse, w

_OPEN_CLOSE = "检查 {{ 与 }}、{% 与 %} 是否成对，并写在同一段落之内"
_FULL_WIDTH = str.maketrans("｛｝％＃｜（）＝，．＂＇＜＞！＿", "{}%#|()=,.\"'<>!_")
_WORDS = ("if", "elif", "else", "endif", "for", "endfor")
_SPECIAL = ("vm", "colspan", "cellbg")
_TRACKED = {
    *map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "trPrChange")),
    *map(w, ("tcPrChange", "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange")),
}
_COMMENTS = {w("commentRangeStart"), w("commentReference")}


def find(paragraphs: Iterable[Paragraph], package: Package) -> Iterator[Problem]:
    """Everything wrong with a template that can be seen without knowing what names exist."""
    yield from _in_parts(package)
    yield from in_words(tuple(paragraphs))


def in_words(paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Everything wrong with the words and tags of paragraphs."""
    for paragraph in paragraphs:
        yield from _in_text(paragraph)
        for tag in paragraph.tags:
            if tag.mark != "#":
                yield from _in_tag(paragraph, tag)
    yield from _nesting(paragraphs)


def _in_text(paragraph: Paragraph) -> Iterator[Problem]:
    text, where = paragraph.outside, paragraph.where
    if re.search(r"｛\s*[｛{%％]|\{[｛％]|[｝}%％]\s*｝|[％｝]\}", text):
        mend = text.translate(_FULL_WIDTH).strip()[:40]
        yield error(where, "标签的括号是全角，会原样印出", f"改为半角：{mend}")
    elif re.search(r"\{[{%]|[}%]\}", text):
        yield error(where, "标签没有写完整，会吞掉后面的文字", _OPEN_CLOSE)
    elif "{#" in text:
        yield error(
            where, "说明标签 {# 没有写完整，会吞掉后面的文字", "写成 {# 说明 #}，写在同一段落之内，或删去 {#"
        )
    elif re.search(r"\{\s+[{%]|[}%]\s+\}", text):
        mend = re.sub(r"\{\s+([{%])", r"{\1", re.sub(r"([}%])\s+\}", r"\1}", text)).strip()[:40]
        yield error(where, "标签的括号之间有空格，会原样印出", f"去掉空格：{mend}")


def _in_tag(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    where = paragraph.where
    inner = tag.source[2:-2]
    if wide := sorted(set(re.findall(r"[｛｝％｜（）＝，．＂＇＜＞！＿\u3000\u00a0]", _unquoted(inner)))):
        mend = tag.source.translate(_FULL_WIDTH).replace("\u3000", " ").replace("\u00a0", " ")
        shown = "、".join({"\u3000": "全角空格", "\u00a0": "不间断空格"}.get(sign, sign) for sign in wide)
        yield error(where, f"标签里有全角符号 {shown}", f"改为半角：{mend[:60]}")
        return
    if re.search("[“”‘’]", inner):
        yield warning(where, "标签里的引号是中文引号", "改为半角引号")
    if tag.dashed:
        yield error(where, f"标签里不能写 {{%- 或 -%}}：{tag.source[:40]}", "去掉减号")
    if tag.mark == "{":
        yield from _print(where, tag)
    else:
        yield from _statement(paragraph, tag)


def _unquoted(text: str) -> str:
    """The text without what stands in quotes: full-width signs are welcome there."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’", "", text)


def _print(where: str, tag: Tag) -> Iterator[Problem]:
    if tag.prefix:
        yield error(where, f"取值标签不能加前缀 {tag.prefix}：{tag.source[:40]}", "写成 {{ 名称 }}")
        return
    if not tag.body:
        yield error(where, "取值标签是空的", "写上名称，或删去")
        return
    yield from _expression(where, lambda: grammar.printed(tag.body))


def _expression(where: str, read: object) -> Iterator[Problem]:
    try:
        read()  # type: ignore[operator]
    except grammar.RefusedError as exc:
        yield error(where, str(exc), exc.hint)


def _statement(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    where = paragraph.where
    if not tag.prefix and (found := re.match(r"\s+(tr|tc|p|r)\s+(.*)", tag.source[2:-2], re.DOTALL)):
        yield error(where, f"前缀 {found[1]} 前有空格", f"写成 {{%{found[1]} {found[2].strip()} %}}")
        return
    glued = re.match(r"(tr|tc|p|r)(if|elif|else|endif|for|endfor)\b", tag.word)
    if glued:
        yield error(where, f"前缀后缺少空格：{tag.source[:40]}", f"写成 {{%{glued[1]} {glued[2]} … %}}")
        return
    if tag.word not in _WORDS + _SPECIAL:
        hint = "只有 if、elif、else、endif、for、endfor"
        yield error(where, f"标签 {tag.word or tag.source[:20]} 不支持", hint)
        return
    if tag.prefix and re.search(r"[%}]", tag.body):
        yield error(where, f"{{%{tag.prefix} %}} 里不能有 % 或 }}", "把判断改为取值中的是否项")
    if tag.word in ("if", "elif"):
        yield from _expression(where, lambda: grammar.condition(tag.rest))
    elif tag.word == "for":
        yield from _expression(where, lambda: grammar.loop(tag.rest))
    elif tag.word in ("colspan", "cellbg"):
        yield from _expression(where, lambda: grammar.printed(tag.rest))
    elif tag.rest:
        yield error(where, f"{tag.word} 后面多了内容：{tag.rest[:30]}", f"只写 {{% {tag.word} %}}")
    yield from _beside(paragraph, tag)


def _beside(paragraph: Paragraph, tag: Tag) -> Iterator[Problem]:
    """Words that vanish with the paragraph, row or cell that a prefixed tag stands for."""
    around = {"p": paragraph.text, "tr": paragraph.row_text, "tc": paragraph.cell_text}.get(tag.prefix)
    if around is None:
        return
    rest = tags.without(around).strip()
    others = len(re.findall(r"\{[{%]", around)) - 1
    if rest or others:
        what = {"p": "段落", "tr": "表格行", "tc": "单元格"}[tag.prefix]
        lost = rest[:20] or "另一个标签"
        yield error(
            paragraph.where,
            f"{{%{tag.prefix} %}} 所在的{what}里还有“{lost}”，会被一起删去",
            f"让这个标签独占一个{what}",
        )


@dataclass(slots=True)
class _Opened:
    tag: Tag
    paragraph: Paragraph
    closed: bool = False
    others: int = 0


def _nesting(paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    opened: list[_Opened] = []
    part = ""
    for paragraph in paragraphs:
        if paragraph.part != part:
            yield from _left_open(opened)
            opened, part = [], paragraph.part
        for tag in paragraph.tags:
            if tag.word in ("if", "for"):
                opened.append(_Opened(tag, paragraph))
            elif tag.word in ("elif", "else", "endif", "endfor"):
                yield from _continued(opened, tag, paragraph)
    yield from _left_open(opened)


def _left_open(opened: list[_Opened]) -> Iterator[Problem]:
    for item in opened:
        yield error(item.paragraph.where, f"{item.tag.source[:40]} 没有结束", f"补上 {_closing(item.tag)}")


def _closing(tag: Tag) -> str:
    return f"{{%{tag.prefix} end{tag.word} %}}"


def _continued(opened: list[_Opened], tag: Tag, paragraph: Paragraph) -> Iterator[Problem]:
    start = opened[-1] if opened else None
    fits = start and (tag.word in ("endif", "elif") and start.tag.word == "if" or tag.word == "else")
    fits = fits or (start and tag.word == "endfor" and start.tag.word == "for")
    if start is None or not fits:
        yield error(
            paragraph.where, f"{tag.source[:40]} 没有对应的开头", "检查 if 与 endif、for 与 endfor 是否成对"
        )
        return
    if start.closed and tag.word in ("elif", "else"):
        yield error(paragraph.where, f"{tag.source[:40]} 写在了 else 之后", "else 只能有一个，写在最后")
    start.closed = start.closed or tag.word == "else"
    start.others += tag.word == "elif"
    if start.others == MAX_ELIF + 1:
        yield error(
            paragraph.where, f"一个条件的 elif 过多（最多 {MAX_ELIF} 个）", "把判断做成取值，或拆成几个 if"
        )
    if start.tag.prefix != tag.prefix:
        message = f"{start.tag.source[:40]} 与 {tag.source[:40]} 的前缀不同，会丢行或丢段"
        yield error(paragraph.where, message, f"两处都写 {{%{start.tag.prefix} … %}}")
    elif _scope(start.tag, start.paragraph) != _scope(tag, paragraph):
        message = f"{start.tag.source[:40]} 与 {tag.source[:40]} 不在同一{_scope_name(tag)}"
        yield error(paragraph.where, message, "循环或条件在哪里开始就在哪里结束")
    if tag.word.startswith("end"):
        opened.pop()


def _scope(tag: Tag, paragraph: Paragraph) -> tuple[str, int]:
    """What a condition or loop may not reach beyond."""
    if tag.prefix in ("tr", "tc"):
        kind = "tbl" if tag.prefix == "tr" else "tr"
        return kind, paragraph.scope(kind)
    return next(iter(paragraph.scopes), ("", 0))


def _scope_name(tag: Tag) -> str:
    return {"tr": "表格", "tc": "行"}.get(tag.prefix, "单元格或正文")


def _in_parts(package: Package) -> Iterator[Problem]:
    rendered = dict(package.rendered())
    for part, data in package.parts.items():
        if part not in rendered and re.search(rb"\{\{|\{%", data):
            yield error(part, "标签写在了不支持的位置（如图表、批注、自定义属性）", "移到正文、页眉或页脚")
        if not part.endswith(".rels") and part != TYPES and not package.is_core(part):
            yield from _in_part(package, part, rendered.get(part, ""))
    for part, data in package.left.items():
        if re.search(rb"\{\{|\{%", data):
            yield error(part, "标签写在了不支持的位置（如图表、批注、自定义属性）", "移到正文、页眉或页脚")
        root = parse(data)
        yield from fields.check(root, part)
        if next(root.iter(w("comment")), None) is not None:
            yield error("批注", "模板里有批注，会随文件发出", "在“审阅”中删除全部批注")


def _in_part(package: Package, part: str, label: str) -> Iterator[Problem]:
    root = parse(package.parts[part])
    if label and root.nsmap.get("w") != W:
        yield error(label, "不是 Word 通常保存的格式", "用 Word 另存为“Word 文档 (*.docx)”，不要选 Strict")
        return
    rels = package.parts.get(relations_part(part))
    kinds = {relation.id: published(relation.kind) for relation in relations(rels, part)} if rels else {}
    yield from references.check(root, label or part, kinds)
    yield from fields.check(root, label or part)
    if label:
        yield from _traces(root, label)


def _traces(root: Element, label: str) -> Iterator[Problem]:
    """What editing left in a part: it would be sent along."""
    there = {str(item.tag) for item in root.iter()}
    if there & _TRACKED:
        hint = "在“审阅”中接受全部修订并关闭修订"
        yield error(label, "模板里有修订痕迹，删去的旧内容会泄露", hint)
    if there & _COMMENTS:
        yield error(label, "模板里有批注", "在“审阅”中删除全部批注")
