/** What slides say besides their own words, in Chinese. */
export const zhCN = {
  'slide.paper.browser': '将打开浏览器的打印窗口：选“另存为 PDF”，每张幻灯片一页；纸张与边距已设好，不要改动，并保持“背景图形”打开。',
  'slide.paper.desktop': '写成 PDF 文件，每张幻灯片一页。',
  'slide.pages': '每张幻灯片一个 PNG（2560 × 1440），装在一个 ZIP 文件里。',
  'slide.hidden': '已隐藏',
  'slide.map.awaited': '地图正在绘制…',
}
