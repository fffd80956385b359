import { beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { writeOfPupils } from '../../src/storage/pupilStore.ts'
import {
  completeRegisters,
  happened,
  oakfield,
  type PupilHouse,
  pupilHouse,
  pupilWith,
  withContacts,
  zsofia,
} from './pupilHouse.ts'

let house: PupilHouse
beforeEach(async () => {
  house = await pupilHouse()
})

async function page(who: string, id = 'zsofia'): Promise<string> {
  const answer = await house.ask(who, `/pupils/${id}`)
  expect(answer.status).toBe(200)
  // As it reads: spaces between the lines of a template say nothing.
  return (await answer.text()).replace(/\s+/g, ' ')
}

async function absenceRuns(): Promise<void> {
  await happened(house, 'case2', 'zsofia', [{ what: 'absence-began', details: { firstOn: '2026-10-12' } }], {
    at: '2026-10-12T08:40:00.000Z',
    by: 'mis',
  })
}

const rang = (contactId: string, number: string, outcome: 'no-answer' | 'number-dead' | 'reached', words: string) =>
  ({
    what: 'contact-attempted',
    details: {
      contactId,
      who: contactId === 'gabor' ? 'Gábor Nagy, father' : 'Ilona Nagy, mother',
      number,
      method: 'phone',
      outcome,
      words,
    },
  }) as const

describe('who the pupil is', () => {
  it('names the child as it is called, with the legal name, and never in the title', async () => {
    const html = await page('grace')
    expect(html).toContain('<bdi>Zsófi Nagy</bdi></h1>')
    expect(html).toContain('<dt>Legal name</dt><dd><bdi>Zsófia Nagy</bdi></dd>')
    expect(html).toContain('<title>Pupil - Whereabouts</title>')
    expect(html).toContain('11 April 2015')
    expect(html).toContain('E999100126003')
    expect(html).toContain('Oakfield Primary, year 6, class 6A')
  })

  it('says where the flags come from, of when, and which changed', async () => {
    const html = await page('ruth')
    expect(html).toContain('from your MIS, 14 September 2026')
    expect(html).toContain('<strong>Changed, please check:</strong> Protection plan.')
    expect(html).toContain('<dt>Not known</dt><dd>Child in need</dd>')
  })

  it.each(['grace', 'helen'])('shows %s a social worker, and never the protection plan', async (who) => {
    const html = await page(who)
    expect(html).toContain('Social worker')
    expect(html.replaceAll('has a protection plan, is in need', '')).not.toMatch(/protection.plan|child in need/i)
  })

  it('shows the safeguarding lead the protection plan', async () => {
    expect(await page('ruth')).toContain('<span class="wb-flag wb-flag--serious">Protection plan</span>')
  })

  it('still shows a pupil who left', async () => {
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-02' WHERE id = 'zsofia'`])
    expect(await page('grace')).toContain('Left on 2 October 2026')
  })

  it('shows a pupil of whom only a number is known', async () => {
    const html = await page('grace', 'nameless')
    expect(html).toContain('Name not yet sent (MIS number p77)')
    expect(html).toContain('<dt>Date of birth</dt><dd>not known</dd>')
  })

  it('keeps hostile text inert', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{7*7}}'
    const pupil = pupilWith({ id: 'odd', legalForename: hostile, legalSurname: '‮evil' })
    await house.database.commit([writeOfPupils([pupil])])
    const html = await page('grace', 'odd')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}')
  })
})

