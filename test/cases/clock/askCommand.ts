// How do tests run the clock's command line? With chunks for standard input and texts for files; the rest are real files.
import { createReadStream } from 'node:fs'
import { clockCommand } from '../../../src/clockCommand.ts'

export async function* chunks(...texts: (string | Uint8Array)[]) {
  yield* texts
}

export async function run(
  args: string[],
  stdin: AsyncIterable<string | Uint8Array> = chunks(),
  files: Record<string, string> = {},
) {
  const [out, faults]: [string[], string[]] = [[], []]
  const exit = await clockCommand(args, {
    openFile: (path) => (path in files ? chunks(files[path]!) : createReadStream(path)),
    stdin,
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => faults.push(text) },
  })
  return { exit, stdout: out.join(''), stderr: faults.join('') }
}
