/** Events: topics to whom they concern, and numbers that tell a loss. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEvents } from '../../main/core/events.ts'

test('each audience hears its topics under numbers without a gap, and nothing after it left', () => {
  const { announce, listen } = createEvents()
  const heard: Record<'desk' | 'wall', string[]> = { desk: [], wall: [] }
  const leave = listen(({ topic, n }) => heard.desk.push(`${topic} ${n}`))
  listen(({ topic, n }) => heard.wall.push(`${topic} ${n}`), { wall: '2' })
  announce(['edits', 'cases'])
  announce(['settings', 'briefing', 'basemap', 'wall'])
  leave()
  announce(['session', 'sync', 'field', 'places'])
  assert.deepEqual(heard.desk, ['edits 1', 'cases 2', 'settings 3', 'briefing 4', 'basemap 5', 'wall 6'])
  assert.deepEqual(heard.wall, ['cases 1', 'wall 2', 'session 3', 'sync 4', 'field 5', 'places 6'])
})
