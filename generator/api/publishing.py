"""Publishing: a pair of keys once, then one signed file for each version of a bundle.

Only those who publish load what compiles, judges and signs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.authoring import keys

__all__ = ["keygen", "passphrase"]


def keygen(place: Path, words: Callable[[], str]) -> keys.Pair:
    """Write a new pair of keys as ``place``.key, under the passphrase of ``words``, and ``place``.pub.

    PackError where either is there already, SigningError for a passphrase that is too short.
    """
    return keys.make(place, words)


def passphrase(file: Path) -> str:
    """The passphrase that a text file holds; SigningError when it holds anything else."""
    return keys.passphrase(file)
