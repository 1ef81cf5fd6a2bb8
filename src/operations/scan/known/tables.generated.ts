// Written by scripts/known-names/tables.py from walks of the real modules. Do not edit.
/** Names that the walk of the real modules found; decode.ts says how they are written. */

/** What was walked: 17195 names of dangerous objects were found in 12307 modules, 19068 functions and classes
 *  whose source leads to harm, 6574 classes that run nothing when they are rebuilt. */
export const WALKED: readonly string[] = [
  'PIL 13.0.0',
  '_csv 1.0',
  '_ctypes 1.1.0',
  '_curses_panel 2.1',
  '_decimal 1.70',
  '_pydecimal 1.70',
  'accelerate 1.15.0',
  'argparse 1.1',
  'cgi 2.6',
  'click 8.5.1',
  'cloudpickle 3.1.3',
  'csv 1.0',
  'ctypes 1.1.0',
  'decimal 1.70',
  'dill 0.4.1',
  'distutils 3.10.13',
  'distutils 3.11.7',
  'distutils 3.8.18',
  'distutils 3.9.18',
  'einops 0.8.2',
  'filelock 4.3.1',
  'fsspec 2026.9.0',
  'huggingface_hub 2.4.0',
  'imaplib 2.58',
  'ipaddress 1.0',
  'jinja2 3.1.6',
  'joblib 1.6.0',
  'json 2.0.9',
  'lightning 2.6.6',
  'logging 0.5.1.2',
  'markupsafe 3.0.4',
  'mpmath 1.2.1',
  'mpmath 1.3.0',
  'networkx 3.6.1',
  'numpy 1.24.2',
  'numpy 2.4.6',
  'omegaconf 2.4.0',
  'optparse 1.5.3',
  'packaging 26.4',
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
  'requests 2.34.2',
  'safetensors 0.8.0',
  'scipy 1.17.1',
  'sklearn 1.9.1',
  'smtpd Python SMTP proxy version 0.3',
  'socketserver 0.4',
  'stable_baselines3 2.9.2',
  'sympy 1.11.1',
  'sympy 1.14.0',
  'tabnanny 6',
  'timm 1.0.31',
  'torch 1.13.0a0',
  'torch 2.13.0+cpu',
  'torchmetrics 1.9.0',
  'torchvision 0.28.0',
  'torchvision 0.28.0+cu130',
  'tqdm 4.70.1',
  'transformers 5.24.0',
  'typing_extensions 4.16.0',
  'typing_extensions 4.4.0',
  'ultralytics 8.4.190',
  'yaml 6.0',
  'yaml 6.0.4',
  'zlib 1.0',
]

