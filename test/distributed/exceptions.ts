/** Where an official tool is wrong, fails on a sound folder, or gives names another form; each with its reason. */
import type { Expected, Folder } from './folders.ts'

/** Folders whose pickles have what `pth scan` is to report, sound or not. */
const REPORTED: ReadonlyMap<string, string> = new Map([
  ['dcp1-own-classes', "values of classes that are in nobody's list"],
])

/** What is wanted of pth for one folder. */
export interface Wanted {
  /** `answer`: what the tool says. `refusal`: a typed error, whole or per tensor, or the right answer where it is known. */
  readonly outcome: 'answer' | 'refusal'
  /** What pth is to answer, in the form that pth has. */
  readonly expected: Expected
  /** The reason, where it is not the plain answer of the tool. */
  readonly reason: string | null
  /** The tool reads files in the order of the directory: its order says nothing. */
  readonly unordered: boolean
  /** Whether `pth scan` is to be clean. */
  readonly clean: boolean
}

interface Exception {
  readonly matches: (folder: Folder) => boolean
  readonly reason: string
  readonly outcome?: Wanted['outcome']
  readonly expected?: (expected: Expected) => Expected
  readonly unordered?: boolean
}

const EXCEPTIONS: readonly Exception[] = [
  {
    matches: ({ expected }) => expected.layout === 'accelerate-fsdp',
    reason: 'merge-weights drops the only top key; pth keeps it, and finds the state_dict below it',
    expected: (expected) => below(expected, 'model'),
    // save_file sorts by size of the elements and name.
    unordered: true,
  },
  {
    matches: ({ expected }) => expected.layout === 'dcp-safetensors',
    reason: 'the reader goes through the files in the order of the directory',
    unordered: true,
  },
  {
    matches: ({ expected }) => expected.wrong !== undefined || expected.error !== undefined,
    reason: 'the tool fails, or answers what is not in the files',
    outcome: 'refusal',
  },
]

/** What is wanted for a folder. */
export function wantedOf(folder: Folder): Wanted {
  const found = EXCEPTIONS.filter(({ matches }) => matches(folder))
  let { expected } = folder
  for (const exception of found) expected = exception.expected?.(expected) ?? expected
  return {
    outcome: found.map(({ outcome }) => outcome).find((outcome) => outcome !== undefined) ?? 'answer',
    expected,
    reason: found.length === 0 ? null : found.map(({ reason }) => reason).join('; '),
    unordered: found.some(({ unordered }) => unordered === true),
    clean: ![...REPORTED.keys()].some((name) => folder.name.endsWith(name)),
  }
}

function below(expected: Expected, key: string): Expected {
  const moved = <Entry extends { readonly path: readonly (string | number)[] }>(
    entries: readonly Entry[] | undefined,
  ): Entry[] => (entries ?? []).map((entry) => ({ ...entry, path: [key, ...entry.path] }))
  return { ...expected, tensors: moved(expected.tensors), values: moved(expected.values) }
}
