/** Values of the pickles of DeepSpeed, and what someone may have put in their place. */
import { describe, expect, test } from 'vitest'
import { plainText, shapesOf, stageOf } from '../../../../src/checkpoint/distributed/zero/values.ts'
import { statesName } from '../../../../src/checkpoint/distributed/zero/names.ts'
import { newDict, setItem } from '../../../../src/pickle/value.ts'
import type { PickleObject, PickleValue } from '../../../../src/pickle/value.ts'

function call(module: string, name: string, args: readonly PickleValue[]): PickleObject {
  const callee = { kind: 'global', module, name, at: 0 } as const
  return {
    kind: 'object',
    callee,
    how: 'reduce',
    args,
    kwargs: null,
    states: null,
    items: null,
    entries: null,
    at: 0,
  }
}

function dictOf(...entries: readonly (readonly [PickleValue, PickleValue])[]): PickleValue {
  const dict = newDict()
  for (const [key, value] of entries) setItem(dict, key, value)
  return dict
}

function tuple(...items: readonly PickleValue[]): PickleValue {
  return { kind: 'tuple', items }
}

describe('values of DeepSpeed', () => {
  test.each<[string, PickleValue, number | undefined]>([
    ['a number', 2, 2],
    ['an enum', call('deepspeed.runtime.zero.config', 'ZeroStageEnum', [3]), 3],
    ['an enum of Python 3.11.2', call('builtins', 'getattr', [null, 'gradients']), 2],
    ['another class', call('builtins', 'eval', [3]), undefined],
    ['a text', '2', undefined],
  ])('the stage as %s', (_, value, stage) => expect(stageOf(value)).toBe(stage))

  test('names mean nothing to JavaScript', () => {
    const shapes = shapesOf(dictOf(['__proto__', tuple(2, 3)], ['constructor', tuple()]))
    expect(shapes).toEqual([
      { name: '__proto__', shape: [2, 3], numel: 6 },
      { name: 'constructor', shape: [], numel: 1 },
    ])
  })

  test.each<[string, PickleValue]>([
    ['more elements than there are numbers', tuple(2 ** 30, 2 ** 30)],
    ['a negative size', tuple(-1)],
    ['half an element', tuple({ kind: 'float', value: 1.5 })],
    ['a text', 'shape'],
  ])('no shape: %s', (_, shape) => expect(shapesOf(dictOf(['weight', shape]))).toBeUndefined())

  test('settings that contain themselves, or each other, end', () => {
    const cycle: PickleValue & { items: PickleValue[] } = { kind: 'list', items: [] }
    cycle.items.push(cycle, cycle)
    expect(plainText(cycle).length).toBeLessThan(100_000)
    expect(plainText(dictOf(['lr', { kind: 'float', value: 0.1 }]))).not.toBe(
      plainText(dictOf(['lr', { kind: 'float', value: 0.2 }])),
    )
  })
})

test.each([
  ['zero_pp_rank_12_mp_rank_00_model_states.pt', ['model', 12, 0]],
  ['mp_rank_00_model_states.pt', ['model', null, 0]],
  ['bf16_zero_pp_rank_3_mp_rank_01_optim_states.pt', ['optim', 3, 1]],
  ['zero_pp_rank_0_mp_rank_00optim_states.pt', ['optim', 0, 0]],
  ['layer_01_expert_7_mp_rank_00_model_states.pt', ['expert', null, 0]],
  ['layer_03-model_00-model_states.pt', ['layer', null, 0]],
  ['layer_03-model_01-model_states.pt', ['layer', null, 1]],
  ['layer_12-model_states.pt', ['layer', null, 0]],
  ['zero_pp_rank_99999999999999999999_mp_rank_00_optim_states.pt', undefined],
  ['../zero_pp_rank_0_mp_rank_00_optim_states.pt', undefined],
])('the name %s', (name, expected) => {
  const found = statesName(name)
  expect(found === undefined ? undefined : [found.kind, found.rank, found.modelRank]).toEqual(expected)
})
