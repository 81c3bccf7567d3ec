/** The writer lane's table: all that ever changes the cache. */
import { listAside } from './aside.ts'
import { followCases } from './case-follow.ts'
import { noteCheck, ownDigest } from './digest.ts'
import { applyPage, confirmScopes, countRows } from './inbox.ts'
import { cacheFacts, keepGoodCopy, recall, remember } from './keeping.ts'
import { forgetScope, grantScopes, listScopes, noteScope, resetScope } from './scopes.ts'
import { discardSnapshot, openSnapshot, stageJudged, stagePart, swapSnapshot } from './staging.ts'

export const WRITER_FUNCTIONS = {
  applyPage, confirmScopes, countRows,
  openSnapshot, stagePart, swapSnapshot, discardSnapshot,
  listScopes, grantScopes, noteScope, resetScope, forgetScope,
  ownDigest, noteCheck,
  followCases,
  listAside,
  recall, remember, cacheFacts, keepGoodCopy,
}
export type WriterFunctions = typeof WRITER_FUNCTIONS

/** What the thread serves: of a part that the judging lane has read only the second half is left. */
export const WRITER_THREAD_FUNCTIONS = { ...WRITER_FUNCTIONS, stageJudged }
export type WriterThreadFunctions = typeof WRITER_THREAD_FUNCTIONS
