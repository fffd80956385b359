// Which connections may be made, with which addresses, and what may be changed about them?
import { describe, expect, test } from 'vitest'
import { newSecret } from '../../src/cases/connectionSecret.ts'
import {
  type ConnectionStanding,
  countsPrevious,
  endConnection,
  endPreviousSecret,
  rotateSecret,
} from '../../src/cases/decide/changeConnection.ts'
import { type ConnectionToMake, connectSchool } from '../../src/cases/decide/connectSchool.ts'

const now = '2026-10-14T09:00:00.000Z'
const heron = { schoolUrn: '999001', schoolName: 'Heron Lane Primary School' }
const asked: ConnectionToMake = { ...heron, vendor: 'generic', settings: {}, token: null }
const arbor = (host: string, token: string | null = 'wb:pass word:1') =>
  ({ ...asked, vendor: 'arbor', settings: { host }, token }) as const
const wonde = (settings: Record<string, string>, token: string | null = null) =>
  ({ ...asked, vendor: 'wonde', settings, token }) as const
const answerTo = (input: ConnectionToMake, known: string | null = null) => {
  const decision = connectSchool(input, known)
  return 'refused' in decision ? decision.refused : decision.accepted.schoolName
}

describe('a school', () => {
  test.each([
    ['new, with its name', asked, null, 'Heron Lane Primary School'],
    ['here already keeps its own name', { ...asked, schoolName: 'Another Name' }, 'Heron Lane', 'Heron Lane'],
    ['here already needs no name', { ...asked, schoolName: null }, 'Heron Lane', 'Heron Lane'],
    ['that nobody knows needs a name', { ...asked, schoolName: null }, null, 'school-not-found'],
    ['with a URN of five digits', { ...asked, schoolUrn: '99900' }, null, 'school-number-wrong'],
    ['with words for a URN', { ...asked, schoolUrn: "1' OR 1" }, null, 'school-number-wrong'],
    ['with a name that draws nothing', { ...asked, schoolName: '\u2800\u200b ' }, null, 'school-name-wrong'],
    ['with a name of 201 characters', { ...asked, schoolName: 'x'.repeat(201) }, null, 'school-name-wrong'],
    ['with a name of 200 characters', { ...asked, schoolName: 'x'.repeat(200) }, null, 'x'.repeat(200)],
    ['whose name turns the text round', { ...asked, schoolName: 'Heron \u202eenaL' }, null, 'Heron enaL'],
  ])('%s', (_, input, known, answer) => expect(answerTo(input, known)).toBe(answer))
})

describe('an address of Arbor', () => {
  test.each(['oakfield.uk.arbor.sc', 'st-oswalds-2.uk.arbor.sc', 'a.uk.arbor.sc'])('%s may be asked', (host) =>
    expect(answerTo(arbor(host))).toBe('Heron Lane Primary School'),
  )
  test.each([
    ...['evil.uk.arbor.sc.evil.example', 'uk.arbor.sc', '.uk.arbor.sc', 'oakfield.arbor.sc', 'a.b.uk.arbor.sc'],
    ...[
      'oakfield.uk.arbor.sc/rest-v2',
      'oakfield.uk.arbor.sc:8443',
      'evil.example/.uk.arbor.sc',
      'evil.example#.uk.arbor.sc',
    ],
    ...['user@oakfield.uk.arbor.sc', 'https://oakfield.uk.arbor.sc', 'oakfield.uk.arbor.sc.', 'oakfield.uk.arbor.sc\n'],
    ...[
      '169.254.169.254',
      'localhost',
      '-a.uk.arbor.sc',
      'oakfield.uk.arbor.scx',
      'oakfieldukarborsc',
      '',
      'ОАК.uk.arbor.sc',
    ],
    ...['OAKFIELD.uk.arbor.sc', 'oak%2efield.uk.arbor.sc', `${'a'.repeat(64)}.uk.arbor.sc`],
  ])('%j may not', (host) => expect(answerTo(arbor(host))).toBe('vendor-address-wrong'))
  test('nothing else may be told to be kept with it', () => {
    const input = { ...arbor('oakfield.uk.arbor.sc'), settings: { host: 'oakfield.uk.arbor.sc', base: 'evil.example' } }
    expect(answerTo(input)).toBe('vendor-address-wrong')
  })
  test.each([null, '', 'no-password', ':password', 'user:', 'user:pass\r\nX-Evil: 1', `u:${'p'.repeat(500)}`])(
    'what it signs in with may not be %j',
    (token) => expect(answerTo(arbor('oakfield.uk.arbor.sc', token))).toBe('vendor-sign-in-wrong'),
  )
})

