/** Reads the flags of `npm start`; an unknown one ends the start with a message instead of being ignored. */
import { parseArgs } from 'node:util'

export const USAGE = `npm start -- [options]
  --no-open         do not open a browser
  --browser         use the browser host even where the desktop host could run
  --port N          port of the browser host (default: any free one)
  --central URL     propose this central on the connection page
  --no-practice     do not start the practice central
  --basemap FILE    bring in this PMTiles file as base map, check it and show it
  --data DIR        keep profiles and the practice central here (or YONGAI_DATA)
  --reports N       size of the practice city
  --seed N          seed of the practice city
  --pace N          speed of the living practice city
  --dev             build the page again on every change
  --only-central …  run the practice central alone; all further arguments are its own
  --only-kiosk …    show walls in kiosk browsers and keep them there (npm run kiosk); all further arguments are its own
  --only-outlines … put a file of area outlines into the data folder; all further arguments are its own`

const CENTRAL = '--only-central'
const OUTLINES = '--only-outlines'
const KIOSK = '--only-kiosk'

/** Throws with a message for the user on a flag that does not exist or is not a number where one is due. */
export function readOptions(args) {
  const cut = args.indexOf(CENTRAL)
  if (cut !== -1) return { kind: 'central', args: args.slice(cut + 1) }
  const outlines = args.indexOf(OUTLINES)
  if (outlines !== -1) return { kind: 'outlines', args: args.slice(outlines + 1) }
  const kiosk = args.indexOf(KIOSK)
  if (kiosk !== -1) return { kind: 'kiosk', args: args.slice(kiosk + 1) }
  const { values } = parseArgs({
    args,
    options: {
      'no-open': { type: 'boolean', default: false }, 'no-practice': { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false }, dev: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
      // Set by the kiosk's supervisor alone.
      'for-kiosk': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' }, central: { type: 'string' }, data: { type: 'string' }, basemap: { type: 'string' },
      reports: { type: 'string' }, seed: { type: 'string' }, pace: { type: 'string' },
    },
  })
  for (const name of ['port', 'reports', 'seed', 'pace']) {
    if (values[name] !== undefined && !/^\d+(\.\d+)?$/.test(values[name])) throw new Error(`--${name} needs a number, not ${values[name]}`)
  }
  return { kind: 'console', ...values }
}
