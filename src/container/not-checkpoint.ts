/** Files that are no checkpoints, by the signatures that their kinds have. */
import { startsAt } from './magic.ts'
import type { Magic } from './magic.ts'

/** What a file is instead of a checkpoint, and what to do with it. */
export interface OtherFile {
  readonly found: string
  readonly hint: string
}

interface Known extends OtherFile {
  readonly magic: Magic
  /** Bytes before the signature; 0 when absent. */
  readonly offset?: number
}

const NOT_CHECKPOINTS: readonly Known[] = [
  {
    magic: ['PYTORCH1'],
    found: 'a PyTorch 1.0 preview container',
    hint: 'torch.load also refuses it; save it again with a released version',
  },
  { magic: ['7z', 0xbc, 0xaf, 0x27, 0x1c], found: 'a 7-zip archive', hint: 'unpack it first' },
  { magic: ['Rar!'], found: 'a RAR archive', hint: 'unpack it first' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], found: 'zstd data', hint: 'unpack it first: zstd -d' },
  { magic: [0xfd, '7zXZ'], found: 'xz data', hint: 'unpack it first: unxz' },
  // zlib at its four levels; joblib.dump(…, compress=3) makes such files.
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({
    magic: [0x78, level],
    found: 'zlib data',
    hint: 'if joblib.dump wrote it, open it with joblib.load',
  })),
  { magic: [0x5d, 0, 0], found: 'LZMA data', hint: 'unpack it first: unlzma' },
  { magic: [0x04, 0x22, 0x4d, 0x18], found: 'LZ4 data', hint: 'unpack it first: unlz4' },
  { magic: ['BZh'], found: 'bzip2 data', hint: 'unpack it first: bunzip2' },
  {
    magic: ['PK', 5, 6],
    found: 'an empty zip archive',
    hint: 'it contains no records; download or save it again',
  },
  // The signatures of the formats before GGUF are numbers, written low byte first.
  ...['lmgg', 'fmgg', 'tjgg', 'algg', 'ggjt'].map((magic) => ({
    magic: [magic],
    found: 'a GGML model (llama.cpp before August 2023)',
    hint: 'convert it to GGUF with a llama.cpp of that time',
  })),
  {
    magic: [0x89, 'HDF', 0x0d, 0x0a, 0x1a, 0x0a],
    found: 'an HDF5 file (Keras?)',
    hint: 'it is not a PyTorch checkpoint',
  },
  {
    magic: ['TFL3'],
    offset: 4,
    found: 'a TensorFlow Lite model',
    hint: 'it is not a PyTorch checkpoint',
  },
  { magic: [0x93, 'NUMPY'], found: 'a NumPy .npy array', hint: 'open it with numpy.load' },
  { magic: [0x89, 'PNG'], found: 'a PNG image', hint: 'it is not a checkpoint' },
  { magic: [0xff, 0xd8, 0xff], found: 'a JPEG image', hint: 'it is not a checkpoint' },
  { magic: ['%PDF'], found: 'a PDF document', hint: 'it is not a checkpoint' },
  { magic: [0x7f, 'ELF'], found: 'a program (ELF)', hint: 'it is not a checkpoint' },
]

/** What a file that begins so is, when it is something known that is no checkpoint. */
export function notCheckpoint(head: Uint8Array): OtherFile | undefined {
  return NOT_CHECKPOINTS.find(({ magic, offset = 0 }) => startsAt(head, offset, magic))
}
