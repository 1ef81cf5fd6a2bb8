/** `--unsupported dequantize` of codes with scales beside them: weights are computed where the file defines how. */
import { dtype } from '../../dtype/dtype.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import { isCastSource } from '../../dtype/castable.ts'
import type { Named } from './choose.ts'
import type { Codes } from './codes.ts'
import type { How } from './compute.ts'

/**
 * Replace codes and scales by float32 weights under the name of the codes.
 * @throws PthError TRANSFORM_REFUSED naming codes whose arithmetic is not in the file
 */
export function dequantizeCodes(
  named: readonly Named[],
  groups: readonly Codes[],
): { readonly named: readonly Named[]; readonly notices: readonly string[] } {
  const wanted = groups.filter(({ kind }) => kind !== 'observed')
  if (wanted.length === 0) return { named, notices: [] }
  const weights = new Map(wanted.map((group) => [group.codes, weightOf(group)]))
  const used = new Set(wanted.flatMap(({ companions }) => companions))
  return {
    named: named.filter((item) => !used.has(item)).map((item) => weights.get(item) ?? item),
    notices: [
      'the weights are no longer quantized: remove quantization_config from the config.json next to them',
    ],
  }
}

function weightOf(group: Codes): Named {
  const { codes, companions, missing } = group
  if (missing.length > 0) throw refused(codes.name, `"${missing[0] ?? ''}" is left out`)
  return {
    ...codes,
    computed: {
      how: howOf(group),
      parts: [codes, ...companions].map(({ source }) => source),
      shape: codes.source.tensor.shape ?? [],
      dtype: dtype('float32'),
      axes: null,
      fact: { from: [codes, ...companions].map(({ name }) => name), how: 'dequantize' },
    },
  }
}

function howOf({ kind, what, codes, companions }: Codes): How {
  const [scale] = companions
  const shape = codes.source.tensor.shape ?? []
  const sizes = scale?.source.tensor.shape ?? []
  const type = scale?.source.tensor.dtype ?? null
  if (kind === 'packed' || scale === undefined || type === null)
    throw refused(codes.name, `${what}: how they are packed is not in the file`)
  if (!isCastSource(type)) throw refused(codes.name, `"${scale.name}" is ${type.name}`)
  if (kind === 'int8 rows') {
    if (shape.length === 2 && numelOf(sizes) === shape[0]) return { kind: 'int8-rows' }
    throw refused(
      codes.name,
      `"${scale.name}" of shape [${sizes.join(', ')}] does not have one number for each row`,
    )
  }
  const block = blockOf(shape, sizes)
  if (block !== undefined) return { kind: 'scale', block }
  throw refused(
    codes.name,
    `the shape [${sizes.join(', ')}] of "${scale.name}" does not say which elements of [${shape.join(', ')}] it scales`,
  )
}

/**
    `the shape [${sizes.join(', ')}] of "${scale.name}" does not say what it scales of [${shape.join(', ')}]`,
 * at most one. A list of scales belongs to the rows where it cannot belong to the columns.
 */
function blockOf(shape: readonly number[], sizes: readonly number[]): number[] | undefined {
  if (numelOf(sizes) === 1) return shape.map((size) => Math.max(1, size))
  if (sizes.length === 1 && shape.length === 2 && sizes[0] === shape[0] && shape[0] !== shape[1])
    return [1, Math.max(1, shape[1] ?? 1)]
  if (sizes.length !== shape.length) return undefined
  const block = shape.map((size, dim) => {
    const count = sizes[dim] ?? 1
    if (count === 1) return Math.max(1, size)
    if (count === size) return 1
    for (let length = 2; length < size; length *= 2) if (Math.ceil(size / length) === count) return length
    return 0
  })
  return block.includes(0) ? undefined : block
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'dequantize it with the library that wrote it',
  })
}
