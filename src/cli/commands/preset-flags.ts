/** Flags that a preset gives, added to those of the command line. */
import { PRESETS } from '../../operations/convert/presets/preset.ts'
import type { PresetName } from '../../operations/convert/presets/preset.ts'
import { PthError } from '../../errors.ts'
import { oneOf } from '../flag-values.ts'
import type { ConvertFlags } from './convert-flags.ts'

/** Repeatable flags, and the place of each; those of the preset come first, since they undo what is outermost. */
const LISTS = new Map([
  ['--include', 'include'],
  ['--exclude', 'exclude'],
  ['--strip-prefix', 'stripPrefix'],
  ['--rename', 'rename'],
  ['--rename-part', 'renamePart'],
] as const)

/** @throws PthError USAGE */
export function parsePreset(word: string): PresetName {
  return oneOf('--preset', word, PRESETS)
}

/** The user's flags with those of a preset: flag and value in turn. */
export function withFlags(flags: ConvertFlags, added: readonly string[]): ConvertFlags {
  const lists = new Map<string, readonly string[]>()
  let { root } = flags
  for (let at = 0; at + 1 < added.length; at += 2) {
    const [flag = '', value = ''] = added.slice(at, at + 2)
    const list = [...LISTS].find(([name]) => name === flag)?.[1]
    if (flag === '--root') root ??= value
    else if (list === undefined) throw new PthError('INTERNAL', { reason: `a preset with ${flag}` })
    else lists.set(list, [...(lists.get(list) ?? []), value])
  }
  for (const list of LISTS.values()) {
    const own = flags[list]
    if (own !== undefined) lists.set(list, [...(lists.get(list) ?? []), ...own])
  }
  return { ...flags, ...Object.fromEntries(lists), ...(root !== undefined && { root }) }
}
