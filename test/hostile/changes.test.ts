/** The practice central behind a proxy that spoils its change pages: nothing good is lost, the bad is said, and the desk heals by itself. */
import { after, test } from 'node:test'
import { PAGES } from './pages.ts'
import { openStand, runTrial } from './stand.ts'

const stand = await openStand({ after })
for (const trial of PAGES) test(`${trial.fault}: ${trial.name}`, () => runTrial(stand, trial))
