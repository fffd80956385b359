// The risk questions on screen: what is chosen before anybody answers, what is kept, and who may see it.
import { describe, expect, test } from 'vitest'
import { answerRisk } from '../../src/actions/answerRisk.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { riskShown } from '../../src/web/pages/riskShown.ts'
import { pathsAt } from '../../src/web/paths.ts'
import { caseNowOf } from '../cases/caseNowOf.ts'
import { completeRegisters, happened, oakfield } from './pupilHouse.ts'
import { chosenOf, hiddenOf, plain, type RiskHouse, riskHouse, textOf } from './riskHouse.ts'
import { verifyRecord } from './todayRecord.ts'

const form = '/cases/away/risk-answers/new'
const mustRefer = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']
const judgement = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q6a', 'Q6b', 'Q7', 'Q7a', 'Q8', 'Q9', 'Q9a', 'Q9b', 'Q9c']

/** What a browser sends when the form was opened by somebody and answered so. */
async function typed(house: RiskHouse, who: string, change: Record<string, string> = {}) {
  const html = await (await house.ask(who, form)).text()
  const answers = [...mustRefer, ...judgement].map((id) => [`answer-${id}`, 'no'])
  return {
    version: hiddenOf(html, 'version'),
    known: hiddenOf(html, 'known'),
    ...Object.fromEntries(answers),
    level: 'medium',
    decision: 'enquire',
    reason: 'Spoke to the aunt.',
    ...change,
  }
}

const send = (house: RiskHouse, who: string, sent: Record<string, string>) =>
  house.ask(who, '/cases/away/risk-answers', sent)

const said: CaseHappening = {
  what: 'reason-given',
  details: { explainedOn: '2026-10-14', explainedUntil: '2026-10-14', reason: 'A cold', whoSaid: 'Ilona Nagy' },
}

const setFlags = (house: RiskHouse, flags: string) =>
  house.database.commit([
    sql`UPDATE pupils SET looked_after = ${flags === 'yes' ? 1 : 0}, flags_at = '2026-10-14T08:59:00.000Z' WHERE id = 'zsofia'`,
  ])

