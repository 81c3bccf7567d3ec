/** Reads the imports of the source itself and says which break the house's rule: who may know whom. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

/** Path from the root, with slashes → text. */
export type Sources = Map<string, string>

const FEATURES = ['map', 'desk', 'bottlenecks', 'volunteers', 'indicators', 'briefing', 'wall', 'walls', 'sync', 'connect', 'quality', 'settings', 'edits']
/** Features that may know a part of another: the wall's scenes lie on the map, and the desk's console shows what a wall shows. */
const ACQUAINTED: Record<string, string> = { wall: 'map/', walls: 'wall/(?:stage/|map/|run/present-alerts\\.ts$)' }
/** What nothing in the list may know, by the folder that holds the file. */
const STRANGERS: [folder: string, unknown: RegExp][] = [
  ['main/', /^renderer\//],
  ['renderer/', /^main\//],
  ['preload/contract/', /^(?!preload\/contract\/)/],
  ['preload/', /^(main|renderer)\//],
  ['main/store/', /^main\/(?!store\/|field\/|casework\/|outlines\/|search\/|sync\/protocol\.ts$|outbox\/standing\.ts$)/],
  ['main/outbox/', /^main\/(?!outbox\/|store\/)/],
  ['main/outlines/', /^main\/(?!outlines\/|field\/)/],
  ['main/search/', /^main\/(?!search\/)/],
  ['main/sync/', /^main\/(?!sync\/|store\/)/],
  ['main/field/', /^main\/(?!field\/)/],
  ['main/photo/', /^main\/(?!photo\/)/],
  ['main/casework/', /^main\/(?!casework\/|field\/|sync\/protocol\.ts$)/],
  ['main/briefing/', /^main\/(?!briefing\/|export\/(plain-text|sheet-text)\.ts$)/],
  ['main/wall/', /^main\/(?!wall\/)/],
  ['main/export/', /^main\/(?!export\/|field\/)/],
  ['main/basemap/', /^main\/(?!basemap\/)/],
  ['main/core/', /^main\/(shell|loopback|central)\//],
  ['main/loopback/', /^main\/(?!loopback\/|core\/)/],
  ['main/kiosk/', /^main\/(?!kiosk\/|wall\/|start\.mjs$|setup\/with-parent\.mjs$)/],
  ['main/shell/', /^main\/(?!shell\/|core\/|wall\/|loopback\/page\.ts$|loopback\/files\.ts$)/],
  ['main/administer/', /^main\/(?!administer\/|outlines\/|store\/)/],
  ['main/central/', /^main\/(?!central\/|photo\/|casework\/|outlines\/|sync\/(push-)?protocol\.ts$)/],
  ['renderer/state/', /^renderer\/(?!state\/|bridge\.ts$)/],
  ['renderer/chrome/', new RegExp(`^renderer/(${FEATURES.join('|')})/`)],
  ...FEATURES.map((feature): [string, RegExp] => [
    `renderer/${feature}/`, new RegExp(`^renderer/${ACQUAINTED[feature] === undefined ? '' : `(?!${ACQUAINTED[feature]})`}(${FEATURES.filter((other) => other !== feature).join('|')})/`),
  ]),
]
const ELECTRON_ONLY = /^(main\/shell\/|preload\/electron\.ts$)/

export function readSources(root: string, folders: string[]): Sources {
  const sources: Sources = new Map()
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name)) sources.set(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
    }
  }
  return sources
}

/** Every specifier after `from`, in `import '…'`, `import('…')` and `new URL('./…', import.meta.url)`; type imports count. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)(['"])([^'"\n]+)\1/g)
  return [...found].map((match) => match[2] ?? '')
}

/** The file an import of `path` means, or the package's name as it is written. */
const targetOf = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? normalize(join(dirname(path), specifier)).replaceAll('\\', '/') : specifier

/** One line per broken rule; none when the house is in order. */
export function findStrangers(sources: Sources): string[] {
  const broken: string[] = []
  for (const [path, text] of sources) {
    for (const specifier of importsOf(text)) {
      const target = targetOf(path, specifier)
      if (specifier === 'electron' && !ELECTRON_ONLY.test(path)) broken.push(`${path} imports electron`)
      if (!specifier.startsWith('.')) continue
      if (STRANGERS.some(([folder, unknown]) => path.startsWith(folder) && unknown.test(target))) broken.push(`${path} imports ${target}`)
    }
  }
  return broken
}

/** Each cycle once, as the files on its way; imports of types alone count too. */
export function findCycles(sources: Sources): string[] {
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, way: string[]): void => {
    const start = way.indexOf(path)
    if (start !== -1) return void cycles.push([...way.slice(start), path].join(' → '))
    if (done.has(path)) return
    for (const specifier of importsOf(sources.get(path) ?? '')) {
      const target = targetOf(path, specifier)
      if (specifier.startsWith('.') && sources.has(target)) visit(target, [...way, path])
    }
    done.add(path)
  }
  for (const path of sources.keys()) visit(path, [])
  return cycles
}

/** Files that only pass on what several others export, and files named for it. One line that renames one export is a door for lazy loading. */
export function findBarrels(sources: Sources): string[] {
  return [...sources].filter(([path, text]) => {
    const statements = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').split('\n').filter((line) => line.trim() !== '')
    return /(^|\/)index\.tsx?$/.test(path) || /^\s*export \*/m.test(text) || (statements.length > 1 && statements.every((line) => /^\s*export .*\bfrom\b/.test(line)))
  }).map(([path]) => path)
}
