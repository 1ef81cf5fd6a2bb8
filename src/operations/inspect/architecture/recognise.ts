/** Which family of models a state_dict is of: said only when its names and shapes prove it. */
import { CONVOLUTIONAL } from './convolutional.ts'
import { DETECTION } from './detection.ts'
import type { ArchitectureReport } from '../identity-report.ts'
import type { Family } from './family.ts'
import { IMAGES } from './images.ts'
import { LANGUAGE } from './language.ts'
import { hasNames, modelNames } from './model-names.ts'
import type { NamedShape } from './model-names.ts'
import { ADAPTERS } from './adapters.ts'
import { DECODERS } from './decoders.ts'
import { TRANSFORMERS } from './vision-transformers.ts'

const FAMILIES: readonly Family[] = [
  ...CONVOLUTIONAL,
  ...TRANSFORMERS,
  ...LANGUAGE,
  ...DECODERS,
  ...DETECTION,
  ...IMAGES,
  ...ADAPTERS,
]

/** The family that names and shapes prove; null when none does, or when two do. Linear in the number of names. */
export function recogniseFamily(tensors: readonly NamedShape[]): ArchitectureReport | null {
  for (const names of modelNames(tensors)) {
    const found = FAMILIES.flatMap(({ family, needs, may, prove }) => {
      const proof = hasNames(names, needs, may) ? prove(names) : null
      return proof === null ? [] : [{ family, prefix: names.prefix, ...proof }]
    })
    const [only] = found
    if (only !== undefined) return found.length === 1 ? only : null
  }
  return null
}
