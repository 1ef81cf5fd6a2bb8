/** Storages that are whole files inside a pickle: how `pickle.dump` writes tensors. */
import { isPthError, PthError } from '../errors.ts'
import { memorySource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit, overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { dictEntries, isGlobal, isKind } from '../pickle/value.ts'
import type { PickleDict, PickleObject, PickleValue } from '../pickle/value.ts'
import type { Container } from './record.ts'

/**
 * What all files in a file may hold together: a pickle may hand the same bytes to a thousand calls, and these
 * to a thousand more.
 */
export interface NestedBudget {
  readonly most: number
  opened: number
}

/** Bytes that count in any case, and for each file beside its own: 16,000 tensors of a few bytes. */
const SLACK = { bytes: 1 << 20, each: 64 }

/** The budget of a file: its bytes once on each level, and a little more. */
export function newNestedBudget({ byteLength }: ByteSource, { nesting }: Limits): NestedBudget {
  return { most: byteLength * nesting + SLACK.bytes, opened: 0 }
}

/** @throws PthError LIMIT_EXCEEDED */
function spendNested(budget: NestedBudget, bytes: number): void {
  budget.opened += bytes + SLACK.each
  if (budget.opened <= budget.most) return
  throw overFixedLimit({
    what: 'bytes of files inside files',
    limit: budget.most,
    found: budget.opened,
    unit: 'bytes',
    why: 'the same bytes are opened again and again, which PyTorch never writes',
  })
}

/** Opens a container inside another one. */
export type OpenInside = (source: ByteSource, depth: number) => Promise<Container>

/**
 * Open what each `torch.storage._load_from_bytes(bytes)` of a container contains: a legacy stream (or a zip
 * archive) of its own. The container comes back with `embedded`, or as it is when there is none.
 * @throws PthError LIMIT_EXCEEDED when files are nested deeper than PyTorch ever does
 */
export async function openEmbedded(
  container: Container,
  depth: number,
  limits: Limits,
  budget: NestedBudget,
  open: OpenInside,
): Promise<Container> {
  const calls = container.pickles.flatMap(({ pickle }) =>
    pickle.globals.some((global) => isGlobal(global, 'torch.storage', '_load_from_bytes'))
      ? findCalls(pickle.value)
      : [],
  )
  if (calls.length === 0) return container
  checkLimit(limits, 'nesting', 'files inside files', depth + 1)
  const embedded = new Map<PickleValue, Container | PthError>()
  for (const call of calls) embedded.set(call, await openCall(call, depth, budget, open))
  return { ...container, embedded }
}

async function openCall(
  call: PickleObject,
  depth: number,
  budget: NestedBudget,
  open: OpenInside,
): Promise<Container | PthError> {
  const [data] = call.args
  if (call.args.length !== 1 || !isKind(data, 'bytes')) {
    return new PthError('CONTAINER_INVALID', {
      what: 'torch.storage._load_from_bytes',
      offset: call.at,
      expected: 'bytes',
      found: 'something else',
    })
  }
  spendNested(budget, data.data.length)
  try {
    return await open(memorySource(data.data, `bytes@${call.at}`), depth + 1)
  } catch (error) {
    // One damaged storage leaves the others readable; a nest that is too deep was made to be.
    if (isPthError(error) && error.code !== 'LIMIT_EXCEEDED') return error
    throw error
  }
}

/** A JavaScript Set cannot contain more than 16,777,216. */
const CONTAINERS = 16_000_000

/** Every call of `_load_from_bytes` that the value contains, each once, without recursion. */
function findCalls(root: PickleValue): PickleObject[] {
  const calls: PickleObject[] = []
  const seen = new Set<PickleValue>([root])
  const stack: PickleValue[] = [root]
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (isKind(value, 'object') && isGlobal(value.callee, 'torch.storage', '_load_from_bytes'))
      calls.push(value)
    for (const child of parts(value)) {
      if (typeof child !== 'object' || child === null || seen.has(child)) continue
      if (seen.size >= CONTAINERS) {
        throw overFixedLimit({
          what: 'containers of a pickle',
          limit: CONTAINERS,
          found: seen.size + 1,
          unit: 'containers',
          why: 'a JavaScript Set cannot contain more',
        })
      }
      seen.add(child)
      stack.push(child)
    }
  }
  return calls.sort((a, b) => a.at - b.at)
}

function* parts(value: PickleValue): Generator<PickleValue> {
  if (isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'set')) yield* value.items
  else if (isKind(value, 'dict')) yield* dictParts(value)
  else if (isKind(value, 'object')) {
    yield value.callee
    yield* value.args
    yield value.kwargs
    yield* value.states ?? []
    yield* value.items ?? []
    if (value.entries !== null) yield value.entries
  }
}

function* dictParts(dict: PickleDict): Generator<PickleValue> {
  for (const [key, item] of dictEntries(dict)) {
    yield key
    yield item
  }
  if (dict.attributes !== null) yield dict.attributes
}
