/**
 * What calls are given. A callable that is handed on may be called by what gets it, bytes may be unpickled, text
 * may be run: followed by rule, whatever the name of the receiver.
 */
import { dictEntries, isKind, newDict, setItem } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { askObject, judgeState, raiseTo } from './asked.ts'
import { isFollowed } from './calls.ts'
import { RUNS_SOURCE } from './known/dangerous-names.ts'
import { markOf } from './known/mark.ts'
import { looksLoadable } from './members.ts'
import { argumentsLeft } from './makers.ts'
import { modernPath, referent, resolvePath } from './resolve.ts'
import { firstLines, pickleInText, sourceIn } from './text.ts'
import { nameOf, namedUse, resolvedUse } from './uses.ts'
import type { Collector, GlobalUse, Handed } from './uses.ts'

/** Bytes inside a pickle that are a file of their own. */
export interface Payload {
  readonly data: Uint8Array
  /** What would load it. */
  readonly loader: string
  readonly offset: number
  /** Whether it is only a value: no call in the pickle gets it. */
  readonly carried: boolean
}

/** Texts that read what no checkpoint needs when they are taken for the name of an attribute. */
const INSIDES = new RegExp(
  String.raw`^__(globals|builtins|subclasses|bases|base|mro|dict|code|closure|getattribute|import|reduce|` +
    String.raw`reduce_ex|loader|self|func|class|init)__$`,
)

/** Bytes of a value that tell whether it may be a pickle. */
const HEAD = 1024

/** Findings on texts of one pickle; one is enough for the verdict. */
const TOLD = 8

/** Look into everything that was handed to something, and at what is left at the end. Answers the bytes to scan. */
export function followHanded(collector: Collector, value: PickleValue | null): Payload[] {
  const payloads: Payload[] = []
  const names = [...collector.uses.values()]
  const suspects = names.some(
    (use) => isFollowed(use) || use.verdict === 'unknown' || use.verdict === 'known_class',
  )
  const seen = {
    open: new Set<unknown>(),
    known: new Set<unknown>(),
    stored: new Set<unknown>(),
    states: new Set<unknown>(),
    asked: new Set<unknown>(),
  }
  for (const { values, callee, isState } of collector.handed)
    if (isState === true) judgeState(collector, values, callee, seen.states)
  for (const handed of collector.handed)
    if (handed.how === 'open' || suspects)
      walk(collector, handed, seen[handed.how], (item) => {
        if (handed.how === 'open' || runsSource(handed.use)) lookInto(collector, item, handed, payloads)
        judgeReference(collector, item, handed)
      })
  for (const handed of collector.handed) {
    const { asks } = handed
    if (asks !== undefined) walk(collector, handed, seen.asked, (item) => askObject(collector, item, asks))
  }
  const end: Handed = { values: [value], how: 'stored', use: undefined, callee: '', at: 0 }
  if (suspects) walk(collector, end, seen.stored, (item) => judgeReference(collector, item, end))
  carriedIn(collector, [...collector.handed, end], payloads)
  return payloads
}

/**
 * What an item of a dict was before another one took its place: who was given the dict meanwhile may have called it. No
 * program writes such pickles.
 */
export function keepReplaced(collector: Collector, key: PickleValue, before: PickleValue): void {
  if (before === null || typeof before !== 'object') return
  const dict = newDict()
  setItem(dict, key, before)
  const callee = 'something before it was replaced'
  collector.handed.push({ values: [dict], how: 'known', use: undefined, callee, at: 0, isState: true })
}

/** Pickles among the values that nothing loads: bytes, and texts in base64 or hexadecimal digits. */
function carriedIn(collector: Collector, all: readonly Handed[], payloads: Payload[]): void {
  const seen = new Set<unknown>()
  const found = new Set<unknown>()
  for (const handed of all) {
    // The bytes of tensors and arrays may look like anything.
    if (handed.how === 'open' || handed.use?.verdict === 'tensor_data') continue
    walk(collector, handed, seen, (item) => {
      const data = isKind(item, 'bytes')
        ? item.data
        : typeof item === 'string'
          ? pickleInText(item)
          : undefined
      if (data === undefined || found.has(item) || !looksLoadable(data.subarray(0, HEAD))) return
      found.add(item)
      const here = isKind(item, 'bytes') && data.buffer === collector.bytes.buffer
      const offset = here ? data.byteOffset - collector.bytes.byteOffset : handed.at
      payloads.push({ data, loader: 'a value', offset, carried: true })
    })
  }
}

