// The list of cases: who sees which, in which order, what is new, and whose they are.
import { beforeEach, describe, expect, test } from 'vitest'
import { allocateCases } from '../../src/actions/allocateCase.ts'
import { caseReference } from '../../src/cases/caseReference.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { type ChildAway, caseloadHouse, type LoadHouse } from './caseloadHouse.ts'
import { heronLane, millfield, stOswald, textOf } from './peopleHouse.ts'

let house: LoadHouse
beforeEach(async () => {
  house = await caseloadHouse()
})

const pip: ChildAway = { id: 'pip', forename: 'Pip', surname: 'Lark', school: heronLane, schoolDays: 4 }
const una: ChildAway = { id: 'una', forename: 'Una', surname: 'Wren', school: stOswald, schoolDays: 12 }
const tom: ChildAway = {
  id: 'tom',
  forename: 'Tom',
  surname: 'Reed',
  school: heronLane,
  schoolDays: 1,
  isOpened: false,
}

const risk = (level: 'low' | 'medium' | 'high'): CaseHappening => ({
  what: 'risk-answered',
  details: {
    ...{ on: '2026-10-14', answers: { A1: 'no' }, level, decision: 'enquire' },
    ...{ reason: 'SECRET REASON', known: [], shown: [] },
  },
})
const attempt = (outcome: 'parent-did-not-know' | 'no-answer'): CaseHappening => ({
  what: 'contact-attempted',
  details: { contactId: null, who: 'Mother', number: null, method: 'phone', outcome, words: '' },
})
const allocated = (personId: string, personName: string): CaseHappening => ({
  what: 'case-allocated',
  details: { personId, personName },
})
const told: CaseHappening = {
  what: 'told',
  details: { whom: 'cme-officer', on: '2026-10-14', who: 'CME', how: 'by message', words: '', messageId: null },
}

/** The names of the rows in the table, in their order. */
async function rowsOf(address: string, who: string): Promise<string[]> {
  const html = await (await house.get(address, who)).text()
  const table = /<table[\s\S]*<\/table>/.exec(html)?.[0] ?? ''
  return [...table.matchAll(/<th scope="row"[^>]*><a [^>]*><bdi>([^<]*)/g)].map(([, name]) => name!)
}

const read = async (answer: Response) => (await textOf(answer)).replaceAll(' ,', ',')
const pageOf = async (address: string, who: string) => read(await house.get(address, who))

function many(count: number, school: (index: number) => string = () => heronLane): ChildAway[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `c${index}`, forename: 'Ash', surname: `Number${String(index).padStart(3, '0')}` },
    ...{ school: school(index), schoolDays: 1 + ((index * 7) % 25) },
  }))
}

describe('who sees which cases', () => {
  test('the CME officer sees every school’s opened cases and no absence that is not opened', async () => {
    await house.away([pip, una, tom])
    expect(await rowsOf('/cases', 'evan')).toEqual(['Una Wren', 'Pip Lark'])
    expect(await pageOf('/cases', 'evan')).not.toContain('Reed')
  })

  test('the lead sees her own school’s cases and absences, another school’s never', async () => {
    await house.away([pip, una, tom])
    expect(await rowsOf('/cases', 'cleo')).toEqual(['Pip Lark', 'Tom Reed'])
    const page = await pageOf(`/cases?school=${stOswald}`, 'cleo')
    expect(page).not.toContain('Wren')
    expect(page).not.toContain('St Oswald')
  })

  test('the manager, the administrator and a person without a role find no such page', async () => {
    for (const who of ['fern', 'ada', 'hugo']) expect((await house.get('/cases', who)).status).toBe(404)
  })

  test('risk and what asks for it are for the lead and the authority; the attendance officer sees none of it', async () => {
    await house.away([{ ...pip, lookedAfter: true, happenings: [risk('high')] }, tom])
    for (const who of ['cleo', 'evan']) expect(await pageOf('/cases', who)).toContain('High')
    for (const who of ['bela', 'dora']) {
      const page = await pageOf('/cases?risk=high&order=risk', who)
      expect(page).toContain('2 absences and cases')
      expect(page).not.toMatch(/High|Risk|Answer the/)
    }
    for (const who of ['cleo', 'evan', 'bela']) expect(await pageOf('/cases', who)).not.toContain('SECRET')
  })

  test('the look at each child on the page is on record, with nobody who is not on it', async () => {
    await house.away(many(60))
    await house.get('/cases', 'evan')
    const [read] = await house.house.database.read<{ person_id: string; page: string; pupil_ids: string }>(
      sql`SELECT person_id, page, pupil_ids FROM reads`,
    )
    expect([read!.person_id, read!.page]).toEqual(['evan', 'Cases'])
    expect(JSON.parse(read!.pupil_ids)).toHaveLength(50)
  })
})

