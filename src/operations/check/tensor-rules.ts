/** Rules on the tensors of a state_dict that read no values: element types, names, memory. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { DtypeChoice, Settings } from '../../config/config.ts'
import { grouped } from '../../digits.ts'
import { unmatched } from '../../names/name-rule.ts'
import { storageUse } from '../inspect/storage-use.ts'
import type { CheckFinding } from './report.ts'

/** What a rule says of a checkpoint. */
export interface RuleFacts {
  readonly detail: string
  readonly findings: readonly CheckFinding[]
}

/** How many tensors of the file a rule on the state_dict does not look at, in words; empty when there is none. */
export function outsideText({ stateDict, graph }: Checkpoint, verb: string): string {
  const inside = new Set(stateDict.tensors.map(({ tensor }) => tensor))
  const count = new Set(graph.tensors.map(({ tensor }) => tensor).filter((tensor) => !inside.has(tensor)))
    .size
  if (count === 0) return ''
  return `; ${grouped(count)} more outside of the state_dict ${count === 1 ? 'is' : 'are'} not ${verb}`
}

/** Every tensor has an element type that its first matching choice allows. */
export function judgeDtypes(checkpoint: Checkpoint, choices: readonly DtypeChoice[]): RuleFacts {
  const { stateDict } = checkpoint
  const findings: CheckFinding[] = []
  let judged = 0
  for (const { name, tensor } of stateDict.tensors) {
    const choice = choices.find(({ names }) => names === null || names.matches(name))
    if (choice === undefined) continue
    judged += 1
    if (choice.dtypes.includes(tensor.dtypeName)) continue
    const detail = `"${name}" is ${tensor.dtypeName}; allowed: ${choice.dtypes.join(', ')}`
    findings.push({ rule: 'DTYPE_NOT_ALLOWED', subject: name, detail })
  }
  const all = stateDict.tensors.length
  if (judged === 0)
    findings.push(nothing(all === 0 ? undefined : `no glob of dtypes matches one of ${all} tensors`))
  const looked = judged === all ? counted(all) : `${counted(judged)} of ${all}; no glob matches the others`
  return {
    detail: `${looked}${outsideText(checkpoint, 'judged')}`,
    findings,
  }
}

/** Names match what is allowed and required, and nothing that is denied. */
export function judgeNames(checkpoint: Checkpoint, rules: NonNullable<Settings['names']>): RuleFacts {
  const { stateDict } = checkpoint
  const names = stateDict.tensors.map(({ name }) => name)
  const findings: CheckFinding[] = []
  const add = (rule: CheckFinding['rule'], subject: string, detail: string): void => {
    findings.push({ rule, subject, detail })
  }
  for (const name of names) {
    const denied = rules.deny?.patterns.find(({ matches }) => matches(name))
    if (denied !== undefined) add('NAME_NOT_ALLOWED', name, `"${name}" is denied by ${denied.text}`)
    else if (rules.allow?.matches(name) === false)
      add('NAME_NOT_ALLOWED', name, `"${name}" matches no pattern of ${rules.allow.text}`)
  }
  if (rules.require !== undefined)
    for (const pattern of unmatched(rules.require, names))
      add('NAME_MISSING', pattern, `no tensor matches ${pattern}`)
  if (names.length === 0 && rules.require === undefined) findings.push(nothing())
  const looked = `${grouped(names.length)} ${names.length === 1 ? 'name' : 'names'}`
  return { detail: `${looked}${outsideText(checkpoint, 'judged')}`, findings }
}

/** No two tensors share memory but those that are allowed to. */
export function judgeShared(checkpoint: Checkpoint, { allow }: NonNullable<Settings['shared']>): RuleFacts {
  const { shared } = storageUse(checkpoint)
  const findings: CheckFinding[] = []
  for (const { kind, tensors } of shared) {
    if (tensors.every((name) => allow?.matches(name) === true)) continue
    const shown = tensors.slice(0, SHOWN).map((name) => `"${name}"`)
    const more = tensors.length > SHOWN ? ` and ${grouped(tensors.length - SHOWN)} more` : ''
    const how = kind === 'alias' ? 'are the same memory' : 'overlap in memory'
    findings.push({
      rule: 'MEMORY_SHARED',
      subject: tensors[0] ?? null,
      detail: `${shown.join(', ')}${more} ${how}`,
    })
  }
  const count = checkpoint.stateDict.tensors.length
  if (count === 0) findings.push(nothing())
  const groups = `${grouped(shared.length)} shared ${shared.length === 1 ? 'group' : 'groups'}`
  return { detail: `${counted(count)}, ${groups}${outsideText(checkpoint, 'judged')}`, findings }
}

/** Storages have at most so many bytes that no tensor uses. */
export function judgeUnused(checkpoint: Checkpoint, most: number): RuleFacts {
  const { unused_bytes: unused, held_bytes: held, count, exact, partly_used: partly } = storageUse(checkpoint)
  const least = exact ? '' : 'at least '
  const detail = `${least}${grouped(unused)} of ${grouped(held)} bytes unused, ${grouped(most)} allowed`
  if (count === 0) return { detail, findings: [nothing('the file has no storage')] }
  // At least so many: more may be unused.
  if (unused <= most && !exact)
    return { detail, findings: [nothing(`only a lower bound is known: ${detail}`)] }
  if (unused <= most) return { detail, findings: [] }
  const storages = `${grouped(partly.length)} ${partly.length === 1 ? 'storage' : 'storages'}`
  const [worst] = partly
  const first = worst === undefined ? '' : `; most in storage ${worst.storage_key}`
  return {
    detail,
    findings: [{ rule: 'BYTES_UNUSED', subject: null, detail: `${detail} (${storages}${first})` }],
  }
}

/** Why a rule has nothing to judge. */
export const NO_TENSOR = 'the file has no tensor'

/** Names of a group that are written out. */
const SHOWN = 4

function counted(tensors: number): string {
  return `${grouped(tensors)} ${tensors === 1 ? 'tensor' : 'tensors'}`
}

/** A gate that looked at nothing is not open. */
export function nothing(detail = NO_TENSOR): CheckFinding {
  return { rule: 'NOTHING_COMPARED', subject: null, detail }
}
