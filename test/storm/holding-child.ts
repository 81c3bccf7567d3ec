/** A writer that has written everything and holds its counter rows, but never commits. */
import { commit } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import { caseRow } from '../central/small-city.ts'
import { onTold, say, settingsOf, startChild } from './child.ts'
import type { Child } from './child.ts'

export interface HoldingSettings { url: string; streets: string[] }

/** Resolves once it holds them. */
export async function startHolding(settings: HoldingSettings): Promise<Child<{ holding: true }>> {
  const child = startChild<{ holding: true }>('holding-child.ts', settings)
  await child.hears((message): message is { holding: true } => 'holding' in message)
  return child
}

if (import.meta.main) {
  const { url, streets } = settingsOf<HoldingSettings>()
  const sql = await openDatabase({ kind: 'postgres', url })
  onTold(() => {})
  await sql.transaction(async (tx) => {
    await commit(tx, streets.map((street) => ({ op: 'put', row: caseRow(`held-${street}`, street) })))
    say({ holding: true })
    await new Promise(() => {})
  })
}
