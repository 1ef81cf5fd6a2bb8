/** Does a bare pickle hold tensors? A vocabulary beside a model is a pickle, too. */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import type { Limits } from '../limits.ts'
import { newWindow, pickleAt } from './window.ts'

/** Libraries whose tensors and arrays pth reads; without one of their names a pickle is words and numbers. */
const TENSOR_MODULES = /^(torch|numpy)/

/**
 * Whether the first pickle of a source names anything of PyTorch or NumPy. One that cannot be read counts as if it did:
 * opening it says what is wrong.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function holdsTensors(source: ByteSource, limits: Limits): Promise<boolean> {
  try {
    const { globals } = await pickleAt(newWindow(source), 0, source.name, limits)
    return globals.some(({ module }) => TENSOR_MODULES.test(module))
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return true
  }
}
