/** Damage that no file of a folder can show; each with its reason. Whatever else gives a wrong answer is a defect. */
import { basename } from 'node:path'
import type { Fault } from './faults.ts'

interface Unprovable {
  /** `why` is what the oracle says is wrong. */
  readonly matches: (fault: Fault, layout: string, why: string) => boolean
  readonly reason: string
}

const UNIVERSAL = 'deepspeed-universal'

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
    matches: ({ kind, file }, layout, why) =>
      kind === 'removed' && layout === UNIVERSAL && ofWeights(file, kind) && why.includes('left out'),
    reason:
      'a buffer is there on request alone (--inject_missing_state): a note names it, as the module has it',
  },
  {
    matches: ({ kind, file }, _, why) =>
      kind === 'removed' && file === 'latest' && /other bytes|is not in the sound folder/.test(why),
    reason:
      'the folder also has a whole model, which it stands for when nothing says which tag is the latest',
  },
  {
    matches: ({ kind, file }) => kind === 'removed' && file.endsWith('/meta.pt'),
    reason: 'without the rest of a checkpoint of Lightning the folder is one of DCP, whole with what it has',
  },
  {
    matches: ({ kind }, layout) => kind === 'swapped' && layout === 'accelerate-full',
    reason: 'a whole model in one file beside states in another: it is no set of parts',
  },
  {
    matches: ({ kind, file }) => kind === 'removed' && /(^|\/)shard-\d+-model-.*\.safetensors$/.test(file),
    reason:
      'shards say neither how many there were nor how large a tensor is: the note PIECES_UNPROVEN says so',
  },
  {
    matches: ({ kind }, layout) => kind === 'removed' && layout === 'tensor-parallel',
    reason: 'without the arguments of the training no file says how many ranks there were: verify says so',
  },
  {
    matches: ({ kind, file }, layout) =>
      kind === 'swapped' && layout === 'tensor-parallel' && file.endsWith('.safetensors'),
    reason: 'the files of vLLM say of which rank they are by their names alone: verify says so',
  },
  {
    matches: ({ kind, file }, layout) =>
      kind === 'removed' && layout === 'deepspeed-pipeline-without-zero' && /(^|\/)layer_\d+-/.test(file),
    reason:
      'a layer without parameters has no file either, and without ZeRO no file lists the layers: PIECES_UNPROVEN says so',
  },
]

/** Why a wrong answer to a fault cannot be told from the right one; null when it can. */
export function whyUnprovable(fault: Fault, layout: string, why: string): string | null {
  return UNPROVABLE.find(({ matches }) => matches(fault, layout, why))?.reason ?? null
}

/** Whether the weights of a parameter are in the file; a copy under another name is a state. */
function ofWeights(file: string, kind: Fault['kind']): boolean {
  return basename(file) === 'fp32.pt' && kind !== 'doubled'
}
