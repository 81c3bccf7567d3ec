/** Breaks about records of exports. Which rule is being asked about is read off the ops, which name it. */
import { PROBLEM_BASE } from '../../../main/sync/protocol.ts'
import { telling } from './spoiler.ts'
import type { Body, Break, Which } from './spoiler.ts'

const speaksOf = (rule: string): Which => ({ method, path, body }) => method === 'POST' && path === '/v1/push' && body.includes(rule)

export const EXPORT_BREAKS: readonly Break[] = [
  { rule: 'export-shape', says: 'a record without a purpose waits like any other', spoiler: telling(speaksOf('export-shape'), (body) => (body.results[0] = { op_id: body.results[0].op_id, result: 'retry' })) },
  { rule: 'export-waits', says: 'a record whose forerunner is not known is refused for good', spoiler: telling(speaksOf('export-waits'), (body) => (body.results = body.results.map(({ op_id }: Body) => ({ op_id, result: 'rejected', problem: { type: `${PROBLEM_BASE}op-forbidden`, title: 'x', status: 403 } })))) },
]
