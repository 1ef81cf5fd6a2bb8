/** Folders of other frameworks, told by the names that they always write. */
import { PthError } from '../../errors.ts'

interface OtherProgram {
  readonly is: (names: ReadonlySet<string>) => boolean
  readonly found: string
  readonly hint: string
}

const NOT_PYTORCH = 'it is not a PyTorch checkpoint'

const OTHERS: readonly OtherProgram[] = [
  {
    is: (names) => names.has('.snapshot_metadata'),
    found: 'a folder of torchsnapshot',
    hint: 'restore it with torchsnapshot, and save the state_dict with torch.save',
  },
  {
    is: (names) => names.has('_CHECKPOINT_METADATA') || names.has('manifest.ocdbt'),
    found: 'an Orbax checkpoint (JAX)',
    hint: `${NOT_PYTORCH}; orbax.checkpoint restores it`,
  },
  {
    is: (names) => names.has('saved_model.pb'),
    found: 'a TensorFlow SavedModel',
    hint: `${NOT_PYTORCH}; tf.saved_model.load reads it`,
  },
  {
    is: (names) => someBeside(names, /^(.*)\.data-\d{5}-of-\d{5}$/, '.index'),
    found: 'a TensorFlow checkpoint',
    hint: `${NOT_PYTORCH}; tf.train.load_checkpoint reads it`,
  },
  {
    is: (names) => [...names].some((name) => name.endsWith('.pdiparams')),
    found: 'a PaddlePaddle inference model',
    hint: `${NOT_PYTORCH}; PaddlePaddle reads it`,
  },
  {
    is: (names) => someBeside(names, /^(.*)\.xml$/, '.bin'),
    found: 'an OpenVINO model (XML, and raw bytes beside it)',
    hint: `${NOT_PYTORCH}; OpenVINO reads it`,
  },
]

/** @throws PthError FORMAT_UNSUPPORTED for the folder of another framework; `names` are those of its files */
export function refuseOtherProgram(path: string, names: ReadonlySet<string>): void {
  const other = OTHERS.find(({ is }) => is(names))
  if (other === undefined) return
  throw new PthError('FORMAT_UNSUPPORTED', { path, found: other.found, hint: other.hint })
}

/** Whether a name of that form has another beside it: what the form catches, and `ending`. */
function someBeside(names: ReadonlySet<string>, form: RegExp, ending: string): boolean {
  return [...names].some((name) => {
    const stem = form.exec(name)?.[1]
    return stem !== undefined && names.has(stem + ending)
  })
}
