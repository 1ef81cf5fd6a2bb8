"""What a function must not reach, and where the search stops: reviewed by hand, with the reasons."""

# What does the harm in the end, by what it does: canonical names, as identities.py writes them. A name ends with `.*`
# when everything below it counts.
SINKS = {
    "runs code": """
        builtins.exec builtins.eval builtins.compile builtins.__import__ builtins.execfile builtins.function
        builtins.code importlib.import_module importlib.__import__ importlib._bootstrap._gcd_import
        _frozen_importlib._gcd_import importlib.reload runpy.run_module runpy.run_path
        runpy._run_code _imp.create_dynamic _imp.exec_dynamic importlib.util.module_from_spec
        _frozen_importlib.module_from_spec codeop.compile_command pkgutil.resolve_name pydoc.locate
        pydoc.safeimport torch._C._jit_compile torch._C.CompilationUnit torch._C._jit_script_compile
        torch._C._jit_script_class_compile torch._C.parse_ir torch.jit._serialization.load
    """,
    "runs programs": """
        posix.system posix.execv posix.execve posix.fork posix.forkpty posix.posix_spawn posix.posix_spawnp
        posix.kill posix.killpg subprocess.Popen _posixsubprocess.fork_exec os.popen os.startfile os._spawnvef
        os._execvpe signal.pthread_kill _signal.pthread_kill signal.raise_signal _signal.raise_signal
        _winapi.CreateProcess nt.system multiprocessing.process.BaseProcess.start
        multiprocessing.context.Process posix.abort posix._exit
    """,
    "opens or changes files": """
        _io.open _io.open_code _io.FileIO posix.open posix.remove posix.unlink posix.rename posix.replace
        posix.mkdir posix.rmdir posix.symlink posix.link posix.chmod posix.chown posix.lchown posix.truncate
        posix.write posix.mkfifo posix.mknod posix.utime posix.chdir posix.chroot posix.setxattr
        posix.removexattr posix.ftruncate posix.putenv posix.unsetenv mmap.mmap _sqlite3.connect
        torch._C.StorageBase.from_file torch._C.StorageBase._new_shared_filename_cpu torch._C.StorageBase._write_file
        torch._C.PyTorchFileReader torch._C.PyTorchFileWriter torch._C._VariableFunctionsClass.from_file
        torch._C._VariableFunctions.from_file numpy.fromfile numpy.ndarray.tofile numpy.ndarray.dump numpy.memmap
        numpy._core._multiarray_umath.fromfile numpy.core._multiarray_umath.fromfile
    """,
    "reaches the network": """
        _socket.socket socket.socket socket.create_connection socket.create_server urllib.request.urlopen
        _socket.getaddrinfo _socket.gethostbyname _ssl._SSLContext
    """,
    "reaches native code": """
        _ctypes.dlopen _ctypes.LoadLibrary ctypes.CDLL ctypes.PyDLL ctypes.LibraryLoader.LoadLibrary
        ctypes.util.find_library _ctypes.CFuncPtr _ctypes._SimpleCData.from_address _ctypes.call_function
        torch._ops._Ops.load_library torch._classes._Classes.load_library torch._C._jit_load
        torch.utils.cpp_extension.load torch.utils.cpp_extension.load_inline
        torch._C._aoti.AOTIModelPackageLoader
    """,
    "loads pickles": """
        _pickle.load _pickle.loads _pickle.Unpickler pickle._load pickle._loads pickle._Unpickler marshal.load
        marshal.loads torch.serialization.load torch.serialization._load torch.serialization._legacy_load
        torch._C.import_ir_module torch._C.import_ir_module_from_buffer torch._C._import_ir_module_from_package
        numpy.load numpy.lib._npyio_impl.load numpy.lib.npyio.load numpy.lib.format.read_array
        numpy.lib._format_impl.read_array yaml.load yaml.unsafe_load yaml.full_load
        joblib.numpy_pickle.load dill._dill.loads dill._dill.load
    """,
}

# A method of a receiver whose class is not known, that only things of this kind have.
SINK_METHODS = {
    ".write_text": "opens or changes files",
    ".write_bytes": "opens or changes files",
    ".from_file": "opens or changes files",
    ".exec_module": "runs code",
    ".load_module": "runs code",
    ".load_library": "reaches native code",
    ".check_output": "runs programs",
    ".import_module": "runs code",
    ".urlopen": "reaches the network",
    ".urlretrieve": "reaches the network",
}

# With a literal as the first argument these do one fixed thing, which the caller does not choose.
FIXED_BY_A_LITERAL = frozenset(
    """builtins.exec builtins.eval builtins.compile builtins.__import__ importlib.import_module _io.open posix.open
    importlib.__import__ posix.putenv posix.unsetenv ctypes.CDLL ctypes.util.find_library
    """.split()
)

# Where the search stops, and why: what these reach does not depend on what their caller was called with, or it is
# a call of an object that the pickle would have to contain, which is judged by itself.
STOPS = {
    "messages: they are formatted with source lines of the caller": """
        warnings.* _warnings.* logging.* traceback.* linecache.* gettext.* torch._logging.* torch._C._log_api_usage_once
        torch._utils_internal.* torch.overrides.* torch._C._get_tracing_state typing_extensions.deprecated
        torch.utils._traceback.* transformers.utils.logging.* lightning.fabric.utilities.rank_zero.*
        lightning_utilities.core.rank_zero.* typing_extensions.deprecated.* tokenize.* _tokenize.*
    """,
    "decorators, types and look-ups whose code is fixed when the program is written, and trees of syntax, which run nothing": """
        functools.* _functools.* contextlib.* abc.* _abc.* typing.* enum.* re.* sre_compile.* sre_parse.* re._compiler.*
        re._parser.* _sre.* collections.namedtuple collections.abc.* inspect.* types.* weakref.* _weakref.*
        string.* textwrap.* keyword.* operator.* _operator.* itertools.* copyreg.* reprlib.*
        torch._jit_internal.* torch.jit._script.script torch.jit._state.* torch.jit._builtins.*
        torch.jit.is_scripting torch._jit_internal.is_scripting locale.* _locale.* numpy._core.overrides.*
        numpy._core._exceptions.* torch.compiler.* torch._library.* torch.library.* torch._C._dispatch*
        torch._dynamo.* torch._compile.* torch.autograd.function.* torch.amp.* torch.utils._contextlib.*
        ast.parse ast.literal_eval sysconfig.* torch.utils._import_utils.* importlib.metadata.*
        torch.nn.utils._named_member_accessor.* dataclasses.dataclass dataclasses._process_class dataclasses.fields
    """,
    "copies and protocols: they call methods of the objects they get": """
        copy.* numbers.* decimal.* _decimal.* datetime.* _datetime.* fractions.* json.* _json.* pprint.* heapq.*
        bisect.* random.Random.* _random.* hashlib.* _hashlib.* hmac.* struct.* base64.* binascii.* calendar.*
        threading.* _thread.* queue.* _queue.* time.* statistics.* atexit.* gc.* sys.* platform.* getpass.*
        os.environ.* os._Environ.* posix.getcwd posixpath.* genericpath.* os.fspath os.path.*
        torch._C._functorch.* torch.fx.experimental._config.* torch.backends.* torch._tensor_str.*
        torch._C._cuda* torch.cuda._lazy_init torch.cuda.is_available torch.cuda.*init* torch.cuda.device_count
        torch.accelerator.* torch.utils._config_module.* uuid.*
        torch.jit._trace.* torch.utils._device.* torch.random.* torch.utils.backend_registration.*
    """,
}
