/** The few words that stand in a file whatever its deck is about. */
export interface FileWords {
  simulated: string
  noApproval: string
  /** Before a fact's own particulars. */
  fact: string
  rows: string
  asOf: string
  never: string
  run: string
  author: string
  period: string
  area: string
}
const ZH: FileWords = {
  simulated: '模拟数据', noApproval: '未填写审图号，地图不予输出', fact: '数据', rows: '记录数', asOf: '数据截止', never: '尚未同步', run: '生成编号', author: '生成人', period: '时段', area: '区域',
}
const EN: FileWords = {
  simulated: 'Simulated data', noApproval: 'No map approval number has been entered: the map is left out', fact: 'Fact', rows: 'rows', asOf: 'as of', never: 'never synchronised', run: 'Run', author: 'Author',
  period: 'Period', area: 'Area',
}
export const wordsOf = (english: boolean): FileWords => (english ? EN : ZH)
