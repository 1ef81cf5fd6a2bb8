/** Names that the model keeps in one tensor and that the file writes once. */
import { count, edited, newStep, shapeOf } from './cause.ts'
import type { Cause } from './cause.ts'
import { pythonText } from './python.ts'

/** Pairs that are written as lines. */
const PAIRS = 64

export const tied: Cause = {
  id: 'tied',
  title: 'tied weights that the file has once',
  shows: 'a missing name that is the same tensor of the model as another name, which the file has',
  means:
    'safetensors and save_pretrained write a shared tensor under one name. The model has one tensor, so ' +
    'loading the other name fills both; only strict=True asks for each.',
  mend: 'assign the tensor of the other name to the missing name',
  recognise: ({ missing, expected, actual }) => {
    const groups = new Map<string, string[]>()
    for (const { name, tied: first } of expected.tensors.values()) {
      const key = first ?? name
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [name])
      else group.push(name)
    }
    const pairs = [...groups.values()].flatMap((names) => {
      const source = names.find((name) => shapeOf(actual.entries.get(name)) !== null)
      return source === undefined
        ? []
        : names.filter((name) => missing.has(name)).map((name) => [name, source] as const)
    })
    const [first] = pairs
    if (first === undefined || pairs.length > PAIRS) return undefined
    return [
      newStep('tied', {
        reason: `${count(pairs.length, 'name')} tied in the model: ${first[0]} is ${first[1]}, which the file has`,
        flags: null,
        python: pairs.map(([name, source]) => `sd[${pythonText(name)}] = sd[${pythonText(source)}]`),
        state: edited(
          actual,
          [],
          pairs.flatMap(([name, source]) => {
            const entry = actual.entries.get(source)
            return entry === undefined ? [] : [[name, entry] as const]
          }),
        ),
      }),
    ]
  },
}
