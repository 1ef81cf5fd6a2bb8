/** Converts every file that PyTorch wrote; the official packages judge what comes out. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { pathText, stepName } from '../../src/checkpoint/path.ts'
import { isPthError } from '../../src/errors.ts'
import { openFile } from '../../src/node/file.ts'
import { nodeCrc32 } from '../../src/node/crc32.ts'
import { bufferedSink } from '../../src/io/buffered-sink.ts'
import { memorySink } from '../../src/io/sink.ts'
import { CONVERT_DEFAULTS } from '../../src/operations/convert/options.ts'
import type { ConvertOptions } from '../../src/operations/convert/options.ts'
import { layoutParts } from '../../src/operations/convert/parts.ts'
import { planConvert } from '../../src/operations/convert/plan.ts'
import type { ConvertPlan } from '../../src/operations/convert/plan.ts'
import { newStreamContext } from '../../src/operations/convert/stream.ts'
import { readCases } from './expected.ts'
import type { Case } from './expected.ts'
import { zooFolder } from './zoo.ts'

const zoo = zooFolder()
const cases = readCases(zoo).filter(({ expected }) => expected.answer === 'loads')
const home = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
const out = join(tmpdir(), `pth-convert-conformance-${process.pid}`)
const manifest: unknown[] = []
const tally = {
  identical: 0,
  refused: 0,
  codes: 0,
  written: 0,
  tensors: 0,
  hashed: 0,
  dense: 0,
  skipped: 0,
  nothing: 0,
  collided: 0,
  invalid: 0,
  ambiguous: 0,
  unread: 0,
}

/** Dtypes for which torch 1.13 has a storage class. */
const OLD = new Set(
  'float64 float32 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128'.split(' '),
)

beforeAll(() => mkdirSync(out, { recursive: true }))

