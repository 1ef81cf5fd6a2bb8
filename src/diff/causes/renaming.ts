/** Steps that only change names: the flags, the Python line and the effect, made from one list of rules. */
import { isPthError } from '../../errors.ts'
import type { ActualStateDict } from '../actual.ts'
import { applyRewrites } from '../rewrite.ts'
import type { Rewrites } from '../rewrite.ts'
import { newStep } from './cause.ts'
import type { Situation, Step } from './cause.ts'
import { pythonText } from './python.ts'

/** Rules that a person still reads. */
export const RULES = 48

/** The step of some rewrites, or undefined when they would give one name to two entries or no flag can hold them. */
export function renamingStep(
  cause: string,
  reason: string,
  situation: Situation,
  rewrites: Pick<Rewrites, 'stripPrefix' | 'addPrefix' | 'renameParts' | 'rename'>,
  sure: Step['sure'] = 'certain',
): Step | undefined {
  const state = renamed(situation.actual, rewrites)
  if (state === undefined) return undefined
  const { stripPrefix = [], addPrefix = '', renameParts = [], rename = [] } = rewrites
  if (stripPrefix.length + renameParts.length + rename.length > RULES) return undefined
  if (renameParts.some(([old]) => old.includes('=') || old === '')) return undefined
  const flags = [
    ...stripPrefix.flatMap((prefix) => ['--strip-prefix', prefix]),
    ...rename.flatMap(({ from, to }) => ['--rename', `${from}=${to}`]),
    ...(addPrefix === '' ? [] : ['--add-prefix', addPrefix]),
    ...renameParts.flatMap(([old, next]) => ['--rename-part', `${old}=${next}`]),
  ]
  const python = [
    ...stripPrefix.map((prefix) => `sd = {k.removeprefix(${pythonText(prefix)}): v for k, v in sd.items()}`),
    ...(addPrefix === '' ? [] : [`sd = {${pythonText(addPrefix)} + k: v for k, v in sd.items()}`]),
    ...renameParts.map(([old, next]) => renamePartLine(old, next)),
  ]
  return newStep(cause, { reason, flags, python, state, sure })
}

/** The state under other names; undefined on a collision. */
export function renamed(state: ActualStateDict, rewrites: Rewrites): ActualStateDict | undefined {
  try {
    return applyRewrites(state, rewrites).state
  } catch (error) {
    if (isPthError(error, 'NAME_COLLISION')) return undefined
    throw error
  }
}

/** Whole components, as `--rename-part` replaces them: from left to right, never inside a component. */
function renamePartLine(old: string, next: string): string {
  const items = 'v for k, v in sd.items()'
  if (!old.includes('.')) {
    const [part, wanted] = [pythonText(old), pythonText(next)]
    if (next === '') return `sd = {'.'.join(p for p in k.split('.') if p != ${part}): ${items}}`
    return `sd = {'.'.join(${wanted} if p == ${part} else p for p in k.split('.')): ${items}}`
  }
  const wanted = next === '' ? '.' : `.${next}.`
  return `sd = {f'.{k}.'.replace(${pythonText(`.${old}.`)}, ${pythonText(wanted)})[1:-1]: ${items}}`
}
