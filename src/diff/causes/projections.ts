/** One fused projection of query, key and value against three: rows in that order. */
import type { ActualEntry } from '../actual.ts'
import { count, edited, newStep, sameShape, shapeOf, tensorLike } from './cause.ts'
import type { Cause, Situation, Step } from './cause.ts'
import { pythonText } from './python.ts'

type Parts = 'qkv' | 'kv' | 'gate' | 'w12'

/**
 * A fused name: what follows the path of the attention module, for weight and bias; GPT-NeoX interleaves
 * heads and is not here.
 */
const FUSED: readonly { readonly weight: string; readonly bias: string; readonly parts: Parts }[] = [
  { weight: 'in_proj_weight', bias: 'in_proj_bias', parts: 'qkv' },
  { weight: 'qkv.weight', bias: 'qkv.bias', parts: 'qkv' },
  { weight: 'to_qkv.weight', bias: 'to_qkv.bias', parts: 'qkv' },
  { weight: 'qkv_proj.weight', bias: 'qkv_proj.bias', parts: 'qkv' },
  { weight: 'Wqkv.weight', bias: 'Wqkv.bias', parts: 'qkv' },
  { weight: 'W_pack.weight', bias: 'W_pack.bias', parts: 'qkv' },
  { weight: 'c_attn.weight', bias: 'c_attn.bias', parts: 'qkv' },
  { weight: 'kv.weight', bias: 'kv.bias', parts: 'kv' },
  { weight: 'to_kv.weight', bias: 'to_kv.bias', parts: 'kv' },
  { weight: 'kv_proj.weight', bias: 'kv_proj.bias', parts: 'kv' },
  { weight: 'w12.weight', bias: 'w12.bias', parts: 'w12' },
  { weight: 'gate_up_proj.weight', bias: 'gate_up_proj.bias', parts: 'gate' },
]
/** Names of the parts, in the order of the rows. */
const SPLIT: Readonly<Record<Parts, readonly (readonly string[])[]>> = {
  qkv: [
    ['q_proj', 'k_proj', 'v_proj'],
    ['query', 'key', 'value'],
    ['query_proj', 'key_proj', 'value_proj'],
    ['to_q', 'to_k', 'to_v'],
    ['wq', 'wk', 'wv'],
    ['Wq', 'Wk', 'Wv'],
    ['W_q', 'W_k', 'W_v'],
    ['w_q', 'w_k', 'w_v'],
    ['q', 'k', 'v'],
    ['q_lin', 'k_lin', 'v_lin'],
    ['linear_q', 'linear_k', 'linear_v'],
    ['attention.query', 'attention.key', 'attention.value'],
    ['self.query', 'self.key', 'self.value'],
  ],
  kv: [
    ['k', 'v'],
    ['key', 'value'],
    ['k_proj', 'v_proj'],
    ['to_k', 'to_v'],
    ['wk', 'wv'],
  ],
  gate: [['gate_proj', 'up_proj']],
  w12: [['w1', 'w2']],
}

export const projections: Cause = {
  id: 'projections',
  title: 'fused against split attention projections',
  shows:
    '`in_proj_weight` or `qkv.weight` of [3 d, d] on one side, three weights of [d, d] for query, ' +
    'key and value on the other',
  means:
    'nn.MultiheadAttention, timm and others keep query, key and value as one matrix, rows in that ' +
    'order. No value changes. ' +
    'Files that interleave the heads (`query_key_value` of GPT-NeoX and BLOOM) are not of this kind.',
  mend: 'split the rows, or concatenate them',
  recognise: (situation) => {
    for (const fused of FUSED) {
      for (const parts of SPLIT[fused.parts]) {
        const step = splits(situation, fused, parts) ?? joins(situation, fused, parts)
        if (step !== undefined) return [step]
      }
    }
    return undefined
  },
}

type Sides = (readonly [string, ActualEntry])[]

/** Bases whose fused entry is left over in `from` and whose parts are left over in `to`. */
function basesOf(names: Iterable<string>, ending: string): string[] {
  return [...names].flatMap((name) =>
    name === ending || name.endsWith(`.${ending}`) ? [name.slice(0, name.length - ending.length)] : [],
  )
}

