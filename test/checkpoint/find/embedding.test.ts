/** Files of textual inversion and of persistent classes: which tensors are meant. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { memorySource } from '../../../src/io/source.ts'
import { fixtureBytes } from '../../fixtures.ts'
import { dict, int, program, storage, tensor, text } from '../../support/assembler.ts'
import { openPickle } from '../../support/archive.ts'

const weight = tensor(storage('0', 6), [2, 3], [3, 1])

describe('textual inversion', () => {
  test('the tensor in string_to_param is the embedding; the numbers of tokens are not', async () => {
    const token = tensor(storage('0', 6), [], [])
    const tokens = dict([text('*'), token])
    const parameters = dict([text('*'), weight])
    const { stateDict, notes } = await openPickle(
      program(
        dict(
          [text('string_to_token'), tokens],
          [text('string_to_param'), parameters],
          [text('name'), text('style')],
          [text('step'), int(500)],
        ),
      ),
    )
    expect([stateDict.path, stateDict.tensors.map(({ name }) => name)]).toEqual(['$.string_to_param', ['*']])
    expect(notes.filter(({ code }) => code === 'TEXTUAL_INVERSION')).toHaveLength(1)
  })

  test('a dictionary with another one beside it is no embedding', async () => {
    const { stateDict } = await openPickle(
      program(
        dict(
          [text('string_to_param'), dict([text('*'), weight])],
          [text('other'), dict([text('a'), weight])],
        ),
      ),
    )
    expect(stateDict.kind).toBe('flattened')
  })

  test('of a file by token, the token is the name', async () => {
    const { stateDict } = await openPickle(program(dict([text('<cat-toy>'), weight])))
    expect(stateDict.tensors.map(({ name }) => name)).toEqual(['<cat-toy>'])
  })
})

describe('persistent classes of StyleGAN', () => {
  test.each(['G', 'D', 'G_ema'])('--root %s', async (root) => {
    const source = memorySource(fixtureBytes('persistent-snapshot.pth'), 'snapshot.pkl')
    const { stateDict } = await openCheckpoint(source, { root })
    expect(stateDict.kind).toBe('module')
    const name = root === 'D' ? 'b4.fc.weight' : 'mapping.fc0.weight'
    expect(stateDict.tensors.map((entry) => entry.name)).toContain(name)
  })

  test('the averaged generator is taken, its buffers apart from its parameters', async () => {
    const source = memorySource(fixtureBytes('persistent-snapshot.pth'), 'snapshot.pkl')
    const { stateDict } = await openCheckpoint(source)
    expect([stateDict.path, stateDict.className]).toEqual(['$.G_ema', 'persistent class Generator'])
    const roles = new Map(stateDict.tensors.map(({ name, role }) => [name, role]))
    expect(roles.get('mapping.w_avg')).toBe('buffer')
    expect(roles.get('mapping.fc0.weight')).toBe('parameter')
    expect(roles.get('synthesis.b8.conv0.noise_const')).toBe('buffer')
    expect(roles.has('synthesis.b4.scratch')).toBe(false)
  })
})
