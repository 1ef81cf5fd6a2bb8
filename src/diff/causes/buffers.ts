/** Buffers that the model computes in `__init__`, counters, and running statistics that a norm does not track. */
import { count, edited, newStep } from './cause.ts'
import type { Cause, Step } from './cause.ts'
import { pythonIs } from './python.ts'

/** Endings of computed buffers: the whole last component. */
const COMPUTED: readonly { readonly ending: RegExp; readonly glob: string; readonly what: string }[] = [
  {
    ending: /(?:^|\.)relative_position_index$/,
    glob: '*relative_position_index',
    what: 'relative_position_index',
  },
  { ending: /(?:^|\.)relative_coords_table$/, glob: '*relative_coords_table', what: 'relative_coords_table' },
  { ending: /(?:^|\.)attn_mask$/, glob: '*attn_mask', what: 'attn_mask' },
  { ending: /(?:^|\.)inv_freq$/, glob: '*inv_freq', what: 'inv_freq of the rotary embedding' },
  { ending: /(?:^|\.)position_ids$/, glob: '*position_ids', what: 'position_ids' },
  { ending: /(?:^|\.)token_type_ids$/, glob: '*token_type_ids', what: 'token_type_ids' },
  { ending: /(?:^|\.)masked_bias$/, glob: '*masked_bias', what: 'masked_bias' },
  {
    ending: /(?:^|\.)(?:attn|attention)\.bias$/,
    glob: '*.{attn,attention}.bias',
    what: 'the causal mask attn.bias',
  },
  { ending: /^n_averaged$/, glob: 'n_averaged', what: "AveragedModel's counter" },
]

export const computedBuffers: Cause = {
  id: 'computed-buffers',
  title: 'buffers that the model makes itself',
  shows:
    '`relative_position_index`, `attn_mask`, `inv_freq`, `position_ids`, `masked_bias`: on one ' +
    'side only, or of another size',
  means:
    'They are computed from the configuration, not trained. Whether they are saved changed ' +
    'between versions; a copy of ' +
    'another size would be wrong.',
  mend: 'leave them out of the file; the model has its own',
  recognise: (situation) => {
    const { unexpected, missing, mismatched, actual, expected, matched } = situation
    const drop: string[] = []
    const keep: string[] = []
    const flags: string[] = []
    const told: string[] = []
    for (const { ending, glob, what } of COMPUTED) {
      const gone = [...unexpected.keys()].filter(
        (name) => ending.test(name) && isMask(name, unexpected.get(name)),
      )
      const own = [...missing.keys(), ...mismatched.keys()].filter(
        (name) =>
          ending.test(name) && expected.tensors.get(name)?.kind !== 'parameter' && !name.endsWith('.bias'),
      )
      if (gone.length + own.length === 0) continue
      if ([...matched].some((name) => ending.test(name))) {
        for (const name of [...gone, ...own]) flags.push('--ignore', name)
      } else flags.push('--ignore', glob)
      for (const name of gone) drop.push(name)
      for (const name of own) keep.push(name)
      told.push(`${count(gone.length + own.length, 'key')}: ${what}`)
    }
    if (told.length === 0 || flags.length > 40) return undefined
    const dropped = pythonIs(drop, actual.entries.keys())
    const kept = pythonIs(keep, expected.tensors.keys())
    if ((drop.length > 0 && dropped === undefined) || (keep.length > 0 && kept === undefined))
      return undefined
    const python = [
      ...(dropped === undefined ? [] : [`sd = {k: v for k, v in sd.items() if not (${dropped})}`]),
      ...(kept === undefined ? [] : [`sd.update({k: v for k, v in model.state_dict().items() if ${kept}})`]),
    ]
    const add = keep.flatMap((name) => {
      const wanted = expected.tensors.get(name)
      const shape = wanted?.shape?.map(Number) ?? null
      if (wanted === undefined || shape === null) return []
      return [[name, { kind: 'tensor', shape, dtype: wanted.dtype, layout: 'strided' }] as const]
    })
    const step: Step = newStep('computed-buffers', {
      reason: `${told.join('; ')}, which the model makes itself`,
      // A file without them loads only with strict=False; the Python line takes those of the model.
      flags: keep.length === 0 ? flags : null,
      python,
      state: edited(actual, drop, add),
    })
    return [step]
  },
}

function isExtra(name: string): boolean {
  return /(?:^|\.)_extra_state$/.test(name)
}

