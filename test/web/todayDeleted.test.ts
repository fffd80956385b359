// Today after the head deleted a name this morning: no call, no duty, and one line that says the child is still missing.
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { addPupils, happens, openSchool, textOf, tuesday } from './todaySchool.ts'

const removed = {
  what: 'name-removed',
  details: { ground: 'I', on: tuesday, role: 'Head teacher', statement: '', conditions: [], returnMessageId: 'm1' },
} as const

async function schoolWithDeletion() {
  const school = await openSchool()
  await addPupils(school.house, [
    {
      id: 'idris',
      forename: 'Idris',
      surname: 'Khan',
      marks: { '2026-10-12 AM': 'N', '2026-10-13 AM': 'N' },
      awaySince: '2026-10-12',
      contacts: [{ name: 'Sana Khan', phones: ['07700 900871'] }],
    },
  ])
  return school
}

async function deleteName({ house }: Awaited<ReturnType<typeof schoolWithDeletion>>) {
  await happens(house, 'case-idris', [removed as never], 'head')
  await house.database.commit([sql`UPDATE pupils SET left_on = ${tuesday} WHERE id = 'idris'`])
}

test('a child whose name was deleted today is on no list, and a line with the case says that nobody has found them', async () => {
  const school = await schoolWithDeletion()
  await deleteName(school)
  const { html } = await school.get('grace', '/today')
  const text = textOf(html)
  expect(text).toContain('To ring 0 children')
  expect(text).not.toContain('No absence is open to log calls under')
  expect(text).not.toContain('First-day contact')
  expect(text).toContain('Name deleted today, still missing: Idris Khan')
  expect(html).toContain('href="/cases/case-idris"')
  expect(text).not.toContain('Every absence of this morning has a reason')
})

test('with somebody else away the count is of that child alone, and the look at both is on record', async () => {
  const school = await schoolWithDeletion()
  await addPupils(school.house, [
    { id: 'ada', forename: 'Ada', surname: 'Here', marks: { '2026-10-13 AM': 'N' }, awaySince: tuesday },
  ])
  await deleteName(school)
  school.house.statements.count = 0
  const text = textOf((await school.get('grace', '/today')).html)
  expect(text).toContain('1 child away and nobody has said why')
  const reads = await school.house.database.read(sql<{ pupils: string }>`SELECT pupil_ids AS pupils FROM reads`)
  expect(reads.flatMap(({ pupils }) => JSON.parse(pupils)).sort()).toEqual(['ada', 'idris'])
})

test('a child who left today without a deletion stays where they were', async () => {
  const school = await schoolWithDeletion()
  await school.house.database.commit([sql`UPDATE pupils SET left_on = ${tuesday} WHERE id = 'idris'`])
  const text = textOf((await school.get('grace', '/today')).html)
  expect(text).toContain('To ring 1 child')
  expect(text).not.toContain('Name deleted today')
})

test('a deletion is the school’s own: another school reads nothing of it', async () => {
  const school = await schoolWithDeletion()
  await deleteName(school)
  expect(textOf((await school.get('river', '/today')).html)).not.toContain('Idris')
})
