/** Part: the product's first sync of a ready snapshot into a fresh profile, until the scope is live and the field lane has its columns. */
import { createCentralClient } from '../../main/sync/central-client.ts'
import { createNegotiation } from '../../main/sync/negotiate.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { takeSnapshot } from '../../main/sync/snapshot.ts'
import type { Owner } from '../../main/store/profile.ts'
import { openStore } from '../../main/store/store.ts'
import { answerOf } from './held-points.ts'
import { hand, inputOf, peakMb, timed } from './part.ts'
import { EPOCH } from './ready-snapshot.ts'
import { CENTRE, END, SCOPE } from './reports.ts'

const { address, base, owner } = inputOf<{ address: string; base: string; owner: Owner }>()
const ports = realPorts()
const store = await openStore({ base, owner, now: Date.now() })
await store.writer.ask('grantScopes', { scopes: [{ id: SCOPE, name: 'bench' }] })
const client = createCentralClient({ central: address, token: 'bench', ports })
const place = { client, negotiation: createNegotiation(client), store: store.writer, clock: ports.clock, sub: owner.sub }
// A snapshot is never the first thing a desk asks for: `me` has gone the same way before, refused or not.
await client.me()
let liveMs = 0
const used = await timed(async () => {
  const began = performance.now()
  const outcome = await takeSnapshot(place, { scope: SCOPE, epoch: EPOCH }, () => true, () => {})
  if (!outcome?.ok) throw new Error(`the snapshot was not taken: ${JSON.stringify(outcome)}`)
  liveMs = performance.now() - began
  await store.field.ask('points.changed', 'reload')
  // A window of one millisecond: the columns must be there, and next to nothing is computed.
  const view = { west: CENTRE.lng - 0.01, south: CENTRE.lat - 0.01, east: CENTRE.lng + 0.01, north: CENTRE.lat + 0.01, zoom: 14 }
  await store.field.ask('field.get', { layer: 'report', filter: { area: null, drawn: null, from: END, to: END + 1, classes: [], statuses: [], weekdays: [], hours: [] }, view, bandwidthMeters: 600 })
  // The writer answers again once it has copied its log back.
  await store.writer.ask('listScopes', null)
})
const peak = peakMb()
const { path } = store
await store.close()
await hand({ ...used, answer: answerOf(path), peakMb: peak, liveMs })
