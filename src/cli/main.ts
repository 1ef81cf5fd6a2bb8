/** Entry of the binary: the process's arguments and streams handed to `run`. */
import { processIo } from './process.ts'
import { run } from './run.ts'

const io = processIo()
const code = await run(process.argv.slice(2), io)
process.exitCode = io.lostOutput() ? 2 : code
