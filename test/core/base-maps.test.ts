/** The base map through the console's one door: named at the start, asked for by the host's dialog, chosen only when sound, never by a path. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createConsole } from '../../main/core/console.ts'
import type { Console, Host } from '../../main/core/host.ts'
import type { Answer, Input, Method, Output } from '../../preload/contract/api.ts'
import { ningboStreets } from '../basemap/ningbo-streets.ts'
import { until } from '../until.ts'

interface Stand {
  base: string
  start(host?: Partial<Host>, baseMap?: string): Promise<Desk>
}
interface Desk {
  core: Console
  topics: string[]
  answer<M extends Method>(method: M, input: Input<M>): Promise<Answer<Output<M>>>
  value<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>
}

function stand(context: TestContext): Stand {
  const base = mkdtempSync(join(tmpdir(), 'desk-'))
  mkdirSync(join(base, 'outside'))
  const open: Console[] = []
  context.after(async () => {
    for (const core of open) await core.close()
    rmSync(base, { recursive: true })
  })
  return {
    base,
    async start(host = {}, baseMap) {
      const core = await createConsole({ dataFolder: join(base, 'data'), practice: null, central: null, ...(baseMap === undefined ? {} : { baseMap }) }, { kind: 'desktop', ...host })
      open.push(core)
      const topics: string[] = []
      core.onEvent(({ topic }) => topics.push(topic))
      const answer: Desk['answer'] = (method, input) => core.dispatch(method, input) as Promise<Answer<never>>
      return {
        core, topics, answer,
        async value(method, input) {
          const given = await answer(method, input)
          return given.ok ? given.value : assert.fail(`${method}: ${given.failure.code} ${given.failure.detail}`)
        },
      }
    },
  }
}

const streets = (base: string): string => {
  const path = join(base, 'outside', '宁波.pmtiles')
  writeFileSync(path, ningboStreets())
  return path
}

test('a file named at the start is brought in, checked and chosen, and stays chosen without being named again', async (context) => {
  const { base, start } = stand(context)
  const first = await start({}, streets(base))
  await until(async () => (await first.value('basemap.get', null)).is === 'file', 10_000)
  assert.ok(first.topics.includes('basemap') && first.topics.includes('settings'))
  await first.core.close()
  rmSync(join(base, 'outside', '宁波.pmtiles'))
  const second = await start({}, join(base, 'outside', '宁波.pmtiles'))
  const chosen = await second.value('basemap.get', null)
  assert.ok(chosen.is === 'file' && chosen.name === '宁波.pmtiles' && chosen.facts.title === '测试街道图')
})

test('the file the operator names in the dialog is brought in; none named changes nothing; two presses are one dialog', async (context) => {
  const { base, start } = stand(context)
  const answers: (string | null)[] = [null, streets(base)]
  let dialogs = 0
  const desk = await start({ askForBaseMap: async () => (dialogs++, answers.shift() ?? null) })
  assert.deepEqual((await desk.value('basemap.add', null)).files, [])
  const [one, two] = await Promise.all([desk.value('basemap.add', null), desk.value('basemap.add', null)])
  assert.deepEqual([one.files.length, two.files.length, one.canAsk, dialogs], [1, 1, true, 2])
  await until(async () => (await desk.value('basemap.list', null)).files[0]?.state.is === 'sound', 10_000)
  const id = one.files[0]!.id
  assert.equal((await desk.value('basemap.choose', { id })).chosen, id)
  assert.equal((await desk.value('basemap.remove', { id })).chosen, null)
  assert.deepEqual(await desk.value('basemap.get', null), { is: 'shipped' })
})

test('what is not on the list, or not sound, is refused: no id is a path', async (context) => {
  const { base, start } = stand(context)
  mkdirSync(join(base, 'data', 'basemaps'), { recursive: true })
  writeFileSync(join(base, 'data', 'basemaps', 'broken.pmtiles'), 'x')
  const desk = await start()
  await until(async () => (await desk.value('basemap.list', null)).files[0]?.state.is === 'refused', 10_000)
  const broken = (await desk.value('basemap.list', null)).files[0]!.id
  const outside = streets(base)
  for (const id of [broken, 'broken.pmtiles', outside, '../../outside/宁波.pmtiles', '__proto__']) {
    for (const ask of [desk.answer('basemap.choose', { id }), desk.answer('basemap.tile', { id, z: 0, x: 0, y: 0 })]) {
      const given = await ask
      assert.ok(!given.ok && given.failure.code === 'refused', id)
    }
  }
  const add = await desk.answer('basemap.add', null)
  assert.ok(!add.ok && add.failure.code === 'refused', 'a host without dialogs')
  assert.equal((await desk.value('settings.get', null)).baseMap, null)
})
