/** What a frame may still hold goes two frames later; where no frames come, it goes all the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAfterFrames } from '../../../renderer/map/after-frames.ts'

/** A page whose frames come when the test says so. */
function openPage() {
  let waiting: (() => void)[] = []
  const page = { isHidden: false, frame: (): void => waiting.splice(0).forEach((work) => work()), waits: () => waiting.length }
  return { page, afterFrames: openAfterFrames(() => page.isHidden, (work) => void (waiting = [...waiting, work])) }
}

test('a frame is under way and another follows before it is done', () => {
  const { page, afterFrames } = openPage()
  const gone: string[] = []
  afterFrames(() => gone.push('old'))
  page.frame()
  assert.deepEqual(gone, [])
  page.frame()
  assert.deepEqual(gone, ['old'])
  page.frame()
  assert.deepEqual(gone, ['old'])
})

test('on a page that nobody sees nothing piles up: all is done with the work under way, and not in the midst of it', async () => {
  const { page, afterFrames } = openPage()
  page.isHidden = true
  let living = 0
  for (let n = 0; n < 100; n++) {
    living++
    afterFrames(() => living--)
    assert.equal(living, 1, 'not before what replaces it is drawn')
    await Promise.resolve()
    assert.equal(living, 0)
  }
  assert.equal(page.waits(), 0)
})
