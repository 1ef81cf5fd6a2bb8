/** TorchScript archives (`torch.jit.save`, and `.ptl` for the lite interpreter): two pickles and code. */
import type { ByteSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { Pickle } from '../pickle/machine.ts'
import type { Container, Note, ScriptClass } from './record.ts'
import { parseScriptClasses } from './script-code.ts'
import { findRoot, readArchive, readPickle, requireEntry } from './torch-zip.ts'
import type { TorchArchive } from './torch-zip.ts'
import type { ZipDirectory } from '../zip/directory.ts'
import { openEntry } from '../zip/content.ts'

/** Storage keys of constants.pkl get this prefix: both pickles count from 0. */
const CONSTANTS_PREFIX = 'constants/'
/**
 * Bytes of all code that is read for class headers. Largest known: 6 MB (a detection model with many traced
 * blocks).
 */
const CODE_BYTES = 1 << 27

/**
 * Open a TorchScript archive. Of the code, only the files that name the classes of `data.pkl` are read.
 * @throws PthError as for `torch.save` archives
 */
export async function openTorchscript(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const notes: Note[] = []
  const archive = await readArchive(source, directory, findRoot(directory, notes), notes)
  const { find, storage, facts } = archive
  const data = await readPickle(source, requireEntry(find, facts.root, 'data.pkl'), 'data', limits, notes)
  const constants = await readPickle(
    source,
    requireEntry(find, facts.root, 'constants.pkl'),
    'constants',
    limits,
    notes,
    CONSTANTS_PREFIX,
  )
  const lite = find('bytecode.pkl') !== undefined
  return {
    facts: {
      kind: 'torchscript',
      title: lite
        ? 'TorchScript archive for the lite interpreter (.ptl)'
        : 'TorchScript archive (torch.jit.save)',
      ...facts,
    },
    pickles: [data, constants],
    notes,
    scriptClasses: await readClasses(source, archive, data.pickle),
    findStorage: (key) => storage(key.startsWith(CONSTANTS_PREFIX) ? key : `data/${key}`),
  }
}

/** The classes of the object tree, each from `code/<module path>.py`. Classes without code are left out. */
async function readClasses(
  source: ByteSource,
  archive: TorchArchive,
  pickle: Pickle,
): Promise<Map<string, ScriptClass>> {
  const classes = new Map<string, ScriptClass>()
  const seen = new Set<string>()
  let total = 0
  for (const { module } of pickle.globals) {
    if (seen.has(module) || !(module === '__torch__' || module.startsWith('__torch__.'))) continue
    seen.add(module)
    const entry = archive.find(`code/${module.replaceAll('.', '/')}.py`)
    if (entry === undefined) continue
    total += entry.size
    if (total > CODE_BYTES) {
      throw overFixedLimit({
        what: 'code of the TorchScript classes',
        limit: CODE_BYTES,
        found: total,
        unit: 'bytes',
        why: 'PyTorch writes one small file a module',
      })
    }
    const content = await openEntry(source, entry)
    const text = new TextDecoder().decode(await content.read(0, entry.size))
    for (const [name, facts] of parseScriptClasses(text)) classes.set(`${module}.${name}`, facts)
  }
  return classes
}
