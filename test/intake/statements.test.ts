// Taking in a school's whole register costs as many statements as taking in one mark.
import { expect, test } from 'vitest'
import { connectedSchool, mark, type Sender } from './sender.ts'

const at = '2026-09-14T08:33:00.000Z'
const terms = [{ from: '2026-09-02', to: '2026-10-23' }]

async function school(): Promise<Sender> {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', { academic_year: '2026/27', terms, non_school_days: [], replaces: null })
  return sender
}

async function statementsFor(sender: Sender, type: string, data: unknown): Promise<number> {
  sender.house.statements.count = 0
  expect((await sender.send(type, data)).status).toBe(202)
  return sender.house.statements.count
}

function register(count: number, code: (index: number) => string, updatedAt = at) {
  return {
    marks: Array.from({ length: count }, (_, index) => mark(`p${index}`, '2026-09-14', 'AM', code(index), updatedAt)),
  }
}

test('a first register: 2 marks and 334 marks', async () => {
  const one = await statementsFor(
    await school(),
    'attendance.marks.upserted',
    register(2, (index) => (index === 0 ? 'N' : '/')),
  )
  const many = await statementsFor(
    await school(),
    'attendance.marks.upserted',
    register(334, (index) => (index % 9 === 0 ? 'N' : '/')),
  )
  expect(many).toBe(one)
  expect(many).toBeLessThanOrEqual(24)
})

test('a correction of 1 absence and of 100', async () => {
  const counts: number[] = []
  for (const count of [1, 100]) {
    const sender = await school()
    await sender.send(
      'attendance.marks.upserted',
      register(count, () => 'N'),
    )
    counts.push(
      await statementsFor(
        sender,
        'attendance.marks.upserted',
        register(count, () => 'I', '2026-09-14T08:33:01Z'),
      ),
    )
    const ended = await sender.rows<{ ended_on: string | null }>('cases')
    expect(ended.filter((row) => row.ended_on === '2026-09-14')).toHaveLength(count)
  }
  expect(counts[1]).toBe(counts[0])
})

test('a register closed with 1 child away and with 100', async () => {
  const counts: number[] = []
  for (const count of [1, 100]) {
    const sender = await school()
    await sender.send(
      'attendance.marks.upserted',
      register(count, () => 'N'),
    )
    counts.push(
      await statementsFor(sender, 'attendance.session.closed', {
        date: '2026-09-14',
        session: 'AM',
        expected: count,
        marked: count,
        closed_at: at,
      }),
    )
  }
  expect(counts[1]).toBe(counts[0])
})

test('1 bad mark and 300 bad marks', async () => {
  const counts: number[] = []
  for (const count of [1, 300]) {
    const sender = await school()
    counts.push(
      await statementsFor(sender, 'attendance.marks.upserted', {
        marks: [mark('p1', '2026-09-14', 'AM', '/', at), ...register(count, () => 'QQ').marks],
      }),
    )
    expect(await sender.rows('quarantined')).toHaveLength(count)
  }
  expect(counts[1]).toBe(counts[0])
})
