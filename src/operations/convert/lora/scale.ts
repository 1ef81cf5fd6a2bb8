/** Rank and scale of one module of an adapter. @see peft/utils/other.py `get_pattern_key` */
import type { LoraConfig } from './config.ts'
import { adapterRefused } from './config.ts'

/** The rank that the configuration gives a module, and what its product is multiplied with. */
export interface LoraScale {
  readonly rank: number
  readonly scale: number
}

/**
 * Rank and scale of the module at a path in the base model.
 * @throws PthError ADAPTER_REFUSED for a pattern that is more of a regular expression than a name
 */
export function scaleOf(config: LoraConfig, module: string, path: string): LoraScale {
  const rank = ofPattern(config.rankPattern, module, path) ?? config.r
  const alpha = ofPattern(config.alphaPattern, module, path) ?? config.alpha
  return { rank, scale: config.rslora ? alpha / Math.sqrt(rank) : alpha / rank }
}

/** The first pattern that matches the end of the path, from the beginning or after a dot. */
function ofPattern(patterns: LoraConfig['rankPattern'], module: string, path: string): number | undefined {
  return patterns.find(([pattern]) => endsWithPattern(module, pattern, path))?.[1]
}

/** One character of a pattern; null is any character. */
type Atom = string | null

/**
 * peft takes these keys for regular expressions. Names are among them, and a dot matches every character: that
 * much is followed. Nothing from a file is compiled.
 */
function endsWithPattern(module: string, pattern: string, path: string): boolean {
  const anchored = pattern.startsWith('^')
  const body = pattern.slice(anchored ? 1 : 0, pattern.endsWith('$') ? -1 : undefined)
  const atoms: Atom[] = []
  for (let at = 0; at < body.length; at += 1) {
    const escaped = body[at] === '\\' && body[at + 1] === '.'
    if (escaped) at += 1
    const letter = body[at] ?? ''
    if (escaped) atoms.push('.')
    else if (letter === '.') atoms.push(null)
    else if (/[\p{L}\p{N}_-]/u.test(letter)) atoms.push(letter)
    else
      throw adapterRefused(
        path,
        `the pattern ${JSON.stringify(pattern.slice(0, 60))} is a regular expression, not a name`,
      )
  }
  const start = module.length - atoms.length
  if (start < 0 || (start > 0 && (anchored || module[start - 1] !== '.'))) return false
  return atoms.every((atom, at) =>
    atom === null ? module[start + at] !== '\n' : atom === module[start + at],
  )
}
