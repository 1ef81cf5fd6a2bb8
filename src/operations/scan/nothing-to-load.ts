/** Which files of a folder are beside its checkpoints: nothing in them can be loaded, and their names say so. */
import { isText } from '../../container/text-file.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import type { ScanReport } from './report.ts'

/**
 * A file that has the name of a checkpoint but is none is reported as a failure; what else is in a folder is
 * counted.
 */
const CHECKPOINT_NAME = /\.(pth|pt|bin|ckpt|safetensors|gguf|pkl|pickle|npz|pt2|ptl|th|tar|model|joblib)$/i

/** The vocabulary of a tokenizer, as the reader calls it. */
const VOCABULARY = 'a SentencePiece vocabulary'

/**
 * Kinds of files, as the reader calls them, in which there is nothing that PyTorch or pickle would load. What is packed
 * may hold anything.
 */
const NOTHING_TO_LOAD = new RegExp(
  String.raw`^(${VOCABULARY}|the external data of an ONNX model|an empty file|a PNG image|a JPEG image|` +
    String.raw`a PDF document|a program \(ELF\)|` +
    String.raw`a web page|a text file|a JSON file|an error message|a Flax checkpoint|a TensorFlow Lite model|` +
    String.raw`the (index|graph) of a TensorFlow|the parameters of a Paddle|the description of an OpenVINO)`,
)

/**
 * Whether a file is called as what scan judges. With the error that it could not be scanned with, a vocabulary is not:
 * `tokenizer.model` is beside many models.
 */
export function isScannedName(path: string, error?: unknown): boolean {
  const vocabulary = isPthError(error, 'FORMAT_UNSUPPORTED') && error.details.found === VOCABULARY
  return !vocabulary && CHECKPOINT_NAME.test(path)
}

/** Whether the error that a file could not be scanned with says that nothing in it can be loaded. */
export function hasNothingToLoad(error: unknown): boolean {
  return (
    isPthError(error, 'FORMAT_UNKNOWN') ||
    (isPthError(error, 'FORMAT_UNSUPPORTED') && NOTHING_TO_LOAD.test(error.details.found))
  )
}

/** Names of files that people read. */
const TEXT_NAME = new RegExp(
  String.raw`\.(md|markdown|rst|txt|log|csv|tsv|tex|bib|cff|html?)$|` +
    String.raw`(^|[/\\])(licen[cs]e|notice|readme|copying|authors|changelog|citation)$`,
  'i',
)

/** What Python can import: words of letters, digits and underscores with dots between them. */
const IMPORTABLE = /^[\p{L}_][\p{L}\p{N}\p{M}_]*(\.[\p{L}_][\p{L}\p{N}\p{M}_]*)*$/u

/**
 * Whether a file that was scanned as a pickle is a text that begins like one by chance, such as `(c) 2024 …`: it is
 * called like a text, has no control characters, breaks off before the end of a pickle, and names no module that Python
 * could import (an import alone runs its code), so that unpickling it fails before it does anything.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function isTextByChance(
  source: ByteSource,
  { format, findings, globals }: ScanReport,
): Promise<boolean> {
  return (
    TEXT_NAME.test(source.name) &&
    format === 'pickle' &&
    findings.some(({ rule }) => rule === 'PICKLE_BROKEN') &&
    !globals.some(({ module }) => IMPORTABLE.test(module)) &&
    (await isText(source))
  )
}
