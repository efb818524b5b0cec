"""By which words a figure is a state, a flow, a running total or a change; blank where none says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publicstats.articles.mentions import Mention
from publicstats.articles.table_cells import CHANGE
from publicstats.articles.time_parts import LEAD, NOW, POINT, SINCE, UNKNOWN
from publicstats.articles.times import Time
from publicstats.period import Period
from publicstats.quantity import RELATIVE

_CHANGE = re.compile(
    r"(?:增长|增加|上升|提升|提高|上涨|成长|[增减]产|下降|减少|降低|回落|下滑|扩大|缩小|缩短|压减|压缩|加快|放缓|收窄|多|少|增|减|降)"
    r"(?:了|幅?达|约|近|超)?$"
)
_EXTENT = re.compile(
    "(?:[增减升降涨跌]幅|[增降减]速|(?<!自然)(?:增长|下降|压缩|压减|缩短|精简)(?:比例|幅度|率))"
    "(?:分别|均)?[为达是]?[约近超]?$"
)
"""Words for how much something changes, whatever says that it does."""
_AGAINST = re.compile(
    r"同比|环比|[比较][^，。；]{0,12}(?:增|减|升|降|提高|扩大|多|少|回落|下滑|上涨|新增|加快|缩短)"
    r"|[高低多少]于[上去前][^，。；]{0,4}$|(?:恢复[至到]|相当于|是)[^，。；]{0,9}同期的$"
)
_COMPARES = re.compile(
    r"同比|环比|按[年月]|[年月][增减]|[比较与](?:上|去|前|同|年初|期初|往年|[一两二三]年前|(?:19|20)[0-9]{2}年)|比[^，。；]{1,8}(?:高|低|多|少)"
)
"""Where one of these stands in its clause or before it, an amount after a word of change is a change."""
_NET = re.compile("净[增减](?:加|少|长)?(?:了|约)?[^，。；至到为]{0,4}$")
_ADDED = re.compile(
    "(?:增加|减少|下降|上升|增长|提高|缩短|压缩|多|少|增|减|降|升|回落|扩大|缩小)[^至到为值加新，。；]{0,4}$"
)
_NEW = re.compile(r"新[增建设登办注开改扩批聘]|出生|死亡|发[生病]率|受伤|伤[者亡]|(?:播|种)[种植]|造林")
"""What came about: whatever it is, it is a flow."""
_STOCK = re.compile(
    r"[年月季]末|现有|共有|拥有|可供|收[托住]|进住|(?<!平均)轮候(?!时间)|设有|建有|设立|保有量|总人口|人口|持有|持卡|在[校册岗园职营]|余额|结余|床位|覆盖|城镇化率|参保|建成|已上线|开通|"
    r"接入|总量达|馆藏|总数|面积|密度|户籍|实有|注册用户|知识库|医疗机构|养老机构|站点|团队|签约率|管理率|巩固率|入[园学]率|普及率|"
    r"指数|就业率|失业率|完好率|培训率|共设|设置|设自助|配备|存栏|库存"
)
_FLOW = re.compile(
    r"全年|改造|修[缮复]|招生|毕业|撤销|调解|新增|受理(?!中心|窗口|点|站)|拨[款付]|授信|发放|完成|开展|接待|实现|检查|投入|募集|收入|支出|产量|产值|增加值|总值|发送|运送|处理|处置|追回|惠及|救助(?!站|管理)|"
    r"办理|查处|罚款|罚没|立案|移送|签约(?!率)|成交|演出|外借|销售|进出口|投资|接听|转送|举办|表彰|授予|安排|争取|追讨|返还|转诊|办结|接通|"
    r"满意|观看|参展|吸引|决出|客运量|客流|货运量|车流量|使用量|浓度|曝光|[日月]均|同比|解决率|成功率|结案|减少|垫付|"
    r"服务(?=职工|老人|群众|企业|居民|旅客)|培训(?!基地|中心|站|机构|率)|注销|吊销|抽检|合格率|不合格|投诉|举报|求助|咨询|建议|诉求|工单|来电|来信|"
    r"呼[入出]|回访|评价|好评|差评|平均|人均[^，。；]{0,6}(?:收入|支出|消费|用水|费用|GDP|生产总值)|次均|发病|报告|病例|门诊|出院|诊疗|住院|结婚|离婚|"
    r"退税|减[免税]|开[票具]|用电量|优良|利润|营业额|消费品|零售额|接诉|转派|派发|办件|件数|事故|警情|出动|开行|正点率|吞吐量|周转量|游客|"
    r"挽[回损]|捐赠|时长|核付|推介|求[职才]|执法|审批|应答|通话|等[待候]|排队|出栏|场次|活动|评估|巡查|整改|销毁|退[货单]|再就业|收件|清理|留言|邮件|信件|表扬|锦旗"
)
_STANDING = re.compile(
    r"藏书|机构|坐席|座席|席位|车位|学校|学位|编制|泊位|低保|特困|登记在册|持证|用户|会员|党员|社会组织|社会团体|基金会|里程|牌照|户数|驿站|"
    r"卫生[室院]|中心|占地|耕地|人员|医师|护士|教师|学生|经营主体|企业|工商户|条目|进驻|窗口|预期寿命|抚养比|障碍者|残疾人|孤儿|困境儿童|辖|驻有|分布|大厅|行政村|自然村|"
    r"车辆|设施|专线|线路|部门|网点|食堂|队伍"
)
"""What is there as a rule: a state where no word says that it happened."""
_MEAN = re.compile("平均[^每，。；]{0,6}(?:时|费|天|日|价|$)|日均|月均")
"""What was measured over a time, beside whatever day it is told."""
_LIMIT = re.compile("(?:缩短|压减|压缩|精简|减少|减|缩减)[至到为]$")
"""What something is limited to from now on: 由4天缩短为2天."""
_CUMULATIVE = re.compile(r"累计(?!结余|余额)|[总共]计已|历年|先后(?:建|开|培|完|组|获|举)|自年初|年初至今")
_DONE = re.compile(
    r"完成|发放|惠及|接待|受理|救助(?!站|管理)|培训(?!基地|中心|站|机构|率)|转诊|追回|报名|办理|减免|开办|出台|印发|共开展|退税|完工|"
    r"服务(?=职工|老人|群众|企业|居民|旅客|患者|学生|游客|对象)"
)
_EVENT_UNITS = frozenset(
    {"人次", "次", "笔", "件次", "家次", "户次", "场次", "场", "人份", "册次", "批", "批次"}
)
_CASE_UNITS = frozenset({"件", "起", "例", "宗", "通", "辆次", "架次", "列次", "乘次", "台次", "班次", "单"})
_THING_UNITS = frozenset("个家所处座支名人位户张间辆台条项种倍年")
_STANDING_UNITS = frozenset("所座间张台辆家处")
_SHARE = re.compile("(?:占|比重|占比)[^，。；]{0,14}$")
_LEVELS = ("stock", "flow", "cumulative")
_BESIDE = re.compile("[，、；（]?[^，。；]{0,6}(?<!新)(?:增加|减少|上升|下降)了?")
_OF_LEVEL = re.compile("[，（](?:同比|环比|净)?(?:增加|减少|增长|下降|多|少|增|减)了?")
"""Between a figure and the change beside it."""
_SINCE_STATE = re.compile("[，（]?[比较与](?:[上去前][^，。；]{0,3}[末底初]|[年期]初)")
"""After a figure that is compared with an earlier state: a state itself."""


@dataclass(frozen=True)
class Last:
    """The figure before another in its sentence; blank where there is none."""

    basis: str = ""
    level: str = ""
    """The basis of the last one before it that is no change."""
    between: str = ""
    """The words between the two, those near the second."""
    alike: bool = False
    """Whether both have one unit."""


def find_basis(
    mention: Mention, clause: str, after: str, time: Time | None, published: Period | None, last: Last
) -> str:
    """What the column `basis` says; `last` is the figure before it in its sentence.

    `clause` and `after` are the words of its clause before it, and those after it.
    """
    relative = mention.quantity.unit in RELATIVE
    if _is_change(mention, clause) or _follows_change(last, relative):
        return "growth"
    if _CUMULATIVE.search(clause):
        return "cumulative"
    if relative and _SHARE.search(clause) and last.level in _LEVELS:
        return last.level
    if mention.printed.startswith("每"):
        clause = clause.removesuffix("平均")
    said = _read_words(clause, after, mention.quantity.unit, last)
    if relative and not said and _SHARE.search(last.between):
        return ""  # a share of what is neither for sure
    if time is None or time.nature in (UNKNOWN, LEAD):
        return said or ("flow" if time and mention.quantity.unit in _EVENT_UNITS | _CASE_UNITS else "")
    return _by_time(mention, clause, time, published, said)


def _by_time(mention: Mention, clause: str, time: Time, published: Period | None, said: str) -> str:
    """The basis by the nature of a figure's time, its unit and what the words say."""
    unit = mention.quantity.unit
    if time.nature in (POINT, NOW):
        if _NEW.search(clause) or _MEAN.search(clause):
            return "flow"
        if mention.cell and unit in _EVENT_UNITS | _CASE_UNITS:
            return "flow"
        done = _DONE.search(clause) or unit in _EVENT_UNITS
        return "cumulative" if done and unit not in RELATIVE and "建成" not in clause else "stock"
    if unit in _EVENT_UNITS | _CASE_UNITS:
        return "flow"
    if time.nature == SINCE:
        this_year = published and time.period.startswith(str(published.end.year))
        return "flow" if this_year else "cumulative"
    if said:
        return said
    return "stock" if unit in _STANDING_UNITS else "" if unit in _THING_UNITS else "flow"


