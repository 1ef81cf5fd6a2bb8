/** `pth scan` of many files. */
import { linkSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plainParts } from '../support/archive.ts'
import { call, name, program, text } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { inFolder, pth } from './harness.ts'

const EVIL = buildZip(plainParts(program(call(name('posix', 'system'), text('echo')))))

interface Document {
  readonly files: readonly { readonly verdict: string }[]
  readonly failures: readonly { readonly file: string }[]
}

test('a folder of 10,000 files goes on past a bad one', async () => {
  await inFolder(async (folder) => {
    const many = join(folder, 'many')
    await mkdir(many)
    await writeFile(join(folder, 'good.pth'), buildZip(plainParts()))
    for (let file = 0; file < 10_000; file += 1) {
      const number = String(file).padStart(5, '0')
      const path = join(many, `${number}.pth`)
      if (file === 5_000) writeFileSync(path, 'bad')
      else if (file === 9_999) writeFileSync(path, EVIL)
      else linkSync(join(folder, 'good.pth'), path)
    }
    const found = await pth(['scan', '--json', many])
    expect(found.code).toBe(1)
    const { files, failures } = JSON.parse(found.stdout) as Document
    expect(failures.map(({ file }) => file)).toEqual([join(many, '05000.pth')])
    expect([files.length, files.filter(({ verdict }) => verdict !== 'clean').length]).toEqual([9_999, 1])
  })
})
