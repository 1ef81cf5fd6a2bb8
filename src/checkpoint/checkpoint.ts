/** An opened checkpoint: the one model that every command uses. */
import type { Unpack } from '../container/members/unpack.ts'
import type { Container, Note } from '../container/record.ts'
import type { Limits } from '../limits.ts'
import type { JoinRule } from '../names/join-rule.ts'
import type { PickleValue } from '../pickle/value.ts'
import type { Candidate } from './find/candidate.ts'
import type { StateDict } from './find/state-dict.ts'
import type { WrapperFact } from './find/wrappers.ts'
import type { Graph } from './graph.ts'
import type { Interpreter } from './rebuild/context.ts'
import type { Storage } from './storage.ts'

/**
 * Which weights of a DeepSpeed checkpoint: those in float32 that the optimizer works on, or `module` as it was saved,
 * in the dtype of the training.
 */
export type WeightsKind = 'master' | 'module'

/** How to open a checkpoint. */
export interface OpenOptions {
  /** Where the state_dict is, as a dotted path; found automatically when absent. */
  readonly root?: string
  /** Budgets of reading; `DEFAULT_LIMITS` when absent. */
  readonly limits?: Limits
  /**
   * The member of a zip, tar or gzip archive, called just as in the archive; `outer.nemo!inner.ckpt` goes on inside.
   * The only checkpoint in an archive when absent.
   */
  readonly member?: string
  /**
   * Makes the bytes of a packed member seekable, such as by a temporary file that the caller closes. Absent, they are
   * unpacked in memory.
   */
  readonly unpack?: Unpack
  /** Open a file whose end is missing as far as it goes; tensors that are not whole have a `problem`. */
  readonly salvage?: boolean
  /** For the folder of a DeepSpeed checkpoint; `master` when absent, or `module` where there are no others. */
  readonly weights?: WeightsKind
  /** For files of tensor-parallel ranks: how their tensors are joined. The first rule that matches a name decides. */
  readonly join?: readonly JoinRule[]
}

/** An opened checkpoint. Tensors are described; their bytes are read on request. */
export interface Checkpoint {
  /** Path or other name of the file; `FILE!MEMBER` for a member of an archive. */
  readonly name: string
  /** Size of the file in bytes, or of the member that was opened. */
  readonly byteLength: number
  /** @internal Where the bytes lie. */
  readonly container: Container
  /** The unpickled value, inert. */
  readonly value: PickleValue
  /** @internal Every tensor and every container above one. */
  readonly graph: Graph
  readonly stateDict: StateDict
  /** What else could be the state_dict, in file order, the chosen one included. */
  readonly candidates: readonly Candidate[]
  /** Every storage by key, in the order in which the file names them. */
  readonly storages: ReadonlyMap<string, Storage>
  /** @internal What gave the pickled values their meaning. */
  readonly interpreter: Interpreter
  /** The budgets it was opened with; what reads it further keeps to them. */
  readonly limits: Limits
  /** Free text beside the tensors (`__metadata__` of safetensors); null when there is none. */
  readonly metadata: ReadonlyMap<string, string> | null
  /** What wrote the file, as far as its keys and names show it. */
  readonly wrappers: readonly WrapperFact[]
  readonly notes: readonly Note[]
  /** What is known of the files that it was put together from; absent for one file and for shards. */
  readonly parts?: PartsFacts
  /** What the file is only a part of, such as one rank's share; absent for what shows nothing of that. */
  readonly partOf?: PartOf
}

/** Facts of a distributed checkpoint. */
export interface PartsFacts {
  /** Pieces that its tensors were put together from, and values that are pickles of their own. */
  readonly pieces: number
  /** Pieces that no checksum covers. */
  readonly unchecked: number
  /** What its files cannot prove, in words. */
  readonly unproven: readonly string[]
  /** Which weights of a DeepSpeed checkpoint they are; absent for all others. */
  readonly weights?: WeightsKind
  /** The rules that joined its tensors, as they were written (`OpenOptions.join`); absent where none were needed. */
  readonly joined?: readonly string[]
  /** How many ranks wrote the files, as far as those say it; absent where they do not. */
  readonly ranks?: number
  /** How the ranks were arranged, where the files say it. */
  readonly mesh?: { readonly shape: readonly number[]; readonly names: readonly string[] | null }
  /** How tensors were laid over the mesh, as torch prints it, and how many tensors so. */
  readonly placements?: readonly { readonly placements: string; readonly tensors: number }[]
  /** Which layout the folder has, and what is in it; absent where it was opened in another way. */
  readonly layout?: LayoutFacts
}

/** What a folder of a distributed checkpoint is. */
export interface LayoutFacts {
  /** Stable, such as `dcp` or `rank-files`. */
  readonly kind: string
  /** The program whose habits its names show, or null. */
  readonly framework: string | null
  /** The folder in it that was opened; empty for the folder itself. */
  readonly folder: string
  /** What is beside the weights in the folder, by its names. */
  readonly beside: readonly BesideFacts[]
}

/** Files beside the weights. */
export interface BesideFacts {
  readonly what: 'optimizer' | 'random states' | 'trainer state'
  /** A file, or a folder with its slash. */
  readonly path: string
  readonly files: number
  /** Null where there are too many files to look at. */
  readonly bytes: number | null
}

/** What a file is a part of. */
export interface PartOf {
  /** What the file is, in words: `one rank's share of …`. */
  readonly what: string
  /** What to open instead: the folder that the file is in, or above it; null where it is not known. */
  readonly folder: string | null
  /** Whether the content shows it, and not the name alone. */
  readonly by: 'content' | 'name'
}
