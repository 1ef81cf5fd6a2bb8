/** Running means of observations and rewards, as `VecNormalize.save` of stable-baselines3 pickles them. */
import { dictEntries, getItem, isKind } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { Graph } from '../graph.ts'
import { className } from '../module.ts'
import { dottedName, pathText } from '../path.ts'
import type { PathStep } from '../path.ts'
import type { StateDict, ValueEntry } from './state-dict.ts'

/** The attributes with statistics; the spaces and random generators beside them are no weights. */
const STATISTICS: readonly string[] = ['obs_rms', 'ret_rms']

/**
 * The statistics of a pickled VecNormalize, such as `obs_rms.mean` (for observations of several parts
 * `obs_rms.camera.mean`), their counts as values; null for any other file.
 * @see stable_baselines3/common/vec_env/vec_normalize.py `VecNormalize`, running_mean_std.py `RunningMeanStd`
 */
export function statisticsStateDict(root: PickleValue, graph: Graph): StateDict | null {
  if (!isKind(root, 'object') || !/(^|\.)VecNormalize$/.test(className(root))) return null
  const places = graph.tensors.filter(
    ({ path: [first] }) => first?.kind === 'attribute' && STATISTICS.includes(first.name),
  )
  if (places.length === 0) return null
  return {
    kind: 'flattened',
    path: '$',
    className: null,
    tensors: places.map(({ path, tensor, value }) => ({
      name: dottedName(path),
      path: pathText(path),
      tensor,
      role: 'buffer',
      value,
    })),
    values: STATISTICS.flatMap((name) => counts(attribute(root, name), [{ kind: 'attribute', name }])),
    versions: null,
  }
}

/** The counts are Python floats: `count` of one RunningMeanStd, or of a dictionary of them. */
function counts(value: PickleValue | undefined, path: readonly PathStep[]): ValueEntry[] {
  if (isKind(value, 'dict'))
    return [...dictEntries(value)].flatMap(([key, part]) =>
      isKind(part, 'object') ? counts(part, [...path, { kind: 'key', key }]) : [],
    )
  const count = attribute(value, 'count')
  if (count === undefined) return []
  const steps: readonly PathStep[] = [...path, { kind: 'attribute', name: 'count' }]
  return [{ name: dottedName(steps), path: pathText(steps), value: count }]
}

function attribute(value: PickleValue | undefined, name: string): PickleValue | undefined {
  if (!isKind(value, 'object')) return undefined
  const dict = (value.states ?? []).find((state): state is PickleDict => isKind(state, 'dict'))
  return dict === undefined ? undefined : getItem(dict, name)
}
