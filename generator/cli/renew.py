"""``tuoguan renew``: the next agreement of a client."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from generator.api import issuing
from generator.cli import options, say
from generator.cli.chinese import Command

_MOST = 10**9


def _yuan(_ctx: click.Context, param: click.Parameter, written: str | None) -> Decimal | None:
    """An amount that is not negative, with at most two decimals."""
    if written is None:
        return None
    amount = _number(written)
    if _is_payable(amount):
        return amount
    raise click.BadParameter(written, param=param)


def _is_payable(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount <= _MOST and amount == round(amount, 2)


def _number(written: str) -> Decimal:
    """What is written as a number; none at all for anything else."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return Decimal("NaN")


_renewal = options.gathered(
    "given",
    issuing.Renewal,
    options.day("--start", "新服务期第一天", required=True),
    options.day("--end", "新服务期最后一天", required=True),
    options.text("--number", "编号", "协议编号"),
    options.text("--name", "名称", "协议名称"),
    options.day("--signed", "签订日期"),
    options.day("--effective", "生效日期，默认为新服务期第一天"),
    click.option("--fee", callback=_yuan, metavar="元", help="服务费，单位元"),
)


@click.command("renew", cls=Command)
@options.client
@_renewal
def command(client: Path, given: issuing.Renewal) -> None:
    """续签服务协议：在 records 文件夹里登记下一个服务期，其余数据一概不动。"""
    renewal = replace(given, number=given.number.strip(), name=given.name.strip())
    path = issuing.renew(client, renewal, say.today())
    click.echo(f"已续签 {renewal.start} 至 {renewal.end}：写入 {path}")
