/** What the product's map promises beside other heat maps, and beside itself with few reports. */
import type { Claim } from './verdict.ts'

export const CONTENDERS = ['ours', 'HeatmapLayer', 'HeatmapLayer 512', 'leaflet.heat', 'empty canvas'] as const
export type Contender = (typeof CONTENDERS)[number]
/** The product with few reports runs in the same rounds. */
export const FEW = 10_000
export const OURS_WITH_FEW = `ours, ${FEW} reports`
/** A page without anything in it. */
export const BLANK = 'blank page'
/** The goals beside others are made for so many reports; with fewer they are shown for information. */
const MANY = 1_000_000

const claim = (goal: string, what: string, beside: string, limit: number, of: Claim['of'] = 'time', ours = 'ours'): Claim => ({ goal, ours: `${ours}: ${what}`, beside, limit, of })

/** What a change costs a page that shows nothing, beside what a peer's costs. */
const bound = (goal: string, peer: Contender, limit: number, of: Claim['of']): Claim => ({ ...claim(goal, 'own change', `${peer}: own change`, limit, of, 'empty canvas'), binding: false })

export function peerClaims(count: number): Claim[] {
  const isMany = count >= MANY
  const claims = [
    claim('1', 'change', 'HeatmapLayer: change', 1 / 30), claim('1', 'change', 'HeatmapLayer 512: change', 1 / 12),
    { ...claim('1', 'change', 'leaflet.heat: change', isMany ? 1 / 2 : 0.75), binding: count >= 100_000 },
    claim('2', 'change', 'HeatmapLayer: change', 1 / 30, 'cpu'), claim('2', 'change', 'leaflet.heat: change', 1 / 3, 'cpu'),
    ...(count > FEW ? [claim('3', 'own change', `${OURS_WITH_FEW}: own change`, 1.4)] : []),
    claim('5', 'frozen', 'ours: pan frame', 1.5), claim('5', 'frozen', 'leaflet.heat: frozen', 1 / 3),
    claim('6', 'pan frame', 'leaflet.heat: pan frame', 1 / 4), claim('6', 'pan frame', 'HeatmapLayer: pan frame', 1.1),
    claim('7', 'zoom step', 'ours: change', 1.5), claim('7', 'zoom step', 'HeatmapLayer: zoom step', 1 / 20),
    claim('9', 'memory', 'leaflet.heat: memory', 1 / 2, 'memory'), ...(count > FEW ? [claim('9', 'memory', `${OURS_WITH_FEW}: memory`, 1.15, 'memory')] : []),
    // A filter that leaves a quarter of the reports spares the others three quarters of their work.
    { ...claim('1', 'narrow change', 'HeatmapLayer: narrow change', 1 / 30), binding: false }, { ...claim('1', 'narrow change', 'leaflet.heat: narrow change', 1 / 2), binding: false },
    { ...claim('2', 'narrow change', 'leaflet.heat: narrow change', 1 / 3, 'cpu'), binding: false },
    { ...claim('1', 'cold change', 'leaflet.heat: cold change', isMany ? 1 / 2 : 0.75), binding: false },
    // How low these could be at all.
    bound('1', 'leaflet.heat', 1 / 2, 'time'), bound('2', 'HeatmapLayer', 1 / 30, 'cpu'), bound('2', 'leaflet.heat', 1 / 3, 'cpu'),
    { ...claim('9', 'memory without garbage', 'leaflet.heat: memory without garbage', 1 / 2, 'memory'), binding: false },
    { goal: '9', ours: BLANK, beside: 'leaflet.heat: memory', limit: 1 / 2, of: 'memory' as const, binding: false },
    // The columns lie in the console, not in the page: no part of the goal, but of the truth.
    { ...claim('9', 'page and console', 'leaflet.heat: memory', 1 / 2, 'memory'), binding: false },
  ]
  return claims.map((one) => ({ ...one, binding: one.binding ?? isMany }))
}
