/**
 * Which share of a finding's group is displaced, those included that stayed within their area.
 *
 * Undoing the confusion brings displaced strays home (D) and drives right points out of their area (U). A displaced point leaves its
 * area with some chance q; a right one, moved the opposite way by the same distance, with nearly the same chance where areas are
 * many and of no special shape. So D : U = share : (1 − share), and the share is D / (D + U). Of n strays r come home, and those of
 * another cause do so by chance c: D = r − (n − r)·c / (1 − c).
 */
import type { Finding, Grouping } from './displacement.ts'
import type { Outline } from './outlines.ts'
import { createMoves, isAtHome, isHome, OTHER_DIRECTIONS, otherWaysHome, type Positions, type Strays } from './strays.ts'

/** Points looked at: enough for a percentage. */
const SAMPLE = 4_000

/** Of positions parted by `grouping`, 0…1. */
export function shareDisplaced(finding: Finding, grouping: Grouping, positions: Positions, outlines: readonly Outline[], strays: Strays): number {
  const displaced = displacedStrays(finding, grouping, strays)
  const driven = drivenOut(finding, grouping, positions, outlines, strays)
  return displaced + driven === 0 ? 0 : displaced / (displaced + driven)
}

function displacedStrays({ confusion, group, repaired, strays: all }: Finding, grouping: Grouping, { rows, hits }: Strays): number {
  let [chance, others] = [0, 0]
  for (const [stray, row] of rows.entries()) {
    const hit = hits[confusion]![stray]!
    if (isHome(hit) || grouping.of(row) !== group) continue
    chance += otherWaysHome(hit) / OTHER_DIRECTIONS
    others++
  }
  const c = others === 0 ? 0 : Math.min(0.9, chance / others)
  return Math.max(0, repaired - ((all - repaired) * c) / (1 - c))
}

/** Points of the group in their area that undoing the confusion drives out of it; from a sample, where they are many. */
function drivenOut({ confusion, group }: Finding, grouping: Grouping, positions: Positions, outlines: readonly Outline[], { rows }: Strays): number {
  const moves = createMoves()
  const every = Math.max(1, Math.floor(grouping.records[group]! / SAMPLE))
  let [seen, driven, nextStray] = [0, 0, 0]
  for (let n = 0; n < positions.count; n++) {
    if (rows[nextStray] === n) {
      nextStray++
      continue
    }
    const named = positions.outline(n)
    if (named < 0 || grouping.of(n) !== group || seen++ % every !== 0) continue
    const [x, y] = [positions.x(n), positions.y(n)]
    const vectors = moves(x, y)
    if (!isAtHome(outlines[named]!, x + vectors[2 * confusion]!, y + vectors[2 * confusion + 1]!)) driven++
  }
  return driven * every
}
