/** Preloaded: stops the process at the call number PTH_KILL_AT that renames, links or unlinks; 0 counts them on fd 3. */
import fs from 'node:fs/promises'
import { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const at = Number(process.env['PTH_KILL_AT'])
let calls = 0

for (const name of ['rename', 'link', 'unlink']) {
  const real = fs[name]
  fs[name] = async (...paths) => {
    calls += 1
    if (calls === at) {
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => undefined)
    }
    return real(...paths)
  }
}
syncBuiltinESMExports()
if (at === 0) process.on('exit', () => writeSync(3, String(calls)))
