/** Writes resources/openapi.json from the wire schemas; with --check it only says whether the file is fresh. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeApi } from './openapi-document.ts'

export const OPENAPI_FILE = fileURLToPath(new URL('../../resources/openapi.json', import.meta.url))

export const renderOpenApi = (): string => `${JSON.stringify(describeApi(), null, 1)}\n`

export function isFresh(): boolean {
  try {
    return readFileSync(OPENAPI_FILE, 'utf8') === renderOpenApi()
  } catch {
    return false
  }
}

if (import.meta.main) {
  const shown = relative(process.cwd(), OPENAPI_FILE)
  if (process.argv.includes('--check')) {
    if (!isFresh()) {
      console.error(`${shown} is stale: run node main/central/openapi.ts`)
      process.exitCode = 1
    }
  } else {
    mkdirSync(dirname(OPENAPI_FILE), { recursive: true })
    writeFileSync(OPENAPI_FILE, renderOpenApi())
    console.log(`${shown} written`)
  }
}
