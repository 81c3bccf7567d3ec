/** Asks the store how things stand for a wall, once for all who want to know at the same time; and remembers the last answer, for a wall that goes on when the store does not. */
import { judgeAge } from '../../preload/contract/freshness.ts'
import type { AlertKind } from '../../preload/contract/wall.ts'
import { sourceAlerts } from '../store/queries/source-alerts.ts'
import type { News, NewsQuestion } from '../store/queries/wall-news.ts'
import { canJudge } from '../wall/judged-kinds.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'

export type AskedNews = Omit<NewsQuestion, 'at' | 'pcAt'>
/** When it is asked, by the console's clock and by the PC's own. */
export type AskedAt = Required<Pick<NewsQuestion, 'at' | 'pcAt'>>

export interface Newsroom {
  /** `stale`: the store could not answer, and this is from before, judged by the time that it is. Throws what the store threw where there is nothing from before. */
  ask(question: AskedNews, when: AskedAt): Promise<{ news: News; stale: boolean }>
}

export const OF_SOURCES: ReadonlySet<AlertKind> = new Set<AlertKind>(['chain-lost', 'source-stale', 'source-ahead'])

/** Nobody confirms the sources any more: they raise their own alerts in time, and take back what is made of them. */
export function judgeAgain(news: News, at: number): News {
  const { sources, alerts, everyRounds } = news
  const isWell = sources.every((source) => source.faults.length === 0 && judgeAge(source, at).freshness === 'fresh')
  return {
    ...news, alerts: [...sourceAlerts(sources, at), ...alerts.filter(({ kind }) => !OF_SOURCES.has(kind) && canJudge(kind, sources, at))],
    everyRounds: isWell ? everyRounds : { ...everyRounds, health: 1 },
  }
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
        return { news: judgeAgain(before, when.at), stale: true }
      }
    },
  }
}
