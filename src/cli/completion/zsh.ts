/** The script of zsh, by its own `_arguments`. */
import type { CommandWords, FlagWords, ValueWords } from './words.ts'

/** The script: a file `_pth` of `$fpath`, or what `source <(pth completion zsh)` reads. */
export function zshScript(commands: readonly CommandWords[], version: string): string {
  return `#compdef pth
# Completion of pth ${version} for zsh, written by: pth completion zsh
_pth() {
  local curcontext="$curcontext" state line ret=1
  typeset -A opt_args
  local -a commands=(
${[...commands, HELP].map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n')}
  )
  _arguments -S -C \\
    '(- *)'{-V,--version}'[show the version]' \\
    '(- *)'{-h,--help}'[show the help]' \\
    '1: :->first' \\
    '*:: :->rest' && ret=0
  case $state in
  first)
    _describe -t commands command commands && ret=0
    _files && ret=0 ;;
  rest)
    case $line[1] in
${commands.map(commandCase).join('\n')}
    help) _describe -t commands command commands && ret=0 ;;
    *) _files && ret=0 ;;
    esac ;;
  esac
  return ret
}
if [[ $funcstack[1] == _pth ]]; then _pth "$@"; else compdef _pth pth; fi
`
}

const HELP = { name: 'help', about: 'show the help of a command' }

function commandCase({ name, flags, argument }: CommandWords): string {
  const specs = [...flags.map(flagSpec), quoted(`*:${label(argument)}:${action(argument)}`)]
  return `    ${name})\n      _arguments -S ${specs.map((spec) => `\\\n        ${spec}`).join(' ')} && ret=0 ;;`
}

/** `'*--only=[…]:glob:'`, or for two names `'(-o --output)'{-o+,--output=}'[…]:path:_files'`. */
function flagSpec({ names, about, value, repeatable }: FlagWords): string {
  const text = about.replaceAll(/[\\[\]:]/g, String.raw`\$&`)
  const rest = `[${text}]${value === null ? '' : `:${label(value)}:${action(value)}`}`
  const typed = names.map((name) => (value === null ? name : `${name}${name.startsWith('--') ? '=' : '+'}`))
  const before = repeatable ? '*' : names.length > 1 ? `(${names.join(' ')})` : ''
  if (typed.length === 1) return quoted(`${before}${typed[0]}${rest}`)
  return `${quoted(before)}{${typed.join(',')}}${quoted(rest)}`
}

function label({ words, paths }: ValueWords): string {
  return words.length > 0 ? 'word' : paths ? 'path' : 'text'
}

/** `FORMAT=` goes on with a path after its `=`. */
function action({ words, paths }: ValueWords): string {
  if (words.length === 0) return paths ? '_files' : ' '
  if (!words.some((word) => word.endsWith('='))) return `(${words.join(' ')})`
  return `{ if compset -P "*="; then _files; else compadd -S "" -- ${words.join(' ')}; fi }`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
