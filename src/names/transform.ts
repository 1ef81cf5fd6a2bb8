/** Flags of diff and convert that change names and shapes, from text. */
import { PthError } from '../errors.ts'

/** Characters of the sizes of one shape. */
const SIZES = 400

/** `OLD=NEW`, whole components of a name; the first `=` divides. @throws PthError USAGE */
export function parseRenamePart(text: string): readonly [old: string, wanted: string] {
  const at = text.indexOf('=')
  if (at < 1)
    throw new PthError('USAGE', { reason: `--rename-part takes OLD=NEW, not ${JSON.stringify(text)}` })
  return [text.slice(0, at), text.slice(at + 1)]
}

/** `GLOB=8,4`; the last `=` divides, and no size is the shape of a single number. @throws PthError USAGE */
export function parseReshape(text: string): { readonly glob: string; readonly shape: readonly number[] } {
  const at = text.lastIndexOf('=')
  const sizes = text.slice(at + 1)
  const shape = sizes === '' ? [] : sizes.split(',').map(Number)
  const valid = sizes.length <= SIZES && /^(\d{1,15}(,\d{1,15})*)?$/.test(sizes)
  if (at < 1 || !valid || !shape.every(Number.isSafeInteger))
    throw new PthError('USAGE', { reason: `--reshape takes GLOB=8,4, not ${JSON.stringify(text)}` })
  return { glob: text.slice(0, at), shape }
}

/**
 * `GLOB=3,2,0,1`, the order of dimensions as `torch.permute` takes it; the last `=` divides.
 * @throws PthError USAGE for what is not each of 0 to n - 1 once
 */
export function parsePermute(text: string): { readonly glob: string; readonly axes: readonly number[] } {
  const at = text.lastIndexOf('=')
  const list = text.slice(at + 1)
  const axes = list.length <= SIZES && /^\d{1,2}(,\d{1,2})*$/.test(list) ? list.split(',').map(Number) : []
  const known = [...axes.keys()].every((axis) => axes.includes(axis))
  if (at < 1 || axes.length === 0 || !known)
    throw new PthError('USAGE', {
      reason: `--permute takes GLOB=3,2,0,1, each of 0 to n - 1 once, not ${JSON.stringify(text)}`,
    })
  return { glob: text.slice(0, at), axes }
}

/** Words of a list flag that may be repeated or take several by comma. @throws PthError USAGE for an unknown word */
export function parseWords<Word extends string>(
  flag: string,
  lists: readonly string[],
  known: readonly Word[],
): Word[] {
  return lists
    .flatMap((list) => list.split(','))
    .map((text) => {
      const word = known.find((candidate) => candidate === text)
      if (word !== undefined) return word
      throw new PthError('USAGE', {
        reason: `${flag} accepts ${known.join(', ')}, not ${JSON.stringify(text)}`,
      })
    })
}
