/** Distances on the WGS-84 ellipsoid. */

const A = 6_378_137
const F = 1 / 298.257_223_563
const B = A * (1 - F)
const RADIANS = Math.PI / 180

/** Metres between two near places, from the ellipsoid's two radii at their mean latitude; better than 0.1 % below 50 km, away from the poles. */
export function nearMeters(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const middle = ((lat1 + lat2) / 2) * RADIANS
  const w = 1 - F * (2 - F) * Math.sin(middle) ** 2
  const east = (A / Math.sqrt(w)) * Math.cos(middle) * (lng2 - lng1) * RADIANS
  const north = ((A * (1 - F) ** 2) / w ** 1.5) * (lat2 - lat1) * RADIANS
  return Math.hypot(east, north)
}

/** Degrees clockwise from north of the way from one place to another near it. */
export function bearingOf(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const east = (lng2 - lng1) * Math.cos(((lat1 + lat2) / 2) * RADIANS)
  return (Math.atan2(east, lat2 - lat1) / RADIANS + 360) % 360
}

/** Geodesic metres (Vincenty 1975, inverse formula), to the millimetre; not for places on opposite sides of the Earth. */
export function geodesicMeters(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const [u1, u2] = [Math.atan((1 - F) * Math.tan(lat1 * RADIANS)), Math.atan((1 - F) * Math.tan(lat2 * RADIANS))]
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)]
  const difference = (lng2 - lng1) * RADIANS
  let lambda = difference
  for (let round = 0; round < 50; round++) {
    const sinSigma = Math.hypot(cosU2 * Math.sin(lambda), cosU1 * sinU2 - sinU1 * cosU2 * Math.cos(lambda))
    if (sinSigma === 0) return 0
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * Math.cos(lambda)
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (cosU1 * cosU2 * Math.sin(lambda)) / sinSigma
    const cos2Alpha = 1 - sinAlpha ** 2
    const cos2Middle = cos2Alpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cos2Alpha
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha))
    const before = lambda
    lambda = difference + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2Middle + c * cosSigma * (2 * cos2Middle ** 2 - 1)))
    if (Math.abs(lambda - before) > 1e-12) continue
    const k = (cos2Alpha * (A * A - B * B)) / (B * B)
    const a = 1 + (k / 16_384) * (4096 + k * (-768 + k * (320 - 175 * k)))
    const b = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)))
    const delta = b * sinSigma * (cos2Middle + (b / 4) * (cosSigma * (2 * cos2Middle ** 2 - 1) - (b / 6) * cos2Middle * (4 * sinSigma ** 2 - 3) * (4 * cos2Middle ** 2 - 3)))
    return B * a * (sigma - delta)
  }
  return nearMeters(lng1, lat1, lng2, lat2)
}

/** Whether two places are at most `reach` metres apart: the quick distance decides unless it is close to the reach. */
export function isWithin(reach: number, lng1: number, lat1: number, lng2: number, lat2: number): boolean {
  const near = nearMeters(lng1, lat1, lng2, lat2)
  if (near < reach * 0.995) return true
  if (near > reach * 1.005) return false
  return geodesicMeters(lng1, lat1, lng2, lat2) <= reach
}
