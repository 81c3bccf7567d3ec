/**
 * The start: looks at both copies, makes each hold what the other has, and says what was found. A damaged original is set aside, never
 * deleted; when neither copy is whole, nothing is accepted until somebody has seen what could be read.
 */
import { join } from 'node:path'
import { toStoreFailure } from '../store/failure.ts'
import { preparedOnce } from '../store/prepared.ts'
import { createContext } from './context.ts'
import { readNewestCopy } from './copies.ts'
import { clientOf, createDatabase, fillUp, openSound } from './database-file.ts'
import { isFull } from './disk.ts'
import { areBothDamaged, gather, OUTBOX_FILE, type Evidence } from './evidence.ts'
import { difference, emptyHeld, isNothing, orphansOf, union, type Held } from './held.ts'
import { JOURNAL_FILE, JOURNAL_FORMAT, openJournal, writeJournal, type Head, type Journal } from './journal.ts'
import { openInMemory, openSealed } from './open-sealed.ts'
import { newOpening, type Opened, type Opening, type Place } from './opening.ts'
import { giveReserveBack, keepReserve } from './reserve.ts'
import { heldIn } from './rows.ts'
import { salvage } from './salvage.ts'
import { restart } from './send.ts'
import { copyJournalAside, setDatabaseAside } from './set-aside.ts'

export function openFiles(place: Place): Opened {
  const { disk, folder, actor, steps } = place
  const evidence = gather(disk, folder, actor, steps)
  const { database, journalIs } = evidence
  const found = newOpening(place, evidence)
  const readable = (): Held => union(ofJournal(place, evidence), ofDamaged(place, evidence))
  if (database.kind === 'future' || journalIs === 'future') {
    const detail = `a newer version of this program wrote the ${database.kind === 'future' ? `database (version ${database.version})` : 'journal'}`
    return openSealed(place, { ...found, sealed: { why: 'future', detail } }, readable())
  }
  try {
    if (!areBothDamaged(evidence, disk, folder) || place.goOn) return openWhole(place, evidence, found)
    const rest = union(readable(), readNewestCopy(disk, folder, actor) ?? emptyHeld())
    const detail = `the database: ${database.kind === 'damaged' ? database.why : database.kind}; the journal: ${found.journalWas ?? journalIs}`
    return openInMemory(place, { ...found, sealed: { why: 'both-damaged', detail }, lost: orphansOf(rest) }, rest)
  } catch (error) {
    const failure = toStoreFailure(error)
    if (failure.code !== 'storage') throw error
    if (isFull(error) && giveReserveBack(disk, folder)) return openFiles(place)
    return openSealed(place, { ...found, sealed: { why: 'unwritable', detail: failure.message } }, readable())
  }
}

const isSound = ({ database }: Evidence): boolean => database.kind === 'good' || database.kind === 'older'

/** An op of somebody else's, however it came here, is neither shown nor sent. */
function ownOf(held: Held, actor: string): Held {
  const ops = new Map([...held.ops].filter(([, op]) => op.actor === actor))
  return { ...held, ops, events: new Map([...held.events].filter(([id]) => ops.has(id) || !held.ops.has(id))) }
}

/** Of another user's journal nothing, drafts included. */
function ofJournal({ actor }: Place, { journal }: Evidence): Held {
  return journal === null || (journal.head !== null && journal.head.owner !== actor) ? emptyHeld() : ownOf(journal.held, actor)
}

function ofDamaged({ disk, folder, actor }: Place, { database }: Evidence): Held {
  if (database.kind !== 'damaged' || database.isForeign || !disk.exists(join(folder, OUTBOX_FILE))) return emptyHeld()
  return ownOf(salvage(join(folder, OUTBOX_FILE)), actor)
}

function openWhole(place: Place, evidence: Evidence, found: Opening): Opened {
  const { disk, folder, actor } = place
  const path = join(folder, OUTBOX_FILE)
  const opening = { ...found }
  let db = isSound(evidence) ? openSound(place, path) : null
  let journal: Journal | null = null
  try {
    const { held: inDb, spoilt } = db ? heldIn(preparedOnce(db)) : { held: ofDamaged(place, evidence), spoilt: [] }
    const inJournal = ofJournal(place, evidence)
    const inCopy = place.goOn && !db ? readNewestCopy(disk, folder, actor) : null
    const whole = union(inJournal, inDb, inCopy ?? emptyHeld())
    if (db) opening.client = clientOf(db) ?? opening.client
    opening.lost = [...new Set([...orphansOf(whole), ...spoilt.filter((id) => !whole.ops.has(id))])]
    if (opening.lost.length > 0 && !place.goOn) {
      db?.close()
      return openInMemory(place, { ...opening, sealed: { why: 'both-damaged', detail: `${opening.lost.length} edits can be read from neither copy` } }, whole)
    }
    for (const id of opening.lost) whole.events.delete(id)
    opening.onlyInDatabase = difference(whole, inJournal).ops.map(({ op_id }) => op_id)
    journal = completeJournal(place, evidence, { format: JOURNAL_FORMAT, owner: actor, client: opening.client }, whole, inJournal, opening)
    if (db && opening.lost.length > 0) {
      db.close()
      db = null
    }
    if (!db && evidence.database.kind !== 'absent') opening.aside.push(setDatabaseAside(disk, folder, place.now))
    db ??= createDatabase(place, path, opening.client)
    opening.onlyInJournal = fillUp(db, whole)
    const context = createContext(place, db, { db, journal }, null)
    opening.resent = restart(context, { now: place.now })
    keepReserve(disk, folder)
    return { context, opening }
  } catch (error) {
    journal?.close()
    if (db?.open) db.close()
    throw error
  }
}

/** The journal comes first: what it holds is safe, whatever happens to the database's files afterwards. */
function completeJournal({ disk, folder, now }: Place, { journalIs }: Evidence, head: Head, whole: Held, inJournal: Held, opening: Opening): Journal {
  const path = join(folder, JOURNAL_FILE)
  if (journalIs === 'damaged') opening.aside.push(copyJournalAside(disk, folder, now))
  if (journalIs !== 'whole') writeJournal(disk, path, folder, head, whole)
  const journal = openJournal(disk, folder, path, head)
  const missing = difference(whole, inJournal)
  if (journalIs !== 'whole' || isNothing(missing)) return journal
  try {
    journal.append(missing)
    journal.keep()
  } catch (error) {
    journal.takeBack()
    journal.close()
    throw error
  }
  return journal
}
