/** The worker of SHA-256: it gets bytes and gives digests, and asks for nothing. */
import { newSha256 } from 'pth-cli'
import type { FromHash, ToHash } from './hashing.ts'

/** The part of a worker's scope that is used. */
interface Scope {
  postMessage(message: FromHash, transfer?: readonly ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToHash>) => void): void
}

const scope = globalThis as unknown as Scope
let hasher = newSha256()

scope.addEventListener('message', ({ data }) => {
  if ('bytes' in data) {
    hasher.update(new Uint8Array(data.bytes, 0, data.length))
    scope.postMessage({ back: data.bytes }, [data.bytes])
    return
  }
  if ('begin' in data) hasher = newSha256()
  else scope.postMessage({ hex: hasher.hex() })
})
