/** Who writes a temporary file, in its name: what a killed run left is told from what another run is writing. */
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { newSha256 } from '../hash.ts'
import { randomName } from '../output.ts'

/** A run that is silent for so long is taken for dead when it is of another machine. */
const SILENT_SECONDS = 900
/** How often a run shows that it lives. */
export const BEAT_SECONDS = 60

let machine: Promise<string> | undefined
const own = new Set<string>()

/** A part of a file name: this machine, this process, and random digits. */
export async function newOwner(): Promise<string> {
  const owner = `${await machineName()}-${process.pid}-${randomName()}`
  own.add(owner)
  return owner
}

/** Whether the run that gave a name this part may still be running; `age` is of its last change, in seconds. */
export async function mayLive(owner: string, age: number): Promise<boolean> {
  if (own.has(owner)) return true
  const [place = '', pid = ''] = owner.split('-')
  if (place === (await machineName()) && !isRunning(Number(pid))) return false
  return age < SILENT_SECONDS
}

/** Processes are numbered anew at each start of a machine, and in each container. */
function machineName(): Promise<string> {
  return (machine ??= (async () => {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    const space = await readlink('/proc/self/ns/pid').catch(() => '')
    const hasher = newSha256()
    hasher.update(new TextEncoder().encode(`${hostname()}\n${boot}\n${space}`))
    return hasher.hex().slice(0, 12)
  })())
}

/** This process is running, but nothing of an earlier one with its number is. */
function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
