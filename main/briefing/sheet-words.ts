/** The words of the workbook: its sheets, their heads, and the places of a slide. */
import type { PlacedFigure } from '../../preload/contract/deck.ts'

export interface SheetWords {
  about: string
  figures: string
  facts: string
  deck: string
  area: string
  period: string
  zone: string
  asOf: string
  nature: string
  simulated: string
  real: string
  slides: string
  definitions: string
  approval: string
  madeAt: string
  author: string
  run: string
  generator: string
  leaving: string
  never: string
  slide: string
  title: string
  place: string
  shown: string
  value: string
  fact: string
  query: string
  params: string
  rows: string
  source: string
  hash: string
  places: Record<PlacedFigure['shape'], string>
}
const ZH: SheetWords = {
  about: '说明', figures: '数字', facts: '数据来源', deck: '简报', area: '范围', period: '时段', zone: '时区', asOf: '数据截止', nature: '数据性质', simulated: '模拟数据', real: '实际数据', slides: '页数', definitions: '统计口径',
  approval: '审图号', madeAt: '生成时间', author: '生成人', run: '运行编号', generator: '程序', leaving: '导出', never: '尚未同步', slide: '页码', title: '标题', place: '位置', shown: '显示', value: '数值', fact: '数据编号', query: '查询', params: '参数与筛选',
  rows: '记录数', source: '来源', hash: 'SHA-256', places: { title: '标题', 'so-what': '结论', visual: '图表', beside: '旁表', footer: '页脚' },
}
const EN: SheetWords = {
  about: 'About', figures: 'Figures', facts: 'Facts', deck: 'Briefing', area: 'Area', period: 'Period', zone: 'Time zone', asOf: 'Data as of', nature: 'Nature of the data', simulated: 'Simulated data', real: 'Real data', slides: 'Slides',
  definitions: 'Definitions', approval: 'Map approval number', madeAt: 'Made at', author: 'Author', run: 'Run', generator: 'Program', leaving: 'Export', never: 'never synchronised', slide: 'Slide', title: 'Title', place: 'Place', shown: 'Shown', value: 'Value',
  fact: 'Fact', query: 'Query', params: 'Parameters and filter', rows: 'Rows', source: 'Source', hash: 'SHA-256', places: { title: 'title', 'so-what': 'so what', visual: 'visual', beside: 'beside', footer: 'footer' },
}
export const sheetWordsOf = (english: boolean): SheetWords => (english ? EN : ZH)
