/** Names that differ by a prefix or by a wrapper in the path: the names themselves prove it. */
import { WRAPPERS } from '../families.ts'
import type { Rewrites } from '../rewrite.ts'
import { newRewriter } from '../rewrite.ts'
import { count, edited, sameShape, shapeOf } from './cause.ts'
import type { Cause, Situation, Step } from './cause.ts'
import { pythonText, pythonTuple } from './python.ts'
import { submoduleStep } from './submodule.ts'
import { renamingStep } from './renaming.ts'
import { literalGlob } from '../../names/name-rule.ts'

/** Components that vote. Deepest known: about 20. */
const COMPONENTS = 32
/** Candidates of each kind that are tried. */
const TRIED = 8

export const prefix: Cause = {
  id: 'prefix',
  title: 'a prefix or a wrapper in the names',
  shows: 'names that become the names of the model when a prefix or a wrapper component is removed or added',
  means:
    'DataParallel, torch.compile, FSDP, Lightning and other wrappers add an attribute to the ' +
    'path. The values are untouched.',
  mend: 'remove the prefix, or add it',
  recognise: (situation) => {
    const best = bestRewrite(situation)
    if (best === undefined) return insideOf(situation)
    return best
      .map(({ rewrites, reason, without = [] }) => {
        const step = renamingStep('prefix', reason, situation, rewrites)
        return step === undefined ? undefined : withoutTwins(step, without)
      })
      .filter((step): step is Step => step !== undefined)
  },
}

/** The part of the file that is the model, where removing its prefix would give one name to two tensors. */
function insideOf(situation: Situation): readonly Step[] | undefined {
  for (const text of top(stripVotes(situation))) {
    if (!weigh(situation, { stripPrefix: [text] }, text).collides) continue
    const step = submoduleStep(text, situation)
    if (step !== undefined) return [step]
  }
  return undefined
}

/** One of several models in the file, by its prefix. */
interface Twin {
  readonly prefix: string
  /** Names of the model that it gives. */
  readonly targets: ReadonlySet<string>
  /** Names that match with their shapes. */
  readonly gain: number
}

interface Candidate {
  readonly rewrites: Pick<Rewrites, 'stripPrefix' | 'addPrefix' | 'renameParts' | 'rename'>
  readonly reason: string
  /** Prefixes of the models that are left out. */
  readonly without?: readonly string[]
  /** Names that match with their shapes. */
  readonly gain: number
}

function bestRewrite(situation: Situation): Candidate[] | undefined {
  const { missing, unexpected } = situation
  if (missing.size === 0 || unexpected.size === 0) return undefined
  const candidates: Candidate[] = []
  const twins: Twin[] = []
  for (const text of top(stripVotes(situation))) {
    const rewrites = { stripPrefix: [text] }
    const { gain, lost, collides, targets } = weigh(situation, rewrites, text)
    if (collides || lost > gain / 4) continue
    twins.push({ prefix: text, targets, gain })
    const [first = ''] = text.split('.')
    const who = WRAPPERS.get(first)
    const told =
      `${count(gain, 'key')} match after removing the prefix ` +
      `"${text}"${who === undefined ? '' : ` (${who})`}`
    candidates.push({ rewrites, reason: told, gain })
  }
  const around = [...WRAPPERS.keys()].filter(
    (wrapper) =>
      /^_|^module$/.test(wrapper) &&
      [...unexpected.keys()].some((name) => `.${name}.`.includes(`.${wrapper}.`)),
  )
  if (around.length > 1) {
    const rewrites = { renameParts: around.map((wrapper) => [wrapper, ''] as const) }
    const { gain, lost, collides } = weigh(situation, rewrites)
    const reason = around
      .map((wrapper) => `"${wrapper}" is in the path (${WRAPPERS.get(wrapper)})`)
      .join('; ')
    if (!collides && lost <= gain / 4) candidates.push({ rewrites, reason, gain })
  }
  for (const wrapper of WRAPPERS.keys()) {
    if (![...unexpected.keys()].some((name) => `.${name}.`.includes(`.${wrapper}.`))) continue
    const rewrites = { renameParts: [[wrapper, ''] as const] }
    const { gain, lost, collides } = weigh(situation, rewrites)
    if (!collides && lost <= gain / 4)
      candidates.push({ rewrites, reason: `"${wrapper}" is in the path (${WRAPPERS.get(wrapper)})`, gain })
  }
  for (const text of top(addVotes(situation))) {
    const rewrites = { addPrefix: text }
    const { gain, lost, collides } = weigh(situation, rewrites)
    if (!collides && lost <= gain / 4)
      candidates.push({ rewrites, reason: `the model's names begin with "${text}"`, gain })
  }
  const sorted = candidates.filter(({ gain }) => gain > 0).sort((a, b) => b.gain - a.gain)
  const [best] = sorted
  if (best === undefined) return undefined
  const [own] = best.rewrites.stripPrefix ?? []
  const mine = twins.find((twin) => twin.prefix === own)
  const wanted = situation.missing.size + situation.mismatched.size
  const rivals = twins.filter(
    (twin) =>
      twin !== mine &&
      mine !== undefined &&
      // One that gives the whole model, and another that does not: no choice is left.
      (mine.gain < wanted || twin.gain === mine.gain) &&
      twin.targets.size * 2 > mine.targets.size &&
      !twin.prefix.startsWith(mine.prefix) &&
      !mine.prefix.startsWith(twin.prefix) &&
      [...twin.targets].some((name) => mine.targets.has(name)),
  )
  if (rivals.length > 0 && mine !== undefined) return choose(situation, [mine, ...rivals])
  if (best.rewrites.addPrefix !== undefined && addsTwice(sorted, best)) return undefined
  return [best]
}

