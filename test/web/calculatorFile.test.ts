import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { calendarA, type Filled, filledIn } from './calculatorForm.ts'

async function fileOf(filled: Filled, at = '2026-10-12T09:47:00Z') {
  const answer = await createApp(await makeHouse({ at })).request('/deadline-calculator', {
    method: 'POST',
    body: filledIn({ first: '12 10 2026', wish: 'calendar-file', ...filled }),
    headers: { origin: 'http://localhost:3000' },
  })
  return { answer, text: await answer.text() }
}

function eventsIn(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    on: String(event.getFirstPropertyValue('dtstart')),
    end: String(event.getFirstPropertyValue('dtend')),
    stamp: String(event.getFirstPropertyValue('dtstamp')),
    summary: String(event.getFirstPropertyValue('summary')),
    description: String(event.getFirstPropertyValue('description')),
    url: String(event.getFirstPropertyValue('url')),
  }))
}

describe('The calendar file', () => {
  it('comes as a file of one all-day event a date', async () => {
    const { answer, text } = await fileOf({})

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="deadlines.ics"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(eventsIn(text).map(({ on, end, summary }) => [on, end, summary.replace(' (example terms)', '')])).toEqual([
      ['2026-10-12', '2026-10-13', 'School day 1: Contact a parent'],
      ['2026-10-12', '2026-10-13', 'School day 1: Answer the risk questions'],
      ['2026-10-12', '2026-10-13', 'School day 1: Tell the child’s social worker, if there is one'],
      ['2026-10-13', '2026-10-14', 'School day 2: Tell the officer for children missing education'],
      ['2026-10-14', '2026-10-15', 'School day 3: Tell the Education Welfare Service'],
      ['2026-10-16', '2026-10-17', 'Last day. School day 5: Visit the home'],
      ['2026-10-19', '2026-10-20', 'Last day. Calendar day 8: Review the case together'],
      ['2026-10-19', '2026-10-20', 'Last day. Code N, 5 school days after the first: Replace code N of the first day'],
      ['2026-10-23', '2026-10-24', 'School day 10: Refer the case to the authority'],
      ['2026-10-23', '2026-10-24', 'School day 10: The school owes the authority an attendance return'],
      ['2026-11-08', '2026-11-09', 'Last day. Calendar day 28: The authority’s enquiries are complete and signed'],
      [
        '2026-11-16',
        '2026-11-17',
        'Not before today. School day 20: First lawful day to consider removing the name from the register (Ground I)',
      ],
    ])
    expect(text.match(/^DTSTART;VALUE=DATE:20261116\r$/m)).not.toBeNull()
  })

  it('says in each event the rule, the count in words and where to read it', async () => {
    const { text } = await fileOf({ marks: '20 October 2026 I' })
    const event = eventsIn(text).find(({ summary }) => summary.includes('Ground I'))!

    expect(event.on).toBe('2026-11-25')
    expect(event.url).toBe('https://www.legislation.gov.uk/uksi/2024/208/regulation/9')
    expect(event.description.split('\n')).toEqual([
      'These dates follow the example terms, not your school’s.',
      'First absent: Monday 12 October 2026.',
      'The mark I on Tuesday 20 October ended the count; it begins again on Wednesday 21 October.',
      'Not counted on the way: half-term 26 to 30 October (5 days), Monday 2 November (INSET day).',
      'Day 1 is Wednesday 21 October, and only school days count.',
      'The count alone permits nothing. People at the school and at the authority must have looked for the child together, ruled out sickness and unavoidable cause, and signed what they found.',
      'Any code but G, N or O in these days starts the count again.',
      'How it was counted: 20 school days counted from Wednesday 21 October 2026, 6 weekdays skipped (school holiday 5, INSET day 1).',
      'Law: not before. A name is deleted when the child has been away for twenty school days running with codes G, N or O only, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have jointly tried to find out where the child is and how they are.',
      'Source: School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 9(1)(i) (wording not yet confirmed): https://www.legislation.gov.uk/uksi/2024/208/regulation/9',
      'Worked out with http://localhost/deadline-calculator',
    ])
  })

  it('says of the example, in every event and in its name, that the dates are not a school’s; of a school’s own, nothing', async () => {
    const { text } = await fileOf({})
    const warning = 'These dates follow the example terms, not your school’s.\n'
    const own = (await fileOf({ terms: [['1/9/2026', '23/10/2026']] })).text

    expect(eventsIn(text)).toHaveLength(12)
    expect(eventsIn(text).filter(({ description }) => !description.startsWith(warning))).toEqual([])
    expect(eventsIn(text).filter(({ summary }) => !summary.endsWith(' (example terms)'))).toEqual([])
    expect(text).toContain('\r\nX-WR-CALNAME:Deadlines (example terms)\r\n')
    expect(eventsIn(own)).toHaveLength(11)
    expect(own).not.toMatch(/example/)
  })

  it('keeps to RFC 5545: lines end with CR LF, at most 75 octets, commas and line ends escaped', async () => {
    const { text } = await fileOf({ marks: '10 November 2026 Y4' })
    const lines = text.split('\r\n')

    expect(lines.pop()).toBe('')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBe(75)
    expect(lines.slice(0, 5)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Whereabouts//Deadline calculator//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
    ])
    expect(lines.at(-1)).toBe('END:VCALENDAR')
    const unfolded = text.replaceAll('\r\n ', '')
    expect(unfolded).toContain('Day 1 is Wednesday 11 November\\, and only school days count.\\nThe count alone')
    for (const name of ['UID', 'DTSTAMP', 'DTSTART;VALUE=DATE', 'SUMMARY', 'DESCRIPTION'])
      expect(unfolded.split(`\r\n${name}:`)).toHaveLength(13)
  })

  it('has the same events for the same question, however it is typed and whenever; others for another', async () => {
    const uids = async (filled: Filled, at?: string) => eventsIn((await fileOf(filled, at)).text).map(({ uid }) => uid)
    const once = await uids({ marks: '20 October 2026 I' })

    expect(new Set(once).size).toBe(12)
    expect(await uids({ marks: '20 October 2026 I' }, '2026-11-01T10:00:00Z')).toEqual(once)
    expect(
      await uids({ first: '12 Oct 2026', marks: 'Tue 20/10/2026: i (ill)', terms: [...calendarA].reverse() }),
    ).toEqual(once)
    expect((await uids({ marks: '21 October 2026 I' })).filter((uid) => once.includes(uid))).toEqual([])
    expect((await uids({})).filter((uid) => once.includes(uid))).toEqual([])
  })

  it('is stamped by the clock of the house', async () => {
    const { text } = await fileOf({}, '2026-10-12T09:47:31Z')
    expect(new Set(eventsIn(text).map(({ stamp }) => stamp))).toEqual(new Set(['2026-10-12T09:47:31Z']))
  })

  it('leaves out what is unknown or not for this child, and holds nothing that was typed in words', async () => {
    const { text } = await fileOf({
      terms: [calendarA[0]!],
      birth: '10 1 2022',
      closed: '16 October 2026 Zsófia’s trip',
      marks: '20 October 2026 I Zsófia',
    })

    expect(eventsIn(text).map(({ on }) => on)).toEqual([
      ...['2026-10-12', '2026-10-12', '2026-10-12', '2026-10-13', '2026-10-14', '2026-10-19', '2026-10-19'],
      ...['2026-10-20', '2026-11-17'],
    ])
    expect(text).not.toMatch(/Zs|trip|2022/)
  })

  it('is no file where the question cannot be read', async () => {
    const { answer, text } = await fileOf({ marks: '20 October 2026' })

    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.headers.get('content-disposition')).toBeNull()
    expect(text).toContain('the code is missing')
  })
})
