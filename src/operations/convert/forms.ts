/** The form in which each tensor is written, and its element type. */
import { PthError } from '../../errors.ts'
import { compileGlobs } from '../../names/glob.ts'
import { isCastSource } from '../../dtype/castable.ts'
import type { Named } from './choose.ts'
import { refuseRawCodes } from './codes.ts'
import type { Codes } from './codes.ts'
import type { Content, PlannedTensor } from './content.ts'
import { computedTensor, formProblem, FORMAT_NAMES, hasForm, plainTensor, substitute } from './form.ts'
import type { ConvertOptions, UnsupportedPolicy } from './options.ts'
import { reshapeAll } from './reform.ts'

/** A tensor that is written in another form, and the names that took its place. */
export interface Substituted {
  readonly name: string
  readonly kind: string
  readonly reason: string
  readonly as: readonly string[]
}

/** Contents whose elements a cast changes. */
const CASTABLE: ReadonlySet<Content['kind']> = new Set<Content['kind']>(['tensor', 'dense', 'computed'])

/** Policies that write the tensors inside other values under names of their own. */
const UNPACKING: readonly UnsupportedPolicy[] = ['dequantize', 'parts']

/**
 * Tensors as the format has them: their form, their shape, and last their element type.
 * @throws PthError TENSORS_UNSUPPORTED, USAGE, and those of `reshapeAll` and `refuseRawCodes`
 */
export function formAll(named: readonly Named[], codes: readonly Codes[], options: ConvertOptions) {
  const { tensors: beforeReshape, skipped, substituted } = giveForms(named, options)
  const beforeCast = reshapeAll(beforeReshape, options)
  const { tensors, casts } = castAll(beforeCast, options)
  const computing = options.unsupported.has('dequantize')
  refuseRawCodes(computing ? codes.filter(({ kind }) => kind === 'observed') : codes, tensors)
  return { tensors, beforeReshape, beforeCast, skipped, substituted, casts }
}

export type Formed = ReturnType<typeof formAll>

/**
 * Give every tensor the form in which it is written.
 * @throws PthError TENSORS_UNSUPPORTED naming every tensor without one
 */
function giveForms(named: readonly Named[], options: ConvertOptions) {
  const tensors: PlannedTensor[] = []
  const skipped: { name: string; kind: string; reason: string }[] = []
  const refused: Refused[] = []
  const substituted: Substituted[] = []
  for (const { name, source, inside, computed, shape } of named) {
    const { tensor } = source
    if (computed !== undefined) {
      tensors.push(computedTensor(name, source, computed))
      continue
    }
    const hidden = inside !== null && !UNPACKING.some((policy) => options.unsupported.has(policy))
    const reason = hidden ? 'inside another value of the state_dict' : formProblem(tensor, options.format)
    if (reason === null && tensor.dtype !== null) {
      tensors.push({ ...plainTensor(name, source, tensor.dtype), ...(shape !== undefined && { shape }) })
      continue
    }
    const facts = { name: source.name, kind: tensor.kind, reason: reason ?? 'no element type' }
    const instead = hidden
      ? options.unsupported.has('skip')
        ? 'skip'
        : undefined
      : substitute(name, source, options.format, options.unsupported)
    if (instead === undefined) refused.push({ facts, ways: waysOf(name, source, hidden, options.format) })
    else if (instead === 'skip') skipped.push(facts)
    else {
      for (const item of instead) tensors.push(item)
      substituted.push({ ...facts, as: instead.map((item) => item.name) })
    }
  }
  if (refused.length > 0) {
    throw new PthError('TENSORS_UNSUPPORTED', {
      format: FORMAT_NAMES[options.format],
      tensors: refused.map(({ facts }) => facts),
      hint: hintOf(refused, options.unsupported),
    })
  }
  return { tensors, skipped, substituted }
}

/** A tensor that no policy of this run helps, and the policies that would. */
interface Refused {
  readonly facts: { readonly name: string; readonly kind: string; readonly reason: string }
  readonly ways: readonly UnsupportedPolicy[]
}

/** Policies that write a tensor in another form, the nearest to its values first. */
function waysOf(
  name: string,
  source: Named['source'],
  hidden: boolean,
  format: ConvertOptions['format'],
): readonly UnsupportedPolicy[] {
  const plain = hidden && formProblem(source.tensor, format) === null
  return (['dequantize', 'dense', 'parts'] as const).filter((policy) =>
    plain ? UNPACKING.includes(policy) : substitute(name, source, format, new Set([policy])) !== undefined,
  )
}

/** The words to type: only those that help one of these tensors, with those of this run. */
function hintOf(refused: readonly Refused[], given: ReadonlySet<UnsupportedPolicy>): string {
  const wanted = new Set(given)
  for (const { ways } of refused) {
    const [first] = ways
    if (first !== undefined && !ways.some((way) => wanted.has(way))) wanted.add(first)
  }
  const helped = refused.filter(({ ways }) => ways.length > 0).length
  const all = helped === refused.length
  const them = refused.length === 1 ? 'it' : 'them'
  const skip = `--unsupported ${[...given, 'skip'].join(',')} leaves ${them} out`
  if (helped === 0) return `${skip}, and no other word of --unsupported helps`
  const words = [...wanted].join(',')
  return `--unsupported ${words} writes ${all ? them : `${helped} of ${them}`} in another form, ${skip}`
}

/** `--dtype`: floats that no `--keep` names. @throws PthError USAGE for a type that the format lacks */
function castAll(tensors: readonly PlannedTensor[], options: ConvertOptions) {
  const { dtype, keep } = options
  const counts = new Map<string, number>()
  if (dtype === null) return { tensors, casts: [] }
  const kept = keep.length === 0 ? () => false : compileGlobs(keep)
  if (!hasForm(dtype, options.format)) {
    throw new PthError('USAGE', {
      reason: `${FORMAT_NAMES[options.format]} has no element type ${dtype.name}`,
    })
  }
  const cast = tensors.map((item) => {
    const from = item.dtype
    if (from === dtype || !isCastSource(from) || !CASTABLE.has(item.content.kind) || kept(item.name))
      return item
    counts.set(from.name, (counts.get(from.name) ?? 0) + 1)
    const nbytes = (item.nbytes / from.itemsize) * dtype.itemsize
    const { content } = item
    // A merged weight is rounded once, to the type that is written.
    if (content.kind === 'computed' && content.computed.fact.how === 'merge-lora')
      return { ...item, dtype, nbytes, content: { ...content, computed: { ...content.computed, dtype } } }
    return { ...item, dtype, nbytes, content: { kind: 'cast' as const, from, of: item.content } }
  })
  return { tensors: cast, casts: [...counts].map(([from, count]) => ({ from, to: dtype.name, count })) }
}
