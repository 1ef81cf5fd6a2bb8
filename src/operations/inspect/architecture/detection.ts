/** Detectors. @see torchvision 0.28 `models/detection/`, facebookresearch/detr, ultralytics `nn/modules/` */
import type { Family } from './family.ts'

const BODY = 'backbone.body.conv1.weight backbone.body.layer{1,2,3,4}.#.conv{1,2,3}.weight'
const BODY_REST =
  'backbone.body.bn1@bn backbone.body.layer{1,2,3,4}.#.bn{1,2,3}@bn backbone.body.layer{1,2,3,4}.#.downsample.#@bn'
const FPN = 'backbone.fpn.{inner_blocks,layer_blocks}.#@ backbone.fpn.{inner_blocks,layer_blocks}.#.#@bn'
const RPN = 'rpn.head.conv@ rpn.head.conv.#.#@ rpn.head.{cls_logits,bbox_pred}@'
const BOX = 'roi_heads.box_head.{fc6,fc7}@ roi_heads.box_predictor.{cls_score,bbox_pred}@'
/** Of the second version: convolutions before the box. */
const BOX2 = 'roi_heads.box_head.#@bn roi_heads.box_head.#.#@bn'
const MASK = 'roi_heads.mask_head.#.#@bn roi_heads.mask_head.mask_fcn{1,2,3,4}@'

const HEAD = 'rpn.head.cls_logits.weight roi_heads.box_predictor.cls_score.weight'

export const DETECTION: readonly Family[] = [
  {
    family: 'Mask R-CNN',
    needs: [BODY, HEAD, 'roi_heads.mask_predictor.mask_fcn_logits.weight'],
    may: [BODY_REST, FPN, RPN, BOX, BOX2, MASK, 'roi_heads.mask_predictor.{conv5_mask,mask_fcn_logits}@'],
    prove: () => ({
      model: null,
      how: ['rpn, roi_heads.box_predictor, roi_heads.mask_predictor', 'a ResNet below'],
    }),
  },
  {
    family: 'Faster R-CNN',
    needs: [BODY, HEAD],
    may: [BODY_REST, FPN, RPN, BOX, BOX2],
    prove: () => ({ model: null, how: ['rpn, roi_heads.box_predictor', 'a ResNet below'] }),
  },
  {
    family: 'DETR',
    needs: [
      'query_embed.weight input_proj@ class_embed@ bbox_embed.layers.#@',
      'transformer.{encoder,decoder}.layers.#.self_attn.{in_proj_weight,in_proj_bias,out_proj.weight,out_proj.bias}',
      'transformer.decoder.layers.#.multihead_attn.{in_proj_weight,in_proj_bias,out_proj.weight,out_proj.bias}',
      'backbone.#.body.conv1.weight',
    ],
    may: [
      'transformer.{encoder,decoder}.layers.#.{linear1,linear2,norm1,norm2,norm3}@ transformer.decoder.norm@',
      'backbone.#.body.bn1@bn backbone.#.body.layer{1,2,3,4}.#.conv{1,2,3}.weight',
      'backbone.#.body.layer{1,2,3,4}.#.bn{1,2,3}@bn backbone.#.body.layer{1,2,3,4}.#.downsample.#@bn',
    ],
    prove: (names) => ({
      model: null,
      how: ['query_embed, class_embed, bbox_embed', `${names.shape('query_embed.weight')[0] ?? 0} queries`],
    }),
  },
  {
    family: 'YOLOv8',
    needs: [
      '#.conv.weight #.cv{1,2}.conv.weight #.m.#.cv{1,2}.conv.weight #.cv{2,3}.#.#.conv.weight #.dfl.conv.weight',
    ],
    may: [
      '#.conv.bias #.bn@bn #.cv{1,2}.conv.bias #.cv{1,2}.bn@bn #.m.#.cv{1,2}.conv.bias #.m.#.cv{1,2}.bn@bn',
      '#.cv{2,3}.#.#.conv.bias #.cv{2,3}.#.#.bn@bn #.cv{2,3}.#.#@',
    ],
    prove: (names) =>
      names.shape('22.dfl.conv.weight').join('x') === '1x16x1x1' && names.has('2.m.0.cv1.conv.weight')
        ? { model: null, how: ['2.m.0.cv1: blocks of C2f', '22.dfl: a head without anchors'] }
        : null,
  },
  {
    family: 'YOLOv5',
    needs: ['#.conv.weight #.cv{1,2,3}.conv.weight #.m.#.cv{1,2}.conv.weight #.m.#.{weight,bias} #.anchors'],
    may: [
      '#.conv.bias #.bn@bn #.cv{1,2,3}.conv.bias #.cv{1,2,3}.bn@bn #.m.#.cv{1,2}.conv.bias #.m.#.cv{1,2}.bn@bn',
      '#.anchor_grid',
    ],
    prove: (names) =>
      names.has('24.m.0.weight') && names.has('24.anchors') && names.has('2.m.0.cv1.conv.weight')
        ? { model: null, how: ['2.m.0.cv1: blocks of C3', '24.anchors: a head with anchors'] }
        : null,
  },
]
