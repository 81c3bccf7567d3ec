/** The console's alarm tone: two soft notes in turn, for under three seconds, made by the browser itself. */

/** Seconds. */
const NOTE = 0.4
const NOTES = [659, 880, 659, 880, 659, 880]
const LOUDNESS = 0.25
/** A note that begins or ends at once clicks. */
const EDGE = 0.03

export const TONE_SECONDS = NOTE * NOTES.length

let context: AudioContext | null = null

/** False: the browser lets no page sound before somebody has pressed something in it. */
export async function sound(): Promise<boolean> {
  context ??= new AudioContext()
  const { state } = context
  // A context that may not run yet never settles; it is asked and not waited for.
  if (state !== 'running') await Promise.race([context.resume().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 300))])
  if (context.state !== 'running') return false
  play(context)
  return true
}

function play(on: AudioContext): void {
  const begin = on.currentTime + 0.05
  const gain = on.createGain()
  gain.connect(on.destination)
  gain.gain.setValueAtTime(0, begin)
  const voice = on.createOscillator()
  voice.type = 'sine'
  voice.connect(gain)
  NOTES.forEach((hertz, n) => {
    const from = begin + n * NOTE
    voice.frequency.setValueAtTime(hertz, from)
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + EDGE)
    gain.gain.setValueAtTime(LOUDNESS, from + NOTE - EDGE)
    gain.gain.linearRampToValueAtTime(0, from + NOTE)
  })
  voice.start(begin)
  voice.stop(begin + TONE_SECONDS)
}
