import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { calendarA, filledIn, send } from './calculatorForm.ts'

const faults = [
  ['no first day', { first: '' }, 'first-day', 'Enter the first day absent'],
  ['a first day without its month', { first: '12  2026' }, 'first-month', 'First day absent must include a month'],
  [
    'a year of three numbers',
    { first: '12 10 202' },
    'first-year',
    'First day absent: the year must include 4 numbers',
  ],
  ['31 February', { first: '31 2 2026' }, 'first-day', 'First day absent must be a real date'],
  ['a day that is no number', { first: 'x 10 2026' }, 'first-day', 'First day absent must be a real date'],
  [
    'a first day before the regulations',
    { first: '31 8 2016' },
    'first-day',
    'First day absent must be on or after 1 September 2016, when the oldest regulations used here began',
  ],
  [
    'a first day at a weekend',
    { first: '10 10 2026' },
    'first-day',
    'First day absent must be a school day. Saturday 10 October 2026 is not one: weekend. The next school day is Monday 12 October 2026.',
  ],
  [
    'a first day in half-term',
    { first: '28 10 2026' },
    'first-day',
    'First day absent must be a school day. Wednesday 28 October 2026 is not one: school holiday. The next school day is Tuesday 3 November 2026.',
  ],
  [
    'a first day on an INSET day',
    { first: '4 1 2027' },
    'first-day',
    'First day absent must be a school day. Monday 4 January 2027 is not one: INSET day. The next school day is Tuesday 5 January 2027.',
  ],
  [
    'a first day outside all terms',
    { first: '6 9 2027' },
    'first-day',
    'First day absent is outside your term dates (2 September 2026 to 20 July 2027): change it, or add the term it belongs to',
  ],
  ['half a date of birth', { birth: '6 5 ' }, 'birth-year', 'Date of birth must include a year'],
  [
    'a birth after the absence',
    { birth: '13 10 2026' },
    'birth-day',
    'Date of birth must be before the first day absent',
  ],
  [
    'no term at all',
    { terms: [['', ''] as const] },
    'term-0-from',
    'Enter the first and last day of at least one term',
  ],
  ['a term without its end', { terms: [['1/9/2026', ''] as const] }, 'term-0-to', 'Term 1: enter the last day'],
  [
    'a term that ends before it begins',
    { terms: [['23/10/2026', '1/9/2026'] as const] },
    'term-0-to',
    'Term 1: the last day must not be before the first day',
  ],
  [
    'a term that begins on no day',
    { terms: [['31 September 2026', '23/10/2026'] as const] },
    'term-0-from',
    'Term 1: first day: 31 September 2026 is not a real date',
  ],
  [
    'a term with the wrong weekday',
    { terms: [['Monday 1 September 2026', '23/10/2026'] as const] },
    'term-0-from',
    'Term 1: first day: Monday 1 September 2026 is a Tuesday',
  ],
  [
    'a term in words',
    { terms: [['next week', '23/10/2026'] as const] },
    'term-0-from',
    'Term 1: the first day must be a real date, like 23 October 2026',
  ],
  [
    'terms that overlap',
    { terms: [calendarA[0]!, ['23 October 2026', '18 December 2026'] as const] },
    'term-1-from',
    'Term 2: overlaps term 1',
  ],
  [
    'a term of a year',
    { terms: [['1/9/2026', '21/7/2027'] as const] },
    'term-0-to',
    'Term 1: longer than 200 days: check the years',
  ],
  [
    'terms of many years',
    { terms: [calendarA[0]!, ['1/9/2096', '23/10/2096'] as const] },
    'term-1-to',
    'Term 2: more than 3 years after your first term: check the years',
  ],
  [
    'a closed day without its year',
    { closed: '2/11/2026 INSET\n\n4/1' },
    'closed',
    'Line 3 of the closed days: “4/1” cannot be read. Write one date a line, like 2 November 2026 INSET',
  ],
  [
    'a closed day that does not exist',
    { closed: '31/11/2026' },
    'closed',
    'Line 1 of the closed days: 31/11/2026 is not a real date',
  ],
  [
    'two closed days that may be a span',
    { closed: '26/10/2026 30/10/2026' },
    'closed',
    'Line 1 of the closed days: write “26/10/2026 to 30/10/2026”, or each date on its own line',
  ],
  [
    'a span that ends before it begins',
    { closed: '30/10/2026 to 26/10/2026' },
    'closed',
    'Line 1 of the closed days: 26/10/2026 is before 30/10/2026',
  ],
  [
    'a span of a year',
    { closed: '1/9/2026 - 31/8/2027' },
    'closed',
    'Line 1 of the closed days: 1/9/2026 to 31/8/2027 is longer than 100 days',
  ],
  ['too many closed days', { closed: '\n'.repeat(200) }, 'closed', 'Enter no more than 200 lines of closed days'],
  [
    'a line of 201 characters',
    { closed: `2/11/2026 ${'x'.repeat(191)}` },
    'closed',
    'Line 1 of the closed days: it is longer than 200 characters. Write one date a line, like 2 November 2026 INSET',
  ],
  ['a book', { closed: 'a'.repeat(10_001) }, 'closed', 'Closed days must be 10000 characters or fewer'],
  [
    'a mark without a date',
    { marks: 'I' },
    'marks',
    'Line 1 of the marks: “I” has no date that can be read. Write the date, then the code, like 20 October 2026 I',
  ],
  [
    'a mark without a code',
    { marks: '\n20/10/2026 AM' },
    'marks',
    'Line 2 of the marks: the code is missing. Write the date, then the code, like 20 October 2026 I',
  ],
  [
    'a code that is none',
    { marks: '20/10/2026 ill' },
    'marks',
    'Line 1 of the marks: “ill” is not an attendance code. Write the date, then the code, like 20 October 2026 I',
  ],
  [
    'the register nobody knows, which is no code of a register',
    { marks: '20/10/2026 - ' },
    'marks',
    'Line 1 of the marks: the code is missing. Write the date, then the code, like 20 October 2026 I',
  ],
  [
    'two codes on a line',
    { marks: '20/10/2026 I or U' },
    'marks',
    'Line 1 of the marks: it names “I” and “U”: write each code on its own line',
  ],
  [
    'code H',
    { marks: '20/10/2026 H' },
    'marks',
    'Line 1 of the marks: code H (holiday authorised by the school) ended on 18 August 2024. Use C or G',
  ],
  [
    'code J',
    { marks: '20/10/2026 j' },
    'marks',
    'Line 1 of the marks: code J (at an interview) ended on 18 August 2024. Use J1',
  ],
  [
    'code Y',
    { marks: '20/10/2026 Y' },
    'marks',
    'Line 1 of the marks: code Y (unable to attend because of exceptional circumstances) ended on 18 August 2024. Use Y1, Y2, Y3, Y4, Y5, Y6 or Y7',
  ],
  [
    'a mark before the first day',
    { marks: '14/10/2026 O\n9/10/2026 I' },
    'marks',
    'Line 2 of the marks: Friday 9 October 2026 is before the first day absent, Monday 12 October 2026',
  ],
  [
    'a mark at a weekend',
    { marks: '17/10/2026 I' },
    'marks',
    'Line 1 of the marks: Saturday 17 October 2026 is no school day (weekend), so no register is taken',
  ],
  [
    'a mark on an INSET day',
    { marks: '2/11/2026 I' },
    'marks',
    'Line 1 of the marks: Monday 2 November 2026 is no school day (INSET day), so no register is taken',
  ],
  [
    'marks in half-term alone',
    { marks: '26 to 30 October 2026 I' },
    'marks',
    'Line 1 of the marks: there is no school day from 26 October 2026 to 30 October 2026',
  ],
  [
    'a mark outside the terms',
    { marks: '6/9/2027 I' },
    'marks',
    'Line 1 of the marks: Monday 6 September 2027 is outside your term dates (2 September 2026 to 20 July 2027)',
  ],
  [
    'a mark with the wrong weekday',
    { marks: 'Monday 20 October 2026 I' },
    'marks',
    'Line 1 of the marks: Monday 20 October 2026 is a Tuesday',
  ],
  ['too many marks', { marks: '\n'.repeat(200) }, 'marks', 'Enter no more than 200 lines of marks'],
  ['a book of marks', { marks: 'a'.repeat(10_001) }, 'marks', 'Register marks must be 10000 characters or fewer'],
  [
    'terms that are closed on every day',
    { terms: [['12/10/2026', '12/10/2026'] as const], closed: '12/10/2026' },
    'first-day',
    'Your term dates leave no school day: check the terms and the closed days',
  ],
] as const

