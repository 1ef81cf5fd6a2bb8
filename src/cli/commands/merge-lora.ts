/** `--merge-lora` of `pth convert`: the adapter that a path names, and the configuration beside it. */
import { dirname, join } from 'node:path'
import { PthError } from '../../errors.ts'
import { kindOfPath } from '../../node/file.ts'
import type { InputOptions } from '../../node/open-path.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { parseLoraConfig } from '../../operations/convert/lora/config.ts'
import type { LoraAdapter } from '../../operations/convert/lora/config.ts'
import { dialect } from '../../operations/convert/lora/parts.ts'
import { readSmallFile } from '../small-file.ts'

/** Bytes of a configuration. Largest known: 300 kB, with a rank for each module. */
const CONFIG_BYTES = 1 << 24
const CONFIG = 'adapter_config.json'
/** As `save_pretrained` of peft names it. */
const WEIGHTS = ['adapter_model.safetensors', 'adapter_model.bin']

/**
 * Open the adapter while `use` runs; without a path there is none. `files` are the files that were opened.
 * @throws PthError USAGE for a folder without adapter, ADAPTER_REFUSED without configuration, and those of opening
 */
export async function withLora<Result>(
  path: string | undefined,
  options: InputOptions,
  use: (lora: LoraAdapter | null, files: readonly string[]) => Promise<Result>,
): Promise<Result> {
  if (path === undefined) return use(null, [])
  const weights = await weightsOf(path)
  const configPath = join(dirname(weights), CONFIG)
  const known = (await kindOfPath(configPath)) === 'file'
  const config = known ? parseLoraConfig(await readSmallFile(configPath, CONFIG_BYTES), configPath) : null
  const { root: _, weights: __, join: ___, ...rest } = options
  return withCheckpoint(weights, rest, (adapter) => {
    if (config !== null) return use({ adapter, config }, [weights])
    const names = adapter.stateDict.tensors.map(({ name }) => name)
    throw new PthError('ADAPTER_REFUSED', {
      path: weights,
      reason: `no ${CONFIG} is beside it, which has the alpha; "${names[0] ?? ''}" is ${dialect(names)}`,
      hint: 'save it with save_pretrained of peft, or merge it with the program that wrote it',
    })
  })
}

/** @throws PthError USAGE */
async function weightsOf(path: string): Promise<string> {
  if ((await kindOfPath(path)) !== 'folder') return path
  for (const name of WEIGHTS) if ((await kindOfPath(join(path, name))) === 'file') return join(path, name)
  throw new PthError('USAGE', { reason: `${path} has neither ${WEIGHTS.join(' nor ')}` })
}
