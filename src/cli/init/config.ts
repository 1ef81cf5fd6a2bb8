/** The configuration that init writes: one entry for all that was found, and what some of it needs besides. */
import { relative } from 'node:path'
import type { Opening } from '../check/subject.ts'
import { asGlob, slashed } from './globs.ts'
import type { LeftOut } from './left-out.ts'

/** A checkpoint that flags of init were used for. */
export interface OpenedSo {
  /** Its path, relative to the folder. */
  readonly name: string
  readonly opening: Opening
}

/** What the entry for all does not say. */
export interface Besides {
  /** Checkpoints that have what their own schema cannot say: that is a warning. */
  readonly loose: readonly string[]
  readonly opened: readonly OpenedSo[]
  readonly locks: boolean
}

/** Globs that leave out, by name, what no other glob does: no run is to ask for it. */
export function leftOutGlobs(
  left: readonly LeftOut[],
  globs: readonly string[],
  folder: string,
): readonly string[] {
  return left.map(({ file }) => `!${slashed(relative(folder, file))}`).filter((glob) => !globs.includes(glob))
}

/** The document of `pth.config.json`. */
export function configOf(files: readonly string[], { loose, opened, locks }: Besides): object {
  return {
    $schema: 'https://unpkg.com/pth-cli/schemas/config.schema.json',
    checkpoints: [
      {
        files,
        schema: '{path}.schema.json',
        strict: true,
        ...(locks && { lock: '{path}.lock.json' }),
        rules: { structure: 'error', scan: 'error', schema: 'error', finite: 'error' },
      },
      ...(loose.length === 0 ? [] : [{ files: loose.map(asGlob), strict: false }]),
      ...opened.map(({ name, opening: { weights, join } }) => ({
        files: asGlob(name),
        ...(weights !== undefined && { weights }),
        ...(join !== undefined && { join: join.map(({ text }) => text) }),
      })),
    ],
    // A checkpoint that somebody adds in another folder must not look as if it were judged.
    uncovered: 'error',
  }
}
