"""Every Word template through LibreOffice and back to Word: the lint must find nothing in either."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import proofing
from generator.api import workshop
from generator.library import Library, built_in, catalogue

DAY = datetime.datetime.now().astimezone().date()


def main(target: Path) -> int:
    """Save all templates of the library by LibreOffice, judge both, and tell every problem."""
    library, folder = built_in(), target / "templates"
    folder.mkdir(parents=True)
    names = [entry.id for entry in catalogue.load(library) if entry.kind == "word"]
    for name in names:
        (folder / f"{name}.docx").write_bytes(proofing.find(name, library).data)
    _convert(sorted(folder.iterdir()), target)
    alarms = [
        alarm
        for name in names
        for path in (folder / f"{name}.docx", target / "saved" / f"{name}.docx")
        for alarm in _alarms(path, name, library)
    ]
    sys.stdout.write("\n".join([*alarms, f"{len(names)} templates, {len(alarms)} alarms", ""]))
    return 1 if alarms or not names else 0


def _convert(files: list[Path], target: Path) -> None:
    profile = f"-env:UserInstallation={(target / 'profile').resolve().as_uri()}"
    form = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", target / "saved"]
    subprocess.run(["soffice", profile, "--headless", *form, *files], check=True, capture_output=True)


def _alarms(path: Path, name: str, library: Library) -> Iterator[str]:
    return map(str, workshop.lint(path, name, library, DAY))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
