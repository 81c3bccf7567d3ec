/** One console per data folder: a second start asks the first for a fresh address instead of opening the same files twice. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Answers without an address: packages or the page are made first · a window of its own, which comes to the front. */
export const STARTING = 'starting'
export const WINDOW = 'window'

/**
 * `{ address }` of the console that runs already (or WINDOW), or a claim `{ onAsk, answer, release }`. A console that does not answer in time is taken for dead: a process id
 * may long belong to another program, so it decides nothing by itself. One that is starting answers so, and is waited for: `onStarting` is called once.
 */
export async function claimFolder(folder, { onStarting = () => {}, lookMs = 300, waitMs = 5_000 } = {}) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [lock, ask, answer] = ['running', 'ask', 'address'].map((name) => join(folder, name))
  const holder = () => (existsSync(lock) ? readFileSync(lock, 'utf8') : null)
  const isOurs = () => holder() === String(process.pid)
  let isTold = false
  for (let other = holder(); other !== null && isAlive(Number(other)); other = holder()) {
    const address = await askOnce({ ask, answer, lookMs, waitMs })
    if (address === null) break
    if (address !== STARTING) return { address }
    if (!isTold) onStarting()
    isTold = true
  }
  rmSync(ask, { force: true })
  writeFileSync(lock, String(process.pid), { mode: 0o600 })
  let asked = false
  let onAsked = null
  const claim = {
    /** From now on `issue` is called whenever another start asks; until then it hears that this one is starting. */
    onAsk(issue) {
      onAsked = issue
    },
    /** Hands an address to the start that asked, if one did. */
    answer(address) {
      if (asked) writeFileSync(answer, address, { mode: 0o600 })
      asked = false
    },
    /** What another start took over, because this one gave no answer, stays its own. */
    release() {
      clearInterval(timer)
      if (isOurs()) for (const path of [lock, ask, answer]) rmSync(path, { force: true })
    },
  }
  const timer = setInterval(() => {
    if (!existsSync(ask) || !isOurs()) return
    rmSync(ask, { force: true })
    asked = true
    if (onAsked === null) claim.answer(STARTING)
    else onAsked()
  }, lookMs)
  return claim
}

/** The answer, or null when none came in time. */
async function askOnce({ ask, answer, lookMs, waitMs }) {
  rmSync(answer, { force: true })
  writeFileSync(ask, '')
  for (let waited = 0; waited < waitMs; waited += lookMs) {
    await delay(lookMs)
    if (!existsSync(answer)) continue
    const address = readFileSync(answer, 'utf8')
    rmSync(answer, { force: true })
    return address
  }
  return null
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
