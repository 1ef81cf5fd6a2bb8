/** Names that run, read or write something when they are called: of PyTorch and NumPy, of Python, of other packages. */
import { archived, ref, refIn, run } from './parts.ts'
import type { Attack } from './parts.ts'

/** `module:name` where the name is dotted. */
const TORCH = `
  torch.fx.graph_module.reduce_graph_module torch.jit.annotations.parse_type_line
  torch.cuda._memory_viz.format_flamegraph torch.serialization.save torch.serialization._open_file
  torch:FloatStorage.from_file torch._C.PyTorchFileWriter torch._C.import_ir_module
  torch.distributed.nn.jit.instantiator._do_instantiate_remote_module_template
  torch.utils.hipify.hipify_python.hipify torch.fx.graph_module._deserialize_graph_module torch:ops.load_library
  torch._ops:ops.load_library numpy.lib.format.open_memmap numpy._core.multiarray.fromfile
  numpy.compat.py3k.npy_load_module numpy.ma.mrecords.openfile numpy.rec.fromfile
  torch.storage:TypedStorage.from_file torch.jit.mobile._load_for_lite_interpreter
  torch.utils.model_dump.get_model_info torch.onnx.ops._impl triton.runtime.build._build
  torch._C._aoti.AOTIModelPackageLoader torch.export.pt2_archive._package.load_pt2
  torch.export.pt2_archive._package.PT2ArchiveReader torch._C._jit_to_backend torch.serialization.register_package
  torch.utils._import_utils.dill_available torch._sources.parse_def torch._appdirs.user_data_dir
  torch._lazy.ts_backend.init torch._weights_only_unpickler._add_safe_globals
`

const PYTHON = `
  pathlib:Path.write_text pathlib:Path.unlink pathlib:PosixPath.open configparser:ConfigParser.read
  mailcap.findmatch dataclasses._create_fn pathlib.Path.touch optparse.OptionParser ensurepip._run_pip
  configparser.ConfigParser.read contextlib._GeneratorContextManager queue.Queue string.Formatter csv.writer
  zipfile._path.Path xml.etree.ElementTree.ElementTree plistlib.load json.tool.main secrets.token_bytes time.sleep
  locale.setlocale warnings.warn_explicit email.message_from_file cmath.sqrt decimal.setcontext random.seed
  argparse._sys.exit pprint.pprint quopri.main base64.main base64.test encodings.search_function nis.cat
  crypt.crypt zlib.decompress ossaudiodev.open spwd.getspall pwd.getpwall sre_compile.compile
  graphlib.TopologicalSorter _posixshmem.shm_unlink _io.TextIOWrapper io.FileIO _gdbm.open _dbm.open
  _winapi.CreateProcess msilib.init_database _posixsubprocess.fork_exec winreg.SetValue _winreg.SetValue
  _tracemalloc.start audioop.add _ssl._test_decode_cert nntplib.NNTP tkinter.Tk _ctypes.dlopen
  ctypes.util.find_library _elementtree.XMLParser pyexpat.ParserCreate _lsprof.Profiler
  _collections_abc._sys.modules _weakref.ref weakref.ref weakref.WeakMethod sched.scheduler
  selectors.DefaultSelector _bootlocale.x pstats.Stats hotshot.Profile _strptime.x numpy.core._dtype_ctypes.x
  numpy._pytesttester.PytestTester numpy.test torch.test zoneinfo.ZoneInfo _zoneinfo.ZoneInfo gettext.translation
  gettext.c2py string.Template.substitute asyncore.file_dispatcher
`

