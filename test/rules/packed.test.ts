/** What the desktop's main process loads by name is what electron-builder.yml packs, neither less nor more. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { importsOf, readSources } from './imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = readSources(root, ['main', 'preload'])

/** What main/shell/tsconfig.emit.json names: the threads of store, outbox, export and briefing are started by a name put together at run time. */
const compiled = [...sources.keys()].filter((path) => /^main\/(shell|core|store|outbox|export|briefing)\//.test(path) && !path.endsWith('vite.config.ts'))

/** Packages reached from these files over others of the house; an import of types alone is no load. */
function loadedFrom(entries: string[]): Set<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (path: string): void => {
    const text = sources.get(path)
    if (text === undefined || seen.has(path)) return
    seen.add(path)
    const code = text.replaceAll(/\b(?:import|export) type\b[^']*'[^']*'/g, '')
    // The store asks for its binding only after a look at the runtime.
    const asked = [...code.matchAll(/\bcreateRequire\([^)]*\)\('([^']+)'\)/g)].map((match) => match[1] ?? '')
    for (const specifier of [...importsOf(code), ...asked]) {
      if (specifier.startsWith('.')) visit(normalize(join(path, '..', specifier)).replaceAll('\\', '/'))
      else if (/^[@a-z][\w./@-]*$/.test(specifier) && specifier !== 'electron') packages.add(specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  entries.forEach(visit)
  return packages
}

/** Named by a package and never loaded: what compiles what comes compiled, types, an empty package in place of Node's own, and what pptxgenjs has no call of. */
const NOT_LOADED = new Set(['node-addon-api', '@types/node', 'https', 'image-size'])

function withNeeds(packages: Iterable<string>, all = new Set<string>()): Set<string> {
  for (const name of packages) {
    if (all.has(name) || NOT_LOADED.has(name)) continue
    all.add(name)
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> }
    withNeeds(Object.keys(dependencies), all)
  }
  return all
}

test('electron-builder.yml lists the packages of main/ and what they need (add or take away a name there)', () => {
  // Of a scope its whole folder.
  const needed = [...new Set([...withNeeds(loadedFrom(compiled))].map((name) => name.split('/')[0]))].sort()
  assert.ok(needed.includes('better-sqlite3') && needed.includes('zod') && needed.includes('flatqueue'))
  const listed = /"!node_modules\/!\(([^)]+)\)\/\*\*"/.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1]?.split('|') ?? []
  assert.deepEqual(listed, needed)
})
