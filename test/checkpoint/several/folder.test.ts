/** Which file stands for a folder. */
import { expect, test } from 'vitest'
import { chooseInFolder } from '../../../src/checkpoint/several/folder.ts'
import { expectCode } from '../../support/errors.ts'

test.each([
  [
    'an index of safetensors',
    [
      'config.json',
      'model-00001-of-00002.safetensors',
      'model.safetensors.index.json',
      'pytorch_model.bin.index.json',
    ],
    'model.safetensors.index.json',
  ],
  [
    'an index of .bin files',
    ['pytorch_model-00001-of-00002.bin', 'pytorch_model.bin.index.json'],
    'pytorch_model.bin.index.json',
  ],
  [
    'another index',
    ['unet.fp16.safetensors.index.json', 'a.safetensors', 'b.safetensors'],
    'unet.fp16.safetensors.index.json',
  ],
  ['the only checkpoint', ['README.md', 'weights.pth'], 'weights.pth'],
  [
    'the model beside what a trainer saves',
    ['model.safetensors', 'optimizer.pt', 'rng_state.pth', 'scheduler.pt', 'training_args.bin'],
    'model.safetensors',
  ],
])('a folder with %s', (_, names, chosen) => {
  expect(chooseInFolder('folder', names)).toBe(chosen)
})

test.each([
  ['DCP', ['.metadata', '__0_0.distcp'], 'DCP'],
  ['DeepSpeed', ['latest', 'global_step500', 'zero_to_fp32.py'], 'DeepSpeed'],
  [
    'a step of DeepSpeed',
    ['mp_rank_00_model_states.pt', 'zero_pp_rank_0_mp_rank_00_optim_states.pt'],
    'DeepSpeed',
  ],
  ['Megatron', ['iter_0000100', 'latest_checkpointed_iteration.txt'], 'Megatron'],
  ['nothing', ['README.md'], 'without a checkpoint'],
])('a folder of %s is named with what to do', async (_, names, found) => {
  const error = await expectCode(() => chooseInFolder('folder', names), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toContain(found)
})

test('several checkpoints are listed, none is taken', async () => {
  const error = await expectCode(() => chooseInFolder('folder', ['b.pth', 'a.pt']), 'FORMAT_UNSUPPORTED')
  expect(error.details.hint).toContain('a.pt, b.pth')
})
