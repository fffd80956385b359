// A school's calendar as its people see it and set it: without JavaScript, two at once, and only by those who may.
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { writeOfCalendar } from '../../src/storage/calendarStore.ts'
import { sql } from '../../src/storage/database.ts'
import { calendarA } from '../support/calendars.ts'
import { type CalendarHouse, calendarHouse, publishedAt } from './calendarHouse.ts'
import { heronLane, millfield, stOswald, textOf } from './peopleHouse.ts'

let house: CalendarHouse
beforeEach(async () => {
  house = await calendarHouse()
})

const form = `/calendars/${heronLane}/years/2026-27`
const reason = { reason: 'The governors moved an INSET day' }
const withInset = async (page: Response) => ({
  ...reason,
  closed: `${closedOf(await page.clone().text())}\n20/11/2026 INSET`,
})
const closedOf = (html: string) => /<textarea[^>]*name="closed"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(html)![1]!
const sources = () =>
  house.house.database.read(sql<{ source: string; reason: string | null }>`
    SELECT source, reason FROM calendars WHERE entered_by IS NOT NULL ORDER BY published_at`)

describe('the list', () => {
  test('shows every school of the authority, the worst first, with what to do', async () => {
    const text = await textOf(await house.get('/calendars', 'ada'))
    expect(text).toContain('3 schools need something done , the worst first; 0 in order.')
    expect(text).toMatch(
      /Millfield Academy None Nowhere yet No calendar St Oswald’s School None Nowhere yet No calendar Heron Lane/,
    )
    expect(text).toContain(
      'Heron Lane Primary School 20 July 2027 From the school’s MIS Counts 3 May 2027, a bank holiday, as a school day',
    )
    expect(await textOf(await house.get('/calendars?find=HERON', 'evan'))).not.toContain('Millfield')
    expect(await textOf(await house.get('/calendars?find=%3Cb%3E', 'evan'))).toContain(
      'No school’s name has “ <b> ” in it.',
    )
  })

  test('one school’s people go straight to their own', async () => {
    const answer = await house.get('/calendars', 'bela')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/calendars/${heronLane}`])
  })

  test('stays readable and as quick with 300 schools', async () => {
    await house.signIn('ada')
    house.house.statements.count = 0
    await house.get('/calendars', 'ada')
    const withThree = house.house.statements.count
    const urns = JSON.stringify(Array.from({ length: 300 }, (_, index) => String(200_000 + index)))
    const terms = JSON.stringify(calendarA.terms)
    await house.house.database.commit([
      sql`INSERT INTO schools (urn, name, created_at) SELECT value, 'A' || value, ${publishedAt} FROM json_each(${urns})`,
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
        SELECT value, '2026/27', ${publishedAt}, 'd', ${terms}, '[{"on":"2027-05-03","because":"bank-holiday"}]', ${publishedAt} FROM json_each(${urns})`,
    ])
    house.house.statements.count = 0
    const text = await textOf(await house.get('/calendars?page=7', 'ada'))
    expect(house.house.statements.count).toBe(withThree)
    expect(text).toContain('3 schools need something done , the worst first; 300 in order.')
    expect(text).toContain('301 to 303 of 303 schools')
    expect(text).toContain('A200299 21 July 2027 From the school’s MIS Nothing')
    expect((await house.get('/calendars?page=9999', 'ada')).status).toBe(200)
  })
})

describe('one school', () => {
  test('is drawn and said in words, with who said it, the law, and the bank holiday that was forgotten', async () => {
    const text = await textOf(await house.get(`/calendars/${heronLane}`, 'bela'))
    expect(text).toContain('2026 to 2027: 191 school days')
    expect(text).toContain('From the school’s MIS , 20 August 2026, 10:00.')
    expect(text).toContain('A maintained school must have at least 190 in a school year')
    expect(text).toContain('September 2026 21 days')
    expect(text).toContain('1 September 2026 23 October 2026 38')
    expect(text).toContain('Monday 3 May 2027, Early May bank holiday Add it as a closed day')
    expect(text).toContain('Change 2026 to 2027 Set up 2027 to 2028 Upload a file')
  })

  test('is only looked at by those who may not set it', async () => {
    for (const who of ['cleo', 'evan', 'fern']) {
      const text = await textOf(await house.get(`/calendars/${heronLane}`, who))
      expect(text).toContain('Monday 3 May 2027, Early May bank holiday')
      for (const word of ['Change 2026', 'Set up', 'Upload', 'Add it'])
        expect([who, text.includes(word)]).toEqual([who, false])
      expect((await house.get(form, who)).status).toBe(404)
      expect((await house.post(form, { wish: 'use' }, who)).status).toBe(404)
    }
  })

  test('without a calendar says what follows from it and what to do, to each as they may', async () => {
    expect(await textOf(await house.get(`/calendars/${millfield}`, 'gwen'))).toContain(
      'Otherwise type them in here or upload a file. Set up 2026 to 2027 Upload a file',
    )
    expect(await textOf(await house.get(`/calendars/${stOswald}`, 'evan'))).toContain(
      'The school’s attendance officer, its head teacher or the administrator types it in here.',
    )
  })

  test('another school, a school that is not there and a year without a calendar are not found', async () => {
    for (const path of [`/calendars/${heronLane}`, '/calendars/1', `/calendars/${millfield}?year=2019-20`])
      expect((await house.get(path, 'gwen')).status).toBe(404)
    for (const year of ['2026-28', '2026', '1999-00', '2035-36', '%F0%9F%98%80'])
      expect((await house.get(`/calendars/${millfield}/years/${year}`, 'gwen')).status).toBe(404)
  })
})

