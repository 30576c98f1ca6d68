"""Put slips into shipped templates, comment on them, mend them; fail unless LibreOffice opens every one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml

from generator.api import workshop
from generator.library import built_in
from generator.problems import errors_in

FONTS = Path(__file__).resolve().parent.parent / "tests" / "fonts.conf"
NAMES = ("board_large", "letter_bureau", "agreements", "badge_cards")
SLIP, LEFT = "｛｛ enterprise.name ｝｝", "{{ enterprise.nix }}"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOX = (
    f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    f'<v:shape type="#_x0000_t202" style="width:120pt;height:40pt"><v:textbox>'
    f"<w:txbxContent><w:p><w:r><w:t>{LEFT}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def main(target: Path) -> int:
    """Make the copies, tell what is wrong with them, and convert them."""
    faults = [fault for name in NAMES for fault in _made(name, target)]
    profile = f"-env:UserInstallation={(target / 'profile').resolve().as_uri()}"
    copies = sorted(target.glob("*.docx"))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", target, *copies]
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS)}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    faults += [f"{path.name}: not converted" for path in copies if not path.with_suffix(".pdf").is_file()]
    sys.stdout.write("\n".join([*faults, f"{len(copies)} templates with comments or mends opened", ""]))
    return 1 if faults or not copies else 0


def _made(name: str, target: Path) -> list[str]:
    """A template with slips, its copy with comments, and mended; what is wrong with those."""
    target.mkdir(parents=True, exist_ok=True)
    given, library = target / f"{name}.docx", built_in()
    given.write_bytes(workshop.export(name, library))
    opened = docx.Document(str(given))
    _spoil(opened)
    opened.save(str(given))
    problems = workshop.lint(given, name, library)
    annotated, mended = target / f"{name} annotated.docx", target / f"{name} mended.docx"
    annotated.write_bytes(workshop.annotate(given.read_bytes(), str(given), problems))
    fixed = workshop.fix(given, name, library)
    mended.write_bytes(fixed.data)
    told = len(docx.Document(str(annotated)).comments)
    faults = [] if told >= 3 else [f"{name}: {told} comments"]
    before, after = len(errors_in(problems)), len(errors_in(fixed.left))
    return faults if after < before else [*faults, f"{name}: {before} errors, {after} after mending"]


def _spoil(opened: Document) -> None:
    """Slips in a paragraph, a cell, a header and a text box."""
    opened.add_paragraph(SLIP)
    opened.add_paragraph("有文本框")._p.append(parse_xml(BOX))
    opened.sections[0].header.paragraphs[0].add_run(SLIP)
    for table in opened.tables[:1]:
        table.rows[0].cells[0].paragraphs[0].add_run(LEFT)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
