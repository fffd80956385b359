// Does the command line stay on its feet with too much input, with none, and when nobody reads on?
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clockCommand } from '../../../src/clockCommand.ts'
import { chunks, run } from './askCommand.ts'

const { examples } = JSON.parse(readFileSync(new URL('../../fixtures/clock-examples.json', import.meta.url), 'utf8'))
const good = examples[3].input

const mebibyte = 1024 * 1024

/** So many bytes in pieces of one mebibyte, as a file gives them; counts the pieces that were asked for. */
function pieces(count: number, asked = { pieces: 0 }, fill = 'x') {
  const piece = Buffer.alloc(mebibyte, fill)
  async function* give() {
    for (let index = 0; index < count; index++) {
      asked.pieces++
      yield piece
    }
  }
  return { give, asked }
}

async function* inTurn(...parts: AsyncIterable<string | Uint8Array>[]) {
  for (const part of parts) yield* part
}

describe('input that is too much, or no text', () => {
  it('refuses one object of fifty megabytes when it has read seventeen', async () => {
    const { give, asked } = pieces(50)
    expect(await run([], inTurn(chunks('{"pad":"'), give(), chunks('"}')))).toEqual({
      exit: 2,
      stdout: '',
      stderr: '$: longer than 16 MiB, the most that one object may be.\n',
    })
    expect(asked.pieces).toBe(16)
  })

  it('takes an object of 16 MiB', async () => {
    const line = JSON.stringify(good)
    const blank = Buffer.alloc(16 * mebibyte - line.length, ' ')
    expect((await run([], chunks(line, blank))).exit).toBe(0)
    expect((await run([], chunks(line, blank, ' '))).exit).toBe(2)
  })

  it('puts the fault of a line of fifty megabytes in its place, and answers the next', async () => {
    const line = JSON.stringify(good)
    const { exit, stdout } = await run(
      ['--lines'],
      inTurn(chunks(`${line}\n`), pieces(50).give(), chunks(`\n${line}\n`), pieces(17).give()),
    )
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((answer) => JSON.parse(answer))
    const tooLong = { faults: ['$: longer than 16 MiB, the most that one object may be.'] }
    expect([exit, answers.length]).toEqual([2, 4])
    expect([answers[1], answers[3]]).toEqual([tooLong, tooLong])
    expect([answers[0].status, answers[2].status]).toEqual(['absent-on-roll', 'absent-on-roll'])
  })

  it('answers the first lines of a file of fifty megabytes before it has read the rest', async () => {
    const line = `${JSON.stringify(good)}\n`
    const piece = line.repeat(Math.floor(mebibyte / line.length))
    const seen: string[] = []
    async function* file() {
      for (let index = 0; index < 50; index++) {
        seen.push('piece')
        yield piece
        if (seen.filter((each) => each === 'answers').length > 3) return
      }
    }
    await clockCommand(['--lines', 'large.jsonl'], {
      openFile: file,
      stdin: chunks(),
      stdout: { write: () => void (seen.at(-1) === 'piece' && seen.push('answers')) },
      stderr: { write: () => undefined },
    })
    expect(seen).toEqual(['piece', 'answers', 'piece', 'answers', 'piece', 'answers', 'piece', 'answers'])
  })

  it('refuses bytes that are no UTF-8', async () => {
    const latin = Buffer.from('{"pupil":"Zo\xEB"}', 'latin1')
    expect(await run([], chunks(latin))).toEqual({ exit: 2, stdout: '', stderr: '$: not UTF-8 text.\n' })
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(good)}`, 'utf16le')
    expect(await run([], chunks(utf16))).toEqual({ exit: 2, stdout: '', stderr: '$: not UTF-8 text.\n' })
    const { exit, stdout } = await run(['--lines'], chunks(latin, `\n${JSON.stringify(good)}\n`))
    const [first, second] = stdout.split('\n')
    expect([exit, first]).toEqual([2, '{"faults":["$: not UTF-8 text."]}'])
    expect(JSON.parse(second!).status).toBe('absent-on-roll')
  })
})

describe('the command itself', () => {
  function started(args: string[]) {
    const child = spawn(process.execPath, ['src/cli.ts', 'clock', ...args])
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    return { child, said: () => said }
  }

  it('ends without a word when nobody reads on', async () => {
    const { child, said } = started(['--lines'])
    const line = `${JSON.stringify(good)}\n`
    child.stdin.on('error', () => undefined)
    child.stdin.write(line)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    child.stdin.write(line.repeat(200))
    const [exit] = await once(child, 'close')
    expect([exit, said()]).toEqual([141, ''])
  })

  it('keeps its place and its order for a reader who is slow', async () => {
    const { child } = started(['--lines'])
    const asked = Array.from({ length: 400 }, (_, index) => JSON.stringify({ ...good, [`n${index}`]: 0 }))
    child.stdin.end(asked.join('\n'))
    let printed = ''
    for await (const chunk of child.stdout) {
      printed += chunk
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const notes = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).notes)
    expect(notes).toEqual(asked.map((_, index) => [`n${index}: not a field of the clock.`]))
  })

  it('says in a line that a file is not there, or is a folder', async () => {
    for (const [file, why] of [
      ['none.json', 'there is no such file'],
      ['test', 'it is a folder'],
    ] as const) {
      const { child, said } = started([file])
      const [exit] = await once(child, 'close')
      expect([exit, said()]).toEqual([2, `${file}: cannot be read (${why}).\n`])
    }
  })
})
