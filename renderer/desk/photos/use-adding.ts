/** Photos on their way into a case: chosen, kept on this PC one after the other, then saved as edits; each with its progress, its cancel and what became of it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AddedPhoto } from '../../../preload/contract/case-photo.ts'
import { PHOTO_LIMITS, type Photo } from '../../../preload/contract/photo.ts'
import type { Saved } from '../../../preload/contract/edit.ts'
import { getBridge } from '../../bridge.ts'
import { sendFile } from './send-file.ts'

/** Why a photo is not in the case. */
export type NotAdded = Extract<AddedPhoto, { state: 'refused' }>['why'] | `edit-${Extract<Saved, { saved: false }>['why']}` | 'cancelled' | 'failed'

export interface Adding {
  job: string
  name: string
  /** 0–1; null: it is over. */
  part: number | null
  notAdded: NotAdded | null
}

export interface AddPhotos {
  adding: readonly Adding[]
  /** More than may be chosen at once: so many were left out. */
  leftOut: number
  add(files: readonly File[]): void
  cancel(job: string): void
  /** Takes those that are over off the list. */
  clear(): void
}

export function useAdding(caseId: string): AddPhotos {
  const [adding, setAdding] = useState<readonly Adding[]>([])
  const [leftOut, setLeftOut] = useState(0)
  const cancelled = useRef(new Set<string>())
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  const change = useCallback((job: string, next: Partial<Adding> | null) => {
    if (isGone.current) return
    setAdding((all) => all.flatMap((one) => (one.job !== job ? [one] : next === null ? [] : [{ ...one, ...next }])))
  }, [])
  const addOne = useCallback(async (file: File, job: string) => {
    const sent = await sendFile(file, job, (part) => change(job, { part: Math.min(1, part) }), () => cancelled.current.has(job))
    if (sent.state === 'kept') {
      const notSaved = await saveEdit(caseId, sent.photo).catch((): NotAdded => 'failed')
      return change(job, notSaved === null ? null : { part: null, notAdded: notSaved })
    }
    change(job, { part: null, notAdded: sent.state === 'refused' ? sent.why : sent.state })
  }, [caseId, change])
  const add = useCallback((files: readonly File[]) => {
    const chosen = files.slice(0, PHOTO_LIMITS.atOnce).map((file) => ({ file, job: crypto.randomUUID() }))
    setLeftOut(files.length - chosen.length)
    setAdding((all) => [...all.filter(({ part }) => part !== null), ...chosen.map(({ file, job }): Adding => ({ job, name: file.name, part: 0, notAdded: null }))])
    // One after the other: each has the line to this PC's disk to itself, and the first is safe soonest.
    for (const { file, job } of chosen) turn.current = turn.current.then(() => addOne(file, job))
  }, [addOne])
  const cancel = useCallback((job: string) => void cancelled.current.add(job), [])
  const clear = useCallback(() => {
    setAdding((all) => all.filter(({ part }) => part !== null))
    setLeftOut(0)
  }, [])
  return { adding, leftOut, add, cancel, clear }
}

/** Null: saved. */
async function saveEdit(on: string, photo: Photo): Promise<NotAdded | null> {
  const answer = await getBridge().call('edits.save', { edits: [{ op_id: crypto.randomUUID(), kind: 'photo', type: 'act', id: crypto.randomUUID(), on, set: photo }], draft: null })
  if (!answer.ok) return 'failed'
  return answer.value.saved ? null : `edit-${answer.value.why}`
}
