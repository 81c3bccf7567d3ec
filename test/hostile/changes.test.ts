/** The practice central behind a proxy that spoils its change pages and rows: nothing good is lost, the bad is said, and the desk heals by itself. */
import { test } from 'node:test'
import { PAGES } from './pages.ts'
import { ROWS } from './rows.ts'
import { openStand, runTrial } from './stand.ts'

const stand = await openStand()
for (const trial of [...PAGES, ...ROWS]) test(`${trial.fault}: ${trial.name}`, () => runTrial(stand, trial))
