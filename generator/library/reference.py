"""The built-in reference data, for those who are not yet given a library."""

from __future__ import annotations

from typing import Any

from generator.library.edition import built_in


def load(name: str) -> Any:
    """The built-in content of templates/reference/<name>.yaml or .json."""
    return built_in().table(name)


def read(name: str) -> Any:
    """The built-in content of a YAML or JSON file by its path under templates/."""
    return built_in().read(name)


def gather(folder: str) -> dict[str, Any]:
    """The built-in entries of all files of templates/reference/<folder>/."""
    return built_in().gather(folder)