describe('before anybody has answered', () => {
  test('what the MIS said is chosen with its source and date; what nobody said is not', async () => {
    const house = await riskHouse()
    const html = await (await house.ask('ruth', form)).text()
    expect([...mustRefer, ...judgement].filter((id) => chosenOf(html, `answer-${id}`) !== null)).toEqual(['A4'])
    expect([chosenOf(html, 'answer-A4'), chosenOf(html, 'answer-A7')]).toEqual(['yes', null])
    expect(plain(html)).toContain('Suggested by the register')
    const text = plain(html)
    expect(text).toContain('The school’s MIS said looked after: yes, 14 September 2026.')
    expect(text).toContain('that this changed (protection plan), without saying to what. Please check.')
    expect(text).toContain('11 years old by the date of birth, 11 April 2015.')
    expect(text).toContain('Set by you, not by the program.')
    expect(text).not.toMatch(/\bsafe\b/i)
    expect([chosenOf(html, 'level'), chosenOf(html, 'decision')]).toEqual([null, null])
  })

  test('an EHC plan answers Q8 yes; no plan and no support do not answer it no', async () => {
    const house = await riskHouse()
    expect(chosenOf(await (await house.ask('ruth', form)).text(), 'answer-Q8')).toBeNull()
    await house.database.commit([sql`UPDATE pupils SET ehc_plan = 1 WHERE id = 'zsofia'`])
    expect(chosenOf(await (await house.ask('ruth', form)).text(), 'answer-Q8')).toBe('yes')
  })

  test('a child under 11 has Q1 chosen; a date of birth nobody sent chooses nothing', async () => {
    const house = await riskHouse()
    const q1 = async () => chosenOf(await (await house.ask('ruth', form)).text(), 'answer-Q1')
    expect(await q1()).toBeNull()
    await house.database.commit([sql`UPDATE pupils SET date_of_birth = '2015-10-15' WHERE id = 'zsofia'`])
    expect(await q1()).toBe('yes')
    await house.database.commit([sql`UPDATE pupils SET date_of_birth = NULL WHERE id = 'zsofia'`])
    expect(await q1()).toBeNull()
    expect(await house.read('ruth', form)).toContain('The date of birth is not known.')
  })

  test('attendance that is not persistent absence is shown and chooses nothing', async () => {
    const house = await riskHouse()
    const days = Array.from({ length: 28 }, (_, index) => `2026-09-${String(index + 2).padStart(2, '0')}`)
    await completeRegisters(house, oakfield, days)
    await house.database.commit([sql`DELETE FROM marks WHERE marked_on <> '2026-10-14'`])
    await completeRegisters(house, oakfield, ['2026-10-14'])
    const html = await (await house.ask('ruth', form)).text()
    expect(plain(html)).toMatch(
      /The register: 1 of \d+ possible sessions of this year missed up to 14 October 2026, which is not persistent absence/,
    )
    expect(chosenOf(html, 'answer-A7')).toBeNull()
  })

  test('earlier answers of the case are chosen, unknown too, with who and when; what they disagree on is not', async () => {
    const house = await riskHouse()
    await send(
      house,
      'ruth',
      await typed(house, 'ruth', { 'answer-A3': 'yes', 'answer-Q2': 'unknown', 'answer-A4': 'no' }),
    )
    const html = await (await house.ask('rosa', form)).text()
    expect(['A1', 'A3', 'Q2', 'A4'].map((id) => chosenOf(html, `answer-${id}`))).toEqual(['no', 'yes', 'unknown', null])
    expect(plain(html)).toContain('Answered unknown by Ruth Adeyemi, 14 October 2026, 10:00.')
  })

  test('what was answered yes in another record of the child is shown and answers nothing', async () => {
    const house = await riskHouse()
    const over: CaseHappening[] = [
      { what: 'absence-began', details: { firstOn: '2026-09-10' } },
      {
        what: 'risk-answered',
        details: {
          on: '2026-09-10',
          answers: { A6: 'yes' },
          level: 'low',
          decision: 'enquire',
          reason: 'r',
          known: [],
          shown: [],
        },
      },
      { what: 'absence-ended', details: { on: '2026-09-11', because: 'attended' } },
    ]
    await happened(house, 'before', 'zsofia', over, { at: '2026-09-10T09:00:00.000Z', by: 'ruth' })
    const html = await (await house.ask('ruth', form)).text()
    expect(plain(html)).toContain('Answered yes in the record of the absence that began 10 September 2026.')
    expect(chosenOf(html, 'answer-A6')).toBeNull()
  })
})

