/** The script of bash: one function, which knows every word and starts nothing. */
import type { CommandWords } from './words.ts'

/** The script that `eval "$(pth completion bash)"` runs. */
export function bashScript(commands: readonly CommandWords[], version: string): string {
  const names = commands.map(({ name }) => name)
  return `# Completion of pth ${version} for bash, written by: pth completion bash
_pth() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' flags=yes at
  # FLAG=VALUE is three words to bash.
  if [[ $word == = ]]; then word=''
  elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    if [[ \${COMP_WORDS[at]} == -- ]]; then flags='' before=''
    elif [[ -z $command && \${COMP_WORDS[at]} != -* ]]; then command=\${COMP_WORDS[at]}
    fi
  done
  COMPREPLY=()
  case $command in
  '')
    if [[ $word == -* ]]; then _pth_words '--help --version' "$word"
    else _pth_words '${names.join(' ')} help' "$word"
    fi ;;
  help) _pth_words '${names.join(' ')}' "$word"; _pth_only ;;
${commands.map(commandCase).join('\n')}
  esac
}
_pth_words() {
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$1" -- "$2"))
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2> /dev/null; fi
}
# Where no path fits: without an answer bash would offer files.
_pth_only() {
  compopt +o default +o bashdefault 2> /dev/null
}
complete -o bashdefault -o default -F _pth pth
`
}

function commandCase({ name, flags, argument }: CommandWords): string {
  const withValue = flags.flatMap(({ names, value }) =>
    value === null ? [] : [`    ${names.join(' | ')}) ${answer(value.words, value.paths)} ;;`],
  )
  const all = flags.map(({ names }) => names.at(-1)).join(' ')
  return `  ${name})
    case $before in
${withValue.join('\n')}
    *)
      if [[ -n $flags && $word == -* ]]; then _pth_words '${all}' "$word"
      else ${answer(argument.words, argument.paths)}
      fi ;;
    esac ;;`
}

/** Words, and bash's own paths behind them. `FORMAT=` is completed as a word, and what follows it as a path. */
function answer(words: readonly string[], paths: boolean): string {
  const only = paths ? '' : '; _pth_only'
  if (words.length === 0) return paths ? ':' : '_pth_only'
  if (words.some((word) => word.endsWith('=')))
    return `if [[ \${COMP_WORDS[COMP_CWORD-1]} != = ]]; then _pth_words '${words.join(' ')}' "$word"; fi`
  return `_pth_words '${words.join(' ')}' "$word"${only}`
}
