/** The program itself, which at its end says on descriptor 3 what it took: processor time and the most memory. */
import { readFileSync, writeSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  // Not maxRSS: that of a child begins with what its parent had when it started it.
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: Number(kilobytes) * 1024 }))
})
await import('../../bin/pth.js')
