/** Walks the real modules again and holds every name that reaches something dangerous against the scan. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { scanPickle } from '../../src/operations/scan/pickle.ts'
import { zooFolder } from './zoo.ts'

interface Walk {
  readonly python: string
  /** Module, name inside it, and the object that it is. */
  readonly names: readonly (readonly [module: string, name: string, object: string])[]
}

function text(value: string): number[] {
  const utf8 = [...new TextEncoder().encode(value)]
  return [0x58, utf8.length & 255, utf8.length >> 8, 0, 0, ...utf8]
}

/** A pickle of protocol 4 that calls the name without arguments: built here, never loaded. */
function callOf(module: string, name: string): Uint8Array {
  return Uint8Array.from([0x80, 4, ...text(module), ...text(name), 0x93, 0x29, 0x52, 0x2e])
}

describe.each(['2.13', '1.13'])('beside torch %s', (torch) => {
  const walk = JSON.parse(readFileSync(join(zooFolder(), `names-${torch}`, 'names.json'), 'utf8')) as Walk

  test('every name of a dangerous object is dangerous', () => {
    const missed = walk.names
      .filter(([module, name]) => {
        const { globals } = scanPickle(callOf(module, name), 'data.pkl', DEFAULT_LIMITS)
        return !globals.some((global) => global.verdict === 'dangerous')
      })
      .map(([module, name, object]) => `${module} ${name} is ${object}`)
    expect(missed).toEqual([])
    expect(walk.names.length).toBeGreaterThan(1_000)
  })
})
