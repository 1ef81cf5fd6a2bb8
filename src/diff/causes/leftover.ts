/**
 * What still differs at the end, when that has a plain meaning: a replaced head, more or fewer layers, parts
 * on one side.
 */
import type { LeftoverCause } from '../../ids.ts'
import { compileGlobs } from '../../names/glob.ts'
import { isPthError } from '../../errors.ts'
import { count, edited, listNames, moduleOf, newStep, sameShape, shapeOf } from './cause.ts'
import type { Situation, Step } from './cause.ts'
import { pythonIs } from './python.ts'
import { badNames, isTail, layersOf, subtreePatterns, topOf } from './subtrees.ts'

/** Patterns that are offered; more explain nothing. */
const PATTERNS = 8
/** Words of modules that give the classes. */
const HEAD = new RegExp(
  String.raw`(?:^|[._])(?:head\w*|fc\w*|classifier\w*|cls\w*|logits\w*|lm_head|last_linear|` +
    String.raw`predict\w*|out\w*|proj_out|decode_head|aux\w*|score|linear|final\w*|dist)(?:[._]|$)`,
  'i',
)

/** The last step, or undefined when what is left cannot be left out without changing what the model computes. */
export function leftoverStep(situation: Situation, moved: boolean): Step | undefined {
  const bad = badNames(situation)
  if (bad.size === 0 || situation.diff.crash !== null || situation.matched.size === 0) return undefined
  // Both sides have a name whose value PyTorch refuses: a weight that a part of the model needs, no part of its own.
  const { missing, unexpected, mismatched } = situation
  if (![...bad].every((name) => missing.has(name) || unexpected.has(name) || mismatched.has(name)))
    return undefined
  // Counters that PyTorch fills in are on no side.
  const filledIn = new Set(situation.diff.filled)
  const good = new Set(
    [...situation.matched, ...situation.actual.entries.keys()].filter(
      (name) => !bad.has(name) && !filledIn.has(name),
    ),
  )
  // Where every name of the model is filled, more of another part in the file does no harm.
  const filled = missing.size + mismatched.size === 0
  if (!filled && !moved && bad.size > Math.max(good.size, 8) && layersOf(situation) === undefined)
    return undefined
  const found: Found | undefined =
    headOf(situation) ??
    layersOf(situation) ??
    (moved ? insertedOf(situation) : undefined) ??
    partsOf(situation, good)
  if (found === undefined) return undefined
  const patterns = subtreePatterns([...bad], good)
  if (patterns.length > PATTERNS || !fits(patterns, bad, good)) return undefined
  const { actual } = situation
  const drop = [...unexpected.keys(), ...mismatched.keys()]
  const initial = [...missing.keys(), ...mismatched.keys()]
  const condition = pythonIs(drop, actual.entries.keys())
  if (drop.length > 0 && condition === undefined) return undefined
  return newStep(found.cause, {
    reason: found.reason,
    flags: patterns.flatMap((pattern) => ['--ignore', pattern]),
    python: drop.length === 0 ? [] : [`sd = {k: v for k, v in sd.items() if not (${condition})}`],
    state: edited(actual, drop, []),
    initial,
    sure: found.sure ?? 'certain',
  })
}

interface Found {
  readonly cause: LeftoverCause
  readonly reason: string
  readonly sure?: Step['sure']
}

/** Whether the patterns represent exactly what is left. A flag cannot hold every name. */
function fits(patterns: readonly string[], bad: ReadonlySet<string>, good: ReadonlySet<string>): boolean {
  try {
    const matches = compileGlobs(patterns)
    return [...bad].every(matches) && ![...good].some(matches)
  } catch (error) {
    if (isPthError(error, 'USAGE')) return false
    throw error
  }
}

/** The last layers, with the same input and another number of outputs. */
function headOf(situation: Situation): Found | undefined {
  const { missing, unexpected, mismatched, actual, expected } = situation
  const names = [...missing.keys(), ...mismatched.keys()]
  if (names.length === 0 || unexpected.size + mismatched.size === 0) return undefined
  const olds = [...unexpected.keys(), ...mismatched.keys()]
  const last =
    isLast(names, [...expected.tensors.keys()], situation) &&
    isLast(olds, [...actual.entries.keys()], situation)
  const worded = [...names, ...olds].every((name) => HEAD.test(name))
  if (!last && !worded && !isOutput(situation)) return undefined
  if (missing.size === 0 && unexpected.size === 0) {
    if (![...mismatched.values()].every(({ expected: wanted, found }) => otherClasses(wanted, found)))
      return undefined
    const [first] = mismatched
    const [old, next] = [first?.[1].found[0], first?.[1].expected[0]]
    const heads = [...new Set([...mismatched.keys()].map(moduleOf))]
    return {
      cause: 'head',
      reason: `the replaced head ${listNames(heads)} has ${next} outputs, the file ${old}`,
    }
  }
  // Another tensor of the same module is not another head: weight_orig without its mask is not weight.
  const modules = new Set([...missing.keys()].map(moduleOf))
  const parted = /(?:^|\.)parametrizations\.|_(?:orig|mask|g|v|u)$/
  if ([...unexpected.keys(), ...missing.keys()].some((name) => parted.test(name))) return undefined
  if ([...unexpected.keys()].some((name) => modules.has(moduleOf(name)))) return undefined
  // Two heads of other layers: what goes in must be as wide.
  const widths = [
    widthOf(olds.flatMap((name) => [shapeOf(actual.entries.get(name))])),
    widthOf(names.flatMap((name) => [expected.tensors.get(name)?.shape ?? null])),
  ]
  if (widths[0] === undefined || widths[0] !== widths[1]) return undefined
  // The same sizes again are no other classes, and two words that exclude one another no replacement.
  const shapes = [
    olds.map((name) => shapeOf(actual.entries.get(name))?.join()),
    names.map((name) => expected.tensors.get(name)?.shape?.join()),
  ].map((side) => side.toSorted().join(' '))
  if (shapes[0] === shapes[1]) return undefined
  if (!olds.every((name) => HEAD.test(name)) && !names.every((name) => HEAD.test(name))) return undefined
  if (names.length + olds.length > 24) return undefined
  return {
    cause: 'head',
    reason: `the replaced head: ${listNames(olds)} in the file, ${listNames(names)} in the model`,
  }
}

