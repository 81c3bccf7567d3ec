/** What slides say besides their own words, in English. */
export const en = {
  'slide.map.awaited': 'The map is being drawn…',
}
