/**
 * What a file of a DeepSpeed checkpoint is, by its name alone.
 * @see deepspeed/runtime/engine.py `_get_ckpt_name`, `_get_zero_ckpt_name`, `_get_expert_ckpt_name`
 */

/** What a file holds, and which ranks wrote it. */
export interface StatesName {
  /**
   * `model`: the module; `optim`: one rank's share of the optimizer; `expert`: one expert of a mixture of experts;
   * `layer`: one layer of a pipeline; `expert-optim`: the optimizer of experts without ZeRO.
   */
  readonly kind: 'model' | 'optim' | 'expert' | 'layer' | 'expert-optim'
  /** Data-parallel rank; null where one file is for all of them. */
  readonly rank: number | null
  /** Tensor-parallel rank. */
  readonly modelRank: number
  /** Number of the layer, for experts and layers; null where there is none. */
  readonly layer: number | null
  /** Number of the expert among all ranks; null for all others. */
  readonly expert: number | null
}

type Group = string | undefined

const FORMS: readonly (readonly [StatesName['kind'], RegExp])[] = [
  ['model', /^(?:zero_pp_rank_(?<rank>\d+)_)?mp_rank_(?<model>\d+)_model_states\.pt$/],
  // Versions before 0.3.11 wrote no underscore before the last words.
  ['optim', /^(?:bf16_|fp16_)?zero_pp_rank_(?<rank>\d+)_mp_rank_(?<model>\d+)_?optim_states\.pt$/],
  ['expert', /^(?:layer_(?<layer>\d+)_)?expert_(?<expert>\d+)_mp_rank_(?<model>\d+)_model_states\.pt$/],
  // Without tensor parallelism a layer has no rank in its name.
  ['layer', /^layer_(?<layer>\d+)(?:-model_(?<model>\d+))?-model_states\.pt$/],
  ['expert-optim', /^expp_rank_(?<rank>\d+)_mp_rank_(?<model>\d+)_optim_states\.pt$/],
]

/** What the name says; undefined for names that DeepSpeed does not give. */
export function statesName(name: string): StatesName | undefined {
  for (const [kind, form] of FORMS) {
    const groups = form.exec(name)?.groups
    if (groups === undefined) continue
    const { rank, model, layer, expert }: Readonly<Record<string, Group>> = groups
    const numbers = [rank, model, layer, expert].map(numberOf)
    if (numbers.some((number) => number !== null && !Number.isSafeInteger(number))) return undefined
    const [rankNumber = null, modelNumber = null, layerNumber = null, expertNumber = null] = numbers
    return {
      kind,
      rank: rankNumber,
      modelRank: modelNumber ?? 0,
      layer: layerNumber,
      expert: expertNumber,
    }
  }
  return undefined
}

function numberOf(digits: Group): number | null {
  return digits === undefined ? null : Number(digits)
}

/** Whether a file is called as the official tool looks for them (`*_model_states.pt`, `*_optim_states.pt`). */
export function isStatesName(name: string): boolean {
  return !name.includes('/') && /_?(model|optim)_states\.pt$/.test(name)
}

/** Whether the names directly in a folder are those of one save of DeepSpeed. */
export function isStatesFolder(names: readonly string[]): boolean {
  return names.some((name) => statesName(name) !== undefined)
}

/** Whether the layers of a pipeline are among the names directly in a folder. */
export function isPipeline(names: readonly string[]): boolean {
  return names.some((name) => statesName(name)?.kind === 'layer')
}
