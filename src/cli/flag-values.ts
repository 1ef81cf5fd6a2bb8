/** Values of flags, from text: lists, numbers, and one of several words. */
import { PthError } from '../errors.ts'
import { didYouMean } from '../names/near.ts'

/** The parser of a flag that may be repeated: every value in order. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** A word that is one of `known`. @throws PthError USAGE with what is known and what is near */
export function oneOf<Word extends string>(flag: string, text: string, known: readonly Word[]): Word {
  const found = known.find((word) => word === text)
  if (found !== undefined) return found
  const near = didYouMean(text, known)
  throw new PthError('USAGE', {
    reason: `${flag} is ${known.join(', ')}, not ${JSON.stringify(text)}${near === undefined ? '' : `; ${near}`}`,
  })
}

/** A whole number from 1 to 999,999. @throws PthError USAGE */
export function wholeNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new PthError('USAGE', {
    reason: `${flag} must be a whole number from 1, not ${JSON.stringify(text)}`,
  })
}