describe('whom to ring', () => {
  beforeEach(async () => {
    await withContacts(house)
    await absenceRuns()
    await happened(
      house,
      'case2',
      'zsofia',
      [
        rang('ilona', '07700 900123', 'number-dead', 'Not recognised'),
        rang('ilona', '01632 960044', 'no-answer', ''),
        rang('ilona', '01632 960044', 'reached', 'Wrote it down for the wrong child'),
        { what: 'contact-attempt-withdrawn', details: { version: 4 } },
        rang('gabor', '07700 900456', 'reached', 'Words of the father'),
      ],
      { at: '2026-10-12T09:10:00.000Z' },
    )
  })

  it('says how good each number is by the last attempt that stands', async () => {
    const html = await page('grace')
    expect(html).toContain(
      '<bdi>07700 900123 <bdi class="wb-secondary">mobile</bdi></bdi> <span class="wb-good wb-good--dead">dead, Mon 12 Oct',
    )
    expect(html).toContain(
      '<bdi>01632 960044 <bdi class="wb-secondary">work</bdi></bdi> <span class="wb-good wb-good--poor">no answer, Mon 12 Oct',
    )
  })

  it('tells an officer of a restricted contact only whom to ask', async () => {
    const html = await page('grace')
    expect(html).toContain('<strong>Restricted: ask the safeguarding lead</strong>')
    expect(html).toContain('Rang a restricted contact: reached, no reason yet. Ask the safeguarding lead.')
    for (const secret of ['Gábor', '07700 900456', 'Hidden Mews', 'ZZ99 9ZZ', 'Words of the father'])
      expect(html).not.toContain(secret)
  })

  it('tells an officer nothing of a reason that a restricted contact gave, or of their number in other words', async () => {
    await happened(
      house,
      'case2',
      'zsofia',
      [
        rang('ilona', '01632 960044', 'reached', 'Ring +44 7700 900 456 instead'),
        {
          what: 'reason-given',
          details: { explainedOn: '2026-10-12', explainedUntil: null, reason: 'With me today', whoSaid: 'Gabor Nagy' },
        },
      ],
      { at: '2026-10-12T09:20:00.000Z' },
    )
    const html = await page('grace')
    expect(html).toContain(
      'A reason was recorded that a restricted contact gave or that names one. It holds for the whole absence. Ask the safeguarding lead.',
    )
    expect(html).not.toMatch(/900 456|With me today|Gabor/)
    expect(await page('ruth')).toContain('Reason given by Gabor Nagy.')
  })

  it('shows the safeguarding lead the restricted contact, marked, without the address', async () => {
    const html = await page('ruth')
    expect(html).toContain(
      '<bdi>Gábor Nagy</bdi></strong>, <bdi>father</bdi> <span class="wb-flag wb-flag--serious">Restricted</span>',
    )
    expect(html).toContain('07700 900456')
    expect(html).not.toContain('Hidden Mews')
  })

  it('shows the head teacher no contact, no number and no words', async () => {
    const html = await page('helen')
    expect(html).toContain('Rang a contact: the number is dead.')
    for (const secret of ['Ilona', '07700', '01632', 'Long Row', 'Not recognised', 'father'])
      expect(html).not.toContain(secret)
  })

  it('strikes through what was undone and says by whom', async () => {
    expect(await page('grace')).toContain(
      '<s><bdi>Rang Ilona Nagy, mother on 01632 960044: reached, no reason yet.</bdi> “<bdi>Wrote it down for the wrong child</bdi>”</s> <strong><bdi>Undone by Grace Osei, Mon 12 Oct, 10:10</bdi>.</strong>',
    )
  })

  it('leaves out a number that a restricted contact shares', async () => {
    await house.database.commit([
      sql`UPDATE contacts SET phones = '[{"number":"+44 7700 900456","kind":null}]' WHERE id = 'ilona'`,
    ])
    const html = await page('grace')
    expect(html).toContain('Restricted number: ask the safeguarding lead')
    expect(html).not.toContain('900456')
  })
})

describe('a long absence', () => {
  it('shows the latest 50 of what was tried, and all when asked', async () => {
    await absenceRuns()
    const calls = Array.from({ length: 60 }, (_, nth) => rang('ilona', '07700 900123', 'no-answer', `Call ${nth + 1}.`))
    await happened(house, 'case2', 'zsofia', calls, { at: '2026-10-12T09:10:00.000Z' })
    const html = await page('grace')
    expect(html.match(/<li class="wb-lines__line">/g)).toHaveLength(50)
    expect(html).toContain('Call 60.')
    expect(html).not.toContain('Call 10.')
    expect(html).toContain(
      '11 older entries are not shown here. <a class="govuk-link" href="/pupils/zsofia?entries=all#tried">Show all 61</a>',
    )
    const all = await (await house.ask('grace', '/pupils/zsofia?entries=all')).text()
    expect(all.match(/<li class="wb-lines__line">/g)).toHaveLength(61)
    expect(all).not.toContain('Show all')
  })
})

