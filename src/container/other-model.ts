/**
 * Models of other frameworks that have no signature of their own: they are told by how their first bytes are built.
 * Asked last, when nothing else fits.
 */
import { starts, startsAt } from './magic.ts'
import type { OtherFile } from './not-checkpoint.ts'

/** Bytes of the end that {@link otherModel} is given. */
export const TABLE_END_BYTES = 8

/** What the file probably is. Read from what TensorFlow 2.21, Flax 0.12 and PaddlePaddle 3.3 write. */
export function otherModel(head: Uint8Array, end: Uint8Array): OtherFile | undefined {
  return OTHERS.find(({ is }) => is(head, end))
}

interface Other extends OtherFile {
  readonly is: (head: Uint8Array, end: Uint8Array) => boolean
}

/** The number at the end of tables of LevelDB, in which TensorFlow keeps the names of a checkpoint. */
const TABLE = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]

const OTHERS: readonly Other[] = [
  {
    is: (head, end) => starts(head, [0, 0]) && starts(end, TABLE),
    found: 'the index of a TensorFlow checkpoint',
    hint: 'it is not a PyTorch checkpoint; its values are in the .data-… files beside it, and TensorFlow reads them',
  },
  {
    is: isSavedModel,
    found: 'the graph of a TensorFlow SavedModel',
    hint: 'it is not a PyTorch checkpoint; its weights are in the folder variables/, and TensorFlow reads them',
  },
  {
    is: isFlax,
    found: 'a Flax checkpoint (msgpack)',
    hint: 'it is not a PyTorch checkpoint; flax.serialization.msgpack_restore reads it',
  },
  {
    is: isPaddleInference,
    found: 'the parameters of a PaddlePaddle inference model',
    hint: 'it is not a PyTorch checkpoint, and has no names; PaddlePaddle reads it with the model beside it',
  },
]

/** Version 1, then a graph that begins with its information and the list of its operators. @see saved_model.proto */
function isSavedModel(head: Uint8Array): boolean {
  if (!starts(head, [0x08, 0x01, 0x12])) return false
  const information = afterVarint(head, 3)
  if (head[information] !== 0x0a) return false
  const operators = afterVarint(head, information + 1)
  return head[operators] === 0x12 && head[afterVarint(head, operators + 1)] === 0x0a
}

/** Where a number of protobuf ends. */
function afterVarint(bytes: Uint8Array, at: number): number {
  let end = at
  while (end < bytes.length && end < at + 9 && (bytes[end] ?? 0) >= 0x80) end += 1
  return end + 1
}

/** A map, a short text first; arrays are extensions of type 1: shape, dtype, bytes. @see flax/serialization.py */
function isFlax(head: Uint8Array): boolean {
  const map = head[0] ?? 0
  const key = head[map >= 0x80 && map <= 0x8f ? 1 : map === 0xde ? 3 : map === 0xdf ? 5 : head.length] ?? 0
  if (key < 0xa1 || (key > 0xbf && key !== 0xd9)) return false
  for (let at = 2; at + 7 < head.length; at += 1) {
    const sizes = [0xc7, 0xc8, 0xc9].indexOf(head[at] ?? 0)
    if (sizes >= 0 && startsAt(head, at + 1 + 2 ** sizes, [0x01, 0x93])) return true
  }
  return false
}

/** Version 0, no levels, version 0, then the type and the sizes in some bytes of protobuf. @see tensor_util.cc */
function isPaddleInference(head: Uint8Array): boolean {
  return (
    starts(
      head,
      Array.from({ length: 16 }, () => 0),
    ) &&
    (head[16] ?? 0) >= 4 &&
    (head[16] ?? 0) < 0x80 &&
    starts(head.subarray(17), [0, 0, 0, 0x08]) &&
    head[22] === 0x10
  )
}
