/** What a person can do here about an error: in words, and in lines for a shell. */
import { isPthError, shellWord } from 'pth-cli'
import type { JoinGroup, PthError } from 'pth-cli'
import type { Input } from '../engine.ts'

export interface Advice {
  readonly hint: string | null
  /** Lines that do in a shell what the page cannot. */
  readonly commands: readonly string[]
}

const NOTHING: Advice = { hint: null, commands: [] }

/** A browser does not tell a page why it may not read an answer. */
const NO_ANSWER =
  'A page may read from another host only where that host permits it (CORS: Access-Control-Allow-Origin, and ' +
  'Content-Range and ETag in Access-Control-Expose-Headers). If the server is up, it may not permit it, or it may ' +
  'send readers on to a third host: add &redirects=any to the address of this page to follow. ' +
  'The command line has no such rule:'

/** The advice for an error of `input`; null where none was opened. */
export function adviceFor(error: PthError, input: Input | null): Advice {
  const name = nameOf(input)
  if (isPthError(error, 'LIMIT_EXCEEDED')) return overBudget(flagOf(error), input)
  if (input?.kind === 'served') return ofServed(error, name)
  if (isPthError(error, 'REMOTE_UNREACHABLE'))
    return { hint: NO_ANSWER, commands: [`pth inspect ${name}`, `pth view ${name}`] }
  if (isPthError(error, 'SOURCE_UNREADABLE'))
    return said(
      'It was changed, moved or deleted since it was chosen, or the browser may not read it. Choose it again.',
    )
  if (isPthError(error, 'MEMBER_UNCLEAR') && error.details.members.length > 0)
    return {
      hint: 'The page opens an archive that has one checkpoint in it. Unpack it and choose the one that is meant, or name it:',
      commands: [`pth view ${shellWord(`${bareName(input)}!${error.details.members[0]?.name ?? 'MEMBER'}`)}`],
    }
  if (isPthError(error, 'FORMAT_UNSUPPORTED') && error.details.found.startsWith('a JSON file'))
    return said(
      'Here, open the checkpoint first and choose its schema in Compare; choose an index with its shards.',
    )
  if (isPthError(error, 'PART_ONLY'))
    return said('Choose the folder that it is in, or all files of that folder.')
  if (isPthError(error, 'JOIN_NEEDED'))
    return { hint: 'The command line joins them by rules:', commands: [joining(error.details.groups, name)] }
  if (isPthError(error, 'PIECES_INVALID') && error.details.reason.startsWith('.metadata is missing'))
    return {
      hint: 'If the folder has it, the browser did not hand it over. Choose all files in the folder instead, or:',
      commands: [`pth view ${name}`],
    }
  if (isPthError(error, 'OUTPUT_NO_SPACE'))
    return said(
      'That is the room of the storage that the browser gives this page. The command line writes to your disk: its line is above.',
    )
  if (error.message.includes('--salvage'))
    return {
      hint: 'The command line reads what is complete:',
      commands: [`pth inspect ${name} --salvage`, `pth convert ${name} --salvage -o salvaged.safetensors`],
    }
  return NOTHING
}

/** Where a part of the page's own code does not come, or memory ends: the browser's words alone help nobody. */
export function adviceForOther(error: unknown, input: Input | null): Advice {
  const message = error instanceof Error ? error.message : String(error)
  if (/dynamically imported module/i.test(message))
    return input?.kind === 'served'
      ? gone(nameOf(input))
      : said(
          'A part of the page was not loaded: its server is gone, or has a newer page. Load the page again.',
        )
  if (error instanceof RangeError || /memory|allocation/i.test(message))
    return {
      hint: 'The browser may have no memory left. Close other tabs and load the page again, or use the command line:',
      commands: [`pth inspect ${nameOf(input)}`],
    }
  return NOTHING
}

function ofServed(error: PthError, name: string): Advice {
  if (isPthError(error, 'REMOTE_UNREACHABLE')) return gone(name)
  if (isPthError(error, 'REMOTE_NOT_FOUND'))
    return {
      hint:
        'It was moved or deleted since, may not be read, or is a link that leads out of the folder, which pth view does ' +
        'not follow. The command line says which:',
      commands: [`pth inspect ${name}`],
    }
  if (isPthError(error, 'REMOTE_CHANGED')) return said('Load this page again to see the file as it is now.')
  return NOTHING
}

function gone(name: string): Advice {
  return {
    hint: 'pth view has ended, or the tunnel to it is closed. Start it again, and open the address that it prints:',
    commands: [`pth view ${name}`],
  }
}

/** A page has no flags: it says which command has. */
function overBudget(flag: string | undefined, input: Input | null): Advice {
  if (flag === undefined) return NOTHING
  const hint =
    input?.kind === 'served'
      ? 'End pth view with Ctrl-C and start it with a higher limit:'
      : 'The budgets of this page are fixed: it opens what nobody vouches for. If you trust the file, the command line ' +
        'has a flag for a higher limit:'
  return { hint, commands: [`pth view ${nameOf(input)} ${flag} N`] }
}

/** The flag that raises a budget. */
export function flagOf({ details: { hint = '' } }: PthError<'LIMIT_EXCEEDED'>): string | undefined {
  return /--max-[a-z-]+/.exec(hint)?.[0]
}

/** A rule for each group; question marks are for a person to replace. */
function joining(groups: readonly JoinGroup[], name: string): string {
  const rules = groups.map(({ pattern, proposal }) => `--join ${shellWord(`${pattern}=${proposal}`)}`)
  return `pth view ${name} ${rules.join(' ')}`
}

function said(hint: string): Advice {
  return { hint, commands: [] }
}

/** The input as a word of a shell. */
function nameOf(input: Input | null): string {
  const name = bareName(input)
  return name === 'FILE' || name === 'FOLDER' ? name : shellWord(name)
}

function bareName(input: Input | null): string {
  if (input === null) return 'FILE'
  if (input.kind === 'url') return input.url
  if (input.kind === 'served') return input.name
  const [first, ...others] = input.files
  if (first === undefined) return 'FILE'
  if (others.length === 0) return first.path
  const top = first.path.includes('/') ? (first.path.split('/', 1)[0] ?? '') : ''
  return top !== '' && others.every(({ path }) => path.startsWith(`${top}/`)) ? top : 'FOLDER'
}
