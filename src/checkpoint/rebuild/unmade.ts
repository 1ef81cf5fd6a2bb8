/** Calls that make a tensor in Python and that pth does not carry out: listed with the reason, never overlooked. */
import type { PickleObject } from '../../pickle/value.ts'
import type { RebuildContext } from './context.ts'
import { opaqueTensor } from '../tensor.ts'
import type { DatalessTensor } from '../tensor.ts'

/** PyTorch pickles no tensor so; a `__reduce__` of somebody's class may. */
const FACTORIES: ReadonlySet<string> = new Set([
  'tensor',
  'as_tensor',
  'asarray',
  'from_numpy',
  'frombuffer',
  'scalar_tensor',
  'complex',
  'polar',
  'clone',
  'zeros',
  'ones',
  'empty',
  'full',
  'eye',
  'arange',
  'linspace',
  'logspace',
  'empty_strided',
  'zeros_like',
  'ones_like',
  'empty_like',
  'full_like',
  'rand',
  'randn',
  'randint',
  'randperm',
  'bernoulli',
  'normal',
  'cat',
  'stack',
  'sparse_coo_tensor',
  'sparse_csr_tensor',
  'sparse_compressed_tensor',
  'quantize_per_tensor',
  'quantize_per_channel',
])
/** `torch.zeros` pickles as what it is: a method of a class inside `torch._C`. */
const FUNCTION = /^torch\.(?:_C\._VariableFunctions(?:Class)?\.)?(\w+)$/
const GETATTR: ReadonlySet<string> = new Set(['builtins.getattr', '__builtin__.getattr'])

/**
 * The tensor that such a call would make, or undefined when it is none: `getattr` also names classes inside
 * classes.
 */
export function unmadeTensor(
  name: string,
  { args }: PickleObject,
  context: RebuildContext,
): DatalessTensor | undefined {
  const attribute = GETATTR.has(name) && context.tensorOf(args[0]) !== undefined
  const called = FUNCTION.exec(name)?.[1]
  if (!attribute && (called === undefined || !FACTORIES.has(called))) return undefined
  const problem = attribute
    ? 'it is an attribute of another tensor, which pth does not work out'
    : `a call of ${name} makes it, which pth does not carry out`
  return opaqueTensor(name, problem)
}
