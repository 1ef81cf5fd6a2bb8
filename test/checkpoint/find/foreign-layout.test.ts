/** Weights that another framework laid out are told from those of PyTorch, whose names they may have. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { memorySource } from '../../../src/io/source.ts'
import { inspectCheckpoint } from '../../../src/operations/inspect/inspect.ts'
import { bytes, u64 } from '../../support/assembler.ts'
import { openBytes } from '../../support/archive.ts'

/** `paddle.save(paddle.nn.Linear(3, 4).state_dict(), …)` of PaddlePaddle 3.3.1: its weight has the shape [3, 4]. */
const LINEAR =
  'gASVQAEAAAAAAAB9lCiMBndlaWdodJSMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOU' +
  'SwCFlEMBYpSHlFKUKEsBSwNLBIaUaAWMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiiUMwNkBNP3Y1MT8Y6hU+' +
  'eA6RviDnZj+iiFc/xJcLP0b+FT80pmA/oL9SvXCO1T2PGgu/lHSUYowEYmlhc5RoBGgHSwCFlGgJh5RSlChLAUsEhZRoEYlDEAAAAAAAAAAAAAAA' +
  'AAAAAACUdJRijBtTdHJ1Y3R1cmVkVG9QYXJhbWV0ZXJOYW1lQECUfZQoaAGMDGxpbmVhcl8wLndfMJRoFowMbGluZWFyXzAuYl8wlHV1Lg=='

function notesOf({ notes }: Checkpoint): readonly string[] {
  return notes.filter(({ code }) => code === 'LAYOUT_FOREIGN').map(({ message }) => message)
}

function withFormat(format: string): Promise<Checkpoint> {
  const header =
    `{"__metadata__":{"format":"${format}"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`.padEnd(128)
  return openBytes(bytes(u64(header.length), header, new Uint8Array(4)))
}

describe('PaddlePaddle', () => {
  test('is named as the writer, with what differs', async () => {
    const data = new Uint8Array(Buffer.from(LINEAR, 'base64'))
    const checkpoint = await openCheckpoint(memorySource(data, 'm.pdparams'))
    expect(checkpoint.stateDict.tensors.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['weight', [3, 4]],
      ['bias', [4]],
    ])
    expect(notesOf(checkpoint)).toEqual([expect.stringContaining('[in, out]')])
    expect(inspectCheckpoint(checkpoint).origin.writers).toEqual([
      { name: 'PaddlePaddle', version: null, evidence: ['StructuredToParameterName@@'] },
    ])
  })
})

describe('the format in the metadata of safetensors', () => {
  test.each(['tf', 'flax', 'mlx'])('%s is noted', async (format) => {
    expect(notesOf(await withFormat(format))).toEqual([expect.stringContaining(`format "${format}"`)])
  })

  test.each(['pt', 'np', 'constructor', ''])('%j is not', async (format) => {
    expect(notesOf(await withFormat(format))).toEqual([])
  })
})
