/** What bundles of this package owe to the packages in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The licences of the packages whose code is among these modules; each asks to be kept with it. */
export function thirdParty(ids) {
  const folders = ids.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [])
  return [...new Set(folders)]
    .toSorted()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      return `${name} ${version}\n\n${licenceIn(folder)}\n`
    })
    .join(`${'-'.repeat(80)}\n`)
}

function licenceIn(folder) {
  for (const name of ['LICENSE', 'license', 'LICENSE.md']) {
    try {
      return readFileSync(join(folder, name), 'utf8').trim()
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }
  throw new Error(`${folder} has no licence`)
}
