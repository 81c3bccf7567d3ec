/** The command `outlines`: an administrator's file of area outlines, checked, into this PC's data folder. */
import { createInterface } from 'node:readline/promises'
import { resolve } from 'node:path'
import { OutlinesRefused } from '../outlines/finding.ts'
import { holdOutlines } from './hold-outlines.ts'

/** Takes `--name VALUE` out of the words. */
function take(argv: string[], name: string): { value: string | undefined; rest: string[] } {
  const at = argv.indexOf(name)
  return at === -1 ? { value: undefined, rest: argv } : { value: argv[at + 1], rest: argv.toSpliced(at, 2) }
}

/** Without a terminal nobody can answer: then only --yes writes. */
async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new OutlinesRefused('nobody is here to confirm: add --yes to write, or --dry-run to look')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^(y|yes|是)$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

const standard = take(process.argv.slice(2), '--default-data')
const chosen = take(standard.rest, '--data')
const folder = chosen.value ?? standard.value
if (folder === undefined) throw new Error('--data needs a folder')
process.exitCode = await holdOutlines(resolve(folder), chosen.rest, { print: (line) => void process.stdout.write(`${line}\n`), confirm: ask })
