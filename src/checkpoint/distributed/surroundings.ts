/** What is around the weights of a distributed checkpoint: its program, optimizer, random and other states. */
import type { BesideFacts, LayoutFacts } from '../checkpoint.ts'
import type { PartsFolder } from './folder.ts'
import type { FoundLayout } from './layout.ts'

/** Files whose sizes are looked at. */
const LOOKED_AT = 100

const KINDS: readonly (readonly [what: BesideFacts['what'], pattern: RegExp])[] = [
  ['random states', /^(random_states_\d+\.pkl|rng_state(_\d+)?\.pth|extra_state_world_size_.*)$/],
  ['optimizer', /^(distrib_optim\.pt|optim(izer)?(s|_\d+)?(\.\w+|_(world_size|rank).*)?)$/i],
  [
    'trainer state',
    /^(trainer_state\.json|training_args\.bin|(scheduler|sampler)(_\d+)?\.(bin|pt)|(scaler|meta|common)\.pt)$/,
  ],
]

/** What the names of a folder say, and the sizes of what is beside the weights. */
export async function layoutFacts(
  folder: PartsFolder,
  { kind, inside }: FoundLayout,
  title: string,
): Promise<LayoutFacts> {
  const groups = new Map<string, { what: BesideFacts['what']; names: string[] }>()
  for (const name of folder.names) {
    const found = besideOf(name, inside)
    if (found === undefined) continue
    const known = groups.get(found.path)
    if (known === undefined) groups.set(found.path, { what: found.what, names: [name] })
    else known.names.push(name)
  }
  const beside: BesideFacts[] = []
  let looked = 0
  for (const [path, { what, names }] of groups) {
    looked += names.length
    const bytes = looked > LOOKED_AT ? null : await bytesOf(folder, names)
    beside.push({ what, path, files: names.length, bytes })
  }
  return { kind, framework: frameworkOf(folder.names, kind, inside, title), folder: inside, beside }
}

async function bytesOf(folder: PartsFolder, names: readonly string[]): Promise<number | null> {
  let bytes = 0
  for (const name of names) {
    const size = await folder.open(name).then(
      ({ byteLength }) => byteLength,
      () => null,
    )
    if (size === null) return null
    bytes += size
  }
  return bytes
}

/** A file, or the outermost folder that it is in, that is called like something beside the weights. */
function besideOf(
  name: string,
  inside: string,
): { readonly what: BesideFacts['what']; readonly path: string } | undefined {
  const steps = name.split('/')
  for (const [at, step] of steps.entries()) {
    const path = steps.slice(0, at + 1).join('/')
    // What the weights are in is not beside them.
    if (inside === path || inside.startsWith(`${path}/`)) continue
    const what = KINDS.find(([, pattern]) => pattern.test(step))?.[0]
    if (what !== undefined) return { what, path: at + 1 < steps.length ? `${path}/` : path }
  }
  return undefined
}

function frameworkOf(names: readonly string[], kind: string, inside: string, title: string): string | null {
  const last = inside.slice(inside.lastIndexOf('/') + 1)
  if (kind === 'lightning') return 'Lightning'
  if (kind.startsWith('deepspeed')) return 'DeepSpeed'
  if (/^weights$/.test(last) && names.some((name) => /(^|\/)context\//.test(name))) return 'NeMo'
  if (kind === 'sharded-state') return 'vLLM'
  if (kind === 'megatron') return title.startsWith('NeMo') ? 'NeMo' : 'Megatron-LM'
  if (title.startsWith('Megatron')) return 'Megatron-core'
  if (names.some((name) => /(^|\/)trainer_state\.json$/.test(name))) return 'transformers Trainer'
  if (
    /^pytorch_model_fsdp_\d+$/.test(last) ||
    names.some((name) => name.startsWith('pytorch_model_fsdp_rank'))
  )
    return 'accelerate'
  if (names.some((name) => /^model_world_size_\d+_rank_/.test(name))) return 'verl'
  return null
}
