import { beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { caseHouse, opened, pageText, tenDays, write } from './caseHouse.ts'
import type { PupilHouse } from './pupilHouse.ts'

let house: PupilHouse
beforeEach(async () => {
  house = await caseHouse({ at: '2026-10-23T15:00:00.000Z' })
})

const on = (day: string) => ({ 'on-day': day, 'on-month': '10', 'on-year': '2026' })
const telling = {
  ...on('23'),
  whom: 'social-worker',
  who: 'Lena Cole, social worker',
  how: 'by telephone',
  words: 'Visits today',
}

async function written() {
  return house.database.read(sql<{ version: number; by: string; what: string; details: string }>`
    SELECT e.version, e.by, e.what, d.details FROM case_events e JOIN case_event_details d USING (case_id, version)
    WHERE e.version > 1 ORDER BY e.version`)
}
const kinds = async () => (await written()).map(({ what }) => what)
const messages = () =>
  house.database.read(
    sql<{
      kind: string
      team: string
      subject: string
      body: string
      state: string
    }>`SELECT kind, team, subject, body, state FROM messages ORDER BY made_at, id`,
  )

describe('somebody was told', () => {
  it('is kept with who, how and when, and leads back to the case, which says so', async () => {
    const answer = await house.ask('grace', '/cases/kase/tellings', telling)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/cases/kase?saved=told#happened')
    expect(await written()).toEqual([
      {
        version: 2,
        by: 'grace',
        what: 'told',
        details: JSON.stringify({
          whom: 'social-worker',
          on: '2026-10-23',
          who: 'Lena Cole, social worker',
          how: 'by telephone',
          words: 'Visits today',
          messageId: null,
        }),
      },
    ])
    expect(await pageText(house, 'grace', '/cases/kase?saved=told')).toContain('It is written down who was told.')
    expect(await messages()).toEqual([])
  })

  it('pressed twice is kept once, and answers as if done', async () => {
    for (const _ of [1, 2]) expect((await house.ask('grace', '/cases/kase/tellings', telling)).status).toBe(303)
    const both = await Promise.all([1, 2].map(() => house.ask('ruth', '/cases/kase/tellings', telling)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await written()).map(({ by }) => by)).toEqual(['grace', 'ruth'])
  })

  it('is kept again when it says something else, or a minute later', async () => {
    await house.ask('grace', '/cases/kase/tellings', telling)
    await house.ask('grace', '/cases/kase/tellings', { ...telling, words: 'Rang again' })
    house.clock.put('2026-10-23T15:02:00.000Z')
    await house.ask('grace', '/cases/kase/tellings', telling)
    expect(await kinds()).toEqual(['told', 'told', 'told'])
  })

  it('the CME officer, of an absence not opened: opens it and makes the message, in one commit', async () => {
    const form = { ...telling, whom: 'cme-officer', who: 'Dan Hale, CME officer' }
    expect((await house.ask('dan', '/cases/kase')).status).toBe(404)
    expect((await house.ask('grace', '/cases/kase/tellings', form)).status).toBe(303)
    expect(await kinds()).toEqual(['case-opened', 'told'])
    expect(JSON.parse((await written())[0]!.details)).toEqual({
      because: 'cme-officer-told',
      reason: 'The school told the CME officer.',
      schoolDay: 10,
    })
    const [message] = await messages()
    expect(message).toMatchObject({ kind: 'cme-officer-told', team: 'authority', state: 'waiting' })
    expect(message!.subject + message!.body).not.toMatch(/Zs[óo]fi|Nagy/)
    expect(message!.body).toContain('school day 10')
    expect((await house.ask('dan', '/cases/kase')).status).toBe(200)
    // Pressed again: neither a second opening nor a second message.
    expect((await house.ask('grace', '/cases/kase/tellings', form)).status).toBe(303)
    expect(await kinds()).toEqual(['case-opened', 'told'])
    expect(await messages()).toHaveLength(1)
  })

  it('the CME officer, of a case open already: an entry, no message', async () => {
    await opened(house)
    await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'cme-officer' })
    expect(await kinds()).toEqual(['case-opened', 'told', 'told'])
    expect(await messages()).toEqual([])
  })

  it('the authority: always a message, and the opening where it is needed', async () => {
    await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'authority' })
    expect(await kinds()).toEqual(['case-opened', 'told'])
    house.clock.put('2026-10-23T16:00:00.000Z')
    await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'authority' })
    expect(await kinds()).toEqual(['case-opened', 'told', 'told'])
    expect((await messages()).map(({ kind, subject }) => `${kind}: ${subject.replace(/ \(case.*/, '')}`)).toEqual([
      'authority-referral: Referral from Oakfield Primary: school day 10',
      'authority-referral: Referral from Oakfield Primary: school day 10',
    ])
  })

  it('the Education Welfare Service: opens the case, and the clock does not tell it again', async () => {
    await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'education-welfare' })
    expect(await kinds()).toEqual(['case-opened', 'told'])
    const html = await pageText(house, 'grace')
    const open = html.slice(html.indexOf('id="owed"'), html.indexOf('duties are done'))
    expect(open).not.toContain('the school tells the Education Welfare Service')
  })

  it('tells the authority even where no calendar lets anybody count', async () => {
    await house.database.commit([sql`DELETE FROM calendars`])
    expect((await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'authority' })).status).toBe(303)
    expect((await messages())[0]!.subject).toMatch(/^Referral from Oakfield Primary \(case/)
  })

  it.each([
    ['a date to come', on('24'), 'The date must be today or in the past'],
    ['a date before the absence', on('11'), 'The date is before the first day of this absence. Check the date.'],
    ['a date that is none', on('31x'), 'The date must be a real date'],
    ['no name', { who: ' ' }, 'Enter the name and role of who was told'],
    ['no way', { how: 'by pigeon' }, 'Choose how they were told'],
    ['nobody there is', { whom: 'the-press' }, 'Choose who was told'],
    ['too much', { words: 'x'.repeat(2001) }, 'This must be 2000 characters or fewer'],
  ])('refuses %s and keeps what was typed', async (_, change, sentence) => {
    const answer = await house.ask('grace', '/cases/kase/tellings', { ...telling, ...change })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(sentence)
    expect(html).toContain('<title>Error: ')
    if (!('words' in change)) expect(html).toContain('Visits today')
    expect(await kinds()).toEqual([])
  })

  it('is refused on a closed case, and opens no absence that is over', async () => {
    await write(house, 'mis', '2026-10-23T14:00:00.000Z', [
      { what: 'absence-ended', details: { on: '2026-10-23', because: 'attended' } },
    ])
    const over = await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'cme-officer' })
    expect(over.status).toBe(409)
    expect(await over.text()).toContain('This absence has ended since you opened the page')
    await opened(house)
    await write(house, 'ruth', '2026-10-23T14:30:00.000Z', [
      { what: 'case-closed', details: { because: 'attending', on: '2026-10-23' } },
    ])
    const closed = await house.ask('grace', '/cases/kase/tellings', telling)
    expect(closed.status).toBe(409)
    expect(await closed.text()).toContain('This case is closed.')
    expect(await messages()).toEqual([])
  })

  it('keeps hostile text as text', async () => {
    await house.ask('grace', '/cases/kase/tellings', { ...telling, who: '<script>x</script>', words: '{{7*7}}' })
    const html = await pageText(house, 'grace')
    expect(html).not.toContain('<script>x')
    expect(html).toContain('&lt;script&gt;x')
  })

  it('says on the form what was told before, and what saving does', async () => {
    await house.ask('grace', '/cases/kase/tellings', telling)
    expect(await pageText(house, 'grace', '/cases/kase/tellings/new?whom=social-worker')).toContain(
      'Already written down: told on 23 October 2026.',
    )
    const html = await pageText(house, 'grace', '/cases/kase/tellings/new?whom=cme-officer')
    expect(html).toContain('Saving this opens the case for the authority')
    expect(html).toContain('A message without the child’s name goes to the authority’s CME team as well.')
    expect(await pageText(house, 'grace', '/cases/kase/tellings/new?whom=nobody')).toContain('Write down who was told')
  })

  it.each(['helen', 'ada', 'tom'])('is no form for %s', async (who) => {
    expect((await house.ask(who, '/cases/kase/tellings/new?whom=authority')).status).toBe(404)
    expect((await house.ask(who, '/cases/kase/tellings', telling)).status).toBe(404)
    expect(await kinds()).toEqual([])
  })

  it('writes nothing for who lost the role between opening the form and sending it', async () => {
    expect((await house.ask('grace', '/cases/kase/tellings/new')).status).toBe(200)
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = '2026-10-23T15:00:00.000Z', withdrawn_by = 'ada' WHERE person_id = 'grace'`,
    ])
    expect((await house.ask('grace', '/cases/kase/tellings', telling)).status).toBe(404)
    expect(await kinds()).toEqual([])
  })
})

describe('the attendance return', () => {
  const sent = { ...on('23'), how: 'through a portal', words: '' }

  it('is kept once the tenth school day is reached, and closes the duty', async () => {
    expect((await house.ask('grace', '/cases/kase/returns', sent)).status).toBe(303)
    expect(await kinds()).toEqual(['return-sent'])
    const html = await pageText(house, 'grace')
    const done = html.slice(html.indexOf('done or not needed'))
    expect(done).toContain('has been away ten school days running')
  })

  it('is refused before its trigger, by the clock', async () => {
    house = await caseHouse({ at: '2026-10-22T15:00:00.000Z', days: tenDays.slice(0, 9) })
    const early = await house.ask('grace', '/cases/kase/returns', { ...sent, ...on('22') })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain(
      'The attendance return is not owed yet: ten school days have not been reached.',
    )
    expect(await kinds()).toEqual([])
  })

  it('is refused when it is said to have been sent before the tenth day', async () => {
    expect((await house.ask('grace', '/cases/kase/returns', { ...sent, ...on('22') })).status).toBe(422)
    expect(await kinds()).toEqual([])
  })

  it('is refused a second time, and a second press is not a second time', async () => {
    for (const _ of [1, 2]) expect((await house.ask('grace', '/cases/kase/returns', sent)).status).toBe(303)
    const again = await house.ask('ruth', '/cases/kase/returns', sent)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('The attendance return for these ten school days is already written down.')
    expect(await kinds()).toEqual(['return-sent'])
  })

  it('can be written on a closed case: closing it sent nothing', async () => {
    await opened(house)
    await write(house, 'ruth', '2026-10-23T14:30:00.000Z', [
      { what: 'case-closed', details: { because: 'attending', on: '2026-10-23' } },
    ])
    expect((await house.ask('grace', '/cases/kase/returns', sent)).status).toBe(303)
  })
})

describe('the pupil’s record', () => {
  it('is kept with where it went', async () => {
    const sent = { ...on('23'), who: 'Beck School, Leeds', how: 'by post' }
    const answer = await house.ask('grace', '/cases/kase/records', sent)
    expect(answer.headers.get('location')).toBe('/cases/kase?saved=record#happened')
    expect(JSON.parse((await written())[0]!.details)).toEqual({
      on: '2026-10-23',
      to: 'Beck School, Leeds',
      how: 'by post',
    })
    expect((await house.ask('grace', '/cases/kase/records', { ...sent, who: '' })).status).toBe(422)
  })

  it('closes the case of a child found at another school with the last thing to do', async () => {
    await opened(house)
    await write(house, 'ruth', '2026-10-23T10:00:00.000Z', [
      {
        what: 'child-found',
        details: {
          side: 'school',
          kind: 'another-school',
          on: '2026-10-22',
          who: 'Beck School',
          how: 'The new school confirmed the admission',
          where: 'Beck School, Leeds',
          words: '',
        },
      },
    ])
    const before = await pageText(house, 'grace')
    expect(before).toContain('The case closes when this is done:')
    expect(before).toContain('href="/cases/kase/tellings/new?whom=new-school">Record it')
    expect(before).toContain('href="/cases/kase/records/new">Record it')
    await house.ask('grace', '/cases/kase/tellings', { ...telling, whom: 'new-school', who: 'Beck School office' })
    expect(await kinds()).toEqual(['case-opened', 'told', 'child-found', 'told'])
    await house.ask('grace', '/cases/kase/records', { ...on('23'), who: 'Beck School, Leeds', how: 'by post' })
    expect(await kinds()).toEqual(['case-opened', 'told', 'child-found', 'told', 'record-sent', 'case-closed'])
    expect(await pageText(house, 'dan')).toContain(
      'This case was closed on 23 October 2026: registered at another school.',
    )
  })
})

describe('somebody saw the child', () => {
  const seen = { ...on('22'), who: 'Omar Bell', profession: 'school nurse', where: 'at the clinic', words: '' }

  it.each([
    ['grace', 'school'],
    ['ruth', 'school'],
    ['dan', 'authority'],
  ])('is written down by %s for the %s', async (who, side) => {
    await opened(house)
    expect((await house.ask(who, '/cases/kase/sightings', seen)).status).toBe(303)
    expect(JSON.parse((await written()).at(-1)!.details)).toMatchObject({ side, on: '2026-10-22', who: 'Omar Bell' })
  })

  it('may be of a day before the absence, but not of long ago or of tomorrow', async () => {
    expect((await house.ask('grace', '/cases/kase/sightings', { ...seen, ...on('09') })).status).toBe(303)
    expect((await house.ask('grace', '/cases/kase/sightings', { ...seen, ...on('24') })).status).toBe(422)
    const longAgo = { ...seen, 'on-year': '2025', 'on-day': '11' }
    expect((await house.ask('grace', '/cases/kase/sightings', longAgo)).status).toBe(422)
    expect(await kinds()).toEqual(['child-seen'])
  })

  it('needs a name, a profession and a place', async () => {
    for (const missing of ['who', 'profession', 'where'])
      expect((await house.ask('grace', '/cases/kase/sightings', { ...seen, [missing]: '\u200b' })).status).toBe(422)
    expect(await kinds()).toEqual([])
  })

  it('is no form for the head', async () => {
    expect((await house.ask('helen', '/cases/kase/sightings/new')).status).toBe(404)
  })
})

describe('opening by hand', () => {
  const opening = { version: '1', words: 'Neighbours saw the family pack a van' }

  it('needs a reason, is the lead’s alone, and shows the case to the authority', async () => {
    expect((await house.ask('ruth', '/cases/kase/opening')).status).toBe(200)
    expect((await house.ask('grace', '/cases/kase/opening', opening)).status).toBe(404)
    const empty = await house.ask('ruth', '/cases/kase/opening', { ...opening, words: '' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Say why the authority is to see this absence now')
    expect((await house.ask('ruth', '/cases/kase/opening', opening)).status).toBe(303)
    expect(JSON.parse((await written())[0]!.details)).toEqual({
      because: 'by-hand',
      reason: 'Neighbours saw the family pack a van',
      schoolDay: 10,
    })
    expect((await house.ask('dan', '/cases/kase')).status).toBe(200)
    expect(await messages()).toEqual([])
  })

  it('of a case that moved on is refused with what is new and what was typed', async () => {
    await write(house, 'grace', '2026-10-23T14:00:00.000Z', [
      {
        what: 'contact-attempted',
        details: {
          contactId: null,
          who: 'A neighbour',
          number: null,
          method: 'phone',
          outcome: 'no-answer',
          words: '',
        },
      },
    ])
    const answer = await house.ask('ruth', '/cases/kase/opening', opening)
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Neighbours saw the family pack a van')
    expect(html).toContain('Grace Osei: somebody was rung')
    expect(await kinds()).toEqual(['contact-attempted'])
  })

  it('pressed twice opens once', async () => {
    const answers = await Promise.all([1, 2].map(() => house.ask('ruth', '/cases/kase/opening', opening)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await kinds()).toEqual(['case-opened'])
  })

  it('of a case that is open, or over, is refused', async () => {
    await opened(house)
    expect((await house.ask('ruth', '/cases/kase/opening', { ...opening, version: '3' })).status).toBe(409)
    house = await caseHouse({ at: '2026-10-23T15:00:00.000Z' })
    await write(house, 'mis', '2026-10-23T14:00:00.000Z', [
      { what: 'absence-ended', details: { on: '2026-10-23', because: 'attended' } },
    ])
    expect((await house.ask('ruth', '/cases/kase/opening', { ...opening, version: '2' })).status).toBe(409)
    expect(await kinds()).toEqual(['absence-ended'])
  })
})
