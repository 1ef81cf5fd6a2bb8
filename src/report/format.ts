/** Scalars for people: counts and sizes. */
import { grouped } from '../digits.ts'

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** 1234567 -> 1,234,567 */
export function formatCount(value: number): string {
  return grouped(value)
}

/** Bytes with a binary unit: 0 B, 424 B, 36.8 KiB, 97.7 MiB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  let value = bytes
  let unit = ''
  for (const next of UNITS) {
    value /= 1024
    unit = next
    // 1023.95 would round to 1024.0
    if (value < 1023.95) break
  }
  return `${value.toFixed(1)} ${unit}`
}

/** "1 tensor", "3 tensors" */
export function formatNumber(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(value)} ${value === 1 ? noun : plural}`
}

/** [64, 3, 7, 7] as in every report. */
export function formatShape(shape: readonly number[] | null): string {
  return shape === null ? '?' : `[${shape.join(', ')}]`
}

/** Bytes to the last one: 1,234,567 B */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`
}
