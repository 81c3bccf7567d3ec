/** A record's identity as the columns keep it. */

/** 64 bits (FNV-1a twice, with different starts): two of a million records agree with a chance of 1 in 37 million. */
export function keyOf(id: string): [high: number, low: number] {
  let high = 0x811c9dc5
  let low = 0x050c5d1f
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 13
  }
  return [high >>> 0, low >>> 0]
}
