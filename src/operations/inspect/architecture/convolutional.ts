/** Convolutional networks for images. @see torchvision 0.28 `models/`, timm 1.0 `models/` */
import type { Family } from './family.ts'
import type { ModelNames } from './model-names.ts'

export const CONVOLUTIONAL: readonly Family[] = [
  {
    family: 'ResNet',
    needs: ['conv1.weight bn1.{weight,bias,running_mean,running_var}', 'layer{1,2,3,4}.#.conv1.weight'],
    may: [
      'bn1.num_batches_tracked layer{1,2,3,4}.#.conv{2,3}.weight layer{1,2,3,4}.#.bn{1,2,3}@bn',
      'layer{1,2,3,4}.#.downsample.#@bn fc@',
    ],
    prove: resnet,
  },
  {
    family: 'VGG',
    needs: ['features.#.{weight,bias} classifier.#.{weight,bias}'],
    may: ['features.#@bn'],
    prove: vgg,
  },
  {
    family: 'AlexNet',
    needs: ['features.#.{weight,bias} classifier.#.{weight,bias}'],
    may: [],
    prove: (names) =>
      kernels(names).join(' ') === '64x3x11x11 192x64x5x5 384x192x3x3 256x384x3x3 256x256x3x3' &&
      names.shape('classifier.1.weight').join('x') === '4096x9216'
        ? { model: 'AlexNet', how: ['features.0: 64 kernels of 11x11', '5 convolutions'] }
        : null,
  },
  {
    family: 'DenseNet',
    needs: [
      'features.conv0.weight features.norm0.{weight,bias,running_mean,running_var} features.norm5@',
      'features.denseblock{1,2,3,4}.denselayer1.conv{1,2}.weight features.transition{1,2,3}.conv.weight',
    ],
    may: [
      'features.norm{0,5}@bn features.transition{1,2,3}.norm@bn classifier@',
      'features.denseblock[1-4].denselayer*.norm[12].*',
      'features.denseblock[1-4].denselayer*.conv[12].weight',
    ],
    prove: densenet,
  },
  {
    family: 'ConvNeXt',
    needs: ['features.#.#.layer_scale features.#.#.block.#@ features.#.#@ classifier.#@'],
    may: [],
    prove: (names) =>
      convnext(
        [1, 3, 5, 7].map((at) => names.count(`features.${at}.`, '.layer_scale')),
        names.shape('features.0.0.weight'),
      ),
  },
  {
    family: 'ConvNeXt',
    needs: ['stem.#@ stages.#.blocks.#.{gamma,conv_dw.weight} stages.#.blocks.#.mlp.{fc1,fc2}@'],
    may: ['stages.#.blocks.#.{conv_dw,norm}@ stages.#.downsample.#@ head.{norm,fc}@ norm_pre@'],
    prove: (names) =>
      convnext(
        [0, 1, 2, 3].map((at) => names.count(`stages.${at}.blocks.`, '.gamma')),
        names.shape('stem.0.weight'),
      ),
  },
  {
    family: 'ConvNeXt',
    needs: ['downsample_layers.#.#@ stages.#.#.{gamma,dwconv.weight} stages.#.#.pwconv{1,2}@'],
    may: ['stages.#.#.{dwconv,norm}@ norm@ head@ norm#@ norm{0,1,2,3}@'],
    prove: (names) =>
      convnext(
        [0, 1, 2, 3].map((at) => names.count(`stages.${at}.`, '.gamma')),
        names.shape('downsample_layers.0.0.weight'),
      ),
  },
  {
    family: 'EfficientNet',
    needs: ['features.#.#@ features.#.#.block.#.#@ features.#.#.block.#.{fc1,fc2}@ classifier.#@'],
    may: ['features.#.#@bn features.#.#.block.#.#@bn'],
    prove: (names) => {
      const stages = [1, 2, 3, 4, 5, 6, 7].map((at) => names.count(`features.${at}.`, '.block.0.0.weight'))
      return efficientnet(stages, names.shape('features.0.0.weight'), names.shape('features.8.0.weight'))
    },
  },
  {
    family: 'EfficientNet',
    needs: [
      'conv_stem.weight bn1@ bn1.running_mean blocks.#.#.conv_{pw,dw,pwl}.weight',
      'blocks.#.#.se.conv_{reduce,expand}@ conv_head.weight bn2@',
    ],
    may: ['bn{1,2}@bn blocks.#.#.bn{1,2,3}@bn classifier@'],
    prove: (names) => {
      const stages = [0, 1, 2, 3, 4, 5, 6].map((at) => names.count(`blocks.${at}.`, '.conv_dw.weight'))
      const kernel = names.shape('blocks.2.0.conv_dw.weight')
      if (!expandsSixfold(names, stages)) return null
      if (names.has('blocks.7.0.conv_dw.weight') || kernel[2] !== 5 || kernel[3] !== 5) return null
      return efficientnet(stages, names.shape('conv_stem.weight'), names.shape('conv_head.weight'))
    },
  },
  {
    family: 'MobileNetV2',
    needs: ['features.#.#@ features.#.conv.#.#@ features.#.conv.#@ classifier.#@'],
    may: ['features.#.#@bn features.#.conv.#.#@bn features.#.conv.#@bn'],
    prove: (names) =>
      names.has('features.17.conv.2.weight') &&
      names.has('features.18.0.weight') &&
      !names.has('features.19.0.weight')
        ? { model: null, how: ['features.1 to features.17: 17 inverted residual blocks'] }
        : null,
  },
]

