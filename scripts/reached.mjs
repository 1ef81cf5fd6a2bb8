/** What a script of a browser is made of: the files of the bundle that it imports, now or later. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'acorn'
import { full } from 'acorn-walk'

/**
 * The files below `folder` that `entry` reaches, with slashes; the entry is the first.
 * @throws Error for an import of anything else: a browser has no part of Node, and no package
 */
export function reachedFrom(folder, entry) {
  const reached = new Set([entry])
  for (const file of reached)
    for (const target of importsOf(readFileSync(join(folder, file), 'utf8'))) {
      if (!target.startsWith('.')) throw new Error(`${file} imports ${target}, which a browser does not have`)
      reached.add(relative(folder, join(folder, file, '..', target)).replaceAll('\\', '/'))
    }
  return [...reached]
}

function importsOf(code) {
  const targets = []
  full(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), ({ type, source }) => {
    if (!/^(?:Import(?:Declaration|Expression)|Export(?:Named|All)Declaration)$/.test(type) || !source) return
    // The bundle writes an address that is called for as a template without values.
    const target = source.type === 'TemplateLiteral' ? source.quasis[0]?.value.cooked : source.value
    if (typeof target !== 'string' || source.expressions?.length > 0)
      throw new Error('an import of what is found when it runs')
    targets.push(target)
  })
  return targets
}
