/** The parts of composite tensors: found by name, their bytes read like those of any tensor. */
import { PthError } from '../../errors.ts'
import type { Bytes } from '../../io/bytes.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { nearest } from '../../names/near.ts'
import { nestedComponents } from './nested-components.ts'
import { findTensor, readEntry } from './read.ts'
import type { ReadOptions } from './read.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import type { TensorPart } from '../tensor.ts'

/** A part with its bytes: row-major, little-endian. */
export interface ReadPart extends TensorPart {
  readonly bytes: Bytes
}

/**
 * All parts of a composite tensor: those the file names, inner ones of inner wrappers under dotted
 * names, and for strided nested tensors the components as `components[0]`. Empty for other tensors.
 * @throws PthError TENSOR_NOT_FOUND, TENSOR_UNREADABLE, LIMIT_EXCEEDED
 */
export async function listParts(entry: Pick<TensorEntry, 'name' | 'tensor'>): Promise<TensorPart[]> {
  const { name, tensor } = entry
  if (!('parts' in tensor)) return []
  const listed: TensorPart[] = []
  // Wrappers nest no deeper than the interpreter follows them.
  const stack = tensor.parts.toReversed()
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    listed.push(part)
    if (!('parts' in part.tensor)) continue
    for (const inner of part.tensor.parts.toReversed())
      stack.push({ ...inner, name: `${part.name}.${inner.name}` })
  }
  return tensor.kind === 'nested' ? [...listed, ...(await nestedComponents(name, tensor))] : listed
}

/**
 * The bytes of one part of a tensor of the state_dict, such as `crow_indices` or `components[1]`.
 * @throws PthError TENSOR_NOT_FOUND when there is no such part, and as `readTensor`
 */
export async function readPart(
  checkpoint: Checkpoint,
  name: string,
  part: string,
  options: ReadOptions = {},
): Promise<Bytes> {
  const parts = await listParts(findTensor(checkpoint, name))
  const found = parts.find((one) => one.name === part)
  if (found !== undefined) return readEntry({ name: `${name}.${part}`, tensor: found.tensor }, options)
  const names = parts.map((one) => one.name)
  throw new PthError('TENSOR_NOT_FOUND', {
    name: `${name}.${part}`,
    reason: names.length === 0 ? 'the tensor has no parts' : `its parts are ${names.join(', ')}`,
    near: nearest(part, names),
  })
}

/** Every part with its bytes that has bytes of its own. @throws as {@link readPart} */
export async function readParts(
  checkpoint: Checkpoint,
  name: string,
  options: ReadOptions = {},
): Promise<ReadPart[]> {
  const parts = await listParts(findTensor(checkpoint, name))
  const read: ReadPart[] = []
  for (const part of parts) {
    if ('parts' in part.tensor) continue
    read.push({
      ...part,
      bytes: await readEntry({ name: `${name}.${part.name}`, tensor: part.tensor }, options),
    })
  }
  return read
}
