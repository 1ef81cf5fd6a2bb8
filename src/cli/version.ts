/** The version of the package, as printed by `pth --version` and in reports. */

/** Kept equal to package.json by a test. */
export const VERSION = '0.1.0'
