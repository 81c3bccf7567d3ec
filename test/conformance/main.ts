/** `npm run conformance`: tells of any central, rule by rule, whether it keeps the contract; without one, proves itself on the practice central. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { judgeCentral } from './judge.ts'
import { TIMES } from './probe.ts'
import type { ProbeOptions } from './probe.ts'
import { proveItself } from './prove.ts'
import { lineOf, verdictOf } from './verdict.ts'

const USAGE = `npm run conformance -- --central URL --token TOKEN [options]     judge a central
npm run conformance                                              judge the practice central on each database, then broken ones
  --central URL        https, or http on this machine; only the origin counts
  --token TOKEN        whose scopes are read (or CONFORMANCE_TOKEN: a command line can be read by others)
  --other-token TOKEN  of a user with other scopes (or CONFORMANCE_OTHER_TOKEN): shows the rules about rights
  --touch "COMMAND"    makes the central change at least one row that TOKEN may read, each once: shows the rules about changes
  --watch SECONDS      instead: wait so long for a change that comes by itself
  --revoke "COMMAND"   withdraws the other token: shows that a withdrawal counts at once
  --burst              ask until the central says "slow down" (at most 150 times)
  --scope ID           look at this scope only (may be repeated)
  --strict             a rule that was not shown fails the run
  --json FILE          the table as JSON
No row of the central is ever changed (ops that it must refuse are sent, and it remembers that it did), and no token is printed. Exit code 0: kept, as far as shown; 1: not kept; 2: wrong use.`

class UsageError extends Error {}

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

function readWords() {
  const { values } = parseArgs({
    options: {
      central: text, token: text, 'other-token': text, touch: text, watch: text, revoke: text, json: text, only: text,
      scope: { type: 'string', multiple: true }, burst: flag, strict: flag, help: flag,
    },
  })
  return values
}
type Words = ReturnType<typeof readWords>

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !isHere)) throw new UsageError('--central needs an https address, or http on this machine')
  return url.origin
}

/** The integrator's own command; it does not inherit the tokens. */
function runner(command: string | undefined): (() => Promise<void>) | null {
  if (command === undefined) return null
  return async () => {
    const { CONFORMANCE_TOKEN: _token, CONFORMANCE_OTHER_TOKEN: _other, ...env } = process.env
    const child = spawn(command, { shell: true, env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new UsageError(`the command ended with ${code}: ${command}`)
  }
}

function optionsOf(words: Words, central: string): ProbeOptions {
  const token = words.token ?? process.env.CONFORMANCE_TOKEN ?? ''
  if (token === '') throw new UsageError('--token or CONFORMANCE_TOKEN is needed')
  const watchSeconds = Number(words.watch ?? 0)
  if (!(watchSeconds >= 0 && watchSeconds <= 3_600)) throw new UsageError('--watch needs seconds, at most 3600')
  return {
    central: originOf(central), token, other: words['other-token'] ?? process.env.CONFORMANCE_OTHER_TOKEN ?? null, touch: runner(words.touch), revoke: runner(words.revoke), watchSeconds,
    burst: words.burst, scopes: words.scope ?? null, times: TIMES,
  }
}

async function judgeOne(words: Words, central: string): Promise<{ isKept: boolean; line: string; json: unknown }> {
  const options = optionsOf(words, central)
  const report = await judgeCentral(options, (judged) => console.log(lineOf(judged)))
  const verdict = verdictOf(`conformance of ${options.central}`, report, words.strict)
  return { ...verdict, json: { central: options.central, ...verdict, ...report } }
}

try {
  const words = readWords()
  if (words.help) console.log(USAGE)
  else {
    const { isKept, line, json } = words.central === undefined ? await proveItself((said) => console.log(said)) : await judgeOne(words, words.central)
    if (words.json !== undefined) writeFileSync(words.json, `${JSON.stringify(json, null, 2)}\n`)
    console.log(line)
    process.exit(isKept ? 0 : 1)
  }
} catch (error) {
  const isMisuse = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true
  console.error(isMisuse ? `${(error as Error).message}\n\n${USAGE}` : (error as Error).stack)
  process.exit(2)
}
