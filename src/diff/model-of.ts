/** A checkpoint as the expected side: exactly its names, shapes and dtypes, and the modules that `_metadata` lists. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { expectedModule, expectedTensor } from '../schema/model.ts'
import type { ExpectedModel, ExpectedModule, ExpectedTensor } from '../schema/model.ts'
import { actualStateDict } from './actual.ts'
import type { ActualStateDict } from './actual.ts'
import { hookedModules } from './hooked.ts'
import { EXTRA_STATE } from './tree.ts'

/** The schema of a checkpoint. What is not a tensor may be there: a module's `_extra_state` must be. */
export function modelOf(
  checkpoint: Checkpoint,
  state: ActualStateDict = actualStateDict(checkpoint),
): ExpectedModel {
  const { stateDict } = checkpoint
  const roles = new Map(stateDict.tensors.map(({ name, role }) => [name, role]))
  const first = new Map<unknown, string>()
  const tensors = new Map<string, ExpectedTensor>()
  for (const [name, entry] of state.entries) {
    const extra = name === EXTRA_STATE || name.endsWith(`.${EXTRA_STATE}`)
    if (extra) tensors.set(name, { ...expectedTensor(name, null), kind: 'extra_state' })
    else if (entry.kind === 'tensor') {
      const value = entry.entry?.value
      const tied = value === undefined || value === null ? undefined : first.get(value)
      if (tied === undefined && value !== undefined) first.set(value, name)
      tensors.set(name, {
        ...expectedTensor(name, entry.shape),
        dtype: entry.dtype,
        kind: roles.get(name) ?? null,
        lazy: entry.layout === 'uninitialized',
        ...(entry.layout !== 'strided' && entry.layout !== 'uninitialized' && { layout: entry.layout }),
        tied: tied ?? null,
      })
    } else tensors.set(name, { ...expectedTensor(name, null), kind: 'value', optional: true })
  }
  const className = stateDict.className?.split('.').at(-1) ?? null
  return { className, tensors, modules: modulesOf(state.versions, tensors), ignore: [] }
}

/** The model without the values that are not tensors: what a schema says. */
export function withoutValues(model: ExpectedModel): ExpectedModel {
  return { ...model, tensors: new Map([...model.tensors].filter(([, { kind }]) => kind !== 'value')) }
}

/** Both sides without the values that the two files have in common and that nothing loads. */
export function tensorsOnly(
  model: ExpectedModel,
  state: ActualStateDict,
): { readonly model: ExpectedModel; readonly plain: ActualStateDict } {
  const isValue = (name: string): boolean => model.tensors.get(name)?.kind === 'value'
  const entries = new Map(
    [...state.entries].filter(([name, { kind }]) => kind === 'tensor' || !isValue(name)),
  )
  return { model: withoutValues(model), plain: { ...state, entries } }
}

/** `_metadata` lists every module, parents first; a module with running statistics is a norm. */
function modulesOf(
  versions: ReadonlyMap<string, number | null> | null,
  tensors: ReadonlyMap<string, ExpectedTensor>,
): ExpectedModule[] | null {
  if (versions === null || !versions.has('')) return null
  const hooked = hookedModules(tensors)
  return [...versions].map(([path, version]) => {
    const prefix = path === '' ? '' : `${path}.`
    const norm = tensors.has(`${prefix}running_mean`) && tensors.has(`${prefix}num_batches_tracked`)
    const facts = { ...expectedModule(path), ...hooked.get(path) }
    return { ...facts, version: version ?? 1, runningStats: norm ? true : null }
  })
}