describe('what a row says', () => {
  test('day, next duty with its date, risk, officer and when the child was last seen', async () => {
    await house.away([{ ...una, happenings: [risk('medium'), allocated('edie', 'Edie Larkin')] }])
    expect(await pageOf('/cases', 'evan')).toContain(
      'Una Wren St Oswald’s School, year 7 · ' +
        `${/· (\w{3}-\w{3}) /.exec(await pageOf('/cases', 'evan'))![1]} 12 Joint review Overdue, due Tue 6 Oct Medium 16 days ago, Mon 28 Sept Edie Larkin`,
    )
  })

  test('that the register says the child attended, and who saw the child is not written down', async () => {
    const ended: CaseHappening = { what: 'absence-ended', details: { on: '2026-10-13', because: 'attended' } }
    await house.away([{ ...pip, happenings: [ended] }])
    expect(await pageOf('/cases', 'evan')).toContain(
      'The register says the child attended on Tue 13 Oct: record who saw the child',
    )
  })

  test('that registers are missing for some of the days', async () => {
    await house.away([pip])
    await house.house.database.commit([
      sql`UPDATE register_sessions SET complete = 0 WHERE school_urn = ${heronLane} AND marked_on = '2026-10-13'`,
      sql`UPDATE marks SET code = '-' WHERE marked_on = '2026-10-13'`,
    ])
    expect(await pageOf('/cases', 'evan')).toContain('No register for 1 of these days')
  })

  test('a name that is markup is shown as it is written', async () => {
    await house.away([{ ...pip, surname: '<script>alert(1)</script>' }])
    expect(await (await house.get('/cases', 'evan')).text()).not.toContain('<script>alert')
    expect(await pageOf('/cases', 'evan')).toContain('Pip <script>alert(1)</script>')
  })

  test('the title holds no name', async () => {
    await house.away([pip])
    expect(await (await house.get('/cases', 'evan')).text()).toContain('<title>Cases - Whereabouts</title>')
  })
})

describe('the lead’s questions of today', () => {
  test('come first, most at stake first, with a link to answer; a parent who did not know stands above them', async () => {
    await house.away([
      { ...tom, id: 'tom' },
      { ...tom, id: 'ada', forename: 'Ada', surname: 'Moss', lookedAfter: true },
      { ...tom, id: 'zoe', forename: 'Zoe', surname: 'Finch', happenings: [attempt('parent-did-not-know')] },
      { ...pip, happenings: [risk('low')] },
    ])
    const html = await (await house.get('/cases', 'cleo')).text()
    const order = [
      'A parent did not know',
      'Zoe Finch',
      'Risk questions to answer today (3)',
      'Ada Moss',
      'Tom Reed',
      '<table',
    ]
    const places = order.map((each) => html.indexOf(each))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(html).toContain('href="/cases/case-zoe/risk-answers/new"')
    expect(html).toContain('href="/cases/case-ada/risk-answers/new"')
    expect(await rowsOf('/cases?duty=risk-questions', 'cleo')).toEqual(['Ada Moss', 'Zoe Finch', 'Tom Reed'])
  })

  test('an answer takes the alarm away; a call without one does not', async () => {
    await house.away([{ ...tom, happenings: [attempt('parent-did-not-know'), attempt('no-answer')] }])
    expect(await pageOf('/cases', 'cleo')).toContain('A parent did not know that their child is away (1)')
    await house.happen('case-tom', [risk('low')], 'cleo')
    const page = await pageOf('/cases', 'cleo')
    expect(page).not.toContain('A parent did not know')
    expect(page).not.toContain('Risk questions to answer today')
  })

  test('are not asked of the attendance officer, the head or the authority', async () => {
    await house.away([tom, { ...pip, happenings: [attempt('parent-did-not-know')] }])
    for (const who of ['bela', 'dora', 'evan']) {
      expect(await (await house.get('/cases', who)).text()).not.toContain('risk-answers/new')
    }
  })
})

