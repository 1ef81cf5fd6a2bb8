import { expect, test } from 'vitest'
import { copyProblem } from '../../src/diff/copy.ts'
import { expectedTensor } from '../../src/schema/model.ts'

// What copy_ of PyTorch 2.13 says of dense and sparse tensors: only the types of its first years have classes.
test.each([
  ['float32', 'float16', 'torch.FloatTensor', 'torch.sparse.HalfTensor'],
  ['float32', 'bfloat16', 'torch.FloatTensor', 'SparseCPUBFloat16Type'],
  ['bool', 'float32', 'CPUBoolType', 'torch.sparse.FloatTensor'],
  ['complex64', 'complex64', 'CPUComplexFloatType', 'SparseCPUComplexFloatType'],
  ['uint64', 'float8_e4m3fn', 'CPUUInt64Type', 'SparseCPUFloat8_e4m3fnType'],
  ['uint8', 'int64', 'torch.ByteTensor', 'torch.sparse.LongTensor'],
])('a sparse tensor into one of %s from %s', (wanted, found, self, source) => {
  const reason = copyProblem(
    { kind: 'tensor', shape: [2], dtype: found, layout: 'sparse_coo' },
    { ...expectedTensor('w', [2]), dtype: wanted },
  )
  expect(reason).toBe(
    `('copy_() between dense and sparse Tensors is not implemented! Found self type = ${self} and src type = ${source}',)`,
  )
})
