/** Python source in an archive of torch.package: which of it runs when a pickle of the archive is loaded. */
import type { ByteSource } from '../../io/source.ts'
import { openEntryAsTorch } from '../../zip/content.ts'
import type { ZipDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'
import { isScript } from './script/script.ts'
import { firstLines } from './text.ts'

const EXTERN = /(?:^|\/)\.data\/extern_modules$/
/** Bytes of a source, and of the list of modules, that are read to show how they begin. */
const HEAD = 4096
/** Modules of the list that are named. */
const TOLD = 8

/** Whether the archive is one of torch.package, whose Python files run when a pickle in it names their classes. */
export function isPackage({ entries }: ZipDirectory): boolean {
  return entries.some(({ name }) => EXTERN.test(name))
}

/** Whether an entry is Python source that PackageImporter would run. */
export function isPackageSource(entry: ZipEntry): boolean {
  return /\.py(\0|$)/i.test(entry.name) && !isScript(entry)
}

/**
 * Report one source, when the pickles have been scanned: one that defines a module that they name, or a module around
 * it, runs when they are loaded.
 * @throws PthError of the zip entry, SOURCE_UNREADABLE
 * @see torch/package/package_importer.py `_load_module`
 */
export async function scanPackageSource(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  prefix: string,
): Promise<void> {
  if (entry.size === 0) return
  const module = moduleOf(entry.name)
  const runs = context.globals.find(
    ({ member, module: named }) =>
      member.startsWith(prefix) && (named === module || named.startsWith(`${module}.`)),
  )
  const head = await readHead(source, entry)
  const told =
    runs === undefined
      ? 'Python source that torch.package runs when it is imported'
      : `Python source that torch.package runs when it loads ${runs.member.slice(prefix.length)}, ` +
        `for ${runs.module}.${runs.name}`
  const severity = runs === undefined ? 'warning' : 'error'
  find(context, 'PACKAGE_CODE', severity, prefix + entry.name, null, `${told}: ${firstLines(head)}`)
}

/** Name the modules that come from the environment of whoever loads the archive. @throws as scanPackageSource */
export async function nameExternModules(
  context: ScanContext,
  source: ByteSource,
  { entries }: ZipDirectory,
  prefix: string,
): Promise<void> {
  const entry = entries.find(({ name }) => EXTERN.test(name))
  if (entry === undefined || entry.size === 0) return
  const names = (await readHead(source, entry)).split('\n').filter((name) => name.trim() !== '')
  if (names.length === 0) return
  const more = names.length > TOLD ? `, and ${names.length - TOLD} more` : ''
  const told = `imports from the environment it is loaded in: ${names.slice(0, TOLD).join(', ')}${more}`
  find(context, 'PACKAGE_CODE', 'note', prefix + entry.name, null, told)
}

/** `archive/net/block.py` is the module `net.block`, `archive/net/__init__.py` the module `net`. */
function moduleOf(name: string): string {
  return name
    .replace(/\0.*$/s, '')
    .replace(/^[^/]*\//, '')
    .replace(/(?:\/__init__)?\.py$/i, '')
    .replaceAll('/', '.')
}

async function readHead(source: ByteSource, entry: ZipEntry): Promise<string> {
  const content = await openEntryAsTorch(source, entry)
  return new TextDecoder().decode(await content.read(0, Math.min(HEAD, entry.size)))
}
