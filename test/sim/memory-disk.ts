/** A desk's disk in memory: the writing lane's whole meaning on plain maps, for worlds that are run a hundred thousand times. */
import type { WriterFunctions } from '../../main/store/writer-functions.ts'
import type { Recovery } from '../../preload/contract/model.ts'
import { createMishaps, diskLane, type Session } from './disk-lane.ts'
import { applyPage, confirmScopes, countRows } from './memory-disk-inbox.ts'
import { cacheFacts, keepGoodCopy, listAside, noteCheck, ownDigest, recall, remember } from './memory-disk-keeping.ts'
import { changeScope, forgetScope, grantScopes, listScopes, noteScope, resetScope, sortScopes, type MemoryContext } from './memory-disk-scopes.ts'
import { discardSnapshot, openSnapshot, stagePart, swapSnapshot } from './memory-disk-staging.ts'
import { copyOf, drop, emptyTables, harden, inOneCommit, losePower, newLedger, set, type Tables } from './memory-disk-tables.ts'
import type { CacheContents, DeskDisk, TruthRow } from './parts.ts'

const WRITER: { [N in keyof WriterFunctions]: (context: MemoryContext, input: Parameters<WriterFunctions[N]>[1]) => ReturnType<WriterFunctions[N]> } = {
  applyPage, confirmScopes, countRows,
  openSnapshot, stagePart, swapSnapshot, discardSnapshot,
  listScopes, grantScopes, noteScope, resetScope, forgetScope,
  ownDigest, noteCheck,
  // A text index follows the rows of a real desk alone.
  followCases: () => null,
  listAside,
  recall, remember, cacheFacts, keepGoodCopy,
}

export interface MemoryDisk extends DeskDisk {
  /** The process dies and the file of the cache is lost: at the next start the good copy takes its place, if there is one. */
  damage(kind: 'deleted' | 'emptied', chance: number): void
}

export function createMemoryDisk(options: { ownerKey?: string } = {}): MemoryDisk {
  const mishaps = createMishaps()
  const disk: Platter = { copy: null, tables: emptyTables(), lost: null }
  let ledger = newLedger(emptyTables())
  let session: Session = { state: 'gone' }

  const end = (state: 'closed' | 'gone'): void => {
    // Whoever asks a lane of a dead process waits for ever; a closed lane refuses.
    if (session.state === 'open' || state === 'gone') session.state = state
    mishaps.clear()
  }
  const open: DeskDisk['open'] = (now) => {
    end('gone')
    const found = recover(disk)
    // What a power cut may still take stays losable across a restart.
    if (ledger.tables !== found.tables) ledger = newLedger(found.tables)
    disk.tables = found.tables
    disk.lost = null
    ledger.fate = () => 'done'
    prepare(ledger, options.ownerKey ?? 'owner', now, found.recovered)
    ledger.fate = mishaps.next
    const mine: Session = { state: 'open' }
    session = mine
    const context = contextOf(ledger, disk)
    const run = (name: keyof WriterFunctions, input: unknown): unknown => WRITER[name](context, input as never)
    const died = (): void => {
      mine.state = 'gone'
      mishaps.mourn()
    }
    return { lane: diskLane(mine, run, died), contents: () => contentsOf(context.ledger.tables) }
  }
  return {
    open,
    close() {
      end('closed')
      harden(ledger)
    },
    crash(kind, chance) {
      end('gone')
      if (kind === 'power') losePower(ledger, chance)
    },
    damage(kind) {
      end('gone')
      disk.lost = kind
    },
    failAt: mishaps.failAt,
    dieAt: mishaps.dieAt,
    remove() {
      end('gone')
      disk.tables = emptyTables()
      disk.copy = null
    },
  }
}

/** What outlives the process. */
interface Platter {
  tables: Tables
  copy: MemoryContext['copy']
  lost: 'deleted' | 'emptied' | null
}

/** The copy belongs to the disk. */
function contextOf(ledger: MemoryContext['ledger'], disk: Platter): MemoryContext {
  return {
    ledger,
    bulk: false,
    get copy() {
      return disk.copy
    },
    set copy(copy) {
      disk.copy = copy
    },
  }
}

/** A file that is missing is nothing to speak of where no copy can be shown instead; one without content is damaged. */
function recover({ tables, copy, lost }: Platter): { tables: Tables; recovered: Recovery | null } {
  if (lost === null) return { tables, recovered: null }
  const why = lost === 'emptied' ? 'it is empty' : 'it was missing'
  if (copy) return { tables: copyOf(copy.tables), recovered: { shown: 'good-copy', why } }
  return { tables: emptyTables(), recovered: lost === 'emptied' ? { shown: 'nothing', why } : null }
}

/** A recovered cache says so, and nothing in it counts as confirmed, until every scope is live again. */
function prepare(ledger: MemoryContext['ledger'], ownerKey: string, now: number, recovered: Recovery | null): void {
  const { meta, scopes } = ledger.tables
  inOneCommit(ledger, () => {
    if (!meta.has('owner')) set(ledger, meta, 'owner', ownerKey)
    if (!meta.has('built_at')) set(ledger, meta, 'built_at', String(now))
    if (recovered) {
      set(ledger, meta, 'recovered', JSON.stringify(recovered))
      set(ledger, meta, 'checked_at', '0')
      for (const id of scopes.keys()) changeScope(ledger, id, (scope) => (scope.state === 'live' ? { state: 'stale' } : null))
    } else if (![...scopes.values()].some((scope) => scope.state === 'stale')) drop(ledger, meta, 'recovered')
  })
}

export const byTypeAndId = (a: TruthRow, b: TruthRow): number => (a.type === b.type ? (a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1)

function contentsOf({ scopes, rows, bad, unknown }: Tables): CacheContents {
  return {
    scopes: sortScopes(scopes.values()),
    rows: [...rows.values()].sort(byTypeAndId),
    bad: [...bad.values()].sort(byTypeAndId),
    unknown: [...unknown.values()].sort(byTypeAndId),
  }
}