/** Modules, front coded. */
export const MODULES = `
0PIL
3.AvifImagePlugin
4BdfFontFile
5lpImagePlugin
5mpImagePlugin
5ufrStubImagePlugin
4ContainerIO
5urImagePlugin
4DcxImagePlugin
5dsImagePlugin
4EpsImagePlugin
5xifTags
4FitsImagePlugin
5liImagePlugin
5ontFile
5texImagePlugin
4GbrImagePlugin
5dImageFile
5ifImagePlugin
6mpGradientFile
8PaletteFile
5ribStubImagePlugin
4Hdf5StubImagePlugin
4IcnsImagePlugin
6oImagePlugin
5mImagePlugin
6age
9Chops
Ams
Aolor
9Draw
D2
9Enhance
9File
Cter
Aont
9Grab
9Mode
Brph
9Ops
9Palette
Bth
9Qt
9Sequence
Atat
9Text
Ak
Aransform
9Win
6tImagePlugin
5ptcImagePlugin
4Jpeg2KImagePlugin
8ImagePlugin
4McIdasImagePlugin
5pegImagePlugin
6oImagePlugin
5spImagePlugin
4PSDraw
5aletteFile
7mImagePlugin
5cdImagePlugin
6fFontFile
6xImagePlugin
5dfImagePlugin
7Parser
5ixarImagePlugin
5ngImagePlugin
5pmImagePlugin
5sdImagePlugin
4QoiImagePlugin
4SgiImagePlugin
5piderImagePlugin
5unImagePlugin
4TarIO
5gaImagePlugin
5iffImagePlugin
8Tags
4WalImageFile
5ebPImagePlugin
5mfImagePlugin
4XVThumbImagePlugin
5bmImagePlugin
5pmImagePlugin
4_avif
5binary
5deprecate
5imaging
Ccms
Cft
Cmorph
5tkinter_finder
5util
5webp
4features
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
1pydantic_core._schema_gather
5tetime
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
2kinter
0abc
1iohappyeyeballs._staggered
Himpl
Htypes
Hutils
3signal
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
1lick._compat
7termui_impl
9xtwrap
7utils
6core
6decorators
6exceptions
6formatting
6globals
6parser
6shell_completion
6termui
7ypes
6utils
2oudpickle
1math
1odecs
2llections
B.abc
2ncurrent
A.futures
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
8._async_lock._acquire
Mbackends
Mexecutor
Mlock
Mowners
Mrelease
Mtransitions
Acore._acquire
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
Mwindows
T._directories
Vhandles
Voplocks
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
Glease
Gread_write
Q._async
Sgenerations
Sheartbeat
Told
Slock
Sparticipant
Sstorage
Tweep
Icords
Gstrict._claims
Odirectories
Olock
Opublication
Orelease
Oscan
Pentinel
Owindows
Bqlite
G._async
Iconnection
Ifork
Ilinks
Jock
Itransactions
1nmatch
1ontTools
9.agl
Amisc.loggingTools
FtextTools
2rmatter
1ractions
2ozenlist
A._frozenlist
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
1ultidict
9._abc
Bcompat
Bmultidict
5processing
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
Kthreshold
Lime_dependent
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
Jp2g
Kajek
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
Bstructures
Btokenizer
Adependency_groups
Birect_url
Aerrors
Alicenses
Amarkers
Betadata
Apylock
Aranges
Bequirements
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
3pcache._helpers
I_c
1stats
2util
6._common
8ntuples
8pslinux
Aposix
Autil_linux
1wd
1ydantic
8._internal._config
Ntextlib
Mre_metadata
Putils
Kdecorators
U_v1
Liscriminated_union
Locs_extraction
Kfields
Lorward_ref
Kgenerate_schema
Pics
Kimport_utils
Kknown_annotated_metadata
Kmock_val_ser
Mdel_construction
Knamespace_utils
Krepr
Kschema_gather
Seneration_shared
Lignature
Ktype_refs
Ning_extra
Kutils
Amigration
9aliases
Annotated_handlers
9config
9deprecated.class_validators
9errors
9functional_validators
9json_schema
9main
9plugin._schema_validator
9version
8_core
D._pydantic_core
Ecore_schema
3oc
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
B.numpy
Ctorch
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
1qlite3
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
8tegories.baseclasses
7odegen.approximations
Fst
Ecnodes
Efnodes
Ematrix_nodes
Enumpy_nodes
8mbinatorics.free_groups
Kgalois
Lraycode
Khomomorphisms
Kpartitions
Lerm_groups
Outations
Lrufer
Kschur_number
8ncrete.expr_with_limits
Fguess
Fsummations
8re
A.add
Cssumptions
Bbackend
Dsic
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
7rypto.crypto
6diffgeom.diffgeom
Frn
8screte.convolutions
Frecurrences
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
6holonomic.holonomic
Gnumerical
Grecurrence
6integrals.heurisch
Gintegrals
Jpoly
Glaplace
Gmanualintegrate
Heijerint
Gprde
Grde
Hubi.parsetools.generate_rules
f1tests
W1parse
Lrubimain
Lutility_function
Gtransforms
Aractive.traversal
6liealgebras.type_e
7ogic.algorithms.lra_theory
Cboolalg
Cinference
Cutilities.dimacs
6matrices.common
Fdecompositions
Hnse
Feigen
Gxpressions.applyfunc
Rblockmatrix
Rcompanion
Rdeterminant
Siagonal
Sotproduct
Rfourier
Suncmatrix
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
6ntheory.bbp_pi
Econtinued_fraction
Eecm
Fgyptian_fraction
Efactor_
Egenerate
Epartitions_
Frimetest
Eqs
6physics.biomechanics.activation
Econtinuum_mechanics.arch
Y1beam
Y1cable
Y1truss
Irol.control_plots
Mlti
Emechanics
N.actuator
Obody_base
Ofunctions
Oinertia
Ojoint
Olagrange
Pinearize
Poads
Omodels
Oparticle
Origidbody
Osystem
Owrapping_geometry
Eoptics.gaussopt
Lmedium
Lutils
Lwaves
Equantum.cg
Nircuitplot
Tutils
Nonstants
Mdagger
Mgate
Nrover
Mhilbert
Midentitysearch
Mmatrixutils
Moperatorordering
Mqapply
Nexpr
Nubit
Mshor
Npin
Mtensorproduct
Nrace
Esecondquant
Eunits
J.dimensions
Kprefixes
Kquantities
Ksystems.mks
Va
Ssi
Kutil
Evector
K.dyadic
Lframe
Munctions
Lvector
Ewigner
7lotting.backends.base_backend
Omatplotlibbackend.matplotlib
Otextbackend.text
Fexperimental_lambdify
Fplot
J_implicit
Jgrid
Gygletplot.plot_interval
Fseries
Ftextplot
Futils
7olys.constructor
Cdensebasic
Distributedmodules
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
Dodulargcd
Enomials
Cnumberfields.galoisgroups
Pminpoly
Psubfield
Putilities
Cpartfrac
Dolyclasses
Gmatrix
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
7rinting.aesaracode
Fc
Godeprinter
Hnventions
Ffortran
Fgtk
Flatex
Glvmjitcode
Fmaple
Hthml
Fpretty.pretty
S_symbology
Mstringpict
Iview
Hinter
Gython
Iorch
Frust
Fsmtlib
Gtr
Ftableform
Gensorflow
Gheanocode
6sandbox.indexed_integrals
7eries.aseries
Dformal
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
7tats.crv
F_types
Cdrv
F_types
Cfrv
F_types
Cjoint_rv
K_types
Cmatrix_distributions
Crandom_matrix_models
Dv
Csampling.sample_numpy
Spymc
Sscipy
Dtochastic_process_types
Dymbolic_multivariate_probability
Lprobability
8rategies
G.branch
Hrl
Htools
Iree
Hutil
6tensor.array.array_comprehension
Oop
Jdense_ndim_array
Jexpressions.array_expressions
a1expr_derivatives
Vconv_array_to_indexed
j1matrix
a1indexed_to_array
a1matrix_to_array
Vfrom_array_to_indexed
j1matrix
a1indexed_to_array
a1matrix_to_array
Vutils
Jndim_array
Jsparse_ndim_array
Dfunctions
Dindexed
Dtensor
Eoperators
8sting.pytest
Eruntests
M_pytest
Etmpfiles
6unify.core
Cusympy
7tilities._compilation.availability
Tcompilation
Trunners
Tutil
Gautowrap
Gcodegen
Gdecorator
Gexceptions
Giterables
Glambdify
Gmatchpy_connector
Jhml
Hemoization
Hisc
Gpkgdata
Hytest
Gruntests
Gsource
Gtimeutils
Hmpfiles
6vector.coordsysrect
Ddyadic
Dfunctions
Doperators
Erienters
Dparametricregion
Dscalar
Dvector
2s
3config
0tarfile
1empfile
2rmios
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
1kinter
7.ttk
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
6ontrib.bells
Dconcurrent
Ddiscord
Ditertools
Dlogging
Dtelegram
Dutils_worker
5gui
5notebook
5rich
5std
5tk
5utils
5version
1raceback
3iners
2uststore
A._api
Copenssl
Cssl_constants
1ty
1ypes
3ing
6_extensions
7inspection.introspection
Ityping_objects
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
2rl._parse
6query
8oters
Aing
D_c
6url
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
9input
Ater
0codecs.IncrementalDecoder
2llections.namedtuple
2ncurrent.futures._base.Future
Pas_completed
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
1unctools.CacheInfo
A_lru_cache_wrapper
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
8_ParameterKind
8getattr_static
Bdoc
Bfullargspec
Bmembers
Cro
8isclass
Boroutine
Jfunction
Adatadescriptor
Afunction
Amethoddescriptor
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
Eultiarray_umath.fromfile
Cfunction_base.add_newdoc
Crecords.array
Kfromfile
6compat.py3k.open_latin1
8re._add_newdocs_scalars.add_newdoc_for_scalar_type
Cmethods._dump
Dultiarray_umath.fromfile
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
3getenv
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
9pid
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
1equests.sessions.Session
9utils.default_user_agent
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
3config.get_config_var
Os
Epath
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
6prepare_class
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
7parse.SplitResult
Dparse_qs
Ll
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
2id.UUID
5uuid4
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
BmpImagePlugin 4 7H
BufferedTokenStream nn1 bn1111N9
C dr3 fx3
CommonTokenFactory on1 bn1111N9
ContainerIO 6 f2
ElementPath po5 qo5
ElementTree qo5 oo5
EpsImagePlugin A v1
ExifTags B 1P76a1
F Zp4 mMr112z4uX112yUIN322jD211111211112331111131323214111122115315211113C3423122132226131133212321121113111344221211312322BJC3y1x611516115791293345C1433371RABs3b3D2X3n192VRY3318B116311121111232111211G11311194j3h3x4e12y1-1d2113711511511181235911o2S221214521512D126M2211u134
F cw4 gf41111111dH
F sg5 gi3Dzz112
F ah5 ug51131112
F_pil og5 sg5
F_t pg5 sg5
FontFile E 2x1
GimpGradientFile J e1
GimpPaletteFile K e1
Image Q 1111121112111111311112111111212121221111111111311112111111121211111BgSsi227485Ww11121254622311134261h24W1a121112127X1MCX1n11
ImageChops R Im1xf3
ImageColor T U19kg5
ImageDraw U Vtg5h6
ImageEnhance W1 zh3r-1
ImageFile X1 12114121211131111L31111111312111111111121211111
ImageFilter Y1 W1zg3
ImageFont Z1 EG1Efg5h6
ImageMode b1 Q
ImageOps d1 7a2of3r-1j23-4
ImagePalette e1 454417ECB4242152
ImagePath f1 V
ImageSequence h1 1Hb183
ImageStat i1 W1
ImageText j1 U
IntervalSet qn1 bn1111N9
Jpeg2KImagePlugin p1 N
JpegImagePlugin q1 t1
LL1Analyzer rn1 _n19
ListTokenSource tn1 bn1111N9
N Yi1 Zm1
N _j1 Zm1
NX Yi1 xk1
NX _j1 jl1
PIL 0 z2qSii2zp1W7Fl3131221121211242
PaletteFile w1 e1
ParserInterpreter vn1 _n19
PdfParser W2 _1
PngImagePlugin Y2 N1
PredictionContext wn1 bn1111N9
Recognizer xn1 bn1111N9
T pi5 lU
TiffImagePlugin h2 t1
TiffTags i2 Qn1
TokenStreamRewriter zn1 _n19
Utils -n1 bn1111N9
_ aY2 tz2
_ bY2 uz2
_ cY2 vz2
_C dr3 -r3k318l2m5t1dI4q2531142113121271142311
_C_onnx nr3 or433o22114111181112181111711
_F sg5 yg5B5
_FP og5 ch521
_FT pg5 vg5
_NON_SCRIPTABLE_REMOTE_MODULE_MODULE a4 af4
_PY_PROFILER or3 _w4
_Reduction to4 Zp4U
_VF tr3 Z-3nGb3g1a1d1
__builtins__ s5 j311B2X21eAeW111111111o211111111111111111111112111111111111111111x6_7751g1N11Uc166D12543673517AAT9FEA75CB211111Q4423362H411122NC23515J311I21121111P48A111232u1QD1373111121119H451887111222113331254833311B5cr29
__future__ -2 ww4
__logging xT w_4
__odrpack pg2 sg2
_address Zs4 ls4EB
_afm XU jV
_agnostic zs2 dt2111311111
_aliases Ya2 da25
_aliases ks2 ps25
_api YU fU19212111111211111112111121112211111111111111111122122112127111
_arff cs2 pq2
_arpacklib uk2 vk2
_array_api xx2 Xx2
_artifact as4 ls4P
_artifact_change bs4 os4
_artifact_content cs4 as4S1L1
_artifact_location ds4 as41335589573
_asarray oh1 Yi1
_asarray kj1 _j1
_async_executor lc4 aa4
_async_process_executor mc4 aa4
_async_thread_executor nc4 aa4
_attachment es4 ct4
_attention th4 jb4
_avif p2 1
_backend bf2 _f2
_barnes_hut_tsne Xv2 dv2
_basic _l2 sm2
_basic_backend gc2 ec2
_batched_linalg Wf2 _e2
_beartype vr4 gu41O181111111411
_binary q2 Eb1
_binary_ufuncs_impl lw3 vw3
_blocking_input aU iV
_builtins s5 ih1
_c10d_functional xv4 nb4
_c10d_functional_autograd yv4 nb4
_c_internal_utils bU YV
_ccallback_c pZ2 oZ2
_cd mw3 ow3
_charset p9 o973
_checkpointer oc4 aa4
_cm cU dV
_code_flow fs4 ct4
_codecs_cn Z3 vB113
_codecs_hk a3 gA
_codecs_iso2022 b3 WC111111
_codecs_jp c3 oB311s111
_codecs_kr d3 pB5U
_codecs_tw e3 fAh1
_collections o6 fx1
_collections_abc f3 o65ZNsq4
_collections_abc p6 o65ZNyW4wJ
_colorize g3 hi5
_common mx1 ox1
_common cp5 ep5
_compat e5 h5
_compat X6 i6
_compat ra2 oa2112
_compat ht2 -s2131111111121111111
_config f5 h54
_config tx1 sy11
_configuration_override gs4 rs4
_consolidate_hf_safetensors pc4 aa4
_constants pr4 ur4p224113181237B11
_constants wt4 Yu4
_context_parallel uh4 jb4
_continuous_distns cn2 ro2
_conversion hs4 ls4P
_copy_reg w6 eY2
_core lh1 hj1
_core_metadata vx1 sy1
_core_utils wx1 zx1P
_covariance en2 yn2
_criterion qx2 px22
_crypt i3 x6
_csparsetools -j2 ak2
_ctx_mp eX1 ZX1
_cuda XY4 _v3F
_dataclasses u7 fx1
_decimal m3 Y4
_decomp Yf2 _e2
_decomp_svd jf2 _e2
_decorators xx1 Xy1I211
_decorators_v1 yx1 py1
_dedup_save_plans qc4 aa4
_dedup_tensors rc4 aa4
_delegators cg2 og2
_delegators _i2 mj2
_deprecation qr4 Zv49C
_dierckx wd2 td283
_discrete_distns gn2 ro2
_discriminated_union zx1 Xy1
_distance_pybind hl2 rl2
_distance_wrap il2 rl2
_docs -n4 _n4
_docstring gU hUD1128143823112312131233358
_dop -c2 ed2
_dtensor zv4 nb4
_dtype_mappings ev4 fv41
_dtypes nw3 rw311
_dtypes_impl ow3 lw32321112111
_dynamic_shapes zt4 au4
_edge is4 ps4
_edge_traversal js4 qs4
_ew l9 m9
_exception ks4 ks4E
_exceptions nj1 pj1
_experimental sc4 aa4
_experimental rr4 vv4
_exporter_states sr4 ur41_3
_extension tc4 aa4
_external_properties ls4 gt4
_external_property_file_reference ms4 ns4
_external_property_file_references ns4 et4
_fallback_language_module v8 t83
_fblas mf2 yf2
_fft Za2 fa2
_fft ls2 rs2
_fft hr3 nk4
_fftlog_backend jc2 ec2
_fields _x1 ty1
_filters dg2 hg2
_fitpack xd2 zd2
_fitpack_impl zd2 td25
_fitpack_py -d2 Xe2
_fix os4 ct4
_flags tr4 vt4
_flapack nf2 Wg2
_forward_ref Wy1 ty1
_from_nx zh1 di1
_from_nx wj1 Zk1
_fsspec_filesystem uc4 aa4
_func_map zh4 jb4
_funcs pa2 na2
_funcs pw3 sw3
_funcs_impl qw3 pw3
_functional_refs lx3 eu4
_functionalization ir3 ts3
_functions jr3 qX4
_functorch fs3 qX4
_generics Yy1 _x1M2
_graph ps4 ls4N2
_graph_traversal qs4 ct4
_h bh2 eh2
_hash kp1 lp1
_hashlib r3 cI
_hashlib cI eI
_hashopenssl r3 eI
_hausdorff kl2 rl2
_heapq dI o6
_helper nc2 kc29
_helpers aa2 da2
_helpers sa2 pa2
_helpers ms2 ps2
_helpers it2 -s21212112231212
_hf_utils vc4 aa4
_hierarchical Xq2 sp2
_hierarchy wb2 zb2
_image jU nV
_imagingmorph v2 c1
_impl zd2 -d2
_impl kt3 jt3
_importlib -J hZ2iAh5
_inspection Wt2 _s241
_internal rh1 oj1
_internals wa4 Yb4
_invocation rs4 hs44P
_io t3 YK
_ir_passes Yu4 au4
_itt kr3 bx4
_jit_internal -u3 tn4
_key_path _m1 Wn1
_known_annotated_metadata ay1 Xy1
_laplace hY3 rY3
_lbfgsb gh2 hh2
_library gv3 xn4
_linalg ba2 ga2
_linalg ns2 ss2
_linalg lr3 yn4
_linalg_refs jx3 eu4
_locale u3 X3Y_1
_locale wT X4u1
_location ss4 xs41A712
_location_relationship ts4 ss4
_logical_location us4 ls47I
_lower_to_native_backend -_3 j-3
_manipulation Yt2 Xt24
_manylinux lo1 _o1
_markupbase v3 hI
_mat Ym1 ih1
_math _T W41_X2
_mathtext lU uV
_measurements gg2 tn2
_message vs4 as43113151121413151333
_methods sh1 zh1
_methods pj1 wj1
_minpack zh2 th27
_mmio oe2 je2
_mock_val_ser by1 sy11
_model_construction cy1 ty1
_mon _w4 Wx4
_morestats un2 po2
_morphology hg2 gg2
_mpf_module fX1 eX1
_mstats_basic vn2 so2
_mstats_extras wn2 so2
_multiarray_umath th1 Xi18
_multiarray_umath qj1 -j16
_multidict xX1 wX1
_multiformat_message_string ws4 cs4TF2
_multivariate yn2 en2
_musllinux mo1 _o1
_namespace_utils dy1 ty1
_native -6 -6
_native _6 _6
_native W7 W7
_native X7 X7
_native Y7 Y7
_native Z7 Z7
_native b7 b7
_native c7 c7
_native d7 d7
_native e7 e7
_native f7 f7
_native g7 g7
_native i7 i7
_native j7 j7
_native l7 l7
_native m7 m7
_native n7 n7
_native o7 o7
_native p7 p7
_native r7 r7
_native s7 s7
_nd_image ig2 dg21111
_ndimage_api jg2 og2
_nested mr3 no4
_nested_dict wc4 aa4
_ni_docstrings kg2 dg2
_ni_label lg2 gg2
_ni_support mg2 dg21111
_nn_impl ot3 jt3
_nn_refs kx3 eu4
_nnapi pY4 oY4
_node xs4 ps48
_notification ys4 rs4
_nt Zi1 wh1
_nt Wk1 tj1
_ntp nx1 lx1
_numbers hh1 X4
_numerictypes Zi1 nh1
_numerictypes Wk1 jj1
_nx Yi1 -h19l22233
_nx _j1 xj18b1263
_odepack fd2 gd2
_onnx_program au4 Xu4
_opcode z3 go1
_operator -3 qm4
_ops _w3 iv31
_ops ga4 Xb4
_ops wv4 Wm4
_optimal_leaf_ordering xb2 zb2
_os jo1 p3h1az1
_osp ex1 by4
_packaging_version hy3 -v3
_parser cY2 aY2pR
_pass du4 eu4
_patch_torch Zv4 iv41A1
_path mU aVI6
_pg_transport xc4 aa4
_physical_location zs4 ss4H
_pocketfft lc2 gc2B13
_ppoly ce2 Xe2
_prims Wx3 cx3
_prims_common dx3 eu4
_prims_common_wrappers ex3 eu4
_propack cl2 el2
_property_bag -s4 Zs4111111111111111111111111112111111111111111111111111
_psplatform ox1 lx1
_psposix px1 ox1
_pu dj2 Wj28
_pylab_helpers nU lVH
_pytree -y4 iv3nU722
_quadpack id2 jd2
_random Z4 YY2
_random YY2 k_2s1
_rank_filter_1d ng2 dg2
_rbfinterp_np fe2 ee2
_rbfinterp_xp ge2 ee2
_rcont bo2 yn2
_re ZY2 -4hDcj2v1y9
_realtransforms_backend rc2 ec2
_rectangle _s4 es4
_reductions_impl uw3 pw3
_refs gx3 eu4
_regex fY2 eY22
_regex_core gY2 eY2
_region Wt4 es4E74
_register_sharding -h4 jb4
_registry Zc2 Xc2
_registry xo4 vo41
_replacement Xt4 bs4
_reporting_configuration Yt4 gs4P
_reporting_descriptor Zt4 ot4
_reporting_descriptor_reference at4 gs4I91A
_reporting_descriptor_relationship bt4 Zt4
_repr ey1 Xy1B263
_result ct4 ls4P
_result_provenance dt4 ct4
_rules zr4 yr4
_run et4 gt4
_run_automation_details ft4 et4
_schema_gather _3 fy1I
_schema_generation_shared gy1 sy1
_sharded_tensor fa4 nZ4
_sharded_tensor_utils yc4 aa4
_sharding_spec va4 nZ4
_shutil xo2 -4
_signal_api gj2 mj2
_signaltools hj2 kj2
_sigtools ij2 Xj291
_socket c4 qi5
_sparse qr3 wx4
_sparsetools ck2 vj21
_specfun pm2 _l28
_special rr3 Wy4
_special_locations ht4 et4
_special_refs mx3 eu4
_spfun_stats qm2 sm2
_splitter ux2 px2
_sre d4 ZY21pR
_ssl e4 ki5
_stack it4 ks4OA
_stack_frame jt4 it4
_staggered l4 m4
_state_dict_stager zc4 aa4
_stats io2 cn2
_stats_py ko2 nn271
_storage_utils -c4 aa4
_string f4 l_2
_string l_2 x6
_style_helpers oU uUj1
_superlu qk2 rk2
_suppression kt4 ct4
_sys ph3 p3h1q19kq1n1t6
_t pi5 -X1
_testing zp1 sq1
_text_helpers pU hW1
_thread h4 u7833q7af3
_thread_flow lt4 fs4
_thread_flow_location mt4 ls4P7
_tight_bbox qU yU
_tight_layout rU lV
_time xh3 W4-s42
_tool nt4 hs4T
_tool_component ot4 ls4P9
_tool_component_reference pt4 at4E
_tp_transform _h4 jb4
_transforms ng5 ug511122
_translation_metadata qt4 ot4
_traverse _c4 aa4
_tree vx2 rx2
_type_refs iy1 xx161
_type_utils ku4 ou41111121131
_type_utils av4 iv41111331
_types oi5 fx1hn3
_typing pi5 q7
_typing_extra jy1 _x1216681
_tzdata_impl x7 c8
_tzpath b8 c8
_tzpath dp5 ep5
_uarray zZ2 yZ2
_ufunc_config vh1 Yi1
_ufunc_config rj1 _j1
_ufuncs um2 _l28F4
_ufuncs vw3 sw3
_umath_linalg ul1 tl12
_unary_ufuncs_impl ww3 vw3
_util xw3 lw352111311
_utils ky1 ty1
_utils ev2 dv2
_utils sv3 tv34
_utils ax4 Xx4
_utils ny4 ly41
_utils pz4 _z4
_utils_internal gy3 rv3
_version Wd4 aa4
_version_control_details rt4 et4
_vmap_internals ky3 lX4
_vode qd2 ed2
_voronoi ql2 pl2
_vq yb2 -b2
_warnings lo5 eIlx1
_web_request st4 ls4N28
_web_response tt4 ls4N28
_webp y2 k2
_weights_only_unpickler ly3 Wa4sN
_wilcoxon po2 un2
_zeros wi2 xi2
abc k4 3N711e4Y1AX1w1mAjAg3iEGf2d2u3_w1b4-5M1Fy1145D_21g5k4y13g7681iK
abc p6 b6uQtIj26A34AA27GDa111818jY2m6v5xe1
accelerator my3 ha2iI
activation sz3 uq4
adjacency sg1 oY1y7
adjlist lg1 oY1
algebraicconnectivity dg1 oY1
algorithms ar1 sr11FE411AHPm12
algos fp1 lp1r1JNk1J
algos ar1 pr195KD6473E3121
all gd1 oY11
amp qy3 ha2iI
anyio q4 sIC
ao ty3 ha2iI
ao_nn uy3 f_3m1
api ma4 Xb4
api xa4 Yb4
api Xd4 aa4
api_types d_4 f_4
apis ct3 jt3
approximation qY1 oY1
argparse -4 lKj1v3y2zE_Kq5gDXSn1Z3FiEY5122t8yB2MV5W1
arpack vk2 sk2
array _4 e1Cep22w2p2Qh2la1
array_api ti1 ui1
array_api_compat _Z2 mZ2
array_api_compat hs2 xx2
arrayfuncs Yz2 ru2
arraylike kr1 pr112623KD
arrayprint wh1 Yi1
arrayprint tj1 _j1
art3d _W1 WX11
artist sU aV2399FL2
assortativity ZZ1 oY1
ast W5 v491_AY8-7pBz1n2k2j9-2pr1g45M_1gCs7s11C1XRq2r1a1
astar sd1 oY11
asteroidal fZ1 oY1
astunparse X5 tn4
asyncio a5 l41o9111111mv3Xa1a1m2
aten -v4 Xs311O5A18CMd1k1231B2111X7g2D_434222111116118336i3Lc1n3Y8g1
atexit b5 QW5r8Rc7r6RHkz2WVq2aE
atlas ff1 oY1
atn Wo1 bn1111N9
attr c5 Wn1
attracting db1 oY11
attrmatrix eg1 oY1
autograd iv3 jv3
autograd lX4 ha2iIrY1
autograd_cache os3 bt3
averagers ec4 fc4h3
axes tU zV
axis3d XX1 WX1
backend_bases yU iV
backend_tools -U zUx1
backends zX4 ha2iI
base cs1 ku1
base ss1 us11
base64 p5 Z1i8Pi875dChScNvBXOjC_CeCcHj52
base_backend zb3 -b314
base_sparsifier b_3 s-3G
base_sparsifier hX4 YX4A
batchnorm tz3 uq4
beamsearch de1 oY11
benchmark lz4 Yx4
bethehessianmatrix fg1 oY1
betweenness yZ1 oY11
betweenness_subset zZ1 oY11
biconnected eb1 oY11
binary hd1 oY11
binary_cmp ia4 fa4O
binascii q5 p5y3553W2W2hj1nNXW3
bipartite gZ1 oY1
bisect r5 a8sB2WVqFj3ja1l9YEcSZAaB
bltns s5 -D
boc re2 xe2
boundary uZ1 oY1
box pY2 bZ2
box_ops Yg5 pe55111
branch uf3 xf3
breadth_first_search ee1 oY11
broadcasting wZ1 oY1
builtins s5 Q-6sPqAq2IKX313c3aCW2r8_3W2u3uFn4cAi3Cp132KnJFB713s1f7b3x8r7
bz2 t5 hAuW1Wz3
c10d yd4 vZ41SFq6192
c10d _v4 nb41
c10d_ops _v4 qh4
cProfile u5 hPuc1
cabc p6 X61122121111lN
calendar v5 W2g2q3114j1tf5
call ZQ YOG12111C1X1115
call xW2 w-1G12111C1X1115
callbacks vm5 Zj511211
cbar bV iV
cbook YV lU342121113311111111143111224111341283171
cc xi2 vi2
cd_fast mu2 kq2Z4
centrality xZ1 oY1
cext qx1 ox1
cf Zp1 ap11a3Cj3
chains na1 oY1
char cj1 Xm1bKiI
char uj1 ih1_1s2
checkpoint kc4 Xa4
checkpoint nz4 Yk55
checkpoint_wrapper vb4 ue4
checks Xn5 ui5Cv37P9
chordal oa1 oY1
chunk_sharding_spec ya4 Yb4
chunk_sharding_spec_ops za4 Yb4
classes oY4 ha2iIaV
classic gf1 oY1
clique pa1 oY1
closeness -Z1 oY11
cloudpickle l6 n-242
cluster qa1 oY1
cluster qp2 Xw2
cm ZV fVN
cmath m6 cX15AeIXP2ea2
codecs n6 W2X4m215l111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111l52TeT9q6b1C2a1w1_Noo2eB3
cographs hf1 oY1
collections o6 W2TyDj3iAGn4e3j2w11X1HKCCLId3y1f218o412FLJ1121f6q3_42w3w2f3z4d3Z7m424e1j2q1X2Z5A114s15F5u1h1g1B13f3j171g1c3N1628IL2X4DVHF7g3X1k57W19MK1MGh9q29JL812-552D
collections aV bVW1J
coloring ra1 oY1
colorizer cV cW1
colors dV yU721E7T
com ds1 br1E3234245A4118212111117242A315EH151596411
comm jq4 iq45
common ds1 rs1a2
common Xa2 kZ2
common js2 ds2
communicability_alg ua1 oY1
communication vz4 wz41113
community va1 oY1
compiled_autograd fr3 er3
compiled_autograd cs3 bt3
compiler qY4 ha2iI
components cb1 oY1
computation Xv3 bv3
concurrent q6 mZ4
config it3 gGbc334311316E
config -k4 _l4
config Wl4 yl4
configparser s6 n8
connected fb1 oY11
connectivity jb1 oY1
console gv1 sr1U
const aw1 xp1e6
const_fold bl4 kt3
constants g-4 i-4
constraints ni4 gi4111111211211111111121111111111111111111211
container_abcs p6 tp4y6
contextlib t6 l41RNKh132-5311112Z11111W1Ke1557C15Ih2q1KC1DX1Db2R3JCb1pBx12W1Ic353f2d1t22X1CEC8w18h1KC1DX1Da2Rw1YH-ID8gB21632745741175411D13I135d12T215n59J6H2C2X4D78332w1J1BCt1EE3MC1KS76EFu2Cz1833P1N1GHQ8KDE63BSGEFdC4126m2PHV372J
contextvars u6 rj1Zq2vDD
contour fV bV
conv uz3 uq4
conversion Yq1 ks1
convert Yf1 we1321
converter zi5 rk5
convolve wc2 uc2
cookiejar kI hJ
copy v6 g516c21k8Ej71X3i3W1715Sy4UiA22117113j1d5ON5Ad31111i11X3v1d1m2-4Qo1h3i13v2d3Cu1t23Qs3pCg2Ng4367611PA3CA_4332F422CB4321524214245ESc1K142EFf21O272M2I7677FB4W2526BH34A1L5141311I2o26Py2S1N1e2p11v2m81t43f22F_1
copyreg w6 yo1dFv1WTeR5ZPg6FkGe6
core s2 Q
core t2 S
core u2 Z1
core tb1 oY1
core hj1 Xm1bKiI
core rg3 sg3
core_schema yy1 tx1311149741
coreviews ve1 oY1
correlation bZ1 oY11
covering ub1 oY1
cp nz4 ke5
cpp sr3 ha2iIlU
cpp _-4 W_4311211622
cpu tY4 ha2iI
cs yy1 ay1
cse_opts oe3 ne3
csgraph ek2 Wq2
csv y6 XLZ3o3eU21x4u9WCo1Z8vDo8zLlPw29651m5
csvlib y6 iv1
ctypes z6 rh1z1-9j13oA1Of4o8n5vGg4i9yD94j4ZJ1d1q22bI
ctypeslib ck1 Xm1bKiI
cu _v3 dw323
cuda wY4 ha2iI
cuda_trace jy4 XZ4
cudnn YY4 en4
current_flow_betweenness _Z1 oY11
current_flow_betweenness_subset Wa1 oY11
current_flow_closeness Xa1 oY11
cuts vb1 oY1
cv -6 i7
cv2 -6 k761es2zk212112137IEx1111123111365AF511
cycles wb1 oY1
cython_backend tl2 sl2
cython_backend wl2 vl2
cytoscape tg1 oY1y7
d_separation xb1 oY1
dag yb1 oY1
data oz4 _h3cy1
dataclasses u7 qGr2hAt12pHp1314x32d52A3251t6eCnVu6K342721M2SC79g235k6m5f3Qw15121Do2Di1S1r1822211111111111111111111111111111111111111111111111111112D11223I9t12x1Ck1U
dataloader _z4 yi5
datetime v7 v5Z212115_1Z96s1r6_23FsLv1c127H92Z28IpC-AsAnv1WR2
datetimelike_accumulations cr1 tr1E
dateutil w7 XV9
debugging Wc4 -b4
decimal d8 Y4Yn1bNtK
decoders e8 uq3A
decoders uq3 vq31111
decomp Ws3 Zs3
default xb4 wb4
default Xc4 -b461
default_hooks xb4 pe4
default_planner Yd4 aa4
degree_alg Ya1 oY11
degree_seq jf1 oY1
dense td1 oY11
depth_first_search fe1 oY11
dest i_4 n_4
det_utils le5 pe551111
dfa Yo1 bn1111N9
dfitpack vd2 yd21
diagnostics xr4 bv4J
difflib f8 qGkDYJZd3o1z1y3
digraph we1 oY1
dill g8 uk4
directed kf1 oY1
directives t8 w81
dis h8 ds1kw2CL
dispatcher W_4 X_4615424
dist nZ4 aLr3o1k1uZ1o1-g1Hn79j5WA28944821143K21121111111113e15B121111112321116142HR18N8A5g7Tm93b23oCB2b143DX3
dist_autograd ic4 pf4
dist_config sd4 xd41
distance rl2 zb2ZCW8
distance_measures zb1 oY1
distance_regular -b1 oY1
distributed nZ4 ha2iI
distributed Y-4 yi5
distributed_c10d yd4 Za494C8X1o2
distributions ro2 nn2611K1
distributions fi4 ha2iI
distutils i8 n3
doccer Yb2 xe2p1o2Mr3H
docscrape es2 ny2
docutils m8 n855
dominance _b1 oY1
dominating Wc1 oY1
dop853_coefficients Yd2 cd2
downloads an5 Xn5
dropout vz3 uq4
dt v7 XY1GxHX28Gv1
dtensor tg4 ib4k52I31
dtensor_spec xg4 ug4
dtl tr1 ur176
dtypes fk1 Xm1bKiI
duplication lf1 oY1
dviread hV fW12
dynamo_config ds3 -s3
edgebfs ge1 oY11
edgedfs he1 oY11
edgelist mg1 oY1
efficiency_measures Xc1 oY1
ego mf1 oY1
eigenvector aa1 oY11
eim rZ2 bc21j1d31g6
email k9 p9156l9iVcW1
emath ll1 ih1b3m1bKiI
embedding_ops wz3 uq4
enable_halving_search_cv Zs2 yy2
encoders r9 z912
encodings cA wT
enum -D h5P18cCC9dBFDj1j1Ax9a64Ap4u3921m67c1KJvHZ1eW1Q9c3d243c2d1Y1r6g5T4W1LW49l2J3z1m2Nk8h4p1
errno _D b6Mu7P6p4c2r6oU1jNt1Yb1
error rG qGG1ABfj2
error Zo1 bn1111N9
errors s9 l9134326
errors -y1 so5
errors vY2 sY2951
errors bv4 vr4o23211111131411C11113311
euler Yc1 oY1
evalf vW3 q_2
exceptions cY1 iY12
exceptions hk1 Xm1bKiI
exec_order_utils ee4 pe4
executor Yr1 vs1Z2
exp_config Wl4 yv3
expanders nf1 oY1
export vj4 ha2iI
expressions es1 pt1C
f2py ik1 Xm1bKiI
fabric rK tK6N14C
fabric eR iR6N14C
fcntl WE zE
features z2 Ne1
fft jk1 Xm1
fft_lib dc2 fj2
fftpkg jk1 gk1
fields aq1 ur1
filesize xY2 XZ2bf3
filesystem Zd4 aa4
filters xe1 oY1
flat_param_file fe4 be41
flow Zc1 oY1
flow_matrix ba1 oY11
fmt kv1 qs1w1Y1
fnb sk1 wk1
fnmatch -F Wx1Y22sj1u4h3g19yf18s9
fontTools _F hV
font_manager jV vUG2
format_utils ad4 aa4
formatter Xs4 _r41
fractions aG WX3
frequencies sw1 tr1f14
from_array_to_indexed cg3 Yg3
from_array_to_matrix dg3 Zg3
from_indexed_to_array eg3 ag3
from_matrix_to_array fg3 bg3
fromnumeric zh1 Yi1
fromnumeric wj1 _j1X2
frontend n8 r81
fsdp_file -e4 pe4
fsspec dG hMr6
ft2font kV jV
ft_c vZ4 vh4
fun_col_impl wZ4 vZ4
func ok4 ha2iI
funcol vZ4 bb47i54I48B2
funcol_autograd yv4 qh4
funcol_native xv4 qh4
funcol_py Ww4 qh4
function ye1 oY1
function qX4 rn4
function_base el1 il1
function_docs gX1 cX121
functional qk4 ha2iI
functional_modules xz3 uq4
functionalization X_4 d_41B
functools eG m4Nl1Y1Cb16p41j131196r2g1211ND4U_1k24LD4UK4621C911112421112121B11154513BGs2W1x61111131231Ba11213122B5311212212331121321112231FHGY1127445s161277Q7815RH391IMA6D1E12c1B3-1k24Dg1F2DMk113ONw1Mm1k1c3Na1DE31d3J27i2j2OBY1iB2D52Jd21j5h2M1132F93125D71438111174113I961932914113I38111125147-3CL2117Y13N1A32G6Q2Gy144131332j21F2Ai1F62HF711271L3W16PCY1DE72E5d2I1111111111111D11111111111S7AIB61823121311211172JDV68a4Y1s13p1Z2Vc11j4Y1b1
futures r6 ZE4
futures rk4 ha2iI
fwAD pX4 kt3dA
fx sk4 ha2iItV1546C162c1CbH53q4812HJgO
fx_experimental_config Wl4 -l4
fx_pytree wk4 Xk4Fj1
fx_traceback Zn4 qs363z1d3mJB3Y1d7f5
fx_type_utils fu4 eu4
gc hG lHBX9uc1Z2yu1s6u4x5fAZLy4
generic ud1 oY11
geometric of1 oY1
getlimits _h1 Wl1
getpass kG wj4
gexf ng1 oY1
glob mG dRhW11X2h4i2iI-7ZCm9UgDW1zAZAz4u95n54Y4N
gml og1 oY1
gpu_trace zY4 XZ4
grad ap4 Zp4
graph ze1 oY1
graph6 pg1 oY1
graph_drawer em4 pt3
graph_hashing lc1 oY1
graphical mc1 oY1
graphmatrix gg1 oY1
graphml qg1 oY1
graphviews -e1 oY1
group ca1 oY11
grouper ws1 zs1
grp nG n5nr1
gym oG qG4322482111111111411Xi212212112A11213
gymnasium oG pGck2
gzip WI CsUdAw1n9WW16Xk1ZO233zC
h11 XI pIC
harary_graph pf1 oY1
harmonic da1 oY11
hashlib cI wEJEi3YDhq16pQb7X1c2rBk2x24Z5A_Bb1W1j1g8w4u2
hashtable kp1 lu1
header v9 o9
heapq dI W8yTKz2u1uREem1uJl53
hf_storage bd4 aa4
hierarchy nc1 oY1
hits_alg -c1 oY11
hooks j-4 ay3m5kIn6
hopt dh2 eh2
htable kp1 ar1
html fI Zz164aV1111
htmlentitydefs gI og1
http iI Wp2
http_client jI _o2
hub an4 ha2iI
hybrid oc1 oY1
ibase Yt1 et12a1
idna vJ sJ1h_4
idnadata xJ wJ
imghdr zJ WA
importlib -J z52VTv8OBl1o4t2d3AS38P7Y9Te7H-2k5b4t2v2BWEX4BX6xDf8g2p45h2FY64Tw3n1m2l2JX419s1X1n3k35s9s1j4k3HY1
impute Zu2 bs2
inception_module Xf5 gf5
indexing it1 rs1
inductor_config zu3 pt3
infra -r4 yr413
init ja4 fa4O
init bp4 lLr6uW31hM1C36541lLD
inspect XK v4F3Q16i1p6213Y1n12z17SQj178T623LLOC4852Gj178F127C33B5F53Ub9R2R6u3n1e3GY141GNa15z12V43LJ8W1623LLOC4852t1622427I1m1Lr3MJy4GR2Y13v2627SFLa3D63K2m1ANa1q1111b11-3PX21B3611a1y4g3KO112t232F5215P4H29Z1b4P2h1x2p2DQX1h314KM1111215211CAA812541131b1Y1DQq247AE291Cz19A99HP-3z2h31Kr3Go3B
instantiator cf4 af4
integrate xc2 cn259
internet_as_graphs qf1 oY1
interpolate rd2 qn24Ny5A
io o8 n8F
io YK 64D373F1911552KB1c2GBAk1eB35q212W3DAx212y1BZEh1u2d3Cr45169M2X5DAW27r1t3GZAi4o6D6kDJo9w2JZ9B2Z2u2e1It4Bl9QN1z1BY2Et1f7q3l1z3Z23
ipaddress ZK o4aF11
isolate pc1 oY1
isomorphism qc1 oY1
it aK nb11c3fo3
itertools aK IFX19b2RX1AY18W19d65y2CF8I1u13GVDSw33GRC1364512358M21B8t146C511Z1A1C1c11G8r15225C6EG23M65EKG64MLFv5UY1793157NH4GD8Y28ODSb4c3LG9-1x15n18s31LGr1G67AFt3B422IMLX1r228z119a1q34f15J117123444h1n4W2s349D1243E75M439KQ1CAK157q1g1A7X1P61x2OSo1C6144w1826B2Bx24F113639D9i2K95Di3-1W1b1NL7E24CFA327x2211d3Rf5BMQe1j3
itl aK vZ3_h1
jinja2 eK pv11
jit bn4 ha2iIyo1
jit_utils gu4 hv41111111111111
jit_utils lu4 mu4211111111111111G2121
joblib fK rq2112223c894
joint_degree_seq tf1 oY1
json hK qGx3j1O4z2y2O4W2fDkC4JX1n5jKk918XE2h2Em5j171Nm2-1a6W14v4y3c2Ji2e5z411213u1p1W1Nm641Br51551Z27Q9F5131714
json_graph rg1 oY1
jsonlib hK kJ2
katz ea1 oY11
keyword mK u7r1jf1q9zKrPXCyOqFZD
kiwi nK kU
kw mK ud3
la sl1 cm111111
la -e2 bf2
languages p8 -8
languages u8 x8
laplacian fa1 oY11
laplacianmatrix hg1 oY1
lattice uf1 oY1
layout af1 oY1
lazy _u3 bv3
lazy_debug Zv3 bv3
leda wg1 oY1
legend_handler rV qV
lf rK YO
lf eR w-1
lib nk1 Xm1bKiI
lib qp1 up1T1E4132112111111311112111111312111112144211121212162111231122121311121111111A31751521211211111121111121188
libalgos fp1 ir18263L686B1243
libgroupby ip1 qr135T4
libhashtable kp1 eu1
libindex lp1 Yt1123111
libinternals np1 pt112
libjoin pp1 Yt1c1
liblinear lx2 ix2
libmissing rp1 er1D71421842f174B2
libmp jX1 bX1111n_1
libops sp1 sr1f2Ij1
libperiod fq1 _r1
library xn4 ha2iIdV
library_utils rv3 Wu3_3
libreshape wp1 gu1
libsvm mx2 ix2
libsvm_sparse nx2 ix2
libtimezones jq1 ou1
libwriters oq1 iv1M
licenses uo1 wo1
lightning oK rK1Az11
lightning_fabric eR eR3A
linalg sl1 Xm1
linalg -e2 ae23t3a118Bo373S_111D521111223W31633525Y2-1
linalg ok2 qi2
linalg jx3 jx3
linalg yn4 -Z5
line vf1 oY1
linear yz3 uq4
linear d-3 c-3
linecache vT h5db3E7ta1jS
lines sV _W1
link_analysis zc1 oY1
link_prediction Wd1 oY1
linpkg sl1 gk1
load ga1 oY11
local r_4 _-448
locale wT g4e4z7nDi2vI1w5y1
logger sG qGG281Bfj2
logger gK gw2
logger na4 Xb4
logger cd4 aa4
logging xT X1T49n2V13Z8524m122m22192135g13C4211111127647414511697141645232226O2111221121822114211E12431E4211111127647414511C818517212154511122322872111rAw74pAC7141645232226O2111221121822114211E1243fA1v6p1111323-M142B2g1G3AD241k1J2O272181A89332111234233s1412118637887E5313F221121561D1e118A1k2i2K16H5CG5R1L14O144e12131216135214127214C13K1411162H3137W21715243B8C2137121236213112225212o166k1e1Y29222t22i13E3252L739r1v3y75r4b1
logging_handlers oa4 Xb4
logging_handlers dd4 aa4
loops nO uO
loops f_1 m_1
lowest_common_ancestors Xd1 oY1
lzma yT Ze5
m zX4 zX4
m YY4 YY4
m ZY4 ZY4
m dY4 dY4
m fY4 fY4
m jY4 jY4
m kY4 kY4
m lY4 lY4
m nY4 nY4
ma Xi1 uh1B
ma wl1 cV3OMtEG3f6AX1nCpD1Ka4o1
ma yl1 zl1
marshal -T kx1dX3
martist sU fUC42AC97V
masked zn4 ha2iI
masked_accumulations dr1 rr17
masked_reductions er1 yr17
matching Yd1 oY1
math _T C684E17B48g22h1-1k6W1Md3a2e21GA6NUJa1_1C98225I42921G214251311121I4D8HB84f1C3OGJ43c1415Bl19823l27INh1n2g57e3v11GA6NUJg1J9616812f1UH41Z11Z1DH3e1C9856472314NUA4QA61371331224156_2T161A12527F9r121u1E3Y3HEC43Ie2427Y11SAG45Mg3K45111117321E9256E2311AD7418722571141D23223243241231122322145132811122223211CRh22Kr1A141A73A21211D182JW3_1-131TA1964Dy11A1A16w1336523W147211333326232BOQ71h1BW194323G636Kh3CDAEF2421212572Rb144N1i23o124W1K91z3B1355113E8246H11114B2CAQ11128B461514DTF11167HR1222R
math2 rX1 cX1
matplotlib WU uUAULzPsf1LhX2
matrixlib Ym1 uk1I
maxis xU vUb11Y1
mbc x3 fA1e111111111132111111GN11
mcoll aV uU1GCh1
mcollections aV XW15
mcolorizer cV uUC1C
mcolors dV oU6129585G4L11
mcontainer eV WX1
mcontour fV uU
mdates gV jw1
me ga3 pa3
meijerint jY3 bY3
message y9 _92
meta Y_4 k_412
metadata _J sThp4
metadata pa4 Xb4
metadata ed4 aa4
metadata_routing gz2 jq2Pk2134F66o1OI
metrics dv3 bv3
mhatch mV aVN
microbatch zf4 _f4
mimage nV uU1Jq1
mimetypes vW1 lJ
minors Zd1 oY1
minset oV uU
mio5p ue2 ve2
mis bd1 oY1
misc_nn_ops gg5 ne511311
misc_ops ka4 fa4O
missing os1 jv1
missing yt1 mr1313525IU
missing Zu1 _t1
mixing cZ1 oY11
mks pb3 lb3
mksa qb3 lb3
mlab vV uUAU
mlayoutgrid kU fU
mlegend qV uUK
mlib jX1 WX3G2j3bu1
mlines sV oU6129NBEC1
mm wW1 pe2
mmap wW1 W2bt1S
mmarkers tV uUd1
mobilenet af5 ne5B
mock go5 jg4r3
model _y1 so5
model_selection aw2 Zs2
models xW1 -q34
modularitymatrix ig1 oY1
module 9 9
module Q Q
moduleTNC _h2 ji2
modules mz3 sq4
monitor co4 ha2iI
moral cd1 oY1z5
more_itertools yW1 cK
mp ZX1 gm24cJ1
mp yX1 fHoj2ra1
mp ko4 _L2t32Ei22wZ12E
mpatches xV kUA1C4M5S1
mpath yV uUC1LAR
mpl WU eU616121212511112111122212112112131121212C81hP11312
mpmath ZX1 em231131hG4X6s1
mps do4 ha2iI
mquiver XW1 uU
mrec -l1 kl1
mscale ZW1 xU
mspines aW1 vUCP
mstack bW1 uU
mstats vn2 wn2
mstats_basic vn2 ko2
mstream cW1 uU
mtable eW1 uU1
mtext gW1 uU12V7N72
mtia go4 ha2iI
mticker iW1 uU111a1
mtransforms jW1 fUF12A4H558K1
mtri kW1 uU
mu Xi1 sh17_3
mu -j1 pj17Y2
multiarray Xi1 Yi1
multiarray -j1 tj18
multidigraph _e1 oY1
multigraph Wf1 oY1
multiline_adjlist xg1 oY1
multiprocessing yX1 cHns3iGWE
multiprocessing ko4 ha2iIed2
munits tW1 uU3oR
my_module vZ4 vZ4
mycielski wf1 oY1
nanops zt1 tr1523221E1Di1
native Z_4 d_419
nccl iZ4 jq4
ndimage ag2 hj2
neighbor_degree dZ1 oY11
nested no4 ha2iI
nms -n5 pk52
nn so4 WLy1T2A128GEm1221Iy1WX12A128GEm1221m2iIg7C6J32kD11111111111112111211111221212121111111111212211111111121112111111111113122111111111111111111111111121221112111211111111111111111111111111211111111111111111111111111111111121a11111Cq233232g51C111525225111513321123311115221333331311K114232231142c21111C4G1Q2131D_121141111112121111224E141161133B5U48142d3FE13o261bDk13318i2u1x111111111112111111111111121211111111111111111111113321411111476c2D211111131111121111ALF61111111a1J61
nnF Zp4 iz3
nni vy3 yy31134D514A76Q6731RlI1143
nni cp4 tz314A76M4D31R
nniq _y3 j-351h1R
nniq hp4 j-351MLR
nniqat xy3 uz34H6Qi1
nniqat dp4 uz34H6M4i1
nniqd Wz3 j-3n1R
nniqd ip4 j-3SLR
nnq kz3 Yz3111C1N451M1KR2qI11
nnqat cz3 yy32l16M43FQlI2
nnqat qq4 j_33F
nnqatd dz3 j-3Sm1
nnqd lz3 Xz3e146MLRrI
nnqr W-3 f_3433BR
nnqr rq4 j_33
node_classification dd1 oY1
node_link ug1 oY1y7
nodes q8 s813141
nonlin Xi2 ci2
normalization zz3 uq4
normalizers fh1 _q33
normalizers _q3 zq3
np ih1 j3D2m3d9511111111111111121122111111121111111h4r6d11251331211112211211121113113111211121111111121111121111111117111nA124121226611116111111111121A17332J13111131421313234711111411111112111111115k21211121111122111142111111111121113215112211111111111111111111111111111211113111111112121111111112111211121311111111111112111111111111211111111111111125225113111316111112313111111112134h84355472111E111111151111111111111111111121111713111111112112323111111111212153114111111121111211111111121111122211111121111113112121113161111141231211111111111141211111111111111111211111111111111211111111111221111111113231211141111111111111221111111142211111111111121231111111111211112231114221411114111111211211111121111211111111111111211111111111111K112181111121111114111111111112111111111111112111111111111111112111111111111872111U111111111111112111111111111111111111111111111111111111111111112111111111111112111111111112111121111113111111111111111121111116312232125211411531112113111A111112111121111114121211111111122122y4L71u661C43b3X1g2H6LY8l6Nu1In5j7u1g3SOe2p1p2151114h1f4F13N14322221Vm1466AAa111111211111111948149314113332143113121111114153123311121111155642853211221
np_compat ca2 jZ23W4116d518E
np_compat os2 xx2
npt wm1 WH61HWZ1V4BJ4mC3v1Fs7ph2
ns f-3 g_3
nt Zi1 sh1754s2
nt Wk1 pj178j1
ntp nx1 ox11
ntpath gh1 Wx12
ntypes Zi1 _h1z3
ntypes Wk1 yj1W2
numba_ ys1 vs1
numbers hh1 aG-7u6Qp12Ew1v54i281q181b2j33W284r3a5a5f6z1QO5Sl1w19X12m1KB4b242764TF215KGI4g1x1o1jBAm1e5o2i76XDy1Z1k2Y44c1s3lH411565
numeric Yi1 _h1
numeric _j1 yj1
numerictypes Zi1 Yi1
numerictypes Wk1 _j1
numpy ih1 -6Mra1SJTIK4dKiIf5f8121f5Yq1d2
numpy ca2 kZ2
nv _q1 pr112141232111E149242a1
nw -X1 iY12
nw kY1 gq2x7k1
nw_f eY1 iY12
nw_s gY1 jY13
nx oY1 rY111111111111112111112111111111111111211111111111111111111111121121111111111121111121111111111111111111121111111111111112112113111121111211111111112111111111111111211112111111111112211111111111111111111111111111111111111111211111121111121111111111121211Zh22
nx Yi1 vk135
nx _j1 vk1M5
nx_agraph bf1 oY1
nx_latex cf1 oY1
nx_pydot df1 oY1
nx_pylab ef1 oY1
offsetbox wV vUR
offsets uw1 Yp1p7
onnx or4 ha2iI
onnx_proto_utils mu4 Wv4
op ho1 ZH
op_dispatch wg4 tg4
operator ho1 Sq4l2b8Bs31h2x1k2i2m1CW1b1A42Y6X422225HV2244K8A95233D415L5f16NGD3E735121442211F1D2151K2292b1l1W14HI4t1k2x1HK_16V183b245q1N5BB24BZ1PJGX17Gm1u2X3b2d1h3Lu1Z33f1KIW11149Lf6x2v1C2C545195P8x121457123Hl2145H5123A167351S1EW1S1KBQr462AGJq1B3964G412312414242117F7p1CNNHb6-144fF1
operators fd1 oY1
ops zs1 vs11
ops -t1 pr11111412323EE8a1
ops wv4 ha2iIwc173
ops _n5 _i56192DE43222121212k1Cb1
opset10 pu4 qu4
opset10 jv4 kv4
opset11 qu4 su4Q
opset11 kv4 mv4mG
opset9 _u4 pu41112321I231
opset9 tv4 hv42111231
opt_einsum jY4 qk4
optim aw4 ZOuc1m5iInj1g12p3B3oGWJ_2
optimize tg2 Wj2c45544p63634
optimizer fd4 aa4
optimizer_overlap Zc4 -b4
options _c3 Xd3
optparse io1 n8kf1
optzeros xi2 di2
orig_install j8 n3
orig_install_egg_info k8 n3
os jo1 121153171121721F138151131G2587PPEG13611181767M32B1Eb1-322211112112116241112422111121311111177123M7BY1B269DF1731121111212129431D3322159C24255311112122M3211631162311132113561192731121111212129431D3322154AFD6924H5ILC9Z8RC45G5V3K6EDJGR1C1HD21Aw145j1t22AF617I11325521121ELD511125219C24255311112122M32116311623111321135611N26J16A13DL3DKDy1556v1b3l1V1s1O28121DX121351t1a5Gm1535184En1SW111a5x211131111181113G512B111112Jf1F7614R3Y2Ab1841799JPN2152j15C8131u118A13c5TA5891Ag121C4Jh122111318AJk1b31E5E5T1CF52AA133q2Y161h21CHN1a111341F7734642AA11A8C157P171J1q1z1814o156B311111221312312111111221211221112111p3E518131111314k1DH21P25812213G1B13P7
overrides ai1 xh121315d2531121221N
overrides Xk1 uj121314BN311213216
overrides ww4 ha2iI
package xw4 ha2iI
package_mangling yw4 -u3
pagerank_alg _c1 oY11
pairs eZ1 oY11
pajek zg1 oY1
pandas Yp1 Yp15j3w1
parametrize ir4 s-36225z145WK
parse io5 an5
parser m9 w9
parsers r8 t8
parsers up1 -v11
parsing ZR jQ
parsing eq1 _r1b1
parsing xX2 bX2
patches xV cW1
path ex1 kd5A
pathlib Wx1 gEQL13bEQaI1C1i1w6j2zX1D6WC2JpEWEu97X6z3Lc2i8336C176p3
pd Yp1 pq112t231j15G5B27EkY1d1
pdb Zx1 og3L
pdoctest l8 og3L
percolation ha1 oY11
perfect_graph kd1 oY1
pfft oc2 lc213
pfi lk1 kk1
pfu mk1 kk1
pickle g8 uk4
pickle ax1 pMg46b2kEn139Y1Ic5Jr1WB6X2QgGi2w5h1GiD3y2c7Pp1h3o64CLr1d243g6fDa29E37W8Mq8
pin_memory_utils WZ4 ab4
pkgutil bx1 bz2zEIz2eA
pl zM WN112212111111111111111111211311A1311111113211121111119211111211111111121112111114271113
pl oz1 uz1112212111111111111111111211311A1311111113211121111119211111211111111121112111114271113
planar_drawing ld1 oY1
planarity md1 oY1
planner gd4 aa4
planner_helpers hd4 aa4
platform cx1 e5h92d4f1NW1La3y1W1Lq4EwCt367q11b4y1n5-3LiEh3Y6Fj1yB1K1_9gDAtQtDc1Na2IR921
plistlib dx1 jVko4
plt WW1 hm22YEv5wRcc1
plugins fY1 nY1
polynomial am1 Xm1bKiI
polynomials nd1 oY1
posixpath ex1 -FxGdQ2
powerSGD bc4 -b4
pprint fx1 WUfV5WVmQ_OqE3
pre_tokenizers gx1 Wr32
pre_tokenizers Wr3 wq3111
preprocessing _w2 Wr2
prim Xw4 nl4
prims Wx3 Xs3f52121tW1
prims Yw4 pt3g4XF622
printing nv1 Zs1h3
processors hx1 Xr31
processors Xr3 wq3
product id1 oY11
prof vX4 cx4
profiler zw4 ha2iI
proj3d YX1 _W111
projections zV iV
properties vp1 qs1w1
proxy_tensor nl4 eu4
pstats kx1 hPuc1
psutil lx1 _z2
pt2_archive_constants gr3 lk4
pu im1 bm1111111
punctuation_chars Y9 x8
pwd rx1 n5nr1D
pydantic_core wy1 sy11
pydoc zy1 qZ2qI
pydt v7 jw1
pygments Wz1 X9
pynvml ez1 wY4
pyplot WW1 za3
python_multiprocessing yX1 _z4
pytorch_lightning oz1 oz14
pytorch_prune jr4 vNuc1
pytree -y4 zr3314E123111313112313526311111111121111113211111111P7g122K1112-6QABd1_2a2Z12w11711721383M1B7G19n1r2
qhull ol2 We2
qmc to2 jn2T
quantization cc4 -b4
quantization ex4 ha2iI
quantization_mappings vW4 j-3
quantize_fx yW4 g-3
quantized_hf_storage id4 aa4
quasirandom px4 ha2iI
queue WY2 XMt32y2hTl62jIsg228
quopri XY2 y9k3
quoprimime aA q9
ramsey -Y1 rY1
random jm1 Xm1bKiI
random YY2 u9DoCm1b5o3z39Y6hFk4ZKpBPP4TN21K8U213V9VD2y2ULM63211175m6i1_1PpCvPNg8_3Z211132o1a2DU
random jh4 tg43
random qx4 ha2iI
random_clustered yf1 oY1
random_graphs zf1 oY1
rank_zero_module uT rMl4c2oa1
rational tX1 eX11
rcsetup YW1 WW1
re ZY2 AA5139164F2F1m1QK12EA1286S5124E234112131B17113711w1q2GBG24B5k11116HB71722D511Rf2BGW1Q4A343Vy1611A372159312Lc1O3l8HIO8K9ME585587PA2813Y11411221311123X11111AM44HC14R3K91Q2162A26J417254FC9C2122111122PBGW1Q4A343O213728E334g3d15c73k1l16Cd11Cc121l1l2b25BAl1b2NX118b3V3A3Y3116851H235c3163C4RMKW283Jk28Fl1m1D1H12-2FN413v1B69g2i2n2Z1c28EI3Ou1114c4X285H3Lg12I8PAJN15P843i46111r3BHz2813167FW3H921272A8K1512156
reaching ia1 oY11
rec Yk1 ih1_1s2
rec tm1 Xm1bKiI
refs gx3 jx321
regex ZY2 WX3
regex dY2 dY2
registration hu4 Yv49211111111111
registration nu4 lu4131111111111111G2121
registry jw3 aw3
regular pd1 oY1
relativedelta _7 z7
reportviews Xf1 oY1
reprlib hY2 qy21
requests iY2 oPuc1
requirements zo1 wo1
reshape wp1 ku1
reshard qa4 Xb4
resharding jd4 aa4
resnet nf5 ne5
resource jY2 ox1
resources WK fz1hN
return_types pr3 rx4
return_types rx4 ha2iI
richclub qd1 oY1
rl vf3 wf3
rnn -z3 uq4
roles w8 x8
roman Z9 x8
roperator iu1 kr151F2FGR4B
rpc rg4 a4iW46k4F
s_c ch2 kh2
safetensors eZ2 il31
sample ju1 rs14
sarif Ys4 _r411
sarif_version ut4 Ws4
sb Yi1 ci1
sb _j1 Yk1
sb3 xz2 n-24
sc -l2 cn2EL
scale ZW1 cV1
scanner kK iK
schema es3 jk4
scipy hZ2 wZ2y3W11O4b1f14A432Z2879b1P2633DY3h271H1e2W1j16s71k4ds12G
scu um2 cn249A
second_order ja1 oY11
secrets uo2 fEAA61831137
seeding bH pGDB
select vo2 aJle1
selectn wt1 qs1w1
semiconnected gb1 oY11
serialization sx4 ha2iI
setters l5 h51
setup iQ jQ
setup aX2 bX2
shape_base di1 Yi1
shape_base Zk1 _j1
shard ra4 Xb4
shard_spec va4 ma44l7
sharded_tensor fa4 ja4
sharded_tensor_meta pa4 xa41
shlex wo2 Y6WP_n45
shortest_paths rd1 oY1
shufflenetv2 sf5 kf5
shutil xo2 a1j4qEa1L4a1CW1a15Z2L4f1-VCW1a15d3g2mE66rI1y22421C3-8g2-CXI_2s2Gs2x7H1I78-432335j2i12121G139
si rb3 lb3
signal yo2 fLNGp38p1NGt1pS4e58lf1Llo1
signal tx4 ha2iI
signal_handling sz4 tz4
similarity xd1 oY1
simple_paths yd1 oY1
site zo2 dx4
six -o2 Y51sg4
six nx3 qg4
sm qW3 pa3
small -f1 oY1
smallworld zd1 oY1
smartquotes a9 _8
smetric -d1 oY1
sndhdr qz2 -9
social _f1 oY1
socket rz2 m411p5r4_3BY211p611_2pS12kNbo1o21sa1e49
sp hZ2 lh2s2k6Z5b3
sp tj2 dk2Tr4DL1318142b213C82m1C11A6943FCf112
sp_fft dc2 Wj2B38
sp_linalg ok2 xu2
spaces tG pGHD3ei21112121151115223111112131111111
sparse tj2 ko2e122GSQt1G343532Bu132347o1312y7
sparse wx4 ha2iI
sparse6 -g1 oY1
sparsifiers _d1 oY1
spatial fl2 ei2
spec -l2 Xe2
special -l2 pd2s2t2Ml3531442131H1l5z3
special Wy4 ha2iI
specifiers -o1 wo1
spectrum jg1 oY1
splib yp1 Xs1
sps tj2 Wh2F3U5
sqlite3 sz2 uF131
sre_compile tz2 ZY2
sre_parse vz2 ZY2qR
ssl ok2 Ye29
ssl wz2 y4rD1112111211111WW2kv211
staging kd4 aa4
stat j_2 n5St1g651185A222214Jv3hd1Yl1Llb2
state_dict ld4 aa4
state_dict_loader md4 aa4
state_dict_saver nd4 aa4
stateful od4 aa4
stateless mr4 ws3
statemachine z8 x8
statistics k_2 iOuc1
stats xm2 Xn25142362358151221g57y2
stdlib_re ZY2 pi5
stochastic Xg1 oY1
storage pd4 aa4
storage Xy4 ha2iI
string l_2 z7i11u6xDIz1X8p8EwB1112z4hTp12Z6wBz1xLu6WEs4a31
stringprep m_2 _B
strings um1 Xm1bKiI
strongly_connected hb1 oY11
struct n_2 3668343I1121A414c32n2dNZJHc74JBB_CCyIl1yDeHp5WPNHj2aJPL
structuralholes We1 oY1
structured wv3 rl4
structured b_4 d_411512
style dW1 WW1
subgraph_alg ka1 oY11
subprocess o_2 AQGnIx1c1p2y2h1Y192SdIF7w5l2l2p2f3qZ1a361ElG1v6Fe2mNAg1jEA5w3327E
sudoku Yg1 oY1
summarization Xe1 oY1
swap Ye1 oY1
symbolic_caffe2 hv4 uv4
symbolic_helper ou4 or4X31111111111111G2121
symbolic_helper iv4 hv4211111111111
symbolic_opset10 pu4 or4
symbolic_opset9 _u4 or4
symm_mem bb4 ie4
sympy q_2 fm26yHo1Y328871231i313xB1k1gLW141KcD11111111
synchronize zX1 cH
sys ph3 91D327115A577J3228116F5E2111111115153617134137115317DD1164D1281322398383j3383811121311111111111142442211112311621B3KVD75626623EA6215CB1416575F11142FCEA7312A4714N3A1415CB1416575K62Q692C7FAL1413B114Pn1b2l3PE13458333123I73558BEA62BEC68321214219243231313317241124m123124c1D1NY1KE1G26J132A2112C3141512622375111113811142FCEA7312A4714N3AH23125751A6467H42W1f12e11124a325p1Ca3IT42k1Lb187w14W2i14K3i131Y1l13H2Of53w2162127111JOW3q5J53h15AZ1N46Fm11A1i2JZ1MH392F623421234682VGE6Eg161d12Y1Ck35AB43I27NC8174241p2u3B111AD1118Z1DFF33C743EK55217Ug622h1Os1MY131234211232311111z2X19211AB336B142372
sysconfig qh3 n3kl1y1_EjX21_h1Gm1
t pi5 X612111211111lNeo3A
tableparser y8 x8
tarfile n5 bK
tarfile rh3 qq1XW1BmN1bl1jCX9
tempfile sh3 oF9g4e4UDe4bBWMUDp4k3tLc98y263CoEn2Z7i4j1q4Jt9TOj1Gr1X7_2h9D31H
tensor_ops la4 fa4O
termios th3 Y6
testing vm1 Xm1bKiI
testing Yy4 ha2iI
text gW1 yU
text _g1 oY1
textwrap uh3 Z6aEeAAY18AJmATx1QJ7m2d3Ii2j3l77ADdGs1Fl6sD4cAd2n1f3w6sBSs1Hw3m2X1Jq2a1w15325oC
th cr3 yz2212731113211F11111111
th_mkldnn l-4 ll4
themes dZ2 sY2
threading p3 c9
threading vh3 r4Jx8W1511F111c39r2h4Iu1t21JfHg3k5k11d1Hx3IBMa12Fc27t1c6Li2243ILi2DOlUr1W1HD14114Gh23c2m3Y1X1LSi23_1Bg13r3Ao1d1c2l6NBL8O441PTvCNW3HHK
threadpoolctl wh3 je2
ticker iW1 XV441k1
time xh3 _11g2d1Hx145PI7Dz33121532961142251111611f18AR48813RDj11FY1551AB15N3t1i11FEf124ICx7s2s91u4k214W2N551AB15N3j2W6n3Ay76696-43B7Y3B21KoBLhB9A4m2z1YC1346o1Y48j1o8-2Y2Q122EnE31411j3B31M31131
time_dependent ae1 oY1
time_series Zg1 oY1
timeit yh3 XGwV5hTqFgE
timezones jq1 pr15OK16p1R9
tk j4 w2
tkinter rq3 k1i1kf5
to_thread z4 y4
tokenize tq3 Z5
tools -U yU
tools ou1 -v1F
tools qw1 kw1
toq Zw4 h-32321
torch cr3 a4a53-6m4111211463111111311311113112111111211214111291251315311222111111B22111121111121363121123113113231222311122515171112114631111113113111131121111112112141112iW11251315311222111111B221111211111213631211231131132312223111225151h1X11111eI1111t7d9c4221211111731111111111111111111211211211131111111112121111111111112112211111111111231112411111111111111111111111112122113111211111111111111111111111111211121111112111111111111111111111121111111111111111111121111111111111111111111213111JI2121211111721111112121111111111112211311111114112111111111121111111111111112112121111111111211111121111111622122112111211111111112112111121112122131111111111111111114211121421131111311111411111111111111211211211111211112122111115121111111111111111411111111211312111111113211111212114121111111111111121112111221183111222112111111112111111112111111112124121111311151211121112121221111111112221111111111121e1241912111111111111111112211411111111111111111211111111113322112111113111111111121111111211111111114111111112111112111131111111111111111113111111211111111111121111111111111121121211321133213111211211116111111111111115112111111113131311112111111111111111113111111211111121111113112111112113113111111112151112141131111111431111111111211111111111137z121111231111112211211111111131112121111211111113111C3111111112111111114121413911131111111131241311111711243442131235122111114111113311111U211111111111111211111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111311111311111112111111111111111111111111111111111111111111111122312111223818714C131131111211112111111111112111112111112311112111111111121111111121111111111121111211111111111111111a11121411112222111131111111111111111111121111112111112121111121111111111111111111111111111111114614119161121112113161111111
torch_utils Zo5 Wn5
torch_version Zy4 ha2iI
torchgen --4 rv3eZ1
torchmetrics w_4 _Muc1
torchvision oc5 pc52a242Z19
tournament be1 oY1
traceback hi5 cHyDdU112bj1LhB9W1_1b2An67Gq48Hg3s3OB2OFd38p65Qj1
trainers ii5 vq3111151
transform_action pH zH
transform_observation qH -H
transform_reward rH _H
transforms jW1 wU28E96N
transforms pj4 mi4
transforms ng5 gi3D1ar1c5
translate c_4 d_41
traversal ce1 oY1
traversal_utils we4 ee4B2153
tree ie1 oY1
tree vg1 kg1
tree co1 bn1111N9
trees ag1 oY1
triads qe1 oY1
trophic la1 oY11
truststore ji5 yI
tslib -p1 ur1w2
tslibs _p1 bs1
ttk sq3 ei5
tty ni5 Y6
tu kw3 Yw3
tv_tensors kh5 ug5141121121211111
type_aliases q-2 d-2
types j6 b6
types ay4 ha2iIxY1
types oi5 d54h16St6s11h211A1131Z1x3Y3i3A9Tv6k3t111I34GI1d1Jh1b73Fa3765AI1124e1Y35y1Qo2e6j1k2HY1k4nJm21j8Z3v1HNQa5d7r2Y2672p131W1k1Hc2h59x19T1BiE2q4221h12
typing wm1 Xm1bKiI
typing pi5 k5x3m79_P1m3b43223m4m4147S11112o5RZJ2131427GX2tDZ1Y1-B2Q4e1J5Kb1G1N3Z2Z59i6-3Df1C312k15g1c2Jn2413ECCl1p3n7Z6152
typing_extensions qi5 Xy1165Ap_1n41iDf1bT
typing_objects si5 _x12165em3
tz X8 z71
tzconversion kq1 ur1
ua vb2 ec2
ufunc f_4 m_4
um fi1 sh17k3
um ak1 pj17n1
umath fi1 Yi1w33
umath ak1 rj1Az13
unary jd1 oY11
unicodedata eo5 h5Kr2CwArAWNY3v9gIa3yFny1_DP
units tW1 XV9
unittest fo5 lz1su1s1
universal _8 s8
unweighted vd1 oY11
urischemes b9 x8
urllib ho5 m9Ls8G3NY4a8EzHfCo_2l5k3Ly4
utils W9 n8A22
utils bA m9A2
utils Wp1 wo1
utils r-2 -z2Z1
utils rv3 iv31
utils dx3 Xs3-1Md1a18211121E4ZG
utils _z3 uq4
utils d_3 s-3
utils jX4 YX4
utils sa4 Xb4
utils gc4 ec41
utils qd4 aa4
utils hq4 Zp4
utils Wv4 or4W321138F3
utils uv4 Zv4B119
utils by4 ha2iI
uu jo5 y9
uuid ko5 j6XK1l4eY11eI3dk1x1n1z4lJ
vector tb3 ga3
version t-4 ha2iI
version_module Xp1 wo1
vf2 tc1 yc1
vitality re1 oY1
voronoi se1 oY1
voterank_alg ma1 oY11
walks te1 oY1
warnings lo5 O29HE81A8y15R7M5Y145B12C823q4A33Ca12Jr1T27939f1FL53NPo2d1FL53512A1J554DMM3M2t4b44545F1441313D4K71313113312547113125511121611223113294673A31X1I2LF121191761447111113132235212221311123221311114212114234132422C211412221722221111112313242212252E25825843115D11114PPo2i1T67841117S1161Y1231861215362123162C71617114225HAG33214748512314385G3B132E8532JB955133112148411121Q1261211C1112211113G14514F2577E775132312142122113211111313214261611321621121112223261111221117B168F821521413115112513111342111123521Bt12N1X2ANQ23l1m1j1161581JC4DGq1NAH32556Ml1847i1OO44696492SFC47Z112H41135571M1421W111C115K719511613111421153233W1575149NW142H11o11931822331232221A2R353JKJCO19174DF1I121OC121311713632J26132E414141523111352C18245a2617611191111B1171111O261Q28127L1J77221512147s1PLj4f1I7621431311261MA931141281E4386812Hl3d1K3E
weakly_connected ib1 oY11
weakref mo5 h5s223yFw66e13BxLp58i2y4z4WBjN-Az1X12Fp17O21p2D_17j22PKE229c2f36_18TPZ27d258Y6i1875W1EE54hJJK
weighted wd1 oY11
widgets uW1 yU1
wiener ue1 oY1
window_aggregations mq1 vu13
windows rj2 gj26
windows ux4 ha2iIlU
writers oq1 Yt1
xp_backend ul2 sl2
xp_backend zl2 vl2
xpath do1 eo1
xpu u-4 ha2iI
xpx ma2 jZ28e2171e1Qo1FNU4182J11513B_112148G17941243224174641
xpx ys2 jp2y51L446OM7
yaml to5 oNI9pO12AzCI9jj1_o17WJ
yolo hk5 jk54322333
zipfile Zp5 qq1k4lb1el1F5hBv43l9_4i4
zlib ap5 Cq12xBl5br165gp2-KL
zoneinfo bp5 b8bi13Z2k2
`

