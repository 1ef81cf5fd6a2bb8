/** Small files that a command writes: whole or not at all, and never over another one unless that is asked for. */
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkTarget, createOutput } from './output.ts'

/** @throws PthError OUTPUT_EXISTS, OUTPUT_UNWRITABLE */
export async function writeText(path: string, text: string, force: boolean): Promise<void> {
  const output = await createOutput(await checkTarget(path, [], { force }), { force })
  try {
    await output.write(new TextEncoder().encode(text))
    await output.sync()
    await output.commit()
  } catch (error) {
    await output.abort()
    throw error
  }
}

/** Refuse a target that cannot or must not be written; the path behind symbolic links. @throws as `writeText` */
export function checkTextTarget(path: string, force: boolean): Promise<string> {
  return checkTarget(path, [], { force })
}

/** A folder behind symbolic links. */
export function realFolder(path: string): Promise<string> {
  return realpath(path)
}

/** A path behind symbolic links; as it is where nothing is there. */
export function realTarget(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
