/** Ages on screen: data is as old as the last exchange that confirmed it, not as the last byte that came. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../main/store/store.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { createSync } from '../../main/sync/sync.ts'
import { emptyBase, startWorld } from './desk.ts'

test('a stream of hints confirms what is held only after it has told the heads', async (t) => {
  const world = await startWorld()
  const real = realPorts()
  let wall = 1_000_000
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  const say = (text: string): void => stream?.enqueue(new TextEncoder().encode(text))
  const store = await openStore({ base: emptyBase(t), owner: { central: world.proxy.address, sub: 'office' }, now: wall })
  const sync = createSync({
    central: world.proxy.address, token: world.tokens.office, sub: 'office', store: store.writer,
    ports: {
      ...real,
      clock: { ...real.clock, wall: () => wall },
      fetch(url, init) {
        if (!url.endsWith('/v1/wake')) return real.fetch(url, init)
        const body = new ReadableStream<Uint8Array>({ start: (given) => void (stream = given) })
        init.signal.addEventListener('abort', () => stream?.error(new Error('given up')))
        return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
      },
    },
  })
  t.after(async () => {
    await sync.stop()
    await store.close()
  })
  const scopes = async () => (await store.writer.ask('listScopes', null)).value
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + 10_000
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`never: ${what} ${JSON.stringify((await scopes()).map((scope) => scope.ok_at))}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await sync.start()
  await until('all live', async () => sync.status().state === 'idle' && (await scopes()).every((scope) => scope.state === 'live'))
  const epoch = (await sync.page()).epoch
  wall = 2_000_000
  say(`: epoch ${epoch}\n\n`)
  await until('the beat was heard', async () => (await sync.page()).lastExchangeAt === wall)
  assert.deepEqual((await scopes()).map((scope) => scope.ok_at), (await scopes()).map(() => 1_000_000))
  wall = 3_000_000
  const { id, cursor } = (await scopes())[0]!
  say(`event: head\ndata: ${JSON.stringify({ scope: id, head: cursor, epoch })}\n\n: epoch ${epoch}\n\n`)
  await until('confirmed', async () => (await scopes()).every((scope) => scope.ok_at === 3_000_000))
})
