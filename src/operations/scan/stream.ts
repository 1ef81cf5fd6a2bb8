/** A run of pickles one after another: what `pickle.load` called again and again would read. */
import { isLegacyMagic } from '../../container/legacy.ts'
import { START_BYTES } from '../../container/sniff.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit, respend } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { isFrameConflict } from '../../pickle/reader.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { addGlobals, find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { scanPayloads } from './payloads.ts'
import { ARRAY_WRAPPER } from './joblib.ts'
import { scanPickle } from './pickle.ts'
import { noteStorages } from './storages.ts'
import type { Reading, ScannedPickle } from './pickle.ts'

/** Bytes of the first window on a pickle that is not at the beginning of the file. */
const FIRST_BYTES = 1 << 14
/** A legacy stream is five pickles and then storages. */
const LEGACY_PICKLES = 5

/**
 * Scan the pickles of a source from `offset` on. The first must be one when it is `certain`; what follows is followed
 * as long as it is pickles, and reported as trailing data when it is not.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function scanStream(
  context: ScanContext,
  source: ByteSource,
  member: string,
  depth: number,
  inside: ScanInside,
  offset = 0,
  firstIsCertain = true,
): Promise<void> {
  let at = offset
  let most = context.limits.pickles
  for (let index = 0; index < most; index += 1) {
    const name = index === 0 ? member : `${member} [pickle ${index + 1}]`
    const certain = (index === 0 && firstIsCertain) || most === LEGACY_PICKLES
    // The five of a legacy stream are loaded one after another: each runs as far as it goes.
    const pickle = await scanOne(context, source, at, name, depth, inside, certain)
    if (pickle === undefined) {
      if (index > 0 && !certain) noteTrailing(context, member, at, source.byteLength - at)
      return
    }
    if (index === 0 && isLegacyMagic(pickle.value)) most = LEGACY_PICKLES
    at = pickle.end
    if (at >= source.byteLength) return
    if (most === LEGACY_PICKLES) continue
    if (!(await startsLikePickle(source, at))) {
      noteTrailing(context, member, at, source.byteLength - at)
      return
    }
    if (index === 0)
      find(
        context,
        'PICKLE_FOLLOWS',
        'note',
        member,
        at,
        'another pickle follows the first; pickle.load reads one at a time',
      )
  }
  if (most !== LEGACY_PICKLES)
    find(
      context,
      'NESTED_LIMIT',
      'error',
      member,
      at,
      overLimit(context.limits, 'pickles', 'pickles one after another', most + 1).message,
    )
}

function noteTrailing(context: ScanContext, member: string, at: number, bytes: number): void {
  find(context, 'TRAILING_DATA', 'note', member, at, `${bytes} bytes follow the last pickle`)
}

/** What a scanned pickle left: its value, and where it ended in the source. */
export interface ScannedValue {
  readonly value: PickleValue
  readonly end: number
}

/**
 * Scan the one pickle at `at`; undefined when it broke off, which is a finding. Bytes that are not `certain`
 * to be a pickle count only when they reach STOP, or call something or name something dangerous before they break.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function scanOne(
  context: ScanContext,
  source: ByteSource,
  at: number,
  member: string,
  depth: number,
  inside: ScanInside,
  certain = true,
): Promise<ScannedValue | undefined> {
  const plain = await runAt(context, source, at, member)
  const scanned = namesArrays(plain) ? await runAt(context, source, at, member, { arrays: true }) : plain
  const { pickle, error } = scanned
  // joblib reads one file there, pickle.load another: what the second one would do counts too.
  if (scanned !== plain && (plain.pickle !== null || doesMore(plain, scanned)))
    await addScanned(context, plain, at, `${member} (without joblib)`, depth, inside)
  if (!certain && !isLikely(scanned) && !isPthError(error, 'LIMIT_EXCEEDED')) return undefined
  await addScanned(context, scanned, at, member, depth, inside)
  if (pickle !== null) return { value: pickle.value, end: at + pickle.end }
  if (error !== null) find(context, 'PICKLE_BROKEN', 'error', member, offsetOf(error) + at, error.message)
  return undefined
}

/** Note what one reading of a pickle names, calls and contains. */
async function addScanned(
  context: ScanContext,
  scanned: ScannedPickle,
  at: number,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const { pickle, error, globals } = scanned
  addGlobals(context, member, at === 0 ? globals : globals.map((use) => shifted(use, at)))
  context.pickles.push({
    member,
    depth,
    offset: at,
    byte_length: pickle?.end ?? (error === null ? 0 : offsetOf(error)),
    protocol: pickle?.protocol ?? 0,
    opcodes: pickle?.opcodes ?? 0,
    complete: pickle !== null,
  })
  for (const { rule, severity, offset, detail } of scanned.findings)
    find(context, rule, severity, member, offset === null ? null : offset + at, detail)
  if (pickle !== null) noteStorages(context, member, pickle.persistents)
  await scanPayloads(context, scanned.payloads, member, depth, inside)
}

function namesArrays({ globals }: ScannedPickle): boolean {
  return globals.some(({ module, name }) => module === ARRAY_WRAPPER[0] && name === ARRAY_WRAPPER[1])
}

/** Whether one reading calls, or names as dangerous, what the other one does not. */
function doesMore(one: ScannedPickle, other: ScannedPickle): boolean {
  const known = new Set(other.globals.map(({ module, name, verdict }) => `${module}.${name} ${verdict}`))
  return one.globals.some(
    ({ module, name, verdict, callCount }) =>
      (verdict === 'dangerous' || callCount > 0) && !known.has(`${module}.${name} ${verdict}`),
  )
}

/** Opcodes that work on an empty stack, PROTO left out: a pickle may begin with any of them. */
const BEGINNINGS = '(c}])lgIJKMNSUVXFGTLCPB\x82\x83\x84\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x95\x96\x97'

/** Whether the first opcode may be that of a pickle: no other works on an empty stack, or without a mark. */
export function canBegin([first]: Uint8Array): boolean {
  return (
    first === 0x80 ||
    (first !== undefined && first !== 0x6c && BEGINNINGS.includes(String.fromCharCode(first)))
  )
}

/** Bytes after a STOP that are worth a try: a protocol, or an opcode with which a pickle can begin. */
async function startsLikePickle(source: ByteSource, at: number): Promise<boolean> {
  const [first = 0, second = 6] = await source.read(at, Math.min(2, source.byteLength - at))
  return (first === 0x80 && second <= 5) || BEGINNINGS.includes(String.fromCharCode(first))
}

/**
 * Whether bytes of unknown kind are a pickle: it reached STOP, or it called something or named something
 * dangerous before it broke.
 */
function isLikely({ pickle, globals }: ScannedPickle): boolean {
  return pickle !== null || globals.some(({ verdict, callCount }) => verdict === 'dangerous' || callCount > 0)
}

function offsetOf(error: Error): number {
  return isPthError(error, 'PICKLE_INVALID', 'PICKLE_TRUNCATED', 'PICKLE_UNSUPPORTED')
    ? error.details.offset
    : 0
}

/** Run the pickle at an offset in a window that grows until it is inside. */
async function runAt(
  context: ScanContext,
  source: ByteSource,
  at: number,
  member: string,
  reading: Reading = {},
): Promise<ScannedPickle> {
  const { limits } = context
  const most = Math.min(source.byteLength - at, limits.pickleBytes)
  const used = limits.spent?.values ?? 0
  for (
    let length = Math.min(Math.max(FIRST_BYTES, START_BYTES - at), most);
    ;
    length = nextLength(length, most)
  ) {
    respend(limits, 'values', used)
    const scanned = scanPickle(await source.read(at, length), member, limits, reading)
    if (isPthError(scanned.error, 'PICKLE_INVALID') && isFrameConflict(scanned.error))
      return inEveryReading(await source.read(at, most), member, limits, scanned)
    if (!isPthError(scanned.error, 'PICKLE_TRUNCATED')) return scanned
    // An argument that is longer than the file will not be there in a longer window either.
    const { expected, found, opcode } = scanned.error.details
    if (length - found + expected > source.byteLength - at)
      return opcode === 'FRAME'
        ? inEveryReading(await source.read(at, most), member, limits, scanned)
        : scanned
    if (length === most)
      return most < source.byteLength - at
        ? { ...scanned, error: overLimit(limits, 'pickleBytes', member, most + 1) }
        : scanned
  }
}

/** Small enough to be read at once: running a pickle again costs more than reading what it may not need. */
const SMALL_BYTES = 1 << 24

function nextLength(length: number, most: number): number {
  return most <= SMALL_BYTES ? most : Math.min(length * 4, most)
}

/**
 * A pickle with a frame of a wrong length: the unpickler in C that reads a file stops or drops bytes there, others read
 * on. It stays broken, with what each of them would do.
 */
function inEveryReading(
  bytes: Uint8Array,
  member: string,
  limits: Limits,
  { error, globals }: ScannedPickle,
): ScannedPickle {
  const read = scanPickle(bytes, member, limits, { frames: 'ignored' })
  const dropped = scanPickle(bytes, member, limits, { frames: 'dropped' })
  const told = new Set(read.globals.map(keyOf))
  return {
    globals: [...read.globals, ...[...dropped.globals, ...globals].filter((use) => isNew(told, keyOf(use)))],
    payloads: [...read.payloads, ...dropped.payloads],
    findings: [...read.findings, ...dropped.findings],
    pickle: null,
    error,
  }
}

function keyOf({ module, name, resolved, verdict }: ScannedPickle['globals'][number]): string {
  return JSON.stringify([module, name, resolved, verdict])
}

function isNew(told: Set<string>, key: string): boolean {
  if (told.has(key)) return false
  told.add(key)
  return true
}

/** The same use, counted from the beginning of the member. */
function shifted(use: ScannedPickle['globals'][number], base: number): ScannedPickle['globals'][number] {
  return {
    ...use,
    places: use.places.map((place) => ({ ...place, offset: place.offset + base })),
    calls: use.calls.map((call) => ({ ...call, offset: call.offset + base })),
  }
}
