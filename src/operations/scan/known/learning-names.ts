/**
 * Names of machine learning: what files of stable-baselines3 and joblib contain. The walk of `scripts/known-names` over
 * gymnasium 1.4.0, stable_baselines3 2.9.2 and sb3_contrib 2.9.2 established most; those that it could not follow
 * (spaces and buffers that copy numbers with NumPy) and gym 0.26.2 were read.
 */

/** Spaces: `__setstate__` sets attributes, and describes bounds by their least and largest number. */
const SPACES = `
  box.Box dict.Dict discrete.Discrete graph.Graph multi_binary.MultiBinary multi_discrete.MultiDiscrete
  sequence.Sequence space.Space text.Text tuple.Tuple
`

/** Without code for unpickling, or with one that sets attributes; `extend` and `add` of a buffer copy numbers. */
const PARTS = `
  stable_baselines3.common.buffers.ReplayBuffer stable_baselines3.common.buffers.RolloutBuffer
  stable_baselines3.common.buffers.DictReplayBuffer stable_baselines3.common.buffers.DictRolloutBuffer
  stable_baselines3.common.buffers.NStepReplayBuffer stable_baselines3.her.her_replay_buffer.HerReplayBuffer
  stable_baselines3.common.running_mean_std.RunningMeanStd
  sb3_contrib.common.maskable.buffers.MaskableRolloutBuffer
  sb3_contrib.common.maskable.buffers.MaskableDictRolloutBuffer
  sb3_contrib.common.recurrent.buffers.RecurrentRolloutBuffer
  sb3_contrib.common.recurrent.buffers.RecurrentDictRolloutBuffer
  sb3_contrib.ars.policies.ARSLinearPolicy sb3_contrib.ars.policies.ARSPolicy
  sb3_contrib.common.maskable.policies.MaskableActorCriticCnnPolicy
  sb3_contrib.common.maskable.policies.MaskableActorCriticPolicy
  sb3_contrib.common.maskable.policies.MaskableMultiInputActorCriticPolicy
  sb3_contrib.common.recurrent.policies.RecurrentActorCriticCnnPolicy
  sb3_contrib.common.recurrent.policies.RecurrentActorCriticPolicy
  sb3_contrib.common.recurrent.policies.RecurrentMultiInputActorCriticPolicy
  sb3_contrib.crossq.policies.CrossQPolicy sb3_contrib.qrdqn.policies.CnnPolicy
  sb3_contrib.qrdqn.policies.MultiInputPolicy sb3_contrib.qrdqn.policies.QRDQNPolicy
  sb3_contrib.tqc.policies.CnnPolicy sb3_contrib.tqc.policies.MultiInputPolicy
  sb3_contrib.tqc.policies.TQCPolicy
`

/** Classes that are named, or made by NEWOBJ without arguments and given a state; by full name, with the reason. */
export const LEARNING_CLASSES: ReadonlyMap<string, string> = new Map([
  ...['gymnasium', 'gym'].flatMap((library) =>
    words(SPACES).map((name) => [`${library}.spaces.${name}`, 'a space: BUILD sets its attributes'] as const),
  ),
  [
    'joblib.numpy_pickle.NumpyArrayWrapper',
    "marks the place of an array: only joblib's own unpickler reads on there",
  ],
  ['numpy.matrix', 'an array of two dimensions'],
  ...words('numpy.rec.recarray numpy.recarray numpy.core.records.recarray').map(
    (name) => [name, 'an array of records'] as const,
  ),
  ...words(PARTS).map((name) => [name, 'a part of stable-baselines3: BUILD sets its attributes'] as const),
])

/** Why a call of an enum is harmless. */
export const ENUM_REASON = 'a class of an enum: a call finds a member'

/** Names that are called, by the reason why that is harmless. */
export const LEARNING_CALLS: Readonly<Record<string, string>> = {
  [ENUM_REASON]: `
    stable_baselines3.common.type_aliases.TrainFrequencyUnit
    stable_baselines3.her.goal_selection_strategy.GoalSelectionStrategy
  `,
  'makes the seed of a random generator': `
    numpy.random.bit_generator.SeedSequence numpy.random.bit_generator.__pyx_unpickle_SeedSequence
  `,
  'a type of numbers of NumPy': `
    numpy.bool_ numpy.int8 numpy.int16 numpy.int32 numpy.int64 numpy.uint8 numpy.uint16 numpy.uint32 numpy.uint64
    numpy.float16 numpy.float32 numpy.float64 numpy.longdouble numpy.complex64 numpy.complex128
  `,
  'the type of an element of an array of records': `
    numpy.record numpy.rec.record numpy.core.records.record
  `,
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
