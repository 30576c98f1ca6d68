"""What the rules tell of a smallest client with something added."""

from __future__ import annotations

from pathlib import Path

from generator import intake, schema
from tests.conftest import CLIENT


def told(small: Path, more: str, text: str = CLIENT) -> list[str]:
    """Each line as severity and message, in the order of their places."""
    (small / "client.yaml").write_text(text + more, "utf-8")
    return [f"{one.severity} {one.message}" for one in schema.check(intake.read(small))]
