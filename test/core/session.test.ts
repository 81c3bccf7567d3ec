/** Who works here, and whose data is open: signing in and out, changing places, starting again without a network. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import type { Vault } from '../../main/core/host.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { Ports } from '../../main/sync/ports.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'
import { makeVault } from './vault.ts'

let practice: PracticeCentral
before(async () => {
  practice = await startPracticeCentral()
})
after(() => practice.remove())

const RETRY_MS = 5_000
/** While true no request of any desk gets out. */
let refuse = false

interface Keeper extends SessionKeeper {
  /** Lets the desk try at once to sign in again; false when nothing waits for it. */
  retry(): boolean
  asked: string[]
}

function keep(t: TestContext, folder: string, address: string | null, onTopics: (topics: Topic[], keeper: Keeper) => void = () => {}, vault?: Vault): Keeper {
  const real = realPorts()
  const asked: string[] = []
  let waiting: (() => void) | null = null
  const ports: Ports = {
    ...real,
    random: () => 0,
    scheduler: {
      after(delayMs, work) {
        if (delayMs !== RETRY_MS) return real.scheduler.after(delayMs, work)
        waiting = work
        return () => void (waiting = null)
      },
    },
    fetch: (url, init) => {
      if (refuse) return Promise.reject(new Error('no network'))
      asked.push(new URL(url).pathname)
      return real.fetch(url, init)
    },
  }
  const keeper: Keeper = Object.assign(createSessionKeeper({ dataFolder: folder, practice: address, central: null }, ports, (topics) => onTopics(topics, keeper), vault), {
    asked,
    retry() {
      const work = waiting
      waiting = null
      work?.()
      return work !== null
    },
  })
  t.after(() => keeper.close())
  return keeper
}

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'session-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const untilIdle = (keeper: SessionKeeper): Promise<void> => until('idle', () => keeper.seat().sync().status().state === 'idle')
const scopesOf = async (keeper: SessionKeeper): Promise<string[]> => (await keeper.seat().sync().page()).scopes.filter((scope) => scope.state !== 'new').map((scope) => scope.id).sort()
const subOf = (keeper: SessionKeeper): string | null => {
  const session = keeper.describe()
  return session.state === 'open' ? session.sub : null
}
const profilesOf = (folder: string): string[] => readdirSync(join(folder, 'profiles')).sort()
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))

test('a first start opens the practice city as its manager', async (t) => {
  const keeper = keep(t, emptyFolder(t), practice.central().address)
  await keeper.resume()
  assert.equal(subOf(keeper), 'city')
  await untilIdle(keeper)
})

test('started again without a central, the same cache is open with its age, and goes on when the central answers', async (t) => {
  const folder = emptyFolder(t)
  const first = keep(t, folder, practice.central().address)
  await first.practice(null, 'office')
  await untilIdle(first)
  const held = await scopesOf(first)
  await first.close()
  await practice.stop()
  const second = keep(t, folder, null)
  await second.resume()
  assert.equal(subOf(second), 'office')
  assert.deepEqual(await scopesOf(second), held)
  assert.equal(second.seat().sync().status().state, 'offline')
  await second.close()
  await practice.start()
  const third = keep(t, folder, practice.central().address)
  await third.resume()
  await untilIdle(third)
  assert.equal(profilesOf(folder).length, 1, 'the practice central beside the console answers at another port and is the same')
})

test('two accounts have two profiles, and each sees its own rows alone', async (t) => {
  const folder = emptyFolder(t)
  const keeper = keep(t, folder, practice.central().address)
  await keeper.practice(null, 'office')
  await untilIdle(keeper)
  const office = keeper.seat()
  await keeper.practice(null, 'wall')
  await untilIdle(keeper)
  assert.deepEqual(await scopesOf(keeper), ['city:9901', 'office:990102001', 'ref:990102'])
  assert.equal(profilesOf(folder).length, 2)
  await assert.rejects(office.store.desk.ask('city.get', null), /closed/)
})

test('of two sign-ins at once the later one stays, and one seat is open', async (t) => {
  const folder = emptyFolder(t)
  const keeper = keep(t, folder, practice.central().address)
  await Promise.all([keeper.practice(null, 'office'), keeper.practice(null, 'office'), keeper.practice(null, 'wall')])
  assert.equal(subOf(keeper), 'wall')
  await untilIdle(keeper)
  assert.equal(profilesOf(folder).length, 2)
})

test('whoever signs out is not opened at the next start', async (t) => {
  const folder = emptyFolder(t)
  const keeper = keep(t, folder, practice.central().address)
  await keeper.practice(null, 'office')
  assert.equal((await keeper.signOut()).state, 'none')
  assert.throws(() => keeper.seat(), /nobody is signed in/)
  const next = keep(t, folder, null)
  await next.resume()
  assert.equal(next.describe().state, 'none')
})

