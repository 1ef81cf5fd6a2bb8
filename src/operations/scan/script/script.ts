/**
 * TorchScript code under scan: operators that reach files or programs, named with their line, and whether
 * torch.jit.load itself runs them.
 */
import { isPthError } from '../../../errors.ts'
import { batches } from '../../../io/planned.ts'
import type { ByteSource } from '../../../io/source.ts'
import { overFixedLimit } from '../../../limits.ts'
import { openEntryAsTorch } from '../../../zip/content.ts'
import type { ZipEntry } from '../../../zip/entry.ts'
import { entryRange } from '../../../zip/local-header.ts'
import { find } from '../context.ts'
import type { ScanContext, ScriptFacts } from '../context.ts'
import { isBytecode } from './bytecode.ts'
import { addMentions, functionNames, reachedByLoading } from './loading.ts'
import type { Mentions } from './loading.ts'
import { classesOf, isSuspicious, readCode } from './operators.ts'
import type { CodeFacts, OperatorUse } from './operators.ts'

/** Bytes of all code of an archive. Largest known: 6 MB (a detection model with many traced blocks). */
const CODE_BYTES = 1 << 25
/** Bytes of code that is read token by token; of what PyTorch writes nothing is, but for operators of a library. */
const READ_BYTES = 1 << 22
/** Operators of one source file that are reported; one is enough for the verdict. */
const TOLD = 8
/** Characters of code that are shown. */
const SHOWN = 60

/** A file of TorchScript code: in torch.jit archives `code/`, in torch.package `.data/ts_code/code/`. */
const SCRIPT = /(?:^|\/)code\/(.*)\.py$/is

/** Whether an entry is code that torch.jit.load compiles. */
export function isScript({ name }: ZipEntry): boolean {
  return SCRIPT.test(name.replace(/\0.*$/s, ''))
}

interface CodeFile extends CodeFacts {
  readonly member: string
  /** `__torch__.a.b` */
  readonly module: string
  readonly source: string
}

/**
 * Look into the code of an archive; the classes it defines are kept in the context for the names in its pickles.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function scanScripts(
  context: ScanContext,
  source: ByteSource,
  entries: readonly ZipEntry[],
  prefix: string,
): Promise<void> {
  const classes = new Map<string, string | null>()
  const scripts: ScriptFacts = { classes, compiled: entries.some(({ name }) => isBytecode(name)) }
  const files: CodeFile[] = []
  const spent: Spent = { all: 0, read: 0 }
  const code = entries.filter(isScript)
  for await (const some of batches(source, code, (entry) => entryRange(entry, CODE_BYTES))) {
    for (const entry of some) {
      try {
        files.push(await readFile(source, entry, prefix, spent))
      } catch (error) {
        if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
        find(context, 'MEMBER_UNREADABLE', 'error', prefix + entry.name, null, error.message)
      }
    }
  }
  for (const file of files) for (const name of file.classes) classes.set(`${file.module}.${name}`, null)
  if (files.length > 0 || scripts.compiled) context.scripts.set(prefix, scripts)
  if (files.some(({ uses }) => uses.length > 0)) tell(context, files, classes)
}

/** Bytes of code so far: of all files, and of those that were read token by token. */
interface Spent {
  all: number
  read: number
}

async function readFile(
  source: ByteSource,
  entry: ZipEntry,
  prefix: string,
  spent: Spent,
): Promise<CodeFile> {
  spent.all += entry.size
  checkCode(CODE_BYTES, spent.all)
  const content = await openEntryAsTorch(source, entry)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await content.read(0, entry.size))
  const suspicious = isSuspicious(text)
  if (suspicious) spent.read += entry.size
  checkCode(READ_BYTES, spent.read)
  const [, path = ''] = SCRIPT.exec(entry.name.replace(/\0.*$/s, '')) ?? []
  return {
    ...(suspicious ? readCode(text) : { uses: [], classes: classesOf(text) }),
    member: prefix + entry.name,
    module: path.replaceAll('/', '.'),
    source: text,
  }
}

function checkCode(limit: number, found: number): void {
  if (found <= limit) return
  const why = limit === CODE_BYTES ? 'PyTorch writes one small file a module' : 'PyTorch writes no such code'
  throw overFixedLimit({ what: 'TorchScript code', limit, found, unit: 'bytes', why })
}

/** Report what was found, and put the classes whose making reaches it into the table. */
function tell(context: ScanContext, files: readonly CodeFile[], classes: Map<string, string | null>): void {
  const functions = new Set<string>()
  for (const { source } of files) functionNames(source, functions)
  const mentions: Mentions = { byFunction: new Map(), first: new Map() }
  for (const { source, module } of files) addMentions(mentions, source, module, functions)
  const reached = reachedByLoading(mentions, functions)
  const isLoaded = (use: OperatorUse): boolean =>
    use.header || use.scopes.some(({ kind, name }) => kind === 'def' && reached.has(name))
  for (const { member, uses, source } of files)
    for (const use of uses.slice(0, TOLD)) {
      const loaded = isLoaded(use)
      const unknown = use.reach === 'unknown' || use.reach === 'hidden'
      find(
        context,
        unknown ? 'SCRIPT_OPERATOR_UNKNOWN' : 'SCRIPT_OPENS_FILE',
        use.reach === 'unknown' && !loaded ? 'warning' : 'error',
        member,
        new TextEncoder().encode(source.slice(0, use.at)).length,
        describe(use, source, loaded),
      )
    }
  const harmful = files.flatMap((file) =>
    file.uses.filter(({ reach }) => reach === 'files' || reach === 'programs').map((use) => ({ file, use })),
  )
  for (const cls of harmful.length === 0 ? [] : classes.keys()) {
    const own = reachedByLoading(mentions, functions, cls)
    const first = harmful.find(
      ({ file, use: { scopes, header } }) =>
        `${file.module}.${scopes[0]?.name ?? ''}` === cls && (header || scopes[1]?.name === '__setstate__'),
    )
    const through =
      first ?? harmful.find(({ use }) => use.scopes.some(({ kind, name }) => kind === 'def' && own.has(name)))
    if (through !== undefined) classes.set(cls, `its code reaches ${through.use.name} when it is loaded`)
  }
}

const REACHES: Readonly<Record<OperatorUse['reach'], string>> = {
  files: 'opens a file',
  programs: 'runs what is not in the code',
  unknown: 'is of a library that pth does not know',
  hidden: 'is given another name, so that what it calls is not known; PyTorch never writes this',
}

function describe({ at, name, reach, scopes, header }: OperatorUse, source: string, loaded: boolean): string {
  const place = scopes.at(-1)?.path ?? 'the file'
  const where = header ? `the head of ${place}` : place
  const text = source.slice(at, at + SHOWN).replaceAll(/\s*\\?\r?\n\s*/g, ' ')
  const shown = at + SHOWN < source.length ? `${text}…` : text.trimEnd()
  const number = lineNumber(source, at)
  const when = loaded ? 'torch.jit.load may run it' : 'it runs when the model is called'
  return `line ${number}, in ${where}: ${shown}: ${name} ${REACHES[reach]}; ${when}`
}

function lineNumber(source: string, at: number): number {
  let number = 1
  for (let next = source.indexOf('\n'); next >= 0 && next < at; next = source.indexOf('\n', next + 1))
    number += 1
  return number
}