describe('a year typed in', () => {
  test('is checked before it is used, and then is in force with who changed what and why', async () => {
    const start = await house.get(form, 'bela')
    const check = await house.press(start, 'Check this calendar', await withInset(start), 'bela')
    const text = await textOf(check.clone())
    expect(check.status).toBe(200)
    expect(text).toContain('School days 190 , before 191')
    expect(text).toContain('Now closed 20 November 2026 (INSET day) Now school days No other day than before')
    expect(text).toContain('No child is followed here now, so no dates move.')
    expect(text).toContain(
      'Monday 3 May 2027 is a bank holiday (Early May bank holiday) and counts as a school day here.',
    )
    expect(await sources()).toEqual([])
    const used = await house.press(check, 'Use this calendar', {}, 'bela')
    expect(used.headers.get('location')).toBe(`/calendars/${heronLane}?year=2026-27&saved=calendar&moved=0`)
    expect(await sources()).toEqual([{ source: 'typed', reason: 'The governors moved an INSET day' }])
    const after = await textOf(await house.get(used.headers.get('location')!, 'bela'))
    expect(after).toContain('The calendar is in use. No case’s dates moved.')
    expect(after).toContain('Typed by Bela Novak , 14 October 2026, 10:00: The governors moved an INSET day')
    expect(after).toContain('190 school days, before 191. Now closed: 20 November 2026 (INSET day).')
  })

  test('can be gone back from, with everything typed', async () => {
    const start = await house.get(form, 'bela')
    const change = await withInset(start)
    const check = await house.press(start, 'Check this calendar', change, 'bela')
    const back = await house.press(check, 'Back to the form', {}, 'bela')
    const html = await back.text()
    expect(back.status).toBe(200)
    expect(closedOf(html)).toBe(change.closed)
    expect(html).toContain(reason.reason)
  })

  test('with mistakes comes back with each beside its field, and everything typed', async () => {
    const start = await house.get(form, 'bela')
    const wrong = {
      closed: 'sometime\n25/6/2027 INSET, year 9',
      'term-from': ['31/9/2026', '<b>'],
      'closes-am': 'nine',
      reason: '',
    }
    const answer = await house.press(start, 'Check this calendar', wrong, 'bela')
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('<title>Error: Change the calendar of 2026 to 2027')
    for (const href of ['#term-0-from', '#term-1-from', '#closed', '#closes-am', '#reason'])
      expect(html).toContain(`<a href="${href}">`)
    expect(html).toContain('no pupil here is in year 9. The year groups are 5, 6')
    expect(html).toContain('value="31/9/2026"')
    expect(html).toContain('value="&lt;b&gt;"')
    expect(closedOf(html)).toBe(wrong.closed)
  })

  test('in another year than the one it is for is refused', async () => {
    const start = await house.get(form, 'bela')
    const answer = await house.press(
      start,
      'Check this calendar',
      {
        ...reason,
        closed: '2/11/2029 INSET',
        'term-to': ['23/10/2026', '18/12/2027'],
        'term-from': ['1/9/2026', '12/7/2027'],
      },
      'bela',
    )
    const text = await textOf(answer)
    expect(answer.status).toBe(422)
    expect(text).toContain('Term 2 must lie between 1 August 2026 and 31 August 2027')
    expect(text).toContain('2 November 2029 must lie between 1 August 2026 and 31 August 2027')
  })

  test('by two at once is taken from the first, and the second sees what is new with everything typed', async () => {
    const [bela, dora] = [await house.get(form, 'bela'), await house.get(form, 'dora')]
    const check = await house.press(bela, 'Check this calendar', await withInset(bela), 'bela')
    const other = {
      reason: 'Heating',
      closed: `${closedOf(await dora.clone().text())}\n27/11/2026 closure`,
    }
    const checkOfDora = await house.press(dora, 'Check this calendar', other, 'dora')
    expect((await house.press(checkOfDora, 'Use this calendar', {}, 'dora')).status).toBe(303)
    const late = await house.press(check, 'Use this calendar', {}, 'bela')
    const text = await textOf(late.clone())
    expect(late.status).toBe(409)
    expect(text).toContain(
      'This calendar was changed since you opened the page Typed by Dora Quill , 14 October 2026, 10:00: Heating',
    )
    expect(text).toContain('Now closed: 27 November 2026 (planned closure).')
    expect(text).toContain('190 school days, before 191.')
    expect(closedOf(await late.clone().text())).toContain('20/11/2026 INSET')
    const again = await house.press(late, 'Check this calendar', {}, 'bela')
    expect((await house.press(again, 'Use this calendar', {}, 'bela')).status).toBe(303)
    expect((await sources()).map((each) => each.reason)).toEqual(['Heating', reason.reason])
  })

  test('pressed twice is kept once', async () => {
    const start = await house.get(form, 'bela')
    const check = await house.press(start, 'Check this calendar', await withInset(start), 'bela')
    for (const status of [303, 303])
      expect((await house.press(check, 'Use this calendar', {}, 'bela')).status).toBe(status)
    expect(await sources()).toHaveLength(1)
  })

  test('can have more rows, at most 12', async () => {
    let page = await house.get(form, 'bela')
    for (const rows of [9, 12]) {
      page = await house.press(page, 'Add 3 more rows', {}, 'bela')
      expect((await page.clone().text()).match(/name="term-from"/g)).toHaveLength(rows)
    }
    expect(await page.text()).not.toContain('Add 3 more rows')
  })

  test('sent as nothing, as files or as thousands of rows is answered, never a fault', async () => {
    expect((await house.post(`${form}/check`, {}, 'bela')).status).toBe(422)
    expect((await house.post(form, { wish: 'use' }, 'bela')).status).toBe(422)
    const many = {
      'term-from': Array(5000).fill('1/9/2026'),
      'term-to': Array(5000).fill('2/9/2026'),
      wish: 'use',
      ...reason,
    }
    expect((await house.post(form, many, 'bela')).status).toBe(422)
    const body = new FormData()
    for (const name of ['closed', 'term-from', 'term-to', 'seen', 'reason']) body.set(name, new File(['x'], 'x'))
    const headers = { cookie: await house.signIn('bela'), 'sec-fetch-site': 'same-origin' }
    expect((await house.app.request(`${form}/check`, { method: 'POST', body, headers })).status).toBe(422)
    expect((await house.app.request(`${form}/check`, { headers })).headers.get('location')).toBe(form)
  })
})

