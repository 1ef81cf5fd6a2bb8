/** The budgets of reading, all in one place: what each bounds, its default, and the flag that raises it. */
import { PthError } from './errors.ts'

/**
 * Budgets of one run; every command and every opener takes them. Lowering one is allowed too. Most grow with the file
 * ({@link limitsFor}): what a small file may cost is bounded, and a large file of many tensors is opened all the same.
 */
export interface Limits {
  /** Bytes of one pickle. Largest known: 60 MB (a dataset pickled as Python lists). */
  readonly pickleBytes: number
  /**
   * Opcodes of the pickles of one file together (True, False and None count a quarter), and values on a stack:
   * 100,000 tensors take 1.6 million, 200 MB of
   * Python floats 22 million.
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
  /** Bytes of a zip central directory, or of the header of GGUF. Largest known: 14 MB; 20 MB. */
  readonly directoryBytes: number
  /** Members of a tar, extension headers included. PyTorch writes 4, or 8 with PAX headers. */
  readonly tarMembers: number
  /** Pickles of one file: one after another, or in a package. Largest known: 5,000 (a log of appended pickles). */
  readonly pickles: number
  /** Files in files. PyTorch nests once, known attacks three deep. */
  readonly nesting: number
  /** Bytes inside pickles that are scanned as files, in all: a memo can hand out one payload any number of times. */
  readonly nestedBytes: number
  /**
   * Bytes that are unpacked, all members of one input together, and again each time that one is unpacked again.
   * Stored members need none.
   */
  readonly unpackedBytes: number
  /** Steps from the root of the object graph. Deepest known: about 60. */
  readonly depth: number
  /**
   * Places where tensors are, each with an eighth for each step of its path and a 32nd for each dimension. Largest
   * known: 400,000 (weights and two Adam moments).
   */
  readonly places: number
  /** Characters of the names of tensors, all together. Largest known: 12 million (120,000 experts). */
  readonly nameLength: number
  /** Files of one run of scan or verify. Largest known folder of checkpoints: 40,000. */
  readonly files: number
  /** Shards of one index. Largest known: 191. */
  readonly shards: number
  /** Requests of one run over HTTP. The largest known model takes 20,000 to convert. */
  readonly requests: number
  /** Bytes of answers over HTTP, of one run. */
  readonly transferBytes: number
  /** Bytes of one tensor that is made whole in memory: a dense form, or one that the library is asked for. */
  readonly tensorBytes: number
  /** Bytes of the tensors that are measured, views counted in full; they may repeat what a file contains. */
  readonly measuredBytes: number
  /** @internal What the run has used of the budgets that its parts share; absent before {@link limitsFor}. */
  readonly spent?: Spent
}

/** What one run has used so far. */
interface Spent {
  values: number
  unpackedBytes: number
}

/** A budget of numbers, by its name. */
export type LimitName = Exclude<keyof Limits, 'spent'>

/** One budget: its flag on the command line, and in what it counts. */
export interface LimitRule {
  readonly flag: `--max-${string}`
  /** The default, which is enough for a small file. */
  readonly value: number
  /** What a file may use for each of its bytes where that is more than the default, and the most that comes to. */
  readonly grows?: { readonly perByte: number; readonly most?: number }
  readonly unit: string
  /** What is bounded, for `--help`. */
  readonly what: string
}