describe('Wonde', () => {
  test.each<Record<string, string>>([
    { domain: 'api.wonde.com' },
    { domain: 'api-af-south-1.wonde.com' },
    { domain: 'api.wonde.com', school_ref: 'A1000000000' },
  ])('%j', (settings) => expect(answerTo(wonde(settings))).toBe('Heron Lane Primary School'))
  test.each<Record<string, string>>([
    {},
    { domain: 'api.wonde.com.evil.example' },
    { domain: 'wonde.com' },
    { domain: 'api.wonde.com', school_ref: '../schools/A2' },
    { domain: 'api.wonde.com', school_ref: '' },
    { domain: 'api.wonde.com', host: 'x.uk.arbor.sc' },
  ])('not %j', (settings) => expect(answerTo(wonde(settings))).toBe('vendor-address-wrong'))
  test('has a token only when there is one', () => {
    expect(answerTo(wonde({ domain: 'api.wonde.com' }, 'tok_abc'))).toBe('Heron Lane Primary School')
    expect(answerTo(wonde({ domain: 'api.wonde.com' }, 'tok\nabc'))).toBe('vendor-sign-in-wrong')
  })
})

test('signed webhooks take no setting and no token', () => {
  expect(answerTo({ ...asked, settings: { domain: 'api.wonde.com' } })).toBe('vendor-address-wrong')
  expect(answerTo({ ...asked, token: 'a:b' })).toBe('vendor-sign-in-wrong')
})

test('a secret is written as its door reads it, and where there is no door there is none', () => {
  const random = '_-8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4'
  expect(newSecret('generic', random)).toBe('whsec_/+8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=')
  expect(newSecret('wonde', random)).toBe('ffef0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e')
  expect([newSecret('arbor', random), newSecret('file', random)]).toEqual([null, null])
})

describe('a connection', () => {
  const open: ConnectionStanding = { vendor: 'generic', endedAt: null, hasPreviousSecret: false, previousUntil: null }
  const twoSecrets = { ...open, hasPreviousSecret: true }
  const ended = { ...twoSecrets, endedAt: now }

  test.each([
    ['1-hour', '2026-10-14T10:00:00.000Z'],
    ['1-day', '2026-10-15T09:00:00.000Z'],
    ['7-days', '2026-10-21T09:00:00.000Z'],
    ['until-ended', null],
  ] as const)('gets a new secret, and the old one counts for %s', (keep, until) => {
    expect(rotateSecret(open, keep, now)).toEqual({ accepted: { what: 'secret-rotated', detail: until } })
  })

  test('the old secret counts until its last instant and not at it', () => {
    const until = { ...twoSecrets, previousUntil: '2026-10-14T10:00:00.000Z' }
    expect(countsPrevious(until, '2026-10-14T09:59:59.999Z')).toBe(true)
    expect(countsPrevious(until, '2026-10-14T10:00:00.000Z')).toBe(false)
    expect(countsPrevious(twoSecrets, '2036-10-14T10:00:00.000Z')).toBe(true)
    expect(countsPrevious(open, now)).toBe(false)
    expect(endPreviousSecret(until, '2026-10-14T10:00:00.000Z')).toEqual({ refused: 'no-old-secret' })
    expect(endPreviousSecret(until, now)).toEqual({ accepted: { what: 'previous-secret-ended', detail: null } })
  })

  test('that has ended changes no more', () => {
    expect(rotateSecret(ended, '1-hour', now)).toEqual({ refused: 'connection-ended' })
    expect(endPreviousSecret(ended, now)).toEqual({ refused: 'connection-ended' })
    expect(endConnection(ended, 'Again')).toEqual({ refused: 'connection-ended' })
  })

  test('that is asked has no secret to change', () => {
    expect(rotateSecret({ ...open, vendor: 'arbor' }, '1-hour', now)).toEqual({ refused: 'no-secret' })
  })

  test('ends with a reason and not without', () => {
    expect(endConnection(open, ' The school\nmoved  to Wonde ')).toEqual({
      accepted: { what: 'ended', detail: 'The school moved to Wonde' },
    })
    expect(endConnection(open, ' \u200b')).toEqual({ refused: 'ending-reason-needed' })
    expect(endConnection(open, 'x'.repeat(501))).toEqual({ refused: 'ending-reason-too-long' })
  })
})
