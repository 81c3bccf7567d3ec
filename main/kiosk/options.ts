/** Reads the flags of `npm run kiosk`; an unknown one ends it with a message instead of being ignored. */
import { parseArgs } from 'node:util'
import { WALL_IDS, type WallId } from '../../preload/contract/wall-settings.ts'

export const USAGE = `npm run kiosk -- [options]
  --walls 1,2       the walls to show, one kiosk browser each (default: 1)
  --at 2=1920,0     where on the desktop a wall's window opens; may be given for each wall
  --browser FILE    the browser to use (default: the Edge, Chrome or Chromium of this PC)
  --headless        without a screen, for drills
  --data DIR, --central URL, --no-practice, --basemap FILE, --port N, --reports N, --seed N, --pace N
                    as with npm start`

export interface KioskOptions {
  help: boolean
  walls: WallId[]
  at: Partial<Record<WallId, { x: number; y: number }>>
  browser: string | null
  headless: boolean
  data: string | null
  /** For the console, as they were given. */
  console: string[]
}

/** Throws with a message for the user. */
export function readOptions(args: readonly string[]): KioskOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' }, headless: { type: 'boolean' }, 'no-practice': { type: 'boolean' }, at: { type: 'string', multiple: true },
      walls: text, browser: text, data: text, central: text, basemap: text, port: text, reports: text, seed: text, pace: text,
    },
  })
  const walls = [...new Set((values.walls ?? '1').split(',').map((one) => wallOf(one.trim(), '--walls')))]
  const passed = (['data', 'central', 'basemap', 'port', 'reports', 'seed', 'pace'] as const).flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]))
  return {
    help: values.help ?? false, walls, at: Object.fromEntries((values.at ?? []).map(placeOf)), browser: values.browser ?? null, headless: values.headless ?? false, data: values.data ?? null,
    console: [...passed, ...(values['no-practice'] === true ? ['--no-practice'] : [])],
  }
}

function wallOf(text: string, flag: string): WallId {
  const wall = WALL_IDS.find((id) => id === text)
  if (wall === undefined) throw new Error(`${flag}: there is no wall ${text}; walls are ${WALL_IDS.join(', ')}`)
  return wall
}

function placeOf(text: string): [WallId, { x: number; y: number }] {
  const found = /^(\d)=(-?\d{1,5}),(-?\d{1,5})$/.exec(text)
  if (found === null) throw new Error(`--at wants a wall and a point, like 2=1920,0, not ${text}`)
  return [wallOf(found[1] ?? '', '--at'), { x: Number(found[2]), y: Number(found[3]) }]
}
