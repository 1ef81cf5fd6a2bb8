/** Which kind of file is it? Content decides, never the name. */
import { isPthError, PthError } from '../errors.ts'
import { prefetch } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { parsePickle } from '../pickle/machine.ts'
import { starts, startsAt } from './magic.ts'
import { isMarkedZip } from './marked-zip.ts'
import { notCheckpoint } from './not-checkpoint.ts'
import { otherModel, TABLE_END_BYTES } from './other-model.ts'
import { refuseAnyText, refuseText } from './text-file.ts'
import { hasEditMark } from '../safetensors/edit-mark.ts'
import { HEADER_BYTES } from '../safetensors/header.ts'
import { beginsSentencePiece } from './sentencepiece.ts'

/** What the first bytes can show. */
export type Sniffed = 'zip' | 'marked-zip' | 'legacy' | 'tar' | 'gzip' | 'pickle' | 'safetensors' | 'gguf'

const HEAD = 1024
/** Bytes of the beginning that are asked for: in most files they contain the header, or all pickles. */
export const START_BYTES = 1 << 17
/** The legacy magic number 0x1950a86a20f9469cfc6c as LONG1 bytes (protocol 2 and up), without PROTO. */
const LEGACY_MAGIC = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
/** The same number as protocols 0 and 1 write it, which have no signature of their own. */
const LEGACY_MAGIC_TEXT = 'L119547037146038801333356L\n'

/**
 * Name the kind of a file by its content.
 * @throws PthError FORMAT_UNSUPPORTED for a known kind that is not a checkpoint, FORMAT_UNKNOWN otherwise
 */
export async function sniff(source: ByteSource): Promise<Sniffed> {
  await prefetch(source, [{ offset: 0, length: START_BYTES }])
  const head = await source.read(0, Math.min(HEAD, source.byteLength))
  if (head.length === 0) throw named(source, 'an empty file (0 bytes)', 'download or save it again')
  if (hasEditMark(head, source.byteLength))
    throw new PthError('EDIT_INTERRUPTED', {
      path: source.name,
      reason: 'an edit of its header was interrupted, and its journal is beside it (.NAME.pth-journal)',
      hint: 'pth edit FILE finishes it',
    })
  // Its length word may begin like any signature: the brace after it decides.
  if (isSafetensors(head, source.byteLength)) return 'safetensors'
  if (starts(head, ['PK', 3, 4])) return 'zip'
  if (starts(head, ['GGUF'])) return 'gguf'
  if (isMarkedZip(head)) return 'marked-zip'
  if (starts(head, [0x1f, 0x8b])) return 'gzip'
  const other = notCheckpoint(head)
  if (other !== undefined) throw named(source, other.found, other.hint)
  const text = new TextDecoder('latin1').decode(head)
  refuseText(source, text)
  if (text.slice(4, 8) === 'PTMF') {
    throw named(source, 'a PyTorch mobile model (flatbuffer)', 'save the state_dict with torch.save instead')
  }
  if (isTar(head)) return 'tar'
  const proto = pickleStart(head)
  if (text.startsWith(LEGACY_MAGIC_TEXT, proto ?? 0)) return 'legacy'
  if (proto !== undefined) return startsAt(head, proto, LEGACY_MAGIC) ? 'legacy' : 'pickle'
  if (looksLikePickle0(head) || beginsTuple(head)) return 'pickle'
  if (head[0] === 0x08) await refuseOnnx(source)
  // Something may precede a zip archive (a polyglot, a self-extractor): the end record shows it.
  if (await endsAsZip(source)) return 'zip'
  if (beginsSentencePiece(head))
    throw named(source, 'a SentencePiece vocabulary', 'it is the tokenizer of a model, and no checkpoint')
  refuseAnyText(source, head)
  const probable = otherModel(head, await lastBytes(source))
  if (probable !== undefined) throw named(source, probable.found, probable.hint)
  // Bytes of tensors, one after another: nothing in them says what they are.
  if (ONNX_DATA.test(source.name))
    throw named(
      source,
      'the external data of an ONNX model, by its name',
      'the names and shapes of its tensors are in the .onnx beside it; it is not a PyTorch checkpoint',
    )
  throw new PthError('FORMAT_UNKNOWN', { path: source.name, head: describeHead(head) })
}

