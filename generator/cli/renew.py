"""``tuoguan renew``: the next agreement of a client."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from generator.api import issuing
from generator.cli import say
from generator.cli.chinese import Command

_MOST = 10**9


def _yuan(_ctx: click.Context, param: click.Parameter, written: str | None) -> Decimal | None:
    """An amount that is not negative, with at most two decimals."""
    try:
        amount = Decimal(written) if written is not None else None
    except InvalidOperation:
        raise click.BadParameter(str(written), param=param) from None
    if amount is None or (amount.is_finite() and 0 <= amount <= _MOST and amount == round(amount, 2)):
        return amount
    raise click.BadParameter(str(written), param=param)


@click.command("renew", cls=Command)
@click.argument("client", type=say.PATH, metavar="客户")
@click.option("--start", required=True, type=say.DAY, metavar="年-月-日", help="新服务期第一天")
@click.option("--end", required=True, type=say.DAY, metavar="年-月-日", help="新服务期最后一天")
@click.option("--number", default="", metavar="编号", help="协议编号")
@click.option("--name", default="", metavar="名称", help="协议名称")
@click.option("--signed", type=say.DAY, metavar="年-月-日", help="签订日期")
@click.option("--effective", type=say.DAY, metavar="年-月-日", help="生效日期，默认为新服务期第一天")
@click.option("--fee", callback=_yuan, metavar="元", help="服务费，单位元")
def command(
    client: Path,
    start: datetime.datetime,
    end: datetime.datetime,
    number: str,
    name: str,
    signed: datetime.datetime | None,
    effective: datetime.datetime | None,
    fee: Decimal | None,
) -> None:
    """续签服务协议：在 records 文件夹里登记下一个服务期，其余数据一概不动。"""
    given = issuing.Renewal(
        start.date(), end.date(), number.strip(), name.strip(), say.given(signed), say.given(effective), fee
    )
    path = issuing.renew(client, given, say.day(None))
    click.echo(f"已续签 {given.start} 至 {given.end}：写入 {path}")
