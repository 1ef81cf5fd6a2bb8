/** `--preset peft`: the adapter out of a model that was saved with it, under the names of `save_pretrained`. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { chosenNames, presetRefused, rootFlags } from './preset.ts'
import type { PresetChoice, PresetContext } from './preset.ts'

const PREFIX = 'base_model.model.'
/** Keys of tensors that peft keeps by the name of the adapter, and whether that name is the last component. */
const KEYS = [
  'lora_A',
  'lora_B',
  'lora_embedding_A',
  'lora_embedding_B',
  'lora_magnitude_vector',
  'modules_to_save',
] as const

/**
 * Take the adapter of one name. @see peft/utils/save_and_load.py `get_peft_model_state_dict`
 * @throws PthError USAGE when there is none, or several
 */
export function adapterOnly(checkpoint: Checkpoint, context: PresetContext): PresetChoice {
  if (context.include.length > 0)
    throw presetRefused(
      'peft',
      checkpoint,
      'is asked for an adapter, which --preset peft includes itself; leave out --include',
    )
  const names = chosenNames(
    checkpoint.stateDict.tensors.map(({ name }) => name),
    context,
  )
  const found = names.flatMap((name) => {
    const parts = name.split('.')
    const at = parts.findIndex((part) => KEYS.some((key) => key === part))
    return at < 0 ? [] : [{ name, key: parts[at] ?? '', adapter: parts[at + 1] ?? '' }]
  })
  if (!found.some(({ key }) => key.startsWith('lora_')))
    throw presetRefused('peft', checkpoint, 'has no LoRA tensors')
  const plain = found.find(
    ({ key, adapter }) => ['weight', 'bias', ''].includes(adapter) && key !== 'modules_to_save',
  )
  if (plain !== undefined)
    throw presetRefused(
      'peft',
      checkpoint,
      `is an adapter already: "${plain.name}" has no name of an adapter in it`,
    )
  const adapters = [...new Set(found.map(({ adapter }) => adapter))]
  const [adapter = ''] = adapters
  if (adapters.length > 1)
    throw presetRefused(
      'peft',
      checkpoint,
      `has ${adapters.length} adapters (${adapters.join(', ')}); leave one out: --exclude '*.${adapters[1] ?? ''}*'`,
    )
  const keys = KEYS.filter((key) => found.some((item) => item.key === key))
  const include = keys.flatMap((key) => {
    const last = key.startsWith('lora_embedding')
    return ['--include', `*.${key}.${adapter}${last ? '' : '.*'}`]
  })
  const rename = keys.flatMap((key) => {
    if (key === 'modules_to_save') return ['--rename-part', `${key}.${adapter}=`]
    const weight = key === 'lora_magnitude_vector' ? '.weight' : ''
    return ['--rename-part', `${key}.${adapter}${weight}=${key}`]
  })
  const before = outerPrefix(found.map(({ name }) => name))
  const strip = before === '' || before === null ? [] : ['--strip-prefix', before]
  return {
    outputs: [{ part: null, flags: [...rootFlags(checkpoint, context), ...include, ...strip, ...rename] }],
    notices: [
      'peft also needs adapter_config.json beside it, which the file does not contain',
      ...(before === null ? [`peft looks for names that begin with ${PREFIX}: --add-prefix ${PREFIX}`] : []),
    ],
  }
}

/** What every name has before `base_model.model.`; null where it is missing. */
function outerPrefix(names: readonly string[]): string | null {
  const [first = ''] = names
  const at = first.indexOf(PREFIX)
  const prefix = first.slice(0, Math.max(0, at))
  return at >= 0 && names.every((name) => name.startsWith(prefix + PREFIX)) ? prefix : null
}
