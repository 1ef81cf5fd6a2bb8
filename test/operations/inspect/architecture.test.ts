/**
 * Families against the classes of torchvision, timm and transformers: names and shapes of real models, built on the
 * meta device (fixtures/generate_architectures.py). A wrong family is a fault; silence is not.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { recogniseFamily } from '../../../src/operations/inspect/architecture/recognise.ts'
import { FIXTURES } from '../../fixtures.ts'

interface Model {
  readonly name: string
  readonly class: string
  /** By the class; null where pth must say nothing, or only a style. */
  readonly family: string | null
  readonly tensors: readonly (readonly [name: string, shape: readonly number[]])[]
}

const { models, styles }: { models: Model[]; styles: string[] } = JSON.parse(
  gunzipSync(readFileSync(join(FIXTURES, 'architectures.json.gz'))).toString('utf8'),
)

function shapesOf({ tensors }: Model, before = ''): { name: string; shape: readonly number[] }[] {
  return tensors.map(([name, shape]) => ({ name: before + name, shape }))
}

const answers = models.map((model) => ({ model, answer: recogniseFamily(shapesOf(model)) }))
const named = answers.filter(({ answer }) => answer !== null)

function modelOf(name: string): string | null | undefined {
  const found = answers.find(({ model }) => model.name === name)
  return found?.answer?.model
}

function pair(before: string, rank: number): { name: string; shape: number[] }[] {
  return [
    { name: `${before}.lora_A.weight`, shape: [rank, 64] },
    { name: `${before}.lora_B.weight`, shape: [32, rank] },
  ]
}

describe('families of real models', () => {
  test('no model is called another family than its class', () => {
    const wrong = named.filter(
      ({ model, answer }) =>
        answer !== null && answer.family !== model.family && !styles.includes(answer.family),
    )
    expect(wrong.map(({ model, answer }) => [model.name, model.class, answer?.family])).toEqual([])
  })

  test('at least 120 are named, and at least 100 of no known family are not', () => {
    expect(named.length).toBeGreaterThanOrEqual(120)
    const silent = answers.filter(({ model, answer }) => model.family === null && answer === null)
    expect(silent.length).toBeGreaterThanOrEqual(100)
  })

  test.each([
    ['torchvision/resnet18', 'ResNet-18'],
    ['torchvision/resnet34', 'ResNet-34'],
    ['torchvision/resnet50', 'ResNet-50'],
    ['torchvision/resnet101', 'ResNet-101'],
    ['torchvision/resnet152', 'ResNet-152'],
    ['torchvision/resnext50_32x4d', 'ResNeXt-50 32x4d'],
    ['torchvision/wide_resnet50_2', 'Wide ResNet-50-2'],
    ['torchvision/vgg16_bn', 'VGG-16 with BatchNorm'],
    ['torchvision/densenet169', 'DenseNet-169'],
    ['torchvision/efficientnet_b4', 'EfficientNet-B4'],
    ['torchvision/convnext_small', 'ConvNeXt-Small'],
    ['torchvision/vit_l_16', 'ViT-L/16'],
    ['torchvision/swin_b', 'Swin-Base'],
    ['timm/deit_small_patch16_224', 'ViT-S/16'],
    ['transformers/gpt2--ModelForCausalLM', 'GPT-2 small'],
    ['transformers/bert--ModelForMaskedLM', 'BERT-base'],
  ])('%s is %s', (name, model) => {
    expect(modelOf(name)).toBe(model)
  })

  test('wrappers are taken off, and a prefix of all names is said', () => {
    const model = models.find(({ name }) => name === 'torchvision/resnet50')
    if (model === undefined) throw new Error('resnet50')
    const wrapped = recogniseFamily(shapesOf(model, 'module._orig_mod.'))
    expect([wrapped?.model, wrapped?.prefix]).toEqual(['ResNet-50', 'module.'])
  })

  test('one more name is another model', () => {
    const model = models.find(({ name }) => name === 'torchvision/resnet50')
    if (model === undefined) throw new Error('resnet50')
    const more = [...shapesOf(model), { name: 'layer1.0.se.fc1.weight', shape: [16, 256, 1, 1] }]
    expect(recogniseFamily(more)).toBeNull()
  })
})

describe('adapters', () => {
  test('pairs of one rank are an adapter of peft', () => {
    const found = recogniseFamily([
      ...pair('base_model.model.layers.0.q_proj', 8),
      ...pair('base_model.model.layers.0.v_proj', 8),
    ])
    expect([found?.family, found?.how]).toEqual([
      'LoRA adapter (peft)',
      ['lora_A and lora_B: 2 pairs', 'rank 8', 'of q_proj, v_proj'],
    ])
  })

  test('half a pair, or ranks that do not match, are not', () => {
    expect(recogniseFamily(pair('a', 8).slice(0, 1))).toBeNull()
    expect(
      recogniseFamily([
        { name: 'a.lora_A.weight', shape: [8, 64] },
        { name: 'a.lora_B.weight', shape: [32, 4] },
      ]),
    ).toBeNull()
  })
})
