"""What the words around a quantity say of it: period, basis, kind. Blank where that is not sure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from publicstats.articles.mentions import Mention
from publicstats.articles.text import BREAK, Article
from publicstats.articles.times import DURING, NOW, POINT, SINCE, UNKNOWN, Time, find_report_year
from publicstats.period import Period
from publicstats.quantity import RELATIVE

CARRIED_SENTENCES = 2
"""A time is said once and holds for this many sentences more of its paragraph."""
REACH = 200
"""Characters before a quantity that are looked at; a sentence is seldom longer."""


@dataclass(frozen=True)
class Setting:
    """Period, basis and kind of a quantity; blank where not known."""

    period: str = ""
    basis: str = ""
    kind: str = ""


_CHANGE = re.compile(
    r"(?:增长|增加|增幅为?|增速为?|上升|提升|提高|上涨|涨幅为?|下降|减少|降低|降幅为?|回落|下滑|扩大|缩小|压减|压缩|多|增|降)"
    r"(?:了|幅?达|约)?$"
)
_LEVEL = re.compile(
    r"(?:增长|增加|上升|提升|提高|上涨|下降|减少|降低|回落|压缩|压减|缩短|扩大|发展|增|升|降)[至到为]?$"
)
_AGAINST = re.compile(
    r"同比|环比|[比较][^，。；]{0,12}(?:增|减|升|降|提高|扩大|多|少|回落|下滑|上涨|新增)|同期的$"
)
_STOCK = re.compile(
    r"[年月季]末|现有|共有|拥有|设有|建有|设立|保有量|总人口|人口|持有|持卡|在校|在册|在岗|余额|结余|床位|覆盖|城镇化率|参保|建成|已上线|开通|"
    r"接入|总量达|馆藏|总数|面积达|密度|户籍|实有|注册用户|知识库|医疗机构|养老机构|站点|团队|签约率|管理率|巩固率|入[园学]率|普及率|"
    r"指数|就业率|失业率|完好率|培训率|共设"
)
_FLOW = re.compile(
    r"全年|新增|受理|发放|完成|开展|接待|实现|检查|投入|募集|收入|支出|产量|产值|增加值|总值|发送|运送|处理|处置|追回|惠及|救助(?!站|管理)|"
    r"办理|查处|罚款|立案|移送|签约(?!率)|成交|演出|外借|出生|死亡|销售|进出口|投资|接听|转送|举办|表彰|授予|安排|争取|追讨|返还|转诊|办结|接通|"
    r"满意|观看|参展|吸引|决出|客运量|车流量|使用量|浓度|造林|曝光|日均|同比|解决率|成功率|结案|减少|垫付|服务(?=职工|老人|群众|企业|居民|旅客)|"
    r"培训(?!基地|中心|站|机构|率)|新[建设登]"
)
_CUMULATIVE = re.compile(r"累计(?!结余|余额)|[总共]计已|历年|先后(?:建|开|培|完|组|获|举)")
_DONE = re.compile(
    r"完成|发放|惠及|接待|受理|救助(?!站|管理)|培训(?!基地|中心|站|机构|率)|转诊|追回|报名|办理|减免|开办|出台|印发|共开展|"
    r"服务(?=职工|老人|群众|企业|居民|旅客|患者|学生|游客|对象)"
)
_EVENT_UNITS = frozenset({"人次", "次", "笔", "件次", "家次", "户次", "场次", "场", "人份", "册次", "批"})
_CASE_UNITS = frozenset({"件", "起", "例", "宗"})
_THING_UNITS = frozenset("个家所处座支名人位户张间辆台条项种倍年")
_TARGET = re.compile(
    r"力争|计划|目标|预计|预期|拟|将(?!于|军)|(?<![高升降增加少大])到(?:20[0-9][0-9]年|明年)|明年|下一步|确保|要(?:达到|完成|建成|实现)|规划建设|预算草案"
)
_RULE = re.compile(
    r"标准|每人每[月年]|补贴|补助|津贴|票价|门票|收费|费用|诊疗费|奖励|罚|最高|最低|限速|时速|时限|承诺|每[份张次晚月日天]"
)
_SERVICE_UNITS = frozenset({"小时", "分钟", "刻钟", "工作日", "个工作日", "个小时", "天"})
_SENTENCE = re.compile(r"[。！？\n]")


class Settings:
    """Reads the setting of one quantity after another of an article."""

    def __init__(self, article: Article, times: Sequence[Time], published: Period | None) -> None:
        self.text = article.text
        self.times = [time for time in times if not time.compared]
        self.time_starts = [time.start for time in self.times]
        self.published = published
        self.report = find_report_year(article)
        self.starts = [0, *(match.end() for match in _SENTENCE.finditer(article.text)), len(article.text)]
        self.signs = {
            sign: [match.start() for match in re.finditer(sign, article.text)] for sign in (BREAK, "，", "；")
        }
        self.before = Setting()
        self.last: Mention | None = None

    def read(self, mention: Mention) -> Setting:
        """The setting of the next quantity in order."""
        start, sentence = mention.start, self._sentence(mention.start)
        between = self.text[self.last.end : start] if self.last else ""
        setting = self._read(mention, sentence)
        if between in ("和", "、", "与", "及", "以及") and self.before.basis:
            setting = Setting(setting.period or self.before.period, self.before.basis, self.before.kind)
        self.before, self.last = setting, mention
        return setting

    def _read(self, mention: Mention, sentence: int) -> Setting:
        text, start = self.text, mention.start
        clause = re.split(r"[，。；：\n！？]", text[max(sentence, start - 40) : start])[-1]
        lead = text[max(sentence, start - REACH) : start]
        time = self._time(start)
        basis = self._basis(mention, clause, lead, time)
        kind = self._kind(mention, clause, lead, time)
        period = time.period if time else ""
        if not time and self.published and self._holds_now(clause, basis):
            period, basis = self.published.text, basis or "stock"
        if kind == "rule" and basis != "growth" and (not time or time.nature != DURING):
            basis = "stock"
        if basis == "cumulative":
            period = self._since(time, period, start)
        if time and time.nature == DURING and basis == "stock" and self._has("；", time.end, start):
            period = ""  # 2021年达到98%；全国建成5个: the next statement may be of another time
        return Setting(period, basis, kind)

    def _has(self, sign: str, start: int, end: int) -> bool:
        """Whether a sign stands in a stretch of the text, which is not read: many quantities may ask."""
        places = self.signs[sign]
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end

    def _sentence(self, position: int) -> int:
        return self.starts[bisect_right(self.starts, position) - 1]

    def _time(self, position: int) -> Time | None:
        """The nearest time before the quantity: in its sentence, or said shortly before."""
        index = bisect_left(self.time_starts, position) - 1
        near = self.times[index] if index >= 0 else None
        earlier = self.starts[max(0, bisect_right(self.starts, position) - 1 - CARRIED_SENTENCES)]
        if near and near.start >= earlier and not self._has(BREAK, near.start, position):
            return near
        if self.report:
            return Time(0, 0, str(self.report), DURING)
        return None

    def _basis(self, mention: Mention, clause: str, lead: str, time: Time | None) -> str:
        if mention.quantity.direction:
            return "growth"
        relative = mention.quantity.unit in RELATIVE
        tail = clause[-6:]
        if relative and (
            _CHANGE.search(tail) or (_AGAINST.search(clause[-14:]) and not re.search("[至到]$", tail))
        ):
            return "growth"
        since = max((time.end if time else 0) - (mention.start - len(lead)), 0)
        if _CUMULATIVE.search(lead[since:] if time else lead):
            return "cumulative"
        stock, flow = _last(_STOCK, clause), _last(_FLOW, clause)
        said = "flow" if flow > stock else "stock" if stock > flow else ""
        if time is None or time.nature == UNKNOWN:
            return said
        if time.nature in (POINT, NOW):
            done = _DONE.search(clause) or mention.quantity.unit in _EVENT_UNITS
            return "cumulative" if done and not relative and "建成" not in clause else "stock"
        if mention.quantity.unit in _EVENT_UNITS | _CASE_UNITS:
            return "flow"
        if time.nature == SINCE:
            this_year = self.published and time.period.startswith(str(self.published.end.year))
            return "flow" if this_year else "cumulative"
        return said or ("" if mention.quantity.unit in _THING_UNITS else "flow")

    def _kind(self, mention: Mention, clause: str, lead: str, time: Time | None) -> str:
        if _TARGET.search(lead[-60:]) and not re.search("已|完成年度", clause):
            return "target"
        unit = mention.quantity.unit
        if unit in _SERVICE_UNITS and not _CHANGE.search(clause[-6:]):
            return "rule"
        return (
            "rule" if unit == "元" and not mention.quantity.number.is_scaled and _RULE.search(clause) else ""
        )

    def _holds_now(self, clause: str, basis: str) -> bool:
        return basis == "stock" or bool(re.search("已(?:建成|有|上线|开通|建立|设立)|现有|共有|拥有", clause))

    def _since(self, time: Time | None, period: str, position: int) -> str:
        """The open period of a running total that ends where the time does."""
        if time and time.nature == SINCE:
            return period
        if time and time.nature == DURING:
            # 2022年开通264家，累计惠及…: the total may end with that year or go on.
            return "" if self._has("，", time.end, position) else period
        end = period or (self.published.text if self.published else "")
        return f"../{end}" if end and "/" not in end else end


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern ends; -1 where there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
