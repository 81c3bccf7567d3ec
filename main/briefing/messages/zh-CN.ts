/** The words of decks in Chinese. Constants are spelled out: a digit on a slide is a figure with a source. */
export const zhCN = {
  'deck.weekly': '{area}第 {week} 周运行周报', 'deck.weeklyTo': '{area}七日运行周报（截至 {last}）', 'deck.daily': '{area}运行日报 {last}',
  'cover.weekly': '第 {week} 周运行周报', 'cover.weeklyTo': '截至 {last} 的七日周报',
  'cover.area': '范围', 'cover.period': '时段', 'cover.span': '{first} 至 {last}', 'cover.filter': '筛选', 'cover.noFilter': '全部类别、状态与时段', 'cover.asOf': '数据截止', 'cover.secret': '密级', 'cover.nature': '数据性质', 'cover.author': '编制',
  'internal': '内部资料', 'simulated': '模拟数据', 'real': '实际数据', 'never': '从未同步',

  'kpi.orders': '订单', 'kpi.reports': '线索', 'kpi.reports-per-10000-orders': '每万单线索', 'kpi.in-time': '按期办结率', 'kpi.median-hours': '处置时长', 'kpi.overdue': '超期件',
  'row.orders': '订单量（单）', 'row.reports': '随手拍线索（件）', 'row.reports-per-10000-orders': '每万单线索（件）', 'row.in-time': '按期办结率', 'row.median-hours': '处置时长中位数（小时）', 'row.overdue': '超期件（件，截至数据时间）', 'row.partOrders': '，已同步区县', 'row.partCases': '，已同步街道',
  'said.up': '{name}升 {size}', 'said.down': '{name}降 {size}', 'said.flat': '{name}基本持平（{change}）', 'said.few': '{name}样本少，不作结论', 'said.both': '{one}，{other}', 'said.bothFlat': '{one}、{other}基本持平（{change}、{change2}）',
  'title.kpi.empty': '本期没有收到线索', 'title.kpi.unknown': '关键指标：数据不足，暂不比较',
  'head.kpi': '指标', 'head.week': '本周', 'head.lastWeek': '上周', 'head.change': '环比', 'head.lastYear': '去年同周', 'head.yearChange': '同比', 'head.day': '当日', 'head.sameDays': '前四周同日均值', 'head.dayChange': '变化',
  'mark.up': '↑ 升 {change}', 'mark.down': '↓ 降 {change}', 'mark.flat': '→ 平 {change}', 'mark.few': '样本少', 'mark.plain': '{change}', 'mark.none': '—', 'mark.points': ' 个百分点',
  'what.kpi': '升降以变化的置信区间不含零为准；其余一律称持平。', 'what.holiday': '对比时段的节假日不同（{days}），升降须结合节假日看。', 'what.unfinished': '本期数据尚不完整，只列数字，不作比较。',

  'title.trend.run.down': '线索连续{weeks}周下降，累计 {size}', 'title.trend.run.up': '线索连续{weeks}周上升，累计 {size}', 'title.trend.up': '线索高于前期周均 {size}', 'title.trend.down': '线索低于前期周均 {size}', 'title.trend.flat': '线索与前期周均基本持平（{change}）',
  'title.trend.unknown': '周走势：数据不足，暂不比较', 'title.trend.few': '周走势：样本少，不作结论', 'title.trend.empty': '周走势：最近一周没有线索',
  'series.reports': '线索', 'series.low': '区间下限', 'series.high': '区间上限', 'axis.week': '随手拍线索（件/周）', 'axis.reports': '随手拍线索（件）', 'alt.trend': '{area}十三周随手拍线索折线，带置信区间与节假日标记', 'what.trend': '前期周均为 {before} 件；区间为各周件数的泊松区间。', 'what.trend.short': '前期不足四周，不作比较。',

  'title.areas.none': '各{level}线索均无显著变化', 'title.areas.one': '{one}', 'title.areas.many': '{n} 处线索显著变化', 'title.areas.unknown': '区域对照：数据不足，暂不比较', 'title.areas.empty': '区域对照：本期没有线索',
  'area.up': '{area}升 {size}', 'area.down': '{area}降 {size}', 'level.district': '区县', 'level.street': '街道', 'series.now': '本周', 'series.before': '上周', 'alt.areas': '{area}各{level}线索，本周与上周', 'what.areas': '同时比较多处，区间已按处数收紧。', 'what.areas.top': '只列线索最多的前几处，比较时各处都算在内。',

  'title.map.first': '{area}每万单线索最高，{value} 件', 'title.map.firstKm2': '{area}线索密度最高，{value} 件', 'title.map.group': '{area}等每万单线索居前', 'title.map.groupKm2': '{area}等线索密度居前', 'title.map.none': '地图：样本少，不作排名', 'title.map.empty': '地图：本期没有线索',
  'title.map.spots': '线索最密处：{area}，{records} 件', 'map.per-10000-orders': '每万单随手拍线索（件）', 'map.per-km2': '随手拍线索密度（件/平方公里·日）', 'alt.map': '{area}{what}地图', 'alt.top': '{what}前几名', 'what.map': '按区间下限排名，样本少处只画斜线。', 'what.map.none': '没有一处达到五件线索：只看分布，不排先后。', 'what.map.overlap': '前列各处的区间相互重叠，名次不宜细究。',
  'head.area': '区域', 'head.value': '每万单', 'head.valueKm2': '密度', 'head.interval': '区间', 'head.records': '件数', 'head.spot': '点位', 'head.street': '街道', 'head.rankBefore': '上期名次', 'head.rank': '名次',

  'title.spots': '{n} 个点位占线索 {share}', 'title.spots.none': '点位：样本少，不作排名', 'title.spots.empty': '点位：本期没有线索', 'text.spots.none': '没有一个点位达到五件线索，排出先后没有意义；分布见地图页。', 'text.spots.empty': '这一时段没有收到随手拍线索。', 'alt.spots': '{area}线索前列点位', 'spot.unnamed': '未命名处', 'what.spots': '点位为等大六边形，按区间下限排名；占比为所列点位合计。', 'new': '未上榜',

  'title.classes.first': '「{one}」占线索 {share}', 'title.classes.two': '「{one}」居首，占 {share}', 'title.classes.empty': '类别：本期没有线索', 'alt.classes': '{area}各类线索，本周与上周', 'what.classes': '「{one}」与上周相比{said}。', 'what.classes.more': '首位与次位的区间重叠，先后不宜细究。', 'said.short.up': '升 {size}', 'said.short.down': '降 {size}', 'said.short.flat': '基本持平（{change}）', 'said.short.few': '样本少，不作结论',

  'title.measures': '{n} 项在用措施的前后对照', 'title.measures.none': '本期没有在用措施', 'title.measures.unknown': '措施：未持有本范围数据', 'alt.measures': '{area}措施前后对照', 'what.measures': '仅为同期变化：未作检验，没有对照区，不说明原因。', 'text.measures.none': '本范围没有处于实施期的措施。', 'text.measures.unknown': '这台电脑没有同步本范围的堵点数据，不能列出措施。',
  'measure.relay': '接驳', 'measure.locker': '智能柜', 'measure.shuttle': '摆渡', 'measure.plan': '专项方案', 'head.measure': '措施', 'head.start': '开始', 'head.days': '每侧天数', 'head.minutesBefore': '前（分/单）', 'head.minutesAfter': '后（分/单）', 'head.difference': '同期变化',

  'title.overdue': '{n} 件超期待协调', 'title.overdue.part': '所持案卷中 {n} 件超期待协调', 'title.overdue.nonePart': '所持案卷中没有超期件', 'title.overdue.none': '没有超期件', 'title.overdue.unknown': '超期件：未持有案卷数据', 'alt.overdue': '{area}超期件清单', 'what.overdue': '请所列单位说明原因，并报办结时间。', 'what.overdue.more': '清单只列超期最久的；请所列单位说明原因，并报办结时间。', 'text.overdue.none': '截至数据时间，所持案卷中没有超过时限的未结件。', 'text.overdue.unknown': '这台电脑没有同步本范围的案卷，不能列出超期件。',
  'head.number': '案号', 'head.class': '类别', 'head.department': '承办单位', 'head.status': '状态', 'head.late': '超期天数', 'head.ask': '协调事项', 'ask.nobody': '明确承办单位', 'ask.handling': '报办结时间', 'ask.checking': '尽快核查', 'ask.dispatching': '尽快派遣', 'ask.extension': '审批延期', 'ask.resuming': '定恢复时间',
  'status.reported': '待受理', 'status.verifying': '核实中', 'status.filed': '已立案', 'status.dispatched': '已派遣', 'status.returned': '被退回', 'status.handling': '处置中', 'status.extension_requested': '申请延期', 'status.suspended': '挂账', 'status.fed_back': '已反馈', 'status.checking': '核查中', 'status.rework': '返工', 'status.closed': '已结案', 'status.closed_forced': '强制结案', 'status.rejected': '不受理', 'status.merged': '已并案', 'status.void': '作废',

  'title.limits': '口径与局限', 'limits.reports': '线索', 'limits.reports.text': '按上报时间统计全部随手拍，含不受理、并案和作废件；共持有 {rows} 件。件数随活动和上报人数变化，不等于问题多少。', 'limits.orders': '订单', 'limits.orders.text': '仅含已同步区县堵点的交接统计（{held}/{districts} 个区县）；每万单线索的分子分母都只取这些区县。', 'limits.orders.none': '这台电脑没有本范围的交接统计，订单与每万单线索不可得。',
  'limits.cases': '案卷', 'limits.cases.text': '仅含已同步的 {offices} 个街道办案卷（本范围共 {streets} 个街道）；按期率以时限落在本期的案卷为分母。', 'limits.cases.none': '这台电脑没有本范围的案卷，按期率、时长与超期件不可得。', 'limits.tests': '升降', 'limits.tests.text': '升降按百分之九十五置信区间判定，多处比较时收紧；对比同样的星期。数据中没有目标值，不与目标对照。', 'limits.few': '样本少', 'limits.few.text': '不足五件或不足两百单处不排名，不足十六件处不作结论。',
  'limits.map': '地图', 'limits.map.text': '审图号 {number}；地图示意。', 'limits.map.none': '未填写审图号，含地图的页不得外发；地图示意。', 'limits.nature': '数据', 'limits.nature.simulated': '模拟数据，仅供演练；内部资料；汇总数据不反映个人。联系：{author}', 'limits.nature.real': '内部资料；汇总数据不反映个人。联系：{author}',

  'footer.asOf': '数据截止 {at}', 'footer.definitions': '统计口径 {version}', 'footer.source': '来源：{sources}', 'footer.simulated': '来源：{sources}（模拟数据）', 'source.point': '随手拍', 'source.handover': '交接统计', 'source.case': '案卷', 'source.bottleneck': '堵点', 'list.comma': '、',
  'note.sample': '样本：{records} 行。', 'note.filter': '筛选：{area}；{span}；{filter}。', 'note.disclaimer': '内部资料；汇总数据不反映个人；样本少处不作结论；地图示意。',
  'define.cover': '定义：本报告各页的数字都来自本机同步的数据，每个数字可按备注中的查询重新核对。', 'define.kpi': '定义：订单量为堵点交接的订单数；随手拍线索按上报时间计；每万单线索为线索除以订单（万单），只取有订单数据的区县；按期办结率为时限落在本期且按期结案的案卷占应结案数之比；处置时长为上报至结案的自然小时数；超期件为截至数据时间已过时限的未结案卷。变化区间：线索取泊松精确区间与逐日配对区间中较宽者，订单取逐日配对区间，按期率取威尔逊区间差。',
  'define.trend': '定义：每周为七个自然日，止于本期末日；前期周均为此前各周的平均。连续升降须末周与起始周之差的区间不含零。', 'define.areas': '定义：各区域线索按上报所记区域归属；变化区间为泊松精确区间，按比较处数收紧（邦费罗尼）。', 'define.map': '定义：每万单线索的分母为该处堵点交接订单；密度的分母为面积乘天数。区间为泊松精确区间，按下限排名；不足五件或两百单不排名。',
  'define.spots': '定义：点位为等大六边形，以其中最近的堵点或服务点命名；区间为泊松精确区间，按下限排名。', 'define.classes': '定义：类别按上报时所选；占比区间为威尔逊区间。', 'define.measures': '定义：每处取最近一项措施，比较措施开始前后相同的整周数（至多四周）每单交接分钟的平均；没有对照区与检验，可能只是回归均值或季节。', 'define.overdue': '定义：截至数据时间，时限已过而未结的案卷；按超期时间从长到短。', 'define.limits': '定义：见各页备注。',
} as const
