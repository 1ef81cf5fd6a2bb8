/** GGUF files of llama.cpp: plain tensors as torch has them, quantized ones as the bytes of their blocks. Read only. */
import { dtypeByName } from '../dtype/dtype.ts'
import { readGgufHeader } from '../gguf/header.ts'
import type { GgufHeader } from '../gguf/header.ts'
import { unusedBytes } from '../gguf/places.ts'
import type { GgufTensor } from '../gguf/tensor.ts'
import { grouped } from '../digits.ts'
import type { ByteSource } from '../io/source.ts'
import type { Limits } from '../limits.ts'
import { rangeRecord } from './range-record.ts'
import type { ArrayRecord, Container, Note, SplitFacts } from './record.ts'

/**
 * Open a GGUF file: its header is read and checked, no tensor is.
 * @throws PthError CONTAINER_INVALID, FORMAT_UNSUPPORTED for another version, LIMIT_EXCEEDED
 */
export async function openGguf(source: ByteSource, limits: Limits): Promise<Container> {
  const header = await readGgufHeader(source, limits)
  const arrays = header.tensors.map((tensor) => arrayOf(source, tensor, header.littleEndian))
  const byKey = new Map(arrays.map(({ storageKey, record }) => [storageKey, record]))
  const split = splitOf(header)
  return {
    facts: {
      kind: 'gguf',
      title: 'GGUF model (llama.cpp)',
      root: null,
      byteOrder: header.littleEndian ? 'little' : 'big',
      version: String(header.version),
      entryCount: null,
      alignment: header.alignment,
    },
    pickles: [],
    notes: [
      ...orderNotes(header),
      ...splitNotes(split, header),
      ...unusedNotes(header, source),
      ...nameNotes(header),
    ],
    arrays,
    properties: header.properties,
    ...(split !== null && { split }),
    findStorage: (key) => byKey.get(key) ?? undefined,
  }
}

function arrayOf(source: ByteSource, tensor: GgufTensor, littleEndian: boolean): ArrayRecord {
  const { name, type, typeName, shape, offset, nbytes } = tensor
  const dtype = type?.torch ? (dtypeByName(type.torch) ?? null) : null
  const blocks = type !== null && type.blockElements > 1
  return {
    name,
    role: 'weights',
    type: dtype === null ? `ggml.${typeName}` : 'torch.Tensor',
    dtype,
    dtypeName: dtype?.name ?? typeName,
    shape,
    stride: null,
    storageOffset: 0,
    requiresGrad: false,
    parameter: false,
    // Every tensor has bytes of its own: the name is the key.
    storageKey: name,
    record: nbytes === null ? null : rangeRecord(source, name, offset, nbytes),
    // gguf-py leaves the bytes of blocks as they are whatever the order of the file: so do we.
    bigEndian: !littleEndian && dtype !== null,
    problem: problemOf(tensor, littleEndian),
    ...(blocks && {
      facts: [
        ['block_elements', type.blockElements],
        ['block_bytes', type.blockBytes],
      ],
    }),
  }
}

/** The package gguf writes BF16 of a big-endian file low byte first, and its own converter turns the bytes. */
const UNCLEAR_ORDER = 'programs do not agree on the byte order of BF16 in a big-endian GGUF file'

function problemOf({ typeName, nbytes }: GgufTensor, littleEndian: boolean): string | null {
  if (nbytes === null) return `${typeName} is not an element type that pth knows`
  return typeName === 'BF16' && !littleEndian ? UNCLEAR_ORDER : null
}

/** Which file of a split model it is; null for a whole one. @see llama.cpp `LLM_KV_SPLIT_COUNT` */
function splitOf({ properties }: GgufHeader): SplitFacts | null {
  const numberOf = (key: string): number | null => {
    const value = properties.find((property) => property.key === key)?.value
    return typeof value === 'number' ? value : null
  }
  const count = numberOf('split.count')
  if (count === null || count < 2) return null
  return { index: numberOf('split.no') ?? 0, count, tensors: numberOf('split.tensors.count') }
}

function splitNotes(split: SplitFacts | null, { tensors }: GgufHeader): Note[] {
  if (split === null) return []
  const all = split.tensors === null ? '' : ` of ${grouped(split.tensors)}`
  const files = String(split.count).padStart(5, '0')
  return [
    {
      code: 'GGUF_PART',
      message:
        `the file is part ${split.index + 1} of ${split.count} of a model and has ${grouped(tensors.length)}${all} ` +
        `tensors; all parts together are 'NAME-?????-of-${files}.gguf'`,
    },
  ]
}

function orderNotes({ littleEndian, tensors }: GgufHeader): Note[] {
  const blocks = tensors.filter(({ type }) => type !== null && type.blockElements > 1).length
  if (littleEndian || blocks === 0) return []
  return [
    {
      code: 'GGUF_BLOCKS_ORDER',
      message:
        `the file is big-endian: the blocks of ${blocks} quantized tensors are given as they are in it, and their ` +
        'digests are not those of a little-endian file',
    },
  ]
}

function unusedNotes({ tensors, dataStart, alignment }: GgufHeader, source: ByteSource): Note[] {
  const unused = unusedBytes(tensors, dataStart, alignment, source.byteLength)
  if (unused === null || unused === 0) return []
  return [{ code: 'GGUF_UNUSED_BYTES', message: `${grouped(unused)} bytes of the data belong to no tensor` }]
}

/** Names that only llama.cpp gives. */
const OWN_NAME = /^blk\.\d+\.(attn_(q|k|v|output|norm)|ffn_(gate|up|down|norm))\.weight$/

/** Which names a checkpoint has in their place depends on its library: they are not guessed. */
function nameNotes({ tensors }: GgufHeader): Note[] {
  const first = tensors.find(({ name }) => OWN_NAME.test(name))
  if (first === undefined) return []
  return [
    {
      code: 'GGUF_NAMES',
      message:
        `the names are those of llama.cpp (${first.name}); to compare with the checkpoint that it was made from, ` +
        'give the names of its library by --rename (docs/gguf.md has the lines)',
    },
  ]
}
