/** What a file says about itself, as short plain text: it is shown, never interpreted. */

const LONGEST_TITLE = 80
const LONGEST_ATTRIBUTION = 240
/** By their own names: a maker of tiles from OpenStreetMap, then the data's state, then whatever else is a date. */
const DATE_KEYS = ['planetiler:osm:osmosisreplicationtime', 'osm_date', 'date', 'updated', 'planetiler:buildtime', 'buildtime', 'created']

export interface Said {
  title: string | null
  attribution: string | null
  dataAt: number | null
}

export function readMetadata(metadata: Record<string, unknown>): Said {
  return {
    title: plain(metadata['name'], LONGEST_TITLE),
    attribution: plain(metadata['attribution'], LONGEST_ATTRIBUTION),
    dataAt: DATE_KEYS.map((key) => instant(metadata[key])).find((at) => at !== null) ?? null,
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", copy: '©', nbsp: ' ', '#169': '©', '#39': "'" }

/** Attributions are written as links; the words remain. Characters that turn or hide text go too. */
function plain(value: unknown, longest: number): string | null {
  if (typeof value !== 'string') return null
  const words = value.slice(0, 20 * longest).replaceAll(/<[^<>]*>/g, ' ').replaceAll(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim()
  return words === '' ? null : words.length > longest ? `${words.slice(0, longest - 1)}…` : words
}

/** Dates only: a bare number may be anything. */
function instant(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}(-\d{2})?/.test(value)) return null
  const at = Date.parse(value)
  return at > 0 && at < 8.64e15 ? at : null
}
