/**
 * Names of ordinary checkpoints that are called with arguments, each with the reason why the call is harmless.
 * They occur in files of public repositories. The enums of PyTorch 2.13 and of Python were imported and are enums; the
 * classes of other libraries were not looked at: they are taken for what their names say.
 */
import { ENUM_REASON, LEARNING_CALLS } from './learning-names.ts'
import { LIBRARY_CALLS } from './library-names.ts'

/** Classes of enums: a call with a value looks up one of their members. */
const ENUMS = `
  transformers.trainer_utils.IntervalStrategy transformers.trainer_utils.SaveStrategy
  transformers.trainer_utils.SchedulerType transformers.trainer_utils.HubStrategy
  transformers.trainer_utils.EvaluationStrategy transformers.trainer_utils.FSDPOption
  transformers.trainer_utils.ShardedDDPOption transformers.trainer_utils.EvalStrategy
  transformers.trainer_utils.LoggingStrategy transformers.training_args.OptimizerNames
  transformers.training_args.ParallelMode transformers.debug_utils.DebugOption
  transformers.utils.quantization_config.QuantizationMethod
  transformers.tokenization_utils_base.PaddingStrategy transformers.utils.generic.PaddingStrategy
  accelerate.utils.dataclasses.DistributedType accelerate.utils.dataclasses.PrecisionType
  accelerate.utils.dataclasses.SageMakerDistributedType accelerate.utils.dataclasses.RNGType
  accelerate.utils.dataclasses.LoggerType accelerate.utils.dataclasses.DynamoBackend
  peft.utils.peft_types.PeftType peft.utils.peft_types.TaskType peft.utils.config.PeftType
  peft.utils.config.TaskType
  torch.distributed.checkpoint.metadata._MEM_FORMAT_ENCODING
  torch.distributed._shard.sharded_tensor.metadata.MEM_FORMAT_ENCODING
  torch.distributed.checkpoint.planner.WriteItemType
  torch.distributed.fsdp.api.ShardingStrategy torch.distributed.fsdp.api.StateDictType
  torch.distributed.fsdp.api.BackwardPrefetch
  torch.ao.quantization.quant_type.QuantType torch._C._profiler.ProfilerActivity
  pytorch_lightning.utilities.enums.DeviceType pytorch_lightning.utilities.enums.DistributedType
  pytorch_lightning.trainer.states.TrainerStatus pytorch_lightning.trainer.states.TrainerFn
  pytorch_lightning.trainer.states.RunningStage lightning.pytorch.trainer.states.TrainerStatus
  lightning.pytorch.trainer.states.TrainerFn lightning.pytorch.trainer.states.RunningStage
  lightning_fabric.utilities.enums.LightningEnum signal.Signals http.HTTPStatus socket.AddressFamily
  uuid.SafeUUID inspect._ParameterKind ssl.TLSVersion deepspeed.runtime.zero.config.ZeroStageEnum
  ignite.engine.events.Events monai.utils.enums.MetaKeys monai.utils.enums.SpaceKeys monai.utils.enums.UpsampleMode
  kornia.constants.Resample kornia.constants.BorderType kornia.constants.SamplePadding kornia.constants.DType
  kornia.constants.DataKey
`

const CALLS: Readonly<Record<string, string>> = {
  [ENUM_REASON]: ENUMS,
  'makes a random generator from its state': `
    numpy.random.__RandomState_ctor numpy.random.mtrand.__RandomState_ctor
  `,
  'returns the functions of PyTorch 0.3': 'torch.nn.backends.thnn._get_thnn_function_backend',
  'loads TorchScript of the same archive, whose code is scanned': 'torch.jit._script.unpackage_script_module',
  'wraps a module: it is compiled when it is called': `
    torch._dynamo.eval_frame.OptimizedModule torch._dynamo.eval_frame.OptimizeContext
    torch._dynamo.backends.debugging.eager contextlib.nullcontext
  `,
  'makes a plain value of the values it is given': `
    pandas._libs.internals._unpickle_block pandas._libs.tslibs.timestamps._unpickle_timestamp
    pandas._libs.tslibs.timedeltas._timedelta_unpickle pandas._libs.tslibs.nattype._nat_unpickle
    torch.cuda.amp.grad_scaler._refresh_per_optimizer_state torch.amp.grad_scaler._refresh_per_optimizer_state
    torch.memory_format torch.distributed._tensor.placement_types.TensorMeta
    torch.distributed.tensor._dtensor_spec.TensorMeta
  `,
}

/** Names that are harmless to call, with the reason. What is handed to them is judged apart. */
export const HARMLESS_CALLS: ReadonlyMap<string, string> = new Map([
  ...LIBRARY_CALLS,
  ...[...Object.entries(CALLS), ...Object.entries(LEARNING_CALLS)].flatMap(([reason, text]) =>
    text
      .trim()
      .split(/\s+/)
      .map((name) => [name, reason] as const),
  ),
])

const LEARNING_ENUMS: ReadonlySet<string> = new Set((LEARNING_CALLS[ENUM_REASON] ?? '').trim().split(/\s+/))
const ENUM_NAMES: ReadonlySet<string> = new Set(ENUMS.trim().split(/\s+/))

const ONE_FOR_ALL: ReadonlySet<string> = new Set([
  'logging.getLogger',
  'fsspec.spec.make_instance',
  'fsspec.implementations.local.LocalFileSystem',
])

/** Calls that return what the process has one of: whoever changes it changes it for all. */
export function isShared(full: string): boolean {
  return ENUM_NAMES.has(full) || LEARNING_ENUMS.has(full) || ONE_FOR_ALL.has(full)
}

/** Members of an enum that are not in capitals. */
const ZERO_STAGES =
  /^deepspeed[\w.]+\.ZeroStageEnum\.(disabled|optimizer_states|gradients|weights|max_stage)$/

/** The enum whose member a full name is. Members are in capitals; methods and what leads out of the class are not. */
export function enumOf(full: string): string | undefined {
  const dot = full.lastIndexOf('.')
  const cls = full.slice(0, dot)
  const member = full.slice(dot + 1)
  const isMember = /^[A-Z][A-Z0-9_]*$/.test(member) || ZERO_STAGES.test(full)
  return ENUM_NAMES.has(cls) && isMember ? cls : undefined
}
