// What does the clock say about this JSON? The command line's edge of the statutory engine.
import { prepareCalendar, type SchoolCalendar } from './calendar/schoolCalendar.ts'
import { type ClockAnswer, clock } from './cases/clock/clock.ts'
import { readClockInput } from './cases/clock/clockInput.ts'

export interface CommandStreams {
  /** Reads a whole file as text. */
  readonly readFile: (path: string) => Promise<string>
  readonly stdin: AsyncIterable<string | Uint8Array>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

const usage = 'usage: whereabouts clock [FILE] [--lines]\n'
const fits = 0
const doesNotFit = 2

type Answer = { readonly answer: ClockAnswer } | { readonly faults: readonly string[] }

/**
 * `whereabouts clock [FILE] [--lines]`: one JSON object in, one out; with `--lines` one a line. Answers the exit code:
 * 0, or 2 when something did not fit, the faults being on standard error (or, with `--lines`, in the line's place).
 */
export async function clockCommand(args: readonly string[], streams: CommandStreams): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '-')
  const files = args.filter((arg) => !arg.startsWith('-') || arg === '-')
  if (options.some((option) => option !== '--lines') || files.length > 1) {
    streams.stderr.write(usage)
    return doesNotFit
  }
  const file = files[0] === undefined || files[0] === '-' ? null : files[0]
  let chunks: AsyncIterable<string | Uint8Array> = streams.stdin
  if (file !== null) {
    try {
      chunks = once(await streams.readFile(file))
    } catch (cause) {
      streams.stderr.write(`${file}: cannot be read (${cause instanceof Error ? cause.message : String(cause)}).\n`)
      return doesNotFit
    }
  }
  return options.length > 0 ? answerLines(chunks, streams) : answerOne(chunks, streams)
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function answerOne(chunks: AsyncIterable<string | Uint8Array>, streams: CommandStreams): Promise<number> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  const answer = answerText(text + decoder.decode(), prepareOnce())
  if ('faults' in answer) {
    for (const fault of answer.faults) streams.stderr.write(`${fault}\n`)
    return doesNotFit
  }
  streams.stdout.write(`${JSON.stringify(answer.answer, null, 2)}\n`)
  return fits
}

async function answerLines(chunks: AsyncIterable<string | Uint8Array>, streams: CommandStreams): Promise<number> {
  const prepare = prepareOnce()
  let exit = fits
  for await (const line of linesOf(chunks)) {
    const answer = answerText(line, prepare)
    if ('faults' in answer) exit = doesNotFit
    await written(streams.stdout, `${JSON.stringify('faults' in answer ? answer : answer.answer)}\n`)
  }
  return exit
}

// A full pipe asks us to wait, or a long file would pile up in memory.
async function written(stream: CommandStreams['stdout'], text: string): Promise<void> {
  const isRoomLeft = stream.write(text)
  if (isRoomLeft !== false || !('once' in stream) || typeof stream.once !== 'function') return
  await new Promise((resolve) =>
    (stream as { once(what: string, then: (value: unknown) => void): void }).once('drain', resolve),
  )
}

// Blank lines at the very end are no lines; one in the middle is, so that answers keep their places.
async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  let blank = 0
  const complete = function* (lines: string[]) {
    for (const line of lines) {
      if (line.trim() === '') {
        blank++
        continue
      }
      for (; blank > 0; blank--) yield ''
      yield line
    }
  }
  for await (const chunk of chunks) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n')
    rest = lines.pop()!
    yield* complete(lines)
  }
  yield* complete([rest + decoder.decode()])
}

function answerText(text: string, prepare: (input: { calendar: unknown }) => SchoolCalendar): Answer {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    return { faults: [`$: not JSON (${(cause as Error).message}).`] }
  }
  const read = readClockInput(value)
  if ('faults' in read) return read
  const answer = clock(read.input, prepare(read.input))
  return { answer: { ...answer, notes: [...answer.notes, ...read.notes] } }
}

// Lines of one school repeat its calendar: the last one is kept.
function prepareOnce(): (input: { calendar: unknown }) => SchoolCalendar {
  let key = ''
  let prepared: SchoolCalendar | null = null
  return ({ calendar }) => {
    const text = JSON.stringify(calendar)
    if (prepared === null || text !== key) prepared = prepareCalendar(calendar as Parameters<typeof prepareCalendar>[0])
    key = text
    return prepared
  }
}
