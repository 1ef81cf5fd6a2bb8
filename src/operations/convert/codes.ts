/** Tensors that are codes, not weights: the tensors next to them show it. Names and types decide; no value is read. */
import { PthError } from '../../errors.ts'
import type { Named } from './choose.ts'
import type { PlannedTensor } from './content.ts'

/** Codes, and what is needed to read them. */
export interface Codes {
  readonly kind: 'scaled' | 'int8 rows' | 'packed' | 'observed'
  /** For people, such as `float8_e4m3fn codes`. */
  readonly what: string
  readonly codes: Named
  /** Tensors of the same file that belong to it, as they were chosen. */
  readonly companions: readonly Named[]
  /** Names of companions that `include` and `exclude` left out. */
  readonly missing: readonly string[]
}

/** Endings of the name of a scale after that of its codes; both are multiplied by, `_scale_inv` too. */
const SCALES = ['_scale_inv', '_scale']
/** Names beside packed codes `qweight` and `weight_packed`. @see GPTQ, AWQ, compressed-tensors */
const PACKS = new Map([
  ['qweight', ['qzeros', 'scales', 'g_idx']],
  [
    'weight_packed',
    ['weight_scale', 'weight_zero_point', 'weight_shape', 'weight_global_scale', 'weight_g_idx'],
  ],
])
/** Modules of quantisation-aware training, and what they hold. @see torch/ao/quantization/fake_quantize.py */
const OBSERVER = /(?:^|\.)(?:weight_fake_quant|activation_post_process(?:_\d+)?)\.(?:[a-z_]+\.)?([a-z_]+)$/
const OBSERVED = new Set(['scale', 'zero_point', 'min_val', 'max_val', 'histogram', 'eps'])

/** What is in the name of every companion that is looked for below. */
const MARK = /scale|SCB|absmax|quant|qzeros|g_idx|weight_|activation_post_process/

/** Every group of codes among chosen tensors. Linear in the number of names, but for packs of many parts. */
export function findCodes(named: readonly Named[], excluded: readonly string[]): Codes[] {
  const marked = excluded.some((name) => MARK.test(name)) || named.some(({ name }) => MARK.test(name))
  if (!marked) return []
  const left = new Set(excluded)
  const byName = new Map(named.map((item) => [keyOf(item, item.name), item]))
  const below = belowWeights(named)
  return named.flatMap((item) => {
    const group = (kind: Codes['kind'], what: string, names: readonly string[]): Codes[] => [
      {
        kind,
        what,
        codes: item,
        companions: names.flatMap((name) => byName.get(keyOf(item, name)) ?? []),
        missing: names.filter((name) => left.has(name)),
      },
    ]
    const has = (name: string): boolean => byName.has(keyOf(item, name)) || left.has(name)
    const { name } = item
    const module = name.slice(0, name.lastIndexOf('.') + 1)
    const leaf = name.slice(module.length)
    const type = item.source.tensor.dtype?.name ?? ''
    const blocks = name.endsWith('_blocks') ? [name.replace(/_blocks$/, '_scales')] : []
    const scale = [...SCALES.map((end) => name + end), `${module}scale_${leaf}`, ...blocks].find(has)
    const float8 = type.startsWith('float8_') && type !== 'float8_e8m0fnu'
    if ((float8 || type === 'int8') && scale !== undefined) {
      const zero = [`${name}_zero_point`].filter(has)
      return group(zero.length > 0 ? 'packed' : 'scaled', `${type} codes`, [scale, ...zero])
    }
    if (type === 'int8' && has(`${module}SCB`))
      return group('int8 rows', 'int8 codes of bitsandbytes', [
        `${module}SCB`,
        ...[`${module}weight_format`].filter(has),
      ])
    if (type === 'uint8' && scale !== undefined)
      return group('packed', 'packed codes', [scale, `${name}_scale_2`].filter(has))
    const parts = below.get(keyOf(item, name)) ?? []
    if (parts.length > 0 || has(`${name}.absmax`))
      return group(
        'packed',
        '4-bit codes of bitsandbytes',
        [...new Set([...parts, `${name}.absmax`])].filter(has),
      )
    const pack = (PACKS.get(leaf) ?? []).map((other) => module + other).filter(has)
    if (pack.length > 0) return group('packed', 'packed codes', pack)
    return OBSERVED.has(OBSERVER.exec(name)?.[1] ?? '')
      ? group('observed', 'what quantisation-aware training has observed', [])
      : []
  })
}

function keyOf({ source }: Named, name: string): string {
  return `${source.file}\0${name}`
}

/** `weight.absmax`, `weight.quant_map` and `weight.quant_state.*` by `weight`. */
function belowWeights(named: readonly Named[]): Map<string, string[]> {
  const below = new Map<string, string[]>()
  for (const item of named) {
    const at = /\.(?:absmax|quant_map|nested_absmax|nested_quant_map|quant_state)(?:\.|$)/.exec(
      item.name,
    )?.index
    if (at === undefined) continue
    const key = keyOf(item, item.name.slice(0, at))
    const known = below.get(key)
    if (known === undefined) below.set(key, [item.name])
    else known.push(item.name)
  }
  return below
}

/**
 * Refuse an output in which codes have lost what makes weights of them, or were changed as if they were weights.
 * @param written as it will be written, casts included
 * @throws PthError TRANSFORM_REFUSED naming the first such tensor
 */
export function refuseRawCodes(groups: readonly Codes[], written: readonly PlannedTensor[]): void {
  if (groups.length === 0) return
  const byPath = new Map(written.map((item) => [pathOf(item.source), item]))
  for (const { what, codes, companions, missing } of groups) {
    const own = byPath.get(pathOf(codes.source))
    if (own === undefined) continue
    const lost = [
      ...missing,
      ...companions.filter(({ source }) => !byPath.has(pathOf(source))).map(({ name }) => name),
    ]
    if (lost.length > 0)
      throw refusal(
        codes.name,
        groups,
        `it is ${what}, and "${lost[0] ?? ''}" that is needed to read them is left out`,
      )
    const members = [own, ...companions.flatMap(({ source }) => byPath.get(pathOf(source)) ?? [])]
    const cast = members.find(({ content }) => content.kind === 'cast')
    if (cast !== undefined)
      throw refusal(
        codes.name,
        groups,
        `it is ${what}, and --dtype would cast "${cast.name}" as if it were a weight`,
      )
  }
}

function refusal(name: string, groups: readonly Codes[], reason: string): PthError {
  const more = groups.length > 1 ? ` (${groups.length} such tensors)` : ''
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason: reason + more,
    hint:
      '--unsupported dequantize computes the weights where the file defines the arithmetic; ' +
      '--keep GLOB leaves the type of these tensors as it is',
  })
}

function pathOf({ file, path }: { readonly file: string; readonly path: string }): string {
  return `${file}\0${path}`
}
