/** The outbox's table: all that is asked of it and all that changes it. */
import { resolve, sendAgain, withdraw } from './decide.ts'
import { dropDraft, getDraft, listDrafts, putDraft } from './drafts.ts'
import { badge, history, hopeless, known, listMade, listRefused, listUnsent } from './outlook.ts'
import { listNamedPhotos, listPhotoOps } from './photos.ts'
import { save } from './save.ts'
import { lose, markSending, nextBatch, recall, requeue } from './send.ts'
import { settle } from './settle.ts'
import { exportForSupport } from './support.ts'
import { keepCopy, tidy } from './tidy.ts'

export const OUTBOX_FUNCTIONS = {
  save, putDraft, dropDraft, getDraft, listDrafts,
  badge, listUnsent, listRefused, listMade, hopeless, history, known, exportForSupport, listPhotoOps, listNamedPhotos,
  nextBatch, markSending, lose, recall, settle, requeue,
  withdraw, sendAgain, resolve,
  tidy, keepCopy,
}
export type OutboxFunctions = typeof OUTBOX_FUNCTIONS
