/** Forms not yet saved, as safe as what is saved: by form and by the row or occasion they are about. */
import { StoreFailure } from '../store/failure.ts'
import { write, type OutboxContext } from './context.ts'
import { LIMITS, type DraftRecord } from './op.ts'
import { flawOfBody, isName } from './well-formed.ts'

export interface Draft {
  form: string
  key: string
  body: string
  /** Milliseconds UTC by this PC's clock. */
  at: number
}

/** `body`: the form's content as JSON text. Throws 'storage' or 'sealed' when it is not kept. */
export function putDraft(context: OutboxContext, input: { form: string; key: string; body: string; now: number }): void {
  const { form, key, body, now } = input
  const flaw = isName(form) && isName(key) ? flawOfBody(body, LIMITS.draftBytes) : 'the draft has no name'
  if (flaw !== null) throw new StoreFailure('internal', flaw)
  if (getDraft(context, input)?.body === body) return
  write(context, { ops: [], events: [], drafts: [{ form, key, body, d: context.nextD, at: Math.trunc(now) }] })
}

export function dropDraft(context: OutboxContext, input: { form: string; key: string; now: number }): void {
  const drafts = droppedDraft(context, input, input.now)
  if (drafts.length > 0) write(context, { ops: [], events: [], drafts })
}

/** Nothing when there is no such draft. */
export function droppedDraft(context: OutboxContext, draft: { form: string; key: string } | null, now: number): DraftRecord[] {
  return draft && getDraft(context, draft) ? [{ form: draft.form, key: draft.key, body: null, d: context.nextD, at: Math.trunc(now) }] : []
}

export function getDraft(context: OutboxContext, input: { form: string; key: string }): Draft | null {
  const row = context.sql('SELECT form, key, body, at FROM draft WHERE form = ? AND key = ? AND body IS NOT NULL').get(input.form, input.key)
  return row ? (row as unknown as Draft) : null
}

/** The newest first, of one form or of all. */
export function listDrafts(context: OutboxContext, input: { form?: string }): Draft[] {
  const rows = context.sql('SELECT form, key, body, at FROM draft WHERE body IS NOT NULL AND (@form IS NULL OR form = @form) ORDER BY at DESC, form, key').all({ form: input.form ?? null })
  return rows as unknown as Draft[]
}
