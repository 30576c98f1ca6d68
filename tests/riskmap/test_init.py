from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from generator.riskmap import Site, Zone, draw
from tests import depth
from tests.conftest import ROOT


def test_importing_the_package_imports_no_heavy_library() -> None:
    code = (
        "import sys, generator.riskmap;"
        "print([name for name in ('matplotlib', 'shapely', 'numpy', 'zhplot') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_drawing_imports_neither_pyplot_nor_the_font_package() -> None:
    code = (
        "import sys; from generator.riskmap import Site, draw; draw(Site('图', 10, 10), dpi=40);"
        "print([name for name in ('matplotlib.pyplot', 'zhplot', 'shapely') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def drawn() -> list[str]:
    """The digests of a small map in each format."""
    zone = Zone("Z1", "车间", "重大", ((1, 1), (9, 1), (5, 9)), ("火灾",))
    site = Site("图", 10, 10, zones=(zone,), exits=(("东门", (10, 5)),))
    return [hashlib.sha256(draw(site, fmt, dpi=40)).hexdigest() for fmt in ("png", "pdf", "svg")]


def test_another_process_gives_the_same_bytes() -> None:
    code = "from tests.riskmap.test_init import drawn; print(drawn())"
    for seed in depth.some("12", desk=1):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        assert done.stdout == f"{drawn()}\n"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="gif"):
        draw(Site("图", 10, 10), "gif")
