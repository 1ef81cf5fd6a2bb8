/** Damage that no file of a folder can show; each with its reason. Whatever else gives a wrong answer is a defect. */
import { basename } from 'node:path'
import type { Fault } from './faults.ts'

interface Unprovable {
  readonly matches: (fault: Fault, layout: string) => boolean
  readonly reason: string
}

const UNPROVABLE: readonly Unprovable[] = [
  {
    matches: ({ kind, file }) => kind === 'swapped' && file.endsWith('.distcp'),
    reason: 'items of one shape and type have neither a name nor a save in them',
  },
  {
    matches: ({ kind, file }) => kind === 'flipped' && /(^|\/)(__\d+)?\.metadata$/.test(file),
    reason: '.metadata has no checksum: names and paths are free text',
  },
  {
    matches: ({ kind, file }) => kind === 'flipped' && file.endsWith('.safetensors'),
    reason: 'safetensors has no checksums',
  },
  {
    matches: ({ kind, file }) => kind === 'flipped' && /(^|\/)latest(_universal)?$|\.json$/.test(file),
    reason: 'a text without a checksum',
  },
  {
    matches: ({ kind, file }, layout) =>
      kind === 'swapped' &&
      layout === 'deepspeed-universal' &&
      /^(fp32|exp_avg|exp_avg_sq)\.pt$/.test(basename(file)),
    reason: 'weights and moments of one parameter have one shape, and only their names say which is which',
  },
]

/** Why a wrong answer to a fault cannot be told from the right one; null when it can. */
export function whyUnprovable(fault: Fault, layout: string): string | null {
  return UNPROVABLE.find(({ matches }) => matches(fault, layout))?.reason ?? null
}