test('the next school year is proposed from this one, changed, checked and used', async () => {
  const start = await house.get(`/calendars/${heronLane}/years/2027-28`, 'bela')
  const text = await textOf(start.clone())
  expect(text).toContain('A proposal, not the school’s dates yet.')
  const check = await house.press(
    start,
    'Check this calendar',
    { 'term-from': ['1/9/2027', '4/1/2028'], 'term-to': ['17/12/2027', '20/7/2028'] },
    'bela',
  )
  expect(await textOf(check.clone())).toContain('more than most schools have. Is a holiday or an INSET day missing?')
  expect((await house.press(check, 'Use this calendar', {}, 'bela')).status).toBe(303)
  const list = await textOf(await house.get('/calendars?find=heron', 'ada'))
  expect(list).toContain('Typed by Bela Novak')
  const page = await textOf(await house.get(`/calendars/${heronLane}?year=2027-28`, 'ada'))
  expect(page).toContain('2026 to 2027 2027 to 2028')
  expect(page).toContain('Set up 2028 to 2029')
})

test('Today leads to the calendar of a school without one', async () => {
  const html = await (await house.get('/today', 'gwen')).text()
  expect(html).toContain(`<a class="govuk-link" href="/calendars/${millfield}">Type them in or upload a file</a>`)
})

test('a calendar that ends within eight weeks, or has ended, leads to the next year', async () => {
  for (const [at, words] of [
    ['2027-06-14T09:00:00.000Z', 'This calendar ends soon.'],
    ['2027-08-02T09:00:00.000Z', 'This calendar has ended.'],
  ] as const) {
    const late = await calendarHouse(at)
    const html = await (await late.get(`/calendars/${heronLane}`, 'bela')).text()
    expect(html).toContain(words)
    expect(html).toContain(`href="/calendars/${heronLane}/years/2027-28"`)
    const seen = await (await late.get('/needs-attention', 'bela')).text()
    expect(seen).toContain(`href="/calendars/${heronLane}/years/2027-28"`)
    expect(await (await late.get('/needs-attention', 'cleo')).text()).toContain(`href="/calendars/${heronLane}"`)
  }
})