describe('what is sent', () => {
  test('is kept with what was known and shown; the lead is back at the case', async () => {
    const house = await riskHouse()
    const answer = await send(house, 'ruth', await typed(house, 'ruth', { 'answer-Q2': 'unknown' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/away?saved=risk#risk'])
    const [, kept] = await house.events()
    expect(kept).toMatchObject({ what: 'risk-answered', by: 'ruth' })
    expect(kept!.details).toMatchObject({
      on: '2026-10-14',
      level: 'medium',
      decision: 'enquire',
      reason: 'Spoke to the aunt.',
    })
    expect((kept!.details.answers as Record<string, string>).Q2).toBe('unknown')
    expect(kept!.details.known).toContain('A4: The school’s MIS said looked after: yes, 14 September 2026.')
    expect(kept!.details.shown).toContain('Unknown is not no. Find out: Q2.')
    expect(kept!.details.shown).toContain('A1: May the child be the victim of a crime?')
    await verifyRecord(house)
  })

  test('with the decision to refer opens the case in the same commit and goes on to the referral', async () => {
    const house = await riskHouse()
    expect((await house.ask('dan', '/cases/away/risk-answers')).status).toBe(404)
    const answer = await send(house, 'ruth', await typed(house, 'ruth', { 'answer-A4': 'yes', decision: 'refer' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/away/referrals/new'])
    expect((await house.events()).map(({ what }) => what)).toEqual(['absence-began', 'risk-answered', 'case-opened'])
    expect((await house.ask('dan', '/cases/away/risk-answers')).status).toBe(200)
    expect(await house.read('ruth', '/cases/away/referrals/new')).toContain(
      'Answered yes, which asks for a referral today: Is the child looked after?',
    )
  })

  test('with questions left open is asked for again, each marked, and everything typed is kept', async () => {
    const house = await riskHouse()
    const { 'answer-A3': _, 'answer-Q5': __, ...rest } = await typed(house, 'ruth', { reason: 'A <b>reason</b>' })
    const answer = await send(house, 'ruth', { ...rest, level: 'high' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: Risk questions')
    expect(html).toContain('<a href="#answer-A3">Answer every question: yes, no or unknown. Not answered: A3, Q5.</a>')
    expect(html.match(/Not answered yet/g)).toHaveLength(2)
    expect([chosenOf(html, 'level'), chosenOf(html, 'answer-A1'), chosenOf(html, 'answer-A3')]).toEqual([
      'high',
      'no',
      null,
    ])
    expect(html).toContain('A &lt;b&gt;reason&lt;/b&gt;')
    expect(await house.version()).toBe(1)
  })

  test('with “I do not know the rest” keeps the open judgement questions as unknown, and none of the seven', async () => {
    const house = await riskHouse()
    const all = await typed(house, 'ruth')
    const seven = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('answer-Q')))
    const missing = Object.fromEntries(Object.entries(seven).filter(([name]) => name !== 'answer-A5'))
    const refused = await send(house, 'ruth', { ...missing, rest: 'unknown' })
    expect(refused.status).toBe(422)
    expect(await textOf(refused)).toContain('Not answered: A5.')
    expect((await send(house, 'ruth', { ...seven, rest: 'unknown', 'answer-Q4': 'yes' })).status).toBe(303)
    const { answers } = (await house.events())[1]!.details as { answers: Record<string, string> }
    expect(judgement.filter((id) => answers[id] === 'unknown')).toEqual(judgement.filter((id) => id !== 'Q4'))
    expect([answers.Q4, answers.A1]).toEqual(['yes', 'no'])
  })

  test.each([
    ['no level', { level: '' }, 'Choose the level of risk', '#level'],
    ['no decision', { decision: '' }, 'Choose what happens now', '#decision'],
    ['no reason', { reason: '  ' }, 'Say why. A decision without a reason cannot be kept.', '#reason'],
    ['a reason of 2,001 letters', { reason: 'x'.repeat(2001) }, 'This must be 2000 characters or fewer', '#reason'],
  ])('with %s is asked for again', async (_, change, sentence, href) => {
    const house = await riskHouse()
    const answer = await send(house, 'ruth', await typed(house, 'ruth', change))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`<a href="${href}">${sentence}</a>`)
    expect(await house.version()).toBe(1)
  })

  test('lowers a level only with its own words', async () => {
    const house = await riskHouse()
    await send(house, 'ruth', await typed(house, 'ruth', { level: 'high' }))
    const lower = await typed(house, 'rosa', { level: 'low' })
    const refused = await send(house, 'rosa', lower)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('<a href="#whyLower">Say why the level is lower than before.')
    expect((await send(house, 'rosa', { ...lower, whyLower: 'She rang from her aunt’s.' })).status).toBe(303)
    expect((await house.events()).at(-1)!.details.reason).toBe(
      'Spoke to the aunt.\n\nWhy the level is lower than before: She rang from her aunt’s.',
    )
  })

  test('by the second of two leads is refused once, with the newer case and all that was typed', async () => {
    const house = await riskHouse()
    const first = await typed(house, 'ruth')
    const second = await typed(house, 'rosa', { 'answer-A6': 'yes', reason: 'Third move this year.', level: 'high' })
    expect((await send(house, 'ruth', first)).status).toBe(303)
    const refused = await send(house, 'rosa', second)
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(plain(html)).toContain('Wed 14 Oct, 10:00, Ruth Adeyemi: the risk questions were answered')
    expect([chosenOf(html, 'answer-A6'), chosenOf(html, 'level')]).toEqual(['yes', 'high'])
    expect(html).toContain('Third move this year.')
    expect(await house.version()).toBe(2)
    const again = { ...second, version: hiddenOf(html, 'version'), known: hiddenOf(html, 'known') }
    expect((await send(house, 'rosa', again)).status).toBe(303)
    expect((await house.events()).map(({ by }) => by)).toEqual(['mis', 'ruth', 'rosa', 'rosa'])
  })

  test('when the MIS has said something else meanwhile is shown again with it: nobody decides on what they have not seen', async () => {
    const house = await riskHouse()
    await setFlags(house, 'no')
    const sent = await typed(house, 'ruth', { reason: 'Kept as typed.' })
    await setFlags(house, 'yes')
    const refused = await send(house, 'ruth', sent)
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(plain(html)).toContain('What is known has changed: A4.')
    expect(html).toContain('Kept as typed.')
    expect(await house.version()).toBe(1)
    expect((await send(house, 'ruth', { ...sent, known: hiddenOf(html, 'known') })).status).toBe(303)
  })

  test('with a slip of the pen does not pass over what became known, or was written, meanwhile', async () => {
    const house = await riskHouse()
    await setFlags(house, 'no')
    const sent = await typed(house, 'ruth')
    await setFlags(house, 'yes')
    await happened(house, 'away', 'zsofia', [said], { at: '2026-10-14T08:59:00.000Z' })
    const slip = await (await send(house, 'ruth', { ...sent, reason: '' })).text()
    expect([hiddenOf(slip, 'version'), hiddenOf(slip, 'known')]).toEqual([sent.version, sent.known])
    const refused = await send(house, 'ruth', sent)
    expect(refused.status).toBe(409)
    expect(await textOf(refused)).toMatch(/Grace Osei: a reason was given What is known has changed: A4\./)
  })

  test('after the case was closed is refused', async () => {
    const house = await riskHouse()
    const sent = await typed(house, 'ruth')
    await house.open([{ what: 'case-closed', details: { because: 'attending', on: '2026-10-13' } }])
    const refused = await send(house, 'ruth', { ...sent, version: '3' })
    expect(refused.status).toBe(409)
    expect(await textOf(refused)).toContain('This case is closed.')
  })
})

describe('the answers as they were kept', () => {
  test('stay as they were when what is known changes, and say what they ask for', async () => {
    const house = await riskHouse()
    await send(house, 'ruth', await typed(house, 'ruth', { 'answer-A4': 'yes', 'answer-Q2': 'unknown' }))
    const before = await house.read('ruth', '/cases/away/risk-answers/2')
    expect(before).toContain('Answered by Ruth Adeyemi, Wednesday 14 October 2026, 10:00.')
    expect(before).toContain(
      'Yes to A4 asks for a referral to children’s social care or the police today, 14 October 2026.',
    )
    expect(before).toContain('You decided to make enquiries first. The referral stays owed until one is made.')
    expect(before).toContain('Away since 12 October 2026, school day 3.')
    expect(before).toContain('No contact has been tried.')
    expect(before).toContain('The referral is still owed.')
    await house.database.commit([
      sql`UPDATE pupils SET looked_after = 0, protection_plan = 1, ehc_plan = 1, flags_to_check = '[]', date_of_birth = '2018-01-01' WHERE id = 'zsofia'`,
    ])
    house.clock.put('2026-10-16T11:00:00.000Z')
    expect(await house.read('ruth', '/cases/away/risk-answers/2')).toBe(before)
  })

  test('say which newer ones replace them, and who withdrew them and why', async () => {
    const house = await riskHouse()
    await send(house, 'ruth', await typed(house, 'ruth'))
    house.clock.put('2026-10-14T09:30:00.000Z')
    await send(house, 'rosa', await typed(house, 'rosa'))
    const first = await house.ask('ruth', '/cases/away/risk-answers/2')
    const html = await first.text()
    expect(plain(html)).toContain('Replaced by newer answers, 14 October 2026, 10:30')
    expect(html).toContain('href="/cases/away/risk-answers/3"')
    const withdrawn: CaseHappening = { what: 'entry-withdrawn', details: { version: 3, reason: 'Wrong <i>child</i>' } }
    await happened(house, 'away', 'zsofia', [withdrawn], { at: '2026-10-14T09:40:00.000Z', by: 'rosa' })
    expect(await house.read('ruth', '/cases/away/risk-answers/3')).toContain(
      'Withdrawn by Rosa Lind, 14 October 2026, 10:40: Wrong <i>child</i>.',
    )
    expect(await house.read('ruth', '/cases/away/risk-answers/2')).not.toContain('Replaced')
    const list = await house.read('dan', '/cases/away/risk-answers').catch(() => '')
    expect(list).toContain('Page not found')
    const all = await house.read('ruth', '/cases/away/risk-answers')
    expect(all.indexOf('Rosa Lind')).toBeLessThan(all.indexOf('Ruth Adeyemi'))
  })

  test('say so once they are erased', async () => {
    const house = await riskHouse()
    await send(house, 'ruth', await typed(house, 'ruth'))
    await house.sqlite.commit([sql`DELETE FROM case_event_details WHERE version = 2`]).catch(() => undefined)
    const rows = await house.database.read(
      sql<{ n: number }>`SELECT count(*) AS n FROM case_event_details WHERE version = 2`,
    )
    expect(rows[0]?.n).toBe(0)
    expect(await house.read('ruth', '/cases/away/risk-answers/2')).toContain('What was answered has been erased.')
    expect((await house.ask('ruth', form)).status).toBe(200)
    expect((await house.ask('ruth', '/cases/away/risk-answers')).status).toBe(200)
    expect((await house.ask('ruth', '/cases/away/referrals/new')).status).toBe(200)
  })

  test('show what was typed as text and never as markup', async () => {
    const house = await riskHouse()
    await house.database.commit([sql`UPDATE pupils SET legal_surname = '<script>x</script>' WHERE id = 'zsofia'`])
    await send(house, 'ruth', await typed(house, 'ruth', { reason: '<script>alert(1)</script>' }))
    const html = await (await house.ask('ruth', '/cases/away/risk-answers/2')).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<script>(x|alert)/)
  })
})

describe('who may', () => {
  test.each([
    ['grace', '404 404 404'],
    ['helen', '404 404 404'],
    ['lena', '404 404 404'],
    ['dan', '404 200 200'],
    ['ruth', '200 200 200'],
  ])('%s gets the form, the list and the answers: %s', async (who, expected) => {
    const house = await riskHouse()
    await house.open([])
    await send(house, 'ruth', await typed(house, 'ruth'))
    const statuses = []
    for (const path of [form, '/cases/away/risk-answers', '/cases/away/risk-answers/3'])
      statuses.push((await house.ask(who, path)).status)
    expect(statuses.join(' ')).toBe(expected)
  })

  test.each(['grace', 'helen', 'lena', 'dan'])('%s cannot send answers', async (who) => {
    const house = await riskHouse()
    await house.open([])
    const sent = await typed(house, 'ruth')
    expect((await send(house, who, sent)).status).toBe(404)
    expect(await house.version()).toBe(2)
  })

  test('a version that holds no risk answers is not there', async () => {
    const house = await riskHouse()
    for (const version of ['1', '9', '0', 'x']) {
      expect((await house.ask('ruth', `/cases/away/risk-answers/${version}`)).status).toBe(404)
    }
  })

  test('a lead who lost the role between two clicks writes nothing', async () => {
    const house = await riskHouse()
    const sent = await typed(house, 'ruth')
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = '2026-10-14T08:59:30.000Z', withdrawn_by = 'ada' WHERE person_id = 'ruth'`,
    ])
    expect((await send(house, 'ruth', sent)).status).toBe(404)
    const ruth = {
      id: 'ruth',
      name: 'Ruth Adeyemi',
      rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: oakfield }],
    } as const
    const input = {
      caseId: 'away',
      seenVersion: 1,
      level: 'low',
      decision: 'enquire',
      reason: 'r',
      whyLower: '',
      known: [],
      shown: [],
    } as const
    const answers = Object.fromEntries([...mustRefer, ...judgement].map((id) => [id, 'no']))
    expect(await answerRisk(house, ruth, { ...input, answers })).toEqual({ refused: 'role-lost' })
    expect(await house.version()).toBe(1)
  })
})

test('each page asks little of the database, and puts the look on record', async () => {
  const house = await riskHouse()
  await send(house, 'ruth', await typed(house, 'ruth'))
  for (const path of [form, '/cases/away/risk-answers', '/cases/away/risk-answers/2']) {
    house.statements.count = 0
    const reads = async () => (await house.sqlite.read(sql<{ n: number }>`SELECT count(*) AS n FROM reads`))[0]!.n
    const before = await reads()
    await house.ask('ruth', path)
    expect(house.statements.count).toBeLessThanOrEqual(9)
    expect(await reads()).toBe(before + 1)
  }
})

describe('the box on the case', () => {
  const answered = (level: 'low' | 'high', answers: Record<string, 'yes' | 'no'> = {}): CaseHappening => ({
    what: 'risk-answered',
    details: { on: '2026-10-14', answers, level, decision: 'enquire', reason: 'r', known: [], shown: [] },
  })

  test('is not there before anybody has answered', () => {
    expect(riskShown(caseNowOf([]), pathsAt(''))).toBeNull()
  })

  test('says the level as it stands, what fired and that a referral is owed', () => {
    const review: CaseHappening = {
      what: 'review-held',
      details: { on: '2026-10-14', present: 'p', level: 'high', was: 'low', changed: '', next: '' },
    }
    const now = caseNowOf([{ happening: answered('low', { A4: 'yes', Q1: 'yes' }) }, { happening: review }])
    expect(riskShown(now, pathsAt(''))).toEqual({
      level: 'high',
      on: '2026-10-14',
      byName: 'Ruth Adeyemi',
      fired: ['Is the child looked after?'],
      decision: 'enquire',
      reviewedOn: '2026-10-14',
      isReferralOwed: true,
      snapshotHref: '/cases/away/risk-answers/2',
      allHref: '/cases/away/risk-answers',
    })
  })

  test('owes no referral when nothing fired', () => {
    expect(riskShown(caseNowOf([{ happening: answered('high') }]), pathsAt(''))?.isReferralOwed).toBe(false)
  })
})

test('what a person answered as unknown is chosen again, and the flags of the child are on the page', async () => {
  const house = await riskHouse()
  const form = async () => (await house.ask('ruth', '/cases/away/risk-answers/new')).text()
  expect(await form()).not.toMatch(/name="answer-Q2" value="unknown" checked/)
  await send(house, 'ruth', await typed(house, 'ruth', { 'answer-Q2': 'unknown' }))
  const html = await form()
  expect(html).toMatch(/name="answer-Q2" value="unknown" checked/)
  expect(html).toMatch(/class="wb-flag[^"]*">Looked after<\/span>/)
})
