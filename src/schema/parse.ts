/** A model schema file, or a plain map of names to shapes, read into the expected side of a diff. */
import { PATTERN_LENGTH } from '../names/glob.ts'
import { dtypeByName } from '../dtype/dtype.ts'
import { isPthError, PthError } from '../errors.ts'
import { expandNames } from './expand.ts'
import type { Ranges, Template } from './expand.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor, overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { lineIndex, parseJson } from '../json/tree.ts'
import type { JsonNode } from '../json/tree.ts'
import { expectedModule } from './model.ts'
import type { ExpectedModel, ExpectedModule, ExpectedTensor, Size } from './model.ts'

/** Characters in which Python's text shows itself. */
const HEAD = 4096

type JsonObject = Extract<JsonNode, { kind: 'object' }>

/**
 * Read a schema. `path` names the file in errors.
 * @throws PthError SCHEMA_INVALID with file, line, JSON pointer, expected and found; LIMIT_EXCEEDED for templates
 * that would expand without end, and for more tensors than `limits.places`
 */
export async function parseSchema(
  text: string,
  path: string,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ExpectedModel> {
  const run = limitsFor(limits, text.length)
  const document = parseText(text, path, run)
  const tensors = document.kind === 'object' ? (document.members.get('tensors') ?? document) : document
  if (tensors.kind === 'object') checkLimit(run, 'places', `tensors of ${path}`, tensors.members.size)
  const lineOf = lineIndex(text)
  const reader: Reader = {
    path,
    lineOf,
    fail: (node, pointer, expected, found) => {
      throw new PthError('SCHEMA_INVALID', { path, line: lineOf(node.offset), pointer, expected, found })
    },
  }
  try {
    return await readDocument(document, text, reader)
  } catch (error) {
    if (!isPthError(error, 'SCHEMA_INVALID')) throw error
    const { mendedPart } = await import('./mend.ts')
    const write = mendedPart(document, error.details.pointer)
    throw write === undefined ? error : new PthError('SCHEMA_INVALID', { ...error.details, write })
  }
}

/** Python's own text of a dictionary: names in single quotes, tuples, None. */
const PYTHON = /^\ufeff?\s*[{[]\s*'|torch\.Size\(|:\s*(?:\(\d|None\b|True\b|False\b)/
const AS_JSON =
  'import json; print(json.dumps({name: list(tensor.shape) for name, tensor in model.state_dict().items()}))'

/** Values of the JSON of one tensor of four dimensions: its entry, its shape and its dtype. */
const VALUES = 8

function parseText(text: string, path: string, limits: Limits): JsonNode {
  const over = (): PthError => overLimit(limits, 'places', `tensors and sizes of ${path}`, limits.places + 1)
  try {
    return parseJson(text, path, { most: VALUES * limits.places, over })
  } catch (error) {
    if (!isPthError(error, 'SCHEMA_INVALID') || !PYTHON.test(text.slice(0, HEAD))) throw error
    throw new PthError('SCHEMA_INVALID', { ...error.details, write: `JSON, with Python: ${AS_JSON}` })
  }
}

async function readDocument(document: JsonNode, text: string, reader: Reader): Promise<ExpectedModel> {
  if (document.kind !== 'object')
    return reader.fail(document, '', 'an object', document.kind === 'array' ? 'an array' : 'a value')
  const { validateDocument } = await import('./validate.ts')
  const whole = isWhole(document)
  validateDocument(document, whole ? 'model' : 'map', text, reader.path)
  return whole ? readModel(document, reader) : readMap(document, reader)
}

interface Reader {
  readonly path: string
  lineOf(offset: number): number
  fail(node: JsonNode, pointer: string, expected: string, found: string): never
}

/** A plain map has only shapes and entries in it; a schema says what it is. */
function isWhole(document: JsonObject): boolean {
  const kind = document.members.get('kind')
  const tensors = document.members.get('tensors')
  if (kind?.kind === 'scalar') return true
  return tensors?.kind === 'object' && !tensors.members.has('shape')
}

function readMap(document: JsonObject, reader: Reader): ExpectedModel {
  const tensors = readTensors(document, new Map(), new Map(), '', reader)
  return { className: null, tensors, modules: null, ignore: [] }
}

function readModel(document: JsonObject, reader: Reader): ExpectedModel {
  const dimensions = new Map<string, number | null>()
  for (const [name, node] of membersOf(document, 'dimensions')) dimensions.set(name, numberOf(node))
  const ranges = readRanges(document, dimensions, reader)
  const tensors = document.members.get('tensors')
  const modules = document.members.get('modules')
  const ignore = document.members.get('ignore')
  return {
    className: textOf(document.members.get('name')),
    tensors:
      tensors?.kind === 'object' ? readTensors(tensors, dimensions, ranges, '/tensors', reader) : new Map(),
    modules: modules?.kind === 'object' ? readModules(modules, ranges, reader) : null,
    ignore: (ignore?.kind === 'array' ? ignore.items : []).map((node, at) => {
      const pattern = textOf(node) ?? ''
      if (pattern === '') reader.fail(node, `/ignore/${at}`, 'a pattern such as "head.*"', 'an empty text')
      if (pattern.length > PATTERN_LENGTH)
        reader.fail(
          node,
          `/ignore/${at}`,
          `a pattern of at most ${PATTERN_LENGTH} characters`,
          `${pattern.length}`,
        )
      return { pattern, line: reader.lineOf(node.offset) }
    }),
  }
}

function readRanges(
  document: JsonObject,
  dimensions: ReadonlyMap<string, number | null>,
  reader: Reader,
): Ranges {
  const ranges = new Map<string, readonly [number, number]>()
  for (const [name, node] of membersOf(document, 'ranges')) {
    const pointer = `/ranges/${name}`
    if (node.kind === 'array') {
      const [first = 0, end = 0] = node.items.map((item) => numberOf(item) ?? 0)
      if (end < first) reader.fail(node, pointer, 'an end that is not before the first', `[${first}, ${end}]`)
      ranges.set(name, [first, end])
      continue
    }
    const dimension = textOf(node)
    const count = dimension === null ? numberOf(node) : dimensions.get(dimension)
    if (count === undefined || count === null) {
      return reader.fail(
        node,
        pointer,
        'a count or the name of a dimension with a size',
        JSON.stringify(dimension),
      )
    }
    ranges.set(name, [0, count])
  }
  return ranges
}

function readTensors(
  object: JsonObject,
  dimensions: ReadonlyMap<string, number | null>,
  ranges: Ranges,
  pointer: string,
  reader: Reader,
): Map<string, ExpectedTensor> {
  const templates: Template<Omit<ExpectedTensor, 'name'>>[] = []
  for (const [name, node] of object.members) {
    const value = readEntry(name, node, dimensions, `${pointer}/${name}`, reader)
    templates.push({ name, value, beside: value.tied?.length ?? 0 })
  }
  const tensors = new Map<string, ExpectedTensor>()
  for (const { name, value, fill } of expandNames(templates, ranges)) {
    if (tensors.has(name)) {
      throw new PthError('SCHEMA_INVALID', {
        path: reader.path,
        line: value.line ?? 0,
        pointer,
        expected: 'each name once after the templates are expanded',
        found: `"${name}" twice`,
      })
    }
    tensors.set(name, { name, ...value, tied: value.tied === null ? null : fill(value.tied) })
  }
  return tensors
}

function readEntry(
  name: string,
  node: JsonNode,
  dimensions: ReadonlyMap<string, number | null>,
  pointer: string,
  reader: Reader,
): Omit<ExpectedTensor, 'name'> {
  const line = reader.lineOf(node.offset)
  const field = (key: string): JsonNode | undefined =>
    node.kind === 'object' ? node.members.get(key) : undefined
  const kind = textOf(field('kind'))
  const shape = node.kind === 'array' ? node : field('shape')
  const lazy = flagOf(field('lazy'))
  const layout = textOf(field('layout'))
  if (shape === undefined && kind !== 'extra_state' && !lazy) {
    reader.fail(node, pointer, 'the field "shape" (null for any)', `"${name}" without it`)
  }
  const dtype = field('dtype')
  const dtypeText = textOf(dtype)
  const known = dtypeText === null ? undefined : dtypeByName(dtypeText)
  if (dtype !== undefined && known === undefined)
    reader.fail(dtype, `${pointer}/dtype`, 'a dtype of torch, such as float32', JSON.stringify(dtypeText))
  return {
    shape:
      shape?.kind === 'array'
        ? shape.items.map((item, at) => readSize(item, dimensions, `${pointer}/${at}`, reader))
        : null,
    dtype: known?.name ?? null,
    kind: kind === 'parameter' || kind === 'buffer' || kind === 'extra_state' ? kind : null,
    optional: flagOf(field('optional')),
    frozen: flagOf(field('frozen')),
    lazy,
    tied: textOf(field('tied')),
    line,
    ...(layout !== null && { layout }),
  }
}

function readSize(
  node: JsonNode,
  dimensions: ReadonlyMap<string, number | null>,
  pointer: string,
  reader: Reader,
): Size {
  const name = textOf(node)
  if (name === null) return numberOf(node)
  const size = dimensions.get(name)
  if (size === undefined) return reader.fail(node, pointer, 'a name from "dimensions"', JSON.stringify(name))
  return size ?? name
}

function readModules(object: JsonObject, ranges: Ranges, reader: Reader): ExpectedModule[] {
  const templates = [...object.members].map(([name, node]) => ({ name, value: readModule(node) }))
  const seen = new Set<string>()
  const modules: ExpectedModule[] = []
  for (const { name, value } of expandNames(templates, ranges)) {
    if (seen.has(name))
      reader.fail(object, '/modules', 'each path once after the templates are expanded', `"${name}" twice`)
    seen.add(name)
    modules.push({ ...value, path: name })
  }
  return modules
}

function readModule(node: JsonNode): Omit<ExpectedModule, 'path'> {
  const plain = expectedModule('')
  if (node.kind === 'scalar') return { ...plain, className: textOf(node), absent: node.value === null }
  if (node.kind === 'array') return plain
  const runningStats = node.members.get('running_stats')
  return {
    ...plain,
    className: textOf(node.members.get('class')),
    version: numberOf(node.members.get('version')) ?? 1,
    runningStats: runningStats === undefined ? null : flagOf(runningStats),
    instanceNorm: flagOf(node.members.get('instance_norm')),
    weightNorm: textsOf(node.members.get('weight_norm')),
    spectralNorm: textsOf(node.members.get('spectral_norm')),
    ownLoading: textsOf(node.members.get('own_loading')),
  }
}

function textsOf(node: JsonNode | undefined): string[] {
  return node?.kind === 'array' ? node.items.map((item) => textOf(item) ?? '') : []
}

function membersOf(document: JsonObject, name: string): Iterable<[string, JsonNode]> {
  const node = document.members.get(name)
  return node?.kind === 'object' ? node.members : []
}

function textOf(node: JsonNode | undefined): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null
}

function numberOf(node: JsonNode | undefined): number | null {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : null
}

function flagOf(node: JsonNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true
}
