/** Names that run code, open files or reach the network when called: the deny-list of `scan`, by module and by name. */

/** A table as text: names between spaces and line ends. */
function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** Modules of which every name is dangerous, in all their submodules too, with the reason. */
export const DANGEROUS_MODULES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'runs programs': words(`
      os posix nt subprocess _posixsubprocess commands popen2 pty pexpect multiprocessing uuid
      _osx_support _aix_support _pyrepl platform asyncio signal _signal posixpath ntpath pipes
      concurrent sched tkinter _tkinter turtle curses _curses cgi cgitb fcntl termios tty
      resource antigravity torch.multiprocessing torch.distributed.launcher
      torch.distributed.run torch.distributed.elastic
    `),
    'runs code': words(`
      sys runpy code codeop marshal importlib _frozen_importlib _frozen_importlib_external _imp
      imp pkgutil zipimport site sitecustomize usercustomize gc inspect unittest test doctest
      pydoc bdb pdb timeit trace profile cProfile compileall py_compile idlelib lib2to3 venv
      ensurepip pip setuptools pkg_resources distutils _distutils_hack rlcompleter atexit
      threading _thread _dummy_thread compile exec eval codecs ast dis symtable nturl2path this
      turtledemo IPython pytest _pytest zipapp modulefinder pyclbr sysconfig cmd _testcapi
      _testinternalcapi _xxsubinterpreters _interpreters sympy.core.sympify sympy.parsing
      numexpr jinja2 mako PIL.ImageMath PIL.ImageShow pandas.core.computation torch.package
      torch.jit._serialization torch.jit._recursive torch._export numpy.f2py numpy.distutils
      numpy.testing torch._dynamo torch._inductor torch.hub torch.compile
      torch.utils.cpp_extension torch.utils.bottleneck torch.utils.collect_env
      torch.utils.benchmark torch.testing torch.fx.experimental.symbolic_shapes
      torch.jit.unsupported_tensor_ops torch.utils._config_module
      torch.utils.data.datapipes.utils.decoder torch.utils.data.datapipes torch.distributed.rpc
    `),
    'loads pickles': words(`
      pickle _pickle cPickle pickletools dill cloudpickle joblib shelve jsonpickle klepto
      pandas.io.pickle torch.distributed.checkpoint
    `),
    'calls its argument': ['operator', '_operator'],
    'reaches native code': ['ctypes', '_ctypes', 'cffi', 'mmap', 'cython', 'Cython', 'numpy.ctypeslib'],
    'reaches the network': words(`
      socket _socket ssl _ssl socketserver http httplib urllib urllib2 urllib3 requests aiohttp
      httpx xmlrpc smtplib imaplib ftplib poplib telnetlib nntplib webbrowser select selectors
      syslog wsgiref paramiko smtpd asyncore asynchat huggingface_hub torch.utils.model_zoo
    `),
    'opens or changes files': words(`
      shutil tempfile filecmp fileinput glob linecache difflib tarfile zipfile sqlite3 _sqlite3
      dbm logging _pyio gzip bz2 lzma wave aifc sunau binhex uu tokenize tabnanny faulthandler
      tracemalloc readline getpass xml.sax xml.dom numpy.lib._datasource numpy.lib.npyio
      numpy.lib._npyio_impl torch.utils.tensorboard torch.utils.viz nt_path netrc mailbox
      mailcap torch.utils.file_baton fsspec smart_open
    `),
  }).flatMap(([reason, modules]) => modules.map((module) => [module, reason] as const)),
)

/**
 * Modules of which every name is dangerous but the harmless ones listed here: deny-lists ban them whole, and
 * checkpoints need a few of
 * their names. A listed name gets the verdict of its own table, or is unknown.
 */
