/** The program itself, which at its end says on descriptor 3 what it took: processor time and the most memory. */
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS * 1024 }))
})
await import('../../bin/pth.js')
