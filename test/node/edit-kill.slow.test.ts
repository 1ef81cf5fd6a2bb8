/** `pth edit` killed at every call that changes something: the old file, the new one, or one that nobody reads and the next run mends. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { temporaryFolder } from '../cli/harness.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PTH = join(ROOT, 'dist', 'cli.js')
const KILLER = join(import.meta.dirname, 'kill-at-change.mjs')

function made(tensors: number): Uint8Array {
  const entries = Array.from({ length: tensors }, (_, at) => [
    `model.layers.${at}.weight`,
    { dtype: 'U8', shape: [16], data_offsets: [16 * at, 16 * at + 16] },
  ])
  const json = JSON.stringify({ __metadata__: { note: 'x'.repeat(100) }, ...Object.fromEntries(entries) })
  const padded = json.padEnd(Math.ceil(json.length / 8) * 8)
  const word = new Uint8Array(8)
  new DataView(word.buffer).setBigUint64(0, BigInt(padded.length), true)
  const data = Uint8Array.from({ length: 16 * tensors }, (_, at) => at % 251)
  return Buffer.concat([word, new TextEncoder().encode(padded), data])
}

const BEFORE = made(200)

async function readable(bytes: Uint8Array): Promise<boolean> {
  try {
    await openCheckpoint(memorySource(bytes))
    return true
  } catch (error) {
    if (isPthError(error, 'EDIT_INTERRUPTED')) return false
    throw error
  }
}

const IN_PLACE = ['--unset', 'note', '--rename', 'model.*=*']
const AS_NEW = ['--set', `long=${'y'.repeat(200)}`]

test.each([
  ['in place', IN_PLACE, false],
  ['in place, writes by half', IN_PLACE, true],
  ['as a new file', AS_NEW, false],
  ['as a new file, writes by half', AS_NEW, true],
])('%s', async (_, words, half) => {
  const folder = temporaryFolder()
  const file = join(folder, 'model.safetensors')
  const journal = join(folder, '.model.safetensors.pth-journal')
  const counter = join(temporaryFolder(), 'calls')
  const run = (flags: readonly string[], killer: Record<string, string> | null): number | null => {
    const load = killer === null ? [] : ['--import', KILLER]
    const { status } = spawnSync(process.execPath, [...load, PTH, 'edit', file, ...flags], {
      env: { ...process.env, NODE_COMPILE_CACHE: '', ...killer },
      encoding: 'utf8',
    })
    return status
  }
  writeFileSync(file, BEFORE)
  expect(run(words, { PTH_KILL_COUNT: counter })).toBe(0)
  const after = readFileSync(file)
  const calls = Number(readFileSync(counter, 'utf8'))
  expect(calls).toBeGreaterThan(4)
  const outcomes = { old: 0, new: 0, marked: 0 }
  for (let at = 0; at < calls; at += 1) {
    for (const rollBack of [false, true]) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
      writeFileSync(file, BEFORE)
      expect(run(words, { PTH_KILL_AT: String(at), ...(half && { PTH_KILL_HALF: '1' }) })).toBe(null)
      const found = readFileSync(file)
      const [old, done] = [found.equals(BEFORE), found.equals(after)]
      if (old) outcomes.old += 1
      else if (done) outcomes.new += 1
      else {
        outcomes.marked += 1
        expect(await readable(found), `call ${at}`).toBe(false)
        expect(existsSync(journal)).toBe(true)
      }
      // Whatever there is, the next run mends it: forwards, or back to what it was.
      expect(run(rollBack ? ['--roll-back'] : [], null)).toBe(0)
      const mended = readFileSync(file)
      if (!old && !done) expect(mended.equals(rollBack ? BEFORE : after), `call ${at}`).toBe(true)
      else expect(mended.equals(BEFORE) || mended.equals(after), `call ${at}`).toBe(true)
      expect(existsSync(journal)).toBe(false)
    }
  }
  // Of 200 kills in the middle some are between the mark and the end, where the header is written in its place.
  expect(outcomes.old).toBeGreaterThan(0)
  expect(outcomes.new + outcomes.marked).toBeGreaterThan(0)
  if (words === IN_PLACE) expect(outcomes.marked).toBeGreaterThan(2)
  else expect(outcomes.marked).toBe(0)
})