/** Pairs of models that are saved together; the first is the one that is used for inference. */
const PAIRS: readonly { readonly words: readonly string[]; readonly note: string }[] = [
  { words: ['teacher', 'student'], note: 'the teacher is the average of the student' },
  { words: ['encoder_q', 'encoder_k'], note: 'encoder_k is the average of encoder_q' },
  { words: ['online', 'target'], note: 'the target is the average of the online network' },
  { words: ['online_network', 'target_network'], note: 'the target is the average of the online network' },
  { words: ['online_encoder', 'target_encoder'], note: 'the target is the average of the online network' },
  { words: ['base_encoder', 'momentum_encoder'], note: 'the momentum encoder is an average' },
  { words: ['model', 'ema'], note: 'ema is the average of the weights' },
  { words: ['model', 'model_ema'], note: 'model_ema is the average of the weights' },
  { words: ['model', 'ema_model'], note: 'ema_model is the average of the weights' },
  { words: ['net', 'ema'], note: 'ema is the average of the weights' },
]

/** Two models of the same names in one file: each can be taken, and only a person knows which is meant. */
function choose(situation: Situation, twins: readonly Twin[]): Candidate[] | undefined {
  if (twins.length !== 2) return undefined
  const words = twins.map((twin) => twin.prefix.split('.').filter((part) => !/^(?:module|)$/.test(part)))
  const [one = [], two = []] = words
  const pair =
    PAIRS.find(({ words: [a = '', b = ''] }) => hasBoth(one, two, a, b) || hasBoth(two, one, a, b)) ??
    followerOf(one, two) ??
    followerOf(two, one)
  if (pair === undefined) return undefined
  const ordered = twins.toSorted((a, b) => rank(a.prefix, pair.words) - rank(b.prefix, pair.words))
  // A twin with more than the model is another size.
  const names = [...situation.actual.entries.keys()]
  const whole = ordered.filter(
    (twin) => names.filter((name) => name.startsWith(twin.prefix)).length === twin.targets.size,
  )
  return (whole.length > 0 ? whole : ordered).flatMap((twin) => {
    const others = twins.filter((other) => other !== twin && !twin.prefix.startsWith(other.prefix))
    if (others.length === 0) return []
    const { gain } = weigh(situation, { stripPrefix: [twin.prefix] }, twin.prefix)
    const reason =
      `two models of the same names are in the file (${pair.note}): this takes "${twin.prefix}", ` +
      `${count(gain, 'key')}, and leaves out ${others.map((other) => `"${other.prefix}"`).join(', ')}`
    const without = others.map((other) => other.prefix)
    return [{ rewrites: { stripPrefix: [twin.prefix] }, reason, gain, without }]
  })
}

function hasBoth(one: readonly string[], two: readonly string[], a: string, b: string): boolean {
  return one.includes(a) && two.includes(b)
}

