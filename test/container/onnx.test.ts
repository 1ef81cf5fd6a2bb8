/** ONNX models that the package onnx wrote: named, and what they say of other files. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { leadsOut, onnxFacts } from '../../src/container/onnx.ts'
import { sniff } from '../../src/container/sniff.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { runCli } from '../cli/harness.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'

function source(name: string) {
  return memorySource(fixtureBytes(`onnx/${name}`), name)
}

describe('an ONNX model', () => {
  test('is named with the files of its tensors', async () => {
    const { details } = await expectCode(sniff(source('beside.onnx')), 'FORMAT_UNSUPPORTED')
    expect(details.found).toBe(
      'an ONNX model (IR version 10, by pytorch) of 3 tensors, 3 of them in "beside.onnx_data"',
    )
    const inside = await expectCode(sniff(source('inside.onnx')), 'FORMAT_UNSUPPORTED')
    expect(inside.details.found).toBe('an ONNX model (IR version 10) of 3 tensors')
  })

  test.each([
    ['inside.onnx', 0],
    ['beside.onnx', 0],
    ['up.onnx', 1],
    ['absolute.onnx', 1],
  ])('scan of %s: %i', async (name, wanted) => {
    const { code, stdout } = await runCli('scan', join(FIXTURES, 'onnx', name), '--json')
    expect(code).toBe(wanted)
    expect(stdout.includes('ONNX_PATH')).toBe(wanted === 1)
  })

  test('locations that lead out', () => {
    for (const place of ['/a', '../a', 'a/../../b', 'C:\\a', '\\\\host\\a', '~/a', 'https://a/b'])
      expect(leadsOut(place), place).toBe(true)
    for (const place of ['a', 'a/b.data', 'a..b', './a']) expect(leadsOut(place), place).toBe(false)
  })

  test('bytes changed or cut: an answer or none, never another error', async () => {
    const whole = fixtureBytes('onnx/beside.onnx')
    for (let at = 0; at < whole.length; at += 1) {
      await onnxFacts(memorySource(whole.subarray(0, at)))
      for (const value of [0, 0xff, 0x80]) {
        const bytes = whole.slice()
        bytes[at] = value
        await onnxFacts(memorySource(bytes))
        await sniff(memorySource(bytes)).catch((error: unknown) => {
          if (!isPthError(error) || error.code === 'INTERNAL') throw error
        })
      }
    }
  })
})

describe('external data alone', () => {
  const data = Uint8Array.from({ length: 64 }, (_, at) => (at * 37 + 11) & 0xff)

  test.each(['model.onnx_data', 'model.onnx.data', 'model.onnx_data_2'])('%s is named', async (name) => {
    const { details } = await expectCode(sniff(memorySource(data, name)), 'FORMAT_UNSUPPORTED')
    expect(details.found).toContain('external data of an ONNX model')
  })

  test('what has another name, or is a checkpoint by its content, is not', async () => {
    await expectCode(sniff(memorySource(data, 'model.data')), 'FORMAT_UNKNOWN')
    expect(await sniff(memorySource(fixtureBytes('empty.pth'), 'model.onnx_data'))).toBe('zip')
  })
})