describe('the year and what is owed', () => {
  it('draws the strip with its markers and says the same as a table', async () => {
    await completeRegisters(house, oakfield, ['2026-10-08', '2026-10-09'])
    await house.database.commit([
      sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because)
        VALUES ('zsofia', '2026-10-12', 'AM', 'I', 'mis', 'a', 'b', '2026-10-12T08:30:00.000Z', 'mis', 'N', '2026-10-12T08:40:00.000Z', 'replaced')`,
    ])
    const html = await page('grace')
    expect(html).toContain(
      'aria-label="Strip of school days from 2 September 2026 to 16 November 2026. The table below says the same."',
    )
    expect(html).toContain(
      '<li>School day 3: Wed 14 Oct</li><li>School day 10: Fri 23 Oct</li><li>School day 20: Mon 16 Nov</li><li>Calendar day 28: Sun 8 Nov</li>',
    )
    expect(html).toMatch(/wb-year__day--today"><span class="wb-year__flags"><span class="wb-year__flag">day 3<\/span>/)
    expect(html).toContain(
      '<th scope="row">Wed 14 Oct</th> <td>N: Reason not yet established</td> <td>Register not closed yet</td>',
    )
    expect(html).toContain('<th scope="row">Fri 9 Oct</th> <td>Present</td> <td>Present</td>')
    expect(html).toContain('<th scope="row">Wed 7 Oct</th> <td>Not known: no complete register</td>')
    expect(html).toContain(
      'Was I, sent by the MIS on Mon 12 Oct, 09:30. Became N on Mon 12 Oct, 09:40, sent by the MIS.',
    )
    expect(html).not.toContain('/marks/')
  })

  it('says what is owed, by whom, by when, with the working and the source', async () => {
    const html = await page('grace')
    expect(html).toContain('School day 3 away')
    expect(html).toContain('<strong class="wb-duties__when">Overdue, due Mon 12 Oct</strong>')
    expect(html).toContain('<strong class="wb-duties__when">Today</strong>')
    expect(html).toContain('Counted: Mon 12 Oct, Tue 13 Oct, Wed 14 Oct.')
    expect(html).toContain('href="https://www.legislation.gov.uk/uksi/2024/208/regulation/10"')
  })

  it('counts a call of this absence, and not one that was undone', async () => {
    await absenceRuns()
    await happened(house, 'case2', 'zsofia', [rang('ilona', '07700 900123', 'reached', '')], {
      at: '2026-10-12T09:10:00.000Z',
    })
    expect(await page('grace')).toContain('wb-duties__duty--done')
    await happened(house, 'case2', 'zsofia', [{ what: 'contact-attempt-withdrawn', details: { version: 2 } }], {
      at: '2026-10-12T09:12:00.000Z',
    })
    expect(await page('grace')).not.toContain('wb-duties__duty--done')
  })

  it('owes nothing for a child who is not away', async () => {
    await completeRegisters(house, oakfield, ['2026-10-12', '2026-10-13'])
    expect(await page('grace', 'tomos')).toContain('Nothing is owed for this child on what is known today.')
  })

  it('says what to do where no calendar is published', async () => {
    await house.database.commit([sql`DELETE FROM calendars`])
    const html = await page('grace')
    expect(html).toContain('The school has not published its calendar')
    expect(html).toContain('What is owed cannot be worked out without the school’s calendar.')
  })

  it('says what to do after the calendar ends', async () => {
    const later = await pupilHouse({ at: '2027-01-06T10:00:00.000Z' })
    expect(await (await later.ask('grace', '/pupils/zsofia')).text()).toContain(
      'whose last school day is 18 December 2026',
    )
  })

  it('takes a child without a date of birth to be of age, and says so', async () => {
    await house.database.commit([sql`UPDATE pupils SET date_of_birth = NULL WHERE id = 'zsofia'`])
    expect(await page('grace')).toContain('The date of birth is not known.')
  })

  it('lists earlier absences with what was done then', async () => {
    await happened(
      house,
      'case1',
      'zsofia',
      [
        { what: 'absence-began', details: { firstOn: '2026-09-15' } },
        {
          what: 'reason-given',
          details: { explainedOn: '2026-09-15', explainedUntil: '2026-09-16', reason: 'Flu', whoSaid: 'Ilona Nagy' },
        },
        { what: 'absence-ended', details: { on: '2026-09-17', because: 'attended' } },
      ],
      { at: '2026-09-15T08:40:00.000Z' },
    )
    const html = await page('grace')
    expect(html).toContain('Began Tuesday 15 September 2026, ended Thursday 17 September 2026')
    expect(html).toContain(
      '<bdi>Reason given by Ilona Nagy. It holds until Wed 16 Sept.</bdi> <span class="wb-lines__words">“<bdi>Flu</bdi>”</span>',
    )
    expect(await page('helen')).not.toContain('Flu')
  })
})

describe('who may open the page', () => {
  it.each([
    ['an officer of another school', 'tom', 'zsofia'],
    ['a CME officer', 'dan', 'zsofia'],
    ['an administrator', 'ada', 'zsofia'],
    ['anybody, when there is no such pupil', 'grace', 'nosuch'],
  ])('%s finds no page', async (_, who, id) => {
    expect((await house.ask(who, `/pupils/${id}`)).status).toBe(404)
    expect(await house.database.read(sql`SELECT * FROM reads`)).toEqual([])
  })

  it('answers the same for a pupil of another school and for none', async () => {
    const bare = async (id: string) =>
      (await (await house.ask('tom', `/pupils/${id}`)).text()).replaceAll(/nonce="[^"]*"/g, '')
    expect(await bare('zsofia')).toBe(await bare('nosuch'))
  })

  it('is logged before it is sent, and not sent when that fails', async () => {
    await page('grace')
    expect(await house.database.read(sql`SELECT at, person_id, page, pupil_ids FROM reads`)).toEqual([
      { at: '2026-10-14T09:00:00.000Z', person_id: 'grace', page: 'Pupil', pupil_ids: '["zsofia"]' },
    ])
    house.sqlite.runScript(`CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    const answer = await house.ask('grace', '/pupils/zsofia')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain(zsofia.legalSurname)
  })

  it('asks six things of the database, beside the sign-in and the log', async () => {
    await withContacts(house)
    await absenceRuns()
    house.statements.count = 0
    await page('grace')
    expect(house.statements.count).toBe(2 + 6 + 1)
  })
})
