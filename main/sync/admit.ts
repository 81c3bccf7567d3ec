/** Asks who we are and which scopes we may read, and lets the cache forget the ones we may not. */
import type { CentralClient } from './central-client.ts'
import type { Failure } from './failure.ts'
import { readGrants, type Grants } from './grants.ts'
import type { Negotiation } from './negotiate.ts'
import type { StoredScope } from './scope-machine.ts'
import { storageFailure, type Workplace } from './workplace.ts'

/** Scopes that the central granted and this desk does not follow. */
export type LeftOut = Pick<Grants, 'beyond' | 'unreadable'>
export type Admission = { ok: true; epoch: string; scopes: StoredScope[]; forgotten: string[]; leftOut: LeftOut; duties: readonly string[] } | { ok: false; failure: Failure; /** What went, or may have gone, before it failed. */ forgotten?: string[] }
type Me = Extract<Awaited<ReturnType<CentralClient['me']>>, { ok: true }>['value']

/** `me` alone decides: neither a 403 nor any other answer leads to a purge by itself. */
export async function admit(place: Workplace, negotiation: Negotiation): Promise<Admission> {
  const before = await negotiation.agree(null)
  if (before) return { ok: false, failure: before }
  const answer = await place.client.me()
  if (!answer.ok) {
    negotiation.doubt(answer.failure)
    return answer
  }
  const { value: me, epoch } = answer
  if (epoch === null) return { ok: false, failure: { kind: 'down', why: 'not-a-central', detail: 'no epoch in the answer' } }
  if (place.sub !== null && me.sub !== place.sub) return { ok: false, failure: { kind: 'problem', type: 'token-revoked', status: 401, detail: 'the token is another user’s', retryAfterMs: null } }
  // A restored central may be an older one.
  const after = await negotiation.agree(epoch)
  if (after) return { ok: false, failure: after }
  const forgotten: string[] = []
  try {
    return { ok: true, epoch, forgotten, duties: me.duties ?? [], ...(await settle(place, me, forgotten)) }
  } catch (error) {
    return { ok: false, failure: storageFailure(error), forgotten }
  }
}

async function settle({ store }: Workplace, me: Me, forgotten: string[]): Promise<{ scopes: StoredScope[]; leftOut: LeftOut }> {
  const held = (await store.ask('listScopes', null)).value.map((scope) => scope.id)
  const { scopes: granted, named, beyond, unreadable } = readGrants(me.scopes, held)
  for (const scope of held.filter((id) => !named.has(id))) {
    // Noted first: after a failure nobody would ask for this scope again, whose rows may be gone.
    forgotten.push(scope)
    await store.ask('forgetScope', { scope })
  }
  const scopes = await store.ask('grantScopes', { scopes: granted })
  await store.ask('remember', { me: JSON.stringify({ ...me, scopes: granted }) })
  return { scopes: scopes.value, leftOut: { beyond, unreadable } }
}
