"""The passphrase of a secret key: typed where nobody sees it; for scripts from a file or the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator import api
from generator.api import publishing
from generator.cli import options

_VARIABLE = "TUOGUAN_PASSPHRASE"

option = options.path(
    "--passphrase-file file",
    "文件",
    f"口令在哪个文本文件里（供脚本用，也可用环境变量 {_VARIABLE}）；不写就提示输入，输入时不显示",
)


def asked(file: Path | None, new: bool = False) -> str:
    """The passphrase; a ``new`` one is typed twice. GeneratorError where it cannot be had."""
    if file:
        return publishing.passphrase(file)
    if given := os.environ.get(_VARIABLE):
        return given
    return _typed(new)


def _typed(new: bool) -> str:
    if not sys.stdin.isatty():
        hint = f"在终端里运行，或用 --passphrase-file，或用环境变量 {_VARIABLE}"
        raise _fault("没有终端，不能输入", hint)
    first: str = click.prompt("密钥的口令（输入时不显示）", hide_input=True, err=True)
    if new and first != click.prompt("再输入一次", hide_input=True, err=True):
        raise _fault("两次输入的不一样，没有生成密钥", "请再运行一次")
    return first


def _fault(message: str, hint: str) -> api.GeneratorError:
    return api.GeneratorError(api.error("口令", message, hint))
