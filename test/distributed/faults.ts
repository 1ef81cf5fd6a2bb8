/** What can happen to the files of a folder: each fault is done to a copy, and undone. */
import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'

export type FaultKind = 'removed' | 'truncated' | 'flipped' | 'swapped' | 'doubled'

/** One fault of one file. */
export interface Fault {
  readonly kind: FaultKind
  /** Relative to the folder. */
  readonly file: string
  /** Such as `to 12 bytes`. */
  readonly what: string
  /** Damages the file; the answer mends it. */
  readonly apply: () => () => void
}

/** Every file below a folder, relative to it, sorted. */
function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}

/** The faults of every file of a folder. */
export function faultsOf(root: string): readonly Fault[] {
  const files = filesBelow(root)
  return files.flatMap((file, at) => faultsOfFile(root, file, files[at + 1]))
}

function faultsOfFile(root: string, file: string, next: string | undefined): readonly Fault[] {
  const path = join(root, file)
  const bytes = readFileSync(path)
  const { length } = bytes
  const restore = (): void => writeFileSync(path, bytes)
  const fault = (kind: FaultKind, what: string, damage: () => void, mend = restore): Fault => ({
    kind,
    file,
    what,
    apply: () => {
      damage()
      return mend
    },
  })
  const faults = [fault('removed', '', () => rmSync(path))]
  const lengths = new Set([0, 1, 100, Math.floor(length / 2), length - 100, length - 1])
  for (const kept of lengths)
    if (kept >= 0 && kept < length)
      faults.push(fault('truncated', `to ${kept} bytes`, () => writeFileSync(path, bytes.subarray(0, kept))))
  for (const place of flippedPlaces(length))
    faults.push(
      fault('flipped', `bit ${place % 8} of byte ${place}`, () => {
        const other = Buffer.from(bytes)
        other[place] = (other[place] ?? 0) ^ (1 << (place % 8))
        writeFileSync(path, other)
      }),
    )
  if (next !== undefined && dirname(next) === dirname(file) && extname(next) === extname(file))
    faults.push(swap(fault, root, file, next))
  for (const name of otherNames(file)) {
    const copy = join(root, name)
    if (!filesBelow(root).includes(name))
      faults.push(
        fault(
          'doubled',
          `as ${basename(name)}`,
          () => copyFileSync(path, copy),
          () => rmSync(copy),
        ),
      )
  }
  return faults
}

function swap(
  fault: (kind: FaultKind, what: string, damage: () => void, mend?: () => void) => Fault,
  root: string,
  file: string,
  next: string,
): Fault {
  const exchange = (): void => {
    const aside = join(root, `${file}.aside`)
    renameSync(join(root, file), aside)
    renameSync(join(root, next), join(root, file))
    renameSync(aside, join(root, next))
  }
  return fault('swapped', `with ${basename(next)}`, exchange, exchange)
}

/** Begin, end, and between them in steps that meet every kind of byte in a small file. */
function flippedPlaces(length: number): readonly number[] {
  const places = new Set<number>()
  for (let share = 0; share <= 16; share += 1) places.add(Math.floor(((length - 1) * share) / 16))
  return [...places].filter((place) => place >= 0 && place < length)
}

/** The name of the next rank, of a rank far away, and of a copy that a person makes. */
function otherNames(file: string): readonly string[] {
  const folder = dirname(file) === '.' ? '' : `${dirname(file)}/`
  const name = basename(file)
  const renamed = new Set([`copy of ${name}`])
  for (const match of name.matchAll(/\d+/g)) {
    const { index, 0: digits } = match
    for (const number of [Number(digits) + 1, Number(digits) + 7])
      renamed.add(
        name.slice(0, index) +
          String(number).padStart(digits.length, '0') +
          name.slice(index + digits.length),
      )
  }
  if (name.startsWith('bf16_')) renamed.add(name.slice(5))
  else if (name.startsWith('zero_pp')) renamed.add(`bf16_${name}`)
  return [...renamed].map((each) => folder + each)
}
