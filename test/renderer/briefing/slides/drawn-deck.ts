/** A deck with every kind of slide, in both languages: for drawing, not for its truth. */
import type { Deck, FigureFormat, FigureSource, Line, Slide, Span, Visual } from '../../../../preload/contract/deck.ts'

const DAY = 86_400_000
const FROM = Date.UTC(2026, 10, 15, 16)

const source = (format: FigureFormat, row = 0): FigureSource => ({ fact: 'totals.now', row, column: 0, format })
const figure = (text: string, format: FigureFormat = 'integer'): Span => ({ text, figure: source(format) })
const line = (...parts: (string | Span)[]): Line => parts.map((part) => (typeof part === 'string' ? { text: part } : part))
const figures = (values: readonly unknown[], format: FigureFormat): FigureSource[] => values.map((_, row) => source(format, row))
const series = (name: string, role: 'now' | 'before' | 'target' | 'low' | 'high', values: (number | null)[], format: FigureFormat) => ({ name, role, values, figures: figures(values, format) })

export function drawnDeck(english: boolean): Deck {
  const say = (zh: string, en: string): string => (english ? en : zh)
  const footer = { asOf: say('数据截止 2026年11月22日 23:50', 'As of 22 Nov 2026, 23:50'), definitions: say('统计口径 2026-10', 'Definitions 2026-10'), source: say('来源 城市中心（模拟）', 'Source: city center (simulated)'), confidentiality: say('内部资料', 'Internal') }
  const slide = (id: string, title: Line, visual: Visual, soWhat: Line = []): Slide => ({ id, title, isTitleEdited: false, visual, soWhat, isSoWhatEdited: false, footer, notes: [] })
  const weeks = Array.from({ length: 13 }, (_, n) => say(`${n < 4 ? 8 : n < 9 ? 9 : n < 12 ? 10 : 11}月${1 + ((n * 7) % 28)}日`, `${1 + ((n * 7) % 28)} ${n < 4 ? 'Aug' : n < 9 ? 'Sep' : n < 12 ? 'Oct' : 'Nov'}`))
  const values = [12.1, 12.4, 11.9, 12.6, 12.2, null, 12.8, 12.5, 12.0, 11.6, 11.1, 10.8, 10.2]
  const districts = english ? ['Haishu', 'Jiangbei', 'Beilun', 'Zhenhai', 'Yinzhou', 'Fenghua', 'Yuyao', 'Cixi', 'Ninghai', 'Xiangshan'] : ['海曙区', '江北区', '北仑区', '镇海区', '鄞州区', '奉化区', '余姚市', '慈溪市', '宁海县', '象山县']
  const places = { columns: [{ head: say('点位', 'Place'), align: 'left', share: 0.62 }, { head: say('件数', 'Reports'), align: 'right', share: 0.38 }] as { head: string; align: 'left' | 'right'; share: number }[], rows: Array.from({ length: 5 }, (_, n) => [{ line: line(say(`示例小区${n + 1}号门`, `Example compound gate ${n + 1}`)) }, { line: line(figure(String(41 - 5 * n))) }]) }
  const slides: Slide[] = [
    slide('cover', line(say('第47周运行周报', 'Operations review, week 47')), { kind: 'cover', facts: [
      { label: say('范围', 'Area'), line: line(say('全市', 'Whole city')) }, { label: say('时段', 'Period'), line: line(say('2026年11月16日至22日', '16–22 November 2026')) },
      { label: say('数据截止', 'As of'), line: line(say('2026年11月22日 23:50', '22 Nov 2026, 23:50')) }, { label: say('密级', 'Confidentiality'), line: line(say('内部资料', 'Internal')) },
    ] }),
    slide('kpi', line(say('订单升 ', 'Orders up '), figure('6.2 %', 'share'), say('，每万单线索降 ', ', reports per 10 000 orders down '), figure('11.0 %', 'share')), { kind: 'table', alt: say('六项指标', 'Six indicators'), columns: [
      { head: say('指标', 'Indicator'), align: 'left', share: 0.24 }, { head: say('本周', 'This week'), align: 'right', share: 0.19 }, { head: say('上周', 'Last week'), align: 'right', share: 0.19 }, { head: say('变化', 'Change'), align: 'left', share: 0.2 }, { head: say('目标', 'Target'), align: 'right', share: 0.18 },
    ], rows: (english ? ['Orders', 'Reports', 'Reports per 10 000 orders', 'Closed in time', 'Median hours to close', 'Overdue'] : ['订单量', '随手拍线索', '每万单线索', '按期办结率', '处置时长中位数', '超期件']).map((name, n) => [
      { line: line(name) }, { line: line(figure(['1,234,567', '1,482', '12.0', '91.3 %', '7.5', '23'][n]!)) }, { line: line(figure(['1,162,493', '1,569', '13.5', '90.8 %', '7.9', '31'][n]!)) },
      { line: line(say(['↑ 升 ', '↓ 降 ', '↓ 降 ', '→ 基本持平 ', '↓ 降 ', '↓ 降 '][n]!, ['↑ up ', '↓ down ', '↓ down ', '→ level ', '↓ down ', '↓ down '][n]!), figure(['+6.2 %', '-5.5 %', '-11.0 %', '±0.5 %', '-0.4', '-8'][n]!)), tone: n === 0 ? 'plain' : n === 3 ? 'quiet' : n === 5 ? 'worse' : 'better' }, { line: line(n === 3 ? '≥ 90 %' : '—') },
    ]) }, line(say('订单增长的同时线索减少，主要来自夜间等餐。', 'Orders grew while reports fell, mostly of waiting at night.'))),
    slide('trend', line(say('夜间等餐连续四周下降，至 ', 'Waiting at night has fallen for four weeks, to '), figure('10.2', 'decimal')), { kind: 'chart', form: 'line', categories: weeks, axisTitle: say('每万单线索（件）', 'Reports per 10 000 orders'), format: 'decimal', alt: say('十三周', 'Thirteen weeks'), marks: [{ category: 8, text: say('国庆节', 'National Day') }, { category: 9, text: say('中秋节', 'Mid-Autumn') }], series: [
      series(say('本期', 'Now'), 'now', values, 'decimal'), series(say('95% 区间', '95 % interval'), 'low', values.map((value) => (value === null ? null : value - 0.9)), 'decimal'), series(say('95% 区间', '95 % interval'), 'high', values.map((value) => (value === null ? null : value + 0.9)), 'decimal'), series(say('目标', 'Target'), 'target', values.map(() => 11), 'decimal'),
    ] }, line(say('已低于目标，建议保持夜间引导。', 'Below the target: keep the night guides.'))),
    slide('districts', line(say('鄞州、海曙贡献六成增量', 'Yinzhou and Haishu gave six tenths of the growth')), { kind: 'chart', form: 'clustered-bars', categories: districts, axisTitle: say('随手拍线索（件）', 'Reports'), format: 'integer', alt: say('各区县', 'By district'), marks: [], series: [
      series(say('本周', 'This week'), 'now', [310, 120, 96, 71, 402, null, 133, 118, 45, 0], 'integer'), series(say('上周', 'Last week'), 'before', [252, 131, 99, 70, 318, 41, 140, 109, 48, 22], 'integer'),
    ] }, line(say('两区新增集中在商圈。', 'Both grew around malls.'))),
    slide('map', line(say('风险集中在三片街区', 'Risk gathers in three quarters')), { kind: 'map', picture: { id: 'map-cells', form: 'cells', layer: 'report', measure: 'count', level: 'street', zoom: 10, filter: { area: null, drawn: null, from: FROM, to: FROM + 7 * DAY, classes: [], statuses: [], weekdays: [], hours: [] }, title: say('每格线索（件）', 'Reports per cell') }, beside: { kind: 'table', alt: say('前五', 'Top five'), ...places }, alt: say('地图', 'Map') }, line(say('三片街区都在商圈周边。', 'All three lie around malls.'))),
    slide('categories', line(say('问题六成来自“进门难”', 'Six in ten are about getting in')), { kind: 'chart', form: 'bars', categories: english ? ['Cannot get in', 'No place to park', 'Waiting for food', 'Wrong address', 'Lift closed', 'Other'] : ['进门难', '停车难', '等餐久', '地址不准', '电梯停用', '其他'], axisTitle: say('随手拍线索（件）', 'Reports'), format: 'integer', alt: say('各类', 'By class'), marks: [], series: [
      series(say('本周', 'This week'), 'now', [890, 214, 160, 102, 66, 50], 'integer'), series(say('95% 区间', '95 % interval'), 'low', [832, 187, 136, 83, 51, 37], 'integer'), series(say('95% 区间', '95 % interval'), 'high', [950, 245, 187, 124, 84, 66], 'integer'),
    ] }),
    slide('limits', line(say('口径与局限', 'Definitions and limits')), { kind: 'text', paragraphs: (english ? [['Reports', 'Reports handed in by couriers, each counted once by the time it happened.'], ['Per 10 000 orders', 'Reports divided by orders handed over in the same area and period.'], ['Small samples', 'Fewer than 16 reports are hatched and not ranked; under 5 there is no colour at all.'], ['Coverage', 'Districts this console does not hold are unknown, not zero.'], ['Contact', 'The duty desk of the city center.']] : [['线索', '骑手随手拍上报，按发生时间计，每件一次。'], ['每万单', '同一区域同一时段的线索除以送达订单数。'], ['样本少', '少于 16 件画斜线、不排名；少于 5 件不着色，不作结论。'], ['覆盖', '本席位未持有的区县为未知，不是零。'], ['联系', '市级中心值班席。']]).map(([head, words]) => ({ head: head!, line: line(words!) })) }),
  ]
  return {
    run: '0b5a8c00-0000-4000-8000-000000000001', question: { kind: 'weekly', area: null, lastDay: '2026-11-22', english }, title: say('第47周运行周报', 'Operations review, week 47'), areaName: say('全市', 'Whole city'), from: FROM, to: FROM + 7 * DAY, timeZone: 'Asia/Shanghai',
    madeAt: FROM + 7 * DAY, author: say('值班员', 'Duty officer'), asOf: FROM + 7 * DAY, simulated: true, approvalNumber: '甬S(2026)00号', definitions: '2026-10', generator: '0.1.0', slides, facts: [],
  }
}
