/** Asks who we are and which scopes we may read, and lets the cache forget the ones we may not. */
import type { Failure } from './failure.ts'
import type { Me } from './protocol.ts'
import type { StoredScope } from './scope-machine.ts'
import { storageFailure, type Workplace } from './workplace.ts'

export type Admission = { ok: true; me: Me; epoch: string; scopes: StoredScope[]; forgotten: string[] } | { ok: false; failure: Failure }

/** `me` alone decides: neither a 403 nor any other answer leads to a purge by itself. */
export async function admit(place: Workplace): Promise<Admission> {
  const answer = await place.client.me()
  if (!answer.ok) return answer
  const { value: me, epoch } = answer
  if (epoch === null) return { ok: false, failure: { kind: 'down', why: 'not-a-central', detail: 'no epoch in the answer' } }
  if (place.sub !== null && me.sub !== place.sub) return { ok: false, failure: { kind: 'problem', type: 'token-revoked', status: 401, detail: 'the token is another user’s', retryAfterMs: null } }
  try {
    const granted = new Set(me.scopes.map((scope) => scope.id))
    const held = await place.store.ask('listScopes', null)
    const forgotten = held.value.map((scope) => scope.id).filter((id) => !granted.has(id))
    for (const scope of forgotten) await place.store.ask('forgetScope', { scope })
    const scopes = await place.store.ask('grantScopes', { scopes: me.scopes })
    await place.store.ask('remember', { me: JSON.stringify(me) })
    return { ok: true, me, epoch, scopes: scopes.value, forgotten }
  } catch (error) {
    return { ok: false, failure: storageFailure(error) }
  }
}
