/** Something of Electron's shape to pack: the packager copies it, renames it and sets its fuses as it would the real program. It cannot be run. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** The mark by which a program's fuses are found, the layout's version, how many follow, and as many that are off. */
const fuses = (count: number): Buffer => Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, count]), Buffer.from('0'.repeat(count))])

/** A Windows program without code, with the version block the packager writes the archive's checksum beside. */
function emptyProgram(): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = require('resedit') as typeof import('resedit')
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'stand-in' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

/** Writes the programs of Linux and Windows, and languages to choose from, into the folder. */
export function makeStandIn(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  for (const language of ['zh-CN', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), '')
  writeFileSync(join(folder, 'electron'), fuses(9), { mode: 0o755 })
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) writeFileSync(join(folder, name), '', { mode: 0o755 })
  writeFileSync(join(folder, 'electron.exe'), Buffer.concat([emptyProgram(), fuses(9)]))
}
