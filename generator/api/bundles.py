"""Bundles of the committee and of agencies: whose are trusted, what is installed, what is in use.

``home`` is the folder in which they are installed. Each function that changes it changes all or nothing; the
documents of clients are never touched. What may not come in, and a home that cannot be read or written, is a
BundleError (a foreign or spoilt key or signature a SigningError) with one clear line.
"""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

from generator import __version__, sidefile
from generator.bundles import home as homes
from generator.bundles import install as installing
from generator.bundles import installed, manifest, standing, trust
from generator.errors import BundleError
from generator.problems import error
from generator.signing import PublicKey

__all__ = [
    "Manifest", "Outcome", "PublicKey", "Registered", "Standing", "Version", "install", "register",
    "rollback", "standings",
]  # fmt: skip

Manifest = manifest.Manifest
Version = installed.Version
Standing = standing.Standing
Outcome = installing.Outcome
Registered = trust.Registered

_LARGEST_KEY = 4096
_LINE = 56  # characters of a public key


def register(home: Path, name: str, key: str, committee: bool = False) -> Registered:
    """Trust the bundles of an id when a key signed them, which is the committee's or an agency's.

    ``key`` is a .pub file, or the key itself as one line. Refused when another key is trusted with that id,
    and for a second committee.
    """
    role: homes.Role = "committee" if committee else "agency"
    return trust.register(homes.Home(home), _composed(name), _key(key), role)


def install(
    home: Path, file: Path, day: datetime.date, cache: Path | None = None, downgrade: bool = False
) -> Outcome:
    """Install a bundle file and use it: verified, proven, then at once.

    It is proven as of ``day``, or of the first day on which it applies. ``cache`` keeps what the lint said.
    With ``downgrade`` it may be below a version that was installed.
    """
    terms = installing.Terms(day, __version__, cache, downgrade)
    return installing.install(homes.Home(home), file, terms)


def rollback(home: Path, name: str) -> Version:
    """Use the version of a bundle that was in use before."""
    return installing.rollback(homes.Home(home), _composed(name), __version__)


def standings(home: Path, day: datetime.date) -> tuple[Standing, ...]:
    """How each bundle stands on a day whose publisher is trusted or of which something is installed."""
    return standing.standings(homes.Home(home), day, __version__)


def _composed(name: str) -> str:
    """An id as bundles write it, however a keyboard or a file name of macOS gives its characters."""
    return unicodedata.normalize("NFC", name)


def _key(given: str) -> PublicKey:
    if _is_line(given):
        return PublicKey.read(given.encode(), "公钥")
    try:
        return PublicKey.read(sidefile.read(Path(given), _LARGEST_KEY), given)
    except sidefile.SideFileError as exc:
        raise BundleError(error(given, exc.message, exc.hint)) from exc


def _is_line(given: str) -> bool:
    """Whether it is a key itself, and not a file of one."""
    return len(given) == _LINE and given.startswith("RW") and not Path(given).exists()