/** Blocks per stage, and the name for them. @see He et al. 2015, table 1 */
const RESNETS: ReadonlyMap<string, string> = new Map([
  ['basic 2-2-2-2', '18'],
  ['basic 3-4-6-3', '34'],
  ['bottleneck 3-4-6-3', '50'],
  ['bottleneck 3-4-23-3', '101'],
  ['bottleneck 3-8-36-3', '152'],
])

function resnet(names: ModelNames): ReturnType<Family['prove']> {
  const bottleneck = names.has('layer1.0.conv3.weight')
  const block = bottleneck ? 'bottleneck' : 'basic'
  const blocks = [1, 2, 3, 4].map((stage) => names.count(`layer${stage}.`, '.conv1.weight')).join('-')
  const stem = names.shape('conv1.weight')
  const [width = 0, input = 0] = names.shape('layer1.0.conv2.weight')
  if (stem.length !== 4 || input === 0 || width % input !== 0) return null
  const last = names.shape(`layer4.0.conv${bottleneck ? 3 : 2}.weight`)[0]
  const groups = width / input
  const depth = RESNETS.get(`${block} ${blocks}`)
  const how = [
    `layer4.0.conv${bottleneck ? 3 : 2}: ${block} blocks, ${blocks}`,
    ...(groups > 1 ? [`layer1.0.conv2: ${groups} groups of ${input}`] : []),
  ]
  const regular = depth !== undefined && stem[0] === 64 && last === (bottleneck ? 2048 : 512)
  if (!regular) return { model: null, how }
  if (groups > 1) return { model: bottleneck ? `ResNeXt-${depth} ${groups}x${input}d` : null, how }
  if (width === 64) return { model: `ResNet-${depth}`, how }
  return width === 128 && bottleneck
    ? { model: `Wide ResNet-${depth}-2`, how: [...how, 'layer1.0.conv2: twice as wide'] }
    : { model: null, how }
}

/** The shapes of the convolutions of `features`, in their order. */
function kernels(names: ModelNames): string[] {
  const shapes: string[] = []
  for (let at = 0; at < 64; at += 1) {
    const shape = names.shape(`features.${at}.weight`)
    if (shape.length === 4) shapes.push(shape.join('x'))
  }
  return shapes
}

/** Convolutions per stage of 64, 128, 256, 512 and 512 channels. @see Simonyan and Zisserman 2014, table 1 */
const VGGS: ReadonlyMap<string, string> = new Map([
  ['1-1-2-2-2', '11'],
  ['2-2-2-2-2', '13'],
  ['2-2-3-3-3', '16'],
  ['2-2-4-4-4', '19'],
])

