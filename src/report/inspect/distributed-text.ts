/** What the folder of a distributed checkpoint is, in items of lines. */
import { isOptimizerFolder } from '../../checkpoint/distributed/layout.ts'
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatNumber } from '../format.ts'

/** Placements and files that are shown; JSON has all. */
const SHOWN = 6

/** The layouts in the words of people; one that is not here is a name that its framework has. */
const LAYOUTS: Readonly<Record<string, string>> = {
  dcp: 'DCP',
  'dcp-safetensors': 'DCP in safetensors',
  'rank-files': 'a file of each rank',
  'deepspeed-universal': 'universal',
}

/** Who wrote it and how the tensors are laid out. */
export function distributedItems({ distributed }: InspectReport): string[] {
  if (distributed === undefined) return []
  const { layout, framework, folder, ranks, mesh, placements, pieces } = distributed
  const names =
    mesh?.names === undefined || mesh.names === null ? '' : ` (${mesh.names.map(escapeText).join(', ')})`
  return [
    ...(ranks === null ? [] : [formatNumber(ranks, 'rank')]),
    ...[LAYOUTS[layout], framework ?? undefined].flatMap((words) => words ?? []),
    ...(folder === ''
      ? []
      : [`${isOptimizerFolder(folder) ? 'opened' : 'weights in'} ${escapeText(folder)}/`]),
    ...(mesh === null ? [] : [`mesh [${mesh.shape.join(', ')}]${names}`]),
    ...placements
      .slice(0, SHOWN)
      .map((each) => `${escapeText(each.placements)} ${formatNumber(each.tensors, 'tensor')}`),
    formatNumber(pieces, 'piece'),
  ]
}

/** Optimizer, random states and the like, by their names. */
export function besideItems({ distributed }: InspectReport): string[] {
  const { beside = [] } = distributed ?? {}
  const more = beside.length - SHOWN
  return [
    ...beside
      .slice(0, SHOWN)
      .map(
        ({ what, path, bytes }) =>
          `${escapeText(path)} ${what}${bytes === null ? '' : ` (${formatBytes(bytes)})`}`,
      ),
    ...(more > 0 ? [`${more} more`] : []),
  ]
}
