/** Memory that begins at a page, as disks want it that write without a copy of the system's own. */

/**
 * Bytes of a WebAssembly page. Such memory begins at a page of the system too, which no other memory of
 * JavaScript promises.
 */
const PAGE_BYTES = 1 << 16

/**
 * Zeroed memory of `length` bytes, at the beginning of a page where the engine can give it. Elsewhere (no
 * WebAssembly, or no address space for it) it is ordinary memory, with which writing is slower and no different.
 */
export function pageAligned(length: number): Uint8Array {
  const pages = Math.ceil(length / PAGE_BYTES)
  try {
    return new Uint8Array(new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer, 0, length)
  } catch {
    return new Uint8Array(length)
  }
}
