/** A link to a view: filter, camera and selection as the page keeps them in its address. */
import { isOurPage, ORIGIN } from './origin.ts'

const LONGEST = 8_000

/** The last link among the arguments of a start, made anew from its fragment, so that nothing but a view of our own page can be opened by it; null without one. */
export function linkOf(args: readonly string[]): string | null {
  const link = args.findLast((arg) => arg.length <= LONGEST && isOurPage(arg))
  if (link === undefined) return null
  const url = new URL(link)
  return url.pathname === '/' && url.search === '' ? `${ORIGIN}/${url.hash}` : null
}