describe('filters', () => {
  test('stand in the address, are named on the page, and count what each would leave', async () => {
    await house.away([
      { ...pip, happenings: [risk('high'), allocated('evan', 'Evan Pryce')] },
      { ...una, happenings: [risk('high')] },
      { ...tom, isOpened: true, schoolDays: 11, school: millfield },
    ])
    expect(await rowsOf('/cases?days=10-19', 'evan')).toEqual(['Una Wren', 'Tom Reed'])
    expect(await rowsOf('/cases?days=10-19&risk=high', 'evan')).toEqual(['Una Wren'])
    expect(await rowsOf('/cases?officer=mine', 'evan')).toEqual(['Pip Lark'])
    expect(await rowsOf('/cases?officer=nobody', 'evan')).toEqual(['Una Wren', 'Tom Reed'])
    expect(await rowsOf('/cases?officer=evan', 'edie')).toEqual(['Pip Lark'])
    expect(await rowsOf(`/cases?school=${millfield}`, 'evan')).toEqual(['Tom Reed'])
    expect(await rowsOf('/cases?order=name', 'evan')).toEqual(['Pip Lark', 'Tom Reed', 'Una Wren'])
    const page = await pageOf('/cases?days=10-19&risk=high', 'evan')
    expect(page).toContain('1 case of 3')
    expect(page).toContain('Only: School days away: 10 to 19; Risk: High.')
    const html = await (await house.get('/cases?days=10-19&risk=high', 'evan')).text()
    expect(html).toContain('<option value="10-19" selected>10 to 19 (1)</option>')
    expect(html).toContain('<option value="3-9">3 to 9 (1)</option>')
    expect(html).toContain('<option value="none">Not answered (1)</option>')
  })

  test('that fit nobody say so and can be cleared; without a case the page says what will be here', async () => {
    expect(await pageOf('/cases', 'evan')).toContain('No open case')
    await house.away([pip])
    const page = await pageOf('/cases?days=20', 'evan')
    expect(page).toContain('No case fits these filters: clear them')
    expect(page).toContain('0 cases of 1')
  })

  test('nobody knows are no filters', async () => {
    await house.away([pip])
    for (const query of [
      '?days=<b>',
      '?order=x',
      '?page=-1',
      '?page=99',
      '?since=never',
      '?days=ended&days=20',
      '?tick=1',
    ]) {
      expect((await house.get(`/cases${query}`, 'evan')).status).toBe(200)
    }
    expect(await rowsOf('/cases?order=x&page=99&since=never', 'evan')).toEqual(['Pip Lark'])
  })
})

