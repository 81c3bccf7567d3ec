/** From when on the cache notes which cases change: as soon as a text index follows it, and until what it followed is gone. */
import type { WritableDatabase } from './open.ts'
import type { WriterContext } from './writer-context.ts'

/** Begins noting, if nothing does yet. The name is of this file and moment. */
export function followCases(context: WriterContext, _input: null): null {
  context.sql('INSERT INTO case_follow VALUES (1, hex(randomblob(16))) ON CONFLICT DO NOTHING').run()
  return null
}

/** The index that followed finds that nothing follows any more, and is thrown away. */
export function stopFollowing(db: WritableDatabase): void {
  db.exec('DELETE FROM case_follow; DELETE FROM case_change')
}
