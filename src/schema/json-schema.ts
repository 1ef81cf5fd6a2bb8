/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema */
/**
 * The JSON Schema of model schemas: the one truth of what such a file may hold. `schemas/model.schema.json`
 * is its copy.
 */
import { PATTERN_LENGTH } from '../names/glob.ts'

/** Where the published copy is found. */
export const SCHEMA_ID = 'https://unpkg.com/pth-cli/schemas/model.schema.json'
/** Version of the format. */
export const SCHEMA_VERSION = 1

const COUNT = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }
const IDENTIFIER = '^[A-Za-z_][A-Za-z0-9_]*$'

/** Draft 2020-12. Branches are distinguished by `if`, so that an error names the one thing that is wrong. */
export const MODEL_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: SCHEMA_ID,
  title: 'Model schema of pth',
  description:
    'What module.state_dict() contains: names, shapes, and what load_state_dict knows about the modules.',
  type: 'object',
  required: ['kind', 'version', 'tensors'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    kind: { const: 'pth.model' },
    version: { const: SCHEMA_VERSION },
    name: { type: 'string', description: "Class name of the model, as in PyTorch's error text." },
    description: { type: 'string' },
    dimensions: {
      type: 'object',
      description: 'Named sizes. null is open: any size, but the same wherever the name is used.',
      propertyNames: { pattern: IDENTIFIER },
      additionalProperties: { if: { type: 'null' }, else: COUNT },
    },
    ranges: {
      type: 'object',
      description:
        'What {i} in a name runs over: a count (0 to count - 1), [first, end), or the name of a dimension.',
      propertyNames: { pattern: IDENTIFIER },
      additionalProperties: {
        if: { type: 'array' },
        then: { type: 'array', items: COUNT, minItems: 2, maxItems: 2 },
        else: { if: { type: 'string' }, then: { pattern: IDENTIFIER }, else: COUNT },
      },
    },
    tensors: {
      type: 'object',
      description: 'Names in state_dict order. A name may contain {i}, one for each range.',
      additionalProperties: { $ref: '#/$defs/tensor' },
    },
    modules: {
      type: 'object',
      description:
        'Module paths in the order of named_modules(); "" is the root, null a child registered as None.',
      additionalProperties: {
        if: { type: 'object' },
        then: { $ref: '#/$defs/module' },
        else: { if: { type: 'null' }, else: { type: 'string', description: 'The class name alone.' } },
      },
    },
    ignore: {
      type: 'array',
      description:
        'Names left out of the comparison: * is any text, ? one character, {a,b} and {3..7} are choices.',
      items: { type: 'string', maxLength: PATTERN_LENGTH },
    },
  },
  $defs: {
    size: {
      if: { type: 'string' },
      then: { pattern: IDENTIFIER },
      else: { if: { type: 'null' }, else: COUNT },
    },
    shape: { type: 'array', items: { $ref: '#/$defs/size' }, maxItems: 64 },
    tensor: { if: { type: 'array' }, then: { $ref: '#/$defs/shape' }, else: { $ref: '#/$defs/entry' } },
    entry: {
      type: 'object',
      additionalProperties: false,
      properties: {
        shape: { if: { type: 'null' }, else: { $ref: '#/$defs/shape' } },
        dtype: { type: 'string', description: "torch's name without torch., such as float32." },
        kind: { enum: ['parameter', 'buffer', 'extra_state'] },
        optional: { type: 'boolean' },
        frozen: { type: 'boolean' },
        lazy: { type: 'boolean' },
        layout: { type: 'string' },
        tied: { type: 'string', description: 'Name of the first tensor that is the same object.' },
      },
    },
    module: {
      type: 'object',
      additionalProperties: false,
      properties: {
        class: { type: 'string' },
        version: {
          description:
            'The _version of the module. Some libraries have a text there, which PyTorch does not read.',
          if: { type: 'string' },
          else: { type: 'integer', minimum: 0 },
        },
        running_stats: { type: 'boolean', description: 'track_running_stats of BatchNorm and InstanceNorm.' },
        instance_norm: { type: 'boolean' },
        weight_norm: { type: 'array', items: { type: 'string' } },
        spectral_norm: { type: 'array', items: { type: 'string' } },
        own_loading: {
          type: 'array',
          items: { type: 'string' },
          description: 'Loading code that is not of PyTorch: overridden methods and hooks. pth names it.',
        },
      },
    },
  },
} as const
