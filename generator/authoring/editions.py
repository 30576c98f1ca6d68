"""The edition.yaml of a bundle, as it is written where the author wrote none."""

from __future__ import annotations

import json
from collections.abc import Mapping


def written(told: Mapping[str, object]) -> bytes:
    """The file that says this, a line each in its order; what is empty is left out."""
    # Each line is YAML and JSON alike.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items() if value)
    return "".join(lines).encode()
