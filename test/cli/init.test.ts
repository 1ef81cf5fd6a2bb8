/** `pth init`: what it writes passes `pth check`, and it never replaces a file unasked. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plainParts } from '../support/archive.ts'
import { bytes, named, storage, tensor } from '../support/assembler.ts'
import { documentErrors, errorsBy } from '../support/documents.ts'
import { buildZip } from '../support/zip.ts'
import { inFolder, pth } from './harness.ts'

const MENDED = join('fixtures', 'check-repo', 'mended')

/** A folder with two checkpoints and no configuration. */
function inWeights<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  return inFolder(async (folder) => {
    mkdirSync(join(folder, '.git'))
    mkdirSync(join(folder, 'models'))
    cpSync(join(MENDED, 'models', 'half.pth'), join(folder, 'models', 'net.pth'))
    cpSync(join(MENDED, 'adapters', 'style.safetensors'), join(folder, 'style.safetensors'))
    return use(folder)
  })
}

test('writes a configuration, schemas and locks that a check passes', () =>
  inWeights(async (folder) => {
    const { code, stdout } = await pth(['init', folder, '--json'])
    const document = JSON.parse(stdout)
    expect([code, documentErrors(document)]).toEqual([0, []])
    expect(document.checkpoints).toEqual(['style.safetensors', 'models/net.pth'])
    const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
    expect(errorsBy('config.schema.json', config)).toEqual([])
    expect(config.checkpoints[0].files).toEqual(['*.safetensors', 'models/*.pth'])
    expect(readdirSync(join(folder, 'models'))).toEqual([
      'net.pth',
      'net.pth.lock.json',
      'net.pth.schema.json',
    ])
    const check = await pth(['check', '--config', join(folder, 'pth.config.json')])
    expect([check.code, check.stdout]).toEqual([
      0,
      expect.stringContaining('PASSED   2 checkpoints · 10 rules: 10 passed'),
    ])
  }))

