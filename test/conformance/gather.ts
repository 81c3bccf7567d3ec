/** What several rules build on, asked for once: meta, me, and the scopes to look at. */
import { Epoch } from '../../main/sync/protocol.ts'
import { NotShown } from './finding.ts'
import { said } from './probe.ts'
import type { Probe } from './probe.ts'
import { asObject, jsonOf } from './rule.ts'

/** The body as it came, for rules that look at one thing each; throws where there is none. */
export function readMeta(probe: Probe): Promise<Record<string, unknown>> {
  return probe.once('meta', async () => {
    const answer = await probe.ask('/v1/meta', { token: null })
    if (answer.status !== 200) throw new NotShown(said(answer))
    return asObject(jsonOf(answer))
  })
}

export async function epochOf(probe: Probe): Promise<string> {
  const parsed = Epoch.safeParse((await readMeta(probe))['epoch'])
  if (!parsed.success) throw new NotShown('GET /v1/meta names no epoch')
  return parsed.data
}

export const readMe = (probe: Probe): Promise<Record<string, unknown>> => probe.once('me', () => askMe(probe, probe.options.token))
export const readOther = (probe: Probe): Promise<Record<string, unknown>> =>
  probe.once('other', () => {
    if (probe.options.other === null) throw new NotShown('needs --other-token of another user')
    return askMe(probe, probe.options.other)
  })

async function askMe(probe: Probe, token: string): Promise<Record<string, unknown>> {
  const answer = await probe.ask('/v1/me', { token })
  if (answer.status !== 200) throw new NotShown(said(answer))
  return asObject(jsonOf(answer))
}

export interface Granted {
  id: string
  kind: string
}

/** Read loosely: the shape of the answer is a rule of its own. */
export function grantsIn(me: Record<string, unknown>): Granted[] {
  const scopes = Array.isArray(me['scopes']) ? (me['scopes'] as unknown[]) : []
  return scopes.map(asObject).flatMap(({ id, kind }) => (typeof id === 'string' ? [{ id, kind: String(kind) }] : []))
}

/** The scopes to look at. */
export async function scopesOf(probe: Probe): Promise<string[]> {
  const granted = [...new Set(grantsIn(await readMe(probe)).map(({ id }) => id))]
  const chosen = probe.options.scopes === null ? granted : granted.filter((id) => probe.options.scopes?.includes(id))
  if (chosen.length === 0) throw new NotShown('GET /v1/me names no scope to look at')
  return chosen
}
