/** Instruments the compiled sources of a fuzz build where they stand. Run after `tsc`, which writes them anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { instrument, MOST_BRANCHES } from './instrument.ts'

const sources = fileURLToPath(new URL('../../src', import.meta.url))
let branches = 0
for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.js')) continue
  const path = join(sources, name)
  const instrumented = instrument(readFileSync(path, 'utf8'), branches)
  writeFileSync(path, instrumented.code)
  branches += instrumented.branches
}
writeFileSync(join(sources, '..', 'branches.json'), JSON.stringify({ branches }))
if (branches > MOST_BRANCHES) throw new Error(`${branches} branches, room for ${MOST_BRANCHES}`)
