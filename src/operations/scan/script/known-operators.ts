/** What is known about the operators that TorchScript code can call, seen in PyTorch 2.13 and torchvision 0.29. */

/** `files`, `programs`: what it reaches. `unknown`: of a library that pth does not know. */
export type OperatorReach = 'files' | 'programs' | 'unknown'

/** Operators that open the file of a name in the code, and those that run what is not in it. */
const REACHES: ReadonlyMap<string, OperatorReach> = new Map([
  ...'aten::save aten::from_file debugprims::load_tensor image::read_file image::write_file'
    .split(' ')
    .map((name) => [name, 'files'] as const),
  // rpc runs a function on another machine; the other two take any value for a Python function.
  ...'prim::rpc_sync prim::rpc_async prim::rpc_remote prim::PythonOp prim::IgnoredPythonOp'
    .split(' ')
    .map((name) => [name, 'programs'] as const),
])

/** Their names without the library, by which a name of its own reaches them. */
export const REACHING_NAMES: ReadonlySet<string> = new Set(
  [...REACHES.keys()].map((name) => name.slice(name.indexOf('::') + 2)),
)

/** Libraries of operators that only compute, but for those above. */
export const COMPUTING: ReadonlySet<string> = new Set(
  (
    'aten prim prims _prims quantized _quantized quantized_decomposed quantization sparse mkldnn mkldnn_prepacked ' +
    'mkl onednn profiler inductor inductor_prims prepacked _caffe2 rngprims static_runtime export debugprims ' +
    'metal metal_prepack vulkan vulkan_prepack xnnpack _nnapi cuda torchvision image'
  ).split(' '),
)

/** Classes of C++ that PyTorch registers in one build or another: packed weights, streams, measurements. */
const CLASSES: ReadonlySet<string> = new Set(
  (
    'quantized.Conv2dPackedParamsBase quantized.Conv3dPackedParamsBase quantized.EmbeddingPackedParamsBase ' +
    'quantized.LinearPackedParamsBase rnn.CellParamsBase sparse.LinearPackedParamsBase mkldnn.ConvOpContext ' +
    'xnnpack.LinearOpContext xnnpack.Conv2dOpContext xnnpack.TransposeConv2dOpContext metal.Conv2dOpContext ' +
    'metal.LinearOpContext vulkan.BatchNormPackedContext vulkan.Conv2dPackedContext vulkan.LayernormPackedContext ' +
    'vulkan.LinearPackedContext cuda.Event cuda.Stream profiler._RecordFunction profiling._ScriptProfile ' +
    'profiling.InstructionStats profiling.SourceRef profiling.SourceStats'
  ).split(' '),
)

/** What `library::operator` reaches; undefined for one that only computes. */
export function operatorReach(library: string, operator: string): OperatorReach | undefined {
  return REACHES.get(`${library}::${operator}`) ?? (COMPUTING.has(library) ? undefined : 'unknown')
}

/** Whether `__torch__.torch.classes.library.name` is one of PyTorch's own. */
export function isKnownClass(library: string, name: string): boolean {
  return CLASSES.has(`${library}.${name}`)
}
