/** The commands on one folder: what they print and write is what the library answers, and scan finds nothing. */
import { rmSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { parseJoin } from '../../src/names/join-rule.ts'
import { openPath } from '../../src/node/open-path.ts'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { hashOf } from '../conformance/hash.ts'
import { wantedOf } from './exceptions.ts'
import { flagsOf } from './folders.ts'
import type { Asked, Folder } from './folders.ts'

/** What safetensors has no form for, or the file has nothing of. */
const NO_FORM = /"code": "(TENSORS_UNSUPPORTED|NAME_INVALID|NOTHING_SELECTED)"/

interface Selected {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[] | null
  readonly sha256: string
}

/** Differences between the commands and the library, for a folder that the library reads. */
export async function judgeCommands(folder: Folder): Promise<readonly string[]> {
  return [
    ...(await judgeInspect(folder)),
    ...(await judgeConvert(folder)),
    ...(await judgeVerify(folder)),
    ...(await judgeScan(folder)),
  ]
}

async function selectedOf(path: string, { join = [], weights }: Asked = {}): Promise<readonly Selected[]> {
  const { checkpoint, close } = await openPath(path, {
    contents: true,
    join: join.map(parseJoin),
    ...(weights !== undefined && { weights }),
  })
  try {
    const selected: Selected[] = []
    for (const { name, tensor } of checkpoint.stateDict.tensors)
      // Arrays of numpy have dtypes of their own, which a conversion changes.
      if (tensor.kind !== 'array')
        selected.push({
          name,
          dtype: tensor.dtypeName,
          shape: tensor.shape,
          sha256: await hashOf(tensor),
        })
    return selected
  } finally {
    await close()
  }
}

async function judgeInspect({ path, expected }: Folder): Promise<readonly string[]> {
  const { code, stdout } = await runCli('inspect', '--json', path, ...flagsOf(expected))
  if (code !== 0) return [`inspect: exit code ${code}: ${stdout.slice(0, 200)}`]
  const { tensors } = JSON.parse(stdout) as {
    tensors: { kind: string; name: string; dtype: string; shape: number[] | null }[]
  }
  const shown = tensors
    .filter(({ kind }) => kind !== 'array')
    .map(({ name, dtype, shape }) => `${name} ${dtype} [${shape}]`)
  const own = (await selectedOf(path, expected)).map(
    ({ name, dtype, shape }) => `${name} ${dtype} [${shape}]`,
  )
  return shown.join('\n') === own.join('\n') ? [] : ['inspect: other tensors than the library has']
}

async function judgeConvert({ path, expected }: Folder): Promise<readonly string[]> {
  const target = temporaryFolder()
  try {
    const file = joinPath(target, 'out.safetensors')
    const { code, stdout, stderr } = await runCli('convert', '--json', path, '-o', file, ...flagsOf(expected))
    if (code !== 0)
      return NO_FORM.test(stdout) ? [] : [`convert: exit code ${code}: ${(stdout || stderr).slice(0, 300)}`]
    const own = new Map((await selectedOf(path, expected)).map((tensor) => [tensor.name, tensor]))
    const written = await selectedOf(file)
    const recorded = await namesRecorded(file)
    const differences = [...own.keys()]
      .filter((name) => !written.some((tensor) => tensor.name === name))
      .filter((name) => own.get(name)?.sha256 !== own.get(recorded.get(name) ?? '')?.sha256)
      .map((name) => `convert: ${name} was not written`)
    for (const tensor of written) {
      const meant = own.get(tensor.name)
      const same =
        meant !== undefined &&
        meant.sha256 === tensor.sha256 &&
        meant.dtype === tensor.dtype &&
        String(meant.shape) === String(tensor.shape)
      if (meant !== undefined && !same) differences.push(`convert: ${tensor.name} is another tensor`)
    }
    return differences
  } finally {
    rmSync(target, { recursive: true })
  }
}

/** The other names of tied tensors that safetensors records in its metadata, and the names that have their bytes. */
async function namesRecorded(file: string): Promise<ReadonlyMap<string, string>> {
  const { checkpoint, close } = await openPath(file)
  await close()
  return checkpoint.metadata ?? new Map()
}

async function judgeVerify({ path, expected }: Folder): Promise<readonly string[]> {
  const { code, stdout } = await runCli('verify', '--json', path, ...flagsOf(expected))
  if (code !== 0) return [`verify: exit code ${code}: ${stdout.slice(0, 300)}`]
  const { files } = JSON.parse(stdout) as { files: { checks: { checked: number }[]; shards: unknown[] }[] }
  const checked = files.some(
    ({ checks, shards }) => shards.length > 0 || checks.some((check) => check.checked > 0),
  )
  return checked ? [] : ['verify: nothing was compared']
}

async function judgeScan(folder: Folder): Promise<readonly string[]> {
  const { code, stdout } = await runCli('scan', '--json', folder.path)
  const wanted = wantedOf(folder).clean ? 0 : 1
  return code === wanted ? [] : [`scan: exit code ${code}, wanted ${wanted}: ${findingsOf(stdout)}`]
}

function findingsOf(stdout: string): string {
  const { files = [], failures = [] } = JSON.parse(stdout) as {
    files?: { file: string; findings: object[] }[]
    failures?: object[]
  }
  const found = files.flatMap(({ file, findings }) => findings.map((each) => ({ file, ...each })))
  return JSON.stringify([...found, ...failures].slice(0, 2)).slice(0, 500)
}
