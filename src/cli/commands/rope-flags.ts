/** `--rope`, `--heads` and `--kv-heads` of `pth convert`; the counts may be in a configuration beside the input. */
import { dirname, join } from 'node:path'
import { PthError } from '../../errors.ts'
import { kindOfPath } from '../../node/file.ts'
import { headCounts, ropeOf } from '../../operations/convert/rope-config.ts'
import type { Rope } from '../../operations/convert/rope-config.ts'
import { readSmallFile } from '../small-file.ts'
import type { ConvertFlags } from './convert-flags.ts'

/** Bytes of a configuration. Largest known: 40 kB. */
const CONFIG_BYTES = 1 << 22
/** Configurations of transformers and of Meta. */
const CONFIGS = ['config.json', 'params.json']

/**
 * What `--rope` does to these inputs; null without the flag.
 * @throws PthError USAGE, JSON_INVALID, SOURCE_UNREADABLE
 */
export async function readRope(inputs: readonly string[], flags: ConvertFlags): Promise<Rope | null> {
  const heads = parseCount('--heads', flags.heads)
  const kvHeads = parseCount('--kv-heads', flags.kvHeads)
  if (flags.rope === undefined) {
    if (heads === null && kvHeads === null) return null
    throw new PthError('USAGE', { reason: '--heads and --kv-heads need --rope hf or --rope meta' })
  }
  const [input = ''] = inputs
  const folder = (await kindOfPath(input)) === 'folder' ? input : dirname(input)
  for (const name of CONFIGS) {
    const path = join(folder, name)
    if ((await kindOfPath(path)) !== 'file') continue
    const counts = headCounts(await readSmallFile(path, CONFIG_BYTES), path)
    return ropeOf(flags.rope, { heads, kvHeads }, { name: path, counts })
  }
  return ropeOf(flags.rope, { heads, kvHeads }, null)
}

function parseCount(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new PthError('USAGE', {
    reason: `${flag} takes a number of heads, such as 32, not ${JSON.stringify(text)}`,
  })
}
