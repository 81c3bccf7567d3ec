/** Defences taken out of the product at the moment it is loaded, to see that the oracles miss them. Nothing on the disk is touched. */
import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface SourcePatch {
  /** Path below the repository, such as `main/central/log.ts`. */
  file: string
  /** Must occur exactly once in the file: a patch that no longer fits is a check that no longer checks. */
  find: string
  replace: string
}

export interface SourcePatches {
  /** Throws, with their names, unless every patched file has been loaded since. */
  verify(): void
  /** Modules loaded from now on are as written; those loaded already stay as they are. */
  withdraw(): void
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Patches modules of the present thread that are loaded after this call, so the product must be imported with `import()`
 * afterwards. Several patches of one file apply in their order. Throws at once when a piece does not occur exactly once.
 */
export function patchSources(patches: readonly SourcePatch[]): SourcePatches {
  const texts = new Map<string, string>()
  for (const patch of patches) {
    const url = pathToFileURL(join(ROOT, patch.file)).href
    texts.set(url, patched(texts.get(url) ?? readSource(patch.file), patch))
  }
  const loaded = new Set<string>()
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      const result = nextLoad(url, context)
      // A query behind the address makes a second copy of a module: it is patched too.
      const file = url.split('?', 1)[0] ?? url
      const source = texts.get(file)
      if (source === undefined) return result
      loaded.add(file)
      return { ...result, source }
    },
  })
  return {
    verify() {
      const missed = [...texts.keys()].filter((url) => !loaded.has(url))
      if (missed.length > 0) throw new Error(`patched, but never loaded afterwards: ${missed.map((url) => fileURLToPath(url)).join(', ')}`)
    },
    withdraw: () => hooks.deregister(),
  }
}

function readSource(file: string): string {
  const path = join(ROOT, file)
  if (!existsSync(path)) throw new Error(`there is no ${file} to patch`)
  return readFileSync(path, 'utf8')
}

function patched(text: string, { file, find, replace }: SourcePatch): string {
  const found = find === '' ? 0 : text.split(find).length - 1
  if (found !== 1) throw new Error(`the piece to replace occurs ${found} times in ${file}, not once:\n${find}`)
  // A function: `$` in the new piece means itself.
  return text.replace(find, () => replace)
}
