/** One record → one friendly point of one of the four kinds. */
import { createHash } from 'node:crypto'
import type { Row } from '../../sync/protocol.ts'
import { SITE_KINDS, type SiteKind } from './options.ts'
import { placeOf } from './place-of.ts'
import type { SourceRecord } from './source-record.ts'
import type { FlagReason, Outcome } from './refusal.ts'
import { fit, readArea, readId, type RowContext } from './row-context.ts'
import { readTime } from './times.ts'

export interface SiteContext extends RowContext {
  kind: SiteKind | null
  hasIds: boolean
  /** For sites without a time of their own. */
  asOf: string
}

const KIND_WORDS: Record<SiteKind, string[]> = {
  compound: ['compound', 'residential', '小区', '甬爱小区', '住宅小区'],
  station: ['station', 'rest_station', '驿站', '甬爱驿站'],
  merchant: ['merchant', 'shop', 'restaurant', '商家', '甬爱商家'],
  charging: ['charging', 'charging_station', '充电站', '换电站', '充换电站', '换电柜'],
}
const KIND_OF = new Map(SITE_KINDS.flatMap((kind) => KIND_WORDS[kind].map((word): [string, SiteKind] => [word, kind])))

export function siteRow(record: SourceRecord, context: SiteContext): Outcome<Row<'site'>> {
  const { pick, names } = context
  const flags: FlagReason[] = []
  const found = placeOf(record, pick, context.crs)
  if ('refused' in found) return found
  const name = fit(pick(record, 'name'), 200, flags)
  if (name === '') return { refused: 'missing-name', detail: '' }
  const word = pick(record, 'kind').normalize('NFKC').trim().toLowerCase()
  const kind = KIND_OF.get(word) ?? context.kind
  if (kind === null) return { refused: 'unknown-kind', detail: word.slice(0, 60) }
  const id = context.hasIds ? readId(pick(record, 'id')) : { id: madeId(kind, name, found.place.lng, found.place.lat) }
  if ('refused' in id) return id
  const area = readArea(context, record, flags)
  if ('refused' in area) return area
  const time = pick(record, 'as_of').trim() === '' ? null : readTime(pick(record, 'as_of'), context.rules)
  const row = {
    id: `${names.city}:${id.id}`, city: names.city, area: area.area, name, kind,
    lng: found.place.lng, lat: found.place.lat,
    ...(found.place.original === undefined ? {} : { original: found.place.original }),
    simulated: false, source: context.source, as_of: time === null ? context.asOf : new Date(time.at).toISOString(),
  }
  return { row, flags: [...found.flags, ...flags] }
}

/** A file without ids: what a site is and where it stands names it, so that a second import finds it again. */
function madeId(kind: string, name: string, lng: number, lat: number): string {
  return createHash('sha256').update(JSON.stringify([kind, name, lng, lat])).digest('hex').slice(0, 16)
}
