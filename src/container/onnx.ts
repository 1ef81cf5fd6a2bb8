/** ONNX models: recognised by their fields, the files in which their tensors are named; not read further. */
import type { ByteSource } from '../io/source.ts'

/** A file of tensors beside the model, as it is named in it. */
export interface OnnxFacts {
  readonly irVersion: number
  readonly producer: string
  /** Tensors of the graph, and how many of them are in other files. */
  readonly tensors: number
  readonly external: number
  /** Names of those files, each once, the first of them. */
  readonly locations: readonly string[]
}

/** @see onnx/onnx.proto: fields of ModelProto, GraphProto and TensorProto */
const [IR_VERSION, PRODUCER, GRAPH, INITIALIZER, EXTERNAL] = [1, 2, 7, 5, 13]
const MODEL_FIELDS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25, 26])
/** Bytes that are read at a time. */
const WINDOW = 1 << 16
/** Fields that are walked. Largest known: 100,000, of a mixture of experts. */
const FIELDS = 2_000_000
/** Bytes of a name. */
const TEXT = 4_096
const LOCATIONS = 1_000

interface Field {
  readonly number: number
  readonly wire: number
  /** Of a varint; of the others the length. */
  readonly value: number
  /** Where its content begins. */
  readonly start: number
  readonly end: number
}

/** What a ModelProto says of itself; null for what is not one, and for one that breaks the rules of protobuf. */
export async function onnxFacts(source: ByteSource): Promise<OnnxFacts | null> {
  const { byteLength } = source
  const at = newWindow(source)
  const budget = { left: FIELDS }
  let [irVersion, producer, tensors, external] = [0, '', 0, 0]
  const locations = new Set<string>()
  let graph: Field | null = null
  for (let place = 0; place < byteLength;) {
    const field = await fieldAt(at, place, byteLength, budget)
    if (field === null || !MODEL_FIELDS.has(field.number)) return null
    // Every writer begins with it, and protobuf writes fields in their order.
    if (
      place === 0 &&
      (field.number !== IR_VERSION || field.wire !== 0 || field.value === 0 || field.value > 1000)
    )
      return null
    if (field.number === IR_VERSION && field.wire === 0) irVersion = field.value
    if (field.number === PRODUCER && field.wire === 2) producer = await textAt(source, field)
    if (field.number === GRAPH && field.wire === 2) graph = field
    place = field.end
  }
  if (graph === null) return null
  for (let place = graph.start; place < graph.end;) {
    const field = await fieldAt(at, place, graph.end, budget)
    if (field === null) return null
    place = field.end
    if (field.number !== INITIALIZER || field.wire !== 2) continue
    tensors += 1
    const location = await locationOf(source, at, field, budget)
    if (location === null) continue
    external += 1
    if (locations.size < LOCATIONS) locations.add(location)
  }
  return { irVersion, producer, tensors, external, locations: [...locations] }
}

/** Whether a location leads out of the folder of the model. */
export function leadsOut(location: string): boolean {
  return /^([/\\~]|[a-z]:|[a-z][a-z0-9+.-]*:)/i.test(location) || location.split(/[/\\]/).includes('..')
}

/** `external_data` is a list of keys and texts. */
async function locationOf(
  source: ByteSource,
  at: Window,
  tensor: Field,
  budget: { left: number },
): Promise<string | null> {
  for (let place = tensor.start; place < tensor.end;) {
    const field = await fieldAt(at, place, tensor.end, budget)
    if (field === null) return null
    place = field.end
    if (field.number !== EXTERNAL || field.wire !== 2) continue
    const key = await fieldAt(at, field.start, field.end, budget)
    const value = key === null ? null : await fieldAt(at, key.end, field.end, budget)
    if (key === null || value === null || key.number !== 1 || value.number !== 2) continue
    if ((await textAt(source, key)) === 'location') return textAt(source, value)
  }
  return null
}

type Window = (place: number) => Promise<number>

/** One byte at a time, from pieces of the file. */
function newWindow(source: ByteSource): Window {
  let start = 0
  let bytes = new Uint8Array()
  return async (place) => {
    if (place < start || place >= start + bytes.length) {
      start = place
      bytes = (await source.read(place, Math.min(WINDOW, source.byteLength - place))).slice()
    }
    return bytes[place - start] ?? 0
  }
}

async function fieldAt(
  at: Window,
  place: number,
  end: number,
  budget: { left: number },
): Promise<Field | null> {
  budget.left -= 1
  if (budget.left < 0) return null
  const tag = await varintAt(at, place, end)
  if (tag === null) return null
  const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8]
  if (number === 0) return null
  if (wire === 0) {
    const value = await varintAt(at, tag.end, end)
    return value === null ? null : { number, wire, value: value.value, start: tag.end, end: value.end }
  }
  if (wire === 1 || wire === 5)
    return inside({ number, wire, value: 0, start: tag.end, end: tag.end + (wire === 1 ? 8 : 4) }, end)
  if (wire !== 2) return null
  const length = await varintAt(at, tag.end, end)
  if (length === null) return null
  return inside({ number, wire, value: length.value, start: length.end, end: length.end + length.value }, end)
}

function inside(field: Field, end: number): Field | null {
  return field.end <= end ? field : null
}

async function varintAt(
  at: Window,
  place: number,
  end: number,
): Promise<{ value: number; end: number } | null> {
  let value = 0
  for (let index = 0; index < 10 && place + index < end; index += 1) {
    const byte = await at(place + index)
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, end: place + index + 1 }
  }
  return null
}

async function textAt(source: ByteSource, { start, end }: Field): Promise<string> {
  return new TextDecoder().decode(await source.read(start, Math.min(TEXT, end - start)))
}