/** Attribute, the object that it is, the modules that have it. */
export const ALIASES = `
AOTAutogradCache sO xs3A
AOTCompiledArtifact rX1 uk4x1
AOTDedupeWrapper jQ xs3A
AOTDispatchAutograd lQ ns3A
AOTDispatchSubclassWrapper nQ ns3A
AOTSyntheticBaseWrapper pQ xs3A
ARRAY n6 ez1
AST Y2 W3
AbstractFileSystem s8 hMr6
Add Z2 W3
AdvancedProfiler jB gPY1
AdvancedProfiler wH YW2Y1
AffineQuantizedObserverBase je1 f_3
And a2 W3
AnnAssign b2 W3
AnnotateTypesWithSchema kr1 kl4
ArgumentError o6 ez1
ArgumentParser x1 iMx4w1-a1mEXo1
Array 5 ez1
Assert c2 W3
Assign d2 W3
AsyncFor e2 W3
AsyncFunctionDef f2 W3
AsyncWith g2 W3
Attribute h2 W3
Attribute fx1 bn4
AugAssign i2 W3
Await j2 W3
BackendCacheArtifact rL ns3
BadStatusLine c9 Wp2
Barrier uJ p3p5
BaseHOP YU yt31B
BaseHTTPRequestHandler _9 ud4
BaseStructuredSparsifier gc1 w-3124
BigEndianStructure w6 ez1
BigEndianUnion x6 ez1
BinOp k2 W3
BitAnd l2 W3
BitOr m2 W3
BitXor n2 W3
BlockMask Z_1 mg4f12Z7
BoolOp o2 W3
BoundedSemaphore vJ p3p5
BoxedBool tX1 os3
Break p2 W3
BrokenBarrierError wJ p3p5
BypassFxGraphCache xW1 os3
BytesStorageMetadata vh1 aa4
CDLL p6 ez1
CFUNCTYPE q6 ez1
CUDAPluggableAllocator dg1 wY4
Call q2 W3xW4
CallbackTrigger fL -s3
CalledProcessError YJ sd3b3
CannotSendHeader d9 Wp2
CannotSendRequest e9 Wp2
CantSympify dJ bW3j6B8g3
CapabilityBasedPartitioner Zu1 ax3WL1
CheckpointException oh1 aa4
ChunkStorageMetadata wh1 aa4d1b6
ClassDef r2 W3
Client hC pp2
CloudpickleWrapper WJ s-25
CodeType X6 ky1jo2s2
CollectTracepointsPass tM Yk4
Compare s2 W3
CompileEventLogger vL os3937
CompiledFxGraph mX1 ns3
CompiledFxGraphConstants nX1 ns3
Components eA hq1
ConcurrentFuture g6 ZE122
Condition xJ p3p5a5
Config eZ2 it3gBW5g7
Connection iC cHjY2
Constant t2 W3
ConstantAttrMap xM Yk4
ConstraintViolationError or1 Yk4
ContentStoreReader gZ2 Yx3
ContentStoreWriter kZ2 nt3
Continue u2 W3
Cookie x9 hJ3
CookieJar y9 hJ37
CookiePolicy z9 hJ
CustomKnapsackSolver dX1 os3X1
CustomRuntimeEstimator eX1 os3X1
DFIterDataPipe Yc2 oz4
DataChunk Zc2 oz4
DataLoader ib2 WLd1114FZ16111W2EVd1114FcX16111W2Eug1in1EW671
DataLoader2 ub2 oz4
DataSource rC nk1m1
DebugAssertWrapper rQ xs3
DebugInterpreter Za2 ky4
DebugMode da2 iu3GoZ1
DecompositionInterpreter rq1 bm4
DefaultCookiePolicy -9 hJ
DefaultLoadPlanner ph1 aa4
DefaultSavePlanner qh1 aa4
Del v2 W3
Delete w2 W3
DetectorBase _c1 WW4
Dict x2 W3
DictComp y2 W3
DictLoader fB ud4
DistutilsOptionError X8 n3
Div z2 W3
DocTestFinder Y8 og3L
DocTestRunner Z8 og3L
DynamicClassAttribute ld2 -D
ET_parse _e2 ce5
EffectTokensWrapper tQ xs3
ElementTree se2 ng1ae4
EntryNotFoundError XA jl3
Environment eB ud4
Eq -2 W3
Event yJ p3p5-5vp14se3
EventList -e1 kPuc1pX21
ExceptHandler _2 W3
ExceptHookArgs zJ p3p5
ExecutionTraceObserver vX2 zw4
ExportedProgram un1 gg4r1w11313114513_31
ExportedProgramDeserializer -M jk4
Expr W3 W3
Expression X3 W3
FSDP sj1 of4
FakeTensorMode ra1 ss396TM3b2O8x7y11t5p28EPMDyB
FakeTensorProp st1 am4
FakifiedOutWrapper vQ xs3
FileIO R xE
FileSystemReader rh1 aa4
FileSystemWriter sh1 aa4
FloorDiv Y3 W3
For Z3 W3
FormattedValue a3 W3
ForwardRef nd2 a4fj1qA75ny1ZMn311zAZF
FullyShardedDataParallel sj1 yb4e2
FunctionDef b3 W3
FunctionType c3 W3
FunctionalTensorMode cb1 ps36
FunctionalizeCtxWrapper ZW1 iu3
FunctionalizedRngRuntimeWrapper xQ ns3A
FusedGraphModule od1 bW4fR
Future g6 nF2
FxGraphCache yW1 ns31
FxGraphCachePickler zW1 os3
FxGraphDrawer wt1 gm4F
FxGraphHashDetails -W1 os3
FxNetAccFusionsFinder Zw1 km4B
GETPID _G vF121
GeneratorExp d3 W3
GenericAOTAutogradResult mO os39
Global e3 W3
GradScaler Zg1 ZZ4
GraphModule ms1 xs3i1514Bd21c3112221g1111413114149ZBt2329D3B613111135251231hA
Gt f3 W3
GtE g3 W3
GuardOnDataDependentSymNode pr1 vg4f3
GuardedCache _W1 os3
GzipFile b9 sq214
HTTPConnection f9 Wp2
HTTPError -d2 dOuc1xL
HTTPException g9 Wp2
HTTPMessage h9 Wp2
HTTPResponse i9 Wp2
HTTPSConnection j9 Wp2
HfApi ZA jl3
HigherOrderOperator vY1 Ws3d1N1111211121111113111211111g2hK
HopGraphMinCutPartitioner eV ru3
HopPartitionedGraph hV ru3
HuggingFaceStorageReader th1 aa4
HuggingFaceStorageWriter uh1 aa4
IOHandles _E Yv1L46
If h3 W3
IfExp i3 W3
Import j3 W3
ImportFrom k3 W3
Importer ZX2 as3wP
ImproperConnectionState k9 Wp2
In l3 W3
IncompleteRead l9 Wp2
IncrementalDecoder e6 z52
IndentedBuffer uX1 fk4
Interactive m3 W3
Interpreter Xt1 sk4
InterpreterModule po1 gg4
InvalidURL m9 Wp2
Invert n3 W3
Is o3 W3
IsNot p3 W3
IterDataPipe ac2 oz481413
IterableWrapper gc2 W-4
JoinedStr q3 W3
JointConditionBinOp yE Yw1
LShift r3 W3
Lambda s3 W3
LibraryLoader s6 ez1
LineTooLong n9 Wp2
List t3 W3
ListComp u3 W3
ListConfig nE ym12F2
Listener jC pp2
LittleEndianStructure 8 ez1
LittleEndianUnion 9 ez1
Load v3 W3
LoadPlan Wi1 aa4
LoadPlanner Xi1 aa4
LocalFileSystem r8 dQuc1
Lock K p3p5
Lock s1 cE2jY1dNw27zW1yFzDkJrJ
LockType u1 -u3
LoggingTensorMode cZ2 nz4
Lt w3 W3
LtE x3 W3
MapDataPipe bc2 oz48234
MatMult y3 W3
Match z3 W3
MatchAs -3 W3
MatchClass _3 W3
MatchMapping W4 W3
MatchOr X4 W3
MatchSequence Y4 W3
MatchSingleton Z4 W3
MatchStar a4 W3
MatchValue b4 W3
Memory gB uq2
MemoryProfileTimeline nX2 cx4
MemoryTracker hh1 lb4
Metadata xh1 aa4
MetadataIndex yh1 hb4b6
Mock xd2 tTie4
Mod c4 W3
Module d4 W3
Module gC oc5
Mult e4 W3
Name f4 W3
NamedExpr g4 W3
NamedTemporaryFile pJ qq2
NestedTensor Zy1 qo41
Node dt1 gs317Eg71121121BV16111522111165WBt2E4111212D26112119216111111
Nonlocal h4 W3
Not i4 W3
NotConnected o9 Wp2
NotEq j4 W3
NotIn k4 W3
ObservedGraphModule rd1 kW4EoQ3
ObservedStandaloneGraphModule ud1 kW4WR
OpOverload wY1 Ws33RY1QR7W2211x7Y7143111214Fp3G4c1G
OpOverloadPacket xY1 Ws3y5bKg1B
OpenWrapper S YK
OperatorBase yY1 Ws3W2Q
OptimizedModule iL yMu3z2xZ1bf2
Or l4 W3
OrderedImporter bX2 as3
OutputCode oX1 ns31
POINTER 7 ez1
PYFUNCTYPE t6 ez1
PackageExporter cX2 vk4b1
PackageImporter dX2 as3wP
PackageNotFoundError iA sTgd1gd3
PackageUnpickler YX2 as3
ParamSpec m4 W3
Parameter sA WUMbT132A3p8oOti1
Pass n4 W3
PassBase fu1 _h4d4
PassThroughProfiler kB gPY1
PassThroughProfiler xH YW2Y1
Path iF Y6n811512321441131127q3W1HS247214371NG24521R211615i1ES247214371GY1924M2l1BW9Bv13Y4zB1127MG24521R211615i1rI6u7Js5x4y26375_334kJjBs1p1k9g1C2Ma1W18c2u411111212311112111111111131111121111311n412111111111111212117P121313213311311111111111111111111111773752221111111111111111111111112113124
Path dG Wx1
PathBase XG Yx1
PathLike uE y5XExW1o5i8BqH3122
PercentStyle rB XG
Pipe vk1 fg4
PipelineScheduleMulti bl1 jg4
PipelineStage nl1 fg444
Pool kC kd5
Pow o4 W3
PrecompileContext sL os3
Process nC oPuc1
Profiler lB gP11211S1
Profiler yH YW211211S1
PropagateUnbackedSymInts qr1 ws3
Proxy pw1 sk452D433B
PyCFuncPtr 6 oZ2
PyDLL u6 ez1
PySymFloat rr1 nl4
PySymInt sr1 nl4
PyTablesExpr zE Yw1
PyTorchProfiler nB gPY1
PyTorchProfiler -H YW2Y1
PythonKeyTracer uq1 st3
QuantizationTracer fe1 yW4rQ
QuantizedGraphModule xd1 -_3651aR
QuantizedHuggingFaceStorageReader ei1 aa4
Queue lC cH
QueueError sJ s3
QueueNotFoundError tJ s3
RLock -J _2J1Pw4a5133Y1YX1qC112m54
RRef tl1 a4wq3rGCt7v2
RShift p4 W3
Raise q4 W3
ReadItem Yi1 aa4
RecursiveScriptClass gx1 bn4
RecursiveScriptModule hx1 bn48
RemoteDisconnected p9 Wp2
RemoteModule Yk1 Zf4
RepositoryNotFoundError YA jl3
Request he2 wq2hy2
ResponseNotReady q9 Wp2
Return r4 W3
RuntimeWrapper zQ ns3A
SACEstimator lh1 lb44
SHARDING_PRIORITIES ec2 a-4
SSLContext _I y4
SavePlan Zi1 aa4
SavePlanner ai1 aa4
ScoringMonitor kI kp2
ScriptModule ix1 bn488
ScriptWarning jx1 bn4
Semaphore _J p3p5
SerializedArtifact _M jk4
SerializedGraphModule pO os3
Session aI _h53
Set s4 W3
SetComp t4 W3
SetPointerType v6 ez1
ShapeEnv tr1 ss3iNMPH
ShapeProp mv1 ll4Q5B
ShardedTensor Zh1 Za4411213F1113c3D1Qn2
Signature tA sUbTG2zj2
SimpleProfiler oB gPY1
SimpleProfiler _H YW2Y1
SimpleQueue pC _Lr6
SkipTest vd2 yy2A
Slice u4 W3
SpecViolationError _N Yk4
SplitResult We2 Yp5
Starred v4 W3
Std aj1 mY4
StorageReader ki1 aa4
StorageWeakRef _x1 ps3443C7f1b33oKpB
StorageWriter li1 aa4
Store w4 W3
StrobelightCLIFunctionProfiler yZ1 tx3
StrobelightCompileTimeProfiler ba1 gy3
Structure 8 ez1
Sub x4 W3
Subscript y4 W3
SymDispatchMode vr1 nl4
SymIntEqByExpr wr1 ts3
SympifyError eJ q_2CH3121852r1G91s2Z1491
SynchronizedArray qC cH3
TemporaryDirectory qJ fW1jq14pQmz1
TensorProperties zh1 hb4b6
TensorStorageMetadata -h1 aa4d1b6
TensorWriteData bi1 hb4b6
TensorifyScalarRestartAnalysis jL Ym4
TensorifyState uL Ym4
Term zE Yw1
TestCase wd2 _l1
Thread WK p3p5h5JD2gp14mG2dOkUlX1e1c4
ThreadPool oC xi531Cv3
ThreadPoolExecutor i6 cFIZ9uRk5o5be2-KjFQ8w3
ThreadingHTTPServer WA ud4
Timer XK p3p5
Timer gb2 k-4
TorchBindOpOverload zY1 Xy3
TorchDynamoException kL yl4
Tracer lp1 oW4aER2C
TracerBase sw1 xk4
TrackedFake xr1 xj4
Transformer at1 sk4O6
Try z4 W3
TryStar -4 W3
Tuple _4 W3
TypeAlias W5 W3
TypeIgnore X5 W3
TypeVar Y5 W3
TypeVarTuple Z5 W3
TypedStorage uY2 ha2iIlUw5
UAdd a5 W3
UError fA no2
URLError _d2 qq26uo2
USub b5 W3
UUID ne2 Xy1
UnaryOp c5 W3
UnflattenedModule so1 vj4
UnimplementedFileMode r9 Wp2
Union 9 ez1
UnknownProtocol s9 Wp2
UnknownTransferEncoding t9 Wp2
UserError lL wj48
UserErrorType mL wj48
Value mC pi3
Verifier WO gk4
While d5 W3
With e5 W3
WriteItem ci1 aa4d1b6
WriteItemType di1 hb4b6
XLAProfiler pB gPY1
XLAProfiler WI YW2Y1
XPUPluggableAllocator Xd2 u-4
Yield f5 W3
YieldFrom g5 W3
ZeroRedundancyOptimizer pk1 _b4e3
ZipFile Yf2 jz4
_AnnotateCall tZ2 ky42
_BaseDataLoaderIter lb2 pQuc1
_CRLock I p3
_CacheInfo t8 Yp5
_CachedForward kx1 rn4
_DebugCall vZ2 ky4
_DefaultLogsSpecs Zj1 mY4
_DummyThread YK p3
_ExceptHookArgs zJ p3
_Globber Y9 Xx1
_IterDataPipeSerializationWrapper cc2 _z4
_KinetoProfile YY2 zw4
_LazyGraphModule dp1 tm4
_MainThread ZK p3
_MapDataPipeSerializationWrapper dc2 _z4
_MultiProcessingDataLoaderIter nb2 pQuc1
_NamedOptimizer kk1 df4
_NestedTensor Zy1 no4
_NonStrictTorchFunctionHandler fM Yk4
_OpCall xZ2 ky42
_OpaqueObjectProxyType pw1 nl4
_OutputPlacementCall zZ2 ky42
_ParameterKind uA Xy1
_PipelineScheduleRuntime jl1 jg4
_PyRLock aK p3
_RESOLVE_DIR mH iE
_RLock -J eY2
_RLock aK p3
_RedistributeCall _Z2 ky42
_SYSTEM_UINT e7 wh3
_SYSTEM_UINT_HALF d7 wh3
_ScriptProfile lx1 bn4
_ShardingIterDataPipe fc2 a-4
_StringGlobber Z9 Yx1
_TritonKernelCall Xa2 ky42
_accumulate cB YY2
_add_loggers_impl lb1 fx4
_add_loggers_one_model mb1 fx4
_add_shadow_loggers_impl nb1 fx4
_after_fork bK p3
_allocate_lock K p3
_array_api_for_tests mI cz2
_augment_memory_snapshot_stack_traces fb1 hZ4mR
_build_cache fN gk4
_cached_signature aB lp2
_check_alias_and_mutation bW1 xu3
_check_input_constraints_for_graph gN Zk4
_collect_all_valid_cia_ops hN ck44
_collect_all_valid_cia_ops_for_aten_namespace iN ck4
_collect_and_set_constant_attrs jN gk4
_collect_param_buffer_metadata kN Yk48
_compiling_state_context lN Yk4
_convert_equalization_ref kc1 hx4
_convert_fx me1 nx4
_convert_numpy_types fJ WX3
_convert_range_to_int sM Zk4
_convert_standalone_module_fx ne1 nx4
_dataclass_to_dict WN jk4
_decompose_exported_program Wo1 ek4
_detect_fake_mode_from_gm mN gk4
_dict_to_dataclass XN jk4
_encode u9 Wp2
_enter_enable_graph_inputs_of_type_nn_module gM Zk4
_enumerate cK p3
_eq V o6
_eval_type od2 Xe4
_executable_exists jI Wv1
_exit_enable_graph_inputs_of_type_nn_module hM Zk4
_export tm1 wj4
_export vW2 uv4
_fakify_module_inputs iM Yk4
_fakify_params_buffers nN Yk48
_fakify_script_objects jM Yk4
_find_hop_subgraph_outputs lV ru3
_flatten_optim_state_dict mj1 -e4
_format_import_block xs1 vk4
_fuse_fx pe1 nx4
_gather_constant_attrs kM Yk4
_get_args nI cz2
_get_attr -s1 mk4
_get_decomp_for_cia oN ck44
_get_dispatch_mode_pre_dispatch -Y1 Xy3
_get_flat_args pL Wt3
_get_graph_inputs_of_type_nn_module lM Zk4
_get_stack_trace pa2 ly4
_get_torch_home Xx1 qc5
_graph_input_names gQ Yk4
_graph_output_names hQ Yk4
_has_potential_branch_input_mutation cW1 du3
_ident WX1 os3
_import_dotted_name gb1 cr3mc1
_index Z1 W4Y-1
_install_config_module fZ2 p-4
_is_aten_op pN ck4
_is_numpy_instance gJ WX3
_is_preservable_cia_op qN gk4
_is_tensorify_enabled wL Ym4
_itemgetter qE o6
_leaf_function_module_retriever oL hu3
_load gY2 Wa4
_lower_to_native_backend xc1 fW41
_lru_cache x8 gY4
_lru_cache_wrapper u8 q3
_make_invoke_excepthook dK p3
_materialize_and_lift_constants yM Yk4
_maybe_get_fqn -b1 k-3
_maybe_reenter_make_fx eW1 du35
_maybe_run_with_interpreter fW1 _t33CD
_name_hoo_subgraph_placeholders rN gk4
_namedtuple f6 X4w2
_newname eK p3
_normalize_function_or_error ft1 -x35
_nvmlAdaptiveClockInfoStatus_t d7 ez1
_nvmlAffinityScope_t d7 ez1
_nvmlBrandType_t d7 ez1
_nvmlBridgeChipType_t d7 ez1
_nvmlBusType_t d7 ez1
_nvmlClockId_t d7 ez1
_nvmlClockLimitId_t d7 ez1
_nvmlClockType_t d7 ez1
_nvmlComputeMode_t d7 ez1
_nvmlConfComputeCcFeature_t d7 ez1
_nvmlConfComputeCcKeyRotationThreshAttackerAdv_t d7 ez1
_nvmlConfComputeCpuCaps_t d7 ez1
_nvmlConfComputeDevToolsMode_t d7 ez1
_nvmlConfComputeGpuCaps_t d7 ez1
_nvmlConfComputeGpusReadyState_t d7 ez1
_nvmlCoolerControl_t d7 ez1
_nvmlCoolerTarget_t d7 ez1
_nvmlDetachGpuState_t d7 ez1
_nvmlDeviceArchitecture_t d7 ez1
_nvmlDeviceGpuRecoveryAction_t d7 ez1
_nvmlDeviceVgpuCapability_t d7 ez1
_nvmlDriverModel_t d7 ez1
_nvmlEccBitType_t d7 ez1
_nvmlEccCounterType_t d7 ez1
_nvmlEnableState_t d7 ez1
_nvmlEncoderQueryType_t d7 ez1
_nvmlEventDataType_t d7 ez1
_nvmlFBCSessionType_t d7 ez1
_nvmlFanControlPolicy_t d7 ez1
_nvmlFanState_t d7 ez1
_nvmlGpuFabricState_t d7 ez1
_nvmlGpuOperationMode_t d7 ez1
_nvmlGpuOperationalEventContextType_t d7 ez1
_nvmlGpuOperationalEventLogLevel_t d7 ez1
_nvmlGpuP2PCapsIndex_t d7 ez1
_nvmlGpuP2PStatus_t d7 ez1
_nvmlGpuTopologyLevel_t d7 ez1
_nvmlGridLicenseExpiryStatus_t c7 ez1
_nvmlGridLicenseFeatureCode_t d7 ez1
_nvmlHostVgpuMode_t d7 ez1
_nvmlInforomObject_t d7 ez1
_nvmlLedColor_t d7 ez1
_nvmlMemoryErrorType_t d7 ez1
_nvmlMemoryLocation_t d7 ez1
_nvmlNvLinkCapability_t d7 ez1
_nvmlNvLinkDeviceType_t d7 ez1
_nvmlNvLinkEccLaneErrorCounter_t d7 ez1
_nvmlNvLinkErrorCounter_t d7 ez1
_nvmlNvLinkUtilizationCountPktTypes_t d7 ez1
_nvmlNvLinkUtilizationCountUnits_t d7 ez1
_nvmlNvlinkVersion_t d7 ez1
_nvmlOperationalEventSeverity_t d7 ez1
_nvmlPageRetirementCause_t d7 ez1
_nvmlPcieAtomicsCapability_t d7 ez1
_nvmlPcieLinkMaxSpeed_t d7 ez1
_nvmlPcieLinkState_t d7 ez1
_nvmlPcieUtilCounter_t d7 ez1
_nvmlPerfPolicyType_t d7 ez1
_nvmlPowerMizerMode_t d7 ez1
_nvmlPowerScopeType_t d7 ez1
_nvmlPowerSource_t d7 ez1
_nvmlProcessMode_t d7 ez1
_nvmlPstates_t d7 ez1
_nvmlRestrictedAPI_t d7 ez1
_nvmlReturn_t d7 ez1
_nvmlSamplingType_t d7 ez1
_nvmlTemperatureSensors_t d7 ez1
_nvmlTemperatureThresholds_t d7 ez1
_nvmlValueType_t d7 ez1
_nvmlVgpuCapability_t d7 ez1
_nvmlVgpuDriverCapability_t d7 ez1
_nvmlVgpuGuestInfoState_t d7 ez1
_nvmlVgpuInstance_t d7 ez1
_nvmlVgpuPgpuCompatibilityLimitCode_t d7 ez1
_nvmlVgpuTypeId_t d7 ez1
_nvmlVgpuVmCompatibility_t d7 ez1
_nvmlVgpuVmIdType_t d7 ez1
_optim_state_dict pj1 -e4
_or_ h1 -D
_orig_module_getattr c_1 xk4
_orig_setLevel qB wg4
_original_SSLContext _I ki52
_outline_submodules al1 gg4
_override_builtin_ops mM Yk4
_override_graph_signature_for_temp_registered_constants sN gk4
_overwrite_signature_for_non_persistent_buffers tN gk4
_pickler k1 yd4
_populate_param_buffer_metadata_to_new_gm uN Yk48
_prepare_fx qe1 nx4
_prepare_standalone_module_fx re1 nx4
_read_headers v9 Wp2
_register_constants_as_buffers vN gk4
_register_cutedsl pY1 gw3
_rename_without_collisions wN gk4
_restore_state_dict lm1 vj4
_set_sentinel J p3
_shard_tensor Wh1 Xa4
_shutdown fK p3
_special_op_to_preserve_cia xN gk4
_starmap dB o6
_start_new_thread N p3
_sympify hJ s_221133911192324326DIF6111211123211121115EG2662h1643f123174911224114117111C21IG
_sympify_ hJ XX3
_thread_allocate_lock s1 g4Wm1
_torch_save pY2 Wo5
_torchscript_type_to_python_type it1 ql4
_truststore_SSLContext_super_class _I ki52
_type hb1 Xy4
_unavailable_reason XY1 _v35A
_unpickler l1 yd4
_unwrap_optional mx1 bn4
_update_gm_meta_if_possible yN Yk4
_update_qconfig_for_fusion de1 aW4A
_urandom hH YY2
_version mA sT
_wrap_submodules XO Yk4
_wraps X9 ia2iI
abspath iH de5
accumulate cB -W1s6UW1se1uN2131y7cM
activeCount gK p3
active_count gK p3p5f5
add U t7x-23G
add_ephemeral_timeout_increase_for_distributed XX1 os3
add_loggers qb1 fx4
add_loggers_to_model _b1 g-3
add_newdoc ZD ih1W21a1NP
add_newdoc mD mh11DsU_3
add_op U p_3
add_shadow_loggers rb1 fx4
addcdiv_ _Y1 yv3
addcmul_ WZ1 yv3
addressof A ez1
alias h5 W3
alias_copy XZ1 gx3
alignment B ez1
all_gather_object -i1 nZ4
amp_definitely_not_available Yg1 ZZ43
aot_dispatch_autograd_graph kP xs3
aot_dispatch_base_graph lP xs3
aot_export_joint_with_descriptors tR Yk4
aot_function vR gGXd3
aot_module wR gGXd3gK
aot_module_simplified xR gG
aot_stage1_graph_capture XQ bt3
aot_stage2_compile ZQ bt3
apply_runtime_assertion_pass zN Yk4
arg i5 W3
argument_validation yb2 oz4
arguments j5 W3
array dE ci1y1
as_completed h6 zi5
as_file nA w5
as_strided_copy YZ1 gx3
assert_ fE _l1uW1
assert_allclose gE _l1
assert_allclose oI cz2
assert_allclose_dense_sparse pI cz2
assert_array_almost_equal hE cz2
assert_array_almost_equal_nulp iE _l1
assert_array_equal jE cz2
assert_array_less kE cz2
assert_raises lE _l1
assign_backward_streams cR vs3
assign_epilogue_copy_streams dR vs3
async_save hi1 aa4
attrgetter pE nEeGa2c1zOX1z651rKv8FwW1
available_timezones af2 bp5
basename jH Yz12
benchmark_node hX1 ls3
bind_symbols yr1 ht3
bltn_open S n5
boolop k5 W3
broadcast_object_list _i1 nZ4
build_db cj1 Ze4
build_err_msg mE _l11
byref C ez1mX3
c_bool y6 fH_h1
c_buffer k7 ez1
c_byte z6 ez1
c_char -6 ez1
c_char_p _6 ez1
c_double W7 ez1mX3
c_float X7 ez1
c_int Y7 ez1
c_int16 b7 ez1
c_int32 Y7 fH_h1
c_int64 Z7 fH_h1
c_int8 z6 ez1
c_long Z7 ez1ea1
c_longdouble a7 ez1
c_longlong Z7 ez1
c_short b7 ez1
c_size_t e7 Wv1e4
c_ssize_t Z7 ez1
c_ubyte c7 ez1
c_uint d7 ez1
c_uint16 f7 ez1
c_uint32 d7 ez1mX3
c_uint64 e7 ez1
c_uint8 c7 fH_h1
c_ulong e7 ez1
c_ulonglong e7 ez1
c_ushort f7 ez1
c_void_p g7 ez1mX3
c_voidp g7 ez1
c_wchar h7 Wv1e4
c_wchar_p i7 Wv1e4
cache v8 lE42tFAL2s26sP43g6z1y7mAaZ116i2-Eh71
cache y8 _Y4
cache_dir qX1 os3
cached_property w8 IQOd3fOt1o1-1_5321_2nDh2C79I1111d6x3111t5z325x4xDoJeJY9dPp4
call ZJ hQuc1
canonicalize ye2 ro5
capture_logs dZ2 nz4
cast j7 ez1mX3
check_for_mutable_operation jt1 Xn4
check_input_alias_and_mutation_return_outputs hW1 _t321C7
check_output aJ sd3b3
check_parent_directory WF kv1D
check_tensor_meta xl1 tg4
chromium_event_log_active xL os3
clean_column_name xE qs1
cleanup_recompute_tags ZT ks3
cmpop l5 W3
compare_digest T eImW2
compile Xf1 ha2iI
compiled_function vR gGxc3
compiled_module wR gGxc3
comprehension m5 W3
contain_metadata_mutation_ops nR xs3
convert hd1 x_3X1mQ
convert_eq_obs lc1 aW4dR
convert_fx se1 nx4
convert_to_reference_fx te1 hW4
copy_fwd_metadata_to_bw_nodes oR vs3
copyfile gI dRuc1
cpu_count hB hy2
create_a_shadows_b Wc1 g-3
create_add_loggers_graph Xc1 g-3
create_cache pX1 os3
create_functional_call mP bt3zM
create_functionalized_fn nP vs3C
create_functionalized_rng_ops_wrapper oP bt3
create_graph_signature iQ bt3
create_memmap_backed_data qI cz2
create_n_transformed_and_logged_copies_of_subgraph Yc1 g-3
create_pickler XX2 as3
create_string_buffer k7 ez1
create_unicode_buffer l7 ez1
currentThread hK p3
current_thread hK o31Pw4Z544Jsy2z_1
debug_compile jS gG
decompose_auto_functionalized jX1 zj4
dedup_names XF tv181
default_partition aT gGxc36
default_tolerances WZ2 rn4
default_user_agent bI _h5
deserialize_device YN jk4
deserialize_scalar_type ZN jk4
deserialize_size aN jk4
deserialize_storage_offset bN jk4
deserialize_stride cN jk4
diagonal_copy ZZ1 gx3
dispatch_trace br1 st3
distribution kA sT
download_url_to_file Yx1 jl3
draw_graph bT gGXd3
draw_graph_compile kS gG
dump ze2 ro5
dumps m1 aZ2
dynamo_timed yL xs337tO
effective_n_jobs iB Zr259h2LF5RF
enable_minidumps sZ2 by4
entry_points lA sMr6sDbI
enumerate iK p3p5
erase_nodes ew1 Xk4
error _5 th1A8h1A6
error g9 Wp2
excepthandler n5 W3
excepthook jK p3p5
exec_ a6 fX153jn1
execute pZ1 bm4
expand_copy aZ1 gx3
expanduser kH qq2yj1tb1
export wW2 uv4
export -W2 or4
exportdb_error_message dM Yk4
expr o5 W3
expr_context p5 W3
extract_tensor_metadata_for_cache_key YX1 os3
extract_weight_comparison bc1 g-3
extract_weights tb1 fx4
files oA w5jE
find_library o7 ez1
find_packages cI qz1
find_spec rA sTj4YX3zl1
find_symbol_binding_fx_nodes zr1 pt3
force_save_bw_mutation_src dT ks3
free_symbols -r1 pt3
free_unbacked_symbols _r1 gt3uM
fromfile wC lh1I17u3bKiI
fromfile XD hj1J15z1
fromfile eE ci1y1
fromregex cD nk1m1bKiI
functional_datapipe zb2 oz4
fuse nd1 x_3X1nQ
fuse_as_graphmodule fw1 Xk4
fuse_by_partitions gw1 hm4
fuse_fx ue1 nx4
fx_placeholder_vals Ws1 xs3
gather_object Wj1 nZ4
ge W1 oc3J
genfromtxt dD nk1m1bKiI
getLogger sB -5Wz3l8aA
get_args_parser ul1 Xf4
get_class_if_classified_error eM Yk4
get_close_matches y7 Xi2
get_config_var lJ ug3
get_config_vars mJ ug3
get_current_stream bM Wt3
get_device_tflops vX1 _y4
get_dir Zx1 jl3
get_errno D Wv1e4
get_gpu_dram_gbps wX1 _y4
get_graph_output_example_values jW1 xu3
get_handle YF tq1z1k2739113162241
get_ident L p3p5
get_ident t1 gEmTz1qK
get_isolated_graphmodule dr1 Xx3
get_layer_sqnr_dict mc1 hx4
get_metrics_context zL -s3aP
get_node_first_input_and_output_type cc1 i-3
get_node_input_qparams dc1 i-3
get_normalized_nth_input ec1 i-32
get_op_profiles vM wj4
get_path nJ ug3
get_signature_for_torch_op kt1 in4
get_size_of_all_nodes -t1 al4
get_terminal_size hI sr1q344
get_type_hints pd2 a4yi1Dqz2n311zAZF
getattr_from_fqn xe1 h-312221_S
getattr_static vA ZY1
getdoc wA ZY1
getenv vE zh5
getfullargspec xA _W4
gethostname q1 tx3
getitem X1 -W1-z2
getloadavg -G lx1
getmembers yA sMr6
getmro zA rW3
getproxies ie2 uJ
getsizeof kJ qp1q32
glob a9 f-2dEdw11f6
graph_module_from_producer_nodes ie1 -_36iR
gt Y1 zW18jb2Jw3
guaranteed_datapipes_determinism -b2 oz4
guard_or_false Xs1 ts3XK67
guard_or_true Ys1 ws31
guard_scalar Zs1 vu3fN
guarding_hint_or_throw as1 os3
has_free_symbols bs1 Ym4
has_recomputable_ops hT ks3
has_recomputable_rng_ops iT ks3
highest_precision_float YZ2 gx3
ignore_warnings rI cz2
import_module hA r44w322g5U6I3yh1w6Vo1aOn3qa1mh1
index Z1 -W1Xm1
index_ Z1 sZ3
indexbytes X1 -o2
infer_compression ZF Xw19
info eD nk1HJCbKiI
init_from_local_shards bh1 Xb4t3
insert_backward_syncs eR vs3
insert_custom_op_guards wM wj4
insert_deferred_runtime_asserts lv1 iu3EmL
install_config_module fZ2 it3gBW5g7
interface gA lm1
interface nx1 bn4
is_compile_supported -L kg5
is_compute_node iX1 ls3
is_concrete_int cs1 ps39
is_fsspec_url aF wv11F
is_inplace ZZ2 ub4
is_inplace_view_fn aZ2 ub4
is_node_meta_valid _L pt3
is_not a1 zW1
is_potential_multi_index bF tv1711
is_pt2_package no1 jk4
is_safe_numpy_wrapper WM os3
is_symbol_binding_fx_node ds1 pt3
is_tarfile oJ Yj5
is_url cF lv175F
is_view_fn bZ2 ub4
isclass -A sMr6d_1X1
iscoroutine _A t4
iscoroutinefunction WB YE5
isdatadescriptor XB xx1
isfunction YB yy2W6P
ismethoddescriptor ZB xx14
itemgetter qE z5p3jN1v1p1a151Gf24Sx1XI112d5B7kK481a5f2di1
iterbytes d6 -o2
iterparse -e2 ro5
jit_module_from_flatbuffer qx1 bn4
join lH qq221121xI-_1
keyword q5 W3
le b1 op1f2i1hl1J
leaf_function gL c-4
legalize_graph bw1 Xk4e1q1
length_hint c1 XZ2ze3
lerp_ bZ1 yv3
lift_subgraph_as_module dw1 um432
linearize yo1 kt3
listdir XH qq24
literal_eval r5 oQWGuMq1-e3
load zD nk1m1bKy1mG
load fi1 aa4
load nY2 ha2iI
load_sharded_optimizer_state_dict _h1 aa4
load_state_dict gi1 aa4
load_state_dict_from_url ax1 cl3kt1s1
loads n1 aZ2
loadtxt -D nk1m1bKiI
local r1 f6Z832no2r2
lookfor _D nk1a1C
lower_to_fbgemm -d1 aW4
lru_cache x8 T8u411j3lB1Cc4Y21Cv1MKB2F6Sb1W3u4fIb18r2k21B211CKg2YGo1l4b473S-9h9Ra5p735o77Nq3Ii3y84t2r115x3-1f9R6LPP5
lt d1 zW18jIf2i1hl1J
main_thread kK p3p5d5
make_constraints nM Yk4
make_fake_inputs oM Yk4
make_fx er1 fGhc35C98HG3f2yGZ2
make_tensor XZ2 -x4
makedirs wE qq243
mangle_dupe_names dF up1b63
mark_subclass_constructor_exportable_experimental YO xZ4y6
match_case s5 W3
materialize_as_graph lW1 _t321C256
materialize_callable_in_args mW1 Wu3
maybe_expression -E Yw1
maybe_run_for_local_tensor -g1 ib4i5L5L
memmap cE lh1Hh1Ia2bKiI
memory_efficient_fusion nS gG
methodcaller rE _X1
min_cut_rematerialization_partition jT gGXd3
minifier yS gG
mkdtemp rJ xZ2
mmap fC XZ2
mod t5 W3
model_info aA jl3
module_from_spec O qz1c6
mul e1 t7cP1sDIjP3uMX3Z412C4
namedtuple f6 p3Y4RmLM6FGs5-AZBY8Am3o3IMJa44D1521L3Z2q1w13s3Di1w1-2Y231W68DsAr4x4GM2U8X6-6o1h1z1Ei1n6Vp2f72a21x6
narrow_copy cZ1 gx3
neg f1 zW1ub2
new cJ jZ3g623
new_event cM Wt3
nnc_jit oS gG
non_deterministic _b2 oz4
normalize_function lt1 _x3lJI8i2
normalize_path_separator cX1 jk4
not_ g1 -W1
numpy_wrapper_cache_key XM os3
nvfuser_execute wZ1 Zx3
nvfuser_execute_partitioned xZ1 Zx3
open_latin1 -C dj1
open_memmap nD rk1
operator u5 W3
optimization_hint es1 pt3ib1
os_PathLike uE dj13
os_fspath zG dj139A5b1
package_pt2 mo1 lo4
parse _e2 ro5
parse_expr jJ q_2
parse_headers w9 Wp2
parse_http_list je2 dJ
parse_qs Xe2 tJXq3
parse_qsl Ye2 zo5
partialmethod z8 xx1O2oz2YI
patch zd2 ws3B
pattern v5 W3
permute_copy dZ1 gx3
pipeline Yl1 fg4
placeholder_naming_pass -N Yk48
plus1_t r6 pZ2
plus1b_t r6 pZ2
plus1bc_t r6 pZ2
pointer E ez1mX3
populate_fw_metadata_with_stream_indices fR vs3
pos i1 rc3
prepare be1 x_3X1pQ
prepare_class md2 Yy1
prepare_fx ve1 hW4cR
prepare_qat_fx we1 nx4
preserve_rng_state YM bt3
print_compile pS gG
produce_guards_and_solve_constraints pM Yk4
profile ye1 ax4
profile dY2 ft3mGaJ5
py_object m7 ez1
python_implementation tG sZ2z4
quote Ze2 ny2ks2
raise_getitems bS ks3b1
raises sI cz2
read_array oD rk1
read_csv gF _u1T5
read_dir fj1 Ze4
read_pickle hF _u1
recfromcsv pD ih1b3m1
recfromtxt qD ih1b3m1
recv_object_list Xj1 nZ4
reduce_graph_module _s1 vk4
reduce_package_graph_module Wt1 vk4
reenter_make_fx oW1 _t3215232761
register_rmsnorm_overrides mY1 bw3
register_to_dispatch fY1 Xw3
register_to_dispatch lY1 Zw3
register_to_dispatch oY1 ew3
remove aH rq23122
remove_node nc1 hx4
replace_pattern -w1 sk4
resize F ez1
resolve_pre_grad_pass_timing ZX1 bt3
return_and_correct_aliasing ya2 Xy3w7_6
rmtree iI xZ2
run vl1 Xf4
runtime_validation Wc2 oz4
runtime_validation_disabled Xc2 oz4
safeEval r5 YG
safe_name -7 n3
safe_version _7 n3
save gD Xm1bKiI
save rD nk1m1
save ii1 aa4
save sx1 bn4
save_jit_module_to_flatbuffer tx1 bn4
save_state_dict ji1 aa4
savetxt hD Xm1bKiI
savetxt sD nk1m1
savez iD ih1r4bKiI
savez tD ih1b3m1
savez_compressed jD ih1r4bKiI
savez_compressed uD ih1b3m1
scatter_object_list Yj1 nZ4
script ox1 rn4
script_method px1 bn4
select_decomp_table fX1 rh4
serialize dN jk4
serialize_graph_module rO xs3
serialize_tensor_meta eN jk4
set_default_tensor_type rY2 ha2iI
set_errno G ez1
set_feature_use ZM bt3
set_random_state tI cz2
setprofile lK p3p5
settrace mK p3p5
sha256_hash aX1 os3
shard_module Xh1 Xa4
shard_parameter Yh1 Xa4
should_use_remote_fx_graph_cache xX1 ns31
signature aB ct1s4Hp7R6W7i7_2s1v1C2Z2O2Dc1cY1i2Ra6WU_3
sine_t r6 pZ2
singledispatch -8 ZH61Cwt2111E246Z1wF
sizeof H Wv1e4ea1
spec_from_file_location Q qz1c6
spec_from_loader P -o2
split_by_tags vv1 km4B
split_module tv1 gg4w41
splitext nH Zh1nf1
squeeze_copy eZ1 gx3
stack_size M p3p5
starmap dB gEpI1d1Aj3
start_processes bj1 mY4
stat eH XZ2
statically_known_false fs1 pt3
statically_known_true gs1 pt3hJAtH
stmt w5 W3
string_at n7 ez1
stringify_path eF Yv1C81461413
strip_overloads cS ht3
sub j1 zW1ub2
sym_eq hs1 ts33
symbolic_trace tp1 y-3wFJv1
sympify iJ s_2141221111551411211111112151114115111211111111211111144124112223412125219331112211124121211222141311121142111151212121115521113112211137E11111111121131211111112123111111111111249E2111T113mn1
sync_deallocations gR vs3
t_copy fZ1 gx3
tensorboard_trace_handler fY2 kPuc1tw2
thread_local r1 wh3
to_filename W8 n3
tostring Wf2 ng1ae4
tostringlist Xf2 ro5
total_ordering _8 j5uAzv3-2
transform_ft ej1 Ze4
transpose_copy gZ1 gx3
ts_compile rS gG
type_ignore x5 W3
type_param y5 W3
unaryop z5 W3
unbind_copy hZ1 gx3
unflatten xo1 vj4
unlift_tokens pR vs32
unquote be2 tJaVxz3
unsqueeze_copy iZ1 gx3
unwrap bB og3Lgb1
update_obs_for_equalization oc1 aW4dR
update_qconfig_for_fusion ee1 aW4A
update_wrapper W9 b618WW2kLp1eAc3uY1W2
url_to_fs q8 hMy3v2_Z1
urlencode ce2 gJDg_1
urljoin de2 Xp2tq2wA
urlopen ke2 wq2hy2
urlparse ee2 xo1vX16pQhOy2fSc1
urlquote_from_bytes ae2 Wx1
urlretrieve le2 qq2
urlsplit fe2 Wp2yv2f5
urlunparse ge2 qg4
uuid4 oe2 qv1fp35Y4
validate_header_arg fF Yv1KB
validate_map_location ux1 un4
verify_onnx_program WX2 cu4
version mA lIMxn1ex2YC
view_copy jZ1 gx3
visible_prompt_func c6 i6
visualize_sharding Ym1 sh4
warn_once aM os3hb1
which jI jn5
withitem -5 W3
wrap_all_sync_nodes_with_control_deps hR vs3
wrap_cpp_module ex1 f_3q1pS
wrapped_inspect_signature aB -Z2w64W17
wraps X9 y4x1d122_7X5w1k38b1w17ULOQc1923a4f3oB7Y1FK4Gf2VEY111124n38i1g1K21-B89u1y1o1m5SEDZ327SQNg1h291o36NW3c7U61Ch2i125c3D_17i2-12vA4W5W59l3W8W6e6
write_atomic bX1 os3
wstring_at p7 ez1
`

