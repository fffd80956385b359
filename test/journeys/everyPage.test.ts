// Every page at a phone's width and a desk's: no sideways scroll, nothing that axe finds wrong, nothing refused by the page's own policy.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseMessage } from '../../src/cases/caseMessage.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfMessages } from '../../src/storage/messageStore.ts'
import { writeOfPolicy } from '../../src/storage/policyStore.ts'
import { openBrowser } from '../support/browser.ts'
import { pageAfter } from './fillIn.ts'
import { lookAtMany } from './lookOver.ts'
import { openSchool, type School } from './school.ts'

let browser: Browser
let school: School
let look: ReturnType<typeof lookAtMany>
let ids: {
  starter: string
  leaver: string
  pupil: string
  absence: string
  person: string
  connection: string
  setAside: number
}

beforeAll(async () => {
  browser = await openBrowser()
  look = lookAtMany(browser, () => school.url)
  school = await openSchool('2026-10-13T08:36:00.000Z')
  await school.enrol()
  await school.register({ p1: 'N', p2: 'N', p3: 'N', p4: '/' })
  await school.closeRegister(4)
  await school.deliver('pupil.upserted', { pupil: { mis_id: 'p9', upn: 'A000000000000' } })
  const [absence] = await school.house.database.read<{ id: string; pupil_id: string }>({
    sql: 'SELECT id, pupil_id FROM cases ORDER BY id',
    parameters: [],
  })
  await school.house.database.commit([...writesOfMessages(messages(absence!.id)), ...whatBecameOfThem])
  const procedure = { instrument: 'Northmoor procedure', provision: 'page 4', url: 'https://northmoor.example/p.pdf' }
  const policy = { ...shippedPolicies[0], from: '2026-11-02', source: procedure }
  await school.house.database.commit([writeOfPolicy('coming', policy, { at: '2026-10-12T09:00:00.000Z', by: 'sam' })])
  const [connection] = await school.house.database.read(sql<{ id: string }>`SELECT id FROM connections`)
  await school.house.database.commit([
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, settings, created_at)
      VALUES ('at-wonde', 'at-wonde', '999001', 'wonde', 'locked', '{"domain":"api.wonde.com","write_back":"M,I"}', '2026-10-12T09:00:00.000Z')`,
  ])
  const [part] = await school.house.database.read(sql<{ delivery: number }>`SELECT delivery FROM quarantined`)
  const word = (
    id: string,
    what: string,
    details: object,
  ) => sql`INSERT INTO enrolment_words (pupil_id, number, what, at, by, details, received_at)
    VALUES (${id}, 1, ${what}, '2026-10-01T08:00:00.000Z', 'mis', ${JSON.stringify(details)}, '2026-10-01T08:00:00.000Z')`
  const urn = sql`SELECT school_urn FROM pupils WHERE id = ${absence!.pupil_id}`
  const [of] = await school.house.database.read(urn as ReturnType<typeof sql<{ school_urn: string }>>)
  const asked = (
    id: string,
    asks: string,
    on: string,
    left: string | null,
  ) => sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, search_name, first_known_on, entered_on, left_on, asks, asks_from)
    VALUES (${id}, ${of!.school_urn}, ${id}, 'Una', ${id}, ${id}, '2026-10-01', ${on}, ${left}, ${asks}, ${on})`
  const nobodySaid = { known: null, urn: null, name: null, laestab: null, country: null }
  const rest = { grounds: null, reasonCode: null, destination: nobodySaid, lastAttended: null, newAddressKnown: null }
  await school.house.database.commit([
    asked('starter', 'starter', '2026-10-12', null),
    asked('leaver', 'leaver', '2026-10-09', '2026-10-09'),
    word('starter', 'expected', { on: '2026-10-12', previousSchool: null }),
    word('leaver', 'ended', { on: '2026-10-09', ...rest }),
  ])
  ids = {
    starter: 'starter',
    leaver: 'leaver',
    pupil: absence!.pupil_id,
    absence: absence!.id,
    person: 'grace',
    connection: connection!.id,
    setAside: part!.delivery,
  }
})
afterAll(async () => {
  await browser.close()
  await school.close()
})

/** One message in each state that has a page of its own kind. */
function messages(caseId: string) {
  return (['held', 'sent', 'dead', 'waiting'] as const).map((id, version) => ({
    ...caseMessage('education-welfare', {
      ...{ id, madeAt: '2026-10-13T08:30:00.000Z', caseId, schoolUrn: '999001', schoolName: 'Oakfield Primary' },
      ...{ schoolDay: 3, version, isHeld: id === 'held', publicUrl: 'https://whereabouts.northmoor.example' },
    }),
  }))
}

const whatBecameOfThem = [
  sql`UPDATE messages SET state = 'sent', sent_at = made_at, notify_reference = '740e5834-3a29-46b4-9a6f-16142fde533a', tries = 1 WHERE id = 'sent'`,
  sql`UPDATE messages SET state = 'dead', because = 'GOV.UK Notify could not be reached', tries = 5 WHERE id = 'dead'`,
  sql`INSERT INTO message_tries (message_id, number, at, email, answer)
    SELECT id, 1, made_at, 'the.education.welfare.service@northmoor.example', because FROM messages WHERE id IN ('sent', 'dead')`,
]

type Filled = (page: Page) => Promise<unknown>

const send =
  (name: string): Filled =>
  (page) =>
    pageAfter(page, () => page.getByRole('button', { name }).first().click())

const identifierTyped =
  (number: string): Filled =>
  async (page) => {
    await page.getByLabel('UPN: Unique Pupil Number').check()
    await page.getByLabel('The number').fill(number)
    await send('Check the number')(page)
  }

const policyTyped =
  (escalateOnSchoolDay: string): Filled =>
  async (page) => {
    await page.getByLabel('Tell the Education Welfare Service').fill(escalateOnSchoolDay)
    for (const [label, value] of [
      ['Day', '1'],
      ['Month', '12'],
      ['Year', '2026'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByLabel('Document').fill('Northmoor missing pupils procedure, October 2026')
    await send('Continue')(page)
  }

const connectedBy =
  (vendor: string): Filled =>
  async (page) => {
    await page.getByRole('radio', { name: vendor }).check()
    await send('Connect')(page)
    // The school has a connection already.
    await page.getByLabel('Connect it again anyway').check()
    await send('Connect')(page)
    await page.locator('.wb-once').first().waitFor()
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true
    })
  }

/** A file with a child's marks, a code nobody knows and a new pupil, each time another; then the buttons, one after the other. */
let filesMade = 0
const registerFile =
  (...buttons: string[]): Filled =>
  async (page) => {
    filesMade += 1
    const text = `Adno,Name,Date,Session,Mark\np1,Nagy,13/10/2026,AM,I\np2,F,13/10/2026,AM,Q9\nn1,"New, Ann",13/10/2026,AM,N\n,,,,\n${filesMade}\n`
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'r.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await send('Read this file')(page)
    for (const button of buttons) {
      await send(button)(page)
      await page.getByRole('heading', { name: 'What this file would change' }).waitFor()
    }
  }

/** Who, where, and what is done there before looking. */
const pages: [who: string | null, path: () => string, done?: Filled, what?: string][] = [
  [null, () => '/'],
  [null, () => '/sign-in'],
  [null, () => '/nowhere'],
  [null, () => '/deadline-calculator'],
  [null, () => '/deadline-calculator', send('Work out the dates'), 'with nothing filled in'],
  [
    null,
    () => '/deadline-calculator',
    async (page) => {
      for (const [label, value] of [
        ['Day', '12'],
        ['Month', '10'],
        ['Year', '2026'],
      ] as const)
        await page.getByLabel(label, { exact: true }).first().fill(value)
      await send('Work out the dates')(page)
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      })
    },
    'with an answer',
  ],
  ['Sam Whitlock', () => '/deadline-calculator'],
  ['Grace Osei', () => '/deadline-calculator', send('Fill in the dates of'), 'with the school’s dates'],
  [null, () => '/api'],
  [null, () => '/rulebook'],
  [null, () => '/rulebook/ground-i'],
  [null, () => '/rulebook/ground-i-2006'],
  [null, () => '/rulebook/deletion-only-on-ground'],
  [null, () => '/rulebook?on=2024-06-03'],
  [null, () => '/rulebook?on=the+third', undefined, 'with a day that is none'],
  [null, () => '/rulebook/attendance-codes'],
  [null, () => '/rulebook/identifiers'],
  [null, () => '/rulebook/identifiers', send('Check the number'), 'with nothing typed'],
  [null, () => '/rulebook/identifiers', identifierTyped('B999100126001'), 'with a valid number'],
  [null, () => '/rulebook/identifiers', identifierTyped('A999100126001'), 'with a number that is not valid'],
  [null, () => '/rulebook/local-policy'],
  ['Sam Whitlock', () => '/rulebook/local-policy'],
  ['Sam Whitlock', () => '/rulebook/local-policy/coming/withdrawal'],
  ['Sam Whitlock', () => '/rulebook/local-policy/new'],
  ['Sam Whitlock', () => '/rulebook/local-policy/new', policyTyped('11'), 'with a number that a rule forbids'],
  ['Sam Whitlock', () => '/rulebook/local-policy/new', policyTyped('2'), 'before it is recorded'],
  ['Grace Osei', () => '/rulebook/education-welfare-escalation'],
  ['Grace Osei', () => '/today'],
  [
    'Grace Osei',
    () => '/today',
    (page) =>
      page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      }),
    'with everything unfolded',
  ],
  ['Grace Osei', () => '/today?list=tried'],
  ['Grace Osei', () => '/today?list=reason-given'],
  ['Grace Osei', () => '/today?list=numbers'],
  ['Grace Osei', () => `/absences/${ids.absence}/contact-attempts/new`],
  [
    'Grace Osei',
    () => `/absences/${ids.absence}/contact-attempts/new`,
    send('Log contact attempt'),
    'with nothing chosen',
  ],
  ['Grace Osei', () => `/absences/${ids.absence}/reasons/new`],
  ['Grace Osei', () => `/absences/${ids.absence}/reasons/new`, send('Give reason'), 'with nothing written'],
  ['Grace Osei', () => '/pupils'],
  [
    'Grace Osei',
    () => '/pupils',
    async (page) => {
      await page.locator('main input:not([type=hidden])').first().fill('fe')
      await pageAfter(page, () => page.locator('main button').first().click())
    },
    'with two found',
  ],
  ['Grace Osei', () => `/pupils/${ids.pupil}`],
  ['Grace Osei', () => '/matches'],
  ['Grace Osei', () => `/pupils/${ids.starter}/starting?answer=starts-later`],
  [
    'Grace Osei',
    () => `/pupils/${ids.starter}/starting?answer=elsewhere`,
    send('Write down the place'),
    'with nothing typed',
  ],
  ['Grace Osei', () => `/pupils/${ids.leaver}/destination`],
  ['Ruth Adeyemi', () => `/pupils/${ids.leaver}/leaving-case`],
  ['Grace Osei', () => `/pupils/${ids.pupil}/leaves`],
  ['Grace Osei', () => `/pupils/${ids.pupil}/leaves`, send('Write down this leave'), 'with nothing typed'],
  [
    'Ruth Adeyemi',
    () => `/cases/${ids.absence}`,
    (page) =>
      page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      }),
    'with everything unfolded',
  ],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/opening`, send('Open the case'), 'without a reason'],
  ['Grace Osei', () => `/cases/${ids.absence}/tellings/new`, send('Save'), 'with nothing typed'],
  ['Grace Osei', () => `/cases/${ids.absence}/tellings/new?whom=cme-officer`],
  ['Grace Osei', () => `/cases/${ids.absence}/sightings/new`],
  ['Grace Osei', () => `/cases/${ids.absence}/returns/new`],
  ['Grace Osei', () => `/cases/${ids.absence}/records/new`],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/findings/new`],
  ['Grace Osei', () => '/needs-attention'],
  ['Grace Osei', () => '/needs-attention?list=settled'],
  ['Grace Osei', () => `/needs-attention/parts/${ids.setAside}/1/correction`],
  [
    'Grace Osei',
    () => `/needs-attention/parts/${ids.setAside}/1/correction`,
    send('Correct and send again'),
    'with nothing typed',
  ],
  ['Grace Osei', () => `/needs-attention/parts/${ids.setAside}/1/discard`],
  ['Grace Osei', () => `/needs-attention/parts/${ids.setAside}/1/discard`, send('Let go'), 'without a reason'],
  ['Ruth Adeyemi', () => '/held-back'],
  ['Ruth Adeyemi', () => '/schools-not-heard'],
  ['Ruth Adeyemi', () => '/cases'],
  ['Ruth Adeyemi', () => '/cases?days=20&order=days'],
  ['Ruth Adeyemi', () => '/today'],
  ['Ruth Adeyemi', () => `/pupils/${ids.pupil}`],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/risk-answers/new`],
  [
    'Ruth Adeyemi',
    () => `/cases/${ids.absence}/risk-answers/new`,
    send('Keep these answers'),
    'with questions left open',
  ],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/risk-answers`],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/referrals/new`],
  ['Ruth Adeyemi', () => `/cases/${ids.absence}/referrals/new`, send('Keep this referral'), 'with nothing chosen'],
  ['Sam Whitlock', () => '/calendars'],
  ['Grace Osei', () => '/calendars/999001'],
  ['Ruth Adeyemi', () => '/calendars/999001'],
  ['Grace Osei', () => '/calendars/999001/years/2026-27'],
  ['Grace Osei', () => '/calendars/999001/years/2027-28'],
  [
    'Grace Osei',
    () => '/calendars/999001/years/2026-27',
    send('Check this calendar'),
    'with a calendar changed for no reason',
  ],
  [
    'Grace Osei',
    () => '/calendars/999001/years/2026-27',
    async (page) => {
      await page
        .getByLabel('INSET and other closed days')
        .fill('20 November 2026 INSET, year 5\n5 December 2026 sports')
      await page.getByLabel('Why is it changed').fill('The governors moved it')
      await send('Check this calendar')(page)
    },
    'with a calendar to check',
  ],
  ['Grace Osei', () => '/calendars/999001/file'],
  ['Grace Osei', () => '/calendars/999001/file', send('Read this file'), 'without a file'],
  [
    'Grace Osei',
    () => '/calendars/999001/file',
    async (page) => {
      await page.getByLabel('File').setInputFiles('test/fixtures/calendars/northmoor-council.ics')
      await send('Read this file')(page)
    },
    'with a file read',
  ],
  ['Grace Osei', () => '/register-files'],
  ['Grace Osei', () => '/register-files', send('Read this file'), 'without a file'],
  ['Grace Osei', () => '/register-files', registerFile(), 'with the columns of a file'],
  ['Grace Osei', () => '/register-files', registerFile('Show what would change'), 'with what a file would change'],
  [
    'Grace Osei',
    () => '/register-files',
    registerFile('Show what would change', 'Use this file'),
    'with a file whose wholeness is not said',
  ],
  ['Sam Whitlock', () => '/connections'],
  ['Sam Whitlock', () => '/connections?silent=today&search=oak'],
  ['Sam Whitlock', () => '/connections/new'],
  ['Sam Whitlock', () => '/connections/new', send('Connect'), 'with nothing chosen'],
  [
    'Sam Whitlock',
    () => '/connections/new?school=999001',
    async (page) => {
      await page.getByRole('radio', { name: 'Arbor' }).check()
      await send('Connect')(page)
    },
    'with nothing typed for Arbor',
  ],
  ['Sam Whitlock', () => '/connections/new?school=999001', connectedBy('Signed webhooks'), 'with a secret shown once'],
  ['Sam Whitlock', () => '/connections/new?school=999001', connectedBy('Wonde'), 'with an address shown once'],
  ['Sam Whitlock', () => `/connections/${ids.connection}`],
  ['Sam Whitlock', () => `/connections/${ids.connection}/arrivals`],
  ['Sam Whitlock', () => '/connections/at-wonde'],
  ['Sam Whitlock', () => '/connections/at-wonde/write-back'],
  ['Sam Whitlock', () => `/connections/${ids.connection}/secrets/new`],
  ['Sam Whitlock', () => `/connections/${ids.connection}/end`],
  [
    'Sam Whitlock',
    () => `/connections/${ids.connection}/end`,
    send('End the connection'),
    'of a connection without a reason for its end',
  ],
  ['Sam Whitlock', () => '/people'],
  ['Sam Whitlock', () => `/people/${ids.person}`],
  ['Sam Whitlock', () => '/needs-attention'],
  ['Sam Whitlock', () => '/needs-attention?list=unsent'],
  ['Sam Whitlock', () => '/messages'],
  ['Sam Whitlock', () => '/messages?list=withdrawn'],
  ['Sam Whitlock', () => '/messages/sent'],
  ['Ruth Adeyemi', () => '/messages/held'],
  ['Ruth Adeyemi', () => '/messages/dead'],
  ['Sam Whitlock', () => '/addresses'],
  [
    'Sam Whitlock',
    () => '/addresses',
    async (page) => {
      await page.locator('main input[type=email]').first().fill('nobody')
      await send('Save addresses')(page)
    },
    'with what is no address',
  ],
]

describe.each(pages.map(([who, path, done, what = ''], index) => ({ who, path, done, what, index })))(
  'page $index, $who $what',
  ({ who, path, done, what, index }) => {
    test.each([320, 1280])('at %i px', async (width) => {
      const { title, complaints } = await look(who, width, path(), { what: `${index} ${what}`, done })
      expect(title).not.toMatch(/Nagy|Ferreira|Zsófia/)
      expect(complaints).toEqual([])
    })
  },
)
