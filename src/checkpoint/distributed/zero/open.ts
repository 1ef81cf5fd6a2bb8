/** The folder of one save of DeepSpeed as one checkpoint, whatever ranks and stage of ZeRO wrote it. */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import type { Checkpoint, PartsFacts } from '../../checkpoint.ts'
import type { PartsFolder } from '../folder.ts'
import { mergedCheckpoint, newMergedTensors } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { modelRanks } from './files.ts'
import { isPipeline } from './names.ts'
import { openPipeline } from './pipeline.ts'
import { leftOut } from './master.ts'
import { masterType } from './optim-states.ts'
import { moduleWeights } from './module.ts'
import { masterOf, readSave } from './save.ts'
import type { Save } from './save.ts'
import { openTensorParallel } from './tensor-parallel.ts'

/** Names that a note lists. */
const LISTED = 5

/**
 * Open the folder of a tag. @throws PthError PIECES_INVALID where its files do not make one whole, FORMAT_UNSUPPORTED,
 * LIMIT_EXCEEDED, and those of pickles and archives
 */
export async function openZero(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  if (isPipeline(folder.names)) return openPipeline(folder, options)
  const ranks = modelRanks(folder)
  if (ranks.length > 1) return openTensorParallel(folder, ranks, options)
  const save = await readSave(folder, options)
  const { model, reader, byteLength } = save
  const common = { name: folder.path, byteLength, title: titleOf(save) }
  const opening = { ...options, limits: reader.limits }
  if (save.weights === 'module') {
    const { value, containers } = await moduleWeights(model, save.files.experts, reader)
    const parts: PartsFacts = { pieces: 0, unchecked: 0, unproven: [], weights: 'module' }
    const notes = notesOf(save, [])
    return mergedCheckpoint({ ...newMergedTensors(), ...common, value, containers, notes, parts }, opening)
  }
  const weights = await masterOf(save)
  const notes = notesOf(save, leftOut(model, weights))
  const parts: PartsFacts = {
    pieces: weights.pieces,
    unchecked: 0,
    unproven: unprovenOf(save),
    weights: 'master',
  }
  return mergedCheckpoint({ ...weights, ...common, containers: new Map(), notes, parts }, opening)
}

function titleOf({ stage, ranks, model, optim, weights }: Save): string {
  const by = model.version === null ? '' : ` ${model.version}`
  const kind = stage === 0 ? ' without ZeRO' : stage === null ? '' : ` (ZeRO-${stage})`
  const which =
    weights === 'master' ? `${masterType(optim)} master weights` : 'weights in the dtype of the training'
  return `DeepSpeed${by} checkpoint${kind} of ${grouped(ranks)} rank${ranks === 1 ? '' : 's'}, ${which}`
}

function notesOf(save: Save, missing: readonly string[]): readonly Note[] {
  const { models, ranks, stage } = save
  const notes: Note[] = [{ code: 'WEIGHTS_CHOSEN', message: chosenText(save) }]
  if (missing.length > 0)
    notes.push({
      code: 'NAMES_LEFT_OUT',
      message: `the optimizer has no weights for ${told(missing)}, which the module has: frozen, or not trained`,
    })
  if (stage === 3 && models.length < ranks)
    notes.push({
      code: 'PIECES_LEFT_OVER',
      message: `the module of ${ranks - models.length} of ${ranks} ranks is missing; the weights do not need it`,
    })
  return notes
}

/** What the weights are, which others there are, and what else the files have. */
function chosenText({ model, optim, stage, weights }: Save): string {
  const bytes = optim.reduce((sum, { otherBytes }) => sum + otherBytes, 0)
  const states = bytes > 0 ? [`states of the optimizer (${grouped(bytes)} bytes)`] : ['the optimizer']
  const beside = [...states, ...model.extras]
  const which =
    weights === 'master'
      ? `the ${masterType(optim)} weights that the optimizer works on`
      : 'the weights as the module has them'
  const others =
    stage === 0 || stage === 3
      ? ''
      : weights === 'master'
        ? '; --weights module: in the dtype of the training'
        : '; without --weights module: those that the optimizer works on'
  return `${which}${others}; left out: ${told(beside)}`
}

/** What the files cannot prove, in words. */
function unprovenOf({ optim, models }: Save): readonly string[] {
  const files = [...optim.map(({ file }) => file), ...models.map(({ file }) => file)]
  const nameless = files.filter(({ named }) => !named).length
  const unlisted = optim.some(({ mappings }) => mappings === null)
  return [
    ...(nameless > 0 && unlisted
      ? [`which rank wrote ${nameless} of ${files.length} files: nothing but their names says it`]
      : []),
    'that all files are of one save beyond what they agree in: version, step and settings of the optimizer',
  ]
}

function told(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name))
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '')
}
