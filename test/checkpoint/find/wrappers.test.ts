/** What wrote a checkpoint, from keys and names. */
import { describe, expect, test } from 'vitest'
import { recognizeWrappers } from '../../../src/checkpoint/find/wrappers.ts'
import type { WrapperClues } from '../../../src/checkpoint/find/wrappers.ts'
import { openFixture } from '../../fixtures.ts'

function kinds(clues: Partial<WrapperClues>): string[] {
  return recognizeWrappers({ keys: [], names: [], candidates: [], ...clues }).map(({ kind }) => kind)
}

describe('committed checkpoints', () => {
  test.each([
    ['lightning.ckpt', ['lightning', 'optimizer']],
    ['optimizer-adam.pth', ['optimizer']],
    ['gan.pth', ['ema', 'several_models']],
    ['data-parallel.pth', ['data_parallel']],
    ['module-net.pth', ['whole_module']],
    ['state_dict.pth', ['optimizer']],
    ['tied.pth', []],
  ])('%s', async (file, expected) => {
    const { wrappers } = await openFixture(file)
    expect(wrappers.map(({ kind }) => kind)).toEqual(expected)
  })
})

test.each([
  ['data_parallel', ['module.a.weight', 'module.b.weight']],
  ['averaged_model', ['n_averaged', 'weight']],
  ['compiled', ['_orig_mod.a.weight']],
  ['compiled', ['encoder._orig_mod.a.weight', 'b.weight']],
  ['fsdp', ['_fsdp_wrapped_module.a.weight', 'b']],
  ['fsdp_flat', ['a._flat_param', 'b']],
  ['activation_checkpoint', ['a._checkpoint_wrapped_module.weight', 'b']],
  ['lora', ['base_model.model.q.lora_A.weight', 'b']],
  ['weight_norm', ['conv.weight_g', 'conv.weight_v', 'conv.bias']],
  ['weight_norm', ['conv.parametrizations.weight.original0', 'conv.parametrizations.weight.original1']],
  ['pruned', ['conv.weight_mask', 'conv.weight_orig']],
  ['ema', ['model_ema.decay', 'a']],
])('%s by the names %j', (kind, names) => {
  expect(kinds({ names })).toEqual([kind])
})

test.each([
  ['timm', ['arch', 'state_dict', 'args', 'version']],
  ['openmmlab', ['meta', 'state_dict']],
  ['fairseq', ['args', 'model', 'extra_state', 'last_optimizer_state']],
  ['whisper', ['dims', 'model_state_dict']],
  ['detectron2', ['model', '__author__', 'matching_heuristics']],
  ['deepspeed', ['module', 'ds_version']],
])('%s by the keys %j', (kind, keys) => {
  expect(kinds({ keys })).toEqual([kind])
})

test('a submodule called module is no DataParallel, and a word inside a name is no wrapper', () => {
  expect(kinds({ names: ['module.a', 'head.weight', 'my_orig_mod.x', 'x.weight_g'] })).toEqual([])
})
