/** Where a file comes from, as far as its keys say so: programs with their versions, wrappers, progress of training. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { isPaddle, PADDLE_KEY } from '../../checkpoint/find/foreign-layout.ts'
import type { WrapperKind } from '../../checkpoint/find/wrappers.ts'
import { getItem, isKind } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { OriginReport } from './identity-report.ts'
import { scalarText } from './value-text.ts'

type Writer = OriginReport['writers'][number]

/** Programs that `recognizeWrappers` knows by their keys, and the key of their version. */
const PROGRAMS: readonly (readonly [kind: WrapperKind, name: string, version: string | null])[] = [
  ['lightning', 'PyTorch Lightning', 'pytorch-lightning_version'],
  ['timm', 'timm', null],
  ['fairseq', 'fairseq', null],
  ['ultralytics', 'ultralytics', 'version'],
  ['whisper', 'OpenAI Whisper', null],
  ['detectron2', 'detectron2', null],
  ['deepspeed', 'DeepSpeed', 'ds_version'],
]

/** What wraps a model and shows in its names. */
const WRAPPERS: readonly (readonly [kind: WrapperKind, name: string])[] = [
  ['data_parallel', 'DataParallel'],
  ['compiled', 'torch.compile'],
  ['fsdp', 'FSDP'],
  ['fsdp_flat', 'FSDP, flat parameters'],
  ['activation_checkpoint', 'activation checkpoints'],
  ['averaged_model', 'AveragedModel'],
]

/** Versions that OpenMMLab writes under `meta`. @see mmcv 1 `runner/checkpoint.py`, mmengine `runner/runner.py` */
const OPENMMLAB: readonly string[] = ['mmcv_version', 'mmengine_version', 'mmdet_version', 'mmcls_version']

/** Keys of numbers that say how far a training was. */
const PROGRESS: ReadonlySet<string> = new Set(
  [
    'epoch epochs global_step step steps iter iteration num_updates best_epoch',
    'best_acc best_acc1 best_prec1 best_score best_fitness best_loss best_metric metric val_loss loss',
  ].flatMap((line) => line.split(' ')),
)
/** Keys in `__metadata__` of safetensors. @see kohya-ss/sd-scripts `train_network.py`, Stability-AI/ModelSpec */
const METADATA: readonly (readonly [key: string, name: string])[] = [
  ['ss_sd_scripts_commit_hash', 'kohya sd-scripts'],
  ['modelspec.architecture', 'ModelSpec'],
]
const METADATA_PROGRESS: readonly string[] = [
  'ss_epoch',
  'ss_steps',
  'modelspec.title',
  'ss_base_model_version',
]

/** Programs, wrappers and progress; each only where a key or a name shows it. */
export function originOf(checkpoint: Checkpoint): OriginReport {
  const root = isKind(checkpoint.value, 'dict') ? checkpoint.value : null
  const facts = new Map(checkpoint.wrappers.map(({ kind, evidence }) => [kind, evidence]))
  const writers = PROGRAMS.flatMap(([kind, name, key]): Writer[] => {
    const evidence = facts.get(kind)
    if (evidence === undefined) return []
    return [{ name, version: key === null ? null : textAt(root, key), evidence }]
  })
  const metadata = checkpoint.metadata ?? new Map<string, string>()
  return {
    writers: [...writers, ...paddle(checkpoint.value), ...openmmlab(root), ...fromMetadata(metadata)],
    wrappers: WRAPPERS.flatMap(([kind, name]) => {
      const evidence = facts.get(kind)
      return evidence === undefined ? [] : [{ name, evidence }]
    }),
    progress: [
      ...progressOf(root),
      ...METADATA_PROGRESS.flatMap((name) => {
        const text = metadata.get(name)
        return text === undefined ? [] : [{ name, text: text.slice(0, TEXT) }]
      }),
    ],
  }
}

/** Characters of a text that is shown. */
const TEXT = 80

function fromMetadata(metadata: ReadonlyMap<string, string>): Writer[] {
  return METADATA.flatMap(([key, name]) => {
    const text = metadata.get(key)
    return text === undefined ? [] : [{ name, version: text.slice(0, TEXT), evidence: [key] }]
  })
}

function paddle(value: PickleValue): Writer[] {
  return isPaddle(value) ? [{ name: 'PaddlePaddle', version: null, evidence: [PADDLE_KEY] }] : []
}

/** `meta` and `state_dict` alone are not a proof; the versions in `meta` are. */
function openmmlab(root: PickleDict | null): Writer[] {
  const meta = root === null ? undefined : getItem(root, 'meta')
  if (!isKind(meta, 'dict')) return []
  return OPENMMLAB.flatMap((key) => {
    const version = textAt(meta, key)
    return version === null ? [] : [{ name: key.replace('_version', ''), version, evidence: [`meta.${key}`] }]
  })
}

function progressOf(root: PickleDict | null): { name: string; text: string }[] {
  if (root === null) return []
  return [...PROGRESS].flatMap((name) => {
    const value = getItem(root, name)
    const text = value !== undefined && isNumber(value) ? scalarText(value)?.text : undefined
    return text === undefined ? [] : [{ name, text }]
  })
}

function isNumber(value: PickleValue): boolean {
  return typeof value === 'number' || isKind(value, 'float')
}

/** A short text under a key; null when there is none. */
function textAt(dict: PickleDict | null, key: string): string | null {
  const value = dict === null ? undefined : getItem(dict, key)
  return typeof value === 'string' ? value.slice(0, TEXT) : null
}
