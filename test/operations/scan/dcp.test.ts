/** Files of torch.distributed.checkpoint: archives one after another, and what an attacker puts between them. */
import { expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { bytes } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'

const CALL = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')
const item = (pickle: Uint8Array): Uint8Array =>
  buildZip([
    { name: 'archive/data.pkl', data: pickle },
    { name: 'archive/version', data: bytes('3\n') },
  ])
const SOUND = item(bytes('\x80\x02]K\x01a.'))
const HOSTILE = item(CALL)

function scan(parts: readonly Uint8Array[], name = '__0_0.distcp'): Promise<ScanReport> {
  return scanFile(memorySource(Uint8Array.from(parts.flatMap((part) => [...part])), name))
}

const rules = ({ findings }: ScanReport): string[] => findings.map(({ rule }) => rule)

test('archives one after another are scanned one by one, and what was not read is told', async () => {
  const report = await scan([SOUND, SOUND, SOUND])
  expect(report.verdict).toBe('unknown')
  expect(rules(report)).toEqual(['DCP_PARTS'])
  expect(report.pickles.map(({ member }) => member)).toEqual(
    [0, 1, 2].map((at) => `item at ${at * SOUND.length} > archive/data.pkl`),
  )
  // torch.load is asked for items, never for the file.
  expect(report.weights_only).toBeNull()
})

test('under any other name two archives in one file stay an error', async () => {
  const report = await scan([SOUND, SOUND], 'model.pth')
  expect(report.verdict).toBe('dangerous')
  expect(rules(report)).toContain('ZIP_LEADING_DATA')
})

test.each([
  ['in the first item', [HOSTILE, SOUND, SOUND]],
  ['in an item in the middle', [SOUND, HOSTILE, SOUND]],
  ['in the last item', [SOUND, SOUND, HOSTILE]],
  ['before the first item', [CALL, SOUND, SOUND]],
  ['between items', [SOUND, CALL, SOUND]],
  ['after the last item', [SOUND, SOUND, CALL]],
])('a call is found %s', async (_, parts) => {
  const report = await scan(parts)
  expect(report.verdict).toBe('dangerous')
  expect(report.globals.map(({ module, name }) => `${module}.${name}`)).toEqual(['posix.system'])
})

test('bytes in no archive are a finding even when they are nothing known', async () => {
  const report = await scan([SOUND, bytes('\x00\x01\x02 padding'), SOUND])
  expect(report.verdict).toBe('unknown')
  expect(rules(report)).toEqual(['ZIP_GAP', 'DCP_PARTS'])
})
