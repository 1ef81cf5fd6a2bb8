/** Names of DCP folders and DTensor, and members of enums as Python 3.11.2 pickles them. */
import { expect, test } from 'vitest'
import { judgeGlobal, judgePath } from '../../../../src/operations/scan/verdict.ts'

const METADATA = 'torch.distributed.checkpoint.metadata'

test.each([
  [METADATA, 'Metadata'],
  [METADATA, 'BytesStorageMetadata'],
  ['torch.distributed.checkpoint.filesystem', '_StorageInfo'],
  ['torch.distributed.checkpoint.planner', 'SavePlan'],
  ['torch.distributed.tensor', 'DTensor'],
  ['torch.distributed.device_mesh', 'DeviceMesh'],
])('%s.%s is a known class', (module, name) => {
  expect(judgeGlobal(module, name).verdict).toBe('known_class')
})

test('what loads checkpoints beside these records stays dangerous', () => {
  expect(judgeGlobal('torch.distributed.checkpoint', 'load').verdict).toBe('dangerous')
  expect(judgeGlobal('torch.distributed.checkpoint.planner', 'pickle.loads').verdict).toBe('dangerous')
})

test('getattr of a member of a known enum is known, of anything else of it is not', () => {
  const name = `${METADATA}._MEM_FORMAT_ENCODING`
  expect(judgePath(`${name}.TORCH_CONTIGUOUS_FORMAT`).verdict).toBe('known_class')
  expect(judgePath(`${name}.__class__`).verdict).not.toBe('known_class')
  expect(judgePath(`${name}.mro`).verdict).not.toBe('known_class')
})
