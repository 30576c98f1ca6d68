"""The same pack as a plain script would make it: docxtpl as documented, Pillow, and pyplot.

A peer for the benchmark, given every help: it takes our checked data and derived facts, and only fills the
templates, turns the photos and draws the map. Usage: plain_script.py CLIENT OUT
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from bench_map import by_pyplot
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from markupsafe import Markup
from PIL import Image, ImageOps
from plain_workbook import by_openpyxl

from generator import domain, facts, intake, proofing
from generator.library import built_in, catalogue, ledgers
from generator.library.catalogue import Deliverable
from generator.making import compliance, contract, display, drawing, maker, signage
from generator.pictures import Picture
from generator.riskmap import Site
from generator.word import escaped, values

DAY = datetime.date(2026, 11, 23)
LARGEST = 64 * 1024 * 1024


class Words(list[str]):
    """A list of texts that prints as one."""

    def __init__(self, listed: escaped.Listed) -> None:
        super().__init__(map(str, listed.items))
        self._text = Markup(listed)

    def __html__(self) -> str:
        return self._text


def plain(value: Any) -> Any:
    """Prepared facts as plain objects and lists; texts are escaped once, by Jinja."""
    if isinstance(value, escaped.Listed):
        return Words(value)
    if isinstance(value, Mapping):
        return SimpleNamespace(**{str(key): plain(item) for key, item in value.items()})
    return [plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def photo(document: DocxTemplate, source: Any, width: float, height: float) -> Any:
    """A picture upright and scaled, as a script does it by hand."""
    if isinstance(source, BytesIO):
        source.seek(0)
        return InlineImage(document, source, width=Mm(width))
    if source.asset.name.lower().endswith((".heic", ".heif")):
        import pillow_heif

        pillow_heif.register_heif_opener()
    with Image.open(BytesIO(source.asset.read(LARGEST))) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((1600, 1600))
    data = BytesIO()
    picture.save(data, "JPEG", quality=85)
    data.seek(0)
    wide = picture.width / picture.height > width / height
    return InlineImage(document, data, **({"width": Mm(width)} if wide else {"height": Mm(height)}))


def pictured(context: Mapping[str, object], sites: list[Site]) -> dict[str, Any]:
    """The boards and cards with the pictures that ours have, as files in memory."""
    made = {
        "boards": signage.boards(context["boards"], [(site, "") for site in sites], built_in()),
        "cards": signage.cards(context["cards"], built_in()),
    }
    return {name: as_files(rows) for name, rows in made.items()}


def as_files(value: Any) -> Any:
    """Dictionaries as plain objects, pictures as files in memory."""
    if isinstance(value, Picture):
        return BytesIO(value.data)
    if isinstance(value, escaped.Listed):
        return Words(value)
    if isinstance(value, Mapping):
        return SimpleNamespace(**{key: as_files(item) for key, item in value.items()})
    return [as_files(item) for item in value] if isinstance(value, (list, tuple)) else value


def _no_template(name: str) -> maker.Template:
    raise LookupError(name)


def main(client: Path, out: Path) -> None:
    """Make every file of the pack."""
    record = intake.read(client)
    derived = facts.derive(record, DAY, built_in())
    told = {**compliance.context(derived, built_in()), **contract.context(derived, built_in())}
    stamp = domain.Stamp("内置 2026.11", "7K3M9QZ2")
    prepared = values.prepare(derived, {**told, "control": domain.Control("A/0", None), "stamp": stamp})
    context = vars(plain(prepared))
    sites = [page.site for page in drawing.Drawing(record, derived).pages]
    picture = BytesIO(by_pyplot(sites[0])) if sites else None
    maps = [{"map": picture, "title": derived.site.title}] if picture else []
    context |= pictured(prepared, sites)
    context |= {name: as_files(value) for name, value in values.prepare(display.context(derived), {}).items()}
    job = maker.Job(record, DAY, built_in(), _no_template)
    for entry in catalogue.select(catalogue.load(built_in()), derived).chosen:
        if entry.kind == "map" and picture:
            drawn = picture.getvalue() if entry.suffix == ".png" else by_pyplot(sites[0], entry.suffix[1:])
            _write(out / catalogue.paths(entry, derived)[0], drawn)
        elif entry.kind == "word":
            _fill(entry, derived, {**context, "site_map": picture, "site_maps": maps}, out)
        elif entry.kind == "workbook":
            book = by_openpyxl(ledgers.find(entry.source, built_in()), derived)
            _write(out / catalogue.paths(entry, derived)[0], book)
        else:  # no peer of its own: made alike on both sides
            for file in maker.make(job, (entry.id,)):
                _write(out / file.path, file.data)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _fill(entry: Deliverable, derived: Any, context: dict[str, Any], out: Path) -> None:
    """Every document of one template, the template opened anew for each."""
    items = SimpleNamespace(**context)
    for name in filter(None, entry.items.split(".")):
        items = getattr(items, name)
    each = items if entry.each else [None]
    for path, item in zip(catalogue.paths(entry, derived), each, strict=True):
        document = DocxTemplate(BytesIO(proofing.find(entry.id, built_in()).data))
        environment = jinja2.Environment(autoescape=True)
        environment.filters["blank"] = lambda value: value or "＿＿＿＿＿＿"
        environment.filters["picture"] = lambda value, width, height, to=document: (
            photo(to, value, width, height) if value else ""
        )
        document.render({**context, entry.item: item}, environment)
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        document.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
