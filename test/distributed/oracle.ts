/** What pth answers for a damaged folder, against what it answered for the sound one, which the official tool confirmed. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { keyText } from '../../src/checkpoint/path.ts'
import { dictEntries, isKind } from '../../src/pickle/value.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { answerOf, isRefusal } from './answer.ts'
import type { AnsweredTensor, Refusal } from './answer.ts'
import { flagsOf } from './folders.ts'
import type { Asked } from './folders.ts'
import { keyOf } from './compare.ts'
import { pythonRepr } from './python-repr.ts'

/** All that a folder says. */
export interface Snapshot {
  readonly tensors: readonly AnsweredTensor[]
  /** Text of every value that has one, by path. */
  readonly values: ReadonlyMap<string, string>
  readonly selected: readonly string[]
}

/** `partly`: every tensor that was given is right, the others are refused one by one. */
export type Outcome = 'refused' | 'right' | 'partly' | 'wrong' | 'crashed'

export interface Ruling {
  readonly outcome: Outcome
  /** What is wrong, or the code of the refusal. */
  readonly why: string
}

export async function snapshotOf(path: string, asked: Asked = {}): Promise<Snapshot | Refusal> {
  return answerOf(
    path,
    async (checkpoint, tensors) => ({
      tensors,
      values: valuesOf(checkpoint.value),
      selected: checkpoint.stateDict.tensors.map(({ name }) => name),
    }),
    asked,
  )
}

/** Rule on the answer for a damaged folder. */
export async function ruleOn(path: string, sound: Snapshot, asked: Asked = {}): Promise<Ruling> {
  let found: Snapshot | Refusal
  try {
    found = await snapshotOf(path, asked)
  } catch (error) {
    return { outcome: 'crashed', why: String(error instanceof Error ? error.stack : error).slice(0, 300) }
  }
  if (isRefusal(found)) return { outcome: 'refused', why: found.code }
  const ruling = compareSnapshots(found, sound)
  if (ruling.outcome !== 'wrong') return ruling
  // Of files that are opened for themselves, checksums are compared where bytes are written.
  const converted = await conversionOf(path, asked)
  return converted === undefined ? ruling : { outcome: 'refused', why: `convert: ${converted}` }
}

/** The code with which a conversion refuses the folder; undefined when it writes something. */
async function conversionOf(path: string, asked: Asked): Promise<string | undefined> {
  const target = temporaryFolder()
  try {
    const out = join(target, 'out.safetensors')
    const { code, stdout } = await runCli('convert', '--json', path, '-o', out, ...flagsOf(asked))
    return code === 0 ? undefined : (/"code": "([A-Z_]+)"/.exec(stdout)?.[1] ?? `exit code ${code}`)
  } finally {
    rmSync(target, { recursive: true })
  }
}

function compareSnapshots(found: Snapshot, sound: Snapshot): Ruling {
  const meant = new Map(sound.tensors.map((tensor) => [keyOf(tensor.path), tensor]))
  let refused = 0
  for (const tensor of found.tensors) {
    const key = keyOf(tensor.path)
    const own = meant.get(key)
    meant.delete(key)
    if (tensor.refused && own?.refused !== true) refused += 1
    if (tensor.refused) continue
    if (own === undefined) return wrong(`${key} is not in the sound folder`)
    if (own.sha256 !== tensor.sha256) return wrong(`${key} has other bytes`)
    if (own.dtype !== tensor.dtype) return wrong(`${key} is ${tensor.dtype}, not ${own.dtype}`)
    if (String(own.shape) !== String(tensor.shape)) return wrong(`${key} has the shape ${tensor.shape}`)
  }
  for (const key of meant.keys()) return wrong(`${key} is left out without a word`)
  for (const [key, text] of sound.values)
    if (found.values.get(key) !== text) return wrong(`${key} is ${found.values.get(key)}, not ${text}`)
  // Shards of safetensors give names in the order of their files, which a swap changes.
  if (found.selected.toSorted().join('\n') !== sound.selected.toSorted().join('\n'))
    return wrong('another state_dict is chosen')
  return refused > 0
    ? { outcome: 'partly', why: `${refused} tensors refused` }
    : { outcome: 'right', why: '' }
}

function valuesOf(root: PickleValue): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (value: PickleValue, path: readonly string[]): void => {
    if (isKind(value, 'dict') && path.length < 20) {
      for (const [key, inner] of dictEntries(value)) walk(inner, [...path, keyText(key)])
      return
    }
    const text = pythonRepr(value)
    if (text !== undefined) found.set(keyOf(path), text)
  }
  walk(root, [])
  return found
}

function wrong(why: string): Ruling {
  return { outcome: 'wrong', why }
}
