/**
 * Folders of distributed checkpoints against the answers of the official tools: names, order, dtypes, shapes, every
 * byte, and the values. `PTH_DISTRIBUTED=FOLDER[:FOLDER]` judges other folders than those of the fixtures, such as
 * what `make/make.py` makes.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { judgeCommands } from './commands.ts'
import { wantedOf } from './exceptions.ts'
import { judgedFolders } from './folders.ts'
import { judge } from './verdict.ts'

const folders = judgedFolders()
const tally = { equal: 0, refused: 0, tensors: 0, values: 0, clean: 0 }

describe('folders that frameworks wrote, answered as their own tools answer', () => {
  test.each(folders.map((folder) => [folder.name, folder] as const))('%s', async (_, folder) => {
    const { differences, outcome, tensors, values } = await judge(folder)
    expect(differences).toEqual([])
    tally[outcome] += 1
    tally.tensors += tensors
    tally.values += values
    if (wantedOf(folder).outcome === 'answer') {
      expect(await judgeCommands(folder)).toEqual([])
      tally.clean += wantedOf(folder).clean ? 1 : 0
    }
  })
})

test('there are enough folders to mean something', () => {
  expect(folders.length).toBeGreaterThan(Number(process.env.PTH_DISTRIBUTED_ONLY === undefined ? 15 : 0))
})

afterAll(() => {
  const { equal, refused, tensors, values, clean } = tally
  process.stdout.write(
    `\n${folders.length} folders: ${equal} equal (${tensors} tensors, ${values} values), ${refused} refused by name, ` +
      `${clean} clean in scan\n`,
  )
})
