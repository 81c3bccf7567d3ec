/** What a wall's page says of itself every five seconds, and what the console makes of it. */
import type { Display, SceneId, WallId, WallSettings, WallThresholds } from './wall-settings.ts'

export const BEAT_MS = 5_000
/** Silent so long, or no drawn frame, and the page is opened anew. */
export const SILENT_MS = 20_000
export const FROZEN_MS = 30_000
/** No change of scene in so many of its dwell times: the rotation is stuck. */
export const STUCK_DWELLS = 3

export interface WallBeat {
  wall: WallId
  /** Made anew with every load of the page. */
  page: string
  /** Milliseconds since it was loaded. */
  upMs: number
  scene: SceneId | null
  /** Milliseconds since this scene is shown, while nothing holds it: a pin or an alert is no stuck rotation. */
  sceneForMs: number
  changes: number
  /** Frames drawn whole since it was loaded; of the map's, those of all its contexts. */
  frames: number
  /** The console's clock at the last answer that was drawn; null: none yet. */
  dataAt: number | null
  heapBytes: number | null
  /** Living WebGL contexts and constructed Decks since it was loaded. */
  contexts: number
  decks: number
  /** Contexts lost since it was loaded. */
  lost: number
  /** Scenes that failed and are left out for now. */
  disabled: SceneId[]
  /** Whether anybody could see it. */
  visible: boolean
  safe: boolean
}

/** `shut`: not open here · `waiting`: opened, and no beat yet. */
export type WallCondition = 'shut' | 'waiting' | 'well' | 'silent' | 'frozen' | 'stuck' | 'hidden' | 'safe'
export const RESTART_CAUSES = ['opened', 'silent', 'frozen', 'unresponsive', 'gone', 'context', 'planned', 'memory', 'display', 'asked', 'console'] as const
export type RestartCause = (typeof RESTART_CAUSES)[number]

export interface WallHealth {
  wall: WallId
  condition: WallCondition
  beat: WallBeat | null
  /** The console's clock. */
  beatAt: number | null
  /** Newest last, those of the last day. */
  restarts: { at: number; cause: RestartCause }[]
  /** Growth of the page's heap over the last hours, bytes an hour; null: not long enough to say. */
  heapPerHour: number | null
}

/** Alarms of the last day and what a month of them was. */
export interface AlertRate { lastTenMinutes: number; lastDay: number; perTenMinutesThisMonth: number | null; byLevel: Record<1 | 2 | 3, number> }

export interface Walls {
  /** The console's clock: all times here are its own. */
  now: number
  walls: WallSettings[]
  health: WallHealth[]
  thresholds: WallThresholds
  /** Null: this host opens no windows on displays; a kiosk browser does. */
  displays: Display[] | null
  /** Null: this host cannot. */
  startsAtLogOn: boolean | null
  rate: AlertRate
  /** The file of wall settings could not be read: these are the defaults. */
  damaged: boolean
}
