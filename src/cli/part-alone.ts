/** The flag of every command that refuses a file that is only a part of a checkpoint. */

export const PART_ALONE = '--part-alone'
export const PART_ALONE_TEXT =
  "take a file that is only a part of a checkpoint, such as one rank's share, as it is"
