/** The safetensors of one tensor-parallel rank: tensors under their names, and nothing that proves its place. */
import { PthError } from '../../../errors.ts'
import { openContainer } from '../../../container/open.ts'
import type { Container } from '../../../container/record.ts'
import { dictEntries } from '../../../pickle/value.ts'
import { readArrays } from '../../arrays.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { FileReader } from '../with-pickle.ts'
import { NO_FACTS } from './rank-file.ts'
import type { OpenedRank } from './rank-file.ts'

/**
 * Open all parts of one rank. @throws PthError PIECES_INVALID for a part that is missing and a name that two of them
 * have, and those of safetensors
 */
export async function openSafetensorsRank(
  { folder, limits }: FileReader,
  paths: readonly string[],
): Promise<OpenedRank> {
  const [first = ''] = paths
  const tensors = new Map<string, StridedTensor>()
  const containers: (readonly [path: string, container: Container])[] = []
  for (const [at, path] of paths.entries()) {
    const expected = path.replace(/-part-\d+/, `-part-${at}`)
    if (Number(/-part-(\d+)/.exec(path)?.[1]) !== at)
      throw wrong(folder.path, 'a part of a rank is missing', expected)
    const container = await openContainer({ ...(await folder.open(path)), name: path }, limits)
    containers.push([path, container])
    const arrays = readArrays(container)
    for (const [name, reference] of arrays === null ? [] : dictEntries(arrays.weights)) {
      const tensor = arrays?.tensors.get(reference)
      if (typeof name !== 'string' || tensor?.kind !== 'strided' || tensor.dtype === null)
        throw wrong(folder.path, `${path} has a tensor of a type that is not joined`, String(name))
      if (tensors.has(name)) throw wrong(folder.path, `two parts of the rank of ${first} have`, name)
      tensors.set(name, tensor)
    }
  }
  const model = { file: first, tensors, values: new Map() }
  return { path: first, containers, facts: NO_FACTS, models: [['', model]], beside: [] }
}

function wrong(path: string, reason: string, name: string): PthError {
  return new PthError('PIECES_INVALID', { path, reason, names: [name] })
}