function splits(
  { unexpected, missing, actual }: Situation,
  fused: (typeof FUSED)[number],
  parts: readonly string[],
): Step | undefined {
  const add: Sides = []
  const remove: string[] = []
  for (const [ending, role] of [
    [fused.weight, 'weight'],
    [fused.bias, 'bias'],
  ] as const) {
    for (const base of basesOf(unexpected.keys(), ending)) {
      const entry = unexpected.get(base + ending)
      const wanted = parts.map((part) => missing.get(`${base}${part}.${role}`)?.shape?.map(Number))
      const shape = shapeOf(entry)
      if (entry === undefined || shape === null || wanted.some((one) => one === undefined)) return undefined
      // A convolution over time, as in diffusion models, interleaves the heads.
      if (shape.length !== (role === 'weight' ? 2 : 1)) return undefined
      const rows = wanted.reduce((sum, one) => sum + (one?.[0] ?? 0), 0)
      if (rows !== shape[0] || !wanted.every((one) => one?.slice(1).join() === shape.slice(1).join()))
        return undefined
      remove.push(base + ending)
      for (const [at, part] of parts.entries())
        add.push([`${base}${part}.${role}`, tensorLike(entry, wanted[at] ?? [])])
    }
  }
  if (remove.length === 0) return undefined
  const equal = new Set(add.map(([, entry]) => shapeOf(entry)?.[0] ?? 0))
  const python = (
    [
      [fused.weight, 'weight'],
      [fused.bias, 'bias'],
    ] as const
  )
    .filter(([ending]) => remove.some((name) => name.endsWith(ending)))
    .map(([ending, role]) => {
      const targets = parts.map((part) => `sd[b + ${pythonText(`${part}.${role}`)}]`).join(', ')
      const sizes =
        equal.size === 1
          ? `sd.pop(k).chunk(${parts.length})`
          : `sd.pop(k).split([model.state_dict()[b + p + ${pythonText(`.${role}`)}].shape[0] for ` +
            `p in (${parts.map(pythonText).join(', ')})])`
      return (
        `for k in [k for k in sd if f'.{k}'.endswith(${pythonText(`.${ending}`)})]: b = ` +
        `k[:-${ending.length}]; ${targets} = ${sizes}`
      )
    })
  return newStep('projections', {
    reason:
      `${count(remove.length, 'tensor')} of the file (${remove[0]}) ${remove.length === 1 ? 'is' : 'are'} fused, the ` +
      `model has ${parts.join(', ')}: rows in that order`,
    sure: sureOf(fused),
    flags: null,
    python,
    state: edited(actual, remove, add),
  })
}

function joins(
  { unexpected, missing, actual }: Situation,
  fused: (typeof FUSED)[number],
  parts: readonly string[],
): Step | undefined {
  const add: Sides = []
  const remove: string[] = []
  const roles = new Set<string>()
  for (const [ending, role] of [
    [fused.weight, 'weight'],
    [fused.bias, 'bias'],
  ] as const) {
    for (const base of basesOf(missing.keys(), ending)) {
      const entries = parts.map((part) => unexpected.get(`${base}${part}.${role}`))
      const shapes = entries.map(shapeOf)
      const [first] = entries
      if (first === undefined || shapes.some((shape) => shape?.length !== (role === 'weight' ? 2 : 1)))
        return undefined
      const rows = shapes.reduce((sum, shape) => sum + (shape?.[0] ?? 0), 0)
      const whole = [rows, ...(shapes[0]?.slice(1) ?? [])]
      if (!sameShape(missing.get(base + ending)?.shape, whole)) return undefined
      if (!shapes.every((shape) => shape?.slice(1).join() === shapes[0]?.slice(1).join())) return undefined
      for (const part of parts) remove.push(`${base}${part}.${role}`)
      add.push([base + ending, tensorLike(first, whole)])
      roles.add(role)
    }
  }
  if (add.length === 0) return undefined
  const python = (
    [
      [fused.weight, 'weight'],
      [fused.bias, 'bias'],
    ] as const
  )
    .filter(([, role]) => roles.has(role))
    .map(([ending, role]) => {
      const [head = ''] = parts
      const tail = `${head}.${role}`
      const names = parts.map((part) => pythonText(`${part}.${role}`)).join(', ')
      return (
        `for k in [k for k in sd if f'.{k}'.endswith(${pythonText(`.${tail}`)})]: b = k[:-${tail.length}]; ` +
        `sd[b + ${pythonText(ending)}] = torch.cat([sd.pop(b + p) for p in (${names})])`
      )
    })
  return newStep('projections', {
    reason:
      `the model has ${count(add.length, 'fused tensor')} (${add[0]?.[0]}), the file has ` +
      `${parts.join(', ')}: rows in that order`,
    sure: sureOf(fused),
    flags: null,
    python,
    state: edited(actual, remove, add),
  })
}

/** GPTBigCode without multi-query attention interleaves the heads of c_attn. */
function sureOf({ weight }: (typeof FUSED)[number]): Step['sure'] {
  return weight.startsWith('c_attn') ? 'likely' : 'certain'
}
