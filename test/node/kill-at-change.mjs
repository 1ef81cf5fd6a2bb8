/**
 * Loaded before the program (`node --import`): kills it at its call number PTH_KILL_AT that changes something. With
 * PTH_KILL_HALF a write is made by half before. Calls are counted in the file PTH_KILL_COUNT. The program knows nothing of it.
 */
import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const at = Number(process.env['PTH_KILL_AT'] ?? -1)
const half = process.env['PTH_KILL_HALF'] === '1'
const counted = process.env['PTH_KILL_COUNT']
let calls = 0

function count(write) {
  calls += 1
  if (counted !== undefined) fs.writeFileSync(counted, String(calls))
  if (calls - 1 !== at) return
  if (half) write?.()
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000)
}

for (const name of ['rename', 'link', 'unlink']) {
  const call = promises[name]
  promises[name] = (...args) => {
    count()
    return call(...args)
  }
}

const open = promises.open
let patched = false
promises.open = async (path, flags, ...rest) => {
  if (typeof flags === 'string' && /[wa]/.test(flags)) count()
  const handle = await open(path, flags, ...rest)
  if (!patched) {
    patched = true
    const kind = Object.getPrototypeOf(handle)
    const { write } = kind
    kind.write = function (bytes, offset, length, position) {
      const from = offset ?? 0
      const size = length ?? bytes.length - from
      count(() => fs.writeSync(this.fd, bytes, from, size >> 1, position ?? null))
      return write.call(this, bytes, offset, length, position)
    }
    for (const name of ['sync', 'datasync']) {
      const call = kind[name]
      kind[name] = function () {
        count()
        return call.call(this)
      }
    }
  }
  return handle
}
syncBuiltinESMExports()
