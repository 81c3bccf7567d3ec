/** What is asked again and again, and is changed here: the answer to a change shows at once, until what is told is another than before it. */
import { useState } from 'react'

export function useAnswered<T>(told: T): [shown: T, answer: (value: T) => void] {
  // By content: an answer from before the change may still arrive after it, and says the same as before.
  const key = JSON.stringify(told)
  const [answered, setAnswered] = useState<{ over: string; value: T } | null>(null)
  if (answered !== null && answered.over !== key) setAnswered(null)
  return [answered?.over === key ? answered.value : told, (value) => setAnswered({ over: key, value })]
}
