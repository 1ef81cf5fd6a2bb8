/** Hashes of tensors, as PyTorch's answers hold them. */
import { createHash } from 'node:crypto'
import { tensorChunks } from '../../src/checkpoint/read/read.ts'
import type { Tensor } from '../../src/checkpoint/tensor.ts'
import { isPthError } from '../../src/errors.ts'

/** sha256 of a tensor's bytes, or the code of the error that reading it gave. */
export async function hashOf(tensor: Tensor): Promise<string> {
  return hashOrRefusal(async () => {
    const hash = createHash('sha256')
    for await (const chunk of tensorChunks({ name: 'tensor', tensor }, 1 << 16)) hash.update(chunk)
    return hash.digest('hex')
  })
}

/** The hash that `read` gives, or the code and text of its PthError; the test's own failures pass through. */
export async function hashOrRefusal(read: () => Promise<string>): Promise<string> {
  try {
    return await read()
  } catch (error) {
    if (isPthError(error) && error.code !== 'SOURCE_UNREADABLE') return `${error.code}: ${error.message}`
    throw error
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
