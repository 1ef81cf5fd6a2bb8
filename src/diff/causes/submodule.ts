/** A part of the file that is the whole model, beside names of other parts that would collide with it. */
import { count, edited, newStep, sameShape, shapeOf } from './cause.ts'
import type { Situation, Step } from './cause.ts'
import { pythonText } from './python.ts'

/**
 * The step that takes what is under `prefix` and nothing else. `positional_embedding` of the text model and
 * `visual.positional_embedding` would get one name. Undefined where a name could be either of two tensors.
 */
export function submoduleStep(prefix: string, { actual, expected }: Situation): Step | undefined {
  const inside = [...actual.entries].filter(([name]) => name.startsWith(prefix))
  const isWhole = [...expected.tensors].every(([name, { shape }]) => {
    const found = shapeOf(actual.entries.get(prefix + name))
    return shape === null ? found !== null : sameShape(shape, found)
  })
  if (!isWhole || expected.tensors.size === 0) return undefined
  // The same name and shape outside of it: nothing says which of the two is meant.
  for (const [name, { shape }] of expected.tensors)
    if (sameShape(shape, shapeOf(actual.entries.get(name)))) return undefined
  const text = pythonText(prefix)
  const renamed = inside.map(([name, entry]) => [name.slice(prefix.length), entry] as const)
  return newStep('prefix', {
    reason:
      `${count(inside.length, 'key')} below "${prefix}" are the whole model; ` +
      `${count(actual.entries.size - inside.length, 'key')} of other parts of the file are left out`,
    flags: null,
    python: [`sd = {k.removeprefix(${text}): v for k, v in sd.items() if k.startswith(${text})}`],
    state: edited(actual, actual.entries.keys(), renamed),
  })
}
