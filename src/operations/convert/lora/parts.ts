/** The tensors of an adapter by the module that they change. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { PthError } from '../../../errors.ts'
import type { SourceTensor } from '../content.ts'
import { adapterRefused } from './config.ts'

/** The factors of one module; null where the adapter has none. */
export interface ModuleParts {
  readonly a: SourceTensor | null
  readonly b: SourceTensor | null
  /** The bias of B. */
  readonly bias: SourceTensor | null
  readonly magnitude: SourceTensor | null
  /** Whether the factors are those of an embedding. */
  readonly embedding: boolean
}

/** An adapter, taken apart: every tensor is in one of the two. */
export interface AdapterParts {
  /** By the path of the module in the base model. */
  readonly modules: ReadonlyMap<string, ModuleParts>
  /** Whole tensors, by their names in the base model. */
  readonly whole: ReadonlyMap<string, SourceTensor>
}

/** What peft puts before the names of the model. */
const PREFIX = 'base_model.model.'
const FACTOR = /^(.+)\.(lora_A|lora_B)\.(weight|bias)$/
const EMBEDDING = /^(.+)\.(lora_embedding_A|lora_embedding_B)$/
const MAGNITUDE = /^(.+)\.lora_magnitude_vector(?:\.weight)?$/
const NOTHING: ModuleParts = { a: null, b: null, bias: null, magnitude: null, embedding: false }

/**
 * Take an adapter apart, as `save_pretrained` of peft names its tensors.
 * @throws PthError ADAPTER_REFUSED for names of other programs, TRANSFORM_REFUSED for a tensor whose meaning is unknown
 */
export function adapterParts(adapter: Checkpoint): AdapterParts {
  const { tensors } = adapter.stateDict
  refuseOthers(adapter)
  const modules = new Map<string, ModuleParts>()
  const whole = new Map<string, SourceTensor>()
  const put = (module: string, parts: Partial<ModuleParts>, name: string): void => {
    const before = modules.get(module) ?? NOTHING
    for (const key of ['a', 'b', 'bias', 'magnitude'] as const)
      if (parts[key] !== undefined && before[key] !== null) throw unknown(name, 'the adapter has it twice')
    modules.set(module, { ...before, ...parts })
  }
  for (const { name: stored, path, tensor } of tensors) {
    const name = stored.slice(PREFIX.length)
    const source = { name: stored, file: adapter.name, path, tensor, maxBytes: adapter.limits.tensorBytes }
    const [, module, factor, leaf] = FACTOR.exec(name) ?? []
    const [, embedded, side] = EMBEDDING.exec(name) ?? []
    const [, scaled] = MAGNITUDE.exec(name) ?? []
    if (module !== undefined && leaf === 'weight')
      put(module, factor === 'lora_A' ? { a: source } : { b: source }, stored)
    else if (module !== undefined && factor === 'lora_B') put(module, { bias: source }, stored)
    else if (embedded !== undefined)
      put(
        embedded,
        { ...(side === 'lora_embedding_A' ? { a: source } : { b: source }), embedding: true },
        stored,
      )
    else if (scaled !== undefined) put(scaled, { magnitude: source }, stored)
    else if (/(^|\.)(lora_|token_adapter|trainable_tokens|original_module|ia3_|hada_|oft_)/.test(name))
      throw unknown(stored, 'pth does not know what it does to the model')
    else if (whole.has(plainName(name))) throw unknown(stored, 'the adapter has it twice')
    else whole.set(plainName(name), source)
  }
  return { modules, whole }
}

/** peft wraps a module that has factors and keeps it as `base_layer`. */
function plainName(name: string): string {
  return name.replace(/\.base_layer\.(?=[^.]+$)/, '.')
}

/** @throws PthError ADAPTER_REFUSED */
function refuseOthers(adapter: Checkpoint): void {
  const names = adapter.stateDict.tensors.map(({ name }) => name)
  const other = names.find((name) => !name.startsWith(PREFIX))
  if (names.length === 0) throw adapterRefused(adapter.name, 'it has no tensors')
  if (other === undefined) {
    const named = names.find((name) => /\.lora_[AB]\.[^.]+\.(weight|bias)$/.test(name))
    if (named === undefined) return
    throw new PthError('ADAPTER_REFUSED', {
      path: adapter.name,
      reason: `"${named}" has the name of an adapter in it, as in a model that is being trained`,
      hint: 'pth convert --preset peft takes such an adapter out',
    })
  }
  throw adapterRefused(adapter.name, `"${other}" is ${dialect(names)}`)
}

/** Whose names these are. */
export function dialect(names: readonly string[]): string {
  if (names.some((name) => /^lora_(unet|te\d?|transformer)_/.test(name)))
    return 'a name of kohya-ss, which has underscores for dots: the module is not certain'
  if (
    names.some((name) => /\.lora\.(up|down)\.weight$|\.lora_(up|down)\.weight$|_lora\.(up|down)\./.test(name))
  )
    return 'a name of an older diffusers'
  if (names.some((name) => /^(unet|text_encoder(_2)?|transformer|diffusion_model)\./.test(name)))
    return 'a name of diffusers: its adapters have no adapter_config.json, so no alpha for each module'
  return names.every((name) => name.startsWith(PREFIX))
    ? 'a name of peft'
    : `not a name of peft, which begins with ${PREFIX}`
}

function unknown(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'merge_and_unload of peft merges what peft can load',
  })
}
