/**
 * One change of a screen asks much at once, and the console answers in the order it is asked. What the map is painted from comes first, and with it the
 * figures of the same reports: one frame shows them together, so that no number stands beside a picture of something else. All else is asked once that
 * picture is on its way to the screen, so that neither the console nor a software GPU does two things at a time.
 */
import type { Method } from '../../preload/contract/api.ts'
import { expectPicture, PAINTING_MS } from './picture-due.ts'

const IS_PICTURE: ReadonlySet<Method> = new Set<Method>(['field.get', 'cells.get', 'places.sites', 'places.onDuty', 'places.overdue', 'places.bottlenecks'])
/** The ground that all other marks are drawn on. */
const IS_GROUND: ReadonlySet<Method> = new Set<Method>(['field.get', 'cells.get'])
/** Counted from what the ground has just picked: asked right after it, and told of with it. */
const IS_BESIDE: ReadonlySet<Method> = new Set<Method>(['field.overview'])
/** What is asked later waits no longer than this for a picture that takes its time, and so do marks for their ground. */
const LONGEST_WAIT_MS = 250
/** A ground waits so long for the figures beside it: they take a moment, or else (a first look at many shifts) seconds. */
const BESIDE_MS = 16

type Ask = () => void
interface Turn {
  method: Method
  ask: Ask
}
let turns: Turn[] = []
let waiting: Turn[] = []
let pictures = 0
let grounds = 0
let beside = 0
const landed = new Set<Ask>()
let landing: ReturnType<typeof setTimeout> | undefined
let landAt = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Asks soon. Returns how to take it back. */
export function inTurn(method: Method, ask: Ask): () => void {
  if (turns.length === 0) queueMicrotask(askAll)
  const turn = { method, ask }
  turns.push(turn)
  return () => void (turn.ask = () => {})
}

/** Has to be told of every call and its end. */
export function whileAsked<T>(method: Method, answer: Promise<T>): Promise<T> {
  if (IS_BESIDE.has(method)) {
    beside++
    return answer.finally(() => void beside--)
  }
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

/** Tells of an answer: ground, marks and figures beside them are told of together, for each telling is work and a frame of the page. */
export function land(method: Method, tell: Ask): void {
  const isGround = IS_GROUND.has(method)
  if (!isGround && !IS_PICTURE.has(method) && !IS_BESIDE.has(method)) return tell()
  landed.add(tell)
  if (grounds > 0) return landIn(LONGEST_WAIT_MS)
  if (isGround && beside > 0) return landIn(BESIDE_MS)
  landAll()
}

/** What has been promised sooner stays so. */
function landIn(delayMs: number): void {
  const at = performance.now() + delayMs
  if (landing !== undefined && landAt <= at) return
  clearTimeout(landing)
  landAt = at
  landing = setTimeout(landAll, delayMs)
}

function landAll(): void {
  clearTimeout(landing)
  landing = undefined
  const told = [...landed]
  landed.clear()
  for (const tell of told) tell()
}

const isFirst = ({ method }: Turn): boolean => IS_PICTURE.has(method)

function askAll(): void {
  const asked = turns
  turns = []
  const isSecond = ({ method }: Turn): boolean => IS_BESIDE.has(method) && asked.some((one) => IS_GROUND.has(one.method))
  for (const { ask } of [...asked.filter(isFirst), ...asked.filter(isSecond)]) ask()
  waiting.push(...asked.filter((turn) => !isFirst(turn) && !isSecond(turn)))
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
