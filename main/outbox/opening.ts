/** What a start is given and what it has to say afterwards. */
import type { OutboxContext, Sealed } from './context.ts'
import type { Disk } from './disk.ts'
import type { Evidence } from './evidence.ts'

export interface Place {
  folder: string
  disk: Disk
  actor: string
  bootId: string
  /** The name of a new outbox, should one be made. */
  client: string
  /** Milliseconds UTC. */
  now: number
  /** Content that neither copy holds whole is given up: somebody has seen what could be read. */
  goOn: boolean
  /** The schema's steps; others in tests of migrations. */
  steps: readonly string[]
}

/** What was found at this start, for the screen and for support. */
export interface Opening {
  sealed: Sealed | null
  /** The name of this outbox, the same for its whole life. */
  client: string
  /** Ops that only the journal had, and that only the database had. */
  onlyInJournal: string[]
  onlyInDatabase: string[]
  /** Ops whose content could be read from neither copy. */
  lost: string[]
  /** Why the database or the journal was made anew; null when it was not. */
  databaseWas: string | null
  journalWas: string | null
  /** Places of the journal that were skipped. */
  badPlaces: number
  /** An unfinished last line was cut off: of it nothing had been called saved. */
  cutTail: boolean
  /** Ops that were on their way when the program ended; they are sent again. */
  resent: number
  /** Where damaged originals lie now. */
  aside: string[]
}

export interface Opened {
  context: OutboxContext
  opening: Opening
}

export function newOpening({ client, actor }: Place, { database, journal, journalIs }: Evidence): Opening {
  const isMine = journal?.head?.owner === actor
  return {
    sealed: null, client: isMine && journal?.head ? journal.head.client : client, onlyInJournal: [], onlyInDatabase: [], lost: [],
    databaseWas: database.kind === 'damaged' ? database.why : null,
    journalWas: journalIs !== 'damaged' ? null : isMine ? 'it has bad places' : 'its first line is not this user’s',
    badPlaces: journal?.bad ?? 0, cutTail: journal?.isTorn ?? false, resent: 0, aside: [],
  }
}
