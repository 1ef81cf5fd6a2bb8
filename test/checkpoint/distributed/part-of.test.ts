import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { requireWhole } from '../../../src/checkpoint/distributed/part-of.ts'
import { partByName } from '../../../src/checkpoint/distributed/part-names.ts'
import { pth } from '../../cli/harness.ts'
import { openPath } from '../../../src/node/open-path.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import { inspectCheckpoint } from '../../../src/operations/inspect/inspect.ts'

/** Written by PyTorch 2.13: fixtures/generate_ranks.py */
const RANKS = 'fixtures/ranks'

const scratch = mkdtempSync(join(tmpdir(), 'pth-part-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('a file that is only a part', () => {
  test.each([
    ['shards-2/parts/model_world_size_2_rank_0.pt', /DTensors/],
    ['sharded-tensor-3/parts/model_0000100.rank_1.pth', /ShardedTensors/],
    ['hf-2/parts/shard-00001-model-00001-of-00001.safetensors', /DCP_SHARDING_INFO/],
  ])('%s says so by its content, whatever it is called', async (path, words) => {
    const renamed = join(scratch, `renamed.${path.split('.').at(-1)}`)
    copyFileSync(`${RANKS}/${path}`, renamed)
    const { checkpoint, close } = await openPath(renamed)
    await close()
    expect(checkpoint.partOf?.by).toBe('content')
    expect(checkpoint.partOf?.what).toMatch(words)
    expect(checkpoint.notes.map(({ code }) => code)).toContain('PART_OF_WHOLE')
    expect(() => requireWhole(checkpoint, false)).toThrow(expect.objectContaining({ code: 'PART_ONLY' }))
    expect(() => planConvert([checkpoint], CONVERT_DEFAULTS)).toThrow(
      expect.objectContaining({ code: 'PART_ONLY' }),
    )
    expect(() => requireWhole(checkpoint, true)).not.toThrow()
  })

  test.each<[name: string, words: RegExp | null]>([
    ['model-00001-of-00003.safetensors', /one of 3 shards/],
    ['a/b/model-00001-of-00001.safetensors', null],
    ['model_world_size_4_rank_2.pt', /one of 4 ranks/],
    ['model_world_size_1_rank_0.pt', null],
    ['zero_pp_rank_0_mp_rank_00_model_states.pt', /DeepSpeed/],
    ['bf16_zero_pp_rank_1_mp_rank_00_optim_states.pt', /DeepSpeed/],
    ['mp_rank_00_model_states.pt', null],
    ['mp_rank_01_model_states.pt', /tensor-parallel/],
    ['layer_03-model_00-model_states.pt', /pipeline/],
    ['layer_03-model_states.pt', /pipeline/],
    ['model-rank-1-part-0.safetensors', /vLLM/],
    ['pytorch_model_fsdp_rank0.bin', /accelerate/],
    ['random_states_0.pkl', /random states/],
    ['__0_0.distcp', /DCP/],
    // An adapter of low rank is whole.
    ['lora_rank_8.pt', null],
    ['model.safetensors', null],
  ])('by name: %s', (name, words) => {
    const found = partByName(name)
    if (words === null) expect(found).toBeNull()
    else expect(found).toMatch(words)
  })

  test('the folder of the parts is no part', async () => {
    const { checkpoint, close } = await openPath(`${RANKS}/shards-2/parts`)
    await close()
    expect(checkpoint.partOf).toBeUndefined()
    expect(() => planConvert([checkpoint], CONVERT_DEFAULTS)).not.toThrow()
  })

  test.each(['convert', 'lock', 'schema'])('%s refuses it, and gives the line to type', async (command) => {
    const file = `${RANKS}/shards-2/parts/model_world_size_2_rank_0.pt`
    const more = command === 'convert' ? ['-o', join(scratch, 'out.safetensors')] : []
    const { code, stderr } = await pth([command, file, ...more])
    expect(code).toBe(2)
    expect(stderr).toContain('PART_ONLY')
    expect(stderr).toContain(`pth ${command} ${RANKS}/shards-2/parts`)
  })

  test('lock takes it alone by the flag that says so', async () => {
    const file = `${RANKS}/hf-2/parts/shard-00001-model-00001-of-00001.safetensors`
    const { code, stdout } = await pth(['lock', file, '--part-alone'])
    expect(code).toBe(0)
    expect(stdout).toContain('"rows"')
  })

  test('diff compares it, and says on stderr what it is; verify warns', async () => {
    const file = `${RANKS}/hf-2/parts/shard-00001-model-00001-of-00001.safetensors`
    const { stderr } = await pth(['diff', file, `${RANKS}/hf-2/parts`])
    expect(stderr).toContain('PART_OF_WHOLE')
    expect((await pth(['verify', file])).stdout).toContain('PART_OF_WHOLE')
  })

  test('states of DeepSpeed: placeholders of ZeRO-3, and flat pieces without names', async () => {
    const folder = 'fixtures/distributed/ds-z3-subgroups-2/ckpt/global_step1'
    for (const name of readdirSync(folder)) {
      const { checkpoint, close } = await openPath(`${folder}/${name}`)
      await close()
      expect([name, checkpoint.partOf?.by]).toEqual([name, 'content'])
      expect(checkpoint.partOf?.what).toMatch(/placeholders|flat pieces/)
    }
  })
})

describe('the folder of a distributed checkpoint', () => {
  test('says layout, ranks, mesh and placements', async () => {
    const { checkpoint, close } = await openPath(`${RANKS}/shards-2x2/parts`)
    await close()
    const { distributed } = inspectCheckpoint(checkpoint)
    expect(distributed).toMatchObject({
      layout: 'rank-files',
      folder: '',
      ranks: 4,
      mesh: { shape: [2, 2], names: ['dp', 'tp'] },
    })
    expect(distributed?.placements).toContainEqual({ placements: '(Replicate(), Shard(dim=0))', tensors: 1 })
  })

  test('whole files with another value than their shards say so: DCP writes 0.0 for scalars', async () => {
    const { checkpoint, close } = await openPath(`${RANKS}/hf-consolidated-2/parts`)
    await close()
    expect(checkpoint.notes.filter(({ code }) => code === 'CONSOLIDATED_DIFFERS')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/for number:/) }),
    ])
    const shards = await openPath(`${RANKS}/hf-consolidated-2/parts/sharded`)
    await shards.close()
    expect(shards.checkpoint.stateDict.tensors.map(({ name }) => name)).toContain('number')
  })
})
