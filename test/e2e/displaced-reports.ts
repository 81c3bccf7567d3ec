/** Reports of one class at central, whose source wrote GCJ-02 and was declared WGS-84; their ids would hurt a careless page. */
import { SAMPLE_CLASSES } from '../../main/central/city/classes.ts'
import { commit } from '../../main/central/log.ts'
import { CONFUSIONS } from '../../main/field/confusion.ts'
import { displace, ground, spread } from '../field/displaced-city.ts'
import { until } from '../until.ts'
import type { Stage } from './stage.ts'

export const CLASS = SAMPLE_CLASSES[0]!.id
export const DISPLACED = 900
const MARKUP = '<img src=x onerror="window.hurt=1">'

/** Resolves once the console has them and has noticed. */
export async function putDisplaced(stage: Stage): Promise<void> {
  const records = displace(spread(DISPLACED, 9), CONFUSIONS[0], 1, () => true)
  await stage.central.sql.transaction((tx) => commit(tx, records.map(({ lng, lat, street }, n) => {
    const reported = new Date(Date.now() - n * 60_000).toISOString()
    const body = { id: `${MARKUP} ${n}`, area: ground.streets[street]!.id, lng, lat, reported_at: reported, class: CLASS, status: 'reported' as const, weight: 1 }
    return { op: 'put' as const, row: { type: 'point' as const, scope: 'city:3302', city: '3302', body } }
  })))
  await stage.ask('sync.now', null)
  await until(async () => (await stage.ask('quality.get', null)).flagged > 0)
}
