/** Python 2 names of modules and builtins, as CPython maps them when it loads protocol 0 to 2. */

/** @see CPython Lib/_compat_pickle.py IMPORT_MAPPING (the entries that occur in checkpoints) */
const MODULES = new Map([
  ['__builtin__', 'builtins'],
  ['copy_reg', 'copyreg'],
  ['Queue', 'queue'],
  ['SocketServer', 'socketserver'],
  ['ConfigParser', 'configparser'],
  ['repr', 'reprlib'],
  ['UserDict', 'collections'],
  ['UserList', 'collections'],
  ['UserString', 'collections'],
  ['StringIO', 'io'],
  ['cStringIO', 'io'],
  ['cPickle', 'pickle'],
  ['commands', 'subprocess'],
  ['urllib2', 'urllib.request'],
  ['anydbm', 'dbm'],
  ['httplib', 'http.client'],
  ['Cookie', 'http.cookies'],
  ['cookielib', 'http.cookiejar'],
  ['xmlrpclib', 'xmlrpc.client'],
  ['thread', '_thread'],
  ['dummy_thread', '_dummy_thread'],
  ['markupbase', '_markupbase'],
  ['robotparser', 'urllib.robotparser'],
  ['urlparse', 'urllib.parse'],
  ['whichdb', 'dbm'],
  ['_winreg', 'winreg'],
  ['exceptions', 'builtins'],
])

/** @see CPython Lib/_compat_pickle.py NAME_MAPPING */
const NAMES = new Map([
  ['__builtin__ xrange', 'builtins range'],
  ['__builtin__ reduce', 'functools reduce'],
  ['__builtin__ intern', 'sys intern'],
  ['__builtin__ unichr', 'builtins chr'],
  ['__builtin__ unicode', 'builtins str'],
  ['__builtin__ long', 'builtins int'],
  ['__builtin__ basestring', 'builtins str'],
  ['itertools izip', 'builtins zip'],
  ['itertools imap', 'builtins map'],
  ['itertools ifilter', 'builtins filter'],
  ['itertools ifilterfalse', 'itertools filterfalse'],
  ['itertools izip_longest', 'itertools zip_longest'],
  ['UserDict IterableUserDict', 'collections UserDict'],
  ['UserDict UserDict', 'collections UserDict'],
  ['UserList UserList', 'collections UserList'],
  ['UserString UserString', 'collections UserString'],
  ['exceptions StandardError', 'builtins Exception'],
])

/** The Python 3 module and name of a global that a protocol below 3 wrote. */
export function modernName(module: string, name: string): { module: string; name: string } {
  const renamed = NAMES.get(`${module} ${name}`)
  if (renamed !== undefined) {
    const [newModule = module, newName = name] = renamed.split(' ')
    return { module: newModule, name: newName }
  }
  return { module: MODULES.get(module) ?? module, name }
}
