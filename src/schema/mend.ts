/** The entry of a schema that is not valid, as it should be written: for what people write in its place. */
import { dtypeByName, dtypeBySafetensors } from '../dtype/dtype.ts'
import { plainValue } from '../json/tree.ts'
import type { JsonNode } from '../json/tree.ts'
import { validateTensors } from './validate-model.generated.ts'

/** Entries of a list that are written out. */
const SHOWN = 3
/** Longer names and entries are not repeated. */
const LONGEST = 400

/** Fields as other programs call them. */
const FIELDS = new Map([
  ['size', 'shape'],
  ['sizes', 'shape'],
  ['dims', 'shape'],
  ['type', 'dtype'],
  ['data_type', 'dtype'],
  ['torch_dtype', 'dtype'],
])
const KINDS = new Map([
  ['param', 'parameter'],
  ['Parameter', 'parameter'],
  ['weight', 'parameter'],
  ['Buffer', 'buffer'],
])
const DTYPES = new Map([
  ['fp16', 'float16'],
  ['fp32', 'float32'],
  ['fp64', 'float64'],
  ['bf16', 'bfloat16'],
  ['byte', 'uint8'],
  ['char', 'int8'],
])

/**
 * What to write instead at `pointer` of a document that was refused: JSON, without what is around it. Undefined
 * when nobody can know.
 */
export function mendedPart(document: JsonNode, pointer: string): string | undefined {
  if (document.kind === 'array') return mendedList(document.items)
  if (document.kind !== 'object') return undefined
  const tensors = document.members.get('tensors')
  const whole = tensors?.kind === 'object' && !tensors.members.has('shape')
  if (whole && pointer === '') return missingFields(document.members)
  const [members, prefix] = whole ? [tensors.members, '/tensors/'] : [document.members, '/']
  if (!pointer.startsWith(prefix)) return undefined
  const place = `${pointer.slice(prefix.length)}/`
  for (const [name, node] of members) {
    const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1')
    if (place.startsWith(`${escaped}/`) || place.startsWith(`${name}/`)) return mendedEntry(name, node)
  }
  return undefined
}

/** `"kind": "pth.model", "version": 1,` where a schema has tensors and does not say what it is. */
function missingFields(members: ReadonlyMap<string, JsonNode>): string | undefined {
  const fields = [
    ...(members.has('kind') ? [] : ['"kind": "pth.model"']),
    ...(members.has('version') ? [] : ['"version": 1']),
  ]
  return fields.length === 0 ? undefined : `${fields.join(', ')},`
}

function mendedEntry(name: string, node: JsonNode): string | undefined {
  const given = plainValue(node)
  const entry = entryOf(given)
  if (entry === undefined || !isEntry(name, entry)) return undefined
  // Nothing was mended: what is wrong is something else.
  if (JSON.stringify(entry) === JSON.stringify(given)) return undefined
  const text = `${JSON.stringify(name)}: ${spaced(entry)}`
  return text.length > LONGEST ? undefined : text
}

/** A list of shapes, of pairs or of entries, as the map that it should be. */
function mendedList(items: readonly JsonNode[]): string | undefined {
  const entries: string[] = []
  for (const [at, item] of items.slice(0, SHOWN).entries()) {
    const [name, entry] = namedEntry(plainValue(item)) ?? []
    if (name === undefined || entry === undefined || !isEntry(name, entry)) return undefined
    entries.push(`${JSON.stringify(name === '' ? `NAME ${at + 1}` : name)}: ${spaced(entry)}`)
  }
  const text = `{ ${entries.join(', ')}${items.length > SHOWN ? ', …' : ''} }`
  return entries.length === 0 || text.length > LONGEST ? undefined : text
}

/** The name of an item of a list, empty when it has none, and its entry. */
function namedEntry(value: unknown): readonly [string, unknown] | undefined {
  if (Array.isArray(value)) {
    const [name, shape, ...rest] = value as unknown[]
    if (typeof name === 'string' && rest.length === 0) return [name, entryOf(shape)]
    return ['', entryOf(value)]
  }
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  const { name, ...fields } = value
  return typeof name === 'string' ? [name, entryOf(fields)] : undefined
}

/** A shape or an entry, with what is written otherwise elsewhere in the words of a schema. */
function entryOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shapeOf(value)
  const fields: [string, unknown][] = []
  for (const [key, field] of Object.entries(value)) {
    const name = FIELDS.get(key) ?? key
    if (name === 'shape') fields.push([name, field === null ? null : shapeOf(field)])
    else if (name === 'dtype' && typeof field === 'string') fields.push([name, dtypeOf(field)])
    else if (name === 'kind' && typeof field === 'string') fields.push([name, KINDS.get(field) ?? field])
    else fields.push([name, field])
  }
  return Object.fromEntries(fields)
}

/** `10`, `"10"`, `"[10, 512]"`, `"(10, 512)"`, `"torch.Size([10])"`, `[[10, 512]]` as a list of sizes. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'number') return [value]
  if (typeof value === 'string') {
    const inside = /^\s*(?:torch\.Size\()?\s*[[(]?([\d\s,x×]*)[\])]?\)?\s*$/.exec(value)?.[1]
    return inside === undefined
      ? undefined
      : inside
          .split(/[\s,x×]+/)
          .filter((size) => size !== '')
          .map(Number)
  }
  if (!Array.isArray(value)) return undefined
  const [only, ...others] = value as unknown[]
  if (Array.isArray(only) && others.length === 0) return shapeOf(only)
  return value.map((size: unknown) => (typeof size === 'string' && /^\d+$/.test(size) ? Number(size) : size))
}

function dtypeOf(text: string): string | undefined {
  const name = text.replace(/^(?:torch|np|numpy)\./, '')
  const found = dtypeByName(DTYPES.get(name) ?? name) ?? dtypeBySafetensors(name.toUpperCase())
  return found?.name
}

/** Whether a schema takes the entry; names of dimensions are not looked up. */
function isEntry(name: string, entry: unknown): boolean {
  if (typeof entry === 'object' && entry !== null && 'dtype' in entry && entry.dtype === undefined)
    return false
  return name !== '__proto__' && validateTensors({ [name]: entry })
}

/** JSON with a space after commas and colons. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replaceAll(/\n\s*/g, ' ')
    .replaceAll(/([[{]) | (?=[\]}])/g, '$1')
}
