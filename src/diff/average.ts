/** Is a tensor the average of others? What averaging in floating point may have rounded is allowed, nothing more. */
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { DType } from '../dtype/dtype.ts'
import { isPthError } from '../errors.ts'
import type { ActualStateDict } from './actual.ts'
import { alignedChunks } from './aligned-chunks.ts'
import { numberCodec } from './numbers.ts'
import type { NumberCodec } from './numbers.ts'

/** One of the files that were averaged. */
export interface AverageSource {
  /** The name to tell the user, such as the path of the file. */
  readonly label: string
  readonly state: ActualStateDict
}

/** How far from the mean is still the mean, beside what rounding explains. Both apply to floating-point tensors. */
export interface AverageTolerance {
  /** Relative to the largest of the averaged elements, not to the mean, which may be near zero. */
  readonly rtol: number
  readonly atol: number
}

/** A step of a running average rounds twice by half a unit in the last place of the largest element so far. */
const FLOAT32_STEP = 2 * 2 ** -24
const FLOAT64_STEP = 2 * 2 ** -53
/** Integers from here on may differ and be read as one number. */
const INEXACT = 2 ** 53

/** Why the tensors of these names are not the average of those in `sources`, by name; null where one is. */
export async function averageProblems(
  names: readonly string[],
  { entries }: ActualStateDict,
  sources: readonly AverageSource[],
  tolerance: AverageTolerance,
): Promise<Map<string, string | null>> {
  const problems = new Map<string, string | null>()
  for (const name of names) {
    const found = entries.get(name)?.entry
    if (found !== undefined) problems.set(name, await averageProblem({ ...found, name }, sources, tolerance))
  }
  return problems
}

/**
 * Why `found` is not the element-wise mean of the tensors of that name in `sources`; null when it is. The mean is
 * computed in float64. A floating-point element is the mean when it is as near as float32 arithmetic (float64 where all
 * files have that) over so many files and one rounding to the dtype leave it, or within `tolerance`; a tensor that is
 * only within `tolerance` must not be within it of one of the files too. An integer is the mean rounded down or to the
 * nearest, or the value in one file; those past 2^53 are not compared.
 * @throws PthError of reading, but for tensors without readable bytes, which are a reason
 */
async function averageProblem(
  found: TensorEntry,
  sources: readonly AverageSource[],
  tolerance: AverageTolerance,
): Promise<string | null> {
  const entries: TensorEntry[] = []
  for (const { label, state } of sources) {
    const entry = state.entries.get(found.name)?.entry
    if (entry === undefined) return `is not in ${label}`
    if (entry.tensor.shape === null || entry.tensor.shape.join() !== found.tensor.shape?.join())
      return `has another shape in ${label}`
    entries.push(entry)
  }
  const sides = [found, ...entries].map(sideOf)
  const plain = sides.filter((side) => side !== undefined)
  if (plain.length < sides.length)
    return 'was not compared: only tensors of plain numbers, bools and complex numbers have a mean'
  if (new Set(plain.map(({ codec }) => codec.perElement)).size > 1)
    return 'is complex in some of the files and real in others'
  try {
    const tally = newTally(plain, tolerance)
    for await (const chunks of alignedChunks(plain)) addChunks(tally, plain, chunks)
    return problemOf(tally, sources)
  } catch (error) {
    if (!isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) throw error
    return `was not compared: ${error.message}`
  }
}

interface Side {
  readonly entry: TensorEntry
  readonly itemsize: number
  readonly dtype: DType
  readonly codec: NumberCodec
}

function sideOf(entry: TensorEntry): Side | undefined {
  const { dtype } = entry.tensor
  const codec = dtype === null || 'parts' in entry.tensor ? undefined : numberCodec(dtype)
  if (dtype === null || codec === undefined) return undefined
  return { entry, itemsize: dtype.itemsize, dtype, codec }
}

