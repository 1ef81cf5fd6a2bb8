/** A model schema as text: one tensor and one module on each line, so that reviews and git diffs stay readable. */
import type { InferredSchema } from './infer.ts'
import { SCHEMA_ID, SCHEMA_VERSION } from './json-schema.ts'
import type { ExpectedModel, ExpectedModule, ExpectedTensor, Size } from './model.ts'

/** The exact schema of a model. */
export function renderSchema(model: ExpectedModel): string {
  return document([
    ...head(model.className),
    ['tensors', block([...model.tensors.values()].map((tensor) => [tensor.name, entryText(tensor)]))],
    ...(model.modules === null
      ? []
      : [['modules', block(model.modules.map((module) => [module.path, moduleText(module)]))] as const]),
  ])
}

/** A schema of templates and named dimensions. */
export function renderInferred(schema: InferredSchema, className: string | null): string {
  const dimensions = [...schema.dimensions].map(([name, size]) => `${JSON.stringify(name)}: ${size}`)
  const ranges = [...schema.ranges].map(
    ([name, [first, end]]) => `${JSON.stringify(name)}: ${first === 0 ? end : `[${first}, ${end}]`}`,
  )
  return document([
    ...head(className),
    ...(dimensions.length === 0 ? [] : [['dimensions', `{ ${dimensions.join(', ')} }`] as const]),
    ...(ranges.length === 0 ? [] : [['ranges', `{ ${ranges.join(', ')} }`] as const]),
    ['tensors', block(schema.tensors.map((tensor) => [tensor.name, entryText(tensor)]))],
  ])
}

type Member = readonly [name: string, text: string]

function head(className: string | null): Member[] {
  return [
    ['$schema', JSON.stringify(SCHEMA_ID)],
    ['kind', '"pth.model"'],
    ['version', String(SCHEMA_VERSION)],
    ...(className === null ? [] : [['name', JSON.stringify(className)] as const]),
  ]
}

function document(members: readonly Member[]): string {
  return `{\n${members.map(([name, text]) => `  ${JSON.stringify(name)}: ${text}`).join(',\n')}\n}\n`
}

function block(members: readonly Member[]): string {
  if (members.length === 0) return '{}'
  return `{\n${members.map(([name, text]) => `    ${JSON.stringify(name)}: ${text}`).join(',\n')}\n  }`
}

function entryText(tensor: ExpectedTensor): string {
  const { shape, dtype, kind, optional, frozen, lazy, layout, tied } = tensor
  const fields = [
    ...(kind === 'extra_state' ? [] : [`"shape": ${shapeText(shape)}`]),
    ...(dtype === null ? [] : [`"dtype": ${JSON.stringify(dtype)}`]),
    ...(kind === null ? [] : [`"kind": "${kind}"`]),
    ...(optional ? ['"optional": true'] : []),
    ...(frozen ? ['"frozen": true'] : []),
    ...(lazy ? ['"lazy": true'] : []),
    ...(layout === undefined ? [] : [`"layout": ${JSON.stringify(layout)}`]),
    ...(tied === null ? [] : [`"tied": ${JSON.stringify(tied)}`]),
  ]
  const plain = fields.length === 1 && shape !== null && kind !== 'extra_state'
  return plain ? shapeText(shape) : `{ ${fields.join(', ')} }`
}

function shapeText(shape: readonly Size[] | null): string {
  return shape === null ? 'null' : `[${shape.map((size) => JSON.stringify(size)).join(', ')}]`
}

function moduleText(module: ExpectedModule): string {
  if (module.absent) return 'null'
  const fields = [
    ...(module.className === null ? [] : [`"class": ${JSON.stringify(module.className)}`]),
    ...(module.version === 1 ? [] : [`"version": ${module.version}`]),
    ...(module.runningStats === null ? [] : [`"running_stats": ${module.runningStats}`]),
    ...(module.instanceNorm ? ['"instance_norm": true'] : []),
    ...(module.weightNorm.length === 0 ? [] : [`"weight_norm": ${JSON.stringify(module.weightNorm)}`]),
    ...(module.spectralNorm.length === 0 ? [] : [`"spectral_norm": ${JSON.stringify(module.spectralNorm)}`]),
    ...(module.ownLoading.length === 0 ? [] : [`"own_loading": ${JSON.stringify(module.ownLoading)}`]),
  ]
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}
