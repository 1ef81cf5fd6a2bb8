/** Names beside a model: what trainers write there is never what is meant by the whole. */

/** @see transformers/trainer.py and accelerate/utils/constants.py */
const BESIDE = new RegExp(
  String.raw`^(training_args\.bin|(optimizer|optim|scheduler|scaler|sampler|dl_state_dict)(_\d+)?(\.\w+)?|` +
    String.raw`rng_state(_\d+)?\.pth|random_states_\d+\.pkl|.*optim_states\.pt)$`,
  'i',
)

/** Whether a file is called as what trainers put beside the model. */
export function isBeside(name: string): boolean {
  return BESIDE.test(name)
}
