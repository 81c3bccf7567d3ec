/** What a cache file holds of points, as one line to compare. */
import { openReadable } from '../../main/store/open.ts'

export function answerOf(path: string): string {
  const db = openReadable(path)
  const sums = db.prepare('SELECT count(*), sum(x), sum(y), sum(reported_at), total(weight), sum(length(body)), sum(length(h)) FROM point').raw().get() as number[]
  const small = db.prepare('SELECT (SELECT count(*) FROM area), (SELECT count(*) FROM class)').raw().get() as number[]
  db.close()
  return [...sums, ...small].join(' ')
}