/**
 * Whether only the outputs of numbered convolutions differ, weight and bias together: what reads them has no tensor of
 * that size, as the class branch of a detector, which is not the last layer of the file. (Keys and values of attention
 * have no tensor behind them either.)
 */
function isOutput({ missing, unexpected, mismatched }: Situation): boolean {
  if (missing.size + unexpected.size > 0) return false
  return [...mismatched].every(([name, { expected, found }]) => {
    const other = name.endsWith('.bias') ? name.replace(/bias$/, 'weight') : name.replace(/weight$/, 'bias')
    const isConvolution = [expected, mismatched.get(other)?.expected].some((shape) => shape?.length === 4)
    return (
      otherClasses(expected, found) &&
      other !== name &&
      mismatched.has(other) &&
      isConvolution &&
      /\.\d+$/.test(moduleOf(name))
    )
  })
}

/** Only the first size differs: another number of classes, the same features. */
function otherClasses(expected: readonly (number | null)[], found: readonly number[]): boolean {
  return (
    expected.length === found.length &&
    expected.length > 0 &&
    expected[0] !== found[0] &&
    expected.slice(1).every((size, at) => size === found[at + 1])
  )
}

/** Input width of the first matrix. */
function widthOf(shapes: readonly (readonly (number | string | null)[] | null)[]): number | undefined {
  const width = shapes.find((shape) => (shape?.length ?? 0) >= 2)?.[1]
  return typeof width === 'number' ? width : undefined
}

/** Whether nothing that matches comes after the first of these names. */
function isLast(names: readonly string[], order: readonly string[], { matched }: Situation): boolean {
  const wanted = new Set(names)
  const first = order.findIndex((name) => wanted.has(name))
  return first !== -1 && order.slice(first).every((name) => wanted.has(name) || !matched.has(name))
}

/** Layers without a counterpart, after numbered layers were found to have moved. */
function insertedOf({ missing, unexpected, mismatched }: Situation): Found | undefined {
  if (unexpected.size + mismatched.size > 0) return undefined
  const modules = new Set([...missing.keys()].map(moduleOf))
  if (![...modules].every((path) => /(?:^|\.)\d+$/.test(path) || /\d+(?:\.|$)/.test(path))) return undefined
  return {
    cause: 'inserted',
    reason: `${listNames([...modules])} ${modules.size === 1 ? 'is' : 'are'} new in the model and not in the file`,
  }
}

/** Whole top-level parts that only one side has. A part inside a block would change what the block computes. */
function partsOf(situation: Situation, good: ReadonlySet<string>): Found | undefined {
  const { missing, unexpected, mismatched } = situation
  if (mismatched.size > 0 || (missing.size > 0 && unexpected.size > 0)) return undefined
  const names = [...missing.keys(), ...unexpected.keys()]
  const used = new Set([...good].map(topOf))
  const whole = names.every((name) => !used.has(topOf(name)) || isTail(name, good))
  if (!whole) return undefined
  const parts = [...new Set(names.map(topOf))]
  if (missing.size > 0)
    return {
      cause: 'parts',
      reason:
        `the file has no ${listNames(parts)} (${count(missing.size, 'key')}), which ` +
        (parts.length === 1 ? 'keeps its initial values' : 'keep their initial values') +
        (names.every((name) => /(?:^|\.)(?:lm_head|decoder)\.weight$/.test(name))
          ? ' unless it is tied'
          : ''),
    }
  const verb = unexpected.size === 1 ? 'is' : 'are'
  const second = secondModel(situation, parts)
  if (second !== undefined)
    return {
      cause: 'parts',
      reason:
        `the file has a second model of the same names below "${second}." (${count(unexpected.size, 'key')} are not ` +
        'used): check which of the two is meant',
      sure: 'likely',
    }
  return {
    cause: 'parts',
    reason: `the model has no ${listNames(parts)} (${count(unexpected.size, 'key')} of the file ${verb} not used)`,
  }
}

/** The part that would be most of the model too, or undefined. */
function secondModel({ unexpected, expected }: Situation, parts: readonly string[]): string | undefined {
  return parts.find((part) => {
    let same = 0
    for (const [name, entry] of unexpected) {
      if (!name.startsWith(`${part}.`)) continue
      const wanted = expected.tensors.get(name.slice(part.length + 1))
      if (wanted !== undefined && (wanted.shape === null || sameShape(wanted.shape, shapeOf(entry))))
        same += 1
    }
    return same * 2 > expected.tensors.size
  })
}
