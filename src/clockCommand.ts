// What does the clock say about this JSON? The command line's edge of the statutory engine.
import { clockForTexts } from './cases/clock/clockText.ts'

type Chunks = AsyncIterable<string | Uint8Array>

export interface CommandStreams {
  /** Reads a file piece by piece; what cannot be read says so when it is read. */
  readonly openFile: (path: string) => Chunks
  readonly stdin: Chunks
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

const usage = 'usage: whereabouts clock [FILE] [--lines]\n'
const fits = 0
const doesNotFit = 2

/** The most that one object may be, in bytes: a hundred times what a child of sixteen years at school could need. */
const mostBytes = 16 * 1024 * 1024
const tooLong = `$: longer than 16 MiB, the most that one object may be.`
const notText = '$: not UTF-8 text.'

// Answers are handed on when so many characters have gathered, or when nothing more has come in yet.
const charactersAtOnce = 65_536

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
  const chunks = readable(file === null ? streams.stdin : streams.openFile(file), file ?? 'standard input')
  try {
    return await (options.length > 0 ? answerLines(chunks, streams) : answerOne(chunks, streams))
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
    streams.stderr.write(`${cause.message}\n`)
    return doesNotFit
  }
}

class Unreadable extends Error {}

const whyUnreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'nobody may read it',
}

// Tells a file that cannot be read from a fault of ours.
async function* readable(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new Unreadable(`${name}: cannot be read (${whyUnreadable[code ?? ''] ?? message}).`)
  }
}

async function answerOne(chunks: AsyncIterable<Uint8Array>, streams: CommandStreams): Promise<number> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > mostBytes) break
    parts.push(chunk)
  }
  const text = length > mostBytes ? { faults: [tooLong] } : textOf(joined(parts))
  const answer = typeof text === 'string' ? clockForTexts()(text) : text
  if ('faults' in answer) {
    for (const fault of answer.faults) streams.stderr.write(`${fault}\n`)
    return doesNotFit
  }
  streams.stdout.write(`${JSON.stringify(answer.answer, null, 2)}\n`)
  return fits
}

async function answerLines(chunks: AsyncIterable<Uint8Array>, streams: CommandStreams): Promise<number> {
  const answerTo = clockForTexts()
  let exit = fits
  let blank = 0
  let ready = ''
  const answerLine = (text: string | { faults: string[] }) => {
    const answer = typeof text === 'string' ? answerTo(text) : text
    if ('faults' in answer) exit = doesNotFit
    ready += `${JSON.stringify('faults' in answer ? answer : answer.answer)}\n`
  }
  const handOn = async (atLeast: number) => {
    if (ready.length < atLeast) return
    const text = ready
    ready = ''
    await written(streams.stdout, text)
  }
  for await (const lines of linesOf(chunks)) {
    for (const line of lines) {
      const text = line === null ? { faults: [tooLong] } : textOf(line)
      // Blank lines at the very end are no lines; one in the middle is, so that answers keep their places.
      if (typeof text === 'string' && text.trim() === '') {
        blank++
        continue
      }
      for (; blank > 0; blank--) {
        answerLine('')
        await handOn(charactersAtOnce)
      }
      answerLine(text)
      await handOn(charactersAtOnce)
    }
    await handOn(1)
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

/** The lines that each chunk completes; null for one too long to keep. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<(Uint8Array | null)[]> {
  const lineFeed = 10
  let begun: Uint8Array[] = []
  let length = 0
  const add = (part: Uint8Array) => {
    length += part.length
    if (length > mostBytes) begun = []
    else begun.push(part)
  }
  const end = () => {
    const line = length > mostBytes ? null : joined(begun)
    begun = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: (Uint8Array | null)[] = []
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, at))
      lines.push(end())
      from = at + 1
    }
    if (from < chunk.length) add(chunk.subarray(from))
    yield lines
  }
  if (length > 0) yield [end()]
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

// Without the mark that some programs put before a text.
function textOf(bytes: Uint8Array): string | { faults: string[] } {
  try {
    return decoder.decode(bytes)
  } catch {
    return { faults: [notText] }
  }
}
