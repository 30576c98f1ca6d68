"""The four-colour map of one client: geometry from the record, grades and names from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import riskmap
from generator.facts import model
from generator.record import Record
