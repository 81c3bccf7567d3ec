/** Live questions for screens: the answer, how old it is, and asking again when one of its topics has news. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Bridge, Input, Method, Output } from '../../preload/contract/api.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { getBridge } from '../bridge.ts'
import { openQuestion } from './question.ts'
import type { Live, Question } from './question.ts'
import { openTopics } from './topics.ts'
import type { Topics } from './topics.ts'
import { inTurn, land, whileAsked } from './turns.ts'

export type { Live } from './question.ts'

/** Methods whose input is null: for them null asks, for all others null holds the question. */
type WithoutInput = { [M in Method]: Input<M> extends null ? M : never }[Method]
const WITHOUT_INPUT: Record<WithoutInput, true> = {
  'session.get': true, 'session.signOut': true, 'city.get': true, 'city.indicators': true, 'city.choices': true, 'quality.get': true,
  'edits.badge': true, 'edits.support': true, 'edits.goOn': true, 'sync.status': true, 'sync.page': true, 'sync.now': true, 'sync.check': true, 'sync.rebuild': true,
  'settings.get': true, 'briefing.runs': true, 'briefing.style': true, 'briefing.schedule': true, 'briefing.chooseFolder': true, 'briefing.due': true, 'wall.walls': true, 'basemap.list': true, 'basemap.get': true, 'basemap.add': true,
}

const topicsOf = new WeakMap<Bridge, Topics>()
function topicsFor(bridge: Bridge): Topics {
  let topics = topicsOf.get(bridge)
  if (topics === undefined) {
    topics = openTopics((listen) => bridge.onEvent(listen))
    topicsOf.set(bridge, topics)
  }
  return topics
}

/**
 * `input` and `topics` may be fresh objects on every render: equal contents ask nothing new. `everyMs`: asked again so often besides,
 * for what no topic tells of, such as an age.
 */
export function useLive<M extends Method>(method: M, input: Input<M> | null, topics: readonly Topic[], keep?: Keep<M>, everyMs?: number): Live<Output<M>> {
  const bridge = getBridge()
  const [store] = useState(() => openStore<M>(bridge, method, keep))
  const held = input === null && !(method in WITHOUT_INPUT)
  const key = held ? null : JSON.stringify(input)
  const topicKey = topics.join(' ')
  const latest = useRef(input)
  useEffect(() => {
    latest.current = input
  })
  useEffect(() => {
    // Held or closed at once; asked in the order in which the answers are waited for.
    if (key === null) return store.ask(null, null)
    return inTurn(method, () => store.ask(key, { input: latest.current as Input<M> }))
  }, [store, key, method])
  useEffect(() => topicsFor(bridge).listen(topicKey.split(' ') as Topic[], () => store.question.askAgain()), [bridge, store, topicKey])
  useEffect(() => {
    if (everyMs === undefined) return
    const timer = setInterval(() => store.question.askAgain(), everyMs)
    return () => clearInterval(timer)
  }, [store, everyMs])
  useEffect(() => () => store.question.close(), [store])
  const { key: asked, live } = useSyncExternalStore(store.subscribe, store.get)
  return asked === key || live.state !== 'here' || live.asking ? live : { ...live, asking: true }
}

type Keep<M extends Method> = (before: Output<M>, now: Output<M>) => Output<M>

interface Store<M extends Method> {
  /** Wrapped, because null is a real input of some methods. */
  question: Question<{ input: Input<M> }, Output<M>>
  subscribe: (changed: () => void) => () => void
  /** `key` names the input. */
  ask: (key: string | null, input: { input: Input<M> } | null) => void
  get: () => Asked<M>
}

/** What is known, and for which input: a screen that has just changed its mind must not take the old answer for the new one. */
interface Asked<M extends Method> {
  key: string | null
  live: Live<Output<M>>
}

function openStore<M extends Method>(bridge: Bridge, method: M, keep: Keep<M> | undefined): Store<M> {
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((changed) => changed())
  const question = openQuestion<{ input: Input<M> }, Output<M>>({
    call: ({ input }) => whileAsked(method, bridge.call(method, input)),
    changed: () => {
      asked = { key: asked.key, live: question.get() }
      if (!isNewQuestion) land(method, tell)
    },
    now: () => Date.now(),
    later: (work, delayMs) => {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    ...(keep === undefined ? {} : { keep }),
  })
  let asked: Asked<M> = { key: null, live: question.get() }
  /** Whose screen shows already that it is being asked. */
  let isNewQuestion = false
  return {
    question,
    get: () => asked,
    ask(key, input) {
      asked = { key, live: asked.live }
      isNewQuestion = input !== null
      question.ask(input)
      isNewQuestion = false
    },
    subscribe(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
  }
}
