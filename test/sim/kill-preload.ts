/** Loaded before everything else in each thread of a desk that is to be killed: puts the kill where the environment says. */
import { patchSources, type SourcePatch } from './source-patch.ts'

const { KILL_PATCH } = process.env
if (KILL_PATCH !== undefined) patchSources([JSON.parse(KILL_PATCH) as SourcePatch])
