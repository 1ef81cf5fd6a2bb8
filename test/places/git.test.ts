/** git itself with `pth textconv` as its driver: what changed in a checkpoint is what its diff shows. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { plainParts, PLAIN, raw } from '../support/archive.ts'
import { buildZip } from '../support/zip.ts'
import { named, storage, tensor } from '../support/assembler.ts'
import { output, plainEnvironment, ran } from './tools.ts'

/** Names that shells, git and option parsers may misread. */
const NAMES = [
  'model.pth',
  '-v2.pth',
  '--help',
  '-',
  'mit leer.pth',
  'a\'"$(touch pwned)`;&.pth',
  'zeile\nzwei.pth',
  'é!x.pth',
]

const env = plainEnvironment({
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
})

/** `weight` is the floats 0 to 5 but for the first, `bias` is always the same. */
function checkpoint(first: number): Uint8Array {
  const weight = Float32Array.from([first, ...PLAIN.subarray(1)])
  const pickle = named({
    weight: tensor(storage('0', 6), [2, 3], [3, 1]),
    bias: tensor(storage('1', 6), [6], [1]),
  })
  const parts = plainParts(pickle).map((part) =>
    part.name.endsWith('data/0') ? { ...part, data: raw(weight) } : part,
  )
  return buildZip([...parts, { name: 'archive/data/1', data: raw(PLAIN) }])
}

/** The line of `weight`, by Node's own digest. */
function weightLine(first: number): string {
  const digest = createHash('sha256').update(raw(Float32Array.from([first, ...PLAIN.subarray(1)])))
  return `tensor  weight  float32 [2, 3]  sha256 ${digest.digest('hex').slice(0, 16)}`
}

/** A new repository with the driver, as docs/git.md says. */
function repository(): string {
  const cwd = temporaryFolder()
  git(cwd, 'init', '--quiet')
  writeFileSync(join(cwd, '.gitattributes'), '* diff=pth\n.gitattributes !diff\n')
  git(cwd, 'config', 'diff.pth.textconv', 'pth textconv')
  git(cwd, 'config', 'diff.pth.cachetextconv', 'true')
  return cwd
}

function git(cwd: string, ...args: readonly string[]): string {
  return output('git', args, { cwd, env })
}

function commit(cwd: string, message: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), content)
  }
  git(cwd, 'add', '--all')
  git(cwd, 'commit', '--quiet', '--message', message)
}

