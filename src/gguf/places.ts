/** Physics of a GGUF file: every tensor begins where it may, lies inside the file, and shares no byte with another. */
import { broken } from './cursor.ts'
import type { GgufCursor } from './cursor.ts'
import type { GgufTensor } from './tensor.ts'

/** @throws PthError CONTAINER_INVALID */
export function checkPlaces(
  cursor: Pick<GgufCursor, 'path' | 'fileBytes'>,
  tensors: readonly GgufTensor[],
  dataStart: number,
  alignment: number,
): void {
  const { path, fileBytes } = cursor
  const refuse = (at: number, what: string, expected: string, found: string): Error =>
    broken({ path, at }, what, expected, found)
  for (const { name, offset, nbytes } of tensors) {
    const what = `tensor "${name}"`
    if ((offset - dataStart) % alignment !== 0)
      throw refuse(offset, what, `an offset that is a multiple of ${alignment}`, String(offset - dataStart))
    if (offset + (nbytes ?? 0) > fileBytes)
      throw refuse(
        offset,
        what,
        `${nbytes ?? 0} bytes inside the file`,
        `${Math.max(0, fileBytes - offset)} to its end: it is cut off (an interrupted download or copy?), or its ` +
          'header is wrong',
      )
  }
  const placed = tensors.filter(({ nbytes }) => (nbytes ?? 0) > 0).toSorted((a, b) => a.offset - b.offset)
  for (const [index, { name, offset }] of placed.entries()) {
    const before = placed[index - 1]
    if (before !== undefined && before.offset + (before.nbytes ?? 0) > offset)
      throw refuse(offset, `tensor "${name}"`, 'a place of its own', `bytes of "${before.name}"`)
  }
}

/** Bytes of the data that belong to no tensor, padding left out; null where a type of unknown size is among them. */
export function unusedBytes(
  tensors: readonly GgufTensor[],
  dataStart: number,
  alignment: number,
  fileBytes: number,
): number | null {
  if (tensors.some(({ nbytes }) => nbytes === null)) return null
  let unused = 0
  let end = dataStart
  for (const { offset, nbytes } of tensors.toSorted((a, b) => a.offset - b.offset)) {
    unused += Math.max(0, offset - end)
    end = Math.max(end, Math.ceil((offset + (nbytes ?? 0) - dataStart) / alignment) * alignment + dataStart)
  }
  return unused + Math.max(0, fileBytes - end)
}
