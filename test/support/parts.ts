/** Folders of distributed checkpoints in memory: what a fixture has, and what a test does to it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import type { PartsFolder } from '../../src/checkpoint/distributed/folder.ts'
import { openDistributed } from '../../src/checkpoint/distributed/open.ts'
import type { OpenFolderOptions } from '../../src/checkpoint/distributed/options.ts'
import { tensorChunks } from '../../src/checkpoint/read/read.ts'
import { memorySource } from '../../src/io/source.ts'
import { FIXTURES } from '../fixtures.ts'

/** Files by their paths below the folder. */
export type Files = ReadonlyMap<string, Uint8Array>

/** A tensor as the official tool answers it. */
export interface Answer {
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256: string
}

/** The files of a fixture. */
export function fixtureFiles(name: string): Map<string, Uint8Array> {
  const folder = join(FIXTURES, 'distributed', name, 'ckpt')
  const files = new Map<string, Uint8Array>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted())
    if (statSync(join(folder, path)).isFile())
      files.set(path.replaceAll('\\', '/'), new Uint8Array(readFileSync(join(folder, path))))
  return files
}

/** What the official tool answers for a fixture; where it fails, what torch.load has, if that is the answer. */
export function fixtureAnswers(name: string): readonly Answer[] {
  const text = readFileSync(join(FIXTURES, 'distributed', name, 'expected.json'), 'utf8')
  const { tensors, right } = JSON.parse(text) as Partial<Record<'tensors' | 'right', readonly Answer[]>>
  return tensors ?? right ?? []
}

/** A folder with these files. */
function folderOf(files: Files): PartsFolder {
  return {
    path: 'folder',
    names: [...files.keys()].toSorted(),
    has: (name) => files.has(name),
    open: async (name) => {
      const bytes = files.get(name)
      if (bytes === undefined) throw new Error(`${name} is not in the folder`)
      return memorySource(bytes, name)
    },
  }
}

/** Open a folder with these files. */
export function openFiles(files: Files, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  return openDistributed(folderOf(files), options)
}

/** Every tensor of the state_dict, read. */
export async function answersOf({ stateDict }: Checkpoint): Promise<readonly Omit<Answer, 'path'>[]> {
  const answers: Omit<Answer, 'path'>[] = []
  for (const { name, tensor } of stateDict.tensors) {
    const hash = createHash('sha256')
    for await (const chunk of tensorChunks({ name, tensor })) hash.update(chunk)
    answers.push({ name, dtype: tensor.dtypeName, shape: tensor.shape ?? [], sha256: hash.digest('hex') })
  }
  return answers
}

/** An archive whose first record, the pickle, has another text, and the checksum that goes with it. */
export function withPickle(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(from)) throw new Error(`${from} is not in the archive`)
  const changed = Buffer.from(text.replaceAll(from, to), 'latin1')
  const entry = changed.indexOf('PK\u0001\u0002', 0, 'latin1')
  const header = changed.readUInt32LE(entry + 42)
  const start = header + 30 + changed.readUInt16LE(header + 26) + changed.readUInt16LE(header + 28)
  const before = Buffer.from(changed.subarray(entry + 16, entry + 20))
  const checksum = crc32(changed.subarray(start, start + changed.readUInt32LE(entry + 24)))
  for (let at = changed.indexOf(before); at >= 0; at = changed.indexOf(before, at + 4))
    changed.writeUInt32LE(checksum, at)
  return new Uint8Array(changed)
}