/** What Git LFS commits in place of a file. */
function pointer(digit: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`
}

/** Lines of a diff that were taken away or put in. */
function changed(diff: string): string[] {
  return diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line))
}

describe.each(NAMES)('git diff of %j', (name) => {
  let cwd = ''
  beforeAll(() => {
    cwd = repository()
    commit(cwd, 'first', { [name]: checkpoint(0) })
  })

  test('shows the tensor that changed, and that the file did', () => {
    writeFileSync(join(cwd, name), checkpoint(7))
    const lines = changed(git(cwd, 'diff'))
    expect(lines).toHaveLength(4)
    expect(lines).toContain(`-${weightLine(0)}`)
    expect(lines).toContain(`+${weightLine(7)}`)
    expect(lines.filter((line) => /^[-+]file  \d+ bytes  sha256 [0-9a-f]{64}$/.test(line))).toHaveLength(2)
  })

  test('and so does git log -p', () => {
    commit(cwd, 'second', { [name]: checkpoint(8) })
    const lines = changed(git(cwd, 'log', '-p', '-1'))
    expect(lines).toContain(`-${weightLine(0)}`)
    expect(lines).toContain(`+${weightLine(8)}`)
    // Again, from git's cache.
    expect(changed(git(cwd, 'log', '-p', '-1'))).toEqual(lines)
    expect(git(cwd, 'notes', '--ref', 'textconv/pth', 'list')).not.toBe('')
    expect(existsSync(join(cwd, 'pwned'))).toBe(false)
    expect(git(cwd, 'status', '--porcelain')).toBe('')
  })
})

describe('git diff shows', () => {
  test('a file that was cut off as one line, and goes on', () => {
    const cwd = repository()
    commit(cwd, 'first', { 'a.pth': checkpoint(0), 'b.pth': checkpoint(0) })
    writeFileSync(join(cwd, 'a.pth'), checkpoint(0).subarray(0, 300))
    writeFileSync(join(cwd, 'b.pth'), checkpoint(1))
    const lines = changed(git(cwd, 'diff'))
    expect(lines.filter((line) => line.startsWith('+broken  '))).toHaveLength(1)
    expect(lines).toContain(`+${weightLine(1)}`)
    // Neither the place of the copy that git makes, nor anything else that is another one each time.
    expect(git(cwd, 'diff')).toBe(git(cwd, 'diff'))
    expect(lines.join('\n')).not.toContain('/tmp')
  })

  test('a pointer of Git LFS as what it is, and what it points to', () => {
    const cwd = repository()
    commit(cwd, 'first', { 'model.pth': pointer('a', 1234) })
    writeFileSync(join(cwd, 'model.pth'), pointer('b', 5678))
    const diff = git(cwd, 'diff')
    expect(diff).toContain(' pointer  Git LFS: the file itself is not here (git lfs pull)')
    expect(diff).toContain(`-points to  1,234 bytes  sha256 ${'a'.repeat(64)}`)
    expect(diff).toContain(`+points to  5,678 bytes  sha256 ${'b'.repeat(64)}`)
  })

  test('with Git LFS the tensors, not the pointers', () => {
    const cwd = repository()
    git(cwd, 'lfs', 'install', '--local')
    writeFileSync(join(cwd, '.gitattributes'), '*.pth filter=lfs diff=pth merge=binary -text\n')
    commit(cwd, 'first', { 'model.pth': checkpoint(0) })
    expect(git(cwd, 'cat-file', 'blob', 'HEAD:model.pth')).toContain('git-lfs')
    commit(cwd, 'second', { 'model.pth': checkpoint(3) })
    const lines = changed(git(cwd, 'diff', 'HEAD~1', 'HEAD', '--', 'model.pth'))
    expect(lines).toContain(`-${weightLine(0)}`)
    expect(lines).toContain(`+${weightLine(3)}`)
  })

  test('a file of another kind, an empty one, and one of PyTorch', () => {
    const cwd = repository()
    commit(cwd, 'first', { 'a.pth': 'hello world\n', 'b.pth': '', 'c.pth': checkpoint(0) })
    copyFileSync(join(FIXTURES, 'state_dict.pth'), join(cwd, 'a.pth'))
    writeFileSync(join(cwd, 'b.pth'), new Uint8Array([0x80, 2, 0x2e]))
    git(cwd, 'rm', '--quiet', 'c.pth')
    const diff = git(cwd, 'diff', 'HEAD')
    expect(diff).toContain('-broken  FORMAT_UNSUPPORTED')
    expect(diff).toContain('+tensor  weight  float32 [2, 3]')
    expect(diff).toContain(`-${weightLine(0)}`)
  })
})

test('a merge of both sides keeps ours whole, and both versions can be compared', () => {
  const cwd = repository()
  writeFileSync(join(cwd, '.gitattributes'), '*.pth diff=pth merge=binary -text\n')
  commit(cwd, 'first', { 'model.pth': checkpoint(0) })
  git(cwd, 'checkout', '--quiet', '-b', 'side')
  commit(cwd, 'theirs', { 'model.pth': checkpoint(1) })
  git(cwd, 'checkout', '--quiet', '-')
  commit(cwd, 'ours', { 'model.pth': checkpoint(2) })
  const merge = ran('git', ['merge', 'side'], { cwd, env })
  expect([merge.code, merge.stdout + merge.stderr]).toEqual([1, expect.stringContaining('CONFLICT')])
  const script = 'git show :2:model.pth > ours.pth && git show :3:model.pth > theirs.pth'
  output('sh', ['-c', script], { cwd, env })
  const { code, stdout } = ran('pth', ['diff', 'ours.pth', 'theirs.pth', '--values'], { cwd, env })
  expect([code, stdout]).toEqual([1, expect.stringContaining('weight')])
  // What lies in the tree meanwhile is ours, not a mixture.
  expect(output('pth', ['textconv', 'model.pth'], { cwd, env })).toContain(weightLine(2))
})
