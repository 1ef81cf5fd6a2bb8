/** Check one file: every rule that is on, with the file opened once. Composes verify, scan and diff. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { isOn } from '../../config/cascade.ts'
import type { Asked } from '../../config/cascade.ts'
import type { RuleName } from '../../config/config.ts'
import type { NewHasher } from '../../io/hash.ts'
import type { ScanPolicy } from '../scan/policy.ts'
import type { ScanReport } from '../scan/report.ts'
import { makeLock } from '../verify/lock.ts'
import type { Lock } from '../verify/lock.ts'
import type { VerifyReport } from '../verify/report.ts'
import type { VerifyOptions } from '../verify/verify.ts'
import { judgeBudget, parametersOf } from './budget.ts'
import type { Sizes } from './budget.ts'
import { reasonOf, reasonsInTurn } from './reason.ts'
import type { Judgement, SchemaEvidence } from './report.ts'
import { judgeScan } from './scan-rule.ts'
import {
  judgeDtypes,
  judgeNames,
  judgeShared,
  judgeUnused,
  nothing,
  NO_TENSOR,
  outsideText,
} from './tensor-rules.ts'
import type { RuleFacts } from './tensor-rules.ts'
import { firstError, judgeVerified } from './verify-rules.ts'

/** The file, and how the operations reach it. */
export interface CheckSubject {
  readonly name: string
  /** Of all its files together; null where one of them cannot be read. */
  readonly byteLength: number | null
  verify(
    options: Pick<VerifyOptions, 'finite' | 'nonzero' | 'only' | 'ignore' | 'lock' | 'also' | 'newHasher'>,
  ): Promise<VerifyReport>
  /** Open the checkpoint and nothing else. */
  open(use: (checkpoint: Checkpoint) => Promise<void>): Promise<void>
  scan(policy: ScanPolicy): Promise<readonly ScanReport[]>
}

/** What the rules compare with. Each is asked for only when its rule is on, and throws what it cannot give. */
export interface CheckReferences {
  policy(): Promise<ScanPolicy>
  compare(checkpoint: Checkpoint): Promise<SchemaEvidence>
  /** Null in a run that writes locks. */
  readonly lock: (() => Promise<Lock>) | null
  baseline(): Promise<Sizes | null>
}

/** The outcome of one file. */
export interface CheckedFile {
  /** In the order of the rules; those that are off are left out. */
  readonly judgements: readonly Judgement[]
  /** What a baseline may have of the file; null where it is broken or has no tensor. */
  readonly sizes: Sizes | null
  /** In a run that writes locks, that of a file whose container is whole. */
  readonly lock: Lock | null
}

/** A hash that nobody asks for. */
const NO_HASH: NewHasher = () => ({ update: () => undefined, hex: () => '' })

/** Judge every rule that is on. Never throws for the file: what cannot be judged is said so. */
export async function checkFile(
  subject: CheckSubject,
  asked: Asked,
  references: CheckReferences,
  newHasher: NewHasher,
): Promise<CheckedFile> {
  const judged = new Map<RuleName, Judgement>()
  const put = (judgement: Judgement): void => {
    judged.set(judgement.rule, judgement)
  }
  let parameters: number | null = null
  let tensors: number | null = null
  let made: Lock | null = null
  const writes = references.lock === null
  let outside = ''
  const also = async (checkpoint: Checkpoint): Promise<void> => {
    outside = outsideText(checkpoint, 'locked')
    parameters = parametersOf(checkpoint)
    tensors = checkpoint.graph.tensors.length
    for (const judgement of await judgeOpened(checkpoint, asked, references)) put(judgement)
    if (isOn(asked, 'lock') && writes)
      await orNotJudged('lock', put, async () => {
        if (checkpoint.stateDict.tensors.length === 0) put(notJudged('lock', NO_TENSOR))
        else made = await makeLock(checkpoint, newHasher)
      })
  }
  const lock = isOn(asked, 'lock') && !writes ? await lockOf(references, put) : undefined
  const failure = await reach(subject, asked, { also, lock, newHasher, outside: () => outside }, put)
  // A container is whole whatever it has in it: without this a file that lost all its tensors would be green.
  if (failure === null && tensors === 0 && isOn(asked, 'structure')) put(notJudged('structure', NO_TENSOR))
  if (isOn(asked, 'scan'))
    await orNotJudged('scan', put, async () => {
      const policy = await references.policy()
      put(judgeScan(await subject.scan(policy), policy, asked.settings.scan))
    })
  if (isOn(asked, 'bytes'))
    await orNotJudged('bytes', put, async () => {
      const { byteLength } = subject
      if (byteLength === null) put(notJudged('bytes', 'a part of it is missing or cannot be read'))
      else put(await sized('bytes', byteLength, asked, references))
    })
  const unopened = reasonsInTurn(failure ?? 'the file was not opened as far as this rule needs')
  const judgements = asked.levels
    .filter(({ level }) => level !== 'off')
    .map(({ rule }): Judgement => judged.get(rule) ?? notJudged(rule, unopened()))
  // Of a broken file nothing is kept that later runs would compare with.
  const { byteLength: bytes } = subject
  if (failure !== null || tensors === 0 || bytes === null) return { judgements, sizes: null, lock: null }
  return { judgements, sizes: { bytes, parameters }, lock: made }
}

