/** One pickle under scan: every global with its verdict and its calls, also of a pickle that breaks off. */
import { isPthError } from '../../errors.ts'
import type { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { parsePickle } from '../../pickle/machine.ts'
import type { Pickle, PickleOptions } from '../../pickle/machine.ts'
import type { Frames } from '../../pickle/reader.ts'
import { judgeDotted } from './attributes.ts'
import { addCall, addPersistent, isFollowed } from './calls.ts'
import { arrayAfter } from './joblib.ts'
import { followHanded, keepReplaced } from './handed.ts'
import type { Payload } from './handed.ts'
import type { ScanFinding } from './finding.ts'
import { keepHashed } from './hashed.ts'
import { useOf } from './uses.ts'
import type { Collector, GlobalUse } from './uses.ts'
import { lookUp } from './known/look-up.ts'
import { judgeGlobal } from './verdict.ts'

/** What one pickle names, calls and hands on. */
export interface ScannedPickle {
  readonly globals: readonly GlobalUse[]
  readonly payloads: readonly Payload[]
  /** What is found beyond names. */
  readonly findings: readonly Omit<ScanFinding, 'member'>[]
  /** Null when it broke off. */
  readonly pickle: Pickle | null
  /** Why it broke off, or null. */
  readonly error: PthError | null
}

/** How a pickle is read where its readers differ. */
export interface Reading {
  /** What a frame means that is longer or shorter than what is read in it; `strict` unless given. */
  readonly frames?: Frames
  /** The bytes of arrays are between the opcodes, as joblib writes and reads them. */
  readonly arrays?: boolean
}

/** Run the pickle at the beginning of some bytes and report what it names and calls. Only a defect of pth is thrown. */
export function scanPickle(
  bytes: Uint8Array,
  member: string,
  limits: Limits,
  { frames = 'strict', arrays = false }: Reading = {},
): ScannedPickle {
  const collector: Collector = { uses: new Map(), handed: [], findings: [], bytes, limits, copied: 0 }
  const options: PickleOptions = {
    member,
    limits,
    frames,
    onGlobal: ({ module, name, at }) => {
      judgeDotted(useOf(collector, module, name, at, false, () => judgeGlobal(module, name)))
    },
    onCall: (call) => addCall(collector, call),
    onPersistent: (persistent) => addPersistent(collector, persistent),
    onReplaced: (key, before) => keepReplaced(collector, key, before),
    onHashed: (key) => keepHashed(collector, key),
  }
  // What joblib finds in an array of objects it reads as a plain pickle.
  const nested = (offset: number): number => {
    const { value, end } = parsePickle(bytes, { ...options, offset })
    collector.handed.push({ values: [value], how: 'stored', use: undefined, callee: 'an array', at: offset })
    return end
  }
  let pickle: Pickle | null = null
  let error: PthError | null = null
  try {
    pickle = parsePickle(bytes, {
      ...options,
      ...(arrays ? { onBuilt: (target, at) => arrayAfter(bytes, target, at, nested) } : {}),
    })
  } catch (thrown) {
    if (!isPthError(thrown)) throw thrown
    error = thrown
  }
  const payloads = followHanded(collector, pickle?.value ?? null)
  return {
    globals: [...collector.uses.values()].map(finalVerdict),
    payloads,
    findings: collector.findings,
    pickle,
    error,
  }
}

/** The verdict on a name with what the pickle does with it: a name alone is nothing, a call may be anything. */
function finalVerdict(use: GlobalUse): GlobalUse {
  if (use.flaw !== null) return { ...use, verdict: 'dangerous', reason: use.flaw }
  if (isFollowed(use) && use.verdict !== 'tensor_data' && use.verdict !== 'container')
    return { ...use, verdict: 'known_call', reason: null }
  if (use.effect === 'call' && (use.verdict === 'unknown' || use.verdict === 'known_class'))
    return { ...use, verdict: 'unknown_call', reason: use.remark ?? lookUp(use.module, use.name).call }
  if (use.effect === 'class' && use.verdict === 'unknown') return { ...use, verdict: 'unknown_class' }
  return use
}
