"""The same pack as a plain script would make it: docxtpl as documented, Pillow, and pyplot.

A peer for the benchmark, given every help: it takes our checked data and derived facts, and only fills the
templates, turns the photos and draws the map. Usage: plain_script.py CLIENT OUT
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from PIL import Image, ImageOps

mpl.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.font_manager import fontManager  # noqa: E402

from generator import catalogue, drawing, facts, home, intake, riskmap  # noqa: E402
from generator.riskmap.fonts import bundled_font  # noqa: E402

DAY = datetime.date(2026, 11, 23)


def plain(value: Any) -> Any:
    """Facts as dictionaries and lists."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def photo(document: DocxTemplate, source: Any, width: float, height: float) -> Any:
    """A picture upright and scaled, as a script does it by hand."""
    if isinstance(source, BytesIO):
        source.seek(0)
        return InlineImage(document, source, width=Mm(width))
    if source["path"].lower().endswith((".heic", ".heif")):
        import pillow_heif

        pillow_heif.register_heif_opener()
    with Image.open(source["path"]) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((1600, 1600))
    data = BytesIO()
    picture.save(data, "JPEG", quality=85)
    data.seek(0)
    wide = picture.width / picture.height > width / height
    return InlineImage(document, data, **({"width": Mm(width)} if wide else {"height": Mm(height)}))


def draw(plan: riskmap.Site) -> BytesIO:
    """The four-colour map with pyplot."""
    fontManager.addfont(str(bundled_font()))
    plt.rcParams["font.family"] = "Noto Sans SC"
    figure, axes = plt.subplots(figsize=(16.54, 11.69), dpi=200)
    axes.set_xlim(0, plan.width)
    axes.set_ylim(0, plan.height)
    axes.set_aspect("equal")
    axes.set_title(plan.heading)
    for zone in plan.zones:
        axes.add_patch(plt.Polygon(zone.points, facecolor=riskmap.COLORS[zone.grade], edgecolor="black"))
        x = sum(point[0] for point in zone.points) / len(zone.points)
        y = sum(point[1] for point in zone.points) / len(zone.points)
        axes.text(x, y, f"{zone.code} {zone.name}\n{zone.grade}\n{zone.accidents}", ha="center", va="center")
    for route in plan.routes:
        for start, end in zip(route, route[1:], strict=False):
            axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": "green"})
    for name, at in plan.exits:
        axes.text(*at, name, color="green")
    handles = [plt.Rectangle((0, 0), 1, 1, color=color) for color in riskmap.COLORS.values()]
    axes.legend(handles, list(riskmap.COLORS), loc="lower right")
    data = BytesIO()
    figure.savefig(data, format="png")
    plt.close(figure)
    return data


def main(client: Path, out: Path) -> None:
    """Make every file of the pack."""
    record = intake.read(client)
    derived = facts.derive(record, DAY)
    context = plain(derived)
    picture = draw(drawing.site(record, derived)) if derived.has.map else None
    for entry in catalogue.select(catalogue.load(), derived).chosen:
        target = out / catalogue.path(entry, derived)
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry.kind == "map" and picture:
            target.write_bytes(picture.getvalue())
            continue
        document = DocxTemplate(home.templates() / "word" / f"{entry.id}.docx")
        environment = jinja2.Environment(autoescape=True)
        environment.filters["blank"] = lambda value: value or "＿＿＿＿＿＿"
        environment.filters["picture"] = lambda value, width, height, to=document: (
            photo(to, value, width, height) if value else ""
        )
        document.render({**context, "site_map": picture}, environment)
        document.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
