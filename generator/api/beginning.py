"""What a new client begins with: how its files may be called, and the commented skeletons of YAML."""

from __future__ import annotations

from generator.intake import AGENCIES, NAMES
from generator.library import home

__all__ = ["AGENCIES", "NAMES", "skeleton"]

skeleton = home.skeleton
