/** All rules, in the order in which they are asked: what others build on first, what spends a token late, what looks back over the run last. */
import { NotShown } from './finding.ts'
import { allHeld, rowFaultsOf } from './held.ts'
import { allLogs } from './pages.ts'
import { ROW_RULES } from './rows.ts'
import { firstOf } from './rule.ts'
import type { Rule } from './rule.ts'
import { ANSWER_RULES, PAGE_RULE } from './rules/answer.ts'
import { BLOB_RULES } from './rules/blobs.ts'
import { CHANGE_RULES } from './rules/changes.ts'
import { CURSOR_RULES } from './rules/cursor.ts'
import { DIGEST_RULES } from './rules/digest.ts'
import { EXPORT_RULES } from './rules/export-push.ts'
import { HOSTILE_RULES } from './rules/hostile.ts'
import { ME_RULES } from './rules/me.ts'
import { META_RULES } from './rules/meta.ts'
import { PART_RULES } from './rules/part.ts'
import { PLACE_RULES } from './rules/place-push.ts'
import { POLL_RULES } from './rules/poll.ts'
import { NOT_FOUND_RULE, PROBLEM_RULES } from './rules/problem.ts'
import { PUSH_RULES } from './rules/push.ts'
import { SNAPSHOT_RULES } from './rules/snapshot.ts'
import { REVOKED_RULES, TOKEN_RULES } from './rules/token.ts'
import { TOUCH_RULES } from './rules/touch.ts'
import { WAKE_RULES } from './rules/wake.ts'

/** Judged over every row that any snapshot or page of the run has shown. */
const ABOUT_ROWS: Rule[] = ROW_RULES.map(({ id, title }) => ({
  id, title, where: 'SnapshotLine, Put',
  async check(probe) {
    for (const read of [allHeld, allLogs]) await read(probe).catch(() => [])
    const { faults, rows } = await rowFaultsOf(probe)
    if (rows === 0) throw new NotShown('no row was seen')
    const fault = faults.get(id)
    return firstOf([fault === undefined ? null : `${fault.seen}${fault.rows > 1 ? ` (and ${fault.rows - 1} more rows)` : ''}`])
  },
}))

export const FIRST_RULES: readonly Rule[] = [
  ...META_RULES, ...TOKEN_RULES, ...ME_RULES, ...SNAPSHOT_RULES, ...PART_RULES, ...CHANGE_RULES, ...ABOUT_ROWS, ...CURSOR_RULES, ...DIGEST_RULES, ...POLL_RULES, ...TOUCH_RULES, ...WAKE_RULES,
  ...PUSH_RULES, ...PLACE_RULES, ...EXPORT_RULES, ...BLOB_RULES, NOT_FOUND_RULE, ...HOSTILE_RULES, PAGE_RULE,
]
export const LAST_RULES: readonly Rule[] = [...REVOKED_RULES, ...PROBLEM_RULES, ...ANSWER_RULES]
export const EVERY_RULE: readonly Rule[] = [...FIRST_RULES, ...LAST_RULES]
