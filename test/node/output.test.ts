import { link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { checkSpace, checkTarget, createOutput, isFolder, namesIn } from '../../src/node/output.ts'
import { inFolder } from '../cli/harness.ts'

async function detailsOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'none',
    (error: unknown) => isPthError(error, 'OUTPUT_UNWRITABLE') && error.details,
  )
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (isPthError(error)) return error.code
    throw error
  }
  return 'none'
}

const NEW = { force: false }
const FORCE = { force: true }

test('a file has its name only after commit, and nothing is left after abort', async () => {
  await inFolder(async (folder) => {
    const target = join(folder, 'out')
    const file = await createOutput(target, NEW)
    await file.write(new Uint8Array([1, 2]))
    await file.write(new Uint8Array([3]))
    expect((await readdir(folder)).includes('out')).toBe(false)
    await file.sync()
    await file.commit()
    expect(await readdir(folder)).toEqual(['out'])
    expect([...(await readFile(target))]).toEqual([1, 2, 3])
    const second = await createOutput(join(folder, 'other'), NEW)
    await second.write(new Uint8Array([1]))
    await second.abort()
    expect(await readdir(folder)).toEqual(['out'])
  })
})

test('a file that appears meanwhile is not replaced without force', async () => {
  await inFolder(async (folder) => {
    const target = join(folder, 'out')
    const file = await createOutput(target, NEW)
    await file.sync()
    await writeFile(target, 'theirs')
    expect(await codeOf(file.commit())).toBe('OUTPUT_EXISTS')
    await file.abort()
    expect(await readFile(target, 'utf8')).toBe('theirs')
    expect(await readdir(folder)).toEqual(['out'])
    const forced = await createOutput(target, FORCE)
    await forced.write(new TextEncoder().encode('mine'))
    await forced.sync()
    await forced.commit()
    expect(await readFile(target, 'utf8')).toBe('mine')
  })
})

test('targets that cannot or must not be written are refused before any work', async () => {
  await inFolder(async (folder) => {
    const input = join(folder, 'in')
    await writeFile(input, 'x')
    await link(input, join(folder, 'hard'))
    await symlink(input, join(folder, 'soft'))
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'))
    await mkdir(join(folder, 'folder'))
    await writeFile(join(folder, 'other'), 'y')
    for (const name of ['in', 'hard', 'soft']) {
      expect(await codeOf(checkTarget(join(folder, name), [input], FORCE)), name).toBe('OUTPUT_IS_INPUT')
    }
    expect(await codeOf(checkTarget(join(folder, 'folder'), [input], FORCE))).toBe('OUTPUT_UNWRITABLE')
    expect(await codeOf(checkTarget(join(folder, 'dangling'), [input], FORCE))).toBe('OUTPUT_UNWRITABLE')
    expect(await codeOf(checkTarget(join(folder, 'missing', 'x'), [input], FORCE))).toBe('OUTPUT_UNWRITABLE')
    expect(await codeOf(checkTarget(join(input, 'x'), [input], FORCE))).toBe('OUTPUT_UNWRITABLE')
    expect(await codeOf(checkTarget('/dev/null', [input], FORCE))).toBe('OUTPUT_UNWRITABLE')
    expect(await codeOf(checkTarget(join(folder, 'other'), [input], NEW))).toBe('OUTPUT_EXISTS')
    expect(await codeOf(checkTarget(join(folder, 'new'), [input], NEW))).toBe('none')
  })
})

test('a folder that does not exist is named, and nothing makes it', async () => {
  await inFolder(async (folder) => {
    const missing = join(folder, 'missing')
    expect(await detailsOf(namesIn(missing))).toEqual({
      path: missing,
      reason: 'the folder does not exist',
      hint: 'make it first',
    })
    const target = join(missing, 'x')
    expect(await detailsOf(checkTarget(target, [], FORCE))).toEqual({
      path: target,
      reason: 'its folder does not exist',
      hint: 'make it first',
    })
    expect(await isFolder(missing)).toBe(false)
  })
})

test('force keeps the permissions of the file it replaces, and follows a link to it', async () => {
  await inFolder(async (folder) => {
    const real = join(folder, 'real')
    await writeFile(real, 'old', { mode: 0o640 })
    await symlink(real, join(folder, 'link'))
    const file = await createOutput(await checkTarget(join(folder, 'link'), [], FORCE), FORCE)
    await file.sync()
    await file.commit()
    expect((await stat(real)).mode & 0o777).toBe(0o640)
    expect((await readdir(folder)).toSorted()).toEqual(['link', 'real'])
  })
})

test('a disk that is too small is told before anything is written', async () => {
  await inFolder(async (folder) => {
    expect(await codeOf(checkSpace(join(folder, 'out'), 2 ** 60))).toBe('OUTPUT_NO_SPACE')
    expect(await codeOf(checkSpace(join(folder, 'out'), 1))).toBe('none')
  })
})
