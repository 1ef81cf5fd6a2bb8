/** Bytes that own their memory, as a type that every version of TypeScript from 5.0 on reads. */

/**
 * What `Uint8Array.of` returns: `Uint8Array<ArrayBuffer>` from TypeScript 5.7 on, where `new Blob([bytes])`
 * accepts nothing else, and `Uint8Array` in the versions before it, which know no type parameter here.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>
