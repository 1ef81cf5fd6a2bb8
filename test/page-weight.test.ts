/** What the page weighs, compressed as a server sends it: what is loaded to open a file, and all there is. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const DIST = join(import.meta.dirname, '..', 'web', 'dist')

function weight(name: string): number {
  return gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length
}

const files = readdirSync(DIST, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
/** Loaded when a view is opened that needs them. */
const LATER = /^(worker-(scan|scan-all|diff|compare|convert|distributed)\.js|(hash|write)\.js|offline\.js)$/

test('what opens a file and shows it weighs less than 250 kB', () => {
  const first = files.filter((name) => !LATER.test(name))
  expect(first).toContain('worker.js')
  expect(first.reduce((sum, name) => sum + weight(name), 0)).toBeLessThan(200_000)
})

test('with the tables of names and what compares and converts it weighs no more than it has to', () => {
  expect(weight('worker-scan.js')).toBeLessThan(200_000)
  expect(files.reduce((sum, name) => sum + weight(name), 0)).toBeLessThan(513_000)
})

test('the views of a report are small beside its data', () => {
  expect(weight('app.js') + weight('app.css')).toBeLessThan(45_000)
})
