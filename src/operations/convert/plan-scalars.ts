/** What becomes of the plain values beside the tensors. */
import type { PlannedTensor } from './content.ts'
import type { ConvertOptions } from './options.ts'
import { scalarTensor, scalarText, valueType } from './scalars.ts'
import type { PlainValue } from './scalars.ts'

/** The values as the options want them. */
export interface PlannedScalars {
  readonly metadata: ReadonlyMap<string, string>
  readonly tensors: readonly PlannedTensor[]
  readonly leftOut: readonly { readonly path: string; readonly type: string; readonly tensors: number }[]
  /** Of those that are written. */
  readonly names: readonly string[]
}

/** Decide what becomes of plain values; they never make an output of their own (`anyTensor`). */
export function planScalars(
  values: readonly PlainValue[],
  scalars: ConvertOptions['scalars'],
  anyTensor: boolean,
): PlannedScalars {
  const metadata = new Map<string, string>()
  const planned: PlannedTensor[] = []
  const leftOut: { path: string; type: string; tensors: number }[] = []
  for (const { name, path, value, tensorCount } of values) {
    const text = scalars === 'metadata' ? scalarText(value) : undefined
    const scalar = scalars === 'tensors' ? scalarTensor(value) : undefined
    if (text !== undefined) metadata.set(name, text)
    else if (scalar !== undefined) planned.push(scalarItem(name, path, scalar))
    else leftOut.push({ path, type: valueType(value), tensors: tensorCount })
  }
  const names = [...metadata.keys(), ...planned.map(({ name }) => name)]
  return { metadata, tensors: anyTensor ? planned : [], leftOut, names }
}

function scalarItem(
  name: string,
  path: string,
  scalar: NonNullable<ReturnType<typeof scalarTensor>>,
): PlannedTensor {
  const tensor = {
    kind: 'array' as const,
    type: 'scalar',
    dtype: scalar.dtype,
    dtypeName: scalar.dtype.name,
    shape: [],
    requiresGrad: false,
    parameter: false,
    problem: null,
    numpyDtype: '',
    itemsize: scalar.dtype.itemsize,
    scalar: true,
    bytes: scalar.bytes,
  }
  const source = { name, file: '', path, tensor, maxBytes: scalar.bytes.length }
  return {
    name,
    source,
    dtype: scalar.dtype,
    shape: [],
    nbytes: scalar.bytes.length,
    content: { kind: 'bytes', bytes: scalar.bytes },
  }
}
