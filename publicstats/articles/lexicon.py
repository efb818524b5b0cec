"""The words by which quantities are known, as rows: a new unit or word is a new row.

Units that data/units.csv has are known besides; these are the measure words of Chinese news and bulletins.
"""

from __future__ import annotations

_row = str.split

UNITS = _row("""
    人次 人份 人天 家次 户次 车次 班次 架次 艘次 辆次 乘次 件次 册次 场次 批次 例次 床日 台次 人时 项次 列次
    条次 趟次 班列 封 根 单次 公吨 平方呎 平方英尺 港币 澳门元 澳元 加元 新元 亿吨公里 吨海里 学年度 户次
    户数 千米 公里 海里 厘米 毫米 纳米 微米 平方米 平方公里 平方千米 公顷 立方米 千克 公斤 毫克 微克 毫升
    千公顷 美元 欧元 日元 港元 英镑 卢布 韩元 新台币 人民币元 千瓦时 千瓦 兆瓦 吉瓦 千伏安 千伏 伏安
    摄氏度 分贝 贝克 赫兹 兆赫 千卡 焦耳 帕 小时 分钟 秒钟 刻钟 工作日 学时 课时 学分 积分 平米 标准立方米
    吨标准煤 吨标煤 吨公里 人公里 车公里 标箱 标准箱 个百分点 百分点 个基点 基点 % ‰ ℃ °C 个工作日 个小时
    个自然日 车道 席位 床位 座位 车位 泊位 学位 万千瓦时 英里 英尺 英寸 μg/m³ mg/m³ mg/L mg/kg dB（A） dB
    km² km/h km m² m³ ㎡ kg mg kWh kW MW GW GWh TWh MWh Mbps Gbps GB TB PB EB MB ppm Hz mm cm TEU 栋 幢 座
    台 辆 艘 架 棵 株 扇 盏 枚 颗 粒 瓶 箱 袋 盒 桶 吨 亩 册 卷 匹 羽 尾 宗 桩 趟 顿 孔 眼 块 款 盘 倍 秒
    垧 斤
    """)
"""Units that say how much wherever they follow a number."""

MEASURES = {
    "人": "民口均才员大士工数们物间社流居生",
    "名": "单称额录义",
    "位": "于列居置次数",
    "户": "籍外口型",
    "家": "庭长园属门乡政具电校里居",
    "个": "人性体别税月",
    "所": "有在得以谓需属长述示",
    "处": "理罚置方于长级分境室所",
    "间": "接隔距断歇",
    "支": "出持付部撑行农教委援书线",
    "条": "件例款理",
    "项": "目",
    "件": "事",
    "份": "额",
    "张": "贴家某力口",
    "套": "餐利路",
    "只": "有是能要需会",
    "头": "部号条脑等",
    "场": "地所馆景面上均合站镇内",
    "例": "如行外会子",
    "起": "到来点步草源诉降重用义飞航伏止价事",
    "笔": "试记者",
    "篇": "章幅",
    "部": "门分署队长委级位",
    "本": "科级报市省区县地次届月年专硕书来",
    "幅": "度",
    "首": "次批个先席都创届期日家",
    "集": "中体群团成聚约合装采贸市散",
    "门": "类诊店口槛户票",
    "节": "目日约点水能庆",
    "轮": "船胎椅渡值流候换班岗",
    "批": "准发评复次示",
    "单": "位个一元独向",
    "票": "据房价",
    "对": "于应象口比接照外待策全标",
    "双": "方向语重减",
    "副": "书主市省会局院校",
    "组": "织成建合长委",
    "队": "伍员长",
    "片": "区面",
    "面": "积对向试临貌",
    "道": "路德理",
    "根": "据本源治",
    "口": "岸径号碑",
    "桌": "面",
    "餐": "饮厅馆桌位费",
    "客": "户流运人车源栈厅货服观商机房",
    "日": "均常间报前电讯期",
    "天": "津然气空地山河府水下上内前后来",
    "次": "年日月数序级于贫品生均",
    "种": "植子养粮业族地",
    "类": "似别型",
    "样": "式本品",
    "层": "级次面",
    "床": "位边头铺单",
    "顶": "端层部级住",
    "列": "入举为出席车表",
    "台": "湾风阶账上中北州",
    "座": "谈位右席椅",
    "米": "粉线饭",
    "元": "旦素宵件器首月",
    "克": "服隆里拉扎",
    "通": "过信报电道常告知行用车往航州江关县融风俗勤商联化川城讯邮达",
    "升": "级高至学旗降温值本到",
    "分": "钟之别类布局行析工享配为开期批成支院会公店校站",
    "度": "过假",
    "折": "扣叠射旧算合价",
    "包": "括含装容保",
    "班": "次车子级组主",
    "席": "卷",
    "页": "",
    "字": "",
    "年": "",
    "个月": "",
    "成": "不为立功果效人年都交本员长就品熟绩分份型套渝片活灾网体",
    "市": "场委级容政直区长内外域属",
    "省": "级委部内份直",
    "县": "级域委",
    "区": "域级委间块",
    "国": "家际务内产道",
    "校": "园长区企",
    "村": "民级委医",
    "镇": "级区",
    "乡": "镇村",
    "岁": "",
    "期": "间限望待",
}
"""Measure words, and the characters that make another word of them: 12345市民 is no city."""

