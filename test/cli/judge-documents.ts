/** Runs whose one JSON document is judged by its published schema. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { documentErrors } from '../support/documents.ts'
import { pth } from './harness.ts'

/** Every fixture that a command may be given, sorted. */
export const FIXTURE_FILES: readonly string[] = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .map((name) => join('fixtures', name))
  .filter((path) => statSync(path).isFile() && !/\.(py|expected\.json|bin)$/.test(path))
  .toSorted()

/** The one document of a run; its errors by its schema, and whether it ends as the process does. */
export async function judged(
  argv: readonly string[],
): Promise<{ kind: string; problems: readonly unknown[] }> {
  const { code, stdout } = await pth(argv)
  const document: { kind: string; exit_code?: number } = JSON.parse(stdout)
  const problems = documentErrors(document)
  const ends = document.exit_code ?? 0
  return { kind: document.kind, problems: ends === code ? problems : [...problems, `exit code ${code}`] }
}

/** Judge a run of each; the kinds that were seen. */
export async function judgeAll(runs: readonly (readonly string[])[]): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>()
  for (const argv of runs) {
    const { kind, problems } = await judged(argv)
    expect({ argv, problems }).toEqual({ argv, problems: [] })
    kinds.add(kind)
  }
  return kinds
}
