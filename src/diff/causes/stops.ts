/** Files that no renaming makes the weights of the model: what they are, and what to do instead. */
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from '../actual.ts'
import { count, roleOf, shapeOf } from './cause.ts'
import type { Cause, Situation, Stop } from './cause.ts'

const OPTIMIZER =
  /(?:^|\.)(?:exp_avg|exp_avg_sq|max_exp_avg_sq|momentum_buffer|square_avg|acc_delta|param_groups)(?:\.|$)/

export const emptyFile: Cause = {
  id: 'empty-file',
  title: 'a file without a tensor',
  shows: 'no tensor at all, often in an adapter file',
  means:
    'The file was saved after the weights were lost: PEFT filtered by names that were not there, ' +
    'or a sharded model was saved on one process.',
  mend: 'save again, with the weights gathered',
  recognise: ({ actual, expected }) => {
    if (expected.tensors.size === 0 || [...actual.entries.values()].some(({ kind }) => kind === 'tensor'))
      return undefined
    if (actual.notMapping !== null || actual.oddKey !== null || actual.entries.size > 0) return undefined
    return {
      cause: 'empty-file',
      reason: 'the file has no tensor: it was saved after the weights were lost',
      advice: 'save it again from the trained model',
    }
  },
}

export const optimizerState: Cause = {
  id: 'optimizer-state',
  title: 'an optimizer state instead of weights',
  shows: '`state`, `param_groups`, `exp_avg`, `momentum_buffer`',
  means:
    'The file is what optimizer.state_dict() returns. It contains moments of the gradients, not weights.',
  mend: 'use the file with the weights',
  recognise: ({ actual, matched }) => {
    const names = [...actual.entries.keys()]
    const some = names.filter((name) => OPTIMIZER.test(name))
    const plain = actual.entries.has('state') && actual.entries.has('param_groups')
    if (!plain && (some.length === 0 || some.length * 3 < names.length || matched.size * 2 > names.length))
      return undefined
    return {
      cause: 'optimizer-state',
      reason: 'the file is an optimizer state (moments of the gradients): it has no weights',
      advice: 'use the checkpoint of the model, which is often next to it',
    }
  },
}

export const placeholders: Cause = {
  id: 'zero3-placeholders',
  title: 'placeholders of ZeRO-3',
  shows: 'parameters of shape [0] or [1] where the model has their full sizes',
  means:
    'DeepSpeed ZeRO-3 divides each parameter among the processes. state_dict() of one process ' +
    'has placeholders, and the values are not in the file.',
  mend: 'gather: zero_to_fp32.py on the checkpoint folder, or stage3_gather_16bit_weights_on_model_save',
  recognise: (situation) => {
    const { actual, expected } = situation
    const roles = new Map<string, number[]>()
    for (const { name, shape } of expected.tensors.values()) {
      if (shape !== null && shape.length > 0 && !/running_|num_batches/.test(name)) {
        const list = roles.get(roleOf(name)) ?? []
        list.push(shape.reduce<number>((product, size) => product * Number(size ?? 1), 1))
        roles.set(roleOf(name), list)
      }
    }
    const sizes = [...actual.entries].flatMap(([name, entry]) => {
      const shape = shapeOf(entry)
      return shape === null || shape.length === 0 || /running_|num_batches/.test(name) ? [] : [shape]
    })
    const empty = sizes.filter((shape) => shape.length === 1 && (shape[0] === 0 || shape[0] === 1))
    const wanted = [...roles.values()].flat().filter((size) => size > 1)
    if (empty.length < 2 || empty.length * 10 < sizes.length * 8 || wanted.length < empty.length / 2)
      return undefined
    return {
      cause: 'zero3-placeholders',
      reason:
        `${empty.length} of ${sizes.length} parameters are placeholders of DeepSpeed ZeRO-3 ` +
        `([${empty[0]?.[0]}]): the values are not in the file`,
      advice:
        'run zero_to_fp32.py on the checkpoint folder, or train with stage3_gather_16bit_weights_on_model_save',
    }
  },
}

export const flatParameters: Cause = {
  id: 'fsdp-flat',
  title: 'flat parameters of FSDP',
  shows: '`_flat_param` or `flat_param` in the names',
  means:
    'FullyShardedDataParallel joined the weights of a module into one vector. Its names are not in the file.',
  mend: 'save under StateDictType.FULL_STATE_DICT',
  recognise: ({ unexpected }) => {
    const names = [...unexpected.keys()].filter((name) => /(?:^|\.)_?flat_param(?:_\d+)?$/.test(name))
    if (names.length === 0) return undefined
    return {
      cause: 'fsdp-flat',
      reason: `${count(names.length, 'key')} such as ${names[0]} are flat parameters of FSDP, many weights as one`,
      advice: 'load them into the wrapped model and save with StateDictType.FULL_STATE_DICT',
    }
  },
}

