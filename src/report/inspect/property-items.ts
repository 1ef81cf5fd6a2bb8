/** The metadata of a file, plain or typed (GGUF), and the blocks of its quantized tensors, as items of a line. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import type { PropertyReport } from '../../operations/inspect/properties.ts'
import { escapeText } from '../escape.ts'
import { formatCount } from '../format.ts'
import { ELLIPSIS, shortenMiddle } from '../width.ts'

/** Characters of a value among others. */
const BRIEF = 40

/** `format pt`; `llama.block_count 32`, `tokenizer.ggml.tokens 32,000 x string`. */
export function metadataItems({ metadata, properties = [] }: InspectReport): string[] {
  const plain = (metadata ?? []).map(({ key, value }) => `${escapeText(key)} ${brief(value)}`)
  return [...plain, ...propertyItems(properties)]
}

function brief(text: string): string {
  const line = escapeText(text)
  return line.length <= BRIEF ? line : shortenMiddle(line, BRIEF)
}

function propertyItems(properties: readonly PropertyReport[]): string[] {
  return properties.map(({ key, type, value, count }) => {
    if (count !== null) return `${escapeText(key)} ${formatCount(count)} x ${type.replace(/^array of /, '')}`
    return `${escapeText(key)} ${brief(type === 'string' ? JSON.stringify(value) : String(value))}`
  })
}

/** `Q4_K 256 elements in 144 B`: what a block of each quantized type is. */
export function blockItems({ tensors }: InspectReport): string[] {
  const items = new Map<string, string>()
  for (const { dtype, facts } of tensors) {
    const elements = facts.find(({ name }) => name === 'block_elements')?.value
    const bytes = facts.find(({ name }) => name === 'block_bytes')?.value
    if (typeof elements !== 'number' || typeof bytes !== 'number') continue
    items.set(dtype, `${escapeText(dtype)} ${elements} elements in ${bytes} B`)
  }
  const most = 12
  const all = [...items.values()]
  return all.length <= most ? all : [...all.slice(0, most), `${ELLIPSIS} ${all.length - most} more`]
}
