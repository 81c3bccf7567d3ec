/** An outbox that is only looked at: what can be read is shown and exported, nothing is written anywhere. */
import { join } from 'node:path'
import { openReadable, openWritable } from '../store/open.ts'
import { preparedOnce } from '../store/prepared.ts'
import { stepUp } from '../store/steps.ts'
import { createContext } from './context.ts'
import { OUTBOX_FILE } from './evidence.ts'
import { difference, emptyHeld, orphansOf, type Held } from './held.ts'
import type { Opened, Opening, Place } from './opening.ts'
import { mergeTransaction } from './rows.ts'
import { OUTBOX_APPLICATION_ID, OUTBOX_STEPS } from './schema.ts'

/** The file as it is; where it cannot be opened, what was read of it and of the journal. */
export function openSealed(place: Place, opening: Opening, readable: Held): Opened {
  try {
    const db = openReadable(join(place.folder, OUTBOX_FILE))
    try {
      return { context: createContext(place, db, null, opening.sealed), opening }
    } catch (error) {
      db.close()
      throw error
    }
  } catch {
    return openInMemory(place, opening, readable)
  }
}

export function openInMemory(place: Place, opening: Opening, readable: Held): Opened {
  const db = openWritable(':memory:')
  stepUp(db, OUTBOX_STEPS, OUTBOX_APPLICATION_ID)
  const events = new Map(readable.events)
  for (const id of orphansOf(readable)) events.delete(id)
  db.transaction(() => mergeTransaction(preparedOnce(db), difference({ ...readable, events }, emptyHeld()))).immediate()
  return { context: createContext(place, db, null, opening.sealed), opening }
}
