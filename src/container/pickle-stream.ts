/** Files that begin with a pickle: the legacy stream of `torch.save`, or what `pickle.dump` wrote. */
import { isPthError, PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { Pickle } from '../pickle/machine.ts'
import { isGlobal, isKind } from '../pickle/value.ts'
import { isLegacyMagic, LEGACY_MAGIC, LEGACY_VERSION, openLegacy } from './legacy.ts'
import type { Container, Note, PickleRecord } from './record.ts'
import { newWindow, pickleAt } from './window.ts'
import type { Window } from './window.ts'

/** Bytes at the front of a broken pickle that are searched for the class of joblib's arrays. */
const JOBLIB_BYTES = 1 << 16

/**
 * Open a stream by its first pickle: PyTorch's magic number, or a value of its own.
 * @throws PthError PICKLE_*, CONTAINER_INVALID, FORMAT_UNSUPPORTED, LIMIT_EXCEEDED, SOURCE_TRUNCATED
 */
export async function openPickleStream(source: ByteSource, limits: Limits): Promise<Container> {
  const window = newWindow(source)
  const first = await firstPickle(window, limits)
  return isLegacyMagic(first.value)
    ? openLegacy(window, first, limits)
    : openPlainPickle(window, first, limits)
}

/**
 * joblib lets the bytes of each numpy array follow the opcodes that announce it, in the midst of the pickle:
 * whatever they seem to say as opcodes is chance.
 */
async function firstPickle(window: Window, limits: Limits): Promise<Pickle> {
  try {
    const first = await pickleAt(window, 0, 'pickle', limits)
    if (!first.globals.some((global) => isGlobal(global, 'joblib.numpy_pickle', 'NumpyArrayWrapper')))
      return first
  } catch (error) {
    if (!isPthError(error, 'PICKLE_INVALID', 'PICKLE_TRUNCATED', 'PICKLE_UNSUPPORTED', 'LIMIT_EXCEEDED'))
      throw error
    const begin = new TextDecoder('latin1').decode(window.bytes.subarray(0, JOBLIB_BYTES))
    if (!/joblib\.numpy_pickle[^]{0,16}NumpyArrayWrapper/.test(begin)) throw error
  }
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: window.source.name,
    found: 'a joblib file with numpy arrays between its opcodes',
    hint: 'open it with joblib.load, and save the arrays with numpy.savez or torch.save',
  })
}

async function openPlainPickle(window: Window, first: Pickle, limits: Limits): Promise<Container> {
  const pickles: PickleRecord[] = [{ member: 'pickle', role: 'data', byteLength: first.end, pickle: first }]
  const notes: Note[] = []
  let end = first.end
  for (;;) {
    const next = await nextPickle(window, end, `pickle ${pickles.length + 1}`, limits)
    if (next === undefined) break
    checkLimit(limits, 'pickles', 'pickles one after another', pickles.length + 1)
    if (pickles.length === 1) refuseHiddenLegacy(first, next)
    pickles.push({
      member: `pickle ${pickles.length + 1}`,
      role: 'part',
      byteLength: next.end - end,
      pickle: next,
    })
    end = next.end
  }
  if (pickles.length > 1) {
    notes.push({
      code: 'PICKLES_FOLLOW',
      message:
        `${pickles.length - 1} more pickles follow the first, which alone is shown; ` +
        'pickle.load reads one at a time',
    })
  }
  const rest = window.source.byteLength - end
  if (rest > 0) notes.push({ code: 'TRAILING_DATA', message: `${rest} bytes follow the last pickle` })
  return {
    facts: {
      kind: 'pickle',
      title: 'Python pickle (pickle.dump)',
      root: null,
      byteOrder: 'little',
      version: String(first.protocol),
      entryCount: null,
      alignment: null,
    },
    pickles,
    notes,
    findStorage: () => undefined,
  }
}

/** The pickle at `offset`, or undefined when something else is there. Only what declares a protocol is tried. */
async function nextPickle(
  window: Window,
  offset: number,
  member: string,
  limits: Limits,
): Promise<Pickle | undefined> {
  if (offset + 2 > window.source.byteLength) return undefined
  const [mark, protocol = 6] = await window.source.read(offset, 2)
  if (mark !== 0x80 || protocol > 5) return undefined
  try {
    return await pickleAt(window, offset, member, limits)
  } catch (error) {
    if (error instanceof PthError && error.code !== 'SOURCE_UNREADABLE') return undefined
    throw error
  }
}

/**
 * A legacy stream in all but its magic number. When the number is the result of a call, Python would run
 * the call before it compares: such a file is made to slip past scanners.
 */
function refuseHiddenLegacy(first: Pickle, second: Pickle): void {
  if (second.value !== LEGACY_VERSION) return
  const computed =
    isKind(first.value, 'object') || isKind(first.value, 'global') || isKind(first.value, 'persistent')
  if (!computed && typeof first.value !== 'number' && typeof first.value !== 'bigint') return
  throw new PthError('CONTAINER_INVALID', {
    what: 'magic number of the legacy stream',
    offset: 0,
    expected: `the integer 0x${LEGACY_MAGIC.toString(16)}`,
    found: computed ? 'a call that would compute it' : String(first.value),
    hint: computed
      ? 'no version of PyTorch writes this; do not load the file in Python'
      : 'torch.load also refuses it',
  })
}
