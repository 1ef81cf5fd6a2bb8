/** Classes of torchmetrics and transformers whose pickles give arguments to the class, by module. */

/**
 * Metrics of torchmetrics 1.9, which pickle their own name letter by letter: NEWOBJ hands it to `object.__new__`, which
 * ignores it, and `Metric.__setstate__` sets attributes and wraps `update` and `compute` without a call. Each is a
 * subclass of Metric with no `__new__`, `__setstate__` or `__getattr__` of its own.
 */
const METRICS = `
  aggregation: BaseAggregator CatMetric MaxMetric MeanMetric MinMetric RunningMean RunningSum SumMetric
  audio._deprecated: _PermutationInvariantTraining _ScaleInvariantSignalDistortionRatio
    _ScaleInvariantSignalNoiseRatio _SignalDistortionRatio _SignalNoiseRatio
  audio.dnsmos: DeepNoiseSuppressionMeanOpinionScore
  audio.nisqa: NonIntrusiveSpeechQualityAssessment
  audio.pesq: PerceptualEvaluationSpeechQuality
  audio.pit: PermutationInvariantTraining
  audio.sdr: ScaleInvariantSignalDistortionRatio SignalDistortionRatio SourceAggregatedSignalDistortionRatio
  audio.snr: ComplexScaleInvariantSignalNoiseRatio ScaleInvariantSignalNoiseRatio SignalNoiseRatio
  audio.srmr: SpeechReverberationModulationEnergyRatio
  audio.stoi: ShortTimeObjectiveIntelligibility
  classification.accuracy: BinaryAccuracy MulticlassAccuracy MultilabelAccuracy
  classification.auroc: BinaryAUROC MulticlassAUROC MultilabelAUROC
  classification.average_precision: BinaryAveragePrecision MulticlassAveragePrecision MultilabelAveragePrecision
  classification.base: _ClassificationTaskWrapper
  classification.calibration_error: BinaryCalibrationError MulticlassCalibrationError
  classification.cohen_kappa: BinaryCohenKappa MulticlassCohenKappa
  classification.confusion_matrix: BinaryConfusionMatrix MulticlassConfusionMatrix MultilabelConfusionMatrix
  classification.eer: BinaryEER MulticlassEER MultilabelEER
  classification.exact_match: MulticlassExactMatch MultilabelExactMatch
  classification.f_beta: BinaryF1Score BinaryFBetaScore MulticlassF1Score MulticlassFBetaScore MultilabelF1Score
    MultilabelFBetaScore
  classification.group_fairness: BinaryFairness BinaryGroupStatRates _AbstractGroupStatScores
  classification.hamming: BinaryHammingDistance MulticlassHammingDistance MultilabelHammingDistance
  classification.hinge: BinaryHingeLoss MulticlassHingeLoss
  classification.jaccard: BinaryJaccardIndex MulticlassJaccardIndex MultilabelJaccardIndex
  classification.logauc: BinaryLogAUC MulticlassLogAUC MultilabelLogAUC
  classification.matthews_corrcoef: BinaryMatthewsCorrCoef MulticlassMatthewsCorrCoef MultilabelMatthewsCorrCoef
  classification.negative_predictive_value: BinaryNegativePredictiveValue MulticlassNegativePredictiveValue
    MultilabelNegativePredictiveValue
  classification.precision_fixed_recall: BinaryPrecisionAtFixedRecall MulticlassPrecisionAtFixedRecall
    MultilabelPrecisionAtFixedRecall
  classification.precision_recall: BinaryPrecision BinaryRecall MulticlassPrecision MulticlassRecall
    MultilabelPrecision MultilabelRecall
  classification.precision_recall_curve: BinaryPrecisionRecallCurve MulticlassPrecisionRecallCurve
    MultilabelPrecisionRecallCurve
  classification.ranking: MultilabelCoverageError MultilabelRankingAveragePrecision MultilabelRankingLoss
  classification.recall_fixed_precision: BinaryRecallAtFixedPrecision MulticlassRecallAtFixedPrecision
    MultilabelRecallAtFixedPrecision
  classification.roc: BinaryROC MulticlassROC MultilabelROC
  classification.sensitivity_specificity: BinarySensitivityAtSpecificity MulticlassSensitivityAtSpecificity
    MultilabelSensitivityAtSpecificity
  classification.specificity: BinarySpecificity MulticlassSpecificity MultilabelSpecificity
  classification.specificity_sensitivity: BinarySpecificityAtSensitivity MulticlassSpecificityAtSensitivity
    MultilabelSpecificityAtSensitivity
  classification.stat_scores: BinaryStatScores MulticlassStatScores MultilabelStatScores _AbstractStatScores
  clustering.adjusted_mutual_info_score: AdjustedMutualInfoScore
  clustering.adjusted_rand_score: AdjustedRandScore
  clustering.calinski_harabasz_score: CalinskiHarabaszScore
  clustering.cluster_accuracy: ClusterAccuracy
  clustering.davies_bouldin_score: DaviesBouldinScore
  clustering.dunn_index: DunnIndex
  clustering.fowlkes_mallows_index: FowlkesMallowsIndex
  clustering.homogeneity_completeness_v_measure: CompletenessScore HomogeneityScore VMeasureScore
  clustering.mutual_info_score: MutualInfoScore
  clustering.normalized_mutual_info_score: NormalizedMutualInfoScore
  clustering.rand_score: RandScore
  detection._deprecated: _ModifiedPanopticQuality _PanopticQuality
  detection._mean_ap: MeanAveragePrecision
  detection.ciou: CompleteIntersectionOverUnion
  detection.diou: DistanceIntersectionOverUnion
  detection.giou: GeneralizedIntersectionOverUnion
  detection.iou: IntersectionOverUnion
  detection.mean_ap: MeanAveragePrecision
  detection.panoptic_qualities: ModifiedPanopticQuality PanopticQuality
  image._deprecated: _ErrorRelativeGlobalDimensionlessSynthesis _MultiScaleStructuralSimilarityIndexMeasure
    _PeakSignalNoiseRatio _RelativeAverageSpectralError _RootMeanSquaredErrorUsingSlidingWindow
    _SpectralAngleMapper _SpectralDistortionIndex _StructuralSimilarityIndexMeasure _TotalVariation
    _UniversalImageQualityIndex
  image.arniqa: ARNIQA
  image.d_lambda: SpectralDistortionIndex
  image.d_s: SpatialDistortionIndex
  image.dists: DeepImageStructureAndTextureSimilarity
  image.ergas: ErrorRelativeGlobalDimensionlessSynthesis
  image.fid: FrechetInceptionDistance
  image.inception: InceptionScore
  image.kid: KernelInceptionDistance
  image.lpip: LearnedPerceptualImagePatchSimilarity
  image.mifid: MemorizationInformedFrechetInceptionDistance
  image.perceptual_path_length: PerceptualPathLength
  image.psnr: PeakSignalNoiseRatio
  image.psnrb: PeakSignalNoiseRatioWithBlockedEffect
  image.qnr: QualityWithNoReference
  image.rase: RelativeAverageSpectralError
  image.rmse_sw: RootMeanSquaredErrorUsingSlidingWindow
  image.sam: SpectralAngleMapper
  image.scc: SpatialCorrelationCoefficient
  image.ssim: MultiScaleStructuralSimilarityIndexMeasure StructuralSimilarityIndexMeasure
  image.tv: TotalVariation
  image.uqi: UniversalImageQualityIndex
  image.vif: VisualInformationFidelity
  metric: CompositionalMetric Metric
  multimodal.clip_iqa: CLIPImageQualityAssessment
  multimodal.clip_score: CLIPScore
  multimodal.lve: LipVertexError
  nominal.cramers: CramersV
  nominal.fleiss_kappa: FleissKappa
  nominal.pearson: PearsonsContingencyCoefficient
  nominal.theils_u: TheilsU
  nominal.tschuprows: TschuprowsT
  regression.concordance: ConcordanceCorrCoef
  regression.cosine_similarity: CosineSimilarity
  regression.crps: ContinuousRankedProbabilityScore
  regression.csi: CriticalSuccessIndex
  regression.explained_variance: ExplainedVariance
  regression.js_divergence: JensenShannonDivergence
  regression.kendall: KendallRankCorrCoef
  regression.kl_divergence: KLDivergence
  regression.log_cosh: LogCoshError
  regression.log_mse: MeanSquaredLogError
  regression.mae: MeanAbsoluteError
  regression.mape: MeanAbsolutePercentageError
  regression.minkowski: MinkowskiDistance
  regression.mse: MeanSquaredError
  regression.nrmse: NormalizedRootMeanSquaredError
  regression.pearson: PearsonCorrCoef
  regression.r2: R2Score
  regression.rse: RelativeSquaredError
  regression.spearman: SpearmanCorrCoef
  regression.symmetric_mape: SymmetricMeanAbsolutePercentageError
  regression.tweedie_deviance: TweedieDevianceScore
  regression.wmape: WeightedMeanAbsolutePercentageError
  retrieval._deprecated: _RetrievalFallOut _RetrievalHitRate _RetrievalMAP _RetrievalMRR _RetrievalNormalizedDCG
    _RetrievalPrecision _RetrievalPrecisionRecallCurve _RetrievalRPrecision _RetrievalRecall
    _RetrievalRecallAtFixedPrecision
  retrieval.auroc: RetrievalAUROC
  retrieval.average_precision: RetrievalMAP
  retrieval.base: RetrievalMetric
  retrieval.fall_out: RetrievalFallOut
  retrieval.hit_rate: RetrievalHitRate
  retrieval.ndcg: RetrievalNormalizedDCG
  retrieval.precision: RetrievalPrecision
  retrieval.precision_recall_curve: RetrievalPrecisionRecallCurve RetrievalRecallAtFixedPrecision
  retrieval.r_precision: RetrievalRPrecision
  retrieval.recall: RetrievalRecall
  retrieval.reciprocal_rank: RetrievalMRR
  segmentation.dice: DiceScore
  segmentation.generalized_dice: GeneralizedDiceScore
  segmentation.hausdorff_distance: HausdorffDistance
  segmentation.mean_iou: MeanIoU
  shape.procrustes: ProcrustesDisparity
  text._deprecated: _BLEUScore _CHRFScore _CharErrorRate _ExtendedEditDistance _MatchErrorRate _Perplexity _SQuAD
    _SacreBLEUScore _TranslationEditRate _WordErrorRate _WordInfoLost _WordInfoPreserved
  text.bert: BERTScore
  text.bleu: BLEUScore
  text.cer: CharErrorRate
  text.chrf: CHRFScore
  text.edit: EditDistance
  text.eed: ExtendedEditDistance
  text.infolm: InfoLM
  text.mer: MatchErrorRate
  text.perplexity: Perplexity
  text.rouge: ROUGEScore
  text.sacre_bleu: SacreBLEUScore
  text.squad: SQuAD
  text.ter: TranslationEditRate
  text.wer: WordErrorRate
  text.wil: WordInfoLost
  text.wip: WordInfoPreserved
  video.vmaf: VideoMultiMethodAssessmentFusion
  wrappers.abstract: WrapperMetric
  wrappers.bootstrapping: BootStrapper
  wrappers.minmax: MinMaxMetric
  wrappers.multioutput: MultioutputWrapper
  wrappers.multitask: MultitaskWrapper
  wrappers.running: Running
  wrappers.transformations: BinaryTargetTransformer LambdaInputTransformer MetricInputTransformer
`

