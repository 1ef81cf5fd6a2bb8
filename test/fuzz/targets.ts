/** What is fuzzed: each reader with its seeds, its words, and how one input is run. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { memorySource } from '../../src/io/source.ts'
import { crc32 } from '../../src/io/crc32.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { newRenamer, parseRename, parseRenameFile } from '../../src/operations/convert/rename.ts'
import { scanPickle } from '../../src/operations/scan/pickle.ts'
import { scanFile } from '../../src/operations/scan/scan.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { runWeightsOnly } from '../../src/operations/weights-only/machine.ts'
import type { LoadPersistent } from '../../src/operations/weights-only/machine.ts'
import { dtype } from '../../src/dtype.ts'
import { isPthError } from '../../src/errors.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { OP } from '../../src/pickle/opcodes.ts'
import { parseSchema } from '../../src/schema/parse.ts'

export interface Target {
  readonly name: string
  readonly seeds: readonly Uint8Array[]
  readonly words: readonly Uint8Array[]
  /** Inputs a round: cheap targets get more, and none fewer than a fifth of the most. */
  readonly share: number
  /** Throws for a defect; a PthError is an answer. */
  run(bytes: Uint8Array): Promise<void> | void
}

/** Seeds are small: a change in a long tensor changes nothing. */
const SEED_BYTES = 8_000

