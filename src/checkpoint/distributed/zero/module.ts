/** The weights in the dtype of the training: `module` as it was saved, with the files of experts beside it. */
import type { Container } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit } from '../../../limits.ts'
import { dictEntries, dictSize, getItem, newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict } from '../../../pickle/value.ts'
import type { StatesFile } from './files.ts'
import type { ModelStates } from './model-states.ts'
import { checkedContainer, invalid, openRankFile } from './rank-file.ts'
import type { RankFile, RankReader } from './rank-file.ts'

/** The weights, and the files that they are in by what makes their storage keys unique. */
export interface ModuleWeights {
  readonly value: PickleDict
  readonly containers: ReadonlyMap<string, Container>
}

/** Files that are opened at one time. */
const AT_ONCE = 16

/** @throws PthError PIECES_INVALID for experts that are missing, FORMAT_UNSUPPORTED for placeholders */
export async function moduleWeights(
  model: ModelStates,
  experts: readonly StatesFile[],
  reader: RankReader,
): Promise<ModuleWeights> {
  const { file, module } = model
  if (module === null)
    throw invalid(
      reader,
      file.name,
      'has no weights in its module: a pipeline keeps them in files of its layers',
    )
  const empty = placeholders(model)
  if (empty.length > 0)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: reader.folder.path,
      found: `a ZeRO-3 checkpoint, in which module has only placeholders, such as "${empty[0] ?? ''}"`,
      hint: 'the weights are there in float32 alone: leave --weights out, and cast them with --dtype',
    })
  provenExperts(model, experts, reader)
  const opened = await sideBySide(experts, AT_ONCE, ({ name }) => openRankFile(reader, name))
  const containers = new Map([[`${file.name}:`, checkedContainer(file.container, file.name, reader.crc32)]])
  if (opened.length === 0) return { value: module, containers }
  const value = newDict('collections.OrderedDict')
  for (const [key, item] of dictEntries(module)) setItem(value, key, item)
  for (const expert of opened) addExpert(value, expert, containers)
  checkLimit(reader.limits, 'places', 'names of a module', dictSize(value))
  return { value, containers }
}

/** Parameters that the module has without elements, and that have some. */
function placeholders({ file, module, groups, frozen }: ModelStates): readonly string[] {
  if (module === null) return []
  const names: string[] = []
  for (const { name, numel } of [...(groups?.flat() ?? []), ...frozen]) {
    const item = getItem(module, name)
    const shape = item === undefined ? null : (file.interpreter.tensorOf(item)?.shape ?? null)
    if (numel > 0 && shape?.includes(0) === true) names.push(name)
  }
  return names
}

/** Each layer with experts has as many files as it has experts. @throws PthError PIECES_INVALID */
export function provenExperts(
  { experts, file }: ModelStates,
  files: readonly StatesFile[],
  reader: RankReader,
): void {
  const found = new Set(files.map(({ layer, expert }) => `${layer ?? 0}:${expert ?? 0}`))
  for (const [layer, count] of experts.entries())
    for (let expert = 0; expert < Math.min(count, files.length + 1); expert += 1)
      if (!found.has(`${layer}:${expert}`))
        throw invalid(
          reader,
          file.name,
          `has ${count} experts in its layer ${layer} of experts, and a file is missing`,
          [`layer_${layer}_expert_${expert}_mp_rank_00_model_states.pt`],
        )
  const known = experts.reduce((sum, count) => sum + count, 0)
  if (found.size !== files.length || (experts.length > 0 && known !== files.length))
    throw invalid(reader, file.name, `has ${known} experts, and there are ${files.length} files of experts`)
}

function addExpert(
  value: PickleDict,
  { name, root, container, reader }: RankFile,
  containers: Map<string, Container>,
): void {
  containers.set(`${name}:`, checkedContainer(container, name, reader.crc32))
  for (const [key, item] of dictEntries(root)) {
    if (typeof key === 'string' && getItem(value, key) !== undefined)
      throw invalid(reader, name, 'has a name that another file has, too', [key])
    setItem(value, key, item)
  }
}
