"""By which words a figure is a target, a rule or an estimate rather than a statistic."""

from __future__ import annotations

import re

from publicstats.articles.mentions import Mention
from publicstats.articles.time_parts import DURING, SINCE
from publicstats.articles.times import Time
from publicstats.period import Period, parse_period

_TARGET = re.compile(
    r"力争|计划|目标|预期|拟|将(?!于|军|近)|(?<![高升降增加少大])到(?:20[0-9][0-9]年|明年|今年[年]?底)|明年|下一步|确保|要(?:把|将|再|达到|完成|建成|实现)|规划建设|预算草案|争取"
)
_NAMES = re.compile(
    r"目标(?:责任|任务|管理|考核|的|人群|群体|客户)|(?:完成|达到|超过|实现)[^，。；]{0,8}(?:目标|计划)|计划(?:生育|单列|的|完成率)|规划(?:局|和|自然|馆|院|展)|预期寿命"
    r"|[“「『][^“”「」『』]{1,16}[”」』]|《[^《》]{1,40}》|争取(?:资金|到)|(?:即|必|能)将|将近"
)
"""Names and terms of which words of a target are a part."""
_DONE = re.compile("已(?!列入|纳入)|完成年度|累计")
_ESTIMATE = re.compile("预计|预估|估计|估算|初步测算|约估")
_FIRM = re.compile("力争|计划|目标|确保|争取|拟")
ESTIMATED_REACH = 40
"""Characters after 预计 in which what is said is an estimate."""
_RULE = re.compile(
    r"标准|每人每[月年]|补贴|补助|津贴|票价|门票|收费|费用|诊疗费|奖励|罚|最高|最低|限速|时速|承诺|每[份张次晚月日天]|起征|定价|单价"
)
_LAW = re.compile(
    "免征|减按|征收率|税率|起征点|费率|不得|应当|须在|报销比例|支付比例|首付|(?:基金|统筹)[^，。；]{0,4}(?:支付|报销|承担)"
)
_AVERAGE = re.compile("平均|人均|次均|户均|均|实际|共|累计|总")
_PAID = re.compile("发放|支付|支出|追回|投入|罚没|罚款|收入|退税|挽回|核付|拨付|资金|金额|价值|缴纳|捐")
_SERVICE_UNITS = frozenset({"小时", "分钟", "刻钟", "工作日", "个工作日", "个小时", "天"})
_WITHIN = re.compile(r"(?:以?内|之内|服务|人工|开放|营业|全天|受理|在线|响应|办结|到场|到达)")
_LIMIT = re.compile("承诺|时限|限时|提供|实行|要求|规定|服务|全天|不超过|不得|每[日天周月]$|[7七]×$")
_CHANGED = re.compile(
    "缩短|压缩|压减|减少|增加|提高|由|从|用时|耗时|平均|实际|最[长短快]|排队|等候|等待|时长|半径"
)
"""Words with which a stretch of time is one that was measured."""


def find_kind(
    mention: Mention,
    clause: str,
    lead: str,
    after: str,
    basis: str,
    time: Time | None,
    published: Period | None,
) -> str:
    """What the column `kind` says; blank for a statistic.

    `clause`, `lead` and `after` are the words of its clause and sentence before it, and those after it.
    """
    if _is_ahead(_NAMES.sub("", lead), clause, time, published):
        return "target"
    if basis == "growth" or mention.cell:
        return ""
    return "rule" if _is_rule(mention, clause, after) else ""


def find_status(lead: str, kind: str) -> str:
    """What the column `status` says: 预计完成 is estimated."""
    return "estimated" if not kind and _is_estimate(lead) else ""


def _is_estimate(lead: str) -> bool:
    """Whether a figure is estimated, by the last word that says so and no firmer one after it."""
    last = max((match.end() for match in _ESTIMATE.finditer(lead)), default=-1)
    near = len(lead) - last <= ESTIMATED_REACH
    return last >= 0 and near and not _FIRM.search(lead, last)


def _is_ahead(lead: str, clause: str, time: Time | None, published: Period | None) -> bool:
    """Whether a word says that it is aimed at, and nothing that it has come."""
    found = [*_TARGET.finditer(lead)]
    if not found or _DONE.search(clause) or _is_estimate(lead):
        return False
    if published and time and time.nature in (DURING, SINCE) and time.period and "明年" not in lead:
        # 到2025年: what lay ahead of an article of 2024, and no more of one of 2026.
        return parse_period(time.period).end >= published.end or found[-1][0] in ("计划", "目标")
    return True


def _is_rule(mention: Mention, clause: str, after: str) -> bool:
    unit = mention.quantity.unit
    if _LAW.search(clause) or _LAW.match(after):
        return True
    if unit in _SERVICE_UNITS:
        measured = mention.quantity.number.is_scaled or _CHANGED.search(clause)
        return not measured and bool(_WITHIN.match(after) or _LIMIT.search(clause))
    if (
        unit == "元"
        and not mention.quantity.number.is_scaled
        and ("标准" in clause or not _AVERAGE.search(clause))
    ):
        return bool(_RULE.search(clause)) and not _PAID.search(clause[-8:])
    return False
