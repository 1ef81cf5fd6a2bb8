/** Open the folder of a distributed checkpoint, whichever layout it has. */
import { isBeside } from '../../container/beside.ts'
import type { Note } from '../../container/record.ts'
import { PthError } from '../../errors.ts'
import { isCheckpointName } from '../checkpoint-name.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { openDcp } from './dcp/open.ts'
import { openUniversal } from './universal/open.ts'
import { openZero } from './zero/open.ts'
import { openTagged } from './zero/tag.ts'
import { openHfShards } from './hf/open.ts'
import { openLightning } from './lightning/open.ts'
import { openRanks } from './ranks/open.ts'
import { openConsolidated, openShardedState } from './joined/open.ts'
import { openMegatron } from './joined/tracker.ts'
import { folderInside } from './folder.ts'
import type { PartsFolder } from './folder.ts'
import { hasOnlyStates, isOptimizerFolder, layoutsIn, wholeModels } from './layout.ts'
import type { FoundLayout, LayoutKind } from './layout.ts'
import type { OpenFolderOptions } from './options.ts'
import { layoutFacts } from './surroundings.ts'

type Opener = (folder: PartsFolder, options: OpenFolderOptions) => Promise<Checkpoint>

const OPENERS: Readonly<Record<LayoutKind, Opener>> = {
  dcp: openDcp,
  lightning: openLightning,
  zarr: refuseZarr,
  deepspeed: (folder, options) => openTagged(folder, options, 'latest', openZero),
  'deepspeed-universal': (folder, options) => openTagged(folder, options, 'latest_universal', openUniversal),
  'dcp-safetensors': openHfShards,
  'rank-files': openRanks,
  megatron: openMegatron,
  consolidated: openConsolidated,
  'sharded-state': openShardedState,
}

/** Chunks of arrays, as Megatron-core wrote before it wrote DCP. */
function refuseZarr({ path }: PartsFolder): Promise<Checkpoint> {
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: 'a Megatron-core checkpoint in zarr (the sharded_backend of metadata.json), which is not read',
    hint: 'load and save it with Megatron-core as torch_dist',
  })
}

/** Folders that a message lists. */
const LISTED = 10

/**
 * Open a folder that has a layout, or the folder in it that has the weights.
 * @throws PthError FORMAT_UNSUPPORTED for several folders with weights, and as the layouts have them
 */
export async function openDistributed(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
): Promise<Checkpoint> {
  const found = layoutsIn(folder.names)
  const layout = chosen(folder, found)
  const { kind, inside } = layout
  const made = await OPENERS[kind](inside === '' ? folder : folderInside(folder, inside), options)
  const { pieces, unchecked, unproven, ...more } = made.parts ?? { pieces: 0, unchecked: 0, unproven: [] }
  const facts = await layoutFacts(folder, layout, made.container.facts.title)
  const notes = [...made.notes, ...besideNotes(wholeModels(layout, folder.names))]
  const opened = { ...made, notes, parts: { pieces, unchecked, unproven, ...more, layout: facts } }
  if (inside === '') return opened
  const others = found.filter((each) => each.inside !== inside).map((each) => `${each.inside}/`)
  const what = isOptimizerFolder(inside)
    ? `no folder with weights is there: ${inside}/ was opened, which is called like the states of an optimizer`
    : `the folder ${inside}/ was opened`
  const rest = others.length === 0 ? '' : `; not opened: ${others.slice(0, LISTED).join(', ')}`
  return {
    ...opened,
    notes: [...opened.notes, { code: 'PARTS_CHOSEN', message: `${what}${rest}` }],
  }
}

/** A model in files of its own: whether it is the same one, nothing says. */
function besideNotes(names: readonly string[]): readonly Note[] {
  if (names.length === 0) return []
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : ''
  const message =
    `${names.slice(0, LISTED).join(', ')}${more} in the same folder ${names.length === 1 ? 'was' : 'were'} not ` +
    `opened: name ${names.length === 1 ? 'it' : 'one of them'} to read the model in it`
  return [{ code: 'MODEL_BESIDE', message }]
}

/** A checkpoint in one file may be meant as well as one in a folder beside it. @throws PthError FORMAT_UNSUPPORTED */
function refuseFileBeside(folder: PartsFolder, { inside }: FoundLayout): void {
  const files = folder.names.filter(
    (name) => !name.includes('/') && isCheckpointName(name) && !isBeside(name),
  )
  if (inside === '' || files.length === 0) return
  const all = [...files.slice(0, LISTED), `${inside}/`].map((name) => `${folder.path}/${name}`)
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: folder.path,
    found: `a folder with checkpoint files, and with a distributed checkpoint in ${inside}/`,
    hint: `name one of them: ${all.join(', ')}`,
  })
}

function chosen(folder: PartsFolder, found: readonly FoundLayout[]): FoundLayout {
  const [first, ...others] = found
  const rivals = others.filter((each) => !hasOnlyStates(each, found))
  if (first !== undefined && rivals.length === 0) {
    refuseFileBeside(folder, first)
    return first
  }
  // States of optimizers are no choice where weights are.
  const weights = found.filter((each) => !hasOnlyStates(each, found))
  const named = weights.length === 0 ? found : weights
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: folder.path,
    found: `a folder with ${named.length} distributed checkpoints in it`,
    hint: `name one of them: ${named
      .slice(0, LISTED)
      .map(({ inside }) => `${folder.path}/${inside}`)
      .join(', ')}`,
  })
}
