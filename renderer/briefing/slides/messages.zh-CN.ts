/** What slides say besides their own words, in Chinese. */
export const zhCN = {
  'slide.map.awaited': '地图正在绘制…',
}
