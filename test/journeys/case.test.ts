// One child from the first signed delivery to day 20 and the deletion, and another found on day 9, played by four people; the same with JavaScript, without it, and with htmx blocked.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { openBrowser } from '../support/browser.ts'
import { fillIn, send } from './fillIn.ts'
import { openSchool, type School } from './school.ts'
import { ways } from './ways.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const must = ['A1', 'A2', 'A3', 'A5', 'A6', 'A7']
const days = [
  ...['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16', '2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22'],
  ...['2026-10-23', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'],
  ...['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12'],
]

describe.each(ways)('a case $way', ({ open }) => {
  let school: School
  const contexts: BrowserContext[] = []
  const pages = new Map<string, Page>()
  const cases = new Map<string, string>()

  /** The page of somebody, who signs in anew: nobody stays signed in for weeks. */
  async function as(name: string): Promise<Page> {
    const known = pages.get(name)
    const page = known ?? (await (await newContext()).newPage())
    pages.set(name, page)
    await page.goto(`${school.url}/sign-in`)
    await Promise.all([
      page.waitForURL((url) => !url.pathname.includes('sign-in')),
      page.getByRole('button', { name: new RegExp(name) }).click(),
    ])
    return page
  }
  async function newContext() {
    const context = await open(browser)
    contexts.push(context)
    return context
  }
  const caseOf = (child: string) => `${school.url}/cases/${cases.get(child)}`
  const at = (instant: string) => school.house.clock.put(instant)
  const main = async (page: Page) => (await page.textContent('main')) ?? ''

  beforeAll(async () => {
    school = await openSchool('2026-10-12T07:20:00.000Z')
    await school.enrol()
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await school.close()
  })

  test('given the N of Monday morning, the officer rings, and the parent did not know', async () => {
    await school.wholeDay('2026-10-12', { p1: 'N', p2: 'N', p3: '/', p4: '/' }, 'AM')
    for (const row of await school.house.database.read(
      sql<{
        id: string
        child: string
      }>`SELECT c.id, p.mis_id AS child FROM cases c JOIN pupils p ON p.id = c.pupil_id`,
    ))
      cases.set(row.child, row.id)
    const page = await as('Grace Osei')
    await page.goto(`${school.url}/today`)
    const row = page.locator('.wb-call', { hasText: 'Zsófia' })
    await row.getByRole('button', { name: 'Did not know' }).click()
    await expect.poll(() => row.textContent()).toContain('Tell the safeguarding lead now')
    expect(
      (await school.house.database.read(sql<{ kind: string }>`SELECT kind FROM messages`)).map(({ kind }) => kind),
    ).toEqual(['parent-did-not-know'])
  })

  test('the lead answers the risk questions: one asks for a referral, which she writes down, and the case opens', async () => {
    at('2026-10-12T09:02:00.000Z')
    const page = await as('Ruth Adeyemi')
    await page.goto(`${school.url}/cases`)
    expect(await main(page)).toContain('Zsófia Nagy')
    await page.goto(`${caseOf('p1')}/risk-answers/new`)
    expect(await main(page)).toMatch(/looked after/i)
    const answers = Object.fromEntries(must.map((question) => [`answer-${question}`, 'no']))
    const decided = { level: 'high', decision: 'refer', reason: 'Looked after, and the carer did not know.' }
    await fillIn(page, { ...answers, 'answer-A4': 'yes', rest: await rest(page), ...decided }, 'Keep these answers')
    await page.goto(`${caseOf('p1')}/referrals/new`)
    await page.locator('input[name="to"][value="police"]').check()
    await page.locator('input[name="to"][value="social-care"]').check()
    await fillIn(
      page,
      {
        'takenBy-police': 'PC 1123',
        'reference-police': 'NM-2231',
        'takenBy-social-care': 'Duty desk',
        'reference-social-care': 'SC-77',
        words: 'Not seen since Friday.',
      },
      'Keep this referral',
    )
    await page.goto(caseOf('p1'))
    expect(await main(page)).not.toMatch(/\bsafe\b/i)
    expect(await main(page)).toMatch(/police/i)
  })

  test('the officer tells the social worker, and sees that risk was answered but not what', async () => {
    at('2026-10-12T09:20:00.000Z')
    const page = await as('Grace Osei')
    await page.goto(`${caseOf('p1')}/tellings/new?whom=social-worker`)
    await fillIn(page, { who: 'Ines Moor, social worker', how: await firstChoice(page, 'how', 'by telephone') }, 'Save')
    await page.goto(caseOf('p1'))
    expect(await main(page)).not.toContain('the carer did not know')
    expect((await page.goto(`${caseOf('p1')}/risk-answers/new`))?.status()).toBe(404)
  })

  test('with the N of the third day the Education Welfare Service is told of the other child too, and the CME officer finds both', async () => {
    await school.wholeDay('2026-10-12', { p1: 'N', p2: 'N', p3: '/', p4: '/' })
    await school.wholeDay(days[0]!, { p1: 'N', p2: 'N', p3: '/', p4: '/' })
    at('2026-10-14T07:00:00.000Z')
    const before = await as('Dan Hale')
    await before.goto(`${school.url}/cases`)
    expect(await main(before)).toContain('Zsófia Nagy')
    expect(await main(before)).not.toContain('Lucía')
    expect((await before.goto(caseOf('p2')))?.status()).toBe(404)
    await school.wholeDay(days[1]!, { p1: 'N', p2: 'N', p3: '/', p4: '/' })
    const page = await as('Dan Hale')
    await page.goto(`${school.url}/cases`)
    expect(await main(page)).toContain('Lucía Ferreira')
    await page.goto(`${school.url}/messages`)
    expect(await main(page)).toContain('School day 3')
    expect(await main(page)).not.toMatch(/Zsófia|Lucía|Nagy|Ferreira/)
  })

  test('he takes the case, logs his enquiries; the school logs its own, and both stand side by side', async () => {
    const dan = await as('Dan Hale')
    await dan.goto(`${caseOf('p1')}/allocation`)
    const me = dan.locator('select[name="to"] option', { hasText: 'Dan Hale' })
    await dan.locator('select[name="to"]').selectOption((await me.getAttribute('value')) ?? '')
    await send(dan, 'Allocate')
    await dan.goto(`${caseOf('p1')}/checks/new?check=A2`)
    await fillIn(
      dan,
      {
        how: await firstChoice(dan, 'how', ''),
        who: 'Admissions, census, SEND',
        result: 'nothing-found',
        words: 'Not known elsewhere.',
      },
      'Save this enquiry',
    )
    const grace = await as('Grace Osei')
    await grace.goto(`${caseOf('p1')}/checks/new?check=S5`)
    await fillIn(
      grace,
      {
        how: await firstChoice(grace, 'how', ''),
        who: 'Two friends in class 6A',
        result: 'nothing-found',
        words: 'Not heard from since Friday.',
      },
      'Save this enquiry',
    )
    await grace.goto(caseOf('p1'))
    expect(await main(grace)).toContain('Not heard from since Friday.')
    expect(await main(grace)).toContain('Not known elsewhere.')
    expect((await grace.goto(`${caseOf('p1')}/checks/new?check=A2`))?.status()).toBe(404)
  })

  test('the second child is found on day 9, at another school; what follows is done, and the case closes', async () => {
    for (const day of days.slice(2, 8)) await school.wholeDay(day, { p1: 'O', p2: 'N', p3: '/', p4: '/' })
    at('2026-10-22T14:00:00.000Z')
    const dan = await as('Dan Hale')
    await dan.goto(caseOf('p2'))
    expect(await main(dan)).toContain('School day 9 away')
    await dan.goto(`${caseOf('p2')}/findings/new`)
    await fillIn(
      dan,
      {
        kind: 'another-school',
        where: 'Hillside Primary, Eastmoor',
        on: '2026-10-22',
        who: 'Mrs Odell, school secretary',
        how: await choice(dan, 'how', /school/),
      },
      'Write down where the child is',
    )
    for (const whom of ['old-school', 'new-school']) {
      await dan.goto(`${caseOf('p2')}/tellings/new?whom=${whom}`)
      await fillIn(dan, { who: 'The office', how: await firstChoice(dan, 'how', 'by telephone') }, 'Save')
    }
    await school.deliver('enrolment.ended', {
      pupil: { mis_id: 'p2' },
      leaving_date: '2026-10-22',
      destination: { known: true, name: 'Hillside Primary' },
      source_updated_at: school.house.clock.now(),
    })
    const grace = await as('Grace Osei')
    await grace.goto(`${caseOf('p2')}/records/new`)
    await fillIn(grace, { who: 'Hillside Primary', how: await firstChoice(grace, 'how', 'by S2S') }, 'Save')
    const [row] = await school.house.database.read(
      sql<{ closed_at: string | null }>`SELECT closed_at FROM cases WHERE id = ${cases.get('p2')}`,
    )
    expect(row!.closed_at).toBe('2026-10-22T14:00:00.000Z')
  })

  test('on day 10 the attendance return is written down, not before', async () => {
    const grace = await as('Grace Osei')
    await grace.goto(`${caseOf('p1')}/returns/new`)
    await fillIn(grace, { how: await firstChoice(grace, 'how', 'by the portal') }, 'Save')
    expect(await main(grace)).toContain('ten school days have not been reached')
    await school.wholeDay(days[8]!, { p1: 'O', p3: '/', p4: '/' })
    at('2026-10-23T14:30:00.000Z')
    await (await as('Grace Osei')).goto(`${caseOf('p1')}/returns/new`)
    await fillIn(grace, { how: await firstChoice(grace, 'how', 'by the portal') }, 'Save')
    await grace.goto(caseOf('p1'))
    expect(await main(grace)).toContain('attendance return')
  })

  test('day 20: the gate names what is missing, each body signs, and only then the head decides', async () => {
    for (const day of days.slice(9)) await school.wholeDay(day, { p1: 'O', p3: '/', p4: '/' })
    at('2026-11-12T15:00:00.000Z')
    const martin = await as('Martin Pryce')
    await martin.goto(`${caseOf('p1')}/removal`)
    expect(await main(martin)).toContain('Not yet')
    expect(await main(martin)).toContain('1 more school day')
    expect(await main(martin)).toContain('First lawful date: Friday 13 November 2026')
    await school.wholeDay('2026-11-13', { p1: 'O', p3: '/', p4: '/' })
    at('2026-11-13T15:00:00.000Z')
    const ruth = await as('Ruth Adeyemi')
    await ruth.goto(`${caseOf('p1')}/removal/sickness`)
    await fillIn(
      ruth,
      { answer: await noReason(ruth), words: 'The GP answered on 2 November.' },
      await signButton(ruth),
    )
    await ruth.goto(`${caseOf('p1')}/removal/enquiries`)
    await send(ruth, await signButton(ruth))
    await ruth.goto(`${caseOf('p1')}/removal/outcome`)
    await fillIn(ruth, { answer: 'not-found', words: 'Nobody knows where she is.' }, await signButton(ruth))
    await (await as('Martin Pryce')).goto(`${caseOf('p1')}/removal`)
    expect(await main(martin)).toContain('Not yet')
    const dan = await as('Dan Hale')
    await dan.goto(`${caseOf('p1')}/removal/enquiries`)
    await send(dan, await signButton(dan))
    await dan.goto(`${caseOf('p1')}/removal/outcome`)
    await fillIn(dan, { answer: 'not-found', words: 'All agencies have answered.' }, await signButton(dan))
    await (await as('Martin Pryce')).goto(`${caseOf('p1')}/removal/decision`)
    await fillIn(martin, { words: 'Every condition is met.' }, 'Delete the name today')
    const [pupil] = await school.house.database.read(
      sql<{ left_on: string }>`SELECT left_on FROM pupils WHERE mis_id = 'p1'`,
    )
    expect(pupil!.left_on).toBe('2026-11-13')
    const [sent] = await school.house.database.read(
      sql<{ made_at: string }>`SELECT made_at FROM messages WHERE kind = 'deletion-return'`,
    )
    expect(sent!.made_at).toBe('2026-11-13T15:00:00.000Z')
  })

  test('the child stays on the authority’s list until found', async () => {
    at('2026-11-20T10:00:00.000Z')
    const dan = await as('Dan Hale')
    await dan.goto(`${school.url}/cases`)
    expect(await main(dan)).toContain('Zsófia Nagy')
    expect(await main(dan)).not.toContain('Lucía')
  })

  test('then the record holds the same entries whichever way it was done, and every seal holds', async () => {
    const said = async (child: string) => {
      const events = await listCaseEvents(school.house.database, scopeOfClock, [cases.get(child)!])
      return events.map(({ what }) => what).filter((what) => what !== 'mark-corrected')
    }
    expect(await said('p1')).toEqual([
      'absence-began',
      'contact-attempted',
      'risk-answered',
      'case-opened',
      'referral-made',
      'referral-made',
      'told',
      'told',
      'case-allocated',
      'check-made',
      'check-made',
      'return-sent',
      'sickness-signed',
      'enquiries-signed',
      'outcome-signed',
      'enquiries-signed',
      'outcome-signed',
      'name-removed',
    ])
    expect(await said('p2')).toEqual([
      'absence-began',
      'case-opened',
      'told',
      'child-found',
      'told',
      'told',
      'absence-ended',
      'record-sent',
      'case-closed',
    ])
    const breaks: unknown[] = []
    await verifyRecord(school.house.database, school.house.keys.audit, (broken) => breaks.push(broken))
    expect(breaks).toEqual([])
    const names = school.house.logged.filter((line) => /Zsófia|Nagy|Lucía|Ferreira/.test(line))
    expect(names).toEqual([])
  })
})

/** The value of the box that says unknown for the rest. */
async function rest(page: Page): Promise<string> {
  return (await page.locator('input[name="rest"]').getAttribute('value')) ?? ''
}

/** The first choice where radios are offered, else these words. */
async function firstChoice(page: Page, name: string, words: string): Promise<string> {
  const first = page.locator(`input[type="radio"][name="${name}"]`).first()
  return (await first.count()) > 0 ? ((await first.getAttribute('value')) ?? '') : words
}

/** The value of the radio whose label fits. */
async function choice(page: Page, name: string, label: RegExp): Promise<string> {
  const values = await page.locator(`input[type="radio"][name="${name}"]`).all()
  for (const each of values) {
    const id = await each.getAttribute('id')
    const text = (await page.locator(`label[for="${id}"]`).textContent()) ?? ''
    if (label.test(text)) return (await each.getAttribute('value')) ?? ''
  }
  throw new Error(`No choice of ${name} fits ${label}`)
}

async function noReason(page: Page): Promise<string> {
  return choice(page, 'answer', /no reason|not? .*reason/i)
}

async function signButton(page: Page): Promise<string> {
  return (await page
    .getByRole('button', { name: /^Sign for/ })
    .first()
    .textContent())!.trim()
}
