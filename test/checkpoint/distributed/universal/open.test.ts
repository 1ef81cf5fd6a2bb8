/** Universal checkpoints of DeepSpeed. */
import { describe, expect, test } from 'vitest'
import { dottedName } from '../../../../src/checkpoint/path.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles } from '../../../support/parts.ts'

const files = fixtureFiles('ds-universal-z3')

function at(part: string): string {
  return `global_step1_universal/zero/mid.bias/${part}.pt`
}

describe('a universal checkpoint', () => {
  test('the tree is that of its files', async () => {
    const { graph } = await openFiles(files)
    const answers = fixtureAnswers('ds-universal-z3')
    expect(
      graph.tensors.map(({ path, tensor }) => [dottedName(path), tensor.dtypeName, tensor.shape]),
    ).toEqual(answers.map(({ path, dtype, shape }) => [path.join('.'), dtype, shape]))
  })

  test('the weights are the fp32 of each parameter, in the shape that the module says', async () => {
    const checkpoint = await openFiles(files)
    const official = fixtureAnswers('ds-universal-z3').filter(({ path }) => path.at(-1) === 'fp32')
    const answers = await answersOf(checkpoint)
    expect(answers.map(({ name, sha256 }) => [name, sha256])).toEqual(
      official.map(({ path, sha256 }) => [path[0], sha256]),
    )
    expect(answers.map(({ shape }) => shape)).toEqual([[5, 3], [5, 3], [5], [5, 5]])
    expect(checkpoint.notes.map(({ code }) => code)).toEqual([
      'WEIGHTS_CHOSEN',
      'NAMES_LEFT_OUT',
      'PARTS_CHOSEN',
    ])
  })

  test('a parameter that the module names and the folder lacks is named', async () => {
    const some = new Map([...files].filter(([name]) => !name.includes('zero/mid.bias/')))
    const error = await expectCode(openFiles(some), 'PIECES_INVALID')
    expect(error.details.names).toEqual(
      ['fp32', 'exp_avg', 'exp_avg_sq'].map((part) => `zero/mid.bias/${part}.pt`),
    )
    const one = new Map([...files].filter(([name]) => !name.endsWith('zero/mid.bias/exp_avg.pt')))
    expect((await expectCode(openFiles(one), 'PIECES_INVALID')).details.names).toEqual([
      'zero/mid.bias/exp_avg.pt',
    ])
    const rest = new Map([...files].filter(([name]) => !name.endsWith('zero/mid.bias/fp32.pt')))
    await expectCode(openFiles(rest), 'PIECES_INVALID')
  })

  test('weights under the name of moments are found', async () => {
    const [weights, moments] = [at('fp32'), at('exp_avg')].map((name) => files.get(name) ?? new Uint8Array(0))
    const changed = new Map([...files, [at('fp32'), moments], [at('exp_avg'), weights]] as [
      string,
      Uint8Array,
    ][])
    await expectCode(openFiles(changed), 'PIECES_INVALID')
  })

  test('a parameter of another shape than that of the module is refused', async () => {
    const other = files.get('global_step1_universal/zero/mid.bias/fp32.pt') ?? new Uint8Array(0)
    const changed = new Map([...files, ['global_step1_universal/zero/mid.weight/fp32.pt', other] as const])
    const error = await expectCode(openFiles(changed), 'PIECES_INVALID')
    expect(error.details.names).toEqual(['mid.weight'])
  })
})
