/** For what the frame under way may still hold: a texture whose layer has just been replaced. */

/** Does it once the next two frames are past. A page that nobody sees is given no frames, and draws nothing from what is gone: there it is done as soon as the work under way is. */
export const openAfterFrames = (isHidden: () => boolean, nextFrame: (work: () => void) => void) => (work: () => void): void => {
  if (isHidden()) queueMicrotask(work)
  else nextFrame(() => nextFrame(work))
}

export const afterTwoFrames = openAfterFrames(() => document.hidden, (work) => void requestAnimationFrame(work))
