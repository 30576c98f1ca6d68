"""Word files as PDF by LibreOffice, and the pages of a PDF as pictures, where both are at hand."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import delivery
from generator.problems import Problem, warning

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_USUAL = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_NO_OFFICE = (
    "没有找到 LibreOffice，只写 Word 文件，没有 PDF 和图片",
    "装好 LibreOffice（免费）后再预览，或者在 Word 里打开看",
)
_NO_PICTURES = ("没有安装 pypdfium2，没有图片", 'pip install "tuoguan[preview]"')
_PATIENCE = 300  # seconds for all documents of a preview
_DOTS = 100  # to the inch
_PAGE = re.compile(rb"/Type\s*/Page\b")
_Running = subprocess.Popen[bytes]
_Files = Iterator[tuple[str, bytes]]  # by their names


def pages(documents: Mapping[str, bytes], office: str = "") -> tuple[dict[str, bytes], list[Problem]]:
    """The documents as PDF and their pages as PNG, by file names beside theirs; and why one is not there.

    ``documents`` are by name without suffix; ``office`` is LibreOffice's program, found by itself where "".
    """
    office = office or found()
    if not office:
        return {}, [warning("", *_NO_OFFICE)]
    made, notes = converted(documents, office)
    pictures, more = _drawn(made)
    pdfs = {f"{name}.pdf": data for name, data in made.items()}
    return {**pdfs, **pictures}, [*notes, *more]


def length(pdf: bytes) -> int:
    """How many pages a PDF of LibreOffice's has, which names each page in the open."""
    return len(_PAGE.findall(pdf))


def found() -> str:
    """LibreOffice's program; "" where there is none."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((path for path in _USUAL if Path(path).is_file()), "")


def converted(documents: Mapping[str, bytes], office: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The PDF of each document that LibreOffice converted in one call."""
    with delivery.temporary() as folder:
        files = _put(documents, folder)
        if why := _run(_command(office, folder, files.values())):
            return {}, [warning("", f"{why}，只写 Word 文件", "关闭打开的 LibreOffice 后再试")]
        made = dict(_pdfs(files))
    return made, [*_lost([name for name in documents if name not in made])]


def _put(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """The documents as files of a folder, which have numbers for names."""
    files = {name: folder / f"{number}.docx" for number, name in enumerate(documents)}
    for name, file in files.items():
        file.write_bytes(documents[name])
    return files


def _pdfs(files: Mapping[str, Path]) -> _Files:
    for name, file in files.items():
        pdf = file.with_suffix(".pdf")
        if pdf.is_file():
            yield name, pdf.read_bytes()


def _lost(names: Sequence[str]) -> Iterator[Problem]:
    if names:
        yield warning("", f"LibreOffice 没有转换出 PDF：{'、'.join(names)}", "在 Word 里打开看")


def _command(office: str, folder: Path, files: Iterable[Path]) -> list[str]:
    """What converts files into PDF beside them, with a profile of its own in the folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    given = map(str, files)
    return [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *given]


def _run(command: list[str]) -> str:
    """Run LibreOffice with all that it starts, no longer than is sensible; why it did not end, or ""."""
    try:
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return f"LibreOffice 运行不了（{command[0]}）"
    return _waited(running)


def _waited(running: _Running) -> str:
    """Wait for a program, which is ended with all that it started; why it did not end itself, or ""."""
    try:
        running.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return f"LibreOffice {_PATIENCE} 秒没有转换完"
    finally:
        _end(running)
    return ""


def _end(running: _Running) -> None:
    """End a program that still runs, and where the system can what it started."""
    if running.poll() is None:
        if sys.platform != "win32":
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()


def _drawn(made: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Problem]]:
    """A PNG of each page; of a document of one page without its number."""
    try:
        import pypdfium2
    except ImportError:
        return {}, [warning("", *_NO_PICTURES)] if made else []
    pictures: dict[str, bytes] = {}
    for name, data in made.items():
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            pictures.update(_pages(name, document))
    return pictures, []


def _pages(name: str, document: PdfDocument) -> _Files:
    for number, page in enumerate(document, 1):
        tail = f"-{number:02}" if len(document) > 1 else ""
        yield f"{name}{tail}.png", _png(page)


def _png(page: PdfPage) -> bytes:
    target = io.BytesIO()
    page.render(scale=_DOTS / 72).to_pil().save(target, "PNG")
    return target.getvalue()
