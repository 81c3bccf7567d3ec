/** A weekly deck of ten slides, written by hand: for tests of whatever takes a deck and needs no cache. Facts and slides agree. */
import { hashFact } from '../../main/briefing/facts/hash-fact.ts'
import { figureAt, fill, words } from '../../main/briefing/compose/spans.ts'
import type { Cell, ChartSeries, Deck, Fact, FigureFormat, Line, Slide, Span, TableVisual } from '../../preload/contract/deck.ts'
import type { Filter } from '../../preload/contract/model.ts'

const ZONE = 'Asia/Shanghai'
export const FROM = Date.parse('2026-11-16T00:00:00+08:00')
export const TO = Date.parse('2026-11-23T00:00:00+08:00')
const WEEK = 7 * 86_400_000
const AS_OF = Date.parse('2026-11-23T06:30:00+08:00')
const PERIODS = { area: null, from: FROM, to: TO, beforeFrom: FROM - WEEK, beforeTo: FROM }

function fact(id: string, query: string, params: Fact['params'], columns: string[], values: Fact['values'], records: number): Fact {
  const asked = { query, params, columns, values }
  return { id, ...asked, records, provenance: { asOf: AS_OF, source: `${query}: point`, simulated: true }, hash: hashFact(asked) }
}

const KPI_COLUMNS = ['kpi', 'now', 'before', 'change', 'low', 'high', 'size']
const kpis = fact('kpis', 'kpis', { ...PERIODS, at: AS_OF }, KPI_COLUMNS, [
  ['orders', 184_213, 173_459, 0.062, 0.0551, 0.0689, 0.062], ['reports', 1_842, 1_951, -0.0559, -0.1145, 0.0066, 0.0559],
  ['reportsPerOrders', 99.99, 112.48, -0.111, -0.166, -0.052, 0.111], ['inTime', 0.914, 0.908, 0.006, -0.013, 0.025, 0.006],
  ['medianHours', 26.4, 27.1, -0.7, null, null, 0.7], ['overdue', 5, null, null, null, null, null],
], 1_842)
const year = fact('kpis-year', 'kpis', { ...PERIODS, beforeFrom: FROM - 52 * WEEK, beforeTo: TO - 52 * WEEK, at: AS_OF }, KPI_COLUMNS, [
  ['orders', 184_213, null, null, null, null, null], ['reports', 1_842, 1_790, 0.0291, -0.0362, 0.0987, 0.0291],
  ['reportsPerOrders', 99.99, null, null, null, null, null], ['inTime', 0.914, 0.887, 0.027, 0.008, 0.046, 0.027], ['medianHours', 26.4, 29, -2.6, null, null, 2.6], ['overdue', 5, null, null, null, null, null],
], 1_842)
const WEEKLY = [2_061, 2_043, 1_702, 1_998, 2_104, 2_077, 2_015, 1_988, 2_031, 1_969, 1_940, 1_951, 1_842]
const weeks = fact('weeks', 'weeks', { area: null, to: TO, weeks: 13 }, ['first', 'last', 'reports', 'low', 'high'],
  WEEKLY.map((count, n) => [dayOf(n), dayOf(n, 6), count, Math.round(count - 1.96 * Math.sqrt(count)), Math.round(count + 1.96 * Math.sqrt(count))]), WEEKLY.reduce((sum, count) => sum + count, 0))
