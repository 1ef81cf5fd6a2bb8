/** Pipelines of DeepSpeed: layers in files of their own. What the ranks gathered while saving is the answer. */
import { describe, expect, test } from 'vitest'
import { parseJoin } from '../../../../src/names/join-rule.ts'
import type { WeightsKind } from '../../../../src/checkpoint/checkpoint.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles } from '../../../support/parts.ts'
import type { Answer, Files } from '../../../support/parts.ts'

const ZERO = 'pipe-z1-bf16-2'
const SPLIT = 'pipe-tp-2x2'
const TIED = 'pipe-master-tied-2'
const SPLIT_MASTER = 'pipe-master-tp-2x2x2'
const RULES = ['*.part.weight=0', '*.norm.*=same']

function official(name: string): readonly Omit<Answer, 'path'>[] {
  return fixtureAnswers(name).map(({ name: called, dtype, shape, sha256 }) => ({
    name: called,
    dtype,
    shape,
    sha256,
  }))
}

async function answered(
  files: Files,
  rules: readonly string[] = [],
  weights: WeightsKind = 'module',
): Promise<readonly Omit<Answer, 'path'>[]> {
  const answers = await answersOf(await openFiles(files, { join: rules.map(parseJoin), weights }))
  return answers.map(({ name, dtype, shape, sha256 }) => ({ name, dtype, shape, sha256 }))
}

function without(files: Files, part: string): Files {
  const kept = new Map([...files].filter(([name]) => !name.includes(part)))
  expect(kept.size).toBeLessThan(files.size)
  return kept
}

describe('a pipeline', () => {
  test('is whole, each layer under its number', async () => {
    expect(await answered(fixtureFiles(ZERO))).toEqual(official(ZERO))
  })

  test('is joined by rules where its layers are split', async () => {
    expect(await answered(fixtureFiles(SPLIT), RULES)).toEqual(official(SPLIT))
  })

  test('asks for rules where its layers are split', async () => {
    const { details } = await expectCode(openFiles(fixtureFiles(SPLIT)), 'JOIN_NEEDED')
    expect(details.found).toMatch(/pipeline of DeepSpeed of 2 tensor-parallel ranks/)
  })

  test.each([
    [ZERO, 'layer_00-model_states', ['0.weight']],
    [ZERO, 'layer_05-model_states', ['5.weight']],
    [ZERO, 'mp_rank_01_model_states', ['mp_rank_01_model_states.pt']],
    [SPLIT, 'layer_02-model_01', ['layer_02-model_01-model_states.pt']],
    [SPLIT, 'mp_rank_03', ['mp_rank_03_model_states.pt']],
  ])('of %s without %s is refused, and what is missing is named', async (name, part, names) => {
    const opening = openFiles(without(fixtureFiles(name), part))
    expect((await expectCode(opening, 'PIECES_INVALID')).details.names).toEqual(names)
  })

  test('says what is not proven without ZeRO', async () => {
    const join = ['*=same'].map(parseJoin)
    const { notes, parts } = await openFiles(fixtureFiles(SPLIT), { join })
    expect(notes.find(({ code }) => code === 'PIECES_UNPROVEN')?.message).toMatch(
      /without ZeRO no file lists/,
    )
    expect(parts?.unproven).toContainEqual(expect.stringMatching(/no layer is missing/))
  })
})

describe('the float32 weights of a pipeline', () => {
  test('are those of the optimizers of its stages, a tied layer in each of its places', async () => {
    expect(await answered(fixtureFiles(TIED), [], 'master')).toEqual(official(TIED))
  })

  test('are joined by rules where its layers are split', async () => {
    expect(await answered(fixtureFiles(SPLIT_MASTER), RULES, 'master')).toEqual(official(SPLIT_MASTER))
  })

  test('are not there without ZeRO', async () => {
    const join = RULES.map(parseJoin)
    const opening = openFiles(fixtureFiles(SPLIT), { weights: 'master', join })
    expect((await expectCode(opening, 'FORMAT_UNSUPPORTED')).details.hint).toMatch(
      /leave --weights master out/,
    )
  })

  test.each([
    [TIED, 'zero_pp_rank_0_mp_rank_01_optim'],
    [SPLIT_MASTER, 'zero_pp_rank_1_mp_rank_02_optim'],
  ])('of %s without %s are refused', async (name, part) => {
    const files = without(fixtureFiles(name), part)
    await expectCode(openFiles(files, { weights: 'master', join: RULES.map(parseJoin) }), 'PIECES_INVALID')
  })

  test('are refused where a layer has other values than the optimizer of its stage', async () => {
    const files = new Map(fixtureFiles(TIED))
    const of = (layer: number): string => {
      const found = [...files.keys()].find((name) => name.includes(`layer_0${layer}-model_states`))
      return found as string
    }
    const [one, other] = [of(1), of(2)]
    // The archive knows the name that it was written with, which has one other digit.
    files.set(one, renamed(fixtureFiles(TIED).get(other) as Uint8Array, 'layer_02', 'layer_01'))
    const opening = openFiles(files, { weights: 'master' })
    const { details } = await expectCode(opening, 'PIECES_INVALID')
    expect(details.reason).toMatch(/layer_01.* has other values than the float32 weights of the stage/)
  })
})

function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'))
}
