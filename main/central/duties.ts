/** Which duties of the case flow each role has: configuration of the central (table `role_duty`), never a screen's knowledge. */
import { DUTIES } from '../../preload/contract/case-flow.ts'
import type { Duty } from '../../preload/contract/case-flow.ts'
import type { Account } from './grants.ts'
import type { Tx } from './sql-types.ts'

/**
 * With what a new database begins (migration 4; never changed once released). A street office does its whole case work, also for
 * departments without a desk of their own; what only a supervisor may is the district's. City and wall have no right to a case.
 */
export const FIRST_DUTIES: { readonly [role in Account['role']]: readonly Duty[] } = {
  office: ['desk', 'dispatcher', 'department'],
  district: ['desk', 'dispatcher', 'department', 'supervisor'],
  city: ['supervisor'],
  wall: [],
}

/** In the flow's order. A role that the table does not name has none. */
export async function dutiesOf(tx: Pick<Tx, 'query'>, role: Account['role']): Promise<Duty[]> {
  const [row] = await tx.query<{ duties: string[] }>('SELECT duties FROM role_duty WHERE role = $1', [role])
  return DUTIES.filter((duty) => row?.duties.includes(duty))
}
