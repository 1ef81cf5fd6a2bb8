/** Credentials and endpoints, from where their own tools keep them. Nothing is asked of anybody. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PthError } from '../../errors.ts'
import type { GcsAccess } from '../../remote/gcs.ts'
import type { HubAccess } from '../../remote/hub.ts'
import type { S3Access, S3Keys } from '../../remote/s3.ts'

type Env = Readonly<Record<string, string | undefined>>

/** @see huggingface_hub/utils/_auth.py, huggingface_hub/constants.py */
export async function hubAccess(env: Env): Promise<HubAccess> {
  const endpoint = endpointIn('HF_ENDPOINT', variable(env, 'HF_ENDPOINT') ?? 'https://huggingface.co')
  return { endpoint, token: isSet(env['HF_HUB_DISABLE_IMPLICIT_TOKEN']) ? null : await hubToken(env) }
}

async function hubToken(env: Env): Promise<string | null> {
  const given = variable(env, 'HF_TOKEN') ?? variable(env, 'HUGGING_FACE_HUB_TOKEN')
  if (given !== null) return credential('the token of the hub', given)
  const cache = variable(env, 'XDG_CACHE_HOME') ?? join(homeOf(env), '.cache')
  const home = variable(env, 'HF_HOME') ?? join(cache, 'huggingface')
  const text = await textOf(variable(env, 'HF_TOKEN_PATH') ?? join(home, 'token'))
  return text === null || text.trim() === '' ? null : credential('the token of the hub', text.trim())
}

/** Whether the hub is not to be asked. @see huggingface_hub/constants.py `HF_HUB_OFFLINE` */
export function hubOffline(env: Env): boolean {
  return isSet(env['HF_HUB_OFFLINE'])
}

/** @see docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
export async function s3Access(env: Env): Promise<S3Access> {
  const profile = variable(env, 'AWS_PROFILE')
  const fromEnv = keysOfEnv(env)
  const known =
    profile !== null || fromEnv === null ? await profileOf(env, profile) : new Map<string, string>()
  const region =
    variable(env, 'AWS_REGION') ?? variable(env, 'AWS_DEFAULT_REGION') ?? known.get('region') ?? 'us-east-1'
  const endpoint =
    variable(env, 'AWS_ENDPOINT_URL_S3') ??
    variable(env, 'AWS_ENDPOINT_URL') ??
    known.get('endpoint_url') ??
    null
  return {
    keys: fromEnv ?? keysOfProfile(known, profile),
    region,
    endpoint: endpoint === null ? null : endpointIn('AWS_ENDPOINT_URL', endpoint),
  }
}

function keysOfEnv(env: Env): S3Keys | null {
  const accessKeyId = variable(env, 'AWS_ACCESS_KEY_ID')
  const secretAccessKey = variable(env, 'AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === null || secretAccessKey === null) return null
  const token = variable(env, 'AWS_SESSION_TOKEN')
  return {
    accessKeyId: credential('AWS_ACCESS_KEY_ID', accessKeyId),
    secretAccessKey,
    sessionToken: token === null ? null : credential('AWS_SESSION_TOKEN', token),
  }
}

/** What ~/.aws/credentials and ~/.aws/config say of a profile, the first before the second. */
async function profileOf(env: Env, named: string | null): Promise<ReadonlyMap<string, string>> {
  const profile = named ?? 'default'
  const folder = join(homeOf(env), '.aws')
  const [credentials, config] = await Promise.all([
    textOf(variable(env, 'AWS_SHARED_CREDENTIALS_FILE') ?? join(folder, 'credentials')),
    textOf(variable(env, 'AWS_CONFIG_FILE') ?? join(folder, 'config')),
  ])
  const known = new Map([
    ...sectionOf(config ?? '', profile === 'default' ? 'default' : `profile ${profile}`),
    ...sectionOf(credentials ?? '', profile),
  ])
  if (named !== null && known.size === 0)
    throw new PthError('USAGE', { reason: `AWS_PROFILE names a profile that is not in ~/.aws: ${profile}` })
  return known
}

/** Kinds of credentials for which a server has to be asked first. */
const ASKED = ['sso_session', 'sso_start_url', 'role_arn', 'credential_process', 'web_identity_token_file']

function keysOfProfile(known: ReadonlyMap<string, string>, profile: string | null): S3Keys | null {
  const accessKeyId = known.get('aws_access_key_id')
  const secretAccessKey = known.get('aws_secret_access_key')
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, sessionToken: known.get('aws_session_token') ?? null }
  const kind = ASKED.find((name) => known.has(name))
  if (kind === undefined) return null
  const flag = profile === null ? '' : ` --profile ${profile}`
  throw new PthError('USAGE', {
    reason:
      `the profile gets its keys by ${kind}, which only Amazon's own tool does: ` +
      `eval "$(aws configure export-credentials${flag} --format env)"`,
  })
}

/** The lines `name = value` below `[section]`. */
function sectionOf(text: string, section: string): [string, string][] {
  const found: [string, string][] = []
  let inside = false
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[\s*(.+?)\s*\]/.exec(line)
    if (head !== null) inside = head[1] === section
    const setting = /^([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line)
    if (inside && setting !== null) found.push([(setting[1] ?? '').toLowerCase(), setting[2] ?? ''])
  }
  return found
}

/** @see cloud.google.com/storage/docs/authentication */
export function gcsAccess(env: Env): GcsAccess {
  const token = variable(env, 'GOOGLE_OAUTH_ACCESS_TOKEN') ?? variable(env, 'CLOUDSDK_AUTH_ACCESS_TOKEN')
  const host = variable(env, 'STORAGE_EMULATOR_HOST')
  const endpoint =
    host === null ? 'https://storage.googleapis.com' : /^https?:\/\//.test(host) ? host : `http://${host}`
  return {
    token: token === null ? null : credential('GOOGLE_OAUTH_ACCESS_TOKEN', token),
    endpoint: endpointIn('STORAGE_EMULATOR_HOST', endpoint),
  }
}

/** An address of a server without a slash at its end. @throws PthError USAGE that does not repeat it */
function endpointIn(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.password}` === '')
    return text.replace(/\/+$/, '')
  throw new PthError('USAGE', {
    reason: `${name} is not the address of a server: https://HOST, without credentials in it`,
  })
}

/** @throws PthError USAGE for what cannot stand in a header; it is not repeated */
function credential(what: string, text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text
  throw new PthError('USAGE', {
    reason: `${what} has a character that it cannot have, such as a blank or a line break`,
  })
}

function variable(env: Env, name: string): string | null {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? null : value
}

function isSet(value: string | undefined): boolean {
  return ['1', 'on', 'yes', 'true'].includes((value ?? '').toLowerCase())
}

function homeOf(env: Env): string {
  return variable(env, 'HOME') ?? variable(env, 'USERPROFILE') ?? '/'
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new PthError(
      'SOURCE_UNREADABLE',
      { path, reason: `cannot be read (${String(code)})` },
      { cause: error },
    )
  })
}