/** Every target, seeded from the committed fixtures. */
export function makeTargets(fixtures: string): readonly Target[] {
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.(json|py|md|gitignore)$/.test(name) && statSync(join(fixtures, name)).isFile())
    .map((name) => new Uint8Array(readFileSync(join(fixtures, name))))
    .filter((bytes) => bytes.length > 0 && bytes.length <= SEED_BYTES)
  const zips = files.filter((bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b)
  const streams = files.filter((bytes) => bytes[0] === 0x80 || bytes[0] === 0x28)
  const tars = readdirSync(fixtures).filter((name) => name.endsWith('.tar')).map((name) => withoutPadding(new Uint8Array(readFileSync(join(fixtures, name)))))
  const pickles = [...zips.flatMap(pickleIn), ...streams]
  const schemas = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((name) => /schema.*\.json$/.test(name))
    .map((name) => new Uint8Array(readFileSync(join(fixtures, name))))
    .filter((bytes) => bytes.length <= SEED_BYTES)
  return [
    { name: 'pickle', seeds: pickles, words: opcodeWords(), share: 300, run: runPickle },
    { name: 'weights_only', seeds: pickles, words: opcodeWords(), share: 300, run: runWo },
    { name: 'rename', seeds: texts(['*.weight=*.w', 'module.*=$1', '{"a": "b", "c": "d"}', 'a=b\nb=a', 'layer?.x=layer?.y', '*a*b*c*=$3$2$1']), words: texts(['*', '?', '=', '$1', '{', '}', '"', '\n', '#', '**', '\\', '.*']), share: 200, run: runRename },
    { name: 'schema', seeds: [...schemas, ...texts(['{"schema_version": 1, "tensors": {"a": {"shape": [1, null], "dtype": "float32"}}}', '{}'])], words: texts(['{', '}', '[', ']', ':', ',', '"', 'null', '1e999', '-1', '\\u0000', '"__proto__"', '"shape"', '{0..9}', '*']), share: 60, run: runSchema },
    { name: 'safetensors', seeds: texts([safetensors('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8), safetensors('{"__metadata__":{"format":"pt"},"b":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},"c":{"dtype":"I8","shape":[],"data_offsets":[4,5]}}', 5)]), words: texts(['"dtype"', '"shape"', '"data_offsets"', '[', ']', '{', '}', '18446744073709551615', '-1', '1.5', 'NaN', '"F4"', '"__metadata__"', '\u00ff']), share: 200, run: runOpen },
    { name: 'legacy', seeds: streams, words: opcodeWords(), share: 150, run: runOpen },
    { name: 'tar', seeds: tars, words: texts(['ustar\u0000', '0000777\u0000', 'storages', 'tensors', '77777777777', 'x', 'g', '2']), share: 80, run: runOpen },
    { name: 'zip', seeds: zips, words: texts(['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', 'PK\u0006\u0006', 'PK\u0006\u0007', 'data.pkl', '../', '\u0001\u0000\u0010\u0000']), share: 100, run: runOpen },
    { name: 'scan', seeds: [...zips, ...streams, ...tars], words: opcodeWords(), share: 80, run: runScan },
    { name: 'verify', seeds: zips, words: texts(['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006']), share: 80, run: runVerify },
  ]
}

async function runOpen(bytes: Uint8Array): Promise<void> {
  const checkpoint = await openCheckpoint(memorySource(bytes, 'fuzz'))
  // Values too, a few of them: gathering and swapping have bounds of their own.
  for (const entry of checkpoint.stateDict.tensors.slice(0, 3)) {
    try {
      await readEntry(entry, { maxBytes: 1 << 20 })
    } catch (error) {
      if (!isPthError(error)) throw error
    }
  }
}

function runPickle(bytes: Uint8Array): void {
  if ((bytes[0] ?? 0) & 1) parsePickle(bytes)
  else scanPickle(bytes, 0, 'fuzz', DEFAULT_LIMITS)
}

function runWo(bytes: Uint8Array): void {
  const buffer = { byteLength: 24, resizable: bytes.length % 2 === 0, bytes: null }
  const load: LoadPersistent = (id, stop) => {
    if (id.length > 5) throw stop.refuse('fuzz')
    return { kind: 'storage', type: 'torch.storage.TypedStorage', dtype: dtype('float32'), buffer }
  }
  runWeightsOnly(bytes, { load, mapsDevices: bytes.length % 3 === 0 })
}

async function runScan(bytes: Uint8Array): Promise<void> {
  await scanFile(memorySource(bytes, 'fuzz'))
}

async function runVerify(bytes: Uint8Array): Promise<void> {
  await verifyFile(memorySource(bytes, 'fuzz'), 'fuzz', { crc32, newHasher: () => ({ update: () => undefined, hex: () => '' }) })
}

async function runSchema(bytes: Uint8Array): Promise<void> {
  await parseSchema(new TextDecoder().decode(bytes), 'fuzz.json')
}

function runRename(bytes: Uint8Array): void {
  const text = new TextDecoder().decode(bytes)
  const rules = (bytes[0] ?? 0) & 1 ? [parseRename(text)] : parseRenameFile(text, 'fuzz')
  const renamer = newRenamer(rules)
  for (const name of ['module.layer1.0.weight', 'a', 'aaaaaaaaaaaaaaaaaaaaaaaab', '']) renamer.rename(name)
}

/** A tar without the zeros that fill its last block. */
function withoutPadding(tar: Uint8Array): Uint8Array {
  const last = tar.findLastIndex((byte) => byte !== 0)
  return tar.subarray(0, Math.ceil((last + 1) / 512) * 512 + 1024)
}

/** The stored data.pkl of an archive, found by its local header. */
function pickleIn(zip: Uint8Array): Uint8Array[] {
  const text = new TextDecoder('latin1').decode(zip)
  const name = text.indexOf('data.pkl')
  const start = name < 0 ? -1 : text.indexOf('\u0080', name)
  const end = start < 0 ? -1 : text.indexOf('PK', start)
  return end < 0 ? [] : [zip.subarray(start, end)]
}

function opcodeWords(): Uint8Array[] {
  const single = Object.values(OP).map((byte) => Uint8Array.of(byte))
  const names = ['cposix\nsystem\n', 'ctorch._utils\n_rebuild_tensor_v2\n', 'ccollections\nOrderedDict\n', 'c__builtin__\ngetattr\n', 'ctorch\nFloatStorage\n', 'ctorch.storage\n_load_from_bytes\n', 'I01\n', 'L5L\n', "S'a'\n", 'Vx\n', 'F1.5\n']
  const numbers = [[0x8b, 255, 255, 255, 127], [0x58, 255, 255, 255, 255], [0x8d, 0, 0, 0, 0, 0, 0, 0, 128], [0x4a, 255, 255, 255, 255], [0x72, 255, 255, 255, 255], [0x95, 255, 0, 0, 0, 0, 0, 0, 0]]
  return [...single, ...single, ...texts(names), ...numbers.map((each) => Uint8Array.from(each))]
}

function safetensors(header: string, data: number): string {
  return `${String.fromCharCode(header.length & 0xff, header.length >> 8, 0, 0, 0, 0, 0, 0)}${header}${'\0'.repeat(data)}`
}

/** Text as latin-1 bytes. */
function texts(all: readonly string[]): Uint8Array[] {
  return all.map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff))
}