describe('a bank holiday that the calendar forgot', () => {
  const path = `/calendars/${heronLane}/bank-holidays/2027-05-03`

  test('is closed with one press, once', async () => {
    const page = await house.get(`/calendars/${heronLane}`, 'bela')
    const closed = await house.press(page, 'Add it as a closed day', {}, 'bela')
    expect(closed.headers.get('location')).toBe(`/calendars/${heronLane}?year=2026-27&saved=bank-holiday&moved=0`)
    const text = await textOf(await house.get(closed.headers.get('location')!, 'bela'))
    expect(text).toContain('2026 to 2027: 190 school days')
    expect(text).toContain('Bank holiday added by Bela Novak')
    expect(text).not.toContain('Add it as a closed day')
    const again = await house.press(page, 'Add it as a closed day', {}, 'bela')
    expect(again.headers.get('location')).toBe(`/calendars/${heronLane}?year=2026-27&saved=closed-already`)
    expect(await sources()).toEqual([{ source: 'bank-holiday', reason: 'Bank holiday: Early May bank holiday' }])
  })

  test('is not closed on a calendar that was changed since', async () => {
    const page = await house.get(`/calendars/${heronLane}`, 'bela')
    const later = '2026-10-01T09:00:00.000Z'
    const told = {
      what: 'calendar',
      academicYear: '2026/27',
      publishedAt: later,
      terms: calendarA.terms,
      closed: [],
      registersClose: null,
    } as const
    await house.house.database.commit([writeOfCalendar(heronLane, told, 'later', later)])
    const answer = await house.press(page, 'Add it as a closed day', {}, 'bela')
    expect(answer.status).toBe(409)
    expect(await textOf(answer)).toContain('This has changed since you opened the page.')
  })

  test('is nothing that any day could be', async () => {
    for (const on of ['2027-05-04', '2026-12-25', 'tomorrow', '2027-13-45'])
      expect((await house.post(path.replace('2027-05-03', on), {}, 'bela')).status).toBe(404)
    expect((await house.post(path, {}, 'gwen')).status).toBe(404)
    expect((await house.post(path, {}, 'cleo')).status).toBe(404)
  })
})

describe('a file', () => {
  const path = `/calendars/${millfield}/file`

  test('only fills the form, says what it did not understand, and is used like what is typed', async () => {
    const content = readFileSync(new URL('../fixtures/calendars/northmoor-council.ics', import.meta.url))
    const filled = await house.upload(path, { name: 'dates.ics', content }, '2027-28', 'gwen')
    const text = await textOf(filled.clone())
    expect(filled.status).toBe(200)
    expect(text).toContain('From your file: 12 lines understood')
    expect(text).toContain('12 May 2028, “ Sports day ”: it is not clear whether this is a term')
    expect(closedOf(await filled.clone().text())).toContain('14 February 2028 to 18 February 2028 holiday')
    expect(await sources()).toEqual([])
    const check = await house.press(filled, 'Check this calendar', {}, 'gwen')
    expect((await house.press(check, 'Use this calendar', {}, 'gwen')).status).toBe(303)
    expect(await textOf(await house.get(`/calendars/${millfield}?year=2027-28`, 'gwen'))).toContain(
      'From a file, by Gwen Tate',
    )
  })

  test.each([
    ['without a file', null, 'Choose a file'],
    ['an Excel workbook', { name: 'x.xlsx', content: 'PK\u0003\u0004' }, 'This is an Excel workbook'],
    [
      'of another year',
      { name: 'x.csv', content: 'from,to,what\n1/9/2020,,INSET' },
      'The file names no day of this school year',
    ],
  ])('%s comes back with why', async (_, file, sentence) => {
    const answer = await house.upload(path, file, '2027-28', 'gwen')
    expect([answer.status, (await textOf(answer)).includes(sentence)]).toEqual([422, true])
  })

  test('larger than may be sent, for a year that is none, or by somebody else is refused', async () => {
    const csv = { name: 'x.csv', content: 'from,to,what\n1/9/2027,,INSET' }
    expect(
      (await house.upload(path, { name: 'x.csv', content: 'a,b,c\n'.repeat(60_000) }, '2027-28', 'gwen')).status,
    ).toBe(413)
    expect((await house.upload(path, csv, '<script>', 'gwen')).status).toBe(404)
    expect((await house.upload(path, csv, '2027-28', 'bela')).status).toBe(404)
    expect((await house.post(path, { year: '2027-28', file: 'x' }, 'gwen')).status).toBe(422)
  })

  test('to begin with can be downloaded', async () => {
    const answer = await house.get('/calendars/starter.csv', 'gwen')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="school-calendar.csv"')
    expect(await answer.text()).toContain('02/11/2026,,INSET day,')
  })
})
