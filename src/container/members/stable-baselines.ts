/** The zip of stable-baselines3: a policy, its optimizer, other tensors, and JSON with pickles in it. */
import type { Note } from '../record.ts'
import type { Archive } from './archive.ts'
import { lastPart } from './archive.ts'

/** The state_dict of the policy. @see stable_baselines3/common/save_util.py `save_to_zip_file` */
export const POLICY = 'policy.pth'
const DATA = 'data'
const VERSION = '_stable_baselines3_version'
/** Bytes of the JSON that are looked at; a replay buffer is not in it. */
const DATA_BYTES = 1 << 24
/** The key beside each pickle. @see stable_baselines3/common/save_util.py `data_to_json` */
const SERIALIZED = '":serialized:"'

/** What to say of such an archive when its policy is opened; null for any other archive. */
export async function policyNotes(
  archive: Archive,
  checkpoints: readonly string[],
): Promise<readonly Note[] | null> {
  const [data, version] = [DATA, VERSION].map((wanted) =>
    archive.members.find(({ name, refused }) => name === wanted && refused === null),
  )
  if (data === undefined || !checkpoints.includes(POLICY)) return null
  const written = version === undefined ? '' : ` ${text(await version.head(32)).trim()}`
  // What is printed of the file is a version and nothing else.
  const by = /^ [\w.+-]+$/.test(written) ? `stable-baselines3${written}` : 'stable-baselines3'
  const others = checkpoints.filter((name) => name !== POLICY)
  const rest = others.length === 0 ? '' : `; the other checkpoints in it: ${others.join(', ')}`
  const opened = `${POLICY} inside ${lastPart(archive.source.name)} (written by ${by})${rest}`
  const notes: Note[] = [{ code: 'MEMBER_OPENED', message: opened }]
  const json = text(await data.head(DATA_BYTES))
  const pickles = json.split(SERIALIZED).length - 1
  if (pickles > 0)
    notes.push({
      code: 'MEMBER_PICKLES',
      message:
        `${DATA} inside the archive is JSON with ${pickles} ${pickles === 1 ? 'pickle' : 'pickles'} in base64, ` +
        'which stable-baselines3 loads with cloudpickle; pth does not open them',
    })
  return notes
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
