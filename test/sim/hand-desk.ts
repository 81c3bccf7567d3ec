/** A desk without an engine: the real store on a real file, filled by the real performers when told to, and one reader that follows what they announce. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openCache } from '../../main/store/cache.ts'
import { openReadable } from '../../main/store/open.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import { createWriterContext, type WriterContext } from '../../main/store/writer-context.ts'
import { WRITER_FUNCTIONS, type WriterFunctions } from '../../main/store/writer-functions.ts'
import { admit } from '../../main/sync/admit.ts'
import { createCentralClient } from '../../main/sync/central-client.ts'
import { createNegotiation } from '../../main/sync/negotiate.ts'
import type { Fetch } from '../../main/sync/ports.ts'
import { pullPage } from '../../main/sync/pull.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { takeSnapshot } from '../../main/sync/snapshot.ts'
import type { Changed, Workplace } from '../../main/sync/workplace.ts'
import { diskLane } from './disk-lane.ts'
import type { SimCentral } from './parts.ts'
import { follow, longReader } from './screen-oracle.ts'

export interface HandDesk {
  writer: WriterContext
  /** On a connection of its own, as the field lane has it. */
  reader: ReaderContext
  /** Ids of the granted scopes, in their order. */
  scopes(): string[]
  /** Brings every scope up to its head; `announce` false keeps the reader uninformed. */
  pull(announce?: boolean): Promise<void>
  /** Pulls a scope anew because its rows are known to differ. */
  repair(scope: string): Promise<void>
}

export async function openHandDesk(t: TestContext, central: SimCentral, sub: string): Promise<HandDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'hand-desk-'))
  const { db, path } = openCache(folder, 'owner', 0)
  const writer = createWriterContext(db, folder, path, 'owner')
  const reader = longReader(openReadable(path))
  t.after(() => {
    reader.db.close()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const functions = WRITER_FUNCTIONS as unknown as Record<keyof WriterFunctions, (context: WriterContext, input: unknown) => unknown>
  const store = diskLane({ state: 'open' }, (name, input) => functions[name](writer, input), () => {})
  const ports = { ...realPorts(), fetch: fetchFrom(central) }
  const client = createCentralClient({ central: 'http://127.0.0.1:1', token: await central.issueToken(sub), ports })
  const negotiation = createNegotiation(client)
  const place: Workplace = { client, store, clock: { monotonic: () => 0, wall: () => 1_000 }, sub }

  const scopes = (): string[] => WRITER_FUNCTIONS.listScopes(writer, null).map((scope) => scope.id)
  const tell = (announce: boolean, changed: Changed): void => {
    if (announce) follow(reader, { topics: [], ...(changed.points ? { points: changed.points } : {}) })
  }
  const snapshot = async (scope: string, epoch: string, announce: boolean): Promise<void> => {
    const taken = await takeSnapshot(place, { scope, epoch }, () => true, () => {})
    if (!taken?.ok) throw new Error(`no snapshot of ${scope}: ${JSON.stringify(taken)}`)
    tell(announce, taken.changed)
  }
  const bringUp = async (scope: string, epoch: string, announce: boolean): Promise<void> => {
    for (;;) {
      const held = WRITER_FUNCTIONS.listScopes(writer, null).find(({ id }) => id === scope)
      if (held === undefined || held.cursor === null || held.renew === 1 || held.epoch !== epoch) {
        // It may be a shared one, older than the head.
        await snapshot(scope, epoch, announce)
        continue
      }
      const page = await pullPage(place, { scope, epoch, after: held.cursor, lenient: false, long: false }, () => true)
      if (page?.ok) tell(announce, page.changed)
      if (page?.ok && page.cursor === page.head) return
      if (!page?.ok) WRITER_FUNCTIONS.resetScope(writer, { scope, repair: false, error: null })
    }
  }
  return {
    writer, reader, scopes,
    async pull(announce = true) {
      const admitted = await admit(place, negotiation)
      if (!admitted.ok) throw new Error(`not admitted: ${JSON.stringify(admitted.failure)}`)
      if (admitted.forgotten.length > 0) tell(announce, { types: [], points: 'reload' })
      for (const scope of scopes()) await bringUp(scope, admitted.epoch, announce)
    },
    async repair(scope) {
      WRITER_FUNCTIONS.resetScope(writer, { scope, repair: true, error: 'drift' })
      await bringUp(scope, (await central.truth()).epoch, true)
    },
  }
}

/** The central's answers as the engine's fetch would give them. */
function fetchFrom(central: SimCentral): Fetch {
  return async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    const answer = await central.answer({ method: method as 'GET' | 'POST', path: pathname + search, headers, ...(body === undefined ? {} : { body }) })
    return { status: answer.status, headers: { get: (name) => answer.headers[name.toLowerCase()] ?? null }, body: (async function* () {
      yield answer.bytes
    })() }
  }
}
