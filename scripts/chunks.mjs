/**
 * What is loaded together: each chunk of the bundle with the files of src/ that it is made of. A file belongs to the
 * first chunk that names it, and brings what it imports along, so the ground floor comes first. What no chunk names is
 * in the chunk of the one command that imports it.
 */
export const CHUNKS = [
  { name: 'version', files: /^src\/cli\/version\.ts$/ },
  // A worker of the page needs nothing else.
  { name: 'sha256', files: /^src\/io\/(sha256|digest)/ },
  // Any file becomes a checkpoint, and text becomes lines. No part of Node.
  {
    name: 'reader',
    files:
      /^src\/(digits|errors|limits|io(?!\/(?:http|fast-crc32|blob|stream))|remote\/address|json|dtype(?!\/(?:kernels|moments|pair-sums))|names|zip|pickle|safetensors|container(?!\/(?:gguf|onnx)\.)|checkpoint(?!\/open-memory|\/read\/(?:crew|gather-)|\/distributed\/(?!layout|folder|attributes|(?:dcp|zero|universal)\/(?:names|place)\.)))\b|\/convert\/format-of\.ts$|^src\/report\/(?!explain|failed-run)[^/]*$|^node_modules\/get-east-asian-width\//,
  },
  // What only the library and the page have: files of browsers, and checksums for where the platform has none.
  {
    name: 'portable',
    files: /^src\/(io\/(fast-crc32|blob|stream)|checkpoint\/open-memory)/,
  },
  // Loaded for a file of that kind only.
  { name: 'onnx', files: /^src\/container\/onnx\.ts$/ },
  { name: 'gguf', files: /^src\/(gguf\/|container\/gguf\.ts$)/ },
  // CRC-32 and SHA-256: parts of Node that take milliseconds to load.
  { name: 'digests', files: /^src\/node\/(hash|crc32)\.ts$/ },
  // Opens files and folders. What also does an operation is not named here: the library would load it.
  {
    name: 'files',
    files:
      /^src\/node\/(?!edit-|kind-of-file|convert-|check-|write-|replace-|stage-|report-|sharing\/|dcp-|parts-|crew|git|programs|view|remote\/(?!access))/,
  },
  // The flags of every command, and what more than one of them uses.
  {
    name: 'program',
    files:
      /^node_modules\/(?!aws4fetch|smol-toml\/)|^src\/cli\/(commands\/[a-z]+|columns|error-text|paint|size|flag-values|float-dtype|limit-flags|network|check\/(addresses|on-network)|remote-flags|report-flags|small-file|one-path|sharded-files|input|known-values|program|reports|progress|package-file|bare-path|with-crew|guide\/(swapped|line))\.ts$/,
  },
  // Loaded only for an address: what a page needs, and what Node adds.
  { name: 'http', files: /^src\/io\/http\/(?!send\.)/ },
  {
    name: 'remote',
    files: /^src\/(remote\/(?!s3-put)|node\/remote\/(?!bucket-store))|^node_modules\/aws4fetch\//,
  },
  // Writes to buckets; who only reads loads none of it.
  { name: 'bucket', files: /^src\/(remote\/s3-put|node\/remote\/bucket-store|io\/http\/send)\.ts$/ },
  { name: 'ids', files: /^src\/ids\b/ },
  { name: 'findings', files: /^src\/report\/(findings\/|failed-run)/ },
  { name: 'weights-only', files: /^src\/weights-only\// },
  { name: 'schema', files: /^src\/schema\// },
  {
    name: 'values',
    files:
      /^src\/(dtype\/(kernels|moments|pair-sums)|checkpoint\/read\/(crew|gather-)|operations\/(inspect\/(stats|histogram)|verify\/(tensors|lock|stats-once))\.ts$)/,
  },
  { name: 'diff', files: /^src\/(report\/)?diff\// },
  { name: 'expected', files: /^src\/cli\/(expected|averaged)\.ts$/ },
  // What `inspect --fit` counts.
  {
    name: 'fit',
    files: /^src\/operations\/inspect\/fit\//,
  },
  { name: 'inspect', files: /^src\/(operations|report)\/inspect\// },
  { name: 'scan', files: /^src\/(operations|report)\/scan\// },
  { name: 'verify', files: /^src\/(operations|report)\/verify\// },
  { name: 'verify-folder', files: /^src\/cli\/verify-folder/ },
  // A file for the rules of check, and for what init writes beside it.
  { name: 'subject', files: /^src\/cli\/check\/(subject|shards)\.ts$/ },
  { name: 'convert', files: /^src\/(operations|report)\/convert\/(?!convert-to\b|sharing\/|join\.ts$)/ },
  { name: 'dcp-folders', files: /^src\/node\/dcp-/ },
  // Only its names are looked at before there is such a folder. No part of Node: the page opens them too.
  {
    name: 'distributed',
    files:
      /^src\/checkpoint\/distributed\/(?!layout|folder|attributes|(dcp|zero|universal)\/(names|place)\.)/,
  },
  { name: 'toml', files: /^node_modules\/smol-toml\// },
  { name: 'write', files: /^src\/node\/(convert-|check-|write-|replace-|stage-|report-)/ },
  // One part of a conversion, and joining the parts.
  { name: 'sharing', files: /^src\/(node|operations\/convert)\/sharing\/|^src\/report\/convert\/join\.ts$/ },
]