export const extraState: Cause = {
  id: 'extra-state',
  title: 'state that modules of the file add to their weights',
  shows: '`_extra_state` in the file only',
  means:
    'A module that has get_extra_state saves more than tensors: TransformerEngine keeps its fp8 scales there. The ' +
    'model has no such module.',
  mend: 'leave it out; it is not a weight',
  recognise: ({ unexpected, missing, matched, actual }) => {
    const names = [...unexpected.keys()].filter(isExtra)
    if (names.length === 0 || [...missing.keys(), ...matched].some(isExtra)) return undefined
    return [
      newStep('extra-state', {
        reason: `${count(names.length, 'key')} _extra_state: what a module of the file saves beside its weights`,
        flags: ['--ignore', '*_extra_state'],
        python: ["sd = {k: v for k, v in sd.items() if not k.endswith('_extra_state')}"],
        state: edited(actual, names, []),
        sure: 'likely',
      }),
    ]
  },
}

function isCounter(name: string): boolean {
  return name.endsWith('num_batches_tracked')
}

/** `attn.bias` of four dimensions is a mask; of one it is a trained bias. */
function isMask(
  name: string,
  entry: { readonly kind: string; readonly shape?: readonly number[] | null } | undefined,
): boolean {
  return !name.endsWith('.bias') || entry?.shape?.length === 4
}

export const counters: Cause = {
  id: 'counters',
  title: 'counters of BatchNorm',
  shows: '`num_batches_tracked` on one side only, and the running statistics on both',
  means:
    'BatchNorm counts its batches since PyTorch 0.4.1, and uses the number only with momentum=None. ' +
    'FrozenBatchNorm has none. ' +
    'A file whose _metadata says version 2 does not get a counter from PyTorch.',
  mend: 'set the missing ones to 0, leave out the others',
  recognise: ({ unexpected, missing, actual, expected }) => {
    const both = (name: string): boolean => {
      const mean = name.replace(/num_batches_tracked$/, 'running_mean')
      return actual.entries.has(mean) && expected.tensors.has(mean)
    }
    const [drop, add] = [unexpected, missing].map((side) => [...side.keys()].filter(isCounter))
    if (drop === undefined || add === undefined || drop.length + add.length === 0) return undefined
    if (![...drop, ...add].every(both) || (drop.length > 0 && add.length > 0)) return undefined
    const zero = { kind: 'tensor', shape: [], dtype: 'int64', layout: 'strided' } as const
    const line =
      add.length > 0
        ? `sd.update({k: torch.tensor(0) for k in model.state_dict() ` +
          `if k.endswith('num_batches_tracked') and k not in sd})`
        : `sd = {k: v for k, v in sd.items() if k in model.state_dict() or not k.endswith('num_batches_tracked')}`
    return [
      newStep('counters', {
        reason:
          add.length > 0
            ? `${count(add.length, 'counter')} num_batches_tracked absent: they start at 0`
            : `the model has no ${count(drop.length, 'counter')} num_batches_tracked, as FrozenBatchNorm`,
        flags: ['--ignore', '*num_batches_tracked'],
        python: [line],
        state: edited(
          actual,
          drop,
          add.map((name) => [name, zero] as const),
        ),
      }),
    ]
  },
}

export const instanceNorm: Cause = {
  id: 'instance-norm',
  title: 'running statistics of InstanceNorm',
  shows:
    'running_mean and running_var for an InstanceNorm with track_running_stats=False, without a version in _metadata',
  means:
    'PyTorch before 0.4 saved them and did not use them. load_state_dict raises, also with strict=False.',
  mend: 'remove the keys, as the error message of PyTorch says',
  recognise: (situation) => {
    const { diff, actual } = situation
    const names = diff.errors.flatMap((error) => (error.kind === 'running_stats' ? error.names : []))
    if (names.length === 0) return undefined
    // The counters came with 0.4.1: a file that has them tracked the statistics on purpose.
    const counters = names.some((name) =>
      actual.entries.has(name.replace(/running_(?:mean|var)$/, 'num_batches_tracked')),
    )
    if (counters)
      return {
        cause: 'instance-norm',
        reason:
          'the file has running statistics of InstanceNorm that were tracked on purpose ' +
          '(num_batches_tracked), the model does not track them',
        advice: 'build the model with track_running_stats=True',
      }
    const condition = pythonIs(names, actual.entries.keys()) ?? undefined
    const listed =
      condition ??
      `k in {n for n in sd if n.endswith(('running_mean', 'running_var')) and n not in model.state_dict()}`
    const globs = ['*running_mean', '*running_var']
    const others = [...situation.matched].some((name) => /running_(?:mean|var)$/.test(name))
    return [
      newStep('instance-norm', {
        reason:
          `${count(names.length, 'running statistic')} of InstanceNorm, which PyTorch ` +
          'before 0.4 saved and did not use',
        flags: (others ? names : globs).flatMap((name) => ['--ignore', name]),
        python: [`sd = {k: v for k, v in sd.items() if not (${listed})}`],
        state: edited(actual, names, []),
      }),
    ]
  },
}