async function bytesOf(plan: ConvertPlan, path: string): Promise<Uint8Array> {
  const sink = memorySink()
  // Small buffers: there are thousands of small files.
  const buffered = bufferedSink(sink, new Uint8Array(3 << 16))
  // Files with wrong checksums are in the zoo; PyTorch reads them as they are.
  for (const part of layoutParts(plan, path, null).parts)
    await part.write(buffered, newStreamContext(nodeCrc32, true))
  await buffered.flush()
  return sink.bytes()
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Open a checkpoint, or tell that pth refuses it: whether it may is the business of the reading tests. */
async function withCase<Result>(
  { path }: Case,
  root: string | undefined,
  use: (checkpoint: Checkpoint) => Promise<Result>,
): Promise<Result | undefined> {
  const source = await openFile(path)
  try {
    const checkpoint = await openCheckpoint(source, root === undefined ? {} : { root }).catch(
      (error: unknown) => {
        if (isPthError(error)) return undefined
        throw error
      },
    )
    return checkpoint === undefined ? undefined : await use(checkpoint)
  } finally {
    await source.close()
  }
}

interface Official {
  readonly nbytes: number
  readonly sha256: string
}

function officialOf({ expected }: Case): Official | null {
  const state = expected.state_dict as
    (Case['expected']['state_dict'] & { readonly safetensors?: Official | null }) | null
  return state?.safetensors ?? null
}

const official = cases.filter((each) => officialOf(each) !== null)

test.each(official.map((each) => [relative(zoo, each.path), each] as const))(
  'byte for byte as save_file: %s',
  async (_, each) => {
    const path = each.expected.state_dict?.path ?? []
    const root = path.length === 0 ? undefined : path.join('.')
    const done = await withCase(each, root, async (checkpoint) => {
      const options: ConvertOptions = { ...CONVERT_DEFAULTS, shared: 'copy' }
      const names = each.expected.state_dict?.names ?? []
      if (names.length === 0 || names.includes('__metadata__')) return refused(checkpoint, options)
      const plan = planConvert([checkpoint], options)
      expect(plan.tensors.map(({ name }) => name)).toEqual(each.expected.state_dict?.names)
      // The answer was written with this metadata, whatever the file has.
      const plain = { ...plan, metadata: new Map([['format', 'pt']]) }
      expect(sha256(await bytesOf(plain, 'x.safetensors'))).toBe(officialOf(each)?.sha256)
      tally.identical += 1
      return true
    })
    if (done === undefined) tally.unread += 1
  },
)

/** The official writer makes an empty file of no tensors, and one that nobody can read of a tensor called __metadata__. */
async function refused(checkpoint: Checkpoint, options: ConvertOptions): Promise<boolean> {
  const work = Promise.resolve().then(() => bytesOf(planConvert([checkpoint], options), 'x.safetensors'))
  await expect(work).rejects.toMatchObject({
    code: expect.stringMatching(/^(NOTHING_SELECTED|NAME_INVALID)$/),
  })
  tally.refused += 1
  return true
}

/** @throws the error when it is none that a conversion of every tensor may end with */
function countRefusal(error: unknown): void {
  if (
    !isPthError(
      error,
      'NOTHING_SELECTED',
      'NAME_COLLISION',
      'NAME_INVALID',
      'TENSOR_UNREADABLE',
      'STORAGE_OUT_OF_RANGE',
    )
  )
    throw error
  if (error.code === 'NAME_COLLISION') tally.collided += 1
  else if (error.code === 'NAME_INVALID') tally.invalid += 1
  else tally.nothing += 1
}

/** Every tensor of the file, wherever it stands. */
test.each(cases.map((each, index) => [relative(zoo, each.path), each, index] as const))(
  'every tensor: %s',
  async (_, each, index) => {
    await withCase(each, '$', async (checkpoint) => {
      let options: ConvertOptions = {
        ...CONVERT_DEFAULTS,
        shared: 'copy',
        // The share of one rank has tensors, too; and PyTorch does not look at checksums.
        partAlone: true,
        ignoreCrc: true,
        unsupported: new Set(['dequantize', 'dense', 'skip']),
      }
      let plan: ConvertPlan | null
      try {
        plan = planConvert([checkpoint], options)
      } catch (error) {
        if (!isPthError(error, 'TRANSFORM_REFUSED')) return countRefusal(error)
        plan = null
      }
      // Codes: PyTorch knows them as they are, and whether pth can compute the weights is tested elsewhere.
      if (plan === null || plan.facts.computed.length > 0) {
        options = { ...options, unsupported: new Set(['dense', 'skip']) }
        tally.codes += 1
        plan = planConvert([checkpoint], options)
      }
      tally.skipped += plan.facts.skipped.length
      const judged = judgedBy(each, checkpoint)
      const tensors = judged(plan)
      tally.dense += plan.tensors.filter(({ content }) => content.kind === 'dense').length
      const file = join(out, String(index))
      let bytes: Uint8Array
      try {
        bytes = await bytesOf(plan, 'x.safetensors')
      } catch (error) {
        // A sparse tensor whose indices lie outside its shape is refused when it is made dense.
        if (!isPthError(error, 'ZIP_AMBIGUOUS', 'NAME_INVALID', 'TENSOR_UNREADABLE')) throw error
        tally[error.code === 'NAME_INVALID' ? 'invalid' : 'ambiguous'] += 1
        return
      }
      writeFileSync(`${file}.safetensors`, bytes)
      const pth = planConvert([checkpoint], { ...options, format: 'pth', shared: 'keep-first' })
      writeFileSync(`${file}.pth`, await bytesOf(pth, 'x.pth'))
      const old = pth.tensors.every(({ dtype }) => OLD.has(dtype.name))
      const entry = {
        file: each.path,
        safetensors: `${file}.safetensors`,
        tensors,
        pth: `${file}.pth`,
        pth_tensors: judged(pth),
        old,
      }
      manifest.push({
        ...entry,
        ...(await npzEntry(checkpoint, { ...options, format: 'npz' }, file, judged)),
      })
      tally.written += 1
      tally.tensors += tensors.length
      tally.hashed += tensors.filter((tensor) => 'sha256' in tensor).length
    })
  },
)

/** As numpy's; a file all of whose tensors have types that numpy lacks becomes none. */
async function npzEntry(
  checkpoint: Checkpoint,
  options: ConvertOptions,
  file: string,
  judged: (plan: ConvertPlan) => Judged[],
) {
  try {
    const plan = planConvert([checkpoint], options)
    writeFileSync(`${file}.npz`, await bytesOf(plan, 'x.npz'))
    return { npz: `${file}.npz`, npz_tensors: judged(plan) }
  } catch (error) {
    if (!isPthError(error, 'NOTHING_SELECTED', 'NAME_INVALID')) throw error
    return {}
  }
}

/** A name, and what PyTorch said of it when it did. */
interface Judged {
  readonly name: string
  readonly dtype?: string
  readonly shape?: readonly (number | null)[] | null
  readonly sha256?: string
}

/** What PyTorch said of each tensor of a plan, under the name that it is written with. */
function judgedBy(each: Case, checkpoint: Checkpoint): (plan: ConvertPlan) => Judged[] {
  const steps = new Map(
    checkpoint.graph.tensors.map(({ path }) => [pathText(path), path.map(stepName).join('\u0000')]),
  )
  const wanted = new Map(each.expected.tensors.map((tensor) => [tensor.path.join('\u0000'), tensor]))
  return (plan) =>
    plan.tensors.map(({ name, source }) => {
      const judge = wanted.get(steps.get(source.path) ?? source.name)
      if (judge?.kind === 'strided' && judge.sha256 !== undefined) {
        return { name, dtype: judge.dtype, shape: judge.shape, sha256: judge.sha256 }
      }
      if (judge?.dense_sha256 === undefined) return { name }
      const dtype = judge.kind === 'quantized' ? 'float32' : judge.dtype
      return { name, dtype, shape: judge.shape, sha256: judge.dense_sha256 }
    })
}

test('the official packages load every result and find the tensors of PyTorch in it', () => {
  const list = join(out, 'manifest.json')
  writeFileSync(list, JSON.stringify(manifest))
  const judge = join(import.meta.dirname, 'convert_check.py')
  // Both have their say before either fails the test.
  const verdicts = [join(home, 'torch-2.13', 'bin', 'python'), '/usr/bin/python3'].map((python) => {
    const { status, stdout, stderr } = spawnSync(python, ['-W', 'ignore', judge, list], { encoding: 'utf8' })
    process.stdout.write(`\n${stdout}${stderr}`)
    return { python, status, stdout }
  })
  for (const { python, status, stdout } of verdicts) expect(status, `${python}: ${stdout}`).toBe(0)
}, 600_000)

test('there is enough to mean something', () => {
  expect(tally.identical).toBeGreaterThan(150)
  expect(tally.hashed).toBeGreaterThan(2000)
  // Files that pth reads otherwise than PyTorch are told by the reading tests; here they must stay few.
  expect(tally.unread).toBeLessThan(official.length / 10)
})

afterAll(() => {
  rmSync(out, { recursive: true, force: true })
  process.stdout.write(
    `\nConverted: ${Object.entries(tally)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
  )
})
