"""Bundles of the committee and of agencies: whose are trusted, what is installed, what is in use.

``home`` is the folder in which they are installed. Each function that changes it changes all or nothing; the
documents of clients are never touched.
"""

from __future__ import annotations

from pathlib import Path

from generator import sidefile
from generator.bundles import home as homes
from generator.bundles import trust
from generator.errors import BundleError
from generator.problems import error
from generator.signing import PublicKey

__all__ = ["register"]

_LARGEST_KEY = 4096
_LINE = 56  # characters of a public key


def register(home: Path, name: str, key: str, committee: bool = False) -> trust.Registered:
    """Trust the bundles of an id when a key signed them, which is the committee's or an agency's.

    ``key`` is a .pub file, or the key itself as one line. SigningError when it is no public key, BundleError
    when another key is trusted with that id, and for a second committee.
    """
    return trust.register(homes.Home(home), name, _key(key), "committee" if committee else "agency")


def _key(given: str) -> PublicKey:
    if len(given) == _LINE and given.startswith("RW") and not Path(given).exists():
        return PublicKey.read(given.encode(), "公钥")
    try:
        return PublicKey.read(sidefile.read(Path(given), _LARGEST_KEY), given)
    except sidefile.SideFileError as exc:
        raise BundleError(error(given, exc.message, exc.hint)) from exc
