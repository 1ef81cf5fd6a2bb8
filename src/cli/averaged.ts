/** `pth diff AVERAGE FIRST SECOND… --expect average=GLOB`: the files of which the mean is expected. */
import { PthError } from '../errors.ts'
import type { InputOptions } from '../node/open-path.ts'
import { shellWord } from '../report/shell.ts'
import { withExpected } from './expected.ts'
import type { ExpectedSide } from '../diff/sides.ts'

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

/** The expected files in the order of the command line. There is always one. */
export type ExpectedFiles = readonly [ExpectedFile, ...ExpectedFile[]]

/** Open every path as an expected side, hand them to `use`, and close them. @throws PthError of opening either kind */
export async function withExpectedFiles<Result>(
  [path, next, ...rest]: readonly [string, ...string[]],
  options: InputOptions,
  use: (files: ExpectedFiles) => Promise<Result>,
): Promise<Result> {
  return withExpected(path, options, (side) =>
    next === undefined
      ? use([{ path, side }])
      : withExpectedFiles([next, ...rest], options, (files) => use([{ path, side }, ...files])),
  )
}
