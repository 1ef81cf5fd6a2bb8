/** Folders of distributed checkpoints with the answers of the official tools beside them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { FIXTURES } from '../fixtures.ts'

/** For folders on which the tool fails: what `torch.load` gives as `module` of the file of model states. */
const RIGHT = JSON.parse(readFileSync(join(import.meta.dirname, 'right.json'), 'utf8')) as Readonly<
  Record<string, readonly ExpectedTensor[] | undefined>
>

/** A tensor of the official answer. */
export interface ExpectedTensor {
  /** Keys and indexes from the root of the answer. */
  readonly path: readonly (string | number)[]
  readonly dtype: string
  readonly shape: readonly number[]
  /** Of its contiguous little-endian bytes. */
  readonly sha256: string
}

/** Any other leaf of the official answer. */
export interface ExpectedValue {
  readonly path: readonly (string | number)[]
  /** Name of the Python type. */
  readonly type: string
  readonly repr: string
}

/** What an official tool answered. */
export interface Expected {
  readonly layout: string
  readonly tool: string
  readonly tensors?: readonly ExpectedTensor[]
  readonly values?: readonly ExpectedValue[]
  /** The folder that pth is given, where not all of it is. */
  readonly inside?: string
  /** The tool failed so. */
  readonly error?: string
  /** Rules of --join that are right for it, where the files do not say how they belong together. */
  readonly join?: readonly string[]
  /** The weights that are asked for, where not those by default. */
  readonly weights?: 'master' | 'module'
  /** Why what the tool answers is not right. */
  readonly wrong?: string
  /** The right answer, where the ranks gathered it themselves and the tool does not have it. */
  readonly right?: readonly ExpectedTensor[]
}

/** One checkpoint and what is known about it. */
export interface Folder {
  readonly name: string
  /** What pth is given. */
  readonly path: string
  readonly expected: Expected
}

/** The flags with which the commands are asked. */
export function flagsOf({ join = [], weights }: Asked): readonly string[] {
  return [
    ...join.flatMap((rule) => ['--join', rule]),
    ...(weights === undefined ? [] : ['--weights', weights]),
  ]
}

/** How a folder is opened. */
export type Asked = Pick<Expected, 'join' | 'weights'>

/** `PTH_DISTRIBUTED` names folders of folders; without it the few of the fixtures are judged. */
function judgedRoots(): readonly string[] {
  const given = process.env.PTH_DISTRIBUTED
  return given === undefined ? [join(FIXTURES, 'distributed')] : given.split(delimiter)
}

/** Every folder of the roots with a checkpoint and an answer, by name. `PTH_DISTRIBUTED_ONLY` is a part of names. */
export function judgedFolders(roots = judgedRoots()): readonly Folder[] {
  const part = process.env.PTH_DISTRIBUTED_ONLY ?? ''
  return roots.flatMap((root) =>
    readdirSync(root)
      .toSorted()
      .filter((name) => existsSync(join(root, name, 'expected.json')) && name.includes(part))
      .map((name) => {
        const expected = readExpected(join(root, name, 'expected.json'))
        return { name, path: join(root, name, 'ckpt', expected.inside ?? ''), expected }
      }),
  )
}

function readExpected(path: string): Expected {
  const { union_of_ranks: union, ...expected } = JSON.parse(readFileSync(path, 'utf8')) as Expected & {
    union_of_ranks?: Readonly<Record<string, Omit<ExpectedTensor, 'path'>>>
  }
  const loaded = RIGHT[basename(dirname(path))]
  if (union === undefined) return loaded === undefined ? expected : { ...expected, right: loaded }
  return { ...expected, right: Object.entries(union).map(([name, tensor]) => ({ ...tensor, path: [name] })) }
}