function vgg(names: ModelNames): ReturnType<Family['prove']> {
  const found = kernels(names)
  for (const [stages, depth] of VGGS) {
    let input = 3
    const wanted = stages.split('-').flatMap((count, stage) =>
      Array.from({ length: Number(count) }, () => {
        const width = [64, 128, 256, 512, 512][stage] ?? 0
        const shape = `${width}x${input}x3x3`
        input = width
        return shape
      }),
    )
    if (wanted.join(' ') !== found.join(' ')) continue
    if (names.shape('classifier.0.weight').join('x') !== '4096x25088') return null
    const normed = names.has('features.1.running_mean')
    return {
      model: `VGG-${depth}${normed ? ' with BatchNorm' : ''}`,
      how: [`features: ${stages} convolutions of 3x3`, 'classifier.0: 25,088 to 4,096'],
    }
  }
  return null
}

/** @see Huang et al. 2016, table 1 */
const DENSENETS: ReadonlyMap<string, string> = new Map([
  ['6-12-24-16 growth 32', '121'],
  ['6-12-32-32 growth 32', '169'],
  ['6-12-48-32 growth 32', '201'],
  ['6-12-36-24 growth 48', '161'],
])

function densenet(names: ModelNames): ReturnType<Family['prove']> {
  const layers = [1, 2, 3, 4].map((block) => {
    let count = 0
    while (names.has(`features.denseblock${block}.denselayer${count + 1}.conv2.weight`)) count += 1
    return count
  })
  const growth = names.shape('features.denseblock1.denselayer1.conv2.weight')[0] ?? 0
  const depth = DENSENETS.get(`${layers.join('-')} growth ${growth}`)
  return {
    model: depth === undefined ? null : `DenseNet-${depth}`,
    how: [`features.denseblock1 to denseblock4: ${layers.join('-')} layers`, `growth ${growth}`],
  }
}

/** @see Liu et al. 2022, section 3 */
const CONVNEXTS: ReadonlyMap<string, string> = new Map([
  ['3-3-9-3 96', 'Tiny'],
  ['3-3-27-3 96', 'Small'],
  ['3-3-27-3 128', 'Base'],
  ['3-3-27-3 192', 'Large'],
  ['3-3-27-3 256', 'XLarge'],
])

function convnext(stages: readonly number[], stem: readonly number[]): ReturnType<Family['prove']> {
  const [width = 0] = stem
  if (stages.includes(0) || stem.length !== 4) return null
  const size = CONVNEXTS.get(`${stages.join('-')} ${width}`)
  return {
    model: size === undefined ? null : `ConvNeXt-${size}`,
    how: ['a layer scale in each block', `${stages.join('-')} blocks`, `${width} channels first`],
  }
}

/** Blocks per stage, channels of the stem and of the head. @see Tan and Le 2019 */
const EFFICIENTNETS: ReadonlyMap<string, string> = new Map([
  ['1-2-2-3-3-4-1 32 1280', 'B0'],
  ['2-3-3-4-4-5-2 32 1280', 'B1'],
  ['2-3-3-4-4-5-2 32 1408', 'B2'],
  ['2-3-3-5-5-6-2 40 1536', 'B3'],
  ['2-4-4-6-6-8-2 48 1792', 'B4'],
  ['3-5-5-7-7-9-3 48 2048', 'B5'],
  ['3-6-6-8-8-11-3 56 2304', 'B6'],
  ['4-7-7-10-10-13-4 64 2560', 'B7'],
])

/** Many networks that were found by search share the names: only the exact sizes are a proof. */
function efficientnet(
  stages: readonly number[],
  stem: readonly number[],
  head: readonly number[],
): ReturnType<Family['prove']> {
  const size = EFFICIENTNETS.get(`${stages.join('-')} ${stem[0]} ${head[0]}`)
  if (size === undefined) return null
  return {
    model: `EfficientNet-${size}`,
    how: [
      `${stages.join('-')} blocks`,
      `${stem[0]} channels first, ${head[0]} last`,
      'squeeze and excitation',
    ],
  }
}

/** Pruned variants have the same depth and names, and fewer channels inside their blocks. */
function expandsSixfold(names: ModelNames, stages: readonly number[]): boolean {
  return stages.every((count, stage) =>
    Array.from({ length: stage === 0 ? 0 : count }, (_, at) =>
      names.shape(`blocks.${stage}.${at}.conv_pw.weight`),
    ).every(([output = 0, input = 0]) => input > 0 && output === 6 * input),
  )
}
