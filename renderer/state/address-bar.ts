/**
 * The browser's address bar. A browser draws it in a frame of its own, and a picture that comes behind that frame is late without a graphics card:
 * so the bar is written once the picture that a change asks for is painted. Until then the program knows alone what it will say, and keeps it with the tab:
 * a page that is loaded again meanwhile goes on there.
 */
import { keptInTab } from './kept-in-tab.ts'
import { afterPicture } from './picture-due.ts'

/** A picture that takes its time holds the bar up no longer. */
const LONGEST_UNWRITTEN_MS = 500

/** A page that is loaded anew is gone by then. */
const LEAVING_MS = 5_000

const kept = keptInTab('console-unwritten-address')

/** `over`: what the bar says meanwhile. */
interface Unwritten { hash: string; over: string; how: 'push' | 'replace' }
let unwritten: Unwritten | null = null

/** What the bar says, or will. Where it says something else by now, whoever wrote that is right. */
export const currentHash = (): string => standing()?.hash ?? location.hash

/** `push`: one step for the back button. */
export function putInBar(hash: string, how: 'push' | 'replace'): void {
  if (how === 'push') write()
  unwritten = { hash, over: location.hash, how: standing()?.how ?? how }
  kept.put(JSON.stringify(unwritten))
  afterPicture(write, LONGEST_UNWRITTEN_MS)
}

const standing = (): Unwritten | null => (unwritten?.over === location.hash ? unwritten : null)

function write(): void {
  const due = standing()
  const before = kept.get()
  unwritten = null
  // A page on its way out may still write, and comes back with the address from before: it is kept a little longer.
  setTimeout(() => kept.get() === before && kept.clear(), LEAVING_MS)
  if (due === null) return
  if (due.how === 'push') history.pushState(null, '', due.hash)
  else history.replaceState(null, '', due.hash)
}

if (typeof window !== 'undefined') {
  // Whoever goes back takes leave of it.
  addEventListener('popstate', kept.clear)
  const before = kept.get()
  if (before !== null) unwritten = JSON.parse(before) as Unwritten
  write()
}
