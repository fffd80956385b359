// The figures README states, each a ratio taken in one run. `npm run bench`, or with the names of some; `clock 1000000` asks
// the clock a million times, `morning 100` takes 100 schools.
import { buildIfStale } from '../../src/web/precompile.ts'

await buildIfStale()
const count = process.argv.slice(2).map(Number).find(Number.isInteger)
const benches: Record<string, () => Promise<string[]>> = {
  deliveries: async () => (await import('./deliveries.ts')).benchDeliveries(),
  absences: async () => (await import('./absences.ts')).benchAbsences(),
  today: async () => (await import('./today.ts')).benchToday(),
  caseload: async () => (await import('./today.ts')).benchCaseload(),
  morning: async () => (await import('./morning.ts')).benchMorning(count ?? 900, 0),
  killed: async () => (await import('./morning.ts')).benchMorning(count ?? 60, 3),
  files: async () => (await import('./files.ts')).benchFiles(),
  clock: async () => (await import('./clockLines.ts')).benchClock(count),
}
const asked = process.argv.slice(2).filter((name) => name !== String(count))
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const line of await bench()) console.log(`${name}: ${line}`)
}
