/** Files of a split GGUF model that were opened together: are they all, and only those? */
import type { Container, Note } from '../../container/record.ts'
import { PthError } from '../../errors.ts'

interface OpenedPart {
  readonly name: string
  readonly container: Container
}

/**
 * What to say of them in place of what each says of itself: nothing where all parts are there, else what it is.
 * @throws PthError SHARDS_INVALID for two that say they are the same part, or of models of another number of files
 */
export function splitSetNotes(index: string, opened: readonly OpenedPart[]): readonly Note[] {
  const parts = opened.flatMap(({ name, container: { split } }) =>
    split === undefined ? [] : [{ name, split }],
  )
  const [first] = parts
  if (first === undefined) return []
  const { count, tensors } = first.split
  const seen = new Map<number, string>()
  for (const { name, split } of parts) {
    const other = seen.get(split.index)
    if (split.count !== count || split.tensors !== tensors)
      throw new PthError('SHARDS_INVALID', {
        index,
        reason: 'two files are parts of different splits (split.count, split.tensors.count)',
        names: [first.name, name],
      })
    if (other !== undefined)
      throw new PthError('SHARDS_INVALID', {
        index,
        reason: `two files say that they are part ${split.index + 1}`,
        names: [other, name],
      })
    seen.set(split.index, name)
  }
  const found = opened.reduce((sum, { container }) => sum + (container.arrays?.length ?? 0), 0)
  const whole = parts.length === count && (tensors === null || tensors === found)
  if (whole && opened.length === parts.length) return []
  const all = tensors === null ? '' : ` and ${found} of ${tensors} tensors`
  return [{ code: 'GGUF_PART', message: `these are ${parts.length} of ${count} parts of a model${all}` }]
}