/** Most are in no table: an unknown call is what they are. */
const PACKAGES = `
  mlflow.projects.backend.local._run_entry_point pandas.io.parsers.readers.read_csv
  pandas.io.excel._base.read_excel pandas.DataFrame.query sklearn.utils._joblib.load sklearn.externals.joblib.load
  sklearn.datasets.load_svmlight_file scipy.io.loadmat scipy.misc.common.load nltk.app.wordnet_app.x
  tensorflow.python.framework.load_library.load_op_library keras.src.saving.saving_lib.load_model
  keras.src.utils.python_utils.func_load keras.utils.generic_utils.func_load
  transformers.utils.import_utils.direct_transformers_import
  transformers.dynamic_module_utils.get_class_from_dynamic_module transformers.AutoModel.from_pretrained
  transformers.pipeline huggingface_hub.file_download.hf_hub_download datasets.load_dataset
  yaml.constructor.UnsafeConstructor ruamel.yaml.main.load matplotlib.cbook.get_sample_data
  matplotlib.image.imread PIL.Image.open cv2.imread h5py._hl.files.File git.Repo.clone_from
  paramiko.client.SSHClient fabric.run invoke.run sh.Command plumbum.local psutil.Popen docker.from_env ray.get
  dask.compute distributed.Client celery.Celery gradio.load streamlit.run
  lightning.pytorch.utilities.migration.utils.pl_legacy_patch pytorch_lightning.utilities.cloud_io.load
  lightning_fabric.utilities.cloud_io._load ultralytics.utils.checks.check_requirements
  ultralytics.utils.downloads.safe_download ultralytics.nn.tasks.torch_safe_load ultralytics.hub.utils.x
  timm.models._helpers.load_state_dict timm.models.load_checkpoint torchvision.datasets.utils.download_url
  torchvision.io.read_file torchvision.extension._load_library torchaudio._extension._load_lib
  accelerate.utils.other.load accelerate.commands.launch.simple_launcher deepspeed.launcher.runner.main
  gensim.utils.unpickle spacy.cli._util.run_command spacy.util.run_command sentencepiece.SentencePieceProcessor
  onnxruntime.InferenceSession tvm.runtime.load_module numba.core.serialize._unpickle__CustomPickled
  numba.core.serialize.x cupy.RawModule cupy.cuda.compiler.compile_with_cache srsly.pickle_loads
  srsly.cloudpickle.loads ray.cloudpickle.loads pyspark.cloudpickle.loads pyspark.serializers.x
  wandb.sdk.lib.runid bentoml.load skops.io.load fairseq.checkpoint_utils.load_checkpoint_to_cpu
  detectron2.checkpoint.x mmengine.config.Config.fromfile mmcv.utils.import_modules_from_strings
  mmcv.Config.fromfile hydra.utils.instantiate hydra._internal.utils._locate omegaconf.OmegaConf.load fire.Fire
  click.edit click.launch tqdm.contrib.x six.exec_ six.moves.builtins.exec future.utils.exec_
  past.builtins.execfile cffi.FFI.dlopen pyarrow.fs.x lxml.etree.parse pywt.x xgboost.Booster lightgbm.Booster
  catboost.CatBoost mpmath.libmp.backend.exec_ sympy.utilities.lambdify.lambdify sympy.lambdify
  sympy.printing.preview.preview sympy.external.importtools.import_module networkx.read_gpickle
  networkx.readwrite.gpickle.read_gpickle networkx.utils.backends.x filelock.FileLock jinja2.Template
  markupsafe.Markup pycparser.c_parser ply.yacc.yacc attr._make._make_method attrs.define pydantic.create_model
  pydantic._internal._typing_extra.eval_type_lenient typing_extensions.get_type_hints
  typing_extensions.evaluate_forward_ref decorator.FunctionMaker.create wrapt.FunctionWrapper cython.inline
  Cython.Build.Inline.cython_inline pyximport.install numexpr.evaluate bottleneck.x pip.main pip._internal.main
  setuptools.sandbox.run_setup wheel.cli.main torch_geometric.data.download_url dgl.load_graphs
  dgl.data.utils.load_graphs faiss.read_index sacremoses.x gym.make
  stable_baselines3.common.save_util.load_from_pkl stable_baselines3.common.save_util.json_to_data
  transformers.utils.hub.cached_file diffusers.utils.hub_utils.x comfy.utils.load_torch_file modules.safe.load
  fastai.learner.load_learner fastcore.xtras.load_pickle fastcore.xtras.run fastcore.foundation.x
  xarray.open_dataset zarr.open boto3.client botocore.x google.cloud.storage.Client azure.storage.x torchdata.x
  webdataset.x cloudpathlib.x s3fs.x gcsfs.x pooch.retrieve pooch.processors.x tensorboard.program.TensorBoard
  sentry_sdk.init gdown.download wget.download pycurl.Curl httplib2.Http tornado.process.Subprocess
  twisted.internet.utils.getProcessOutput gevent.subprocess.Popen eventlet.green.os.system scrapy.x flask.Flask
  werkzeug.utils.import_string django.utils.module_loading.import_string kombu.utils.imports.symbol_by_name
  celery.utils.imports.symbol_by_name sqlalchemy.util.langhelpers.x pyramid.x zope.x
  traitlets.utils.importstring.import_item jupyter_client.x nbformat.x ipykernel.x pkgutil.resolve_name
  py._path.local.LocalPath.sysexec py.process.cmdexec execnet.makegateway cloudpickle.cloudpickle.subimport
  dill._dill._import_module dill._dill._create_function numpy.lib._utils_impl.x numpy.lib.utils.x
  numpy.core.records.fromfile tree_sitter.Language
`

function called(group: string, names: string): readonly Attack[] {
  const made = names
    .trim()
    .split(/\s+/)
    .map((name) => {
      const [module = '', attribute] = name.split(':')
      return [
        name.replace(':', '-'),
        run(attribute === undefined ? ref(module) : refIn(module, attribute), 'x'),
      ] as const
    })
  return archived(group, Object.fromEntries(made))
}

export function gadgets(): readonly Attack[] {
  return [...called('torch', TORCH), ...called('python', PYTHON), ...called('package', PACKAGES)]
}
