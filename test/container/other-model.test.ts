/** Models of other frameworks: the first and the last bytes of what those programs wrote, by version. */
import { expect, test } from 'vitest'
import { openBytes } from '../support/archive.ts'
import { bytes } from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

const TFLITE = '1c00000054464c33140020001c001800140010000c000000'
const FLAX =
  '81a6706172616d7381a564656e736582a66b65726e656cc73e0193920304a7666c6f61743332c4300000803f0000803f'
const PADDLE = '0000000000000000000000000000000004000000080510040000000000000000'
const SAVED_MODEL = '080112bcfe010ad60e12a60e0a5e0a1041737369676e5661726961626c654f70'
const INDEX = '00000608011a020801001c0f5f434845434b504f494e5441'
const INDEX_END = '57fb808b247547db'

test.each([
  ['TensorFlow Lite of TensorFlow 2.21', fromHex(TFLITE), 'a TensorFlow Lite model'],
  [
    'the index of TensorFlow 2.21',
    bytes(fromHex(INDEX), fromHex(INDEX_END)),
    'the index of a TensorFlow checkpoint',
  ],
  ['the graph of Keras 3.15', fromHex(SAVED_MODEL), 'the graph of a TensorFlow SavedModel'],
  ['flax.serialization of Flax 0.12', fromHex(FLAX), 'a Flax checkpoint (msgpack)'],
  [
    'paddle.jit.save of PaddlePaddle 3.3',
    fromHex(PADDLE),
    'the parameters of a PaddlePaddle inference model',
  ],
  [
    'openvino.save_model of OpenVINO 2026.4',
    bytes('<?xml version="1.0"?>\n<net name="n" version="11">\n\t<layers>\n'),
    'the description of an OpenVINO model (XML)',
  ],
])('%s is named', async (_, data, found) => {
  const error = await expectCode(openBytes(data), 'FORMAT_UNSUPPORTED')
  expect(error.details.found).toBe(found)
})

test.each([
  ['an index that is cut off', fromHex(INDEX)],
  ['a map of msgpack without an array', fromHex(FLAX.slice(0, 44))],
  ['zeros and ones', bytes(new Uint8Array(16), new Uint8Array(48).fill(1))],
  ['a number of protobuf that never ends', bytes([0x08, 0x01, 0x12], new Uint8Array(60).fill(0xff))],
])('%s stays unknown', async (_, data) => {
  await expectCode(openBytes(data), 'FORMAT_UNKNOWN')
})
