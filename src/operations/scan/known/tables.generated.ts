// Written by scripts/known-names/tables.py from walks of the real modules. Do not edit.
/** Names that the walk of the real modules found; decode.ts says how they are written. */

/** What was walked: 15705 names of dangerous objects were found in 11531 modules, 19067 functions and classes
 *  whose source leads to harm, 6574 classes that run nothing when they are rebuilt. */
export const WALKED: readonly string[] = [
  '_csv 1.0',
  '_ctypes 1.1.0',
  '_curses_panel 2.1',
  '_decimal 1.70',
  '_pydecimal 1.70',
  'accelerate 1.15.0',
  'argparse 1.1',
  'cgi 2.6',
  'csv 1.0',
  'ctypes 1.1.0',
  'decimal 1.70',
  'distutils 3.10.13',
  'distutils 3.11.7',
  'distutils 3.8.18',
  'distutils 3.9.18',
  'einops 0.8.2',
  'imaplib 2.58',
  'ipaddress 1.0',
  'json 2.0.9',
  'lightning 2.6.6',
  'logging 0.5.1.2',
  'numpy 1.24.2',
  'numpy 2.4.6',
  'omegaconf 2.4.0',
  'optparse 1.5.3',
  'pandas 3.1.1',
  'parser 0.5',
  'peft 0.21.2',
  'platform 1.0.8',
  'python 3.10.13',
  'python 3.11.2',
  'python 3.11.7',
  'python 3.12.1',
  'python 3.13.0',
  'python 3.8.18',
  'python 3.9.18',
  'pytorch_lightning 2.6.6',
  're 2.2.1',
  'scipy 1.17.1',
  'sklearn 1.9.1',
  'smtpd Python SMTP proxy version 0.3',
  'socketserver 0.4',
  'stable_baselines3 2.9.2',
  'tabnanny 6',
  'timm 1.0.31',
  'torch 1.13.0a0',
  'torch 2.13.0+cpu',
  'torchmetrics 1.9.0',
  'torchvision 0.28.0',
  'torchvision 0.28.0+cu130',
  'transformers 5.24.0',
  'ultralytics 8.4.190',
  'zlib 1.0',
]

/** Modules, front coded. */
export const MODULES = `
0PIL
3.ExifTags
4GimpGradientFile
8PaletteFile
4Image
9Chops
Aolor
9Draw
9Enhance
9File
Cter
Aont
9Mode
9Ops
9Palette
9Sequence
Atat
9Text
4PaletteFile
5ngImagePlugin
4TiffTags
4_deprecate
5imaging
Cft
5util
0__future__
1android_support
2st
1bootlocale
5subprocess
1codecs_cn
8hk
8iso2022
8jp
8kr
8tw
3llections_abc
4orize
3mpression
2rypt
2sparsetools
2ytest
3utility
1decimal
2istutils_system_mod
2ummy__threading_local
7threading
1functools
1hashlib
1interpqueues
2o
1locale
1markupbase
2oduleTNC
2ultibytecodec
1ni_label
1opcode
3erator
1pydatetime
4ecimal
3long
1random
2emote_module_non_scriptable
1sitebuiltins
2ocket
2re
2sl
2tring
4ptime
1thread
7ing_local
0abc
1nyio
5._core._eventloop
Exceptions
Dtasks
Eypedattr
7lazyimport
6abc._resources
Btasks
6streams.tls
6to_thread
1rgparse
2ray
1st
3unparse
A.printer
Bunparser
2yncio
1texit
2tr
4._cmp
7ompat
8nfig
6funcs
6make
6next_gen
6version_info
5converters
5setters
5validators
0backports.tarfile
H.compat.py38
2se64
1inascii
2sect
1uiltins
1z2
0cProfile
1alendar
1ertifi.core
1harset_normalizer
I.api
Jcd
Jmd
Jutils
2unk
1loudpickle
1math
1odecs
2llections
B.abc
2ncurrent
3figparser
3textlib
7vars
2py
4reg
1rypt
1sv
1types
1v2
3.Error
4aruco
4barcode
4ccm
5uda
4data
5etail
5nn
4fisheye
5lann
4instr
5pp
4load_config_py3
4mat_wrapper
5cc
5isc.version
4ocl
5gl
4parallel
4samples
5egmentation
4typing
4utils
4videoio_registry
1ycler
0dataclasses
3etime
4util
8._tzdata_impl
9easter
9parser._parser
Gisoparser
9relativedelta
Arule
9tz
B._common
Dfactories
Dtzfile
Fpath
Ctz
1ecimal
3oders
1ifflib
2ll
2s
3tutils
9.command.install
P_egg_info
1octest
3utils
8.frontend
9io
9languages
9nodes
9parsers
G.rst
K.directives
Llanguages
U.en
Lroles
Lstates
Ltableparser
9statemachine
9transforms
J.universal
9utils
E.code_analyzer
Fpunctuation_chars
Froman
Fsmartquotes
Furischemes
1ummy_threading
0einops._backends
8torch_specific
7einops
7layers._einmix
Etorch
7packing
9rsing
1mail
5._encoded_words
7header_value_parser
7parseaddr
8olicybase
6charset
7ontentmanager
6encoders
7rrors
6feedparser
6generator
6header
Cregistry
6iterators
6message
7ime.application
Cudio
Bbase
Bimage
Bmessage
Bnonmultipart
6policy
6quoprimime
6utils
1ncodings
9.ascii
Abase64_codec
Big5
Ehkscs
Bz2_codec
Acharmap
Bp037
C1006
E26
D125
E40
D250
F1
F2
F3
F4
F5
F6
F7
F8
C273
C424
D37
C500
C720
D37
D75
C850
E2
E5
E6
E7
E8
D60
E1
E2
E3
E4
E5
E6
E9
D74
E5
C932
D49
D50
Aeuc_jis_2004
Hx0213
Fp
Ekr
Agb18030
C2312
Ck
Ahex_codec
Bp_roman8
Bz
Aidna
Bso2022_jp
K_1
L2
M004
L3
Lext
Ikr
D8859_1
J0
J1
J3
J4
J5
J6
I2
I3
I4
I5
I6
I7
I8
I9
Ajohab
Akoi8_r
Ft
Fu
Bz1048
Alatin_1
Amac_arabic
Ecenteuro
Froatian
Fyrillic
Efarsi
Egreek
Eiceland
Elatin2
Eroman
Jian
Eturkish
Apalmos
Btcp154
Bunycode
Aquopri_codec
Araw_unicode_escape
Bot_13
Ashift_jis
J_2004
Jx0213
Atis_620
Aundefined
Cicode_escape
Btf_16
G_be
Hle
E32
G_be
Hle
E7
E8
F_sig
Bu_codec
Azlib_codec
2um
1rrno
0fcntl
1ilelock
8._core._acquire
Gfork
Glock
Gregistry
Ilease
Gsettings
Hhutdown
Hingleton
Htate
Afilesystem
K._exchange
Mfiles
Mownership
Aidentity._host
Kprocess
Anative._descriptor
Iunix
Iwindows
Asoft
E._exclusive._lock
Rmarker
Rpublication
Rrecovery
Grecords
1nmatch
1ontTools
9.agl
Amisc.loggingTools
FtextTools
2rmatter
1ractions
1sspec
1unctools
6rch
9.compile
0gc
1enericpath
2topt
3pass
3text
1lob
1rp
1ymnasium
9.core
Aenvs.registration
Brror
Alogger
Aspaces
G.box
Hdict
Jscrete
Hgraph
Hmulti_binary
Ndiscrete
Honeof
Hsequence
Ipace
Htext
Iuple
Hutils
Autils.passive_env_checker
Gseeding
Avector.async_vector_env
Hsync_vector_env
Hutils.misc
Nshared_memory
Opace_utils
Hvector_env
Awrappers
I.atari_preprocessing
Jcommon
Jrendering
Jstateful_action
Sobservation
Sreward
Jtransform_action
Tobservation
Treward
Jutils
Jvector
P.common
Qdict_info_to_list
Qrendering
Qstateful_observation
Z1reward
Qvectorize_action
a1observation
a1reward
1zip
0h11
3._events
5headers
5readers
7ceivebuffer
1ashlib
1eapq
1mac
1tml
4.entities
5parser
2tp
4.client
6ookiejar
4core2
9._api
Csync.connection
R_pool
Hhttp11
L_proxy
Hinterfaces
Bbackends.anyio
Kbase
Kmock
Ksync
Bexceptions
Bmodels
Bssl
Cync.connection
Q_pool
Ghttp11
K_proxy
Ginterfaces
Fhronization
Btrace
Butils
4x2.__version__
8alias
9uth
8client
9onfig
Btent
Aokies
8decoders
8exceptions
8models
9ultipart
8sse
9tatus_codes
8transports
I.default
Jwsgi
9ypes
8urlparse
Bs
9tils
0idna
4.core
5idnadata
6ntranges
1mghdr
2portlib
9.metadata
Aresources
1nspect
1o
1paddress
1tertools
0jaraco.context
7functools
7text
1inja2
1oblib
6.logger
1son
4.decoder
5encoder
5scanner
5tool
0keyword
1iwisolver
0lightning
9.__about__
Cversion__
Afabric
G._graveyard
R.tpu
Haccelerators
T.accelerator
Ucpu
Vuda
Umps
Utpu
Uxla
Hconnector
Hfabric
Hloggers.csv_logs
Plogger
Ptensorboard
Hplugins.collectives.torch_collective
Penvironments.kubeflow
c1lightning
d1sf
c1mpi
c1slurm
c1torchelastic
c1xla
Pio.torch_io
Sxla
Pprecision.amp
Z1bitsandbytes
Z1deepspeed
a1ouble
Z1fsdp
Z1half
Z1tpu
c1_bf16
a1ransformer_engine
Z1utils
Z1xla
c1bf16
Hstrategies
R.ddp
Teepspeed
Tp
Sfsdp
Slaunchers.multiprocessing
c1subprocess_script
c1xla
Smodel_parallel
Sparallel
Ssingle_device
Z1tpu
Z1xla
Ttrategy
Sxla
V_fsdp
Hutilities.apply_func
Rcloud_io
Sonsolidate_checkpoint
Rdata
Sevice_dtype_mixin
Y1parser
Sistributed
Rimports
Snit
Rload
Tgger
Rrank_zero
Segistry
Rseed
Spike
Rthroughput
Sypes
Rwarnings
Hwrappers
Apytorch
H._graveyard
S._torchmetrics
Thpu
Tprecision
Ttpu
Iaccelerators
U.accelerator
Vcpu
W1uda
Vhpu
Vmps
Vtpu
Icallbacks.batch_size_finder
Scallback
Sdevice_stats_monitor
Searly_stopping
Sfinetuning
Sgradient_accumulation_scheduler
Slr_finder
Vmonitor
Smodel_checkpoint
Y1summary
Son_exception_checkpoint
Sprediction_writer
Uogress.progress_bar
b1rich_progress
b1tqdm_progress
Uuning
Sspike
Ttochastic_weight_avg
Sthroughput_monitor
Timer
Sweight_averaging
Jore.datamodule
Nhooks
Nmixins.hparams_mixin
Oodule
Noptimizer
Nsaving
Idemos.boring_classes
Olstm
Omnist_datamodule
Otransformer
Iloggers.comet
Rsv_logs
Qlitlogger
Rogger
Qmlflow
Qtensorboard
Qutilities
Qwandb
Kops
N.evaluation_loop
Ofit_loop
Oloop
Ooptimization.automatic
b1manual
Oprediction_loop
Otraining_epoch_loop
Outilities
Ioverrides.distributed
Iplugins.io.async_plugin
Thpu_plugin
Qlayer_sync
Qprecision.amp
a1deepspeed
b1ouble
a1fsdp
a1half
b1pu
a1precision
j1_plugin
a1tpu
d1_bf16
a1xla
d1bf16
Jrofilers
R.advanced
Sbase
Sprofiler
Tytorch
Ssimple
Sxla
Iserve.servable_module
d1_validator
Jtrategies
S.ddp
Ueepspeed
Tfsdp
Thpu_parallel
Tlaunchers.multiprocessing
d1subprocess_script
d1xla
Tmodel_parallel
Tparallel
Tsingle_device
a1hpu
a1tpu
a1xla
Utrategy
Txla
Itrainer.call
Ronfiguration_validator
Tnectors.accelerator_connector
b1callback_connector
c1heckpoint_connector
b1data_connector
b1logger_connector.logger_connector
s1result
b1signal_connector
Qsetup
Qtrainer
Juner.batch_size_scaling
Olr_finder
Otuning
Iutilities
R.argparse
Scombined_loader
Vpile
Unsolidate_checkpoint
Sdata
Teepspeed
Sexceptions
Sgrads
Simports
Smemory
Tigration.migration
c1utils
Todel_helpers
Y1registry
Y1summary.model_summary
t1_deepspeed
Sparameter_tying
Vsing
Srank_zero
Ssignature_utils
Stypes
Supgrade_checkpoint
9_fabric
G.__about__
Jversion__
Igraveyard
R.tpu
Haccelerators
T.accelerator
Ucpu
Vuda
Umps
Utpu
Uxla
Hconnector
Hfabric
Hloggers.csv_logs
Plogger
Ptensorboard
Hplugins.collectives.torch_collective
Penvironments.kubeflow
c1lightning
d1sf
c1mpi
c1slurm
c1torchelastic
c1xla
Pio.torch_io
Sxla
Pprecision.amp
Z1bitsandbytes
Z1deepspeed
a1ouble
Z1fsdp
Z1half
Z1tpu
c1_bf16
a1ransformer_engine
Z1utils
Z1xla
c1bf16
Hstrategies
R.ddp
Teepspeed
Tp
Sfsdp
Slaunchers.multiprocessing
c1subprocess_script
c1xla
Smodel_parallel
Sparallel
Ssingle_device
Z1tpu
Z1xla
Ttrategy
Sxla
V_fsdp
Hutilities.apply_func
Rcloud_io
Sonsolidate_checkpoint
Rdata
Sevice_dtype_mixin
Y1parser
Sistributed
Rimports
Snit
Rload
Tgger
Rrank_zero
Segistry
Rseed
Spike
Rthroughput
Sypes
Rwarnings
Hwrappers
Autilities
J.__about__
Kcore.apply_func
Penums
Pimports
Poverrides
Prank_zero
2necache
1ocale
2gging
1zma
0markupsafe
3shal
2th
3plotlib
A._afm
Dpi
F.deprecation
Cblocking_input
Cc_internal_utils
Dm
E_bivar
Fmultivar
Donstrained_layout
Cdocstring
Cenums
Cfontconfig_pattern
Cimage
Clayoutgrid
Cmathtext
Cpath
Dylab_helpers
Cstyle_helpers
Ctext_helpers
Dight_bbox
Ilayout
Bartist
Cxes
F._axes
Hbase
Hsecondary_axes
Dis
Bbackend_bases
Jmanagers
Jtools
Is.registry
Cezier
Bcategory
Cbook
Cm
Collections
Eorbar
Gizer
Gs
Dntainer
Four
Bdates
Cviread
Bfigure
Cont_manager
Ct2font
Bgridspec
Bhatch
Bimage
Cnset
Blayout_engine
Cegend
H_handler
Cines
Bmarkers
Dthtext
Clab
Boffsetbox
Bpatches
Eh
Crojections
M.geo
Npolar
Cyplot
Bquiver
Brcsetup
Bscale
Cpines
Ctackplot
Dreamplot
Dyle
Btable
Cexmanager
Et
Fpath
Cicker
Cransforms
Di
E._triangulation
Jcontour
Jfinder
Jinterpolate
Jpcolor
Klot
Jrefine
Jtools
Bunits
Bwidgets
1imetypes
1map
1odels
2re_itertools
E.more
Frecipes
1pl_toolkits.mplot3d.art3d
Mxes3d
Nis3d
Lproj3d
2math
6.calculus.quadrature
8tx_base
Bfp
Biv
Bmp
D_python
7function_docs
Fs.functions
Hrszeta
7libmp
C.backend
Dgammazeta
Dlibelefun
Ghyper
Gintmath
Gmpc
If
7math2
Arices.matrices
7rational
1ultiprocessing
F.synchronize
0narwhals
8._compliant.expr
Kselectors
Cnstants
Atyping_compat
Autils
9dependencies
Atypes
9exceptions
Bpr
9functions
9plugins
9selectors
Bries
Atable.v1
I.selectors
H2
I.dtypes
Jselectors
9translate
1etworkx
8.algorithms
J.approximation
X1.clique
a1ustering_coefficient
Z1onnectivity
Y1density
Z1istance_measures
Z1ominating_set
Y1kcomponents
Y1matching
a1xcut
Y1ramsey
Y1steinertree
Y1traveling_salesman
a1eewidth
Y1vertex_cover
Lssortativity
X1.connectivity
a1rrelation
Y1mixing
Y1neighbor_degree
Y1pairs
Mteroidal
Kbipartite
T.basic
Ucentrality
Vluster
Vovering
Uedgelist
Vxtendability
Ugenerators
Ulink_analysis
Umatching
X1rix
Uprojection
Uredundancy
Uspectral
Loundary
Lridges
Moadcasting
Kcentrality
U.betweenness
g1_subset
Vcloseness
W1urrent_flow_betweenness
t1_subset
i1closeness
Vdegree_alg
W1ispersion
Veigenvector
Vflow_matrix
Vgroup
Vharmonic
Vkatz
Vlaplacian
W1oad
Vpercolation
Vreaching
Vsecond_order
W1ubgraph_alg
Vtrophic
Vvoterank_alg
Lhains
Mordal
Llique
Muster
Loloring
S.equitable_coloring
Tgreedy_coloring
Mmmunicability_alg
Rty
T.asyn_fluid
Ubipartitions
Ucentrality
Vommunity_utils
Udivisive
Ukclique
Ulabel_propagation
Veiden
Vouvain
Vukes
Umodularity_max
Uquality
Nponents
U.attracting
Vbiconnected
Vconnected
Vsemiconnected
W1trongly_connected
Vweakly_connected
Mnnectivity
W1.connectivity
Y1uts
X1disjoint_paths
X1edge_augmentation
c1kcomponents
X1kcomponents
Z1utsets
X1stoerwagner
X1utils
Mre
Mvering
Luts
Lycles
Kd_separation
Lag
Listance_measures
Tregular
Lominance
Qting
Kefficiency_measures
Luler
Kflow
O.boykovkolmogorov
Pcapacityscaling
Pdinitz_alg
Pedmondskarp
Pgomory_hu
Pmaxflow
Qincost
Pnetworksimplex
Ppreflowpush
Pshortestaugmentingpath
Putils
Kgraph_hashing
Pical
Khierarchy
Lybrid
Kisolate
Nmorphism
V.ismags
Y1omorph
e1vf2
W1matchhelpers
W1temporalisomorphvf2
X1ree_isomorphism
W1vf2pp
Z1userfunc
Klink_analysis
X1.hits_alg
Y1pagerank_alg
Pprediction
Lowest_common_ancestors
Kmatching
Linors
Q.contraction
Ms
Loral
Knode_classification
Mn_randomness
Koperators
T.all
Ubinary
Uproduct
Uunary
Kperfect_graph
Llanar_drawing
Qity
Lolynomials
Kreciprocity
Mgular
Lichclub
Kshortest_paths
Y1.astar
Z1dense
Z1generic
Z1unweighted
Z1weighted
Limilarity
Nple_paths
Lmallworld
Metric
Lparsifiers
Ltructuralholes
Lummarization
Lwap
Ktime_dependent
Lournament
Lraversal
T.beamsearch
Vreadth_first_search
Udepth_first_search
Uedgebfs
Y1dfs
Mee
O.branchings
Pcoding
Pdecomposition
Qistance_measures
Pmst
Poperations
Precognition
Miads
Kvitality
Loronoi
Kwalks
Liener
9classes.coreviews
Hdigraph
Hfilters
Iunction
Hgraph
Mviews
Hmultidigraph
Mgraph
Hreportviews
Aonvert
G_matrix
9drawing.layout
Hnx_agraph
Klatex
Kpydot
Mlab
9generators.atlas
Kclassic
Lographs
Mmmunity
Kdegree_seq
Lirected
Luplication
Kego
Lxpanders
Kgeometric
Kharary_graph
Kinternet_as_graphs
Psection
Pval_graph
Kjoint_degree_seq
Klattice
Line
Kmycielski
Knonisomorphic_trees
Krandom_clustered
Rgraphs
Ksmall
Locial
Lpectral_graph_forge
Ltochastic
Ludoku
Ktime_series
Lrees
Miads
9lazy_imports
Ainalg.algebraicconnectivity
Httrmatrix
Gbethehessianmatrix
Ggraphmatrix
Glaplacianmatrix
Gmodularitymatrix
Gspectrum
9readwrite
I.adjlist
Jedgelist
Jgexf
Kml
Kraph6
Oml
Jjson_graph
T.adjacency
Ucytoscape
Unode_link
Utree
Jleda
Jmultiline_adjlist
Jpajek
Jsparse6
Jtext
Blabel
9utils.backends
Fconfigs
Fdecorators
Fheaps
Fmapped_queue
Gisc
Frandom_sequence
Gcm
1ormalizers
1tpath
1umbers
3py
5.__config__
7configtool
9re
B._add_newdocs
O_scalars
Esarray
Ddtype
I_ctypes
Dinternal
Dmethods
Eultiarray_umath
Dtype_aliases
Dufunc_config
Carrayprint
Cdefchararray
Ceinsumfunc
Cfromnumeric
Dunction_base
Cgetlimits
Cmemmap
Dultiarray
Cnumeric
Jtypes
Coverrides
Cprintoptions
Crecords
Cshape_base
Dtrings
Cumath
7globals
7pytesttester
7typing
D._add_docstring
Grray_like
Fdtype_like
Fextended_precision
Fgeneric_alias
Fscalars
7utils
C._inspect
Epep440
7version
6array_api
F._array_object
Hconstants
Ireation_functions
Hdata_type_functions
Itypes
Helementwise_functions
Hmanipulation_functions
Hsearching_functions
Jt_functions
Iorting_functions
Itatistical_functions
Htyping
Hutility_functions
Glinalg
6char
7ompat
C._inspect
Epep440
Dpy3k
8re
A._add_newdocs
N_scalars
Dsarray
Cdtype
H_ctypes
Cexceptions
Cinternal
Cmethods
Dultiarray_umath
Cufunc_config
Dtils
Barrayprint
Bdefchararray
Beinsumfunc
Bfromnumeric
Cunction_base
Bgetlimits
Bmemmap
Cultiarray
Bnumeric
Itypes
Boverrides
Brecords
Bshape_base
Bumath
G_tests
7typeslib
6doc
9.constants
7types
7ual
6exceptions
6f2py
7ft
9._pocketfft
K_internal
Lumath
6lib
9._arraypad_impl
Gsetops_impl
Gterator_impl
Bformat_impl
Cunction_base_impl
Bhistograms_impl
Bindex_tricks_impl
Cotools
Bnanfunctions_impl
Bpolynomial_impl
Bscimath_impl
Chape_base_impl
Ctride_tricks_impl
Btwodim_base_impl
Cype_check_impl
Bufunclike_impl
Ctils_impl
Bversion
Aarraypad
Fsetops
Fterator
Aformat
Bunction_base
Ahistograms
Aindex_tricks
Amixins
Ananfunctions
Apolynomial
Arecfunctions
Ascimath
Bhape_base
Btride_tricks
Atwodim_base
Bype_check
Aufunclike
Btils
8nalg
C._linalg
Eumath_linalg
Dlinalg
6ma
8.bench
9core
9extras
9mrecords
9testutils
Aimer_comparison
8tlib
9rixlib
F.defmatrix
6polynomial
G._polybase
Hchebyshev
Hhermite
O_e
Hlaguerre
Iegendre
Hpolynomial
Lutils
6random
C._bounded_integers
Ecommon
Egenerator
Emt19937
Epcg64
Fhilox
Esfc64
Dbit_generator
Dmtrand
7ec
6strings
6testing
7yping
C.mypy_plugin
0omegaconf
9._conversion_warnings
Bimpl
Bkey_path
Butils
Byaml
Abase
Econtainer
Adictconfig
Agrammar.gen.OmegaConfGrammarLexer
c1Parser
i1Listener
i1Visitor
H_parser
Ivisitor
Alistconfig
Anodes
Aomegaconf
Aresolvers.oc
M.dict
Atupleconfig
Avendor.antlr4.BufferedTokenStream
OCommonTokenFactory
OFileStream
OIntervalSet
OLL1Analyzer
Pexer
PistTokenSource
OParser
UInterpreter
PredictionContext
ORecognizer
OStdinStream
OTokenStreamRewriter
OUtils
O_pygrun
Oatn
R.ParserATNSimulator
Odfa
Oerror
T.ErrorListener
Z1Strategy
Otree
Oxpath
T.XPathLexer
Crsion
1pcode
2erator
2tparse
1s
0packaging._elffile
Bmanylinux
Cusllinux
Bparser
Branges
Btokenizer
Alicenses
Amarkers
Arequirements
Aspecifiers
Atags
Autils
Aversion
2ndas
6._config.config
Fdates
Gisplay
Flocalization
8libs
C._cyutility
Dalgos
Errays
Dbyteswap
Dgroupby
Dhashing
Htable
Dindex
Iing
Fternals
Ival
Djoin
Dlib
Dmissing
Dops
G_dispatch
Dparsers
Eroperties
Dreshape
Dsas
Eparse
Dtesting
Eslib
Is
J.base
Kccalendar
Lonversion
Kdtypes
Kfields
Knattype
Lp_datetime
Koffsets
Kparsing
Leriod
Kstrptime
Ktimedeltas
Ostamps
Ozones
Lzconversion
Kvectorized
Dwindow.aggregations
Kindexers
Eriters
8testing
F._io
Hwarnings
Gasserters
Gcontexts
9yping
7api.internals
7compat
D._constants
Gpu
Foptional
Enumpy
J.function
Epickle_compat
Fyarrow
9re._numba.executor
Caccessor
Dlgorithms
Dpply
Drray_algos.datetimelike_accumulations
Omasked_accumulations
Vreductions
Oputmask
Oquantile
Oreplace
Otake
Pransforms
Hlike
Hs._arrow_string_mixins
Kmixins
Kranges
Kutils
Jarrow.array
Jbase
Koolean
Jcategorical
Jdatetimelike
Rs
Jfloating
Jinteger
Nrval
Jmasked
Jnumeric
Mpy_
Jperiod
Jsparse.accessor
Rrray
Qscipy_sparse
Ktring_
Qarrow
Jtimedeltas
Cbase
Ccommon
Fputation.expressions
Enfig_init
Fstruction
Cdtypes.astype
Jbase
Jcast
Kommon
Lncat
Jdtypes
Jinference
Jmissing
Cflags
Drame
Cgeneric
Droupby.base
Kcategorical
Kgeneric
Lroupby
Per
Kindexing
Knumba_
Kops
Cindexers.objects
Lutils
Is.accessors
Lpi
Kbase
Kcategory
Kdatetimelike
Ss
Kextension
Kinterval
Kmulti
Kperiod
Krange
Ktimedeltas
Hing
Eterchange.column
Odataframe
X1_protocol
Ofrom_dataframe
Outils
Hnals.api
Mblocks
Mconcat
Pstruction
Mmanagers
Cmethods.describe
Kfilter
Kselect
Qn
Kto_dict
Dissing
Cnanops
Cops
F.array_ops
Gcommon
Ginvalid
Gmask_ops
Hissing
Cresample
Fhape.concat
Kencoding
Kmelt
Mrge
Kpivot
Kreshape
Ktile
Doperator
Csample
Deries
Dorting
Dtrings.accessor
Kobject_array
Ctools.datetimes
Inumeric
Itimedeltas
Ms
Cutil.hashing
Hnumba_
Cwindow.common
Jewm
Jnumba_
Jonline
Jrolling
7errors
7io._util
Aapi
Aclipboard
Js
Aexcel._base
Hodfreader
Jswriter
Ipenpyxl
Hpyxlsb
Hxlrd
Jsxwriter
Afeather_format
Bormats.console
Jss
Kvs
Iexcel
Iformat
Ihtml
Iinfo
Iprinting
Istring
Kyle
N_render
Ixml
Ahtml
Ajson._json
Gnormalize
Gtable_schema
Aorc
Aparquet
Dsers
H.arrow_parser_wrapper
Ibase_parser
Ic_parser_wrapper
Ipython_parser
Ireaders
Bytables
Asas.sas7bdat
H_constants
Ixport
Hreader
Bpss
Bql
Btata
Axml
7plotting._core
Hmatplotlib.boxplot
Sconverter
Ure
Sgroupby
Shist
Smisc
Sstyle
Stimeseries
Tools
7tseries.api
Ffrequencies
Fholiday
Foffsets
7util._decorators
Eoctools
Dexceptions
Dprint_versions
Dtester
Dvalidators
Cversion
2thlib
7._abc
9local
1db
1ickle
1kgutil
1latform
2istlib
1osixpath
1print
1re_tokenizers
2ocessors
1stats
2util
6._common
8ntuples
8pslinux
Aposix
Autil_linux
1wd
1ydoc
2expat.errors
8model
2gments
8.formatter
Is
J.html
9lexers
9modeline
9plugin
9util
2nvml
2parsing
9.common
Cre
Aexceptions
Ahelpers
Aresults
Atesting
Aunicode
Btil
2torch_lightning
H.__about__
Ksetup__
Kversion__
Jgraveyard
S._torchmetrics
Thpu
Tprecision
Ttpu
Iaccelerators
U.accelerator
Vcpu
W1uda
Vhpu
Vmps
Vtpu
Icallbacks.batch_size_finder
Scallback
Sdevice_stats_monitor
Searly_stopping
Sfinetuning
Sgradient_accumulation_scheduler
Slr_finder
Vmonitor
Smodel_checkpoint
Y1summary
Son_exception_checkpoint
Sprediction_writer
Uogress.progress_bar
b1rich_progress
b1tqdm_progress
Uuning
Sspike
Ttochastic_weight_avg
Sthroughput_monitor
Timer
Sweight_averaging
Jore.datamodule
Nhooks
Nmixins.hparams_mixin
Oodule
Noptimizer
Nsaving
Idemos.boring_classes
Olstm
Omnist_datamodule
Otransformer
Iloggers.comet
Rsv_logs
Qlitlogger
Rogger
Qmlflow
Qtensorboard
Qutilities
Qwandb
Kops
N.evaluation_loop
Ofit_loop
Oloop
Ooptimization.automatic
b1manual
Oprediction_loop
Otraining_epoch_loop
Outilities
Ioverrides.distributed
Iplugins.io.async_plugin
Thpu_plugin
Qlayer_sync
Qprecision.amp
a1deepspeed
b1ouble
a1fsdp
a1half
b1pu
a1precision
j1_plugin
a1tpu
d1_bf16
a1xla
d1bf16
Jrofilers
R.advanced
Sbase
Sprofiler
Tytorch
Ssimple
Sxla
Iserve.servable_module
d1_validator
Jtrategies
S.ddp
Ueepspeed
Tfsdp
Thpu_parallel
Tlaunchers.multiprocessing
d1subprocess_script
d1xla
Tmodel_parallel
Tparallel
Tsingle_device
a1hpu
a1tpu
a1xla
Utrategy
Txla
Itrainer.call
Ronfiguration_validator
Tnectors.accelerator_connector
b1callback_connector
c1heckpoint_connector
b1data_connector
b1logger_connector.logger_connector
s1result
b1signal_connector
Qsetup
Qtrainer
Juner.batch_size_scaling
Olr_finder
Otuning
Iutilities
R.argparse
Scombined_loader
Vpile
Unsolidate_checkpoint
Sdata
Teepspeed
Sexceptions
Sgrads
Simports
Smemory
Tigration.migration
c1utils
Todel_helpers
Y1registry
Y1summary.model_summary
t1_deepspeed
Sparameter_tying
Vsing
Srank_zero
Ssignature_utils
Stypes
Supgrade_checkpoint
0queue
2opri
0random
1e
2._compiler
6nstants
4parser
2gex
5._main
7regex
C_core
2prlib
2quests
2source
1ich
4._emoji_replace
6unicode_data
6wrap
5ansi
5box
5cells
6olor
7nsole
8trol
5emoji
6rrors
5file_proxy
9size
5highlighter
5live
5markup
6easure
5palette
6rogress
D_bar
5segment
6tyle
5table
6ext
6hemes
0safetensors
B.torch
1cipy
5._cyutility
7lib._array_api
L_compat_vendor
Mdocs_tables
Moverride
Cbunch
Cccallback
L_c
Cdocscrape
Celementwise_iterative_method
Cgcutils
Cpep440
Ctest_deprecation_call
Tdef
Gutils
Dmpdirs
Cuarray._backend
Kuarray
Dtil
Barray_api_compat
R._internal
Scommon
Y1._aliases
a1fft
a1helpers
a1linalg
Snumpy
X1._aliases
Z1typing
Y1fft
Y1linalg
Storch
X1._aliases
Z1info
Y1fft
Y1linalg
Lextra
Q._delegation
Slib._at
X1funcs
X1lazy
X1utils._compat
e1helpers
Rtesting
Bcobyqa.framework
Imain
Jodels
Iproblem
Isettings
Jubsolvers.geometry
Toptim
Iutils.math
Oversions
Bdeprecation
Coccer
Bmessagestream
Bpyprima
I.cobyla.cobyla
Vb
Qgeometry
Qinitialize
Qtrustregion
Qupdate
Lmmon._bounds
Rlinear_constraints
Rnonlinear_constraints
Rproject
Qcheckbreak
Ronsts
Qevaluate
Qlinalg
Qmessage
Qpowalg
Rreproc
Qratio
Redrho
Qselectx
Buarray
6cluster._hierarchy
Foptimal_leaf_ordering
Fvq
Ehierarchy
Evq
7onstants._codata
Jnstants
6datasets._download_all
Gfetchers
Gregistry
Gutils
7ifferentiate
J._differentiate
6fft
9._backend
Dsic
G_backend
Bdebug_backends
Bfftlog
H_backend
Bhelper
Bpocketfft
K.basic
Lhelper
Lpypocketfft
Lrealtransforms
Brealtransforms
P_backend
9pack._basic
Fhelper
Fpseudo_diffs
Frealtransforms
Econvolve
6integrate
F._bvp
Hcubature
Hdop
Hivp.base
Mdf
Lcommon
Ldop853_coefficients
Livp
Llsoda
Lradau
Mk
Hlebedev
Hode
Kpack
O_py
Hquad_vec
Lpack
P_py
Lrature
Hrules._base
Ogauss_kronrod
Ulegendre
Penz_malik
Htanhsinh
Hvode
Arpolate
H._bary_rational
Ksplines
Jcubic
Jdfitpack
Kierckx
Jfitpack
Q2
Q_impl
Rpy
Rrepro
Jinterpnd
Polate
Jndbspline
Lgriddata
Jpade
Kolyint
Kpoly
Jrbf
Minterp
S_np
Txp
Kgi
M_cython
7o._fast_matrix_market
Bortran
Aharwell_boeing._fortran_format_parser
Phb
Aidl
Ammio
Anetcdf
9arff._arffread
9matlab._byteordercodes
Hmio4
K5
L_params
Mutils
K_utils
Kbase
Hstreams
9wavfile
6linalg
C._basic
Gtched_linalg
Ecythonized_array_utils
Edecomp
K_cholesky
Mossin
Linterpolative
Lldl
Mu
N_cython
Lpolar
Lqr
Mz
Lschur
Mvd
Lupdate
Eexpm_frechet
Efblas
Flapack
Ematfuncs
M_inv_ssq
Nsqrtm
S_triu
Fisc
Esketches
Folve_toeplitz
Jrs
Fpecial_matrices
Etestutils
Dblas
Dcython_blas
Klapack
Dinterpolative
Dlapack
6misc
A.common
Bdoccer
6ndimage
D._cytest
Fdelegators
Ffilters
Gourier
Finterpolation
Fmeasurements
Gorphology
Fnd_image
Himage_api
Gi_docstrings
Ilabel
Isupport
Frank_filter_1d
Fsupport_alternative_backends
6odr.__odrpack
Badd_newdocs
Bmodels
Bodrpack
7ptimize
E._basinhopping
Hglu_dense
Hracket
Gchandrupatla
Hobyla_py
Kqa_py
Instraints
Gdcsrch
Hifferentiable_functions
Rlevolution
Irect_py
Hual_annealing
Ghessian_update_strategy
Highspy._core
T.simplex_constants
Phighs_options
Vwrapper
Gisotonic
Glbfgsb
M_py
Hinesearch
Jprog
N_highs
Oip
Ors
Osimplex
Outil
Hsq.bvls
Kcommon
Kdogbox
Kgivens_elimination
Kleast_squares
Lsq_linear
Ktrf
N_linear
Gmilp
Inimize
Jpack
N_py
HoduleTNC
Gnnls
Honlin
Humdiff
Goptimize
Gqap
Gremove_redundancy
Hoot
K_scalar
Gshgo
K_lib._complex
Qvertex
Hlsqp_py
Hpectral
Gtnc
Hrlib._trlib
Iustregion
R_constr.canonical_constraint
Z1equality_constrained_sqp
Z1minimize_trustregion_constr
Z1projections
Z1qp_subproblem
Z1tr_interior_point
Sdogleg
Sexact
Sncg
Hstutils
Gzeros
L_py
Fcython_optimize._zeros
6signal._arraytools
Eczt
Edelegators
Efilter_design
Gr_filter_design
Elti_conversion
Hsys
Emax_len_seq
Epeak_finding
Q_utils
Folyutils
Esavitzky_golay
Fhort_time_fft
Fignal_api
Ktools
Htools
Fosfilt
Fpectral_py
Gline_filters
Fupport_alternative_backends
Eupfirdn
L_apply
Ewaveforms
Ilets
Dwindows
K._windows
7parse
C._base
Fsr
Ecompressed
Gnstruct
Go
Fsc
Gparsetools
Gr
Edata
Fia
Fok
Eindex
Elil
Ematrix_io
Esparsetools
Gutils
Dcsgraph
K._flow
Mlaplacian
Mmatching
Nin_spanning_tree
Mreordering
Mshortest_path
Mtools
Nraversal
Mvalidation
Dlinalg
J._dsolve._add_newdocs
Tsuperlu
Slinsolve
Leigen
Q._svds
Rarpack._arpacklib
Y1arpack
Rlobpcg.lobpcg
Mxpm_multiply
Lfunm_multiply_krylov
Linterface
Msolve._gcrotmk
Siterative
Slgmres
Tsqr
Stfqmr
Lmatfuncs
Lnorm
Lonenormest
Lpropack
Lspecial_sparse_arrays
Mvdp
9tial
D._ckdtree
Fdistance_pybind
Owrap
Fgeometric_slerp
Fhausdorff
Fkdtree
Fplotutils
Grocrustes
Fqhull
Fspherical_voronoi
Fvoronoi
Edistance
Etransform._rigid_transform
e1_cy
f1xp
Qotation
X1_cy
Y1groups
Y1spline
Y1xp
8ecial
D._basic
Fcomb
Fellip_harm
P_2
Finput_validation
Flambertw
Gogsumexp
Fmultiufuncs
Forthogonal
Fprecompute.cosine_cdf
Qexpn_asy
Qgammainc_asy
Qlambertw
Roggamma
Qstruve_convergence
Qutils
Qwright_bessel
W1omega
Qzetac
Fsf_error
Gpecfun
Hfun_stats
Hherical_bessel
Gupport_alternative_backends
Ftest_internal
Fufuncs
L_cxx
Ecython_special
7tats
B._ansari_swilk_statistics
Exis_nan_policy
Dbiasedurn
Fnned_statistic
Gomtest
Ews_test
Dcensored_data
Eommon
Fnstants
Gtinued_fraction
Kous_distns
Frrelation
Fvariance
Erosstab
Ddiscrete_distns
Gtn_infrastructure
Hr_params
Iibution_infrastructure
Dentropy
Dfinite_differences
Ft
Dhypotests
Dkde
Esstats
Dlevy_stable
O.levyst
Dmannwhitneyu
Egc
Eorestats
Estats_basic
Kextras
Eulticomp
Ivariate
Dnew_distributions
Dodds_ratio
Dpage_trend_test
Dqmc
G_cy
Fvnt
I_cy
Euantile
Drcont
I.rcont
Eelative_risk
Fsampling
Dsampling
Eensitivity_analysis
Eobol
Etats
I_mstats_common
Jpy
Eurvival
Dtukeylambda_stats
Dunuran.unuran_wrapper
Dvariation
Dwilcoxon
Ccontingency
Cdistributions
Cmstats
Cqmc
1ecrets
2lect
1hlex
2util
1ignal
2te
2x
3.moves
9.http_client
Aurllib.parse
1klearn
7.__check_build
L._check_build
9build_utils.version
9config
Ayutility
9isotonic
9loss._loss
Eloss
9min_dependencies
8base
8calibration
Blback
G._callback_context
Rsupport
Iprogressbar
Iscoring_monitor
Itransport
9luster
F._affinity_propagation
Igglomerative
Hbicluster
Jrch
Jsect_k_means
Hdbscan
N_inner
Hfeature_agglomeration
Hhdbscan._linkage
Qreachability
Qtree
Phdbscan
Iierarchical_fast
Hk_means_common
Pelkan
Plloyd
Pminibatch
Imeans
Hmean_shift
Hoptics
Hspectral
9ompose._column_transformer
Htarget
Avariance._elliptic_envelope
Lmpirical_covariance
Kgraph_lasso
Krobust_covariance
Kshrunk_covariance
9ross_decomposition._pls
8datasets
G._arff_parser
Ibase
Icalifornia_housing
Jovtype
Ikddcup99
Ilfw
Iolivetti_faces
Jpenml
Ircv1
Isamples_generator
Jpecies_distributions
Jvmlight_format_fast
Y1io
Itwenty_newsgroups
9ecomposition._base
Ncdnmf_fast
Ndict_learning
Nfactor_analysis
Pstica
Nincremental_pca
Nkernel_pca
Nlda
Nnmf
Nonline_lda_fast
Npca
Nsparse_pca
Ntruncated_svd
9iscriminant_analysis
9ummy
8ensemble._bagging
Kse
Iforest
Igb
Jradient_boosting
Ihist_gradient_boosting._binning
g1gradient_boosting
g1predictor
f1binning
f1common
f1gradient_boosting
h1ower
f1histogram
f1predictor
f1splitting
Iiforest
Istacking
Ivoting
Iweight_boosting
9xperimental.enable_halving_search_cv
Tist_gradient_boosting
Siterative_imputer
Aternals._arff
Lray_api_compat_vendor
Jnumpydoc.docscrape
Jpackaging.version
Jscipy.sparse.csgraph._laplacian
Iarray_api_compat
Y1._internal
Z1common
f1._aliases
h1fft
h1helpers
h1linalg
Z1numpy
e1._aliases
g1typing
f1fft
f1linalg
Z1torch
e1._aliases
g1info
f1fft
f1linalg
Sextra
X1._agnostic
h1._creation
j1elementwise
j1inspection
j1linalg
j1manipulation
j1searching
l1t
k1tatistical
a1t
Z1creation
Z1elementwise
Z1indexing
Z1lazy
a1ib._compat
e1helpers
b1nalg
Z1manipulation
Z1searching
b1t
a1orting
a1tatistical
Y1testing._testing
8feature_extraction._dict_vectorizer
Shash
W1ing_fast
Rimage
Rtext
Gselection._base
Rfrom_model
Rmutual_info
Rrfe
Rsequential
Runivariate_selection
Rvariance_threshold
8gaussian_process._gpc
Sr
Pkernels
8impute
E._base
Giterative
Gknn
9nspection._partial_dependence
Lermutation_importance
Llot.decision_boundary
Ppartial_dependence
9sotonic
8kernel_approximation
Fridge
8linear_model._base
Oyes
Mcd_fast
Noordinate_descent
Mglm._newton_solver
Qglm
Mhuber
Mleast_angle
Ninear_loss
Nogistic
Momp
Mquantile
Mransac
Nidge
Msag
P_fast
Ngd_fast
Ntochastic_gradient
Mtheil_sen
8manifold._barnes_hut_tsne
Iclassical_mds
Iisomap
Ilocally_linear
Imds
Ispectral_embedding
It_sne
Iutils
9etrics._base
Hclassification
Hdist_metrics
Hpairwise_distances_reduction._argkmin
s1_classmode
l1base
l1datasets_pair
m1ispatcher
l1middle_term_computer
l1radius_neighbors
_1_classmode
Qfast
Ilot.confusion_matrix
Mdet_curve
Mprecision_recall_curve
Mregression
Hranking
Iegression
Hscorer
Gcluster._bicluster
Pexpected_mutual_info_fast
Psupervised
Punsupervised
Gpairwise
9ixture._base
Jyesian_mixture
Hgaussian_mixture
9odel_selection
N._classification_threshold
Pplot
Psearch
V_successive_halving
Qplit
Pvalidation
9ulticlass
Doutput
8naive_bayes
9eighbors._ball_tree
Lse
Jclassification
Jgraph
Jkd_tree
Le
Jlof
Jnca
Kearest_centroid
Jpartition_nodes
Jquad_tree
Jregression
Aural_network._base
Omultilayer_perceptron
Orbm
Ostochastic_optimizers
8pipeline
9reprocessing
L._csr_polynomial_expansion
Ndata
Oiscretization
Nencoders
Nfunction_transformer
Nlabel
Npolynomial
Ntarget_encoder
b1_fast
8random_projection
8semi_supervised._label_propagation
Pself_training
9vm._base
Eounds
Dclasses
Dliblinear
Gsvm
J_sparse
Dnewrand
8tree._classes
Friterion
Eexport
Epartitioner
Ereingold_tilford
Esplitter
Etree
Eutils
8utils._array_api
Gvailable_if
Fbitset
Gunch
Fchunking
Gython_blas
Fdataframe
Fencode
Ffast_dict
Fheap
Findexing
Gsfinite
Fmask
Getadata_requests
Gissing
Gocking
Fopenmp_helpers
Fparam_validation
Glotting
Gprint
Frandom
Gepr_html.base
Pcommon
Pestimator
Pfeatures
Qitted_attributes
Pparams
Hsponse
Fseq_dataset
Ht_output
Ghow_versions
Gorting
Gparse
Ftest_common.instance_generator
Gypedefs
Funique
Gser_interface
Fvector_sentinel
Fweight_vector
Earrayfuncs
Eclass_weight
Edeprecation
Fiscovery
Eestimator_checks
Fxtmath
Efixes
Egraph
Emetadata_routing
Iestimators
Fulticlass
Grmurhash
Eoptimize
Eparallel
Erandom
Esparsefuncs
P_fast
Evalidation
1ndhdr
1ocket
1re_compile
6nstants
4parse
1sl
1table_baselines3
H.a2c.a2c
Icommon.atari_wrappers
Pbase_class
Quffers
Pcallbacks
Pdistributions
Penv_checker
Tutil
Ss.bit_flipping_env
Uidentity_env
Umulti_input_envs
Qvaluation
Plogger
Pmonitor
Pnoise
Poff_policy_algorithm
Qn_policy_algorithm
Ppolicies
Qreprocessing
Presults_plotter
Qunning_mean_std
Psave_util
Qb2_compat.rmsprop_tf_like
Ptorch_layers
Qype_aliases
Putils
Pvec_env
W1.base_vec_env
X1dummy_vec_env
X1patch_gym
X1stacked_observations
Y1ubproc_vec_env
X1util
X1vec_check_nan
b1extract_dict_obs
b1frame_stack
b1monitor
b1normalize
b1transpose
b1video_recorder
Iddpg.ddpg
Jqn.dqn
Mpolicies
Iher.her_replay_buffer
Ippo.ppo
Isac.policies
Msac
Itd3.policies
Mtd3
3t
4istics
2ring
6prep
3uct
1ubprocess
1ymbol
3py
5.abc
7lgebras.quaternion
7ssumptions.ask
Ksume
Iwrapper
6calculus.accumulationbounds
Feuler
Fsingularities
Futil
7oncrete.expr_with_limits
Fsummations
8re
A.add
Cssumptions
Bbasic
Bcache
Containers
Bdecorators
Bevalf
Cxpr
Ftools
Bfunction
Bintfunc
Bmul
Etidimensional
Bnumbers
Boperations
Bparameters
Cower
Brandom
Celational
Bsingleton
Corting
Cymbol
Btraversal
6discrete.convolutions
Ftransforms
6external.gmpy
Fimporttools
Fntheory
Fpythonmpq
6functions.combinatorial.factorials
Gelementary.complexes
Rexponential
Rhyperbolic
Rintegers
Rmiscellaneous
Rtrigonometric
Gspecial.bessel
Psplines
Oerror_functions
Ozeta_functions
6geometry.ellipse
Gntity
Fline
Fplane
Goint
Hlygon
6integrals.integrals
Glaplace
Gmeijerint
Gtransforms
Aractive.traversal
6logic.boolalg
Cinference
6matrices.common
Fdecompositions
Hnse
Feigen
Gxpressions.blockmatrix
Rcompanion
Rdeterminant
Siagonal
Sotproduct
Rfuncmatrix
Rhadamard
Rinverse
Rkronecker
Rmatadd
Uexpr
Umul
Upow
Rpermutation
Rsets
Special
Rtrace
Fimmutable
Fmatrices
Kxbase
Frepmatrix
Futilities
7ultipledispatch.core
Ndispatcher
6ntheory.continued_fraction
Eecm
Fgyptian_fraction
Efactor_
Egenerate
Epartitions_
Frimetest
Eqs
6plotting.backends.base_backend
Omatplotlibbackend.matplotlib
Otextbackend.text
Fexperimental_lambdify
Fplot
J_implicit
Jgrid
Fseries
Ftextplot
Futils
7olys.constructor
Cdensebasic
Domains.domain
Kexpressiondomain
Urawdomain
Kfinitefield
Kgroundtypes
Kintegerring
Kmodularinteger
Cfields
Cmatrices.dense
Momainmatrix
Lsdm
Donomials
Cnumberfields.galoisgroups
Pminpoly
Psubfield
Putilities
Cpartfrac
Dolyclasses
Goptions
Groots
Gtools
Gutils
Crationaltools
Ding_series
Gs
Dootoftools
Csolvers
Dpecialpolys
7rinting.codeprinter
Hnventions
Fgtk
Flatex
Fmaple
Hthml
Fpretty.pretty
S_symbology
Mstringpict
Iview
Hinter
Gython
Fsmtlib
Gtr
Ftableform
6series.formal
Furier
Dlimits
Jeq
Dorder
Dresidues
Dsequences
Fries
8ts.conditionset
Etains
Bfancysets
Bhandlers.union
Bordinals
Bpowerset
Bsets
7implify.cse_main
Jopts
Ffu
Fhyperexpand
Fpowsimp
Fradsimp
Fsimplify
Gqrtdenest
Ftrigsimp
7olvers.decompogen
Fiophantine.diophantine
Einequalities
Eode.ode
Isingle
Jubscheck
Epde
Folysys
Erecurr
Esimplex
Folvers
Jset
7trategies
G.branch
Hrl
Htools
Iree
Hutil
6tensor.array.array_comprehension
Oop
Jdense_ndim_array
Jndim_array
Jsparse_ndim_array
Dfunctions
Dindexed
8sting.runtests
6utilities.decorator
Gexceptions
Giterables
Glambdify
Gmathml
Hemoization
Hisc
Gpkgdata
Gsource
Gtimeutils
2s
3config
0tarfile
1empfile
2xtwrap
1hreading
6poolctl
1ime
4it
3m.data.auto_augment
Aconfig
Adataset
H_factory
Bistributed_sampler
Aimagenet_info
Aloader
Amixup
Bodel_config
Anaflex_dataset
Hloader
Hmixup
Hrandom_erasing
Htransforms
Arandom_erasing
Beaders._hfds
Iclass_map
Ireader_factory
Pimage_folder
Vin_tar
Vtar
Pwds
Ishared_count
Dl_labels
Ascheduled_sampler
Atarget_transforms
Bransforms
K_factory
5layers
B._fx
Cactivations
N_me
Ddaptive_avgmax_pool
Dttention
L2d
L_pool
Q2d
Cblur_pool
Dottleneck_attn
Ccbam
Dlassifier
Dond_conv2d
Ffig
Fv2d_same
G_bn_act
Eord_attn
Dreate_act
Kttn
Jnorm
N_act
Cdiff_attention
Drop
Ceca
Dvo_norm
Cfast_norm
Dilter_response_norm
Dormat
Cgather_excite
Dlobal_context
Drid
En
Chalo_attn
Delpers
Dybrid_embed
Cinplace_abn
Eterpolate
Clambda_layer
Eyer_scale
Dinear
Cmedian_pool
Dixed_conv2d
Dl_decoder
Ep
Cnon_local_attn
Erm
G_act
Cother_pool
Cpadding
Etch_dropout
Iembed
Dool1d
G2d_same
Es_embed
L_rel
Msincos
Cselective_kernel
Eparable_conv
Dpace_to_depth
Elit_attn
Ibatchnorm
Dqueeze_excite
Dtd_conv
Ctest_time_pool
Dyping
Cweight_init
6oss._loss_factory
Aasymmetric_loss
Abinary_cross_entropy
Aclass_weights
Bross_entropy
Adistribution_balanced_loss
Ajsd
Apoly_loss
Atwo_way_loss
Azlpr_loss
5models._builder
Defficientnet_blocks
Ruilder
Dfactory
Eeatures
L_fx
Dhelpers
Eub
Dinput
Dmanipulate
Dpretrained
Fune
Dregistry
Cbeit
Dyobnet
Ccait
Doat
Envit
Gmixer
Gnext
Dpubone
Drossvit
Dsatv2
Epnet
Hxt
Cdavit
Deepseek_vit
Eit
Ensenet
Dla
Dpn
Cedgenext
Dfficientformer
R_v2
Lnet
Lvim
Nt_mit
Qsra
Dva
Cfactory
Esternet
Gvit
Deatures
Docalnet
Dx_features
Cgcvit
Demma4_vit
Dhostnet
Chardcorenas
Delpers
Dgnet
Diera
Hdet_sam2
Drnet
Dub
Ciformer
Dnception_next
Mresnet_v2
Mv3
N4
Clayers
Dcnetv2
Devit
Dowformer
Cmambaout
Exxvit
Detaformer
Dlp_mixer
Dobilenetv3
M5
Ivit
Dvitv2
Cnaflexvit
Esnet
Dest
Extvit
Dfnet
Cpit
Dnasnet
Dvt_v2
Cqwen3_vit
Crdnet
Degistry
Fnet
Epghost
Fvit
Es2net
Fnest
Ht
Iv2
Exnet
Cselecsls
Enet
Equencer
Dhvit
Dknet
Dtarnet
Dwiftformer
Fn_transformer
S_v2
V_cr
Ctiny_vit
Dnt
Dresnet
Dwins
Cvgg
Disformer
Fion_transformer
U_hybrid
Vrelpos
Vsam
Etamin
Dolo
Evnet
Cxception
K_aligned
Eit
5optim._helpers
Coptim_factory
Cparam_groups
Ctypes
Badabelief
Efactor
K_bv
Ehessian
Emp
Fw
En
Dopt
Bkron
Blamb
Dprop
Drs
Cion
Cookahead
Bmadgrad
Drs
Cuon
Bnadam
Gw
Cvnovograd
Boptim_factory
Bradam
Cmsprop_tf
Bsgdp
Ew
5scheduler.cosine_lr
Fmultistep_lr
Fplateau_lr
Goly_lr
Fscheduler
Gtep_lr
Ftanh_lr
Fwsd_lr
5task._helpers
Aclassification
Adistillation
Aevaluator
Atask
Boken_distillation
5utils.agc
Cttention_extract
Bcheckpoint_saver
Clip_grad
Cuda
Bdecay_batch
Cistributed
Bjit
Blog
Bmisc
Codel
G_ema
Bonnx
Brandom
Bsummary
1okenize
8rs.decoders
Bimplementations.bert_wordpiece
Syte_level_bpe
Rchar_level_bpe
Rsentencepiece_bpe
f1unigram
Bmodels
Bnormalizers
Bpre_tokenizers
Docessors
Btokenizers
Crainers
2mllib._parser
9re
2rch
5._C
8._dynamo
G.autograd_compiler
Aexport.pt2_archive_constants
Afft
Bunctionalization
Is
Aitt
Alinalg
Anested
Aonnx
Aprofiler
Areturn_types
Asparse
Cecial
9cpp
7VF
7_config__
7appdirs
8waits
7classes
8ompile
8ustom_op.autograd
Himpl
Gs
7decomp
D.decompositions
S_for_jvp
X1rng
9ploy
8ispatch.python
8ynamo.compiled_autograd
Gnfig
7export.serde.schema
7functorch
G._activation_checkpointing.ac_logging_utils
h1graph_info_provider
h1knapsack
p1_evaluator
h1remat_using_tags_for_fwd_loss_bwd_graph_pass
Toffloading.activation_offloading
e1offload_ops
Jot_autograd.aot_autograd_result
W1utograd_cache
Vcollect_metadata_analysis
X1mplex_decomposition
Vdescriptors
Vfrontend_utils
W1unctional_utils
W1x_utils
Vgraph_capture
i1_wrappers
c1ompile
Vinput_output_analysis
Vlogging_utils
Vruntime_wrappers
Vschemas
W1treams
W1ubclass_codegen
e1parametrization
e1utils
Vutils
Haot_autograd
Ipis
Iutograd_function
Hbatch_norm_replacement
Ienchmark_utils
Hcompile_utils
Ors
Jnfig
Hdeprecated
Heager_transforms
Iinops
Hfunctional_call
Ix_minifier
Hmake_functional
Hpartitioners
Iredispatch
Iyfunctorch
Jthon_key
Kree_hacks
Htop_operators_github_usage
Hutils
Hvmap
7guards
7higher_order_ops
N._invoke_quant
Oaoti_call_delegate
Pssociative_scan
Puto_functionalize
Obase_hop
Ocond
Pudagraph_conditional_nodes
Oeffects
Pxecutorch_call_delegate
Oflat_apply
Qex_attention
Poreach_map
Ohints_wrap
Oinline_asm_elementwise
Qvoke_leaf_function
Vsubgraph
Olocal_map
Omap
Oout_dtype
Opartitioner
Qsses.inline_invoke_subgraph
Print
Oregister_hook
Pun_const_graph
Oscan
Qhema
Ptrict_mode
Otorchbind
Priton_kernel_wrap
Outils
Owhile_loop
Prap
7inductor.config
7jit_internal
7lazy
B.closure
Domputation
Enfig
Cdebug
Evice_context
Cextract_compiled_graph
Cir_cache
Cmetrics
Ctensor_factory_functions
Ds_backend
8ibrary
E._out_variant
Fautograd
Fcustom_ops
Feffects
Ffake_class_registry
Kimpl
Kprofile
Finfer_schema
Fopaque_object
Ftriton
Futils
9nalg_utils
8obpcg
9gging
E._internal
Fstructured
9wrank
7meta_registrations
7native
D.common_utils
Futedsl_utils
Edsl_registry
Eops.bmm_outer_product
Z1.triton_impl
Iforeach_mm
S.impl
Inorm
M.norms
Nrmsnorm_impl
Iscatter_add
T.cutedsl_impl
Itopk
M._common
Ncutedsl_impl
Eregistry
Etriton_utils
8umpy._binary_ufuncs_impl
Ecasting_dicts
Edtypes
K_impl
Efuncs
J_impl
Egetlimits
Endarray
Formalizations
Ereductions_impl
Eufuncs
Fnary_ufuncs_impl
Ftil
Dfft
Dlinalg
Drandom
7ops
7prims
C.context
Ddebug_prims
Dexecutor
Dnvfuser_executor
Lprims
Drng_prims
C_common
J.wrappers
8ython_dispatcher
7refs
B._conversions
Cfft
Clinalg
Cnn
E.functional
Cspecial
7six
9ze_docs
8ources
8torage_docs
9reambase
Aobelight.cli_function_profiler
Kompile_time_profiler
8ubclasses
H._fake_tensor_utils
Icomplex_tensor._core
Y1ops.aten
c1common
c1prims
Ifake_impls
Ntensor
Nutils
Junctional_tensor
Imeta_utils
Ischema_check_mode
7tensor
D_docs
Eiterator
Estr
8orch_docs
7utils
C_internal
7vendor.packaging.version
Equack.cute_dsl_elf_fix
Tmlir_threading
8map_internals
7weights_only_unpickler
6accelerator
H._utils
Igraphs
Imemory
7mp
9.autocast_mode
Agrad_scaler
7o
8.nn
B.intrinsic
L.modules.fused
Mqat
P.modules.conv_fused
Y1linear_fused
f1relu
Nuantized
V.dynamic
d1.modules.linear_relu
W1modules.bn_relu
e1conv_add
j1relu
e1linear_relu
Cqat
F.dynamic
N.modules.linear
Gmodules.conv
Oembedding_ops
Olinear
Duantizable.modules.activation
W1rnn
Jed
L.dynamic
T.modules
b1.conv
c1linear
c1rnn
Mfunctional
Mmodules
T.activation
Ubatchnorm
Uconv
Udropout
Uembedding_ops
Ufunctional_modules
Ulinear
Unormalization
Urnn
Uutils
Mreference
V.modules.conv
e1linear
e1rnn
e1sparse
e1utils
Csparse.quantized.dynamic.linear
Tlinear
Tutils
As._numeric_suite
Q_fx
Cfx.graph_matcher
Lpasses
Fmappings
Fn_shadows_utils
Gs_types
Fpattern_utils
Fqconfig_multi_mapping
Futils
Fweight_utils
9pruning._experimental.activation_sparsifier.activation_sparsifier
Vdata_scheduler.base_data_scheduler
b1parsifier.base_data_sparsifier
l1data_norm_sparsifier
l1lightning.callbacks._data_sparstity_utils
l1quantization_utils
Vpruner
b1.FPGM_pruner
c1base_structured_sparsifier
c1lstm_saliency_pruner
c1match_utils
c1parametrization
d1rune_functions
c1saliency_pruner
Hscheduler.base_scheduler
Rcubic_scheduler
Rlambda_scheduler
Iparsifier.base_sparsifier
Snearly_diagonal_sparsifier
Sutils
Sweight_norm_sparsifier
9quantization
L._correct_bias
Nequalize
Nlearnable_fake_quantize
Mbackend_config._common_operator_config_utils
c1qnnpack_pt2e
b1backend_config
b1executorch
b1fbgemm
b1native
b1onednn
b1qnnpack
b1tensorrt
b1utils
b1x86
Mfake_quantize
Nuse_modules
Qr_method_mappings
Nx
O._decomposed
Qequalize
Qlower_to_native_backend
Qmodel_report.detector
d1model_report
p1_observer
q1visualizer
Pbackend_config_utils
Pconvert
Pfuse
T_handler
Sion_patterns
Pgraph_module
Plower_to_fbgemm
Y1qnnpack
Qstm_utils
Pmatch_utils
Ppattern_utils
Qrepare
Pqconfig_mapping_utils
Quantization_patterns
W1e_handler
Ptracer
Putils
Mobserver
Mqconfig
T_mapping
b1_utils
Nuant_type
Rization_mappings
Z1types
Te
U_fx
Vjit
Mstubs
Mutils
9sparsity._experimental.activation_sparsifier.activation_sparsifier
W1data_scheduler.base_data_scheduler
c1parsifier.base_data_sparsifier
m1data_norm_sparsifier
m1lightning.callbacks._data_sparstity_utils
m1quantization_utils
W1pruner.base_pruner
d1parametrization
Ischeduler.base_scheduler
Scubic_scheduler
Slambda_scheduler
Jparsifier.base_sparsifier
Tnearly_diagonal_sparsifier
Tutils
Tweight_norm_sparsifier
7utograd
E._functions
P.tensor
Fanomaly_mode
Fforward_ad
Gunction
Nal
Fgrad_mode
Jcheck
Iph
Fprofiler
N_legacy
Outil
Fvariable
6backends
E._nnapi.prepare
Mserializer
Fcpu
Guda
Inn
K.rnn
Hsparselt
Fkleidiai
Fmha
Giopen
Gkl
Idnn
Gps
Fnnpack
Fopenmp
Ht_einsum
Fpython_native
Fquantized
Fxeon.run_cpu
Gnnpack
6classes
D_nnapi
7ompiler
E._cache
Fconfig
7pu
9.amp.autocast_mode
Egrad_scaler
7uda
A._annotate_cuda_graph_trace
Cdevice_limits
Cgpu_trace
Draph_annotations
Cmemory_viz
Cpin_memory_utils
Csanitizer
Cutils
Bamp
E.autocast_mode
Fcommon
Fgrad_scaler
Bgds
Craphs
Deen_contexts
Bjiterator
Bmemory
Bnccl
Bprofiler
Brandom
Bstreams
Btunable
6distributed
H._checkpointable
Komposable.checkpoint_activation
Vontract
Ureplicate
d1_with_fsdp
T_state
Jdist2
Jfunctional_collectives
f1_impl
Jlocal_tensor
V._c10d
Jmesh_layout
Lta_registrations
Jops.device_mesh
Jserialization
Khard
O._utils
Papi
Pcheckpoint
Qommon_op_utils
Pop_registry_utils
Psharded_optim
c1.api
X1tensor
d1._ops
i1._common
j1binary_cmp
j1init
j1misc_ops
j1tensor_ops
e1api
e1logger
i1ing_handlers
e1metadata
e1reshard
e1shard
e1utils
Vr
Uing_plan.api
Y1spec
c1._internals
d1api
d1chunk_sharding_spec
w1_ops
-1._common
_1embedding
e2_bag
Oed_tensor
Oing_spec
Kpmd.comm_tensor
Ktate_dict_utils
Kymmetric_memory
Z1._nccl
c1vshmem_triton
b1rocshmem_triton
b1shmem_triton
Jtensor
P._shards_wrapper
Rutils
Qexperimental
Qplacement_types
Kools
O.common_utils
Pfake_collectives
Qsdp2_mem_tracker
Pilp_utils
Pmem_tracker
Sory_tracker
Qod_tracker
Pruntime_estimator
Psac_estimator
Ialgorithms._checkpoint.checkpoint_wrapper
Vomm_hooks
e1.default_hooks
Uoptimizer_overlap.optimizer_overlap
Uquantization.quantization
Tddp_comm_hooks
h1.ddp_zero_hook
j1ebugging_hooks
k1fault_hooks
i1mixed_precision_hooks
i1optimizer_overlap_hooks
i1post_localSGD_hook
k1werSGD_hook
i1quantization_hooks
Tjoin
Tmodel_averaging.averagers
j1hierarchical_model_averager
j1utils
Jrgparse_util
Jutograd
Ic10d_logger
Jheckpoint
S._async_executor
a1process_executor
a1thread_executor
Ucheckpointer
Vonsolidate_hf_safetensors
Udedup_save_plans
a1tensors
Uexperimental
W1tension
Ufsspec_filesystem
Uhf_utils
Unested_dict
Upg_transport
Usharded_tensor_utils
Vtate_dict_stager
W1orage_utils
Utraverse
Uversion
Tapi
Tdefault_planner
Tfilesystem
Uormat_utils
Thf_storage
Tlogger
X1ing_handlers
Tmetadata
Toptimizer
Tplanner
a1_helpers
Tquantized_hf_storage
Tresharding
Tstaging
W1te_dict
d1_loader
e1saver
Y1ful
Vorage
Tutils
Jollective_utils
Knfig
Idebug
N._frontend
Phandlers
Pstore
Kvice_mesh
Jistributed_c10d
Iflight_recorder.components.builder
j1config_manager
j1fr_logger
j1loader
j1types
j1utils
Y1fr_trace
Jsdp
M._common_utils
Odebug_utils
Pynamo_utils
Oexec_order_utils
Oflat_param
Psdp_extensions
Pully_shard._fsdp_api
g1collectives
i1mmon
g1init
g1param
l1_group
g1state
c1ully_shard
Oinit_utils
Olimiter_utils
Ooptim_utils
Oruntime_utils
Oshard_utils
Ptate_dict_utils
Otrace_utils
Rversal_utils
Ounshard_param_utils
Owrap_utils
Napi
Nfully_sharded_data_parallel
Nsharded_grad_scaler
Nwrap
Ilaunch
Jogging_handlers
Inn
K.api.remote_module
Lfunctional
Ljit.instantiator
Ioptim
N._deprecation_warning
Oapply_optimizer_in_backward
Ofunctional_adadelta
c1grad
c1m
d1ax
d1w
Z1rmsprop
a1prop
Z1sgd
Onamed_optimizer
Ooptimizer
Opost_localSGD_optimizer
Outils
Ozero_redundancy_optimizer
Ipipeline.sync._balance
e1.profile
W1batchnorm
W1checkpoint
X1opy
W1dependency
W1microbatch
W1phony
X1ipe
a1line
W1skip.layout
b1namespace
b1portal
b1skippable
b1tracker
X1tream
W1utils
W1worker
Ping
S._IR
Ubackward
Udebug
Uschedule_visualizer
Uunflatten
Vtils
Tmicrobatch
Tschedules
Utage
Iremote_device
Kndezvous
Jpc
Itensor
O._api
Qcollective_utils
Qdecompositions
Rispatch
Rtensor_spec
Qnonlinear_redux
Qop_schema
Ss
T._common_rules
X1nv_ops
Veinsum_strategy
W1mbedding_ops
Vmask_buffer
X1th_ops
Y1rix_ops
Vpointwise_ops
Vrandom_ops
Vtensor_ops
Vview_ops
Uautogen
Usingle_dim_strategy
Uutils
Qrandom
Redistribute
Qsharding_prop
Vs_wrapper
Qtp_conv
Qutils
Pdebug
U._comm_mode
W1op_coverage
W1visualize_sharding
Pexperimental._attention
d1context_parallel
t1._attention
v1cp_custom_ops
v1load_balancer
v1sharding_rules
d1func_map
d1register_sharding
d1tp_transform
Pparallel._data_parallel_utils
Y1api
Y1ddp
Y1fsdp
Y1input_reshard
Y1loss
Y1style
Qlacement_types
Iutils
Fions
J.bernoulli
Mta
Linomial
Kcategorical
Muchy
Lhi2
Lonstraint_registry
Us
Ntinuous_bernoulli
Kdirichlet
Mstribution
Kexp_family
Nonential
Kfishersnedecor
Kgamma
Leneralized_pareto
Mometric
Lumbel
Khalf_cauchy
Pnormal
Kindependent
Mverse_gamma
Kkl
Lumaraswamy
Klaplace
Lkj_cholesky
Log_normal
Nistic_normal
Mwrank_multivariate_normal
Kmixture_same_family
Lultinomial
Pvariate_normal
Knegative_binomial
Lormal
Kone_hot_categorical
Kpareto
Loisson
Krelaxed_bernoulli
Scategorical
KstudentT
Ktransformed_distribution
Ts
Kuniform
Ltils
Kvon_mises
Kweibull
Lishart
6export
C._draft_export
Eleakage_detection_utils
Epatches
Eremove_auto_functionalized_pass
Leffect_tokens_pass
Esafeguard
Ftate_dict_utils
Fwap
Etrace
Eunlift
Ewrapper_utils
Dcustom_ops
Ddecomp_utils
Eynamic_shapes
Dexperimental
P._utils
Gorted_program
Dgraph_signature
Dpasses
Et2_archive._package
X1_weights
Pconstants
Dunflatten
6fft
7unc
A._random
Ational
8tures
7x
8._compatibility
Agraph_pickler
Alazy_graph_module
Apytree
Asymbolic_trace
Autils
9annotate
9config
9experimental._backward_state
Nconfig
Qstant_symnode
Ndynamism
Nsize_hinting
Maccelerator_partitioner
Mconst_fold
Mdebug
Nynamic_spec
Mgraph_gradual_typechecker
Mmerge_matmul
Ota_tracer
Nigrate_gradual_types.constraint_generator
t1transformation
i1transform_to_z3
Mnormalize
Moptimization
Mpartitioner_utils
Nroxy_tensor
Mrecording
Owriter
Mschema_type_annotation
Nym_node
Munification.multipledispatch.conflict
r1re
p1dispatcher
p1variadic
Y1unification_tools
Qy_refinements
Mvalidator
9graph
E_module
9interpreter
9node
9operator_schemas
9passes._tensorify_python_scalars
Gannotate_getitem_nodes
Gbackends.cudagraphs
Pnvfuser
Gdialect.common.cse_pass
Gfake_tensor_prop
Ggraph_drawer
Mmanipulation
Mtransform_observer
Ginfra.partitioner
Oss_base
Rmanager
Gnet_min_base
Goperator_support
Gparam_fetch
Iss_manager
Gregional_inductor
X1_invoke_subgraph
Iinplace
Huntime_assert
Gshape_prop
Hplit_module
Mutils
Lter_base
Gtools_common
Gutils
L.common
Mfuser_utils
Mmatcher_utils
Uwith_name_node_map_utils
Msource_matcher_utils
Aroxy
9subgraph_rewriter
9traceback
6hub
6jit
9._async
Cwait
Bbuiltins
Bcheck
Bdataclass_impls
Cecomposition_utils
Os
Bfreeze
Cuser
Bir_utils
Blogging
Bmonkeytype_config
Bpasses._property_propagation
Bshape_functions
Ctate
Btrace
Aannotations
Afrontend
Amobile
Aquantized
Asupported_ops
6library
8nalg
6masked
C._docs
Eops
Dmaskedtensor._ops_refs
Qbinary
Qcore
Qpassthrough
Qreductions
Qunary
7onitor
7ps
9.event
Aprofiler
7tia
A._utils
Bmemory
Ctia_graph
7ultiprocessing
6nativert.backends._lower_utils
Ued_aoti_module
7ested
C._internal.nested_int
Utensor
Nops
Nsdpa
7n
8._reduction
9attention
I._fa3
M4
Kregistry
Kutils
Jbias
Jexperimental._paged_attention
X1scaled_dot_product_attention_quantized
Jflex_attention
Jvarlen
9cpp
9functional
9grad
9init
Btrinsic
I.qat
M.modules.conv_fused
Vlinear_fused
c1relu
Kuantized
S.dynamic
a1.modules
i1.linear_relu
Tmodules.bn_relu
b1conv_relu
b1linear_relu
9modules._functions
Hactivation
Idaptive
Hbatchnorm
Hchannelshuffle
Iontainer
Kv
Hdistance
Iropout
Hfold
Hinstancenorm
Hlazy
Iinear
N_cross_entropy
b1_options
Ioss
Hmodule
Hnormalization
Hpadding
Iixelshuffle
Iooling
Hrnn
Hsparse
Htransformer
Hupsampling
Itils
9parallel._functions
Icomm
Idata_parallel
Jistributed
Iparallel_apply
Ireplicate
Iscatter_gather
Dmeter
9qat
Auantized._reference
Jdynamic
Jfunctional
Jmodules
9utils._deprecation_utils
Gexpanded_weights.conv_expanded_weights
c1utils
X1embedding_expanded_weights
Y1xpanded_weights_impl
o1utils
X1group_norm_expanded_weights
X1instance_norm_expanded_weights
X1layer_norm_expanded_weights
Y1inear_expanded_weights
Gnamed_member_accessor
Gper_sample_grad
Gstateless
Fclip_grad
Gonvert_parameters
Ffusion
Finit
Fmemory_format
Fparametrizations
Pe
Grune
Frnn
Fspectral_norm
Gtateless
7uma.binding
6onnx
A._constants
Cdeprecation
Cexperimental
Forter_states
Cflags
Cglobals
Cinternal._beartype
Mlazy_import
Ldiagnostics
W1._diagnostic
Y1rules
X1infra
c1._infra
d1engine
d1formatter
d1sarif
i1._address
l1rtifact
s1_change
u1ontent
t1location
l1ttachment
k1code_flow
m1nfiguration_override
n1version
k1edge
o1_traversal
l1xception
m1ternal_properties
-1y_file_reference
k2s
k1fix
k1graph
p1_traversal
k1invocation
k1location
s1_relationship
m1gical_location
k1message
l1ultiformat_message_string
k1node
m1tification
k1physical_location
l1roperty_bag
k1rectangle
m1gion
m1placement
n1orting_configuration
u1descriptor
Y2_reference
b2lationship
m1sult
q1_provenance
l1un
n1_automation_details
k1sarif_log
l1pecial_locations
l1tack
p1_frame
l1uppression
k1thread_flow
v1_location
l1ool
o1_component
y1_reference
l1ranslation_metadata
k1version_control_details
k1web_request
q1sponse
j1version
Lexporter._capture_strategies
W1onstants
Vdecomp
W1ispatching
W1ynamic_shapes
Verrors
W1xportable_module
Vflags
Vinput_observer
W1r_passes
W1solated
Vonnx_program
Vtype_casting
Vverification
Lfx._pass
Opasses.type_promotion
Otype_utils
Ljit_utils
Lregistration
Ltorchscript_exporter._experimental
h1globals
h1type_utils
g1jit_utils
g1onnx_proto_utils
g1registration
g1symbolic_helper
p1opset10
v11
v12
v13
v14
v15
v16
v17
v18
u120
u17
u18
u19
g1utils
g1verification
Connx_supported_ops
Cpatch_torch
Ctype_utils
Berrors
Boperators
Ds
E._dtype_mappings
Gimpl
Gsymbolic_impl
Bsymbolic_caffe2
Khelper
Kopset10
Q1
Q2
Q3
Q4
Q5
Q6
Q7
P7
P8
P9
Butils
Bverification
7ps
9._c10d_functional
Q_autograd
Bdtensor
Aaten
Ac10d
E_functional
Aprim
Es
Aquantized
8tim
B._adafactor
Dfunctional
Dmulti_tensor
Fon
Dstateless
Cadadelta
Fgrad
Fm
Gax
Gw
Dsgd
Clbfgs
Dr_scheduler
Cnadam
Coptimizer
Cradam
Dmsprop
Dprop
Csgd
Dparse_adam
Dwa_utils
7verrides
6package
D._mangling
7rofiler
E._chrome_trace_export
Hupti_monitor
T_trace
Gmemory_profiler
Gpattern_matcher
Gtrace_validator
Gutils
Fitt
Fprofiler
Gython_tracer
6quantization
I._numeric_suite_fx
Kquantized_conversions
Jfx._equalize
Mconvert
Mfuse
Mgraph_module
Mprepare
Mutils
Jquantize_fx
Jutils
9sirandom
6random
7eturn_types
6serialization
7ignal
C.windows
K.windows
7parse
C._semi_structured_conversions
Uops
Etriton_ops
O_meta
Dsemi_structured
8ecial
7torage
6testing
7orch_version
7ypes
6utils
B._appending_byte_serializer
Dcontent_store
Ixtlib
Epp_embed_headers
Ixtension_versioner
Erash_handler
Euda_debug
Itrace
Ddebug_mode
N._calls
Pmode
Putils
Fvice
Etype_abbrs
Dforeach_utils
Ereeze
Eunctools
Dget_clean_triton
Dhelion
Dimport_utils
Enspect
Dmode_utils
Dpallas
Eython_dispatch
Gree
Druntime_estimation
Dstats
Frobelight.cli_function_profiler
Eympy.functions
Jinterp
Jnumbers
Jprinters
Jreference
Jsingleton_int
Kolve
Kymbol
Jvalue_ranges
Dtraceback
Fiton
Dzip
Cbackend_registration
Denchmark
Dundled_inputs
Ccheckpoint
Cdata
G._utils
N.collate
Opin_memory
Osignal_handling
Oworker
Hbackward_compatibility
Hcommunication
U.eventloop
Viter
Vmap
Vprotocol
Vqueue
Hdataloader
R_experimental
Lset
Iistributed
Hgraph
M_settings
Hsampler
Debug_log
Eterministic
Dlpack
Cflop_counter
Chipify.constants
Kuda_to_hip_mappings
Jhipify_python
Dooks
Cjit.log_extract
Cmkldnn
Dobile_optimizer
Edel_dump
Fule_tracker
Cserialization.config
Dhow_pickle
Cthroughput_benchmark
Cweak
6version
6xpu
9._utils
Agraphs
Amemory
Arandom
Astreams
5gen
8.api.cpp
Ddispatcher
Dfunctionalization
Dmeta
Dnative
Dpython
Dstructured
Dtranslate
Eypes
I.signatures
Dufunc
9code_template
Bntext
9dest
D.lazy_ir
Enative_functions
Eregister_dispatch_key
Eufunc
9gen
C_aoti_c_shim
Dfunctionalization_type
Dvmap_plumbing
9local
9model
9native_function_generation
9selective_build.selector
9utils
5metrics
C.aggregation
Eudio
I.dnsmos
Dclassification.confusion_matrix
Sexact_match
Sgroup_fairness
Shinge
Sprecision_recall_curve
Sranking
Sstat_scores
Fustering.cluster_accuracy
Eollections
Ddetection._mean_ap
Nhelpers
Niou
Nmean_ap
Npanoptic_qualities
Dfunctional.audio
T.dnsmos
Unisqa
Upesq
Vit
Usdr
Vnr
Vrmr
Vtoi
Oclassification.auroc
e1verage_precision
d1calibration_error
e1ohen_kappa
f1nfusion_matrix
d1eer
e1xact_match
d1group_fairness
d1hinge
d1jaccard
d1logauc
d1matthews_corrcoef
d1precision_fixed_recall
n1recall_curve
d1ranking
e1ecall_fixed_precision
e1oc
d1sensitivity_specificity
e1pecificity_sensitivity
e1tat_scores
Qustering.adjusted_mutual_info_score
i1rand_score
Z1calinski_harabasz_score
a1luster_accuracy
Z1davies_bouldin_score
a1unn_index
Z1fowlkes_mallows_index
Z1homogeneity_completeness_v_measure
Z1mutual_info_score
Z1normalized_mutual_info_score
Z1rand_score
Z1utils
Odetection._panoptic_quality_common
Y1ciou
Y1diou
Y1giou
Y1iou
Y1map
Y1panoptic_qualities
Oimage.arniqa
Ud_lambda
W1s
Vists
Uergas
Ugradients
Ulpips
Uperceptual_path_length
Vsnr
Y1b
Urase
Vmse_sw
Usam
Vcc
Vsim
Uuqi
Vtils
Uvif
Omultimodal.clip_iqa
e1score
Z1lve
Onominal.cramers
W1fleiss_kappa
W1pearson
W1theils_u
X1schuprows
W1utils
Opairwise.cosine
X1euclidean
X1minkowski
Oregression.concordance
b1sine_similarity
a1rps
a1si
Z1explained_variance
Z1js_divergence
Z1kendall
a1l_divergence
Z1log_cosh
d1mse
Z1mae
b1pe
a1inkowski
a1se
Z1nrmse
Z1pearson
Z1r2
a1se
Z1spearman
a1ymmetric_mape
Z1tweedie_deviance
Z1wmape
Qtrieval.average_precision
Y1fall_out
Y1hit_rate
Y1ndcg
Y1precision
h1_recall_curve
Y1r_precision
Z1ecall
b1iprocal_rank
Osegmentation.dice
b1generalized_dice
b1hausdorff_distance
b1mean_iou
b1utils
Phape.procrustes
Otext._deprecated
Tbert
Uleu
Tcer
Uhrf
Tedit
Ued
Thelper
Z1_embedding_metric
Tinfolm
Tmer
Tperplexity
Trouge
Tsacre_bleu
Uquad
Tter
Twer
Ovideo.vmaf
Dimage.arniqa
Jdists
Jfid
Jinception
Jkid
Jmifid
Jperceptual_path_length
Ksnr
Nb
Jrmse_sw
Jscc
Ksim
Jtv
Jvif
Dmetric
Eultimodal.clip_iqa
Tscore
Dnominal.cramers
Lpearson
Ltheils_u
Mschuprows
Dregression.crps
Psi
Ojs_divergence
Okl_divergence
Olog_cosh
Omae
Pse
Onrmse
Opearson
Orse
Otweedie_deviance
Owmape
Ftrieval.base
Nfall_out
Nprecision_recall_curve
Dsegmentation.generalized_dice
Qhausdorff_distance
Qmean_iou
Ehape.procrustes
Dtext.bert
Jleu
Icer
Jhrf
Iedit
Iinfolm
Imer
Isquad
Iter
Iwer
Dutilities.checks
Oompute
Ndata
Oistributed
Nimports
Nplot
Orints
Dwrappers.bootstrapping
Mclasswise
Mfeature_share
Mminmax
Nultioutput
Rtask
Mtracker
Pnsformations
5vision
B._autograd_registrations
Dinternally_replaced_utils
Dmeta_registrations
Dutils
Cdatasets._optical_flow
Mstereo_matching
Lcaltech
Meleba
Mifar
Ntyscapes
Mlevr
Moco
Nuntry211
Ldtd
Leurosat
Lfakedata
Mer2013
Mgvc_aircraft
Mlickr
Nowers102
Molder
Nod101
Lgtsrb
Lhmdb51
Limagenet
Tte
Mnaturalist
Lkinetics
Ntti
Llfw
Msun
Lmnist
Moving_mnist
Lomniglot
Mxford_iiit_pet
Lpcam
Mhototour
Mlaces365
Lrendered_sst2
Lsbd
Nu
Memeion
Mtanford_cars
Nl10
Mun397
Mvhn
Lucf101
Msps
Mtils
Lvideo_utils
Nsion
Moc
Lwiderface
Cextension
Cio.image
Cmodels._api
Kutils
Jalexnet
Jconvnext
Jdensenet
Ltection._utils
Tanchor_utils
Tbackbone_utils
Tfaster_rcnn
Ucos
Tgeneralized_rcnn
Timage_list
Tkeypoint_rcnn
Tmask_rcnn
Tretinanet
Uoi_heads
Upn
Tssd
W1lite
Ttransform
Jefficientnet
Jfeature_extraction
Jgooglenet
Jinception
Jmaxvit
Knasnet
Kobilenet
Sv2
T3
Joptical_flow._utils
W1raft
Jquantization.googlenet
W1inception
W1mobilenetv2
g13
W1resnet
W1shufflenetv2
W1utils
Jregnet
Lsnet
Jsegmentation._utils
W1deeplabv3
W1fcn
W1lraspp
Khufflenetv2
Kqueezenet
Kwin_transformer
Jvgg
Kideo.mvit
Presnet
Ps3d
Qwin_transformer
Lsion_transformer
Cops._box_convert
Hregister_onnx_ops
Hutils
Gboxes
Gciou_loss
Gdeform_conv
Hiou_loss
Hrop_block
Gfeature_pyramid_network
Hocal_loss
Ggiou_loss
Gmisc
Gpoolers
Hs_roi_align
Npool
Groi_align
Kpool
Gstochastic_depth
Ctransforms
M._functional_pil
Z1tensor
Opresets
Nautoaugment
Nfunctional
Ntransforms
Nv2._augment
Tto_augment
Rcolor
Tntainer
Rdeprecated
Rgeometry
Rmeta
Sisc
Rtemporal
Sransform
Sype_conversion
Rutils
Qfunctional
a1._augment
c1color
c1deprecated
c1geometry
c1meta
d1isc
c1temporal
d1ype_conversion
c1utils
Dv_tensors
M._bounding_boxes
Oimage
Okeypoints
Omask
Otorch_function_helpers
Pv_tensor
Ovideo
Cutils
1qdm._monitor
6tqdm_pandas
5asyncio
6uto
9notebook
5cli
6ontrib.logging
5gui
5rich
5std
5utils
5version
1raceback
3iners
2uststore
A._api
Copenssl
Cssl_constants
1ypes
3ing
6_extensions
0ultralytics
B.cfg
Cdata.annotator
Iugment
Hbase
Iuild
Hconverter
Hdataset
Hloaders
Hsplit
M_dota
Hutils
Cengine.exporter
Jmodel
Jpredictor
Jresults
Jtrainer
Kuner
Jvalidator
Cmodels.fastsam.model
Rpredict
Jllm
Jnas.model
Jrtdetr.model
Qpredict
Qtrain
Qval
Jsam.amg
Nbuild
S_sam3
Nmodel
Qules.blocks
Vdecoders
Vencoders
Vmemory_attention
Vsam
Vtiny_encoder
W1ransformer
Vutils
Npredict
Nsam3.decoder
Sencoder
Sgeometry_encoders
Smaskformer_segmentation
Todel_misc
Snecks
Ssam3_image
Stext_encoder_ve
Svitdet
Tl_combiner
Jutils.loss
Pops
Jyolo
N.classify.predict
X1train
X1val
Odepth.calibrate
Upredict
Utrain
Uval
Qtect.predict
Vtrain
Vval
Omodel
Oobb.predict
Strain
Sval
Opose.predict
Ttrain
Tval
Osegment.predict
W1train
W1val
Qmantic.predict
X1train
X1val
Oworld.train
Z1_world
Uval
Oyoloe.predict
Utrain
Uval
Cnn.autobackend
Fbackends.ascend
Pxelera
Obase
Ocoreai
Sml
Odeepx
Oexecutorch
Ohailo
Olitert
Omnn
Oncnn
Oonnx
Ppenvino
Opaddle
Pytorch
Oqnn
Orknn
Otensorflow
Urt
Priton
Fdistill_model
Fmodules.activation
Nblock
Nconv
Nhead
Ntransformer
Nutils
Ftasks
Coptim.muon
Csolutions.analytics
Mconfig
Mdistance_calculation
Mheatmap
Mobject_blurrer
Tcropper
Mparking_management
Mregion_counter
Msimilarity_search
Nolutions
Ntreamlit_inference
Mtrackzone
Ctrackers.utils.gmc
Rkalman_filter
Rreid
Cutils
H.autobatch
Mdevice
Icallbacks
R.base
Sclearml
Tomet
Sdvc
Smlflow
Splatform
Stensorboard
Jhecks
Jpu
Idist
Jownloads
Ievents
Jxport.ascend
Qxelera
Pcoreai
Tml
Pdeepx
Pengine
Qxecutorch
Pimx
Plitert
Pmnn
Pncnn
Popenvino
Ppaddle
Pqnn
Prknn
Ptensorflow
Qorchscript
Pxilinx
Ifiles
Igit
Iinstance
Ilogger
Kss
Imetrics
Inms
Iops
Ipatches
Jlotting
Ital
Jorch_utils
Jqdm
Jriton
Juner
Iuploads
1nicodedata
3ttest
8.mock
1rllib
6.parse
1u
2id
0warnings
1eakref
0xdrlib
1ml.etree.ElementInclude
HPath
HTree
AcElementTree
4parsers.expat
0yaml
4._yaml
5constructor
5reader
7presenter
7solver
0zipfile
1lib
1oneinfo
8._common
Atzpath
Azoneinfo
`

/** Full names of objects, front coded. */
export const NAMES = `
0.exec_module
1from_file
1write_text
0_bootsubprocess.Popen.wait
Gcheck_output
1ctypes.Array
8CFuncPtr
8POINTER
8Structure
8Union
8addressof
9lignment
8byref
8get_errno
8pointer
8resize
8set_errno
9izeof
1dummy_thread.RLock
E_set_sentinel
Eallocate_lock
Eget_ident
Estack_size
Hrt_new_thread
1frozen_importlib.module_from_spec
Ispec_from_loader
H_external.spec_from_file_location
1io.FileIO
4open
1operator._compare_digest
Aadd
Aeq
Age
Ctitem
Bt
Aindex
Bs_not
Ale
Cngth_hint
Bt
Amul
Aneg
Bot_
Aor_
Apos
Asub
1pickle.Pickler
8Unpickler
8dumps
8loads
1sitebuiltins._Helper.__call__
FPrinter.__setup
2ocket.gethostname
1thread._local
8allocate_lock
8get_ident
8lock
0accelerate.commands.utils.CustomArgumentParser
1ifc.open
1rgparse.ArgumentParser
N._parse_known_args
Pread_args_from_files
Oparse_args
Uintermixed_args
Uknown_args
a1intermixed_args
1st.AST
5dd
5nd
6nAssign
5ssert
7ign
6yncFor
AunctionDef
9With
5ttribute
5ugAssign
5wait
4BinOp
6tAnd
7Or
7Xor
5oolOp
5reak
4Call
5lassDef
5ompare
6nstant
7tinue
4Del
7ete
5ict
8Comp
6v
4Eq
5xceptHandler
6pr
8ession
4FloorDiv
5or
7mattedValue
5unctionDef
CType
4GeneratorExp
5lobal
5t
6E
4If
6Exp
5mport
AFrom
5n
6teractive
6vert
5s
6Not
4JoinedStr
4LShift
5ambda
5ist
8Comp
5oad
5t
6E
4MatMult
7ch
9As
9Class
9Mapping
9Or
9Sequence
Aingleton
Atar
9Value
5od
7ule
5ult
4Name
8dExpr
5onlocal
6t
7Eq
7In
4Or
4ParamSpec
6ss
5ow
4RShift
5aise
5eturn
4Set
7Comp
5lice
5tarred
6ore
5ub
7script
4Try
7Star
5uple
5ypeAlias
8Ignore
8Var
BTuple
4UAdd
5Sub
5naryOp
4While
5ith
4Yield
9From
4alias
5rg
7uments
4boolop
4cmpop
5omprehension
4excepthandler
6pr
8_context
4keyword
4literal_eval
4match_case
5od
4operator
4pattern
4stmt
4type_ignore
9param
4unaryop
4withitem
0builtins.Exception
9__import__
9code
Bmpile
9eval
Axec
9function
9iter
0codecs.IncrementalDecoder
2llections.namedtuple
2ncurrent.futures._base.as_completed
Jthread.ThreadPoolExecutor
3figparser.ConfigParser
DRawConfigParser
S.read
DSafeConfigParser
1types.ARRAY
8rgumentError
7CDLL
8FUNCTYPE
G.<locals>.CFunctionType
7LibraryLoader
7PYFUNCTYPE
8yDLL
7SetPointerType
7_endian.BigEndianStructure
OUnion
7c_bool
Ayte
9char
D_p
9double
9float
9int
9long
Ddouble
9short
9ubyte
Aint
Along
Ashort
9void_p
9wchar
E_p
8ast
8reate_string_buffer
Eunicode_buffer
7py_object
7string_at
7util.find_library
7wstring_at
0dataclasses._FuncBuilder.add_fns_to_class
Dcmp_fn
Ereate_fn
Dfrozen_get_del_attr
Dhash_add
Ifn
Dinit_fn
Drepr_fn
1ifflib.get_close_matches
2s.get_instructions
3tutils.command.install_egg_info.safe_name
e1version
Z1to_filename
Aerrors.DistutilsOptionError
1octest.DocTestFinder
FRunner
0email.message.EmailMessage
EMIMEPart
M.iter_attachments
Sparts
Fessage
L.get_payload
7ime.application.MIMEApplication
Cudio.MIMEAudio
Bbase.MIMEBase
Bimage.MIMEImage
Q.__init__
Bmessage.MIMEMessage
Cultipart.MIMEMultipart
Bnonmultipart.MIMENonMultipart
Btext.MIMEText
1ncodings.search_function
0fsspec.core.url_to_fs
7implementations.local.LocalFileSystem
7spec.AbstractFileSystem
1unctools._lru_cache_wrapper
Acache
Fd_property
Alru_cache
J.<locals>.decorating_function
Apartialmethod
Asingledispatch
Atotal_ordering
Aupdate_wrapper
Awraps
0glob._Globber
6StringGlobber
5glob
1zip.GzipFile
0http.client.BadStatusLine
CCannotSendHeader
MRequest
CHTTPConnection
GException
GMessage
GResponse
GSConnection
CImproperConnectionState
DncompleteRead
EvalidURL
CLineTooLong
CNotConnected
CRemoteDisconnected
EsponseNotReady
CUnimplementedFileMode
EknownProtocol
JTransferEncoding
C_encode
Dread_headers
Cparse_headers
6ookiejar.Cookie
LJar
LPolicy
FDefaultCookiePolicy
5server.BaseHTTPRequestHandler
CThreadingHTTPServer
1uggingface_hub.errors.EntryNotFoundError
NRepositoryNotFoundError
Ghf_api.HfApi
S.model_info
0imghdr.test
Ball
7what
2portlib._bootstrap.Components
LUError
Linterface
Aimport_module
Ametadata.PackageNotFoundError
J_adapters.Message
Jdistribution
Jentry_points
Jversion
Aresources._common.as_file
Sfiles
Llegacy.read_binary
Kopen_binary
Autil.find_spec
1nspect.Parameter
8Signature
8getattr_static
Bdoc
Bfullargspec
Bmembers
Cro
8isclass
Boroutine
Afunction
8signature
8unwrap
1tertools.accumulate
Astarmap
0jinja2.environment.Environment
7loaders.DictLoader
1oblib.memory.Memory
7parallel.cpu_count
Geffective_n_jobs
0lightning.pytorch.profilers.advanced.AdvancedProfiler
Sbase.PassThroughProfiler
Sprofiler.Profiler
j1.__del__
Tytorch.PyTorchProfiler
Ssimple.SimpleProfiler
Sxla.XLAProfiler
1ogging.Logger.setLevel
8PercentStyle
8getLogger
0mailbox.BabylMessage
8MHMessage
9MDFMessage
9aildirMessage
9essage
8_mboxMMDFMessage
8mboxMessage
1imetypes.MimeTypes
J.__init__
Kread
A_main
Aadd_type
Aguess_all_extensions
Gextension
Gfile_type
Gtype
Ainit
Aread_mime_types
1map.mmap
1odulefinder.Module
1ultiprocessing.connection.Client
Sonnection
RListener
Jtext.BaseContext.Pool
a1Queue
a1Value
OProcess
Gpool.ThreadPool
Gqueues.SimpleQueue
Gsharedctypes.SynchronizedArray
0numpy.DataSource
6_configtool.main
9re._add_newdocs._array_method_doc
O_scalars.add_newdoc_for_scalar_type
Dmethods._dump
Cfunction_base.add_newdoc
Crecords.array
Kfromfile
6compat.py3k.open_latin1
8re._add_newdocs_scalars.add_newdoc_for_scalar_type
Cmethods._dump
Cufunc_reconstruct
Bfunction_base.add_newdoc
Brecords.array
Jfromfile
6fromregex
6genfromtxt
6info
6lib._format_impl.open_memmap
Bnpyio_impl.save
Qtxt
Qz
R_compressed
Butils_impl._makenamedict
Minfo
Aadd_newdoc
Aformat.open_memmap
Hread_array
Anpyio.recfromcsv
Ntxt
Gsave
Ktxt
Kz
L_compressed
Autils._lookfor_generate_cache
Hmakenamedict
Ginfo
Glookfor
7oad
Atxt
8okfor
6ma.bench.compare_functions_1v
X12v
Nmethods
Ftimer
9mrecords.fromtextfile
Iopenfile
7emmap
6rec.array
Afromfile
6testing._private.utils.assert_
a1allclose
b1rray_almost_equal
s1_nulp
g1equal
g1less
a1raises
Tbuild_err_msg
0omegaconf.listconfig.ListConfig
V.__setitem__
1perator.attrgetter
9itemgetter
9methodcaller
2tparse.Values.read_file
Lmodule
1s.PathLike
3makedirs
0pandas.core.computation.parsing.clean_column_name
Pytables.JointConditionBinOp
X1PyTablesExpr
X1maybe_expression
7io.common.IOHandles
Hcheck_parent_directory
Hdedup_names
Hget_handle
Hinfer_compression
Is_fsspec_url
Kpotential_multi_index
Kurl
Hmangle_dupe_names
Hstringify_path
Hvalidate_header_arg
7read_csv
Cpickle
2thlib.Path
C.chmod
Dhardlink_to
Dlchmod
Eink_to
Dmkdir
Dopen
Dread_bytes
Itext
Fname
Fplace
Emdir
Dsymlink_to
Dtouch
Dunlink
Dwrite_bytes
Jtext
9osixPath
8WindowsPath
8_NormalAccessor.symlink
Otouch
9abc.PathBase
L.lchmod
Mread_bytes
Rtext
Mwrite_bytes
Stext
9local.Path
J.chmod
Khardlink_to
Kmkdir
Kopen
Kread_text
Mname
Mplace
Lmdir
Ksymlink_to
Ktouch
Kunlink
Kwrite_text
GosixPath
FWindowsPath
1ickle._Unpickler
1latform.python_implementation
2istlib._maybe_open
9readPlist
9writePlist
1osix._exit
6chmod
6fspath
6getloadavg
6link
8stdir
6mkdir
6open
6remove
8name
8place
7mdir
6stat
7ymlink
6unlink
7random
5path.abspath
Abasename
Aexpanduser
Ajoin
Arealpath
Asplitext
1stats.ProfileBrowser.do_read
7Stats
C.__init__
Dadd
Ddump_stats
Dinit
Dload_stats
1ydoc.Helper.__call__
2torch_lightning.profilers.advanced.AdvancedProfiler
Sbase.PassThroughProfiler
Sprofiler.Profiler
j1.__del__
Tytorch.PyTorchProfiler
Ssimple.SimpleProfiler
Sxla.XLAProfiler
0quopri.main
0random._parse_args
7main
0setuptools.discovery.PackageFinder.find
1hlex.shlex.__next__
Cget_token
Csourcehook
2util.copyfile
7get_terminal_size
7rmtree
7which
1klearn.callback._scoring_monitor.ScoringMonitor
m1.__setstate__
8utils._testing._array_api_for_tests
Oget_args
Nassert_allclose
c1_dense_sparse
Ncreate_memmap_backed_data
Nignore_warnings
Nraises
Nset_random_state
1ndhdr.test
B_aifc
Cwav
Ball
7what
Bhdr
1ocketserver.TCPServer.__init__
1sl.SSLContext
1table_baselines3.common.vec_env.base_vec_env.CloudpickleWrapper
W2.__setstate__
1ubprocess.CalledProcessError
Bcall
Check_output
Brun
1ympy.core.basic.Basic.__new__
Bsympify.CantSympify
JSympifyError
J_convert_numpy_types
Kis_numpy_instance
Ksympify
Jsympify
6parsing.sympy_parser.parse_expr
2s.getsizeof
0tarfile.is_tarfile
1empfile.NamedTemporaryFile
9TemporaryDirectory
9mkdtemp
2st.support.interpreters.QueueError
VNotFoundError
1hreading.Barrier
BoundedSemaphore
BrokenBarrierError
ACondition
AEvent
BxceptHookArgs
ARLock
ASemaphore
AThread
Bimer
A_DummyThread
BMainThread
BRLock
Bafter_fork
Benumerate
Bmake_invoke_excepthook
Bnewname
Bshutdown
Aactive_count
Acurrent_thread
Aenumerate
Bxcepthook
Amain_thread
Asetprofile
Dtrace
1imeit.Timer
3m.data.loader.MultiEpochsDataLoader
1orch.BFloat16Storage
7oolStorage
7yteStorage
6CharStorage
7omplexDoubleStorage
DFloatStorage
6DoubleStorage
6FloatStorage
6HalfStorage
6IntStorage
6LongStorage
6QInt32Storage
A8Storage
7UInt2x4Storage
B4x2Storage
B8Storage
6ShortStorage
6_C._aoti.AOTIModelPackageLoader
7deploy._get_package
Fload_storages
8ispatch.python.enable_crossref_functionalize
8ynamo.backends.distributed.SubmodCompiler
Ecallback.CallbackTrigger
Edecorators.leaf_function
Eeval_frame.FlattenInputOutputSignature
POptimizedModule
Fxc.TensorifyScalarRestartAnalysis
JorchDynamoException
IUserError
RType
Efunctional_export.DynamoGraphTransformer
Egraph_bytecode_inputs.get_external_object_by_index
Kutils._get_flat_args
Eoutput_graph.SubgraphTracer
Eprecompile_context.BackendCacheArtifact
X1PrecompileContext
Esource.NegateSource
Fymbolic_convert.TensorifyState
Eutils.CompileEventLogger
K_is_tensorify_enabled
Kchromium_event_log_active
Kdynamo_timed
Kget_metrics_context
Kis_compile_supported
Nnode_meta_valid
Nsafe_numpy_wrapper
Knumpy_wrapper_cache_key
Kpreserve_rng_state
Kset_feature_use
Kwarn_once
Evariables.streams.get_current_stream
W1new_event
7export.db.logging.exportdb_error_message
Pget_class_if_classified_error
Enon_strict_utils._NonStrictTorchFunctionHandler
W1enter_enable_graph_inputs_of_type_nn_module
X1xit_enable_graph_inputs_of_type_nn_module
W1fakify_module_inputs
d1script_objects
W1gather_constant_attrs
X1et_graph_inputs_of_type_nn_module
W1override_builtin_ops
Vmake_constraints
a1fake_inputs
Vproduce_guards_and_solve_constraints
Epass_base._ExportPassBaseDeprecatedDoNotUse.ExportTracer
Ies.add_runtime_assertions_for_constraints_pass._AddRuntimeAssertionsForInlineConstraintsPass
Y2convert_range_to_int
Lcollect_tracepoints_pass.CollectTracepointsPass
Nnstant_folding.ConstantFolder
Linsert_custom_op_guards.get_op_profiles
j1insert_custom_op_guards
Llift_constants_pass.ConstantAttrMap
f1_materialize_and_lift_constants
Lremove_runtime_assertions._RemoveRuntimeAssertionsPass
Eserde.serialize.ExportedProgramDeserializer
USerializedArtifact
U_dataclass_to_dict
W1ict_to_dataclass
Udeserialize_device
g1scalar_type
h1ize
h1torage_offset
i1ride
Userialize
d1_tensor_meta
Eutils._build_cache
Lcheck_input_constraints_for_graph
Mollect_all_valid_cia_ops
k1_for_aten_namespace
Und_set_constant_attrs
Tparam_buffer_metadata
Nmpiling_state_context
Ldetect_fake_mode_from_gm
Lfakify_params_buffers
Lget_decomp_for_cia
Lis_aten_op
Opreservable_cia_op
Lname_hoo_subgraph_placeholders
Loverride_graph_signature_for_temp_registered_constants
Pwrite_signature_for_non_persistent_buffers
Lpopulate_param_buffer_metadata_to_new_gm
Lregister_constants_as_buffers
Nname_without_collisions
Lspecial_op_to_preserve_cia
Lupdate_gm_meta_if_possible
Kapply_runtime_assertion_pass
Kplaceholder_naming_pass
Everifier.SpecViolationError
NVerifier
Ewrappers._wrap_submodules
Nmark_subclass_constructor_exportable_experimental
7functorch._activation_checkpointing.remat_using_tags_for_fwd_loss_bwd_graph_pass._collect_backward_regions
v2has_user_phase_annotation
u2remat_using_tags_for_fwd_loss_bwd_graph
Toffloading.activation_offloading.activation_offload_sink_wait
w2_async
f2reload_prefetch
u2_async
-1choose_offload_sets
-1enable_activation_offloading
-1offload_chosen_sets
n2_async
Jot_autograd.aot_autograd_result.AOTAutogradResult
p1BundledAOTAutogradResult
p1GenericAOTAutogradResult
h2._apply_runtime_wrappers
i2wrap_post_compile
p1SerializedGraphModule
e2.__init__
p1serialize_graph_module
W1utograd_cache.AOTAutogradCache
-1._write_to_local_cache
_1clear
_1save
_1try_load
-1Artifact.populate_cache
-1Details
b2.__init__
-1Pickler._format_global_for_cache_key
d2reduce_graph_module_for_cache_key
c2reducer_override
k1_collect_saved_tensors_hooks_fx_wrap_cache_hashes
t1wrapped_user_cache_hashes
k1autograd_cache_key
k1check_cacheable
k1normalize_placeholder_names
k1sanitize_gm_for_cache
Vcomplex_decomposition._assert_no_incorrect_aliasing_mutation
s1has_complex
r1decompose_complex_in_graph
Vgraph_capture._create_graph
w1_and_save_traced_inputs
k1extract_tangent_source_stack_traces
k1prepare_graph_capture_tracing
j1aot_dispatch_autograd_graph
w1base_graph
i1_wrappers.create_functional_call
d2ized_fn
i2rng_ops_wrapper
c1ompile._aot_stage2a_partition
u1b_bw_compile
w1compile_forward_or_inference
w1fw_compile
w1inference_compile
u1c_make_autograd_function
_1inference_function
k1cache_autograd_info
q1inference_info
m1tegorize_saved_tensors_for_backward
l1ompute_indices_of_inps_to_detach
k1has_invoke_subgraph_node
k1maybe_unlift_partitioned_effect_tokens
k1partition_joint_graph_into_fw_bw
j1aot_stage1_graph_capture
s12_autograd
u1compile
u1inference
j1collect_bw_donated_buffer_idxs
j1maybe_inline_graph_saved_tensors_hooks
j1prepare_for_partitioner
r1hook_gm
j1run_joint_graph_passes_on_hops
Vinput_output_analysis._graph_input_names
y1output_names
r1create_graph_signature
Vruntime_wrappers.AOTDedupeWrapper
W2.post_compile
q1ispatchAutograd
Z2.post_compile
x1SubclassWrapper
g2.post_compile
p1SyntheticBaseWrapper
d2.post_compile
m1DebugAssertWrapper
Y2.post_compile
m1EffectTokensWrapper
Z2.post_compile
m1FakifiedOutWrapper
Y2.pre_compile
n1unctionalizedRngRuntimeWrapper
l2.post_compile
m1RuntimeWrapper
-1.post_compile
m1_AOTDispatchAutogradFunctionFactory.build
n1codegen_backward_epilogue
Y2prologue
v1compiled_backward
Y2forward
o1reate_runtime_wrapper
Vstreams._wrap_sync_node
d1assign_backward_streams
k1epilogue_copy_streams
d1insert_backward_syncs
d1populate_fw_metadata_with_stream_indices
d1sync_deallocations
d1wrap_all_sync_nodes_with_control_deps
W1ubclass_codegen._compile_and_exec_source
m1codegen_backward_subclass_fns
u1subclass_wrapper
Vutils._collect_fwd_nodes_from_subgraph
e1py_metadata_to_bw_nodes_in_subgraph
b1contain_metadata_mutation_ops
d1py_fwd_metadata_to_bw_nodes
b1unlift_tokens
Haot_autograd._aot_export_function
Uaot_compile_joint_with_descriptors
Y1export_joint_simple
l1with_descriptors
f1module
Y1function
Y1module
e1_simplified
Vutograd_cache_key
Uboxed_nop_preserve_node_meta
Ucreate_aot_state
Uprepare_aot_module_simplified
Iutograd_function.AutogradFunctionApply.__call__
Hbenchmark_utils.benchmark_utilization
X1compute_utilization
X1dump_chrome_trace
X1get_chrome_trace_events
Hcompile_utils.raise_getitems
Vstrip_overloads
Ors.DebugInterpreter
h1.run
l1_node
R_canonicalize
Sdraw_graph_compile
Ssave_fx_default
Rdebug_compile
Sraw_graph_compile
Rget_inputs
Sraph_dumper_aot
Rmemory_efficient_fusion
Rnnc_jit
Rprint_compile
Rsimple_ts_compile
Rts_compile
Heager_transforms.linearize
Hfx_minifier.ConcreteProp
f1.propagate
g1run_node
Tcreate_minified_hlo_graph
Tdump_state
Tminifier
Hpartitioners._extract_fwd_bwd_modules
l1outputs
Vsync_decision_cross_ranks
Uapply_graphsafe_rng_functionalization
Uchoose_saved_values_set
Vlassify_nodes
W1eanup_recompute_tags
Udefault_partition
Vraw_graph
Uenable_activation_quantization
Uforce_save_bw_mutation_src
f1collectives
f1effectful_ops
Vunctionalize_rng_ops
Uhas_recomputable_ops
l1rng_ops
Umin_cut_rematerialization_partition
Uperform_fp8_activation_quantization
Ureordering_to_mimic_autograd_engine
Usolve_min_cut
Uthread_graphsafe_rng_from_hops
Uvisualize_min_cut_graph
7get_cuda_dep_paths
8uards.ChainedSource
R.get_value
ESource
K.get_value
7higher_order_ops._invoke_quant.InvokeQuantTracer
t1.__init__
n1Unpacked
v1.__init__
Oassociative_scan.AssociativeScanAutogradOp.backward
u1Op.gen_schema
f1associative_scan_functionalize
w1proxy_mode
f1trace_associative_scan
Puto_functionalize.auto_functionalized_v2_proxy
Obase_hop.BaseHOP
e1.__init__
g1call_ProxyTorchDispatchMode
f1gen_schema
e1Function.backward
Ocond.CondAutogradOp.backward
X1Op.gen_schema
Tcond_func
Tinner
Ttrace_cond
Oflex_attention.create_fw_bw_graph
d1flex_attention_autograd
s1backward_proxy_torch_dispatch_mode
s1functionalize
s1proxy_torch_dispatch_mode
d1sdpa_dense_backward
d1trace_flex_attention
x1_backward
Poreach_map.ForeachMap
k1.__init__
Ohints_wrap.hints_wrapper_functionalize
Z1inner
Z1trace_hints_wrapper
Oinvoke_leaf_function._resolve_mutated_flat_indices
Vsubgraph.InvokeSubgraphAutogradOp.backward
s1HOP.gen_schema
e1_
e1create_fw_bw_graph
e1trace_joint_graph
v1_as_bwd
e1warn_and_trace_duplicate_backward
Olocal_map.autograd_key
Y1create_hop_fw_bw
Omap.MapAutogradOp.backward
VImpl.gen_schema
Smap_functionalize
W1proxy_torch_dispatch_mode
Strace_map
Opartitioner.HopGraphMinCutPartitioner
z1.create_partitioned_graph
d1JointGraph.partition
d1PartitionedGraph
t1.__init__
v1check_partition_boundary
v1reorder_fw_output
a1_find_hop_subgraph_outputs
a1create_hop_joint_graph
Qsses.inline_invoke_subgraph.inline_invoke_subgraph
i2_nodes
z1single_use_invoke_subgraph
e2recursive
Oscan.ScanAutogradImpl
j1.__init__
l1optimize_forward_intermediates
k1call_backward
f1Op.forward
X1Op.gen_schema
Tscan_autograd
Y1functionalize
Y1proxy_mode
Ttrace_scan
Qhema.find_hop_schema
Ptrict_mode.inner
a1trace_strict_mode
Otriton_kernel_wrap.triton_kernel_wrapper_mutation_dense
Outils.FunctionalizeCtxWrapper
r1.__call__
U_check_alias_and_mutation
Vhas_potential_branch_input_mutation
Vmaybe_fake_tracing
b1reenter_make_fx
c1un_with_interpreter
Ucheck_input_alias_and_mutation
y1_return_outputs
Vreate_fw_bw_graph
Uget_graph_output_example_values
Uhas_potential_input_alias_or_mutation
Umaterialize_as_graph
g1callable_in_args
Upotential_input_alias_or_mutation
Ureenter_make_fx
Owhile_loop.WhileLoopAutogradOp.backward
i1Op.gen_schema
Z1while_loop_func
k1tracing
Prap.TagActivationCheckpoint.__call__
TWrapActivationCheckpoint.__call__
Tproxy_mode_key
Ttag_activation_checkpoint_impl
7inductor.codecache.BypassFxGraphCache
QFxGraphCache
c1Pickler
X1HashDetails
QGuardedCache
Q_ident
Qadd_ephemeral_timeout_increase_for_distributed
Qextract_tensor_metadata_for_cache_key
Qresolve_pre_grad_pass_timing
Qsha256_hash
Qwrite_atomic
Hpp_builder.normalize_path_separator
Hustom_graph_pass.CustomKnapsackSolver
e1RuntimeEstimator
Gdecomposition.select_decomp_table
Gfx_passes.joint_graph.UniformValueConstantFolder
Qoverlap_scheduling.benchmark_node
j1is_compute_node
Qpost_grad.decompose_auto_functionalized
Ggraph.SubgraphLowering
Gloop_body.LightTracer
Goutput_code.CompiledFxGraph
h1Constants
SOutputCode
Gremote_cache.create_cache
Huntime.cache_dir_utils.cache_dir
Gstandalone_compile.AOTCompiledArtifact
Hubgraph_lowering.PointwiseSubgraphLowering
Gutils.BoxedBool
MIndentedBuffer
Mget_device_tflops
Qgpu_dram_gbps
Mshould_use_remote_fx_graph_cache
7lazy.extract_compiled_graph.extract_compiled_graph
Z1force_lazy_device
Csave
8oad_dll_libraries
Cglobal_deps
7native.common_utils._unavailable_reason
Futedsl_utils._check_runtime_available
Tversion_is_ok
Sregister_op_override
Tuntime_available
a1version
Eget_user_ordering_fn
Eops.bmm_outer_product.triton_impl._register_for_dispatch_key
m1register_to_dispatch
Iforeach_mm.impl._check_nvmath_cublaslt
Z1foreach_mm_cond
k1impl
k1route
Z1warn_nvmath_unavailable_once
Y1register_to_dispatch
Inorm.rmsnorm_impl.register_rmsnorm_overrides
Iscatter_add.cutedsl_impl._register_path
h1register_to_dispatch
Itopk.cutedsl_impl.register_to_dispatch
Etriton_utils._check_runtime_available
Sversion_is_sufficient
Rregister_op_override
Suntime_available
Z1version
7ops.HigherOrderOperator
BOpOverload
LPacket
DeratorBase
BTorchBindOpOverload
B_get_dispatch_mode_pre_dispatch
Baten.pybind11_detail_function_record_v1_system_libstdcpp_gxx_abi_1xxx_use_cxx11_abi_1.addcdiv
b3mul
Y3lias
Y3s_strided
X3diagonal
X3expand
X3lerp
X3narrow
X3permute
X3squeeze
X3t
Y3ranspose
X3unbind
Z3squeeze
X3view
7preload_cuda_deps
Klib
9ims.context.TorchRefsNvfuserCapabilityMode
p1.__init__
L_is_func_unsupported_nvfuser
Dexecutor.execute
Mmake_traced
Dnvfuser_executor.NvfuserGraphModule.__call__
UPartitionedInterpreter
q1.call_module
Umake_nvfuser_fusion
W1ybe_partition_graph
Unvfuser_execute
j1_partitioned
7strobelight.cli_function_profiler.StrobelightCLIFunctionProfiler
d2._get_results
f2run_async
f2start_strobelight
h2op_run
k2strobelight_no_throw
f2wait_for_running
e2profile
f1strobelight
Kompile_time_profiler.StrobelightCompileTimeProfiler
d2._cls_init
e2enable
f1get_fburl
j1strobelight_url
8ubclasses.fake_impls._sparse_coo_tensor_with_dims_and_tensors
Tconstructors
W1v
Tembedding
Tindex_put_impl
Z1tensor
Tmulti_device_op_default
j1out
Tnon_kwarg_is_pinned
d1to
Trun_and_return_new_tensor_of_input_device
Ntensor.FakeTensorMode
i1.__torch_dispatch__
k1cached_dispatch_impl
l1rosscheck_cache_output
k1dispatch_impl
k1make_cache_entry
k1validate_cache_key
j1dispatch
j1invalidate_written_to_constants
U_sparse_coo_tensor_with_dims_and_tensors
Uconstructors
Uindex_put
d1_
a1tensor
Unon_kwarg_to
Urun_and_return_new_tensor_of_input_device
Uto_copy
Junctional_tensor.FunctionalTensorMode
u1.__torch_dispatch__
Ischema_check_mode.SchemaCheckMode.__torch_dispatch__
7utils._augment_memory_snapshot_stack_traces
Eimport_dotted_name
Etype
Dtry_import
7vendor.quack.cute_dsl_elf_fix.patch
6ao.ns._numeric_suite_fx.NSTracer
U_add_loggers_impl
h1one_model
Z1shadow_loggers_impl
Vn_shadows_compare_weights
Vprepare_n_shadows_add_loggers_model
Uadd_loggers
Y1shadow_loggers
Uconvert_n_shadows_model
Uextract_weights
Uprepare_n_shadows_model
Cfx.graph_passes._can_insert_copy_of_subgraph_a
Uopy_node_from_a_to_c
Tinsert_copy_of_node_a_after_input_node_c
i1subgraph_a_after_input_node_c
a1dtype_cast_after_node
Tmaybe_get_fqn
Sadd_loggers_to_model
Screate_a_shadows_b
Fn_shadows_utils.create_add_loggers_graph
c1n_transformed_and_logged_copies_of_subgraph
c1one_transformed_and_logged_copy_of_subgraph
c1submodule_from_subgraph
Vextract_weight_comparison
Futils.get_node_first_input_and_output_type
Uinput_qparams
Rrmalized_nth_input
9pruning._experimental.pruner.FPGM_pruner.FPGMPruner
c1base_structured_sparsifier.BaseStructuredSparsifier
v2.prune
c1lstm_saliency_pruner.LSTMSaliencyPruner
c1saliency_pruner.SaliencyPruner
9quantization.fx._equalize._convert_equalization_ref
Z1convert_eq_obs
Z1get_layer_sqnr_dict
Z1remove_node
Z1update_obs_for_equalization
Qlower_to_native_backend._lower_dynamic_weighted_ref_functional
k2module
v1get_tensor_info_op
y1attr_tensor_metadta_op
v1quantized_binary_op
v1static_weighted_ref_functional
j2module
p2_with_two_inputs
v1to_native_backend
v1weight_only_weighted_ref_module
o1fold_weight
o1special_pattern_replacement
Qmodel_report.detector.DetectorBase
y1._get_targeting_node
n1ynamicStaticDetector
b2.determine_observer_insert_points
m1InputWeightEqualizationDetector
l2.determine_observer_insert_points
m1OutlierDetector
_1.determine_observer_insert_points
m1PerChannelDetector
Pconvert._replace_observer_with_quantize_dequantize_node
m2_decomposed
Z1un_weight_observers
X1convert
e1_standalone_module
X1duplicate_dequantize_node
h1quantize_dynamic_node
X1remove_extra_dequantize
Y1un_weight_observers
Pfuse.fuse
Pgraph_module.FusedGraphModule
s1.__deepcopy__
v1init__
c1ObservedGraphModule
v1.__deepcopy__
y1init__
k1StandaloneGraphModule
Z2.__deepcopy__
c2init__
c1QuantizedGraphModule
w1.__deepcopy__
z1init__
Plower_to_fbgemm.lower_to_fbgemm
Y1qnnpack.lower_to_qnnpack
Qstm_utils._get_lstm_with_individually_observed_parts
f1reference_quantized_lstm_module
Pprepare._run_prepare_fx_on_standalone_modules
Y1validate_fixed_qparams_qconfigs
X1insert_observers_for_model
X1prepare
X1run_prepare_fx_on_standalone_modules
Pqconfig_mapping_utils._update_qconfig_for_fusion
l1update_qconfig_for_fusion
Ptracer.QuantizationTracer
o1.call_module
q1reate_node
Putils.graph_module_from_producer_nodes
Mobserver.AffineQuantizedObserverBase
w1.convert
Mquantize_fx._attach_meta_to_node_if_not_exist
Z1convert_fx
h1standalone_module_fx
h1to_reference_decomposed_fx
Z1fuse_fx
Z1prepare_fx
h1standalone_module_fx
Y1convert_fx
g1to_reference_fx
Y1fuse_fx
Y1prepare_fx
g1qat_fx
Mutils.getattr_from_fqn
7utograd.profiler.profile
V.export_chrome_trace
N_util.EventList
c1.export_chrome_trace
k1stacks
6compile
7uda.BFloat16Storage
CoolStorage
CyteStorage
BCharStorage
ComplexDoubleStorage
IFloatStorage
BDoubleStorage
BFloatStorage
BHalfStorage
BIntStorage
BLongStorage
BShortStorage
B_annotate_cuda_graph_trace.load_trace
c1main
c1save_trace
Ccompile_kernel
Cmemory_viz._read
Owrite
Nformat_flamegraph
Cregister_triton_kernels
Cutils._CudaKernel.__call__
Uset_shared_memory_config
NModule
T.__getattr__
Jcheck_cuda
Kuda_load_module
Jget_gpu_rtc_library
Suntime_library
Nhip_runtime_library
Qrtc_library
Nnvrtc_library
Jnvrtc_compile
Bamp.common.amp_definitely_not_available
Fgrad_scaler.GradScaler
b1.__init__
Bgds.GdsFile
M.__init__
Bmemory.CUDAPluggableAllocator
e1.__init__
I_dump_snapshot
Jsave_memory_usage
Osegment_usage
Knapshot
Bprofiler.init
Btunable._gather_tunableop_results
Runique_untuned_gemm_from_files
Jmgpu_tune_gemm_in_file
Jtune_gemm_in_file
6distributed._is_spmd_types_available
Jlocal_tensor.LocalTensorMode.__enter__
p1xit__
o1torch_dispatch__
n1patch_random_functions
n1unpatch_random_functions
m1disable
t1_
m1enable_
m1rank_map
m1tensor_map
W1_for_each_rank_run_func
W1maybe_run_for_local_tensor
Jserialization._streaming_load
Khard.api._shard_tensor
Tshard_module
Z1parameter
Psharded_tensor.api.ShardedTensor
v1._init_from_local_shards
e1init_from_local_shards
Ktate_dict_utils._broadcast_state_dict
Kymmetric_memory._nvshmem_triton.NvshmemLibFinder.find_device_library
q1_log_triton_kernel
q1requires_nvshmem
Jtools.ilp_utils.aggregate_stats
Pmemory_tracker.MemoryTracker
r1.load
s1save_stats
t1how_traces
Psac_estimator.SACEstimator
p1._get_sac_tradeoff_pwlf_stats
q1pwlf_sac_tradeoff_curve
Icheckpoint.api.CheckpointException
Tdefault_planner.DefaultLoadPlanner
q1SavePlanner
Tfilesystem.FileSystemReader
o1Writer
Thf_storage.HuggingFaceStorageReader
w1Writer
Tmetadata.BytesStorageMetadata
c1ChunkStorageMetadata
c1Metadata
k1Index
c1TensorProperties
i1StorageMetadata
Toptimizer.load_sharded_optimizer_state_dict
Tplanner.LoadPlan
j1ner
b1ReadItem
b1SavePlan
j1ner
b1TensorWriteData
b1WriteItem
k1Type
Tquantized_hf_storage.QuantizedHuggingFaceStorageReader
Tstate_dict_loader.load
p1_state_dict
e1saver.async_save
k1save
o1_state_dict
Vorage.StorageReader
i1Writer
Jollective_utils._check_rng_sync
a1desync_table_str
Z1all_gather
j1_object_enforce_type
Z1broadcast
Idebug._frontend.FrontendServer
m1.__init__
Y1PeriodicDumper._run
n1start
Y1_IPv6HTTPServer
Y1main
Phandlers._torch_profile
Ostart_debug_server
Jistributed_c10d._tensor_to_object
Z1all_gather_object
Z1broadcast_object_list
Z1gather_object
Z1recv_object_list
Z1scatter_object_list
Ielastic.multiprocessing.api.DefaultLogsSpecs
k1Std
g1start_processes
Iflight_recorder.components.builder.build_db
x1groups_memberships
r1transform_ft
j1loader.read_dir
w1ump
Y1fr_trace.main
Jsdp._optim_utils._allgather_state_info
b1broadcast_processed_state
b1check_missing_keys_on_rank
c1onvert_state_with_orig_params
b1flatten_optim_state_dict
b1gather_all_orig_param_state
b1map_param_key_to_optim_keys
b1optim_state_dict
Ostate_dict_utils._local_post_state_dict_hook
Otrace_utils._ExecOrderTracer.patch_tracer
Nfully_sharded_data_parallel.FullyShardedDataParallel
h2._optim_state_dict_impl
-2to_load_impl
i2flatten_sharded_optim_state_dict
j2ull_optim_state_dict
i2optim_state_dict
y2_to_load
i2scatter_full_optim_state_dict
j2hard_full_optim_state_dict
n2ed_optim_state_dict
Ilaunch.launch
Pmain
Inn.api.remote_module.RemoteModule
p1.__init__
d1_RemoteModule
q1.__init__
s1init_template
e1instantiate_template
e1recursive_script_module_receiver
Ljit.instantiator._StringLoader.exec_module
d1do_instantiate_remote_module_template
d1write
c1instantiate_non_scriptable_remote_module_template
o1scriptable_remote_module_template
Ioptim.named_optimizer._NamedOptimizer
t1._post_state_dict
w1re_load_state_dict
u1load_state_dict
u1state_dict
Ozero_redundancy_optimizer.ZeroRedundancyOptimizer
f2.consolidate_state_dict
o1_broadcast_object
Ipipelining._IR.DetachExecutor
l1.call_function
m1run
X1Pipe
b1.__init__
d1from_traced
d1number_and_count_forward_stages
d1trace_with_export
c1build_stage
c1from_tracing
X1_direct_serialization_deserialize
Y1modify_graph_op_device
X1pipeline
Uschedule_visualizer.get_schedule_ops
Uunflatten._outline_submodules
Tschedules.PipelineScheduleMulti
y1._dump_csv
-1load_csv
d1ScheduleDualPipeV
l1Interleaved1F1B
w1ZeroBubble
l1LoopedBFS
l1ZBVZeroBubble
d1_PipelineScheduleRuntime
_1._dump_csv
X2load_csv
e1dump_chrometrace
Utage.PipelineStage
m1._backward_metadata_inference
o1forward_metadata_inference
o1prepare_backward_infra
w1forward_infra
o1recv_meta
Irpc.api.RRef
Jun.get_args_parser
Mrun
Itensor._api._FromTorchTensor.forward
Qcollective_utils.check_tensor_meta
Qdispatch.OpDispatcher._dispatch_fast_path_python_tail
Pdebug._comm_mode.CommDebugMode.generate_json_dump
u1log_comm_debug_tracing_table_to_file
W1op_coverage.get_inductor_decomp_graphs
i1print_op_coverage_summary
W1visualize_sharding.visualize_sharding
Vvisualize_sharding
Pexperimental._tp_transform._TensorParallelTransformPass
m2.call
r1clean_up_graph_metadata
r1insert_reshard_gm
r1mark_sharding
w1tensor_parallel_shardings
r1partitioner
q1tensor_parallel_transformation
6export._draft_export.CaptureStructuredTrace
n1.__init__
Rdraft_export
Rget_loc
Estate_dict_utils._restore_state_dict
Fwap._construct_inputs
Kfix_input_output_signature
Kinsert_call_module
Kremove_extraneous_pytrees
Kswap_module_helper
Vs
Etrace._aot_export_joint_with_descriptors
Lexport
R_for_training
Sto_aten_ir
c1_make_fx
Vtorch_ir
Lfind_node
Lget_module_call_graph
Prange_constraints
Lnon_strict_export
Lpreserve_requires_grad_pass
Noduce_aten_artifact
Lrename_constants_nodes
Nplace_unbacked_bindings
Nstore_state_dict
Nwrite_tracepoint_node
Lstrict_export
Lverify_stack_trace
Eunlift._StatefulGraphModule
f1.__init__
Mconvert_guards_code_to_fn
Nreate_stateful_graph_module
Minsert_copy_for_mutations
Munlift
S_exported_program_lifted_states
Tinputs_as_getattr
Dcustom_ops._call_custom_autograd_function_in_pre_dispatch
Ddraft_export
Dexperimental._ExportPackage._compiled_and_package
g1exporter
Rexport_forward_backward
Rremove_detach_pass
Rsticky_export
Gort
Jed_program.ExportedProgram
j1.__init__
l1transform_do_not_use
l1update
k1module
k1run_decompositions
U_create_graph_module_for_export
Vdecompose_and_get_gm_with_new_signature_constants
f1exported_program
Vget_updated_module_call_graph
Vremove_unnecessary_copy_op_pass
Dpt2_archive._package.PT2ArchiveWriter.write_file
w1older
Y1_load_aoti
e1constants
e1exported_programs
e1state_dict
Z1package_aoti_files
h1constants
h1exported_programs
h1state_dict
Z1save_pickled_tensors
Y1is_pt2_package
Y1load_pt2
Y1package_pt2
Pis_pt2_package
Dsave
Dunflatten.InterpreterModule
e1.finalize
g1orward
NUnflattenedModule
e1.__init__
f1finalize
g1orward
N_generate_flatten
Nunflatten
6func.linearize
7x._graph_pickler.GraphPickler.debug_dumps
b1loads
b1reducer_override
O_GraphModulePickleData
k1.__init__
l1reduce_helper
UUnpickler
PTorchNumpyPickleData.from_object
k1reduce_helper
k1unpickle
Alazy_graph_module._LazyGraphModule
i1.__reduce_package__
l1str__
k1lazy_forward
k1real_recompile
j1code
j1from_graphmodule
j1real_recompile
Asymbolic_trace.Tracer
V._proxy_placeholder
W1call_module
X1reate_arg
g1s_for_root
W1getattr
W1trace
P_patch_function
Psymbolic_trace
9experimental.accelerator_partitioner.Partitioner.do_partition
x1ump_dag
w1partition_graph
Mconst_fold.FoldedGraphModule
o1.__init__
X1_inline_module
X1split_const_subgraphs
Mdebug.set_trace
Mmerge_matmul.merge_matmul
Ota_tracer.MetaAttribute
c1DeviceAttribute
c1Proxy
c1Tracer
i1.call_module
k1reate_proxy
j1getattr
j1trace
Y1symbolic_trace
Mnormalize.NormalizeArgs
j1.__init__
k1call_function
k1run_node
f1Operators
o1.call_function
Moptimization.extract_subgraph
Z1fuse
Z1gen_mkl_autotuner
Z1optimize_for_inference
Z1remove_dropout
Mproxy_tensor.DecompositionInterpreter
x1.get_attr
y1run
Z1PythonKeyTracer
o1.create_arg
w1node
Z1_GraphAppendingTracerEx
a1MakefxTracer._trace_inner
n1trace
b1oduleStackTracer
r1.call_module
t1reate_node
s1trace
a1SelectiveDecomposeInterpreter
X2.recursive_wrap
Z2un_node
Z1dispatch_trace
Z1fake_signature
Z1get_isolated_graphmodule
Z1make_fx
Z1selective_decompose
Mrewriter.AST_Rewriter.rewrite
VRewritingTracer
k1.trace
V_rewrite
Mschema_type_annotation.AnnotateTypesWithSchema
a2.__init__
b2call_function
b2get_attr
Nymbolic_shapes.ConstraintViolationError
c1GuardOnDataDependentSymNode
c1PropagateUnbackedSymInts
d1ySymFloat
h1Int
c1ShapeEnv
k1.produce_guards
d1ymDispatchMode
f1IntEqByExpr
c1TrackedFake
c1bind_symbols
c1find_symbol_binding_fx_nodes
d1ree_symbols
h1unbacked_symbols
d1x_placeholder_vals
c1guard_or_false
l1true
i1scalar
h1ing_hint_or_throw
c1has_free_symbols
c1is_concrete_int
f1symbol_binding_fx_node
c1optimization_hint
c1statically_known_false
t1true
d1ym_eq
c1uninteresting_files
Munify_refinements.infer_symbolic_types
y1_single_pass
Mvalidator.bisect
9graph_module.GraphModule
X1.__copy__
a1deepcopy__
a1init__
a1reduce_deploy__
h1package__
Z1replicate_for_data_parallel
Y1delete_all_unused_submodules
Y1graph
Y1recompile
Y1to_folder
M_format_import_block
b1statement
Qward_from_src
Nget_attr
Mreduce_graph_module
Tpackage_graph_module
9interpreter.Interpreter
W1.boxed_run
X1run
LTransformer
W1.__init__
X1transform
9node.Node
I.normalized_arguments
9operator_schemas._normalize_function_or_error
Rtorchscript_schema_to_signature
w1_impl
d1type_to_python_type
Qcheck_for_mutable_operation
Qget_signature_for_torch_op
Qnormalize_function
9passes.backends.cudagraphs.partition_cudagraphs
Pnvfuser.NvFuserBackend.__call__
m1compile
m1lower_to_prims_and_execute
Gdialect.common.cse_pass.CSEPass
l1.call
Gfake_tensor_prop.FakeTensorProp
l1.propagate
v1_dont_convert_inputs
m1run_node
Ggraph_drawer.FxGraphDrawer
g1.__init__
i1get_node_label
i1to_dot
Mmanipulation.get_size_of_all_nodes
Z1replace_target_nodes_with
Mtransform_observer.GraphTransformObserver
_1.__exit__
Y2init__
Ginfra.partitioner.CapabilityBasedPartitioner
y1.__init__
z1fuse_partitions
z1partition_and_fuse
Y1_DependencyViewer
p1.__init__
Oss_base.PassBase
e1.__call__
Gnet_min_base._MinimizerBase
h1.__init__
j1accumulate_traverse
j1binary_search_impl
q1traverse
k1lock_traverse
x1_impl
k1uild_submodule
j1defined_traverse
j1run_and_compare
j1sequential_traverse
k1kip_traverse
w1_impl
k1tore_outputs
i1minimize
i1run_nodes
m1shape_prop
Gparam_fetch.lift_lowering_attrs_to_nodes
Gregional_inductor._RegionCompiler.__call__
o1compile_region
o1recursively_compile_regions
f1Scooper.__call__
n1recursively_scoop_regions
n1scoop_regions
Z1compile_inductor_marked_regions
h1submod
a1reate_inductor_marked_regions
Y1regional_inductor
X1_invoke_subgraph._compile_invoke_subgraph_nodes_with_inductor
x1submod
p1recursive_compile_invoke_subgraph_nodes
o1regional_inductor_invoke_subgraph
Iinplace._FunctionalizationMetadataProp
u1.propagate
v1run_node
Qreinplace
Huntime_assert.insert_deferred_runtime_asserts
Gshape_prop.ShapeProp
a1.propagate
b1run_node
Hplit_module._build_stitching_graph
Uclone_nodes_into_partitions
Udecompose_size_nodes
W1tect_dependencies
Tsplit_module
f1_simple
Mutils.split_by_tags
Lter_base.NodeEventTracker.dump
U_SplitterBase
h1.__call__
k1init__
i1generate_split_results
i1split
n1_preview
d1SettingBase
o1.__init__
Gtools_common.FxNetAccFusionsFinder
o1.__init__
Tlegalize_graph
Tstable_topological_sort
Gutils.common.lift_subgraph_as_module
Mfuser_utils.erase_nodes
Y1fuse_as_graphmodule
d1by_partitions
Y1insert_subgm
Mmatcher_with_name_node_map_utils.SubgraphMatcherWithNameNodeMap
r2.__init__
t1_split_to_graph_and_name_node_map
Aroxy.Attribute
FGraphAppendingTracer
FMetaProxy
FParameterProxy
Groxy
K.__bool__
Niter__
FTracerBase
P._filter_traceback_frames
Qcreate_arg
X1node
X1proxy
F_create_arg_dict
9subgraph_rewriter._replace_pattern
a1submodules
Rreplace_pattern
g1_with_filters
9traceback._get_custom_metadata
6hub._get_torch_home
Adownload_url_to_file
Aget_dir
Aload_state_dict_from_url
6jit._decompositions.register_decomposition
Qvar
T_decomposition
Brecursive.wrap_cpp_module
Bscript.Attribute
IRecursiveScriptClass
X1Module
IScriptModule
OWarning
I_CachedForward
JScriptProfile
Junwrap_optional
Iinterface
Iscript
O_method
Cerialization.jit_module_from_flatbuffer
Pload
Psave
T_jit_module_to_flatbuffer
Pvalidate_map_location
Aannotations._eval_no_call
Mget_signature
Mparse_type_line
Afrontend.StmtBuilder.build_With
Jbuild_ignore_context_manager
6mps.compile_shader
7ultiprocessing.reductions.StorageWeakRef
6nativert.backends._lower_utils.get_new_ep_with_flat_inputs_outputs
b1lower_exported_program
b1package_nativert_with_aoti_delegate
7ested._internal.nested_tensor.NestedTensor
n1.__torch_function__
Nops._apply_reduction
Sis_true_default
Slog_softmax_default
Snested_from_padded_tensor_default
Z1get_lengths
d1max_seqlen
e1in_seqlen
d1offsets
d1ragged_idx
Z1select_backward_default
Z1view_from_jagged_default
Spin_memory_default
Ssoftmax_backward
a1default
Rall_any_max_min_default
Vdefault
W1im
Y1s
Smax_default
Tin_default
Sny_dim
Y1s
Srgmax_default
Vin_default
Rbmm_default
Sroadcast_tensors
c1o
Rcat_default
Shunk_default
Slone_default
Sonvolution_default
Tpy_default
Rembedding_default
d1nse_backward_default
Sxpand_as_default
Y1default
Rfill_Scalar
W1_Scalar
Srexp_Tensor
Rindex_put_
Ss_contiguous_general
Upinned_default
Rjagged_torch_function
Rlike_factory_default
Tnear_backward_default
Y1default
Rmasked_select_default
Ttmul_backward_default
Y1default
Tx_dim
Sean_default
X1im
Sin_dim
Rnarrow
Ttive_dropout_backward_default
g1default
Y1layer_norm_backward_default
j1default
Sew_empty_default
Rpermute_default
Srod_default
X1im_int
Rselect_int
Slice_tensor
Split_tensor
X1with_sizes_default
Squeeze_dim
Stack_default
Sum_default
W1im_IntList
Sym_is_contiguous_general
Rto_copy_default
Udtype
Upadded_tensor_default
Sranspose_int
Runbind_int
Tsqueeze_default
Rvalue_selecting_reduction_backward_default
W1s_default
Siew_default
Rwhere_self
Rzero__default
7n.attention._fa3._fa3_import_module
Oregister_flash_attention_fa3
M4._fa4_flash_attention_backward_impl
j1forward_impl
r1no_dropout_inplace_impl
Timport_module
Tregister_kernels
Uun_backward
X1forward
Tscaled_dot_product_flash_attention_backward_impl
W2forward_impl
Oregister_flash_attention_fa4
Jflex_attention.BlockMask
h1._unflatten
Y1_reconstruct_closure_fn
9modules.module.Module.__getattr__
9utils._deprecation_utils.lazy_deprecated_import
7uma.binding._core_complex_get_logical_cpus_to_bind_to
Kexclusive_get_logical_cpus_to_bind_to
Kget_allowed_logical_cpu_indices_for_numa_node
Prbitrary_allowed_cpu_index_for_numa_node
Ocpu_indices_for_numa_node_MAYBE_NOT_ALLOWED
Ogpu_indices_for_numa_node
Ological_cpu_indices_sharing_same_physical_core_as
Z1s_sharing_same_max_level_cache_as
b1to_bind_to
Onuma_node_index_for_gpu_index
b1ices_for_socket_index
Osocket_index_for_cpu
f1numa_node
Ovalidated_logical_cpus_to_bind_to
Kmaybe_apply_numa_binding_to_current_process
Qwrap_command_args_with_numa_binding
Vwith_numa_binding
Knode_get_logical_cpus_to_bind_to
Ksocket_get_logical_cpus_to_bind_to
6onnx._export
Cinternal.exporter._capture_strategies.CaptureStrategy
X2.__call__
o1TorchExportDraftExportStrategy
m2._capture
z1NonStrictStrategy
k2._capture
z1StrictStrategy
h2._capture
Vexportable_module.ExportableModule.to_onnx
Vinput_observer.InputObserver.check_discrepancies
Vonnx_program.ONNXProgram.__call__
u1compute_values
u1initialize_inference_session
Vverification._VerificationInterpreter
a2.run
e2_node
i1verify_onnx_program
Lfx._pass.PackageInfo.from_python_class
Opasses.type_promotion._TypePromotionInterpreter
d2._create_node
f2maybe_promote_arg
t2node
f2rerun_node_after_type_promotion
g2un_node_and_set_meta
e2run_node
Ltorchscript_exporter.onnx_proto_utils._export_file
x1export_as_test_case
Y2data
x1load_test_case
g1utils._export
m1export
g1verification.verify
Bexport
Butils._export
Hexport
Bverification.verify
U_onnx_program
6package._package_pickler.create_pickler
Nunpickler.PackageUnpickler
Eimporter.Importer
V.get_name
NOrderedImporter
Epackage_exporter.PackageExporter
Mimporter.PackageImporter
7rofiler._chrome_trace_export.export_chrome_trace
Hupti_monitor.CuptiMonitor
g1.__init__
i1open_outputs
i1write_meta_file
h1start
U_open_binary_append
Uenable_hes_early
Ustart_collection
Gmemory_profiler.MemoryProfileTimeline
r1.export_memory_timeline
i2_html
j2raw
Gpattern_matcher.ExtraCUDACopyPattern.benchmark
W1FP32MatMulPattern.benchmark
W1MatMulDimInFP16Pattern.benchmark
W1report_all_anti_patterns
Fprofiler.ExecutionTraceObserver
k1.__del__
l1build_execution_trace_obs_from_env
l1cleanup
l1get_resources_dir
W2_for_et_path
l1register_callback
l1set_extra_resource_collection
l1unregister_callback
O_KinetoProfile
c1.export_chrome_trace
k1memory_timeline
d1prepare_trace
d1start
Oprofile
V.__init__
Otensorboard_trace_handler
6serialization._load
Lopen_file
U.__init__
U_like
Qzipfile_writer_file
j1.__init__
Kget_unsafe_globals_in_checkpoint
Kload
Kmkdtemp
Ksave
Ltorage_to_tensor_type
8t_default_tensor_type
7parse._triton_ops_meta.dump
Umain
7torage.TypedStorage
Q.from_file
EUntypedStorage
E_LegacyStorage
FStorageBase
Q.pin_memory
Rtype
Fload_from_bytes
6testing._comparison.default_tolerances
Greation.make_tensor
Finternal.common_dtype.highest_precision_float
Rposite_compliance.is_inplace
t1_view_fn
m1view_fn
Ologging_tensor.LoggingTensorMode
d1capture_logs
6utils._config_module.Config
Rinstall_config_module
Gtent_store.ContentStoreReader
j1.read_storage
p1tensor
v1_metadata
d1Writer
j1.write_storage
q1tensor
Epp_embed_headers._embed_headers
Vembed_headers
Vread_file
Ixtension_versioner.ExtensionVersioner.bump_version_if_changed
b1hash_source_files
Erash_handler.enable_minidumps
Ddebug_mode._calls._AnnotateCall
i1.__init__
W1DebugCall
f1.__init__
W1OpCall
c1.__init__
X1utputPlacementCall
p1.__init__
W1RedistributeCall
m1.__init__
W1TritonKernelCall
m1.__init__
Pmode.DebugInterpreter
k1.__init__
l1run
o1_node
Z1Mode
d1.__init__
g1torch_dispatch__
m1function__
f1enter_nn_module_call
f1handle_annotate
m1fx_nn_module_stack
f1maybe_record_function
e1module_tracker_setup
e1record_output_placements
l1redistribute_calls
l1triton_kernel
Putils._get_stack_trace
Dfreeze.Freezer.compile_file
a1package
c1th
a1string
Swrite_bytecode
Y1main
Dget_clean_triton.get_clean_triton
Uprocess_file
Dpython_dispatch.return_and_correct_aliasing
Gree._defaultdict_deserialize
Ljson_to_treespec
Kenum_object_hook
Dstrobelight.cli_function_profiler.StrobelightCLIFunctionProfiler._get_results
l2run_async
l2start_strobelight
n2op_run
q2strobelight_no_throw
l2wait_for_running
k2profile
l1strobelight
Dtriton._extern_libs_key
Dzip.main
Cbenchmark.utils.timer.Timer
Cdata.communication.eventloop.SpawnThreadForDataPipeline
Hdataloader.DataLoader
c1.__iter__
e1get_iterator
S_BaseDataLoaderIter
l1.__next__
TMultiProcessingDataLoaderIter
w1.__init__
y1get_data
y1next_data
y1reset
y1try_get_data
TSingleProcessDataLoaderIter
R_experimental.DataLoader2
q1.__new__
f1_ThreadingDataLoader2
-1.__init__
Lpipes._decorator.argument_validation
c1functional_datapipe
c1guaranteed_datapipes_determinism
c1non_deterministic
c1runtime_validation
u1_disabled
Rdatapipe.DFIterDataPipe
b1ataChunk
a1IterDataPipe
a1MapDataPipe
a1_IterDataPipeSerializationWrapper
b1MapDataPipeSerializationWrapper
Riter.sharding.SHARDING_PRIORITIES
f1_ShardingIterDataPipe
W1utils.IterableWrapperIterDataPipe
Chipify.hipify_python.GeneratedFileCleaner.__exit__
s1makedirs
s1open
X1file_add_header
c1specific_replacement
X1hipify
X1openf
X1preprocess_file_and_save_result
h1or
Cjit.log_extract.extract_ir
Srun_baseline_no_fusion
W1nnc
X1vfuser
W1test
Stime_cuda
Cmodel_dump.get_info_and_burn_skeleton
Tline_skeleton
Rmodel_info
Nmain
Cshow_pickle.DumpUnpickler
b1.dump
Omain
6xpu.memory.XPUPluggableAllocator
c1.__init__
H_dump_snapshot
Isnapshot
5vision.models.feature_extraction.DualGraphModule
c1LeafModuleAwareTracer
c1NodePathTracer
1ransformers.hf_argparser.HfArgumentParser
Dintegrations.integration_utils.NeptuneCallback
x1.__del__
Dmodels.bert_japanese.tokenization_bert_japanese.BertJapaneseTokenizer
o2.__setstate__
Dutils.import_utils._LazyModule
h1.__getattr__
1ypes.DynamicClassAttribute
3ing.ForwardRef
7_eval_type
7get_type_hints
0ultralytics.data.build.InfiniteDataLoader
Cutils.JSONDict
Q.__setitem__
ISettingsManager
X1.__setitem__
1nittest.case.SkipTest
ETestCase
9mock.Mock
Ecreate_autospec
Epatch
1rllib.error.HTTPError
DURLError
7parse.parse_qs
Dquote
I_from_bytes
Dunquote
Erlencode
Gjoin
Gparse
Gsplit
Gunparse
7request.Request
Fgetproxies_environment
Fparse_http_list
Furlopen
Iretrieve
1u.decode
2id.uuid4
0wave.open
0xml.etree.ElementInclude.default_loader
Pinclude
HTree.ElementTree
X1.__init__
Y1parse
Y1write
d1_c14n
M_get_writer
Mcanonicalize
Mdump
Miterparse
Mparse
Mtostring
Ulist
0zipfile.ZipFile
1oneinfo._common.load_tzdata
Atzpath.available_timezones
Azoneinfo.ZoneInfo._new_instance
Tunpickle
Sno_cache
`

/** Attribute, the module that it is, the modules that have it. */
export const LINKS = `
BufferedTokenStream gj1 -i1111N9
C bg3 dm3
CommonTokenFactory hj1 -i1111N9
ElementPath cd5 dd5
ElementTree dd5 bd5
ExifTags 1 454
F Xe4 lIr112z4YW112wUIN322c8211111211112331111131323214111122115315211113C3423122132226131133212321121113111344221211312322BJC3w1x611516115791293345C1433371RABs3b3D2X3n192VRY3318B116311121111232111211G11311194j3h3x4e12y1-1d2113711511511181235911d2S221214521512D126M2211u134
F al4 e-31111111dH
F q_4 gX3Dxz112
F YW5 s_41131112
F_pil m_4 q_4
F_t n_4 q_4
GimpGradientFile 2 E
GimpPaletteFile 3 E
Image 4 511112233pQtb227485-v11121254622311134261h24W1P21112127X1MCX1n11
ImageChops 5 JgW3
ImageColor 6 77cW5
ImageDraw 7 qW5W6
ImageEnhance 8 zW3p-1
ImageFile 9 J
ImageFilter A 8rW3
ImageFont B 7AZW5W6
ImageMode C 4
ImageOps D zW3p-1Y23-4
ImagePalette E D6
ImageSequence F J
ImageStat G 8
ImageText H 7
IntervalSet jj1 -i1111N9
LL1Analyzer kj1 uj19
ListTokenSource mj1 -i1111N9
N xd1 yh1
N uf1 yh1
NX xd1 qg1
NX uf1 ch1
PIL 0 mRjb2xp1W7Fl3131221121211242
PaletteFile I E
ParserInterpreter oj1 uj19
PredictionContext pj1 -i1111N9
Recognizer qj1 -i1111N9
T eX5 kQ
TiffTags K 4
TokenStreamRewriter sj1 uj19
Utils tj1 -i1111N9
_ jy1 -t2
_ ky1 _t2
_ ly1 Wu2
_C bg3 yg3k318l2m5t1dI4q2531142113121271142311
_C_onnx lg3 mg433o22114111181112181111711
_F q_4 w_4B5
_FP m_4 aW521
_FT n_4 t_4
_NON_SCRIPTABLE_REMOTE_MODULE_MODULE -1 Y-3
_PY_PROFILER mg3 zl4
_Reduction rd4 Xe4U
_VF rg3 Xp3nGb3g1a1d1
__builtins__ g3 e111B2w11re111111111h211111111111111111111112111111111111111111mD751g1N11Uc166D12543673517AAT9FEA75CB211111Q4423362H411122NC23515J311I21121111P48A111232u1QD1373111121119H451887111222113331254833311B5nl2
__future__ P ul4
__logging wP uq4
__odrpack xa2 -a2
_address Xh4 jh4EB
_afm WQ iR
_agnostic bn2 ln2111311111
_aliases g-1 l-15
_aliases sm2 xm25
_api XQ eQ19212111111211111112111121112211111111111111111122122112127111
_arff km2 xk2
_arpacklib Wf2 Xf2
_array_api Zs2 fr2
_artifact Yh4 jh4P
_artifact_change Zh4 mh4
_artifact_content ah4 Yh4S1L1
_artifact_location bh4 Yh41335589573
_asarray hd1 xd1
_asarray df1 uf1
_async_executor jx3 Yv3
_async_process_executor kx3 Yv3
_async_thread_executor lx3 Yv3
_attachment ch4 ai4
_attention rW4 hw3
_backend jZ2 da2
_barnes_hut_tsne fp2 lp2
_basic dg2 -g2
_basic_backend oW2 mW2
_batched_linalg eZ2 dZ2
_beartype tg4 ej41O181111111411
_binary_ufuncs_impl jl3 tl3
_blocking_input ZQ hR
_builtins g3 bd1
_c10d_functional vk4 lw3
_c10d_functional_autograd wk4 lw3
_c_internal_utils aQ XR
_ccallback_c xz1 wz1
_cd kl3 ml3
_charset u6 t673
_checkpointer mx3 Yv3
_cm bQ cR
_code_flow dh4 ai4
_codecs_cn U -8113
_codecs_hk V l7
_codecs_iso2022 W1 b9111111
_codecs_jp X1 t8311s111
_codecs_kr Y1 u85U
_codecs_tw Z1 k7h1
_collections u3 xs1
_collections_abc a1 u34zLgj4
_collections_abc v3 u34zLxv3lJ
_colorize b1 XX5
_common Wt1 Yt1
_common pd5 rd5
_compat y2 _2
_compat z-1 w-1112
_compat pn2 cn2131111111121111111
_config z2 _24
_configuration_override eh4 ph4
_consolidate_hf_safetensors nx3 Yv3
_constants ng4 sg4p224113181237B11
_constants ui4 Wj4
_context_parallel sW4 hw3
_continuous_distns kh2 zi2
_conversion fh4 jh4P
_copy_reg _3 ny1
_core ed1 af1
_covariance mh2 ai2
_criterion yr2 xr22
_crypt d1 W4
_csparsetools ce2 ie2
_ctx_mp dT YT
_cuda _s3 zk3F
_dataclasses z4 xs1
_decimal h1 y1
_decomp gZ2 dZ2
_decomp_svd rZ2 dZ2
_dedup_save_plans ox3 Yv3
_dedup_tensors px3 Yv3
_delegators ka2 wa2
_delegators dd2 ud2
_deprecation og4 Xk49C
_dierckx YY2 _X283
_discrete_distns oh2 zi2
_distance_pybind pf2 zf2
_distance_wrap qf2 zf2
_docs yc4 zc4
_docstring fQ gQD1128143823112312131233358
_dop cX2 mX2
_dtensor xk4 lw3
_dtype_mappings ck4 dk41
_dtypes ll3 pl311
_dtypes_impl ml3 jl32321112111
_dynamic_shapes xi4 Yj4
_edge gh4 nh4
_edge_traversal hh4 oh4
_ew q6 r6
_exception ih4 ih4E
_exceptions gf1 if1
_experimental qx3 Yv3
_experimental pg4 tk4
_exporter_states qg4 sg41_3
_extension rx3 Yv3
_external_properties jh4 ei4
_external_property_file_reference kh4 lh4
_external_property_file_references lh4 ci4
_fallback_language_module -5 y53
_fblas uZ2 aa2
_fft h-1 n-1
_fft tm2 zm2
_fft fg3 lZ4
_fftlog_backend rW2 mW2
_filters la2 pa2
_fitpack ZY2 bY2
_fitpack_impl bY2 _X25
_fitpack_py cY2 fY2
_fix mh4 ai4
_flags rg4 ti4
_flapack vZ2 ea2
_from_nx sd1 We1
_from_nx pf1 yf1
_fsspec_filesystem sx3 Yv3
_func_map xW4 hw3
_funcs x-1 v-1
_funcs nl3 ql3
_funcs_impl ol3 nl3
_functional_refs jm3 cj4
_functionalization gg3 rh3
_functions hg3 os3
_functorch dh3 os3
_graph nh4 jh4N2
_graph_traversal oh4 ai4
_h jb2 mb2
_hash Wl1 Xl1
_hashlib m1 bE
_hashlib bE dE
_hashopenssl m1 dE
_hausdorff sf2 zf2
_heapq cE u3
_helper vW2 sW29
_helpers i-1 l-1
_helpers --1 x-1
_helpers um2 xm2
_helpers qn2 cn21212112231212
_hf_utils tx3 Yv3
_hierarchical fk2 -j2
_hierarchy YW2 bW2
_image iQ mR
_impl bY2 cY2
_impl ii3 hi3
_importlib zF pz1iAh5
_inspection en2 dn241
_internal kd1 hf1
_internals uv3 Ww3
_invocation ph4 fh44P
_io o1 XG
_ir_passes Wj4 Yj4
_itt ig3 Zm4
_jit_internal yj3 rc4
_key_path ui1 vi1
_laplace tx2 vx2
_lbfgsb ob2 pb2
_library ek3 vc4
_linalg j-1 o-1
_linalg vm2 -m2
_linalg jg3 wc4
_linalg_refs hm3 cj4
_locale p1 Smx1
_locale vP x1o1
_location qh4 vh41A712
_location_relationship rh4 qh4
_logical_location sh4 jh47I
_lower_to_native_backend yq3 hp3
_manipulation gn2 fn24
_manylinux ek1 nk1
_markupbase q1 gE
_mat xh1 bd1
_math -P w11j-1
_mathtext kQ tR
_measurements oa2 _h2
_message th4 Yh43113151121413151333
_methods ld1 sd1
_methods if1 pf1
_minpack bc2 _b27
_mmio wY2 rY2
_mon zl4 -l4
_morestats Wi2 xi2
_morphology pa2 oa2
_mpf_module eT dT
_mstats_basic Xi2 -i2
_mstats_extras Yi2 -i2
_multiarray_umath md1 wd18
_multiarray_umath jf1 tf16
_multiformat_message_string uh4 ah4TF2
_multivariate ai2 mh2
_musllinux fk1 nk1
_native Z4 Z4
_native a4 a4
_native b4 b4
_native c4 c4
_native d4 d4
_native e4 e4
_native g4 g4
_native h4 h4
_native i4 i4
_native j4 j4
_native k4 k4
_native l4 l4
_native n4 n4
_native o4 o4
_native q4 q4
_native r4 r4
_native s4 s4
_native t4 t4
_native u4 u4
_native w4 w4
_native x4 x4
_nd_image qa2 la21111
_ndimage_api ra2 wa2
_nested kg3 ld4
_nested_dict ux3 Yv3
_ni_docstrings sa2 la2
_ni_label ta2 oa2
_ni_support ua2 la21111
_nn_impl mi3 hi3
_nn_refs im3 cj4
_nnapi nt3 mt3
_node vh4 nh48
_notification wh4 ph4
_nt yd1 pd1
_nt vf1 mf1
_ntp Xt1 _s1
_numbers ad1 x1
_numerictypes yd1 gd1
_numerictypes vf1 cf1
_nx xd1 td19l22233
_nx uf1 qf18b1263
_odepack nX2 oX2
_onnx_program Yj4 _i4
_opcode u1 Zk1
_operator v1 ob4
_ops zl3 gk31
_ops ev3 _v3
_ops uk4 -a4
_optimal_leaf_ordering ZW2 bW2
_os ck1 k1a1vv1
_osp ws1 Zn4
_packaging_version fn3 yk3
_parser ly1 jy1nR
_pass bj4 cj4
_patch_torch Xk4 gk41A1
_path lQ ZRI6
_pg_transport vx3 Yv3
_physical_location xh4 qh4H
_pocketfft tW2 oW2B13
_ppoly kY2 fY2
_prims -l3 am3
_prims_common bm3 cj4
_prims_common_wrappers cm3 cj4
_propack kf2 mf2
_property_bag yh4 Xh4111111111111111111111111112111111111111111111111111
_psplatform Yt1 _s1
_psposix Zt1 Yt1
_pu ld2 ed28
_pylab_helpers mQ kRH
_pytree yn4 gk3nU722
_quadpack qX2 rX2
_random z1 hy1
_random hy1 rv2a1
_rank_filter_1d va2 la2
_rbfinterp_np nY2 mY2
_rbfinterp_xp oY2 mY2
_rcont ji2 ai2
_re iy1 o2sBkh2d1p5
_realtransforms_backend zW2 mW2
_rectangle zh4 ch4
_reductions_impl sl3 nl3
_refs em3 cj4
_regex oy1 ny12
_regex_core py1 ny1
_region -h4 ch4E74
_register_sharding yW4 hw3
_registry hW2 fW2
_registry vd4 td41
_replacement _h4 Zh4
_reporting_configuration Wi4 eh4P
_reporting_descriptor Xi4 mi4
_reporting_descriptor_reference Yi4 eh4I91A
_reporting_descriptor_relationship Zi4 Xi4
_result ai4 jh4P
_result_provenance bi4 ai4
_rules xg4 wg4
_run ci4 ei4
_run_automation_details di4 ci4
_sharded_tensor dv3 lu3
_sharded_tensor_utils wx3 Yv3
_sharding_spec tv3 lu3
_shutil Zj2 o2
_signal_api od2 ud2
_signaltools pd2 sd2
_sigtools qd2 fd291
_socket W2 fX5
_sparse og3 um4
_sparsetools ke2 Xe21
_specfun xg2 dg28
_special pg3 -m4
_special_locations fi4 ci4
_special_refs km3 cj4
_spfun_stats yg2 -g2
_splitter Ws2 xr2
_sre X2 iy11nR
_ssl Y2 aX5
_stack gi4 ih4OA
_stack_frame hi4 gi4
_state_dict_stager xx3 Yv3
_stats qi2 kh2
_stats_py si2 vh271
_storage_utils yx3 Yv3
_string Z2 sv2
_string sv2 W4
_style_helpers nQ tQj1
_superlu ye2 ze2
_suppression ii4 ai4
_sys qW3 k1a1c18xo1-6
_t eX5 vT
_testing ll1 em1
_text_helpers oQ gS
_thread b2 z4833ne3
_thread_flow ji4 dh4
_thread_flow_location ki4 jh4P7
_tight_bbox pQ xQ
_tight_layout qQ kR
_time xW3 w1Yk42
_tool li4 fh4T
_tool_component mi4 jh4P9
_tool_component_reference ni4 Yi4E
_tp_transform zW4 hw3
_transforms l_4 s_411122
_translation_metadata oi4 mi4
_traverse zx3 Yv3
_tree Xs2 zr2
_type_utils ij4 mj41111121131
_type_utils Yk4 gk41111331
_types dX5 xs1kg3
_typing eX5 v4
_tzdata_impl W5 h5
_tzpath g5 h5
_tzpath qd5 rd5
_uarray b-1 a-1
_ufunc_config od1 xd1
_ufunc_config kf1 uf1
_ufuncs Wh2 dg28F4
_ufuncs tl3 ql3
_umath_linalg nh1 mh12
_unary_ufuncs_impl ul3 tl3
_util vl3 jl352111311
_utils mp2 lp2
_utils qk3 rk34
_utils Ym4 _l4
_utils ln4 jn41
_utils no4 zo4
_utils_internal en3 pk3
_version -x3 Yv3
_version_control_details pi4 ci4
_vmap_internals in3 js3
_vode yX2 mX2
_voronoi yf2 xf2
_vq aW2 cW2
_warnings Yd5 dEuv1
_web_request qi4 jh4N28
_web_response ri4 jh4N28
_weights_only_unpickler jn3 -u3sN
_wilcoxon xi2 Wi2
_zeros Yd2 Zd2
abc d2 4511q2TX1w1g9jAmHGY2d2u3jq1Z4-5M1Fy1145D_21g5k4y13g7681ZK
abc v3 ySgIj26A34AA27GDa111818vx1m6v5me1
accelerator kn3 p-1iI
activation qo3 sf4
adjacency mc1 jUx7
adjlist fc1 jU
algebraicconnectivity Xc1 jU
algorithms sm1 en11FE411AHPm12
algos xk1 Xl1r1JNk1J
algos sm1 bn195KD6473E3121
all bZ1 jU1
amp on3 p-1iI
anyio e2 rEC
ao rn3 p-1iI
ao_nn sn3 dq3m1
api kv3 _v3
api vv3 Ww3
api _x3 Yv3
api_types bq4 dq4
apis ai3 hi3
approximation lU jU
argparse o2 kGj1v3y2tElJp5gDvMn1Z3FgEY5122t8yB2MV5W1
arpack Xf2 -e2
array p2 Esk22w2p2Qh2bV
array_api me1 ne1
array_api_compat d-1 uz1
array_api_compat pm2 Zs2
arrayfuncs gt2 zo2
arraylike Wn1 bn112623KD
arrayprint pd1 xd1
arrayprint mf1 uf1
art3d -S _S1
artist rQ ZR2399FL2
assortativity -U jU
ast q2 j291i9W8-7jBz1n2k2xAgm1e45M_1gCs7s11C1sQq2r1a1
astar nZ1 jU1
asteroidal aV jU
astunparse r2 rc4
asyncio u2 sy3Xa1Pm2
aten yk4 _g311O5A18CMd1k1231B2111X7g2D_434222111116118336i3Lc1n3Y8g1
atexit v2 4g3_7Y7r6RHjs2WVq2aE
atlas Zb1 jU
atn vj1 -i1111N9
attr w2 vi1
attracting YX1 jU1
attrmatrix Yc1 jU
autograd gk3 hk3
autograd js3 p-1iIhT
autograd_cache mh3 Zi3
averagers cx3 dx3h3
axes sQ yR
axis3d WT _S
backend_bases xQ hR
backend_tools zQ yQx1
backends xs3 p-1iI
base un1 Wq1
base eo1 go11
base64 d3 Bf6Pc775dCyR-LuBuIjC_CeCxGj52
base_backend Xz2 Yz214
base_sparsifier Zq3 qp3G
base_sparsifier fs3 Ws3A
batchnorm ro3 sf4
beamsearch Xa1 jU1
benchmark jo4 Wm4
bethehessianmatrix Zc1 jU
betweenness tV jU1
betweenness_subset uV jU1
biconnected ZX1 jU1
binary cZ1 jU1
binary_cmp gv3 dv3O
binascii e3 d3j3553W2W2uh1dMiw2
bipartite bV jU
bisect f3 f5mA2-i1i3qe1WEcSZApA
bltns g3 ZB
boc zY2 ZZ2
boundary pV jU
box yy1 kz1
box_ops W_4 nz45111
branch z_2 WW3
breadth_first_search Ya1 jU1
broadcasting rV jU
builtins g3 4v4mOkAq2IKw213c3xA_1r8_3W2u3oCy2t9i3Cp132KnJFB713s1f7b3x8i7
bz2 h3 m7iVbs3
c10d wy3 tu31SFq6192
c10d zk4 lw31
c10d_ops zk4 oW4
cProfile i3 gLYb1
cabc v3 yP
calendar j3 a2_2114j1_W5
call YM XKG12111C1X1115
call ax1 Zv1G12111C1X1115
callbacks ib5 sX511211
cbar aR hR
cbook XR kQ342121113311111111143111224111341283171
cc Zd2 Xd2
cd_fast uo2 sk2Z4
centrality sV jU
cext at1 Yt1
cf rk1 sk11a3Cj3
chains iW1 jU
char _e1 wh1qIiI
char nf1 bd1_1s2
checkpoint ix3 _u3
checkpoint lo4 rY55
checkpoint_wrapper tw3 sz3
checks qb5 hX5Cv37P9
chordal jW1 jU
chunk_sharding_spec wv3 Ww3
chunk_sharding_spec_ops xv3 Ww3
classes mt3 p-1iIwP
classic ab1 jU
clique kW1 jU
closeness vV jU1
cloudpickle r3 uu242
cluster lW1 jU
cluster yj2 fq2
cm YR eRN
cmath s3 bT5AxHtN2--1
codecs t3 s515l111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111f42TYT9j6b1C2a1H-Nej2zA
cographs bb1 jU
collections u3 uCj3iAGj4e3i2v11X1HKCCLId3r1f218m412G1121e6q3_42w3w2f3z4c3dAq1X2X5A114s15F5u1h1g1B13f3j171g1c3N1628IL2X4DVHF7g3X1k57W19MK1MGh9q29JD71-5527
collections ZR aRW1J
coloring mW1 jU
colorizer bR bS
colors cR xQ721E7T
com vn1 tm1E3234245A4118212111117242A315EH151596411
comm hf4 gf45
common vn1 do1a2
common f-1 sz1
common rm2 lm2
communicability_alg pW1 jU
communication to4 uo41113
community qW1 jU
compiled_autograd dg3 cg3
compiled_autograd ah3 Zi3
compiler ot3 p-1iI
components XX1 jU
computation _j3 Zk3
concurrent w3 ku3
config gi3 fCa_234311316E
config yZ4 za4
config -Z4 wa4
configparser x3 s5
connected aX1 jU1
connectivity eX1 jU
console yq1 en1U
const sr1 jl1e6
const_fold Za4 ii3
constants ep4 gp4
constraints lX4 eX4111111211211111111121111111111111111111211
container_abcs v3 re4y6
contextlib y3 _2Sh132y5112e1Ke1557C15Ih2q1KC1DX1Db2R3JCb1jBx12W1Ic34c2d1t22X1CEC6J8h1KC1DX1DZ2Rw1YHmEZB21632745741175411D13I135d12T215n59J6H2C2X4D78332w1J1BCt1EE3MC1KS76EFu2Cz1833P1N1GHQ8KDE63BSGEF_B316m2PHV372J
contextvars z3 kf1ej2vDD
contour eR aR
conv so3 sf4
conversion ql1 Wo1
convert ya1 qa1321
converter mX5 eZ5
convolve YX2 WX2
cookiejar jE gF
copy -3 -216t11s7j71X3i3W1715Su4UgA22117113c1d5ON5A-11111i11X3u1d1m2-4Qo1h3i13v2d3Cu1s23Qm2o8g2Ne4367611PA3CA_4332F422CB4321524214245ESc1K142EFf21O272M2I7677FB4W2526BH34A1L5141311I2o26Py2S1N1e2p11v2m81i43f22F_1
copyreg _3 iy1u1jSnM5ZPg6FbGc6
core M 4
core N B
core oX1 jU
core af1 wh1qIiI
coreviews pa1 jU
correlation WV jU1
covering pX1 jU
cp lo4 iz4
cpp qg3 p-1iIbP
cpp zp4 -p4311211622
cpu rt3 p-1iI
cse_opts e_2 d_2
csgraph me2 ek2
csv X4 WHZ3o3xT21o3t9WCo1Y8o8o8xLlPw29651b5
csvlib X4 -q1
ctypes Y4 kd1z1t9j13e91Of4o8n5xFg9yD94j4ZJ1d1q22wH
ctypeslib _f1 wh1qIiI
cu zk3 bl323
cuda ut3 p-1iI
cuda_trace hn4 _t3
cudnn Wt3 cc4
current_flow_betweenness wV jU1
current_flow_betweenness_subset xV jU1
current_flow_closeness yV jU1
cuts qX1 jU
cv Z4 n4
cv2 Z4 p461gp2ff212112137IEx1111123111365AF511
cycles rX1 jU
cython_backend _f2 -f2
cython_backend Yg2 Xg2
cytoscape nc1 jUx7
d_separation sX1 jU
dag tX1 jU
data mo4 _W3ay1
dataclasses z4 pCr2hAt12jHl52hBeCfQs6K342721M2SC79g235k6m5f3Qw15121Do2Di1S1r1822211111111111111111111111111111111111111111111111111112D11223I9t12x1Ck1U
dataloader zo4 lX5
datetime -4 j3q112115_1z76s1r6_23FfLv1c127H92Z26zB-ArAeq1rQ2
datetimelike_accumulations um1 fn1E
dateutil _4 WR9
debugging -w3 yw3
decimal i5 y1wk1xLaK
decoders j5 sf3A
decoders sf3 tf31111
decomp -g3 Xh3
default vw3 uw3
default _w3 yw361
default_hooks vw3 nz3
default_planner Wy3 Yv3
degree_alg zV jU1
degree_seq db1 jU
dense oZ1 jU1
depth_first_search Za1 jU1
dest gq4 lq4
det_utils jz4 nz451111
dfa xj1 -i1111N9
dfitpack XY2 aY21
diagnostics vg4 Zk4J
difflib k5 pCkDyIeW3o1z1y3
digraph qa1 jU
dill l5 sZ4
directed eb1 jU
directives y5 _51
dis m5 vn1wp2CL
dispatcher -p4 _p4615424
dist lu3 ZHr3o1k1YY1o1rb1Hn79h5WA28944821143K21121111111113e15B121111112321116142HR18N8A5g7Tm93b23dCB2b143DX3
dist_autograd gx3 n-3
dist_config qy3 vy31
distance zf2 bW2ZCW8
distance_measures uX1 jU
distance_regular vX1 jU
distributed lu3 p-1iI
distributed Wp4 lX5
distributed_c10d wy3 Xv394C8X1o2
distributions zi2 vh2611K1
distributions dX4 p-1iI
distutils n5 i1
doccer g_1 ZZ2p1o2Mr3H
docscrape mm2 vs2
docutils r5 s555
dominance wX1 jU
dominating xX1 jU
dop853_coefficients gX2 kX2
downloads tb5 qb5
dropout to3 sf4
dt -4 yTGoHX28Gv1
dtensor r_3 gw3k52I31
dtensor_spec v_3 s_3
dtl fn1 gn176
dtypes Yg1 wh1qIiI
duplication fb1 jU
dviread gR eS2
dynamo_config bh3 yh3
edgebfs aa1 jU1
edgedfs ba1 jU1
edgelist gc1 jU
efficiency_measures yX1 jU
ego gb1 jU
eigenvector _V jU1
eim zz1 jW21j1d31g6
email p6 u6156f8xz1
emath eh1 bd1b3m1qIiI
embedding_ops uo3 sf4
enable_halving_search_cv hm2 at2
encoders w6 Y712
encodings h7 vP
enum ZB _2pBC9dBFDj1f1Av9a64s4u3721f57b1KJvHZ1-QQ9c3d243c2d1Y1r6g5T4W1LW49l2J3z1m2Nk8h4g1
errno aB W4n7p4c2r6ZU1bMt1uV
error qC pCG1ABnh2
error yj1 -i1111N9
errors x6 q6134326
errors dt1 fd5
errors Yz1 _y1951
errors Zk4 tg4o23211111131411C11113311
euler zX1 jU
evalf kw2 xv2
exceptions XU dU2
exceptions ag1 wh1qIiI
exec_order_utils cz3 nz3
executor qm1 ho1Z2
exp_config -Z4 wk3
expanders hb1 jU
export tY4 p-1iI
expressions wn1 bp1C
f2py bg1 wh1qIiI
fabric qG sG6N14C
fabric dN hN6N14C
fcntl bB tB
fft cg1 wh1
fft_lib lW2 nd2
fftpkg cg1 Zg1
fields sl1 gn1
filesize az1 gz1pZ3
filesystem Xy3 Yv3
filters ra1 jU
flat_param_file dz3 Zz31
flow -X1 jU
flow_matrix WW1 jU1
fmt Wr1 co1w1Y1
fnb lg1 pg1
fnmatch _B os1P2bj1h3g19wf18s9
fontTools WC gR
font_manager iR uQG2
format_utils Yy3 Yv3
formatter _g4 zg41
fractions bC rw2
frequencies es1 fn1f14
fromnumeric sd1 xd1
fromnumeric pf1 uf1X2
frontend s5 w51
fsdp_file yz3 nz3
fsspec cC gIr6
ft2font jR iR
ft_c tu3 tW4
fun_col_impl uu3 tu3
func mZ4 p-1iI
funcol tu3 Zw37i54I48B2
funcol_autograd wk4 oW4
funcol_native vk4 oW4
funcol_py -k4 oW4
function sa1 jU
function os3 pc4
function_base Xh1 bh1
function_docs fT bT21
functional oZ4 p-1iI
functional_modules vo3 sf4
functionalization _p4 bq41B
functools dC x2W1Y1Cb16h56p2g1211ND4U_1k24LD4UK4621C911112421112121B11154513BGo2W1v61111131231Ba11213122B5311212212331121321112231FHGY1123145s161277Q7815RH391IMA6D1C12A3-1k24Df1F2DMk113ONw1Mm1k1c3Na1DE31d3J27i2j2OBX1g722d21j5f2M1132F93125D71438111174113I961932914113I38111125147-3CL2117Y13N1A32G6Q2Gy144131332j21F2Ai1F62HF711271L3W16PCY1DE72E5d2I1111111111111D11111111111S7AIB61823121311211172JDV68a4Y1s13p1Z2VT1h4Y1V
futures pZ4 p-1iI
fwAD ns3 ii3dA
fx qZ4 p-1iIjQ1546C162c1CbH53q4812HJgO
fx_experimental_config -Z4 ya4
fx_pytree uZ4 _Y4Fj1
fx_traceback Xc4 oh363z1d3mJB3Y1d7f5
fx_type_utils dj4 cj4
gc gC kDBX9Yb1Y2op1s6u4x5fAuKy4
generic pZ1 jU1
geometric ib1 jU
getlimits ud1 vg1
getpass jC uY4
gexf hc1 jU
glob lC cNyV1Qh4h2iIz7iGSgDW1zAZAz4u95c54Y4N
gml ic1 jU
gpu_trace xt3 _t3
grad Ye4 Xe4
graph ta1 jU
graph6 jc1 jU
graph_drawer cb4 ni3
graph_hashing gY1 jU
graphical hY1 jU
graphmatrix ac1 jU
graphml kc1 jU
graphviews ua1 jU
group XW1 jU1
grouper io1 lo1
grp mC b3lp1
gym nC pC4322482111111111411fg212212112A11213
gymnasium nC oCki2
gzip _D XRYAv1g9sU6te1ZO233zC
h11 WE oEC
harary_graph jb1 jU
harmonic YW1 jU1
hashlib bE qBo3YDqo16hLZ7X1c2rBk2x24Z5A_Bb1W1j1g8l4u2
hashtable Wl1 Xq1
header -6 t6
heapq cE b5oSKy2t1dQE-g1uJl53
hf_storage Zy3 Yv3
hierarchy iY1 jU
hits_alg vY1 jU1
hooks hp4 Yn3m5kIn6
hopt lb2 mb2
htable Wl1 sm1
html eE it164ZV1111
htmlentitydefs fE ic1
http hE ej2
http_client iE dj2
hub Yc4 p-1iI
hybrid jY1 jU
ibase qo1 wo12a1
idna uF rF1
idnadata wF vF
imghdr yF b7
importlib zF n32GTp7OBl1o4t2d3AS38P7z8Td7Ht2k5y2t2u2BWEX4BX6yGe2p45h2FY64Tw3n1m2l2JX419s1X1n3k35s9s1Y4k3HY1
impute ho2 jm2
inception_module _z4 e-4
indexing -o1 do1
inductor_config xj3 ni3
infra yg4 wg413
init hv3 dv3O
init Ze4 kHr6tv21hM1C36541lLD
inspect WG j2F3-1i6213q12z17SQj178T623LLOC4852Gj178F127C33B5F53UW9Q2R6u3n1X3GY141GNa15z12b18W1623LLOC4852s1622427I1m1Lr3MJy4GR2Y13v2627SFLa3D63K2l1ANIc21x1JZ1135Qy4g3IO112t232F5215P4H29Z1b4P2h1x2p2DQX1h314KM1111215211CAA812541131b1Y1DQq247AE291Cz19A99HP-3z2h31Ki3Eo3B
instantiator a-3 Y-3
integrate ZX2 kh259
internet_as_graphs kb1 jU
interpolate zX2 yh24Ny5A
io t5 s5F
io XG 45HB1_1Mk1YA35q212W3DAx212y1BzDh1u2W3Cr45169M2u3DAW27q1t3GZAi4n6D6d8Jm9w2JZ9B2Z2u2e1It4Bl9QN1z1BY2Et1f7q3c1x3Z23
ipaddress YG rF11
isolate kY1 jU
isomorphism lY1 jU
it ZG iX11b3jh3
itertools ZG 9Ai2SY18W19Y8CF8I1u13GVDSw33GRC1364512358M21B8p146C511Z1A1C1c11G8q15225C6EF23M65EKG64MLFo5UY1793157NH4GD8P8ODSa4c3LG9-1x15n18s31LGr1G67AFt3B422IMLX1j2o1X1p13Z15B12Ln4W2q349D1243E75M439KQ1CAK157q1g1A7X1P61x2OSo1C6144w1826B2Bx24F113639D9i2K95Di3-1W1b1NL7E24CFA327x2211d3Ri5JQe1j3
itl ZG uy2-d1
jinja2 dG br11
jit Zc4 p-1iIoj1
jit_utils ej4 fk41111111111111
jit_utils jj4 kj4211111111111111G2121
joblib eG zk2112223c894
joint_degree_seq nb1 jU
json gG pCx3j1O4z2y2O4W2ZDdC4JX1e4iKj918w82h2Ek5j171Nm2-1a6W14v4y3c2Ji2e5z411213u1p1W1Nm641Bg51551Z27Q9F5131714
json_graph lc1 jU
jsonlib gG jF2
katz ZW1 jU1
keyword lG z4r1Xb2wKoByOqFwC
kiwi mG jQ
kw lG q-2
la lh1 _h111111
la cZ2 jZ2
languages u5 Z6
languages z5 W6
laplacian aW1 jU1
laplacianmatrix bc1 jU
lattice ob1 jU
layout -a1 jU
lazy zj3 Zk3
lazy_debug Xk3 Zk3
leda qc1 jU
legend_handler qR pR
lf qG XK
lf dN Zv1
lib gg1 wh1qIiI
lib cl1 gl1T1E4132112111111311112111111312111112144211121212162111231122121311121111111A31751521211211111121111121188
libalgos xk1 -m18263L686B1243
libgroupby -k1 cn135T4
libhashtable Wl1 wp1
libindex Xl1 qo1123111
libinternals Zl1 bp112
libjoin bl1 qo1c1
liblinear tr2 qr2
libmissing dl1 wm1D71421842f174B2
libmp iT aT111dz1
libops el1 en1f2Ij1
libperiod xl1 nn1
library vc4 p-1iIzP
library_utils pk3 -i3_3
libreshape il1 yp1
libsvm ur2 qr2
libsvm_sparse vr2 qr2
libtimezones _l1 aq1
libwriters am1 -q1M
lightning nG qG1Az11
lightning_fabric dN dN3A
linalg lh1 wh1
linalg cZ2 iY23t3a118Bo373S_111D521111223W31633525Y2-1
linalg we2 yc2
linalg hm3 hm3
linalg wc4 yu4
line pb1 jU
linear wo3 sf4
linear bp3 ap3
linecache uP _2gz24la1bS
lines rR -S
link_analysis uY1 jU
link_prediction xY1 jU
linpkg lh1 Zg1
load bW1 jU1
local pq4 zp448
locale vP a2p3t6nDi2iI1w5y1
logger rC pCG281Bnh2
logger fG oq2
logger lv3 _v3
logger ay3 Yv3
logging wP 9Az1V13q74L2k22192135g13C4211111127647414511697141645232226O2111221121822114211E12431E4211111127647414511C818517212154511122322872111lAt7g9C7141645232226O2111221121822114211E1243eA1v6p1111323sH142B2g1G3AD241k1J2O272181A89332111234233q1412118637887E5313F221121561D1e118A1k2i2K16H5CG5R1L14O144e12131216135214127214C13K1411162H3137W21715243B8C2137121236213112225212o166k1e1Y29222t22i13E3252L739r1v3y71k4b1
logging_handlers mv3 _v3
logging_handlers by3 Yv3
loops mK tK
loops ov1 vv1
lowest_common_ancestors yY1 jU
lzma xP Xz4
m xs3 xs3
m Wt3 Wt3
m Xt3 Xt3
m bt3 bt3
m dt3 dt3
m ht3 ht3
m it3 it3
m jt3 jt3
m lt3 lt3
ma wd1 nd1B
ma ph1 bR3OMnEG3Y6AX1dBpD1Ka4o1
ma rh1 sh1
marshal zP -s1rw2
martist rQ eQC42AC97V
masked xc4 p-1iI
masked_accumulations vm1 dn17
masked_reductions wm1 kn17
matching zY1 jU
math -P 4391u12w2d6I7b3a2e21GA6NUJa1_1C98225I42921G214251311121E4D8HB84f1C3OGJ43b1415Bk19823l27INh1g2g57u31GA6NUJg1I9616812f1UH41Z11Z1DH3e1C9856472314NUA4QA61371331224156_2T161A12527F9r121u1E3X3P43Ev12B9E4l2A45111117321E9256E2311AD7418722571141D23223243241231122322145132811122223211CPh22Kr1A141A73A21211D182JW3_1-131TA1964Dy11A1A16w1336523W147211333326232BOQ71h1BW194323G636Kh3CDAEF2421212572Rb144N1i23o124W1K91z3B1355113E8246H11114B2CP11128B461514DTF11167HR1222
math2 qT bT
matplotlib _P tQAULmPYb3
matrixlib xh1 ng1I
maxis wQ uQb11Y1
mbc s1 k71e111111111132111111GN11
mcoll ZR tQ1GCh1
mcollections ZR WS5
mcolorizer bR tQC1C
mcolors cR nQ6129585G4L11
mcontainer dR _S
mcontour eR tQ
mdates fR _r1
message X7 a72
meta Wq4 iq412
metadata -F rP_h4
metadata nv3 _v3
metadata cy3 Yv3
metadata_routing ot2 rk2Pk2134F66o1OI
metrics bk3 Zk3
mhatch lR ZRN
microbatch x-3 z-3
mimage mR tQ1Jq1
mimetypes uS kF
minors -Y1 jU
minset nR tQ
mio5p WZ2 XZ2
mis WZ1 jU
misc_nn_ops e_4 lz411311
misc_ops iv3 dv3O
missing ao1 _q1
missing kp1 Yn1313525IU
missing rp1 np1
mixing XV jU1
mlab uR tQAU
mlayoutgrid jQ eQ
mlegend pR tQK
mlib iT rw2C2_s1
mlines rR nQ6129NBEC1
mm vS xY2
mmap vS tq1S
mmarkers sR tQd1
mobilenet Y-4 lz4B
mock zc5 h_3r3
model et1 fd5
model_selection iq2 hm2
models wS yf34
modularitymatrix cc1 jU
module 4 4
moduleTNC dc2 rc2
modules ko3 qf4
monitor ad4 p-1iI
moral XZ1 jUy5
more_itertools xS bG
mp YT og24zH1
mp tT eDwh2iV
mp id4 -H2t32Ei22aY12E
mpatches wR jQA1C4M5S1
mpath xR tQC1LAR
mpl _P dQ616121212511112111122212112112131121212C81-O11312
mpmath YT mg231131uF4i3i1
mps bd4 p-1iI
mquiver WS tQ
mrec th1 dh1
mscale YS wQ
mspines ZS uQCP
mstack aS tQ
mstats Xi2 Yi2
mstats_basic Xi2 si2
mstream bS tQ
mtable dS tQ1
mtext fS tQ12V7N72
mtia ed4 p-1iI
mticker hS tQ111a1
mtransforms iS eQF12A4H558K1
mtri jS tQ
mu wd1 ld17_3
mu tf1 if17Y2
multiarray wd1 xd1
multiarray tf1 mf18
multidigraph va1 jU
multigraph wa1 jU
multiline_adjlist rc1 jU
multiprocessing tT bDml3iGWE
multiprocessing id4 p-1iI-X2
munits sS tQ3bR
my_module tu3 tu3
mycielski qb1 jU
nanops lp1 fn1523221E1Di1
native Xq4 bq419
nccl gu3 hf4
ndimage ia2 pd2
neighbor_degree YV jU1
nested ld4 p-1iI
nms nc5 cZ52
nn qd4 _Gy1T2A128GEm1221Iy1gV2A128GEm1221l2iIf7C6J32d811111111111112111211111221212121111111111212211111111121112111111111113122111111111111111111111111121221112111211111111111111111111111111211111111111111111111111111111111121a11111Co233232g51C111525225111513321123311115221333331311K114232231142c21111C4G1Q2131D_121141111112121111224E141161133B5U48142d3FE13o261bDk13318i2u1x111111111112111111111111121211111111111111111111113321411111476x1D211111131111121111ALF61111111a1J61
nnF Xe4 go3
nni tn3 wn31134D514A76Q6731RlI1143
nni ae4 ro314A76M4D31R
nniq zn3 hp351h1R
nniq fe4 hp351MLR
nniqat vn3 so34H6Qi1
nniqat be4 so34H6M4i1
nniqd -n3 hp3n1R
nniqd ge4 hp3SLR
nnq io3 Wo3111C1N451M1KR2qI11
nnqat ao3 wn32l16M43FQlI2
nnqat of4 hq33F
nnqatd bo3 hp3Sm1
nnqd jo3 _n3e146MLRrI
nnqr -o3 dq3433BR
nnqr pf4 hq33
node_classification YZ1 jU
node_link oc1 jUx7
nodes v5 x513141
nonlin fc2 kc2
normalization xo3 sf4
normalizers Yd1 zf33
normalizers zf3 xf3
np bd1 e1D2w2X8511111111111111121122111111121111111h4r6d11251331211112211211121113113111211121111111121111121111111117111hA124121226611116111111111121A17332J13111131421313234711111411111112111111115d21211121111122111142111111111121113215112211111111111111111111111111111211113111111112121111111112111211121311111111111112111111111111211111111111111125225113111316111112313111111112134b7355472111E111111151111111111111111111121111713111111112112323111111111212153114111111121111211111111121111122211111121111113112121113161111141231211111111111141211111111111111111211111111111111211111111111221111111113231211141111111111111221111111142211111111111121231111111111211112231114221411114111111211211111121111211111111111111211111111111111K112181111121111114111111111112111111111111112111111111111111112111111111111872111U1111111111111121111111111111111111111111111111111111111111111121111111111111121111111111121111211111131111111111111111211111163122321252114115311121131119111112111121111114121211111111122122g761C43b3X1g2H6LW8l6Nu1In5j7u1g3SOe2p1p2151114h1f4F13N14322221Vm1466AAP11111211111111948149314113332143113121111114153123311121111155642853211221
np_compat k-1 rz13W4116d518E
np_compat wm2 Zs2
npt pi1 _C61HpY1V4BJ4cB3v1Fs7fc2
ns dp3 eq3
nt yd1 ld1754s2
nt vf1 if178j1
ntp Xt1 Yt11
ntpath Zd1 os12
ntypes yd1 ud1z3
ntypes vf1 rf1W2
numba_ ko1 ho1
numbers ad1 bCy7u6Qp12Es1u54h281q181b2c33W284r3x3Z5f6z1QO5Sl1w19X12m1KB4b242764TF215KGI4g1w1W1u6Am1e5m2i76XDy1Z1k2Y44c1s3lH411565
numeric xd1 ud1
numeric uf1 rf1
numerictypes yd1 xd1
numerictypes vf1 uf1
numpy bd1 Z4MfZ1SJTIK4sIiIf5ky1d2
numpy k-1 sz1
nv nm1 bn112141232111E149242a1
nw vT dU2
nw fU ok2x7k1
nw_f ZU dU2
nw_s bU eU3
nx jU mU111111111111121111121111111111111112111111111111111111111111211211111111111211111211111111111111111111211111111111111121121131111211112111111111121111111111111121111211111111111221111111111111111111111111111111111111111121111112111112111111111121211ea22
nx xd1 og135
nx uf1 og1M5
nx_agraph _a1 jU
nx_latex Wb1 jU
nx_pydot Xb1 jU
nx_pylab Yb1 jU
offsetbox vR uQR
offsets gs1 qk1p7
onnx mg4 p-1iI
onnx_proto_utils kj4 -j4
op ak1 YD
op_dispatch u_3 r_3
operator ak1 a3W2X79s31h2x1k2i2m1CW1b1A42-5_322225HV2244K8A95233D415L5b13NGD3E735121442211F1D2151K2292b1l1U4t1k2w1HK_16V183b245q1N5BB24BZ1PJGX17Gm1u2X3b2d1u2Hc1c13n1IQz5x2t1C2C545195P8x121457123Hl2145H5123A167351S1EW1S1KBQr462AGJq1B3964G412312414242117F7p1CNNHb6-144WF1
operators aZ1 jU
ops lo1 ho11
ops mp1 bn11111412323EE8a1
ops uk4 p-1iImX173
ops oc5 oX56192DE43222121212k1Cb1
opset10 nj4 oj4
opset10 hk4 ik4
opset11 oj4 qj4Q
opset11 ik4 kk4mG
opset9 zj4 nj41112321I231
opset9 rk4 fk42111231
opt_einsum ht3 oZ4
optim Yl4 YKYb1l5iIde1g12p3B3oGrI_2
optimize _a2 ed2c45544p63634
optimizer dy3 Yv3
optimizer_overlap Xx3 yw3
options _z2 X-2
optparse bk1 s5Ye1
optzeros Zd2 lc2
orig_install o5 i1
orig_install_egg_info p5 i1
os ck1 452D587OJEM1767M32B1Eb1z311112112112241111C123M7BY1B269DF1731121111212129431D3322159C24255311112122M3211631162311132113561192731121111212129431D3322154AFD6924H5ILHY8QC45G5V3K6EDJGR1C1HD216t145j1t22AF617I11325511219511125219C24255311112122M32116311623111321135611N26J6A13DL3DKDy1556v1b3l1V1s1O28121DX121351t1a5Gl1535184Et1n3t1719512B111112Jf1F7614R3Y2Ab1841779JPN2152j15C8131u118A13c5TA5891Ag121C4Jh122111318AJk1b31E5E5T1CF52AA133q2Y161h21CHN1a111341F7734642AA11A8C157P171J1q1z1814o156B311111221312312111111221211221112111p36515131111314k1DH21P25812213G1B13Q
overrides zd1 qd121315d2531121221N
overrides wf1 nf121314BN311213216
overrides ul4 p-1iI
package vl4 p-1iI
package_mangling wl4 yj3
pagerank_alg wY1 jU1
pairs ZV jU1
pajek sc1 jU
pandas qk1 qk15j3w1
parametrize gg4 qp36225z145WK
parse _c5 tb5
parser r6 _6
parsers w5 y5
parsers gl1 mr11
parsing YN iM
parsing wl1 nn1b1
parsing ay1 kx1
patches wR bS
path ws1 iy4A
pathlib os1 eBvEQ-H1C1_7_Y1D6_LWEu97X6z3Lc2i8336C176p3
pd qk1 bm112t231j15G5B27EaX1c1
pdb rs1 fW3
pdoctest q5 fW3
percolation cW1 jU1
perfect_graph fZ1 jU
pfft wW2 tW213
pfi eg1 dg1
pfu fg1 dg1
pickle l5 sZ4
pickle ss1 oIg46b2eEn139Y1I_4Jr1t96W2QgGi2w5g1Gb83y2a7Pp1h3o64CLr1d243g6fDa29E37W8Mf8
pin_memory_utils -t3 Yw3
pkgutil ts1 jt2r9Iz2cA
pl yI _I112212111111111111111111211311A1311111113211121111119211111211111111121112111114271113
pl xt1 Xu1112212111111111111111111211311A1311111113211121111119211111211111111121112111114271113
planar_drawing gZ1 jU
planarity hZ1 jU
planner ey3 Yv3
planner_helpers fy3 Yv3
platform us1 y2r82e3f1NW1La3y1W1L-4uCp337q11b4y1e4z3LiEh3Y6Fi1j7x9gDAtQtDUKa2IR921
plistlib vs1 iRYh4
plt _R pg22XEgScc1
plugins aU iU
polynomial zh1 wh1qIiI
polynomials iZ1 jU
posixpath ws1 _BvGwP2
powerSGD Zx3 yw3
pprint xs1 _PpT5_UcL_OqE3
pre_tokenizers ys1 -f32
pre_tokenizers -f3 uf3111
preprocessing dr2 el2
prim _k4 la4
prims -l3 _g3f52121tW1
prims Wl4 ni3g4XF622
printing Zr1 rn1h3
processors zs1 _f31
processors _f3 uf3
product dZ1 jU1
prof ts3 am4
profiler xl4 p-1iI
proj3d XT -S11
projections yR hR
properties hl1 co1w1
proxy_tensor la4 cj4
pstats -s1 gLYb1
psutil _s1 cu2
pt2_archive_constants eg3 jZ4
pu bi1 -h1111111
punctuation_chars d6 W6
pwd bt1 b3lp1B
pydoc ct1 yz1qI
pydt -4 _r1
pygments ft1 c6
pynvml nt1 ut3
python_multiprocessing tT zo4
pytorch_lightning xt1 xt14
pytorch_prune hg4 uJYb1
pytree yn4 xg3314E123111313112313526311111111121111113211111111P7g122K1112-6QABd1_2a2Z12w11711721383M1B7G19n1r2
qhull wf2 eY2
qmc _i2 rh2T
quantization ax3 yw3
quantization cm4 p-1iI
quantization_mappings tr3 hp3
quantize_fx wr3 ep3
quantized_hf_storage gy3 Yv3
quasirandom nm4 p-1iI
queue fy1 WIt32y2-Sc52iIib228
quopri gy1 X7k3
quoprimime f7 v6
ramsey vU mU
random ci1 wh1qIiI
random hy1 z6DiBm1b5o3v39W6aFb3YKoBPe1J2175R213CDm2K63211175m6i1z1PpCvPNg8_3u111132o1a2DU
random hW4 r_33
random om4 p-1iI
random_clustered sb1 jU
random_graphs tb1 jU
rank_zero_module tP qIl4c2yY1
rational sT dT1
rcsetup XS _R
re iy1 312742f1KK12K6S5124E234112131B17113711w1j2C112495k11116HB71722D511Rf2BGW1Q4A343Vy1611A372159312Lc1K3k8GIO8K9ME585587PA2813Y1131311123X11111AM44HC14R3K91Q2162A26J41723492122111122PBGW1Q4A343O213728D334g3d15c73k1l16Cd11Cc121l1l2b25BAk1p1JY2R382z1F235c3163C4RMKW283Hk28Fl1m1D1H12-2FN413v1B69g2i2n2Z1c28EI3Ou1114c4X285H3Lg12I8PAJN15P843i46111r3BHz2236JW3H921272A8K15126
reaching dW1 jU1
rec xf1 bd1_1s2
rec mi1 wh1qIiI
refs em3 hm321
regex iy1 rw2
regex my1 my1
registration fj4 Wk49211111111111
registration lj4 jj4131111111111111G2121
registry hl3 Yl3
regular kZ1 jU
relativedelta a5 Y5
reportviews xa1 jU
reprlib qy1 ys21
requests ry1 nLYb1
reshape il1 Wq1
reshard ov3 _v3
resharding hy3 Yv3
resnet l-4 lz4
resource sy1 Yt1
resources _F ot1gN
return_types ng3 pm4
return_types pm4 p-1iI
richclub lZ1 jU
rl -_2 __2
rnn yo3 sf4
roles _5 W6
roman e6 W6
roperator -p1 Wn151F2FGR4B
rpc p_3 -1mt36k4F
s_c kb2 sb2
safetensors nz1 ia31
sample _p1 do14
sarif Wh4 zg411
sarif_version si4 -g4
sb xd1 _d1
sb uf1 xf1
sb3 Yu2 uu24
sc cg2 kh2EL
scale YS bR1
scanner jG hG
schema ch3 hZ4
scipy pz1 Y-1y3W11O4b1f14A432Z2879b1P2633DY3h271H1e2W1j16Yz12G
scu Wh2 kh249A
second_order eW1 jU1
secrets Wj2 dBA66
seeding aD oCDB
select Xj2 ZFWe1
selectn ip1 co1w1
semiconnected bX1 jU1
serialization qm4 p-1iI
setters Z3 _21
setup hM iM
setup jx1 kx1
shape_base We1 xd1
shape_base yf1 uf1
shard pv3 _v3
shard_spec tv3 kv34l7
sharded_tensor dv3 hv3
sharded_tensor_meta nv3 vv31
shlex Yj2 XRpg45
shortest_paths mZ1 jU
shufflenetv2 q-4 i-4
shutil Zj2 b3_Ca1L4a1CW1a15Z2L4f1eUCW1a15c3g2mE66fF1t1_8e2-CXI_2s2Gs2x7H1I78p432335j2i12121G139
signal aj2 eHNGp38p1NGt1aS4X48za1ho1
signal rm4 p-1iI
signal_handling qo4 ro4
similarity sZ1 jU
simple_paths tZ1 jU
site bj2 bm4
six cj2 s21WY4
six lm3 o_3
small ub1 jU
smallworld uZ1 jU
smartquotes f6 a6
smetric vZ1 jU
sndhdr yt2 Z7
social vb1 jU
socket zt2 g7g4a3BY211p611_2aS12cMxi1o21ka1b49
sp pz1 tb2s2k6Z5b3
sp _d2 le2Tr4DL1318142b213C82m1C11A6943FCf112
sp_fft lW2 ed2B38
sp_linalg we2 Zp2
spaces sC oCHD3mg21112121151115223111112131111111
sparse _d2 si2e122GSQt1G343532Bu132347o1312
sparse um4 p-1iI
sparse6 tc1 jU
sparsifiers wZ1 jU
spatial nf2 mc2
spec cg2 fY2
special cg2 xX2s2t2Ml3531442131H1l5z3
special -m4 p-1iI
spectrum dc1 jU
splib kl1 pn1
sps _d2 eb2F3U5
sre_compile -t2 iy1
sre_parse Wu2 iy1oR
ssl we2 gY29
ssl Xu2 m2WC1112111211111f-1yp211
staging iy3 Yv3
stat qv2 b3a2Z6511452Dv3yc1ff1Wb2
state_dict jy3 Yv3
state_dict_loader ky3 Yv3
state_dict_saver ly3 Yv3
stateful my3 Yv3
stateless kg4 uh3
statemachine Y6 W6
statistics rv2 hKYb1
stats Zh2 fh25142362358151221g57y2
stdlib_re iy1 eX5
stochastic xb1 jU
storage ny3 Yv3
storage _m4 p-1iI
string sv2 Y5i11q5vDIz1y7o8EgA1112z4fTX1gDx1xLu6WEs4a31
stringprep tv2 a9
strings ni1 wh1qIiI
strongly_connected cX1 jU1
struct uv2 432Ao22Y2XMzIAc74JB9tBCyIl1W9wGp5WPNHj2vIPF
structuralholes xZ1 jU
structured uk3 pa4
structured Zq4 bq411512
style cS _R
subgraph_alg fW1 jU1
subprocess vv2 aGx1c1p2y2h1Y192SXI87w5j2e1p2e3fW1-1hG1v6Fe2mNAg1YEA5w3327E
sudoku yb1 jU
summarization yZ1 jU
swap zZ1 jU
symbolic_caffe2 fk4 sk4
symbolic_helper mj4 mg4X31111111111111G2121
symbolic_helper gk4 fk4211111111111
symbolic_opset10 nj4 mg4
symbolic_opset9 zj4 mg4
symm_mem Zw3 gz3
sympy xv2 ng26WHa1a12C71pD1k1gLW141KcD11111111
synchronize uT bD
sys qW3 471E28116E5A111111115153617138217DD1164D1281322398383j33831111213111111114242193KVD75626623EA6215CB1416575F11142FCEA7312A4714N3A1415CB1416575K62Q692C7FAL14137114Pn1b2k3OE13458333123I73558BEA62BEC6832121421924323131331511124m123124c1D1NY1KE1G26J132A112A5111113811142FCEA7312A4714N3AH2312575A6467H42W1f12e11124a325p1Ca3IT42k1Lb187w14W2i14K3h131Y1T3D2Jv23s11619OW3o5J53h15AZ1N46Fm11A1i2JZ1MH392F623421234682VGE6Eg161d12Y1Ck35AB43I27NC8174241p2u3B111AD1118Z1DFF33C743EK55217Ug622h1Os1MY1311312322111z2X19211AB336B1423
sysconfig rW3 i1bj1y1rDZy11qh1Gg1
t eX5 yPdh3A
tableparser X6 W6
tarfile b3 aG
tarfile sW3 cm1tUBeI1Zl1jCs8
tempfile tW3 aGe4UDe4WBlKUDo4k3sLy57t1kEn2Z7i4j1q4Jt9TOj1Gr1X7_2W9D31H
tensor_ops jv3 dv3O
testing oi1 wh1qIiI
testing Wn4 p-1iI
text fS xQ
text uc1 jU
textwrap uW3 cGeAAY18AJgATx1QJ7m2W3Ii2o97ADdGs1Fl6_8t9d2n1f3w6sBSs1Hw3m2X1Jq2a1w15325gC
th ag3 Zu2212731113211F11111111
th_mkldnn jp4 ja4
themes mz1 _y1
threading k1 h6
threading vW3 f2JX9a39r2h4Iu1t21JZHZ3k5i11Hx3IBMZ12Fc27t1c6Li2243ILi2DObPr1W1HD14114Gh23c2m3Y1X1LSi23_1Bg13r3Ao1d1c2l6NBL8O441PTnCKW3HHK
threadpoolctl wW3 rY2
ticker hS WR441k1
time xW3 a2X1z145PI7Dz3532561e18AR48813RDj11FY1551AB15N3t1i11FEf124ICt7r2k91u4i214PN551AB15N3j2_5n3Ay76696-43B7X3B21KY7dB9A4m2z1YC1346o1Y48j1o8-2Y2Q122EcE31411j3B31M31131
time_dependent -Z1 jU
time_series zb1 jU
timeit yW3 YCoV5wRqFi9
timezones _l1 bn15OK16p1R9
to_thread n2 m2
tokenize rf3 t2
tools zQ xQ
tools aq1 mr1F
tools cs1 Ws1
toq Xl4 fp32321
torch ag3 -1l43u5m4111211463111111311311113112111111211214111291251315311222111111B22111121111121363121123113113231222311122515171112114631111113113111131121111112112141112sU1251315311222111111B221111211111213631211231131132312223111225151g1X11111eI1111s7c8221211111731111111111111111111211211211131111111112121111111111112112211111111111231112411111111111111111111111112122113111211111111111111111111111111211121111112111111111111111111111121111111111111111111121111111111111111111111213111HI2121211111721111112121111111111112211311111114112111111111121111111111111112112121111111111211111121111111622122112111211111111112112111121112122131111111111111111114211121421131111311111411111111111111211211211111211112122111115121111111111111111411111111211312111111113211111212114121111111111111121112111221183111222112111111112111111112111111112124121111311151211121112121221111111112221111111111121e1241912111111111111111112211411111111111111111211111111113322112111113111111111121111111211111111114111111112111112111131111111111111111113111111211111111111121111111111111121121211321133213111211211116111111111111115112111111113131311112111111111111111113111111211111121111113112111112113113111111112151112141131111111431111111111211111111111137z121111231111112211211111111131112121111211111113111C3111111112111111114121413911131111111131241311111711243442131235122111114111113311111U211111111111111211111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111311111311111112111111111111111111111111111111111111111111111122312111223818714C131131111211112111111111112111112111112311112111111111121111111121111111111121111211111111111111111P1121411112222111131111111111111111111121111112111112121111121111111111111111111111111111111114614119161121112113161111111
torch_utils sc5 pb5
torch_version Xn4 p-1iI
torchgen yp4 pk3eZ1
torchmetrics uq4 -IYb1
torchvision mx4 nx42a242Z19
tournament _Z1 jU
traceback XX5 bDyDnS112pe1dB9W1_1b2An67Gq48Hg3s3OB2OFd38p65Qj1
trainers YX5 tf3111151
transform_action oD yD
transform_observation pD zD
transform_reward qD -D
transforms iS vQ28E96N
transforms nY4 kX4
transforms l_4 gX3D1Yr1c5
translate aq4 bq41
traversal Wa1 jU
traversal_utils uz3 cz3B2153
tree ca1 jU
tree pc1 ec1
tree _j1 -i1111N9
trees -b1 jU
triads ka1 jU
trophic gW1 jU1
truststore ZX5 xE
tslib ml1 gn1w2
tslibs nl1 tn1
tu il3 Wl3
tv_tensors iW5 s_4141121121211111
type_aliases xu2 ku2
types Yn4 p-1iInT
types dX5 x24S6Sm6Z311A1131Z1x3Y3i3A9Tr6j3s111I34GI1d1Jh1-63Ff31124e1Y35x1Qo2e6j1k2HY1k4sEZ21h8Z3v1HNQa5d7r2Y2672p131W1k1Hc2h59x19T1BZEq4221h12
typing pi1 wh1qIiI
typing eX5 Y3i3g69vP1m3b43m4l411112o5QZJ2131427GX2fAVeB2Q4e1J5Kb1G1N3Z2Z59i6-3Df1C312k15g1c2Jn2413ECCl1p3n7x514
typing_extensions fX5 en3n41iDf1
tz c5 Y51
tzconversion Wm1 gn1
ua XW2 mW2
ufunc dq4 kq4
um Ye1 ld17k3
um zf1 if17n1
umath Ye1 xd1w33
umath zf1 kf1Az13
unary eZ1 jU1
unicodedata xc5 _2Kc2Cq9rApMY3m8fIa3mCpw1qD
units sS WR9
unittest yc5 ut1hp1s1
universal a6 x5
unweighted qZ1 jU1
urischemes g6 W6
urllib -c5 r6Lm7G3NY4a8EmSdw2l5k3Ln4
utils b6 s5A22
utils g7 r6A2
utils yu2 bu2Z1
utils pk3 gk31
utils bm3 _g3-1Md1a18211121E4ZG
utils zo3 sf4
utils bq3 qp3
utils hs3 Ws3
utils qv3 _v3
utils ex3 cx31
utils oy3 Yv3
utils ff4 Xe4
utils -j4 mg4W321138F3
utils sk4 Xk4B119
utils Zn4 p-1iI
uu Wd5 X7
uuid Xd5 jM1l4oW11dI3ze1x1n1z4lJ
version rp4 p-1iI
vf2 oY1 tY1
vitality la1 jU
voronoi ma1 jU
voterank_alg hW1 jU1
walks na1 jU
warnings Yd5 4782u15R775Y145B12C823q43338B2Hr1T27939f1FL53NPo2d1FL53512A1J554DMM3Mr4a44445F1441313D4K71313113312547113125511121611223113294673A31X1B2LF121191761447111113132235212221311123221311114212114234132422C211412221722221111112313242212252C2G11114PPo2i1S67841117S1161Y1231861215362123162C71617114225HAG33214748512314385G3B132E8532JB955133112148411121Q1261211C1112211113G14514F2577E775132312142122113211111313214261611321621121112223261111221117B168F821521412115112513111342111123521Bw11l122e1g1F2FC4DGq1NAH32556Ml1847g1OO44696492SFC47Z112H41135571M1421W111C115K719511613111421153233W1575149NW142H11o11931822331232221A2R353JKJCO19174DF1I121OC121311713632J26132E414141523111352C18245a2617611191111B1171111O261Q28127L1J77221512147s1PLj4f1I7621431311261MA931141281E4971Hl3d1K3
weakly_connected dX1 jU1
weakref Zd5 _2d223sEw66e13BkL-6x4z4WBoIlAz1X12Fp17O21p2D_17j22PKE229c2f36_18TPZ27d258Y6i1875W1EE54WJJE
weighted rZ1 jU1
widgets tS xQ1
wiener oa1 jU
window_aggregations Ym1 hq13
windows zd2 od26
windows sm4 p-1iIbP
writers am1 qo1
xp_backend Wg2 -f2
xp_backend bg2 Xg2
xpath Wk1 Xk1
xpu sp4 p-1iI
xpx u-1 rz18e2171e1Qo1FNU4182J11513B_112148G17941243224174641
xpx an2 rj2y51L446OM7
yaml gd5 nJI9jO12AjBI9ae1zo17rI
yolo -Y5 WZ54322333
zipfile md5 cm1k4aa1_f1F5hBv43l9q4i4
zlib nd5 JlAf4kp165Wk2pKL
zoneinfo od5 g5og13Z2k2
`

/** Attribute, the object that it is, the modules that have it. */
export const ALIASES = `
AOTAutogradCache cO vh3A
AOTCompiledArtifact bX1 sZ4x1
AOTDedupeWrapper zP vh3A
AOTDispatchAutograd _P lh3A
AOTDispatchSubclassWrapper XQ lh3A
AOTSyntheticBaseWrapper ZQ vh3A
ARRAY l6 nt1
AST Y2 R
AbstractFileSystem q8 gIr6
Add Z2 R
AdvancedProfiler cB fLY1
AdvancedProfiler lH hw1Y1
AffineQuantizedObserverBase zd1 dq3
And a2 R
AnnAssign b2 R
AnnotateTypesWithSchema -q1 ia4
ArgumentError m6 nt1
ArgumentParser x1 hIx4w1eZ1lEti1
Array 5 nt1
Assert c2 R
Assign d2 R
AsyncFor e2 R
AsyncFunctionDef f2 R
AsyncWith g2 R
Attribute h2 R
Attribute vw1 Zc4
AugAssign i2 R
Await j2 R
BackendCacheArtifact bL lh3
BadStatusLine Z9 ej2
Barrier eJ k1z4
BaseHOP oT wi31B
BaseHTTPRequestHandler y9 sy3
BaseStructuredSparsifier wb1 up3124
BigEndianStructure u6 nt1
BigEndianUnion v6 nt1
BinOp k2 R
BitAnd l2 R
BitOr m2 R
BitXor n2 R
BlockMask p-1 k_3f12Z7
BoolOp o2 R
BoundedSemaphore fJ k1z4
BoxedBool dX1 mh3
Break p2 R
BrokenBarrierError gJ k1z4
BypassFxGraphCache hW1 mh3
BytesStorageMetadata fh1 Yv3
CDLL n6 nt1
CFUNCTYPE o6 nt1
CUDAPluggableAllocator tf1 ut3
Call q2 R-t3
CallbackTrigger vK yh3
CalledProcessError rI o-2
CannotSendHeader a9 ej2
CannotSendRequest b9 ej2
CantSympify wI qz2A7
CapabilityBasedPartitioner pt1 Ym3WL1
CheckpointException Yh1 Yv3
ChunkStorageMetadata gh1 Yv3d1b6
ClassDef r2 R
Client aC xj2
CloudpickleWrapper pI zu25
CodeType X6 vZ4s2
CollectTracepointsPass dM WZ4
Compare s2 R
CompileEventLogger fL mh3937
CompiledFxGraph WX1 lh3
CompiledFxGraphConstants XX1 lh3
Components bA zl1
Condition hJ k1z4z4
Config uY2 gi3gBW5g7
Connection bC bDsW2
Constant t2 R
ConstantAttrMap hM WZ4
ConstraintViolationError Yr1 WZ4
ContentStoreReader wY2 Wm3
ContentStoreWriter -Y2 li3
Continue u2 R
Cookie u9 gF3
CookieJar v9 gF37
CookiePolicy w9 gF
CustomKnapsackSolver tW1 mh3X1
CustomRuntimeEstimator uW1 mh3X1
DFIterDataPipe ob2 mo4
DataChunk pb2 mo4
DataLoader ya2 _Gd1114FZ16111W2EVd1114FmV6111W2Elb1gn1EW671
DataLoader2 eb2 mo4
DataSource kC gg1m1
DebugAssertWrapper bQ vh3
DebugInterpreter pZ2 in4
DebugMode tZ2 gj3GoZ1
DecompositionInterpreter bq1 Zb4
DefaultCookiePolicy x9 gF
DefaultLoadPlanner Zh1 Yv3
DefaultSavePlanner ah1 Yv3
Del v2 R
Delete w2 R
DetectorBase lc1 -q3
Dict x2 R
DictComp y2 R
DictLoader YB sy3
DistutilsOptionError _7 i1
Div z2 R
DocTestFinder W8 fW3
DocTestRunner X8 fW3
DynamicClassAttribute _c2 ZB
ET_parse he2 az4
EffectTokensWrapper dQ vh3
ElementTree Ye2 hc1zW4
EntryNotFoundError -9 ja3
Environment XB sy3
Eq -2 R
Event iJ k1z4xs14hZ3
EventList ke1 jLYb1ey11
ExceptHandler _2 R
ExceptHookArgs jJ k1z4
ExecutionTraceObserver fX2 xl4
ExportedProgram en1 e_3r1w11313114513_31
ExportedProgramDeserializer kM hZ4
Expr W3 R
Expression X3 R
FSDP cj1 m-3
FakeTensorMode ba1 qh396TM3b2O8x7y11t5p28EPMDyB
FakeTensorProp ct1 Yb4
FakifiedOutWrapper fQ vh3
FileIO R rB
FileSystemReader bh1 Yv3
FileSystemWriter ch1 Yv3
FloorDiv Y3 R
For Z3 R
FormattedValue a3 R
ForwardRef Wd2 -1eh1sW2ZMn311zAwE
FullyShardedDataParallel cj1 ww3e2
FunctionDef b3 R
FunctionType c3 R
FunctionalTensorMode sa1 nh36
FunctionalizeCtxWrapper pV gj3
FunctionalizedRngRuntimeWrapper hQ lh3A
FusedGraphModule Yd1 Zr3fR
FxGraphCache iW1 lh31
FxGraphCachePickler jW1 mh3
FxGraphDrawer gt1 eb4F
FxGraphHashDetails kW1 mh3
FxNetAccFusionsFinder pv1 ib4B
GeneratorExp d3 R
GenericAOTAutogradResult WO mh39
Global e3 R
GradScaler pf1 Xu3
GraphModule Ws1 vh3i1514Bd21c3112221g1111413114149ZBt2329D3B613111135251231hA
Gt f3 R
GtE g3 R
GuardOnDataDependentSymNode Zr1 t_3f3
GuardedCache lW1 mh3
GzipFile Y9 -k214
HTTPConnection c9 ej2
HTTPError jd2 cKYb1wL
HTTPException d9 ej2
HTTPMessage e9 ej2
HTTPResponse f9 ej2
HTTPSConnection g9 ej2
HfApi WA ja3
HigherOrderOperator fY1 -g3d1N1111211121111113111211111g2hK
HopGraphMinCutPartitioner uU pj3
HopPartitionedGraph xU pj3
HuggingFaceStorageReader dh1 Yv3
HuggingFaceStorageWriter eh1 Yv3
IOHandles rE qq1L46
If h3 R
IfExp i3 R
Import j3 R
ImportFrom k3 R
Importer pW2 Yh3wP
ImproperConnectionState h9 ej2
In l3 R
IncompleteRead i9 ej2
IncrementalDecoder d6 n32
IndentedBuffer eX1 dZ4
Interactive m3 R
Interpreter ns1 qZ4
InterpreterModule Zo1 e_3
InvalidURL j9 ej2
Invert n3 R
Is o3 R
IsNot p3 R
IterDataPipe qb2 mo481413
IterableWrapper wb2 -o4
JoinedStr q3 R
JointConditionBinOp oE qr1
LShift r3 R
Lambda s3 R
LibraryLoader q6 nt1
LineTooLong k9 ej2
List t3 R
ListComp u3 R
ListConfig eE ri12F2
Listener cC xj2
LittleEndianStructure 8 nt1
LittleEndianUnion 9 nt1
Load v3 R
LoadPlan mh1 Yv3
LoadPlanner nh1 Yv3
LocalFileSystem p8 cMYb1
Lock K k1z4
Lock s1 ki1sLw27rRwFzDkJgJ
LockType u1 yj3
LoggingTensorMode sY2 lo4
Lt w3 R
LtE x3 R
MapDataPipe rb2 mo48234
MatMult y3 R
Match z3 R
MatchAs -3 R
MatchClass _3 R
MatchMapping W4 R
MatchOr X4 R
MatchSequence Y4 R
MatchSingleton Z4 R
MatchStar a4 R
MatchValue b4 R
Memory ZB Wl2
MemoryProfileTimeline XX2 am4
MemoryTracker xg1 jw3
Metadata hh1 Yv3
MetadataIndex ih1 fw3b6
Mock gd2 sPhX4
Mod c4 R
Module d4 R
Module ZC mx4
Mult e4 R
Name f4 R
NamedExpr g4 R
NamedTemporaryFile ZJ yk2
NestedTensor px1 od41
Node ts1 eh317Eg71121121BV16111522111165WBt2E4111212D26112119216111111
Nonlocal h4 R
Not i4 R
NotConnected l9 ej2
NotEq j4 R
NotIn k4 R
ObservedGraphModule bd1 ir3EoQ3
ObservedStandaloneGraphModule ed1 ir3WR
OpOverload gY1 -g33RY1QR7W2211x7Y7143111214Fp3G4c1G
OpOverloadPacket hY1 -g3y5bKg1B
OpenWrapper S XG
OperatorBase iY1 -g3W2Q
OptimizedModule yK xIu3z2bY1wZ2
Or l4 R
OrderedImporter rW2 Yh3
OutputCode YX1 lh31
POINTER 7 nt1
PYFUNCTYPE r6 nt1
PackageExporter sW2 tZ4b1
PackageImporter tW2 Yh3wP
PackageNotFoundError fA rPpb1uX3
PackageUnpickler oW2 Yh3
ParamSpec m4 R
Parameter pA _PMqa1oOjd1
Pass n4 R
PassBase vt1 zW4d4
PassThroughProfiler dB fLY1
PassThroughProfiler mH hw1Y1
Path YF nB11112321n3W1HS247214371NG24521R211615i1ES247214371GY1924M2s1-8Bv13Y4jA1127MG24521R211615i1qI6u7Jb7y1u334iJjBs1p1k9g1C2Ma1W18c2u411111212311112111111111131111121111311c412111111111111212117P121313213311311111111111111111111111773752221111111111111111111111112113124
Path zF os1
PathBase tF qs1
PathLike lE m3iCkW1o5Z7BpH3122
PercentStyle kB YC
Pipe fk1 d_3
PipelineScheduleMulti rk1 h_3
PipelineStage Xl1 d_344
Pool dC iy4
Pow o4 R
PrecompileContext cL mh3
Process gC nLYb1
Profiler eB fL11211S1
Profiler nH hw111211S1
PropagateUnbackedSymInts ar1 uh3
Proxy Zw1 qZ452D433B
PyCFuncPtr 6 wz1
PyDLL s6 nt1
PySymFloat br1 la4
PySymInt cr1 la4
PyTablesExpr pE qr1
PyTorchProfiler gB fLY1
PyTorchProfiler pH hw1Y1
PythonKeyTracer eq1 qi3
QuantizationTracer vd1 wr3rQ
QuantizedGraphModule hd1 yq3651aR
QuantizedHuggingFaceStorageReader uh1 Yv3
Queue eC bD
QueueError cJ n1
QueueNotFoundError dJ n1
RLock kJ QJ1Ob4z4133_W1aB112m54
RRef dl1 -1-h3rGCt7v2
RShift p4 R
Raise q4 R
ReadItem oh1 Yv3
RecursiveScriptClass ww1 Zc4
RecursiveScriptModule xw1 Zc48
RemoteDisconnected m9 ej2
RemoteModule oj1 X-3
RepositoryNotFoundError _9 ja3
Request ud2 Yl2ss2
ResponseNotReady n9 ej2
Return r4 R
RuntimeWrapper jQ lh3A
SACEstimator _g1 jw34
SHARDING_PRIORITIES ub2 Yp4
SSLContext oI m2
SavePlan ph1 Yv3
SavePlanner qh1 Yv3
ScoringMonitor XI sj2
ScriptModule yw1 Zc488
ScriptWarning zw1 Zc4
Semaphore lJ k1z4
SerializedArtifact lM hZ4
SerializedGraphModule ZO mh3
Set s4 R
SetComp t4 R
SetPointerType t6 nt1
ShapeEnv dr1 qh3iNMPH
ShapeProp Wv1 ja4Q5B
ShardedTensor pg1 Xv3411213F1113c3D1Qn2
Signature qA rQpa3
SimpleProfiler hB fLY1
SimpleProfiler qH hw1Y1
SimpleQueue iC -Hr6
SkipTest ed2 at2A
Slice u4 R
SpecViolationError lN WZ4
Starred v4 R
Std qi1 kt3
StorageReader -h1 Yv3
StorageWeakRef lx1 nh3443C7f1b33oKpB
StorageWriter _h1 Yv3
Store w4 R
StrobelightCLIFunctionProfiler iZ1 rm3
StrobelightCompileTimeProfiler rZ1 en3
Structure 8 nt1
Sub x4 R
Subscript y4 R
SymDispatchMode fr1 la4
SymIntEqByExpr gr1 rh3
SympifyError xI xv2C321852X1E91PU371
SynchronizedArray jC bD3
TemporaryDirectory aJ eSso14hLZz1
TensorProperties jh1 fw3b6
TensorStorageMetadata kh1 Yv3d1b6
TensorWriteData rh1 fw3b6
TensorifyScalarRestartAnalysis zK Wb4
TensorifyState eL Wb4
Term pE qr1
TestCase fd2 uh1
Thread mJ k1z4a5tn14lG2_IiUlX1Tc4
ThreadPool hC kX531Cv3
ThreadPoolExecutor g6 wKhRk5f4wY2-KyF8w3
ThreadingHTTPServer z9 sy3
Timer nJ k1z4
Timer wa2 ip4
TorchBindOpOverload jY1 _m3
TorchDynamoException -K wa4
Tracer _o1 mr3aER2C
TracerBase cw1 vZ4
TrackedFake hr1 vY4
Transformer qs1 qZ4O6
Try z4 R
TryStar -4 R
Tuple _4 R
TypeAlias W5 R
TypeIgnore X5 R
TypeVar Y5 R
TypeVarTuple Z5 R
TypedStorage eY2 p-1iIbPw5
UAdd a5 R
UError cA vi2
URLError kd2 yk26kj2
USub b5 R
UnaryOp c5 R
UnflattenedModule co1 tY4
UnimplementedFileMode o9 ej2
Union 9 nt1
UnknownProtocol p9 ej2
UnknownTransferEncoding q9 ej2
UserError _K uY48
UserErrorType WL uY48
Value fC pX3
Verifier mN eZ4
While d5 R
With e5 R
WriteItem sh1 Yv3d1b6
WriteItemType th1 fw3b6
XLAProfiler iB fLY1
XLAProfiler rH hw1Y1
XPUPluggableAllocator nc2 sp4
Yield f5 R
YieldFrom g5 R
ZeroRedundancyOptimizer Zk1 zw3e3
ZipFile ke2 ho4
_AnnotateCall dZ2 in42
_BaseDataLoaderIter _a2 oMYb1
_CRLock I k1
_CachedForward -w1 pc4
_DebugCall fZ2 in4
_DefaultLogsSpecs pi1 kt3
_DummyThread oJ k1
_ExceptHookArgs jJ k1
_Globber _8 ps1
_IterDataPipeSerializationWrapper sb2 zo4
_KinetoProfile oX2 xl4
_LazyGraphModule to1 rb4
_MainThread pJ k1
_MapDataPipeSerializationWrapper tb2 zo4
_MultiProcessingDataLoaderIter Xb2 oMYb1
_NamedOptimizer -j1 b-3
_NestedTensor px1 ld4
_NonStrictTorchFunctionHandler vL WZ4
_OpCall hZ2 in42
_OpaqueObjectProxyType Zw1 la4
_OutputPlacementCall jZ2 in42
_PipelineScheduleRuntime zk1 h_3
_PyRLock qJ k1
_RESOLVE_DIR bH gB
_RLock kJ ny1
_RLock qJ k1
_RedistributeCall lZ2 in42
_SYSTEM_UINT c7 wW3
_SYSTEM_UINT_HALF b7 wW3
_ScriptProfile _w1 Zc4
_ShardingIterDataPipe vb2 Yp4
_StringGlobber W9 qs1
_TritonKernelCall nZ2 in42
_accumulate _A hy1
_add_loggers_impl _a1 dm4
_add_loggers_one_model Wb1 dm4
_add_shadow_loggers_impl Xb1 dm4
_after_fork rJ k1
_allocate_lock K k1
_array_api_for_tests ZI kt2
_augment_memory_snapshot_stack_traces va1 fu3mR
_build_cache vM eZ4
_cached_signature zA tj2
_check_alias_and_mutation rV vj3
_check_input_constraints_for_graph wM XZ4
_collect_all_valid_cia_ops xM aZ44
_collect_all_valid_cia_ops_for_aten_namespace yM aZ4
_collect_and_set_constant_attrs zM eZ4
_collect_param_buffer_metadata -M WZ48
_compiling_state_context _M WZ4
_convert_equalization_ref -b1 fm4
_convert_fx We1 lm4
_convert_numpy_types yI rw2
_convert_range_to_int cM XZ4
_convert_standalone_module_fx Xe1 lm4
_dataclass_to_dict mM hZ4
_decompose_exported_program mn1 cZ4
_detect_fake_mode_from_gm WN eZ4
_dict_to_dataclass nM hZ4
_encode r9 ej2
_enter_enable_graph_inputs_of_type_nn_module wL XZ4
_enumerate sJ k1
_eq V u3
_eval_type Xd2 _y3
_executable_exists WI oq1
_exit_enable_graph_inputs_of_type_nn_module xL XZ4
_export dm1 uY4
_export fW2 sk4
_fakify_module_inputs yL WZ4
_fakify_params_buffers XN WZ48
_fakify_script_objects zL WZ4
_find_hop_subgraph_outputs _U pj3
_flatten_optim_state_dict Wj1 yz3
_format_import_block hs1 tZ4
_fuse_fx Ze1 lm4
_gather_constant_attrs -L WZ4
_get_args aI kt2
_get_attr ks1 kZ4
_get_decomp_for_cia YN aZ44
_get_dispatch_mode_pre_dispatch kY1 _m3
_get_flat_args ZL -h3
_get_graph_inputs_of_type_nn_module _L XZ4
_get_stack_trace Za2 jn4
_get_torch_home nw1 ox4
_graph_input_names wP WZ4
_graph_output_names xP WZ4
_has_potential_branch_input_mutation sV bj3
_ident mW1 mh3
_import_dotted_name wa1 ag3mc1
_index Z1 w1nw1
_install_config_module vY2 np4
_is_aten_op ZN aZ4
_is_numpy_instance zI rw2
_is_preservable_cia_op aN eZ4
_is_tensorify_enabled gL Wb4
_itemgetter hE u3
_leaf_function_module_retriever YL fj3
_load wX2 -u3
_lower_to_native_backend hc1 dr31
_lru_cache u8 et3
_lru_cache_wrapper r8 l1
_make_invoke_excepthook tJ k1
_materialize_and_lift_constants iM WZ4
_maybe_get_fqn kb1 ip3
_maybe_reenter_make_fx uV bj35
_maybe_run_with_interpreter vV zi33CD
_name_hoo_subgraph_placeholders bN eZ4
_namedtuple e6 x1b2
_newname uJ k1
_normalize_function_or_error vs1 ym35
_nvmlAdaptiveClockInfoStatus_t b7 nt1
_nvmlAffinityScope_t b7 nt1
_nvmlBrandType_t b7 nt1
_nvmlBridgeChipType_t b7 nt1
_nvmlBusType_t b7 nt1
_nvmlClockId_t b7 nt1
_nvmlClockLimitId_t b7 nt1
_nvmlClockType_t b7 nt1
_nvmlComputeMode_t b7 nt1
_nvmlConfComputeCcFeature_t b7 nt1
_nvmlConfComputeCcKeyRotationThreshAttackerAdv_t b7 nt1
_nvmlConfComputeCpuCaps_t b7 nt1
_nvmlConfComputeDevToolsMode_t b7 nt1
_nvmlConfComputeGpuCaps_t b7 nt1
_nvmlConfComputeGpusReadyState_t b7 nt1
_nvmlCoolerControl_t b7 nt1
_nvmlCoolerTarget_t b7 nt1
_nvmlDetachGpuState_t b7 nt1
_nvmlDeviceArchitecture_t b7 nt1
_nvmlDeviceGpuRecoveryAction_t b7 nt1
_nvmlDeviceVgpuCapability_t b7 nt1
_nvmlDriverModel_t b7 nt1
_nvmlEccBitType_t b7 nt1
_nvmlEccCounterType_t b7 nt1
_nvmlEnableState_t b7 nt1
_nvmlEncoderQueryType_t b7 nt1
_nvmlEventDataType_t b7 nt1
_nvmlFBCSessionType_t b7 nt1
_nvmlFanControlPolicy_t b7 nt1
_nvmlFanState_t b7 nt1
_nvmlGpuFabricState_t b7 nt1
_nvmlGpuOperationMode_t b7 nt1
_nvmlGpuOperationalEventContextType_t b7 nt1
_nvmlGpuOperationalEventLogLevel_t b7 nt1
_nvmlGpuP2PCapsIndex_t b7 nt1
_nvmlGpuP2PStatus_t b7 nt1
_nvmlGpuTopologyLevel_t b7 nt1
_nvmlGridLicenseExpiryStatus_t a7 nt1
_nvmlGridLicenseFeatureCode_t b7 nt1
_nvmlHostVgpuMode_t b7 nt1
_nvmlInforomObject_t b7 nt1
_nvmlLedColor_t b7 nt1
_nvmlMemoryErrorType_t b7 nt1
_nvmlMemoryLocation_t b7 nt1
_nvmlNvLinkCapability_t b7 nt1
_nvmlNvLinkDeviceType_t b7 nt1
_nvmlNvLinkEccLaneErrorCounter_t b7 nt1
_nvmlNvLinkErrorCounter_t b7 nt1
_nvmlNvLinkUtilizationCountPktTypes_t b7 nt1
_nvmlNvLinkUtilizationCountUnits_t b7 nt1
_nvmlNvlinkVersion_t b7 nt1
_nvmlOperationalEventSeverity_t b7 nt1
_nvmlPageRetirementCause_t b7 nt1
_nvmlPcieAtomicsCapability_t b7 nt1
_nvmlPcieLinkMaxSpeed_t b7 nt1
_nvmlPcieLinkState_t b7 nt1
_nvmlPcieUtilCounter_t b7 nt1
_nvmlPerfPolicyType_t b7 nt1
_nvmlPowerMizerMode_t b7 nt1
_nvmlPowerScopeType_t b7 nt1
_nvmlPowerSource_t b7 nt1
_nvmlProcessMode_t b7 nt1
_nvmlPstates_t b7 nt1
_nvmlRestrictedAPI_t b7 nt1
_nvmlReturn_t b7 nt1
_nvmlSamplingType_t b7 nt1
_nvmlTemperatureSensors_t b7 nt1
_nvmlTemperatureThresholds_t b7 nt1
_nvmlValueType_t b7 nt1
_nvmlVgpuCapability_t b7 nt1
_nvmlVgpuDriverCapability_t b7 nt1
_nvmlVgpuGuestInfoState_t b7 nt1
_nvmlVgpuInstance_t b7 nt1
_nvmlVgpuPgpuCompatibilityLimitCode_t b7 nt1
_nvmlVgpuTypeId_t b7 nt1
_nvmlVgpuVmCompatibility_t b7 nt1
_nvmlVgpuVmIdType_t b7 nt1
_optim_state_dict Zj1 yz3
_or_ h1 ZB
_orig_module_getattr s-1 vZ4
_orig_setLevel jB u_3
_original_SSLContext oI aX52
_outline_submodules qk1 e_3
_override_builtin_ops WM WZ4
_override_graph_signature_for_temp_registered_constants cN eZ4
_overwrite_signature_for_non_persistent_buffers dN eZ4
_pickler k1 wy3
_populate_param_buffer_metadata_to_new_gm eN WZ48
_prepare_fx ae1 lm4
_prepare_standalone_module_fx be1 lm4
_read_headers s9 ej2
_register_constants_as_buffers fN eZ4
_register_cutedsl ZY1 el3
_rename_without_collisions gN eZ4
_restore_state_dict _l1 tY4
_set_sentinel J k1
_shard_tensor mg1 _u3
_shutdown vJ k1
_special_op_to_preserve_cia hN eZ4
_starmap WB u3
_start_new_thread N k1
_sympify -I zv221136232432FI51121123211121114T56V231749171122
_sympify_ -I sw2
_thread_allocate_lock s1 a2uj1
_torch_save ZY2 pc5
_torchscript_type_to_python_type ys1 oa4
_truststore_SSLContext_super_class oI aX52
_type xa1 _m4
_unavailable_reason nX1 zk35A
_unpickler l1 wy3
_unwrap_optional Wx1 Zc4
_update_gm_meta_if_possible iN WZ4
_update_qconfig_for_fusion td1 Yr3A
_urandom WH hy1
_version jA rP
_wrap_submodules nN WZ4
_wraps -8 q-1iI
abspath XH bz4
accumulate _A zSo6TW1ad1pQaM
activeCount wJ k1
active_count wJ k1z4Y5
add U y4uu23E
add_ephemeral_timeout_increase_for_distributed nW1 mh3
add_loggers ab1 dm4
add_loggers_to_model lb1 ep3
add_newdoc wC bd1W21a1NP
add_newdoc dD fd11DbT_3
add_op U nq3
add_shadow_loggers bb1 dm4
addcdiv_ lY1 wk3
addcmul_ mY1 wk3
addressof A nt1
alias h5 R
alias_copy nY1 em3
alignment B nt1
all_gather_object ki1 lu3
amp_definitely_not_available of1 Xu33
aot_dispatch_autograd_graph -O vh3
aot_dispatch_base_graph _O vh3
aot_export_joint_with_descriptors dR WZ4
aot_function fR fCWW3
aot_module gR fCWW3gK
aot_module_simplified hR fC
aot_stage1_graph_capture nP Zi3
aot_stage2_compile pP Zi3
apply_runtime_assertion_pass jN WZ4
arg i5 R
argument_validation ib2 mo4
arguments j5 R
array -D _d1y1
as_completed f6 mX5
as_file kA k3
as_strided_copy oY1 em3
assert_ WE uh1dV
assert_allclose XE uh1
assert_allclose bI kt2
assert_allclose_dense_sparse cI kt2
assert_array_almost_equal YE kt2
assert_array_almost_equal_nulp ZE uh1
assert_array_equal aE kt2
assert_array_less bE kt2
assert_raises cE uh1
assign_backward_streams sQ th3
assign_epilogue_copy_streams tQ th3
async_save xh1 Yv3
attrgetter gE lBfFa2Y1qOr651qKd8EZS
available_timezones me2 od5
basename YH ht12
benchmark_node xW1 jh3
bind_symbols ir1 fi3
bltn_open S b3
boolop k5 R
broadcast_object_list li1 lu3
build_db si1 Xz3
build_err_msg dE uh11
byref C nt1by2
c_bool w6 eDfg1
c_buffer i7 nt1
c_byte x6 nt1
c_char y6 nt1
c_char_p z6 nt1
c_double -6 nt1by2
c_float _6 nt1
c_int W7 nt1
c_int16 Z7 nt1
c_int32 W7 eDfg1
c_int64 X7 eDfg1
c_int8 x6 nt1
c_long X7 nt1mZ1
c_longdouble Y7 nt1
c_longlong X7 nt1
c_short Z7 nt1
c_size_t c7 oq1_2
c_ssize_t X7 nt1
c_ubyte a7 nt1
c_uint b7 nt1
c_uint16 d7 nt1
c_uint32 b7 nt1by2
c_uint64 c7 nt1
c_uint8 a7 eDfg1
c_ulong c7 nt1
c_ulonglong c7 nt1
c_ushort d7 nt1
c_void_p e7 nt1by2
c_voidp e7 nt1
c_wchar f7 oq1_2
c_wchar_p g7 oq1_2
cache s8 jB42uEAL2o26rUy1y7mAwT16i2-Eh71
cache v8 zt3
cache_dir aX1 mh3
cached_property t8 Gl2qMt1o1w1-5321-2gDm21111c6x3111t5z325x4ZSeJY9yOp4
call sI gMYb1
canonicalize ee2 ed5
capture_logs tY2 lo4
cast h7 nt1by2
check_for_mutable_operation zs1 _b4
check_input_alias_and_mutation_return_outputs xV zi321C7
check_output tI o-2
check_parent_directory sE Wr1D
check_tensor_meta hl1 r_3
chromium_event_log_active hL mh3
clean_column_name nE co1
cleanup_recompute_tags pS ih3
cmpop l5 R
compare_digest T dEv-1
compile ne1 p-1iI
compiled_function fR fCw_2
compiled_module gR fCw_2
comprehension m5 R
contain_metadata_mutation_ops XR vh3
convert xc1 vq3X1mQ
convert_eq_obs _b1 Yr3dR
convert_fx ce1 lm4
convert_to_reference_fx de1 fr3
copy_fwd_metadata_to_bw_nodes YR th3
copyfile zH cNYb1
cpu_count aB ps2
create_a_shadows_b mb1 ep3
create_add_loggers_graph nb1 ep3
create_cache ZX1 mh3
create_functional_call WP Zi3zM
create_functionalized_fn XP th3C
create_functionalized_rng_ops_wrapper YP Zi3
create_graph_signature yP Zi3
create_memmap_backed_data dI kt2
create_n_transformed_and_logged_copies_of_subgraph ob1 ep3
create_pickler nW2 Yh3
create_string_buffer i7 nt1
create_unicode_buffer j7 nt1
currentThread xJ k1
current_thread xJ j11Ob4y444hr2x_1
debug_compile zR fC
decompose_auto_functionalized zW1 xY4
dedup_names tE fr181
default_partition qS fCw_26
default_tolerances mY2 pc4
deserialize_device oM hZ4
deserialize_scalar_type pM hZ4
deserialize_size qM hZ4
deserialize_storage_offset rM hZ4
deserialize_stride sM hZ4
diagonal_copy pY1 em3
dispatch_trace rq1 qi3
distribution hA rP
download_url_to_file ow1 ja3
draw_graph rS fCWW3
draw_graph_compile -R fC
dump fe2 ed5
dumps m1 jz1
dynamo_timed iL vh337tO
effective_n_jobs bB hl259h2LF5RF
enable_minidumps cZ2 Zn4
entry_points iA rIr6mDrG
enumerate yJ k1z4
erase_nodes uv1 _Y4
error _5 md1A8h1A6
error d9 ej2
excepthandler n5 R
excepthook zJ k1z4
exec_ a6 eT53sl1
execute ZZ1 Zb4
expand_copy qY1 em3
expanduser ZH yk2oe1tb1
export gW2 sk4
export kW2 mg4
exportdb_error_message tL WZ4
expr o5 R
expr_context p5 R
extract_tensor_metadata_for_cache_key oW1 mh3
extract_weight_comparison rb1 ep3
extract_weights db1 dm4
files lA k3uC
find_library m7 nt1
find_packages vH zt1
find_spec oA rPf4bw2
find_symbol_binding_fx_nodes jr1 ni3
force_save_bw_mutation_src tS ih3
free_symbols kr1 ni3
free_unbacked_symbols lr1 ei3uM
fromfile _D _d1y1
fromregex zC gg1m1qIiI
functional_datapipe jb2 mo4
fuse Xd1 vq3X1nQ
fuse_as_graphmodule vv1 _Y4
fuse_by_partitions wv1 fb4
fuse_fx ee1 lm4
fx_placeholder_vals mr1 vh3
gather_object mi1 lu3
ge W1 qz2H
genfromtxt -C gg1m1qIiI
getLogger lB o3gq3l8aA
get_args_parser el1 _z3
get_class_if_classified_error uL WZ4
get_close_matches w7 fc2
get_current_stream rL -h3
get_device_tflops fX1 zn4
get_dir pw1 ja3
get_errno D oq1_2
get_gpu_dram_gbps gX1 zn4
get_graph_output_example_values zV vj3
get_handle uE fm1z1k2739113162241
get_ident L k1z4
get_ident t1 eBhSz1aJ
get_isolated_graphmodule tq1 _l3
get_layer_sqnr_dict Wc1 fm4
get_metrics_context jL yh3aP
get_node_first_input_and_output_type sb1 gp3
get_node_input_qparams tb1 gp3
get_normalized_nth_input ub1 gp32
get_op_profiles fM uY4
get_signature_for_torch_op -s1 gc4
get_size_of_all_nodes kt1 Ya4
get_terminal_size -H en1q344
get_type_hints Yd2 -1xg1Dvs2n311zAwE
getattr_from_fqn he1 fp312221_S
getattr_static rA -T
getdoc sA -T
getfullargspec tA zr3
gethostname q1 rm3
getitem X1 zSzs2
getloadavg qG _s1
getmembers uA rIr6
getmro vA gw2
getproxies vd2 tF
getsizeof XJ cl1q32
glob X9 mu2W9bw11-5
graph_module_from_producer_nodes yd1 yq36iR
gt Y1 yS8mW2Hd2
guaranteed_datapipes_determinism kb2 mo4
guard_or_false nr1 rh3XK67
guard_or_true or1 uh31
guard_scalar pr1 tj3fN
guarding_hint_or_throw qr1 mh3
has_free_symbols rr1 Wb4
has_recomputable_ops xS ih3
has_recomputable_rng_ops yS ih3
highest_precision_float oY2 em3
ignore_warnings eI kt2
import_module eA f24h322g5JWn1Uo1aO-2zVbh1
index Z1 zSgk1
index_ Z1 ry2
indexbytes X1 cj2
infer_compression vE pr19
info _C gg1HJCqIiI
init_from_local_shards rg1 _v3t3
insert_backward_syncs uQ th3
insert_custom_op_guards gM uY4
insert_deferred_runtime_asserts _u1 gj3EmL
install_config_module vY2 gi3gBW5g7
interface dA ei1
interface Xx1 Zc4
is_compile_supported kL i_4
is_compute_node yW1 jh3
is_concrete_int sr1 nh39
is_fsspec_url wE ir11F
is_inplace pY2 sw3
is_inplace_view_fn qY2 sw3
is_node_meta_valid lL ni3
is_not a1 yS
is_potential_multi_index xE fr1711
is_pt2_package Xo1 hZ4
is_safe_numpy_wrapper mL mh3
is_symbol_binding_fx_node tr1 ni3
is_tarfile YJ rX5
is_url yE Xr175F
is_view_fn rY2 sw3
isclass wA rIr6mz1X1
iscoroutine xA h2
isfunction yA at2v4N
itemgetter hE n3a3dM1r1p1a151Ge24Sw1nG112d5B7jK481a5e2-c1
iterbytes c6 cj2
iterparse ge2 ed5
jit_module_from_flatbuffer ax1 Zc4
join aH yk221121lFW-1
keyword q5 R
le b1 al1f2i1xg1H
leaf_function wK ap4
legalize_graph rv1 _Y4e1q1
length_hint c1 gz1
lerp_ rY1 wk3
lift_subgraph_as_module tv1 sb432
linearize io1 ii3
listdir sG yk24
literal_eval r5 nMxFdLq1pZ3
load qD gg1m1qIy1mG
load vh1 Yv3
load XY2 p-1iI
load_sharded_optimizer_state_dict lh1 Yv3
load_state_dict wh1 Yv3
load_state_dict_from_url qw1 ca3it1s1
loads n1 jz1
loadtxt rD gg1m1qIiI
local r1 gB32el2_1
lookfor sD gg1a1C
lower_to_fbgemm kd1 Yr3
lru_cache u8 66b311-2fA1Cc4Y21Cv1MKB2F6SX1W3t4zH8r2k21B211BKg2YGo1l4o373Oj5f9Ra5p735o77Nq3Ii3y84t2r115x3-1-8R6LP
lt d1 yS8WIf2i1xg1H
main_thread -J k1z4W5
make_constraints XM WZ4
make_fake_inputs YM WZ4
make_fx uq1 eCg_25C98HG3f2yGZ2
make_tensor nY2 ym4
makedirs mE yk243
mangle_dupe_names zE gl1b63
mark_subclass_constructor_exportable_experimental oN vu3y6
match_case s5 R
materialize_as_graph _V zi321C256
materialize_callable_in_args WW1 -i3
maybe_expression qE qr1
maybe_run_for_local_tensor kg1 gw3i5L5L
memmap zD ed1Hh1Ia2qIiI
memory_efficient_fusion XS fC
methodcaller iE wT
min_cut_rematerialization_partition zS fCWW3
minifier iS fC
mkdtemp bJ Z-1
mmap YC gz1
mod t5 R
model_info XA ja3
module_from_spec O zt1b6
mul e1 y4WO1mDIyN3tM_312A4
namedtuple e6 k1i3RgKM6FGo5yAwAw6Am3o3IMJa44D1521L3Z2q1w13s3Di1v1q6oAr4x4GM2U8X6-6o1h1z1Ei1n6Vp2f72a21m6
narrow_copy sY1 em3
neg f1 ySxW2
new vI iy2m323
new_event sL -h3
nnc_jit YS fC
non_deterministic lb2 mo4
normalize_function _s1 zm3lJI8i2
normalize_path_separator sW1 hZ4
not_ g1 zS
numpy_wrapper_cache_key nL mh3
nvfuser_execute gZ1 Xm3
nvfuser_execute_partitioned hZ1 Xm3
open_latin1 sC Wf1
open_memmap eD kg1
operator u5 R
optimization_hint ur1 ni3ib1
os_PathLike lE Wf13
os_fspath pG Wf139A5b1
package_pt2 Wo1 jd4
parse he2 ed5
parse_expr WJ xv2
parse_headers t9 ej2
parse_http_list wd2 cF
parse_qs ld2 sFWj3
partialmethod w8 bl4wH
patch id2 uh3B
pattern v5 R
permute_copy tY1 em3
pipeline ok1 d_3
placeholder_naming_pass kN WZ48
plus1_t p6 xz1
plus1b_t p6 xz1
plus1bc_t p6 xz1
pointer E nt1by2
populate_fw_metadata_with_stream_indices vQ th3
pos i1 tz2
prepare rd1 vq3X1pQ
prepare_fx fe1 fr3cR
prepare_qat_fx ge1 lm4
preserve_rng_state oL Zi3
print_compile ZS fC
produce_guards_and_solve_constraints ZM WZ4
profile ie1 Ym4
profile tX2 di3mGaJ5
py_object k7 nt1
python_implementation jG -z1z4
quote md2 vs2
raise_getitems rR ih3b1
raises fI kt2
read_array fD kg1
read_csv WF nq1T5
read_dir vi1 Xz3
read_pickle XF nq1
recfromcsv gD bd1b3m1
recfromtxt hD bd1b3m1
recv_object_list ni1 lu3
reduce_graph_module ls1 tZ4
reduce_package_graph_module ms1 tZ4
reenter_make_fx YW1 zi3215232761
register_rmsnorm_overrides WY1 Zl3
register_to_dispatch vX1 _k3
register_to_dispatch _X1 Xl3
register_to_dispatch YY1 cl3
remove vG zk23122
remove_node Xc1 fm4
replace_pattern kw1 qZ4
resize F nt1
resolve_pre_grad_pass_timing pW1 Zi3
return_and_correct_aliasing ia2 _m3w7_6
rmtree _H Z-1
run fl1 _z3
runtime_validation mb2 mo4
runtime_validation_disabled nb2 mo4
safeEval r5 ZC
safe_name y7 i1
safe_version z7 i1
save XD wh1qIiI
save iD gg1m1
save yh1 Yv3
save cx1 Zc4
save_jit_module_to_flatbuffer dx1 Zc4
save_state_dict zh1 Yv3
savetxt YD wh1qIiI
savetxt jD gg1m1
savez ZD bd1r4qIiI
savez kD bd1b3m1
savez_compressed aD bd1r4qIiI
savez_compressed lD bd1b3m1
scatter_object_list oi1 lu3
script Yx1 pc4
script_method Zx1 Zc4
select_decomp_table vW1 pW4
serialize tM hZ4
serialize_graph_module bO vh3
serialize_tensor_meta uM hZ4
set_default_tensor_type bY2 p-1iI
set_errno G nt1
set_feature_use pL Zi3
set_random_state gI kt2
setprofile _J k1z4
settrace WK k1z4
sha256_hash qW1 mh3
shard_module ng1 _u3
shard_parameter og1 _u3
should_use_remote_fx_graph_cache hX1 lh31
signature zA uo1mBR6W7i7_2s1v1C2Z2O2Db1zSi2Ra6WUt3
sine_t p6 xz1
singledispatch x8 YD61Coo2XG
sizeof H oq1_2mZ1
spec_from_file_location Q zt1b6
spec_from_loader P cj2
split_by_tags fv1 ib4B
split_module dv1 e_3w41
splitext cH yc1We1
squeeze_copy uY1 em3
stack_size M k1z4
starmap WB eBqH1Z1Aj3
start_processes ri1 kt3
stat zG gz1
statically_known_false vr1 ni3
statically_known_true wr1 ni3hJAtH
stmt w5 R
string_at l7 nt1
stringify_path -E qq1C81461413
strip_overloads sR fi3
sub j1 ySxW2
sym_eq xr1 rh33
symbolic_trace dp1 wp3wFJv1
sympify _I zv2141241211111112151111151112111111112112311243121252183612212115421112112211115A1111111211312111111121231117321un1
sync_deallocations wQ th3
t_copy vY1 em3
tensorboard_trace_handler vX2 jLYb1ir2
thread_local r1 wW3
to_filename -7 i1
tostring ie2 hc1zW4
tostringlist je2 ed5
total_ordering y8 X3_x3-2
transform_ft ui1 Xz3
transpose_copy wY1 em3
ts_compile bS fC
type_ignore x5 R
type_param y5 R
unaryop z5 R
unbind_copy xY1 em3
unflatten ho1 tY4
unlift_tokens ZR th32
unquote od2 sFpr4
unsqueeze_copy yY1 em3
unwrap -A fW3cb1
update_obs_for_equalization Yc1 Yr3dR
update_qconfig_for_fusion ud1 Yr3A
update_wrapper z8 sW2kLp1y6t1fY1W2
url_to_fs o8 gIy3v2fY1
urlencode pd2 fFDpz1
urljoin qd2 fj2jl2lA
urlopen xd2 Yl2ss2
urlparse rd2 yk26hLfOy2fSc1
urlquote_from_bytes nd2 os1
urlretrieve yd2 yk2
urlsplit sd2 ej2dq2f5
urlunparse td2 o_3
uuid4 -d2 cr1gi35Y4
validate_header_arg _E qq1KB
validate_map_location ex1 sc4
verify_onnx_program mW2 aj4
version jA kEMam1-r2wB
view_copy zY1 em3
visualize_sharding ol1 qW4
warn_once qL mh3hb1
which WI Wc5
withitem -5 R
wrap_all_sync_nodes_with_control_deps xQ th3
wrap_cpp_module uw1 dq3q1pS
wrapped_inspect_signature zA c-1w64W17
wraps -8 m2i1d122x6_4w1k38b1w17ULOQY1923a4e3gB7Y1FK4Gf2c111124n38i1f1K21-B89u1y1o1m5SEDm227ODIs18X25BW3a7U61Ch2i125c3D_17i2-12vA4W5W59l3W8u5b6
write_atomic rW1 mh3
wstring_at n7 nt1
`

/** Name, letter of the reason (a capital: only when it is called), what it calls on the way. */
export const MARKS = `
3 p nG
4 f S
o1 c kH
p1 f S
y1 f z1
z1 f S
-1 f W2
_1 f X2
W2 f y1
X2 f W2
j6 f S
o7 c a6
p7 c q7
q7 c a6
r7 c q7
s7 c t7
t7 c q7
u7 c q7
v7 c q7
a8 f d8
b8 f d8
d8 f zd2
h8 F i8
n8 c W6
YA f ZA
ZA f aA
aA f S
cB f fB
dB f fB
eB f fB
gB f fB
hB f fB
iB f fB
tB F uB
vB f S
wB f zB
xB f WC
yB f WC
zB f WC
-B f WC
_B f WC
WC f tB
XC f S
lC f -1
mC c pC
nC c pC
oC f S
pC c W6
qC f rC
rC f S
sC f S
tC c wC
uC f S
vC c W6
wC c W6
xC f yC
yC f S
_C c bD
WD f S
bD c W6
cD c bD
dD c W6
eD f S
mD c W6
nD c W6
oD c nD
pD c mD
sD c mD
tD c wD
uD c wD
vD c wD
wD c XK
xD f yD
yD f S
-D f rC
_D f S
eE k fE
jE f S
kE c W6
ZF f oG
aF f rG
bF f ZF
cF f rG
dF f tG
eF f S
fF f eF
gF f eF
hF f wG
iF f xG
jF f yG
kF f -G
lF f uG
mF f _G
nF f eF
oF f eF
rF f -G
sF f uG
uF f -F
vF f XG
wF f XG
xF f XG
yF f XG
-F f oG
_F f rG
WG f tG
XG f S
YG f wF
ZG f wG
aG f xG
bG f yG
cG f -G
dG f uG
eG f _G
fG f yF
kG f S
lG f kG
mG f kG
dH f eH
eH F fH
gH f eH
hH f S
iH f jH
jH f S
lH f oH
mH f oH
nH f oH
pH f oH
qH f oH
rH f oH
sH f S
tH f -1
uH f tH
wH f xH
xH f yH
yH f S
XI n YI
hI f kI
iI f w1
jI f _d2
kI f lI
lI f mI
mI f S
pI k qI
rK k tW2
sK k oW2
tK c id2
pN c es1
qN c es1
rN c rR
sN c es1
tN c es1
uN c es1
vN c es1
wN c es1
xN c es1
yN c es1
zN c es1
XO c iQ
YO c XO
ZO C aO
bO c es1
dO f mE
eO f _H
fO f dO
gO k n1
hO f dO
iO C jO
kO c is1
lO c fs1
mO c lO
nO c oO
oO c es1
pO c sO
qO c es1
rO c fs1
sO c rO
tO c es1
uO c es1
vO c uq1
wO c uq1
xO c wO
yO c es1
zO c XP
-O c xQ
_O c xQ
WP c ps1
XP c YP
YP c id2
ZP c sP
aP c mr1
bP c eQ
cP c bP
dP c bP
eP c cQ
fP c kQ
gP f fO
hP f fO
iP c es1
jP c es1
kP c es1
lP c ZR
mP c vP
nP c vq1
oP c eP
pP c oP
qP c dP
rP c es1
sP c fs1
tP c es1
uP c wO
vP c fs1
wP c es1
xP c es1
yP c wP
-P c yQ
WQ c lQ
YQ c -Q
aQ c yQ
cQ c yQ
eQ c yQ
gQ c es1
iQ c yQ
kQ c qQ
lQ c yQ
mQ c yQ
nQ c yQ
oQ c yQ
pQ c yQ
qQ c yQ
rQ c es1
sQ c es1
tQ c es1
uQ c es1
vQ c es1
wQ c es1
xQ c fs1
yQ c Y6
zQ c yQ
-Q c yQ
_Q c es1
WR c es1
XR c es1
YR c _Q
ZR c fs1
aR c kR
bR c pP
cR f qS
dR c kR
eR c uq1
fR c kR
gR c fR
hR k gO
iR c pO
jR c os1
kR c id2
lR c WP
mR c ps1
nR f mE
oR f qR
pR f pX2
qR f S
rR c fs1
sR c fs1
uR c ir1
vR c zp1
wR c fs1
xR c rS
yR f S
zR f gs1
-R c xR
_R f S
WS f yR
XS c fR
YS c fR
ZS c yo1
aS c sR
bS c fs1
cS c uq1
eS c ps1
fS c zp1
gS f mE
hS c es1
iS f gS
jS c es1
kS c es1
lS k ki1
mS c es1
nS f WT
oS c es1
pS c es1
qS f zS
rS c es1
sS c es1
tS c es1
uS c es1
vS c es1
wS c fs1
xS c es1
yS c es1
zS f nS
-S c es1
_S c es1
WT f S
XT c es1
YT f S
ZT f X9
bT c Z6
dT c Z6
eT C fT
gT C hT
iT c _V
jT c _V
kT c rV
lT c mT
mT c YW1
nT c WW1
oT C pT
qT c YW1
rT c _V
sT c jU
tT c _V
uT c _V
vT c rV
wT c xT
xT c YW1
yT c uq1
zT c yT
-T c ZU
_T c sV
WU c YU
XU c yT
YU c YW1
ZU c uV
aU C bU
cU c rV
dU c eU
eU c YW1
fU c Z6
gU c lU
hU c _V
iU c _u1
jU c uV
kU c uV
lU c uV
mU c es1
nU c oU
oU c uq1
pU c _V
qU c _V
rU c rV
sU c tU
tU c YW1
vU f zS
wU c _U
xU C yU
zU c _U
-U c _U
_U c es1
WV c _V
XV c es1
YV c es1
ZV c aV
aV c es1
bV C cV
dV c _U
eV c _V
fV c bV
gV c _V
hV f vU
iV c rV
jV c kV
kV c YW1
lV c es1
mV c nV
nV c uq1
oV c a6
qV c ps1
rV c -V
sV c XW1
tV c uq1
uV c uq1
vV c ps1
wV c xV
xV c es1
yV c uV
zV c es1
-V c XW1
_V c uV
WW1 c YW1
XW1 c tV
YW1 c vV
ZW1 c _V
aW1 c _V
bW1 c rV
cW1 c YW1
dW1 c gW1
eW1 c ps1
fW1 c ps1
gW1 c ps1
iX1 c jX1
jX1 c fs1
kX1 f ZY2
lX1 f X9
mX1 l n6
nX1 c oA
oX1 c nX1
pX1 c oX1
qX1 c oX1
rX1 c oX1
sX1 c oX1
tX1 c eA
uX1 c cY1
vX1 c uX1
wX1 c nX1
xX1 c wX1
yX1 c wX1
zX1 c wX1
-X1 c nX1
_X1 c xX1
WY1 c qX1
XY1 c qX1
YY1 c XY1
ZY1 c qX1
aY1 c nX1
bY1 c aY1
cY1 c aY1
dY1 c aY1
eY1 c aY1
-Y1 l n6
_Y1 l n6
WZ1 C XZ1
YZ1 c tq1
ZZ1 c gZ1
aZ1 c uq1
bZ1 c gZ1
dZ1 c gZ1
eZ1 c es1
fZ1 c es1
gZ1 c eZ1
hZ1 c fZ1
jZ1 p uI
kZ1 p uI
lZ1 p kZ1
mZ1 p uI
nZ1 p jZ1
oZ1 p uI
pZ1 p nZ1
qZ1 p pZ1
sZ1 p vZ1
tZ1 p sZ1
uZ1 p uI
vZ1 p uZ1
wZ1 c xZ1
xZ1 c vs1
yZ1 c vs1
zZ1 c vs1
-Z1 c vs1
_Z1 c vs1
Wa1 c aa1
Xa1 c vs1
Ya1 c vs1
Za1 c vs1
aa1 c vs1
ca1 c ja1
da1 c ga1
ea1 c fa1
fa1 c ja1
ga1 c ha1
ha1 c _s1
ia1 c fa1
ja1 c _s1
ka1 c la1
la1 c _s1
ma1 c qa1
na1 c _s1
oa1 c qa1
pa1 c _s1
qa1 c _s1
ra1 c _s1
ta1 c ia2
ua1 c vs1
va1 f S
xa1 c wa1
ya1 c 0
za1 f S
_a1 c Wb1
Wb1 c lb1
Xb1 c mb1
Yb1 c cb1
Zb1 c bp1
ab1 c bp1
bb1 c bp1
cb1 c es1
db1 c bp1
eb1 c es1
fb1 c ub1
gb1 c ub1
hb1 c us1
ib1 c hb1
jb1 c sb1
kb1 c ub1
lb1 c es1
mb1 c es1
nb1 c fs1
ob1 c pb1
pb1 c fs1
qb1 c dp1
rb1 c es1
sb1 c ub1
tb1 c ub1
ub1 c us1
xb1 c dp1
-b1 c es1
_b1 c es1
Wc1 c ab1
Xc1 c es1
Yc1 c es1
Zc1 c es1
ac1 c es1
bc1 c es1
cc1 c es1
dc1 c es1
ec1 c es1
fc1 c es1
gc1 c es1
hc1 c fs1
ic1 c es1
jc1 c es1
kc1 c es1
mc1 c es1
oc1 c mc1
qc1 c mc1
sc1 c mc1
uc1 c es1
vc1 c es1
wc1 c es1
xc1 c es1
yc1 c es1
zc1 c es1
-c1 c es1
_c1 c es1
Wd1 c es1
Xd1 c es1
Yd1 C ad1
Zd1 c es1
bd1 C dd1
cd1 c es1
ed1 C gd1
fd1 c es1
hd1 C jd1
id1 c es1
kd1 c hc1
ld1 c hc1
md1 c fe1
nd1 c de1
od1 c be1
pd1 c es1
qd1 c es1
rd1 c es1
sd1 c be1
td1 c es1
ud1 c es1
wd1 c Xp1
xd1 c fw1
yd1 c Ws1
-d1 c es1
_d1 c es1
We1 c xc1
Xe1 c We1
Ye1 c We1
Ze1 c Xd1
ae1 c bp1
be1 c ae1
ce1 c We1
de1 c We1
ee1 c dp1
fe1 c ae1
ge1 c ae1
je1 f uW2
le1 f S
me1 f S
-e1 f S
_e1 f S
Wf1 f S
Xf1 l hf1
Yf1 f S
Zf1 f S
af1 f oG
bf1 c oA
cf1 l jf1
df1 l jf1
ef1 l ff1
gf1 l jf1
hf1 l jf1
if1 l lf1
jf1 l kf1
kf1 l n6
lf1 l n6
mf1 l n6
nf1 l if1
of1 c oA
pf1 C qf1
rf1 F sf1
tf1 L uf1
vf1 f S
wf1 f S
xf1 f S
yf1 f va1
zf1 f ZJ
-f1 f S
_f1 f S
Wg1 f -f1
Xg1 f S
Yg1 c oA
Zg1 c gg1
ag1 c fg1
bg1 c _s1
cg1 c eA
dg1 c eA
eg1 c gg1
fg1 c dg1
gg1 c cg1
hg1 c eg1
ig1 c eg1
jg1 c ia2
kg1 c jg1
lg1 k wX2
mg1 k ki1
ng1 k og1
og1 k mg1
qg1 k ki1
rg1 k qg1
sg1 k li1
tg1 p uI
ug1 f ZJ
vg1 p tg1
wg1 f Xh1
yg1 f S
zg1 f S
-g1 f yg1
Wh1 f mE
Xh1 f Wh1
Wi1 c Xi1
Xi1 c oA
Yi1 k Zi1
Zi1 k ki1
ai1 k li1
bi1 N ci1
di1 f S
ei1 f di1
fi1 N nI
gi1 f ei1
hi1 f ZJ
ii1 p gC
ji1 k l1
ki1 k ji1
li1 k ji1
mi1 k ji1
ni1 k ji1
oi1 k ji1
si1 c ti1
ti1 c Z6
ui1 c Z6
vi1 f wi1
wi1 f S
xi1 f S
yi1 k ki1
zi1 k li1
-i1 k ki1
_i1 k Xj1
Wj1 k zi1
Xj1 k yi1
Yj1 k ki1
Zj1 k Yj1
aj1 k rg1
bj1 c gw1
dj1 k Zj1
ej1 k Wj1
fj1 k ej1
gj1 k dj1
hj1 k dj1
ij1 k ej1
jj1 k ej1
kj1 k ej1
lj1 k dj1
mj1 f fl1
nj1 f mj1
oj1 C pj1
qj1 C rj1
sj1 c zj1
tj1 c zj1
uj1 c bx1
vj1 c Y6
wj1 c O
xj1 f S
yj1 c wj1
zj1 c wj1
_j1 k hj1
Wk1 k ij1
Xk1 k Wk1
Yk1 k _j1
ak1 k bk1
bk1 k XY2
dk1 c yp1
ek1 c ps1
fk1 C gk1
hk1 c in1
ik1 c es1
jk1 c dn1
kk1 c nk1
lk1 c hk1
mk1 c Ws1
nk1 c fs1
ok1 c lk1
pk1 c hd2
qk1 c fs1
sk1 f S
tk1 f S
-k1 f S
_k1 f S
Wl1 f S
Yl1 k cl1
Zl1 k cl1
al1 k Yl1
bl1 k Zl1
cl1 k ni1
gl1 k hl1
hl1 k ki1
il1 c ia2
jl1 f S
kl1 f S
ll1 c gR
ml1 c ll1
nl1 c oA
ol1 c oA
ql1 c vl1
rl1 c es1
sl1 c uq1
tl1 c es1
ul1 c es1
vl1 c fs1
wl1 c wt1
xl1 F yl1
zl1 f xl1
-l1 f S
_l1 c fs1
Wm1 c es1
Xm1 c fs1
Ym1 c es1
Zm1 c es1
am1 c fs1
bm1 c in1
cm1 c dR
dm1 c em1
em1 c gm1
fm1 c nm1
gm1 c uq1
hm1 c qm1
im1 c es1
jm1 c rm1
km1 c XM
lm1 c ps1
mm1 c es1
nm1 c jN
om1 c es1
pm1 c es1
qm1 c fs1
rm1 c es1
sm1 c hm1
tm1 c es1
um1 C vm1
wm1 c a6
xm1 c es1
ym1 c es1
zm1 c fs1
-m1 c wm1
_m1 c es1
Wn1 c eA
Xn1 f zl1
Yn1 f S
Zn1 c dn1
an1 c bn1
bn1 c fs1
cn1 c dn1
dn1 c dm1
en1 C fn1
gn1 c es1
hn1 c en1
in1 c -m1
jn1 c mn1
kn1 c Ws1
ln1 c eR
mn1 c ln1
nn1 c es1
on1 c fs1
pn1 f S
qn1 f pn1
rn1 l qK
sn1 k n1
tn1 k sn1
un1 k XY2
vn1 f pn1
wn1 f zn1
xn1 f wn1
yn1 f zn1
zn1 f ZY2
-n1 f ke2
_n1 k XY2
Wo1 f vn1
Xo1 f ke2
Yo1 f Wo1
ao1 c Ws1
bo1 c ps1
co1 C do1
eo1 c Ws1
fo1 c ps1
go1 c es1
ho1 c co1
io1 c uq1
jo1 c lo1
ko1 k po1
lo1 c ro1
mo1 C no1
oo1 c mo1
po1 K l1
qo1 c eA
ro1 c qo1
so1 c eA
to1 C Zs1
uo1 c hs1
vo1 c -o1
wo1 c -o1
xo1 c fs1
yo1 c -o1
zo1 c es1
-o1 c xo1
Wp1 c gw1
Xp1 c gw1
Yp1 c fw1
Zp1 c cp1
ap1 c gw1
bp1 c Zp1
cp1 c X6
dp1 c bp1
ep1 c dv1
fp1 c es1
gp1 c fp1
hp1 C ip1
jp1 c es1
kp1 c dp1
lp1 c fs1
mp1 c dp1
rp1 c Xp1
sp1 c gw1
tp1 c ap1
up1 c bp1
vp1 c up1
wp1 C xp1
yp1 c _s1
zp1 c yp1
-p1 C _q1
_p1 c Wr1
Wq1 c Ws1
Xq1 c dp1
Yq1 c Wq1
Zq1 c Xq1
aq1 c dp1
cq1 c Xr1
dq1 c ps1
fq1 c fw1
gq1 c fw1
iq1 c sq1
jq1 c iq1
lq1 c Xp1
mq1 c gq1
nq1 c bp1
pq1 c es1
qq1 c zp1
rq1 c bp1
sq1 c Z6
tq1 c uq1
uq1 c sq1
vq1 c uq1
wq1 c Y6
yq1 c zq1
zq1 c wq1
-q1 C _q1
Wr1 c yp1
Xr1 c ys1
zr1 c es1
-r1 c es1
_r1 c er1
Ws1 C Zs1
Xs1 c es1
Ys1 c Ws1
as1 c fs1
bs1 c fs1
cs1 c Xs1
ds1 c es1
es1 c fs1
fs1 c js1
gs1 f 2
hs1 c is1
is1 c qW2
os1 c ps1
ps1 c zp1
qs1 C rs1
ss1 c Ws1
us1 c _s1
vs1 c _s1
ws1 c ys1
xs1 c ys1
ys1 c Z6
zs1 c -s1
-s1 c ws1
_s1 c -s1
Wt1 c rt1
Xt1 c Yt1
Yt1 c yo1
Zt1 c Ws1
bt1 c es1
dt1 c ps1
et1 c ps1
ft1 c zp1
gt1 C ht1
it1 c _s1
jt1 c es1
kt1 c es1
lt1 c es1
mt1 C ot1
nt1 c gt1
pt1 C qt1
rt1 c wv1
st1 c rt1
tt1 C ut1
wt1 c bt1
xt1 C yt1
zt1 c au1
-t1 c au1
_t1 c -t1
Wu1 c Xu1
Xu1 c au1
Yu1 c fv1
Zu1 c au1
au1 c eu1
bu1 c au1
cu1 c du1
du1 c au1
eu1 c es1
fu1 c zt1
gu1 c au1
hu1 c Xv1
iu1 c es1
ju1 c lu1
ku1 c fs1
lu1 c es1
mu1 c nu1
nu1 c es1
ou1 c es1
pu1 c ju1
qu1 c fs1
ru1 c mu1
su1 c pu1
tu1 c es1
uu1 c fs1
vu1 c es1
wu1 c vu1
yu1 c ps1
zu1 c zp1
-u1 c fs1
_u1 c x7
Xv1 c ps1
Yv1 c zp1
Zv1 c es1
av1 c es1
bv1 c es1
cv1 c es1
dv1 c es1
ev1 c Zv1
fv1 c es1
gv1 f S
hv1 C jv1
iv1 c lv1
kv1 c iv1
lv1 c fv1
mv1 c es1
nv1 F ov1
pv1 C qv1
rv1 c es1
sv1 c es1
tv1 c Ws1
uv1 c es1
vv1 c es1
wv1 c es1
xv1 c es1
yv1 C zv1
-v1 c fs1
aw1 c x7
bw1 c x7
dw1 f yr1
ew1 c fw1
fw1 c zs1
gw1 c fw1
hw1 c Yp1
iw1 c fs1
jw1 c es1
kw1 c fs1
lw1 c iw1
mw1 c es1
rw1 c -s1
sw1 c rw1
tw1 c rw1
fx1 c Y6
gx1 c hx1
hx1 c fx1
ix1 c jx1
jx1 c a6
kx1 f XZ2
mx1 c in1
nx1 c mx1
ox1 f Wo1
qx1 c _y1
rx1 c _s1
sx1 c _s1
tx1 c _s1
ux1 c _s1
vx1 c _s1
wx1 c _s1
xx1 c _s1
yx1 c _s1
zx1 c _s1
-x1 c _s1
_x1 c _s1
Wy1 c _s1
Xy1 c _s1
Yy1 c _s1
Zy1 c _s1
ay1 c _s1
by1 c _s1
cy1 c rx1
dy1 c _s1
ey1 c _s1
fy1 c _s1
gy1 c rx1
hy1 c _s1
iy1 c _s1
jy1 c _s1
ky1 c _s1
ly1 c _s1
my1 c _s1
ny1 c _s1
oy1 c _s1
py1 c _s1
qy1 c _s1
ry1 c _s1
sy1 c _s1
ty1 c _s1
uy1 c _s1
vy1 c _s1
wy1 c _s1
xy1 c _s1
yy1 c _s1
zy1 c _s1
-y1 c _s1
_y1 c _s1
Wz1 c _s1
Xz1 c _s1
Yz1 c _s1
Zz1 c _s1
az1 c _s1
bz1 c _s1
cz1 c _s1
dz1 c _s1
ez1 c _s1
fz1 c _s1
gz1 c _s1
hz1 c _s1
iz1 c _s1
jz1 c _s1
kz1 c _s1
lz1 c _s1
mz1 c _s1
nz1 c _s1
oz1 c rx1
pz1 c _s1
qz1 c _s1
rz1 c _s1
sz1 c _s1
tz1 c _s1
uz1 c _s1
vz1 c _s1
wz1 c rx1
xz1 c _s1
yz1 c _s1
zz1 c _s1
-z1 c _s1
_z1 c _s1
W-1 c _s1
X-1 c _s1
Y-1 c _s1
Z-1 c _s1
a-1 c _s1
b-1 c _s1
c-1 c _s1
d-1 c eA
e-1 c d-1
f-1 c k-1
g-1 c l-1
h-1 c g-1
i-1 c eA
j-1 c f-1
k-1 c i-1
l-1 c i-1
m-1 c f-1
n-1 c g-1
o-1 c i-1
q-1 c r-1
r-1 c b6
t-1 c eA
u-1 f _-1
v-1 f --1
w-1 f y-1
x-1 f w-1
y-1 f S
z-1 f X_1
--1 f S
_-1 f S
W_1 f v-1
X_1 f S
Y_1 f Z_1
Z_1 f S
a_1 f Z_1
b_1 f W_1
c_1 f b_1
d_1 f b_1
e_1 f c_1
f_1 f X_1
g_1 f X_1
h_1 f jW2
j_1 f l_1
l_1 f Xn1
n_1 c dn1
p_1 c dn1
q_1 f iW2
r_1 f u_1
s_1 f u_1
t_1 f s_1
u_1 f aJ
w_1 c ps1
x_1 c zp1
y_1 c w_1
z_1 c W6
__1 c ZW2
WW2 c __1
XW2 c YW2
YW2 c ZW2
ZW2 c zp1
aW2 c zp1
bW2 f zX2
cW2 f dW2
dW2 f S
eW2 f S
fW2 f bW2
gW2 f fW2
hW2 f aJ
iW2 f gW2
jW2 f mE
kW2 f jW2
lW2 f jW2
mW2 c w_1
uW2 f S
vW2 L wW2
xW2 f -W2
yW2 f S
zW2 f yW2
-W2 f S
_W2 l n6
WX2 f zW2
YX2 f S
ZX2 f S
aX2 f S
bX2 c wa2
cX2 c wa2
dX2 c wa2
eX2 f S
fX2 f gX2
gX2 f nX2
hX2 f ZJ
iX2 f nX2
jX2 f kX2
kX2 f tG
lX2 f ZJ
mX2 f jX2
nX2 f S
pX2 f S
qX2 f S
rX2 f WX2
sX2 f rX2
tX2 F uX2
vX2 f mE
xX2 F yX2
zX2 f xX2
-X2 F _X2
WY2 f zX2
YY2 f bJ
ZY2 f zX2
aY2 c wa1
bY2 c wa1
cY2 f S
dY2 f cY2
fY2 f 1
jY2 c xa1
kY2 c xa1
lY2 k XY2
xY2 k XY2
yY2 k xY2
zY2 k XY2
_Y2 f mE
WZ2 f mE
XZ2 f ZZ2
YZ2 f ZZ2
ZZ2 f S
aZ2 f bZ2
bZ2 f S
cZ2 f dF
dZ2 F eZ2
fZ2 F gZ2
hZ2 F iZ2
jZ2 F kZ2
lZ2 F mZ2
nZ2 F oZ2
pZ2 F qZ2
rZ2 c ps1
sZ2 c zp1
tZ2 F uZ2
vZ2 f hZ2
wZ2 f hZ2
xZ2 f dZ2
yZ2 f dZ2
zZ2 f xZ2
-Z2 f dZ2
_Z2 f xZ2
Wa2 f jZ2
Xa2 f lZ2
Ya2 f nZ2
Za2 f yr1
aa2 f S
ba2 f ca2
ca2 f aa2
da2 c Y6
ea2 f S
fa2 f S
ga2 f ha2
ha2 f S
ia2 c _s1
ja2 c eA
ka2 c la2
la2 c eA
ma2 p uI
na2 p uI
oa2 p na2
pa2 p uI
qa2 p ma2
ra2 p uI
sa2 p qa2
ta2 p sa2
ua2 f S
va2 f ke2
xa2 k n1
za2 f -a2
-a2 f Xb2
Wb2 f ab2
Xb2 F Yb2
Zb2 f cb2
ab2 f Zb2
bb2 f Zb2
cb2 f ZJ
eb2 k fb2
gb2 K hb2
xb2 f yG
yb2 f tG
zb2 f S
-b2 f Xc2
_b2 f Xc2
Wc2 f Yc2
Xc2 f S
Yc2 f Zc2
Zc2 f S
ac2 f S
bc2 c ec2
cc2 c ec2
dc2 c ec2
ec2 c fc2
fc2 c wa2
gc2 k ic2
hc2 c mA
ic2 k n1
jc2 k ic2
kc2 K iG
lc2 k kc2
mc2 f S
nc2 L oc2
pc2 f S
qc2 f va1
vc2 f wc2
xc2 c yc2
zc2 c -c2
ad2 f bd2
cd2 f dd2
We2 f S
Xe2 f We2
Ye2 F Ze2
ae2 f S
be2 f de2
ce2 f be2
de2 f S
ee2 f he2
fe2 f be2
ge2 f S
ie2 f be2
je2 f be2
le2 f nA
me2 f S
ne2 f S
oe2 f pe2
pe2 f ne2
`

/** Class with marked methods, the classes that inherit them. */
export const BASES = `
x1 v1_a2
i6 h63
Z8 Y8
c8 Z851112111w1c1111111
YF pF1
tF zF
zF gG1
WO -N1
aT dL
cT aT
oT eT2Q
wb1 vb131
lc1 nc1222
bd1 ed1
vd1 -a1
qj1 oj1
rk1 zk1
zk1 uk11111
_o1 aLrIxBKJxH1
eq1 aMgU
-q1 -p1
Ws1 Yd136j9_1KgJ
ns1 uKm1l5Gp448W2WB_5DY2Ir15v65r3
qs1 xK6vUa1
vt1 bM8cPn7
Zw1 np111i621
cw1 _W1WIi1r5
i_1 k_122
oX2 tX2
eY2 ZK1111111111111111_J11111111111kP
iY2 gY2
ya2 YKXp1
_a2 Xb26
`

/** Harmless classes by library and version, front coded; `*` after a name: it may be called too. */
export const HARMLESS: readonly (readonly [seen: string, names: string])[] = [
  ['accelerate 1.15.0', `
0accelerate.accelerator.Accelerator
Bcommands.config.config_args.BaseConfig
d1ClusterConfig
d1SageMakerConfig
Y1utils.SubcommandHelpFormatter
Klaunch.CustomHelpFormatter
Kmenu.helpers.Direction*
Pinput.KeyHandler
Pselection_menu.BulletMenu
Kto_fsdp2.ConversionStatus*
Kutils.CustomArgumentGroup
e1Parser
Q_StoreAction
W1ConstAction
W1TrueAction
Bdata_loader.BatchSamplerShard
NDataLoaderAdapter
X1StateMixin
NIterableDatasetShard
NSeedableRandomSampler
OkipBatchSampler
Bhooks.AlignDevicesHook
HCpuOffload
HLayerwiseCastingHook
HModelHook
HSequentialHook
HUserCpuOffloadHook
Blocal_sgd.LocalSGD
Dgging.MultiProcessAdapter
Bparallelism_config.ParallelismConfig
Bscheduler.AcceleratedScheduler
Ctate.GradientState
HPartialState
Btest_utils.testing.AccelerateTestCase
UMockingTestCase
USubprocessCallException
UTempDirTestCase
U_RunOutput
Nraining.RegressionDataset
f1Model
Cracking.AimTracker
KClearMLTracker
LometMLTracker
KDVCLiveTracker
KGeneralTracker
KMLflowTracker
KSwanLabTracker
KTensorBoardTracker
LrackioTracker
KWandBTracker
Butils.dataclasses.AORecipeKwargs
UutocastKwargs
TBaseEnum*
UnbQuantizationConfig
TComputeEnvironment*
UustomDtype*
TDDPCommunicationHookType*
UataLoaderConfiguration
UeepSpeedPlugin
c1SequenceParallelConfig
UistributedDataParallelKwargs
e1Type*
UynamoBackend*
TFP8BackendType*
W1RecipeKwargs
UullyShardedDataParallelPlugin
TGradScalerKwargs
X1ientAccumulationPlugin
TInitProcessGroupKwargs
TKwargsHandler
TLoggerType*
TMSAMPRecipeKwargs
UegatronLMPlugin
TPrecisionType*
VofileKwargs
W1jectConfiguration
TRNGType*
TSageMakerDistributedType*
TTERecipeKwargs
UensorInformation
UorchContextParallelConfig
Y1DynamoPlugin
Y1TensorParallelConfig
m1Plugin
Ieepspeed.DeepSpeedEngineWrapper
a1SchedulerWrapper
SummyOptim
W1Scheduler
RHfDeepSpeedConfig
Henvironment.CPUInformation
Hlaunch.PrepareForLaunch
Hmegatron_lm.AbstractTrainStep
TBertTrainStep
TGPTTrainStep
TMegatronEngine
b1LMDummyDataLoader
i1Scheduler
d1SchedulerWrapper
TT5TrainStep
Hoperations.CannotPadNestedTensorWarning
TonvertOutputsToFp32
SDistributedOperationException
`],
  ['einops 0.8.2', `
0einops.EinopsError
7_backends.AbstractBackend
HCupyBackend
HHashableTuple
HJaxBackend
HMLXBackend
HNumpyBackend
HOneFlowBackend
HPaddleBackend
IyTensorBackend
HTFKerasBackend
IensorflowBackend
IinygradBackend
IorchBackend
HUnknownSize
8torch_specific.TorchJitBackend
7einops.TransformRecipe
7layers._einmix._EinmixDebugger
TMixin
Etorch.EinMix
7parsing.AnonymousAxis
FParsedExpression
`],
  ['lightning 2.6.6', `
0lightning.fabric._graveyard.tpu.SingleTPUStrategy
W1TPUAccelerator
Z1Bf16Precision
Z1Precision
W1XLABf16Precision
Haccelerators.accelerator.Accelerator
Ucpu.CPUAccelerator
Vuda.CUDAAccelerator
Umps.MPSAccelerator
Uregistry._AcceleratorRegistry
Uxla.XLAAccelerator
Hconnector._Connector
Hfabric.Fabric
Hloggers.csv_logs.CSVLogger
Y1_ExperimentWriter
Plogger.Logger
W1_DummyExperiment
Ptensorboard.TensorBoardLogger
Hplugins.collectives.collective.Collective
b1single_device.SingleDeviceCollective
b1torch_collective.TorchCollective
Penvironments.cluster_environment.ClusterEnvironment
c1kubeflow.KubeflowEnvironment
c1lightning.LightningEnvironment
d1sf.LSFEnvironment
c1mpi.MPIEnvironment
c1slurm.SLURMEnvironment
c1torchelastic.TorchElasticEnvironment
c1xla.XLAEnvironment
Pio.checkpoint_io.CheckpointIO
Storch_io.TorchCheckpointIO
Sxla.XLACheckpointIO
Pprecision.amp.MixedPrecision
Z1bitsandbytes.BitsandbytesPrecision
Z1deepspeed.DeepSpeedPrecision
a1ouble.DoublePrecision
Z1fsdp.FSDPPrecision
Z1half.HalfPrecision
Z1precision.Precision
Z1transformer_engine.TransformerEnginePrecision
Z1utils._ClassReplacementContextManager
g1DtypeContextManager
Z1xla.XLAPrecision
Hstrategies.ddp.DDPStrategy
W1_DDPBackwardSyncControl
Teepspeed.DeepSpeedStrategy
Tp.DataParallelStrategy
Sfsdp.FSDPStrategy
X1_FSDPBackwardSyncControl
Slaunchers.launcher._Launcher
c1multiprocessing._GlobalStateSnapshot
t1MultiProcessingLauncher
c1subprocess_script._ChildProcessObserver
v1SubprocessScriptLauncher
c1xla._XLALauncher
Smodel_parallel.ModelParallelStrategy
h1_FSDPNoSync
i1ParallelBackwardSyncControl
Sparallel.ParallelStrategy
Sregistry._StrategyRegistry
Ssingle_device.SingleDeviceStrategy
Z1xla.SingleDeviceXLAStrategy
Ttrategy.Strategy
b1_BackwardSyncControl
c1Sharded
Sxla.XLAStrategy
V_fsdp.XLAFSDPStrategy
b1_XLAFSDPBackwardSyncControl
Hutilities.apply_func._TransferableDataType
Rdata.AttributeDict
Sevice_dtype_mixin._DeviceDtypeModuleMixin
Sistributed.DistributedSamplerWrapper
d1_DatasetSamplerWrapper
e1InfiniteBarrier
Rexceptions.MisconfigurationException
Rinit._EmptyInit
Rrank_zero.LightningDeprecationWarning
Rspike.SpikeDetection
X1TrainingSpikeException
Rthroughput.Throughput
m1Monitor
c1_MonotonicWindow
Sypes.CollectibleGroup
X1Optimizable
X1Steppable
X1_Stateful
Rwarnings.PossibleUserWarning
Hwrappers._FabricDataLoader
X1Module
X1Optimizer
Apytorch._graveyard.hpu.HPUAccelerator
a1CheckpointIO
a1ParallelStrategy
b1recisionPlugin
X1SingleHPUStrategy
Tprecision.BitsandbytesPrecisionPlugin
d1DeepSpeedPrecisionPlugin
e1oublePrecisionPlugin
d1FSDPMixedPrecisionPlugin
h1PrecisionPlugin
d1HalfPrecisionPlugin
d1MixedPrecisionPlugin
d1PrecisionPlugin
d1TransformerEnginePrecisionPlugin
d1XLAPrecisionPlugin
Ttpu.TPUAccelerator
a1Bf16PrecisionPlugin
a1PrecisionPlugin
X1XLABf16PrecisionPlugin
Iaccelerators.accelerator.Accelerator
Vcpu.CPUAccelerator
W1uda.CUDAAccelerator
Vmps.MPSAccelerator
Vxla.XLAAccelerator
Icallbacks.batch_size_finder.BatchSizeFinder
Scallback.Callback
Theckpoint.Checkpoint
Sdevice_stats_monitor.DeviceStatsMonitor
Searly_stopping.EarlyStopping
u1Reason*
Sfinetuning.BackboneFinetuning
f1seFinetuning
Sgradient_accumulation_scheduler.GradientAccumulationScheduler
Slambda_function.LambdaCallback
Tr_finder.LearningRateFinder
Vmonitor.LearningRateMonitor
Smodel_checkpoint.ModelCheckpoint
Y1summary.ModelSummary
Son_exception_checkpoint.OnExceptionCheckpoint
Sprediction_writer.BasePredictionWriter
Uogress.progress_bar.ProgressBar
b1rich_progress.BatchesProcessedColumn
p1CustomBarColumn
v1InfiniteTask
v1TimeColumn
p1MetricsTextColumn
p1ProcessingSpeedColumn
p1RichProgressBar
Y2Theme
p1_RefreshThread
b1tqdm_progress.TQDMProgressBar
Uuning.ModelPruning
a1_LayerRef
Srich_model_summary.RichModelSummary
Sspike.SpikeDetection
Ttochastic_weight_avg.StochasticWeightAveraging
Sthroughput_monitor.ThroughputMonitor
Timer.Timer
Sweight_averaging.EMAWeightAveraging
j1WeightAveraging
Jore.datamodule.LightningDataModule
Nhooks.CheckpointHooks
TDataHooks
TModelHooks
Nmixins.hparams_mixin.HyperparametersMixin
Oodule.LightningModule
U_TrainerFabricShim
Noptimizer.LightningOptimizer
X1_MockOptimizer
Idemos.boring_classes.BoringDataModule
t1NoLen
j1Model
d1DemoModel
d1IterableBoringDataModule
d1ManualOptimBoringModel
d1Net
d1RandomDataset
k1ictDataset
j1IterableDataset
y1WithLen
Olstm.LightningLSTM
TSequenceSampler
UimpleLSTM
Omnist_datamodule.MNISTDataModule
f1_MNIST
Otransformer.Dictionary
a1LightningTransformer
a1PositionalEncoding
a1Transformer
a1WikiText2
Iloggers.comet.CometLogger
Rsv_logs.CSVLogger
Z1ExperimentWriter
Qlitlogger.LitLogger
Rogger.DummyLogger
X1Logger
Qmlflow.MLFlowLogger
Qneptune.NeptuneLogger
Qtensorboard.TensorBoardLogger
Qwandb.WandbLogger
Kops.evaluation_loop.RestartStage
e1_EvaluationLoop
Ofetchers._DataFetcher
j1Wrapper
c1LoaderIterDataFetcher
Y1PrefetchDataFetcher
Pit_loop.RestartStage
X1_FitLoop
Oloop._Loop
Ooptimization.automatic.Closure
s1Result
l1_AutomaticOptimization
b1closure.AbstractClosure
j1OutputResult
b1manual.ManualResult
i1_ManualOptimization
Oprediction_loop._PredictionLoop
Qogress._BaseProgress
a1tchProgress
Y1OptimizationProgress
f1erProgress
Y1ProcessedTracker
b1gress
Y1ReadyCompletedTracker
Y1SchedulerProgress
Z1tartedTracker
Otraining_epoch_loop.RestartStage
i1_TrainingEpochLoop
Ioverrides.distributed.UnrepeatedDistributedSampler
a2Wrapper
e1_IndexBatchSamplerWrapper
Iplugins.io.async_plugin.AsyncCheckpointIO
Twrapper._WrappingCheckpointIO
Qlayer_sync.LayerSync
b1TorchSyncBatchNorm
b1_BatchNormXd
Qprecision.amp.MixedPrecision
a1bitsandbytes.BitsandbytesPrecision
a1deepspeed.DeepSpeedPrecision
b1ouble.DoublePrecision
h1LightningDoublePrecisionModule
a1fsdp.FSDPPrecision
a1half.HalfPrecision
a1precision.Precision
a1transformer_engine.TransformerEnginePrecision
a1xla.XLAPrecision
Jrofilers.pytorch.RegisterRecordFunction
a1ScheduleWrapper
Iserve.servable_module.ServableModule
d1_validator.ServableModuleValidator
Jtrategies.ddp._DDPForwardRedirection
Tlaunchers.launcher._Launcher
d1multiprocessing._GlobalStateSnapshot
u1MultiProcessingLauncher
u1WorkerOutput*
d1subprocess_script._SubprocessScriptLauncher
d1xla._XLALauncher
Tstrategy._ForwardRedirection
Itrainer.connectors.accelerator_connector._AcceleratorConnector
b1callback_connector._CallbackConnector
c1heckpoint_connector._CheckpointConnector
b1data_connector._DataConnector
v1HookSelector
v1LoaderSource
b1logger_connector.fx_validator._FxValidator
l2._LogOptions
s1logger_connector._LoggerConnector
s1result._METRICS
_1etadata
-1ResultCollection
-1Sync
b1signal_connector._HandlersCompose
t1SignalConnector
Qstates.TrainerState
Qtrainer.Trainer
Juner.lr_finder._ExponentialLR
Z1LRCallback
b1Finder
a1inearLR
Otuning.Tuner
Iutilities.combined_loader.CombinedLoader
i1_CombinationMode
j1MaxSize
q1Cycle
k1inSize
k1odeIterator
j1Sequential
Sexceptions.SIGTERMException
d1_TunerExitException
Smigration.utils._RedirectingUnpickler
i1pl_legacy_patch
Todel_helpers._ModuleMode
Y1summary.model_summary.LayerSummary
u1ModelSummary
t1_deepspeed.DeepSpeedLayerSummary
h2Summary
Sparsing.AttributeDict
Stypes.DistributedDataParallel
Y1LRSchedulerConfig
p1Type
Y1OptimizerConfig
h1LRSchedulerConfig
Y1_SizedIterable
`],
  ['numpy 1.24.2', `
0numpy.AxisError
6ComplexWarning
6MachAr
7oduleDeprecationWarning
6RankWarning
6TooHardError
6VisibleDeprecationWarning
6_typing._256Bit
F80Bit
Farray_like._UnknownType
Fdtype_like._SupportsDType
Fgeneric_alias._GenericAlias
6array_api._data_type_functions.finfo_object
b1iinfo_object
Hset_functions.UniqueAllResult*
b1CountsResult*
b1InverseResult*
Htyping.NestedSequence
OSupportsDLPack
Glinalg.EighResult*
NQRResult*
NSVDResult*
OlogdetResult*
6compat._pep440.InvalidVersion
L_Version*
Dpy3k.contextlib_nullcontext
8re._exceptions.UFuncTypeError
N_ArrayMemoryError
OUFuncBinaryResolutionError
TCastingError
TInputCastingError
TNoLoopError
TOutputCastingError
Cinternal._Stream
Mmissing_ctypes
a1.c_void_p
Ldummy_ctype
Cufunc_config._unspecified
Barrayprint.BoolFormat
MComplexFloatingFormat
MDatetimeFormat
MFloatingFormat
MIntegerFormat
MStructuredVoidFormat
NubArrayFormat
MTimedeltaFormat
M_TimelikeFormat
Bgetlimits.MachArLike
Bnumerictypes._typedict
Boverrides.ArgSpec*
6format_parser
6lib.arrayterator.Arrayterator
Aindex_tricks.AxisConcatenator
NCClass
NIndexExpression
NMGridClass
NOGridClass
NRClass
Nnd_grid
Astride_tricks.DummyArray
Autils._Deprecate
6ma.core._convert2ma
Ffrommethod
9extras._fromnxfunction
V_allargs
X1rgs
W1seq
X1ingle
9timer_comparison.ModuleTester
6polynomial.polyutils.RankWarning
`],
  ['numpy 2.4.6', `
0numpy._CopyMode*
7_array_namespace_info__
8config__.DisplayModes*
7core._exceptions.UFuncTypeError
O_ArrayMemoryError
PUFuncBinaryResolutionError
UCastingError
UInputCastingError
UNoLoopError
UOutputCastingError
Dinternal._Stream
Nmissing_ctypes
b1.c_void_p
Mdummy_ctype
Dufunc_config._unspecified
Carrayprint.BoolFormat
NComplexFloatingFormat
NDatetimeFormat
NFloatingFormat
NIntegerFormat
NStructuredVoidFormat
OubArrayFormat
NTimedeltaFormat
N_TimelikeFormat
Cnumerictypes._PreprocessDTypeError
Coverrides.ArgSpec*
7globals._NoValueType
GSignatureDescriptor
7pytesttester.PytestTester
7typing._128Bit
G6Bit
F32Bit
F64Bit
F8Bit
F96Bit
Farray_like._Buffer
RSupportsArray
e1Func
Fdtype_like._DTypeDict
a1Base
RHasDType
UNumPyDType
Fnested_sequence._NestedSequence
7utils._pep440.InvalidVersion
L_Version*
6errstate
7xceptions.AxisError
HComplexWarning
HDTypePromotionError
HModuleDeprecationWarning
HRankWarning
HTooHardError
HVisibleDeprecationWarning
6iinfo
6lib.Arrayterator
A_arraysetops_impl.UniqueAllResult*
Y1CountsResult*
Y1InverseResult*
Bindex_tricks_impl.AxisConcatenator
TCClass
TIndexExpression
TMGridClass
TOGridClass
TRClass
Tnd_grid
Cotools.ConversionWarning
PterError
SLockError
JLineSplitter
JNameValidator
Bstride_tricks_impl.DummyArray
Butils_impl._Deprecate
8nalg.LinAlgError
D_linalg.EigResult*
OhResult*
LQRResult*
LSVDResult*
MlogdetResult*
Dlapack_lite.LapackError
6ma.core.MAError
FaskError
IedArrayFutureWarning
E_DomainCheckInterval
LGreater
SEqual
LSafeDivide
LTan
LedBinaryOperation
FMaskedBinaryOperation
LPrintOption
LUFunc
MnaryOperation
Fextrema_operation
9extras.MAxisConcatenator
Gmr_class
6ndenumerate
8index
6random.bit_generator.ISeedSequence
TpawnableSeedSequence
7ec.format_parser
6typing.NBitBase
6vectorize
`],
  ['omegaconf 2.4.0', `
0omegaconf._missing._EscapedMissing
Butils.Marker
HValueKind*
H_TuplePlaceholder
Byaml._DefaultMaxYamlExpandedNodes
Abase.Box
FContainer
OMetadata
FMetadata
FNode
FSCMode*
FUnionNode
Aerrors.ConfigAttributeError
NCycleDetectedException
NIndexError
NKeyError
NTypeError
NValueError
HGrammarParseError
HInterpolationKeyError
UResolutionError
UToMissingValueError
UValidationError
HKeyValidationError
HMissingMandatoryValue
HOmegaConfBaseException
HReadonlyConfigError
HUnsupportedInterpolationType
SValueType
HValidationError
Agrammar.gen.OmegaConfGrammarLexer.OmegaConfGrammarLexer
c1Parser.OmegaConfGrammarParser
Z2.ConfigKeyContext
g2ValueContext
a2DictContainerContext
e2KeyContext
h2ValuePairContext
a2ElementContext
a2InterpolationContext
n2NodeContext
n2ResolverContext
a2ListContainerContext
a2PrimitiveContext
a2QuotedValueContext
a2ResolverNameContext
a2SequenceContext
b2ingleElementContext
a2TextContext
i1Listener.OmegaConfGrammarParserListener
i1Visitor.OmegaConfGrammarParserVisitor
H_parser.OmegaConfErrorListener
Ivisitor.GrammarVisitor
Alistconfig.ListConfig.ListIterator
Anodes.AnyNode
GBooleanNode
HytesNode
GEnumNode
GIntegerNode
KrpolationResultNode
GLiteralNode
GNoneNode
GPathNode
GStringNode
GValueNode
Atupleconfig.TupleConfig.TupleIterator
Avendor.antlr4.BufferedTokenStream.BufferedTokenStream
i1TokenStream
OCommonTokenFactory.CommonTokenFactory
h1TokenFactory
Z1Stream.CommonTokenStream
OFileStream.FileStream
OInputStream.InputStream
QtervalSet.IntervalSet
OLL1Analyzer.LL1Analyzer
Pexer.Lexer
UTokenSource
PistTokenSource.ListTokenSource
OParser.Parser
VTraceListener
UInterpreter.ParserInterpreter
URuleContext.InterpreterRuleContext
g1ParserRuleContext
PredictionContext.ArrayPredictionContext
g1EmptyPredictionContext
g1PredictionContext
x1Cache
g1SingletonPredictionContext
ORecognizer.Recognizer
PuleContext.RuleContext
OStdinStream.StdinStream
OToken.CommonToken
UToken
TStreamRewriter.TokenStreamRewriter
_1.InsertAfterOp
c2BeforeOp
W2ReplaceOp
Y2writeOperation
Oatn.ATN.ATN
VConfig.ATNConfig
c1LexerATNConfig
VDeserializationOptions.ATNDeserializationOptions
f1er.ATNDeserializer
VSimulator.ATNSimulator
W1tate.ATNState
b1BasicBlockStartState
g1State
c1lockEndState
g1StartState
b1DecisionState
b1LoopEndState
b1PlusBlockStartState
f1LoopbackState
b1RuleStartState
h1opState
b1StarBlockStartState
f1LoopEntryState
j1backState
b1TokensStartState
VType.ATNType*
SLexerATNSimulator.LexerATNSimulator
k1SimState
Y1ction.LexerAction
p1Type*
j1ChannelAction
k1ustomAction
j1IndexedCustomAction
j1ModeAction
l1reAction
j1PopModeAction
k1ushModeAction
j1SkipAction
j1TypeAction
d1Executor.LexerActionExecutor
SParserATNSimulator.ParserATNSimulator
TredictionMode.PredictionMode*
SSemanticContext.AND
i1EmptySemanticContext
i1OR
i1PrecedencePredicate
l1dicate
i1SemanticContext
STransition.AbstractPredicateTransition
e1ctionTransition
e1tomTransition
d1EpsilonTransition
d1NotSetTransition
d1PrecedencePredicateTransition
g1dicateTransition
d1RangeTransition
e1uleTransition
d1SetTransition
d1Transition
d1WildcardTransition
Odfa.DFA.DFA
VSerializer.DFASerializer
g1LexerDFASerializer
W1tate.DFAState
b1PredPrediction
Oerror.DiagnosticErrorListener.DiagnosticErrorListener
UErrorListener.ConsoleErrorListener
i1ErrorListener
i1ProxyErrorListener
Z1Strategy.BailErrorStrategy
i1DefaultErrorStrategy
i1ErrorStrategy
Z1s.CancellationException
b1FailedPredicateException
b1IllegalStateException
c1nputMismatchException
b1LexerNoViableAltException
b1NoViableAltException
b1ParseCancellationException
b1RecognitionException
b1UnsupportedOperationException
Otree.Chunk.Chunk
Z1TagChunk
a1extChunk
TParseTreeMatch.ParseTreeMatch
c1Pattern.ParseTreePattern
j1Matcher.CannotInvokeStartRule
r1ParseTreePatternMatcher
r1StartRuleDoesNotConsumeFullPattern
TRuleTagToken.RuleTagToken
TTokenTagToken.TokenTagToken
Uree.ErrorNode
h1Impl
Y1ParseTree
h1Listener
h1Visitor
h1Walker
Y1RuleNode
Y1SyntaxTree
Y1TerminalNode
k1Impl
Z1ree
X1s.Trees
Oxpath.XPath.XPath
f1Element
f1RuleAnywhereElement
j1Element
f1TokenAnywhereElement
k1Element
f1WildcardAnywhereElement
n1Element
Z1Lexer.XPathLexer
`],
  ['peft 0.21.2', `
0peft.auto.AutoPeftModel
NForCausalLM
QFeatureExtraction
QQuestionAnswering
QSeq2SeqLM
TuenceClassification
QTokenClassification
A_BaseAutoPeftModel
5config.PeftConfig
MMixin
DromptLearningConfig
5helpers.DoraCaching
DKappaTuneSelector
DMontecloraTrainerMixin
5mixed_model.PeftMixedModel
5optimizers.lorafa.LoraFAOptimizer
Griemannian._RiemannianPreconditioner
5peft_model.PeftModel
PForCausalLM
SFeatureExtraction
SQuestionAnswering
SSeq2SeqLM
VuenceClassification
STokenClassification
GTunerLayerStatus
LModelStatus
5tuners._buffer_dict.BufferDict
Cadalora.config.AdaLoraConfig
Kgptq.SVDQuantLinear
Klayer.AdaLoraLayer
QRankAllocator
QSVDConv2d
TLinear
Kmodel.AdaLoraModel
Fmss.asa_callback.AdamssAsaCallback
Jconfig.AdamssConfig
Jlayer.AdamssLayer
PLinear
Jmodel.AdamssModel
Fption_prompt.config.AdaptionPromptConfig
Z1ModelTypeConfig*
Slayer.AdaptedAttention
o1GPT
Y1_BaseAdaptedAttention
Smodel.AdaptionPromptModel
Cbeft.config.BeftConfig
Hlayer.BeftLayer
NLinear
Hmodel.BeftModel
Doft.config.BOFTConfig
Hlayer.BOFTLayer
NConv2d
NLinear
NMultiplicativeDropoutLayer
Hmodel.BOFTModel
Cc3a.config.C3AConfig
Glayer.C3ALayer
Qinear
Gmodel.C3AModel
Dartridge.config.CartridgeConfig
Mmodel.CartridgeEncoder
Dpt.config.CPTConfig
Gmodel.CPTEmbedding
Cdeft.config.DeftConfig
Hlayer.DeftLayer
Sinear
Hmodel.DeftModel
Elora.config.DeloraConfig
Jlayer.DeloraLayer
W1inear
Jmodel.DeloraModel
Cfourierft.config.FourierFTConfig
Mlayer.FourierFTLayer
c1inear
Mmodel.FourierFTModel
Drod.config.FrodConfig
Hlayer.FrodLayer
NLinear
Hmodel.FrodModel
Cglora.config.GloraConfig
Ilayer.GloraEmptyPath
TLayer
Uinear
UoraPath
TPath
TScalarPath
TVectorPath
Imodel.GloraModel
Dralora.config.GraloraConfig
Klayer.GraloraLayer
QLinear
Kmodel.GraloraModel
Chira.config.HiraConfig
Hlayer.Conv1d
R2d
R3d
NEmbedding
NHiraLayer
NLinear
N_ConvNd
Hmodel.HiraModel
Dra.config.HRAConfig
Glayer.HRAConv2d
PLayer
Qinear
Gmodel.HRAModel
Cia3.config.IA3Config
Glayer.Conv2d
Q3d
MIA3Layer
MLinear
M_ConvNd
Gmodel.IA3Model
Clily.config.LilyConfig
Hlayer.LilyLayer
Pnear
Hmodel.LilyModel
Dn_tuning.config.LNTuningConfig
Mlayer.LNTuningLayer
Mmodel.LNTuningModel
Doha.config.LoHaConfig
Hlayer.Conv1d
R2d
NLinear
OoHaLayer
Hmodel.LoHaModel
Ekr.config.LoKrConfig
Hlayer.Conv1d
R2d
NLinear
OoKrLayer
Hmodel.LoKrModel
Era.aqlm.AqlmLoraLinear
Irrow.ArrowLoraLinearLayer
Iwq.AwqLoraLinear
Hconfig.ArrowConfig
OBdLoraConfig
OCordaConfig
OEvaConfig
OKasaConfig
OLoftQConfig
QraConfig
SGAConfig
SRuntimeConfig
OMontecloraConfig
OVeloraConfig
Hdora.DoraConv1dLayer
U2dLayer
U3dLayer
QEmbeddingLayer
QLinearLayer
M_DoraConvNdLayer
Heva.HashHook
LSVDHook
L_Hook
Hgptq.GPTQLoraLinear
Hlayer.Conv1d
R2d
R3d
NEmbedding
NLinear
OoraEmbeddingATPHolder
RLayer
RVariant
NMultiheadAttention
NParamWrapper
N_ConvNd
OLoraFactorsProxy
SParameterProxy
Hmodel.LoraModel
Jnteclora.BufferedMontecloraSampler
SMontecloraSampler
Hte.TeLinear
Iorchao.TorchaoLoraLinear
Ip_layer.LoraParallelLinear
Hvariants.ALoraLinearVariant
RrrowLinearVariant
QBdLoraLinearVariant
RlockDiagonalLinear
QDoraConv1dVariant
Y12dVariant
Y13dVariant
UEmbeddingVariant
ULinearVariant
QKasaLinearVariant
QMiCAEmbeddingVariant
ULinearVariant
RontecloraLinearVariant
QQALoraLinearVariant
QVeloraLinearVariant
Q_DoraConvNdVariant
Dycoris_utils.LycorisConfig
X1Layer
X1Tuner
Cmiss.config.MissConfig
Hlayer.MissLayer
Sinear
Hmodel.MissModel
Exed.model.MixedModel
Dultitask_prompt_tuning.config.MultitaskPromptTuningConfig
W2Init*
a1model.MultitaskPromptEmbedding
Coft.config.OFTConfig
Glayer.Conv2d
MEmbedding
MLinear
MMultiplicativeDropoutLayer
MOFTLayer
PRotationModule
Gmodel.OFTModel
Dsf.config.OSFConfig
Glayer.Linear
MOSFLayer
Gmodel.OSFModel
Cp_tuning.config.PromptEncoderConfig
f1ReparameterizationType*
Lmodel.PromptEncoder
Deanut.config.PeanutConfig
Jlayer.Linear
PPeanutLayer
Jmodel.PeanutModel
Doly.config.PolyConfig
Hlayer.Linear
NPolyLayer
Hmodel.PolyModel
Hrouter.PolyRouter
ORouter
Drefix_tuning.config.PrefixTuningConfig
Qmodel.PrefixEncoder
Eompt_tuning.config.PromptTuningConfig
j1Init*
Qmodel.PromptEmbedding
Dsoft.config.PsoftConfig
Ilayer.Linear
OOrthLayer
OPsoftLayer
Imodel.PsoftModel
Dvera.config.PveraConfig
Ilayer.Linear
OPveraLayer
Imodel.PveraModel
Crandlora.config.RandLoraConfig
Llayer.Linear
RRandLoraLayer
Lmodel.RandLoraModel
Doad.config.RoadConfig
Hlayer.Linear
NRoadLayer
Hmodel.RoadModel
Cshadow.config.ShadowConfig
Jdiffusion_models.DetachedFluxShadowModel
b1iffusionShadowBackend
a1Flux2ShadowBackend
a1_SharedModuleProxy
Jlayers.ShadowCache
Y1rrier
W1Layer
Jmodel.ShadowModel
P_TokenShadowBackbone
Eira.config.ShiraConfig
Ilayer.Linear
OShiraLayer
Imodel.ShiraModel
Dupertuning.config.SupertuningConfig
Olayer.Linear
USupertuningLayer
Omodel.SupertuningModel
Ctinylora.config.TinyLoraConfig
Llayer.Embedding
RLinear
RTinyLoraLayer
Lmodel.TinyLoraModel
Drainable_tokens.config.TrainableTokensConfig
Tlayer.TrainableTokensLayer
Tmodel.TrainableTokensModel
Duners_utils.BasePromptEncoder
TTuner
Y1Layer
P_ExcludedModule
Cunilora.config.UniLoraConfig
Klayer.Linear
QUniLoraLayer
Kmodel.UniLoraModel
Cvblora.config.VBLoRAConfig
Jlayer.Linear
PVBLoRALayer
Jmodel.VBLoRAModel
Dera.config.VeraConfig
Hlayer.Linear
NVeraLayer
Hmodel.VeraModel
Cwaveft.config.WaveFTConfig
Jlayer.WaveFTLayer
W1inear
Jmodel.WaveFTModel
Jwavelet.Wavelet
Nrec2d.Wavelet
a1DetailTuple2d*
a1TensorTuple*
Cxlora.classifier.TemperatureScaledSoftmax
TXLoraClassifier
Jonfig.XLoraConfig
Ilayer.XLoraConv2dLayer
TEmbeddingLayer
TLayer
UinearLayer
Imodel.XLoraModel
5utils.error.NoMatchingPeftModuleError
HPeftError
Bincremental_pca.IncrementalPCA
Dtegrations.TpInfo
Bloftq_utils._SafetensorLoader
Bother.AuxiliaryTrainingWrapper
Bpeft_types.PeftType*
MTaskType*
Bquantization_utils.Bnb4bitBackend
X18bitBackend
UForwardOnlyQuantizationBackend
UHqqBackend
UQuantizationBackend
UTorchaoBackend
Btransformers_weight_conversion.FlattenDims
g1PeftConcatenate
i1rmuteDims
Bwarning.PeftWarning
`],
  ['pytorch_lightning 2.6.6', `
0pytorch_lightning._graveyard.hpu.HPUAccelerator
a1CheckpointIO
a1ParallelStrategy
b1recisionPlugin
X1SingleHPUStrategy
Tprecision.BitsandbytesPrecisionPlugin
d1DeepSpeedPrecisionPlugin
e1oublePrecisionPlugin
d1FSDPMixedPrecisionPlugin
h1PrecisionPlugin
d1HalfPrecisionPlugin
d1MixedPrecisionPlugin
d1PrecisionPlugin
d1TransformerEnginePrecisionPlugin
d1XLAPrecisionPlugin
Ttpu.TPUAccelerator
a1Bf16PrecisionPlugin
a1PrecisionPlugin
X1XLABf16PrecisionPlugin
Iaccelerators.accelerator.Accelerator
Vcpu.CPUAccelerator
W1uda.CUDAAccelerator
Vmps.MPSAccelerator
Vxla.XLAAccelerator
Icallbacks.batch_size_finder.BatchSizeFinder
Scallback.Callback
Theckpoint.Checkpoint
Sdevice_stats_monitor.DeviceStatsMonitor
Searly_stopping.EarlyStopping
u1Reason*
Sfinetuning.BackboneFinetuning
f1seFinetuning
Sgradient_accumulation_scheduler.GradientAccumulationScheduler
Slambda_function.LambdaCallback
Tr_finder.LearningRateFinder
Vmonitor.LearningRateMonitor
Smodel_checkpoint.ModelCheckpoint
Y1summary.ModelSummary
Son_exception_checkpoint.OnExceptionCheckpoint
Sprediction_writer.BasePredictionWriter
Uogress.progress_bar.ProgressBar
b1rich_progress.BatchesProcessedColumn
p1CustomBarColumn
v1InfiniteTask
v1TimeColumn
p1MetricsTextColumn
p1ProcessingSpeedColumn
p1RichProgressBar
Y2Theme
p1_RefreshThread
b1tqdm_progress.TQDMProgressBar
Uuning.ModelPruning
a1_LayerRef
Srich_model_summary.RichModelSummary
Sspike.SpikeDetection
Ttochastic_weight_avg.StochasticWeightAveraging
Sthroughput_monitor.ThroughputMonitor
Timer.Timer
Sweight_averaging.EMAWeightAveraging
j1WeightAveraging
Jore.datamodule.LightningDataModule
Nhooks.CheckpointHooks
TDataHooks
TModelHooks
Nmixins.hparams_mixin.HyperparametersMixin
Oodule.LightningModule
U_TrainerFabricShim
Noptimizer.LightningOptimizer
X1_MockOptimizer
Idemos.boring_classes.BoringDataModule
t1NoLen
j1Model
d1DemoModel
d1IterableBoringDataModule
d1ManualOptimBoringModel
d1Net
d1RandomDataset
k1ictDataset
j1IterableDataset
y1WithLen
Olstm.LightningLSTM
TSequenceSampler
UimpleLSTM
Omnist_datamodule.MNISTDataModule
f1_MNIST
Otransformer.Dictionary
a1LightningTransformer
a1PositionalEncoding
a1Transformer
a1WikiText2
Iloggers.comet.CometLogger
Rsv_logs.CSVLogger
Z1ExperimentWriter
Qlitlogger.LitLogger
Rogger.DummyLogger
X1Logger
Qmlflow.MLFlowLogger
Qneptune.NeptuneLogger
Qtensorboard.TensorBoardLogger
Qwandb.WandbLogger
Kops.evaluation_loop.RestartStage
e1_EvaluationLoop
Ofetchers._DataFetcher
j1Wrapper
c1LoaderIterDataFetcher
Y1PrefetchDataFetcher
Pit_loop.RestartStage
X1_FitLoop
Oloop._Loop
Ooptimization.automatic.Closure
s1Result
l1_AutomaticOptimization
b1closure.AbstractClosure
j1OutputResult
b1manual.ManualResult
i1_ManualOptimization
Oprediction_loop._PredictionLoop
Qogress._BaseProgress
a1tchProgress
Y1OptimizationProgress
f1erProgress
Y1ProcessedTracker
b1gress
Y1ReadyCompletedTracker
Y1SchedulerProgress
Z1tartedTracker
Otraining_epoch_loop.RestartStage
i1_TrainingEpochLoop
Ioverrides.distributed.UnrepeatedDistributedSampler
a2Wrapper
e1_IndexBatchSamplerWrapper
Iplugins.io.async_plugin.AsyncCheckpointIO
Twrapper._WrappingCheckpointIO
Qlayer_sync.LayerSync
b1TorchSyncBatchNorm
b1_BatchNormXd
Qprecision.amp.MixedPrecision
a1bitsandbytes.BitsandbytesPrecision
a1deepspeed.DeepSpeedPrecision
b1ouble.DoublePrecision
h1LightningDoublePrecisionModule
a1fsdp.FSDPPrecision
a1half.HalfPrecision
a1precision.Precision
a1transformer_engine.TransformerEnginePrecision
a1xla.XLAPrecision
Jrofilers.pytorch.RegisterRecordFunction
a1ScheduleWrapper
Iserve.servable_module.ServableModule
d1_validator.ServableModuleValidator
Jtrategies.ddp._DDPForwardRedirection
Tlaunchers.launcher._Launcher
d1multiprocessing._GlobalStateSnapshot
u1MultiProcessingLauncher
u1WorkerOutput*
d1subprocess_script._SubprocessScriptLauncher
d1xla._XLALauncher
Tstrategy._ForwardRedirection
Itrainer.connectors.accelerator_connector._AcceleratorConnector
b1callback_connector._CallbackConnector
c1heckpoint_connector._CheckpointConnector
b1data_connector._DataConnector
v1HookSelector
v1LoaderSource
b1logger_connector.fx_validator._FxValidator
l2._LogOptions
s1logger_connector._LoggerConnector
s1result._METRICS
_1etadata
-1ResultCollection
-1Sync
b1signal_connector._HandlersCompose
t1SignalConnector
Qstates.TrainerState
Qtrainer.Trainer
Juner.lr_finder._ExponentialLR
Z1LRCallback
b1Finder
a1inearLR
Otuning.Tuner
Iutilities.combined_loader.CombinedLoader
i1_CombinationMode
j1MaxSize
q1Cycle
k1inSize
k1odeIterator
j1Sequential
Sexceptions.SIGTERMException
d1_TunerExitException
Smigration.utils._RedirectingUnpickler
i1pl_legacy_patch
Todel_helpers._ModuleMode
Y1summary.model_summary.LayerSummary
u1ModelSummary
t1_deepspeed.DeepSpeedLayerSummary
h2Summary
Stypes.DistributedDataParallel
Y1LRSchedulerConfig
p1Type
Y1OptimizerConfig
h1LRSchedulerConfig
Y1_SizedIterable
`],
  ['sklearn 1.9.1', `
0sklearn._loss.link.BaseLink
JHalfLogitLink
JIdentityLink
Knterval
JLogLink
MitLink
JMultinomialLogit
Foss.AbsoluteError
KrrayAPILossMixin
JBaseLoss
JExponentialLoss
JHalfBinomialLoss
Z1ArrayAPI
NGammaLoss
NMultinomialLoss
c1ArrayAPI
NPoissonLoss
Y1ArrayAPI
NSquaredError
NTweedieLoss
Y1Identity
KuberLoss
JPinballLoss
8base.BaseEstimator
EiclusterMixin
DClassNamePrefixFeaturesOutMixin
IifierMixin
FusterMixin
DDensityMixin
DMetaEstimatorMixin
EultiOutputMixin
DOneToOneFeatureMixin
EutlierMixin
DRegressorMixin
DTransformerMixin
D_UnstableArchMixin
8calibration.CalibratedClassifierCV
SionDisplay
K_CalibratedClassifier
LSigmoidCalibration
LTemperatureScaling
Blback._base.AutoPropagatedCallback
NFitCallback
N_BaseCallback
Icallback_context.CallbackContext
Rsupport.CallbackSupportMixin
Iprogressbar.ProgressBar
URichProgressMonitor
Y1Task
U_StyledColumnMixin
b1PercentageColumn
b1TimeRemainingColumn
Iscoring_monitor.ScoringMonitorLog
Itransport.ListenerHandle*
9luster._affinity_propagation.AffinityPropagation
Igglomerative.AgglomerativeClustering
VFeatureAgglomeration
Hbicluster.BaseSpectral
RSpectralBiclustering
Z1Coclustering
Jrch.Birch
N_CFNode
Jsect_k_means.BisectingKMeans
W1_BisectingTree
Hdbscan.DBSCAN
Hfeature_agglomeration.AgglomerationTransform
Hhdbscan.hdbscan.HDBSCAN
Hkmeans.KMeans
OMiniBatchKMeans
O_BaseKMeans
Hmean_shift.MeanShift
Hoptics.OPTICS
Hspectral.SpectralClustering
9ompose._column_transformer.ColumnTransformer
a1make_column_selector
Htarget.TransformedTargetRegressor
Avariance._elliptic_envelope.EllipticEnvelope
Lmpirical_covariance.EmpiricalCovariance
Kgraph_lasso.BaseGraphicalLasso
W1GraphicalLasso
k1CV
Krobust_covariance.MinCovDet
Kshrunk_covariance.LedoitWolf
c1OAS
c1ShrunkCovariance
9ross_decomposition._pls.CCA
X1PLSCanonical
a1Regression
a1SVD
X1_PLS
8datasets._base.RemoteFileMetadata*
Iopenml.OpenMLError
9ecomposition._base._BasePCA
Ndict_learning.DictionaryLearning
b1MiniBatchDictionaryLearning
b1SparseCoder
b1_BaseSparseCoding
Nfactor_analysis.FactorAnalysis
Pstica.FastICA
Nincremental_pca.IncrementalPCA
Nkernel_pca.KernelPCA
Nlda.LatentDirichletAllocation
Nnmf.MiniBatchNMF
RNMF
R_BaseNMF
Npca.PCA
Nsparse_pca.MiniBatchSparsePCA
Y1SparsePCA
Y1_BaseSparsePCA
Ntruncated_svd.TruncatedSVD
9iscriminant_analysis.DiscriminantAnalysisPredictionMixin
ULinearDiscriminantAnalysis
UQuadraticDiscriminantAnalysis
9ummy.DummyClassifier
JRegressor
8ensemble._bagging.BaggingClassifier
X1Regressor
SseBagging
Kse.BaseEnsemble
N_BaseHeterogeneousEnsemble
Iforest.BaseForest
PExtraTreesClassifier
Z1Regressor
PForestClassifier
VRegressor
PRandomForestClassifier
b1Regressor
VTreesEmbedding
Igb.BaseGradientBoosting
LGradientBoostingClassifier
b1Regressor
Ihist_gradient_boosting.binning._BinMapper
f1common.MonotonicConstraint*
f1gradient_boosting.BaseHistGradientBoosting
x1HistGradientBoostingClassifier
l2Regressor
h1ower.TreeGrower
q1Node
f1splitting.SplitInfo
Iiforest.IsolationForest
Istacking.StackingClassifier
Z1Regressor
R_BaseStacking
Ivoting.VotingClassifier
VRegressor
P_BaseVoting
Iweight_boosting.AdaBoostClassifier
g1Regressor
Y1BaseWeightBoosting
9xceptions.ConvergenceWarning
JDataConversionWarning
NDimensionalityWarning
JEfficiencyWarning
KstimatorCheckFailedWarning
JFitFailedWarning
JInconsistentVersionWarning
JNotFittedError
JPositiveSpectrumWarning
JSkipTestWarning
JUndefinedMetricWarning
LsetMetadataPassedError
Aternals._arff.ArffDecoder
SEncoder
Txception
OBadAttributeFormat
a1Name
a1Type
RDataFormat
RLayout
RNominalFormatting
Y1Value
SumericalValue
RObject
RRelationFormat
RStringValue
OCOOData
OData
PenseGeneratorData
OEncodedNominalConversor
OLODData
RGeneratorData
ONominalConversor
O_DataListMixin
Jnumpydoc.docscrape.Parameter*
f1seError
c1Reader
Jpackaging._structures.InfinityType
f1NegativeInfinityType
Tversion.InvalidVersion
b1LegacyVersion
b1Version
b1_BaseVersion
c1Version*
Iarray_api_compat.common._aliases.UniqueAllResult*
v1CountsResult*
v1InverseResult*
h1helpers._ClsToXPInfo*
q1dask_device
h1linalg.EigResult*
r1hResult*
o1QRResult*
o1SVDResult*
p1logdetResult*
h1typing.Capabilities
o1DTypesAll
u1Bool
u1Complex
u1Integral
u1Numeric
u1Real
u1Signed
u1Unsigned
p1efaultDTypes
o1HasShape
o1JustComplex
s1Float
s1Int
o1NestedSequence
o1SupportsArrayNamespace
Sextra._at._AtOp*
d1Undef*
Z1lib._helpers._AutoJITWrapper
Y1testing._testing._CountingDaskScheduler
q1Deprecated*
8feature_extraction._dict_vectorizer.DictVectorizer
Shash.FeatureHasher
Rimage.PatchExtractor
Rtext.CountVectorizer
W1HashingVectorizer
W1TfidfTransformer
b1Vectorizer
W1_VectorizerMixin
Gselection._base.SelectorMixin
Rfrom_model.SelectFromModel
Rrfe.RFE
Y1CV
Rsequential.SequentialFeatureSelector
Runivariate_selection.GenericUnivariateSelect
m1SelectFdr
t1pr
t1we
s1KBest
s1Percentile
m1_BaseFilter
Rvariance_threshold.VarianceThreshold
9rozen._frozen.FrozenEstimator
8gaussian_process._gpc.GaussianProcessClassifier
U_BinaryGaussianProcessClassifierLaplace
Sr.GaussianProcessRegressor
Pkernels.Exponentiation
X1GenericKernelMixin
X1KernelOperator
X1NormalizedKernelMixin
X1Product
X1StationaryKernelMixin
Y1um
8impute._base.MissingIndicator
LSimpleImputer
L_BaseImputer
Giterative.IterativeImputer
Q_ImputerTriplet*
Gknn.KNNImputer
9nspection._plot.decision_boundary.DecisionBoundaryDisplay
Ppartial_dependence.PartialDependenceDisplay
8kernel_approximation.AdditiveChi2Sampler
TNystroem
TPolynomialCountSketch
TRBFSampler
TSkewedChi2Sampler
Fridge.KernelRidge
8linear_model._base.LinearClassifierMixin
X1Model
X1Regression
RMultiOutputLinearModel
RSparseCoefMixin
Oyes.ARDRegression
SBayesianRidge
Mcoordinate_descent.ElasticNet
p1CV
f1Lasso
k1CV
g1inearModelCV
f1MultiTaskElasticNet
y1CV
o1Lasso
t1CV
Mglm._newton_solver.NewtonCholeskySolver
l1Solver
Qglm.GammaRegressor
UPoissonRegressor
UTweedieRegressor
U_GeneralizedLinearRegressor
Mhuber.HuberRegressor
Mleast_angle.Lars
c1CV
a1ssoLars
h1CV
h1IC
Ninear_loss.LinearModelLoss
Nogistic.LogisticRegression
n1CV
V_LbfgsCallbackBridge
Momp.OrthogonalMatchingPursuit
p1CV
Mperceptron.Perceptron
Mquantile.QuantileRegressor
Mransac.RANSACRegressor
Nidge.Ridge
X1CV
Y1lassifier
h1CV
S_BaseRidge
c1CV
TIdentityClassifier
b1Regressor
TRidgeClassifierMixin
Y1GCV
Mstochastic_gradient.BaseSGD
n1Classifier
n1Regressor
g1SGDClassifier
j1OneClassSVM
j1Regressor
g1_ValidationScoreCallback
Mtheil_sen.TheilSenRegressor
8manifold._classical_mds.ClassicalMDS
Iisomap.Isomap
Ilocally_linear.LocallyLinearEmbedding
Imds.MDS
Ispectral_embedding.SpectralEmbedding
It_sne.TSNE
9etrics._pairwise_distances_reduction._dispatcher.ArgKmin
X2ClassMode
w1BaseDistancesReductionDispatcher
w1RadiusNeighbors
f2ClassMode
Ilot.confusion_matrix.ConfusionMatrixDisplay
Mdet_curve.DetCurveDisplay
Mprecision_recall_curve.PrecisionRecallDisplay
Mregression.PredictionErrorDisplay
Noc_curve.RocCurveDisplay
Hscorer._BaseScorer
PCurveScorer
PMultimetricScorer
PPassthroughScorer
PScorer
9ixture._base.BaseMixture
Jyesian_mixture.BayesianGaussianMixture
Hgaussian_mixture.GaussianMixture
9odel_selection._classification_threshold.BaseThresholdClassifier
o1FixedThresholdClassifier
o1TunedThresholdClassifierCV
Pplot.LearningCurveDisplay
UValidationCurveDisplay
U_BaseCurveDisplay
Psearch.BaseSearchCV
W1GridSearchCV
W1ParameterGrid
f1Sampler
W1RandomizedSearchCV
V_successive_halving.BaseSuccessiveHalving
p1HalvingGridSearchCV
w1RandomSearchCV
p1_SubsampleMetaSplitter
Qplit.BaseCrossValidator
Z1ShuffleSplit
VGroupKFold
a1ShuffleSplit
a1sConsumerMixin
VKFold
VLeaveOneGroupOut
d1Out
a1PGroupsOut
b1Out
VPredefinedSplit
VRepeatedKFold
d1StratifiedKFold
VShuffleSplit
W1tratifiedGroupKFold
f1KFold
f1ShuffleSplit
VTimeSeriesSplit
V_BaseKFold
W1CVIterableWrapper
W1RepeatedSplits
W1UnsupportedGroupCVMixin
9ulticlass.OneVsOneClassifier
ORestClassifier
KutputCodeClassifier
J_ConstantPredictor
Doutput.ClassifierChain
KMultiOutputClassifier
VRegressor
KRegressorChain
K_BaseChain
LMultiOutputEstimator
8naive_bayes.BernoulliNB
KCategoricalNB
LomplementNB
KGaussianNB
KMultinomialNB
K_BaseDiscreteNB
PNB
9eighbors._base.KNeighborsMixin
ONeighborsBase
ORadiusNeighborsMixin
Jclassification.KNeighborsClassifier
Y1RadiusNeighborsClassifier
Jgraph.KNeighborsTransformer
PRadiusNeighborsTransformer
Jkde.KernelDensity
Jlof.LocalOutlierFactor
Jnca.NeighborhoodComponentsAnalysis
Kearest_centroid.NearestCentroid
Jregression.KNeighborsRegressor
URadiusNeighborsRegressor
Junsupervised.NearestNeighbors
Aural_network._multilayer_perceptron.BaseMultilayerPerceptron
k1MLPClassifier
n1Regressor
Orbm.BernoulliRBM
Ostochastic_optimizers.AdamOptimizer
k1BaseOptimizer
k1SGDOptimizer
8pipeline.FeatureUnion
HPipeline
9reprocessing._data.Binarizer
SKernelCenterer
SMaxAbsScaler
TinMaxScaler
SNormalizer
SPowerTransformer
SQuantileTransformer
SRobustScaler
SStandardScaler
Oiscretization.KBinsDiscretizer
Nencoders.OneHotEncoder
X1rdinalEncoder
W1_BaseEncoder
Nfunction_transformer.FunctionTransformer
Nlabel.LabelBinarizer
Y1Encoder
TMultiLabelBinarizer
Npolynomial.PolynomialFeatures
Y1SplineTransformer
Ntarget_encoder.TargetEncoder
8random_projection.BaseRandomProjection
QGaussianRandomProjection
QSparseRandomProjection
8semi_supervised._label_propagation.BaseLabelPropagation
h1LabelPropagation
m1Spreading
Pself_training.SelfTrainingClassifier
9vm._base.BaseLibSVM
MSVC
Dclasses.LinearSVC
TR
LNuSVC
PR
LOneClassSVM
LSVC
NR
8tree._classes.BaseDecisionTree
MDecisionTreeClassifier
Y1Regressor
MExtraTreeClassifier
VRegressor
Eexport.Sentinel
L_BaseTreeExporter
MDOTTreeExporter
MMPLTreeExporter
Ereingold_tilford.DrawTree
VTree
8utils._array_api.NamespaceAndDevice*
Gvailable_if._AvailableIfDescriptor
Fbunch.Bunch
Fcython_blas.BLAS_Order*
W1Trans*
Fencode.MissingValues*
M_nandict
Fisfinite.FiniteStatus*
Fmetadata_requests.MetadataRequest
a1hodMetadataRequest
d1Pair*
X1RequestMethod
Y1outerMappingPair*
X1_MetadataRequester
Y1RoutingNotSupportedMixin
Gocking.ArraySlicingWrapper
NCheckingClassifier
NMockDataFrame
NNoSampleWeightWrapper
N_MockEstimatorOnOffPrediction
Fparam_validation.HasMethods
X1idden
W1Interval
Y1validParameterError
W1MissingValues
W1Options
W1RealNotInt
W1StrOptions
W1_ArrayLikes
X1Booleans
X1CVObjects
Y1allables
Y1onstraint
X1InstancesOf
Y1terablesNotString
X1NanConstraint
Y1oneConstraint
X1PandasNAConstraint
X1RandomStates
X1SparseMatrices
X1VerboseHelper
Glotting._BinaryClassifierCurveDisplayMixin
Gprint.KeyValTuple
X1Param
M_EstimatorPrettyPrinter
Frepr_html.base.ReprHTMLMixin
U_HTMLDocumentationLinkMixin
VIDCounter
Pestimator._VisualBlock
Fset_output.ContainerAdapterProtocol
g1sManager
QPandasAdapter
RolarsAdapter
Q_SetOutputMixin
Ftags.ClassifierTags
KInputTags
KRegressorTags
KTags
MrgetTags
LransformerTags
Edeprecation.deprecated
Eestimator_checks._NotAnArray
Emetaestimators._BaseComposition
Eoptimize._LineSearchError
Eparallel.Parallel
N_FuncWrapper
`],
  ['stable_baselines3 2.9.2', `
0stable_baselines3.a2c.a2c.A2C
Icommon.atari_wrappers.AtariWrapper
e1ClipRewardEnv
e1EpisodicLifeEnv
e1FireResetEnv
e1MaxAndSkipEnv
e1NoopResetEnv
e1StickyActionEnv
e1WarpFrame
Pbase_class.BaseAlgorithm
Pcallbacks.BaseCallback
Z1CallbackList
a1heckpointCallback
a1onvertCallback
Z1EvalCallback
b1entCallback
c1ryNTimesteps
Z1LogEveryNTimesteps
Z1ProgressBarCallback
Z1StopTrainingOnMaxEpisodes
n1NoModelImprovement
n1RewardThreshold
Pdistributions.BernoulliDistribution
d1CategoricalDistribution
d1DiagGaussianDistribution
f1stribution
d1MultiCategoricalDistribution
d1SquashedDiagGaussianDistribution
e1tateDependentNoiseDistribution
d1TanhBijector
Penvs.bit_flipping_env.BitFlippingEnv
Uidentity_env.FakeImageEnv
h1IdentityEnv
s1Box
s1MultiBinary
x1Discrete
Umulti_input_envs.SimpleMultiObsEnv
Plogger.CSVOutputFormat
W1Figure
X1ormatUnsupportedError
W1HParam
X1umanOutputFormat
W1Image
W1JSONOutputFormat
W1KVWriter
W1Logger
W1SeqWriter
W1TensorBoardOutputFormat
W1Video
Pmonitor.LoadMonitorResultsError
X1Monitor
X1ResultsWriter
Pnoise.ActionNoise
VNormalActionNoise
VOrnsteinUhlenbeckActionNoise
VVectorizedActionNoise
Poff_policy_algorithm.OffPolicyAlgorithm
Qn_policy_algorithm.OnPolicyAlgorithm
Ppolicies.ActorCriticCnnPolicy
j1Policy
Y1BaseModel
c1Policy
Y1ContinuousCritic
Y1MultiInputActorCriticPolicy
Psb2_compat.rmsprop_tf_like.RMSpropTFLike
Ptorch_layers.BaseFeaturesExtractor
c1CombinedExtractor
c1FlattenExtractor
c1MlpExtractor
c1NatureCNN
Qype_aliases.DictReplayBufferSamples*
h1olloutBufferSamples*
c1PolicyPredictor
c1ReplayBufferSamples*
d1olloutBufferSamples*
j1Return*
c1TrainFreq*
l1uencyUnit*
Putils.ConstantSchedule
VFloatSchedule
VLinearSchedule
Pvec_env.base_vec_env.VecEnv
X1dummy_vec_env.DummyVecEnv
X1subproc_vec_env.SubprocVecEnv
X1vec_normalize.VecNormalize
Iddpg.ddpg.DDPG
Jqn.dqn.DQN
Mpolicies.CnnPolicy
VDQNPolicy
VMultiInputPolicy
VQNetwork
Iher.goal_selection_strategy.GoalSelectionStrategy*
Ippo.ppo.PPO
Isac.policies.Actor
VCnnPolicy
VMultiInputPolicy
VSACPolicy
Msac.SAC
Itd3.policies.Actor
VCnnPolicy
VMultiInputPolicy
VTD3Policy
Mtd3.TD3
`],
  ['timm 1.0.31', `
0timm.data.auto_augment.AugMixAugment
QmentOp
PtoAugment
NRandAugment
Adataset.AugMixDataset
IIterableImageDataset
H_info.CustomDatasetInfo
NDatasetInfo
Y1LabelMapper
NLabelMappingCoverage*
Bistributed_sampler.OrderedDistributedSampler
URepeatAugSampler
Aimagenet_info.ImageNetInfo
Aloader.PrefetchLoader
H_RepeatSampler
Amixup.FastCollateMixup
GMixup
Anaflex_dataset.NaFlexCollator
VMapDatasetWrapper
Hloader.NaFlexPrefetchLoader
Hmixup.NaFlexMixup
Hrandom_erasing.PatchRandomErasing
Htransforms.CenterCropToSequence
SPatchify
SRandomCropToSequence
Y1ResizedCropToSequence
TesizeKeepRatioToSequence
Y1ToSequence
Arandom_erasing.RandomErasing
Beaders.reader.Reader
O_image_in_tar.TarState
Pwds.ResampledShards2
TSplitInfo
TWdsTargetKeyError
Ishared_count.SharedCount
Dl_labels.RealLabelsImagenet
Ascheduled_sampler.ScheduledBatchSampler
b1TransformDataset
Atarget_transforms.MultiLabelTarget
Bransforms.CenterCropOrPad
LMaybePILToTensor
QToTensor
LRandomCropOrPad
RPad
RResizedCropAndInterpolation
MesizeKeepRatio
LToNumpy
NTensor
MrimBorder
5layers.activations.GELU
STanh
OHardMish
SSigmoid
Twish
OMish
OPReLU
OQuickGELU
OSigmoid
Pwish
OTanh
N_me.HardMishMe
VSigmoidMe
W1wishMe
RMishMe
RSwishMe
Ddaptive_avgmax_pool.AdaptiveAvgMaxPool2d
f1CatAvgMaxPool2d
X1FastAdaptiveAvgMaxPool
m1Pool
j1CatAvgMaxPool
j1MaxPool
X1SelectAdaptivePool2d
Dttention.Attention
VRope
L2d.Attention2d
OMultiQueryAttention2d
h1V2
L_pool.AttentionPoolLatent
e1Prr
Q2d.AttentionPool2d
TRotAttentionPool2d
Cblur_pool.BlurPool2d
Dottleneck_attn.BottleneckAttn
SPosEmbedRel
Ccbam.CbamModule
IhannelAttn
HLightCbamModule
NhannelAttn
MSpatialAttn
HSpatialAttn
Dlassifier.ClNormMlpClassifierHead
PassifierHead
NNormMlpClassifierHead
Dond_conv2d.CondConv2d
Ffig.set_exportable
Nlayer_config
Nno_jit
Nscriptable
Fv2d_same.Conv2dSame
Y1Export
G_bn_act.ConvNormAct
Eord_attn.CoordAttn
NEfficientLocalAttn
NSimpleCoordAttn
OtripAttn
Cdiff_attention.DiffAttention
Drop.DropBlock2d
LPath
Ceca.CecaModule
GEcaModule
Dvo_norm.EvoNorm2dB0
V1
V2
US0
W1a
V1
W1a
V2
W1a
Cfilter_response_norm.FilterResponseNormAct2d
p1Tlu2d
Dormat.Format*
Cgather_excite.GatherExcite
Dlobal_context.GlobalContext
Drn.GlobalResponseNorm
Chalo_attn.HaloAttn
MPosEmbedRel
Dybrid_embed.HybridEmbed
a1WithSize
Cinplace_abn.InplaceAbn
Eterpolate.RegularGridInterpolator
Clambda_layer.LambdaLayer
Eyer_scale.LayerScale
Y12d
Dinear.Linear
Cmedian_pool.MedianPool2d
Dixed_conv2d.MixedConv2d
Dl_decoder.MLDecoder
NTransformerDecoderLayerOptimal
Ep.ConvMlp
GGatedMlp
HlobalResponseNormMlp
IuMlp
GMlp
GSwiGLU
Cnon_local_attn.BatNonLocalAttn
SilinearAttnTransform
RNonLocalAttn
Erm.GroupNorm
Q1
HLayerNorm
Q2d
SFp32
QExp2d
QFp32
HRmsNorm
O2d
QFp32
OFp32
HSimpleNorm
R2d
TFp32
RFp32
G_act.BatchNormAct2d
LFrozenBatchNormAct2d
LGroupNorm1Act
UAct
LLayerNormAct
X12d
Z1Fp32
X1Fp32
LRmsNormAct
V2d
X1Fp32
VFp32
LSyncBatchNormAct
Cother_pool.LsePlus1d
U2d
NSimPool1d
U2d
Cpatch_dropout.PatchDropout
c1WithIndices
Iembed.PatchEmbed
Y1Interpolator
Y1ResamplerFixedOrigSize
Y1WithSize
Dool2d_same.AvgPool2dSame
OMaxPool2dSame
Es_embed_rel.RelPosBias
a1Tf
W1Mlp
Msincos.FourierEmbed
TRotaryEmbedding
i1Cat
i1DinoV3
i1MRope
j1ixed
T_RotaryEmbeddingBase
Cselective_kernel.SelectiveKernel
i1Attn
Eparable_conv.SeparableConv2d
e1NormAct
Dpace_to_depth.DepthToSpace
RSpaceToDepth
Elit_attn.RadixSoftmax
NSplitAttn
Ibatchnorm.SplitBatchNorm2d
Dqueeze_excite.EffectiveSEModule
RSEModule
SqueezeExciteCl
Dtd_conv.ScaledStdConv2d
a1Same
MtdConv2d
USame
Ctest_time_pool.TestTimePoolHead
6oss.asymmetric_loss.AsymmetricLossMultiLabel
e1SingleLabel
Abinary_cross_entropy.BinaryCrossEntropy
Across_entropy.LabelSmoothingCrossEntropy
OSoftTargetCrossEntropy
Adistribution_balanced_loss.DistributionBalancedLoss
Ajsd.JsdCrossEntropy
Apoly_loss.PolyBinaryCrossEntropy
OCrossEntropy
Atwo_way_loss.TwoWayLoss
Azlpr_loss.ZlprLoss
5models._efficientnet_blocks.CondConvResidual
a1vBnAct
X1DepthwiseSeparableConv
X1EdgeResidual
X1InvertedResidual
X1MobileAttention
X1SqueezeExcite
X1UniversalInvertedResidual
Ruilder.EfficientNetBuilder
Dfeatures.FeatureDictNet
TGetterNet
THookNet
X1s
TInfo
TListNet
L_fx.FeatureGraphNet
PGraphExtractNet
Dpretrained.DefaultCfg
OPretrainedCfg
Cbeit.Attention
HBeit
Ilock
HRelativePositionBias
Dyobnet.BasicBlock
LottleneckBlock
LyoBlockCfg
NModelCfg
NbNet
KDarkBlock
LownsampleAvg
KEdgeBlock
KLayerFn
KMobileOneBlock
KRepVggBlock
KSelfAttnBlock
Ltem
Ccait.Cait
IlassAttn
HLayerScaleBlock
W1ClassAttn
HTalkingHeadAttn
Doat.CoaT
JnvPosEnc
LRelPosEnc
HFactorAttnConvRelPosEnc
HParallelBlock
HSerialBlock
Envit.Block
JConVit
JGPSA
JMHSA
Gmixer.ConvMixer
MResidual
Gnext.ConvNeXt
TBlock
TStage
LDownsample
Dpubone.CPUBone
RBlock
LlsHead
LonvAttention
OLayer
KFusedMBConv
KLinearLayer
KMBConv
KResidualBlock
Drossvit.CrossAttention
Z1Block
QVit
LMultiScaleBlock
LPatchEmbed
Dsatv2.Block
JCSATv2
JDct1d
M2d
OStats
JLearnableDct2d
JPosConv
JSpatialAttention
QTransformerBlock
JTransformerBlock
Epnet.BottleneckBlock
JCrossStage
T3
KspModelCfg
MNet
MStagesCfg
OemCfg
JDarkBlock
NStage
JEdgeBlock
Hxt.CspNext
RBlock
RLayer
KDepthwiseSeparableConv
KSPPBottleneck
Cdavit.ChannelAttention
Y1V2
PBlock
JonvPosEnc
IDaVit
NStage
Jownsample
ISpatialBlock
Jtem
IWindowAttention
Deepseek_vit.DeepseekVitAligner
a1Block
a1Classifier
a1Encoder
Eit.VisionTransformerDistilled
Ensenet.DenseBlock
QLayer
QNet
QTransition
Dla.DLA
HlaBasic
Kottle2neck
Pneck
JRoot
JTree
Dpn.BnAct
LConv2d
GDPN
HualPathBlock
Cedgenext.ConvBlock
MrossCovarianceAttn
LEdgeNeXt
TStage
LPositionalEncodingFourier
LSplitTransposeBlock
Dfficientformer.Attention
SConvMlpWithNorm
SDownsample
SEfficientFormer
h1Stage
SFlat
SMetaBlock1d
b12d
SPooling
SStem4
R_v2.Attention2d
g1Downsample
VConvMlpWithNorm
Z1Norm
VDownsample
VEfficientFormerV2
m1Block
m1Stage
VLocalGlobalQuery
VStem4
Lnet.EfficientNet
b1Features
Lvim.ConvLayer1d
Y12d
PEfficientViM
b1Block
b1Distilled
b1Stage
PFFN
PHSMSSD
PPatchMerging
PStem
Nt_mit.ClassifierHead
UonvBlock
X1NormAct
TDSConv
TEfficientVit
f1Block
f1Large
k1Stage
f1Stage
TFusedMBConv
TLiteMLA
TMBConv
TResidualBlock
TStem
Qsra.CascadedGroupAttention
VonvMlp
Y1Norm
UEfficientVitBlock
g1Msra
g1Stage
ULocalWindowAttention
UNormLinear
UPatchEmbedding
Z1Merging
UResidualDrop
Dva.Eva
JAttention
JBlock
OPostNorm
Cfasternet.Block
MFasterNet
MMLPBlock
MPartial_conv3
OtchEmbed
RMerging
Gvit.Attention
TBlock
KConvMlp
KFastVit
RStage
KLayerScale2d
KMobileOneBlock
KPatchEmbed
KRepConditionalPosEnc
NMixer
SBlock
NaramLargeKernelConv
Docalnet.Downsample
LFocalModulation
QNet
TBlock
TStage
Cgcvit.Downsample2d
IFeatureBlock
IGlobalContextVit
Y1Block
Y1Stage
IMbConvBlock
IStem
IWindowAttentionGlobal
Demma4_vit.Gemma4Attention
TBlock
TClippableLinear
TGatedMlp
TPatchEmbed
TRotaryEmbedding2D
TVisionPooler
VtClassifier
W1Encoder
Dhostnet.GhostBottleneck
a1V3
QModule
W1V2
X13
QNet
Chgnet.ClassifierHead
JonvBNAct
IEseModule
IHighPerfGpuBlock
TNet
TStage
ILearnableAffineBlock
JightConvBNAct
IStemV1
N2
Diera.Hiera
NBlock
IMaskUnitAttention
IPatchEmbed
IReroll
IUnroll
Hdet_sam2.HieraDet
VPatchEmbed
QMultiScaleAttention
a1Block
Drnet.HighResolutionModule
W1Net
Z1Features
ISequentialList
Ciformer.ConvBlock
ONorm
KFFN
KIFormer
KNormLinear
KRepCPE
NVitClassifier
Msidual
KSHMA
OBlock
LtageBlock
Mem
Dnception_next.ConvMlp
RInceptionDWConv2d
RMetaNeXt
Z1Block
Z1Stage
SlpClassifierHead
Mresnet_v2.Block17
b135
b18
W1InceptionResnetV2
W1Mixed_5b
c16a
c17a
Mv3.InceptionA
Z1ux
Y1B
Y1C
Y1D
Y1E
Y1V3
N4.InceptionA
Y1B
Y1C
Y1V4
PMixed3a
U4a
U5a
PReductionA
Y1B
Clcnetv2.LCNetV2
KRepDepthwiseSeparable
Devit.Attention
RDownsample
IConvNorm
IDownsample
ILevit
NBlock
NDistilled
Oownsample
NMlp
NStage
JinearNorm
INormLinear
IStem16
M8
Dowformer.ConvAttention
QLayer
MFusedMBConv
MLowFormer
VBlock
MMBConv
MResidualBlock
Cmambaout.Downsample
VNormFirst
LGatedConvBlock
LMambaOut
TStage
MlpHead
LStem
Exxvit.Attention2d
TCl
KConvNeXtBlock
KDownsample2d
KMaxxVit
RBlock
RCfg
SonvCfg
RStage
RTransformerCfg
LbConvBlock
KParallelMaxxVitBlock
SPartitionAttention
NtitionAttention2d
c1Cl
KStem
KTransformerBlock2d
Detaformer.Attention
NDownsampling
NGroupNorm1NoBias
NLayerNorm2dNoBias
W1NoBias
NMetaFormer
X1Block
X1Stage
OlpHead
NPooling
NScale
OepConv
OquaredReLU
OtarReLU
Pem
Dlp_mixer.Affine
MMixerBlock
NlpMixer
MResBlock
MSpatialGatingBlock
Z1Unit
Dobilenetv3.MobileNetV3
Z1Features
M5.MobileNetV5
Z1Encoder
Z1MultiScaleFusionAdapter
Ivit.LinearSelfAttention
STransformerBlock
MMobileVitBlock
VV2Block
Dvitv2.MultiScaleAttention
c1PoolFirst
TBlock
TVit
W1Cfg
W1Stage
JPatchEmbed
Cnaflexvit.NaFlexEmbeds
SRopeIterator
SVit
VCfg
Esnet.ActConvBn
JBranchSeparables
JCellStem0
R1
JFirstCell
JNASNetALarge
KormalCell
JReductionCell0
W11
JSeparableConv2d
Dest.Attention
HConvPool
HNest
LLevel
HTransformerLayer
Extvit.ConvAttention
ONormAct
KEfficientAttention
KNextConvBlock
OStage
OTransformerBlock
OViT
KPatchEmbed
Dfnet.DownsampleAvg
IGammaAct
INfCfg
JormFreeBlock
QNet
Cpit.ConvEmbedding
GPooling
NVisionTransformer
GSequentialTuple
GTransformer
Dnasnet.ActConvBn
KBranchSeparables
KCell
OBase
OStem0
KFactorizedReduction
KPNASNet5Large
KSeparableConv2d
Dvt_v2.Attention
JBlock
JMlpWithDepthwiseConv
JOverlapPatchEmbed
JPyramidVisionTransformerStage
h1V2
Cqwen3_vit.Qwen3VitClassifier
UEncoder
UPatchMerger
Crdnet.Block
NESE
IDenseBlock
NStage
IRDNet
Degnet.Bottleneck
JPreBottleneck
JRegNet
PCfg
MStage
Epghost.RepGhostBottleneck
TModule
TNet
Fvit.ConvNorm
JNormLinear
JRepVggDw
NiTBlock
Ot
PClassifier
PDownsample
PMlp
PStage
Rem
Es2net.Bottle2neck
Fnest.ResNestBottleneck
Ht.BasicBlock
Kottleneck
JResNet
Iv2.Bottleneck
LDownsampleAvg
VConv
LPreActBasic
Sottleneck
LResNetStage
RV2
Exnet.LinearBottleneck
JRexNet
Cselecsls.SelecSls
TBlock
QtSeq
NquentialList
Enet.Bottleneck
ISEBottleneck
KModule
KNet
KResNeXtBottleneck
PtBlock
Rottleneck
Equencer.Downsample2d
MLSTM2d
MRNN2dBase
PIdentity
MSequencer2d
X1Block
X1Stage
Nhuffle
Dhvit.BasicBlock
IConv2dNorm
IFFN
INormLinear
IPatchMerging
IResidual
ISHSA
KViT
JtageBlock
Dknet.SelectiveKernelBasic
Y1ottleneck
Dtarnet.Block
KConvBN
KStarNet
Dwiftformer.Block
OConvEncoder
OEfficientAdditiveAttention
Pmbedding
OLayerScale2d
PocalRepresentation
OMlp
OStage
PwiftFormer
Fn_transformer.PatchMerging
TSwinTransformer
i1Block
i1Stage
TWindowAttention
S_v2.PatchMerging
W1SwinTransformerV2
n1Block
n1Stage
W1WindowAttention
V_cr.PatchEmbed
e1Merging
Z1SwinTransformerV2Cr
s1Block
s1Stage
Z1WindowMultiHeadAttention
Ctiny_vit.Attention
LConvLayer
PNorm
LMBConv
LNormMlp
LPatchEmbed
QMerging
LTinyVit
SBlock
SStage
Dnt.Attention
GBlock
GPixelEmbed
GTNT
Dresnet.BasicBlock
Lottleneck
KTResNet
Dwins.Block
IGlobalSubSampleAttn
ILocallyGroupedAttn
IPatchEmbed
JosConv
ITwins
Cvgg.ConvMlp
GVGG
Disformer.Attention
MBlock
MSpatialMlp
MVisformer
Fion_transformer.Block
VDiffParallelScalingBlock
VParallelScalingBlock
d1ThingsBlock
VResPostBlock
VVisionTransformer
U_hybrid.ConvStem
Vrelpos.RelPosAttention
i1Block
e1sPostRelPosBlock
c1VisionTransformerRelPos
Vsam.Attention
Z1Block
Z1VisionTransformerSAM
Etamin.Downsample2d
KGeGluMlp
KMbConvLNBlock
QStages
KStem
MridedConv
KVitCfg
OonvCfg
Dolo.Attention
HClassAttention
MBlock
HDownsample
HOutlookAttention
Oer
HPatchEmbed
HTransformer
HVOLO
Evnet.OsaBlock
MStage
JSequentialAppendList
JVovNet
Cxception.Block
LSeparableConv2d
LXception
K_aligned.PreSeparableConv2d
W1XceptionModule
TSeparableConv2d
TXceptionAligned
b1Module
Eit.ClassAttentionBlock
IonvPatchEmbed
HLPI
HPositionalEncodingFourier
HXCA
KBlock
Icit
5optim._optim_factory.OptimizerRegistry
Ctypes.OptimizerCallable
Badabelief.AdaBelief
Efactor.Adafactor
Ehessian.Adahessian
Emp.AdamP
En.Adan
GMultiTensorApply
Blars.Lars
Cookahead.Lookahead
Bmadgrad.MADGRAD
Drs.Mars
Cuon.Muon
Bnadam.NAdamLegacy
Bradam.RAdamLegacy
Bsgdp.SGDP
5scheduler.cosine_lr.CosineLRScheduler
Fmultistep_lr.MultiStepLRScheduler
Fplateau_lr.PlateauLRScheduler
Goly_lr.PolyLRScheduler
Fscheduler.Scheduler
Gtep_lr.StepLRScheduler
Ftanh_lr.TanhLRScheduler
Fwsd_lr.WSDLRScheduler
5task.classification.ClassificationTask
PMultiLabelClassificationTask
Adistillation.DistillationTeacher
NFeatureDistillationTask
h1rainableModule
NLogitDistillationTask
Atask.TrainingTask
Boken_distillation.TokenDistillationTask
5utils.attention_extract.AttentionExtract
Bcheckpoint_saver.CheckpointSaver
Cuda.ApexScaler
GNativeScaler
Blog.FormatterNoInfo
Bmetrics.AverageMeter
Cisc.ParseKwargs
Codel.ActivationStatsHook
`],
  ['torch 1.13.0a0', `
0torch._prims.context.NvfuserPrimsMode
LTorchRefsNvfuserCapabilityMode
Dnvfuser_executor.NvfuserGraphModule
b1PrimOperatorSupport
UPartitionedInterpreter
7subclasses.meta_utils.WeakTensorRefKey
6ao.quantization.fx.fusion_patterns.DefaultFuseHandler
f1FuseHandler
Ptracer.Scope
Mquantize_fx.Scope
d1ContextManager
9sparsity._experimental.activation_sparsifier.activation_sparsifier.ActivationSparsifier
W1data_scheduler.base_data_scheduler.BaseDataScheduler
c1parsifier.base_data_sparsifier._Container
W1pruner.base_pruner.BasePruner
d1parametrization.ActivationReconstruction
t1BiasHook
t1PruningParametrization
t1ZeroesParametrization
Ischeduler.base_scheduler.BaseScheduler
Scubic_scheduler.CubicSL
Slambda_scheduler.LambdaSL
Jparsifier.base_sparsifier.BaseSparsifier
Tnearly_diagonal_sparsifier.NearlyDiagonalSparsifier
Tutils.FakeSparsity
Tweight_norm_sparsifier.WeightNormSparsifier
7utograd.forward_ad._UnpackedDualTensor*
Fgrad_mode._DecoratorContextManager
6backends.cudnn.rnn.Unserializable
6cuda.OutOfMemoryError
B_LazySeedTracker
Cutils._CUDAGraph
KudaDeviceProperties
NEventBase
NStreamBase
Jcuda_isCurrentStreamCapturing
Jgraph_pool_handle
Bamp.grad_scaler.OptState*
R_MultiDeviceReplicator
6distributed._spmd.comm_tensor._CommResult
Ipipeline.sync.batchnorm.DeferredBatchNorm
W1checkpoint.Checkpointing
i1ontext
h1Function
X1opy.Context
W1microbatch.Batch
h1NoChunk
W1pipe.BalanceError
b1Pipe
f1Sequential
b1WithDevice
a1line.Pipeline
W1skip.layout.SkipLayout
b1namespace.Namespace
b1portal.Context
i1Portal
b1skippable.Skippable
l1pop
l1stash
b1tracker.SkipTracker
u1ThroughPotals
X1tream.CPUStreamType
W1worker.Task
6fx.experimental.proxy_tensor.ProxySymDispatchMode
9passes.backends.nvfuser.NvFuserBackend
e1OperatorSupport
6nn.intrinsic.qat.modules.conv_fused.ConvBn1d
m12d
m13d
m1ReLU1d
q12d
q13d
k1ReLU1d
o12d
o13d
g1_ConvBnNd
Vlinear_fused.LinearBn1d
c1relu.LinearReLU
Kuantized.dynamic.modules.linear_relu.LinearReLU
Tmodules.bn_relu.BNReLU2d
p13d
b1linear_relu.LinearReLU
6onnx.ExportTypes
BJitScalarType*
B_experimental.ExportOptions
Forter_states.RuntimeTypeCheckState*
SSymbolicContext
Cglobals._InternalGlobals
Cinternal.diagnostics._diagnostic.ExportDiagnostic
z1Engine
Y1rules._POERules
X1infra._infra.Diagnostic
u1Context
u1Options
k1Invocation
k1Level*
l1ocation
k1RuleCollection
k1Stack
k1Tag*
d1engine.DiagnosticEngine
d1sarif._address.Address
l1rtifact.Artifact
s1_change.ArtifactChange
u1ontent.ArtifactContent
t1location.ArtifactLocation
l1ttachment.Attachment
k1code_flow.CodeFlow
m1nfiguration_override.ConfigurationOverride
n1version.Conversion
k1edge.Edge
o1_traversal.EdgeTraversal
l1xception.Exception
m1ternal_properties.ExternalProperties
-1y_file_reference.ExternalPropertyFileReference
k2s.ExternalPropertyFileReferences
k1fix.Fix
k1graph.Graph
p1_traversal.GraphTraversal
k1invocation.Invocation
k1location.Location
s1_relationship.LocationRelationship
m1gical_location.LogicalLocation
k1message.Message
l1ultiformat_message_string.MultiformatMessageString
k1node.Node
m1tification.Notification
k1physical_location.PhysicalLocation
l1roperty_bag.PropertyBag
k1rectangle.Rectangle
m1gion.Region
m1placement.Replacement
n1orting_configuration.ReportingConfiguration
u1descriptor.ReportingDescriptor
Y2_reference.ReportingDescriptorReference
b2lationship.ReportingDescriptorRelationship
m1sult.Result
q1_provenance.ResultProvenance
l1un.Run
n1_automation_details.RunAutomationDetails
k1sarif_log.SarifLog
l1pecial_locations.SpecialLocations
l1tack.Stack
p1_frame.StackFrame
l1uppression.Suppression
k1thread_flow.ThreadFlow
v1_location.ThreadFlowLocation
l1ool.Tool
o1_component.ToolComponent
y1_reference.ToolComponentReference
l1ranslation_metadata.TranslationMetadata
k1version_control_details.VersionControlDetails
k1web_request.WebRequest
q1sponse.WebResponse
Ljit_utils.GraphContext
Lregistration.OverrideDict
Y1SymbolicRegistry
Connx_supported_ops._TorchSchema
Berrors.CallHintViolationWarning
JheckerError
IOnnxExporterError
Bverification._GraphDiff
7ptim.adam._MultiDeviceReplicator
7verrides._TorchFunctionStackMode
Genable_reentrant_dispatch
6profiler.itt._ITTStub
6quantization.fx.quantization_patterns.BatchNormQuantizeHandler
j1inaryOpQuantizeHandler
i1CatQuantizeHandler
j1onvReluQuantizeHandler
k1pyNodeQuantizeHandler
j1ustomModuleQuantizeHandler
i1DefaultNodeQuantizeHandler
i1EmbeddingQuantizeHandler
i1FixedQParamsOpQuantizeHandler
i1GeneralTensorShapeOpQuantizeHandler
i1LinearReLUQuantizeHandler
i1QuantizeHandler
i1RNNDynamicQuantizeHandler
i1StandaloneModuleQuantizeHandler
6torch_version._LazyImport
7ypes.SymInt
6utils._cuda_trace.CallbackRegistry
Dfreeze.Freezer
MozenModule
Dpython_dispatch._TorchDispatchStackMode
Cdata.communication.iter.InvalidStateResetRequired
a1NonBlocking
c1tAvailable
a1QueueWrapper
Vmap.NonBlockingMap
b1tAvailable
Z1QueueWrapperForMap
W1essages.DataLoaderQueueMessage
e1GetItemRequest
n1sponse
h1NextRequest
n1sponse
e1InvalidStateResponse
e1LenRequest
j1sponse
e1Request
g1setIteratorRequest
t1sponse
h1ponse
e1StopIterationResponse
e1TerminateRequest
p1sponse
Vprotocol.EmptyQueue
e1IterDataPipeQueueProtocolClient
X2Server
e1MapDataPipeQueueProtocolClient
W2Server
e1Protocol
m1Client
m1Server
Vqueue.LocalQueue
b1ThreadingQueue
`],
  ['torch 2.13.0', `
0torch.AcceleratorError
6FatalError
6OutOfMemoryError
6_C._LinAlgError
ATensorMeta
Adynamo.eval_frame._PyInterpreterFrame
Aprofiler.CapturedTraceback
7TorchCompileAOTInductorWrapper
JInductorWrapper
JWrapper
8ritonLibrary
7appdirs.AppDirs
7custom_op.impl.CustomOp
MFuncAndLocation
7decomp.decompositions.Reduction*
S_for_rng.PhiloxState
m1Tracker
8ispatch.python.Lit
7functorch._activation_checkpointing.graph_info_provider.GraphInfoProvider
h1knapsack_evaluator.KnapsackEvaluator
Toffloading.activation_offloading.ReloadNodeInfo
a2QueueEntry
Jot_autograd.aot_autograd_result.AOTAutogradResult
p1BundledAOTAutogradCacheArtifact
b2Result
w1CompiledBackward
Y2Forward
w1OutputCodeLoadable
p1CompiledBackward
x1Forward
p1FxGraphCacheLoadable
p1GenericAOTAutogradResult
w1CompiledBackward
p1InductorOutput
p1SerializedGraphModule
W1utograd_cache.AOTAutogradCache
-1Details
k1BypassAOTAutogradCache
k1FXGraphCacheMiss
Vfunctional_utils.ViewMetaSequence
Vgraph_capture._GraphCaptureTracingResult
i1_wrappers.JointFnHandle
s1MutationCounters
c1ompile.InvokeSubgraphHopGraphs
Vruntime_wrappers.AOTDedupeWrapper
q1ispatchAutograd
Z2CompileSpec
x1SubclassWrapper
p1SyntheticBaseWrapper
n1liasOfInputHandler
v1termediateHandler
n1utogradLazyBackwardCompileInfo
m1CachedAutogradLazyBackwardCompileInfo
m1DebugAssertWrapper
m1EffectTokensWrapper
m1FakifiedOutWrapper
n1unctionalizedRngRuntimeWrapper
m1IsInputHandler
m1NoopAliasHandler
m1RuntimeWrapper
m1SerializableCompiledFunction
m1_AOTDispatchAutogradFunctionFactory
o1nalyzeCustomOpInputOutputMode
o1utogradBackwardCompiler
v1ForwardEpilogue
v1RngStateTracker
v1SavedState
n1FirstInvocationContext
n1RuntimeCompiledFnInvoker
u1ForwardEpilogue
Vschemas.AOTAutogradCacheInfo
g1DispatchCompiler
g1GraphCapture
g1State
d1BackwardSignature
d1CacheableAOTConfig
e1ompilerWrapper
d1FlatFn
d1GraphSignature
d1InductorWrapper
d1JointTraceFn
i1WithDescriptors
d1MemoryFormatMeta
e1utationType*
d1OpaqueMeta
e1utputType*
d1PlainTensorMeta
e1reppedForAutogradTraceFn
d1SerializableAOTDispatchCompiler
e1ubclassCreationMeta
l1Meta
l1TracingInfo*
d1TraceFn
W1ubclass_codegen._CodegenState
e1parametrization.SubclassCreationMeta
u1UnwrapTensorSubclass
Vutils.PytreeThunk
Hautograd_function.AutogradFunctionApply
Z1CtxCustomSave
c1WithSavedTensors
a1ustomFunctionHigherOrderOperator
Z1DynamoAutogradFunctionTraceHelper
Z1VmapInfo*
Z1WrappedCtx
Hcompilers.DebugInterpreter
Hfx_minifier.ConcreteProp
TLoadTensorMeta
TReproState
Hmake_functional.FunctionalModule
n1WithBuffers
Hpartitioners.InvalidNodeBase
UMinCutOptions
UNodeInfo
UOpTypes
Iyfunctorch.FuncTorchInterpreter
X1tionalizeInterpreter
TGradInterpreter
TJvpInterpreter
TVmapInterpreter
7guards.Checkpointable
FompileContext
LId
EGlobalContext
RCheckpointState
Fuard
JBuilderBase
JSource*
JsContext
EHopDispatchSetCache
HSubgraphCache
EInlinedCodeCache
GvokeSubgraphCache
SReuseCondition
X1Entry
EModuleContext
RCheckpointState
EShapeGuard*
ETraceId*
IingContext
7higher_order_ops._invoke_quant.InvokeQuantTracer
n1Unpacked
Oaoti_call_delegate.AOTICallDelegate
Pssociative_scan.AssociativeScanOp
Puto_functionalize.AliasViewInfo
i1sStridedViewInfo
i1utoFunctionalized
z1V2
h1FunctionalCallableWithEpilogue
h1NotView
h1SchemaHolder
i1liceViewInfo
h1ViewInfo
Obase_hop.BaseHOP
X1FunctionWithNoFreeVars
Ocond.CondOp
Pudagraph_conditional_nodes.CUDAGraphCaptureControlFlowOpDispatchMode
r1ontrolFlowOpWarmupDispatchMode
Oeffects.WithEffects
Pxecutorch_call_delegate.ExecutorchCallDelegate
Oflat_apply.FlatApply
Z1_ConstantFunction
Qex_attention.FlexAttentionBackwardHOP
q1HOP
Poreach_map.ForeachMap
Ohints_wrap.HintsWrapper
Oinline_asm_elementwise.InlineAsmElementwiseOp
Qvoke_leaf_function.GradientInfo
j1InvokeLeafFunction
j1LeafModuleState*
j1_LeafCallable
Vsubgraph.InvokeSubgraphHOP
e1NestedCompileRegionOptions
e1OutputMetadata
Olocal_map.LocalMapHOP
Omap.MapImpl
Oout_dtype.OutDtypeOperator
Opartitioner.HopGraphMinCutPartitioner
d1JointGraph
d1PartitionedGraph
Print.Print
Oregister_hook.RegisterHookOp
Pun_const_graph.RunConstGraph
Oscan.ScanAutogradImpl
X1ForwardIntermediatesHandlingPolicy*
X1Op
Qhema.CArgumentGen
W1FunctionSchemaGen
W1TypeGen
VHopArgumentInfo
k1Gen
Y1SchemaGenerator
Ptrict_mode.StrictMode
Otorchbind.CallTorchBind
Priton_kernel_wrap.Intermediate
h1KernelSideTable
h1MemoizeWithCycleCheck
h1Op
h1Param
h1TensorAccesses
i1raceableTritonKernelWrapper
l1ingTritonHOPifier
j1itonHOPifier
n1KernelWrapperFunctional
-1Mutation
n1Store
s1s
h1_TritonKernelWrapper
Outils.FunctionalizeCtxWrapper
UHopInstance
USubgraphCallableWrapper
UUnsupportedAliasMutationException
Owhile_loop.WhileLoopOp
i1StackOutputOp
Prap.DynamoBypassingWrapper
TInductorCodeSideTable
d1mpiledCallable
k1ode
TTagActivationCheckpoint
TWrap
X1ActivationCheckpoint
X1WithAutocast
b1SetGradEnabled
7jit_internal.BroadcastingListCls
KFunctionModifiers
KHasGetattr
KSourceLoader
K_IgnoreContextManager
7lazy.closure.AsyncClosureHandler
KClosureHandler
Cdevice_context.DeviceContext
Cextract_compiled_graph.GraphInputMatcher
Z1ReturnValueHandler
8ibrary.autograd.Info
SProtocol
Fcustom_ops.CustomOpDef
Feffects.EffectHolder
TType*
Ffake_class_registry.FakeClassRegistry
d1ScriptMethod
j1Object
Z1HasStaticMethodFromReal
Kimpl.FakeImplCtx
X1Holder
Kprofile.MissingOpProfile
Fopaque_object.FakeOpaqueObject
TMemberType*
T_OpaqueTypeInfo
Fsimple_registry.GenericTorchDispatchRuleHolder
VSimpleLibraryRegistry
b1OperatorEntry
W1ymmMemArgsHolder
Futils.Kernel
LMutationChecker
LRegistrationHandle
8ogging._internal.LazyString
TTraceHandler
QogRegistry
SState
PTorchLogsFormatter
7meta_registrations.GridSamplerInterpolation*
7native.dsl_registry.DSLModuleProtocol
URegistry
Eregistry._FilterState
OOverrideNode
8umpy._dtypes.DType
K_impl.DefaultDTypes*
Efuncs.IndexExpression
Endarray._Unspecified
Eutil.AxisError
JUFuncTypeError
Dlinalg.LinAlgError
7opaque_base.OpaqueBase
TMeta
7prims.ELEMENTWISE_PRIM_TYPE_PROMOTION_KIND*
Dcontext.TorchRefsMode
C_common.CUDARngStateHelper
KELEMENTWISE_TYPE_PROMOTION_KIND*
KK*
KREDUCTION_OUTPUT_TYPE_KIND*
MTURN_TYPE*
Kwrappers.elementwise_type_promotion_wrapper
8ython_dispatcher.PythonDispatcher
7refs.fft._CanonicalizeC2rReturn*
HShapeAndDims*
7sources.ParsedDef*
8trobelight.cli_function_profiler.StrobelightCLIFunctionProfiler
t1ProfilerError
Kompile_time_profiler.StrobelightCompileTimeProfiler
8ubclasses._fake_tensor_utils._CacheKeyState
c1DeconstructedSymNode
s1Type
c1InputBackref
c1SymIntOutputStub
Icomplex_tensor.ComplexTensorMode
X1_ops.common.WrapComplexMode
Ifake_tensor.DataDependentOutputException
VispatchCacheInfo
VynamicOutputShapeException
UFakeCopyMode
Y1TensorConfig
h1verter
e1DeviceMismatchError
UIncrementRecursionCount
UMetadataMismatchError
USingletonConstant
VymNumberMemoDescriptor
UTensorMetadata
UUnsupportedFakeTensorException
f1MutationAliasingException
f1OperatorException
U_BypassDispatchCache
VDispatchCacheBypassEntry
i1EntryOutputInfo
i1Key
i1ValidEntry
VFakeTensorConstructorIgnoredState
Nutils.CrossRefFakeMode
Junctional_tensor.BaseFunctionalizeAPI
a1CppFunctionalizeAPI
a1FunctorchFunctionalizeAPI
a1PythonFunctionalizeAPI
Imeta_utils.MetaConverter
X1TensorDescriber
T_MetaTensorCallback
m1Kwargs
m1OptDevice
Ischema_check_mode.Aliasing*
a1Mutation*
7tensor_iterator.TensorIterator
Estr._Formatter
J_PrinterOptions
7utils.CallbackRegistry
DExceptionWrapper
DKeyErrorMessage
D_Block
EClassPropertyDescriptor
EFrame
ELazySeedTracker
ESegment
Fnapshot
ETraceEntry
7vendor.packaging._structures.InfinityType
a1NegativeInfinityType
Oversion.InvalidVersion
W1Version
W1_BaseVersion
X1Version*
6accelerator.device_index
7mp.autocast_mode._UnmanagedAutocast
Oautocast
Agrad_scaler.OptState*
M_MultiDeviceReplicator
7o.nn.intrinsic.modules.fused.BNReLU2d
g13d
a1ConvAdd2d
h1ReLU2d
e1Bn1d
g12d
g13d
g1ReLU1d
k12d
k13d
e1ReLU1d
i12d
i13d
a1LinearBn1d
g1LeakyReLU
g1ReLU
g1Tanh
a1_FusedModule
Mqat.modules.conv_fused.ConvBn1d
p12d
p13d
p1ReLU1d
t12d
t13d
n1ReLU1d
r12d
r13d
j1_ConvBnNd
Y1linear_fused.LinearBn1d
f1relu.LinearReLU
Nuantized.dynamic.modules.linear_relu.LinearReLU
W1modules.bn_relu.BNReLU2d
s13d
e1linear_relu.LinearLeakyReLU
w1ReLU
w1Tanh
Cqat.dynamic.modules.linear.Linear
Gmodules.conv.Conv1d
X12d
X13d
T_ConvNd
Oembedding_ops.Embedding
l1Bag
Olinear.Linear
Duantizable.modules.activation.MultiheadAttention
W1rnn.LSTM
e1Cell
a1_LSTMLayer
f1SingleLayer
Jed.dynamic.modules.linear.Linear
c1rnn.GRU
j1Cell
g1LSTM
k1Cell
g1PackedParameter
g1RNNBase
j1Cell
n1Base
Mmodules.DeQuantize
UQuantize
Uactivation.ELU
f1Hardswish
f1LeakyReLU
f1MultiheadAttention
f1PReLU
f1ReLU6
f1Sigmoid
g1oftmax
Ubatchnorm.BatchNorm2d
n13d
e1_BatchNorm
Udropout.Dropout
Uembedding_ops.Embedding
r1Bag
r1PackedParams
Ulinear.Linear
h1PackedParams
Unormalization.GroupNorm
i1InstanceNorm1d
u12d
u13d
i1LayerNorm
Urnn.LSTM
Uutils.WeightedQuantizedModule
Mreference.modules.conv.Conv1d
n12d
n13d
n1Transpose1d
w12d
w13d
j1_ConvNd
o1TransposeNd
e1linear.Linear
e1rnn.GRUCell
i1LSTMCell
i1RNNCell
p1Base
e1sparse.Embedding
u1Bag
e1utils.ReferenceQuantizedModule
Csparse.quantized.dynamic.linear.Linear
Tlinear.Linear
g1PackedParams
Tutils.LinearBlockSparsePattern
As._numeric_suite.Logger
ROutputLogger
RShadowLogger
Q_fx.NSTracer
UOutputComparisonLogger
a1Logger
Cfx.graph_matcher.GraphMatchingException
TSubgraphTypeRelationship*
T_NSGraphMatchableSubgraphsIterator
Fn_shadows_utils.OutputProp
Gs_types.NSSingleResultValuesType*
Rubgraph*
Fqconfig_multi_mapping.QConfigMultiMapping
Futils.NodeInputOrOutputType*
9pruning._experimental.activation_sparsifier.activation_sparsifier.ActivationSparsifier
Vdata_scheduler.base_data_scheduler.BaseDataScheduler
b1parsifier.base_data_sparsifier._Container
Vpruner.FPGM_pruner.FPGMPruner
c1base_structured_sparsifier.BaseStructuredSparsifier
c1lstm_saliency_pruner.LSTMSaliencyPruner
c1parametrization.BiasHook
s1FakeStructuredSparsity
c1saliency_pruner.SaliencyPruner
Hscheduler.base_scheduler.BaseScheduler
Rcubic_scheduler.CubicSL
Rlambda_scheduler.LambdaSL
Iparsifier.base_sparsifier.BaseSparsifier
Snearly_diagonal_sparsifier.NearlyDiagonalSparsifier
Sutils.FakeSparsity
Sweight_norm_sparsifier.WeightNormSparsifier
9quantization._DerivedObserverOrFakeQuantize
Ncorrect_bias.MeanShadowLogger
Nlearnable_fake_quantize._LearnableFakeQuantize
Mbackend_config._common_operator_config_utils._ConvMetadata*
b1backend_config.BackendConfig
x1PatternConfig
q1DTypeConfig
v1WithConstraints
q1ObservationType*
Mfake_quantize.FakeQuantize
m1Base
b1ixedQParamsFakeQuantize
b1usedMovingAvgObsFakeQuantize
Nx._equalize.EqualizationQConfig
Z1_InputEqualizationObserver
a1WeightEqualizationObserver
Qmodel_report.detector.DetectorBase
u1QConfigInfo
n1ynamicStaticDetector
m1InputWeightEqualizationDetector
m1OutlierDetector
m1PerChannelDetector
d1model_report.ModelReport
p1_observer.ModelReportObserver
q1visualizer.ModelReportVisualizer
Pcustom_config.ConvertCustomConfig
d1FuseCustomConfig
d1PrepareCustomConfig
d1StandaloneModuleConfigEntry
Pfuse_handler.DefaultFuseHandler
c1FuseHandler
Pquantization_patterns.BatchNormQuantizeHandler
m1inaryOpQuantizeHandler
l1CatQuantizeHandler
m1onvReluQuantizeHandler
n1pyNodeQuantizeHandler
m1ustomModuleQuantizeHandler
l1DefaultNodeQuantizeHandler
l1EmbeddingQuantizeHandler
l1FixedQParamsOpQuantizeHandler
l1GeneralTensorShapeOpQuantizeHandler
l1LinearReLUQuantizeHandler
l1QuantizeHandler
l1RNNDynamicQuantizeHandler
l1StandaloneModuleQuantizeHandler
Ptracer.QuantizationTracer
W1ScopeContextManager
Putils.NodeInfo*
VObservedGraphModuleAttrs
Mobserver.AffineQuantizedObserverBase
VFixedQParamsObserver
VHistogramObserver
VMappingType*
W1inMaxObserver
W1ovingAverageMinMaxObserver
i1PerChannelMinMaxObserver
VNoopObserver
VObserverBase
VPerChannelMinMaxObserver
W1laceholderObserver
VRecordingObserver
X1useInputObserver
VTorchAODType*
VUniformQuantizationObserverBase
VZeroPointDomain*
V_PartialWrapper
Mqconfig.QConfig
b1Dynamic
T_mapping.QConfigMapping
Nuant_type.QuantType*
Mstubs.DeQuantStub
SQuantStub
X1Wrapper
Mutils.MatchAllNode
7utograd.anomaly_mode.detect_anomaly
Sset_detect_anomaly
Fforward_ad.UnpackedDualTensor*
Q_set_fwd_grad_enabled
Qdual_level
Gunction.FunctionCtx
W1Meta
O_HookMixin
Fgrad_mode._force_original_view_tracking
Qunsafe_preserve_version_counter
Penforce_grad_layout_policy
Pset_grad_enabled
Tmultithreading_enabled
Jcheck.GradcheckError
Iph.GradientEdge*
LNode
L_AllowMutationOnSavedContext
MCloneArgBeforeMutateMode
MHandle
MMultiHandle
Mswap_with_cloned
Lsave_on_cpu
Pd_tensors_hooks
Fprofiler.EnforceUnique
OKinetoStepTracker
O_ProfilerStats
Oemit_itt
Tnvtx
Oprofile
Orecord_function
N_legacy.profile
Outil.EventList
Y1Metadata*
TFormattedTimesMixin
UunctionEvent
g1Avg
TInterval
TKernel*
TMemRecordsAcc
TStringTable
Fvariable.VariableMeta
6backends.ContextProp
F_nnapi.prepare.NnapiModule
Mserializer.ConvPoolArgs2d*
X1DimOrder*
X1NNAPI_FuseCode
d1OperandCode
i1tionCode
X1Operand*
e1ValueSourceType
X1TorchScalarTypes*
X1_NnapiSerializer
Fcuda.cuFFTPlanCache
Y1AttrContextProp
Fmkl.verbose
Fxeon.run_cpu._CPUinfo
TLauncher
6compiler._cache.CacheArtifactFactory
Z1Manager
RInfo
7pu.Event
AStream
GContext
Aamp.autocast_mode.autocast
7uda.CudaError
BDeferredCudaCallError
BStreamContext
B_CompatInterval
ISet
CDeviceGuard
CWrappedTritonKernel
Cdevice_limits.GPULimits
Cmemory_viz.Bytes
Csanitizer.Access
SType*
NrgumentHandler
MCUDASanitizerDispatchMode
Z1Errors
MEventHandler
MStreamSynchronizations
NynchronizationError
MTensorInfo
MUnsynchronizedAccessError
M_TensorsAccessed
Cutils._CudaKernel
Bamp.autocast_mode.autocast
BcudaStatus
Bdevice
H_of
Bgraphs.graph
Deen_contexts.GreenContext
Bjiterator._CodeParser
MJittedFunction
Bmemory.CUDAPluggableAllocator
I_CUDAAllocator
Bnvtx._NVTXStub
Bstreams.Event
6distributed.DistBackendError
MError
MNetworkError
MStoreError
IQueueEmptyError
I_checkpointable._Checkpointable
Komposable.checkpoint_activation._CheckpointState
Vontract.RegistryItem
d1_ContractFn
Ureplicate.DDP
e1_ReplicateState
d1_with_fsdp.ReplicateModule
o1_ReplicateState
X2Context
T_state._State
Jdist2.ProcessGroupFactory
Jlocal_tensor.LocalIntNode
b1RunnerMode
W1_ExceptionRaisingThread
X1LocalDeviceHandle
i1Mesh
c1OffsetBasedRNGTracker
c1PhiloxState
c1Random
Jpycute.layout.Layout
d1Base
Qtyping.Integer
Jserialization._Entry
Y1PseudoZipFile
Khard.sharded_optim.api.ShardedOptimizer
X1tensor.api.ShardedTensor.ProcessGroupState
e1metadata.MEM_FORMAT_ENCODING*
n1ShardedTensorMetadata
n1TensorProperties
e1shard.Shard
Vr.Sharder
Uing_plan.api.ShardingPlan
t1ner
Y1spec.api.DevicePlacementSpec
h1EnumerableShardingSpec
h1PlacementSpec
h1ShardingSpec
d1chunk_sharding_spec.ChunkShardingSpec
Ktate_dict_utils.CompanionMismatch
a1_TensorInfo*
Kymmetric_memory._ScaleMode*
b1nvshmem_triton.NvshmemKernelRegistry
x1LibFinder
b1rocshmem_triton.RocshmemKernelRegistry
z1LibFinder
b1shmem_triton_utils.ShmemKernelRegistry
Jtools.fake_collectives.CollectiveOp
Qsdp2_mem_tracker.FSDPMemTracker
h1_FSDPModMemStats
p1State*
m1RefType*
m1State*
i1SavedFSDPMethods*
Pilp_utils.Graph
Z1ModOrder
c1Runtime
c1Stats
c1uleInfo
Z1Node
Pmem_tracker.MemTracker
b1_MemRefType*
d1odMemStats
f1State*
c1RefType*
c1State*
c1UpdateType*
c1WeakRefInfo
Sory_tracker.MemoryProfileDispatchMode
k1Tracker
Qod_tracker.ModTracker
Pruntime_estimator.RuntimeEstimator
Psac_estimator.MSPS*
d1SACEstimator
g1GreedyOrderMeta
g1Stats
g1TradeOffStats
d1_SACMetadata
i1odMetadata
Ialgorithms._checkpoint.checkpoint_wrapper.ActivationWrapper
y1CheckpointImpl*
c2Wrapper
y1OffloadWrapper
Vomm_hooks.default_hooks.DefaultState
t1LowPrecisionState
Uoptimizer_overlap.optimizer_overlap.OverlappedOptimizer
Y2_OverlappedStandardOptimizer
Uquantization.quantization.DQuantType*
Tddp_comm_hooks.DDPCommHookType*
i1mixed_precision_hooks._AllreduceUpcastHookState
i1optimizer_overlap_hooks._OptimInBackwardHookState
g2izerHookState
i1post_localSGD_hook.PostLocalSGDState
Tjoin.Join
c1Hook
c1able
Y1_JoinConfig*
Tmodel_averaging.averagers.ModelAverager
t1PeriodicModelAverager
j1hierarchical_model_averager.HierarchicalModelAverager
Jrgparse_util.check_env
W1env
Jutograd.context
Icollective_utils.SyncPayload
Idebug._frontend.DebugHandler
Y1FrontendServer
Y1HTTPRequestHandler
Y1NavLink
Y1PeriodicDumper
Y1Response
Z1oute
Y1_IPv6HTTPServer
Jistributed_c10d.Backend
g1Config
Z1GroupMember
Z1P2POp
Z1_BackendPlugin*
a1CoalescingManager
c1llOp
a1TimeEstimator
a1World
f1Meta
Z1group
Iflight_recorder.components.config_manager.JobConfig
j1types.Collective*
p1Database*
p1EntryState
p1Group*
p1MatchInfo
u1State*
z1Record
q1embership*
p1NCCLCall*
p1Op
p1Ref
p1Traceback*
q1ypeInfo*
Jsdp.CPUOffloadPolicy
NDataParallelMeshDims
NFSDPModule
NOffloadPolicy
NUnshardHandle
N_common_utils.HandleTrainingState*
b1TrainingState*
b1_FSDPDeviceHandle
g1State
c1UninitializedDeviceHandle
Odebug_utils.SimpleProfiler
o1.Type*
Oexec_order_utils._ExecOrderData
p1WarnStatus*
Oflat_param.FlatParamHandle
i1ShardMetadata*
Z1HandleShardingStrategy*
Z1ParamInfo*
Z1SharedParamInfo*
Z1_FlatParameterMeta
a1ShardParamInfo*
Psdp_extensions.FSDPExtensions
Pully_shard._fsdp_api.AllGather
k1Comm
k1ReduceScatter
g1collectives.AllGatherResult*
s1DefaultAllGather
W2ocMixin
z1ReduceScatter
s1ProcessGroupAllocAllGather
d2Mixin
d2ReduceScatter
s1SymmMemAllGather
W2ocMixin
z1ReduceScatter
i1mmon.DDPMeshInfo
o1ataParallelMeshInfo
n1FSDPMeshInfo
n1HSDPMeshInfo
n1ShardPlacementResult
n1TrainingState*
g1param.ExtensionsData
m1FSDPParam
m1ParamModuleInfo
m1ShardedState*
l1_group.AllGatherState*
v1ReduceState*
s1FSDPCommContext
w1ParamGroup
s1ReduceScatterState*
g1state.FSDPState
v1Context
c1ully_shard._UnshardHandleImpl
Olimiter_utils._FreeEventQueue
Ooptim_utils.FSDPParamInfo
a1StateInfo
a1_ConsolidatedOptimState
b1OptimStateKey*
b1PosDimTensorInfo*
Oruntime_utils._PrefetchMode*
Otrace_utils.TracingConfig
a1_ExecOrderTracer
f1utionInfo
b1ParamUsageInfo*
Napi.BackwardPrefetch*
RCPUOffload
RFullOptimStateDictConfig
VStateDictConfig
RLocalOptimStateDictConfig
W1StateDictConfig
RMixedPrecision
ROptimStateDictConfig
RShardedOptimStateDictConfig
Y1StateDictConfig
W1ingStrategy*
StateDictConfig
a1Settings
a1Type*
Nfully_sharded_data_parallel.FullyShardedDataParallel
p1OptimStateKeyType*
Nsharded_grad_scaler._GeneralMultiDeviceReplicator
Nwrap.CustomPolicy
SModuleWrapPolicy
S_ConfigAutoWrap
TPolicy
Inn.api.remote_module._SerializedRemoteModule*
Ljit.instantiator._StringLoader
Ioptim.functional_adadelta._FunctionalAdadelta
c1grad._FunctionalAdagrad
c1m._FunctionalAdam
d1ax._FunctionalAdamax
d1w._FunctionalAdamW
Z1rmsprop._FunctionalRMSprop
a1prop._FunctionalRprop
Z1sgd._FunctionalSGD
Onamed_optimizer._NamedOptimizer
Ooptimizer.DistributedOptimizer
Y1_LocalOptimizer
Z1ScriptLocalOptimizer
t1Interface
Opost_localSGD_optimizer.PostLocalSGDOptimizer
Ozero_redundancy_optimizer.ZeroRedundancyOptimizer
o1_DDPBucketAssignment
p1OverlapInfo
w1Status*
p1ZeROJoinHook
Ipipelining._IR.DetachExecutor
X1LossWrapper
X1MultiUseParameterConfig*
X1Pipe
b1Sequential
c1plitWrapper
X1SplitPoint*
X1TrivialLossWrapper
X1_LinearNodeList
Y1NodeReference
Uschedule_visualizer.OpKey*
o1_ComputationTypeVisual
Uutils.GetMeshCallback
a1InferenceMode*
a1PipeInfo
e1liningMetadataError
a1_DTensorMeta
b1MeshCache
b1StageBackwardMeta
g1ForwardMeta
g1Meta
b1TensorMeta
Tmicrobatch.TensorChunkSpec
e1_CustomReducer
f1LossReducer
f1Replicate
Tschedules.PipelineScheduleMulti
t1Single
d1Schedule1F1B
l1DualPipeV
l1GPipe
l1Interleaved1F1B
w1ZeroBubble
l1LoopedBFS
l1ZBVZeroBubble
d1_Action*
e1ComputationType*
f1ustomFunctionProtocol
e1PipelineContext
m1Schedule
u1Runtime
e1ScheduleForwardOnly
Utage.PipelineStage
Z1_PipelineStage
n1Base
a1RecvInfo
Iremote_device._remote_device
Itensor._collective_utils.MeshTopoInfo
Qdecompositions.DecompShardingStrategy
f1PlacementTrackingMode
Rispatch.OpDispatcher
Rtensor_spec.DTensorSpec
d1ShardOrderEntry*
d1TensorMeta*
d1_StridedShardNotDecodableError
Qop_schema.OpInfo
c1Schema
d1pec
d1trategy
b1utputSharding
a1RuntimeSchemaInfo
a1StrategyType
a1TupleStrategy
Ss._einsum_strategy.EinsumDims
Vmask_buffer.MaskBuffer
X1th_ops.Reduction*
Vview_ops.Broadcast
e1ClaimedDim*
e1DimSpec
e1Flatten
e1InputDim
e1NewDim
e1Repeat
e1Singleton
f1plit
e1_ViewShardingPropagator
Usingle_dim_strategy._PQEntry
q1reparedSingleDimStrategy
p1ShardingPlaceholder
q1ingleDimStrategyInfo
Qrandom.OffsetBasedRNGTracker
X1_PhiloxState
Y1RNGStateTracker
Redistribute.DTensorRedistributePlanner
X2.DistState
d1_BackwardDtypeConfig
e1DtypeConfig
e1FlattenedTransformInfo
e1TransformInfo
Qsharding_prop.ShardingPropagator
Qutils.ExplicitRedistributionContext
Pdebug.CommDebugMode
V_comm_mode._CommModeModuleTracker
Pexperimental._context_parallel._attention._AllGatherRotater
d2ToAllRotater
b2ttentionOp
a2CausalBehavior*
b2ontextParallel
p2.AttentionType*
p2Options
a2DispatchMode*
a2RingRotater
b2otateMethod*
a2SDPAMerger
v1load_balancer._HeadTailLoadBalancer
e2LoadBalancer
e2PTRRLoadBalancer
f2erDocumentHeadTailLoadBalancer
d1tp_transform._TensorParallelTransformPass
Pparallel.fsdp.DTensorExtensions
Y1style.ColwiseParallel
e1ParallelStyle
f1repareModuleInput
w1Output
r1Output
e1RowwiseParallel
e1SequenceParallel
Qlacement_types._StridedShardOffsetMode*
Fions.bernoulli.Bernoulli
Mta.Beta
Linomial.Binomial
Kcategorical.Categorical
Muchy.Cauchy
Lhi2.Chi2
Lonstraint_registry.ConstraintRegistry
Us.Constraint
W1MixtureSameFamilyConstraint
W1_Boolean
X1Cat
Y1orrCholesky
X1Dependent
X1GreaterThan
i1Eq
X1HalfOpenInterval
X1IndependentConstraint
Z1tegerGreaterThan
e1Interval
e1LessThan
b1rval
X1LessThan
Y1owerCholesky
c1Triangular
X1Multinomial
X1OneHot
X1PositiveDefinite
f1Semidefinite
X1Real
X1Simplex
Y1quare
Y1tack
Y1ymmetric
Ntinuous_bernoulli.ContinuousBernoulli
Kdirichlet.Dirichlet
Mstribution.Distribution
Kexp_family.ExponentialFamily
Nonential.Exponential
Kfishersnedecor.FisherSnedecor
Kgamma.Gamma
Leneralized_pareto.GeneralizedPareto
Mometric.Geometric
Lumbel.Gumbel
Khalf_cauchy.HalfCauchy
Pnormal.HalfNormal
Kindependent.Independent
Mverse_gamma.InverseGamma
Kkl._Match
Lumaraswamy.Kumaraswamy
Klaplace.Laplace
Lkj_cholesky.LKJCholesky
Log_normal.LogNormal
Nistic_normal.LogisticNormal
Mwrank_multivariate_normal.LowRankMultivariateNormal
Kmixture_same_family.MixtureSameFamily
Lultinomial.Multinomial
Pvariate_normal.MultivariateNormal
Knegative_binomial.NegativeBinomial
Lormal.Normal
Kone_hot_categorical.OneHotCategorical
v1StraightThrough
Kpareto.Pareto
Loisson.Poisson
Krelaxed_bernoulli.LogitRelaxedBernoulli
c1RelaxedBernoulli
Scategorical.ExpRelaxedCategorical
e1RelaxedOneHotCategorical
KstudentT.StudentT
Ktransformed_distribution.TransformedDistribution
Ts.AbsTransform
VCatTransform
W1omposeTransform
X1rrCholeskyTransform
W1umulativeDistributionTransform
VExpTransform
VIndependentTransform
VLowerCholeskyTransform
VPositiveDefiniteTransform
VReshapeTransform
VSigmoidTransform
W1oftmaxTransform
Z1plusTransform
W1tackTransform
X1ickBreakingTransform
VTanhTransform
W1ransform
V_InverseTransform
Kuniform.Uniform
Ltils.lazy_property
Kvon_mises.VonMises
Kweibull.Weibull
Lishart.Wishart
7type
6export._draft_export.CaptureStructuredTrace
RDraftExportReport
RExpressionCreatedNode
RFailureReport
Y1Type*
RLogRecord
Esafeguard.AutogradStateOpsFailSafeguard
Etrace.ATenExportArtifact
KExportDynamoConfig
K_ExportModuleSpecTrackerDict
Eunlift.GuardsFn
L_StatefulGraphModuleFactory
Ewrapper_utils._WrapperModule
Dcustom_obj.ScriptObjectMeta
Ddynamic_shapes.AdditionalInputs
SDim
SShapesCollection
S_Constraint
d1Target
TDerivedConstraint
a1Dim
UimHint
a1Type*
TIntWrapper
TPhantomRoot
TRelaxedConstraint
TStaticDim
Dexperimental._ExportMethod
X1Package
Gorted_program.ExportedProgram
UModuleCallEntry
e1Signature
Dgraph_signature.ConstantArgument
UustomObjArgument
TExportBackwardSignature
Z1GraphSignature
TInputKind*
Y1Spec
TOutputKind*
Z1Spec
TSymBoolArgument
W1FloatArgument
W1IntArgument
TTensorArgument
UokenArgument
Dpt2_archive.PT2ArchiveReader
Z1Writer
P_package.AOTICompiledModel
Y1PT2ArchiveContents
X1_weights.TensorProperties
g1Weights
Dunflatten.FlatArgsAdapter
NInterpreterModule
e1Dispatcher
NUnflattenedModule
N_AttrKind*
OModuleFrame
OSubmoduleBase
X1Entry
6fx._graph_pickler.GraphPickler
OOptions
O_GraphModulePickleData
UPickleData
PNodePickleData
POpFunctionPickleData
ROverloadPacketPickleData
a1ickleData
RPickleData
SrecompiledPickleData
RStrPickleData
PShapeEnvPickleData
QymNodePickleData
PTensorPickleData
QorchNumpyPickleData
QracingContextPickleData
PUnpickleState
Asymbolic_trace.PHBase
RWithMeta
QroxyableClassMeta
PTracer
P_PatchedFn*
W1r
9experimental._backward_state.BackwardState
Nconfig.AggressiveGuardFreeMode*
Qstant_symnode.ConstantIntNode
Maccelerator_partitioner.DAG
n1Node
k1PartitionResult*
t1er
Mdynamic_spec.DictSpec
Z1ObjectSpec
Z1ParamsSpec
Z1SeqSpec
a1hapesSpec
Z1TensorSpec
Mgraph_gradual_typechecker.GraphTypeChecker
m1Refine
Mmeta_tracer.MetaTracer
Nigrate_gradual_types.constraint.ApplyBroadcasting
t1BVar
u1inConstraintD
a2T
w1aryConstraint
t1CalcConv
x1MaxPool
x1Product
v1nReshape
u1onj
w1straint
t1DGreatestUpperBound
u1Var
u1isj
t1F
t1GetItem
-1Tensor
t1IndexSelect
t1Prod
t1T
u1GreatestUpperBound
u1Var
u1ranspose
s1_generator.ConstraintGenerator
Mnormalize.NormalizeArgs
f1Operators
Moptimization.MklSubgraph
Z1UnionFind
Mpartitioner_utils.Device*
e1NodeLatency*
e1Partition
n1Latency*
n1Mode*
n1erConfig*
Nroxy_tensor.DecompositionInterpreter
Z1PreDispatchTorchFunctionMode
b1oxyTorchDispatchMode
a1ythonKeyTracer
Z1TorchFunctionMetadataMode
Z1_AttrProxy
a1GraphAppendingTracerEx
a1HasMeta
a1MakefxTracer
b1oduleNotInstalledAsSubmoduleError
g1StackTracer
a1NoDefault
a1ProxyTensor
a1SelectiveDecomposeInterpreter
b1ymNodeDict
d1pyExprTrackerValue
Mrecording.FakeTensorMeta
W1NotEqualError
W1ShapeEnvEvent
Ofinement_types.Equality
Owriter.AST_Rewriter
VRewritingTracer
Mschema_type_annotation.AnnotateTypesWithSchema
Nym_node._DynamicScalar
Munification.multipledispatch.conflict.AmbiguityWarning
p1dispatcher.MDNotImplementedError
p1variadic.Variadic
a2SignatureMeta
j2Type
Y1variable.Var
9graph.CodeGen
FGraph
FPythonCode
F_BoxedCodeGen
GCustomBuiltin*
GExportCodeGen
GFindNodesLookupTable
GInsertPoint
GNamespace
GPyTreeCodeGen
MInfo*
Gnode_list
E_module._CodeOnlyModule
NEvalCacheLoader
NWrappedCall
9immutable_collections.immutable_dict
f1list
Anterpreter.Interpreter
LTransformer
9operator_schemas.ArgsKwargsPair*
Q_FakeGlobalNamespace
9passes.backends.cudagraphs.CudaGraphsSupport
Gdialect.common.cse_pass.CSEPass
Gfake_tensor_prop.FakeTensorProp
Ggraph_drawer.FxGraphDrawer
Mmanipulation.size_bytes*
Mtransform_observer.GraphTransformObserver
Ginfra.partitioner.CapabilityBasedPartitioner
Y1Partition
Y1_DependencyViewer
Oss_base.PassBase
a1Result
Rmanager.PassManager
Gnet_min_base.FxNetMinimizerBadModuleError
h1ResultMismatchError
i1unFuncError
T_MinimizerBase
d1SettingBase
Goperator_support.OpSupports
Z1eratorSupport
m1Base
Gpass_manager.PassManager
Gregional_inductor._RegionCompiler
f1Scooper
Iinplace._FunctionalizationMetadataProp
RViewType*
Gshape_prop.ShapeProp
RTensorMetadata*
Hplit_module.Partition
Mutils.Component
Lter_base.FxNetAccNodesFinder
Z1SplitterInternalError
UNodeEvent
d1Tracker
USplitResult*
Vubgraph
U_SplitterBase
d1SettingBase
Gtools_common.FxNetAccFusionsFinder
o1.FusionGroup
Gutils.common.HolderModule
Mmatcher_utils.InternalMatch
a1SubgraphMatcher
Uwith_name_node_map_utils.SubgraphMatcherWithNameNodeMap
Msource_matcher_utils.SourcePartition
Aroxy.GraphAppendingTracer
FScope
KContextManager
FTraceError
KrBase
9subgraph_rewriter.Match*
RReplacedPatterns
9tensor_type.TensorType
L_DynType
Araceback.NodeSource.NodeInfo
TAction*
6jit.Error
A_check.AttributeTypeIsSupportedChecker
Bir_utils._InsertPoint
Bmonkeytype_config.JitTypeTraceConfig
f1Store
k1Logger
Bstate.EnabledProxy
Btrace.ONNXTracedModule
HTopLevelTracedModule
IracedModule
MrWarning
LingCheckError
H_ExportOutcome*
OType*
Aannotations.EvalEnv
MModule
Afrontend.Builder
JExprBuilder
JFrontendError
RTypeError
JNotSupportedError
JStmtBuilder
JUnsupportedNodeError
JWithItemBuilder
Amobile.LiteScriptModule
Aquantized.QuantizedGRU
W1Cell
TLSTM
X1Cell
Uinear
Z1FP16
TRNNBase
W1Cell
a1Base
Astrict_fusion
6layout
7ibrary.Library
6memory_format
7onitor.TensorboardEventHandler
7tia.DeferredMtiaCallError
BStreamContext
Bdevice
Bmtia_graph.graph
6nativert.backends._lowered_aoti_module.LoweredBackendModule
7ested._internal.nested_int.NestedIntNode
7n.attention._fa3._FA3Handle
M4._FA4Handle
Kregistry.FlashAttentionHandle
Jbias.CausalVariant*
Jexperimental._paged_attention.PagedAttention
X1scaled_dot_product_attention_quantized.DescaleType*
Jflex_attention.AuxOutput*
b1Request*
Y1BlockMask
Y1FlexKernelOptions
Y1_CallableLeaf*
Z1ExtractedLeaf
Z1KernelOptionsWithInternals
Z1MaskModWrapper
a1odificationType*
Z1PlainFunction*
Z1StrippedClosure*
h1Partial*
Jvarlen.AuxRequest*
9cpp.ModuleWrapper
DOrderedDictWrapper
9modules.activation.CELU
SELU
SGELU
TLU
SHardshrink
X1igmoid
X1wish
W1tanh
SLeakyReLU
TogSigmoid
W1oftmax
SMish
TultiheadAttention
SPReLU
SRReLU
TeLU
W16
SSELU
TiLU
Ugmoid
Toftmax
Z12d
X1in
W1plus
W1shrink
X1ign
STanh
W1shrink
Threshold
Idaptive.AdaptiveLogSoftmaxWithLoss
Q_ASMoutput*
Hbatchnorm.BatchNorm1d
a12d
a13d
RLazyBatchNorm1d
e12d
e13d
RSyncBatchNorm
R_BatchNorm
SLazyNormBase
SNormBase
Hchannelshuffle.ChannelShuffle
Iontainer.ModuleDict
X1List
RSequential
Kv.Conv1d
Q2d
Q3d
QTranspose1d
Z12d
Z13d
MLazyConv1d
U2d
U3d
UTranspose1d
d12d
d13d
M_ConvNd
RTransposeMixin
a1Nd
NLazyConvXdMixin
Hdistance.CosineSimilarity
QPairwiseDistance
Iropout.AlphaDropout
PDropout
W11d
W12d
W13d
PFeatureAlphaDropout
P_DropoutNd
Hflatten.Flatten
PUnflatten
Iold.Fold
MUnfold
Hinstancenorm.InstanceNorm1d
g12d
g13d
ULazyInstanceNorm1d
k12d
k13d
U_InstanceNorm
Hlazy.LazyModuleMixin
M_LazyProtocol
Iinear.Bilinear
OIdentity
OLazyLinear
Pinear
ONonDynamicallyQuantizableLinear
N_cross_entropy._ChunkContext
i1Views
b1_options.LinearCrossEntropyOptions
k1_AutoDefault*
Ioss.BCELoss
PWithLogitsLoss
MCTCLoss
NosineEmbeddingLoss
NrossEntropyLoss
MGaussianNLLLoss
MHingeEmbeddingLoss
NuberLoss
MKLDivLoss
ML1Loss
NinearCrossEntropyLoss
MMSELoss
NarginRankingLoss
NultiLabelMarginLoss
W1SoftMarginLoss
RMarginLoss
MNLLLoss
MPoissonNLLLoss
MSmoothL1Loss
NoftMarginLoss
MTripletMarginLoss
Z1WithDistanceLoss
M_Loss
NWeightedLoss
Hmodule.Module
O_WrappedHook
Hnormalization.CrossMapLRN2d
VGroupNorm
VLayerNorm
W1ocalResponseNorm
VRMSNorm
Hpadding.CircularPad1d
a12d
a13d
QonstantPad1d
a12d
a13d
PReflectionPad1d
c12d
c13d
RplicationPad1d
d12d
d13d
PZeroPad1d
W12d
W13d
P_CircularPadNd
RonstantPadNd
QReflectionPadNd
SplicationPadNd
Iixelshuffle.PixelShuffle
Z1Unshuffle
Iooling.AdaptiveAvgPool1d
e12d
e13d
X1MaxPool1d
e12d
e13d
QvgPool1d
W12d
W13d
PFractionalMaxPool2d
g13d
PLPPool1d
V2d
V3d
PMaxPool1d
W12d
W13d
SUnpool1d
Y12d
Y13d
P_AdaptiveAvgPoolNd
Y1MaxPoolNd
RvgPoolNd
QLPPoolNd
QMaxPoolNd
TUnpoolNd
Hrnn.GRUCell
LLSTMCell
LRNNCell
SBase
Hsparse.Embedding
X1Bag
Htransformer.Transformer
e1Decoder
l1Layer
e1Encoder
l1Layer
Hupsampling.Upsample
Z1ingBilinear2d
c1Nearest2d
9parallel.data_parallel.DataParallel
Jistributed._BufferCommHook
j1Location*
VDDPJoinHook
VMixedPrecision
Dmeter.UninitializedTensorMixin
J_BufferMeta
KParameterMeta
9utils._named_member_accessor.NamedMemberAccessor
Fparametrizations._OrthMaps*
b1ogonal
X1SpectralNorm
X1WeightNorm
Pe.ParametrizationList
Grune.BasePruningMethod
LCustomFromMask
LIdentity
LL1Unstructured
MnStructured
LPruningContainer
LRandomStructured
RUnstructured
Frnn.PackedSequence_*
Fspectral_norm.SpectralNorm
f1LoadStateDictPreHook
f1StateDictHook
Fweight_norm.WeightNorm
7uma.binding.AffinityMode*
6onnx.ExportableModule
BInputObserver
BONNXProgram
CnnxExporterError
B_internal.exporter._capture_strategies.CaptureStrategy
o1Result
o1TorchExportDraftExportStrategy
z1NonStrictStrategy
z1StrictStrategy
Verrors.ConversionError
c1DispatchError
c1GraphConstructionError
c1TorchExportError
Vinput_observer.InputCandidate
p1ObserverInfo
Vverification._VerificationInterpreter
Lfx._pass.GraphModuleOnnxMeta
UPackageInfo
UTransform
Opasses.type_promotion.AllOrAnyReductionTypePromotionRule
k1DivElementwiseTypePromotionRule
k1ElementwiseTypePromotionRule
g2SetGenerator
k1InsertTypePromotion
k1ReductionTypePromotionRule
k1SumLikeReductionTypePromotionRule
k1TypePromotionRule
x1Snapshot
x1Table
k1_TypePromotionInterpreter
Ltorchscript_exporter._experimental.ExportOptions
h1globals._InternalGlobals
h1type_utils.JitScalarType*
g1jit_utils.GraphContext
g1registration.OverrideDict
t1SymbolicRegistry
g1verification.OnnxBackend*
t1VerificationOptions
Berrors.OnnxExporterWarning
ISymbolicValueError
IUnsupportedOperatorError
Bops._symbolic_impl.EncodedAttrs
Bverification.VerificationInfo
7ptim.Adafactor
CMuon
C_multi_tensor.partialclass.<locals>.NewCls
Dstateless._GroupSwapinInfo*
Cadadelta.Adadelta
Fgrad.Adagrad
Fm.Adam
Gax.Adamax
Gw.AdamW
Dsgd.ASGD
Clbfgs.LBFGS
Dr_scheduler.ChainedScheduler
QonstantLR
RsineAnnealingLR
e1WarmRestarts
QyclicLR
PExponentialLR
PLRScheduler
QambdaLR
QinearLR
PMultiStepLR
UplicativeLR
POneCycleLR
PPolynomialLR
PReduceLROnPlateau
PSequentialLR
QtepLR
P_LRScheduler
QSchedulePhase
Qenable_get_lr_call
Qinitial_mode
Cnadam.NAdam
Coptimizer.Optimizer
M_RequiredParameter
Cradam.RAdam
Dmsprop.RMSprop
Dprop.Rprop
Csgd.SGD
Dparse_adam.SparseAdam
Dwa_utils.AveragedModel
MSWALR
7verrides.BaseTorchFunctionMode
GTorchFunctionMode
6profiler._cupti_monitor.CuptiMonitor
U_CuptiError
Gmemory_profiler.Action*
W1Category*
e1Dict
e1Element
W1DataFlowEdge
e1Graph
e1Node
W1MemoryProfile
j1Timeline
W1OpTree
W1SchemaMatcher
X1izeMap
W1_Storage
Gpattern_matcher.Conv2dBiasFollowedByBatchNorm2dPattern
W1ExtraCUDACopyPattern
W1FP32MatMulPattern
X1orLoopIndexingPattern
W1GradNotSetToNonePattern
W1MatMulDimInFP16Pattern
W1NamePattern
W1OptimizerSingleTensorPattern
W1Pattern
W1SynchronizedDataLoaderPattern
Gtrace_validator.Violation
Gutils.BasicEvaluation
MContextStackEntry
MEventKey
RMetrics
MInterval
MTimelineEvent
Fprofiler.ProfilerAction*
O_ITraceObserver
PKinetoProfile
PNumpyEncoder
Oprofile
6qscheme
7uasirandom.SobolEngine
6serialization.LoadEndianness*
KSourceChangeWarning
LtorageType
K_open_buffer_reader
X1writer
Qfile
Qzipfile_reader
Y1writer_buffer
f1file
Per
Kset_default_mmap_options
Lkip_data
7parse.check_sparse_tensor_invariants
Dsemi_structured._SEMI_STRUCTURED_SPARSE_CONFIG*
7torage._LegacyStorageMeta
FStorageBase
6types.Storage
6utils._appending_byte_serializer.BytesReader
i1Writer
Dcontent_store.ContentStoreReader
d1Writer
Ixtlib._DecoratorContextManager
Epp_extension_versioner.Entry*
c1xtensionVersioner
Euda_debug._CUDAGraphInputLivenessTracker
PTensorTrackingMode
QrackedTensorInfo
Ddebug_mode._calls._AnnotateCall
W1DebugCall
W1OpCall
X1utputPlacementCall
W1RedistributeCall
W1TritonKernelCall
Pmode.DebugInterpreter
Putils.TensorIdTracker
Fvice.DeviceContext
Dpython_dispatch.AliasInfo
TBaseTorchDispatchMode
TSchemaInfo
TTorchDispatchMode
UraceableWrapperSubclass
Gree.ConstantNode
KEnumEncoder
KGetAttrKey
KKeyEntry
KMappingKey
KNodeDef*
KSequenceKey
KTreeSpec
K_ProtocolFn*
LSerializeNodeDef*
LTreeSpecSchema
Kstructseq
Dstrobelight.cli_function_profiler.StrobelightCLIFunctionProfiler
z1ProfilerError
Eympy.printers.CppPrinter
SExprPrinter
SPythonPrinter
Jsymbol.SymT*
Jvalue_ranges.ValueRangeError
Dthunk.Thunk
Eraceback.CapturedTraceback
Cbackcompat.Warning
Gend_registration._DummyBackendModule
Dundled_inputs.InflatableArg*
Ccheckpoint.CheckpointError
X1Policy*
NDefaultDeviceType
NGraphExecGroup
NSelectiveCheckpointContext
N_CachedTorchDispatchMode
SingTorchDispatchMode
PheckpointFrame
OHandle
Polder
OStopRecomputationError
OVersionWrapper
Ocheckpoint_hook
Orecomputation_hook
Cdata._utils.fetch._BaseDatasetFetcher
VIterableDatasetFetcher
VMapDatasetFetcher
Oworker.ManagerWatchdog
VWorkerInfo
V_RNG
Hdataloader._DatasetKind
TInfiniteConstantSampler
Lset.ChainDataset
QoncatDataset
PDataset
PIterableDataset
PStackDataset
Qubset
PTensorDataset
Iistributed.DistributedSampler
Hsampler.BatchSampler
PRandomSampler
PSampler
QequentialSampler
QubsetRandomSampler
PWeightedRandomSampler
Dlpack.DLDeviceType*
Cflop_counter.FlopCounterMode
P_FlopCounterMode
Chipify.hipify_python.CurrentState*
X1GeneratedFileCleaner
X1HipifyResult
X1InputError
X1TrieNode
X1bcolors
Dooks.BackwardHook
IRemovableHandle
Cmkldnn.MkldnnBatchNorm
PConv1d
T2d
T3d
PLinear
PPrelu
J_MkldnnConvNd
Dobile_optimizer.LintCode*
Edule_tracker.ModuleTracker
Cshow_pickle.DumpUnpickler
OFakeClass
SObject
Cthroughput_benchmark.ExecutionStats
X1ThroughputBenchmark
Cweak.TensorWeakRef
H_IterationGuard
6xpu.StreamContext
A_DeviceGuard
BZesDeviceInfo
Adevice
G_of
Agraphs.XPUGraph
Hgraph
Amemory.XPUPluggableAllocator
H_XPUAllocator
Astreams.Event
`],
  ['torchmetrics 1.9.0', `
0torchmetrics.detection._mean_ap.BaseMetricResults
W1COCOMetricResults
W1MAPMetricResults
Y1RMetricResults
Nhelpers.CocoBackend
Dfunctional.audio.dnsmos.InferenceSession
Unisqa._AdaptCNN
b1Framewise
b1NISQADIM
b1PoolAttFF
f1ing
b1SelfAttention
o1Layer
b1TimeDependency
Oimage.arniqa._ARNIQA
c1NoTrainArniqa
Udists.DISTSNetwork
a1L2pooling
Ulpips.Alexnet
a1NetLinLayer
a1ScalingLayer
b1queezeNet
a1Vgg16
a1_LPIPS
b1NoTrainLpips
Uperceptual_path_length.GeneratorType
Omultimodal.clip_score.JinaProcessorWrapper
Otext.helper._EditOperations*
b1LevenshteinEditDistance
Z1_embedding_metric.TextDataset
s1okenizedDataset
Tinfolm._InformationMeasure
Tsacre_bleu._SacreBLEUTokenizer
Tter._TercomTokenizer
Dimage.fid.NoTrainInceptionV3
N_FeatureExtractorInceptionV3
Dutilities.exceptions.TorchMetricsUserError
o1Warning
Dwrappers.feature_share.NetworkCache
Mtracker.MetricTracker
`],
  ['torchvision 0.28.0', `
0torchvision._utils.StrEnum*
Cdatasets.celeba.CSV*
Mifar.CIFAR10
Y10
Ntyscapes.CityscapesClass*
Mlevr.CLEVRClassification
Mountry211.Country211
Ldtd.DTD
Leurosat.EuroSAT
Lfakedata.FakeData
Mer2013.FER2013
Mgvc_aircraft.FGVCAircraft
Mlickr.Flickr30k
Y18k
a1Parser
Nowers102.Flowers102
Molder.DatasetFolder
SImageFolder
Nod101.Food101
Lhmdb51.HMDB51
Limagenet.ImageNet
Tte.Imagenette
Lkinetics.Kinetics
Llfw.LFWPairs
Teople
P_LFW
Msun.LSUN
Lmnist.EMNIST
RFashionMNIST
RKMNIST
RMNIST
RQMNIST
Moving_mnist.MovingMNIST
Lpcam.PCAM
Mhototour.PhotoTour
Mlaces365.Places365
Lrendered_sst2.RenderedSST2
Lsbu.SBU
Memeion.SEMEION
Mtanford_cars.StanfordCars
Nl10.STL10
Mun397.SUN397
Mvhn.SVHN
Lucf101.UCF101
Msps.USPS
Lvideo_utils._VideoTimestampsDataset
Nsion.StandardTransform
SVisionDataset
Moc._VOCBase
Cio.image.ImageReadMode*
Cmodels._api.Weights
VEnum*
Kutils.IntermediateLayerGetter
Q_ModelURLs
Jalexnet.AlexNet
Y1_Weights*
Jconvnext.CNBlock
Z1Config
TonvNeXt
a1_Base_Weights*
b1Large_Weights*
b1Small_Weights*
b1Tiny_Weights*
SLayerNorm2d
Jdensenet.DenseNet
a1121_Weights*
b161_Weights*
c19_Weights*
a1201_Weights*
S_DenseBlock
Y1Layer
TTransition
Ltection._utils.BalancedPositiveNegativeSampler
b1oxCoder
d1LinearCoder
a1Matcher
a1SSDMatcher
Tanchor_utils.AnchorGenerator
g1DefaultBoxGenerator
Tbackbone_utils.BackboneWithFPN
Tfaster_rcnn.FastRCNNConvFCHead
n1Predictor
j1erRCNN
p1_MobileNet_V3_Large_320_FPN_Weights*
d2FPN_Weights*
q1ResNet50_FPN_V2_Weights*
X2Weights*
f1TwoMLPHead
Ucos.FCOS
c1ClassificationHead
c1Head
c1RegressionHead
c1_ResNet50_FPN_Weights*
Tgeneralized_rcnn.GeneralizedRCNN
Timage_list.ImageList
Tkeypoint_rcnn.KeypointRCNN
t1Heads
t1Predictor
t1_ResNet50_FPN_Weights*
Tmask_rcnn.MaskRCNN
l1Heads
l1Predictor
l1_ResNet50_FPN_V2_Weights*
z1Weights*
Tretinanet.RetinaNet
m1ClassificationHead
m1Head
m1RegressionHead
m1_ResNet50_FPN_V2_Weights*
-1Weights*
Uoi_heads.RoIHeads
Upn.RPNHead
Y1egionProposalNetwork
Tssd.SSD
a1300_VGG16_Weights*
a1ClassificationHead
a1FeatureExtractorVGG
a1Head
a1RegressionHead
a1ScoringHead
W1lite.SSDLite320_MobileNet_V3_Large_Weights*
i1ClassificationHead
i1FeatureExtractorMobileNet
i1Head
i1RegressionHead
Ttransform.GeneralizedRCNNTransform
Jefficientnet.EfficientNet
i1_B0_Weights*
k11_Weights*
k12_Weights*
k13_Weights*
k14_Weights*
k15_Weights*
k16_Weights*
k17_Weights*
j1V2_L_Weights*
m1M_Weights*
m1S_Weights*
W1FusedMBConv
h1Config
W1MBConv
c1Config
W1_MBConvConfig
Jfeature_extraction.LeafModuleAwareTracer
c1NodePathTracer
Jgooglenet.BasicConv2d
TGoogLeNet
c1Outputs*
c1_Weights*
TInception
c1Aux
Jinception.BasicConv2d
TInception3
c1A
d1ux
c1B
c1C
c1D
c1E
c1Outputs*
c1_V3_Weights*
Jmaxvit.MBConv
RaxVit
W1Block
W1Layer
W1_T_Weights*
QPartitionAttentionLayer
QRelativePositionalMultiHeadAttention
QSwapAxes
QWindowDepartition
W1Partition
Knasnet.MNASNet
Y10_5_Weights*
a175_Weights*
Y11_0_Weights*
a13_Weights*
R_InvertedResidual
Kobilenetv2.InvertedResidual
VMobileNetV2
e1_V2_Weights*
T3.InvertedResidual
l1Config
VMobileNetV3
e1_V3_Large_Weights*
i1Small_Weights*
Joptical_flow.raft.BottleneckBlock
b1ConvGRU
d1rrBlock
b1FeatureEncoder
c1lowHead
b1MaskPredictor
c1otionEncoder
b1RAFT
c1aft_Large_Weights*
g1Small_Weights*
c1ecurrentBlock
d1sidualBlock
b1UpdateBlock
Jquantization.googlenet.GoogLeNet_QuantizedWeights*
g1QuantizableBasicConv2d
r1GoogLeNet
r1Inception
-1Aux
W1inception.Inception_V3_QuantizedWeights*
g1QuantizableBasicConv2d
r1Inception3
-1A
_1ux
-1B
-1C
-1D
-1E
W1mobilenetv2.MobileNet_V2_QuantizedWeights*
i1QuantizableInvertedResidual
t1MobileNetV2
g13.MobileNet_V3_Large_QuantizedWeights*
i1QuantizableInvertedResidual
t1MobileNetV3
t1SqueezeExcitation
W1resnet.QuantizableBasicBlock
p1ottleneck
o1ResNet
d1ResNeXt101_32X8D_QuantizedWeights*
o164X4D_QuantizedWeights*
i1t18_QuantizedWeights*
j150_QuantizedWeights*
W1shufflenetv2.QuantizableInvertedResidual
u1ShuffleNetV2
j1ShuffleNet_V2_X0_5_QuantizedWeights*
y11_0_QuantizedWeights*
-15_QuantizedWeights*
y12_0_QuantizedWeights*
Jregnet.AnyStage
QBlockParams
RottleneckTransform
QRegNet
W1_X_16GF_Weights*
a1_6GF_Weights*
Z132GF_Weights*
a1_2GF_Weights*
Z1400MF_Weights*
Z1800MF_Weights*
a1GF_Weights*
X1Y_128GF_Weights*
a16GF_Weights*
a1_6GF_Weights*
Z132GF_Weights*
a1_2GF_Weights*
Z1400MF_Weights*
Z1800MF_Weights*
a1GF_Weights*
SsBottleneckBlock
QSimpleStemIN
Lsnet.BasicBlock
Rottleneck
QResNeXt101_32X8D_Weights*
b164X4D_Weights*
X150_32X4D_Weights*
Vt
W1101_Weights*
X152_Weights*
X18_Weights*
W134_Weights*
W150_Weights*
QWide_ResNet101_2_Weights*
b150_2_Weights*
Jsegmentation._utils._SimpleSegmentationModel
W1deeplabv3.ASPP
k1Conv
k1Pooling
g1DeepLabHead
n1V3
p1_MobileNet_V3_Large_Weights*
q1ResNet101_Weights*
w150_Weights*
W1fcn.FCN
d1Head
d1_ResNet101_Weights*
k150_Weights*
W1lraspp.LRASPP
j1Head
j1_MobileNet_V3_Large_Weights*
Khufflenetv2.InvertedResidual
W1ShuffleNetV2
g1_V2_X0_5_Weights*
l11_0_Weights*
n15_Weights*
l12_0_Weights*
Kqueezenet.Fire
USqueezeNet
e11_0_Weights*
g11_Weights*
Kwin_transformer.PatchMerging
m1V2
a1ShiftedWindowAttention
w1V2
b1winTransformer
p1Block
u1V2
e1_B_Weights*
f1S_Weights*
f1T_Weights*
f1V2_B_Weights*
i1S_Weights*
i1T_Weights*
Jvgg.VGG
Q11_BN_Weights*
TWeights*
R3_BN_Weights*
TWeights*
R6_BN_Weights*
TWeights*
R9_BN_Weights*
TWeights*
Kideo.mvit.MSBlockConfig
VViT
Y1_V1_B_Weights*
a12_S_Weights*
VultiscaleAttention
e1Block
UPool
W1sitionalEncoding
Presnet.BasicBlock
b1Stem
X1ottleneck
W1Conv2Plus1D
a13DNoTemporal
c1Simple
W1MC3_18_Weights*
W1R2Plus1D_18_Weights*
d1dStem
X13D_18_Weights*
W1VideoResNet
Ps3d.S3D
W1_Weights*
UepInceptionBlock3D
TTemporalSeparableConv
Qwin_transformer.PatchEmbed3d
g1ShiftedWindowAttention3d
h1win3D_B_Weights*
n1S_Weights*
n1T_Weights*
k1Transformer3d
Lsion_transformer.ConvStemConfig*
c1Encoder
j1Block
c1MLPBlock
c1ViT_B_16_Weights*
i132_Weights*
g1H_14_Weights*
g1L_16_Weights*
i132_Weights*
e1sionTransformer
Cops.deform_conv.DeformConv2d
Hrop_block.DropBlock2d
a13d
Gfeature_pyramid_network.ExtraFPNBlock
e1FeaturePyramidNetwork
e1LastLevelMaxPool
n1P6P7
Gmisc.Conv2dNormActivation
P3dNormActivation
PNormActivation
LFrozenBatchNorm2d
LMLP
LPermute
LSqueezeExcitation
Gpoolers.LevelMapper
OMultiScaleRoIAlign
Hs_roi_align.PSRoIAlign
Npool.PSRoIPool
Groi_align.RoIAlign
Kpool.RoIPool
Gstochastic_depth.StochasticDepth
Ctransforms._presets.ImageClassification
W1ObjectDetection
X1pticalFlow
W1SemanticSegmentation
W1VideoClassification
Nautoaugment.AugMix
b1toAugment
k1Policy*
Z1RandAugment
Z1TrivialAugmentWide
Nfunctional.InterpolationMode*
Ntransforms.CenterCrop
Z1olorJitter
a1mpose
a1nvertImageDtype
Y1ElasticTransform
Y1FiveCrop
Y1GaussianBlur
Z1rayscale
Y1Lambda
Z1inearTransformation
Y1Normalize
Y1PILToTensor
Z1ad
Y1RandomAdjustSharpness
f1ffine
f1pply
f1utocontrast
e1Choice
f1rop
e1Equalize
f1rasing
e1Grayscale
e1HorizontalFlip
e1Invert
e1Order
e1Perspective
f1osterize
e1ResizedCrop
f1otation
e1Solarize
e1Transforms
e1VerticalFlip
Z1esize
Y1TenCrop
Z1oPILImage
a1Tensor
Cutils._ImageDrawTV
`],
  ['transformers 5.24.0', `
0transformers._typing.GenerativePreTrainedModel
LPeftConfigLike
LStringValuedEnumLike
LTransformersLogger
LWhisperGenerationConfigLike
Dactivations.AccurateGELUActivation
PClassInstantier
RippedGELUActivation
PFastGELUActivation
PGELUActivation
TTanh
PLaplaceActivation
QinearActivation
PMishActivation
PNewGELUActivation
PQuickGELUActivation
PReLUSquaredActivation
PSiLUActivation
QqrtSoftplusActivation
PXIELUActivation
Dbackbone_utils.BackboneConfigMixin
a1Mixin
a1Type*
Dcache_utils.CacheLayerMixin
PDummyLayer
PLinearAttentionCacheLayerMixin
e1Layer
Eonfiguration_utils.SubConfigSpec
Gvert_slow_tokenizer.AlbertConverter
a1BarthezConverter
b1ertConverter
e1GenerationConverter
b1igBirdConverter
b1lenderbotConverter
a1CLIPConverter
b1amembertConverter
c1naryConverter
b1onverter
a1DebertaConverter
h1V2Converter
a1FunnelConverter
a1GPT2Converter
b1emmaConverter
f1SentencePieceExtractor
a1HeliumConverter
c1rbertConverter
a1LayoutLMv2Converter
b1lamaConverter
a1MBart50Converter
f1Converter
b1PNetConverter
b1arkupLMConverter
b1oshiConverter
a1NllbConverter
a1OmniASRConverter
b1penAIGPTConverter
a1ParakeetConverter
b1egasusConverter
a1Qwen2Converter
a1ReformerConverter
c1mBertConverter
b1oFormerConverter
c1bertaConverter
a1SeamlessM4TConverter
c1ntencePieceExtractor
b1plinterConverter
c1mConverter
a1T5Converter
b1ikTokenConverter
a1UdopConverter
a1VideoPrismConverter
a1WhisperConverter
a1XGLMConverter
b1LMRobertaConverter
c1NetConverter
Fre_model_loading.Chunk
X1oncatenate
Z1v3dToLinear
a1ersionOps
W1ErnieFuseAndSplitTextVisionExperts
b1SplitAndDecoupleTextVisionExperts
W1GroupWeightRename
W1Inkling2IndexOffsetWeightRename
e1LoopDequantizeExperts
i1MergeMessageQueries
e1UnpadVocab
Y1terleave
W1LayerPairCollapse
X1inearToConv3d
W1MergeModulelist
W1PermuteForRope
X1refixChange
W1SkipParameters
X1plit
b1Modulelist
W1Transpose
W1VisionFuseAndPermuteForRope
c1UnfuseAndPermuteForRope
W1WeightConverter
c1Renaming
c1Transform
W1_IdentityOp
Ddata.data_collator.DataCollatorForLanguageModeling
l1MultipleChoice
l1PermutationLanguageModeling
l1Seq2Seq
l1TokenClassification
i1Mixin
i1WithFlattening
m1Padding
X1efaultDataCollator
Eebug_utils.DebugOption*
UUnderflowOverflow
Fcision.modeling_utils.DecisionMixin
Mtemplate_utils.Question
Eistributed.configuration_utils.DistributedConfig
Pexpert_parallel.AllReduceEP
i1ToAllEP
g1utoEP
f1EPImplementation
g1pDispatchExpertsParallel
g1xpertParallelLayer
f1MegaMoeEP
g1oEParamShard
f1_AllToAllState*
Ppipeline_parallel.PipelineIdentityLayer
p1Stage
Psharding_utils.DtensorShardOperation
Ptensor_parallel.AllReduceParallel
f1ColwiseParallel
f1EmbeddingParallel
f1LocalParamsParallel
f1MlaKvAProjParallel
g1oeExpertsParallel
i1IdentityParallel
f1PackedColwiseParallel
l1RowwiseParallel
f1ReplicatedWithGradAllReduce
g1owwiseParallel
f1SequenceParallel
f1TensorParallelLayer
Putils.TransformersDeviceMesh
Dexporters.auto.AutoExportConfig
W1HfExporter
SExportBackend
Nbase.ExportedComponent
a1Model
SHfExporter
Nconfigs.DynamoConfig
VExecutorchConfig
X1portConfigMixin
b1Format*
VOnnxConfig
W1penVINOConfig
Nexporter_dynamo.DynamoExporter
W1executorch.ExecutorchExporter
W1onnx.OnnxExporter
X1penvino.OpenVINOExporter
Nmetadata.ExportMetadata
Nquantizers.base.CalibrationSet
d1ExportQuantizer
d1QuantizationConfigMixin
Y1quantizer_nncf.NNCFOnnxQuantizer
s1penVINOQuantizer
r1QuantizationConfig
r1TorchFXQuantizer
r1WeightCompressionConfig
n1_NNCFQuantizer
i1onnxruntime.OnnxRuntimeDynamicConfig
Z2Quantizer
Z2StaticConfig
u1_FeedReader
i1pt2e.PT2EQuantizer
Nrunners.base.ModelRunner
Vrunner_dynamo.DynamoModelRunner
c1executorch.ExecutorchModelRunner
c1onnx.OnnxModelRunner
d1penvino.OpenVINOModelRunner
Dfeature_extraction_sequence_utils.SequenceFeatureExtractor
W1utils.FeatureExtractionMixin
Eusion_mapping.ModuleFusionSpec
SPatchEmbeddingsFusionSpec
S_FusedPatchEmbeddingMixin
Dgeneration.candidate_generator.AssistantToTargetTranslator
r1VocabTranslatorCache
o1edCandidateGenerator
c2DifferentTokenizers
i1CandidateGenerator
i1DFlashTokenCandidateGenerator
i1EarlyExitCandidateGenerator
i1MTPCandidateGenerator
i1PromptLookupCandidateGenerator
i1SinglePositionMultiTokenCandidateGenerator
i1UniversalSpeculativeDecodingGenerator
i1_MapInputEmbedding
j1PruneReindexingLMHead
Ponfiguration_utils.BaseWatermarkingConfig
i1CompileConfig
k1ntinuousBatchingConfig
i1GenerationMode*
i1SynthIDTextWatermarkingConfig
i1WatermarkingConfig
Rtinuous_batching.cache.PagedAttentionMemoryHandler
n1_allocators.cache_allocator.BlockLedger
j2CacheAllocator
Z2pool.CachePool
e2RegularTrees
j1b_logits_processors.ContinuousBatchingLogitsProcessor
Y3List
p2TemperatureLogitsWarper
q2opKLogitsWarper
s2PLogitsWarper
j1ontinuous_api.BackgroundThreadStatus
x1ContinuousBatchingManager
b2Mixin
x1OutputRouter
x1ProtoPretrainedModel
i1distributed.DistributedHelper
i1input_outputs.ContinuousBatchingAsyncIOs
i2IOs
w1HostDeviceIOPair
w1PagedAttentionArgs
i1model_runner.ModelRunner
i1offloading_manager.OffloadingManager
i1requests.FutureBatch
x1RequestState
r1GenerationOutput
r1RequestState
W2us*
i1scheduler.FIFOScheduler
s1PrefillFirstScheduler
s1Scheduler
i1utils.WorkloadHints
Ologits_process.AlternatingCodebooksLogitsProcessor
d1BarkEosPrioritizerLogitsProcessor
d1ClassifierFreeGuidanceLogitsProcessor
d1DiaClassifierFreeGuidanceLogitsProcessor
g1EOSChannelFilterLogitsProcessor
j1DelayPatternLogitsProcessor
d1EncoderNoRepeatNGramLogitsProcessor
k1RepetitionPenaltyLogitsProcessor
e1psilonLogitsWarper
e1taLogitsWarper
e1xponentialDecayLengthPenalty
d1ForcedBOSTokenLogitsProcessor
j1EOSTokenLogitsProcessor
d1InfNanRemoveLogitsProcessor
d1LogitNormalization
i1sProcessor
s1List
d1MinLengthLogitsProcessor
g1NewTokensLengthLogitsProcessor
g1PLogitsWarper
d1NoBadWordsLogitsProcessor
f1RepeatNGramLogitsProcessor
d1PrefixConstrainedLogitsProcessor
d1RepetitionPenaltyLogitsProcessor
d1SequenceBiasLogitsProcessor
e1uppressTokensAtBeginLogitsProcessor
r1LogitsProcessor
e1ynthIDTextWatermarkLogitsProcessor
x1State
d1TemperatureLogitsWarper
e1opHLogitsWarper
g1KLogitsWarper
g1PLogitsWarper
e1ypicalLogitsWarper
d1UnbatchedClassifierFreeGuidanceLogitsProcessor
d1WatermarkLogitsProcessor
e1hisperNoSpeechDetection
k1TimeStampLogitsProcessor
Ostopping_criteria.ConfidenceCriteria
g1EosTokenCriteria
g1MaxLengthCriteria
j1TimeCriteria
g1StopStringCriteria
k1pingCriteria
w1List
Qreamers.AsyncTextIteratorStreamer
Y1BaseStreamer
Y1TextDiffusionStreamer
c1IteratorStreamer
c1Streamer
Outils.DeferredStopCheck
UGenerationMixin
UStopCheck
Owatermarking.BayesianDetectorWatermarkedLikelihood
b1SynthIDTextWatermarkDetector
b1WatermarkDetector
s1Output
Dhf_argparser.HfArgumentParser
Eyperparameter_search.HyperParamSearchBackendBase
Z1OptunaBackend
Z1RayTuneBackend
Z1WandbBackend
Dimage_processing_backends.PilBackend
d1TorchvisionBackend
W1se.ImageProcessingMixin
Uutils.BaseImageProcessor
Jtransforms.PaddingMode*
Jutils.AnnotationFormat*
PChannelDimension*
PImageFeatureExtractionMixin
UType*
Entegrations.bitnet.AutoBitLinear
X1BitLinear
a1NetDeserialize
Tsandbytes.Bnb4bitDeserialize
k1Quantize
g18bitDeserialize
k1Quantize
Qcompressed_tensors.CompressedTensorsDequantize
-1FP8Linear
l1nvertFP8LinearScale
j1RevertFP8LinearScale
Qdeepspeed.HfDeepSpeedConfig
c1TrainerDeepSpeedConfig
Qeetq.EetqLinear
Z1Quantize
Rxecutorch.Seq2SeqLMDecoderExportableModuleWithStaticCache
k1EncoderExportableModule
l1xportableModule
b1TorchExportableModuleForDecoderOnlyLM
z1VLM
w1WithHybridCache
-1StaticCache
Qfbgemm_fp8.FbgemmFp8Linear
l1lama4TextExperts
k1Quantize
Rinegrained_fp8.FP8Embedding
k1xperts
j1GroupedLinear
j1Linear
h1p8Dequantize
j1Quantize
Rlex_attention.WrappedFlexAttention
Rouroversix.FourOverSixQuantize
Rp_quant.FpQuantDeserialize
g1Quantize
Qgemma_quant.QuantizedEmbedding
l1Linear
Rguf.gguf_conversion_mapping.Cast
u1oncatenateRows
t1Dequantize
t1LogNegate
t1PermuteInputFeatures
-1Rows
t1SubtractOne
t1TiledToGroupedInputs
b2Rows
t1Unsqueeze
Vkernels.GgufKernel
Vreader.GgufHeader*
c1LazyGgufTensor
c1TensorInfo*
Vutils.GgufEmbedding
g1xperts
f1Linear
Qheterogeneity.configuration_utils.AmbiguousGlobalPerLayerAttributeError
y1_HeterogeneitySpec
z1PerLayerConfigView
Riggs.HiggsLinear
Rub_kernels.FuncRepository
c1LayerRepository
d1ocalLayerRepository
Qintegration_utils.AzureMLCallback
i1ClearMLCallback
j1odeCarbonCallback
k1metCallback
i1DVCLiveCallback
i1FlyteCallback
i1KubeflowCallback
i1NeptuneMissingConfiguration
i1SwanLabCallback
i1TensorBoardCallback
j1rackioCallback
i1WandbCallback
n1LogModel*
Qmetal_quantization.MetalDequantize
o1Linear
o1Quantize
Ristral.tokenizer.MistralConverter
Rxfp4.Mxfp4Dequantize
d1serialize
b1GptOssExperts
h1MLP
b1Quantize
b1ReverseDeserialize
Qnvfp4.NVFP4Linear
b1Quantize
Qpeft.PeftAdapterMixin
Qquanto.QuantoQuantize
Qsinq.SinqDeserialize
Z1Quantize
Qtorchao.TorchAoDeserialize
f1Quantize
Dloss.loss_d_fine.DFineLoss
Oeformable_detr.DeformableDetrHungarianMatcher
r1ImageLoss
Pimv2.Deimv2Loss
Nfor_object_detection.HungarianMatcher
i1ImageLoss
i1NestedTensor
Ngrounding_dino.GroundingDinoHungarianMatcher
p1ImageLoss
Nlw_detr.LwDetrHungarianMatcher
b1ImageLoss
Nrf_detr.RfDetrHungarianMatcher
b1ImageLoss
Ot_detr.RTDetrHungarianMatcher
b1Loss
Dmodelcard.TrainingSummary
Iing_flash_attention_utils.FlashAttentionKwargs
Mgguf_pytorch_utils.BloomTensorProcessor
f1GGUFTensor*
g1PT2TensorProcessor
g1emma2TensorProcessor
g1ptOssTensorProcessor
f1Lfm2TensorProcessor
g1lamaTensorProcessor
f1MambaTensorProcessor
g1iniMaxM2TensorProcessor
f1NemotronTensorProcessor
f1Qwen2MoeTensorProcessor
f1T5TensorProcessor
g1ensorProcessor
Mlayers.GenericForQuestionAnswering
d1SequenceClassification
d1TokenClassification
UradientCheckpointingLayer
TMtpLayer
Mrope_utils.RopeParameters
Z1taryEmbeddingConfigMixin
Mutils.EmbeddingAccessMixin
SModuleUtilsMixin
Doptimization.Adafactor
Z1Schedule
QGreedyLR
QStreamingAverage
Dpipelines.any_to_any.AnyToAnyPipeline
Y1Chat
Y1ReturnType*
Oudio_classification.AudioClassificationPipeline
Ptomatic_speech_recognition.AutomaticSpeechRecognitionPipeline
Nbase.ArgumentHandler
SChunkPipeline
SJsonPipelineDataFormat
SPipedPipelineDataFormat
W1line
a1DataFormat
a1Exception
a1Registry
S_ScikitCompat
Ndecision.DecisionPipeline
Ppth_estimation.DepthEstimationPipeline
Oocument_question_answering.DocumentQuestionAnsweringPipeline
p1ModelType*
Nfeature_extraction.FeatureExtractionPipeline
Oill_mask.FillMaskPipeline
Nimage_classification.ClassificationFunction*
i1ImageClassificationPipeline
Tfeature_extraction.ImageFeatureExtractionPipeline
Tsegmentation.ImageSegmentationPipeline
Ttext_to_text.ImageTextToTextPipeline
g1ReturnType*
Nkeypoint_matching.Keypoint
n1MatchingPipeline
f1Match
Nmask_generation.MaskGenerationPipeline
Nobject_detection.ObjectDetectionPipeline
Npt_utils.KeyDataset
Z1PairDataset
W1PipelineChunkIterator
e1Dataset
e1Iterator
e1PackIterator
Ntable_question_answering.TableQuestionAnsweringArgumentHandler
c2Pipeline
Oext_classification.ClassificationFunction*
h1TextClassificationPipeline
Sgeneration.ReturnType*
d1TextGenerationPipeline
Sto_audio.AudioOutput
b1TextToAudioPipeline
Ooken_classification.AggregationStrategy*
i1TokenClassificationArgumentHandler
_1Pipeline
Nvideo_classification.VideoClassificationPipeline
Nzero_shot_audio_classification.ZeroShotAudioClassificationPipeline
X1classification.ZeroShotClassificationArgumentHandler
c2Pipeline
X1image_classification.ZeroShotImageClassificationPipeline
X1object_detection.ZeroShotObjectDetectionPipeline
Erocessing_utils.AllKwargsForChatTemplate
VudioKwargs
UImagesKwargs
UMultiModalData
UOmniModalProcessingKwargs
UProcessingKwargs
b1orChatTemplateKwargs
UTextKwargs
VokenizerChatTemplateKwargs
UVideosKwargs
Eytorch_utils.Conv1D
Dquantizers.auto.AutoHfQuantizer
X1QuantizationConfig
Obase.HfQuantizer
TSequentialLlama4TextExperts
Oquantizer_aqlm.AqlmHfQuantizer
Z1uto_round.AutoRoundQuantizer
Z1wq.AwqQuantizer
Y1bitnet.BitNetHfQuantizer
Z1nb_4bit.Bnb4BitHfQuantizer
c18bit.Bnb8BitHfQuantizer
Y1compressed_tensors.CompressedTensorsHfQuantizer
Y1eetq.EetqHfQuantizer
Y1fbgemm_fp8.FbgemmFp8HfQuantizer
Z1inegrained_fp8.FineGrainedFP8HfQuantizer
Z1ouroversix.FourOverSixHfQuantizer
Z1p_quant.FPQuantHfQuantizer
Y1gemma.GemmaQuantizer
Z1guf.GgufHfQuantizer
Z1ptq.GptqHfQuantizer
Y1higgs.HiggsHfQuantizer
Z1qq.HqqHfQuantizer
Y1metal.MetalHfQuantizer
Z1xfp4.Mxfp4HfQuantizer
Y1nvfp4.NVFP4HfQuantizer
Y1quanto.QuantoHfQuantizer
b1rk.QuarkHfQuantizer
Y1sinq.SinqHfQuantizer
Z1pqr.SpQRHfQuantizer
Y1torchao.TorchAoHfQuantizer
Y1vptq.VptqHfQuantizer
Dtesting_utils.CPUMemoryMonitor
SaptureLogger
Y1Std
b1err
b1out
SoloredFormatter
W1s
RHfDocTestParser
W1testModule
RMemoryStats*
RRequestCounter
RSubprocessCallException
RTemporaryHubRepo
TstCasePlus
R_RunOutput
Eime_series_utils.AffineTransformed
VDistributionOutput
VLambdaLayer
VNegativeBinomialOutput
W1ormalOutput
VParameterProjection
VStudentTOutput
Eokenization_mistral_common.MistralTokenizerType*
Qpython.ExtensionsTrie
X1Trie
Qutils_base.CharSpan*
b1TokenSpan*
c1runcationStrategy*
W1sentencepiece.SentencePieceExtractor
Erainer.Trainer
K_callback.CallbackHandler
UDefaultFlowCallback
UEarlyStoppingCallback
VxportableState
UPrinterCallback
W1ogressCallback
UTrainerCallback
c1ontrol
b1State
Ljit_checkpoint.CheckpointManager
a1JITCheckpointCallback
Loptimizer.OptimizerContext
Lpt_utils.AcceleratorConfig
UBatchRebalanceSampler
UDistributedLengthGroupedSampler
f1SamplerWithLoop
UIterableDatasetShard
ULabelSmoother
W1yerWiseDummyOptimizer
i1Scheduler
VengthGroupedSampler
UShardSampler
Lseq2seq.Seq2SeqTrainer
Lutils.BestRun*
REvalLoopOutput*
VPrediction
RFSDPOption*
RHPSearchBackend*
SubStrategy*
RIntervalStrategy*
RPredictionOutput*
RRemoveColumnsCollator
RSaveStrategy*
SchedulerType*
RTrainOutput*
W1erMemoryTracker
Iing_args.OptimizerNames*
RParallelMode*
RTrainingArguments
Q_seq2seq.Seq2SeqTrainingArguments
Dutils.attention_visualizer.AttentionMaskVisualizer
Kuto_docstring.ClassAttrs
d1Docstring
Z1onfigArgs
Y1ImageProcessorArgs
Y1ModelArgs
d1ForArgs
k1.ForCausalLM
o1DepthEstimation
o1ImageClassification
o1MaskedLM
p1ultipleChoice
o1ObjectDetection
o1SemanticSegmentation
q1quenceClassification
o1TokenClassification
d1OutputArgs
Y1ProcessorArgs
Y1VideoProcessorArgs
Y1_EmptyArgs
Jbackbone_utils.BackboneConfigMixin
g1Mixin
Jchat_parsing.response_parser.ResponseParser
f1templates.ResponseTemplate
Z2Field
Otemplate_utils.Chat
d1DocstringParsingException
d1TypeHintParsingException
Jdeprecation.Action*
Kummy_detectron2_objects.LayoutLMv2Model
Pessentia_and_librosa_and_pretty_midi_and_scipy_and_torch_objects.Pop2PianoFeatureExtractor
Z3Processor
Z3Tokenizer
Pmistral_common_objects.MistralCommonBackend
Qusic_objects.Pop2PianoFeatureExtractor
m1Tokenizer
Ppt_objects.Adafactor
b1lternatingCodebooksLogitsProcessor
b1ttentionInterface
j1MaskInterface
a1BayesianDetectorConfig
q1Model
a1Cache
b1lassifierFreeGuidanceLogitsProcessor
b1onv1D
a1DynamicCache
a1EncoderDecoderCache
h1NoRepeatNGramLogitsProcessor
h1RepetitionPenaltyLogitsProcessor
b1osTokenCriteria
b1psilonLogitsWarper
b1taLogitsWarper
b1xponentialDecayLengthPenalty
a1ForcedBOSTokenLogitsProcessor
g1EOSTokenLogitsProcessor
a1GenerationMixin
b1radientCheckpointingLayer
a1InfNanRemoveLogitsProcessor
a1LogitNormalization
f1sProcessor
p1List
a1MaxLengthCriteria
d1TimeCriteria
b1inLengthLogitsProcessor
d1NewTokensLengthLogitsProcessor
d1PLogitsWarper
a1NoBadWordsLogitsProcessor
c1RepeatNGramLogitsProcessor
a1PreTrainedModel
d1fixConstrainedLogitsProcessor
a1QuantizedCache
a1RepetitionPenaltyLogitsProcessor
a1Seq2SeqTrainer
d1uenceBiasLogitsProcessor
b1taticCache
c1opStringCriteria
e1pingCriteria
q1List
b1uppressTokensAtBeginLogitsProcessor
o1LogitsProcessor
b1ynthIDTextWatermarkDetector
u1LogitsProcessor
u1ingConfig
a1TemperatureLogitsWarper
b1opKLogitsWarper
d1PLogitsWarper
c1rchExportableModuleWithStaticCache
b1rainer
b1ypicalLogitsWarper
a1UnbatchedClassifierFreeGuidanceLogitsProcessor
a1WatermarkDetector
j1LogitsProcessor
b1hisperTimeStampLogitsProcessor
Pspeech_objects.ASTFeatureExtractor
e1Speech2TextFeatureExtractor
Ptimm_and_torchvision_objects.TimmWrapperImageProcessor
Qokenizers_objects.PreTrainedTokenizerFast
Rrchaudio_objects.GraniteSpeechFeatureExtractor
v1Processor
i1MusicgenMelodyFeatureExtractor
w1Processor
Uvision_objects.BaseVideoProcessor
j1TorchvisionBackend
Pvision_objects.BaseImageProcessor
e1ImageFeatureExtractionMixin
j1ProcessingMixin
Jgeneric.ContextManagers
RExplicitEnum*
RPaddingStrategy*
RTensorType*
SransformersKwargs
Jhp_naming.TrialShortNamer
Kub.DownloadKwargs
NPushInProgress
RToHubMixin
Jimport_utils.Backend
W1OptionalDependencyNotAvailable
W1VersionComparison*
W1_LegacyModuleAliasFinder
Jkernel_config.KernelConfig
Jloading_report.LoadStateDictInfo
Lgging.EmptyTqdm
R_tqdm_cls
Jnetwork_logging.NetworkDebugPlugin
Z1_NetworkDebugProfiler
h1RequestTrace
Joutput_capturing.CompileableContextVar
a1OutputRecorder
a1_CanRecordRegistry
Jquantization_config.AqlmConfig
e1utoRoundConfig
e1wqBackend*
g1Config
g1Format*
d1BitNetQuantConfig
g1sAndBytesConfig
d1EetqConfig
e1xllamaVersion*
d1FPQuantConfig
e1bgemmFp8Config
e1ineGrainedFP8Config
e1ourOverSixConfig
d1GPTQConfig
e1emmaQuantizationConfig
e1gufConfig
d1HiggsConfig
e1qqConfig
d1Mxfp4Config
d1QuantizationMethod*
i1oConfig
d1SpQRConfig
d1TorchAoConfig
d1VptqConfig
h1LayerConfig
Dvideo_processing_utils.BaseVideoProcessor
a1VideoProcessorMixin
Jutils.VideoMetadata
`],
  ['ultralytics 8.4.190', `
0ultralytics.data.augment.Albumentations
PBaseMixTransform
TTransform
PCenterCrop
QlassifyLetterBox
Qompose
RpyPaste
QutMix
PDepthFormat
PFormat
PLetterBox
QoadVisualPrompt
PMixUp
Qosaic
PRandomFlip
VHSV
VLoadText
VPerspective
PSemanticFormat
PToTensor
Hbuild.ContiguousDistributedSampler
N_RepeatSampler
Hdataset.YOLOConcatDataset
Hloaders.LoadPilAndNumpy
TScreenshots
TTensor
PSourceTypes
Cengine.exporter.ClassMapModel
SExportWrapper
Y1er
SNMSModel
SQNNModel
Jmodel.Model
Jpredictor.BasePredictor
Jresults.BaseTensor
Soxes
RDepthMap
RKeypoints
RMasks
ROBB
RProbs
RSemanticMask
R_DenseResultTensor
Jtrainer.BaseTrainer
RMultiTrainer
Kuner.Tuner
Jvalidator.BaseValidator
Cmodels.fastsam.model.FastSAM
Rpredict.FastSAMPredictor
Rval.FastSAMValidator
Jllm.LLM
Jnas.model.NAS
Npredict.NASPredictor
Nval.NASValidator
Jrtdetr.model.RTDETR
Qpredict.RTDETRPredictor
Qtrain.RTDETRTrainer
Qval.RTDETRValidator
Jsam.model.SAM
Qules.blocks.Block
c1CXBlock
c1DropPath
c1Fuser
c1MaskDownSampler
d1ultiScaleAttention
m1Block
c1PatchEmbed
d1ositionEmbeddingRandom
t1Sine
c1REAttention
d1oPEAttention
c1SAM2TwoWayAttentionBlock
m1Transformer
Vdecoders.MaskDecoder
e1SAM2MaskDecoder
Vencoders.FpnNeck
e1Hiera
e1ImageEncoder
q1ViT
e1MemoryEncoder
e1PromptEncoder
Vmemory_attention.MemoryAttention
_1Layer
Vsam.SAM2Model
c13Model
c1Model
Vtiny_encoder.Attention
i1BasicLayer
i1Conv2d_BN
m1Layer
i1MBConv
j1LP
i1PatchEmbed
n1Merging
i1TinyViT
p1Block
W1ransformer.Attention
h1TwoWayAttentionBlock
n1Transformer
Npredict.Predictor
VSAM2DynamicInteractivePredictor
Z1Predictor
Z1VideoPredictor
Y13Predictor
Z1SemanticPredictor
Z1VideoPredictor
e1SemanticPredictor
Nsam3.decoder.TransformerDecoder
s1Layer
Sencoder.TransformerEncoder
s1Fusion
s1Layer
Sgeometry_encoders.Prompt
k1SequenceGeometryEncoder
Smaskformer_segmentation.LinearPresenceHead
q1MaskPredictor
q1PixelDecoder
q1SegmentationHead
q1UniversalSegmentationHead
Todel_misc.DotProductScoring
d1LayerScale
d1TransformerWrapper
Snecks.Sam3DualViTDetNeck
Ssam3_image.SAM3SemanticModel
Stext_encoder_ve.ResidualAttentionBlock
i1TextTransformer
j1ransformer
i1VETextEncoder
Svitdet.Attention
Z1Block
Z1ViT
Tl_combiner.SAM3VLBackbone
Jutils.loss.DETRLoss
URTDETRDetectionLoss
Pops.HungarianMatcher
Jyolo.classify.predict.ClassificationPredictor
X1train.ClassificationTrainer
X1val.ClassificationValidator
Odepth.predict.DepthPredictor
Utrain.DepthTrainer
Uval.DepthValidator
Qtect.predict.DetectionPredictor
Vtrain.DetectionTrainer
Vval.DetectionValidator
Omodel.YOLO
Y1E
Y1World
Oobb.predict.OBBPredictor
Strain.OBBTrainer
Sval.OBBValidator
Opose.predict.PosePredictor
Ttrain.PoseTrainer
Tval.PoseValidator
Osegment.predict.SegmentationPredictor
W1train.SegmentationTrainer
W1val.SegmentationValidator
Qmantic.predict.SemanticSegmentationPredictor
X1train.SemanticSegmentationTrainer
X1val.SemanticSegmentationValidator
Oworld.train.WorldTrainer
Z1_world.WorldTrainerFromScratch
Uval.WorldValidator
Oyoloe.predict.YOLOEVPDetectPredictor
j1SegPredictor
Utrain.YOLOEPEFreeTrainer
h1Trainer
f1Trainer
m1FromScratch
f1VPTrainer
Z1_seg.YOLOEPESegTrainer
j1SegTrainer
t1FromScratch
m1VPTrainer
Uval.YOLOEDetectValidator
d1SegValidator
Cnn.autobackend.AutoBackend
Fbackends.axelera.AxeleraBackend
Obase.BaseBackend
Ocoreai.CoreAIBackend
Sml.CoreMLBackend
Odeepx.DeepXBackend
Oexecutorch.ExecuTorchBackend
Olitert.LiteRTBackend
Omnn.MNNBackend
Oncnn.NCNNBackend
Oonnx.ONNXBackend
X1IMXBackend
Ppenvino.OpenVINOBackend
Opaddle.PaddleBackend
Pytorch.PyTorchBackend
W1TorchScriptBackend
Oqnn.QNNBackend
Orknn.RKNNBackend
Otensorflow.TensorFlowBackend
Urt.TensorRTBackend
Priton.TritonBackend
Fdistill_model.FeatureHook
Fmodules.activation.AGLU
Nblock.A2C2f
UAttn
UBlock
UConv
UDown
Uttention
TBNContrastiveHead
Uottleneck
d1CSP
TC1
U2
VPSA
Vf
W1Attn
W1CIB
W1PSA
U3
VGhost
VTR
Vf
Vk
W12
Vx
UBFuse
VLinear
UIB
UontrastiveHead
TDFL
TELAN1
TGhostBottleneck
THGBlock
VStem
TImagePoolingAttn
TMaxSigmoidAttnBlock
TPSA
W1Block
Uroto
Y126
TRealNVP
VpBottleneck
W1C3
X1SP
W1NCSPELAN4
W1VGGDW
VsNetBlock
Z1Layer
W1idual
TSAVPE
UCDown
UPP
W1ELAN
W1F
UwiGLUFFN
TTorchVision
Nconv.CBAM
ThannelAttention
Toncat
Vv
W12
W1Transpose
SDWConv
Y1Transpose2d
SFocus
SGhostConv
SIndex
SLightConv
SRepConv
SSpatialAttention
Nhead.Classify
SDepth
Utect
SLRPCHead
SOBB
V26
SPose
W126
SRTDETRDecoder
SSegment
Z126
UmanticSegment
SWorldDetect
SYOLOEDetect
X1Segment
e126
Sv10Detect
Ntransformer.AIFI
Z1DeformableTransformerDecoder
_1Layer
Z1LayerNorm2d
Z1MLP
c1Block
a1SDeformAttn
Z1TransformerBlock
k1EncoderLayer
k1Layer
Ftasks.BaseModel
LClassificationModel
LDepthModel
NtectionModel
LEnsemble
LOBBModel
LPoseModel
LRTDETRDetectionModel
LSegmentationModel
NmanticSegmentationModel
LWorldModel
LYOLOEModel
QSegModel
L_SafeLoad
Coptim.muon.MuSGD
Csolutions.ai_gym.AIGym
Nnalytics.Analytics
Mdistance_calculation.DistanceCalculation
Mheatmap.Heatmap
Minstance_segmentation.InstanceSegmentation
Mobject_blurrer.ObjectBlurrer
Tcounter.ObjectCounter
Uropper.ObjectCropper
Mparking_management.ParkingManagement
m1PtsSelection
Mqueue_management.QueueManager
Mregion_counter.RegionCounter
Msecurity_alarm.SecurityAlarm
Nimilarity_search.SearchApp
e1VisualAISearch
Nolutions.BaseSolution
W1SolutionAnnotator
e1Results
Npeed_estimation.SpeedEstimator
Ntreamlit_inference.Inference
Mtrackzone.TrackZone
Mvision_eye.VisionEye
Ctrackers.basetrack.BaseTrack
VTrackState
Lutils.gmc.GMC
Rreid.ReID
Cutils.DataExportMixin
IRetry
ISimpleClass
IThreadingLocked
JryExcept
IYAML
Ievents.Events
Jxport.coreml.IOSDetectModel
Pengine._NormalizeCoords
Pimx.FXModel
TNMSWrapper
Ifiles.WorkingDirectory
Igit.GitRepo
Iinstance.Instances
Ilogger.ConsoleLogger
c1._ConsoleCapture
e1LogHandler
PSystemLogger
P_DriveInfo
Kss.BCEDiceLoss
OboxLoss
NDFLoss
OepthLoss26
NE2EDetectLoss
QLoss
NFocalLoss
NKeypointLoss
NMultiChannelDiceLoss
NPoseLoss26
NRLELoss
OotatedBboxLoss
NSegmentLoss26
PmanticSegmentationLoss
NTVPDetectLoss
QSegmentLoss
NVarifocalLoss
Nv8ClassificationLoss
PDetectionLoss
POBBLoss
PPoseLoss
PSegmentationLoss
Imetrics.ClassifyMetrics
RonfusionMatrix
QDepthMetrics
StMetrics
QMetric
QOBBMetrics
QPoseMetrics
QSegmentMetrics
SmanticMetrics
Inms.TorchNMS
Iops.Profile
Iplotting.Annotator
RColors
Ital.PoseTaskAlignedAssigner
MRotatedTaskAlignedAssigner
MSegTaskAlignedAssigner
MTaskAlignedAssigner
Jorch_utils.EarlyStopping
Jriton.TritonRemoteModel
Iuploads._ProgressReader
`],
]