describe('what changed', () => {
  test('since one last looked is marked with what, when and who, but not what one wrote oneself', async () => {
    await house.away([pip, una])
    await house.get('/cases', 'evan')
    house.house.clock.put('2026-10-14T16:00:00.000Z')
    await house.happen('case-pip', [told], 'cleo')
    await house.happen('case-una', [told], 'evan')
    const page = await pageOf('/cases', 'evan')
    expect(page).toContain('Changes since you looked on Wed 14 Oct, 16:00 are marked.')
    expect(page).toContain('Changed somebody was told, Wed 14 Oct, 17:00, Cleo Marsh')
    expect(page.match(/Changed somebody/g)).toHaveLength(1)
    expect(await rowsOf('/cases?changed=yes', 'evan')).toEqual(['Pip Lark'])
  })

  test('stays marked for a quarter of an hour, and longer in the page’s own links', async () => {
    await house.away([pip])
    await house.get('/cases', 'evan')
    house.house.clock.put('2026-10-14T16:00:00.000Z')
    await house.happen('case-pip', [told], 'cleo')
    const first = await (await house.get('/cases', 'evan')).text()
    house.house.clock.put('2026-10-14T16:14:00.000Z')
    expect(await pageOf('/cases', 'evan')).toContain('Changed somebody was told')
    house.house.clock.put('2026-10-14T16:20:00.000Z')
    const since = /name="since" value="([^"]*)"/.exec(first)![1]!
    expect(await pageOf(`/cases?since=${since}&days=3-9`, 'evan')).toContain('Changed somebody was told')
    expect(await pageOf('/cases', 'evan')).not.toContain('Changed somebody was told')
  })

  test('is each person’s own', async () => {
    await house.away([pip])
    await house.get('/cases', 'evan')
    house.house.clock.put('2026-10-14T16:00:00.000Z')
    await house.happen('case-pip', [told], 'cleo')
    expect(await pageOf('/cases', 'edie')).not.toContain('Changed')
    expect(await pageOf('/cases', 'evan')).toContain('Changed somebody was told')
  })
})

describe('many cases', () => {
  test('cost the same statements as one, for the authority and for the school', async () => {
    const counts: number[][] = []
    for (const count of [1, 300]) {
      house = await caseloadHouse(3)
      await house.away(many(count, (index) => [heronLane, millfield, '880000', '880001'][index % 4]!))
      const ofThis: number[] = []
      for (const who of ['evan', 'cleo']) {
        await house.signIn(who)
        house.house.statements.count = 0
        expect((await house.get('/cases', who)).status).toBe(200)
        ofThis.push(house.house.statements.count)
      }
      counts.push(ofThis)
    }
    // The sign-in's two, the read log's one, the look's one; then five questions, and the calls made of a school.
    expect(counts).toEqual([
      [9, 10],
      [9, 10],
    ])
  })

  test('come fifty a page, each once, and the filters go with every link', async () => {
    await house.away(many(300))
    const seen = new Set<string>()
    for (let page = 1; page <= 6; page += 1) {
      const rows = await rowsOf(`/cases?school=${heronLane}&page=${page}`, 'evan')
      expect(rows).toHaveLength(50)
      for (const row of rows) seen.add(row)
    }
    expect(seen.size).toBe(300)
    const html = await (await house.get('/cases?days=3-9&order=name', 'edie')).text()
    expect(html).toContain('href="/cases?days=3-9&amp;order=name&amp;page=2"')
  })
})

