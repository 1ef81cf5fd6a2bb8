/** When `Tensor.copy_` refuses: kinds and dtypes that cannot be copied into a plain parameter, in PyTorch's words. */
import { dtypeByName } from '../dtype/dtype.ts'
import type { ExpectedTensor } from '../schema/model.ts'
import type { ActualEntry } from './actual.ts'

type ActualTensor = Extract<ActualEntry, { kind: 'tensor' }>

/**
 * The exception's `args` as Python prints them, or null when the copy succeeds. Asked of PyTorch 2.13 on the CPU, where
 * the model's tensor is a plain one (strided, not quantized) unless `expected.layout` says otherwise. The order of the
 * questions is PyTorch's: it decides which of two reasons is named.
 */
export function copyProblem(found: ActualTensor, expected: ExpectedTensor): string | null {
  const wanted = expected.layout ?? 'strided'
  const [own, its] = [BLOCKS.get(wanted), BLOCKS.get(found.layout)]
  if (own !== undefined) {
    if (wanted === found.layout) return null
    return args(
      'torch.copy_: copy of sparse compressed tensors having different layouts is not supported. ' +
        `self layout is ${own} and src layout is ${its ?? plainLayout(found.layout)}`,
    )
  }
  if (its !== undefined)
    return args(
      `copy_sparse_compressed_ expected sparse compressed tensor layout but got ${plainLayout(wanted)}`,
    )
  // Nothing else is copied into a meta tensor, which has no memory.
  if (wanted === 'meta') return null
  if (found.layout === 'meta') return args('Cannot copy out of meta tensor; no data!')
  if ((wanted === 'sparse_coo') !== (found.layout === 'sparse_coo')) {
    return args(
      'copy_() between dense and sparse Tensors is not implemented! Found self type = ' +
        `${tensorType(expected.dtype, wanted)} and src type = ${tensorType(found.dtype, found.layout)}`,
    )
  }
  if (wanted === 'quantized') return quantizedProblem(found, expected)
  if (found.layout === 'quantized') {
    return args(
      'Copying from quantized Tensor to non-quantized Tensor is not allowed, please use dequantize to get a float ' +
        'Tensor from a quantized Tensor',
    )
  }
  return found.layout === 'strided' && wanted === 'strided' ? dtypeProblem(found, expected) : null
}

/** PyTorch's names of the sparse layouts with compressed rows or columns. */
const BLOCKS: ReadonlyMap<string, string> = new Map([
  ['sparse_csr', 'SparseCsr'],
  ['sparse_csc', 'SparseCsc'],
  ['sparse_bsr', 'SparseBsr'],
  ['sparse_bsc', 'SparseBsc'],
])

/** The layout of every other tensor: quantized ones and those without memory are strided. */
function plainLayout(layout: string): string {
  return layout === 'sparse_coo' ? 'Sparse' : 'Strided'
}

/** A model's quantized tensor quantizes what it is given; codes must be of its own type. */
function quantizedProblem(found: ActualTensor, { dtype }: ExpectedTensor): string | null {
  if (found.layout === 'quantized') {
    if (dtype === null || found.dtype === dtype) return null
    return args(
      'Expected self.scalar_type() == src.scalar_type() to be true, but got false.  (Could this error message be ' +
        'improved?  If so, please report an enhancement request to PyTorch.)',
    )
  }
  return found.dtype === 'float32' || found.dtype === null
    ? null
    : args('Quantized copy only works with kFloat as source Tensor')
}

function dtypeProblem(found: ActualTensor, expected: ExpectedTensor): string | null {
  if (found.dtype === null || expected.dtype === null || found.dtype === expected.dtype) return null
  const category = dtypeByName(found.dtype)?.category
  if (category === 'bits') return args(`"copy_" not implemented for '${className(found.dtype)}'`)
  if (found.dtype === 'float4_e2m1fn_x2')
    return args(`"copy_kernel" not implemented for '${className(found.dtype)}'`)
  return null
}

/** The element types that had a tensor class of their own before dtypes came. */
const CLASSIC = new Set(['Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'Float', 'Double'])

/** What `Tensor.type` calls it on the CPU. @see torch/csrc/utils/tensor_types.cpp, c10/core/DeprecatedTypeProperties */
function tensorType(dtype: string | null, layout: string): string {
  const name = className(dtype)
  const sparse = layout === 'sparse_coo'
  if (CLASSIC.has(name)) return `torch.${sparse ? 'sparse.' : ''}${name}Tensor`
  const kind = layout === 'quantized' ? 'Quantized' : sparse ? 'Sparse' : ''
  return `${kind}CPU${name}Type`
}

/** c10's name of a dtype: the prefix of its storage class. */
function className(dtype: string | null): string {
  return dtypeByName(dtype ?? 'float32')?.storage ?? 'Float'
}

/** Python's repr of a tuple of one string. */
function args(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = quote === "'" ? text.replaceAll("'", "\\'") : text
  return `(${quote}${inside}${quote},)`
}
