/** What is wrong with a wall's picture, read off the page that shows it: type too small or too thin, too little contrast, text that is cut or lies over other text, too many numbers. */
import type { Page } from 'playwright-core'

export interface Judging {
  /** Of the wall's settings: the table's sizes are those at four picture heights. */
  distanceInHeights: number
}

/** One line per fault; none where all is well. Whatever an overlay covers is not judged: nobody sees it. */
export async function wallFaults(page: Page, judging: Judging): Promise<string[]> {
  return page.evaluate(findFaults, judging)
}

/** Runs in the page, so it can use nothing from outside. */
function findFaults({ distanceInHeights }: Judging): string[] {
  interface Shown { node: Text; element: HTMLElement; words: string; size: number; box: DOMRect; ink: { left: number; right: number; top: number; bottom: number } }
  const wall = document.querySelector<HTMLElement>('.wall')
  const stage = document.querySelector<HTMLElement>('.wall-stage')
  if (wall === null || stage === null) return ['there is no wall']
  const faults: string[] = []
  const NUMBERS = /[\d.]+/g
  const WEIGHTS = [0.2126, 0.7152, 0.0722] as const
  const frame = stage.getBoundingClientRect()
  const unit = Math.min(wall.clientWidth / 1920, wall.clientHeight / 1080)
  const times = (unit * distanceInHeights) / 4
  const SIZES = { caption: 22 * times, body: 30 * times, title: 42 * times, alert: 56 * times, figure: 84 * times }
  /** What must be read from the back row, whatever it is called in the style sheet. */
  const LEAST: [selector: string, size: number][] = [['.wall-card .wall-value > :first-child', SIZES.figure], ['.wall-header h1, .wall-header time', SIZES.title], ['.wall-list h2, .wall-row .wall-amount, .wall-rank, .wall-label, .wall-ticker strong, .wall-legend .wall-quantity > :first-child', SIZES.body], ['.wall-interrupt strong', SIZES.alert]]

  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT)
  const shown: Shown[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement!
    const words = node.textContent!.trim()
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (words === '' || box.width === 0) continue
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    // A line's box is taller than its letters: Hanzi fill 0.92 of the type.
    const middle = (box.top + box.bottom) / 2
    const half = Math.min(box.height, 0.88 * size) / 2
    const ink = { left: box.left, right: box.right, top: middle - half, bottom: middle + half }
    const top = document.elementsFromPoint(Math.max(0, (box.left + box.right) / 2), middle).find((one) => getComputedStyle(one).pointerEvents !== 'none')
    const isSeen = top === undefined || top.contains(element) || element.contains(top)
    const isUnder = [...stage.querySelectorAll('.wall-interrupt, .wall-keys, .wall-board')].some((over) => !over.contains(element) && meets(over.getBoundingClientRect(), ink) && (over.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) === 0)
    if (isUnder) continue
    if (isSeen) shown.push({ node: node as Text, element, words, size, box, ink })
    else faults.push(`covered: “${words}” by ${top.className}`)
  }

  for (const { element, words, size, ink } of shown) {
    const { fontWeight } = getComputedStyle(element)
    if (size < SIZES.caption - 0.1) faults.push(`small: “${words}” ${size.toFixed(1)} px, at least ${SIZES.caption.toFixed(1)}`)
    if (Number(fontWeight) < 500) faults.push(`thin: “${words}” ${fontWeight}`)
    const [ratio, floor] = [contrastOf(element), size >= SIZES.title - 0.1 ? 4.5 : 7]
    if (ratio < floor) faults.push(`faint: “${words}” ${ratio.toFixed(2)} : 1, at least ${floor}`)
    const edge = edgesOf(element)
    if (ink.left < edge.left - 1 || ink.right > edge.right + 1 || ink.top < edge.top - 1 || ink.bottom > edge.bottom + 1) faults.push(`cut: “${words}” leaves its place`)
  }
  for (const [selector, least] of LEAST) {
    for (const element of stage.querySelectorAll(selector)) {
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      if (size < least - 0.1) faults.push(`small: “${element.textContent}” ${size.toFixed(1)} px, at least ${least.toFixed(1)}`)
    }
  }
  shown.forEach((one, n) => shown.slice(n + 1).forEach((other) => {
    const across = Math.min(one.ink.right, other.ink.right) - Math.max(one.ink.left, other.ink.left)
    const down = Math.min(one.ink.bottom, other.ink.bottom) - Math.max(one.ink.top, other.ink.top)
    if (across > 1 && down > 1) faults.push(`over each other: “${one.words}” and “${other.words}”`)
  }))
  const numbers = [...stage.querySelectorAll('[data-number]')].length
  if (numbers > 9) faults.push(`${numbers} numbers, at most 9`)
  for (const element of stage.querySelectorAll<HTMLElement>('*')) {
    if (element.clientWidth > 0 && element.textContent.trim() !== '' && element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${element.className || element.tagName} holds ${element.scrollWidth} of ${element.clientWidth} px across`)
  }
  if (frame.left < -16 * unit || frame.right > wall.clientWidth + 16 * unit) faults.push('the stage leaves the picture')
  return [...new Set(faults)]

  function meets(box: DOMRect, ink: Shown['ink']): boolean {
    return box.left < ink.right && box.right > ink.left && box.top < ink.bottom && box.bottom > ink.top
  }

  /** The box of whatever would cut it off, and of the part it stands in. */
  function edgesOf(element: HTMLElement): { left: number; right: number; top: number; bottom: number } {
    let edge = { left: 0, right: wall!.clientWidth, top: 0, bottom: wall!.clientHeight }
    const PARTS = '.wall-stage, .wall-header, .wall-ticker, .wall-card, .wall-list, .wall-trend, .wall-legend, .wall-credit, .wall-interrupt, .wall-keys, .wall-board, .wall-map'
    for (let one: HTMLElement | null = element; one !== null && one !== wall; one = one.parentElement) {
      if (getComputedStyle(one).overflow === 'visible' && !one.matches(PARTS)) continue
      const { left, right, top, bottom } = one.getBoundingClientRect()
      edge = { left: Math.max(edge.left, left), right: Math.min(edge.right, right), top: Math.max(edge.top, top), bottom: Math.min(edge.bottom, bottom) }
    }
    return edge
  }

  /** WCAG 2.2, of the text against the nearest ground behind it, both under whatever dims the wall. */
  function contrastOf(element: HTMLElement): number {
    const dimming = document.querySelector<HTMLElement>('.wall-dimming')
    const left = dimming === null ? 1 : 1 - Number(getComputedStyle(dimming).opacity)
    let ground: number[] | null = null
    for (let one: HTMLElement | null = element; one !== null && ground === null; one = one.parentElement) {
      const [r = 0, g = 0, b = 0, a = 1] = partsOf(getComputedStyle(one).backgroundColor)
      if (a === 1) ground = [r, g, b]
      else if (a > 0) return 0
    }
    const [lighter, darker] = [partsOf(getComputedStyle(element).color), ground ?? [0, 0, 0]].map((colour) => luminance(colour.slice(0, 3).map((part) => part * left))).sort((a, b) => b - a)
    return (lighter! + 0.05) / (darker! + 0.05)
  }

  function partsOf(colour: string): number[] {
    return (colour.match(NUMBERS) ?? []).map(Number)
  }

  function luminance([r = 0, g = 0, b = 0]: number[]): number {
    const [x, y, z] = [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return WEIGHTS[0] * x! + WEIGHTS[1] * y! + WEIGHTS[2] * z!
  }
}
