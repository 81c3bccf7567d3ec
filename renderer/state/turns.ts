/**
 * One change of a screen asks much at once, and the console answers in the order it is asked. What the map is painted from comes first;
 * figures beside it are asked once that picture is on its way to the screen, so that neither the console nor a software GPU does two things at a time.
 */
import type { Method } from '../../preload/contract/api.ts'
import { expectPicture, PAINTING_MS } from './picture-due.ts'

const IS_PICTURE: ReadonlySet<Method> = new Set<Method>(['field.get', 'cells.get', 'places.sites', 'places.onDuty', 'places.overdue', 'places.bottlenecks'])
/** The ground that all other marks are drawn on. */
const IS_GROUND: ReadonlySet<Method> = new Set<Method>(['field.get', 'cells.get'])
/** Figures wait no longer than this for a picture that takes its time. */
const LONGEST_WAIT_MS = 250

type Ask = () => void
interface Turn {
  isPicture: boolean
  ask: Ask
}
let turns: Turn[] = []
let waiting: Turn[] = []
let pictures = 0
let grounds = 0
const landed = new Set<Ask>()
let landing: ReturnType<typeof setTimeout> | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Asks soon. Returns how to take it back. */
export function inTurn(method: Method, ask: Ask): () => void {
  if (turns.length === 0) queueMicrotask(askAll)
  const turn = { isPicture: IS_PICTURE.has(method), ask }
  turns.push(turn)
  return () => void (turn.ask = () => {})
}

/** Has to be told of every call and its end. */
export function whileAsked<T>(method: Method, answer: Promise<T>): Promise<T> {
  if (!IS_PICTURE.has(method)) return answer
  pictures++
  if (IS_GROUND.has(method)) grounds++
  expectPicture()
  return answer.finally(() => {
    pictures--
    if (IS_GROUND.has(method)) grounds--
    if (pictures === 0 && waiting.length > 0) askWaitingIn(PAINTING_MS)
  })
}

/** Tells of an answer: marks that come before their ground are told of together with it, for each telling is work and a frame of the page. */
export function land(method: Method, tell: Ask): void {
  if (IS_PICTURE.has(method) && !IS_GROUND.has(method) && grounds > 0) {
    landed.add(tell)
    landing ??= setTimeout(landAll, LONGEST_WAIT_MS)
    return
  }
  tell()
  if (IS_GROUND.has(method) && grounds === 0) landAll()
}

function landAll(): void {
  clearTimeout(landing)
  landing = undefined
  const told = [...landed]
  landed.clear()
  for (const tell of told) tell()
}

function askAll(): void {
  const asked = turns
  turns = []
  for (const { ask } of asked.filter(({ isPicture }) => isPicture)) ask()
  waiting.push(...asked.filter(({ isPicture }) => !isPicture))
  if (waiting.length === 0) return
  if (pictures === 0) askWaiting()
  else askWaitingIn(LONGEST_WAIT_MS)
}

function askWaitingIn(delayMs: number): void {
  clearTimeout(timer)
  timer = setTimeout(askWaiting, delayMs)
}

function askWaiting(): void {
  clearTimeout(timer)
  const asked = waiting
  waiting = []
  for (const { ask } of asked) ask()
}
