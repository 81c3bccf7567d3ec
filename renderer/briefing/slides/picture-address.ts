/** Bytes of pictures as addresses the page may show: one each, given back once the picture is forgotten. */

const known = new WeakMap<Uint8Array<ArrayBuffer>, string>()
const forgotten = new FinalizationRegistry<string>((address) => URL.revokeObjectURL(address))

export function addressOf(bytes: Uint8Array<ArrayBuffer>, type: string): string {
  const held = known.get(bytes)
  if (held !== undefined) return held
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  known.set(bytes, address)
  forgotten.register(bytes, address)
  return address
}
