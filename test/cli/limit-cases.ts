/** For each limit a file that meets it, and the commands that read that file. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { LimitName } from '../../src/limits.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { plainParts } from '../support/archive.ts'
import { bytes, call, int, name, named, program, storage, tensor, u32 } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { pth } from './harness.ts'
import type { Outcome } from './harness.ts'

/** Limits that no file meets; test/remote/ has theirs. */
export const OVER_HTTP = ['requests', 'transferBytes'] as const

export type Name = Exclude<LimitName, (typeof OVER_HTTP)[number]>
export type Command = 'inspect' | 'convert' | 'diff' | 'schema' | 'scan' | 'verify' | 'lock'

const WEIGHT = tensor(storage('0', 6), [2, 3], [3, 1])
const OPENERS: readonly Command[] = ['inspect', 'convert', 'diff', 'schema', 'verify', 'lock']
const ALL: readonly Command[] = [...OPENERS, 'scan']

function loadFromBytes(data: Uint8Array): Uint8Array {
  return call(name('torch.storage', '_load_from_bytes'), bytes('B', u32(data.length), data))
}

/** Calls of `_load_from_bytes` in the bytes of one another. */
function nest(levels: number): Uint8Array {
  let inside = fixtureBytes('streams/pickle-tensor-alone-protocol3.pkl')
  for (let level = 0; level < levels; level += 1) inside = program(loadFromBytes(inside))
  return inside
}

function deep(levels: number): Uint8Array {
  return buildZip(plainParts(named({ deep: bytes(WEIGHT, new Uint8Array(levels).fill(0x85)) })))
}

function tarOf(members: number): Uint8Array {
  const tar = fixtureBytes('streams/tar-ustar.pth.tar')
  const sized = new Uint8Array(512 * members + tar.length)
  for (let member = 0; member < members; member += 1) sized.set(emptyMember(`m${member}`), 512 * member)
  sized.set(tar, 512 * members)
  return sized
}

function emptyMember(title: string): Uint8Array {
  const header = new Uint8Array(512)
  const put = (offset: number, text: string): void => header.set(bytes(text), offset)
  for (const [offset, text] of [
    [0, title],
    [100, '0000644\0'],
    [124, '00000000000\0'],
    [136, '00000000000\0'],
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\x0000'],
  ] as const)
    put(offset, text)
  put(
    148,
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return header
}

/** For each limit: a file, a value that is too low for it, one that is enough, and the commands that meet it. */
export const CASES: Readonly<
  Record<Name, readonly [file: string, low: string, enough: string, commands: readonly Command[]]>
> = {
  pickleBytes: ['plain.pth', '20', '1KiB', ALL],
  values: ['plain.pth', '5', '500', ALL],
  marks: ['marks.pth', '10', '100001', ALL],
  integerBytes: ['integer.pth', '1', '70KB', ALL],
  entries: ['plain.pth', '2', '3', ALL],
  directoryBytes: ['plain.pth', '100', '1MiB', ALL],
  tarMembers: ['members.tar', '3', '20000', ALL],
  pickles: ['many.pkl', '20', '30000', ALL],
  nesting: ['nest.pkl', '2', '20', ALL],
  nestedBytes: ['nest.pkl', '10', '1MiB', ['scan']],
  unpackedBytes: ['packed.pth.gz', '10', '1MiB', ALL],
  depth: ['deep.pth', '20', '4000', OPENERS],
  places: ['places.pth', '2', '10', OPENERS],
  nameLength: ['places.pth', '3', '100', OPENERS],
  files: ['*.pth', '1', '100', ['inspect', 'scan', 'verify']],
  shards: ['sharded', '1', '3', OPENERS],
  tensorBytes: ['sparse.pth', '3', '1MiB', ['convert']],
  measuredBytes: ['expanded.pth', '10', '100MB', ['inspect', 'verify', 'lock']],
}

/** Limits that a small file can exceed as they stand. */
export const BEYOND: readonly Name[] = ['marks', 'integerBytes', 'tarMembers', 'pickles', 'nesting', 'depth']

/** Runs the command over a file of `folder`, with what makes it meet every limit. */
export async function runOver(
  folder: string,
  command: Command,
  file: string,
  flags: readonly string[],
): Promise<Outcome> {
  const at = (name: string): string => join(folder, name)
  const path = file === 'sharded' ? join(FIXTURES, 'kinds/sharded-bin') : at(file)
  const extra: Readonly<Partial<Record<Command, readonly string[]>>> = {
    inspect: ['--stats'],
    convert: ['-o', at('out.safetensors'), '--force', '--unsupported', 'skip,dense', '--max-output', '1GB'],
    diff: [path],
    verify: ['--finite'],
  }
  return pth([command, path, ...(extra[command] ?? []), ...flags])
}

/** The flags that the messages about limits name. */
export function told({ stdout, stderr }: Outcome): string[] {
  return [
    ...(stdout + stderr)
      .replaceAll(/\s+/g, ' ')
      .matchAll(/is over the limit of [^;]*; (--max-[a-z-]+) raises it/g),
  ].map(([, flag = '']) => flag)
}

/** Writes the files of all cases. */
export async function writeCases(folder: string): Promise<void> {
  const at = (name: string): string => join(folder, name)
  await writeFile(at('plain.pth'), buildZip(plainParts()))
  await writeFile(at('packed.pth.gz'), gzipSync(buildZip(plainParts())))
  await writeFile(
    at('marks.pth'),
    buildZip(plainParts(named({ weight: WEIGHT, marks: bytes('('.repeat(100_000), 't'.repeat(100_000)) }))),
  )
  await writeFile(
    at('integer.pth'),
    buildZip(
      plainParts(named({ weight: WEIGHT, long: bytes([0x8b], u32(66_000), new Uint8Array(66_000).fill(1)) })),
    ),
  )
  await writeFile(at('members.tar'), tarOf(10_000))
  await writeFile(
    at('many.pkl'),
    bytes(...Array.from({ length: 20_001 }, (_, number) => program(int(number)))),
  )
  await writeFile(at('nest.pkl'), nest(10))
  await writeFile(at('deep.pth'), deep(3_000))
  await writeFile(
    at('places.pth'),
    buildZip(
      plainParts(named({ a: WEIGHT, b: WEIGHT, c: WEIGHT, d: WEIGHT, inner: bytes(']', WEIGHT, 'a') })),
    ),
  )
  await writeFile(at('sparse.pth'), fixtureBytes('sparse-float32.pth'))
  await writeFile(
    at('expanded.pth'),
    buildZip(plainParts(named({ weight: tensor(storage('0', 6), [1000, 1000], [0, 0]) }))),
  )
}
