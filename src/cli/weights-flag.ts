/** The flag that chooses among the weights of a DeepSpeed checkpoint. */
import { Option } from 'commander'

/** `--weights`, or `--expected-weights` for the other side of a comparison. */
export function weightsOption(flag = '--weights'): Option {
  const what = flag === '--weights' ? 'of a DeepSpeed folder' : 'of the expected one'
  return new Option(
    `${flag} <which>`,
    `${what}: master (float32) or module (the dtype of the training)`,
  ).choices(['master', 'module'])
}