export const LIMIT_RULES: { readonly [Name in LimitName]: LimitRule } = {
  pickleBytes: {
    flag: '--max-pickle-bytes',
    value: 1 << 25,
    grows: { perByte: 4, most: 2 ** 30 },
    unit: 'bytes',
    what: 'one pickle',
  },
  values: {
    flag: '--max-values',
    value: 500_000,
    // A list of small numbers has one opcode in two bytes. Only True, False and None are denser: they count a quarter.
    grows: { perByte: 1 / 2, most: 32_000_000 },
    unit: 'values',
    what: 'opcodes of the pickles',
  },
  marks: { flag: '--max-marks', value: 100_000, unit: 'marks', what: 'open MARKs of one pickle' },
  integerBytes: { flag: '--max-integer-bytes', value: 65_536, unit: 'bytes', what: 'one integer' },
  entries: {
    flag: '--max-entries',
    value: 150_000,
    // PyTorch writes 200 bytes for the smallest: two headers, and data at a multiple of 64.
    grows: { perByte: 1 / 160 },
    unit: 'entries',
    what: 'entries of an archive',
  },
  directoryBytes: {
    flag: '--max-directory-bytes',
    value: 1 << 28,
    unit: 'bytes',
    what: 'directory of a zip, header of GGUF',
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
    value: 2 ** 29,
    grows: { perByte: 32, most: 2 ** 40 },
    unit: 'bytes',
    what: 'archive members that are unpacked, in total',
  },
  depth: { flag: '--max-depth', value: 2_000, unit: 'steps', what: 'depth of the object graph' },
  places: {
    flag: '--max-places',
    value: 150_000,
    // The smallest tensor of a file of torch.save takes 300 bytes.
    grows: { perByte: 1 / 192 },
    unit: 'places',
    what: 'places of tensors',
  },
  nameLength: {
    flag: '--max-name-length',
    value: 1 << 24,
    grows: { perByte: 1 / 4 },
    unit: 'characters',
    what: 'names of tensors, in total',
  },
  files: { flag: '--max-files', value: 1_000_000, unit: 'files', what: 'files of one run' },
  shards: { flag: '--max-shards', value: 10_000, unit: 'files', what: 'shards of one index' },
  requests: { flag: '--max-requests', value: 1_000_000, unit: 'requests', what: 'requests over HTTP' },
  transferBytes: {
    flag: '--max-transfer',
    value: 2 ** 44,
    unit: 'bytes',
    what: 'answers over HTTP, in total',
  },
  tensorBytes: {
    flag: '--max-tensor-bytes',
    value: 2 ** 31,
    unit: 'bytes',
    what: 'one tensor built in memory',
  },
  measuredBytes: {
    flag: '--max-measured-bytes',
    value: 2 ** 30,
    grows: { perByte: 16 },
    unit: 'bytes',
    what: 'tensors that are measured',
  },
}

const LIMIT_NAMES = Object.keys(LIMIT_RULES) as LimitName[]

/** The budgets of reading that apply when none are given. */
export const DEFAULT_LIMITS: Limits = limitsBy((name) => LIMIT_RULES[name].value)

/** Every budget, from its name. */
export function limitsBy(valueOf: (name: LimitName) => number): Limits {
  // Made for every file and every payload: a scan makes thousands.
  const limits: Partial<Record<LimitName, number>> = {}
  for (const name of LIMIT_NAMES) limits[name] = valueOf(name)
  return limits as Limits
}

/**
 * The budgets of one reading of a file of `byteLength` bytes, with nothing used. Those that grow are what is given or
 * what the file has room for, whichever is more; one that is lower than the default is what it is. For files inside
 * it the same ones count.
 */
export function limitsFor(limits: Limits, byteLength: number): Limits {
  const grown = limitsBy((name) => {
    const { value, grows } = LIMIT_RULES[name]
    const given = limits[name]
    if (grows === undefined || given < value) return given
    return Math.max(given, Math.min(Math.floor(byteLength * grows.perByte), grows.most ?? Infinity))
  })
  return { ...grown, spent: { values: 0, unpackedBytes: 0 } }
}

/** Count `amount` more of a budget that the parts of a run share. @throws PthError LIMIT_EXCEEDED */
export function spend(limits: Limits, name: keyof Spent, what: string, amount: number): void {
  const { spent } = limits
  const found = (spent?.[name] ?? 0) + amount
  if (spent !== undefined) spent[name] = found
  checkLimit(limits, name, what, found)
}

/** Take back what was counted since `used` were: a pickle is run again when more of it was read. */
export function respend(limits: Limits, name: keyof Spent, used: number): void {
  if (limits.spent !== undefined) limits.spent[name] = used
}

/** What is left of a budget that the parts of a run share. */
export function left(limits: Limits, name: keyof Spent): number {
  return limits[name] - (limits.spent?.[name] ?? 0)
}

/** The error of a budget that a flag raises; its hint names the flag. */
export function overLimit(
  limits: Limits,
  name: LimitName,
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
export function checkLimit(limits: Limits, name: LimitName, what: string, found: number): void {
  if (found > limits[name]) throw overLimit(limits, name, what, found)
}
