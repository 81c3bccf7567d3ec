/** Whatever befalls the outbox, in whatever order: what was called saved is there once, as it was called, in its order. */
import { test } from 'node:test'
import { checkHistories } from './histories.ts'

test('random histories of edits, faults, power cuts and lost files agree with the tiny model', () => checkHistories(250))
