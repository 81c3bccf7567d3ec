/** Worker entry of the judging lane: reads the parts of a snapshot while the writer puts the one before into the cache. */
import { JUDGE_FUNCTIONS } from './judge-functions.ts'
import { serveLane } from './serve-lane.ts'

serveLane(JUDGE_FUNCTIONS, () => ({ context: null, close: () => {} }))
