/** Checks at the door for what a wall's page and its console ask. */
import { z } from 'zod'
import { SOURCES } from './freshness.ts'
import { MOST_ACKNOWLEDGED } from './wall.ts'
import { HEADLINES, leastNumber, LONGEST_DWELL_MS, SCENES, SHORTEST_DWELL_MS, WALL_IDS } from './wall-settings.ts'

const Wall = z.enum(WALL_IDS)
const Scene = z.enum(SCENES)
const Instant = z.int().min(0).max(8.64e15)
const Hour = z.int().min(0).max(23)
const Hours = z.strictObject({ from: Hour, to: Hour }).nullable()
const Count = z.int().min(0).max(1e12)
const Pixels = z.int().min(-100_000).max(100_000)

export const WallQuestion = z.strictObject({ wall: Wall })

export const WallSceneQuestion = WallQuestion.extend({ scene: Scene, preview: z.literal(true).optional() })

export const WallBeat = z.strictObject({
  wall: Wall, page: z.string().regex(/^[\w-]{8,64}$/), upMs: Count, scene: Scene.nullable(), sceneForMs: Count, changes: Count, frames: Count, dataAt: Instant.nullable(),
  heapBytes: Count.nullable(), contexts: Count, decks: Count, lost: Count, disabled: z.array(Scene).max(SCENES.length), visible: z.boolean(), safe: z.boolean(),
})

export const WallCommand = WallQuestion.extend({
  command: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('step'), by: z.literal([1, -1]) }),
    z.strictObject({ do: z.literal('pin'), scene: Scene }),
    z.strictObject({ do: z.literal('resume') }),
    z.strictObject({ do: z.literal('scene'), scene: Scene, on: z.boolean() }),
  ]),
})

export const Acknowledged = z.strictObject({ alerts: z.array(z.string().min(1).max(200)).min(1).max(MOST_ACKNOWLEDGED) })

const Display = z.strictObject({
  id: z.number(), label: z.string().max(200), bounds: z.strictObject({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }), scaleFactor: z.number().min(0.1).max(10), isPrimary: z.boolean(),
})
const eachOnce = (scenes: { scene: string }[]): boolean => new Set(scenes.map(({ scene }) => scene)).size === scenes.length

export const WallSettings = z.strictObject({
  id: Wall, name: z.string().trim().min(1).max(40).refine((text) => text.isWellFormed(), 'is text'), language: z.enum(['zh-CN', 'en']), area: z.string().min(1).max(200).nullable(), viewingDistanceInHeights: z.number().min(2).max(6),
  scenes: z.array(z.strictObject({ scene: Scene, on: z.boolean(), dwellMs: z.int().min(SHORTEST_DWELL_MS).max(LONGEST_DWELL_MS) })).min(1).max(SCENES.length).refine(eachOnce, 'each scene once')
    .refine((scenes) => scenes.some(({ on }) => on), 'one scene is on'),
  orbit: z.boolean(), night: Hours,
  headline: z.strictObject({ headline: z.enum(HEADLINES), area: z.string().min(1).max(200).nullable(), number: z.int().max(1e9).nullable(), until: Instant })
    .refine(({ headline, number }) => number === null || number >= leastNumber(headline), 'its number is not too low').nullable(),
  display: Display.nullable(), opensWithConsole: z.boolean(),
})

const Every = z.int().min(10_000).max(86_400_000)
export const WallThresholds = z.strictObject({
  everyMs: z.strictObject({ chain: Every, points: Every, reference: Every, cases: Every } satisfies Record<(typeof SOURCES)[number], typeof Every>),
  hotSpotTimes: z.number().min(1.1).max(100), hotSpotReports: z.int().min(5).max(10_000), gapReports: z.int().min(5).max(10_000), quiet: Hours, sound: z.boolean(),
})