test('never replaces a file without --force, and then writes nothing at all', () =>
  inWeights(async (folder) => {
    const path = join(folder, 'models', 'net.pth.schema.json')
    writeFileSync(path, 'mine')
    const refused = await pth(['init', folder])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('OUTPUT_EXISTS')])
    expect(readFileSync(path, 'utf8')).toBe('mine')
    expect(readdirSync(folder).toSorted()).toEqual(['.git', 'models', 'style.safetensors'])
    expect((await pth(['init', folder, '--force', '--no-lock'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).toContain('pth.model')
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock.json'))).toEqual([])
  }))

test.each(['models/net.pth.schema.json', 'models/net.pth.lock.json', 'pth.config.json'])(
  '%s as a link out of the project is not written through',
  (name) =>
    inWeights((folder) =>
      inFolder(async (elsewhere) => {
        const outside = join(elsewhere, 'theirs.json')
        writeFileSync(outside, 'theirs')
        symlinkSync(outside, join(folder, name))
        const { code, stderr } = await pth(['init', folder, '--force'])
        expect([code, stderr]).toEqual([2, expect.stringContaining('a symbolic link leads out of')])
        expect(readFileSync(outside, 'utf8')).toBe('theirs')
        expect(readdirSync(folder)).not.toContain('style.safetensors.lock.json')
      }),
    ),
)

test('a linked folder out of the project is not written into', () =>
  inWeights((folder) =>
    inFolder(async (elsewhere) => {
      cpSync(join(folder, 'models'), elsewhere, { recursive: true })
      symlinkSync(elsewhere, join(folder, 'linked'))
      const { code, stderr } = await pth(['init', join(folder, 'linked')])
      expect([code, stderr]).toEqual([2, expect.stringContaining('a symbolic link leads out of')])
      expect(readdirSync(elsewhere)).toEqual(['net.pth'])
    }),
  ))

test('a checkpoint behind a linked folder is left out by name, and the others are described', () =>
  inWeights((folder) =>
    inFolder(async (elsewhere) => {
      cpSync(join(folder, 'models'), elsewhere, { recursive: true })
      symlinkSync(elsewhere, join(folder, 'linked'))
      const { code, stdout } = await pth(['init', folder])
      expect([code, stdout]).toEqual([
        2,
        expect.stringContaining(`left out ${join(folder, 'linked', 'net.pth')}: OUTPUT_UNWRITABLE`),
      ])
      expect(readdirSync(elsewhere)).toEqual(['net.pth'])
      expect((await pth(['check', '--config', join(folder, 'pth.config.json')])).code).toBe(0)
    }),
  ))

test('a link to a checkpoint of the folder is not written through', () =>
  inWeights(async (folder) => {
    const path = join(folder, 'style.safetensors')
    const before = readFileSync(path)
    symlinkSync(path, join(folder, 'models', 'net.pth.lock.json'))
    const { code, stderr } = await pth(['init', folder, '--force'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('is the input')])
    expect(readFileSync(path).equals(before)).toBe(true)
  }))

test('a checkpoint that cannot be read is left out by name, and the exit code says so', () =>
  inWeights(async (folder) => {
    const path = join(folder, 'models', 'broken.pth')
    writeFileSync(path, readFileSync(join(MENDED, 'models', 'half.pth')).subarray(0, 2000))
    const { code, stdout } = await pth(['init', folder])
    expect([code, stdout]).toEqual([2, expect.stringContaining(`left out ${path}`)])
    expect((await pth(['check', '--config', join(folder, 'pth.config.json')])).code).toBe(0)
  }))

test('a damaged checkpoint is not locked: it is left out by name, and the check by a glob', () =>
  inWeights(async (folder) => {
    const path = join(folder, 'models', 'damaged.pth')
    const damaged = readFileSync(join(MENDED, 'models', 'half.pth'))
    // In the bytes of a tensor: only the checksum knows.
    const at = damaged.indexOf('half/data/0') + 200
    damaged[at] = (damaged[at] ?? 0) ^ 1
    writeFileSync(path, damaged)
    const { code, stdout } = await pth(['init', folder])
    expect([code, stdout]).toEqual([2, expect.stringContaining(`left out ${path}`)])
    expect(stdout).toContain('it is damaged')
    expect(readdirSync(join(folder, 'models')).filter((name) => name.startsWith('damaged'))).toEqual([
      'damaged.pth',
    ])
    const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
    expect(config.checkpoints[0].files).toContain('!models/damaged.pth')
    expect((await pth(['check', '--config', join(folder, 'pth.config.json')])).code).toBe(0)
  }))

test('a file without a suffix, one of other content and one named like a pattern: the check passes', () =>
  inWeights(async (folder) => {
    const model = join(folder, 'models', 'net.pth')
    for (const name of ['weights', '!odd', 'a[b].pth']) cpSync(model, join(folder, name))
    mkdirSync(join(folder, 'x{y}'))
    cpSync(model, join(folder, 'x{y}', 'net.bin'))
    cpSync(model, join(folder, 'models', 'net.bin'))
    writeFileSync(join(folder, 'models', 'tokens.bin'), 'no checkpoint')
    const { stdout } = await pth(['init', folder])
    const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
    expect(config.checkpoints[0].files).toEqual(
      expect.arrayContaining(['weights', './!odd', '!models/tokens.bin']),
    )
    expect(stdout).toContain(`left out ${join(folder, 'models', 'tokens.bin')}`)
    const check = await pth(['check', '--config', join(folder, 'pth.config.json')])
    expect([check.code, check.stdout]).toEqual([0, expect.stringContaining('PASSED   7 checkpoints')])
  }))

test('a number beside the tensors, which no schema says, is a warning', () =>
  inWeights(async (folder) => {
    const lr = bytes('G', [0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a])
    const state = named({ weight: tensor(storage('0', 6), [2, 3], [3, 1]), lr })
    writeFileSync(join(folder, 'mixed.pth'), buildZip(plainParts(state)))
    expect((await pth(['init', folder])).code).toBe(0)
    const check = await pth(['check', '--config', join(folder, 'pth.config.json')])
    expect([check.code, check.stdout]).toEqual([0, expect.stringMatching(/WARN +schema .*mixed\.pth/)])
    expect(check.stdout).toMatch(/0\s+missing\s+and\s+1\s+unexpected/)
  }))

test.each([
  [
    'package.json',
    '{ "name": "a", "pth": { "checkpoints": [{ "files": "*.pth", "rules": { "scan": "error" } }] } }',
  ],
  ['pyproject.toml', '[[tool.pth.checkpoints]]\nfiles = "*.pth"\n'],
])('a configuration in %s is not doubled', (name, text) =>
  inWeights(async (folder) => {
    writeFileSync(join(folder, name), text)
    const { code, stderr } = await pth(['init', folder, '--force'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('has a configuration of pth')])
    expect(readdirSync(folder)).not.toContain('pth.config.json')
  }),
)

test('a folder without checkpoints is refused', () =>
  inFolder(async (folder) => {
    expect((await pth(['init', folder])).code).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  }))
