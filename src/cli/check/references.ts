/** What rules compare with: schemas, locks, policies and the baseline, each read once for all files that use it. */
import { basename, dirname } from 'node:path'
import type { Asked } from '../../config/cascade.ts'
import type { SettingName } from '../../config/config.ts'
import { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { kindOfPath } from '../../node/file.ts'
import { realTarget } from '../../node/real-target.ts'
import { parseBaseline } from '../../operations/check/budget.ts'
import type { Sizes } from '../../operations/check/budget.ts'
import type { CheckReferences } from '../../operations/check/check-file.ts'
import { NO_POLICY, parsePolicy, withAllowed } from '../../operations/scan/policy.ts'
import { parseLock } from '../../operations/verify/lock.ts'
import { compareSides } from '../../diff/compare-sides.ts'
import { isAddress } from '../../remote/address.ts'
import { withExpected } from '../expected.ts'
import type { ExpectedSide } from '../../diff/sides.ts'
import { readSmallFile } from '../small-file.ts'
import type { CheckPath } from './expand.ts'
import { pathIn, placeOfConfig, shown } from './locate.ts'
import type { Located } from './locate.ts'

/** Bytes of a lock or a baseline, and of a policy. */
export const LARGE = 1 << 28
const SMALL = 1 << 20

/** The references of a run. */
export interface ReferenceShelf {
  /** Those of one file. With `writes` there is no lock to compare with. */
  of(path: CheckPath, asked: Asked, writes: boolean): CheckReferences
  /** Every row of the baseline; none where there is no file. */
  baseline(): Promise<ReadonlyMap<string, Sizes>>
}

export function newShelf(located: Located, limits: Limits): ReferenceShelf {
  const sides = new Map<string, Promise<ExpectedSide>>()
  let rows: Promise<ReadonlyMap<string, Sizes>> | undefined
  const expected = (path: string, { settings }: Asked): Promise<ExpectedSide> => {
    const { schemaRoot, schemaWeights, schemaJoin } = settings
    const key = JSON.stringify([path, schemaRoot, schemaWeights, schemaJoin?.map(({ text }) => text)])
    const options = {
      limits,
      ...(schemaRoot !== undefined && { root: schemaRoot }),
      ...(schemaWeights !== undefined && { weights: schemaWeights }),
      ...(schemaJoin !== undefined && { join: schemaJoin }),
    }
    // Names, shapes and dtypes stay known when the file is closed.
    const side = sides.get(key) ?? withExpected(path, options, async (found) => found)
    sides.set(key, side)
    return side
  }
  const baseline = (): Promise<ReadonlyMap<string, Sizes>> => (rows ??= readBaseline(baselinePath(located)))
  return {
    baseline,
    of: (path, asked, writes) => ({
      policy: () => policyOf(located, asked),
      compare: async (checkpoint) => {
        const file = referencePath(located, path, asked, 'schema') ?? ''
        if ((await realTarget(file)) === (await realTarget(path.path)))
          throw new PthError('USAGE', {
            reason: `${shown(file)} is the checkpoint itself: a file always matches itself, so nothing is compared`,
          })
        const { root, schemaRoot, strict = true, checkDtype = false } = asked.settings
        const roots = {
          ...(root !== undefined && { root }),
          ...(schemaRoot !== undefined && { expectedRoot: schemaRoot }),
        }
        const side = await expected(shown(file), asked)
        const { state, diff, suggestions } = compareSides(
          { checkpoint, expected: side, roots, renamed: false },
          { strict, checkDtype },
        )
        const keys = [...side.model.tensors.values()]
        const dtypes = keys.some(({ name, dtype }) => dtype !== null && state.entries.has(name))
        return { diff, suggestions, expected: shown(file), dtypes }
      },
      lock: writes
        ? null
        : async () => {
            const file = shown(lockPath(located, path, asked))
            if ((await kindOfPath(file)) === 'missing')
              throw new PthError('SOURCE_UNREADABLE', {
                path: file,
                reason: 'no such file',
                hint: 'pth check --update-lock writes it',
              })
            return parseLock(await readSmallFile(file, LARGE), file)
          },
      baseline: async () => (await baseline()).get(path.name) ?? null,
    }),
  }
}

/** Where the baseline is. @throws PthError CONFIG_INVALID */
export function baselinePath(located: Located): string {
  const { baseline } = located.config
  return pathIn(located, baseline, { key: 'baseline', line: 1 })
}

async function readBaseline(path: string): Promise<ReadonlyMap<string, Sizes>> {
  if ((await kindOfPath(path)) === 'missing') return new Map()
  return parseBaseline(await readSmallFile(shown(path), LARGE), shown(path))
}

/** The path of a field with the parts of the file's own path in it; undefined where no entry has the field. */
export function referencePath(
  located: Located,
  { name }: CheckPath,
  { settings, places }: Asked,
  field: Extract<SettingName, 'schema' | 'lock'>,
): string | undefined {
  const template = settings[field]
  const place = places.get(field)
  if (template === undefined || place === undefined) return undefined
  const parts = new Map([
    ['path', name],
    ['dir', dirname(name)],
    ['base', basename(name)],
    ['name', basename(name).replace(/(\.index\.json|\.[^.]+)$/, '')],
  ])
  const path = template.replaceAll(
    /\{(path|dir|base|name)\}/g,
    (text, part: string) => parts.get(part) ?? text,
  )
  return field === 'schema' ? placeOfConfig(located, path, place) : pathIn(located, path, place)
}

/** The lock of a file: beside it where no entry names one. @throws PthError CONFIG_INVALID */
export function lockPath(located: Located, path: CheckPath, asked: Asked): string {
  const found = referencePath(located, path, asked, 'lock')
  if (found !== undefined) return found
  if (isAddress(path.path))
    throw new PthError('CONFIG_INVALID', {
      path: located.config.path,
      line: path.entries[0]?.include[0]?.line ?? 1,
      key: 'lock',
      expected: 'the path of a lock for what is at an address, such as "locks/{base}.lock.json"',
      found: `none for ${path.shown}`,
    })
  return pathIn(located, `${path.name}.lock.json`, { key: 'lock', line: 1 })
}

async function policyOf(
  located: Located,
  { settings, places }: Asked,
): ReturnType<CheckReferences['policy']> {
  const { allow = [], policy = null, strict = false } = settings.scan ?? {}
  const place = places.get('scan')
  const file = policy === null || place === undefined ? null : shown(pathIn(located, policy, place))
  const base = file === null ? NO_POLICY : parsePolicy(await readSmallFile(file, SMALL), file)
  const allowed = withAllowed(base, allow)
  return strict ? { ...allowed, strict: true } : allowed
}
