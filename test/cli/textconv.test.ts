/** `pth textconv`: lines about whatever it is given, with the digests that PyTorch gives. */
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectedOf, FIXTURES } from '../fixtures.ts'
import { pth, temporaryFile, temporaryFolder } from './harness.ts'

const written = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => statSync(join(FIXTURES, name)).isFile() && !/\.(json|py|md|gz|txt)$/.test(name))

async function lines(path: string): Promise<string[]> {
  const { code, stdout, stderr } = await pth(['textconv', '--', path])
  expect([code, stderr], path).toEqual([0, ''])
  expect(stdout.endsWith('\n')).toBe(true)
  return stdout.slice(0, -1).split('\n')
}

describe('every file', () => {
  test('has lines, the first with its digest, and the run is clean', async () => {
    expect(written.length).toBeGreaterThan(300)
    for (const name of written) {
      const path = join(FIXTURES, name)
      const [first, second] = await lines(path)
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
      expect(first, name).toMatch(/^file  [\d,]+ bytes  sha256 [0-9a-f]{64}$/)
      expect(first?.slice(-64), name).toBe(digest)
      expect(second, name).toMatch(/^(format|broken|pointer)  \S/)
    }
  })

  test('has the digests of PyTorch', async () => {
    let compared = 0
    for (const name of written) {
      if (!readdirSync(FIXTURES).includes(`${name}.expected.json`)) continue
      const { answer, tensors = [], state_dict: stateDict } = expectedOf(name)
      if (answer !== 'loads' || stateDict === null || stateDict === undefined) continue
      const shown = await lines(join(FIXTURES, name))
      const prefix = stateDict.path.map((step) => `${step}.`).join('')
      for (const tensor of tensors) {
        const named = stateDict.names.find((each) => `${prefix}${each}` === tensor.name)
        if (named === undefined || tensor.kind !== 'strided' || /[^\w.]/.test(named)) continue
        const facts = `${tensor.dtype} [${tensor.shape.join(', ')}]`
        expect(shown, name).toContain(`tensor  ${named}  ${facts}  sha256 ${tensor.sha256.slice(0, 16)}`)
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(300)
  })
})

describe('the lines', () => {
  test('do not depend on where the file is', async () => {
    for (const name of ['state_dict.pth', 'cut-in-storage.pth', 'members/agent.zip']) {
      if (!written.includes(name)) continue
      const copy = join(temporaryFolder(), name.replace(/^.*\//, ''))
      copyFileSync(join(FIXTURES, name), copy)
      expect(await lines(copy)).toEqual(await lines(join(FIXTURES, name)))
      expect((await lines(copy)).join('\n')).not.toContain(temporaryFolder().slice(0, 9))
    }
  })

  test('name what an object is, and what is beside the weights', async () => {
    const shown = await lines(join(FIXTURES, 'state_dict.pth'))
    expect(shown).toContain('object  argparse.Namespace  x1')
    expect(shown).toContain('value  $.epoch  int 12')
    expect(shown.filter((line) => line.startsWith('other  $.optimizer.'))).toHaveLength(2)
  })

  test('contain nothing that a terminal obeys', async () => {
    const path = temporaryFile('a\u001b[2Jb.pth', 'a text that is long enough\u001b[31m')
    expect((await lines(path)).join('')).not.toContain('\u001b')
  })

  test('are printed without digests where views repeat far more than the file contains', async () => {
    const { code, stdout } = await pth([
      'textconv',
      '--max-measured-bytes',
      '8',
      join(FIXTURES, 'state_dict.pth'),
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^not read  .*--max-measured-bytes/m)
    expect(stdout).toMatch(/^tensor  weight  float32 \[2, 3\]$/m)
  })
})

describe('a path', () => {
  test('that leads nowhere is an error, as is a folder', async () => {
    for (const path of [join(FIXTURES, 'no-such.pth'), FIXTURES]) {
      const { code, stdout, stderr } = await pth(['textconv', path])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('SOURCE_UNREADABLE')
    }
  })

  test('of a file with ! in its name is that file', async () => {
    const path = join(temporaryFolder(), 'a!b.pth')
    copyFileSync(join(FIXTURES, 'state_dict.pth'), path)
    expect(await lines(path)).toContain('value  $.epoch  int 12')
  })

  test('of a pointer of Git LFS without a digest or a size says so', async () => {
    const path = join(temporaryFolder(), 'a.pth')
    writeFileSync(path, 'version https://git-lfs.github.com/spec/v1\n')
    expect((await lines(path)).slice(1)).toEqual([
      'pointer  Git LFS: the file itself is not here (git lfs pull)',
      'points to  an unknown size  sha256 unknown',
    ])
  })
})
