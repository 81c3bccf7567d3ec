/** On a small disk of its own: fills it, saves until nothing more goes, makes room, saves again, and starts anew. Says what it found as JSON. */
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { close } from '../../main/outbox/context.ts'
import { RESERVE_FILE } from '../../main/outbox/reserve.ts'
import { allOps, open, opFor, trySave, within } from './scene.ts'

const folder = process.argv[2] ?? ''
const filler = join(folder, 'filler')

function fill(): void {
  const file = openSync(filler, 'a')
  try {
    for (const size of [65_536, 4_096, 1]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 'x'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
  } finally {
    closeSync(file)
  }
}

const { context } = open(folder)
const hadReserve = existsSync(join(folder, RESERVE_FILE))
fill()
/** Each too large for the room that the journal has made in advance and the log has left. */
const body = JSON.stringify('x'.repeat(100_000))
const saved: string[] = []
let refused = ''
for (let i = 0; refused === '' && i < 1_000; i++) {
  const op = opFor('case-1', { body })
  const answer = trySave(context, [op])
  if (answer.saved) saved.push(op.op_id)
  else refused = answer.why
}
const there = allOps(context).map(({ op_id }) => op_id)
const keptReserve = existsSync(join(folder, RESERVE_FILE))
rmSync(filler)
const last = opFor('case-2')
const goesOn = trySave(context, [last]).saved
close(context)
const found = within(folder, (opened) => ({ ids: allOps(opened.context).map(({ op_id }) => op_id), opening: opened.opening }))
console.log(JSON.stringify({
  hadReserve, keptReserve, saved: saved.length, refused, goesOn, sealed: found.opening.sealed,
  isThere: JSON.stringify(there) === JSON.stringify(saved), isFound: JSON.stringify(found.ids) === JSON.stringify([...saved, last.op_id]),
}))