def _read_words(clause: str, after: str, unit: str, last: Last) -> str:
    """What the words say, the last before the figure first."""
    if _LIMIT.search(clause):
        return "stock"
    if _NEW.search(clause):
        return "flow"
    stock, flow = _find_last(_STOCK, clause), _find_last(_FLOW, clause)
    if stock != flow:
        return "flow" if flow > stock else "stock"
    near = re.split("[，。；：:|\n]", after)[0]
    if _FLOW.search(near) or _NEW.search(near):
        return "flow"
    if _SINCE_STATE.match(after):
        return "stock"
    if last.alike and "其中" in clause and last.basis in _LEVELS:
        return last.basis
    if unit in RELATIVE:
        return "stock" if last.basis == "stock" else ""
    standing = unit != "元" and (_STANDING.search(clause) or _STANDING.search(near))
    return "stock" if standing else ""


def _is_change(mention: Mention, clause: str) -> bool:
    """Whether the words before it, or its column, say that it is how much something has changed."""
    if mention.quantity.direction or (mention.cell and mention.cell.role == CHANGE):
        return True
    tail = clause[-8:]
    if mention.quantity.unit in RELATIVE and _EXTENT.search(tail):
        return True
    if re.search("[至到为]$", tail):
        return False
    if mention.quantity.unit in RELATIVE:
        return bool(_CHANGE.search(tail[-6:]) or _AGAINST.search(clause[-14:]))
    return bool(_NET.search(tail) or (_ADDED.search(tail) and _COMPARES.search(clause)))


def _follows_change(last: Last, relative: bool) -> bool:
    """Whether it is a change beside another, or of the figure right before it: 11,873辆，减少402辆."""
    if last.basis == "growth":
        return bool(_BESIDE.fullmatch(last.between) or (relative and last.between == "（"))
    return last.alike and last.basis in _LEVELS and _OF_LEVEL.fullmatch(last.between) is not None


def _find_last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern ends; -1 where there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