export const MIXED_MODULES: ReadonlyMap<string, { readonly reason: string; readonly harmless: RegExp }> =
  new Map([
    ...['builtins', '__builtin__', '__builtins__'].map(
      (module) =>
        [
          module,
          {
            reason: 'may run code',
            harmless: new RegExp(
              String.raw`^(abs|all|any|ascii|bin|callable|chr|cmp|dir|divmod|enumerate|format|getattr|` +
                String.raw`hasattr|hash|hex|id|isinstance|issubclass|len|long|max|memoryview|min|next|oct|ord|` +
                String.raw`pow|print|repr|reversed|round|sorted|sum|type|unichr|unicode|xrange|basestring|zip|` +
                String.raw`object|bool|int|float|complex|str|bytes|bytearray|list|tuple|set|frozenset|dict|` +
                String.raw`range|slice|Ellipsis|NotImplemented|NotImplementedType|NoneType|ellipsis|function|` +
                String.raw`[A-Z]\w*(Error|Exception|Warning|Exit|Interrupt|Iteration|Group))$`,
            ),
          },
        ] as const,
    ),
    ['functools', { reason: 'calls its argument', harmless: /^partial$/ }],
    [
      'types',
      {
        reason: 'runs code',
        harmless:
          /^(SimpleNamespace|MappingProxyType|NoneType|EllipsisType|NotImplementedType|GenericAlias|UnionType)$/,
      },
    ],
  ])

/** Why a name is dangerous that executes a text among its arguments: how the text begins is shown. */
export const RUNS_SOURCE = 'runs the source text that it is given'

/**
 * Functions that are copied from project to project, dangerous in every module. `_reconstruct_persistent_obj` of
 * StyleGAN2-ADA and what builds on it makes a module of `module_src`.
 */
export const DANGEROUS_ANYWHERE: ReadonlyMap<string, string> = new Map([
  ['_reconstruct_persistent_obj', RUNS_SOURCE],
])

/** Single dangerous names in modules that hold harmless ones too; a name covers its attributes. */
export const DANGEROUS_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    [RUNS_SOURCE]: words(`
      torch.fx.graph_module._exec_with_source torch.fx.graph_module._forward_from_src
      torch.fx.graph_module._method_from_src torch.fx.graph_module.reduce_graph_module
      torch.fx.graph_module.reduce_package_graph_module torch.fx.graph_module.reduce_deploy_graph_module
      torch.fx.graph_module._deserialize_graph_module dnnlib.tflib.network.Network
    `),
    'runs bytecode that it is given': words(`
      cloudpickle.cloudpickle._make_function cloudpickle.cloudpickle._builtin_type
      cloudpickle.cloudpickle._make_skel_func cloudpickle.cloudpickle._fill_function
      cloudpickle.cloudpickle._function_setstate cloudpickle.cloudpickle_fast._function_setstate
      dill._dill._create_function dill._dill._create_code
    `),
    'runs code': words(`
      builtins.eval builtins.exec builtins.execfile builtins.compile builtins.apply
      builtins.breakpoint builtins.__import__ builtins.help builtins.exit builtins.quit
      builtins.__build_class__ builtins.__loader__ builtins.__spec__ builtins.reload
      builtins.globals builtins.locals builtins.vars builtins.setattr builtins.delattr
      builtins.classmethod builtins.staticmethod builtins.property builtins.super types.CodeType
      types.FunctionType types.LambdaType types.MethodType types.ModuleType types.prepare_class
      types.new_class types.resolve_bases types.DynamicClassAttribute types.coroutine
      types.BuiltinFunctionType collections.namedtuple dataclasses.make_dataclass
      weakref.finalize sympy.sympify torch._utils._import_dotted_name
     
     
     
      torch.fx.graph_module._get_attr
      torch.ao.quantization.utils.getattr_from_fqn torch.export.load keras.models.load_model
      keras.saving tensorflow.keras.models.load_model nltk.data.load
      pandas.core.frame.DataFrame.eval pandas.core.frame.DataFrame.query torch.jit.compile
      torch.jit.load torch.jit.script torch.jit.trace torch.jit._script torch.ops.load_library
      torch._ops torch.classes.load_library torch.compile torch.load torch.save
      torch._C._import_ir_module numpy.load numpy.save numpy.loadtxt numpy.genfromtxt
      numpy.fromfile numpy._core._multiarray_umath.fromfile
      torch.autograd.profiler.load_nvprof torch.autograd.profiler.parse_nvprof_trace
      numpy.core._multiarray_umath.fromfile numpy.memmap pandas.eval pandas.read_pickle
      pandas.core.computation.eval.eval sklearn.utils._testing functools.reduce
      functools.partialmethod functools.cached_property itertools.starmap itertools.accumulate
      timeit copyreg.add_extension copyreg.pickle copyreg.constructor typing.get_type_hints
      typing.ForwardRef typing._eval_type
    `),
    'calls its argument': ['builtins.map', 'builtins.filter', 'builtins.iter'],
    'opens or changes files': words(`
      builtins.open builtins.file builtins.input builtins.raw_input io.open io.open_code
      io.FileIO argparse.FileType xml.etree.ElementTree.parse numpy.savetxt numpy.fromregex
      scipy.io.loadmat h5py.File tensorflow.io _io.open _io.open_code _io.FileIO
      pathlib.PosixPath.write_text torch.storage.UntypedStorage.from_file numpy.DataSource
      torch.from_file torch.UntypedStorage.from_file pandas.read_csv pandas.io.common
    `),
    'loads pickles': words(`
      yaml.load yaml.load_all yaml.unsafe_load yaml.unsafe_load_all yaml.full_load
      yaml.full_load_all yaml.UnsafeLoader ruamel.yaml.load torch.serialization.load
      torch.serialization._load torch.serialization._legacy_load numpy.lib.npyio.load
      numpy.lib.format.read_array
    `),
    'removes the limits of torch.load': [
      'torch.serialization.add_safe_globals',
      'torch.serialization.safe_globals',
      'torch._weights_only_unpickler',
    ],
  }).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
)

