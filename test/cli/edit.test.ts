/** `pth edit` on files that the official package wrote: in place, as a new file, refused, interrupted. */
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFolder } from './harness.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder, 'model.safetensors')
  writeFileSync(file, made({ format: 'pt', note: 'x'.repeat(40) }))
})

/** Two tensors, as the official package lays them out. */
function made(metadata: Record<string, string>): Uint8Array {
  const json = JSON.stringify({
    __metadata__: metadata,
    'm.a': { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    'm.b': { dtype: 'U8', shape: [3], data_offsets: [8, 11] },
  })
  const padded = json.padEnd(Math.ceil(json.length / 8) * 8)
  const word = new Uint8Array(8)
  new DataView(word.buffer).setBigUint64(0, BigInt(padded.length), true)
  return Uint8Array.of(...word, ...new TextEncoder().encode(padded), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
}

async function edit(...words: readonly string[]) {
  const { code, stdout } = await runCli('edit', file, '--json', ...words)
  return { code, report: JSON.parse(stdout) }
}

async function digest(path = file): Promise<string[]> {
  const { stdout } = await runCli('lock', path)
  return JSON.parse(stdout).tensors.map(({ sha256 }: { sha256: string }) => sha256)
}

const refusedWith = async (words: readonly string[], found: RegExp, code = 'EDIT_REFUSED'): Promise<void> => {
  const { code: exit, stdout } = await runCli('edit', ...words, '--json')
  expect(exit).toBe(2)
  const { code: error, message } = JSON.parse(stdout)
  expect(error).toBe(code)
  expect(message).toMatch(found)
}

const journal = (): string => join(folder, '.model.safetensors.pth-journal')

describe('an edit', () => {
  test('in place writes the header alone: the same file, the same length, the same data', async () => {
    const before = readFileSync(file)
    const { ino } = statSync(file)
    const { code, report } = await edit('--unset', 'note', '--rename', 'm.*=*', '--set', 'k=v')
    expect([code, report.how]).toEqual([0, 'in-place'])
    const after = readFileSync(file)
    expect(statSync(file).ino).toBe(ino)
    expect(after.length).toBe(before.length)
    expect(after.subarray(-11)).toEqual(before.subarray(-11))
    expect(after.subarray(0, 8)).toEqual(before.subarray(0, 8))
    const shown = await runCli('inspect', file, '--json')
    expect(JSON.parse(shown.stdout).tensors.map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
    expect(JSON.parse(shown.stdout).metadata).toEqual([
      { key: 'format', value: 'pt' },
      { key: 'k', value: 'v' },
    ])
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })

  test('that needs more room writes a new file with what is reserved, where the next one is in place', async () => {
    const sums = await digest()
    const { ino } = statSync(file)
    const first = await edit('--set', `long=${'y'.repeat(100)}`, '--header-reserve', '1KiB')
    expect(first.report.how).toBe('rewrite')
    expect(first.report.header.free).toBeGreaterThanOrEqual(1024)
    expect(first.report.header.after % 8).toBe(0)
    expect(statSync(file).ino).not.toBe(ino)
    const second = await edit('--set', `longer=${'z'.repeat(500)}`)
    expect(second.report.how).toBe('in-place')
    expect(await digest()).toEqual(sums)
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })

  test('--dry-run says it and changes nothing', async () => {
    const before = readFileSync(file)
    for (const words of [['--unset', 'note'], ['--set', `long=${'y'.repeat(100)}`], ['--rewrite']])
      expect((await edit('--dry-run', ...words)).report.dry_run).toBe(true)
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })

  test('that changes nothing writes nothing', async () => {
    const { mtimeMs } = statSync(file)
    expect((await edit('--set', 'format=pt')).report).toMatchObject({ how: 'unchanged', written: 0 })
    expect(statSync(file).mtimeMs).toBe(mtimeMs)
  })

  test('keeps the permissions of a file that it writes anew', async () => {
    chmodSync(file, 0o640)
    expect((await edit('--rewrite')).report.how).toBe('rewrite')
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  test('follows a symbolic link and names the file', async () => {
    const link = join(folder, 'link.safetensors')
    symlinkSync('model.safetensors', link)
    const { stdout } = await runCli('edit', link, '--unset', 'note', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ how: 'in-place', target: file })
  })

  test('reads as text', async () => {
    const { stdout } = await runCli('edit', file, '--unset', 'note', '--rename', 'm.a=q')
    expect(stdout).toMatch(/unset +note[^]*renamed +m\.a -> q[^]*EDITED/)
  })
})

describe('refused', () => {
  test('another kind of file, with the line of convert', async () => {
    const path = join(FIXTURES, 'state_dict.pth')
    await refusedWith(
      [path, '--rename', 'a=b'],
      /pth convert \S+state_dict\.pth --rename a=b -o state_dict\.edited\.pth/,
    )
    await refusedWith([path, '--set', 'k=v'], /--metadata k=v -o state_dict\.edited\.safetensors/)
    await refusedWith([join(FIXTURES, 'gguf', 'names.gguf'), '--set', 'k=v'], /not safetensors but gguf/)
  })

  test('an index, and renaming in a shard that one names; its metadata may be edited', async () => {
    const shard = join(folder, 'm-00001-of-00001.safetensors')
    copyFileSync(file, shard)
    const index = join(folder, 'm.safetensors.index.json')
    const map = { 'm.a': 'm-00001-of-00001.safetensors', 'm.b': 'm-00001-of-00001.safetensors' }
    writeFileSync(index, JSON.stringify({ metadata: {}, weight_map: map }))
    await refusedWith([index, '--rename', 'm.*=*'], /pth convert \S+index\.json --rename/)
    await refusedWith([shard, '--rename', 'm.*=*'], /pth convert \S+index\.json --rename/)
    expect((await runCli('edit', shard, '--unset', 'note')).code).toBe(0)
    writeFileSync(index, '{')
    await refusedWith([shard, '--rename', 'm.*=*'], /cannot be read: the file may be one of its shards/)
  })

  test('hard links in place, not as a new file', async () => {
    const other = join(folder, 'other.safetensors')
    linkSync(file, other)
    await refusedWith([file, '--unset', 'note'], /2 names/)
    expect((await edit('--unset', 'note', '--rewrite')).report.how).toBe('rewrite')
    expect(readFileSync(other).includes('note')).toBe(true)
  })

  test('read-only files, and files that a cache finds by their digest', async () => {
    chmodSync(file, 0o444)
    await refusedWith(
      [file, '--unset', 'note'],
      /read-only|permission denied/,
      statSync(file).uid === 0 ? 'EDIT_REFUSED' : 'OUTPUT_UNWRITABLE',
    )
    const blobs = join(folder, 'blobs')
    mkdirSync(blobs)
    const blob = join(blobs, 'a'.repeat(64))
    writeFileSync(blob, made({ note: 'x' }))
    const link = join(folder, 'snapshot.safetensors')
    symlinkSync(blob, link)
    await refusedWith([link, '--unset', 'note'], /digest of its content/)
  })

  test('a folder, an address, piped bytes, a file that is not there', async () => {
    await refusedWith([folder, '--set', 'a=b'], /folder/)
    await refusedWith(['https://example.org/m.safetensors', '--set', 'a=b'], /this machine/)
    await refusedWith(['-', '--set', 'a=b'], /this machine/)
    await refusedWith([join(folder, 'model.safetensor'), '--set', 'a=b'], /no such file/, 'SOURCE_UNREADABLE')
  })

  test('a broken header, a cut file, a header past 100 MB', async () => {
    const cut = join(folder, 'cut.safetensors')
    writeFileSync(cut, readFileSync(file).subarray(0, -1))
    await refusedWith([cut, '--set', 'a=b'], /cut off/, 'SAFETENSORS_INVALID')
    await refusedWith([file, '--rewrite', '--header-reserve', '100MB'], /100,000,000/, 'LIMIT_EXCEEDED')
  })

  test('flags that contradict one another', async () => {
    await refusedWith([file, '--set', 'a=1', '--set', 'a=2'], /twice/, 'USAGE')
    await refusedWith([file, '--set', 'a=1', '--unset', 'a'], /both/, 'USAGE')
    await refusedWith([file, '--set', '=1'], /KEY=VALUE/, 'USAGE')
  })
})

/** The state after a kill in the middle: the mark, and half of the new header. */
async function interrupt(): Promise<{ before: Buffer; after: Buffer }> {
  const before = readFileSync(file)
  await edit('--unset', 'note')
  const after = readFileSync(file)
  const length = Number(before.readBigUInt64LE(0))
  const [old, next] = [before, after].map((bytes) => bytes.subarray(8, 8 + length))
  const { createHash } = await import('node:crypto')
  const sum = (bytes: Buffer = Buffer.alloc(0)): string => createHash('sha256').update(bytes).digest('hex')
  const facts = {
    kind: 'pth.edit-journal',
    version: 1,
    file: 'model.safetensors',
    bytes: before.length,
    header: length,
    before: sum(old),
    after: sum(next),
    process: 0,
    host: 'elsewhere',
  }
  writeFileSync(
    journal(),
    Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), old ?? before, next ?? after]),
  )
  const half = Buffer.from(before)
  half.write('#', 8)
  after.copy(half, 40, 40, 80)
  writeFileSync(file, half)
  return { before, after }
}

describe('an edit that was interrupted', () => {
  test('is named by every command', async () => {
    await interrupt()
    for (const words of [
      ['inspect'],
      ['scan'],
      ['verify'],
      ['lock'],
      ['schema'],
      ['convert', '-o', join(folder, 'o.pth')],
      ['diff', file],
    ]) {
      const [command = '', ...more] = words
      const { code, stdout, stderr } = await runCli(command, file, ...more)
      expect([command, code]).toEqual([command, 2])
      expect(`${stdout}${stderr}`).toContain('EDIT_INTERRUPTED')
    }
  })

  test('is finished by the next one, which then goes on', async () => {
    const { after } = await interrupt()
    const { report } = await edit()
    expect(report).toMatchObject({ how: 'unchanged', recovered: 'finished' })
    expect(readFileSync(file)).toEqual(after)
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
    expect((await edit('--set', 'k=v')).report).toMatchObject({ how: 'in-place', recovered: null })
  })

  test('is taken back by --roll-back', async () => {
    const { before } = await interrupt()
    expect((await edit('--roll-back')).report.recovered).toBe('rolled-back')
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })

  test('is not touched where another program wrote in between, or the journal is not its own', async () => {
    await interrupt()
    const bytes = readFileSync(file)
    bytes[60] = (bytes[60] ?? 0) ^ 0x55
    writeFileSync(file, bytes)
    expect((await edit()).report.message).toMatch(/neither header/)
    expect(readFileSync(file)).toEqual(bytes)
    appendFileSync(journal(), 'x')
    expect((await edit()).report.message).toMatch(/not whole/)
  })
})

test('convert --header-reserve leaves room that the next edit uses, for safetensors only', async () => {
  const out = join(folder, 'out.safetensors')
  const source = join(FIXTURES, 'state_dict.pth')
  expect((await runCli('convert', source, '-o', out, '--header-reserve', '2KiB')).code).toBe(0)
  const plain = join(folder, 'plain.safetensors')
  await runCli('convert', source, '-o', plain)
  const [a, b] = [out, plain].map((path) => Number(readFileSync(path).readBigUInt64LE(0)))
  expect([(a ?? 0) - (b ?? 0), (a ?? 1) % 8]).toEqual([2048, 0])
  const edited = await runCli('edit', out, '--set', `long=${'y'.repeat(2000)}`, '--json')
  expect(JSON.parse(edited.stdout).how).toBe('in-place')
  expect((await runCli('diff', out, plain, '--values')).code).toBe(0)
  const refused = await runCli('convert', source, '-o', join(folder, 'o.pth'), '--header-reserve', '2KiB')
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('--header-reserve is for safetensors'),
  ])
})