interface Tally {
  readonly tolerance: AverageTolerance
  readonly whole: boolean
  /** What one step of averaging may be off, relative to the largest element. */
  readonly step: number
  readonly round: (value: number) => number
  elements: number
  /** Elements that neither rounding nor the tolerance explains. */
  off: number
  /** The largest distance from the mean among them. */
  apart: number
  /** Some element needs the tolerance. */
  lenient: boolean
  /** Some integer is too large to be compared. */
  inexact: boolean
  /** For each file: every element so far is within the tolerance of it; and the same bits as numbers. */
  readonly near: boolean[]
  readonly same: boolean[]
}

function newTally(sides: readonly Side[], tolerance: AverageTolerance): Tally {
  const [found, ...others] = sides
  const wide = sides.every(({ dtype }) => dtype.name === 'float64' || dtype.name === 'complex128')
  const category = found?.dtype.category
  return {
    tolerance,
    whole: category !== 'float' && category !== 'complex',
    step: wide ? FLOAT64_STEP : FLOAT32_STEP,
    round: found?.codec.round ?? ((value) => value),
    elements: 0,
    off: 0,
    apart: 0,
    lenient: false,
    inexact: false,
    near: others.map(() => true),
    same: others.map(() => true),
  }
}

function addChunks(tally: Tally, sides: readonly Side[], chunks: readonly Uint8Array[]): void {
  const [found, ...others] = sides.map(({ codec }, at) => codec.reader(chunks[at] ?? new Uint8Array()))
  const numbers = (chunks[0]?.length ?? 0) / (sides[0]?.codec.width ?? 1)
  const values = others.map(() => 0)
  tally.elements += numbers
  for (let index = 0; index < numbers; index += 1) {
    for (let at = 0; at < others.length; at += 1) values[at] = others[at]?.(index) ?? 0
    addElement(tally, found?.(index) ?? 0, values)
  }
}

function addElement(tally: Tally, found: number, values: readonly number[]): void {
  let sum = 0
  let largest = 0
  for (const value of values) {
    sum += value
    largest = Math.max(largest, Math.abs(value))
  }
  if (tally.whole && Math.max(largest, Math.abs(found)) >= INEXACT) tally.inexact = true
  const mean = sum / values.length
  const { rtol, atol } = tally.tolerance
  const allowed = tally.whole ? 0 : atol + rtol * largest
  for (const [at, value] of values.entries()) {
    if (tally.same[at] === true && !sameNumber(found, value)) tally.same[at] = false
    if (tally.near[at] === true && !sameNumber(found, value) && !(Math.abs(found - value) <= allowed))
      tally.near[at] = false
  }
  if (isMean(tally, found, mean, largest, values)) return
  const gap = Math.abs(found - mean)
  if (gap <= allowed) {
    tally.lenient = true
    return
  }
  tally.off += 1
  if (!(gap <= tally.apart)) tally.apart = gap
}

/** Whether rounding alone explains what lies between an element and the mean. */
function isMean(
  { whole, step, round }: Tally,
  found: number,
  mean: number,
  largest: number,
  values: readonly number[],
): boolean {
  if (whole) return found === Math.floor(mean) || found === Math.round(mean) || values.includes(found)
  if (sameNumber(found, mean) || sameNumber(found, round(mean))) return true
  // Rounding to the dtype is monotonic, so what comes of any value in the interval lies between its rounded ends.
  const slack = values.length * step * largest
  return found >= round(mean - slack) && found <= round(mean + slack)
}

function sameNumber(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

function problemOf(tally: Tally, sources: readonly AverageSource[]): string | null {
  const { off, elements, apart, lenient, inexact } = tally
  if (inexact) return 'was not compared: integers past 2^53 have no exact mean here'
  const twin = sources[tally.same.indexOf(true)]?.label
  if (off > 0)
    return (
      `is not the average: ${off} of ${elements} values are off, by up to ${apart.toPrecision(3)}` +
      (twin === undefined ? '' : `; it equals ${twin}`)
    )
  const near = sources[tally.near.indexOf(true)]?.label
  if (lenient && near !== undefined)
    return `is within the tolerance of ${near} too, so it cannot be told from it: use a smaller --rtol`
  return null
}