/** Harmless names inside dangerous modules; they stay unknown, or get the verdict of their own table. */
export const EXCEPTIONS: ReadonlySet<string> = new Set([
  'uuid.UUID',
  'logging.getLogger',
  'fsspec.spec.make_instance',
  'logging.Logger',
  'logging.RootLogger',
  'asyncio.Future',
  'threading.Lock',
  'threading.RLock',
  '_thread.lock',
  '_thread.RLock',
  'inspect.Parameter',
  'inspect.Signature',
  'inspect._empty',
  'torch._dynamo.decorators._DimRange',
  // What torch.save writes for a whole module of torch.compile: records of a compiler that are made now and
  // called with the model.
  ...[
    'convert_frame.CatchErrorsWrapper',
    'convert_frame.ConvertFrame',
    'convert_frame.ConvertFrameAssert',
    'convert_frame.ConvertFrameBox',
    'hooks.Hooks',
    'repro.after_dynamo.WrapBackendDebug',
  ].map((name) => `torch._dynamo.${name}`),
  // What `.metadata` of a distributed checkpoint is made of: plain records of names, shapes and offsets.
  ...[
    'metadata.Metadata',
    'metadata.MetadataIndex',
    'metadata.TensorStorageMetadata',
    'metadata.BytesStorageMetadata',
    'metadata.ChunkStorageMetadata',
    'metadata.TensorProperties',
    'metadata.StorageMeta',
    'filesystem._StorageInfo',
    'filesystem._StoragePrefix',
  ].map((name) => `torch.distributed.checkpoint.${name}`),
  'torch.fx.experimental.symbolic_shapes.ConstraintViolationError',
  'multiprocessing.AuthenticationError',
  'torch.testing._internal.two_tensor.TwoTensor',
  'unittest.mock.sentinel',
  'codecs.encode',
  ...['operator', '_operator'].flatMap((module) =>
    ['or_', 'and_', 'xor', 'invert', 'inv', 'not_'].map((name) => `${module}.${name}`),
  ),
])

/** Module names that, as an attribute of anything, lead out of it: `torch.serialization.os.system`. */
export const WAYS_OUT: ReadonlySet<string> = new Set(
  words(`
    os sys posix nt subprocess builtins __builtins__ importlib pickle _pickle ctypes shutil
    socket pty runpy marshal io tempfile inspect types operator multiprocessing threading
    warnings linecache func_globals __globals__ __class__ __subclasses__ __bases__ __base__
    __mro__ __dict__ __code__ __closure__ __getattribute__ __getattr__ __setattr__ __delattr__
    __import__ __reduce__ __reduce_ex__ __init__ __new__ __func__ __self__ __loader__ __spec__
    __wrapped__ __init_subclass__ __subclasshook__ __set_name__ __defaults__ gi_frame f_globals
    f_builtins tb_frame
  `),
)
