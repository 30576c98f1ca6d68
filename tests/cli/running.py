"""The command line in this process, as its users meet it: streams of its own, a folder, an exit code."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator import cli
from tests.conftest import ROOT


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """``tuoguan`` with these arguments, in this process; its output as text."""
    done = written(*arguments, cwd=cwd)
    told = (done.stdout.decode(), done.stderr.decode())
    return subprocess.CompletedProcess(done.args, done.returncode, *told)


class _Terminal(io.TextIOWrapper):
    """A stream that says that somebody looks at it."""

    def isatty(self) -> bool:
        return True


def written(
    *arguments: object, encoding: str = "utf-8", cwd: Path | None = None, terminal: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """The same with its output as it is written to streams of that encoding, or to a terminal."""
    words = ["tuoguan", *map(str, arguments)]
    stream = _Terminal if terminal else io.TextIOWrapper
    out, err = (stream(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, _as_before(cwd):
        patch.setattr(sys, "argv", words)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = _code()
    told = (out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(words, code, *told)


def _code() -> int:
    """The exit code; whatever the command does not turn into one is raised."""
    try:
        cli.main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


@contextlib.contextmanager
def _as_before(cwd: Path | None) -> Iterator[None]:
    """What a command sets for its whole process, taken back."""
    limits, options = gc.get_threshold(), list(sys.warnoptions)
    with warnings.catch_warnings(), contextlib.chdir(cwd or Path.cwd()):
        try:
            yield
        finally:
            gc.set_threshold(*limits)
            sys.warnoptions[:] = options


def process(
    *arguments: object, more: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own: for what only a process shows."""
    command = [sys.executable, "-m", "generator.cli", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(more or {})}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False, env=environment)
