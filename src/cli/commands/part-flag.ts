/** `--part`: which share of the shards this machine writes, as numbers or as a scheduler says it. */
import { PthError } from '../../errors.ts'
import type { Share } from '../../operations/convert/sharing/share-of.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Shares of one conversion. Largest known array of Slurm: 1,000,001 tasks. */
const MOST_SHARES = 4_000_000

/**
 * `3/8`; `slurm`, by the variables of an array of Slurm; `k8s/8`, by that of an Indexed Job, which does not say how
 * many there are. No variable is read unless the flag asks for it.
 * @throws PthError USAGE
 */
export function parsePart(text: string, env: Env): Share {
  if (text === 'slurm') return slurmShare(env)
  const [, indexed] = /^k8s\/(\d{1,7})$/.exec(text) ?? []
  if (indexed !== undefined) {
    const index = variable(env, 'JOB_COMPLETION_INDEX', 'an Indexed Job of Kubernetes')
    return checked({ number: index + 1, count: Number(indexed) }, `JOB_COMPLETION_INDEX=${index}`)
  }
  const [, number, count] = /^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? []
  if (number === undefined || count === undefined)
    throw new PthError('USAGE', {
      reason: `--part is NUMBER/COUNT such as 3/8, slurm, or k8s/COUNT, not ${JSON.stringify(text)}`,
    })
  return checked({ number: Number(number), count: Number(count) }, `--part ${text}`)
}

/** The place of a task among those of its array: MIN, MIN + STEP, … @see slurm.schedmd.com/job_array.html */
function slurmShare(env: Env): Share {
  const job = 'a job array of Slurm (sbatch --array=1-8)'
  const id = variable(env, 'SLURM_ARRAY_TASK_ID', job)
  const count = variable(env, 'SLURM_ARRAY_TASK_COUNT', job)
  const least = variable(env, 'SLURM_ARRAY_TASK_MIN', job)
  const most = variable(env, 'SLURM_ARRAY_TASK_MAX', job)
  const step = count === 1 ? 1 : (most - least) / (count - 1)
  const place = (id - least) / step
  if (Number.isInteger(step) && Number.isInteger(place) && step > 0)
    return checked({ number: place + 1, count }, `SLURM_ARRAY_TASK_ID=${id}`)
  throw new PthError('USAGE', {
    reason:
      `the ${count} tasks of this array, ${least} to ${most}, are not at equal steps, so that the place of ${id} is ` +
      'not known; name it: --part $SLURM_ARRAY_TASK_ID/COUNT',
  })
}

function checked(share: Share, source: string): Share {
  const { number, count } = share
  if (number >= 1 && number <= count && count <= MOST_SHARES) return share
  throw new PthError('USAGE', {
    reason: `${source} is no part of ${count}: parts count from 1/${count} to ${count}/${count}`,
  })
}

/** @throws PthError USAGE */
function variable(env: Env, name: string, where: string): number {
  const text = env[name]
  if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text)
  const found = text === undefined ? 'is not set' : `is ${JSON.stringify(text)}`
  throw new PthError('USAGE', {
    reason: `${name} ${found}: it is a number in ${where}; or name the part: --part 3/8`,
  })
}