/** Outputs of models of transformers 5.24: dataclasses of tensors, which look through their first field only. */
const OUTPUTS = `
  modeling_outputs: BackboneOutput BaseModelOutput BaseModelOutputWithCrossAttentions
    BaseModelOutputWithNoAttention BaseModelOutputWithPast BaseModelOutputWithPastAndCrossAttentions
    BaseModelOutputWithPooling BaseModelOutputWithPoolingAndCrossAttentions
    BaseModelOutputWithPoolingAndNoAttention BaseModelOutputWithPoolingAndProjection CausalLMOutput
    CausalLMOutputWithCrossAttentions CausalLMOutputWithPast DepthEstimatorOutput ImageClassifierOutput
    ImageClassifierOutputWithNoAttention ImageSuperResolutionOutput MaskedImageModelingOutput MaskedLMOutput
    MoECausalLMOutputWithPast MoEModelOutput MoEModelOutputWithPastAndCrossAttentions MoeCausalLMOutputWithPast
    MoeModelOutputWithPast MultimodalBaseModelOutputWithPast MultimodalCausalLMOutputWithPast
    MultimodalModelOutput MultimodalMoeBaseModelOutputWithPast MultimodalMoeCausalLMOutputWithPast
    MultipleChoiceModelOutput NextSentencePredictorOutput QuestionAnsweringModelOutput SampleTSPredictionOutput
    SemanticSegmenterOutput Seq2SeqLMOutput Seq2SeqMoEModelOutput Seq2SeqMoEOutput Seq2SeqModelOutput
    Seq2SeqQuestionAnsweringModelOutput Seq2SeqSequenceClassifierOutput Seq2SeqSpectrogramOutput
    Seq2SeqTSModelOutput Seq2SeqTSPredictionOutput SequenceClassifierOutput SequenceClassifierOutputWithPast
    TokenClassifierOutput Wav2Vec2BaseModelOutput XVectorOutput
`

/** Full names of metrics. */
export const METRIC_CLASSES: readonly string[] = namesOf('torchmetrics', METRICS)
/** Full names of outputs. */
export const OUTPUT_CLASSES: readonly string[] = namesOf('transformers', OUTPUTS)

function namesOf(library: string, table: string): string[] {
  let module = ''
  const names: string[] = []
  for (const word of table.trim().split(/\s+/))
    if (word.endsWith(':')) module = `${library}.${word.slice(0, -1)}`
    else names.push(`${module}.${word}`)
  return names
}
