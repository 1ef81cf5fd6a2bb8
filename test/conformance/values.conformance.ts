/** Pairs of tensors that write_values.py made: close and changed as torch.allclose says (torch.equal for integers). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { openFile } from '../../src/node/file.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import type { ActualStateDict } from '../../src/diff/actual.ts'
import { compareValues } from '../../src/diff/compare-values.ts'
import { diffFolder } from './diff-folder.ts'

interface Answer {
  readonly name: string
  readonly cast?: boolean
  readonly bits?: boolean
  readonly close?: readonly boolean[]
  readonly max_abs?: number | 'nan' | 'inf'
  readonly mean_abs?: number | 'nan' | 'inf'
}

const folder = diffFolder('values-2.13', 'write_values.py', 'values.json')
const { tolerances, answers }: { tolerances: [number, number, boolean][]; answers: Answer[] } = JSON.parse(
  readFileSync(join(folder, 'values.json'), 'utf8'),
)
let compared = 0

async function side(name: string): Promise<ActualStateDict> {
  return actualStateDict(await openCheckpoint(await openFile(join(folder, name))))
}
const left = side('a.pth')
const right = side('b.pth')

function numberOf(value: number | 'nan' | 'inf'): number {
  return typeof value === 'number' ? value : value === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY
}

test.each(answers)('$name', async ({ name, cast, bits, close, max_abs, mean_abs }) => {
  const [a, b] = [(await left).entries.get(name), (await right).entries.get(name)]
  if (a?.kind !== 'tensor' || b?.kind !== 'tensor' || a.entry === undefined || b.entry === undefined)
    throw new Error(name)
  for (const [at, [rtol, atol, equalNan]] of tolerances.entries()) {
    const found = await compareValues(a.entry, b.entry, { rtol, atol, equalNan })
    if (cast === true) expect(found?.castOnly).toBe(true)
    else {
      expect([found?.bitEqual, found?.close], `${rtol} ${atol} ${equalNan}`).toEqual([bits, close?.[at]])
      if (max_abs !== undefined) expect(found?.maxAbs).toBe(numberOf(max_abs))
      if (typeof mean_abs === 'number') expect(found?.meanAbs).toBeCloseTo(mean_abs, 10)
      else if (mean_abs !== undefined) expect(found?.meanAbs).toBe(numberOf(mean_abs))
    }
    compared += 1
  }
})

afterAll(() => {
  process.stdout.write(
    `\nvalues: ${answers.length} pairs of tensors, ${compared} verdicts of torch.allclose equal\n`,
  )
})
