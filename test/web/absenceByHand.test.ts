import { beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { brookLane, markOf, oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

let house: PupilHouse
beforeEach(async () => {
  house = await pupilHouse()
})

const today = { day: '14', month: '10', year: '2026' }
const away = { pupil: 'maeve', search: '', ...today, sessions: 'AM', code: 'N', words: '', reason: '' }

async function breaksInRecord(): Promise<unknown[]> {
  const breaks: unknown[] = []
  await verifyRecord(house.database, house.keys.audit, (broken) => breaks.push(broken))
  return breaks
}
const marks = () =>
  house.database.read(
    sql`SELECT pupil_id, marked_on, session, code, source, received_by, comment FROM marks WHERE school_urn = ${brookLane} ORDER BY 1, 2, 3`,
  )
const versions = () =>
  house.database.read(sql`SELECT marked_on, session, code, became, received_by, reason FROM mark_versions ORDER BY id`)
const cases = () =>
  house.database.read(sql`SELECT pupil_id, began_on, ended_on, ended_because FROM cases ORDER BY began_on`)
const events = () =>
  house.database.read(
    sql`SELECT e.what, e.by, d.details FROM case_events e JOIN case_event_details d USING (case_id, version) ORDER BY e.case_id, e.version`,
  )

describe('logging an absence from a paper register', () => {
  it('finds the pupil first, and offers those of paper schools alone', async () => {
    const answer = await house.ask('tom', '/pupils/search', { search: 'ma', for: 'absence' })
    expect(answer.headers.get('location')).toMatch(/^\/absences\/new\?search=/)
    const html = await (await house.ask('tom', answer.headers.get('location')!)).text()
    expect(html).toContain('Maeve O’Brien')
    expect(html).toContain('Lily Marsh')
    expect(html).not.toContain('Omar')
    expect(html).toContain('<option value="N" selected>N: Reason not yet established</option>')
    expect(html).toContain('id="day" name="day" type="text" inputmode="numeric" value="14"')
    expect(html).toContain('value="AM" checked')
    expect(html).not.toContain('value="PM" checked')
  })

  it('saves the mark in the person’s name and begins the absence', async () => {
    const answer = await house.ask('tom', '/absences', { ...away, words: 'Nobody rang' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/pupils/maeve?saved=absence'])
    expect(await marks()).toEqual([
      {
        pupil_id: 'maeve',
        marked_on: '2026-10-14',
        session: 'AM',
        code: 'N',
        source: 'hand',
        received_by: 'tom',
        comment: 'Nobody rang',
      },
    ])
    expect(await cases()).toEqual([{ pupil_id: 'maeve', began_on: '2026-10-14', ended_on: null, ended_because: null }])
    expect(await events()).toEqual([{ what: 'absence-began', by: 'tom', details: '{"firstOn":"2026-10-14"}' }])
    const html = await (await house.ask('tom', '/pupils/maeve?saved=absence')).text()
    expect(html).toContain('The absence is saved.')
    expect(html).toContain('N: Reason not yet established')
    expect(html).toContain('“<bdi>Nobody rang</bdi>”')
    expect(html).toContain('href="/pupils/maeve/marks/2026-10-14/AM"')
  })

  it('begins no absence for a reason the register gives', async () => {
    await house.ask('tom', '/absences', { ...away, sessions: ['AM', 'PM'], code: 'I' })
    expect(await marks()).toHaveLength(2)
    expect(await cases()).toEqual([])
  })

  it('moves the first day of an absence back when an earlier day is written down later', async () => {
    await house.ask('tom', '/absences', { ...away, day: '13', sessions: ['AM', 'PM'] })
    await house.ask('tom', '/absences', { ...away, day: '12', sessions: ['AM', 'PM'] })
    expect(await cases()).toEqual([{ pupil_id: 'maeve', began_on: '2026-10-12', ended_on: null, ended_because: null }])
    expect(await breaksInRecord()).toEqual([])
  })

  it.each<[string, Record<string, string | string[]>, string, string]>([
    ['no pupil', { pupil: '' }, 'Choose the pupil', '#pupil'],
    ['no day', { day: '' }, 'Enter the date, with its day', '#day'],
    ['a short year', { year: '26' }, 'Enter the year with 4 digits', '#year'],
    ['no real date', { day: '31', month: '9' }, 'Enter a real date, like 14 10 2026', '#day'],
    ['no session', { sessions: [] }, 'Choose morning, afternoon or both', '#sessions'],
    ['a code that is none', { code: 'QQ' }, 'Choose a code', '#code'],
    ['tomorrow', { day: '15' }, 'The date must be today or in the past.', '#day'],
    ['a Saturday', { day: '10' }, 'The school is not open on this date, so there is no register to mark.', '#day'],
    ['a day before the calendar', { month: '8' }, 'The school’s calendar does not cover this date.', '#day'],
    ['too many words', { words: 'w'.repeat(501) }, 'Write 500 characters or fewer of what was said', '#words'],
  ])('answers %s with the error and everything typed kept', async (_, change, sentence, href) => {
    const search = (await house.ask('tom', '/pupils/search', { search: 'maeve', for: 'absence' })).headers
      .get('location')!
      .split('=')[1]!
    const answer = await house.ask('tom', '/absences', {
      ...away,
      search,
      words: 'Typed <b>words</b>',
      reason: 'Typed why',
      code: 'O',
      ...change,
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('<title>Error: Log an absence - Whereabouts</title>')
    expect(html).toContain(`<a href="${href}">${sentence}`)
    expect(html).toContain(`id="${href.slice(1)}"`)
    expect(html).toContain('Typed why')
    if (!change.words) expect(html).toContain('Typed &lt;b&gt;words&lt;/b&gt;')
    if (!change.code) expect(html).toContain('<option value="O" selected>')
    expect(html).toContain(`value="${change.day ?? '14'}"`)
    expect(await marks()).toEqual([])
  })

  it('shows the second of two people the first’s mark and keeps what they typed', async () => {
    await house.ask('nia', '/absences', { ...away, code: 'I' })
    const answer = await house.ask('tom', '/absences', { ...away, words: 'Mother rang me' })
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('<a href="/pupils/maeve/marks/2026-10-14/AM">There is already a mark for this session.')
    expect(html).toContain('Mother rang me')
    expect(await marks()).toMatchObject([{ code: 'I', received_by: 'nia' }])
    expect(await (await house.ask('tom', '/pupils/maeve/marks/2026-10-14/AM')).text()).toContain(
      'I: Illness, set by Nia Pugh on Wed 14 Oct, 10:00.',
    )
  })

  it('loses neither of two that arrive at the same moment', async () => {
    const both = await Promise.all([
      house.ask('tom', '/absences', away),
      house.ask('nia', '/absences', { ...away, code: 'I' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await marks()).toHaveLength(1)
    expect(await versions()).toEqual([])
  })

  it('asks why when the register of the session is complete, and keeps that it said present', async () => {
    await house.ask('nia', '/registers', { school: brookLane, on: '2026-10-14', session: 'AM' })
    const refused = await house.ask('tom', '/absences', away)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(
      '<a href="#reason">The register of this session is complete and says present. Say why the mark is changed.',
    )
    expect((await house.ask('tom', '/absences', { ...away, reason: 'Was not in class' })).status).toBe(303)
    expect(await versions()).toEqual([
      {
        marked_on: '2026-10-14',
        session: 'AM',
        code: '/',
        became: 'N',
        received_by: 'register',
        reason: 'Was not in class',
      },
    ])
    expect(await cases()).toMatchObject([{ pupil_id: 'maeve', ended_on: null }])
  })

  it('is not for a school whose register comes from its MIS', async () => {
    for (const answer of [
      await house.ask('grace', '/absences/new'),
      await house.ask('grace', '/absences/new?pupil=zsofia'),
      await house.ask('grace', '/absences', { ...away, pupil: 'zsofia' }),
    ]) {
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain(
        'This school’s register comes from its MIS. Change the mark there and it will arrive here.',
      )
    }
    expect(await house.database.read(sql`SELECT count(*) AS count FROM marks WHERE source = 'hand'`)).toEqual([
      { count: 0 },
    ])
  })

  it.each([
    ['helen', 'zsofia'],
    ['dan', 'maeve'],
    ['tom', 'zsofia'],
    ['tom', 'nosuch'],
  ])('finds nothing for %s and the pupil %s', async (who, pupil) => {
    expect((await house.ask(who, `/absences/new?pupil=${pupil}`)).status).toBe(404)
    expect((await house.ask(who, '/absences', { ...away, pupil })).status).toBe(404)
  })

  it.each([
    ['before they joined', '2026-10-13', null, { day: '12' }],
    ['after they left', null, '2026-10-09', {}],
  ])('does not mark a pupil %s, says so and keeps what was typed', async (_, entered, left, change) => {
    await house.database.commit([sql`UPDATE pupils SET entered_on = ${entered}, left_on = ${left} WHERE id = 'maeve'`])
    const answer = await house.ask('tom', '/absences', { ...away, ...change, code: 'O', words: 'Typed words' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('<a href="#day">The pupil was not on roll here on this date. Check the date.</a>')
    expect(html).toContain('Typed words</textarea>')
    expect(html).toContain('<option value="O" selected>')
    expect(await marks()).toEqual([])
  })

  it('keeps what was typed about a pupil found by a search who has left meanwhile', async () => {
    const found = await house.ask('tom', '/pupils/search', { search: 'maeve', for: 'absence' })
    const search = found.headers.get('location')!.split('=')[1]!
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-09' WHERE id = 'maeve'`])
    const answer = await house.ask('tom', '/absences', { ...away, search, words: 'Typed words' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Typed words</textarea>')
  })

  it('marks a pupil on their last day', async () => {
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-09' WHERE id = 'maeve'`])
    expect((await house.ask('tom', '/absences', { ...away, day: '9' })).status).toBe(303)
  })

  it('keeps what was typed without what hides or turns text, line by line', async () => {
    await house.ask('tom', '/absences', {
      ...away,
      words: 'Mother\u0000 \u202Erang\r\nat\u200B eight ',
      reason: '\u202E',
    })
    expect(await marks()).toMatchObject([{ comment: 'Mother rang\nat eight' }])
  })

  it('saves nothing when its commit fails half way', async () => {
    house.sqlite.runScript(
      `CREATE TRIGGER broken BEFORE INSERT ON case_events BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    expect((await house.ask('tom', '/absences', away)).status).toBe(500)
    expect(await marks()).toEqual([])
  })
})

describe('correcting a mark', () => {
  const address = '/pupils/maeve/marks/2026-10-14/AM'
  beforeEach(async () => {
    await house.ask('tom', '/absences', { ...away, words: 'Nobody rang' })
  })

  async function seenNow(): Promise<string> {
    const html = await (await house.ask('tom', address)).text()
    return /name="seen" value="([^"]*)"/.exec(html)![1]!
  }

  it('keeps the original, the amended mark, the reason, the time and the person, and shows them', async () => {
    house.clock.put('2026-10-14T10:30:00.000Z')
    house.machineClock.put('2026-10-14T09:05:00.000Z')
    const answer = await house.ask('nia', address, {
      code: 'I',
      reason: 'Mother rang: <i>flu</i>',
      seen: await seenNow(),
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/pupils/maeve?saved=mark'])
    expect(await marks()).toMatchObject([{ code: 'I', received_by: 'nia', comment: 'Nobody rang' }])
    expect(await versions()).toEqual([
      {
        marked_on: '2026-10-14',
        session: 'AM',
        code: 'N',
        became: 'I',
        received_by: 'tom',
        reason: 'Mother rang: <i>flu</i>',
      },
    ])
    const html = await (await house.ask('tom', address)).text()
    expect(html).toContain('I: Illness, set by Nia Pugh on Wed 14 Oct, 11:30.')
    expect(html).toContain(
      'Was N, set by Tom Reed on Wed 14 Oct, 10:00. Became I on Wed 14 Oct, 11:30, set by Nia Pugh: Mother rang: &lt;i&gt;flu&lt;/i&gt;',
    )
  })

  it('ends the absence that followed, in the person’s name and with the reason', async () => {
    await house.ask('nia', address, { code: 'I', reason: 'Mother rang', seen: await seenNow() })
    expect(await cases()).toEqual([
      { pupil_id: 'maeve', began_on: '2026-10-14', ended_on: '2026-10-14', ended_because: 'reason-in-register' },
    ])
    expect(await events()).toMatchObject([
      { what: 'absence-began', by: 'tom' },
      {
        what: 'mark-corrected',
        by: 'nia',
        details: '{"on":"2026-10-14","session":"AM","from":"N","to":"I","reason":"Mother rang"}',
      },
      { what: 'absence-ended', by: 'nia' },
    ])
    expect(await breaksInRecord()).toEqual([])
  })

  it.each([
    [{ reason: '  ' }, 'Say why the mark is changed. The register must show who changed it, when and why.', '#reason'],
    [{ code: '' }, 'Choose the code that is right', '#code'],
    [{ code: '\\' }, 'Choose the code that is right', '#code'],
    [{ code: 'N' }, 'That is already the mark.', '#code'],
  ])('refuses %o and keeps what was typed', async (change, sentence, href) => {
    const answer = await house.ask('tom', address, { code: 'I', reason: 'Typed why', seen: await seenNow(), ...change })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(`<a href="${href}">${sentence}</a>`)
    if (!('reason' in change)) expect(html).toContain('Typed why</textarea>')
    expect(await versions()).toEqual([])
  })

  it('keeps the reason without what turns text, and refuses one of nothing else', async () => {
    const empty = await house.ask('tom', address, { code: 'I', reason: '\u202E\u0000', seen: await seenNow() })
    expect(empty.status).toBe(422)
    await house.ask('tom', address, { code: 'I', reason: '\u202EMother rang', seen: await seenNow() })
    expect(await versions()).toMatchObject([{ reason: 'Mother rang' }])
  })

  it('shows the second of two people the first’s correction and keeps what they typed', async () => {
    const seen = await seenNow()
    await house.ask('nia', address, { code: 'I', reason: 'Mother rang', seen })
    const answer = await house.ask('tom', address, { code: 'C', reason: 'Leave was agreed', seen })
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('<a href="#stands">This has changed since you opened the page.')
    expect(html).toContain('I: Illness, set by Nia Pugh')
    expect(html).toContain('<option value="C" selected>')
    expect(html).toContain('Leave was agreed</textarea>')
    expect(
      (await house.ask('tom', address, { code: 'C', reason: 'Leave was agreed', seen: await seenNow() })).status,
    ).toBe(303)
    expect(await versions()).toHaveLength(2)
  })

  it.each([
    ['ending an absence', 'N'],
    ['of a reason', 'M'],
  ])('loses neither of two that arrive at the same moment, %s', async (_, first) => {
    if (first !== 'N') await house.ask('tom', address, { code: first, reason: 'Dentist', seen: await seenNow() })
    const before = (await versions()).length
    const seen = await seenNow()
    const both = await Promise.all([
      house.ask('tom', address, { code: 'C', reason: 'Leave', seen }),
      house.ask('nia', address, { code: 'I', reason: 'Flu', seen }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await versions()).toHaveLength(before + 1)
  })

  it('corrects presence in a complete register', async () => {
    await house.ask('tom', '/registers', { school: brookLane, on: '2026-10-14', session: 'AM' })
    const page = '/pupils/omar/marks/2026-10-14/AM'
    expect(await (await house.ask('tom', page)).text()).toContain(
      'Present: the register is complete, and no other mark was set.',
    )
    expect((await house.ask('tom', page, { code: 'U', reason: 'Came at 11', seen: 'present' })).status).toBe(303)
    expect(await versions()).toEqual([
      { marked_on: '2026-10-14', session: 'AM', code: '/', became: 'U', received_by: 'register', reason: 'Came at 11' },
    ])
  })

  it('has nothing to correct where nothing is known', async () => {
    const html = await (await house.ask('tom', '/pupils/maeve/marks/2026-10-14/PM')).text()
    expect(html).toContain('Nothing is known of this session')
    expect(html).not.toContain('name="seen"')
    expect(
      (await house.ask('tom', '/pupils/maeve/marks/2026-10-14/PM', { code: 'I', reason: 'x', seen: 'nothing' })).status,
    ).toBe(409)
  })

  it.each([
    ['grace', '/pupils/maeve/marks/2026-10-14/AM', 404],
    ['tom', '/pupils/zsofia/marks/2026-10-14/AM', 404],
    ['tom', '/pupils/maeve/marks/2026-02-30/AM', 404],
    ['tom', '/pupils/maeve/marks/2026-10-14/EV', 404],
    ['helen', '/pupils/zsofia/marks/2026-10-14/AM', 404],
    ['grace', '/pupils/zsofia/marks/2026-10-14/AM', 403],
  ])('answers %s at %s with %i, to look and to change', async (who, page, status) => {
    expect((await house.ask(who, page)).status).toBe(status)
    expect((await house.ask(who, page, { code: 'I', reason: 'why', seen: 'present' })).status).toBe(status)
  })
})

describe('closing a paper register', () => {
  const morning = { school: brookLane, on: '2026-10-14', session: 'AM' }

  it('shows who is marked and how many are not', async () => {
    await house.ask('tom', '/absences', away)
    const html = await (await house.ask('tom', '/registers')).text()
    expect(html).toContain('Register of Wednesday 14 October 2026')
    expect(html).toContain('3 pupils on roll, 1 marked below, 2 without a mark.')
    expect(html).toContain('Maeve O’Brien')
    expect(html).toContain('The afternoon has not begun.')
    expect(await house.database.read(sql`SELECT page, pupil_ids FROM reads WHERE page = 'Register'`)).toEqual([
      { page: 'Register', pupil_ids: '["maeve"]' },
    ])
  })

  it('makes everybody else present', async () => {
    await house.ask('tom', '/absences', away)
    const answer = await house.ask('tom', '/registers', morning)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/registers?school=100002&on=2026-10-14'])
    expect(
      await house.database.read(sql`SELECT expected, marked, complete, source, closed_at FROM register_sessions`),
    ).toEqual([{ expected: 3, marked: 3, complete: 1, source: 'hand', closed_at: '2026-10-14T09:00:00.000Z' }])
    expect(await marks()).toHaveLength(1)
    const html = await (await house.ask('tom', '/pupils/omar')).text()
    expect(html.replace(/\s+/g, ' ')).toContain(
      '<th scope="row">Wed 14 Oct</th> <td>Present<br><a class="govuk-link" href="/pupils/omar/marks/2026-10-14/AM">',
    )
    expect(await (await house.ask('tom', '/registers')).text()).toContain(
      '<strong>Complete since Wed 14 Oct, 10:00.</strong>',
    )
  })

  it('ends the absence of a child who is not marked away in it', async () => {
    await house.ask('tom', '/absences', { ...away, day: '13', sessions: ['AM', 'PM'] })
    await house.ask('tom', '/registers', morning)
    expect(await cases()).toEqual([
      { pupil_id: 'maeve', began_on: '2026-10-13', ended_on: '2026-10-14', ended_because: 'attended' },
    ])
    expect(await breaksInRecord()).toEqual([])
  })

  it('makes a child present whose mark was taken back, and keeps that', async () => {
    await house.ask('tom', '/absences', { ...away, day: '13', sessions: ['AM', 'PM'] })
    await house.database.commit(writesOfMarks(brookLane, [markOf('maeve', '2026-10-14', 'AM', '-')], []))
    await house.ask('tom', '/registers', morning)
    expect((await marks()).at(-1)).toMatchObject({
      marked_on: '2026-10-14',
      code: '/',
      source: 'hand',
      received_by: 'tom',
    })
    expect(await versions()).toEqual([
      { marked_on: '2026-10-14', session: 'AM', code: '-', became: '/', received_by: 'mis', reason: null },
    ])
    expect(await cases()).toMatchObject([{ ended_on: '2026-10-14', ended_because: 'attended' }])
  })

  it('leaves the absence running of a child who is marked away in it', async () => {
    await house.ask('tom', '/absences', away)
    await house.ask('tom', '/registers', morning)
    expect(await cases()).toMatchObject([{ pupil_id: 'maeve', ended_on: null }])
  })

  it('tells the second of two people that it is closed', async () => {
    const both = await Promise.all([house.ask('tom', '/registers', morning), house.ask('nia', '/registers', morning)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = await house.ask('nia', '/registers', morning)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Somebody closed this register before you.')
  })

  it('does not close a session to come, nor a day without school', async () => {
    const early = await house.ask('tom', '/registers', { ...morning, session: 'PM' })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('This session has not begun yet, so its register cannot be closed.')
    expect((await house.ask('tom', '/registers', { ...morning, on: '2026-10-10' })).status).toBe(422)
    expect(await house.database.read(sql`SELECT * FROM register_sessions`)).toEqual([])
  })

  it('says why there is no register on a day, and links to the school days beside it', async () => {
    const html = await (await house.ask('tom', '/registers?on=2026-11-02')).text()
    expect(html).toContain('The date must be today or in the past.')
    const saturday = await (await house.ask('tom', '/registers?on=2026-10-10')).text()
    expect(saturday).toContain('It is a day without school: weekend.')
    expect(saturday).toContain('on=2026-10-09">Fri 9 Oct</a>')
    expect(saturday).toContain('on=2026-10-12">Mon 12 Oct</a>')
  })

  it.each([
    ['tom', oakfield, 404],
    ['grace', oakfield, 403],
    ['grace', brookLane, 404],
    ['helen', oakfield, 404],
    ['dan', brookLane, 404],
  ])('answers %s for the school %s with %i', async (who, school, status) => {
    expect((await house.ask(who, `/registers?school=${school}`)).status).toBe(status)
    expect((await house.ask(who, '/registers', { ...morning, school })).status).toBe(status)
  })

  it('asks as much of the database for two running absences as for one', async () => {
    await house.ask('tom', '/absences', { ...away, day: '13' })
    house.statements.count = 0
    await house.ask('tom', '/registers', { ...morning, on: '2026-10-12' })
    const forOne = house.statements.count
    await house.ask('tom', '/absences', { ...away, day: '13', pupil: 'omar' })
    house.statements.count = 0
    await house.ask('tom', '/registers', morning)
    // Beside the sign-in's two: four to decide, five to follow, four to close, and the record's three when absences end.
    const forTwo = house.statements.count
    expect(await cases()).toMatchObject([{ ended_on: '2026-10-14' }, { ended_on: '2026-10-14' }])
    expect([forOne, forTwo]).toEqual([2 + 4 + 5 + 4, 2 + 4 + 5 + 4 + 3])
  })
})

describe('a mark that a MIS sent to a school on paper', () => {
  it('can be corrected by hand, and says who sent it', async () => {
    await house.database.commit(writesOfMarks(brookLane, [markOf('maeve', '2026-10-14', 'AM', 'N')], []))
    expect(await (await house.ask('tom', '/pupils/maeve/marks/2026-10-14/AM')).text()).toContain(
      'N: Reason not yet established, sent by the MIS',
    )
  })
})
