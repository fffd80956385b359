// How fast does the clock answer a file of many cases, beside only parsing the same lines and printing the same answers?
import { clockCommand } from '../../src/clockCommand.ts'
import { type Calendars, caseLine } from './clockCases.ts'

const casesOfARound = 2_000
const bytesOfAChunk = 65_536

/** One line for each kind of calendar. `cases` is how many are asked, after a round to warm up. */
export async function benchClock(cases = 50_000): Promise<string[]> {
  return [await compared('one-calendar', cases), await compared('a-calendar-a-case', cases)]
}

// In rounds, so that both sides meet the same moments of the machine and nothing piles up in memory.
async function compared(calendars: Calendars, cases: number): Promise<string> {
  let ours = 0
  let beside = 0
  let bytesIn = 0
  let bytesOut = 0
  for (let first = -casesOfARound; first < cases; first += casesOfARound) {
    const count = Math.min(casesOfARound, cases - first)
    const lines = Array.from({ length: count }, (_, index) => caseLine(first + index + casesOfARound, calendars))
    const given = Buffer.from(`${lines.join('\n')}\n`)
    const asked = await timeOfClock(given)
    const printed = asked.text.trimEnd().split('\n')
    if (printed.length !== count) throw new Error(`${printed.length} answers to ${count} cases`)
    const parsedAndPrinted = timeOfParseAndPrint(
      lines,
      printed.map((line) => JSON.parse(line)),
    )
    if (first < 0) continue
    ours += asked.milliseconds
    beside += parsedAndPrinted
    bytesIn += given.length
    bytesOut += Buffer.byteLength(asked.text)
  }
  const perSecond = (milliseconds: number) => Math.round((cases / milliseconds) * 1000).toLocaleString('en')
  const size = `${Math.round(bytesIn / cases)} bytes in, ${Math.round(bytesOut / cases)} out`
  const memory = `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`
  return `${calendars}: ${cases.toLocaleString('en')} cases, ${perSecond(ours)} a second; JSON.parse and JSON.stringify alone ${perSecond(beside)}; ratio ${(beside / ours).toFixed(2)}; ${size}; ${memory}`
}

async function timeOfClock(given: Buffer): Promise<{ milliseconds: number; text: string }> {
  const written: string[] = []
  const began = performance.now()
  const exit = await clockCommand(['--lines'], {
    openFile: () => chunksOf(given),
    stdin: chunksOf(given),
    stdout: { write: (text) => written.push(String(text)) },
    stderr: process.stderr,
  })
  const milliseconds = performance.now() - began
  if (exit !== 0) throw new Error('A case did not fit.')
  return { milliseconds, text: written.join('') }
}

async function* chunksOf(given: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < given.length; from += bytesOfAChunk) yield given.subarray(from, from + bytesOfAChunk)
}

function timeOfParseAndPrint(lines: readonly string[], answers: readonly unknown[]): number {
  let length = 0
  const began = performance.now()
  for (const [index, line] of lines.entries()) {
    const value: unknown = JSON.parse(line)
    length += value === null ? 0 : JSON.stringify(answers[index]).length
  }
  const milliseconds = performance.now() - began
  if (length === 0) throw new Error('Nothing was printed.')
  return milliseconds
}
