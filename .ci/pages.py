"""Pages of the converted examples: one a board and a card, none empty, none with signatures alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

_ONE_EACH = re.compile(r"(车间安全风险告知牌|岗位安全风险告知卡)\.pdf$")
_TITLE = re.compile(r"安全风险告知[牌卡]</w:t>")
_FOOT = re.compile(r"第\s*\d+\s*页.*|—\s*\d+\s*—|\d+")
_SIGNED = re.compile(r"年\s*月\s*日|（签字）|盖章")


def main(folder: Path) -> int:
    """Read every PDF that ``convert`` made in the folder."""
    papers = sorted(folder.glob("*.pdf"))
    faults = [fault for paper in papers for fault in _faults(paper)]
    sys.stdout.write("\n".join([*faults, f"{len(papers)} documents leafed through", ""]))
    return 1 if faults or not papers else 0


def _faults(paper: Path) -> Iterator[str]:
    read = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True)
    pages = read.stdout.decode().split("\f")[:-1]
    if _ONE_EACH.search(paper.name):
        wanted = _sheets(paper)
        if len(pages) != wanted:
            yield f"{paper.name}: {len(pages)} pages for {wanted} sheets"
    for number, page in enumerate(pages[1:], 2):
        lines = _body(page)
        if not lines:
            yield f"{paper.name}: page {number} is empty"
        elif all(_SIGNED.search(line) and "。" not in line for line in lines):
            yield f"{paper.name}: page {number} holds signatures alone"


def _sheets(paper: Path) -> int:
    """How many boards or cards the document that became the paper has."""
    with zipfile.ZipFile(paper.parent / "docx" / f"{paper.stem}.docx") as archive:
        return len(_TITLE.findall(archive.read("word/document.xml").decode()))


def _body(page: str) -> list[str]:
    """The lines of a page without its head, which is the first, and its foot."""
    lines = [line.strip() for line in page.splitlines() if line.strip()][1:]
    return lines[:-1] if lines and _FOOT.fullmatch(lines[-1]) else lines


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
