import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { calendarA, deadlineOf, type Filled, filledIn, send } from './calculatorForm.ts'

/** First day absent, day 3, code N, day 10, latest return, day 20, calendar day 28. */
const onCalendarA = [
  [
    '12 10 2026',
    'Wednesday 14 October 2026',
    'Monday 19 October 2026',
    'Friday 23 October 2026',
    'Monday 23 November 2026',
    'Monday 16 November 2026',
    'Sunday 8 November 2026',
  ],
  [
    '14 10 2026',
    'Friday 16 October 2026',
    'Wednesday 21 October 2026',
    'Wednesday 4 November 2026',
    'Friday 4 December 2026',
    'Wednesday 18 November 2026',
    'Tuesday 10 November 2026',
  ],
  [
    '21 10 2026',
    'Friday 23 October 2026',
    'Thursday 5 November 2026',
    'Wednesday 11 November 2026',
    'Friday 11 December 2026',
    'Wednesday 25 November 2026',
    'Tuesday 17 November 2026',
  ],
  [
    '23 10 2026',
    'Wednesday 4 November 2026',
    'Monday 9 November 2026',
    'Friday 13 November 2026',
    'Sunday 13 December 2026',
    'Friday 27 November 2026',
    'Thursday 19 November 2026',
  ],
  [
    '7 12 2026',
    'Wednesday 9 December 2026',
    'Monday 14 December 2026',
    'Friday 18 December 2026',
    'Monday 18 January 2027',
    'Monday 18 January 2027',
    'Sunday 3 January 2027',
  ],
] as const

describe('The dates that follow a first day absent, on Calendar A', () => {
  it.each(onCalendarA)(
    'first absent %s: told %s, code by %s, return owed %s and sent by %s, removal not before %s, enquiries by %s',
    async (first, told, code, tenth, latest, twentieth, enquiries) => {
      const answered = await send({ first })

      expect(answered.status).toBe(200)
      expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
        `${told} School day 3: Tell the Education Welfare Service`,
      )
      expect(deadlineOf(answered, 'unexplained-code')).toContain(
        `By ${code} Code N, 5 school days after the first: Replace code N of the first day`,
      )
      expect(deadlineOf(answered, 'attendance-return')).toContain(
        `${tenth} School day 10: The school owes the authority an attendance return Send it by ${latest} at the latest.`,
      )
      expect(deadlineOf(answered, 'ground-i')).toContain(
        `Not before ${twentieth} School day 20: First lawful day to consider removing the name`,
      )
      expect(deadlineOf(answered, 'authority-enquiries')).toContain(
        `By ${enquiries} Calendar day 28: The authority’s enquiries are complete and signed`,
      )
    },
  )

  it('says how binding each date is, with the rule and where to read it', async () => {
    const answered = await send({ first: '12 10 2026' })

    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain(
      'Local procedure: should On school day 3 of an unexplained absence',
    )
    expect(deadlineOf(answered, 'unexplained-code')).toContain(
      'Law: must Within five school days of a session marked N',
    )
    expect(deadlineOf(answered, 'ground-i')).toContain('Law: not before A name is deleted when')
    expect(answered.html).toContain('href="https://www.legislation.gov.uk/uksi/2024/208/regulation/10"')
    expect(answered.html).toContain('href="https://www.legislation.gov.uk/uksi/2024/208/regulation/13"')
    expect(answered.html).toContain('href="https://www.legislation.gov.uk/uksi/2024/208/regulation/9"')
    expect(deadlineOf(answered, 'ground-i')).toContain('Wording not yet confirmed.')
  })

  it('says at day 20 that the count alone permits nothing', async () => {
    expect(deadlineOf(await send({ first: '12 10 2026' }), 'ground-i')).toContain('The count alone permits nothing.')
  })

  it('says not to wait for a date when a child may be at risk', async () => {
    expect((await send({ first: '12 10 2026' })).text).toContain(
      'Do not wait for a date below. Contact a parent on the first day. If the child may be at risk of harm, tell the police and children’s social care the same day.',
    )
  })

  it('shows the days counted, and half-term and the INSET day skipped between', async () => {
    const words = deadlineOf(await send({ first: '12 10 2026' }), 'ground-i')

    expect(words).toContain('20 school days counted, 6 weekdays skipped (school holiday 5, INSET day 1)')
    expect(words).toContain(
      'School day 10 Fri 23 Oct Skipped: Mon 26 Oct to Fri 30 Oct , school holiday Skipped: Mon 2 Nov , INSET day School day 11 Tue 3 Nov',
    )
    expect(words).toMatch(/School day 20 Mon 16 Nov$/)
  })

  it('counts code N from the day after the mark, and calendar day 28 over weekends', async () => {
    const answered = await send({ first: '12 10 2026' })

    expect(deadlineOf(answered, 'unexplained-code')).toContain(
      'no weekday skipped. School day 1 Tue 13 Oct School day 2 Wed 14 Oct',
    )
    expect(deadlineOf(answered, 'authority-enquiries')).toContain('Calendar day 6 Sat 17 Oct Calendar day 7 Sun 18 Oct')
  })

  it('skips the bank holiday of 3 May 2027 only where it is asked for', async () => {
    const skipped = await send({ first: '30 4 2027' })
    const counted = await send({ first: '30 4 2027', bankHolidays: false })

    expect(deadlineOf(skipped, 'education-welfare-escalation')).toContain('Wednesday 5 May 2027 School day 3')
    expect(deadlineOf(skipped, 'education-welfare-escalation')).toContain('Skipped: Mon 3 May , bank holiday')
    expect(deadlineOf(counted, 'education-welfare-escalation')).toContain('Tuesday 4 May 2027 School day 3')
  })
})

