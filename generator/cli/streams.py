"""Output that never fails over a character, and that ends in one line when it cannot be written at all."""

from __future__ import annotations

import io
import json
import os
import sys
import warnings


def forgive() -> None:
    """What a stream cannot show prints as an escape: redirected, Windows knows GBK alone.

    What libraries warn of, in English, about a photo's or drawing's broken details stays unsaid, in the
    processes of a batch too, which inherit the options.
    """
    if not sys.warnoptions:
        sys.warnoptions.append("ignore")
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def as_json(rows: object) -> str:
    """Data as JSON, in plain ASCII unless the stream is UTF-8: the same for every reader."""
    encoding = str(getattr(sys.stdout, "encoding", "") or "").lower().replace("_", "-")
    return json.dumps(rows, ensure_ascii=encoding not in ("utf-8", "utf8"), indent=1)


def gone(exc: OSError) -> str:
    """What to say when output cannot be written: nothing when nobody reads it any more.

    The streams are turned to nowhere, so that nothing more is raised when the program ends.
    """
    if isinstance(exc, BrokenPipeError):
        _silence(sys.stdout, sys.stderr)
        return ""
    _silence(sys.stdout)
    return f"写不出结果（{exc.strerror}）；请核对输出的位置"


def _silence(*streams: object) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            os.dup2(nowhere, stream.fileno())
