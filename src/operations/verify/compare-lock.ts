/** A state_dict held against its lock: what is missing, what came in addition, what differs, and one prefix for all. */
import type { Lock } from './lock.ts'
import type { VerifyFinding } from './report.ts'

/**
 * Where a state_dict is not what the lock says. `aliases` are names that the file records instead of writing
 * their tensor
 * twice (`other = kept` in the metadata of safetensors): the tensor that was kept represents both.
 */
export function compareLock(
  expected: Lock,
  found: Lock,
  aliases: ReadonlyMap<string, string> | null,
): VerifyFinding[] {
  const prefix = prefixOf(expected, found)
  if (prefix !== null)
    return [
      renamed(prefix, expected.tensors.length),
      ...compareLock(underPrefix(expected, prefix), found, aliases),
    ]
  const findings: VerifyFinding[] = []
  const here = new Map(found.tensors.map((tensor) => [tensor.name, tensor]))
  const there = new Set(expected.tensors.map(({ name }) => name))
  for (const wanted of expected.tensors) {
    const kept = aliases?.get(wanted.name)
    const tensor = here.get(wanted.name) ?? (kept === undefined ? undefined : here.get(kept))
    const detail =
      tensor === undefined
        ? 'is in the lock and not in the file'
        : tensor.dtype !== wanted.dtype
          ? `dtype ${wanted.dtype} expected, ${tensor.dtype} found`
          : tensor.shape.join(',') !== wanted.shape.join(',')
            ? `shape [${wanted.shape.join(', ')}] expected, [${tensor.shape.join(', ')}] found`
            : tensor.sha256 !== wanted.sha256
              ? 'its values differ'
              : undefined
    if (detail !== undefined) {
      findings.push({
        rule: tensor === undefined ? 'LOCK_MISSING' : 'LOCK_DIFFERS',
        severity: 'error',
        subject: wanted.name,
        detail,
      })
    }
  }
  for (const { name } of found.tensors) {
    if (!there.has(name))
      findings.push({
        rule: 'LOCK_UNEXPECTED',
        severity: 'error',
        subject: name,
        detail: 'is in the file and not in the lock',
      })
  }
  return findings
}

/** The prefix of every name of one side and of no name of the other. */
interface Prefix {
  readonly text: string
  /** Whether the file has it; else the lock. */
  readonly inFile: boolean
}

/** The one prefix by which all names of the lock differ from those of the file; null when no name or not all do. */
function prefixOf(expected: Lock, found: Lock): Prefix | null {
  const [here, there] = [found, expected].map(({ tensors }) => tensors.map(({ name }) => name))
  const names = new Set(here)
  if (
    here === undefined ||
    there === undefined ||
    there.length === 0 ||
    there.some((name) => names.has(name))
  )
    return null
  const added = commonPrefix(there, here)
  if (added !== null) return { text: added, inFile: true }
  const taken = commonPrefix(here, there)
  return taken !== null && here.length === there.length ? { text: taken, inFile: false } : null
}

/** Text that turns each of `short` into one of `long`; whole components of a name only. */
function commonPrefix(short: readonly string[], long: readonly string[]): string | null {
  const names = new Set(long)
  const [first] = short
  if (first === undefined) return null
  const tried = new Set<string>()
  for (const name of long) {
    const text = name.endsWith(`.${first}`) ? name.slice(0, -first.length) : ''
    if (text === '' || tried.has(text)) continue
    if (tried.size === PREFIXES) return null
    tried.add(text)
    if (short.every((each) => names.has(text + each))) return text
  }
  return null
}

/** Prefixes that are tried; each is held against every name. */
const PREFIXES = 100

function underPrefix(lock: Lock, { text, inFile }: Prefix): Lock {
  const tensors = lock.tensors.map((tensor) => ({
    ...tensor,
    name: inFile ? text + tensor.name : tensor.name.slice(text.length),
  }))
  return { ...lock, tensors }
}

function renamed({ text, inFile }: Prefix, count: number): VerifyFinding {
  const where = inFile ? 'the file has it and the lock lacks it' : 'the lock has it and the file lacks it'
  return {
    rule: 'LOCK_RENAMED',
    severity: 'error',
    subject: `all ${count} names`,
    detail: `they differ by the prefix "${text}": ${where}`,
  }
}
