/** safetensors files: every tensor is a range of the file, described by a checked header. */
import { dtypeBySafetensors } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import type { ByteSource } from '../io/source.ts'
import { LENGTH_BYTES, parseHeaderLength, parseSafetensorsHeader } from '../safetensors/header.ts'
import type { HeaderOptions, SafetensorsEntry } from '../safetensors/header.ts'
import { rangeRecord } from './range-record.ts'
import type { ArrayRecord, Container, Note } from './record.ts'

/**
 * Open a safetensors file: the header is read and checked, no tensor is.
 * @throws PthError SAFETENSORS_INVALID, JSON_INVALID, LIMIT_EXCEEDED
 */
export async function openSafetensors(source: ByteSource, options: HeaderOptions = {}): Promise<Container> {
  const word = await source.read(0, Math.min(LENGTH_BYTES, source.byteLength))
  const length = parseHeaderLength(word, source.byteLength, source.name)
  const dataStart = LENGTH_BYTES + length
  const bytes = await source.read(LENGTH_BYTES, length)
  const header = parseSafetensorsHeader(bytes, source.byteLength - dataStart, source.name, options)
  const arrays = header.tensors.map((entry) => arrayOf(source, dataStart, entry))
  const byKey = new Map(arrays.map(({ storageKey, record }) => [storageKey, record]))
  return {
    facts: {
      kind: 'safetensors',
      title: 'safetensors file',
      root: null,
      byteOrder: 'little',
      version: null,
      entryCount: null,
      alignment: null,
    },
    pickles: [],
    notes: [...cutNotes(header.tensors, source, dataStart), ...formatNotes(header.metadata)],
    arrays,
    ...(header.metadata !== null && { metadata: header.metadata }),
    findStorage: (key) => byKey.get(key) ?? undefined,
  }
}

function arrayOf(source: ByteSource, dataStart: number, entry: SafetensorsEntry): ArrayRecord {
  const { dtype, shape } = torchView(entry)
  return {
    name: entry.name,
    role: 'weights',
    type: dtype === null ? `safetensors.${entry.dtype}` : 'torch.Tensor',
    dtype,
    dtypeName: dtype?.name ?? entry.dtype,
    shape,
    stride: null,
    storageOffset: 0,
    requiresGrad: false,
    parameter: false,
    // In this format every tensor has bytes of its own: the name is the key.
    storageKey: entry.name,
    record: rangeRecord(source, entry.name, dataStart + entry.begin, entry.end - entry.begin),
    bigEndian: false,
    problem: cutProblem(entry, source.byteLength - dataStart),
    declared: { dtype: entry.dtype, shape: entry.shape },
  }
}

/** F4 counts single values, torch counts pairs: the last dimension is halved where that is possible. */
function torchView({ dtype: name, shape }: SafetensorsEntry): {
  readonly dtype: DType | null
  readonly shape: readonly number[]
} {
  const dtype = dtypeBySafetensors(name) ?? null
  if (name !== 'F4') return { dtype, shape }
  const last = shape.at(-1)
  if (last === undefined || last % 2 !== 0) return { dtype: null, shape }
  return { dtype, shape: [...shape.slice(0, -1), last / 2] }
}

/** Why the bytes of an entry cannot be given, or null when all of them are in the file. */
function cutProblem({ begin, end }: SafetensorsEntry, dataBytes: number): string | null {
  if (end <= dataBytes) return null
  const held = Math.max(0, dataBytes - begin)
  return `the file ends after ${held} of its ${end - begin} bytes`
}

/** Formats that transformers 4 and accelerate accept. @see transformers/modeling_utils.py 4.44 `load_state_dict` */
const FORMATS: ReadonlySet<string> = new Set(['pt', 'tf', 'flax', 'mlx'])

/** A file without a known `format` is whole; libraries that ask for it refuse it all the same. */
function formatNotes(metadata: ReadonlyMap<string, string> | null): Note[] {
  const format = metadata?.get('format')
  if (format !== undefined && FORMATS.has(format)) return []
  const found = format === undefined ? 'no "format"' : `the "format" ${JSON.stringify(format.slice(0, 40))}`
  return [
    {
      code: 'FORMAT_METADATA_MISSING',
      message: `the metadata has ${found}: transformers 4 refuses the file; pth convert --metadata format=pt sets it`,
    },
  ]
}

function cutNotes(entries: readonly SafetensorsEntry[], source: ByteSource, dataStart: number): Note[] {
  const dataBytes = source.byteLength - dataStart
  const cut = entries.filter(({ end }) => end > dataBytes).length
  if (cut === 0) return []
  return [
    {
      code: 'ARCHIVE_CUT_OFF',
      message:
        `the file ends after ${source.byteLength} bytes: ${entries.length - cut} of ` +
        `${entries.length} tensors are complete; safetensors refuses it`,
    },
  ]
}
