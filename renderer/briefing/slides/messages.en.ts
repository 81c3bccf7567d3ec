/** What slides say besides their own words, in English. */
export const en = {
  'slide.paper.browser': 'The browser’s print window opens: choose “Save as PDF”, one slide a page. Paper and margins are set already: leave them, and keep “Background graphics” on.',
  'slide.paper.desktop': 'Written as a PDF file, one slide a page.',
  'slide.pages': 'One PNG (2560 × 1440) for each slide, in one ZIP file.',
  'slide.hidden': 'hidden',
  'slide.map.awaited': 'The map is being drawn…',
}
