/** When `Tensor.copy_` refuses: kinds and dtypes that cannot be copied into a plain parameter, in PyTorch's words. */
import { dtypeByName } from '../dtype/dtype.ts'
import type { ExpectedTensor } from '../schema/model.ts'
import type { ActualEntry } from './actual.ts'

type ActualTensor = Extract<ActualEntry, { kind: 'tensor' }>

/**
 * The exception's `args` as Python prints them, or null when the copy succeeds. Asked of PyTorch 2.13 on the CPU,
 * where the model's tensor is a plain one (strided, not quantized) unless `expected.layout` says otherwise.
 */
export function copyProblem(found: ActualTensor, expected: ExpectedTensor): string | null {
  // Nothing is copied into a meta tensor, and one of a kind takes another of its kind.
  if (expected.layout === 'meta' || (expected.layout !== undefined && expected.layout === found.layout))
    return null
  switch (found.layout) {
    case 'meta':
      return args('Cannot copy out of meta tensor; no data!')
    case 'sparse_csr':
    case 'sparse_csc':
    case 'sparse_bsr':
    case 'sparse_bsc':
      return args('copy_sparse_compressed_ expected sparse compressed tensor layout but got Strided')
    case 'sparse_coo':
      return args(
        'copy_() between dense and sparse Tensors is not implemented! Found self type = ' +
          `${tensorType(expected.dtype, false)} and src type = ${tensorType(found.dtype, true)}`,
      )
    case 'quantized':
      return args(
        'Copying from quantized Tensor to non-quantized Tensor is not allowed, please use dequantize to get a float ' +
          'Tensor from a quantized Tensor',
      )
    case 'strided':
      return dtypeProblem(found, expected)
    default:
      return null
  }
}

function dtypeProblem(found: ActualTensor, expected: ExpectedTensor): string | null {
  if (found.dtype === null || found.dtype === expected.dtype) return null
  const category = dtypeByName(found.dtype)?.category
  if (category === 'bits') return args(`"copy_" not implemented for '${className(found.dtype)}'`)
  if (found.dtype === 'float4_e2m1fn_x2')
    return args(`"copy_kernel" not implemented for '${className(found.dtype)}'`)
  return null
}

/** The element types that had a tensor class of their own before dtypes came. */
const CLASSIC = new Set(['Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'Float', 'Double'])

/** What `Tensor.type` calls it on the CPU. @see torch/csrc/utils/tensor_types.cpp, c10/core/DeprecatedTypeProperties */
function tensorType(dtype: string | null, sparse: boolean): string {
  const name = className(dtype)
  if (CLASSIC.has(name)) return `torch.${sparse ? 'sparse.' : ''}${name}Tensor`
  return `${sparse ? 'Sparse' : ''}CPU${name}Type`
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