const trend = fact('trend', 'trend', { area: null, to: TO, weeks: 13 }, ['now', 'before', 'change', 'low', 'high', 'size', 'run'], [[1_842, 1_989.9, -0.0743, -0.116, -0.031, 0.0743, 1]], 25_721)
const areas = fact('areas', 'areas', { ...PERIODS, level: 'district' }, ['id', 'name', 'nameEn', 'now', 'before', 'difference', 'low', 'high'], [
  ['330212', '鄞州区', 'Yinzhou', 512, 548, -36, -0.203, 0.09], ['330203', '海曙区', 'Haishu', 371, 402, -31, -0.241, 0.121], ['330205', '江北区', 'Jiangbei', 288, 301, -13, -0.237, 0.198],
  ['330206', '北仑区', 'Beilun', 265, 270, -5, -0.224, 0.239], ['330211', '镇海区', 'Zhenhai', 199, 214, -15, -0.291, 0.199], ['330213', '奉化区', 'Fenghua', 207, 216, -9, -0.268, 0.236],
], 1_842)
const streets = fact('ranked', 'ranked', { area: null, from: FROM, to: TO, level: 'street', measure: 'per-10000-orders', most: 5 }, ['rank', 'id', 'name', 'nameEn', 'records', 'value', 'low', 'high'], [
  [1, '330212001', '东柳街道', 'Dongliu', 96, 171.4, 138.8, 209.3], [2, '330203002', '月湖街道', 'Yuehu', 88, 164.2, 131.7, 202.3], [3, '330205001', '中马街道', 'Zhongma', 71, 158, 123.4, 199.3],
  [4, '330212004', '福明街道', 'Fuming', 64, 139.9, 107.7, 178.7], [5, '330203005', '鼓楼街道', 'Gulou', 58, 131.1, 99.5, 169.5],
], 1_842)
const SPOTS: [string, string, number][] = [['万达广场北门', '东柳街道', 84], ['第一医院', '月湖街道', 77], ['老外滩', '中马街道', 69], ['天一广场', '鼓楼街道', 61], ['文化广场', '福明街道', 58], ['联丰新村', '望春街道', 52], ['来福士广场', '文教街道', 50], ['印象城', '钟公庙街道', 44], ['科创园', '高新区', 40], ['银泰城', '小港街道', 36]]
const spots = fact('spots', 'spots', { ...PERIODS, measure: 'per-10000-orders', most: 10, zoom: 10 }, ['rank', 'place', 'area', 'areaEn', 'records', 'value', 'low', 'high', 'rankBefore', 'share'],
  SPOTS.map(([place, area, records], n) => [n + 1, place, area, null, records, 2.1 * records, 1.7 * records, 2.6 * records, n === 3 ? null : ((n * 7) % 10) + 1, SPOTS.slice(0, n + 1).reduce((sum, [, , count]) => sum + count, 0) / 1_842]), 1_842)
const classes = fact('classes', 'classes', PERIODS, ['id', 'name', 'nameEn', 'now', 'before', 'share', 'low', 'high'], [
  ['entry', '进门难', 'Refused at the gate', 1_105, 1_131, 0.5999, 0.5771, 0.6224], ['parking', '停车难', 'No parking', 412, 455, 0.2237, 0.2048, 0.2434], ['lift', '电梯排队', 'Queue at the lift', 201, 224, 0.1091, 0.0952, 0.1243], ['other', '其他', 'Other', 124, 141, 0.0673, 0.0563, 0.0798],
], 1_842)
const effects = fact('effects', 'effects', { area: null, most: 12 }, ['place', 'measure', 'start', 'days', 'minutesBefore', 'minutesAfter', 'change'], [
  ['万达广场北门', 'relay', '2026-10-12', 28, 9.4, 7.1, -2.3], ['第一医院', 'locker', '2026-10-19', 28, 11.2, 8.8, -2.4], ['老外滩', 'shuttle', '2026-11-02', 14, 8.3, 8.2, -0.1],
], 3)
const overdue = fact('overdue', 'overdue', { area: null, at: AS_OF, most: 8 }, ['number', 'class', 'classEn', 'street', 'streetEn', 'status', 'department', 'due', 'days', 'total'], [
  ['20261109-0031', '进门难', 'Refused at the gate', '东柳街道', 'Dongliu', 'handling', '区综合行政执法局', AS_OF - 6.2 * 86_400_000, 6.2, 5], ['20261111-0107', '停车难', 'No parking', '月湖街道', 'Yuehu', 'dispatched', '区交警大队', AS_OF - 4.5 * 86_400_000, 4.5, 5],
  ['20261112-0009', '进门难', 'Refused at the gate', '中马街道', 'Zhongma', 'rework', '街道综合执法队', AS_OF - 3.1 * 86_400_000, 3.1, 5], ['20261114-0055', '电梯排队', 'Queue at the lift', '福明街道', 'Fuming', 'handling', '区住建局', AS_OF - 1.4 * 86_400_000, 1.4, 5],
  ['20261115-0080', '其他', 'Other', '鼓楼街道', 'Gulou', 'returned', null, AS_OF - 0.6 * 86_400_000, 0.6, 5],
], 5)
const sources = fact('sources', 'sources', { area: null }, ['source', 'asOf', 'rows'], [['point', AS_OF, 482_113], ['handover', AS_OF, 39_420], ['case', AS_OF, 12_907]], 534_440)

function dayOf(week: number, day = 0): string {
  return new Date(Date.parse('2026-08-24T00:00:00Z') + (week * 7 + day) * 86_400_000).toISOString().slice(0, 10)
}

const at = (of: Fact, row: number, column: string, format: FigureFormat): Span => figureAt(of, row, column, format, ZONE)
const cell = (line: Line, tone?: Cell['tone']): Cell => (tone === undefined ? { line } : { line, tone })
const shown = (of: Fact, row: number, column: string, format: FigureFormat, tone?: Cell['tone']): Cell => cell([at(of, row, column, format)], tone)
const named = (of: Fact, row: number, column: string): Cell => cell(words(String(of.values[row]![of.columns.indexOf(column)] ?? '—')))
const head = (text: string, share: number, align: 'left' | 'right' = 'right'): TableVisual['columns'][number] => ({ head: text, align, share })
const interval = (of: Fact, row: number): Cell => cell([at(of, row, 'low', 'decimal'), { text: '–' }, at(of, row, 'high', 'decimal')], 'quiet')

