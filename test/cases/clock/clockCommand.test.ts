// Does the command line answer, and refuse, as the contract says?
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clock } from '../../../src/cases/clock/clock.ts'
import { clockCommand } from '../../../src/clockCommand.ts'
import { chunks, run } from './askCommand.ts'

const { examples } = JSON.parse(readFileSync(new URL('../../fixtures/clock-examples.json', import.meta.url), 'utf8'))
const good = examples[3].input

describe('whereabouts clock', () => {
  it('reads a file and prints the answer', async () => {
    const { exit, stdout, stderr } = await run(['child.json'], chunks(), { 'child.json': JSON.stringify(good) })
    expect([exit, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(clock(good))))
  })

  it('reads standard input, cut anywhere, even inside a letter', async () => {
    const text = JSON.stringify({
      ...good,
      facts: { enquiries: [{ by: 'school', on: '2026-10-14', what: 'visit – nobody in', signedAt: null }] },
    })
    const bytes = new TextEncoder().encode(text)
    const cut = text.indexOf('–') + 1
    const { exit, stdout } = await run([], chunks(bytes.slice(0, cut), bytes.slice(cut)))
    expect(exit).toBe(0)
    expect(JSON.parse(stdout).status).toBe('at-risk-of-cme')
  })

  it('refuses what does not fit with a line a fault, and prints nothing else', async () => {
    const bad = {
      ...good,
      asOf: 'now',
      calendar: {
        terms: [
          { from: '2026-09-01', to: '2026-10-23' },
          { from: '2026-10-01', to: '2026-12-18' },
        ],
      },
    }
    expect(await run([], chunks(JSON.stringify(bad)))).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'asOf: must be an instant with its offset, such as 2026-10-14T15:30:00+01:00.\n' +
        'calendar.terms[1].from: is in another term, 2026-09-01 to 2026-10-23.\n',
    })
  })

  it.each(['', '{', '[1,2', 'N'])('refuses %j, which is no JSON', async (text) => {
    const { exit, stdout, stderr } = await run([], chunks(text))
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^\$: not JSON \(.+\)\.\n$/)
  })

  it('notes fields it does not know', async () => {
    const { exit, stdout } = await run([], chunks(JSON.stringify({ ...good, colour: 'red' })))
    expect(exit).toBe(0)
    expect(JSON.parse(stdout).notes).toEqual(['colour: not a field of the clock.'])
  })

  it('says when a file cannot be read, and when it is asked for something else', async () => {
    const refused = (stderr: string) => ({ exit: 2, stdout: '', stderr })
    expect(await run(['none.json'])).toEqual(refused('none.json: cannot be read (there is no such file).\n'))
    expect(await run(['none.json', '--lines'])).toEqual(refused('none.json: cannot be read (there is no such file).\n'))
    expect(await run(['test'])).toEqual(refused('test: cannot be read (it is a folder).\n'))
    expect(await run(['test', '--lines'])).toEqual(refused('test: cannot be read (it is a folder).\n'))
    const usage = { exit: 2, stdout: '', stderr: 'usage: whereabouts clock [FILE] [--lines]\n' }
    expect(await run(['--line'])).toEqual(usage)
    expect(await run(['one.json', 'two.json'])).toEqual(usage)
  })
})

describe('whereabouts clock --lines', () => {
  it('answers every worked example in its place', async () => {
    const lines = examples.map((example: { input: unknown }) => JSON.stringify(example.input)).join('\n')
    const { exit, stdout } = await run(['--lines', 'all.jsonl'], chunks(), { 'all.jsonl': lines })
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(exit).toBe(0)
    expect(answers).toHaveLength(60)
    for (const [index, answer] of answers.entries()) expect(answer).toMatchObject(examples[index].expect)
  })

  it('puts the faults of a line in its place, goes on, and exits with 2', async () => {
    const { exit, stdout, stderr } = await run(
      ['--lines'],
      chunks(`${JSON.stringify(good)}\r\n{"asOf":7}\n\n`, `nonsense\n${JSON.stringify(good)}\n\n`),
    )
    const lines = stdout.split('\n')
    expect([exit, stderr, lines.length]).toEqual([2, '', 6])
    expect(JSON.parse(lines[0]!).status).toBe('absent-on-roll')
    expect(JSON.parse(lines[1]!).faults[0]).toMatch(/^asOf: /)
    expect(JSON.parse(lines[2]!).faults[0]).toMatch(/^\$: not JSON/)
    expect(JSON.parse(lines[3]!).faults[0]).toMatch(/^\$: not JSON/)
    expect(JSON.parse(lines[4]!).status).toBe('absent-on-roll')
    expect(lines[5]).toBe('')
  })

  it('answers a line before the next has come', async () => {
    const seen: string[] = []
    async function* slowly() {
      yield `${JSON.stringify(good)}\n`
      seen.push('second line asked for')
      yield `${JSON.stringify(good)}\n`
    }
    await clockCommand(['--lines'], {
      openFile: () => chunks(),
      stdin: slowly(),
      stdout: { write: () => void seen.push('answer') },
      stderr: { write: () => undefined },
    })
    expect(seen).toEqual(['answer', 'second line asked for', 'answer'])
  })

  it('waits for a reader who has not kept up', async () => {
    const seen: string[] = []
    const stdout = {
      write: () => {
        seen.push('answer')
        return false
      },
      once: (what: string, then: (value: unknown) => void) => {
        seen.push(`wait for ${what}`)
        setImmediate(() => {
          seen.push(what)
          then(null)
        })
      },
    }
    const line = `${JSON.stringify(good)}\n`
    await clockCommand(['--lines'], {
      openFile: () => chunks(),
      stdin: chunks(line, line),
      stdout,
      stderr: { write: () => undefined },
    })
    expect(seen).toEqual(['answer', 'wait for drain', 'drain', 'answer', 'wait for drain', 'drain'])
  })

  it('answers nothing to nothing', async () => {
    expect(await run(['--lines'], chunks('\n\n'))).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(await run(['--lines'], chunks('\uFEFF'))).toEqual({ exit: 0, stdout: '', stderr: '' })
  })

  it('hands many answers on together, in order, and never more than it must keep', async () => {
    const asked = Array.from({ length: 300 }, (_, index) => JSON.stringify({ ...good, [`n${index}`]: 0 }))
    const written: string[] = []
    await clockCommand(['--lines'], {
      openFile: () => chunks(),
      stdin: chunks(asked.join('\n')),
      stdout: { write: (text) => written.push(text) },
      stderr: { write: () => undefined },
    })
    const answers = written.join('').trimEnd().split('\n')
    expect(answers.map((answer) => JSON.parse(answer).notes)).toEqual(
      asked.map((_, index) => [`n${index}: not a field of the clock.`]),
    )
    expect(written.length).toBeGreaterThan(3)
    expect(written.length).toBeLessThan(100)
    for (const text of written) expect(text.length).toBeLessThan(100_000)
  })

  it('reads lines that end as Windows ends them, after the mark that some programs put first', async () => {
    const line = JSON.stringify(good)
    const { exit, stdout } = await run(['--lines'], chunks(`\uFEFF${line}\r\n${line}\r\n`))
    const [first, second, ...more] = stdout.split('\n')
    expect([exit, first === second, more]).toEqual([0, true, ['']])
    expect(JSON.parse(first!).absence.schoolDays).toBe(3)
  })
})
