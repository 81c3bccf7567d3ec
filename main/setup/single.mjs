/** One console per data folder: a second start asks the first for a fresh address instead of opening the same files twice. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const LOOK_MS = 300
const WAIT_MS = 5_000

/**
 * `{ address }` of the console that runs already, or a claim `{ onAsk, answer, release }`. A console that does not answer in time is taken for dead: a process id may
 * long belong to another program, so it decides nothing by itself.
 */
export async function claimFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [lock, ask, answer] = ['running', 'ask', 'address'].map((name) => join(folder, name))
  if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
    rmSync(answer, { force: true })
    writeFileSync(ask, '')
    for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
      await delay(LOOK_MS)
      if (!existsSync(answer)) continue
      const address = readFileSync(answer, 'utf8')
      rmSync(answer, { force: true })
      return { address }
    }
  }
  rmSync(ask, { force: true })
  writeFileSync(lock, String(process.pid), { mode: 0o600 })
  let asked = false
  let timer
  return {
    /** Calls `issue` whenever another start asks. */
    onAsk(issue) {
      timer = setInterval(() => {
        if (!existsSync(ask)) return
        rmSync(ask, { force: true })
        asked = true
        issue()
      }, LOOK_MS)
    },
    /** Hands an address to the start that asked, if one did. */
    answer(address) {
      if (asked) writeFileSync(answer, address, { mode: 0o600 })
      asked = false
    },
    release() {
      clearInterval(timer)
      for (const path of [lock, ask, answer]) rmSync(path, { force: true })
    },
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
