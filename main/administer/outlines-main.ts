/** The command `outlines`: an administrator's file of area outlines, checked, into this PC's data folder. */
import { resolve } from 'node:path'
import { confirm } from '../outlines/confirm.ts'
import { holdOutlines } from './hold-outlines.ts'

/** Takes `--name VALUE` out of the words. */
function take(argv: string[], name: string): { value: string | undefined; rest: string[] } {
  const at = argv.indexOf(name)
  return at === -1 ? { value: undefined, rest: argv } : { value: argv[at + 1], rest: argv.toSpliced(at, 2) }
}

const standard = take(process.argv.slice(2), '--default-data')
const chosen = take(standard.rest, '--data')
const folder = chosen.value ?? standard.value
if (folder === undefined) throw new Error('--data needs a folder')
process.exitCode = await holdOutlines(resolve(folder), chosen.rest, { print: (line) => void process.stdout.write(`${line}\n`), confirm })
