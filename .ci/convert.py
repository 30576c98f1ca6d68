"""Convert every Word file under a folder with LibreOffice; fail unless each PDF has text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

AT_ONCE = 100  # one call stops without a word after some 250 documents
FONTS = Path(__file__).resolve().parent.parent / "tests" / "fonts.conf"


def main(source: Path, target: Path) -> int:
    """Lay the files flat (pack names repeat), convert them, and read each PDF's text."""
    flat = target / "docx"
    flat.mkdir(parents=True)
    for number, path in enumerate(sorted(source.rglob("*.docx"))):
        shutil.copyfile(path, flat / f"{number:03d} {path.name}")
    documents = sorted(flat.iterdir())
    for start in range(0, len(documents), AT_ONCE):
        _convert(documents[start : start + AT_ONCE], target)
    faults = [fault for path in documents if (fault := _fault(target / f"{path.stem}.pdf"))]
    sys.stdout.write("\n".join([*faults, f"{len(documents)} documents converted", ""]))
    return 1 if faults or not documents else 0


def _convert(documents: Sequence[Path], target: Path) -> None:
    profile = f"-env:UserInstallation={(target / 'profile').resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", target, *documents]
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS)}
    subprocess.run(command, check=True, env=environment, capture_output=True)


def _fault(pdf: Path) -> str:
    if not pdf.is_file():
        return f"{pdf.name}: not converted"
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    text = read.stdout.decode()
    if len(text.strip()) < 20:
        return f"{pdf.name}: no text"
    left = re.search(r"\{\{|\{%|\bNone\b|\bnan\b", text)
    return f"{pdf.name}: {left[0]} is left in the text" if left else ""


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
