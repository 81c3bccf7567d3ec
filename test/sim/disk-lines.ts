/** Rows as a central, a broken one or a hostile one would send them: few ids, so that they meet again, and every fate a row can have. */
import { hash } from 'node:crypto'
import * as fc from 'fast-check'
import { LIMITS, type Change, type Snapshot } from '../../main/sync/protocol.ts'
import { A, B, caseText, CITY, hashOf, pageOf, pointText } from '../store/scene.ts'

export const SCOPES = [A, B, CITY]
export const EPOCHS = ['0d1f6b7e-5a53-4f6e-9a3c-1e0d3f1c7a01', '0d1f6b7e-5a53-4f6e-9a3c-1e0d3f1c7a02', '0d1f6b7e-5a53-4f6e-9a3c-1e0d3f1c7a03']

/** `form` chooses what is wrong with the row, mostly nothing. */
export interface Line {
  id: number
  ver: number
  form: number
  leave: boolean
}
export const line = fc.record<Line>({ id: fc.nat(3), ver: fc.integer({ min: 1, max: 6 }), form: fc.nat(23), leave: fc.nat(3).map((n) => n === 0) })

interface WireLine {
  type: string
  id: string
  ver: number
  h: string
  row: string
}

const wireLine = (type: string, id: string, ver: number, row: string, h = hashOf(row)): WireLine => ({ type, id, ver, h, row })

/** Ids are shared by offices, so that a row can turn up in another one. */
export function wire(scope: string, { id: number, ver, form }: Line): WireLine {
  const own = scope === CITY ? 'point' : 'case'
  const id = `${own}-${number}`
  const row = own === 'point' ? pointText(id).replace('"weight":1', `"weight":${ver}`) : caseText(id, `v${ver}`)
  switch (form) {
    case 16: return wireLine(own, id, ver, row.replace('"lat":29.9', '"lat":99'))
    case 17: return wireLine(own, id, ver, row, hashOf('else'))
    case 18: return wireLine('vehicle', id, ver, `{"v":${ver}}`)
    case 19: return wireLine('vehicle', id, ver, `{"v":${ver}}`, hashOf('else'))
    case 20: return own === 'point' ? wireLine('case', id, ver, caseText(id)) : wireLine('point', id, ver, pointText(id))
    case 21: return wireLine(own, id, ver, row.replace('{', `{"more":"${'长'.repeat(LIMITS.rowBytes / 3)}",`))
    case 22: return wireLine(own, id, ver, row.replace(id, `${id}x`))
    case 23: return wireLine(own, id, ver, row.replace('{', '[{'))
    // The same version with other words: what drift looks like.
    case 15: return wireLine(own, id, ver, row.replace('{', '{"drift":true,'))
    default: return wireLine(own, id, ver, row)
  }
}

export interface Place {
  cursor: number
  epoch: string
}

/** `fault`: mostly none; else the page starts elsewhere, is of another epoch or makes no sense. */
export function pageFrom(scope: string, { cursor, epoch }: Place, lines: Line[], fault: number): ReturnType<typeof pageOf> {
  const changes = lines.map((one, i): Change => {
    const { type, id, ver, h, row } = wire(scope, one)
    const seq = cursor + 1 + i * (1 + (fault % 2))
    return one.leave ? { seq, op: 'leave', type, id, ver, why: 'deleted' } : { seq, op: 'put', type, id, ver, h, row }
  })
  const page = pageOf(scope, cursor, changes, { epoch })
  switch (fault) {
    case 10: return { ...page, after: cursor - 1 }
    case 11: return { ...page, epoch: EPOCHS.find((other) => other !== epoch) ?? epoch }
    case 12: return { ...page, changes: changes.toReversed() }
    case 13: return { ...page, more: true, next: cursor, changes: [] }
    case 14: return { ...page, head: page.next - 1 }
    case 15: return { ...page, next: page.next + 3, head: page.next + 9, more: true }
    default: return page
  }
}

export interface Offer {
  snapshot: Snapshot
  bytes: Uint8Array[]
}

/** `fault`: mostly none; else the manifest lies about a number of rows, or a line is no line although its part's hash is right. */
export function offerFrom(id: string, scope: string, { cursor, epoch }: Place, lines: Line[], perPart: number, fault: number): Offer {
  const texts = lines.map((one) => JSON.stringify(wire(scope, one)))
  if (fault === 11) texts[0] = '{"type":"case"}'
  const bytes: Uint8Array[] = []
  const parts: Snapshot['parts'] = []
  for (let i = 0; i < texts.length; i += perPart) {
    const some = texts.slice(i, i + perPart)
    const part = new TextEncoder().encode(`${some.join('\n')}\n`)
    parts.push({ n: parts.length, rows: some.length + (fault === 10 && i === 0 ? 1 : 0), bytes: part.byteLength, sha256: hash('sha256', part, 'hex') })
    bytes.push(part)
  }
  return { snapshot: { id, scope, epoch, at_seq: cursor, rows: lines.length, parts, expires_at: '2027-01-01T00:00:00.000Z' }, bytes }
}
