/** Reads checkpoints from public repositories, where the folder with them is present, beside PyTorch 1.13's answers. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dtypeByName } from '../../src/dtype/dtype.ts'
import type { Case, Expected, ExpectedTensor } from './expected.ts'
import { count, newTally, renderTally } from './tally.ts'
import { judge } from './verdict.ts'

const FOLDER = process.env['PTH_REAL'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'real')
const tally = newTally()

interface RealTensor {
  readonly path: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  readonly storage_offset: number
  readonly storage: number
  readonly storage_numel: number
  readonly sha256: string
  readonly requires_grad?: boolean
  readonly parameter?: boolean
}

interface RealArray {
  readonly path: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256?: string
}

interface RealAnswer {
  readonly top_type: string
  readonly tensors: readonly RealTensor[]
  readonly arrays: readonly RealArray[]
}

/** Every line of INDEX.tsv, with the answer beside the file when PyTorch had one. */
function realCases(): Case[] {
  if (!existsSync(FOLDER)) return []
  const [, ...lines] = readFileSync(join(FOLDER, 'INDEX.tsv'), 'utf8').trimEnd().split('\n')
  // safetensors files are judged by their own package: judge_real.py puts them among the others.
  return lines
    .filter((line) => line.split('\t')[1] !== 'safetensors')
    .map((line) => {
      const [file = '', kind = '', , error = '', answered = ''] = line.split('\t')
      const path = join(FOLDER, file)
      if (answered === '') {
        return { path, expected: heading(file, kind, 'torch.load', 'refused', error) }
      }
      const answer: unknown = JSON.parse(readFileSync(`${path}.pytorch.json`, 'utf8'))
      if (!isAnswer(answer)) throw new Error(`${path}.pytorch.json is not an answer`)
      return { path, expected: fromAnswer(file, kind, answer) }
    })
}

function isAnswer(value: unknown): value is RealAnswer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tensors' in value &&
    'arrays' in value &&
    'top_type' in value
  )
}

function heading(
  file: string,
  kind: string,
  loader: string,
  answer: Expected['answer'],
  error: string,
): Expected {
  return {
    file,
    judge: 'torch 1.13',
    loader,
    group: kind,
    what: kind,
    answer,
    error,
    tensors: [],
    state_dict: null,
  }
}

function fromAnswer(file: string, kind: string, answer: RealAnswer): Expected {
  const script = answer.top_type.includes('ScriptModule')
  const first = new Map<number, number>()
  const tensors = answer.tensors.map((tensor, at): ExpectedTensor => {
    if (!first.has(tensor.storage)) first.set(tensor.storage, at)
    return {
      path: [tensor.path],
      kind: 'strided',
      dtype: tensor.dtype,
      shape: tensor.shape,
      stride: tensor.strides,
      storage_offset: tensor.storage_offset,
      storage: first.get(tensor.storage) ?? at,
      storage_nbytes: tensor.storage_numel * (dtypeByName(tensor.dtype)?.itemsize ?? Number.NaN),
      sha256: tensor.sha256,
      ...(tensor.requires_grad === undefined ? {} : { requires_grad: tensor.requires_grad }),
      ...(tensor.parameter === undefined ? {} : { parameter: tensor.parameter }),
    }
  })
  const arrays = answer.arrays.map(({ path, dtype, shape, sha256 }): ExpectedTensor => {
    return { path: [path], kind: 'array', dtype, shape, ...(sha256 === undefined ? {} : { sha256 }) }
  })
  const loader = script ? 'torch.jit.load' : 'dotted'
  return { ...heading(file, kind, loader, 'loads', ''), tensors: [...tensors, ...arrays] }
}

const cases = realCases()

describe.skipIf(cases.length === 0)('real checkpoints, read as PyTorch reads them', () => {
  test.each(cases.map((each) => [each.expected.file, each] as const))('%s', async (_, each) => {
    const verdict = await judge(each)
    count(tally, `real ${each.expected.group}`, verdict)
    if (verdict.differences.length > 0) expect.fail(verdict.differences.join('\n'))
  })
})

afterAll(() => {
  const title =
    cases.length === 0
      ? `Real checkpoints: none, ${FOLDER} is not there`
      : 'Real checkpoints read by pth and by PyTorch 1.13:'
  process.stdout.write(`\n${renderTally(title, tally)}\n`)
})
