/** convert --salvage: what is written of a damaged file is bit for bit what PyTorch read from the whole one. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { isPthError } from '../../../src/errors.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { memorySource } from '../../../src/io/source.ts'
import { convertFile } from '../../../src/node/convert-file.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import { damagedTensors } from '../../../src/operations/convert/salvage.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { expectedOf } from '../../fixtures.ts'
import { fixture, headerOf, writePlan } from './helpers.ts'

/** Names and digests of what is written, and the names that are listed as lost; the code when it is refused. */
async function salvaged(
  bytes: Uint8Array,
): Promise<{ written: Map<string, string>; lost: string[] } | string> {
  try {
    const checkpoint = await openCheckpoint(memorySource(bytes, 'bad.pth'), { salvage: true, root: '$' })
    const damaged = await damagedTensors(checkpoint, { crc32 })
    const plan = planConvert([checkpoint], { ...CONVERT_DEFAULTS, shared: 'copy', damaged })
    const lost = plan.facts.lost.map(({ name }) => name)
    const output = await writePlan(plan)
    const { header } = headerOf(output)
    const start = 8 + Number(new DataView(output.buffer, output.byteOffset).getBigUint64(0, true))
    const written = new Map<string, string>()
    for (const [name, entry] of header) {
      const offsets = entry['data_offsets']
      if (!Array.isArray(offsets)) continue
      const [from, to] = offsets.map(Number)
      const data = output.subarray(start + (from ?? 0), start + (to ?? 0))
      written.set(name, createHash('sha256').update(data).digest('hex'))
    }
    return { written, lost }
  } catch (error) {
    if (isPthError(error) && error.code !== 'INTERNAL') return error.code
    throw error
  }
}

const FILE = 'tied.pth'
const wanted = new Map(expectedOf(FILE).tensors?.map(({ name, sha256 }) => [name, sha256]))

function expectTrue(found: Awaited<ReturnType<typeof salvaged>>, place: string): number {
  if (typeof found === 'string') return 0
  for (const [name, digest] of found.written) expect(digest, `${place} ${name}`).toBe(wanted.get(name))
  const all = [...found.written.keys(), ...found.lost].toSorted()
  expect(all, place).toEqual([...wanted.keys()].toSorted())
  return found.written.size
}

describe('an archive', () => {
  test('cut at any byte: every tensor is written as it was, or listed, or nothing is', async () => {
    const whole = fixture(FILE)
    let most = 0
    for (let end = 1; end < whole.length; end += 3)
      most = Math.max(most, expectTrue(await salvaged(whole.subarray(0, end)), `cut at ${end}`))
    expect(most).toBe(wanted.size)
  }, 60_000)

  test('with any byte changed: the same', async () => {
    const whole = fixture(FILE)
    let partial = 0
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = whole.slice()
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      const found = await salvaged(bytes)
      expectTrue(found, `byte ${at}`)
      if (typeof found !== 'string' && found.lost.length > 0 && found.written.size > 0) partial += 1
    }
    expect(partial).toBeGreaterThan(0)
  }, 60_000)

  test('a changed object graph is refused: no name in it is certain', async () => {
    const bytes = fixture(FILE).slice()
    const at = new TextDecoder('latin1').decode(bytes).indexOf('_rebuild_tensor_v2')
    bytes[at - 60] = (bytes[at - 60] ?? 0) ^ 1
    expect(typeof (await salvaged(bytes))).toBe('string')
  })
})

describe('the command', () => {
  test('lists what is lost, ends with PARTIAL, exits with 2', async () => {
    await inFolder(async (folder) => {
      const input = join(folder, 'cut.pth')
      const output = join(folder, 'left.safetensors')
      await writeFile(input, fixture('cut-in-storage.pth'))
      const { code, stdout } = await runCli('convert', input, '--salvage', '-o', output)
      expect(code).toBe(2)
      expect(stdout).toContain('bias: its storage 1 has 20 bytes, 32 are declared')
      expect(stdout).toMatch(/PARTIAL .* 2 of 4 tensors\n$/)
      expect(headerOf(new Uint8Array(await readFile(output))).header.has('weight')).toBe(true)
      const json = await runCli('convert', input, '--salvage', '-f', '-o', output, '--json')
      const report: { exit_code: number; lost: { name: string }[] } = JSON.parse(json.stdout)
      expect(report.exit_code).toBe(2)
      expect(report.lost.map(({ name }) => name)).toEqual(['bias', 'half'])
    })
  })

  test('of a whole file is a conversion as always', async () => {
    await inFolder(async (folder) => {
      const input = join(folder, 'whole.pth')
      await writeFile(input, fixture(FILE))
      const { code, stdout } = await runCli('convert', input, '--salvage')
      expect(code).toBe(0)
      expect(stdout).toContain('WRITTEN')
    })
  })

  test('no tensor left is no output', async () => {
    await inFolder(async (folder) => {
      const input = join(folder, 'cut.pth')
      await writeFile(input, fixture('cut-in-storage.pth'))
      const { code, stderr } = await runCli('convert', input, '--salvage', '--include', 'bias')
      expect(code).toBe(2)
      expect(stderr).toContain('none of the selected tensors is complete, such as bias: ')
    })
  })

  test('a model needs every tensor: not with --schema', async () => {
    const { code, stderr } = await runCli(
      'convert',
      'a.pth',
      '--salvage',
      '--schema',
      'b.json',
      '-o',
      'c.pth',
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('--salvage and --schema exclude each other')])
  })
})

test('the library gives the list', async () => {
  await inFolder(async (folder) => {
    const input = join(folder, 'cut.pth')
    await writeFile(input, fixture('cut-in-storage.pth'))
    const { lost, files } = await convertFile(input, join(folder, 'left.npz'), { salvage: true })
    expect(lost.map(({ name }) => name)).toEqual(['bias', 'half'])
    expect(files).toHaveLength(1)
  })
})
