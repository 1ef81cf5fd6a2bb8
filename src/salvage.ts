/** What a file that is cut off or damaged still gives: the advice of every message about one. */
export const SALVAGE =
  'pth inspect --salvage lists the tensors that are complete, pth convert --salvage writes them'
