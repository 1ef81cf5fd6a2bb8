/** The repository around a folder, and what is inside of it. */
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { kindOfPath } from './file.ts'

/** The nearest folder above with `.git`, or `otherwise` where there is none. */
export async function repositoryOf(folder: string, otherwise: string): Promise<string> {
  for (let above = folder; ; above = dirname(above)) {
    if ((await kindOfPath(join(above, '.git'))) !== 'missing') return above
    if (dirname(above) === above) return otherwise
  }
}

/** Whether a path is a folder or inside of it. */
export function isInside(folder: string, path: string): boolean {
  const step = relative(folder, path)
  return step === '' || (!isAbsolute(step) && step !== '..' && !step.startsWith(`..${sep}`))
}