describe('The list of dates', () => {
  const listOf = (html: string) =>
    [...html.matchAll(/<tr class="govuk-table__row[^>]*>\s*<td[\s\S]*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '').trim()),
    )

  it('names every date, what is due and who owes it, in order, before any working', async () => {
    const { html } = await send({ first: '12 10 2026' })

    expect(listOf(html)).toEqual([
      ['Mon 12 Oct 2026', 'School day 1: Contact a parent', 'School'],
      ['Mon 12 Oct 2026', 'School day 1: Answer the risk questions', 'School'],
      ['Mon 12 Oct 2026', 'School day 1: Tell the child’s social worker, if there is one', 'School'],
      ['Tue 13 Oct 2026', 'School day 2: Tell the officer for children missing education', 'School'],
      ['Wed 14 Oct 2026', 'School day 3: Tell the Education Welfare Service', 'School'],
      ['By Fri 16 Oct 2026', 'School day 5: Visit the home', 'School'],
      ['By Mon 19 Oct 2026', 'Calendar day 8: Review the case together', 'School and authority'],
      ['By Mon 19 Oct 2026', 'Code N, 5 school days after the first: Replace code N of the first day', 'School'],
      ['Fri 23 Oct 2026', 'School day 10: Refer the case to the authority', 'School'],
      [
        'Fri 23 Oct 2026',
        'School day 10: The school owes the authority an attendance return Send it by Monday 23 November 2026 at the latest.',
        'School',
      ],
      ['By Sun 8 Nov 2026', 'Calendar day 28: The authority’s enquiries are complete and signed', 'Authority'],
      [
        'Not before Mon 16 Nov 2026',
        'School day 20: First lawful day to consider removing the name from the register (Ground I)',
        'School and authority',
      ],
    ])
    expect(html.indexOf('class="govuk-table wb-dates"')).toBeLessThan(html.indexOf('class="wb-deadline"'))
    const shown = [...html.matchAll(/<li class="wb-deadline" id="([^"]+)"/g)].map(([, id]) => `#${id}`)
    const rows = html.split('<tbody')[1]!.split('</tbody>')[0]!
    expect([...rows.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(shown)
  })

  it('is headed by school day 20, with the closed days that moved it', async () => {
    const twenty = async (filled: Filled) =>
      /(School day 20: .*?) Date What Who/.exec((await send({ first: '12 10 2026', ...filled })).text)?.[1]

    expect(await twenty({})).toBe(
      'School day 20: Monday 16 November 2026 . Not counted on the way: half-term 26 to 30 October (5 days), Monday 2 November (INSET day).',
    )
    expect(await twenty({ terms: [calendarA[0]!], closed: '' })).toBe('School day 20: unknown .')
    expect(await twenty({ birth: '10 1 2022' })).toBe('School day 20: does not apply .')
  })

  it.each([
    ['12 10 2026', 'education-welfare-escalation', 'No closed day on the way.'],
    ['12 10 2026', 'joint-review', 'Weekends and closed days count.'],
    ['23 10 2026', 'cme-officer-told', 'half-term 26 to 30 October (5 days), Monday 2 November (INSET day).'],
    [
      '17 12 2026',
      'education-welfare-escalation',
      'holiday 21 December to 1 January (10 days), Monday 4 January (INSET',
    ],
    ['30 4 2027', 'education-welfare-escalation', 'Not counted on the way: Monday 3 May (bank holiday).'],
  ])('absent from %s: %s says, unfolded, %s', async (first, rule, line) => {
    expect(deadlineOf(await send({ first }), rule).split('The rule and the count')[0]).toContain(line)
  })

  it('counts the dates by the marks, each in its own way', async () => {
    const answered = await send({ first: '12 10 2026', marks: '13/10/2026 Y4\n15/10/2026 I' })

    expect(deadlineOf(answered, 'first-day-contact')).toContain('Monday 12 October 2026 School day 1')
    expect(deadlineOf(answered, 'cme-officer-told')).toContain('Wednesday 14 October 2026 School day 2')
    expect(deadlineOf(answered, 'cme-officer-told')).toContain(
      'Not counted on the way: Tuesday 13 October (nobody could attend, Y4).',
    )
    expect(deadlineOf(answered, 'home-visit')).toContain('By Thursday 22 October 2026 School day 5')
    expect(deadlineOf(answered, 'joint-review')).toContain('By Friday 23 October 2026 Calendar day 8')
    expect(deadlineOf(answered, 'authority-referral')).toContain('Friday 6 November 2026 School day 10')
  })
})

describe('Dates that cannot be counted, or are not for this child', () => {
  it('are unknown where the term dates end before them, with what to add', async () => {
    const answered = await send({ first: '12 10 2026', terms: [calendarA[0]!], closed: '' })

    expect(deadlineOf(answered, 'attendance-return')).toContain('Friday 23 October 2026 School day 10')
    expect(deadlineOf(answered, 'ground-i')).toContain(
      'Unknown School day 20: First lawful day to consider removing the name from the register (Ground I) Your term dates end on 23 October 2026, before this day is reached. Add the term dates after 23 October 2026.',
    )
    expect(deadlineOf(answered, 'authority-enquiries')).toContain('By Sunday 8 November 2026')
  })

  it('are unknown from day 3 on when the absence begins on the last day of the term dates', async () => {
    const answered = await send({ first: '23 10 2026', terms: [calendarA[0]!], closed: '' })

    expect(deadlineOf(answered, 'education-welfare-escalation')).toMatch(/^Unknown School day 3/)
    expect(deadlineOf(answered, 'unexplained-code')).toMatch(/^Unknown Code N/)
    expect(deadlineOf(answered, 'attendance-return')).toMatch(/^Unknown School day 10/)
    expect(deadlineOf(answered, 'cme-officer-told')).toMatch(/^Unknown School day 2/)
    expect(deadlineOf(answered, 'joint-review')).toContain('By Friday 30 October 2026 Calendar day 8')
    expect(answered.text.match(/Add the term dates after 23 October 2026/g)).toHaveLength(7)
    expect(answered.text).toContain('School day 20: unknown .')
  })

  it('do not apply to a child outside compulsory school age', async () => {
    const answered = await send({ first: '12 10 2026', birth: '10 1 2022' })

    expect(deadlineOf(answered, 'attendance-return')).toContain(
      'Does not apply School day 10: The school owes the authority an attendance return This rule is for children of compulsory school age. With this date of birth that is from Wednesday 31 March 2027 to Friday 25 June 2038, and the count is reached on Friday 23 October 2026.',
    )
    expect(deadlineOf(answered, 'ground-i')).toMatch(/^Does not apply School day 20/)
    expect(deadlineOf(answered, 'education-welfare-escalation')).toContain('Wednesday 14 October 2026')
  })

  it('are counted for a child taken to be of compulsory school age, and the page says so', async () => {
    expect((await send({ first: '12 10 2026' })).text).toContain(
      'No date of birth was given: the child is taken to be of compulsory school age.',
    )
    expect((await send({ first: '12 10 2026', birth: '6 5 2014' })).text).not.toContain('No date of birth was given')
  })
})

describe('What the page says of its own limits', () => {
  it('warns while the terms are still the example’s, and not for a school’s own', async () => {
    const warning = 'These dates follow the example terms, not your school’s.'

    expect((await send({ first: '12 10 2026' })).text).toContain(warning)
    expect((await send({ first: '12 10 2026', terms: [['1/9/2026', '23/10/2026']] })).text).not.toContain(warning)
  })

  it('names a closed day that changes nothing', async () => {
    const answered = await send({ first: '12 10 2026', closed: '26 October 2026\n14 November 2026' })

    expect(answered.text).toContain('Not used: Monday 26 October 2026 is outside the terms.')
    expect(answered.text).toContain('Not used: Saturday 14 November 2026 is at a weekend.')
  })

  it('says for which years it knows bank holidays when the terms are of another', async () => {
    const terms = [['3 September 2018', '19 October 2018']] as const
    const known = 'Bank holidays are known here for 2019 to 2028 only.'

    expect((await send({ first: '10 9 2018', terms, closed: '' })).text).toContain(known)
    expect((await send({ first: '12 10 2026' })).text).not.toContain(known)
  })
})

describe('Dates typed short', () => {
  it('a year of two numbers, and years left out, are read, and the page says which were taken from the others', async () => {
    const { status, text } = await send({
      first: '12 10 26',
      birth: '6 5 14',
      terms: [
        ['1 September 2026', '23 october'],
        ['2 November', '18 december'],
      ],
      closed: '2 November INSET\n16 to 17 November',
      marks: '20 October I',
    })

    expect(status).toBe(200)
    expect(text).toContain('If a child is first absent on Monday 12 October 2026')
    expect(text).toContain('Terms: 1 September 2026 to 23 October 2026; 2 November 2026 to 18 December 2026.')
    expect(text).toContain(
      'Typed without a year, and read as: 23 October 2026, 2 November 2026, 18 December 2026, 2 November 2026, 16 November 2026, 17 November 2026, 20 October 2026.',
    )
    expect((await send({ first: '12 10 26' })).text).not.toContain('Typed without a year')
  })

  it('half-term as schools write it closes the days of the absence’s school year', async () => {
    const { text } = await send({
      first: '19 1 2027',
      terms: [
        ['1 September 2026', '18 December 2026'],
        ['4 January 2027', '28 May 2027'],
      ],
      closed: '24 October to 1 November half-term\n15 to 19 February half-term',
    })
    expect(text).toContain(
      'School day 20: Monday 22 February 2027 . Not counted on the way: half-term 15 to 19 February',
    )
    expect(text).toContain('Typed without a year, and read as: 24 October 2026, 1 November 2026, 15 February 2027,')
  })
})

describe('The form', () => {
  it('is open to everybody, filled with an example that says so', async () => {
    const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
    const answer = await createApp(house).request('/deadline-calculator')
    const html = await answer.text()

    expect(answer.status).toBe(200)
    expect(html).toContain('Example: replace these with your school’s dates.')
    expect(html).toContain('<title>Deadline calculator - Whereabouts</title>')
    expect(html.match(/name="term-from"/g)).toHaveLength(6)
    expect(html).toContain('value="21 July 2027"')
  })

  it('gets more rows and keeps everything typed', async () => {
    const { status, html } = await send({
      first: '12 10 2026',
      birth: '6 5 2014',
      closed: '2/11/2026',
      wish: 'more-terms',
    })

    expect(status).toBe(200)
    expect(html.match(/name="term-from"/g)).toHaveLength(12)
    expect(html).toContain('id="first-day" name="first-day" type="text" value="12"')
    expect(html).toContain('id="birth-year" name="birth-year" type="text" value="2014"')
    expect(html).toContain('value="21 July 2027"')
    expect(html).toContain('2/11/2026</textarea>')
  })

  it('is emptied of terms and closed days but keeps the first day', async () => {
    const { html } = await send({ first: '12 10 2026', wish: 'empty-terms' })

    expect(html).toContain('name="first-day" type="text" value="12"')
    expect(html).not.toContain('2026 INSET</textarea>')
    expect(html).not.toContain('value="1 September 2026"')
    expect(html).not.toContain('Example: replace these')
  })

  it('comes back from the dates with everything typed', async () => {
    const { status, html } = await send({ first: '12 Oct 2026', terms: [['1/9/2026', '2026-10-23']], wish: 'change' })

    expect(status).toBe(200)
    expect(html).toContain('name="first-month" type="text" value="Oct"')
    expect(html).toContain('name="term-to" value="2026-10-23"')
  })
})

describe('Under a prefix', () => {
  it('every form still leads to the calculator', async () => {
    const house = await makeHouse({ at: '2026-10-12T09:47:00Z', change: { basePath: '/whereabouts' } })
    const html = await (
      await createApp(house).request('/deadline-calculator', {
        method: 'POST',
        body: filledIn({ first: '12 10 2026' }),
        headers: { origin: 'http://localhost:3000' },
      })
    ).text()

    expect(html).toContain('<form method="post" action="/whereabouts/deadline-calculator" class="wb-change"')
    expect(html).toContain('href="http://localhost/whereabouts/deadline-calculator#first=2026-10-12&amp;terms=')
  })
})
