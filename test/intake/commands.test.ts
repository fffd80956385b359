// The command line's part: a door for a school's system, and what came through it.
import { describe, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { eventsCommand } from '../../src/eventsCommand.ts'
import { isSecret } from '../../src/intake/signature.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { connectedSchool, mark, secretCurrent, senderAt } from './sender.ts'

const at = '2026-09-14T08:33:00.000Z'

async function run(command: typeof connectionCommand, args: readonly string[], house: TestHouse) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
  const exit = await command(args, house, io)
  return { exit, out: out.join(''), err: err.join('') }
}

const add = ['add', '--school', '999001', '--name', 'Alder Primary School', '--vendor', 'generic']

describe('connection add', () => {
  test('prints the endpoint and a new secret, and nothing else; deliveries signed with it are kept', async () => {
    const house = await makeHouse({ at })
    const { exit, out, err } = await run(connectionCommand, add, house)
    const printed = JSON.parse(out) as { endpoint: string; secret: string }
    expect([exit, err, out.split('\n').length, Object.keys(printed)]).toEqual([0, '', 2, ['endpoint', 'secret']])
    expect(printed.endpoint).toMatch(/^\/hooks\/v1\/[\w-]{16}$/)
    expect(isSecret(printed.secret)).toBe(true)
    const sender = senderAt(house, printed.endpoint, '999001')
    expect(
      (await sender.send('sync.completed', { feed: 'pupils', complete: true }, { secret: printed.secret })).status,
    ).toBe(202)
    expect(await sender.rows('schools')).toMatchObject([
      { urn: '999001', name: 'Alder Primary School', register_kept: 'mis' },
    ])
  })

  test('takes a secret and a previous secret', async () => {
    const house = await makeHouse({ at })
    const { out } = await run(
      connectionCommand,
      [...add, '--secret', secretCurrent, '--previous-secret', secretCurrent],
      house,
    )
    expect(JSON.parse(out)).toMatchObject({ secret: secretCurrent })
  })

  test('run again for the same school it adds a second connection and leaves the school as it was', async () => {
    const house = await makeHouse({ at })
    const first = JSON.parse((await run(connectionCommand, add, house)).out) as { endpoint: string; secret: string }
    const renamed = add.map((word) => (word === 'Alder Primary School' ? 'Another Name' : word))
    const second = JSON.parse((await run(connectionCommand, renamed, house)).out) as {
      endpoint: string
      secret: string
    }
    expect(second.endpoint).not.toBe(first.endpoint)
    const sender = senderAt(house, first.endpoint, '999001')
    expect(await sender.rows('connections')).toHaveLength(2)
    expect(await sender.rows('schools')).toMatchObject([{ name: 'Alder Primary School' }])
    for (const { endpoint, secret } of [first, second]) {
      const posted = await senderAt(house, endpoint, '999001').send(
        'sync.completed',
        { feed: 'pupils', complete: true },
        { secret },
      )
      expect(posted.status).toBe(202)
    }
  })

  test.each([
    [
      'a URN of five digits',
      ['add', '--school', '99900', '--name', 'A', '--vendor', 'generic'],
      '--school must be a URN: six digits.',
    ],
    ['no school', ['add', '--name', 'A', '--vendor', 'generic'], '--school must be a URN: six digits.'],
    [
      'no name',
      ['add', '--school', '999001', '--name', ' ', '--vendor', 'generic'],
      '--name must be the name of the school, 1 to 200 characters.',
    ],
    [
      'an unknown vendor',
      ['add', '--school', '999001', '--name', 'A', '--vendor', 'wonde'],
      '--vendor must be generic: no other is known.',
    ],
    [
      'a secret without whsec_',
      [...add, '--secret', 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
      '--secret must be whsec_ followed by the base64 of 24 to 64 bytes.',
    ],
    [
      'a secret of 23 bytes',
      [...add, '--secret', `whsec_${btoa('x'.repeat(23))}`],
      '--secret must be whsec_ followed by the base64 of 24 to 64 bytes.',
    ],
    [
      'a previous secret of 65 bytes',
      [...add, '--previous-secret', `whsec_${btoa('x'.repeat(65))}`],
      '--previous-secret must be whsec_ followed by the base64 of 24 to 64 bytes.',
    ],
    ['another verb', ['remove'], 'Usage: whereabouts connection add'],
    ['an unknown option', [...add, '--colour', 'red'], "Unknown option '--colour'"],
  ])('%s is refused in one line, with nothing on standard output and nothing kept', async (_, args, begins) => {
    const house = await makeHouse({ at })
    const { exit, out, err } = await run(connectionCommand, args, house)
    expect([exit, out, err.startsWith(begins), err.split('\n').length]).toEqual([2, '', true, 2])
    const sender = senderAt(house, '/', '999001')
    expect([await sender.rows('schools'), await sender.rows('connections')]).toEqual([[], []])
  })
})

describe('events', () => {
  test('one JSON object a line, with what, where and when, and never what was said', async () => {
    const sender = await connectedSchool(at)
    const bad = { ...mark('p1', '2026-09-14', 'AM', '/', at), comment: 'Amina is at home', code: 'QQ' }
    await sender.send('attendance.marks.upserted', { marks: [bad] }, { id: 'msg_bad' })
    await sender.send('pupil.teleported', {}, { id: 'msg_new' })
    await sender.send('sync.completed', { feed: 'pupils', complete: true }, { id: 'msg_bad' })
    const linesOf = async (option: string) => {
      const { exit, out, err } = await run(eventsCommand, [option], sender.house)
      expect([exit, err]).toEqual([0, ''])
      expect(out).not.toContain('Amina')
      return out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    }
    const [connection] = await sender.rows<{ id: string }>('connections')
    expect(await linesOf('--quarantine')).toEqual([
      {
        ...{ at, kind: 'attendance.marks.upserted', school: '999001', delivery: 'msg_bad' },
        ...{ path: 'data.marks[0].code', reason: 'is not a code of the 2024 list' },
      },
    ])
    expect(await linesOf('--security')).toEqual([
      {
        ...{ at, kind: 'delivery-id-reused', school: '999001', connection: connection!.id, delivery: 'msg_bad' },
        detail: 'The id came before with another body; the first is kept.',
      },
    ])
    expect(await linesOf('--deliveries')).toMatchObject([
      { at, kind: 'attendance.marks.upserted', state: 'quarantined', delivery: 'msg_bad' },
      {
        state: 'ignored',
        delivery: 'msg_new',
        reason: 'This type of message is not known. The message is kept and nothing was changed.',
      },
    ])
  })

  test('an empty house prints nothing', async () => {
    const house = await makeHouse({ at })
    expect(await run(eventsCommand, ['--deliveries'], house)).toEqual({ exit: 0, out: '', err: '' })
  })

  test.each([[[]], [['--everything']], [['--security', '--quarantine']]])(
    'asked for %j it prints how it is used and ends with 2',
    async (args) => {
      const house = await makeHouse({ at })
      expect(await run(eventsCommand, args, house)).toEqual({
        ...{ exit: 2, out: '' },
        err: 'Usage: whereabouts events --security | --quarantine | --deliveries\n',
      })
    },
  )
})
