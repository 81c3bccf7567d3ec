/** Which versions of the contract desk and central have in common: asked before anything else, and again whenever the central may be another. */
import type { CentralClient } from './central-client.ts'
import type { CallFailure, Failure } from './failure.ts'
import { API_VERSION, SCHEMA_VERSION, type Meta } from './protocol.ts'

export interface Negotiation {
  /** Null: they understand each other, as far as the central of this epoch has said. Asks only when that is not known. */
  agree(epoch: string | null): Promise<Failure | null>
  /** The central answered as one of another version would: ask again before the next exchange. */
  doubt(failure: CallFailure): void
}

export function createNegotiation(client: Pick<CentralClient, 'meta'>): Negotiation {
  let agreed: { epoch: string } | null = null
  return {
    async agree(epoch) {
      if (agreed !== null && (epoch === null || agreed.epoch === epoch)) return null
      const answer = await client.meta()
      if (!answer.ok) return answer.failure
      const apart = disagreement(answer.value)
      agreed = apart === null ? { epoch: answer.value.epoch } : null
      return apart
    },
    doubt(failure) {
      const isForeign = failure.kind === 'problem' ? failure.type === 'client-too-old' || failure.type === 'not-found' : failure.why === 'unreadable'
      if (isForeign) agreed = null
    },
  }
}

/** Null when this program's versions lie within the central's ranges. */
export function disagreement({ api, schema }: Pick<Meta, 'api' | 'schema'>): Exclude<Failure, { kind: 'problem' }> | null {
  const detail = `central speaks api ${api.min}–${api.max} and schema ${schema.min}–${schema.max}, this program ${API_VERSION} and ${SCHEMA_VERSION}`
  if (api.min > api.max || schema.min > schema.max) return { kind: 'down', why: 'unreadable', detail }
  if (api.min > API_VERSION || schema.min > SCHEMA_VERSION) return { kind: 'local', why: 'too-old', detail }
  if (api.max < API_VERSION || schema.max < SCHEMA_VERSION) return { kind: 'local', why: 'central-too-old', detail }
  return null
}
