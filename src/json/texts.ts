/** The texts of a JSON file one after another, without a tree of it; and where one of them is. */
import { textOf } from './fields.ts'

/** A text, a key or a value. */
export interface JsonText {
  /** Where its first quote is. */
  readonly at: number
  readonly text: string
}

/** Every text of what some reader of JSON accepts; of what none accepts, those before it breaks off. */
export function* jsonTexts(source: string): Generator<JsonText> {
  for (let at = source.indexOf('"'); at >= 0;) {
    const end = textEnd(source, at)
    if (end === undefined) return
    yield { at, text: textOf(source.slice(at, end)) ?? '' }
    at = source.indexOf('"', end)
  }
}

/** Brackets inside one another that a path leads through; Python's reader stops at a thousand. */
const DEPTH = 1000

/** Answers the way to the value at an offset, `$.layers[2].data`. Asked in ascending order, it reads the text once. */
export function jsonPaths(source: string): (offset: number) => string {
  // Of each open bracket the key or the number of the value that comes next.
  const steps: (string | number)[] = []
  let key = ''
  let at = 0
  const take = (unit: string): void => {
    const step = steps.at(-1)
    if (unit === '{' || unit === '[') steps.push(unit === '{' ? '' : 0)
    else if (unit === '}' || unit === ']') steps.pop()
    else if (unit === ':' && typeof step === 'string') steps[steps.length - 1] = key
    else if (unit === ',' && typeof step === 'number') steps[steps.length - 1] = step + 1
  }
  return (offset) => {
    while (at < offset && steps.length <= DEPTH) {
      const unit = source[at] ?? ''
      const end = unit === '"' ? (textEnd(source, at) ?? offset) : at + 1
      if (unit === '"') key = source.slice(at, end)
      else take(unit)
      at = end
    }
    return steps.length > DEPTH ? '$…' : `$${steps.map(spelled).join('')}`
  }
}

function spelled(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`
  const key = textOf(step) ?? ''
  return /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

/** Where the text that begins at a quote ends; undefined for one without an end. */
function textEnd(source: string, from: number): number | undefined {
  for (let at = source.indexOf('"', from + 1); at >= 0; at = source.indexOf('"', at + 1)) {
    let slashes = 0
    while (source[at - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
  return undefined
}
