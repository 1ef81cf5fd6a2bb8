/** One safetensors file of one rank: its tensors are boxes, and its metadata says of which place. */
import { openSafetensors } from '../../../container/safetensors.ts'
import type { ArrayRecord } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import type { ByteSource } from '../../../io/source.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJson } from '../../../json/parse.ts'
import type { Limits } from '../../../limits.ts'
import type { ShardName } from './names.ts'

/** Where the metadata keeps the offsets: JSON in a text. @see torch/distributed/checkpoint/_hf_utils.py */
export const SHARDING_KEY = 'DCP_SHARDING_INFO'

/** A tensor of a shard and the first index of its box in each dimension. */
export interface ShardTensor {
  readonly array: ArrayRecord
  readonly offsets: readonly number[]
}

/** The tensors of one file, in its order. @throws PthError PIECES_INVALID, and those of safetensors */
export async function readShard(
  source: ByteSource,
  { name }: ShardName,
  folder: string,
  limits: Limits,
): Promise<readonly ShardTensor[]> {
  const wrong = (reason: string, names: readonly string[] = [], hint?: string): PthError =>
    new PthError('PIECES_INVALID', {
      path: folder,
      reason: `${name} ${reason}`,
      names,
      ...(hint !== undefined && { hint }),
    })
  const [p, k] = await source.read(0, Math.min(2, source.byteLength))
  if (p === 0x50 && k === 0x4b)
    throw wrong(
      'begins with an archive of torch.save: the writer put a value that is no tensor before the header, and no ' +
        'reader of safetensors can read the file',
      [],
      'save again with tensors only in the state_dict; where nothing else is left, the header follows the archive',
    )
  const container = await openSafetensors(source, { limits })
  const offsets = offsetsOf(container.metadata?.get(SHARDING_KEY), name, wrong)
  return (container.arrays ?? []).map((array) => {
    if (array.problem !== null) throw wrong(`is cut off: ${array.problem}`, [array.name])
    const saved = offsets.get(array.name)
    if (saved === undefined) throw wrong(`has no place in ${SHARDING_KEY} for`, [array.name])
    return { array, offsets: saved }
  })
}

/** The offsets by name. */
function offsetsOf(
  text: string | undefined,
  name: string,
  wrong: (reason: string, names?: readonly string[]) => PthError,
): ReadonlyMap<string, readonly number[]> {
  if (text === undefined) throw wrong(`has no ${SHARDING_KEY}: it does not say where its tensors belong`)
  const json = parseJson(text, `${SHARDING_KEY} of ${name}`)
  if (!isJsonObject(json)) throw wrong(`has a ${SHARDING_KEY} that is no object`)
  const offsets = new Map<string, readonly number[]>()
  for (const [tensor, place] of json.entries) {
    const saved = jsonItems(jsonField(place, 'saved_offsets'))?.map((item) =>
      Number(jsonInteger(item) ?? -1n),
    )
    if (saved === undefined || saved.some((offset) => offset < 0 || !Number.isSafeInteger(offset)))
      throw wrong(`has no whole numbers as saved_offsets of`, [tensor])
    if (offsets.has(tensor)) throw wrong(`has two places in ${SHARDING_KEY} for`, [tensor])
    offsets.set(tensor, saved)
  }
  return offsets
}
