/** Numbers as pixels of a heat map. */

/** Ends of the scale and its middle, in red, green and blue: told apart without red and green. */
const BELOW = [33, 102, 172] as const
const MIDDLE = [247, 247, 247] as const
const ABOVE = [217, 95, 2] as const
const NOT_FINITE = [215, 0, 40] as const

/** The largest distance of a finite value from zero. */
export function largestOf(values: Float64Array): number {
  let largest = 0
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value))
  return largest
}

/** Four bytes for each value, on a scale from `-largest` to `largest`. */
export function heatPixels(values: Float64Array, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4)
  for (const [at, value] of values.entries()) {
    const share = largest === 0 ? 0 : value / largest
    const end = share < 0 ? BELOW : ABOVE
    for (let channel = 0; channel < 3; channel += 1) {
      const from = MIDDLE[channel] ?? 0
      const colour = from + Math.abs(share) * ((end[channel] ?? 0) - from)
      pixels[at * 4 + channel] = Number.isFinite(value) ? colour : (NOT_FINITE[channel] ?? 0)
    }
    pixels[at * 4 + 3] = 255
  }
  return pixels
}
