"""Which deliverable a Word file of somebody's own is the template of: by word, by its mark, by its name."""

from __future__ import annotations

from pathlib import Path

from generator import names, proofing
from generator.errors import CatalogueError, TemplateError
from generator.library import Deliverable, Library, catalogue
from generator.problems import Problem, error
from generator.proofing import folder
from generator.word import provenance, stamped

_SUFFIX = ".docx"
# What lies beside templates and is none: what it is, and the commands that take it.
_OTHERS = {
    ".tgb.zip": (
        "是发布好的模板包，不是 Word 模板",
        "安装用 tuoguan template install，比较用 tuoguan template diff；要检查，写发布前的文件夹或 Word 文件",
    ),
    ".key": ("是签名的密钥，不是 Word 模板", "发布模板包时用：tuoguan template publish … --key 密钥"),
    ".pub": ("是公钥，不是 Word 模板", "登记公钥用：tuoguan template trust 公钥 --for 模板包编号"),
}


def entry(path: Path, name: str, library: Library) -> Deliverable:
    """The deliverable that is meant: the one called ``name``, or for "" the one that the file tells.

    CatalogueError for what is no Word file by its name, for an unknown ``name``, and where nothing tells it
    or the file's mark and its name tell two; TemplateError where only its mark could tell and it is damaged.
    """
    if fault := unfit(path, library):
        raise CatalogueError(fault)
    if name:
        return named(name, library)
    found = told(path, library)
    if found is None:
        raise CatalogueError(_untold(path, library))
    return found


def _untold(path: Path, library: Library) -> Problem:
    hint = f"加 --as 编号 写明是哪一件{_near(path.stem, library)}"
    return error(str(path), "不知道是哪一件交付件的模板", hint)


def named(name: str, library: Library) -> Deliverable:
    """The Word deliverable of that id; CatalogueError when there is none."""
    found = _known(name, library)
    if found is None:
        raise CatalogueError(_unknown(name, library))
    return found


def _unknown(name: str, library: Library) -> Problem:
    return error(name, "没有这个编号的 Word 交付件", f"可用 tuoguan list 查看{_near(name, library)}")


def told(path: Path, library: Library) -> Deliverable | None:
    """The deliverable that a file tells of itself, None where it tells none; errors as of `entry`."""
    by_name = _known(path.stem, library)
    try:
        marked = _known(_mark(path), library)
    except TemplateError:
        if by_name is None:
            raise
        return by_name
    if marked and by_name and marked != by_name:
        raise CatalogueError(error(str(path), *_torn(by_name.id, marked.id)))
    return marked or by_name


def _torn(by_name: str, marked: str) -> tuple[str, str]:
    """That name and mark tell two deliverables, and what to do."""
    message = f"文件名是 {by_name}，由 {marked} 的模板改成，不知道用作哪一件"
    return message, f"用作后者就改名为 {marked}.docx；用作前者就加 --as {by_name}（要发布，就单独发布）"


def _mark(path: Path) -> str:
    """The id of the deliverable that a file's properties tell; "" for none."""
    return stamped.read(proofing.read(path), str(path)).properties.get(provenance.TEMPLATE, "")


def unfit(path: Path, library: Library) -> Problem | None:
    """Why a file cannot be a Word template, as far as its name tells: what it is, and what to do."""
    if not path.exists():
        return error(str(path), "找不到文件", "请核对路径")
    low = path.name.lower()
    if words := next((words for ending, words in _OTHERS.items() if low.endswith(ending)), None):
        return error(str(path), *words)
    if path.is_dir() or low.endswith(_SUFFIX):
        return None
    return error(str(path), *_other_form(path, library))


def _other_form(path: Path, library: Library) -> tuple[str, str]:
    """What a file of another form is, and what to do."""
    if path.suffix.lower() not in folder.WORDS:
        return "不是 Word 文档 (*.docx)", "写 .docx 文件，或者模板包的文件夹"
    return f"格式是 {path.suffix}，不是 .docx", folder.saved(folder.meant(path.stem, library))


def words(library: Library) -> list[Deliverable]:
    """The Word deliverables of a catalogue."""
    return [one for one in catalogue.load(library) if one.kind == "word"]


def _known(name: str, library: Library) -> Deliverable | None:
    """The Word deliverable of an id, in capitals or small letters."""
    wanted = names.key(name)
    return next((one for one in words(library) if names.key(one.id) == wanted), None)


def _near(stem: str, library: Library) -> str:
    close = folder.near(stem, library)
    return f"；是否应为 {close}？" if close else ""