/** @throws PthError FORMAT_UNSUPPORTED that names the files in which its tensors are */
async function refuseOnnx(source: ByteSource): Promise<void> {
  const { onnxFacts } = await import('./onnx.ts')
  const facts = await onnxFacts(source)
  if (facts === null) return
  const { irVersion, producer, tensors, external, locations } = facts
  const [first, more] = [locations.slice(0, ONNX_FILES), locations.length - ONNX_FILES]
  const files = first.map((name) => JSON.stringify(name)).join(', ') + (more > 0 ? ` and ${more} more` : '')
  const beside = external === 0 ? '' : `, ${external} of them in ${files}`
  const by = producer === '' ? '' : `, by ${producer}`
  throw named(
    source,
    `an ONNX model (IR version ${irVersion}${by}) of ${tensors} tensors${beside}`,
    'it is not a PyTorch checkpoint; open it with onnx.load',
  )
}

/** What torch.onnx, optimum and onnxruntime call the tensors beside `NAME.onnx`. */
const ONNX_DATA = /\.onnx[._]data(_\d+)?$/i

/** Files of an ONNX model that are named. */
const ONNX_FILES = 4

/** Where the opcodes begin after PROTO and FRAME, or undefined when there is no PROTO 2 to 5. */
function pickleStart(head: Uint8Array): number | undefined {
  const version = head[1] ?? 0
  if (head[0] !== 0x80 || version < 2 || version > 5) return head[0] === 0x80 && version <= 1 ? 2 : undefined
  return head[2] === 0x95 ? 11 : 2
}

/** Protocols 0 and 1 have no signature: the first opcodes of a container or a global show it. */
function looksLikePickle0(head: Uint8Array): boolean {
  const first = head[0] ?? 0
  const second = head[1] ?? 0
  if (first === 0x28) return [0x64, 0x6c, 0x74, 0x69].includes(second) || second === 0x28 || second === 0x63
  if (first === 0x7d || first === 0x5d) return second === 0x71 || second === 0x2e || second === 0x28
  if (first === 0x63)
    return /^c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n/.test(new TextDecoder('latin1').decode(head))
  return first === 0x29 && second === 0x2e
}

/** A tuple at protocol 0 or 1 begins with MARK and whatever its first item is: the machine must accept it. */
function beginsTuple(head: Uint8Array): boolean {
  if (head[0] !== 0x28 || head.length < 3) return false
  try {
    parsePickle(head)
    return true
  } catch (error) {
    return isPthError(error, 'PICKLE_TRUNCATED')
  }
}

/** Whether a file that begins so is a tar. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < 512) return false
  if (startsAt(head, 257, ['ustar'])) return true
  // Before POSIX there was no signature; the checksum counts its own field as spaces.
  const field = /^ *([0-7]{1,7})[ \0]/.exec(new TextDecoder('latin1').decode(head.subarray(148, 156)))?.[1]
  if (field === undefined || head[0] === 0) return false
  let sum = 0
  for (let at = 0; at < 512; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (head[at] ?? 0)
  return sum === Number.parseInt(field, 8)
}

function isSafetensors(head: Uint8Array, byteLength: number): boolean {
  if (head.length < 9) return false
  const length = new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true)
  if (length < 2n || length > BigInt(HEADER_BYTES)) return false
  const text = new TextDecoder('latin1').decode(head.subarray(8, 64))
  // A header that runs past the end is one that was cut off, if it begins like one.
  return (length > BigInt(byteLength) ? /^\{"/ : /^[ \t\r\n]*\{/).test(text)
}

async function endsAsZip(source: ByteSource): Promise<boolean> {
  const length = Math.min(source.byteLength, 65_557)
  const tail = await source.read(source.byteLength - length, length)
  for (let at = length - 22; at >= 0; at -= 1) if (startsAt(tail, at, ['PK', 5, 6])) return true
  return false
}

/** The end of a file, where tables of TensorFlow have their signature. */
function lastBytes(source: ByteSource): Promise<Uint8Array> {
  const length = Math.min(source.byteLength, TABLE_END_BYTES)
  return source.read(source.byteLength - length, length)
}

function describeHead(head: Uint8Array): string {
  const bytes = [...head.subarray(0, 16)]
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return `${hex} "${text}"`
}

function named(source: ByteSource, found: string, hint: string): PthError {
  return new PthError('FORMAT_UNSUPPORTED', { path: source.name, found, hint })
}
