"""Pages are painted without what looks for the fonts of the system, the same as by the public renderer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.canvas import Fill, Lines, Text, paint, painted, pixels

ROOT = Path(__file__).resolve().parent.parent.parent
SHAPES = (
    Fill(((5, 5), (70, 8), (60, 40)), "#CC3311", "#000000", 0.6),
    Lines((((3, 3), (77, 45), (20, 55)),), "#117733", 0.8, (2, 1)),
    Text(10, 30, "风险四色图 A3", 6, "#0033AA", bold=True),
)


def test_the_field_paints_as_the_public_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint, "_KEPT", {})
    made = painted(SHAPES, "png", (80, 60), 150)
    assert isinstance(next(iter(paint._KEPT.values())), pixels.Field)
    paint._KEPT.clear()
    monkeypatch.delattr(pixels.Pen, "get_snap")  # as if another version asked for what is not there
    assert painted(SHAPES, "png", (80, 60), 150) == made
    assert not isinstance(next(iter(paint._KEPT.values())), pixels.Field)


def test_no_font_of_the_system_is_looked_for() -> None:
    code = (
        "import sys; from generator.canvas import Text, painted; "
        "painted([Text(1, 5, '图', 4, '#000000')], 'png', (9, 9), 100); "
        "painted([Text(1, 5, '图', 4, '#000000')], 'pdf', (9, 9), 100); "
        "print([name for name in sys.modules if name.endswith(('font_manager', 'backend_agg'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['matplotlib.backends._backend_agg']"
