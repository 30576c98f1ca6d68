"""How a run over many clients goes: a line that moves on a terminal, lines that stay elsewhere, a summary."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import click

_BAR = 20
_EVERY = 0.1  # seconds between two drawings of the moving line
_WORDS = {"done": "完成", "skipped": "未变", "failed": "有问题", "stopped": "没做"}
_STOPPING = "正在停止：手上的做完就停，最多等十秒；再按一次 Ctrl-C 立即停"
_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Tally:
    """How many clients of the run ended how, and how fast it goes; times in seconds."""

    whole: int
    start: float = field(default_factory=lambda: time.monotonic())
    states: Counter[str] = field(default_factory=Counter)
    _worked: tuple[int, float] | None = None  # what had ended, and when, before any took time
    _last: float = 0.0

    def add(self, state: str, seconds: float) -> None:
        """One more client has ended, after so many seconds; 0 for what the plan alone has settled."""
        if seconds and self._worked is None:
            self._worked = (self.ended, self._last or self.start)
        self.states[state] += 1
        self._last = time.monotonic()

    @property
    def ended(self) -> int:
        """How many have ended."""
        return self.states.total()

    @property
    def well(self) -> int:
        """How many clients are done, or were as they are."""
        return self.states["done"] + self.states["skipped"]

    @property
    def rate(self) -> float:
        """Clients a second, without those that the plan had settled; 0 before any took time."""
        number, since = self._worked or (0, self._last)
        took = self._last - since
        return (self.ended - number) / took if took > 0 else 0.0

    @property
    def left(self) -> float:
        """Seconds that the others may take; 0 when nothing is known of it."""
        return (self.whole - self.ended) / self.rate if self.rate else 0.0

    @property
    def is_cut_short(self) -> bool:
        """Whether there are clients that were not begun, or not left to end."""
        return self.ended < self.whole or self.states["stopped"] > 0

    def before(self) -> str:
        """What stands before a line of a client: how many have ended, and the time left."""
        left = f" 约剩 {clock(self.left)}" if self.left else ""
        return f"[{self.ended}/{self.whole}{left}]"

    def words(self) -> str:
        """The numbers, those of them that are not 0, but always how many are done."""
        counts = self.states + Counter(stopped=self.whole - self.ended)
        told = (f"{word} {counts[state]} 家" for state, word in _WORDS.items() if state in ("done", *counts))
        return "，".join(told)

    def summary(self) -> str:
        """What became of all of them, and how long it took."""
        took = clock(time.monotonic() - self.start)
        return f"共 {self.whole} 家：{self.words()}，用时 {took}"


def clock(seconds: float) -> str:
    """Hours, minutes and seconds: 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def notice(words: str) -> None:
    """What is going on before there is anything to count, where a line moves; it is drawn over later."""
    if sys.stderr.isatty():
        click.echo(f"{_CLEAR}{words}", err=True, nl=False)


def stopping() -> None:
    """Say that a stop was heard of; amid whatever is printed, so past the buffers of the stream."""
    with contextlib.suppress(OSError, ValueError):  # nobody listens
        is_console = sys.stderr.isatty()
        words = f"{_CLEAR if is_console else ''}{_STOPPING}\n"
        # What a console of Windows takes past the stream is in its own code page.
        encoding = "oem" if os.name == "nt" and is_console else sys.stderr.encoding
        os.write(sys.stderr.fileno(), words.encode(encoding, "backslashreplace"))


@dataclass(slots=True)
class Progress:
    """The moving line, on standard error where that is a terminal; nothing elsewhere."""

    tally: Tally
    moving: bool = field(default_factory=lambda: sys.stderr.isatty())
    _drawn: float = 0.0

    def _is_due(self, now: float) -> bool:
        return self.moving and now - self._drawn >= _EVERY

    def draw(self) -> None:
        """Show how far the run is, not too often."""
        now = time.monotonic()
        if self._is_due(now):
            self._drawn = now
            click.echo(f"{_CLEAR}{self._line()}", err=True, nl=False)

    def clear(self) -> None:
        """Make room for lines that stay."""
        if self.moving:
            self._drawn = 0.0
            click.echo(_CLEAR, err=True, nl=False)

    def _line(self) -> str:
        tally = self.tally
        return f"[{self._bar()}] {tally.ended}/{tally.whole} {self._speed()}"

    def _bar(self) -> str:
        full = _BAR * self.tally.ended // max(self.tally.whole, 1)
        return "#" * full + "-" * (_BAR - full)

    def _speed(self) -> str:
        """Short, so that it stands in one line of 80: a line that wraps would not be drawn over."""
        counts, tally = self._counts(), self.tally
        return f"{counts} {tally.rate * 60:.0f}家/分 约剩{clock(tally.left)}" if tally.rate else counts

    def _counts(self) -> str:
        states = self.tally.states
        return " ".join(f"{word}{states[state]}" for state, word in _WORDS.items() if states[state])
