/** A GGUF file under scan: it runs nothing, but programs render its chat templates, which are Jinja. */
import type { GgufProperty } from '../../gguf/properties.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** Keys whose texts are templates: `tokenizer.chat_template`, and `tokenizer.chat_template.NAME`. */
const TEMPLATE = /^tokenizer\.chat_template(\.|$)/
/**
 * How a template reaches Python through what it is given: names between double underscores, also spelled with escapes,
 * and the filter that gets an attribute by its name. @see CVE-2024-34359 (llama-cpp-python rendered without a sandbox)
 */
const REACHES = /__[a-z]+__|\\x5f|\\u005f|\|\s*attr\s*\(|\b(?:cycler|joiner|lipsum|namespace)\s*\.\s*_/i
/** Characters around what was found that are shown. */
const AROUND = 24

/** @throws PthError SOURCE_UNREADABLE, FORMAT_UNSUPPORTED for another version */
export async function auditGguf(
  context: ScanContext,
  source: ByteSource,
  member: string | null,
): Promise<void> {
  try {
    const { readGgufHeader } = await import('../../gguf/header.ts')
    const { properties } = await readGgufHeader(source, context.limits)
    for (const property of properties)
      if (TEMPLATE.test(property.key)) auditTemplate(context, property, member)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE', 'FORMAT_UNSUPPORTED')) throw error
    const rule = isPthError(error, 'LIMIT_EXCEEDED') ? 'MEMBER_UNREADABLE' : 'GGUF_HEADER'
    find(context, rule, 'error', member, null, error.message)
  }
}

function auditTemplate(context: ScanContext, { key, value, cut }: GgufProperty, member: string | null): void {
  if (typeof value !== 'string') return
  const found = REACHES.exec(value)
  if (found !== null) {
    const shown = value.slice(Math.max(0, found.index - AROUND), found.index + found[0].length + AROUND)
    find(context, 'GGUF_TEMPLATE', 'error', member, null, `${key} reaches into Python: …${shown}…`)
  } else if (cut)
    find(
      context,
      'MEMBER_UNREADABLE',
      'error',
      member,
      null,
      `${key} is longer than any template that pth reads`,
    )
}