interface Reach {
  readonly also: (checkpoint: Checkpoint) => Promise<void>
  readonly lock: Lock | undefined
  readonly newHasher: NewHasher
  /** What of the opened file a lock does not hold, in words. */
  outside(): string
}

/** Verify or open the file, whichever the rules need. Returns why the rest cannot be judged, or null. */
async function reach(
  subject: CheckSubject,
  asked: Asked,
  { also, lock, newHasher, outside }: Reach,
  put: (judgement: Judgement) => void,
): Promise<string | null> {
  try {
    const values = { finite: isOn(asked, 'finite'), nonzero: isOn(asked, 'nonzero') }
    if (!isOn(asked, 'structure', 'safetensors', 'finite', 'nonzero') && lock === undefined) {
      await subject.open(also)
      return null
    }
    const report = await subject.verify({
      ...values,
      ...asked.settings.values,
      ...(lock !== undefined && { lock }),
      newHasher: lock === undefined ? NO_HASH : newHasher,
      also,
    })
    for (const judgement of judgeVerified(report, asked, lock === undefined ? null : { outside: outside() }))
      put(judgement)
    return firstError(report)
  } catch (error) {
    return reasonOf(error)
  }
}

async function lockOf(
  { lock }: CheckReferences,
  put: (judgement: Judgement) => void,
): Promise<Lock | undefined> {
  let found: Lock | undefined
  await orNotJudged('lock', put, async () => {
    found = await lock?.()
  })
  return found
}

/** The rules that read nothing but what an opened checkpoint knows. */
async function judgeOpened(
  checkpoint: Checkpoint,
  asked: Asked,
  references: CheckReferences,
): Promise<readonly Judgement[]> {
  const { settings } = asked
  const judgements: Judgement[] = []
  const put = (judgement: Judgement): void => {
    judgements.push(judgement)
  }
  const own = async (rule: RuleName, judge: () => RuleFacts | undefined): Promise<void> => {
    if (!isOn(asked, rule)) return
    await orNotJudged(rule, put, async () => {
      const facts = judge()
      if (facts === undefined) put(unset(rule))
      else put({ rule, state: 'judged', ...facts, evidence: { kind: 'own' } })
    })
  }
  if (isOn(asked, 'schema'))
    await orNotJudged('schema', put, async () => {
      if (settings.schema === undefined) return put(unset('schema'))
      const evidence = await references.compare(checkpoint)
      const { matched, expected } = evidence.diff
      const undated = settings.checkDtype === true && !evidence.dtypes && matched > 0
      const detail = `${matched} of ${expected} keys match ${evidence.expected}`
      put({
        rule: 'schema',
        state: 'judged',
        detail,
        findings: undated ? [nothing(`checkDtype: ${evidence.expected} says no dtype of these keys`)] : [],
        evidence: { kind: 'schema', ...evidence },
      })
    })
  const { dtypes, names, shared, unused } = settings
  await own('dtypes', () => dtypes && judgeDtypes(checkpoint, dtypes))
  await own('names', () => names && judgeNames(checkpoint, names))
  await own('shared', () => judgeShared(checkpoint, shared ?? {}))
  await own('unused', () => judgeUnused(checkpoint, unused ?? 0))
  if (isOn(asked, 'parameters'))
    await orNotJudged('parameters', put, async () =>
      put(
        checkpoint.stateDict.tensors.length === 0
          ? notJudged('parameters', NO_TENSOR)
          : await sized('parameters', parametersOf(checkpoint), asked, references),
      ),
    )
  return judgements
}

function notJudged(rule: RuleName, detail: string): Judgement {
  return { rule, state: 'not_judged', detail }
}

/** A rule that is on and has nothing to judge by must not pass. */
function unset(rule: RuleName): Judgement {
  const field = rule === 'bytes' || rule === 'parameters' ? `budgets.${rule}` : rule
  return notJudged(rule, `no entry for this file has the field ${field}: there is nothing to compare with`)
}

async function sized(
  rule: 'bytes' | 'parameters',
  found: number,
  { settings }: Asked,
  references: CheckReferences,
): Promise<Judgement> {
  const budget = settings[rule]
  if (budget === undefined) return unset(rule)
  const before = budget.grow === null ? null : ((await references.baseline())?.[rule] ?? null)
  const facts = judgeBudget(found, budget, before, rule)
  return 'missing' in facts
    ? notJudged(rule, facts.missing)
    : { rule, state: 'judged', ...facts, evidence: { kind: 'own' } }
}

/** One rule that cannot be judged does not stop the others. */
async function orNotJudged(
  rule: RuleName,
  put: (judgement: Judgement) => void,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    put(notJudged(rule, reasonOf(error)))
  }
}
