/** The budgets of reading, all in one place: what each bounds, its default, and the flag that raises it. */
import { PthError } from './errors.ts'

/** Budgets of one run; every command and every opener takes them. Lowering one is allowed too. */
export interface Limits {
  /** Bytes of one pickle. Largest known: 60 MB (a dataset pickled as Python lists). */
  readonly pickleBytes: number
  /**
   * Opcodes of one pickle, and values on its stack: 100,000 tensors take 1.6 million, 200 MB of Python floats
   * 22 million.
   */
  readonly values: number
  /** Depth of open MARKs. CPython writes at most a few dozen. */
  readonly marks: number
  /** Bytes of one LONG. Largest known: 10 (the legacy magic number); 2,500 for the Mersenne state as one int. */
  readonly integerBytes: number
  /**
   * Entries of a zip archive, or of a table in a tar. Largest known: 120,000 (one storage a tensor of a
   * mixture of experts).
   */
  readonly entries: number
  /** Bytes of a zip central directory. Largest known: 14 MB. */
  readonly directoryBytes: number
  /** Members of a tar, extension headers included. PyTorch writes 4, or 8 with PAX headers. */
  readonly tarMembers: number
  /** Pickles of one file: one after another, or in a package. Largest known: 5,000 (a log of appended pickles). */
  readonly pickles: number
  /** Files in files. PyTorch nests once, known attacks three deep. */
  readonly nesting: number
  /** Bytes inside pickles that are scanned as files, in all: a memo can hand out one payload any number of times. */
  readonly nestedBytes: number
  /** Bytes of archive members that are unpacked, all members of one input together. Stored members need none. */
  readonly unpackedBytes: number
  /** Steps from the root of the object graph. Deepest known: about 60. */
  readonly depth: number
  /**
   * Places where tensors are, each with an eighth for each step of its path. Largest known: 400,000
   * (weights and two Adam moments).
   */
  readonly places: number
  /** Files of one run of scan or verify. Largest known folder of checkpoints: 40,000. */
  readonly files: number
  /** Shards of one index. Largest known: 191. */
  readonly shards: number
  /** Bytes of one tensor that is made whole in memory: a dense form, or one that the library is asked for. */
  readonly tensorBytes: number
  /**
   * Bytes of the tensors that are measured, views counted in full; they may repeat what a file contains. At least 16
   * times the file.
   */
  readonly measuredBytes: number
}

/** One budget: its flag on the command line, and in what it counts. */
export interface LimitRule {
  readonly flag: `--max-${string}`
  readonly value: number
  readonly unit: string
  /** What is bounded, for `--help`. */
  readonly what: string
}

export const LIMIT_RULES: { readonly [Name in keyof Limits]: LimitRule } = {
  pickleBytes: { flag: '--max-pickle-bytes', value: 1 << 30, unit: 'bytes', what: 'one pickle' },
  values: { flag: '--max-values', value: 32_000_000, unit: 'values', what: 'opcodes of one pickle' },
  marks: { flag: '--max-marks', value: 100_000, unit: 'marks', what: 'open MARKs of one pickle' },
  integerBytes: { flag: '--max-integer-bytes', value: 65_536, unit: 'bytes', what: 'one integer' },
  entries: { flag: '--max-entries', value: 1_000_000, unit: 'entries', what: 'entries of an archive' },
  directoryBytes: {
    flag: '--max-directory-bytes',
    value: 1 << 28,
    unit: 'bytes',
    what: 'directory of a zip',
  },
  tarMembers: { flag: '--max-tar-members', value: 10_000, unit: 'members', what: 'members of a tar' },
  pickles: { flag: '--max-pickles', value: 20_000, unit: 'pickles', what: 'pickles of one file' },
  nesting: { flag: '--max-nesting', value: 8, unit: 'levels', what: 'files inside files' },
  nestedBytes: {
    flag: '--max-nested-bytes',
    value: 1 << 28,
    unit: 'bytes',
    what: 'files inside pickles, in total',
  },
  unpackedBytes: {
    flag: '--max-unpacked-bytes',
    value: 2 ** 35,
    unit: 'bytes',
    what: 'archive members that are unpacked, in total',
  },
  depth: { flag: '--max-depth', value: 2_000, unit: 'steps', what: 'depth of the object graph' },
  places: { flag: '--max-places', value: 4_000_000, unit: 'places', what: 'places of tensors' },
  files: { flag: '--max-files', value: 1_000_000, unit: 'files', what: 'files of one run' },
  shards: { flag: '--max-shards', value: 10_000, unit: 'files', what: 'shards of one index' },
  tensorBytes: {
    flag: '--max-tensor-bytes',
    value: 2 ** 31,
    unit: 'bytes',
    what: 'one tensor built in memory',
  },
  measuredBytes: {
    flag: '--max-measured-bytes',
    value: 2 ** 36,
    unit: 'bytes',
    what: 'tensors that are measured',
  },
}

/** The budgets of reading that apply when none are given. */
export const DEFAULT_LIMITS: Limits = limitsBy((name) => LIMIT_RULES[name].value)

/** Every budget, from its name. */
export function limitsBy(valueOf: (name: keyof Limits) => number): Limits {
  const entries = (Object.keys(LIMIT_RULES) as (keyof Limits)[]).map((name) => [name, valueOf(name)] as const)
  return Object.fromEntries(entries) as unknown as Limits
}

/** The error of a budget that a flag raises; its hint names the flag. */
export function overLimit(
  limits: Limits,
  name: keyof Limits,
  what: string,
  found: number,
): PthError<'LIMIT_EXCEEDED'> {
  const { flag, unit } = LIMIT_RULES[name]
  return new PthError('LIMIT_EXCEEDED', { what, limit: limits[name], found, unit, hint: `${flag} raises it` })
}

/** A bound that no flag raises: of a format, of arithmetic, or of what JavaScript can hold. `why` says which. */
export interface FixedLimit {
  readonly what: string
  readonly limit: number
  readonly found: number
  readonly unit: string
  readonly why: string
}

/** The error of a bound that is what it is. */
export function overFixedLimit({ why, ...details }: FixedLimit): PthError<'LIMIT_EXCEEDED'> {
  return new PthError('LIMIT_EXCEEDED', { ...details, hint: why })
}

/** Throw when `found` is over a budget. @throws PthError LIMIT_EXCEEDED */
export function checkLimit(limits: Limits, name: keyof Limits, what: string, found: number): void {
  if (found > limits[name]) throw overLimit(limits, name, what, found)
}
