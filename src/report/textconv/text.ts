/**
 * An outline as text. Every fact has a line of its own, and no line depends on another one: a difference of two
 * outlines is what changed.
 */
import { grouped } from '../../digits.ts'
import type { StatsReport, TensorReport, ValueReport } from '../../operations/inspect/inspect-report.ts'
import type { CheckpointOutline, Content, Outline } from '../../operations/textconv/outline.ts'
import { escapeText } from '../escape.ts'

/** Digits of a digest that is only compared with its neighbour; the line of the file has all 64. */
const DIGITS = 16

/** The lines of an outline, each with its end. */
export function renderOutline({ bytes, sha256, content }: Outline): string {
  const lines = [`file  ${grouped(bytes)} bytes  sha256 ${sha256}`].concat(contentLines(content))
  return lines.map((line) => `${escapeText(line)}\n`).join('')
}

function contentLines(content: Content): string[] {
  if (content.kind === 'checkpoint') return checkpointLines(content)
  if (content.kind === 'broken') return [`broken  ${content.code}  ${content.message}`]
  const { sha256, byteLength } = content.pointer
  const size = byteLength === null ? 'an unknown size' : `${grouped(byteLength)} bytes`
  return [
    'pointer  Git LFS: the file itself is not here (git lfs pull)',
    `points to  ${size}  sha256 ${sha256 ?? 'unknown'}`,
  ]
}

function checkpointLines(outline: CheckpointOutline): string[] {
  const { title, path, tensors, others, objects, values, metadata, unmeasured } = outline
  return [
    `format  ${title}`,
    `weights  ${path}  ${grouped(tensors.length)} tensors`,
    ...(unmeasured === null ? [] : [`not read  ${unmeasured}`]),
    ...tensors.flatMap((tensor) => tensorLines('tensor', tensor.name, tensor)),
    ...others.flatMap((tensor) => tensorLines('other', tensor.name, tensor)),
    ...[...(metadata ?? [])].map(([key, value]) => `metadata  ${key}  ${value}`),
    ...objects.map(({ class_name: name, count }) => `object  ${name}  x${count}`),
    ...values.items.map(valueLine),
    ...(values.cut ? ['value  … more values than are listed'] : []),
  ]
}

/** A tensor, then its parts: the indices of a sparse one, the scales of a quantized one. */
function tensorLines(label: string, name: string, tensor: TensorReport): string[] {
  const { dtype, shape, facts, parts } = tensor
  const size = shape === null ? 'unknown shape' : `[${shape.join(', ')}]`
  const known = facts.map((fact) => `  ${fact.name} ${String(fact.value)}`).join('')
  return [
    `${label}  ${name}  ${dtype} ${size}${known}${digest(tensor)}`,
    ...parts.flatMap((part) => tensorLines(label, `${name} (${part.name})`, part)),
  ]
}

/** What is said of the values: their digest, or why there is none. */
function digest({ stats, problem, parts, kind }: TensorReport): string {
  if (parts.length > 0) return `  ${kind}`
  const sha256 = (stats as StatsReport | undefined)?.sha256 ?? null
  if (sha256 !== null) return `  sha256 ${sha256.slice(0, DIGITS)}`
  const reason = problem ?? stats?.problem ?? null
  return reason === null ? '' : `  unreadable: ${reason}`
}

function valueLine({ path, type, text, items, cut }: ValueReport): string {
  return `value  ${path}  ${type} ${text ?? `of ${items ?? 0} items`}${cut ? '…' : ''}`
}
