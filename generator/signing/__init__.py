"""Signatures in the format of minisign: Ed25519 over BLAKE2b, the secret key under a passphrase.

Whoever has minisign or another program of that format can check what is signed here, and the other way
round. SigningError, with the place that the caller names, for whatever is no key or does not fit.
"""

from __future__ import annotations

from generator.signing.public import PublicKey
from generator.signing.secret import SecretKey, generated
from generator.signing.signature import Signature, signed

__all__ = ["PublicKey", "SecretKey", "Signature", "generated", "signed"]
