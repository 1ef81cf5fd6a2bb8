/** The library in a page without anything around it: what the tests ask, answered as plain data. */
import * as pth from '../../../dist/index.js'

const input = document.querySelector('#pick')

/** What can be asked, by name. Each gets the picked file and what the test gives. */
const ANSWERS = {
  inspect: async (file) => pth.inspectCheckpoint(await pth.openBlob(file)),
  scan: (file) => pth.scanFile(pth.blobSource(file, file.name)),
}

/** For each picked file the answer, or the code and the words of the error. */
globalThis.ask = async ({ what, ...given }) => {
  const answers = []
  for (const file of input.files) {
    try {
      answers.push({ file: file.name, answer: await ANSWERS[what](file, given) })
    } catch (error) {
      answers.push({ file: file.name, code: error.code, message: error.message })
    }
  }
  return JSON.stringify(answers)
}
