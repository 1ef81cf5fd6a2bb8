/** What torch and save_file make of the same reorderings is in fixtures/reorder, written by fixtures/generate_reorder.py. */
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { headCounts, ropeOf } from '../../../src/operations/convert/rope-config.ts'
import { parsePermute } from '../../../src/names/transform.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { expectCode } from '../../support/errors.ts'
import { fixture, FIXTURES, planFixture } from './helpers.ts'

const REORDER = join(FIXTURES, 'reorder')
const NAMES_HF =
  '--rename-part attention=self_attn --rename-part wq=q_proj --rename-part wk=k_proj --rename-part wv=v_proj'
const TO_HF = `--rope hf --add-prefix model. ${NAMES_HF}`.split(' ')
const TO_META = (
  '--rope meta --strip-prefix model. --rename-part self_attn=attention --rename-part q_proj=wq --rename-part k_proj=wk ' +
  '--rename-part v_proj=wv'
).split(' ')

test('--permute as torch.permute, byte for byte: views, arrays and computed weights too', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const flags = '--permute conv.*=3,2,0,1 --permute *.weight=2,0,1 --fold prune --verify'.split(' ')
    const done = await runCli('convert', join(REORDER, 'permute.pth'), '-o', out, ...flags)
    expect(done.code, done.stderr).toBe(0)
    expect(await readFile(out)).toEqual(Buffer.from(fixture('reorder/permute.safetensors')))
    expect(done.stdout.replace(/\s+/g, ' ')).toContain(
      '--permute conv.*=3,2,0,1: not of 4 dimensions, so written as they are: conv.bias',
    )
  })
})

test.each(['*=0', '*=1,1', 'a=0,2', '=1,0', 'a=1;0', `a=${'0,'.repeat(300)}1`])(
  '--permute %s is refused',
  async (text) => {
    await (text === '*=0'
      ? Promise.resolve(parsePermute(text))
      : expectCode(() => parsePermute(text), 'USAGE'))
  },
)

describe('--rope', () => {
  test.each(['meta.pth', 'meta.safetensors'])(
    '%s in the order of transformers, byte for byte',
    async (name) => {
      await inFolder(async (folder) => {
        const out = join(folder, 'out.safetensors')
        const done = await runCli('convert', join(REORDER, name), '-o', out, ...TO_HF, '--verify')
        expect(done.code, done.stderr).toBe(0)
        expect(await readFile(out)).toEqual(Buffer.from(fixture('reorder/hf.safetensors')))
        expect(done.stdout).toContain('4 query heads of 6 rows')
      })
    },
  )

  test('and back: the same bytes', async () => {
    await inFolder(async (folder) => {
      await copyFile(join(REORDER, 'hf.safetensors'), join(folder, 'hf.safetensors'))
      const out = join(folder, 'out.safetensors')
      const flags = [...TO_META, '--heads', '4', '--kv-heads', '2']
      const done = await runCli('convert', join(folder, 'hf.safetensors'), '-o', out, ...flags)
      expect(done.code, done.stderr).toBe(0)
      expect(await readFile(out)).toEqual(Buffer.from(fixture('reorder/meta.safetensors')))
    })
  })

  test('without a number of heads it is refused with the flag', async () => {
    await inFolder(async (folder) => {
      await copyFile(join(REORDER, 'hf.safetensors'), join(folder, 'hf.safetensors'))
      const done = await runCli(
        'convert',
        join(folder, 'hf.safetensors'),
        ...TO_META,
        '-o',
        join(folder, 'o.safetensors'),
      )
      expect(done.code).toBe(2)
      expect(done.stderr).toContain('--rope meta --heads 32')
    })
  })

  test.each([
    [{ heads: 5, kvHeads: null, headRows: null }, 'its 24 rows are not 5 heads'],
    [{ heads: 8, kvHeads: null, headRows: null }, 'its 24 rows are not 8 heads'],
    [{ heads: 4, kvHeads: 4, headRows: null }, 'are 2 heads of 6 rows, not 4'],
    [{ heads: 2, kvHeads: null, headRows: 6 }, 'have 12 each, the configuration says 6'],
    [{ heads: 1, kvHeads: null, headRows: null }, 'do not divide into heads of 24 rows'],
  ])('%j is refused by name', async (counts, told) => {
    const error = await expectCode(
      planFixture('reorder/meta.pth', { rope: { to: 'hf', ...counts } }),
      'TRANSFORM_REFUSED',
    )
    expect(error.message).toContain(told)
    expect(error.message).toContain('attention.w')
  })

  test.each([
    ['*.wq.weight=*.q_proj.weight_scale', 'does not know its order'],
    ['*.wv.weight=*.q_norm.weight', 'scales the rows of each head'],
    ['*.wq.weight=*.other.weight', 'its query projection is not beside it'],
    ['*.w?.weight=*.x$2.weight', 'no query or key projection'],
  ])('what belongs to the rows, under %s, is refused by name', async (rename, told) => {
    const [from = '', to = ''] = rename.split('=')
    const error = await expectCode(
      planFixture('reorder/meta.pth', {
        rope: { to: 'hf', heads: 4, kvHeads: 2, headRows: 6 },
        renames: [{ from, to, literal: false }],
      }),
      'TRANSFORM_REFUSED',
    )
    expect(error.message).toContain(told)
  })

  test('names that are of that library already are told', async () => {
    const plan = await planFixture('reorder/hf.safetensors', {
      rope: { to: 'hf', heads: 4, kvHeads: 2, headRows: 6 },
    })
    expect(plan.facts.notices.join(' ')).toContain('already has its name of transformers')
  })

  test.each([
    ['[]', 'not a JSON object'],
    ['{"n_heads": "4"}', 'n_heads is not a number of heads'],
    ['{"num_attention_heads": 0}', 'is not a number of heads'],
    ['{"partial_rotary_factor": 0.5}', 'only a part of each head'],
  ])('the configuration %s is refused', async (text, told) => {
    expect((await expectCode(() => headCounts(text, 'config.json'), 'USAGE')).message).toContain(told)
  })

  test('a flag that says something else than the configuration is refused', async () => {
    const counts = headCounts('{"n_heads": 32, "n_kv_heads": null}', 'params.json')
    expect(counts).toEqual({ heads: 32, kvHeads: null, headRows: null })
    const config = { name: 'params.json', counts }
    await expectCode(() => ropeOf('hf', { heads: 16, kvHeads: null }, config), 'USAGE')
    expect(ropeOf('hf', { heads: null, kvHeads: 8 }, config)).toEqual({
      to: 'hf',
      heads: 32,
      kvHeads: 8,
      headRows: null,
    })
  })
})
