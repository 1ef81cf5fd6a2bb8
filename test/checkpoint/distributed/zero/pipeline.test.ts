/** Pipelines of DeepSpeed: layers in files of their own. What the ranks gathered while saving is the answer. */
import { describe, expect, test } from 'vitest'
import { parseJoin } from '../../../../src/names/join-rule.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles } from '../../../support/parts.ts'
import type { Answer, Files } from '../../../support/parts.ts'

const ZERO = 'pipe-z1-bf16-2'
const SPLIT = 'pipe-tp-2x2'

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
): Promise<readonly Omit<Answer, 'path'>[]> {
  const answers = await answersOf(await openFiles(files, { join: rules.map(parseJoin) }))
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
    const rules = ['*.part.weight=0', '*.norm.*=same']
    expect(await answered(fixtureFiles(SPLIT), rules)).toEqual(official(SPLIT))
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

  test('has no float32 weights put together', async () => {
    const { details } = await expectCode(
      openFiles(fixtureFiles(ZERO), { weights: 'master' }),
      'FORMAT_UNSUPPORTED',
    )
    expect(details.hint).toMatch(/leave --weights master out/)
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
