// What is known of a pupil after messages in any order: each aspect by its own newest word, and silence wipes out nothing.
import { beforeEach, expect, test } from 'vitest'
import { calendarInForce } from '../../src/calendar/calendarInForce.ts'
import { cleanText } from '../../src/intake/text.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-14T12:00:00Z')
})

const at = (hour: number) => `2026-09-14T${String(hour).padStart(2, '0')}:00:00Z`

async function pupil(misId = 'p1'): Promise<Record<string, unknown>> {
  return (await sender.rows<Record<string, unknown>>('pupils')).find((row) => row.mis_id === misId)!
}

async function upsert(hour: number, details: object, flags?: object) {
  const data = {
    pupil: { mis_id: 'p1', legal_forename: 'Amina', legal_surname: 'Okoro', ...details },
    source_updated_at: at(hour),
  }
  await sender.send('pupil.upserted', flags ? { ...data, flags } : data)
}

test.each([
  ['a\u0000b\u0007c', 'abc'],
  ['one\ntwo\tthree', 'one two three'],
  ['\u202Eevil\u202C \u2066x\u2069', 'evil x'],
  ['\u200Bzero\uFEFFwidth', 'zerowidth'],
  ['Zoe\u0308', 'Zoë'],
  ['  O’Neill  ', 'O’Neill'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['👩\u200D👧', '👩\u200D👧'],
  ['\u3164', ''],
  ['\uFFA0\u115F\u1160', ''],
  ['\u200B\u200C\u200D\u200E\u200F', ''],
  ['\u2060 \u2800', ''],
  ['\uFE0F\u034F', ''],
  ['Ada\u3164', 'Ada'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean)
})

test('of two messages about the details the newer holds, whichever came first', async () => {
  await upsert(10, { reg_group: '6B' })
  await upsert(9, { reg_group: '6A', legal_forename: 'Old' })
  expect(await pupil()).toMatchObject({ reg_group: '6B', legal_forename: 'Amina' })
})

test('the name and the birthday that come after a newer word about the class alone are taken in', async () => {
  await sender.send('pupil.upserted', {
    pupil: { mis_id: 'p1', preferred_forename: 'Mina', reg_group: '6B' },
    source_updated_at: at(10),
  })
  await upsert(9, { date_of_birth: '2015-02-11', reg_group: '6A' })
  const known = { legal_forename: 'Amina', legal_surname: 'Okoro', date_of_birth: '2015-02-11', reg_group: '6B' }
  expect(await pupil()).toMatchObject({
    ...known,
    search_name: 'mina okoro amina',
    details_at: '2026-09-14T10:00:00.000Z',
  })
})

test('what a newer message does not say stays, and what it says is empty goes', async () => {
  await upsert(9, { preferred_forename: 'Mina', reg_group: '6A', upn: 'B999100126001', date_of_birth: '2015-02-11' })
  await upsert(10, { preferred_forename: null, upn: null, date_of_birth: null })
  const known = { preferred_forename: null, reg_group: '6A', upn: 'B999100126001', date_of_birth: '2015-02-11' }
  expect(await pupil()).toMatchObject({ ...known, search_name: 'okoro amina' })
})

test('a changed UPN keeps the one before', async () => {
  await upsert(9, { upn: 'B999100126001' })
  await upsert(10, { upn: 'Q999100126002' })
  expect(await pupil()).toMatchObject({ upn: 'Q999100126002', former_upn: 'B999100126001' })
})

test('a flag that nobody knows any more stays as it was known', async () => {
  await upsert(9, {}, { looked_after: true, ehc_plan: false })
  await upsert(10, {}, { looked_after: null, social_worker: true })
  expect(await pupil()).toMatchObject({ looked_after: 1, ehc_plan: 0, social_worker: 1, protection_plan: null })
})

test('a late, older message fills in a flag of which nothing was known, and changes none', async () => {
  await upsert(10, {}, { looked_after: true })
  await upsert(9, {}, { looked_after: false, protection_plan: true })
  expect(await pupil()).toMatchObject({ looked_after: 1, protection_plan: 1 })
})

test('flags to check wait until newer values come', async () => {
  await upsert(8, {}, { looked_after: false })
  await sender.send('pupil.flags.changed', {
    pupil: { mis_id: 'p1' },
    changed: ['looked_after', 'young_carer'],
    source_updated_at: at(9),
  })
  await sender.send('pupil.flags.changed', { pupil: { mis_id: 'p1' }, changed: ['ehc_plan'], source_updated_at: at(7) })
  expect(await pupil()).toMatchObject({ flags_to_check: '["looked_after","young_carer"]', looked_after: 0 })
  await upsert(10, {}, { looked_after: true })
  expect(await pupil()).toMatchObject({ flags_to_check: '[]', looked_after: 1 })
})

test('a restriction stays until a message lifts it in so many words', async () => {
  const send = (hour: number, change: object) =>
    sender.send('contacts.upserted', {
      ...{ pupil: { mis_id: 'p1' }, source_updated_at: at(hour) },
      contacts: [{ contact_ref: 'c1', name: 'Gábor Nagy', phones: [{ number: '07700 900456' }], ...change }],
    })
  const restricted = async () => (await sender.rows<Record<string, unknown>>('contacts'))[0]!.restricted
  await send(9, { restricted: true })
  await send(10, { name: 'Gabor Nagy' })
  expect(await restricted()).toBe(1)
  await send(8, { restricted: false })
  expect(await restricted()).toBe(1)
  await send(11, { restricted: false })
  expect(await restricted()).toBe(0)
})

test('a restriction holds though its message comes after a newer one that does not name it', async () => {
  const send = (hour: number, change: object) =>
    sender.send('contacts.upserted', {
      ...{ pupil: { mis_id: 'p1' }, source_updated_at: at(hour) },
      contacts: [{ contact_ref: 'c1', name: 'Gábor Nagy', ...change }],
    })
  await send(10, { name: 'Gabor Nagy' })
  await send(9, { restricted: true })
  expect(await sender.rows('contacts')).toMatchObject([{ name: 'Gabor Nagy', restricted: 1 }])
})

test('a contact that a later list does not name stays, and a bad one is set aside by itself', async () => {
  const contact = (ref: string, change: object = {}) => ({ contact_ref: ref, name: `Contact ${ref}`, ...change })
  await sender.send('contacts.upserted', {
    pupil: { mis_id: 'p1' },
    contacts: [contact('c1'), contact('c2')],
    source_updated_at: at(9),
  })
  await sender.send('contacts.upserted', {
    pupil: { mis_id: 'p1' },
    contacts: [contact('c3'), contact('c4', { name: 7 })],
    source_updated_at: at(10),
  })
  const rows = await sender.rows<Record<string, unknown>>('contacts', 'contact_ref')
  expect(rows.map((row) => row.contact_ref)).toEqual(['c1', 'c2', 'c3'])
  expect(await sender.rows('quarantined')).toMatchObject([{ path: 'data.contacts[1].name', reason: 'must be text' }])
})

test('an enrolment that started before it ended says when, though it is told later', async () => {
  await sender.send('enrolment.ended', {
    pupil: { mis_id: 'p1' },
    leaving_date: '2026-09-11',
    source_updated_at: at(10),
  })
  await sender.send('enrolment.started', {
    pupil: { mis_id: 'p1' },
    entry_date: '2024-09-03',
    source_updated_at: at(9),
  })
  expect(await pupil()).toMatchObject({ entered_on: '2024-09-03', left_on: '2026-09-11' })
})

test('a pupil is known from the first mark on, also when that is told later', async () => {
  await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-09-14', 'AM', '/', at(9))] })
  expect(await pupil()).toMatchObject({ first_known_on: '2026-09-14' })
  await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-09-10', 'AM', '/', at(9))] })
  expect(await pupil()).toMatchObject({ first_known_on: '2026-09-10' })
})

test('a mark fills in the UPN that nobody has said, and changes none', async () => {
  const marked = (upn: string, hour: number) =>
    sender.send('attendance.marks.upserted', {
      marks: [{ ...mark('p1', '2026-09-14', 'AM', '/', at(hour)), pupil: { mis_id: 'p1', upn } }],
    })
  await upsert(9, { upn: null })
  await marked('B999100126001', 9)
  expect(await pupil()).toMatchObject({ upn: 'B999100126001', former_upn: null, legal_surname: 'Okoro' })
  await marked('Q999100126002', 10)
  expect(await pupil()).toMatchObject({ upn: 'B999100126001', former_upn: null })
})

test('the name that comes after the first mark fills in the same pupil', async () => {
  await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-09-14', 'AM', 'N', at(9))] })
  await upsert(10, {})
  expect(await sender.rows('pupils')).toMatchObject([{ mis_id: 'p1', legal_surname: 'Okoro' }])
})

test.each([
  ['no name', { legal_forename: '', legal_surname: null }, 'data.pupil', 'must have a name'],
  [
    'a name of 201 characters',
    { legal_surname: 'x'.repeat(201) },
    'data.pupil.legal_surname',
    'must be 200 characters or fewer',
  ],
  [
    'a birthday that never was',
    { date_of_birth: '2015-02-29' },
    'data.pupil.date_of_birth',
    'must be a date that exists, YYYY-MM-DD',
  ],
  ['a UPN with another letter', { upn: 'A999100126001' }, 'data.pupil.upn', 'does not have the right check letter'],
])('a pupil with %s is set aside', async (_, details, path, reason) => {
  await upsert(9, details)
  expect(await sender.rows('pupils')).toEqual([])
  expect(await sender.rows('quarantined')).toMatchObject([{ path, reason }])
})

test('a stamp five minutes ahead is believed, and one a second further is set aside', async () => {
  const send = (updatedAt: string) =>
    sender.send('pupil.upserted', {
      pupil: { mis_id: updatedAt, legal_surname: 'Okoro' },
      source_updated_at: updatedAt,
    })
  await send('2026-09-14T12:05:00Z')
  await send('2026-09-14T12:05:01Z')
  await send('2026-09-14T13:05:00+01:00')
  expect((await sender.rows<{ mis_id: string }>('pupils')).map((row) => row.mis_id).sort()).toEqual([
    '2026-09-14T12:05:00Z',
    '2026-09-14T13:05:00+01:00',
  ])
  expect(await sender.rows('quarantined')).toMatchObject([
    { path: 'data.source_updated_at', reason: 'is more than five minutes ahead of its receipt' },
  ])
})

test.each([
  [
    'overlapping terms',
    {
      terms: [
        { from: '2026-09-02', to: '2026-10-23' },
        { from: '2026-10-20', to: '2026-12-18' },
      ],
    },
    'data.terms',
    'must not overlap',
  ],
  [
    'a term that ends before it begins',
    { terms: [{ from: '2026-10-23', to: '2026-09-02' }] },
    'data.terms[0]',
    'must not end before it begins',
  ],
  ['no term', { terms: [] }, 'data.terms', 'must have a term'],
  [
    'terms of two centuries',
    { terms: [{ from: '2000-09-02', to: '2099-10-23' }] },
    'data.terms[0]',
    'must lie within the academic year 2026/27, 1 August to 31 August',
  ],
  [
    'a term of the year before among its own',
    {
      terms: [
        { from: '2027-01-04', to: '2027-02-12' },
        { from: '2026-07-31', to: '2026-12-18' },
      ],
    },
    'data.terms[1]',
    'must lie within the academic year 2026/27, 1 August to 31 August',
  ],
  [
    'a term that runs into the next year',
    { terms: [{ from: '2027-06-07', to: '2027-09-01' }] },
    'data.terms[0]',
    'must lie within the academic year 2026/27, 1 August to 31 August',
  ],
  [
    'thirteen terms',
    { terms: Array.from({ length: 13 }, (_, at) => ({ from: `2026-10-${10 + at}`, to: `2026-10-${10 + at}` })) },
    'data.terms',
    'must have 12 entries or fewer',
  ],
  [
    '401 closed days',
    { non_school_days: Array.from({ length: 401 }, () => ({ on: '2026-11-02', because: 'inset' })) },
    'data.non_school_days',
    'must have 400 entries or fewer',
  ],
  [
    'a year and the year after next',
    { academic_year: '2026/28' },
    'data.academic_year',
    'must be an academic year, 2026/27',
  ],
  ['a year and itself', { academic_year: '2026/26' }, 'data.academic_year', 'must be an academic year, 2026/27'],
  [
    'a year written with a dash',
    { academic_year: '2026-27' },
    'data.academic_year',
    'must be an academic year, 2026/27',
  ],
  ['no academic year', { academic_year: 'this year' }, 'data.academic_year', 'must be an academic year, 2026/27'],
  [
    'a register that closes at half past',
    { registers_close: { AM: '9.30', PM: '14:00' } },
    'data.registers_close.AM',
    'must be a time, HH:MM',
  ],
])('a calendar with %s is set aside', async (_, change, path, reason) => {
  const terms = [{ from: '2026-09-02', to: '2026-10-23' }]
  await sender.send('calendar.published', {
    academic_year: '2026/27',
    terms,
    non_school_days: [],
    replaces: null,
    ...change,
  })
  expect(await sender.rows('calendars')).toEqual([])
  expect(await sender.rows('quarantined')).toMatchObject([{ path, reason }])
})

test.each([
  ['2026/27', '2026-08-01', '2027-08-31'],
  ['2098/99', '2098-08-01', '2099-08-31'],
])('a calendar of %s may speak of %s to %s', async (academicYear, from, to) => {
  const twelve = Array.from({ length: 10 }, (_, day) => ({
    from: `${to.slice(0, 4)}-03-1${day}`,
    to: `${to.slice(0, 4)}-03-1${day}`,
  }))
  const terms = [{ from: to, to }, ...twelve, { from, to: from }]
  await sender.send('calendar.published', { academic_year: academicYear, terms, non_school_days: [], replaces: null })
  expect(await sender.rows('quarantined')).toEqual([])
  const [row] = await sender.rows<{ academic_year: string; terms: string }>('calendars')
  expect(row!.academic_year).toBe(academicYear)
  expect(JSON.parse(row!.terms).at(0)).toEqual({ from, to: from })
  expect(JSON.parse(row!.terms).at(-1)).toEqual({ from: to, to })
})

test('a closed day outside the calendar’s own year closes nothing in another', () => {
  const year = (academicYear: string, from: string, to: string, on: string) => ({
    ...{ academicYear, publishedAt: at(9), deliveryId: academicYear, terms: [{ from, to }], registersClose: null },
    source: 'mis' as const,
    closed: [{ on, because: 'inset' as const }],
  })
  const calendar = calendarInForce('999001', [
    year('2026/27', '2026-09-02', '2027-07-20', '2027-09-06'),
    year('2027/28', '2027-09-02', '2028-07-20', '2027-10-04'),
  ])
  expect(calendar!.closed).toEqual([{ on: '2027-10-04', because: 'inset' }])
})

test('a pupil or a contact whose name cannot be seen has none', async () => {
  await upsert(9, { legal_forename: '\u3164', legal_surname: '\u200B\u200D' })
  const contacts = [{ contact_ref: 'c1', name: '\uFFA0\u2060' }]
  await sender.send('contacts.upserted', { pupil: { mis_id: 'p1' }, contacts, source_updated_at: at })
  expect(await sender.rows('quarantined')).toMatchObject([
    { path: 'data.pupil', reason: 'must have a name' },
    { path: 'data.contacts[0].name', reason: 'must not be empty' },
  ])
  expect([await sender.rows('pupils'), await sender.rows('contacts')]).toEqual([[], []])
})
