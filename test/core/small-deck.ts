/** A deck of four slides for tests that keep, edit and write decks: one of each visual that matters to them. */
import type { Deck, Fact, Slide } from '../../preload/contract/deck.ts'

export const RUN = '0b0f2d52-5c0a-4f0e-9c63-6c1c64a3a001'
const DAY = 86_400_000
const TO = Date.UTC(2026, 10, 22, 16)

const fact = (id: string, values: Fact['values'], columns: string[]): Fact => ({
  id, query: `test.${id}`, params: { area: '330205', from: TO - 7 * DAY, to: TO }, columns, values, records: 12, provenance: { asOf: TO, source: `test.${id}`, simulated: true }, hash: 'a'.repeat(64),
})
const footer = { asOf: '数据截止 2026-11-23', definitions: '口径 1', source: '模拟数据', confidentiality: '内部资料' }
const slide = (id: string, title: string, visual: Slide['visual']): Slide => ({ id, title: [{ text: title }], isTitleEdited: false, visual, soWhat: [{ text: `${title}：看这里` }], isSoWhatEdited: false, footer, notes: ['口径', '样本 12'] })

export function smallDeck(more: Partial<Deck> = {}): Deck {
  return {
    run: RUN, question: { kind: 'weekly', area: '330205', lastDay: '2026-11-22', english: false }, title: '第 47 周运行周报', areaName: '江北区', from: TO - 7 * DAY, to: TO, timeZone: 'Asia/Shanghai',
    madeAt: TO + DAY, author: '前江席位 (u-1)', asOf: TO, simulated: true, approvalNumber: '', definitions: '1', generator: 'test',
    facts: [fact('totals', [[12]], ['reports']), fact('streets', [['甬江', 7], ['庄桥', 5]], ['name', 'reports'])],
    slides: [
      slide('cover', '第 47 周运行周报', { kind: 'cover', facts: [{ label: '区域', line: [{ text: '江北区' }] }] }),
      { ...slide('kpi', '线索 12 件，基本持平', { kind: 'table', columns: [{ head: '指标', align: 'left', share: 0.6 }, { head: '本周', align: 'right', share: 0.4 }], rows: [[{ line: [{ text: '线索' }] }, { line: [{ text: '12', figure: { fact: 'totals', row: 0, column: 0, format: 'integer' } }] }]], alt: '指标表' }), title: [{ text: '线索 ' }, { text: '12', figure: { fact: 'totals', row: 0, column: 0, format: 'integer' } }, { text: ' 件，基本持平' }] },
      slide('areas', '甬江最多', { kind: 'chart', form: 'bars', categories: ['甬江', '庄桥'], series: [{ name: '本周', values: [7, 5], figures: [0, 1].map((row) => ({ fact: 'streets', row, column: 1, format: 'integer' })), role: 'now' }], axisTitle: '件', format: 'integer', marks: [], alt: '各街道' }),
      slide('limits', '口径与局限', { kind: 'text', paragraphs: [{ head: '口径', line: [{ text: '内部资料' }] }] }),
    ],
    ...more,
  }
}

/** The same with a map in the middle. */
export function deckWithMap(): Deck {
  const deck = smallDeck()
  const filter = { area: '330205', drawn: null, from: deck.from, to: deck.to, classes: [], statuses: [], weekdays: [], hours: [] }
  const map = slide('map', '风险集中在两片', { kind: 'map', picture: { id: 'risk', form: 'areas', layer: 'report', measure: 'per-km2', level: 'street', zoom: 11, filter, title: '每平方公里线索' }, beside: null, alt: '地图' })
  return { ...deck, slides: [...deck.slides.slice(0, 2), map, ...deck.slides.slice(2)] }
}
