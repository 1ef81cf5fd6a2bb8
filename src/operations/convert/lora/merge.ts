/** `--merge-lora`: the tensors of a base with an adapter of peft merged into them, decided from names and shapes. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { extentOf, numelOf } from '../../../checkpoint/tensor.ts'
import type { Tensor } from '../../../checkpoint/tensor.ts'
import { PthError } from '../../../errors.ts'
import type { Named } from '../choose.ts'
import type { SourceTensor } from '../content.ts'
import type { LoraAdapter, LoraConfig } from './config.ts'
import { adapterParts } from './parts.ts'
import type { ModuleParts } from './parts.ts'
import { scaleOf } from './scale.ts'
import type { LoraHow } from './values.ts'
import { firstNames } from '../first-names.ts'

const FLOATS = new Set(['float64', 'float32', 'float16', 'bfloat16'])
const HINT = 'merge_and_unload of peft merges what peft can load'

/**
 * Merge an adapter into the tensors of these names. Every tensor of the adapter is used, or the run is refused.
 * @throws PthError ADAPTER_REFUSED, and TRANSFORM_REFUSED naming a tensor of the adapter that is not in the base or
 * whose sizes do not match, and a tensor of the base that shares memory with another
 */
export function mergeLora(
  named: readonly Named[],
  lora: LoraAdapter,
): { readonly named: readonly Named[]; readonly notices: readonly string[] } {
  const { adapter, config } = lora
  const { modules, whole } = adapterParts(adapter)
  const items = new Map(named.map((item) => [item.name, item]))
  const changed = new Map<string, Named>()
  const added: Named[] = []
  const replaced: string[] = []
  for (const [name, source] of whole) {
    const item = items.get(name)
    if (item === undefined) added.push(addedTensor(name, source, config))
    else {
      changed.set(name, replacedTensor(item, source))
      replaced.push(name)
    }
  }
  for (const [module, parts] of modules) {
    const { rank, scale } = scaleOf(config, module, adapter.name)
    const name = `${module}.weight`
    const { a, b } = checkFactors(name, parts, rank, config)
    const item = targetOf(name, items, a)
    const turned = parts.embedding || config.fanInFanOut
    checkSizes(item, a, b, rank, turned)
    const magnitude = parts.magnitude === null ? [] : [checkMagnitude(parts.magnitude, b)]
    changed.set(
      name,
      computed(item, changed.get(name), { kind: 'lora', scale, turned }, [a, b, ...magnitude]),
    )
    if (parts.bias === null) continue
    const bias = `${module}.bias`
    const biased = targetOf(bias, items, parts.bias)
    sameShape(biased, parts.bias)
    changed.set(bias, computed(biased, changed.get(bias), { kind: 'lora-bias', scale }, [parts.bias]))
  }
  refuseShared(named, changed)
  return {
    named: [...named.map((item) => changed.get(item.name) ?? item), ...added],
    notices: notices(adapter, modules.size, replaced, added),
  }
}

function notices(
  adapter: Checkpoint,
  merged: number,
  replaced: readonly string[],
  added: readonly Named[],
): string[] {
  const whole = replaced.length === 0 ? '' : `; replaced by tensors of the adapter: ${firstNames(replaced)}`
  const more =
    added.length === 0
      ? ''
      : '; added, since modules_to_save names them and the base lacks them: ' +
        firstNames(added.map(({ name }) => name))
  const modules = `${merged} ${merged === 1 ? 'module' : 'modules'}`
  return [`--merge-lora ${adapter.name}: ${modules}, computed in float64 and rounded once${whole}${more}`]
}

/** @throws PthError TRANSFORM_REFUSED */
function checkFactors(
  name: string,
  { a, b, bias, magnitude }: ModuleParts,
  rank: number,
  { dora }: LoraConfig,
): { readonly a: SourceTensor; readonly b: SourceTensor } {
  const some = a ?? b ?? magnitude ?? bias
  if (a === null || b === null)
    throw refused(some?.name ?? name, `its ${a === null ? 'lora_A' : 'lora_B'} is missing`)
  if (dora !== (magnitude !== null))
    throw refused(
      a.name,
      dora ? 'use_dora is true and its magnitude is missing' : 'it has a magnitude, and use_dora is false',
    )
  for (const { name: part, tensor } of [
    a,
    b,
    ...(bias === null ? [] : [bias]),
    ...(magnitude === null ? [] : [magnitude]),
  ])
    if (!isFloats(tensor)) throw refused(part, `it is ${tensor.dtypeName}, ${tensor.kind}; floats are merged`)
  const found = a.tensor.shape?.[0]
  if (found !== rank)
    throw refused(a.name, `its rank is ${found ?? 'unknown'}, and the configuration gives it ${rank}`)
  return { a, b }
}

function isFloats({ kind, dtype }: Tensor): boolean {
  return (kind === 'strided' || kind === 'array') && dtype !== null && FLOATS.has(dtype.name)
}

/** @throws PthError TRANSFORM_REFUSED */
function targetOf(name: string, items: ReadonlyMap<string, Named>, part: SourceTensor): Named {
  const item = items.get(name)
  if (item === undefined) throw refused(part.name, `the base has no "${name}"${nearName(name, items)}`)
  const { tensor } = item.source
  if (item.computed !== undefined) throw refused(name, 'it is computed already')
  if (!isFloats(tensor))
    throw refused(name, `it is ${tensor.dtypeName}, ${tensor.kind}; adapters are merged into floats`)
  return item
}

