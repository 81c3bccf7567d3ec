/** Rules about negotiation: GET /v1/meta and the schema a desk asks for. */
import { API_VERSION, LIMITS, Meta, SCHEMA_VERSION } from '../../../main/sync/protocol.ts'
import { broken, NotShown } from '../finding.ts'
import { readMeta } from '../gather.ts'
import { said } from '../probe.ts'
import { asObject, firstOf, notRefused } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'GET /v1/meta'

export const META_RULES: Rule[] = [
  {
    id: 'meta-open', where, title: 'What a central speaks is told without a token',
    async check(probe) {
      const answer = await probe.ask('/v1/meta', { token: null })
      return answer.status === 200 ? 'kept' : broken(`${said(answer)} without a token`)
    },
  },
  {
    id: 'meta-shape', where, title: 'The answer fits the schema Meta',
    async check(probe) {
      const issue = Meta.safeParse(await readMeta(probe)).error?.issues[0]
      return issue === undefined ? 'kept' : broken(`${issue.path.join('.')}: ${issue.message}`)
    },
  },
  {
    id: 'meta-versions', where, title: `API ${API_VERSION} and schema ${SCHEMA_VERSION} lie within what is spoken, and so does the preferred schema`,
    async check(probe) {
      const meta = await readMeta(probe)
      const within = (name: string, version: number): string | null => {
        const { min, max, preferred } = asObject(meta[name]) as { min: number; max: number; preferred?: number }
        if (!(min <= version && version <= max)) return `${name} ${version} is not within ${min}–${max}`
        return preferred === undefined || (preferred >= min && preferred <= max) ? null : `${name} prefers ${preferred}, outside ${min}–${max}`
      }
      return firstOf([within('api', API_VERSION), within('schema', SCHEMA_VERSION)])
    },
  },
  {
    id: 'meta-limits', where, title: 'A limit that is announced is not wider than the contract’s',
    async check(probe) {
      const announced = asObject((await readMeta(probe))['limits'])
      return firstOf(Object.entries(LIMITS).map(([name, most]) => {
        const value = announced[name]
        return value === undefined || (typeof value === 'number' && value > 0 && value <= most) ? null : `limits.${name} is ${JSON.stringify(value)}, the contract allows ${most}`
      }))
    },
  },
  {
    id: 'meta-time', where, title: '`server_time` is the time of the Server-Time header',
    async check(probe) {
      const answer = await probe.ask('/v1/meta', { token: null })
      if (answer.status !== 200) throw new NotShown(said(answer))
      const inside = String(asObject(JSON.parse(answer.bytes.toString() || '{}'))['server_time'])
      const outside = answer.headers['server-time'] ?? ''
      return Math.abs(Date.parse(inside) - Date.parse(outside)) <= 60_000 ? 'kept' : broken(`server_time is ${inside}, Server-Time ${outside}`)
    },
  },
  {
    id: 'schema-too-old', where: 'Sync-Schema header, 426', title: 'A schema below the oldest one spoken is refused with 426 client-too-old',
    async check(probe) {
      const oldest = Number((asObject((await readMeta(probe))['schema']) as { min?: number }).min ?? SCHEMA_VERSION)
      const answer = await probe.ask('/v1/me', { headers: { 'Sync-Schema': String(oldest - 1) } })
      return firstOf([notRefused(answer, 426, 'client-too-old')])
    },
  },
]
