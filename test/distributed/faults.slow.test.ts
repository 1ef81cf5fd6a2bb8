/**
 * Every file of every folder removed, truncated, with a bit flipped, swapped with its neighbour, and doubled under
 * another name: a typed error or the right answer, never a wrong one. `PTH_DISTRIBUTED` as in answers.test.ts;
 * `PTH_FAULTS_OUT` is a file for all rulings, a line each.
 */
import { appendFileSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { isRefusal } from './answer.ts'
import { faultsOf } from './faults.ts'
import { judgedFolders } from './folders.ts'
import { ruleOn, snapshotOf } from './oracle.ts'
import { whyUnprovable } from './unprovable.ts'

const folders = judgedFolders()
/** Rulings by fault and outcome. */
const table = new Map<string, Map<string, number>>()

function count(kind: string, outcome: string): void {
  const row = table.get(kind) ?? new Map<string, number>()
  row.set(outcome, (row.get(outcome) ?? 0) + 1)
  table.set(kind, row)
}

describe('damaged folders', () => {
  test.each(folders.map((folder) => [folder.name, folder] as const))('%s', async (_, folder) => {
    const place = temporaryFolder()
    const root = join(place, 'ckpt')
    cpSync(folder.path, root, { recursive: true })
    const wrong: string[] = []
    try {
      const sound = await snapshotOf(root, folder.expected)
      // One that is refused as it is has no right answer.
      if (isRefusal(sound)) return
      for (const fault of faultsOf(root)) {
        const mend = fault.apply()
        const { outcome, why } = await ruleOn(root, sound, folder.expected)
        mend()
        const reason = outcome === 'wrong' ? whyUnprovable(fault, folder.expected.layout, why) : null
        const ruled = reason === null ? outcome : 'unprovable'
        count(fault.kind, ruled)
        const line = `${folder.name} ${fault.file} ${fault.kind} ${fault.what}: ${ruled}: ${why}`
        if (process.env.PTH_FAULTS_OUT !== undefined) appendFileSync(process.env.PTH_FAULTS_OUT, `${line}\n`)
        if (ruled === 'wrong' || ruled === 'crashed') wrong.push(line)
      }
      // What undoes the faults is right, or all of them were judged by another folder.
      expect((await ruleOn(root, sound, folder.expected)).outcome).toBe('right')
    } finally {
      rmSync(place, { recursive: true })
    }
    expect(wrong).toEqual([])
  })
})

test('faults were made', () => {
  expect([...table.keys()].toSorted()).toEqual(['doubled', 'flipped', 'removed', 'swapped', 'truncated'])
})

afterAll(() => {
  const outcomes = ['refused', 'right', 'partly', 'unprovable', 'wrong', 'crashed']
  const rows = [...table].map(
    ([kind, row]) =>
      kind.padEnd(10) + outcomes.map((outcome) => String(row.get(outcome) ?? 0).padStart(11)).join(''),
  )
  process.stdout.write(
    `\n${''.padEnd(10)}${outcomes.map((outcome) => outcome.padStart(11)).join('')}\n${rows.join('\n')}\n`,
  )
})
