import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32 } from '../../src/io/crc32.ts'
import { convertFile } from '../../src/node/convert-file.ts'
import { prepareOutput, runConvert } from '../../src/node/write-converted.ts'
import type { StageProgress } from '../../src/operations/convert/stages.ts'
import { newStreamContext } from '../../src/operations/convert/stream.ts'
import { inFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { planFixture } from '../operations/convert/helpers.ts'

/** The stages in the order in which they take turns. */
function turns(told: readonly StageProgress[]): string[] {
  return told.map(({ stage }) => stage).filter((stage, at, all) => stage !== all[at - 1])
}

test('shards are written and synced in turns, then verified; the bytes of each stage add up', async () => {
  await inFolder(async (folder) => {
    const plan = await planFixture('convert/tied.pth', { shared: 'copy' })
    const output = join(folder, 'x.safetensors')
    const options = { output, inputs: [], force: false, shardBytes: 40, verify: true }
    const told: StageProgress[] = []
    let time = 0
    let written = 0
    const prepared = await prepareOutput(plan, options)
    const result = await runConvert(plan, prepared, options, {
      ...newStreamContext(crc32, false),
      progress: (bytes) => {
        written += bytes
      },
      stage: (at) => {
        time += 1000
        told.push(at)
      },
      now: () => time,
    })
    const files = prepared.parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const totals = { writing: plan.nbytes, syncing: files, verifying: plan.nbytes }
    expect(turns(told)).toEqual([...prepared.parts.flatMap(() => ['writing', 'syncing']), 'verifying'])
    for (const [stage, total] of Object.entries(totals)) {
      const own = told.filter((at) => at.stage === stage)
      expect(own.map((at) => at.total)).toEqual(own.map(() => total))
      expect(own.map(({ done }) => done)).toEqual(own.map(({ done }) => done).toSorted((a, b) => a - b))
      expect([stage, own[0]?.done, own.at(-1)?.done]).toEqual([stage, 0, total])
      // The clock moves by a second each time that something is told.
      expect(result.stages.find((at) => at.stage === stage)).toEqual({
        stage,
        nbytes: total,
        seconds: own.length,
      })
    }
    expect(result.stages.map(({ stage }) => stage)).toEqual(['writing', 'syncing', 'verifying'])
    expect(written).toBe(plan.nbytes)
  })
})

test.each(['pth', 'npz', 'safetensors'] as const)(
  'the library tells the stages of %s, and none that did not happen',
  async (extension) => {
    await inFolder(async (folder) => {
      for (const verify of [false, true]) {
        const told: StageProgress[] = []
        let written = 0
        const output = join(folder, `${verify}.${extension}`)
        const { stages, byteLength } = await convertFile(join(FIXTURES, 'shared-views.pth'), output, {
          verify,
          stage: (at) => told.push(at),
          progress: (bytes) => {
            written += bytes
          },
        })
        const last = ['writing', 'syncing', ...(verify ? ['verifying'] : [])]
        expect(turns(told)).toEqual(last)
        expect(stages.map(({ stage }) => stage)).toEqual(last)
        for (const { stage, nbytes } of stages)
          expect([stage, nbytes]).toEqual([stage, stage === 'syncing' ? byteLength : written])
        for (const { stage, nbytes } of stages)
          expect(told.findLast((at) => at.stage === stage)).toEqual({ stage, done: nbytes, total: nbytes })
        expect((await readFile(output)).length).toBe(byteLength)
      }
    })
  },
)
