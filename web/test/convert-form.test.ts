/** The form of a conversion: names that every system takes, fields that are wrong, and the same line for a shell. */
import { describe, expect, test } from 'vitest'
import { commandFor, firstFields, nameFor, wantedOf } from '../src/convert/form.ts'
import type { ConvertWanted } from '../src/convert/wanted.ts'

describe('the name that is proposed', () => {
  test.each([
    ['model.pth', 'safetensors', 'model.safetensors'],
    ['folder/deep/model.ckpt', 'npz', 'model.npz'],
    ['https://example.org/a/model.pth', 'safetensors', 'model.safetensors'],
    ['archive.tar', 'pth', 'archive.pth'],
    ['no-extension', 'pth', 'no-extension.pth'],
    ['model.pth', 'pth', 'model-converted.pth'],
    ['.hidden', 'pth', 'model.pth'],
    ['a\u202Egnp<b>:"|?*.pth', 'npz', 'a_gnp_b______.npz'],
    ['..', 'npz', 'model.npz'],
    ['', 'npz', 'model.npz'],
  ] as const)('of %j as %s is %j', (file, format, name) => {
    expect(nameFor(file, format)).toBe(name)
  })

  test('is never that of the opened file, nor longer than systems take', () => {
    expect(nameFor('model-converted.pth', 'pth')).toBe('model-converted-converted.pth')
    expect(nameFor(`${'n'.repeat(1_000_000)}.pth`, 'npz')).toBe(`${'n'.repeat(100)}.npz`)
  })
})

describe('the fields', () => {
  const fields = firstFields('model.pth')

  test('as they are at first convert everything', () => {
    expect(wantedOf(fields)).toEqual({
      format: 'safetensors',
      name: 'model.safetensors',
      include: [],
      exclude: [],
      stripPrefixes: [],
      addPrefix: '',
      dtype: null,
      shardBytes: null,
    })
  })

  test('ask for what is typed into them: a glob a line, a size with its unit', () => {
    const typed = { include: 'a.*\n\nb c', exclude: 'x\n', stripPrefix: 'module.', addPrefix: 'net.' }
    expect(wantedOf({ ...fields, ...typed, dtype: 'float16', shardSize: ' 2GiB ' })).toMatchObject({
      include: ['a.*', 'b c'],
      exclude: ['x'],
      stripPrefixes: ['module.'],
      addPrefix: 'net.',
      dtype: 'float16',
      shardBytes: 2 ** 31,
    })
    // Other formats have no shards, whatever stands in the field that is not shown then.
    expect(wantedOf({ ...fields, format: 'npz', shardSize: '2GiB' })).toMatchObject({ shardBytes: null })
  })

  test.each([
    { name: '' },
    { name: '  ' },
    { name: 'a/b' },
    { name: 'a\\b' },
    { name: '..' },
    { name: 'a\0b' },
  ])('are wrong with %j', (wrong) => {
    expect(wantedOf({ ...fields, ...wrong })).toEqual({
      wrong: 'The name is that of a file, without a folder.',
    })
  })

  test.each(['5', 'x', '0B', '-1GB', '1 parsec'])('are wrong with shards of %j', (shardSize) => {
    expect(wantedOf({ ...fields, shardSize })).toEqual({
      wrong: `${shardSize} is not a size: write 5GB or 2GiB.`,
    })
  })
})

test('the line for a shell says the same, and nothing in it is run', () => {
  const wanted: ConvertWanted = {
    format: 'safetensors',
    name: 'out.safetensors',
    include: ['layer*', '$(rm -rf /)'],
    exclude: ["it's"],
    stripPrefixes: ['module.'],
    addPrefix: 'a b',
    dtype: 'bfloat16',
    shardBytes: 5_000_000_000,
  }
  expect(commandFor('my model.pth', wanted)).toBe(
    "pth convert 'my model.pth' -o out.safetensors --to safetensors --include 'layer*' --include '$(rm -rf /)' " +
      "--exclude 'it'\\''s' --strip-prefix module. --add-prefix 'a b' --dtype bfloat16 --shard-size 5000000000B",
  )
})
