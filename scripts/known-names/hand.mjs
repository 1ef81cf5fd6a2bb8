/**
 * What the lists written by hand say of names: JSON rows [module, name] on standard input, reasons or null out.
 * Names that they ban already need no room in the generated tables. Run after `npm run build`.
 */
import { readFileSync } from 'node:fs'
import { dangerByHand } from '../../build/operations/scan/known/by-hand.js'

const rows = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(rows.map(([module, name]) => dangerByHand(module, name) ?? null)))