function series(of: Fact, name: string, column: string, role: ChartSeries['role']): ChartSeries {
  const number = of.columns.indexOf(column)
  return { name, role, values: of.values.map((row) => row[number] as number), figures: of.values.map((_, row) => ({ fact: of.id, row, column: number, format: 'integer' })) }
}

const FILTER: Filter = { area: null, drawn: null, from: FROM, to: TO, classes: [], statuses: [], weekdays: [], hours: [] }
const NOTES = ['口径:按上报时间统计,含驳回、合并和作废件。', '样本:随手拍线索 1,842 件;订单 184,213 单。', '筛选:宁波市,2026-11-16 至 2026-11-22,全部类别。', '程序:甬爱指挥台 0.1.0;运行编号 3f0c1f0e-6f0b-4f6e-9a57-0d6f3f6f0a11。', '内部资料;汇总数据不反映个人;样本少处不作结论;地图示意。']
const slide = (id: string, title: Line, visual: Slide['visual'], soWhat: Line): Slide => ({
  id, title, isTitleEdited: false, visual, soWhat, isSoWhatEdited: false, notes: NOTES,
  footer: { asOf: '数据截止 2026-11-23 06:30', definitions: '统计口径 1', source: '来源:随手拍、交接统计、案卷(模拟数据)', confidentiality: '内部资料' },
})

const KPI_ROWS: [string, FigureFormat, FigureFormat][] = [['订单量(单)', 'integer', 'signed-share'], ['随手拍线索(件)', 'integer', 'signed-share'], ['每万单线索(件)', 'decimal', 'signed-share'], ['按期办结率', 'share', 'signed-share'], ['处置时长中位数(小时)', 'decimal', 'signed-decimal'], ['超期件(件)', 'integer', 'signed-integer']]
const RUN = '3f0c1f0e-6f0b-4f6e-9a57-0d6f3f6f0a11'

