// The command line's part: a door for a school's system, and what came through it.
import { describe, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { eventsCommand } from '../../src/eventsCommand.ts'
import { isSecret } from '../../src/intake/signature.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { connectedSchool, mark, secretCurrent, secretPrevious, senderAt } from './sender.ts'

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
      ['add', '--school', '999001', '--name', 'A', '--vendor', 'sims'],
      '--vendor must be generic, wonde or arbor: no other is known.',
    ],
    [
      'a host that is not Arbor’s',
      [...add.slice(0, -1), 'arbor', '--host', 'evil.uk.arbor.sc.evil.example', '--user', 'u', '--password', 'p'],
      '--host must be the school’s own address at Arbor',
    ],
    [
      'Arbor without a password',
      [...add.slice(0, -1), 'arbor', '--host', 'alder.uk.arbor.sc', '--user', 'u'],
      '--user and --password are needed.',
    ],
    [
      'a region that Wonde has not',
      [...add.slice(0, -1), 'wonde', '--domain', 'api.wonde.com.evil.example'],
      '--domain must be one of api.wonde.com,',
    ],
    [
      'a secret for Wonde',
      [...add.slice(0, -1), 'wonde', '--secret', secretCurrent],
      '--secret does not go with --vendor wonde.',
    ],
    ['a reason for adding', [...add, '--reason', 'x'], '--reason does not belong here.'],
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

describe('connection add for other suppliers', () => {
  test('Wonde gets an address with a secret of hex, Arbor what it is asked with, and neither is open to signed webhooks', async () => {
    const house = await makeHouse({ at })
    const wonde = await run(connectionCommand, [...add.slice(0, -1), 'wonde', '--wonde-school', 'A1000000000'], house)
    expect(JSON.parse(wonde.out)).toEqual({
      endpoint: expect.stringMatching(/^\/hooks\/wonde\/[\w-]{16}$/),
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const sent = ['--host', 'alder.uk.arbor.sc', '--user', 'wb', '--password', 'canary:pass word']
    const arbor = await run(connectionCommand, [...add.slice(0, -1), 'arbor', ...sent], house)
    expect(JSON.parse(arbor.out)).toEqual({ endpoint: expect.stringMatching(/^[\w-]{16}$/), secret: null })
    expect(arbor.out + arbor.err + house.logged.join()).not.toContain('canary')
    const { rows } = senderAt(house, '/', '999001')
    expect(await rows('connections', 'vendor')).toMatchObject([
      { vendor: 'arbor', settings: '{"host":"alder.uk.arbor.sc"}', secret_current: null, created_by: null },
      { vendor: 'wonde', settings: '{"domain":"api.wonde.com","school_ref":"A1000000000"}', token: null },
    ])
    expect(await rows('connection_changes')).toMatchObject([
      { by: 'command-line', what: 'connected' },
      { by: 'command-line', what: 'connected' },
    ])
  })
})

describe('connection rotate and end', () => {
  const beat = ['sync.completed', { feed: 'pupils', complete: true }] as const

  test('deliveries signed with either secret are kept until the old one stops; an ended address answers as one that never was', async () => {
    const sender = await connectedSchool(at)
    const { house, endpoint } = sender
    const status = async (secret: string) => (await sender.send(...beat, { secret })).status
    const rotated = await run(connectionCommand, ['rotate', '--endpoint', endpoint, '--keep-old', '1-hour'], house)
    const { secret: fresh, ...rest } = JSON.parse(rotated.out) as { secret: string }
    expect(rest).toEqual({ endpoint, oldSecretUntil: '2026-09-14T09:33:00.000Z' })
    expect([isSecret(fresh), fresh === secretCurrent]).toEqual([true, false])
    expect([await status(fresh), await status(secretCurrent), await status(secretPrevious)]).toEqual([202, 202, 401])
    house.clock.put('2026-09-14T09:32:59.999Z')
    expect(await status(secretCurrent)).toBe(202)
    house.clock.put('2026-09-14T09:33:00.000Z')
    expect([await status(secretCurrent), await status(fresh)]).toEqual([401, 202])

    const end = ['end', '--endpoint', endpoint.split('/').at(-1)!]
    expect(await run(connectionCommand, end, house)).toEqual({
      exit: 2,
      out: '',
      err: 'Say why the connection is ended.\n',
    })
    const ended = await run(connectionCommand, [...end, '--reason', 'The trust moved to Wonde'], house)
    expect([ended.exit, JSON.parse(ended.out)]).toEqual([0, { endpoint, ended: true }])
    const none = await senderAt(house, '/hooks/v1/never-was', '999001').send(...beat)
    const gone = await sender.send(...beat, { secret: fresh })
    expect([gone.status, gone.body]).toEqual([none.status, none.body])
    expect(gone.status).toBe(401)
    const again = await run(connectionCommand, ['rotate', '--endpoint', endpoint], house)
    expect([again.exit, again.out]).toEqual([2, ''])
    expect(again.err).toContain('This connection has ended.')
  })

  test('a previous secret given to add counts until somebody ends it', async () => {
    const sender = await connectedSchool(at)
    sender.house.clock.put('2027-09-14T08:33:00.000Z')
    expect((await sender.send(...beat, { secret: secretPrevious })).status).toBe(202)
  })

  test.each([
    ['an address nobody printed', ['rotate', '--endpoint', '/hooks/v1/none'], '--endpoint must be an address'],
    ['no address', ['end', '--reason', 'x'], '--endpoint must be an address'],
    [
      'a time that is not offered',
      ['rotate', '--endpoint', 'HERE', '--keep-old', 'a-year'],
      '--keep-old must be one of',
    ],
    ['an option of add', ['rotate', '--endpoint', 'HERE', '--secret', secretCurrent], '--secret does not belong here.'],
  ])('%s is refused in one line', async (_, args, begins) => {
    const sender = await connectedSchool(at)
    const here = args.map((word) => (word === 'HERE' ? sender.endpoint : word))
    const { exit, out, err } = await run(connectionCommand, here, sender.house)
    expect([exit, out, err.startsWith(begins), err.split('\n').length]).toEqual([2, '', true, 2])
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