/** Endings of the tensors next to codes, and who writes it. */
const SCALES: readonly { readonly ending: RegExp; readonly who: string }[] = [
  { ending: /(?:^|\.)(?:\w+\.)?SCB$/, who: 'bitsandbytes int8 (SCB)' },
  {
    ending: /\.(?:absmax|quant_map|quant_state\..*|nested_absmax|nested_quant_map)$/,
    who: 'bitsandbytes 4-bit (absmax)',
  },
  { ending: /(?:^|\.)(?:qweight|qzeros)$/, who: 'GPTQ or AWQ (qweight, qzeros)' },
  { ending: /weight_scale_inv$/, who: 'block-scaled fp8 (weight_scale_inv)' },
  { ending: /weight_scale(?:_2)?$/, who: 'scaled codes (weight_scale)' },
  { ending: /(?:^|\.)(?:input_scale|scale_weight|scaled_fp8)$/, who: 'scaled fp8' },
  { ending: /(?:^|\.)W_q$/, who: 'HQQ (W_q, scale, zero)' },
  { ending: /(?:^|\.)\w+_blocks$/, who: 'MXFP4 (blocks and scales)' },
  {
    ending: /(?:^|\.)_packed_params(?:\._packed_params|\.dtype)?$/,
    who: 'quantized modules of PyTorch (_packed_params)',
  },
  {
    ending:
      /(?:activation_post_process|weight_fake_quant)\.|(?:^|\.)(?:fake_quant_enabled|observer_enabled|eps)$/,
    who: 'quantisation-aware training (observers)',
  },
]
const CODE_TYPES = /^(?:float8_|int8$|uint8$|qint8$|quint8$|qint32$|int32$|float4_)/

export const codes: Cause = {
  id: 'codes',
  title: 'codes with scales next to them',
  shows:
    'int8, fp8 or packed weights with `SCB`, `weight_scale_inv`, `absmax`, `qweight` and ' +
    '`qzeros`, or observers of quantisation',
  means:
    'The entries named weight are codes; the values are codes times scales. load_state_dict ' +
    'copies the codes as if they ' +
    'were weights when the scales are left out: it succeeds, and the model is wrong.',
  mend: 'load with the library that wrote the file, or dequantize first',
  recognise: (situation) => {
    return codesBeside(situation.unexpected.keys(), situation.actual, situation.expected)
  },
}

/**
 * Whether weights are codes: by the endings among `names`, which the model does not have, and by the types of the
 * weights. A model of the same library has the scales too, and takes the codes as they are.
 */
export function codesBeside(
  names: Iterable<string>,
  actual: ActualStateDict,
  expected: ExpectedModel,
): Stop | undefined {
  const all = [...names]
  const coded = [...actual.entries].some(
    ([name, entry]) =>
      entry.kind === 'tensor' &&
      CODE_TYPES.test(entry.dtype ?? '') &&
      /weight$|qweight$|qzeros$|W_q$|_blocks$/.test(name),
  )
  for (const { ending, who } of SCALES) {
    const [first, ...more] = all.filter((name) => ending.test(name))
    if (first === undefined || [...expected.tensors.keys()].some((name) => ending.test(name))) continue
    if (who.includes('observers')) {
      if (!/activation_post_process|weight_fake_quant/.test(first)) continue
      return {
        cause: 'codes',
        reason:
          `the file is of a model prepared for ${who}: ` +
          `${count(more.length + 1, 'key')} such as ${first} belong to it`,
        advice: 'prepare the model the same way before loading',
      }
    }
    if (!coded && !/packed|GPTQ|4-bit/.test(who)) continue
    return {
      cause: 'codes',
      reason:
        `the weights of the file are codes of ${who}, not values: ` +
        'without their scales they load as wrong weights',
      advice:
        'load with the library that wrote it, or dequantize first ' +
        '(pth convert --unsupported dequantize where the file defines the arithmetic)',
    }
  }
  return undefined
}

const LORA = new RegExp(
  String.raw`(?:^|\.)(?:lora_[A-Za-z_]+|hada_w\d_[ab]|lokr_\w+|ia3_\w+|vera_lambda_[bd]|b?oft_\w+|` +
    String.raw`modules_to_save|original_module)(?:\.|$)`,
)

export const adapters: Cause = {
  id: 'lora',
  title: 'LoRA and other adapters of PEFT against a base model',
  shows: '`lora_A`, `lora_B`, `lora_up`, `lora_down` in the file, none in the model',
  means:
    'The trained change is scale * B A, added to the base weight. Without it the base model loads ' +
    'and the training is lost. ' +
    'The scale (alpha / r) is in adapter_config.json, not always in the file.',
  mend: 'load through PEFT and merge_and_unload(), or the loader of the base library',
  recognise: ({ unexpected, expected, actual }: Situation) => {
    const names = [...unexpected.keys()].filter((name) => LORA.test(name))
    const [first] = names
    if (first === undefined || [...expected.tensors.keys()].some((name) => LORA.test(name))) return undefined
    // The weight that the adapter changes is in the file too.
    const base = [...actual.entries.keys()].some(
      (name) => /(?:^|\.)(?:base_layer|original_module)\./.test(name) || name === weightOf(first),
    )
    const what = KINDS.find(([kind]) => names.some((name) => kind.test(name)))?.[1] ?? 'PEFT'
    const listed = `${count(names.length, 'key')} such as ${first}`
    return {
      cause: 'lora',
      reason: base
        ? `the file is a model with ${what} adapters (${listed}) that are not merged: without them the training is lost`
        : `the file is a ${what} adapter (${listed}): it changes a base model and does not replace it`,
      // loralib keeps the factors as parameters of the layer itself.
      advice: /\.lora_[AB]$/.test(first)
        ? 'load it into the model with its LoRA layers, merge them (loralib does in model.eval()), save that state_dict'
        : 'PeftModel.from_pretrained(base, folder).merge_and_unload(), then save that state_dict',
    }
  },
}

/** Words of adapters in names, and what they are called. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\.ia3_/, 'IA3'],
  [/\.hada_/, 'LoHa'],
  [/\.lokr_/, 'LoKr'],
  [/\.vera_/, 'VeRA'],
  [/\.b?oft_/, 'OFT'],
  [/(?:^|\.)lora_/, 'LoRA'],
]

/** The weight beside an adapter's tensor. */
function weightOf(name: string): string {
  return `${name.slice(0, Math.max(0, name.search(LORA)))}.weight`
}
