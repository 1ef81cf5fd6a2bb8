/** A program that uses every export of an entry point, written from the declarations that the package ships. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The names that a declaration file ends with, by whether the code beside it has them, too. */
async function exportsOf(dist, entry) {
  const [, list = ''] =
    /^export \{([^}]*)\};?$/m.exec(readFileSync(join(dist, `${entry}.d.ts`), 'utf8')) ?? []
  const names = list.split(',').map((item) =>
    item
      .trim()
      .split(/ as |^type /)
      .at(-1),
  )
  const code = await import(pathToFileURL(join(dist, `${entry}.js`)).href)
  const values = names.filter((name) => name in code)
  const types = names.filter((name) => !(name in code))
  if (values.length < 60 || types.length < 100)
    throw new Error(`few exports: ${values.length}, ${types.length}`)
  const untyped = Object.keys(code).filter((name) => !values.includes(name))
  if (untyped.length > 0) throw new Error(`not declared: ${untyped.join(', ')}`)
  return { values, types }
}

/**
 * The text of a TypeScript program. Each value is exported again under its inferred type, and each function's
 * parameters and result are named.
 */
export async function everyExport(specifier, dist, entry) {
  const { values, types } = await exportsOf(dist, entry)
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
