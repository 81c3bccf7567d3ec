/** The writer with a thread beside it that judges the parts of snapshots: to whoever asks, it is the writer. */
import { openLane, type AskOptions, type Lane, type Timed } from './lane.ts'
import type { JudgeFunctions } from './judge-functions.ts'
import type { Part } from './judged-part.ts'
import type { StageResult } from './staging.ts'
import type { WriterFunctions, WriterThreadFunctions } from './writer-functions.ts'

export interface StagingLane extends Lane<WriterFunctions> {
  /** Starts the thread, which otherwise starts with the first snapshot: most desks have what they need from the day before. */
  expectSnapshot(): Promise<void>
}

export function withJudge(writer: Lane<WriterThreadFunctions>): StagingLane {
  let judge: Promise<Lane<JudgeFunctions> | null> | null = null
  // Without the thread the writer does both: slower, and all the same.
  const open = (): Promise<Lane<JudgeFunctions> | null> => (judge ??= openLane<JudgeFunctions>('judge', null).catch(() => null))

  const stage = async (part: Part, options: AskOptions | undefined): Promise<Timed<StageResult>> => {
    const lane = await open()
    if (lane === null) return writer.ask('stagePart', part, options)
    const judged = await lane.ask('judgePart', part, options).catch((error: unknown) => {
      // A thread that ended is not asked again.
      judge = null
      throw error
    })
    const { points } = judged.value
    const staged = await writer.ask('stageJudged', judged.value, { transfer: Object.values(points).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [])) })
    return { value: staged.value, tookMs: judged.tookMs + staged.tookMs }
  }

  const ask = (name: string, input: unknown, options?: AskOptions): Promise<Timed<unknown>> => {
    if (name === 'stagePart') return stage(input as Part, options)
    if (name === 'openSnapshot') void open()
    return writer.ask(name as 'stagePart', input as Part, options)
  }
  return {
    ask: ask as Lane<WriterFunctions>['ask'],
    async expectSnapshot() {
      await open()
    },
    async close() {
      await (await judge)?.close()
      await writer.close()
    },
  }
}
