/** The pickles of a file whose storages are parts of wholes. */
import type { Container } from '../../container/record.ts'

/** The same container, whose pickles refer to no storage: what they hold is listed as the wholes that it is part of. */
export function withoutStorages(container: Container): Container {
  const pickles = container.pickles.map((record) => ({
    ...record,
    pickle: { ...record.pickle, persistents: [] },
  }))
  return { ...container, pickles }
}
