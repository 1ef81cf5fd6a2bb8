/** Which file stands for a folder. */
import { expect, test } from 'vitest'
import { chooseInFolder, indexInFolder } from '../../../src/checkpoint/several/folder.ts'
import type { FolderFile } from '../../../src/checkpoint/several/folder.ts'
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
  ['no index', ['a.safetensors', 'model.safetensors'], undefined],
])('a folder with %s', (_, names, chosen) => {
  expect(indexInFolder('folder', names)).toBe(chosen)
})

function filesOf(checkpoints: readonly string[], others: readonly string[]): FolderFile[] {
  return [...checkpoints, ...others].map((name, at) => ({
    name,
    byteLength: 1234,
    checkpoint: at < checkpoints.length,
    archive: false,
  }))
}

test.each([
  ['the only checkpoint', ['weights.pth'], ['README.md'], ['weights.pth']],
  ['a checkpoint without a suffix', ['weights'], ['vocab.bin', 'train.py'], ['weights']],
  [
    'the model beside what a trainer saves',
    ['model.safetensors', 'optimizer.pt', 'rng_state.pth', 'scheduler.pt', 'training_args.bin'],
    [],
    ['model.safetensors'],
  ],
  [
    'a file that is only called like a checkpoint',
    [],
    ['README.md', 'model.safetensors'],
    ['model.safetensors'],
  ],
  ['a hidden checkpoint beside one', ['.model.1.pth-partial', 'model.pth'], [], ['model.pth']],
  [
    'every shard of one set',
    ['m-00001-of-00002.bin', 'm-00002-of-00002.bin'],
    ['config.json'],
    ['m-00001-of-00002.bin', 'm-00002-of-00002.bin'],
  ],
])('of a folder, %s is taken', (_, checkpoints, others, chosen) => {
  expect(chooseInFolder('folder', filesOf(checkpoints, others))).toEqual(chosen)
})

test('a set without all of its shards is refused', async () => {
  const names = ['m-00001-of-00003.bin', 'm-00002-of-00003.bin']
  await expectCode(() => chooseInFolder('folder', filesOf(names, [])), 'SHARDS_INVALID')
})

test('a folder of nothing is refused', async () => {
  const error = await expectCode(() => chooseInFolder('f', filesOf([], ['README.md'])), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toContain('without a checkpoint')
})

test.each([
  [
    'DeepSpeed without ranks',
    ['latest', 'global_step500', 'zero_to_fp32.py'],
    'without the files of its ranks',
  ],
  ['Megatron', ['iter_0000100', 'latest_checkpointed_iteration.txt'], 'Megatron'],
  ['ranks of Megatron', ['mp_rank_00', 'mp_rank_01'], '(2 tensor-parallel)'],
  [
    'a pipeline of Megatron',
    ['mp_rank_00_000', 'mp_rank_00_001'],
    '(1 tensor-parallel, 2 pipeline or expert)',
  ],
])('a folder of %s is named with what to do', async (_, names, found) => {
  const error = await expectCode(() => indexInFolder('folder', names), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toContain(found)
})

test.each([
  [['model.safetensors', 'model-00001-of-00002.safetensors', 'model.safetensors.index.json']],
  [['x.bin', 'x.bin.index.json', 'x-00001-of-00002.bin']],
])('a whole file beside shards of its name is not passed over: %j', async (names) => {
  const error = await expectCode(() => indexInFolder('folder', names), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toContain('with shards of the same name')
})

test('several checkpoints are listed with their sizes and a line to type, none is taken', async () => {
  const files = filesOf(['b.pth', 'a'], [])
  const error = await expectCode(() => chooseInFolder('runs/', files), 'FORMAT_UNSUPPORTED')
  expect(error.details.hint).toBe(
    'name one of them: a (1,234 bytes), b.pth (1,234 bytes), such as: pth inspect runs/a',
  )
})

test.each([
  ['torchsnapshot', ['.snapshot_metadata'], 'a folder of torchsnapshot'],
  ['Orbax', ['_CHECKPOINT_METADATA', '_METADATA', 'manifest.ocdbt'], 'an Orbax checkpoint (JAX)'],
  ['Keras and TensorFlow', ['fingerprint.pb', 'saved_model.pb'], 'a TensorFlow SavedModel'],
  [
    'TensorFlow',
    ['checkpoint', 'model.ckpt-1.data-00000-of-00001', 'model.ckpt-1.index'],
    'a TensorFlow checkpoint',
  ],
  ['PaddlePaddle', ['model.json', 'model.pdiparams'], 'a PaddlePaddle inference model'],
  [
    'OpenVINO',
    ['openvino_model.bin', 'openvino_model.xml'],
    'an OpenVINO model (XML, and raw bytes beside it)',
  ],
])('a folder of %s is named, unless a checkpoint is in it', async (_, names, found) => {
  const error = await expectCode(() => chooseInFolder('folder', filesOf([], names)), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toBe(found)
  expect(chooseInFolder('folder', filesOf(['model.pth'], names))).toEqual(['model.pth'])
})
