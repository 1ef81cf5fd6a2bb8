/** The operators of `bytecode.pkl`, which the interpreter of mobile devices runs in the place of code. */
import type { ByteSource } from '../../../io/source.ts'
import { overLimit } from '../../../limits.ts'
import { isPthError } from '../../../errors.ts'
import { parsePickle } from '../../../pickle/machine.ts'
import { isKind, sequenceItems } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { openEntryAsTorch } from '../../../zip/content.ts'
import type { ZipEntry } from '../../../zip/entry.ts'
import { find } from '../context.ts'
import type { ScanContext } from '../context.ts'
import { operatorReach } from './known-operators.ts'

/** Operators that are reported; one is enough for the verdict. */
const TOLD = 8

/** Whether an entry contains the operators that a mobile interpreter is given. */
export function isBytecode(name: string): boolean {
  return /(?:^|\/)bytecode\.pkl(?:\0|$)/i.test(name)
}

/** Report the operators that do more than compute. A pickle that breaks off is reported by the scan of pickles. */
export async function scanBytecode(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  member: string,
): Promise<void> {
  const { limits } = context
  if (entry.size > limits.pickleBytes) throw overLimit(limits, 'pickleBytes', 'a pickle', entry.size)
  const bytes = await (await openEntryAsTorch(source, entry)).read(0, entry.size)
  let value: PickleValue
  try {
    value = parsePickle(bytes, { member, limits }).value
  } catch (error) {
    if (isPthError(error)) return
    throw error
  }
  let told = 0
  for (const operator of operatorsIn(value)) {
    const [library = '', name = ''] = operator.split('::')
    const reach = operatorReach(library, name)
    if (reach === undefined) continue
    const known = reach !== 'unknown'
    const what = known ? 'reaches files or programs' : 'is of a library that pth does not know'
    const rule = known ? 'SCRIPT_OPENS_FILE' : 'SCRIPT_OPERATOR_UNKNOWN'
    const detail = `${operator}, for the interpreter of mobile devices, ${what}`
    find(context, rule, known ? 'error' : 'warning', member, null, detail)
    told += 1
    if (told === TOLD) return
  }
}

/** Texts that spell an operator, wherever they are, each once. */
function operatorsIn(value: PickleValue): Set<string> {
  const found = new Set<string>()
  const seen = new Set<PickleValue>()
  const open: PickleValue[] = [value]
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (typeof item === 'string' && /^\w+::\w+$/.test(item)) found.add(item)
    if (typeof item !== 'object' || item === null || seen.has(item) || isKind(item, 'bytes')) continue
    seen.add(item)
    for (const part of sequenceItems(item) ?? []) open.push(part)
  }
  return found
}
