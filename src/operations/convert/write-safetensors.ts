/** A plan as one safetensors file: header first, then every tensor in file order. */
import type { BufferedSink } from '../../io/buffered-sink.ts'
import { layoutSafetensors } from '../../safetensors/layout.ts'
import type { Layout, LayoutItem } from '../../safetensors/layout.ts'
import type { PlannedTensor } from './content.ts'
import { announcePlanned, writeTensor } from './stream.ts'
import type { StreamContext } from './stream.ts'

/** A tensor and its place in the header. */
export interface SafetensorsItem extends LayoutItem {
  readonly planned: PlannedTensor
}

/** Lay tensors out; nothing is read. @throws as `layoutSafetensors` */
export function layoutPlan(
  tensors: readonly PlannedTensor[],
  metadata: ReadonlyMap<string, string> | null,
  headerReserve: number,
): Layout<SafetensorsItem> {
  const items = tensors.map((planned) => ({
    name: planned.name,
    dtype: planned.dtype.safetensors ?? '',
    shape: headerShape(planned),
    nbytes: planned.nbytes,
    planned,
  }))
  return layoutSafetensors(items, metadata, headerReserve)
}

/** F4 counts single values where torch counts pairs. @see safetensors.torch `_flatten` */
function headerShape({ dtype, shape }: PlannedTensor): readonly number[] {
  if (dtype.safetensors !== 'F4') return shape
  return [...shape.slice(0, -1), 2 * (shape.at(-1) ?? 0)]
}

export async function writeSafetensors(
  layout: Layout<SafetensorsItem>,
  out: BufferedSink,
  context: StreamContext,
): Promise<void> {
  announcePlanned(layout.items.map(({ planned }) => planned))
  await out.write(layout.header)
  for (const { planned } of layout.items) await writeTensor(planned, out, context)
}