/** Name, letter of the reason (a capital: only when it is called), what it calls on the way. */
export const MARKS = `
3 p xG
4 f S
o1 c vH
p1 f S
y1 f z1
z1 f S
-1 f W2
_1 f X2
W2 f y1
X2 f W2
l6 f S
q7 c a6
r7 c s7
s7 c a6
t7 c s7
u7 c v7
v7 c s7
w7 c s7
x7 c s7
c8 f f8
d8 f f8
f8 f me2
j8 F k8
p8 c W6
bA f cA
cA f dA
dA f S
jB f mB
kB f mB
lB f mB
nB f mB
oB f mB
pB f mB
-B F _B
WC f S
XC f aC
YC f dC
ZC f dC
aC f dC
bC f dC
cC f dC
dC f -B
eC f S
sC f -1
tC c xC
uC c xC
vC f S
xC c W6
yC f zC
zC f S
-C f S
_C c ZD
WD f S
YD c W6
ZD c W6
aD f bD
bD f S
eD c kD
fD f S
kD c W6
lD c kD
mD c W6
nD f S
vD c W6
wD c W6
xD c wD
yD c vD
_D c vD
WE c ZE
XE c ZE
YE c ZE
ZE c nK
aE f bE
bE f S
dE f zC
eE f S
nE k oE
sE f S
tE c W6
jF f yG
kF f WH
lF f jF
mF f WH
nF f YH
oF f S
pF f oF
qF f oF
rF f bH
sF f cH
tF f dH
uF f fH
vF f ZH
wF f gH
xF f oF
yF f oF
_F f fH
WG f ZH
YG f eG
ZG f hG
aG f hG
bG f hG
cG f hG
eG f yG
fG f WH
gG f YH
hG f S
iG f aG
jG f bH
kG f cH
lG f dH
mG f fH
nG f ZH
oG f gH
pG f cG
uG f S
vG f uG
wG f uG
oH f pH
pH F qH
rH f pH
sH f S
tH f uH
uH f S
wH f zH
xH f zH
yH f zH
-H f zH
_H f zH
WI f zH
XI f S
YI f -1
ZI f YI
dI f eI
eI f fI
fI f S
kI n lI
uI f xI
vI f w1
wI f pe2
xI f yI
yI f zI
zI f S
WJ k XJ
bL k dX2
cL k YX2
dL c zd2
ZO c us1
aO c us1
bO c bS
cO c us1
dO c us1
eO c us1
fO c us1
gO c us1
hO c us1
iO c us1
jO c us1
nO c yQ
oO c nO
pO C qO
rO c us1
tO f wE
uO f iI
vO f tO
wO k n1
xO f tO
yO C zO
-O c ys1
_O c vs1
WP c _O
XP c YP
YP c us1
ZP c cP
aP c us1
bP c vs1
cP c bP
dP c us1
eP c us1
fP c er1
gP c er1
hP c gP
iP c us1
jP c nP
kP c hR
lP c hR
mP c Zt1
nP c oP
oP c zd2
pP c cQ
qP c Ws1
rP c uQ
sP c rP
tP c rP
uP c sQ
vP c -Q
wP f vO
xP f vO
yP c us1
zP c us1
-P c us1
_P c pR
WQ c fQ
XQ c fr1
YQ c uP
ZQ c YQ
aQ c tP
bQ c us1
cQ c vs1
dQ c us1
eQ c gP
fQ c vs1
gQ c us1
hQ c us1
iQ c gQ
kQ c iR
mQ c _Q
oQ c kR
qQ c iR
sQ c iR
uQ c iR
wQ c us1
yQ c iR
-Q c aR
_Q c iR
WR c iR
XR c iR
YR c iR
ZR c iR
aR c iR
bR c us1
cR c us1
dR c us1
eR c us1
fR c us1
gR c us1
hR c vs1
iR c Y6
jR c iR
kR c iR
lR c us1
mR c us1
nR c us1
oR c lR
pR c vs1
qR c -R
rR c ZQ
sR f aT
tR c -R
uR c er1
vR c -R
wR c vR
xR k wO
yR c ZP
zR c Yt1
-R c zd2
_R c mP
WS c Zt1
XS f wE
YS f aS
ZS f ZY2
aS f S
bS c vs1
cS c vs1
eS c yr1
fS c jq1
gS c vs1
hS c bT
iS f S
jS f ws1
kS c hS
lS f S
mS f iS
nS c vR
oS c vR
pS c ip1
qS c cS
rS c vs1
sS c er1
uS c Zt1
vS c jq1
wS f wE
xS c us1
yS f wS
zS c us1
-S c us1
_S k -i1
WT c us1
XT f mT
YT c us1
ZT c us1
aT f jT
bT c us1
cT c us1
dT c us1
eT c us1
fT c us1
gT c vs1
hT c us1
iT c us1
jT f XT
kT c us1
lT c us1
mT f S
nT c us1
oT f S
pT f a9
rT c Z6
tT c Z6
uT C vT
wT C xT
yT c lW1
zT c lW1
-T c bW1
_T c WU
WU c oW1
XU c mW1
YU C ZU
aU c oW1
bU c lW1
cU c zU
dU c lW1
eU c lW1
fU c bW1
gU c hU
hU c oW1
iU c er1
jU c iU
kU c pU
lU c cW1
mU c oU
nU c iU
oU c oW1
pU c eW1
qU C rU
sU c bW1
tU c uU
uU c oW1
vU c Z6
wU c _U
xU c lW1
yU c lv1
zU c eW1
-U c eW1
_U c eW1
WV c us1
XV c YV
YV c er1
ZV c lW1
aV c lW1
bV c bW1
cV c dV
dV c oW1
fV f jT
gV c lV
hV C iV
jV c lV
kV c lV
lV c us1
mV c lW1
nV c us1
oV c us1
pV c qV
qV c us1
rV C sV
tV c lV
uV c lW1
vV c rV
wV c lW1
xV f fV
yV c bW1
zV c -V
-V c oW1
_V c us1
WW1 c XW1
XW1 c er1
YW1 c a6
aW1 c Zt1
bW1 c kW1
cW1 c nW1
dW1 c er1
eW1 c er1
fW1 c Zt1
gW1 c hW1
hW1 c us1
iW1 c eW1
jW1 c us1
kW1 c nW1
lW1 c eW1
mW1 c oW1
nW1 c dW1
oW1 c fW1
pW1 c lW1
qW1 c lW1
rW1 c bW1
sW1 c oW1
tW1 c wW1
uW1 c Zt1
vW1 c Zt1
wW1 c Zt1
yX1 c zX1
zX1 c vs1
-X1 f pY2
_X1 f a9
WY1 l p6
XY1 c rA
YY1 c XY1
ZY1 c YY1
aY1 c YY1
bY1 c YY1
cY1 c YY1
dY1 c hA
eY1 c sY1
fY1 c eY1
gY1 c XY1
hY1 c gY1
iY1 c gY1
jY1 c gY1
kY1 c XY1
lY1 c hY1
mY1 c aY1
nY1 c aY1
oY1 c nY1
pY1 c aY1
qY1 c XY1
rY1 c qY1
sY1 c qY1
tY1 c qY1
uY1 c qY1
kZ1 l p6
lZ1 l p6
mZ1 C nZ1
oZ1 c dr1
pZ1 c wZ1
qZ1 c er1
rZ1 c wZ1
tZ1 c wZ1
uZ1 c us1
vZ1 c us1
wZ1 c uZ1
xZ1 c vZ1
zZ1 p bJ
-Z1 p bJ
_Z1 p -Z1
Wa1 p bJ
Xa1 p zZ1
Ya1 p bJ
Za1 p Xa1
aa1 p Za1
ca1 p fa1
da1 p ca1
ea1 p bJ
fa1 p ea1
ga1 c ha1
ha1 c ft1
ia1 c ft1
ja1 c ft1
ka1 c ft1
la1 c ft1
ma1 c qa1
na1 c ft1
oa1 c ft1
pa1 c ft1
qa1 c ft1
sa1 c za1
ta1 c wa1
ua1 c va1
va1 c za1
wa1 c xa1
xa1 c lt1
ya1 c va1
za1 c lt1
-a1 c _a1
_a1 c lt1
Wb1 c ab1
Xb1 c lt1
Yb1 c ab1
Zb1 c lt1
ab1 c lt1
bb1 c lt1
db1 c ya2
eb1 c ft1
fb1 f S
hb1 c gb1
ib1 c 0
jb1 f S
lb1 c mb1
mb1 c _b1
nb1 c Wc1
ob1 c sb1
pb1 c rp1
qb1 c rp1
rb1 c rp1
sb1 c us1
tb1 c rp1
ub1 c us1
vb1 c ec1
wb1 c ec1
xb1 c et1
yb1 c xb1
zb1 c cc1
-b1 c ec1
_b1 c us1
Wc1 c us1
Xc1 c vs1
Yc1 c Zc1
Zc1 c vs1
ac1 c tp1
bc1 c us1
cc1 c ec1
dc1 c ec1
ec1 c et1
hc1 c tp1
kc1 c us1
lc1 c us1
mc1 c qb1
nc1 c us1
oc1 c us1
pc1 c us1
qc1 c us1
rc1 c us1
sc1 c us1
tc1 c us1
uc1 c us1
vc1 c us1
wc1 c us1
xc1 c vs1
yc1 c us1
zc1 c us1
-c1 c us1
Wd1 c us1
Yd1 c Wd1
ad1 c Wd1
cd1 c Wd1
ed1 c us1
fd1 c us1
gd1 c us1
hd1 c us1
id1 c us1
jd1 c us1
kd1 c us1
ld1 c us1
md1 c us1
nd1 c us1
od1 C qd1
pd1 c us1
rd1 C td1
sd1 c us1
ud1 C wd1
vd1 c us1
xd1 C zd1
yd1 c us1
-d1 c xc1
_d1 c xc1
We1 c ve1
Xe1 c te1
Ye1 c re1
Ze1 c us1
ae1 c us1
be1 c us1
ce1 c re1
de1 c us1
ee1 c us1
ge1 c np1
he1 c vw1
ie1 c ms1
ke1 c us1
le1 c us1
me1 c hd1
ne1 c me1
oe1 c me1
pe1 c nd1
qe1 c rp1
re1 c qe1
se1 c me1
te1 c me1
ue1 c tp1
ve1 c qe1
we1 c qe1
ze1 f eX2
_e1 f S
Wf1 f S
kf1 f S
lf1 f S
mf1 f S
nf1 l xf1
of1 f S
pf1 f S
qf1 f yG
rf1 c rA
sf1 l zf1
tf1 l zf1
uf1 l vf1
wf1 l zf1
xf1 l zf1
yf1 l _f1
zf1 l -f1
-f1 l p6
_f1 l p6
Wg1 l p6
Xg1 l yf1
Yg1 c rA
Zg1 C ag1
bg1 F cg1
dg1 L eg1
fg1 f S
gg1 f S
hg1 f S
ig1 f fb1
jg1 f pJ
kg1 f S
lg1 f S
mg1 f kg1
ng1 f S
og1 c rA
pg1 c wg1
qg1 c vg1
rg1 c lt1
sg1 c hA
tg1 c hA
ug1 c wg1
vg1 c tg1
wg1 c sg1
xg1 c ug1
yg1 c ug1
zg1 c ya2
-g1 c zg1
_g1 k gY2
Wh1 k -i1
Xh1 k Yh1
Yh1 k Wh1
ah1 k -i1
bh1 k ah1
ch1 k _i1
dh1 p bJ
eh1 f pJ
fh1 p dh1
gh1 f nh1
ih1 f S
jh1 f S
kh1 f ih1
mh1 f wE
nh1 f mh1
mi1 c ni1
ni1 c rA
oi1 k pi1
pi1 k -i1
qi1 k _i1
ri1 N si1
ti1 f S
ui1 f ti1
vi1 N -I
wi1 f ui1
xi1 f pJ
yi1 p nC
zi1 k l1
-i1 k zi1
_i1 k zi1
Wj1 k zi1
Xj1 k zi1
Yj1 k zi1
cj1 c dj1
dj1 c Z6
ej1 c Z6
fj1 f gj1
gj1 f S
hj1 f S
ij1 k -i1
jj1 k _i1
kj1 k -i1
lj1 k nj1
mj1 k jj1
nj1 k ij1
oj1 k -i1
pj1 k oj1
qj1 k bh1
rj1 c ww1
tj1 k pj1
uj1 k mj1
vj1 k uj1
wj1 k tj1
xj1 k tj1
yj1 k uj1
zj1 k uj1
-j1 k uj1
_j1 k tj1
Wk1 f vl1
Xk1 f Wk1
Yk1 C Zk1
ak1 C bk1
ck1 c jk1
dk1 c jk1
ek1 c rx1
fk1 c Y6
gk1 c O
hk1 f S
ik1 c gk1
jk1 c gk1
lk1 k xj1
mk1 k yj1
nk1 k mk1
ok1 k lk1
qk1 k rk1
rk1 k nY2
tk1 c iq1
uk1 c Zt1
vk1 C wk1
xk1 c yn1
yk1 c us1
zk1 c tn1
-k1 c Xl1
_k1 c xk1
Wl1 c ms1
Xl1 c vs1
Yl1 c _k1
Zl1 c yd2
al1 c vs1
cl1 f S
dl1 f S
kl1 f S
ll1 f S
ml1 f S
ol1 k sl1
pl1 k sl1
ql1 k ol1
rl1 k pl1
sl1 k Xj1
wl1 k xl1
xl1 k -i1
yl1 c ya2
zl1 f S
-l1 f S
_l1 c wR
Wm1 c _l1
Xm1 c rA
Ym1 c rA
am1 c fm1
bm1 c us1
cm1 c er1
dm1 c us1
em1 c us1
fm1 c vs1
gm1 c gu1
hm1 F im1
jm1 f hm1
km1 f S
lm1 c vs1
mm1 c us1
nm1 c vs1
om1 c us1
pm1 c us1
qm1 c vs1
rm1 c yn1
sm1 c tR
tm1 c um1
um1 c wm1
vm1 c Xn1
wm1 c er1
xm1 c an1
ym1 c us1
zm1 c bn1
-m1 c nM
_m1 c Zt1
Wn1 c us1
Xn1 c zN
Yn1 c us1
Zn1 c us1
an1 c vs1
bn1 c us1
cn1 c xm1
dn1 c us1
en1 C fn1
gn1 c a6
hn1 c us1
in1 c us1
jn1 c vs1
kn1 c gn1
ln1 c us1
mn1 c hA
nn1 f jm1
on1 f S
pn1 c tn1
qn1 c rn1
rn1 c vs1
sn1 c tn1
tn1 c tm1
un1 C vn1
wn1 c us1
xn1 c un1
yn1 c kn1
zn1 c Wo1
-n1 c ms1
_n1 c uR
Wo1 c _n1
Xo1 c us1
Yo1 c vs1
Zo1 f S
ao1 f Zo1
bo1 l aL
co1 k n1
do1 k co1
eo1 k nY2
fo1 f Zo1
go1 f jo1
ho1 f go1
io1 f jo1
jo1 f pY2
ko1 f Yf2
lo1 k nY2
mo1 f fo1
no1 f Yf2
oo1 f mo1
qo1 c ms1
ro1 c Zt1
so1 C to1
uo1 c ms1
vo1 c Zt1
wo1 c us1
xo1 c so1
yo1 c er1
zo1 c _o1
-o1 k Zp1
_o1 c bp1
Wp1 C Xp1
Yp1 c Wp1
Zp1 K l1
ap1 c hA
bp1 c ap1
cp1 c hA
dp1 C ps1
ep1 c xs1
fp1 c kp1
gp1 c kp1
hp1 c vs1
ip1 c kp1
jp1 c us1
kp1 c hp1
mp1 c ww1
np1 c ww1
op1 c vw1
pp1 c sp1
qp1 c ww1
rp1 c pp1
sp1 c X6
tp1 c rp1
up1 c tv1
vp1 c us1
wp1 c vp1
xp1 C yp1
zp1 c us1
-p1 c tp1
_p1 c vs1
Wq1 c tp1
bq1 c np1
cq1 c ww1
dq1 c qp1
eq1 c rp1
fq1 c eq1
gq1 C hq1
iq1 c lt1
jq1 c iq1
kq1 C lr1
lq1 c mr1
mq1 c ms1
nq1 c tp1
oq1 c mq1
pq1 c nq1
qq1 c tp1
sq1 c nr1
tq1 c Zt1
vq1 c vw1
wq1 c vw1
yq1 c cr1
zq1 c yq1
_q1 c np1
Wr1 c wq1
Xr1 c rp1
Zr1 c us1
ar1 c jq1
br1 c rp1
cr1 c Z6
dr1 c er1
er1 c cr1
fr1 c er1
gr1 c Y6
ir1 c jr1
jr1 c gr1
kr1 C lr1
mr1 c iq1
nr1 c it1
js1 c us1
ks1 c us1
ls1 c ur1
ms1 C ps1
ns1 c us1
os1 c ms1
qs1 c vs1
rs1 c vs1
ss1 c ns1
ts1 c us1
us1 c vs1
vs1 c zs1
ws1 f 2
xs1 c ys1
ys1 c aX2
Yt1 c Zt1
Zt1 c jq1
at1 C bt1
ct1 c ms1
et1 c lt1
ft1 c lt1
gt1 c it1
ht1 c it1
it1 c Z6
jt1 c kt1
kt1 c gt1
lt1 c kt1
mt1 c bu1
nt1 c ot1
ot1 c ip1
pt1 c ms1
rt1 c us1
tt1 c Zt1
ut1 c Zt1
vt1 c jq1
wt1 C xt1
yt1 c lt1
zt1 c us1
-t1 c us1
_t1 c us1
Wu1 C Yu1
Xu1 c wt1
Zu1 C au1
bu1 c gw1
cu1 c bu1
du1 C eu1
gu1 c rt1
hu1 C iu1
ju1 c qu1
ku1 c qu1
lu1 c ku1
mu1 c nu1
nu1 c qu1
ou1 c vv1
pu1 c qu1
qu1 c uu1
ru1 c qu1
su1 c tu1
tu1 c qu1
uu1 c us1
vu1 c ju1
wu1 c qu1
xu1 c nv1
yu1 c us1
zu1 c _u1
-u1 c vs1
_u1 c us1
Wv1 c Xv1
Xv1 c us1
Yv1 c us1
Zv1 c zu1
av1 c vs1
bv1 c Wv1
cv1 c Zv1
dv1 c us1
ev1 c vs1
fv1 c us1
gv1 c fv1
iv1 c Zt1
jv1 c jq1
kv1 c vs1
lv1 c z7
nv1 c Zt1
ov1 c jq1
pv1 c us1
qv1 c us1
rv1 c us1
sv1 c us1
tv1 c us1
uv1 c pv1
vv1 c us1
wv1 f S
xv1 C zv1
yv1 c _v1
-v1 c yv1
_v1 c vv1
Ww1 c us1
Xw1 F Yw1
Zw1 C aw1
bw1 c us1
cw1 c us1
dw1 c ms1
ew1 c us1
fw1 c us1
gw1 c us1
hw1 c us1
iw1 C jw1
kw1 c vs1
qw1 c z7
rw1 c z7
tw1 f is1
uw1 c vw1
vw1 c jt1
ww1 c vw1
xw1 c op1
yw1 c vs1
zw1 c us1
-w1 c vs1
_w1 c yw1
Wx1 c us1
bx1 c kt1
cx1 c bx1
dx1 c bx1
vx1 c Y6
wx1 c xx1
xx1 c vx1
yx1 c zx1
zx1 c a6
-x1 f nZ2
Wy1 c yn1
Xy1 c Wy1
Yy1 f mo1
ay1 c lz1
by1 c lt1
cy1 c lt1
dy1 c lt1
ey1 c lt1
fy1 c lt1
gy1 c lt1
hy1 c lt1
iy1 c lt1
jy1 c lt1
ky1 c lt1
ly1 c lt1
my1 c lt1
ny1 c lt1
oy1 c lt1
py1 c lt1
qy1 c lt1
ry1 c lt1
sy1 c by1
ty1 c lt1
uy1 c lt1
vy1 c lt1
wy1 c by1
xy1 c lt1
yy1 c lt1
zy1 c lt1
-y1 c lt1
_y1 c lt1
Wz1 c lt1
Xz1 c lt1
Yz1 c lt1
Zz1 c lt1
az1 c lt1
bz1 c lt1
cz1 c lt1
dz1 c lt1
ez1 c lt1
fz1 c lt1
gz1 c lt1
hz1 c lt1
iz1 c lt1
jz1 c lt1
kz1 c lt1
lz1 c lt1
mz1 c lt1
nz1 c lt1
oz1 c lt1
pz1 c lt1
qz1 c lt1
rz1 c lt1
sz1 c lt1
tz1 c lt1
uz1 c lt1
vz1 c lt1
wz1 c lt1
xz1 c lt1
yz1 c lt1
zz1 c lt1
-z1 c lt1
_z1 c lt1
W-1 c lt1
X-1 c lt1
Y-1 c by1
Z-1 c lt1
a-1 c lt1
b-1 c lt1
c-1 c lt1
d-1 c lt1
e-1 c lt1
f-1 c lt1
g-1 c by1
h-1 c lt1
i-1 c lt1
j-1 c lt1
k-1 c lt1
l-1 c lt1
m-1 c lt1
n-1 c lt1
o-1 c lt1
p-1 c lt1
q-1 c lt1
r-1 c lt1
s-1 c lt1
t-1 c hA
u-1 c t-1
v-1 c --1
w-1 c _-1
x-1 c w-1
y-1 c hA
z-1 c v-1
--1 c y-1
_-1 c y-1
W_1 c v-1
X_1 c w-1
Y_1 c y-1
a_1 c b_1
b_1 c b6
d_1 c hA
e_1 f l_1
f_1 f k_1
g_1 f i_1
h_1 f g_1
i_1 f S
j_1 f n_1
k_1 f S
l_1 f S
m_1 f f_1
n_1 f S
o_1 f p_1
p_1 f S
q_1 f p_1
r_1 f m_1
s_1 f r_1
t_1 f r_1
u_1 f s_1
v_1 f n_1
w_1 f n_1
x_1 f zW2
z_1 f __1
__1 f nn1
XW2 c tn1
ZW2 c tn1
aW2 f yW2
bW2 f eW2
cW2 f eW2
dW2 f cW2
eW2 f qJ
gW2 c Zt1
hW2 c jq1
iW2 c gW2
jW2 c W6
lW2 c pW2
mW2 c lW2
nW2 c oW2
oW2 c pW2
pW2 c jq1
qW2 c jq1
rW2 f jY2
sW2 f tW2
tW2 f S
uW2 f S
vW2 f rW2
wW2 f vW2
xW2 f qJ
yW2 f wW2
zW2 f wE
-W2 f zW2
_W2 f zW2
WX2 c gW2
eX2 f S
fX2 L gX2
hX2 f kX2
iX2 f S
jX2 f iX2
kX2 f S
lX2 l p6
mX2 f jX2
oX2 f S
pX2 f S
qX2 f S
rX2 c gb2
sX2 c gb2
tX2 c gb2
uX2 f S
vX2 f wX2
wX2 f XY2
xX2 f pJ
yX2 f XY2
zX2 f -X2
-X2 f YH
_X2 f pJ
WY2 f zX2
XY2 f S
ZY2 f S
aY2 f S
bY2 f mX2
cY2 f bY2
dY2 F eY2
fY2 f wE
hY2 F iY2
jY2 f hY2
kY2 F lY2
mY2 f jY2
oY2 f rJ
pY2 f jY2
qY2 c gb1
rY2 c gb1
sY2 f S
tY2 f sY2
vY2 f 1
zY2 c hb1
-Y2 c hb1
_Y2 k nY2
hZ2 k nY2
iZ2 k hZ2
jZ2 k nY2
lZ2 f wE
mZ2 f wE
nZ2 f pZ2
oZ2 f pZ2
pZ2 f S
qZ2 f rZ2
rZ2 f S
sZ2 f nF
tZ2 F uZ2
vZ2 F wZ2
xZ2 F yZ2
zZ2 F -Z2
_Z2 F Wa2
Xa2 F Ya2
Za2 F aa2
ba2 c Zt1
ca2 c jq1
da2 F ea2
fa2 f xZ2
ga2 f xZ2
ha2 f tZ2
ia2 f tZ2
ja2 f ha2
ka2 f tZ2
la2 f ha2
ma2 f zZ2
na2 f _Z2
oa2 f Xa2
pa2 f is1
qa2 f S
ra2 f sa2
sa2 f qa2
ta2 c Y6
ua2 f S
va2 f S
wa2 f xa2
xa2 f S
ya2 c lt1
za2 c hA
-a2 c _a2
_a2 c hA
Wb2 p bJ
Xb2 p bJ
Yb2 p Xb2
Zb2 p bJ
ab2 p Wb2
bb2 p bJ
cb2 p ab2
db2 p cb2
eb2 f S
fb2 f Yf2
hb2 k n1
jb2 f kb2
kb2 f nb2
mb2 f qb2
nb2 F ob2
pb2 f sb2
qb2 f pb2
rb2 f pb2
sb2 f pJ
ub2 k vb2
wb2 K xb2
hc2 f dH
ic2 f YH
jc2 f S
kc2 f nc2
lc2 f nc2
mc2 f oc2
nc2 f S
oc2 f pc2
pc2 f S
qc2 f S
rc2 c uc2
sc2 c uc2
tc2 c uc2
uc2 c vc2
vc2 c gb2
wc2 k yc2
xc2 c pA
yc2 k n1
zc2 k yc2
-c2 K sG
_c2 k -c2
Wd2 f S
Xd2 L Yd2
Zd2 f S
ad2 f fb1
fd2 f gd2
hd2 c id2
jd2 c kd2
rd2 f sd2
td2 f ud2
qe2 f S
re2 f qe2
se2 F te2
ue2 f S
ve2 f xe2
we2 f ve2
xe2 f S
ye2 f _e2
ze2 f ve2
-e2 f S
Wf2 f ve2
Xf2 f ve2
Zf2 f qA
af2 f S
bf2 f S
cf2 f df2
df2 f bf2
`

/** Class with marked methods, the classes that inherit them. */
export const BASES = `
x1 v1lb2
k6 j63
b8 a8
e8 b851112111x1g1111111
iF zF1
XG dG
dG qG1
mO kO1
qT tL
sT qT
YU uT2Q
gc1 fc131
_c1 Xd1222
rd1 ud1
fe1 kb1
ak1 Yk1
bl1 jl1
jl1 el11111
lp1 qLrIxBKJxH1
uq1 qMgU
kr1 kq1
ms1 od136j9_1KgJ
Xt1 eLm1l5Gp448W2WB_5DY2Ir15v65r3
at1 hL6vUa1
fu1 rM8cPn7
pw1 Xq111i621
sw1 lX1WIi1r5
y_1 -_122
YY2 dY2
uY2 pK1111111111111111_J11111111111kP
yY2 wY2
ib2 oKYp1
lb2 nb26
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