test('a sign-in that is refused leaves the open desk at work', async (t) => {
  const keeper = keep(t, emptyFolder(t), practice.central().address)
  await keeper.practice(null, 'office')
  await untilIdle(keeper)
  await assert.rejects(keeper.practice(null, 'nobody'), { code: 'refused' })
  await assert.rejects(keeper.connect(practice.central().address, 'x'.repeat(40)), { code: 'token-refused' })
  await assert.rejects(keeper.connect('http://127.0.0.1:9', 'x'.repeat(40)), { code: 'unreachable' })
  assert.equal(subOf(keeper), 'office')
  keeper.seat().sync().now()
  await untilIdle(keeper)
})

test('a desk signed in by a token keeps the token in memory, and never becomes a practice account by itself', async (t) => {
  const folder = emptyFolder(t)
  const keeper = keep(t, folder, practice.central().address)
  await keeper.connect(practice.central().address, practice.tokens.office)
  await untilIdle(keeper)
  await keeper.close()
  for (const path of filesOf(folder)) assert.equal(readFileSync(path, 'latin1').includes(practice.tokens.office), false, path)
  const next = keep(t, folder, practice.central().address)
  await next.resume()
  assert.equal(subOf(next), 'office')
  await until('signed out', () => next.seat().sync().status().state === 'signed-out')
  assert.equal(next.retry(), false, 'nothing is tried again without a token')
  assert.deepEqual(next.asked.filter((path) => path.startsWith('/v1/practice')), [])
})

test('a desk whose host has a keyring signs in again by itself, until somebody signs out', async (t) => {
  const folder = emptyFolder(t)
  const vault = makeVault()
  const again = (): Keeper => keep(t, folder, practice.central().address, undefined, vault)
  const first = again()
  await first.connect(practice.central().address, practice.tokens.office)
  await untilIdle(first)
  await first.close()
  for (const path of filesOf(folder)) assert.equal(readFileSync(path, 'latin1').includes(practice.tokens.office), false, path)
  const second = again()
  await second.resume()
  await untilIdle(second)
  assert.equal(subOf(second), 'office')
  await second.signOut()
  await second.close()
  assert.deepEqual(filesOf(folder).filter((path) => path.includes('token')), [])
  const third = again()
  await third.connect(practice.central().address, practice.tokens.office)
  await third.practice(null, 'office')
  assert.deepEqual(filesOf(folder).filter((path) => path.includes('token')), [], 'another place, another secret')
})

test('a desk that cannot be opened half-way lets go of its profile', async (t) => {
  const folder = emptyFolder(t)
  const first = keep(t, folder, practice.central().address)
  await first.practice(null, 'office')
  await first.close()
  const second = keep(t, folder, 'no address')
  await second.resume()
  assert.equal(second.describe().state, 'none')
  const third = keep(t, folder, practice.central().address)
  await third.practice(null, 'office')
  await untilIdle(third)
})

test('a desk started without a network signs in by itself once there is one', async (t) => {
  const folder = emptyFolder(t)
  const keeper = keep(t, folder, practice.central().address)
  await keeper.practice(null, 'office')
  await untilIdle(keeper)
  await keeper.close()
  const next = keep(t, folder, practice.central().address)
  refuse = true
  await next.resume()
  assert.equal(next.seat().sync().status().state, 'offline')
  assert.equal(next.retry(), true)
  await until('another try is planned', () => next.retry())
  refuse = false
  await until('another try is planned', () => next.retry())
  await untilIdle(next)
})

test('signing out in the moment a later sign-in succeeds ends quietly and leaves nobody signed in', async (t) => {
  const folder = emptyFolder(t)
  const address = practice.central().address
  const first = keep(t, folder, address)
  await first.practice(null, 'office')
  await untilIdle(first)
  await first.close()
  const rejections: unknown[] = []
  const hear = (reason: unknown): void => void rejections.push(reason)
  process.on('unhandledRejection', hear)
  t.after(() => process.off('unhandledRejection', hear))
  let signingOut: Promise<unknown> | null = null
  const second = keep(t, folder, address, (topics, keeper) => {
    // Only the announcement of the later sign-in has these two alone.
    if (topics.join() === 'session,sync') signingOut ??= keeper.signOut()
  })
  refuse = true
  await second.resume()
  refuse = false
  assert.equal(second.retry(), true)
  await until('signed in later', () => signingOut !== null)
  await signingOut
  assert.equal(second.describe().state, 'none')
  const asked = second.asked.length
  const third = keep(t, folder, address)
  await third.practice(null, 'office')
  await untilIdle(third)
  assert.equal(second.asked.length, asked, 'nothing is asked for whoever is signed out')
  assert.deepEqual(rejections, [])
})
