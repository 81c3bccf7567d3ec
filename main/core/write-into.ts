/** Puts a file into a folder that was chosen earlier, when nobody is asked any more: what lies there already stays, and a folder that is gone is not made anew. */
import { stat } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { Refusal } from './refusal.ts'
import { type FileBytes, writeWhole } from './write-whole.ts'

/** More of one name no person would look through. */
const MOST_OF_A_NAME = 100

/** Answers the path, which has a number where the name was taken. Throws Refusal 'no-folder', 'disk-full' or 'not-writable'. */
export async function writeInto(folder: string, name: string, bytes: FileBytes): Promise<string> {
  const there = await stat(folder).catch(() => null)
  if (there?.isDirectory() !== true) throw new Refusal('no-folder', folder)
  const path = await freePath(folder, name)
  await writeWhole(path, bytes)
  return path
}

async function freePath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let n = 1; n <= MOST_OF_A_NAME; n++) {
    const path = join(folder, n === 1 ? name : `${stem} (${n})${ext}`)
    if ((await stat(path).catch(() => null)) === null) return path
  }
  throw new Refusal('not-writable', `${MOST_OF_A_NAME} files are called ${name}`)
}
