/**
 * What the tables that ship say of names: JSON rows [module, name, object] on standard input, one word for each out.
 * `dangerous`: it is called so; `call`: a call of it is dangerous; `listed`: written down by hand with the reason why it
 * is harmless; `unknown`: no table has it, and a call of it is an unknown call; `harmless`: a table takes it for
 * harmless. Run after `npm run build`.
 */
import { readFileSync } from 'node:fs'
import { isFollowed } from '../../build/operations/scan/calls.js'
import { EXCEPTIONS } from '../../build/operations/scan/known/dangerous-names.js'
import { DISTRIBUTED_CLASSES } from '../../build/operations/scan/known/distributed-names.js'
import { HARMLESS_CALLS } from '../../build/operations/scan/known/harmless-names.js'
import { lookUp } from '../../build/operations/scan/known/look-up.js'
import { judgeGlobal } from '../../build/operations/scan/verdict.js'

const BY_HAND = [EXCEPTIONS, DISTRIBUTED_CLASSES, HARMLESS_CALLS]

function word(module, name, object) {
  const { verdict } = judgeGlobal(module, name)
  if (verdict === 'dangerous') return 'dangerous'
  if (lookUp(module, name).call !== null) return 'call'
  const names = [`${module}.${name}`, object]
  if (BY_HAND.some((table) => names.some((each) => table.has(each)))) return 'listed'
  if (verdict === 'unknown') return 'unknown'
  return verdict === 'container' || isFollowed({ module, name, resolved: false }) ? 'listed' : 'harmless'
}

const rows = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(rows.map((row) => word(...row))))