/** `G` and `G_ema`, `actor` and `actor_target`: the second follows the first. */
function followerOf(one: readonly string[], two: readonly string[]): (typeof PAIRS)[number] | undefined {
  for (const word of one) {
    const follower = two.find(
      (other) =>
        other.startsWith(`${word}_`) &&
        /^_(?:ema|avg|averaged?|swa|target|momentum)$/.test(other.slice(word.length)),
    )
    if (follower !== undefined)
      return { words: [word, follower], note: `${follower} follows ${word} as an average of its weights` }
  }
  return undefined
}

/** The step without the other model: its names keep their prefix, so they can be recognized. */
function withoutTwins(step: Step, without: readonly string[]): Step {
  if (without.length === 0) return step
  const isOut = (name: string): boolean => without.some((text) => name.startsWith(text))
  const texts = without.map(pythonText)
  return {
    ...step,
    flags: [...(step.flags ?? []), ...without.flatMap((text) => ['--ignore', `${literalGlob(text)}*`])],
    python: [`sd = {k: v for k, v in sd.items() if not k.startswith(${pythonTuple(texts)})}`, ...step.python],
    state: edited(step.state, [...step.state.entries.keys()].filter(isOut), []),
  }
}

function rank(prefixText: string, words: readonly string[]): number {
  return words.findIndex((word) => prefixText.split('.').includes(word))
}

/** Whether the model has the names under two prefixes: a file of one model does not fill two. */
function addsTwice(sorted: readonly Candidate[], best: Candidate): boolean {
  return sorted.some(
    (other) =>
      other !== best &&
      other.rewrites.addPrefix !== undefined &&
      other.gain * 2 > best.gain &&
      !(best.rewrites.addPrefix ?? '').startsWith(other.rewrites.addPrefix) &&
      !other.rewrites.addPrefix.startsWith(best.rewrites.addPrefix ?? ''),
  )
}

/** What the names gain and lose. A name that matches and has another shape does not count as lost. */
function weigh(
  { actual, expected, matched }: Situation,
  rewrites: Rewrites,
  below = '',
): { gain: number; lost: number; collides: boolean; targets: ReadonlySet<string> } {
  const rewrite = newRewriter(rewrites)
  const seen = new Set<string>()
  const targets = new Set<string>()
  let [gain, lost] = [0, 0]
  for (const [name, entry] of actual.entries) {
    const next = rewrite(name)
    if (seen.has(next)) return { gain: 0, lost: 0, collides: true, targets }
    seen.add(next)
    const wanted = expected.tensors.get(next)
    if (next === name) continue
    if (wanted !== undefined && (below === '' || name.startsWith(below))) {
      targets.add(next)
      if (wanted.shape === null || sameShape(wanted.shape, shapeOf(entry))) gain += 1
      else gain += 0.25
    } else if (matched.has(name)) lost += 1
  }
  return { gain: gain >= 1 ? Math.floor(gain) : gain, lost, collides: false, targets }
}

function stripVotes({ unexpected, missing, mismatched }: Situation): Map<string, number> {
  const votes = new Map<string, number>()
  for (const name of unexpected.keys()) {
    for (const dot of dotsOf(name)) {
      const rest = name.slice(dot + 1)
      if (missing.has(rest) || mismatched.has(rest)) vote(votes, name.slice(0, dot + 1))
    }
  }
  return votes
}

function addVotes({ unexpected, missing }: Situation): Map<string, number> {
  const votes = new Map<string, number>()
  for (const name of missing.keys()) {
    for (const dot of dotsOf(name))
      if (unexpected.has(name.slice(dot + 1))) vote(votes, name.slice(0, dot + 1))
  }
  return votes
}

function dotsOf(name: string): number[] {
  const dots: number[] = []
  for (let dot = name.indexOf('.'); dot !== -1 && dots.length < COMPONENTS; dot = name.indexOf('.', dot + 1))
    dots.push(dot)
  return dots
}

function vote(votes: Map<string, number>, candidate: string): void {
  votes.set(candidate, (votes.get(candidate) ?? 0) + 1)
}

function top(votes: ReadonlyMap<string, number>): string[] {
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)
    .slice(0, TRIED)
    .map(([candidate]) => candidate)
}
