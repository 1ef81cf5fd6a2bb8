/** A plan as lines that are the same in two runs just when both write the same bytes of the same inputs. */
import type { Tensor } from '../../../checkpoint/tensor.ts'
import type { Content, PlannedTensor, SourceTensor } from '../content.ts'
import type { OutputParts } from '../parts.ts'
import type { ConvertPlan } from '../plan.ts'

/**
 * One line for each shard and each tensor: what it is called, where it comes from and what is done with it. Paths are
 * left out: other machines may have the same input elsewhere. What the bytes of the inputs are is not in it.
 */
export function* planLines(plan: ConvertPlan, { parts, index }: OutputParts): Generator<string> {
  yield line([
    'format',
    plan.format,
    plan.nbytes,
    index !== null,
    entriesOf(plan.metadata),
    entriesOf(plan.aliases),
  ])
  for (const { root, chosen } of plan.inputs) yield line(['input', root, ...chosen])
  for (const { path, byteLength, metadata, tensors } of parts) {
    yield line(['shard', path.split(/[/\\]/).at(-1) ?? '', byteLength, entriesOf(metadata)])
    for (const tensor of tensors) yield tensorLine(tensor)
  }
}

function line(values: readonly unknown[]): string {
  return `${JSON.stringify(values)}\n`
}

function entriesOf(map: ReadonlyMap<string, string> | null): unknown {
  return map === null ? null : [...map]
}

function tensorLine({ name, dtype, shape, nbytes, content, source }: PlannedTensor): string {
  return line([name, dtype.name, shape, nbytes, contentOf(content), sourceOf(source)])
}

function contentOf(content: Content): unknown {
  switch (content.kind) {
    case 'tensor':
    case 'dense':
      return content.kind
    case 'computed': {
      const { how, parts, shape, dtype, axes } = content.computed
      return ['computed', how, parts.map(sourceOf), shape, dtype.name, axes]
    }
    case 'cast':
      return ['cast', content.from.name, contentOf(content.of)]
    case 'component':
      return ['component', content.part, content.width]
    case 'bytes':
      return ['bytes', [...content.bytes]]
  }
}

function sourceOf({ name, path, tensor }: SourceTensor): unknown {
  return [name, path, tensor.kind, tensor.dtypeName, tensor.shape, viewOf(tensor)]
}

function viewOf(tensor: Tensor): unknown {
  if (tensor.kind !== 'strided') return null
  return [tensor.stride, tensor.storageOffset, tensor.conj, tensor.neg]
}
