/**
 * A pipeline of DeepSpeed: each layer is a file of its own, with names relative to it. The whole has them as
 * `PipelineModule` numbers its layers: `LAYER.NAME`. @see deepspeed/runtime/pipe/module.py `save_state_dict`
 */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import type { PartsFolder } from '../folder.ts'
import { joinStages } from '../joined/join.ts'
import { mergedCheckpoint } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { withoutStorages } from '../without-storages.ts'
import { modelRanks, statesFiles } from './files.ts'
import type { StatesFile } from './files.ts'
import { pipelineMaster } from './pipeline-master.ts'
import { layerTensors, provenLayers, provenStages, ranksOfLayers } from './pipeline-layers.ts'
import type { ListedLayers } from './pipeline-layers.ts'
import { modelStatesOf } from './model-states.ts'
import { openRankFile } from './rank-file.ts'
import type { RankReader } from './rank-file.ts'

/** Files that are opened at one time. */
const AT_ONCE = 16
/** Numbers that a note lists. */
const LISTED = 10

/**
 * Open the folder of a pipeline. Tensor-parallel ranks of its layers are joined by rules.
 * @throws PthError PIECES_INVALID where its files do not make one whole, FORMAT_UNSUPPORTED for float32 weights without
 * ZeRO, JOIN_NEEDED, JOIN_INVALID
 */
export async function openPipeline(folder: PartsFolder, options: OpenFolderOptions): Promise<Checkpoint> {
  const { path } = folder
  const { join: rules = [], crc32 = plainCrc32, limits: given = DEFAULT_LIMITS } = options
  const files = modelRanks(folder).map((rank) => statesFiles(folder, rank))
  const layers = files.flatMap((each) => each.layers)
  const named = [...files.flatMap(({ model }) => model), ...layers]
  checkLimit(given, 'shards', `files in ${path}`, named.length)
  const tensorRanks = ranksOfLayers(path, layers)
  const sizes = await sideBySide(named, AT_ONCE, async ({ name }) => (await folder.open(name)).byteLength)
  const byteLength = sizes.reduce((sum, size) => sum + size, 0)
  const reader: RankReader = { folder, limits: limitsFor(given, byteLength), crc32 }
  const models = await sideBySide(
    files.flatMap(({ model }) => model),
    AT_ONCE,
    async ({ name }) => modelStatesOf(await openRankFile(reader, name)),
  )
  const stages = provenStages(path, models, tensorRanks)
  const opened = await sideBySide(layers, AT_ONCE, async (layer) => ({
    layer,
    file: await openRankFile(reader, layer.name),
  }))
  const ranks = Array.from({ length: tensorRanks }, (_, rank) =>
    layerTensors(
      `tensor-parallel rank ${rank}`,
      opened.filter(({ layer }) => layer.modelRank === rank),
    ),
  )
  const listed = provenLayers(reader, models, ranks)
  const master = options.weights === 'master' ? await pipelineMaster(folder, options, opened, ranks) : null
  const found = `a pipeline of DeepSpeed of ${grouped(tensorRanks)} tensor-parallel rank${tensorRanks === 1 ? '' : 's'}`
  const joined = await joinStages({
    path,
    found,
    stages: [{ label: path, ranks: master?.ranks ?? ranks }],
    rules,
    crc32,
  })
  const unproven = unlistedText(listed, layers)
  const by = models[0]?.version ?? null
  return mergedCheckpoint(
    {
      ...joined,
      name: path,
      byteLength: master?.byteLength ?? byteLength,
      title:
        `DeepSpeed${by === null ? '' : ` ${by}`} pipeline checkpoint of ${grouped(stages)} ` +
        `stage${stages === 1 ? '' : 's'}, ` +
        (master === null ? 'weights in the dtype of the training' : `${master.type} master weights`) +
        (tensorRanks > 1 ? ', joined by rules' : ''),
      containers: new Map(opened.map(({ file }) => [`${file.name}:`, withoutStorages(file.container)])),
      notes: [...joined.notes, ...(master?.notes ?? [CHOSEN]), ...unproven.map(unprovenNote)],
      parts: {
        ...joined.facts,
        pieces: Math.max(master?.pieces ?? 0, joined.facts.pieces),
        unchecked: 0,
        unproven: [
          ...unproven,
          ...(tensorRanks > 1 ? ['that the tensors were split as the rules of --join say'] : []),
          'that all files of layers are of one save: no number of a step is in them',
        ],
        weights: master === null ? 'module' : 'master',
        ...(tensorRanks > 1 && { joined: rules.map(({ text }) => text) }),
      },
    },
    { ...options, limits: reader.limits },
  )
}

const CHOSEN: Note = {
  code: 'WEIGHTS_CHOSEN',
  message:
    'the weights as the layers have them, each under the number of its layer; a tied layer is there once for each ' +
    'place; --weights master: in float32, where ZeRO-1 has them; left out: the optimizer and what the trainer put ' +
    'beside',
}

function unprovenNote(text: string): Note {
  return { code: 'PIECES_UNPROVEN', message: `not proven: ${text}` }
}

/** What the stages do not list, in words. */
function unlistedText({ all, tied }: ListedLayers, layers: readonly StatesFile[]): readonly string[] {
  if (!all) return [missingText(layers.map(({ layer }) => layer ?? 0))]
  if (tied.length === 0) return []
  const more = tied.length > LISTED ? ', …' : ''
  return [
    'that a tied layer has its file in each place: the stages list it once for all their layers, as ' +
      tied.slice(0, LISTED).join(', ') +
      more,
  ]
}

/** Without ZeRO no file lists the parameters. Layers that are functions have no file either. */
function missingText(numbers: readonly number[]): string {
  const known = new Set(numbers)
  const last = numbers.reduce((most, number) => Math.max(most, number), 0)
  const gaps: number[] = []
  for (let layer = 0; layer < last && gaps.length <= LISTED; layer += 1)
    if (!known.has(layer)) gaps.push(layer)
  const which =
    gaps.length === 0
      ? ''
      : `; ${gaps.slice(0, LISTED).join(', ')}${gaps.length > LISTED ? ', …' : ''} ` +
        `${gaps.length === 1 ? 'has' : 'have'} none, which is right for a layer without parameters`
  return `that the file of no layer is missing: without ZeRO no file lists the layers${which}`
}
