"""How far a client may go before its worker is ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Why a worker is ended: its client takes too long or too much memory, or no longer than a stop allows.
Excess = Literal["", "slow", "large", "late"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client may take, how large a worker may grow (bytes), how long a stop waits for it.

    Times are in seconds.
    """

    seconds: float = 600.0
    memory: int = 2 * 1024**3
    patience: float = 10.0

    def words(self, excess: Excess) -> str:
        """What a client did that was over a limit; "" for what was over none."""
        slow = f"超过 {self.seconds:g} 秒没有完成"
        large = f"占用内存超过 {self.memory // 1024**2} MB"
        return {"slow": slow, "large": large}.get(excess, "")
