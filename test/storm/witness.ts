/** What all followers together have seen of the logs, and every contradiction in it (invariants I3, I7, I9). */

export type Wrong =
  /** An entry at or below a `next` that had been served. */
  | 'late'
  /** A sequence number that no entry has, where nothing was compacted. */
  | 'hole'
  /** Numbers of a page that do not add up. */
  | 'page'
  | 'version' | 'hash' | 'snapshot' | 'digest' | 'rows' | 'lost' | 'half' | 'answer' | 'deadlock' | 'died'

export interface Violation {
  wrong: Wrong
  what: string
  /** Milliseconds since the witness began. */
  atMs: number
}

export interface Seen { seq: number; type: string; id: string; ver: number; op: string }

export interface Witness {
  violations: Violation[]
  accuse(wrong: Wrong, what: string): void
  /** A page of (after, next] that was asked for at `askedAt` and has arrived now. */
  serve(scope: string, page: { after: number; next: number; entries: readonly Seen[] }, askedAt: number): void
  /** Resolves at the first violation. */
  readonly first: Promise<Violation>
  counts: { pages: number; entries: number; snapshots: number; digests: number; restarts: number; refusals: Record<string, number> }
}

/** Older covers have been compared with everything that can still come. */
const COVERS_KEPT = 600

export function createWitness(options: { isCompacted: boolean }): Witness {
  const began = performance.now()
  const violations: Violation[] = []
  const seen = new Map<string, Map<number, string>>()
  const covers = new Map<string, { after: number; next: number; at: number }[]>()
  const { promise: first, resolve: found } = Promise.withResolvers<Violation>()
  const accuse = (wrong: Wrong, what: string): void => {
    const violation = { wrong, what, atMs: Math.round(performance.now() - began) }
    violations.push(violation)
    found(violation)
  }
  const counts: Witness['counts'] = { pages: 0, entries: 0, snapshots: 0, digests: 0, restarts: 0, refusals: {} }
  return {
    violations, accuse, first, counts,
    serve(scope, { after, next, entries }, askedAt) {
      counts.pages += 1
      counts.entries += entries.length
      const known = seen.get(scope) ?? new Map<number, string>()
      const covered = covers.get(scope) ?? []
      seen.set(scope, known)
      covers.set(scope, covered)
      for (const entry of entries) {
        const words = `${entry.op} ${entry.type} ${entry.id} ver ${entry.ver}`
        const before = known.get(entry.seq)
        if (before !== undefined && before !== words) accuse('late', `${scope} ${entry.seq}: first ${before}, then ${words}`)
        if (before === undefined) {
          const cover = covered.find((page) => page.at < askedAt && page.after < entry.seq && entry.seq <= page.next)
          if (cover !== undefined) accuse('late', `${scope} ${entry.seq} ${words}: appeared ${Math.round(askedAt - cover.at)} ms after (${cover.after}, ${cover.next}] was served without it`)
          known.set(entry.seq, words)
        }
      }
      if (!options.isCompacted && entries.length !== next - after) accuse('hole', `${scope}: ${entries.length} entries in (${after}, ${next}]`)
      if (next > after) covered.push({ after, next, at: performance.now() })
      if (covered.length > COVERS_KEPT) covered.splice(0, COVERS_KEPT / 2)
    },
  }
}