describe('What cannot be read is refused in words, beside the field, with everything kept', () => {
  it.each(faults)('%s', async (_, filled, field, sentence) => {
    const { status, html, text } = await send({ first: '12 10 2026', ...filled })

    expect(status).toBe(422)
    expect(html).toMatch(/<title>Error: Deadline calculator/)
    expect(html).toContain(`<a href="#${field}">${sentence}</a>`)
    expect(html).toContain(`id="${field}"`)
    // Once in the summary, once beside the field.
    expect(text.split(sentence)).toHaveLength(3)
  })

  it('names each line and row that is wrong at once, in the order of the page', async () => {
    const { html } = await send({ first: '', birth: 'x', terms: [['1/9/2026', 'soon']], closed: '?\n2/11/2026\n!' })

    expect(
      [...html.matchAll(/<li><a href="(#[^"]+)">([^<]+)<\/a><\/li>/g)].map(([, href, words]) => `${href} ${words}`),
    ).toEqual([
      '#first-day Enter the first day absent',
      '#term-0-to Term 1: the last day must be a real date, like 23 October 2026',
      '#closed Line 1 of the closed days: “?” cannot be read. Write one date a line, like 2 November 2026 INSET',
      '#closed Line 3 of the closed days: “!” cannot be read. Write one date a line, like 2 November 2026 INSET',
      '#birth-month Date of birth must include a month and year',
    ])
  })

  it('marks the fields that are wrong and no others', async () => {
    const { html } = await send({ first: '12  2026' })

    expect(html).toMatch(/class="[^"]*govuk-input--error[^"]*" id="first-month"/)
    expect(html).not.toMatch(/class="[^"]*govuk-input--error[^"]*" id="first-day"/)
    expect(html).not.toMatch(/class="[^"]*govuk-input--error[^"]*" id="term-/)
  })

  it('keeps every field as it was typed', async () => {
    const { html } = await send({
      first: '31 feb 2026',
      birth: '1 1 1',
      terms: [[' 1/9/2026', 'Fri 23 Oct']],
      closed: ' soon\n',
      bankHolidays: false,
    })

    expect(html).toContain('name="first-month" type="text" value="feb"')
    expect(html).toContain('name="birth-year" type="text" value="1"')
    expect(html).toContain('name="term-from" value=" 1/9/2026"')
    expect(html).toContain('name="term-to" value="Fri 23 Oct"')
    expect(html).toContain('\n soon\n</textarea>')
    expect(html).not.toContain(' checked')
  })
})

describe('Hostile text', () => {
  const hostile = `"><script>alert(1)</script>{{ 7*7 }}{% raw %}=cmd()\u202e`

  it('is shown and inert in every field', async () => {
    const { status, html } = await send({ first: `${hostile} 10 2026`, terms: [[hostile, hostile]], closed: hostile })

    expect(status).toBe(422)
    expect(html).not.toContain('<script>alert')
    expect(html).toContain(
      'name="term-from" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}=cmd()\u202e"',
    )
    // What turns the direction of text is left out where it is quoted in a sentence.
    expect(html).toContain('“&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}=cmd()” cannot be read')
  })

  it('in a closed day that can be read is not shown at all in the dates but kept for the form', async () => {
    const { status, html } = await send({
      first: '12 10 2026',
      closed: '2 November 2026 <img src=x onerror=alert(name)>',
    })

    expect(status).toBe(200)
    expect(html).not.toContain('<img')
    expect(html).toContain('2 November 2026 &lt;img src=x onerror=alert(name)&gt;</textarea>')
  })
})

describe('What no form of ours sends', () => {
  it('a field sent twice counts once, and files and strangers are nothing', async () => {
    const fields = filledIn({ first: '12 10 2026' })
    fields.append('first-day', '13')
    fields.append('__proto__', 'x')
    fields.append('stranger', 'x')

    const answered = await send(fields)
    expect(answered.status).toBe(200)
    expect(answered.text).toContain('If a child is first absent on Monday 12 October 2026')
  })

  it('no field at all is an empty form', async () => {
    const { status, text } = await send(new URLSearchParams())

    expect(status).toBe(422)
    expect(text).toContain('Enter the first day absent')
    expect(text).toContain('Enter the first and last day of at least one term')
  })

  it('a file for a text is nothing typed', async () => {
    const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
    const body = new FormData()
    body.set('first-day', new File(['12'], 'day.txt'))
    const answer = await createApp(house).request('/deadline-calculator', {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost:3000' },
    })

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Enter the first day absent')
  })

  it('more than 24 rows are not read', async () => {
    const { status, html } = await send({
      first: '12 10 2026',
      terms: Array.from({ length: 500 }, () => ['', ''] as const),
      wish: 'more-terms',
    })

    expect(status).toBe(200)
    expect(html.match(/name="term-from"/g)).toHaveLength(24)
    expect(html).not.toContain('Add 6 more rows')
  })

  it('more than 100 kilobytes are refused', async () => {
    const { status, text, house } = await send({ first: '12 10 2026', closed: 'x'.repeat(110 * 1024) })

    expect(status).toBe(413)
    expect(text).toContain('What you sent is too long for this form.')
    expect(house.logged).toEqual([])
  })

  it('a form that is broken is refused, not a fault of ours', async () => {
    const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
    const answer = await createApp(house).request('/deadline-calculator', {
      method: 'POST',
      body: 'first-day=12',
      headers: { origin: 'http://localhost:3000', 'content-type': 'multipart/form-data' },
    })

    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('The form could not be read.')
    expect(house.logged).toEqual([])
  })
})
