/** A name that a file may have on every system the console runs on. */

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const LONGEST = 150

/** The last part of what was proposed, without signs that Windows forbids, that end a name unseen, or that turn the direction of writing. */
export function fileNameOf(proposed: string): string {
  const last = proposed.split(/[\\/]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex
  const clean = last.replaceAll(/[<>:"|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_').replace(/^\.+/, '').slice(-LONGEST).replace(/[. ]+$/, '')
  return clean === '' ? 'export' : RESERVED.test(clean) ? `_${clean}` : clean
}
