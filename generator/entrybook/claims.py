"""What a workbook says of itself, and whether it is an entry book that can be read."""

from __future__ import annotations

from generator.entrybook.cells import Book, Values
from generator.entrybook.habits import plain
from generator.entrybook.layout import FORMAT, HIDDEN, Layout
from generator.errors import IntakeError
from generator.problems import Origin, error

_KINDS = {"client": "企业的填报簿", "agency": "服务机构的填报簿"}
_LONGEST = 9  # digits of a number of a format


def about(book: Book) -> dict[str, str]:
    """What a book says of itself on its hidden sheet: format, kind, edition, marks; {} for nothing."""
    return {str(name): str(told) for name, told in _pairs(book) if name is not None and told is not None}


def _pairs(book: Book) -> list[Values]:
    """What the hidden sheet has beside each other; [] where there is none."""
    sheet = book.sheet(HIDDEN)
    return [row[:2] for row in sheet.rows if len(row) > 1] if sheet else []


def is_entry_book(book: Book, layout: Layout) -> bool:
    """Whether a workbook is an entry book: by what it says of itself, or by its sheets where that is lost."""
    return "kind" in about(book) or any(layout.sheet(plain(sheet.name)) for sheet in book.sheets)


def checked(book: Book, layout: Layout) -> dict[str, str]:
    """What the book says of itself; IntakeError where it is not one that can be read by the layout."""
    told = about(book)
    if _is_newer(told.get("format", "").removesuffix(".0")):
        raise _refusal(book, "填报簿是更新的版本做的", "请升级工具：pip install -U tuoguan")
    kind = told.get("kind", layout.kind)
    if kind != layout.kind:
        raise _other_kind(book, kind, layout.kind)
    if not is_entry_book(book, layout):
        hint = "请用 tuoguan workbook 做一份填报簿，把内容填进去"
        raise _refusal(book, "这不是填报簿，没有一张认识的工作表", hint)
    return told


def _other_kind(book: Book, kind: str, wanted: str) -> IntakeError:
    """The refusal of an entry book of something else."""
    message = f"这是{_KINDS.get(kind, '别的工作簿')}，这里要{_KINDS[wanted]}"
    return _refusal(book, message, "请核对文件")


def _is_newer(number: str) -> bool:
    """Whether the number of a format is one that this version does not know yet."""
    return number.isdecimal() and (len(number) > _LONGEST or int(number) > FORMAT)


def _refusal(book: Book, message: str, hint: str) -> IntakeError:
    return IntakeError(error("", message, hint, Origin(book.name)))
