/** The configuration of a run: the nearest one upward, or the one that was named, and the repository around it. */
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { ConfigForm } from '../../config/document.ts'
import { parseConfig } from '../../config/parse.ts'
import { PthError } from '../../errors.ts'
import { isListed, kindOfPath } from '../../node/file.ts'
import { isInside, repositoryOf } from '../../node/repository.ts'
import { isAddress, withoutSecrets } from '../../remote/address.ts'
import { readSmallFile } from '../small-file.ts'
import { addressOf } from './addresses.ts'

/** A configuration, and what its paths are relative to. */
export interface Located {
  readonly config: Config
  /** Absolute. */
  readonly folder: string
  /** The repository: the nearest folder above with `.git`, else the folder of the configuration. Absolute. */
  readonly root: string
}

/** The file that is a configuration and nothing else. */
export const CONFIG = 'pth.config.json'

/** Files that may have a configuration, in the order in which they are named in messages. */
const CONFIG_FILES: readonly (readonly [name: string, form: ConfigForm])[] = [
  [CONFIG, 'json'],
  ['package.json', 'package.json'],
  ['pyproject.toml', 'toml'],
]

/** Bytes of a configuration. */
const CONFIG_BYTES = 1 << 20

/** @throws PthError CONFIG_UNCLEAR, CONFIG_INVALID, SOURCE_UNREADABLE */
export async function locateConfig(named: string | undefined): Promise<Located> {
  if (named !== undefined) {
    const path = resolve(named)
    const config = await readConfig(path, formOf(path))
    if (config === null)
      throw new PthError('CONFIG_UNCLEAR', {
        reason: `${shown(path)} has nothing for pth: [tool.pth] in TOML, "pth" in package.json`,
        paths: [],
      })
    return { config, folder: dirname(path), root: await repositoryOf(dirname(path), dirname(path)) }
  }
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    const configs: Config[] = []
    for (const [name, form] of CONFIG_FILES) {
      const config = await configIn(join(folder, name), form)
      if (config !== null) configs.push(config)
    }
    const [config, ...others] = configs
    if (others.length > 0)
      throw new PthError('CONFIG_UNCLEAR', {
        reason: 'one folder has several configurations; keep one, or name one with --config',
        paths: configs.map(({ path }) => path),
      })
    if (config !== undefined) return { config, folder, root: await repositoryOf(folder, folder) }
    // Above the repository is another project.
    if (dirname(folder) === folder || (await kindOfPath(join(folder, '.git'))) !== 'missing') break
  }
  const names = CONFIG_FILES.map(([name]) => name).join(', ')
  throw new PthError('CONFIG_UNCLEAR', {
    reason: `there is no configuration here or above (${names}); pth init writes one`,
    paths: [],
  })
}

/**
 * The configuration of a file that may not be there. One that is there and cannot be read is refused: the next one
 * upward would hold in its place.
 */
async function configIn(path: string, form: ConfigForm): Promise<Config | null> {
  if ((await kindOfPath(path)) === 'missing') {
    if (!(await isListed(path))) return null
    throw new PthError('SOURCE_UNREADABLE', {
      path: shown(path),
      reason: 'a symbolic link that leads nowhere',
    })
  }
  return readConfig(path, form)
}

async function readConfig(path: string, form: ConfigForm): Promise<Config | null> {
  const text = await readSmallFile(shown(path), CONFIG_BYTES)
  // As of UTF-16 read as UTF-8: no text of a configuration has a zero in it, and it would hide the word.
  if (text.includes('\0'))
    throw new PthError('CONFIG_INVALID', {
      path: shown(path),
      line: 1,
      key: '',
      expected: 'text in UTF-8',
      found: 'zero bytes, as in UTF-16',
    })
  // A file of another program is not read further than it must.
  if (form !== 'json' && !text.includes('pth')) return null
  return parseConfig(text, shown(path), form)
}

function formOf(path: string): ConfigForm {
  if (basename(path) === 'package.json') return 'package.json'
  return /\.toml$/i.test(path) ? 'toml' : 'json'
}

/** A place as a user would type it: relative to the working folder, or absolute where that is shorter. */
export function shown(path: string): string {
  if (isAddress(path)) return path
  const short = relative(resolve('.'), path)
  return short === '' ? '.' : short.length > path.length ? path : short
}

/**
 * A path of the configuration, absolute. A configuration that leads out of its repository cannot be reviewed by
 * reading it, so it is refused; symbolic links are followed, as everywhere.
 * @throws PthError CONFIG_INVALID
 */
export function pathIn(
  { config, folder, root }: Located,
  path: string,
  place: { readonly key: string; readonly line: number },
): string {
  const whole = resolve(folder, path)
  if (!isAbsolute(path) && !isAddress(path) && isInside(root, whole)) return whole
  throw new PthError('CONFIG_INVALID', {
    path: config.path,
    line: place.line,
    key: place.key,
    expected: `a path inside of ${shown(root)}, relative to the configuration`,
    found: JSON.stringify(withoutSecrets(path)),
  })
}

/** What the configuration reads and does not write may be at an address, too. @throws PthError CONFIG_INVALID, USAGE */
export function placeOfConfig(
  located: Located,
  text: string,
  place: { readonly key: string; readonly line: number },
): string {
  return isAddress(text) ? addressOf(located.config, text, place) : pathIn(located, text, place)
}