/** Every value inside the values that were handed, each container and text once for a way of handing. */
function walk(
  collector: Collector,
  { values }: Handed,
  seen: Set<unknown>,
  visit: (value: PickleValue) => void,
): void {
  // One tuple may be the arguments of any number of calls.
  if (seen.has(values)) return
  seen.add(values)
  const open: PickleValue[] = [...values]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'string')) continue
    if (!isKind(value, 'global')) {
      if (seen.has(value)) continue
      seen.add(value)
    }
    visit(value)
    if (typeof value === 'object') for (const part of parts(collector, value)) open.push(part)
  }
}

function* parts(collector: Collector, value: Exclude<PickleValue, Plain>): Iterable<PickleValue> {
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      yield* value.items
      return
    case 'dict':
      for (const [key, item] of dictEntries(value)) yield* [key, item]
      if (value.attributes !== null) yield value.attributes
      return
    case 'persistent': {
      const target = referent(value)
      if (target !== value) yield target
      return
    }
    case 'object':
      if (!isData(collector, value)) yield* partsOf(value)
      return
    case 'float':
    case 'bytes':
    case 'global':
  }
}

type Plain = null | boolean | number | bigint | string

/** Tensors and arrays: their arguments and states were looked into with their own calls, and hold data. */
function isData(collector: Collector, { callee }: PickleObject): boolean {
  const use = isKind(callee, 'global') ? namedUse(collector, callee) : undefined
  return use?.verdict === 'tensor_data'
}

function* partsOf({ callee, args, kwargs, states, items, entries }: PickleObject): Iterable<PickleValue> {
  if (isKind(callee, 'object')) yield callee
  yield* argumentsLeft(callee, args)
  if (kwargs !== null) yield kwargs
  yield* states ?? []
  yield* items ?? []
  if (entries !== null) yield entries
}

/** A callable that something was given. */
function judgeReference(collector: Collector, value: PickleValue, { how, callee }: Handed): void {
  if (isKind(value, 'object')) return judgeAttribute(collector, value, how, callee)
  const use = isKind(value, 'global') ? namedUse(collector, value) : undefined
  if (use === undefined) return
  if (isFollowed(use)) use.flaw = 'is handed to something that would call it'
  else if (how === 'known') raiseTo(use, `is handed to ${callee}, which may call it`)
  // Whoever has it in a state may call it: a class that does harm when it is called is no ordinary attribute.
  else if (use.verdict === 'known_class' && markOf(nameOf(use))?.called === true)
    raiseTo(use, `is kept by ${callee === '' ? 'the object' : callee}, which may call it`)
}

/** `getattr(x, 'run')` is a callable too. */
function judgeAttribute(
  collector: Collector,
  object: PickleObject,
  how: Handed['how'],
  callee: string,
): void {
  if (how !== 'known' || !isKind(object.callee, 'global')) return
  if (modernPath(object.callee) !== 'builtins.getattr') return
  const path = resolvePath(object)
  if (path !== undefined)
    raiseTo(resolvedUse(collector, object.at, path, ''), `is handed to ${callee}, which may call it`)
}

/** Whether what gets the values executes texts among them, whatever these look like. */
function runsSource(use: GlobalUse | undefined): boolean {
  return use?.verdict === 'dangerous' && use.reason === RUNS_SOURCE
}

/** Bytes and texts that something unknown was given. */
function lookInto(collector: Collector, value: PickleValue, handed: Handed, payloads: Payload[]): void {
  const { use, callee, at } = handed
  if (isKind(value, 'bytes')) {
    if (value.data.length >= 2)
      payloads.push({ data: value.data, loader: callee, offset: at, carried: false })
    return
  }
  if (typeof value !== 'string') return
  if (INSIDES.test(value) && use !== undefined && use.flaw === null) use.flaw = `is given the name ${value}`
  const data = pickleInText(value)
  if (data !== undefined) payloads.push({ data, loader: callee, offset: at, carried: false })
  const runs = runsSource(use) && value.includes('\n')
  const source = runs ? firstLines(value) : sourceIn(value)
  if (source === undefined || collector.findings.length >= TOLD) return
  collector.findings.push({
    rule: 'SOURCE_GIVEN',
    severity: 'error',
    offset: at,
    detail: `${callee} is given Python source: ${source}`,
  })
}
