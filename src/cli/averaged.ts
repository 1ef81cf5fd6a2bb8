/** `pth diff AVERAGE FIRST SECOND… --expect average=GLOB`: the files of which the mean is expected. */
import { PthError } from '../errors.ts'
import type { InputOptions } from '../node/open-path.ts'
import { shellWord } from '../report/shell.ts'
import { withExpected } from './expected.ts'
import type { ExpectedSide } from './expected.ts'

/** An expected checkpoint under the path that the user gave. */
export interface ExpectedFile {
  readonly path: string
  readonly side: ExpectedSide
}

/** @throws PthError USAGE for several expected files without `average`, and for `average` with one of them */
export function checkAveraged(
  path: string,
  expected: readonly string[],
  expect: readonly string[] | undefined,
): void {
  const averages = (expect ?? []).some((text) => text.startsWith('average='))
  if (expected.length > 1 && !averages)
    throw new PthError('USAGE', {
      reason:
        `pth diff compares two files, and ${expected.length + 1} were named; ` +
        'several expected files are those of which the first file is the average',
      commands: [
        `pth diff ${[path, ...expected].map(shellWord).join(' ')} --expect 'average=*'`,
        ...expected.map((file) => `pth diff ${shellWord(path)} ${shellWord(file)}`),
      ].slice(0, COMMANDS),
    })
  if (averages && expected.length < 2)
    throw new PthError('USAGE', {
      reason: '--expect average=GLOB needs every file that was averaged: two or more after the first',
      commands: [
        `pth diff ${shellWord(path)} ${expected.map(shellWord).join(' ')} OTHER.pth --expect 'average=*'`,
      ],
    })
}

/** Lines that are written out. */
const COMMANDS = 4

/**
 * Open every path as an expected side, hand them to `use` in order, and close them.
 * @throws PthError USAGE for a schema, which has no values; and those of opening a checkpoint
 */
export async function withExpectedFiles<Result>(
  paths: readonly string[],
  options: InputOptions,
  use: (files: readonly ExpectedFile[]) => Promise<Result>,
  several = paths.length > 1,
): Promise<Result> {
  const [path, ...rest] = paths
  if (path === undefined) return use([])
  return withExpected(path, options, (side) => {
    if (side.state === null && several)
      throw new PthError('USAGE', { reason: `${path} is a schema: it has no values that could be averaged` })
    return withExpectedFiles(rest, options, (files) => use([{ path, side }, ...files]), several)
  })
}