BARE_PLACES = frozenset("市省县区国校村镇乡")
"""Kinds of places counted without a measure word: 9市. Of a long number they begin another word."""

PLACE_MEASURES = BARE_PLACES | frozenset("部组队")
"""After stars these name a hidden place or body: **市."""

SPOKEN = frozenset(
    _row("""
    名 位 户 家 个 所 处 间 座 顶 床 栋 幢 套 台 辆 架 艘 条 项 件 份 张 支 只 头 棵 株 场 例 起 篇 本 册
    枚 笔 批 餐 顿 种 部 幅 面 倍 成 刻钟 小时 个小时 分钟 公里 米 亩 吨 元 平方米 公斤 人次 辆次 场次
    件次 批次 人 次 轮 个百分点 百分点 % 年 车道 门 块 片
    """)
)
"""What a number in Chinese numerals may count: other pairs are mostly set phrases (三层, 四面)."""

PHRASES_ONLY = frozenset({"人", "次", "年", "门", "块", "片", "面", "部"})
"""Of those, what a small number forms set phrases with: 三人行, 三次分配."""

ABSTRACT = _row("""
    方面 维护 确立 自信 意识 原则 坚持 阶段 层面 维度 步骤 必须 务必 率先 大局 不变 更加 有利于 高质量
    统筹 导向 抓手 角度 转变 结合 关系 定位 文章 着力点 关键词 关键字 字 清 有 一 全 最 同 不 零 到位 聚焦
    突出 强化 能力 轮子
    """)
"""What is listed, not counted: 三个方面, 四个意识, 六个高质量."""

ABSTRACT_IN_NUMERALS = _row("""
    问题 关键 重点 环节 要求 特点 重大 目标 任务 作用 优势 关口 课题 变化 亮点 短板 市场 时代 百年 世纪
    世界 故事 变 意见 建议 希望 补贴 内容 工作 工程 纪律 规定 建设 行动 领域 字 回合 主体 责任 层次 圈
    圈层 老 月 朋友
    """)
"""What is listed where the number stands in numerals, though 35个问题 may well be counted."""

COUNTED_NOUNS = _row("""
    省份 城市 学生 企业 老年人 老人 职工 师生 居民 群众 村民 农民 教师 医生 护士 党员 志愿者 游客 旅客
    观众 读者 用户 网民 人口 人员 项目 机构 高校 医院 学校 社区 乡镇 街道 村 岗位 家庭 儿童 残疾人
    贫困人口 劳动力 农民工 中国人 粉丝 订单 车辆
    """)
"""What a number may count without any measure word: 1200学生, 8万余老年人."""

LEVEL_WORDS = _row("为 达 达到 共 共计 至 到 指数 得分 仅 比")
"""After one of these a number with decimals says how much, even without a unit: 指数为102.3."""

STATED = _row("为 达 达到 共 共计 合计 数 量")
"""After one of these a whole number says how many, even without a unit: 新增户数为3914."""

SCORED = _row("得分 评分 分数 测评 指数")
"""Somewhere before scores in brackets: 得分居前的是公安（9.9）、人社（9.8）."""

NUMBERED = _row("号 码 第 编 道 型 版 线 路 款 届 电话 热线 国标 车次 航班 邮 代")
"""After one of these a number names something: 号码为81129157, 国道318."""

ONLY_AFTER = {
    "年": _row("连续 提前 推迟 延长 缩短 长达 寿命 工龄 教龄 从业 扎根 坚守"),
    "个月": _row("时间 周期 用时 轮候 缩短 压缩 压减 提速 由 从 平均 不超过 时限 延长 最长 最短 减少"),
    "岁": _row("寿命 平均年龄 提高 增加 延长"),
    "日": _row("逗留 停留 平均 减少 增加 缩短 延长"),
    "期": _row("班 讲座 培训 简报 举办 开办 发行 节目"),
}
"""Units of time that count only after one of these words (CONTRIBUTING.md, rule 4)."""

BEFORE_TENTHS = _row("占 近 过 达 降 增 减 加 高 有 到")
"""Before 成, a tenth: 占三成, but 六成功."""

EACH = _row("每天 每日 每周 每月 每季 每年")
"""Before a small number of times: 每周两次 is a service standard."""

LISTED = frozenset({"项", "条", "件", "种", "篇"})
"""Measure words of what is listed as well as of what is counted: 三项任务, 三项专利."""

CITIZENS = _row("民生 民群 民热 民服 民诉")
"""After 市: 12345市民热线 is no city."""

GLUED = {
    "约": "节签合预条履公邀制契违解特大纽集俭失",
    "近": "附最邻靠新亲将接",
    "超": "赶反高",
    "逾": "",
    "过": "通经越路渡度难跨穿走看",
}
"""Qualifiers that end other words: 节约3万元 is no 约3万元. (将近 and 接近 are qualifiers of their own.)"""
