/** Asks the person at the terminal before anything is written. */
import { createInterface } from 'node:readline/promises'
import { OutlinesRefused } from './finding.ts'

/** Without a terminal nobody can answer: then only --yes writes. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new OutlinesRefused('nobody is here to confirm: add --yes to write, or --dry-run to look')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^(y|yes|是)$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
