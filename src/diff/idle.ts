/** Rules that matched nothing: a misspelled pattern must not look like one that did its work. */
import { compileGlob } from '../names/glob.ts'
import { newNameGrowth, newRenamer } from '../names/rename.ts'
import type { RenameRule } from '../names/rename.ts'
import type { NamePattern } from '../names/name-rule.ts'
import type { ExpectedModel } from '../schema/model.ts'
import type { ActualStateDict } from './actual.ts'
import { foldedWeights, foldNames } from './fold-names.ts'
import { renameComponents } from './rewrite.ts'
import type { Rewrites } from './rewrite.ts'
import type { DiffRules } from './select.ts'

/**
 * The rules that matched no name, as the user wrote them, in the order in which they are applied. Linear in the number
 * of names times the number of rules.
 * @param actual the checkpoint as it is in the file
 * @param renamed the checkpoint after the rewrites
 */
export function idleRules(
  actual: ActualStateDict,
  renamed: ActualStateDict,
  expected: ExpectedModel,
  rules: DiffRules & { readonly rewrites?: Rewrites },
): string[] {
  const names = [...renamed.entries.keys(), ...expected.tensors.keys()]
  const idle = (flag: string, patterns: readonly NamePattern[] = []): string[] =>
    patterns.filter(({ matches }) => !names.some(matches)).map(({ text }) => `${flag} ${text}`)
  const schema = expected.ignore.map(({ pattern }) => ({ text: pattern, matches: compileGlob(pattern) }))
  return [
    ...idleRewrites([...foldNames(actual, rules.rewrites?.fold ?? []).entries.keys()], rules.rewrites ?? {}),
    ...idleFolds(actual, rules.rewrites?.fold),
    ...idleReshape(renamed, rules.rewrites?.reshape),
    ...idleTranspose(renamed, rules.rewrites?.transpose?.patterns),
    ...idle('ignore', schema),
    ...idle('--only', rules.only?.patterns),
    ...idle('--ignore', rules.ignore?.patterns),
    ...idleFrozen(expected, rules.frozen),
  ]
}

/** The rewrites one after another, each on what the ones before it made. */
function idleRewrites(given: readonly string[], rewrites: Rewrites): string[] {
  const { stripPrefix = [], rename = [], renameParts = [], addPrefix = '' } = rewrites
  const idle: string[] = []
  let names = given
  for (const prefix of stripPrefix) {
    if (!names.some((name) => name.startsWith(prefix))) idle.push(`--strip-prefix ${prefix}`)
    names = names.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name))
  }
  if (rename.length > 0) {
    const renamer = newRenamer(rename)
    const used = new Set<RenameRule>()
    names = names.map((name) => {
      const { name: wanted, rule } = renamer.rename(name)
      if (rule !== null) used.add(rule)
      return addPrefix + wanted
    })
    for (const rule of rename) if (!used.has(rule)) idle.push(`--rename ${rule.from}=${rule.to}`)
  } else {
    names = names.map((name) => addPrefix + name)
  }
  const growth = newNameGrowth()
  for (const [old, next] of renameParts) {
    const changed = names.map((name) => renameComponents(name, old, next, growth))
    if (changed.every((name, at) => name === names[at])) idle.push(`--rename-part ${old}=${next}`)
    names = changed
  }
  return idle
}

function idleTranspose(renamed: ActualStateDict, patterns: readonly NamePattern[] = []): string[] {
  const matrices = [...renamed.entries]
    .filter(([, entry]) => entry.kind === 'tensor' && entry.shape?.length === 2)
    .map(([name]) => name)
  return patterns
    .filter(({ matches }) => !matrices.some(matches))
    .map(({ text }) => `--transpose ${text} (of two-dimensional tensors)`)
}

function idleReshape(renamed: ActualStateDict, reshape: Rewrites['reshape'] = []): string[] {
  const names = [...renamed.entries.keys()]
  return reshape
    .filter(({ rule }) => !names.some((name) => rule.matches(name)))
    .map(({ rule, shape }) => `--reshape ${rule.text}=${shape.join(',')}`)
}

function idleFolds(actual: ActualStateDict, folds: Rewrites['fold'] = []): string[] {
  if (folds.length === 0) return []
  const found = new Set(foldedWeights(actual.entries).map(({ fold }) => fold))
  return folds.filter((fold) => !found.has(fold)).map((fold) => `--fold ${fold}`)
}

function idleFrozen(expected: ExpectedModel, frozen: DiffRules['frozen'] = 'include'): string[] {
  if (frozen === 'include') return []
  return [...expected.tensors.values()].some((tensor) => tensor.frozen) ? [] : [`--frozen ${frozen}`]
}
