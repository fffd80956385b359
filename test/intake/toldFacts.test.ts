// Do suspensions, failed feeds and words about access end in one state, whatever the order, and are they told?
import { describe, expect, test } from 'vitest'
import { listFeedProblems } from '../../src/storage/feedProblemStore.ts'
import { connectedSchool, type Sender } from './sender.ts'

const everySchool = { permission: 'see-faults', schools: 'every-school', unopenedAt: [] } as const
type Message = readonly [type: string, data: Record<string, unknown>]

function permutations<Each>(all: readonly Each[]): Each[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((each, at) => permutations(all.toSpliced(at, 1)).map((rest) => [each, ...rest]))
}

const suspended = (end: string | null, updatedAt: string, more: object = {}): Message => [
  'exclusion.upserted',
  {
    ...{ pupil: { mis_id: 'p1' }, type: 'suspension', start_date: '2026-09-14', start_session: 'AM' },
    ...{ end_date: end, end_session: 'PM', sessions: 6, source_updated_at: updatedAt, ...more },
  },
]

const exclusions = [
  suspended('2026-09-16', '2026-09-14T07:00:00Z'),
  suspended('2026-09-18', '2026-09-14T07:30:00Z', { sessions: 10 }),
  suspended(null, '2026-09-14T07:30:00Z', { type: 'permanent', sessions: null }),
]

test('suspensions end in one state, whatever the order and however often they come', async () => {
  const sender = await connectedSchool('2026-09-14T08:00:00Z')
  for (const [number, order] of permutations(exclusions).entries()) {
    const pupil = { mis_id: `p${number}` }
    for (const message of [...order, ...order]) {
      const [type, data] = message
      await sender.send(type, { ...data, pupil }, { id: `msg_${number}_${exclusions.indexOf(message)}` })
    }
  }
  const rows = await sender.rows<Record<string, unknown>>('exclusions')
  expect(rows).toHaveLength(6)
  for (const row of rows) {
    expect(row).toMatchObject({ kind: 'permanent', start_on: '2026-09-14', end_on: null, sessions: null })
  }
})

const access: Message[] = [
  ['school.access.granted', { source_updated_at: '2026-09-01T07:00:00Z' }],
  ['school.access.revoked', { reason: 'No longer needed', source_updated_at: '2026-09-02T07:00:00Z' }],
  ['school.access.revoked', { reason: 'An older reason', source_updated_at: '2026-08-02T07:00:00Z' }],
  ['school.mis.migrated', { from: 'sims', to: 'arbor', source_updated_at: '2026-09-03T07:00:00Z' }],
]

async function problemsOf({ house }: Sender): Promise<string[]> {
  const problems = await listFeedProblems(house.database, everySchool)
  return problems.map(({ kind, feed, at, because, toSystem }) => [feed ?? kind, at, because ?? toSystem].join(' '))
}

test('words about access end in one state, whatever the order and however often they come', async () => {
  const { house } = await connectedSchool('2026-09-14T08:00:00Z')
  for (const [number, order] of permutations(access).entries()) {
    const sender = await connectedSchool('2026-09-14T08:00:00Z', house, `9990${number + 10}`)
    for (const message of [...order, ...order]) {
      await sender.send(...message, { id: `msg_${number}_${access.indexOf(message)}` })
    }
    expect((await problemsOf(sender)).slice(-2)).toEqual([
      'migrated 2026-09-03T07:00:00.000Z arbor',
      'revoked 2026-09-02T07:00:00.000Z No longer needed',
    ])
  }
})

describe('what explains silence', () => {
  test('an approval after it ends what was withdrawn, and after a change of system that too', async () => {
    const sender = await connectedSchool('2026-09-14T08:00:00Z')
    for (const message of access) await sender.send(...message)
    await sender.send('school.access.granted', { source_updated_at: '2026-09-04T07:00:00Z' })
    expect(await problemsOf(sender)).toEqual([])
  })

  test('a feed that failed is told until it is completed again', async () => {
    const sender = await connectedSchool('2026-09-14T08:00:00Z')
    await sender.send('sync.failed', { feed: 'attendance.session', reason: 'The school’s server does not answer' })
    expect(await problemsOf(sender)).toEqual([
      'attendance.session 2026-09-14T08:00:00.000Z The school’s server does not answer',
    ])
    sender.house.clock.put('2026-09-14T08:15:00Z')
    await sender.send('sync.completed', { feed: 'attendance.session', complete: false })
    expect(await problemsOf(sender)).toHaveLength(1)
    await sender.send('sync.completed', { feed: 'attendance.session', complete: true })
    expect(await problemsOf(sender)).toEqual([])
  })
})
