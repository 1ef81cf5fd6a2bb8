/** Texts in a pickle that are more than words: Python source, and pickles written as base64 or hexadecimal digits. */

/** Characters of a source that are shown. */
const SHOWN = 160
/** Characters of a text that are searched for source. Largest known source in a pickle: 300,000. */
const SEARCHED = 1 << 22

/** Statements that begin a line of Python, and calls that run or reach something. */
const SOURCE = new RegExp(
  String.raw`^[ \t]*(?:import[ \t]+\w[\w.]*(?:$|[ \t]*[,;#\\]|[ \t]+as[ \t])|` +
    String.raw`from[ \t]+[\w.]+[ \t]+import\b|` +
    String.raw`(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[(:]|lambda\b[^\n:]*:)|` +
    String.raw`\b(?:__import__|__builtins__|exec|eval|compile|execfile|open|popen|system|getattr|globals|` +
    String.raw`breakpoint)[ \t\\]*\(|;[ \t]*import[ \t]+\w`,
  'm',
)

/** The first lines of a text that is Python source, on one line; undefined for other texts. */
export function sourceIn(text: string): string | undefined {
  const searched = text.length > SEARCHED ? text.slice(0, SEARCHED) : text
  const found = SOURCE.exec(searched)
  if (found === null) return undefined
  const from = searched.length <= SHOWN ? 0 : Math.max(0, searched.lastIndexOf('\n', found.index) + 1)
  const shown = searched.slice(from, from + SHOWN).trim()
  return from + SHOWN < text.length ? `${shown}…` : shown
}

/** How base64 of a pickle of protocol 1 to 5 begins, whatever its first opcode, and all its hexadecimal digits. */
const BASE64 = /^gA[E-X]/
const HEX = /^800[1-5][\da-f]+$/i
/** Digits of either alphabet; the loop takes one character at a time, so that a long text costs no stack. */
const DIGITS = /^[\w+/\-\s]*={0,2}$/

/** The bytes of a pickle that a text spells; undefined for other texts. */
export function pickleInText(text: string): Uint8Array | undefined {
  const trimmed = text.trim()
  if (BASE64.test(trimmed)) return base64Bytes(trimmed)
  if (!/^(?:\\x)?80/.test(trimmed)) return undefined
  const digits = trimmed.replaceAll('\\x', '')
  if (digits.length % 2 === 1 || !HEX.test(digits)) return undefined
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  )
}

/** What a text spells in either alphabet of base64; undefined for other texts. */
function base64Bytes(text: string): Uint8Array | undefined {
  const trimmed = text.trim()
  if (!DIGITS.test(trimmed)) return undefined
  const plain = trimmed
    .replaceAll(/\s/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '')
  if (plain.length % 4 === 1) return undefined
  return Uint8Array.from(atob(plain), (unit) => unit.codePointAt(0) ?? 0)
}

/**
 * What `base64.b64decode` of Python makes of a text: what is not a digit of the plain alphabet is dropped, and padding
 * ends a group only where it completes one. @see CPython Modules/binascii.c `binascii_a2b_base64_impl`
 */
export function python64Bytes(text: string): Uint8Array {
  const digits: string[] = []
  let padding = 0
  for (const unit of text) {
    if (unit === '=') {
      padding += 1
      // Two digits and two signs, or three and one: the group ends here, and nothing is read behind it.
      if (digits.length % 4 >= 2 && (digits.length % 4) + padding >= 4) break
    } else if (/[A-Za-z\d+/]/.test(unit)) {
      padding = 0
      digits.push(unit)
    }
  }
  // A single digit in the last group has no whole byte: Python refuses it.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits
  return Uint8Array.from(atob(whole.join('')), (unit) => unit.codePointAt(0) ?? 0)
}

/** How a text begins, for a report: its first lines that are not blank. */
export function firstLines(text: string): string {
  const start = text.trimStart()
  return start.length > SHOWN ? `${start.slice(0, SHOWN).trimEnd()}…` : start.trimEnd()
}
