/**
 * Calls of the system that read. They are made at once while they come back at once, as from the cache of the system:
 * a way through Node's threads takes longer than such a call. On a slow disk they go to the threads, side by side.
 */
import fs from 'node:fs'
import type { Dirent, Stats } from 'node:fs'

export type { Dirent } from 'node:fs'

/** Milliseconds that a call may take, on average. */
const PATIENCE = 0.5
/** Calls that the average is over. */
const LATEST = 8
/** Calls that go to the threads before one is made at once again. */
const AWAY = 64
/** Bytes of a read that is made at once: more take as long as the way to a thread. */
const SMALL_READ = 1 << 20

let average = 0
let away = 0

type Done<Result> = (error: NodeJS.ErrnoException | null, result: Result) => void

async function call<Result>(now: () => Result, later: (done: Done<Result>) => void): Promise<Result> {
  if (away > 0) {
    away -= 1
    return new Promise((resolve, reject) => {
      later((error, result) => (error === null ? resolve(result) : reject(error)))
    })
  }
  const start = performance.now()
  try {
    return now()
  } finally {
    average += (performance.now() - start - average) / LATEST
    if (average > PATIENCE) {
      average = 0
      away = AWAY
    }
  }
}

export function statPath(path: string): Promise<Stats> {
  return call(
    () => fs.statSync(path),
    (done) => fs.stat(path, done),
  )
}

/** The number of a file that is opened for reading. */
export function openToRead(path: string): Promise<number> {
  return call(
    () => fs.openSync(path, 'r'),
    (done) => fs.open(path, 'r', done),
  )
}

export function statFile(file: number): Promise<Stats> {
  return call(
    () => fs.fstatSync(file),
    (done) => fs.fstat(file, done),
  )
}

/** The number of bytes that were read into `bytes[at, at + length)`. */
export function readFile(
  file: number,
  bytes: Uint8Array,
  at: number,
  length: number,
  position: number,
): Promise<number> {
  const later = (done: Done<number>): void => fs.read(file, bytes, at, length, position, done)
  if (length > SMALL_READ)
    return new Promise((resolve, reject) => {
      later((error, count) => (error === null ? resolve(count) : reject(error)))
    })
  return call(() => fs.readSync(file, bytes, at, length, position), later)
}

export function closeFile(file: number): Promise<void> {
  return call(
    () => fs.closeSync(file),
    (done) => fs.close(file, (error) => done(error, undefined)),
  )
}

export function listNames(path: string): Promise<string[]> {
  return call(
    () => fs.readdirSync(path),
    (done) => fs.readdir(path, done),
  )
}

export function listEntries(path: string): Promise<Dirent[]> {
  return call(
    () => fs.readdirSync(path, { withFileTypes: true }),
    (done) => fs.readdir(path, { withFileTypes: true }, done),
  )
}
