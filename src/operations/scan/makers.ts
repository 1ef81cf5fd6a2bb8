/**
 * Functions of NumPy, pandas and scikit-learn that make an object of a class that they are given: harmless themselves,
 * as harmless as the class is. Each was read in its source.
 */
import type { PickleCall } from '../../pickle/state.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { modernPath } from './resolve.ts'

/** What a maker calls, and which of its arguments are left to look into. */
export interface Made {
  /** How the class is called; undefined for a maker that was given none. */
  readonly call: Pick<PickleCall, 'how' | 'callee' | 'args' | 'kwargs'> | undefined
  readonly left: readonly PickleValue[]
}

type Maker = (args: readonly PickleValue[]) => Made

/** `cls.__new__(cls)`, and a state that is set. @see Cython/Compiler/ParseTreeTransforms.py `_inject_pickle_methods` */
const CYTHON = /^(numpy|pandas|sklearn|scipy)\.[\w.]+\.__pyx_unpickle_\w+$/
/** `cls.__new__(cls)`. @see sklearn/metrics/_dist_metrics.pyx.tp, sklearn/neighbors/_binary_tree.pxi.tp */
const NEW_OBJECT = /^sklearn\.(neighbors|metrics)\.[\w.]+\.newObj$/
/** `cls.__new__(cls, **d)` or another constructor of it. @see pandas/core/indexes/base.py `_new_Index` */
const NEW_INDEX = /^pandas\.core\.indexes\.\w+\._new_\w*Index$/
/** `cls()` of a class of bit generators, or a name of one. @see numpy/random/_pickle.py */
const BIT_GENERATOR = 'numpy.random._pickle.__bit_generator_ctor'
/** `RandomState(ctor(name))` or `RandomState(bit_generator)`. */
const GENERATOR = /^numpy\.random\._pickle\.__(randomstate|generator)_ctor$/

/** What an object of this class is called with: `cls(_base_cls=base)`. @see torch_geometric/data/batch.py */
const GETTER = 'torch_geometric.data.batch.DynamicInheritanceGetter()'
/** `cls(*args, **kwargs)`. @see fsspec/spec.py */
const FILE_SYSTEM = 'fsspec.spec.make_instance'

/** Keeps what it is given until the model is called. @see torch/_dynamo/eval_frame.py `OptimizeContext.__init__` */
const COMPILER = 'torch._dynamo.eval_frame.OptimizeContext'

/** The maker under a full name, or undefined. */
export function makerOf(full: string): Maker | undefined {
  if (CYTHON.test(full) || NEW_OBJECT.test(full)) return bare
  if (NEW_INDEX.test(full)) return withFields
  if (full === BIT_GENERATOR) return bitGenerator
  if (full === GETTER) return inherited
  if (full === FILE_SYSTEM) return fileSystem
  return GENERATOR.test(full) ? generator : undefined
}

/** Arguments of an object that a maker made, but what it called: that was judged with the call. */
export function argumentsLeft(callee: PickleValue, args: readonly PickleValue[]): readonly PickleValue[] {
  const full = isKind(callee, 'global') ? modernPath(callee) : ''
  if (full === COMPILER) return []
  const maker = makerOf(full)
  return maker === undefined ? args : maker(args).left
}

function bare([cls, ...left]: readonly PickleValue[]): Made {
  return {
    call: cls === undefined ? undefined : { how: 'newobj', callee: cls, args: [], kwargs: null },
    left,
  }
}

function withFields([cls, fields = null, ...left]: readonly PickleValue[]): Made {
  const call =
    cls === undefined ? undefined : ({ how: 'reduce', callee: cls, args: [fields], kwargs: null } as const)
  return { call, left }
}

function bitGenerator([first, ...left]: readonly PickleValue[]): Made {
  if (first === undefined || typeof first === 'string') return { call: undefined, left }
  return { call: { how: 'reduce', callee: first, args: [], kwargs: null }, left }
}

function generator([first, ctor, ...left]: readonly PickleValue[]): Made {
  if (ctor === undefined) return { call: undefined, left: first === undefined ? [] : [first] }
  return {
    call: { how: 'reduce', callee: ctor, args: first === undefined ? [] : [first], kwargs: null },
    left,
  }
}

function fileSystem([cls, given = null, kwargs = null, ...left]: readonly PickleValue[]): Made {
  const args = isKind(given, 'tuple') ? given.items : [given]
  return { call: cls === undefined ? undefined : { how: 'reduce', callee: cls, args, kwargs }, left }
}

function inherited([cls, ...args]: readonly PickleValue[]): Made {
  return {
    call: cls === undefined ? undefined : { how: 'reduce', callee: cls, args, kwargs: null },
    left: [],
  }
}
