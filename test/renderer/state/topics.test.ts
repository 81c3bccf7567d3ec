/** Events reach those who show their topic; a gap reaches everybody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsoleEvent } from '../../../preload/contract/api.ts'
import { openTopics } from '../../../renderer/state/topics.ts'

test('an event reaches only its topic, a missed number reaches all', () => {
  const hosts: ((event: ConsoleEvent) => void)[] = []
  const send = (event: ConsoleEvent): void => hosts.forEach((host) => host(event))
  const topics = openTopics((listen) => {
    hosts.push(listen)
    return () => hosts.splice(0)
  })
  const heard: string[] = []
  topics.listen(['sync'], () => heard.push('sync'))
  const leave = topics.listen(['field', 'cases'], () => heard.push('field'))
  send({ topic: 'sync', n: 1 })
  send({ topic: 'cases', n: 2 })
  assert.deepEqual(heard.splice(0), ['sync', 'field'])
  send({ topic: 'places', n: 4 })
  assert.deepEqual(heard.splice(0), ['sync', 'field'])
  leave()
  send({ topic: 'field', n: 5 })
  assert.deepEqual(heard, [])
})