/** The prefix that would make the names the same, where there is one. */
function nearName(name: string, items: ReadonlyMap<string, Named>): string {
  const longer = [...items.keys()].find((other) => other.endsWith(`.${name}`))
  if (longer !== undefined) return `, but "${longer}": --strip-prefix ${longer.slice(0, -name.length)}`
  const shorter = [...items.keys()].find((other) => name.endsWith(`.${other}`))
  return shorter === undefined ? '' : `, but "${shorter}": --add-prefix ${name.slice(0, -shorter.length)}`
}

/**
 * W is [out, in, …], A [r, in, …] and B [out, r, 1…]; a turned W is [in, out].
 * @throws PthError TRANSFORM_REFUSED
 */
function checkSizes(item: Named, a: SourceTensor, b: SourceTensor, rank: number, turned: boolean): void {
  const w = item.source.tensor.shape ?? []
  const [aShape, bShape] = [a.tensor.shape ?? [], b.tensor.shape ?? []]
  const [out = 0, bRank = 0, ...ones] = bShape
  const inside = aShape.slice(1)
  const plain = bRank === rank && ones.every((size) => size === 1) && w.length >= 2
  const wanted = turned ? [...inside, out] : [out, ...inside]
  if (plain && wanted.length === w.length && wanted.every((size, dim) => size === w[dim])) return
  const other = turned ? [out, ...inside] : [...inside, out]
  const flipped = w.length === 2 && other.every((size, dim) => size === w[dim]) && other.length === 2
  throw refused(
    item.name,
    `it is ${sizes(w)}, and its factors are ${sizes(aShape)} and ${sizes(bShape)}` +
      (flipped ? ` with fan_in_fan_out ${turned}: they match the other way round` : ''),
  )
}

/** @throws PthError TRANSFORM_REFUSED */
function checkMagnitude(magnitude: SourceTensor, b: SourceTensor): SourceTensor {
  const shape = magnitude.tensor.shape ?? []
  const [out = 0] = b.tensor.shape ?? []
  if (numelOf(shape) !== out || !shape.includes(out))
    throw refused(magnitude.name, `it is ${sizes(shape)}, and there are ${out} outputs`)
  return magnitude
}

function computed(
  item: Named,
  before: Named | undefined,
  how: LoraHow,
  parts: readonly SourceTensor[],
): Named {
  const { dtype, shape } = item.source.tensor
  if (dtype === null || shape === null) throw refused(item.name, 'it has no element type')
  const source = before?.computed?.parts[0] ?? before?.source ?? item.source
  const all = [source, ...parts]
  return {
    ...item,
    source: item.source,
    computed: {
      how,
      parts: all,
      shape,
      dtype,
      axes: null,
      fact: { from: all.map(({ name }) => name), how: 'merge-lora' },
    },
  }
}

/** As `load_state_dict` copies it: in the type of the base. @throws PthError TRANSFORM_REFUSED */
function replacedTensor(item: Named, source: SourceTensor): Named {
  sameShape(item, source)
  const { dtype, shape } = item.source.tensor
  if (source.tensor.dtype === dtype) return { ...item, source: { ...source, name: item.source.name } }
  if (dtype === null || shape === null || !isFloats(source.tensor) || !isFloats(item.source.tensor))
    throw refused(
      source.name,
      `it is ${source.tensor.dtypeName}, and that of the base is ${item.source.tensor.dtypeName}`,
    )
  const fact = { from: [source.name], how: 'merge-lora' as const }
  return {
    ...item,
    computed: { how: { kind: 'lora-whole' }, parts: [source], shape, dtype, axes: null, fact },
  }
}

/** @throws PthError TRANSFORM_REFUSED */
function sameShape(item: Named, source: SourceTensor): void {
  const [base, own] = [item.source.tensor.shape ?? [], source.tensor.shape ?? []]
  if (base.join() !== own.join())
    throw refused(source.name, `it is ${sizes(own)}, and "${item.name}" of the base is ${sizes(base)}`)
}

/** @throws PthError TRANSFORM_REFUSED */
function addedTensor(name: string, source: SourceTensor, { modulesToSave }: LoraConfig): Named {
  const module = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  const saved = modulesToSave.some((wanted) => `.${module}.`.includes(`.${wanted}.`))
  if (!saved) throw refused(source.name, `the base has no "${name}", and modules_to_save does not name it`)
  return { name, source, inside: null }
}

/** peft would change both names of such memory; which the model needs the file does not say. */
function refuseShared(named: readonly Named[], changed: ReadonlyMap<string, Named>): void {
  const byStorage = new Map<unknown, Named[]>()
  for (const item of named) {
    const { tensor } = item.source
    if (tensor.kind !== 'strided') continue
    const others = byStorage.get(tensor.storage)
    if (others === undefined) byStorage.set(tensor.storage, [item])
    else others.push(item)
  }
  for (const item of named) {
    const { tensor } = item.source
    if (!changed.has(item.name) || tensor.kind !== 'strided') continue
    const other = (byStorage.get(tensor.storage) ?? []).find(
      (each) => each !== item && overlap(each.source.tensor, tensor),
    )
    if (other !== undefined)
      throw refused(
        item.name,
        `it shares memory with "${other.name}", which would keep its values; leave one out with --exclude`,
      )
  }
}

function overlap(one: Tensor, other: Tensor): boolean {
  if (one.kind !== 'strided' || other.kind !== 'strided') return false
  const [a, b] = [one, other].map(({ storageOffset, shape, stride }) => ({
    start: storageOffset,
    stop: storageOffset + extentOf(shape, stride),
  }))
  return a !== undefined && b !== undefined && a.start < b.stop && b.start < a.stop
}

function sizes(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', { name, reason, hint: HINT })
}
