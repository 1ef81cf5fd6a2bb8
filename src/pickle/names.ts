/** Python 2 names of modules and builtins, as CPython maps them when it loads protocol 0 to 2. */

/** @see CPython Lib/_compat_pickle.py IMPORT_MAPPING, all of it: a name left out would hide what a pickle calls. */
const MODULES = new Map([
  ['__builtin__', 'builtins'],
  ['copy_reg', 'copyreg'],
  ['Queue', 'queue'],
  ['SocketServer', 'socketserver'],
  ['ConfigParser', 'configparser'],
  ['repr', 'reprlib'],
  ['tkFileDialog', 'tkinter.filedialog'],
  ['tkSimpleDialog', 'tkinter.simpledialog'],
  ['tkColorChooser', 'tkinter.colorchooser'],
  ['tkCommonDialog', 'tkinter.commondialog'],
  ['Dialog', 'tkinter.dialog'],
  ['Tkdnd', 'tkinter.dnd'],
  ['tkFont', 'tkinter.font'],
  ['tkMessageBox', 'tkinter.messagebox'],
  ['ScrolledText', 'tkinter.scrolledtext'],
  ['Tkconstants', 'tkinter.constants'],
  ['Tix', 'tkinter.tix'],
  ['ttk', 'tkinter.ttk'],
  ['Tkinter', 'tkinter'],
  ['markupbase', '_markupbase'],
  ['_winreg', 'winreg'],
  ['thread', '_thread'],
  ['dummy_thread', '_dummy_thread'],
  ['dbhash', 'dbm.bsd'],
  ['dumbdbm', 'dbm.dumb'],
  ['dbm', 'dbm.ndbm'],
  ['gdbm', 'dbm.gnu'],
  ['xmlrpclib', 'xmlrpc.client'],
  ['SimpleXMLRPCServer', 'xmlrpc.server'],
  ['httplib', 'http.client'],
  ['htmlentitydefs', 'html.entities'],
  ['HTMLParser', 'html.parser'],
  ['Cookie', 'http.cookies'],
  ['cookielib', 'http.cookiejar'],
  ['BaseHTTPServer', 'http.server'],
  ['test.test_support', 'test.support'],
  ['commands', 'subprocess'],
  ['urlparse', 'urllib.parse'],
  ['robotparser', 'urllib.robotparser'],
  ['urllib2', 'urllib.request'],
  ['anydbm', 'dbm'],
  ['_abcoll', 'collections.abc'],
  ['cPickle', 'pickle'],
  ['_elementtree', 'xml.etree.ElementTree'],
  ['FileDialog', 'tkinter.filedialog'],
  ['SimpleDialog', 'tkinter.simpledialog'],
  ['DocXMLRPCServer', 'xmlrpc.server'],
  ['SimpleHTTPServer', 'http.server'],
  ['CGIHTTPServer', 'http.server'],
  ['UserDict', 'collections'],
  ['UserList', 'collections'],
  ['UserString', 'collections'],
  ['whichdb', 'dbm'],
  ['StringIO', 'io'],
  ['cStringIO', 'io'],
  // Every name of it that Python 2 had is mapped one by one in CPython.
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
  ['itertools izip', 'builtins zip'],
  ['itertools imap', 'builtins map'],
  ['itertools ifilter', 'builtins filter'],
  ['itertools ifilterfalse', 'itertools filterfalse'],
  ['itertools izip_longest', 'itertools zip_longest'],
  ['UserDict IterableUserDict', 'collections UserDict'],
  ['UserList UserList', 'collections UserList'],
  ['UserString UserString', 'collections UserString'],
  ['whichdb whichdb', 'dbm whichdb'],
  ['_socket fromfd', 'socket fromfd'],
  ['_multiprocessing Connection', 'multiprocessing.connection Connection'],
  ['multiprocessing.process Process', 'multiprocessing.context Process'],
  ['multiprocessing.forking Popen', 'multiprocessing.popen_fork Popen'],
  ['urllib ContentTooShortError', 'urllib.error ContentTooShortError'],
  ['urllib getproxies', 'urllib.request getproxies'],
  ['urllib pathname2url', 'urllib.request pathname2url'],
  ['urllib quote_plus', 'urllib.parse quote_plus'],
  ['urllib quote', 'urllib.parse quote'],
  ['urllib unquote_plus', 'urllib.parse unquote_plus'],
  ['urllib unquote', 'urllib.parse unquote'],
  ['urllib url2pathname', 'urllib.request url2pathname'],
  ['urllib urlcleanup', 'urllib.request urlcleanup'],
  ['urllib urlencode', 'urllib.parse urlencode'],
  ['urllib urlopen', 'urllib.request urlopen'],
  ['urllib urlretrieve', 'urllib.request urlretrieve'],
  ['urllib2 HTTPError', 'urllib.error HTTPError'],
  ['urllib2 URLError', 'urllib.error URLError'],
  ['multiprocessing AuthenticationError', 'multiprocessing.context AuthenticationError'],
  ['multiprocessing BufferTooShort', 'multiprocessing.context BufferTooShort'],
  ['multiprocessing ProcessError', 'multiprocessing.context ProcessError'],
  ['multiprocessing TimeoutError', 'multiprocessing.context TimeoutError'],
  ['__builtin__ basestring', 'builtins str'],
  ['exceptions StandardError', 'builtins Exception'],
  ['UserDict UserDict', 'collections UserDict'],
  ['socket _socketobject', 'socket SocketType'],
])

/** Every module that the two tables know. */
const OLD_MODULES = new Set([...MODULES.keys(), ...[...NAMES.keys()].map((key) => key.split(' ')[0])])

/** The Python 3 module and name of a global that a protocol below 3 wrote. */
export function modernName(module: string, name: string): { module: string; name: string } {
  if (!OLD_MODULES.has(module)) return { module, name }
  const renamed = NAMES.get(`${module} ${name}`)
  if (renamed !== undefined) {
    const [newModule = module, newName = name] = renamed.split(' ')
    return { module: newModule, name: newName }
  }
  return { module: MODULES.get(module) ?? module, name }
}
