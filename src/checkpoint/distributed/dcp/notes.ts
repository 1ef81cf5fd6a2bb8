/** What is to be said of a DCP folder beyond its pieces. */
import { openContainer } from '../../../container/open.ts'
import type { Note } from '../../../container/record.ts'
import { limitsFor } from '../../../limits.ts'
import type { Limits } from '../../../limits.ts'
import { rootValue } from '../../find/root.ts'
import { walkGraph } from '../../graph.ts'
import { newInterpreter } from '../../interpreter.ts'
import { pathText } from '../../path.ts'
import { isPthError } from '../../../errors.ts'
import type { PartsFolder } from '../folder.ts'
import type { DcpSave } from './save.ts'

/** @see torch/distributed/fsdp/_flat_param.py `FLAT_PARAM` */
const FLAT = /(^|\.)_?flat_param(_\d+)?$/
/** @see megatron/core/dist_checkpointing/strategies/common.py `COMMON_STATE_FNAME` */
const COMMON = 'common.pt'

/** Vectors of FSDP of which nothing says the names and shapes. */
export function flatNotes({ entries }: DcpSave): readonly Note[] {
  const flat = entries.flatMap(({ kind, name }) => (kind === 'tensor' && FLAT.test(name) ? [name] : []))
  const [first, ...others] = flat
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const message =
    `${first.slice(0, 100)}${more} of FSDP (LOCAL_STATE_DICT): several parameters in one vector, whose names and ` +
    'shapes are not in the folder; a tensor beside them may be the share of one rank'
  return [{ code: 'FLAT_PARAMETERS', message }]
}

/** What no rank split is in a file of its own, which the official loader joins to the structure that it is given. */
export async function commonNotes(
  folder: PartsFolder,
  { megatron }: DcpSave,
  limits: Limits,
): Promise<readonly Note[]> {
  if (!megatron || !folder.has(COMMON)) return []
  const message = await commonText(folder, limits)
  return [{ code: 'COMMON_STATE', message }]
}

async function commonText(folder: PartsFolder, given: Limits): Promise<string> {
  const path = `${folder.path.replace(/[/\\]+$/, '')}/${COMMON}`
  try {
    const source = await folder.open(COMMON)
    const limits = limitsFor(given, source.byteLength)
    const container = await openContainer(source, limits)
    const value = rootValue(container, null)
    const opcodes = container.pickles.reduce((sum, { pickle }) => sum + pickle.opcodes, 0)
    const { tensors } = walkGraph(value, newInterpreter(container), limits, opcodes)
    const [first] = tensors
    if (first === undefined)
      return `${COMMON}, the values that no rank split, is not joined: pth inspect ${path}`
    const count = tensors.length === 1 ? '1 tensor' : `${tensors.length} tensors`
    return (
      `${count} that no rank split, such as ${pathText(first.path)}, ${tensors.length === 1 ? 'is' : 'are'} in ` +
      `${COMMON} and not joined: pth inspect ${path}`
    )
  } catch (error) {
    if (!isPthError(error)) throw error
    return `${COMMON}, which has what no rank split, cannot be read: ${error.message}`
  }
}
