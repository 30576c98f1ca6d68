from __future__ import annotations

import subprocess
import sys

import pytest

from generator.riskmap import Site, draw


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


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="gif"):
        draw(Site("图", 10, 10), "gif")