describe('allocation', () => {
  const allocatedTo = async () =>
    Object.fromEntries(
      (
        await house.house.database.read<{ id: string; to: string | null }>(
          sql`SELECT id, allocated_to AS "to" FROM cases ORDER BY id`,
        )
      ).map(({ id, to }) => [id, to]),
    )

  test('of one case by its form, to an officer and back to nobody', async () => {
    await house.away([pip])
    expect(await pageOf('/cases/case-pip/allocation', 'evan')).toContain('The case is with nobody yet.')
    const given = await house.post('/cases/case-pip/allocation', { version: '2', to: 'edie' }, 'evan')
    expect([given.status, given.headers.get('location')]).toEqual([303, '/cases/case-pip?saved=allocated'])
    expect(await allocatedTo()).toEqual({ 'case-pip': 'edie' })
    expect(await pageOf('/cases/case-pip/allocation', 'evan')).toContain('The case is with Edie Larkin.')
    await house.post('/cases/case-pip/allocation', { version: '3', to: 'nobody' }, 'evan')
    expect(await allocatedTo()).toEqual({ 'case-pip': null })
  })

  test('by two officers at once: the second sees what the first did, with what was chosen kept', async () => {
    await house.away([pip])
    await house.post('/cases/case-pip/allocation', { version: '2', to: 'edie' }, 'edie')
    const second = await house.post('/cases/case-pip/allocation', { version: '2', to: 'evan' }, 'evan')
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('Edie Larkin: the case was allocated')
    expect(html).toContain('<option value="evan" selected>')
    expect(await allocatedTo()).toEqual({ 'case-pip': 'edie' })
    // Pressed twice it is as it was asked for.
    expect((await house.post('/cases/case-pip/allocation', { version: '2', to: 'edie' }, 'edie')).status).toBe(303)
  })

  test('by two officers in the same moment goes to one of them; the other is told', async () => {
    await house.away([pip])
    const statuses = await Promise.all(
      ['evan', 'edie'].map(
        async (who) => (await house.post('/cases/case-pip/allocation', { version: '2', to: who }, who)).status,
      ),
    )
    expect([...statuses].sort()).toEqual([303, 409])
    expect(await allocatedTo()).toEqual({ 'case-pip': statuses[0] === 303 ? 'evan' : 'edie' })
  })

  test('ends with the role, of who gives and of whom it is given to', async () => {
    await house.away([pip])
    const evan = { id: 'evan', name: 'Evan Pryce', rolesHeld: [{ role: 'cme-officer', schoolUrn: null }] } as const
    const seen = [{ caseId: 'case-pip', seenVersion: 2 }]
    const withdraw = (id: string) =>
      house.house.database.commit([
        sql`UPDATE roles_held SET withdrawn_at = '2026-10-14T14:00:00.000Z', withdrawn_by = 'ada' WHERE person_id = ${id}`,
      ])
    await withdraw('edie')
    expect(await allocateCases(house.house, evan, seen, 'edie')).toEqual({ refused: 'officer-not-found' })
    await withdraw('evan')
    expect(await allocateCases(house.house, evan, seen, null)).toEqual({
      accepted: { allocated: ['case-pip'], unchanged: [] },
    })
    await house.happen('case-pip', [allocated('edie', 'Edie Larkin')])
    const newer = [{ caseId: 'case-pip', seenVersion: 3 }]
    expect(await allocateCases(house.house, evan, newer, null)).toEqual({ refused: 'role-lost' })
    expect(await allocatedTo()).toEqual({ 'case-pip': 'edie' })
  })

  test('is to a CME officer only, of an opened case only, by a CME officer only', async () => {
    await house.away([pip, tom])
    const toHead = await house.post('/cases/case-pip/allocation', { version: '2', to: 'dora' }, 'evan')
    expect(toHead.status).toBe(422)
    expect(await textOf(toHead)).toContain('That person is no CME officer here any more.')
    expect((await house.post('/cases/case-pip/allocation', { version: '2' }, 'evan')).status).toBe(422)
    expect((await house.post('/cases/case-tom/allocation', { version: '1', to: 'evan' }, 'evan')).status).toBe(404)
    expect((await house.post('/cases/case-pip/allocation', { version: '2', to: 'evan' }, 'cleo')).status).toBe(404)
    expect((await house.post('/cases/allocations', { case: 'case-pip.2', to: 'evan' }, 'cleo')).status).toBe(404)
    expect(await allocatedTo()).toEqual({ 'case-pip': null, 'case-tom': null })
  })

  test('of sixty chosen cases gives all sixty, in as many statements as one, and the filters stay', async () => {
    await house.away(many(61))
    await house.signIn('evan')
    const statements = async (chosen: string[]) => {
      house.house.statements.count = 0
      const answer = await house.post('/cases/allocations?days=3-9', { case: chosen, to: 'edie' }, 'evan')
      expect(answer.status).toBe(303)
      return { count: house.house.statements.count, to: answer.headers.get('location') }
    }
    const one = await statements(['case-c0.2'])
    const sixty = await statements(Array.from({ length: 60 }, (_, index) => `case-c${index + 1}.2`))
    expect(sixty.count).toBe(one.count)
    expect(sixty.to).toMatch(/^\/cases\?days=3-9&allocated=case-c1\.case-c10\..*&to=edie$/)
    expect(await pageOf(sixty.to!, 'evan')).toContain('60 cases are now Edie Larkin’s: ')
    expect(new Set(Object.values(await allocatedTo()))).toEqual(new Set(['edie']))
  })

  test('leaves out those that changed meanwhile, names them, and gives the others', async () => {
    await house.away([pip, una])
    await house.happen('case-una', [told], 'gwen')
    const form = { case: ['case-pip.2', 'case-una.2', 'case-none.1', 'rubbish'], to: 'evan' }
    const answer = await house.post('/cases/allocations', form, 'evan')
    expect(answer.status).toBe(409)
    const html = await answer.clone().text()
    const page = await read(answer)
    expect(page).toContain(`1 case is now Evan Pryce’s: ${caseReference('case-pip')}`)
    expect(page).toContain('1 case has changed since you opened the page, and was not allocated.')
    expect(page).toContain('Una Wren, St Oswald’s School, with Nobody')
    expect(html).toContain('<title>Error: Cases - Whereabouts</title>')
    // The second time is a decision of its own: nothing is ticked for it.
    expect(html).not.toMatch(/type="checkbox"[^>]* checked/)
    expect(await allocatedTo()).toEqual({ 'case-pip': 'evan', 'case-una': null })
  })

  test('says which cases are whose now, and believes no address that claims it', async () => {
    await house.away([pip, una])
    const form = { case: ['case-pip.2', 'case-una.2'], to: 'edie' }
    const { headers } = await house.post('/cases/allocations', form, 'evan')
    const page = await pageOf(headers.get('location')!, 'evan')
    expect(page).toContain('2 cases are now Edie Larkin’s: ')
    for (const id of ['case-pip', 'case-una']) expect(page).toContain(caseReference(id))
    expect(await pageOf('/cases?allocated=case-pip&to=evan', 'evan')).not.toMatch(/(is|are) now/)
    expect(await pageOf('/cases?allocated=case-none&to=edie', 'evan')).not.toMatch(/(is|are) now/)
    await house.post('/cases/allocations', { case: 'case-pip.3', to: 'nobody' }, 'evan')
    expect(await pageOf('/cases?allocated=case-pip&to=nobody', 'evan')).toContain('1 case is now nobody’s: ')
  })

  test('without a case or an officer says what is missing and keeps the ticks', async () => {
    await house.away([pip, una])
    const noOfficer = await house.post('/cases/allocations', { case: 'case-una.2', to: '' }, 'evan')
    expect(noOfficer.status).toBe(422)
    const html = await noOfficer.text()
    expect(html).toContain('<a href="#to">Choose an officer</a>')
    expect(html).toMatch(/value="case-una\.2"[^>]* checked/)
    expect(html).not.toMatch(/value="case-pip\.2"[^>]* checked/)
    const noCase = await house.post('/cases/allocations', { to: 'evan' }, 'evan')
    expect(await textOf(noCase)).toContain('Tick at least one case')
  })

  test('all of a page are ticked by a link, without a script', async () => {
    await house.away([pip, una])
    const html = await (await house.get('/cases?tick=all', 'evan')).text()
    expect(html.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2)
  })
})

test('the CME officer’s first page is the list of cases; the manager’s stays the schools', async () => {
  expect((await house.get('/', 'evan')).headers.get('location')).toBe('/cases')
  expect((await house.get('/', 'fern')).headers.get('location')).toBe('/schools')
  expect((await house.get('/', 'cleo')).headers.get('location')).toBe('/today')
})

test('a child on the roll of two schools: the CME officer reads of which, a school does not', async () => {
  await house.away([pip])
  await house.house.database.commit([
    sql`UPDATE pupils SET upn = 'H801200001001' WHERE id = 'pip'`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, upn, first_known_on, left_on) VALUES
      ('twin', ${millfield}, 'x1', 'H801200001001', '2026-09-02', NULL), ('gone', ${stOswald}, 'x2', 'H801200001001', '2026-09-02', '2026-10-01')`,
  ])
  expect(await pageOf('/cases', 'evan')).toContain('Also on the roll of Millfield Academy: ask there')
  expect(await pageOf('/cases', 'cleo')).not.toContain('Millfield')
})
