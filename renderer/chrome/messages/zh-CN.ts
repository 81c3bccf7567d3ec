/** What the frame says, in Chinese: the first language, and the list of keys every other must complete. */
export const zhCN = {
  'product.name': '甬爱指挥台',
  'age.asOf': '数据时间 {time}',
  'age.never': '尚无数据',
  'age.stale': '数据可能已旧',
  'age.justNow': '刚刚',
  'mark.simulated': '模拟数据',
  'figure.unknown': '未知',
} as const
