/** Parts and joins that are killed: at random moments, and before every call that renames, links or removes a file. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { killParts, seeded } from '../support/killed-parts.ts'
import { writeVectors } from '../support/plain-safetensors.ts'

const PTH = join(import.meta.dirname, '../../bin/pth.js')
const PRELOAD = join(import.meta.dirname, 'kill-at-call.mjs')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-parts-calls-'))
  writeVectors(join(folder, 'input.safetensors'), ['a', 'b', 'c'], 512)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function pth(
  killAt: number,
  ...words: readonly string[]
): { readonly killed: boolean; readonly calls: number } {
  const { status, signal, output } = spawnSync(process.execPath, ['--import', PRELOAD, PTH, ...words], {
    env: { ...process.env, PTH_KILL_AT: String(killAt) },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (signal === null && status !== 0) throw new Error(`${words.join(' ')}: ${String(output[2])}`)
  return { killed: signal === 'SIGKILL', calls: Number(output[3]?.toString()) }
}

const contents = (name: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(folder, name))
      .toSorted()
      .map((file) => [file, readFileSync(join(folder, name, file)).toString('latin1')]),
  )
const line = (name: string): readonly string[] => [
  'convert',
  join(folder, 'input.safetensors'),
  '-o',
  join(folder, name, 'm.safetensors'),
  '--shard-size',
  '3KB',
]

test('fifty rounds of kills at random moments: the files of one run, and nothing else', async () => {
  const { kills, leftBefore, ...rest } = await killParts(50, seeded(50))
  expect(rest).toEqual({ failed: 0, same: true })
  expect(kills).toBeGreaterThan(40)
  expect(leftBefore).toBeGreaterThan(0)
})

test('a kill before any call of a part or a join: the next run ends it', () => {
  mkdirSync(join(folder, 'one'))
  pth(0, ...line('one'))
  const whole = contents('one')
  mkdirSync(join(folder, 'counted'))
  const part = pth(0, ...line('counted'), '--part', '1/1').calls
  expect(part).toBeGreaterThan(8)
  for (let call = 1; call <= part; call += 1) {
    const name = `part-${call}`
    mkdirSync(join(folder, name))
    expect([call, pth(call, ...line(name), '--part', '1/1').killed]).toEqual([call, true])
    pth(0, ...line(name), '--part', '1/1')
    expect([call, readdirSync(join(folder, name)).filter((file) => file.endsWith('.pth-partial'))]).toEqual([
      call,
      [],
    ])
    pth(0, 'join', join(folder, name, 'm.safetensors'))
    expect([call, contents(name)]).toEqual([call, whole])
  }
  cpSync(join(folder, 'counted'), join(folder, 'again'), { recursive: true })
  const joins = pth(0, 'join', join(folder, 'again', 'm.safetensors')).calls
  expect(joins).toBeGreaterThan(3)
  for (let call = 1; call <= joins; call += 1) {
    const name = `join-${call}`
    cpSync(join(folder, 'counted'), join(folder, name), { recursive: true })
    expect([call, pth(call, 'join', join(folder, name, 'm.safetensors')).killed]).toEqual([call, true])
    pth(0, 'join', join(folder, name, 'm.safetensors'))
    expect([call, contents(name)]).toEqual([call, whole])
  }
})