const SLIDES: Slide[] = [
  slide('cover', words('第 47 周运行周报'), { kind: 'cover', facts: [
    { label: '范围', line: words('宁波市') }, { label: '时段', line: words('2026-11-16 至 2026-11-22') }, { label: '数据截止', line: [at(sources, 0, 'asOf', 'minute')] }, { label: '密级', line: words('内部资料') }, { label: '数据性质', line: words('模拟数据') },
  ] }, []),
  slide('kpi', fill('订单升 {a},每万单线索降 {b}', { a: at(kpis, 0, 'size', 'share'), b: at(kpis, 2, 'size', 'share') }), {
    kind: 'table', alt: '六项指标与上周、去年同周对照', columns: [head('指标', 0.3, 'left'), head('本周', 0.14), head('上周', 0.14), head('环比', 0.22), head('去年同周', 0.2)],
    rows: KPI_ROWS.map(([label, format, change], n) => [cell(words(label)), shown(kpis, n, 'now', format), shown(kpis, n, 'before', format, 'quiet'), shown(kpis, n, 'change', change, n === 2 ? 'better' : 'plain'), shown(year, n, 'before', format, 'quiet')]),
  }, fill('线索 {n} 件,与上周基本持平({c})。', { n: at(kpis, 1, 'now', 'integer'), c: at(kpis, 1, 'change', 'signed-share') })),
  slide('trend', fill('线索低于前 12 周均值 {a}', { a: at(trend, 0, 'size', 'share') }), {
    kind: 'chart', form: 'line', categories: weeks.values.map(([first]) => String(first).slice(5)), axisTitle: '随手拍线索(件/周)', format: 'integer', marks: [{ category: 5, text: '国庆节' }], alt: '13 周线索折线,含 95% 区间',
    series: [series(weeks, '线索', 'reports', 'now'), series(weeks, '95% 下限', 'low', 'low'), series(weeks, '95% 上限', 'high', 'high')],
  }, words('区间为泊松 95% 区间。')),
  slide('areas', words('各区线索与上周均无显著差异'), {
    kind: 'chart', form: 'clustered-bars', categories: areas.values.map((row) => String(row[1])), axisTitle: '随手拍线索(件)', format: 'integer', marks: [], alt: '各区线索,本周与上周', series: [series(areas, '本周', 'now', 'now'), series(areas, '上周', 'before', 'before')],
  }, []),
  slide('map', fill('{a}每万单线索最高,{n} 件', { a: '东柳街道', n: at(streets, 0, 'value', 'decimal') }), {
    kind: 'map', alt: '各街道每万单线索', picture: { id: 'map', form: 'areas', layer: 'report', measure: 'per-10000-orders', level: 'street', zoom: 10, filter: FILTER, title: '每万单随手拍线索(件)' },
    beside: { kind: 'table', alt: '前五街道', columns: [head('', 0.1), head('街道', 0.4, 'left'), head('每万单', 0.2), head('95% 区间', 0.3)], rows: streets.values.map((_, n) => [shown(streets, n, 'rank', 'integer'), named(streets, n, 'name'), shown(streets, n, 'value', 'decimal'), interval(streets, n)]) },
  }, words('按 95% 区间下限排名。')),
  slide('spots', fill('十个点位占线索 {a}', { a: at(spots, 9, 'share', 'share') }), {
    kind: 'table', alt: '前十点位', columns: [head('', 0.06), head('点位', 0.26, 'left'), head('街道', 0.2, 'left'), head('件数', 0.1), head('每万单', 0.12), head('95% 区间', 0.16), head('上周名次', 0.1)],
    rows: spots.values.map((_, n) => [shown(spots, n, 'rank', 'integer'), named(spots, n, 'place'), named(spots, n, 'area'), shown(spots, n, 'records', 'integer'), shown(spots, n, 'value', 'decimal'), interval(spots, n), shown(spots, n, 'rankBefore', 'integer', 'quiet')]),
  }, []),
  slide('classes', fill('「{a}」占线索 {b}', { a: '进门难', b: at(classes, 0, 'share', 'share') }), {
    kind: 'chart', form: 'bars', categories: classes.values.map((row) => String(row[1])), axisTitle: '随手拍线索(件)', format: 'integer', marks: [], alt: '各类线索,本周与上周', series: [series(classes, '本周', 'now', 'now'), series(classes, '上周', 'before', 'before')],
  }, []),
  slide('measures', words('3 项措施的前后对照(未作检验)'), {
    kind: 'table', alt: '措施前后对照', columns: [head('点位', 0.3, 'left'), head('措施', 0.16, 'left'), head('开始', 0.16, 'left'), head('每侧天数', 0.1), head('前(分/单)', 0.1), head('后(分/单)', 0.1), head('同期变化', 0.08)],
    rows: effects.values.map((_, n) => [named(effects, n, 'place'), named(effects, n, 'measure'), shown(effects, n, 'start', 'day'), shown(effects, n, 'days', 'integer'), shown(effects, n, 'minutesBefore', 'decimal'), shown(effects, n, 'minutesAfter', 'decimal'), shown(effects, n, 'change', 'signed-decimal')]),
  }, words('仅为同期变化,没有对照区,不说明原因。')),
  slide('overdue', fill('{n} 件超期待协调', { n: at(overdue, 0, 'total', 'integer') }), {
    kind: 'table', alt: '超期件', columns: [head('案号', 0.22, 'left'), head('类别', 0.14, 'left'), head('街道', 0.16, 'left'), head('办理单位', 0.26, 'left'), head('超期天数', 0.1), head('截止', 0.12)],
    rows: overdue.values.map((_, n) => [named(overdue, n, 'number'), named(overdue, n, 'class'), named(overdue, n, 'street'), named(overdue, n, 'department'), shown(overdue, n, 'days', 'decimal', 'worse'), shown(overdue, n, 'due', 'day')]),
  }, words('请有关单位说明原因和办结时间。')),
  slide('limits', words('口径与局限'), { kind: 'text', paragraphs: [
    { head: '线索', line: fill('按上报时间统计,{n} 行;含驳回、合并和作废件。', { n: at(sources, 0, 'rows', 'integer') }) }, { head: '订单', line: fill('已同步区县堵点的交接统计,{n} 行。', { n: at(sources, 1, 'rows', 'integer') }) },
    { head: '样本少', line: words('不足 5 件或 200 单不排名。') }, { head: '地图', line: words('审图号 甬S(2026)001号;地图示意。') }, { head: '数据性质', line: words('模拟数据') },
  ] }, []),
]

/** A new copy each time: whoever writes on it harms nobody. */
export function sampleDeck(): Deck {
  return structuredClone({
    run: RUN, question: { kind: 'weekly', area: null, lastDay: '2026-11-22', english: false }, title: '第 47 周运行周报', areaName: '宁波市', from: FROM, to: TO, timeZone: ZONE,
    madeAt: AS_OF + 3_600_000, author: '演练值班员', asOf: AS_OF, simulated: true, approvalNumber: '甬S(2026)001号', definitions: '1', generator: '甬爱指挥台 0.1.0', slides: SLIDES,
    facts: [kpis, year, weeks, trend, areas, streets, spots, classes, effects, overdue, sources],
  } satisfies Deck)
}
