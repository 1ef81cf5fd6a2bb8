/** Digests, made by whatever the platform has: the core names the need, a platform file fills it. */

/** A digest that grows with what it is fed. */
export interface Hasher {
  update(bytes: Uint8Array): void
  /** The digest in lower-case hexadecimal; the hasher is spent afterwards. */
  hex(): string
}

/** Begins a digest. */
export type NewHasher = () => Hasher
