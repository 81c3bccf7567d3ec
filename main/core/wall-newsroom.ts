/** Asks the store how things stand for a wall, once for all who want to know at the same time; and remembers the last answer, for a wall that goes on when the store does not. */
import type { News, NewsQuestion } from '../store/queries/wall-news.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'

export type AskedNews = Omit<NewsQuestion, 'at' | 'pcAt'>
/** When it is asked, by the console's clock and by the PC's own. */
export type AskedAt = Required<Pick<NewsQuestion, 'at' | 'pcAt'>>

export interface Newsroom {
  /** `stale`: the store could not answer, and this is from before; its sources grow old by themselves. Throws what the store threw where there is nothing from before. */
  ask(question: AskedNews, when: AskedAt): Promise<{ news: News; stale: boolean }>
}

export function createNewsroom(seat: () => Seat): Newsroom {
  // Of one person's desk: whoever comes after them sees nothing of theirs.
  let of: Seat | null = null
  const last = new Map<string, News>()
  const asking = new Map<string, Promise<News>>()
  const seatNow = (): Seat => {
    try {
      const now = seat()
      if (now !== of) forget()
      of = now
      return now
    } catch (error) {
      // Signed out: what was shown is nobody's any more.
      if (error instanceof Refusal && error.code === 'not-signed-in') forget()
      throw error
    }
  }
  const forget = (): void => {
    of = null
    last.clear()
    asking.clear()
  }
  const fetch = (now: Seat, key: string, question: NewsQuestion): Promise<News> => {
    const under = asking.get(key)
    if (under !== undefined) return under
    const work = now.store.field.ask('wall.news', question).then(({ value }) => value)
    asking.set(key, work)
    const done = (): void => void (asking.get(key) === work && asking.delete(key))
    work.then(done, done)
    return work
  }
  return {
    async ask(question, when) {
      const now = seatNow()
      const key = JSON.stringify(question)
      try {
        const news = await fetch(now, key, { ...question, ...when })
        if (of === now) last.set(key, news)
        return { news, stale: false }
      } catch (error) {
        const before = of === now ? last.get(key) : undefined
        if (before === undefined) throw error
        return { news: before, stale: true }
      }
    },
  }
}
