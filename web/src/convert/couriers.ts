/**
 * The workers of a conversion, each started once and kept: Firefox ESR 153 now and then stops for good in a worker that
 * starts another one after it has ended one.
 */
import { newCourier } from './courier.ts'
import type { Courier } from './courier.ts'
import type { HashCommand } from './hash-worker.ts'
import type { WriteCommand } from './write-worker.ts'

let hasher: Courier<HashCommand> | undefined
let writer: Courier<WriteCommand> | undefined

/** SHA-256 of one file after another: it takes longer than everything else of a conversion. */
export function hashCourier(): Courier<HashCommand> {
  return (hasher ??= newCourier(new Worker('hash.js', { type: 'module' })))
}

/** Files of the page's own: the kernel's work of writing is half of what is left. */
export function writeCourier(): Courier<WriteCommand> {
  return (writer ??= newCourier(new Worker('write.js', { type: 'module' })))
}
