/** The words that the value of a flag or an argument may be, where commander does not check them itself. */
import type { Argument, Option } from 'commander'

const KNOWN = new WeakMap<Option | Argument, readonly string[]>()

/** Say which words a value may be; other words are judged where the value is read. */
export function withValues<Declared extends Option | Argument>(
  declared: Declared,
  values: readonly string[],
): Declared {
  KNOWN.set(declared, values)
  return declared
}

/** The words that a value may be, as far as they are known. A word that ends in `=` goes on with a path. */
export function valuesOf(declared: Option | Argument): readonly string[] {
  return declared.argChoices ?? KNOWN.get(declared) ?? []
}
