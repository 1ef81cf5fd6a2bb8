/** What is fuzzed: each reader with its seeds, its words, and how one input is run. */
import { bytes } from '../support/assembler.ts'
import { readReference, runDiff, runLock, runSchema } from './models.ts'
import {
  repaired,
  runGlob,
  runHeader,
  runIndex,
  runOpen,
  runPickle,
  runPolicy,
  runRename,
  runSalvage,
  runScan,
  runVerify,
  runWeights,
} from './readers.ts'
import { archiveOf, CHOICES, runConvert, runInspect } from './rebuilt.ts'
import { repairTar, repairZip } from './repair.ts'
import { readSeeds, texts } from './seeds.ts'
import { WORDS } from './words.ts'

export interface Target {
  readonly name: string
  readonly seeds: readonly Uint8Array[]
  readonly words: readonly Uint8Array[]
  /** Inputs a round: cheap targets get more, so that the time is spread over all. */
  readonly share: number
  /** Throws for a defect; a PthError is an answer. */
  run(bytes: Uint8Array): Promise<void> | void
}

const RENAMES = [
  '*.weight=*.w',
  'module.*=$1',
  '{"a": "b", "c": "d"}',
  'a=b\nb=a',
  'layer?.x=layer?.y',
  '*a*b*c*=$3$2$1',
]
const GLOBS = [
  'layers.{0..31}.*\0layers.10.weight',
  '*.{weight,bias}\0a.bias',
  '?a*b[c]\0zaxbc',
  '{a,{b,c}}\0c',
  '**\0',
  '{1..3,x}.y\0x.y',
]
const POLICIES = ['{"allow": ["a.B"], "deny": ["os"], "ignore": ["TRAILING_DATA"], "strict": true}', '{}']
const SCHEMAS = [
  '{"schema_version": 1, "tensors": {"a": {"shape": [1, null], "dtype": "float32"}}}',
  '{"a": [2, 3], "b": []}',
  '{"kind":"pth.model","version":1,"name":"T","dimensions":{"d":4,"v":null},"ranges":{"i":3,"j":[1,3]},"tensors":{"e":["v","d"],"l.{i}.w":{"shape":["d","d"],"dtype":"bfloat16","kind":"parameter"},"l.{i}.s":{"shape":[],"optional":true},"h":{"shape":["v","d"],"tied":"e","frozen":true},"h._extra_state":{"kind":"extra_state"}},"ignore":["*.ids","{a,b}?","l.{3..7}"]}',
  '{"kind":"pth.model","version":1,"tensors":{"bn.weight":[2],"bn.running_mean":[2],"bn.num_batches_tracked":[],"p.w":{"shape":null,"lazy":true}},"modules":{"":"T","bn":{"class":"BatchNorm1d","version":2,"running_stats":true},"in":{"class":"I","instance_norm":true},"p":{"class":"P","weight_norm":["w"]},"pool":null}}',
]

/** Every target, seeded from the committed fixtures. */
export async function makeTargets(fixtures: string): Promise<readonly Target[]> {
  const { zips, streams, tars, pickles, npz, safetensors, schemas, indexes } = readSeeds(fixtures)
  const reference = await readReference(fixtures)
  const headers = safetensors.map((file) => file.subarray(8, 8 + (file[0] ?? 0) + 256 * (file[1] ?? 0)))
  const choices = pickles.map((pickle, at) =>
    bytes(
      Array.from({ length: CHOICES }, (_, byte) => (at * (37 + byte * 24)) & 0xff),
      pickle,
    ),
  )
  const locks = [
    bytes(JSON.stringify(reference.lock)),
    ...texts(['{"kind":"pth.lock","version":1,"digest":"","tensors":[]}']),
  ]
  return [
    { name: 'pickle', seeds: pickles, words: WORDS.pickle, share: 400, run: runPickle },
    { name: 'weights_only', seeds: pickles, words: WORDS.pickle, share: 700, run: runWeights },
    { name: 'inspect', seeds: pickles, words: WORDS.pickle, share: 50, run: runInspect },
    { name: 'convert', seeds: choices, words: WORDS.pickle, share: 60, run: runConvert },
    {
      name: 'diff',
      seeds: pickles,
      words: WORDS.pickle,
      share: 40,
      run: (input) => runDiff(input, reference),
    },
    {
      name: 'judge',
      seeds: pickles,
      words: WORDS.pickle,
      share: 40,
      run: (input) => runScan(archiveOf(input)),
    },
    {
      name: 'schema',
      seeds: [...schemas, ...texts(SCHEMAS)],
      words: WORDS.schema,
      share: 250,
      run: (input) => runSchema(input, reference),
    },
    { name: 'lock', seeds: locks, words: WORDS.lock, share: 200, run: (input) => runLock(input, reference) },
    { name: 'rename', seeds: texts(RENAMES), words: WORDS.rename, share: 800, run: runRename },
    { name: 'glob', seeds: texts(GLOBS), words: WORDS.rename, share: 120, run: runGlob },
    { name: 'policy', seeds: texts(POLICIES), words: WORDS.json, share: 200, run: runPolicy },
    {
      name: 'index',
      seeds: [...indexes, ...texts(['{"weight_map":{"a":"b.bin"}}'])],
      words: [...WORDS.json, ...WORDS.index],
      share: 300,
      run: runIndex,
    },
    {
      name: 'safetensors',
      seeds: safetensors,
      words: [...WORDS.json, ...WORDS.safetensors],
      share: 200,
      run: runOpen,
    },
    {
      name: 'header',
      seeds: headers,
      words: [...WORDS.json, ...WORDS.safetensors],
      share: 500,
      run: runHeader,
    },
    { name: 'legacy', seeds: streams, words: WORDS.pickle, share: 120, run: runOpen },
    { name: 'tar', seeds: tars, words: WORDS.tar, share: 80, run: repaired(repairTar, runOpen) },
    {
      name: 'zip',
      seeds: zips,
      words: [...WORDS.zip, ...WORDS.pickle],
      share: 80,
      run: repaired(repairZip, runOpen),
    },
    { name: 'npz', seeds: npz, words: WORDS.npz, share: 100, run: repaired(repairZip, runOpen) },
    { name: 'salvage', seeds: zips, words: WORDS.zip, share: 40, run: runSalvage },
    {
      name: 'scan',
      seeds: [...zips, ...streams, ...tars],
      words: [...WORDS.zip, ...WORDS.pickle],
      share: 50,
      run: repaired(repairZip, runScan),
    },
    { name: 'verify', seeds: zips, words: WORDS.zip, share: 60, run: repaired(repairZip, runVerify) },
  ]
}
