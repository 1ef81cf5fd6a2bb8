/** Opens good and broken safetensors files and compares with what the official package makes of each. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openContainer } from '../../src/container/open.ts'
import type { Container } from '../../src/container/record.ts'
import { isPthError } from '../../src/errors.ts'
import type { PthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { DTYPE_BITS } from '../../src/safetensors/header.ts'
import { zooFolder } from './zoo.ts'

interface SafetensorsCase {
  readonly what: string
  readonly base64: string
  readonly answer: 'loads' | 'refused'
  readonly error?: string
  readonly metadata?: Record<string, string> | null
  readonly tensors?: readonly {
    readonly name: string
    readonly dtype: string
    readonly shape: readonly string[]
    readonly nbytes: number
    readonly sha256: string
  }[]
}

const document: { readonly cases: readonly SafetensorsCase[] } = JSON.parse(
  readFileSync(join(zooFolder(), 'safetensors-2.13', 'safetensors-cases.json'), 'utf8'),
)

/** What pth refuses although the official reader does not: see docs/formats.md. */
function isStricter(error: PthError): boolean {
  if (isPthError(error, 'SAFETENSORS_INVALID')) {
    const { rule, detail } = error.details
    return rule === 'DUPLICATE_KEY' || (rule === 'SIZE_OVERFLOW' && detail.includes('2^53'))
  }
  return isPthError(error, 'JSON_INVALID') && error.details.reason.startsWith('nested deeper')
}

async function open(each: SafetensorsCase): Promise<Container | PthError> {
  try {
    return await openContainer(memorySource(Buffer.from(each.base64, 'base64'), 'case.safetensors'))
  } catch (error) {
    if (isPthError(error) && error.code !== 'INTERNAL') return error
    throw error
  }
}

describe('safetensors files, as the official package takes them', () => {
  test.each(document.cases.map((each) => [each.what, each] as const))('%s', async (_, each) => {
    const opened = await open(each)
    if (!('arrays' in opened)) {
      const known = 'code' in opened && (each.answer === 'refused' || isStricter(opened))
      expect(known, 'code' in opened ? opened.message : 'no arrays').toBe(true)
      return
    }
    expect(each.answer, `pth opens what is refused: ${each.error}`).toBe('loads')
    expect(await facts(opened)).toEqual(each.tensors)
    expect(opened.metadata === undefined ? null : Object.fromEntries(opened.metadata)).toEqual(
      each.metadata ?? null,
    )
  })

  test('every dtype of the format was among them', () => {
    const seen = new Set(document.cases.flatMap(({ tensors = [] }) => tensors.map(({ dtype }) => dtype)))
    expect([...DTYPE_BITS.keys()].filter((name) => !seen.has(name))).toEqual([])
  })
})

async function facts(container: Container): Promise<unknown[]> {
  const rows: { name: string; dtype: string; shape: string[]; nbytes: number; sha256: string }[] = []
  for (const { name, shape, declared, record } of container.arrays ?? []) {
    const source = await record?.open()
    const bytes = (await source?.read(0, source.byteLength)) ?? new Uint8Array(0)
    const { dtype = '', shape: sizes = shape } = declared ?? {}
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    rows.push({ name, dtype, shape: sizes.map(String), nbytes: bytes.length, sha256 })
  }
  return rows.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}
