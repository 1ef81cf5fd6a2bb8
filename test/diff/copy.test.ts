import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ActualEntry } from '../../src/diff/actual.ts'
import { copyProblem } from '../../src/diff/copy.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { torchText } from '../../src/report/diff/torch.ts'
import { expectedTensor } from '../../src/schema/model.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES } from '../fixtures.ts'

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

interface LayoutAnswer {
  readonly own: string
  readonly own_dtype: string
  readonly file: Extract<ActualEntry, { kind: 'tensor' }>['layout']
  readonly dtype: string
  /** PyTorch's, or null when it copies. */
  readonly error: string | null
}

const layouts: readonly LayoutAnswer[] = JSON.parse(
  readFileSync(join(FIXTURES, 'diff', 'layouts.json'), 'utf8'),
)

test.each(layouts)('a model of $own ($own_dtype) from $file ($dtype)', async (answer) => {
  const schema = { shape: [4, 4], dtype: answer.own_dtype, kind: 'buffer', layout: answer.own }
  const model = { kind: 'pth.model', version: 1, name: 'Buffered', tensors: { kept: schema } }
  const expected = await parseSchema(JSON.stringify(model), 'schema.json')
  const kept = { kind: 'tensor', shape: [4, 4], dtype: answer.dtype, layout: answer.file } as const
  const diff = diffStateDict(stateOf(kept), expected, { strict: true })
  expect(diff.loads).toBe(answer.error === null)
  if (answer.error !== null) expect(torchText(diff)).toBe(answer.error)
})

// A strided nested tensor has no shape, which PyTorch asks for first; the size of a jagged one is a symbol (j1).
test.each([
  ['nested', "Internal error: NestedTensorImpl doesn't support sizes. Please file an issue."],
  [
    'jagged',
    'Error(s) in loading state_dict for Module:\n\tsize mismatch for kept: copying a param with shape ' +
      'torch.Size([*]) from checkpoint, the shape in current model is torch.Size([2, 2]).',
  ],
] as const)('a %s tensor is never loaded', async (layout, text) => {
  const kept = { kind: 'tensor', shape: null, dtype: 'float32', layout } as const
  const diff = diffStateDict(stateOf(kept), await parseSchema('{ "kept": [2, 2] }', 'schema.json'), {
    strict: false,
  })
  expect([diff.loads, torchText(diff)]).toEqual([false, text])
})

function stateOf(kept: ActualEntry): Parameters<typeof diffStateDict>[0] {
  return { entries: new Map([['kept', kept]]), versions: null, oddKey: null, notMapping: null }
}
