/** A program that uses every export of an entry point, written from the declarations that the package ships. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The exports of declaration files that consist of `export { … } from` and `export type { … } from`. */
function exportsOf(dist, files) {
  const values = []
  const types = []
  for (const file of files) {
    const text = readFileSync(join(dist, file), 'utf8')
    for (const [, type, list] of text.matchAll(/^export (type )?\{([^}]*)\} from /gm)) {
      for (const item of list.split(',').map((part) => part.trim())) {
        if (item === '') continue
        const name = item.split(' as ').at(-1)
        const isType = type !== undefined || item.startsWith('type ')
        ;(isType ? types : values).push(name.replace(/^type /, ''))
      }
    }
  }
  if (values.length < 60 || types.length < 100)
    throw new Error(`few exports: ${values.length}, ${types.length}`)
  return { values, types }
}

/**
 * The text of a TypeScript program. Each value is exported again under its inferred type, and each function's
 * parameters and result are named.
 */
export function everyExport(specifier, dist, files) {
  const { values, types } = exportsOf(dist, files)
  return [
    `import * as entry from '${specifier}'`,
    `import type { ${types.join(', ')} } from '${specifier}'`,
    'type Signature<F> = F extends (...args: infer P) => infer R ? [P, Awaited<R>] : F',
    ...values.map((name) => `export const value_${name} = entry.${name}`),
    ...values.map((name) => `export type Signature_${name} = Signature<typeof entry.${name}>`),
    ...types.map((name) => `export type Type_${name} = ${name}`),
    '',
  ].join('\n')
}
