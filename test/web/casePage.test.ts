import { beforeEach, describe, expect, it, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { writeOfContacts, writeOfPupils } from '../../src/storage/pupilStore.ts'
import { caseHouse, erased, everyKind, halfTerm, opened, pageText, tenDays, write } from './caseHouse.ts'
import { ilona, type PupilHouse, pupilWith, zsofia } from './pupilHouse.ts'

let house: PupilHouse
beforeEach(async () => {
  house = await caseHouse({ at: '2026-10-23T15:00:00.000Z' })
})

describe('the head of the page', () => {
  it('names the case, the school, the child, the flags and the school day, and never the child in the title', async () => {
    await opened(house)
    const html = await pageText(house, 'dan')
    expect(html).toContain('<title>Case - Whereabouts</title>')
    expect(html).toMatch(/<bdi>Case [0-9A-Z]{3}-[0-9A-Z]{3} · Oakfield Primary, year 6<\/bdi>/)
    expect(html).toContain('<bdi>Zsófi Nagy</bdi></h1>')
    expect(html).toContain('Looked after</span>')
    expect(html).toContain('School day 10 away')
    expect(html).not.toContain('Protection plan')
    expect(await pageText(house, 'ruth')).toContain('Protection plan</span>')
  })

  it('says that nobody is on record as having seen the child, with the day', async () => {
    expect(await pageText(house, 'ruth')).toContain(
      '<strong>Nobody is on record as having seen the child since 12 October 2026.</strong>',
    )
  })

  it('counts calendar days since the register last had the child', async () => {
    await house.database.commit([
      sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, closed_at, last_heard_at, source, stamp)
        VALUES ('100001', '2026-10-09', 'PM', 1, ${halfTerm}, ${halfTerm}, 'mis', '')`,
    ])
    expect(await pageText(house, 'grace')).toContain(
      'Last seen by a professional <strong>14 days ago</strong> <bdi>(at school, by the register, Fri 9 Oct)</bdi>',
    )
  })

  it('says who saw the child and where, and forgets it when the entry is withdrawn', async () => {
    const seen = {
      side: 'school',
      on: '2026-10-22',
      who: 'Omar Bell',
      profession: 'school nurse',
      where: 'at the clinic',
      words: '',
    } as const
    await write(house, 'grace', '2026-10-22T12:00:00.000Z', [{ what: 'child-seen', details: seen }])
    expect(await pageText(house, 'grace')).toContain(
      '<strong>1 day ago</strong> <bdi>(Omar Bell, school nurse: at the clinic, Thu 22 Oct)</bdi>',
    )
    await write(house, 'grace', '2026-10-22T12:05:00.000Z', [
      { what: 'entry-withdrawn', details: { version: 2, reason: 'Another child' } },
    ])
    const html = await pageText(house, 'grace')
    expect(html).toContain('Nobody is on record as having seen the child since 12 October 2026.')
    expect(html).toMatch(/<s><bdi>The child was seen by Omar Bell[^<]*<\/bdi><\/s>/)
    expect(html).toContain('Withdrawn by Grace Osei, Thu 22 Oct, 13:05. Another child')
  })

  it('never says that a child is safe', async () => {
    await opened(house)
    await write(house, 'ruth', '2026-10-22T09:00:00.000Z', everyKind.slice(10, 23))
    for (const who of ['grace', 'ruth', 'helen', 'dan'])
      expect(await pageText(house, who)).not.toMatch(/\bsafe(ly|ty)?\b/i)
  })

  it('names both sides, and who of the authority leads', async () => {
    await opened(house)
    expect(await pageText(house, 'grace')).toContain('and Northmoor Council: allocated to nobody yet')
    expect(await pageText(house, 'dan')).toContain('href="/cases/kase/allocation">allocate')
    await write(house, 'dan', '2026-10-22T12:00:00.000Z', [
      { what: 'case-allocated', details: { personId: 'dan', personName: 'Dan Hale' } },
    ])
    expect(await pageText(house, 'grace')).toContain('and Northmoor Council: <bdi>Dan Hale</bdi>')
  })
})

describe('the order of the page', () => {
  it('is one for eyes and ears: what is owed, what can be done about it, then the lists and the history', async () => {
    await opened(house)
    const html = await pageText(house, 'ruth')
    const ids = ['owed', 'write', 'risk', 'answers', 'contacts', 'enquiries', 'happened']
    const places = ids.map((id) =>
      html.indexOf(
        `<h2 class="govuk-heading-${id === 'owed' || id === 'enquiries' || id === 'happened' ? 'm' : 's'}" id="${id}"`,
      ),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })
})

describe('calls and the word for them', () => {
  it('says of “every contact” written down by hand that the calls are shown only where they were logged', async () => {
    await opened(house)
    const check = {
      side: 'school',
      check: 'S2',
      on: '2026-10-20',
      how: 'By phone',
      who: 'Everybody',
      words: '',
    } as const
    await write(house, 'grace', '2026-10-20T12:00:00.000Z', [
      {
        what: 'check-made',
        details: { ...check, result: 'nothing-found', nextStep: '', nextOn: null, childSeen: false },
      },
    ])
    const html = await pageText(house, 'grace')
    expect(html).toContain('no call logged yet')
    expect(html).toContain(
      '“Every contact, at different times of day” was written down by Grace Osei for Tue 20 Oct. The calls to each number are shown only where they were logged.',
    )
  })

  it('says of first-day contact what ends it', async () => {
    const html = await pageText(house, 'grace')
    expect(html).toContain('<strong>This ends when a parent is reached, or a reason is written down.</strong>')
  })
})

describe('whether the authority sees it', () => {
  it('says on an absence not opened yet that the school is alone, and offers the lead to open it', async () => {
    const html = await pageText(house, 'ruth')
    expect(html).toContain('The authority does not see this absence yet.')
    expect(html).toContain('href="/cases/kase/opening">Open the case for the authority</a>')
    const officers = await pageText(house, 'grace')
    expect(officers).toContain('The safeguarding lead can open it for the authority.')
    expect(officers).not.toContain('/cases/kase/opening')
  })

  it.each(['dan', 'ada', 'tom'])('is not there for %s while it is not opened', async (who) => {
    expect((await house.ask(who, '/cases/kase')).status).toBe(404)
  })

  it('is there for the CME officer once opened, and for no other school', async () => {
    await opened(house)
    expect((await house.ask('dan', '/cases/kase')).status).toBe(200)
    expect((await house.ask('tom', '/cases/kase')).status).toBe(404)
  })

  it('says of a closed case when and why', async () => {
    await opened(house)
    await write(house, 'ruth', '2026-10-22T09:00:00.000Z', [
      {
        what: 'child-found',
        details: {
          side: 'school',
          kind: 'home-educated',
          on: '2026-10-21',
          who: 'Ivo Kent',
          where: '',
          words: '',
          how: 'The authority’s home education officer judged it',
        },
      },
      { what: 'case-closed', details: { because: 'home-educated', on: '2026-10-22' } },
    ])
    const html = await pageText(house, 'dan')
    expect(html).toContain(
      'This case was closed on 22 October 2026: educated at home, and the education is suitable.</strong>',
    )
    expect(html).not.toContain('Found or returned')
  })
})

describe('what is owed', () => {
  it('puts what is open first, with the day, who owes it, why and the days counted, and a link to the form', async () => {
    await opened(house)
    const html = await pageText(house, 'grace')
    const owed = html.slice(html.indexOf('id="owed"'), html.indexOf('id="enquiries"'))
    expect([...owed.matchAll(/wb-duties__when">([^<]*)</g)].map(([, when]) => when)).toEqual([
      'Overdue, due Mon 12 Oct',
      'Overdue, due Mon 12 Oct',
      'Overdue, due Mon 12 Oct',
      'Overdue, due Fri 16 Oct',
      'Overdue, due Mon 19 Oct',
      'Overdue, due Mon 19 Oct',
      'Today',
      'By Sun 8 Nov',
      'By Mon 23 Nov',
      'Done',
      'Done',
    ])
    expect(owed).toContain('Counted: Mon 12 Oct, Tue 13 Oct, Wed 14 Oct, Thu 15 Oct, Fri 16 Oct.')
    expect(owed).toContain('2 duties are done or not needed')
    expect(owed).toContain('href="/cases/kase/checks/new?check=S8">Record the visit')
    expect(owed).toContain('href="/cases/kase/tellings/new?whom=authority">Record it')
    expect(owed).toContain('href="/cases/kase/returns/new">Record it')
    expect(owed).not.toContain('/cases/kase/risk-answers/new')
    expect(owed).toContain('href="/rulebook/home-visit"')
  })

  it.each([
    [
      'ruth',
      ['/cases/kase/risk-answers/new', '/cases/kase/reviews/new', '/cases/kase/tellings/new?whom=social-worker'],
    ],
    ['dan', ['/cases/kase/checks/new?check=A6', '/cases/kase/reviews/new', '/cases/kase/removal/outcome']],
    ['helen', []],
  ])('gives %s the forms of their own side', async (who, hrefs) => {
    await opened(house)
    const html = await pageText(house, who)
    const owed = html.slice(html.indexOf('id="owed"'), html.indexOf('id="enquiries"'))
    const links = [...owed.matchAll(/wb-duties__record"><a class="govuk-link" href="([^"]*)"/g)].map(([, href]) => href)
    for (const href of hrefs) expect(links).toContain(href)
    if (hrefs.length === 0) expect(links).toEqual([])
    if (who === 'dan') expect(links).not.toContain('/cases/kase/returns/new')
  })

  it('says when removal can first be considered, what was counted, and leads to the gate', async () => {
    await opened(house)
    const html = await pageText(house, 'dan')
    expect(html).toContain('<strong>Mon 16 Nov</strong> <span>Removal can first be considered')
    expect(html).toContain('href="/cases/kase/removal">Removal</a>')
  })

  it('marks school days 3, 10 and 20 and calendar day 28', async () => {
    const html = await pageText(house, 'ruth')
    for (const marker of ['School day 3: Wed 14 Oct', 'School day 10: Fri 23 Oct', 'School day 20: Mon 16 Nov'])
      expect(html).toContain(marker)
    expect(html).toContain('Calendar day 28: Sun 8 Nov')
  })

  it('counts nothing without a calendar, and says so', async () => {
    await house.database.commit([sql`DELETE FROM calendars`])
    const html = await pageText(house, 'ruth')
    expect(html).toContain('What is owed cannot be worked out without the school’s calendar.')
  })
})

describe('the words of each entry', () => {
  const kinds: Record<CaseHappening['what'], string> = {
    'absence-began': 'Absence began: first day away Mon 12 Oct.',
    'contact-attempted': 'Rang A neighbour: no answer.',
    'contact-attempt-withdrawn': 'A call or message was undone.',
    'reason-given': 'Reason given by Mother. It holds until Mon 12 Oct.|Tooth',
    'reason-withdrawn': 'A reason was undone.',
    'deadlines-moved':
      'The school’s calendar was changed by hand. These dates moved: Home visit from Fri 16 Oct to Mon 19 Oct; Ground I: away for twenty school days from Mon 16 Nov to a day that could not be counted.|A day was missing',
    'absence-start-moved': 'First day away moved from Mon 12 Oct to Tue 13 Oct.',
    'mark-corrected': 'Mark of Mon 12 Oct, morning, changed from N to I.|Ill',
    'absence-ended': 'Absence ended: the register says that the child attended (Thu 15 Oct).',
    'absence-began-again': 'Away again: first day away Fri 16 Oct.',
    'case-opened':
      'The case was opened for the authority because the CME officer was told.|The school told the CME officer.',
    'case-allocated': 'Allocated to Dan Hale.',
    'risk-answered':
      'The risk questions were answered. Level: High. Decided: refer today. Yes to: Is the child looked after?|Placement at risk, secret words of risk',
    'referral-made':
      'Referred to the police, Fri 16 Oct, 10:05, reference NP-2231, taken by PC Lowe. An answer is expected by Sat 17 Oct.|Secret words of the referral',
    'referral-acknowledged': 'The referral to the police was acknowledged by Sgt Byrne, Fri 16 Oct, reference NP-2231.',
    'referral-answered': 'The referral to the police was answered by Sgt Byrne, Sat 17 Oct.|Secret words of the answer',
    told: 'Told the social worker or youth justice worker: Lena Cole, social worker, by telephone, Fri 16 Oct.|Will visit',
    'telling-held':
      'The message to the Education Welfare Service is held until a person has looked. No register is known for 1 of these days.',
    'not-reached': 'A message did not arrive, so nobody was told. The address does not exist.',
    'return-sent': 'The attendance return was sent through a portal, Mon 26 Oct.',
    'record-sent': 'The pupil’s record was sent to Beck School, Leeds, by post, Mon 26 Oct.',
    'check-made':
      'Home visit: done, nothing found, Mon 19 Oct. Asked: Ruth Adeyemi, at the door. Next: Again by Wed 21 Oct.|Nobody in, card left',
    'review-held':
      'Review held Tue 20 Oct with Ruth Adeyemi, Dan Hale. Risk level: Medium, before High.|Secret words of the review Next: Ask housing',
    'child-seen': 'The child was seen by Omar Bell, school nurse: at the clinic, Wed 21 Oct.|Well dressed',
    'sickness-signed':
      'Signed for Oakfield Primary as head teacher, ground I, for the days from Mon 12 Oct: there is no reason to believe in sickness or an unavoidable cause.|Signed words',
    'enquiries-signed':
      'Signed for Northmoor Council as head teacher, ground I, for the days from Mon 12 Oct: the enquiries were made (1 written down).|Signed words',
    'outcome-signed':
      'Signed for Oakfield Primary as head teacher, ground I, for the days from Mon 12 Oct: the child was not found.|Signed words',
    'name-removed':
      'The name was deleted from the admission register on Fri 23 Oct under ground I, decided as head teacher. The child stays on the authority’s list until found.|Decided words',
    'child-found':
      'Found, Sat 24 Oct: registered at another school. Beck School, Leeds. Confirmed by Beck School, The new school confirmed the admission.|Started Monday',
    'case-closed': 'The case was closed: registered at another school.',
    'entry-withdrawn': 'An entry of Mon 26 Oct, 09:00 was withdrawn.|Wrong child',
  }

  test('there is an entry of every kind in this test', () => {
    expect(everyKind.map(({ what }) => what).sort()).toEqual(Object.keys(kinds).sort())
  })

  test.each(Object.entries(kinds))('%s', async (what, expected) => {
    house = await caseHouse({ at: '2026-10-27T09:00:00.000Z' })
    await write(house, 'ruth', '2026-10-26T09:00:00.000Z', everyKind.slice(1))
    const html = await pageText(house, 'ruth', '/cases/kase?entries=all')
    const version = everyKind.findIndex((each) => each.what === what) + 1
    const entry = new RegExp(`<li class="wb-lines__line" id="entry-${version}">(.*?)</li>`).exec(html)![1]!
    const [, text] = /<div>(?:<s>)?<bdi>(.*?)<\/bdi>/.exec(entry)!
    const [, words = ''] = /“<bdi>(.*?)<\/bdi>”/.exec(entry) ?? []
    expect([text, words].filter(Boolean).join('|').replaceAll('&#39;', '’')).toBe(expected)
  })

  test.each(everyKind.map(({ what }, place) => [what, place + 1] as const))(
    'an entry “%s” whose details were erased stays, and says so',
    async (_, version) => {
      house = await caseHouse({ at: '2026-10-27T09:00:00.000Z' })
      await write(house, 'ruth', '2026-10-26T09:00:00.000Z', everyKind.slice(1))
      await erased(house, version)
      for (const who of ['ruth', 'grace', 'helen', 'dan']) {
        const html = await pageText(house, who, '/cases/kase?entries=all')
        expect(new RegExp(`id="entry-${version}">(.*?)</li>`).exec(html)![1]).toContain(
          'The details of this entry were erased.',
        )
      }
    },
  )

  it('says “by itself” of what no person decided', async () => {
    await opened(house)
    const html = await pageText(house, 'ruth')
    const entry = /id="entry-2">(.*?)<\/li>/.exec(html)![1]!
    expect(entry).toContain('<span class="wb-case__clock">by itself</span>')
    expect(entry).toContain('School day 3: the case was opened for the authority.')
    expect(/id="entry-1">(.*?)<\/li>/.exec(html)![1]).toContain('the school’s system (MIS)')
  })

  it('strikes a withdrawn entry through, with who and why, and a message that never arrived', async () => {
    house = await caseHouse({ at: '2026-10-27T09:00:00.000Z' })
    await write(house, 'ruth', '2026-10-26T09:00:00.000Z', everyKind.slice(1))
    const html = await pageText(house, 'ruth', '/cases/kase?entries=all')
    expect(html).toMatch(/id="entry-16">.*?<s><bdi>Told the social worker/)
    expect(html).toContain('<bdi>Withdrawn by Ruth Adeyemi, Mon 26 Oct, 09:00. Wrong child</bdi>')
    expect(html).toMatch(/id="entry-17">.*?<s><bdi>The message to the Education Welfare Service/)
    expect(html).toContain('<bdi>The message did not arrive, Mon 26 Oct, 09:00.</bdi>')
  })
})

describe('what each reader may know', () => {
  async function full(): Promise<void> {
    house = await caseHouse({ at: '2026-10-27T09:00:00.000Z' })
    await write(house, 'ruth', '2026-10-26T09:00:00.000Z', everyKind.slice(1, 26))
  }

  const secrets = [
    'secret words of risk',
    'Secret words of the referral',
    'Secret words of the answer',
    'Secret words of the review',
    'NP-2231',
    'Sgt Byrne',
    'looked after?',
    'Risk level',
    'Level: High',
    'the police',
    'must-refer',
  ]

  it.each(['grace', 'helen'])('tells %s that risk was answered and a referral made, and never what', async (who) => {
    await full()
    const html = await pageText(house, who, '/cases/kase?entries=all')
    for (const secret of secrets) expect(html, secret).not.toContain(secret)
    expect(html).toContain('<bdi>The risk questions were answered.</bdi>')
    expect(html).toContain('<bdi>A referral was made.</bdi>')
    expect(html).toContain(
      'The risk questions were answered on 12 October 2026. What was answered is for the safeguarding lead.',
    )
    expect(html).toContain('1 referral was made. What came of it is for the safeguarding lead.')
    expect(html).not.toContain('/risk-answers/12')
    expect(html).not.toContain('/referrals/13')
  })

  it.each(['ruth', 'dan'])('shows %s the answers, the referral and who owes what', async (who) => {
    await full()
    const html = await pageText(house, who, '/cases/kase?entries=all')
    for (const word of ['secret words of risk', 'Secret words of the answer', 'href="/cases/kase/risk-answers/12"'])
      expect(html).toContain(word)
    expect(html).toContain('href="/cases/kase/referrals/13"')
    expect(html).toContain('Medium</strong> by the review of 20 October 2026')
  })

  it('hides the reason of a withdrawn risk entry, and of a case opened for risk, from who sees no risk', async () => {
    await write(house, 'ruth', '2026-10-13T09:00:00.000Z', [
      everyKind[11]!,
      { what: 'case-opened', details: { because: 'risk', reason: 'Secret reason', schoolDay: 1 } },
      { what: 'entry-withdrawn', details: { version: 2, reason: 'Secret withdrawal' } },
    ])
    const officers = await pageText(house, 'grace')
    expect(officers).not.toContain('Secret reason')
    expect(officers).not.toContain('Secret withdrawal')
    expect(officers).toContain('<bdi>The case was opened for the authority.</bdi>')
    const leads = await pageText(house, 'ruth')
    expect(leads).toContain('Secret reason')
    expect(leads).toContain('Secret withdrawal')
  })

  it.each(['grace', 'dan'])('shows %s contacts, and of a restricted one only whom to ask', async (who) => {
    await opened(house)
    const html = await pageText(house, who)
    expect(html).toContain('07700 900123')
    expect(html).toContain('Restricted: ask the safeguarding lead')
    for (const secret of ['Gábor', '07700 900456', 'Hidden Mews']) expect(html).not.toContain(secret)
  })

  it('shows the lead the restricted one, and the head no numbers', async () => {
    await opened(house)
    expect(await pageText(house, 'ruth')).toContain('07700 900456')
    const html = await pageText(house, 'helen')
    expect(html).not.toContain('07700 900123')
    expect(html).not.toContain('id="contacts"')
  })

  it('hides what names a restricted contact in anybody’s words, from all but the lead', async () => {
    await opened(house)
    const told = {
      whom: 'social-worker',
      on: '2026-10-20',
      who: 'Lena Cole',
      how: 'by telephone',
      messageId: null,
      words: 'Gábor Nagy may have her: 9 Hidden Mews',
    } as const
    await write(house, 'ruth', '2026-10-20T09:00:00.000Z', [{ what: 'told', details: told }])
    for (const who of ['grace', 'helen', 'dan']) {
      const html = await pageText(house, who)
      expect(html).not.toContain('Gábor')
      expect(html).not.toContain('Hidden Mews')
      expect(html).toContain('<bdi>Somebody was told.</bdi>')
      expect(html).toContain('Names somebody restricted. Ask the safeguarding lead.')
    }
    expect(await pageText(house, 'ruth')).toContain('Gábor Nagy may have her: 9 Hidden Mews')
  })

  it('hides a number of any contact from the head, wherever somebody wrote it', async () => {
    await opened(house)
    const told = {
      whom: 'social-worker',
      on: '2026-10-20',
      who: 'Lena Cole',
      how: 'by telephone',
      messageId: null,
      words: 'Gave her 07700 900 123',
    } as const
    await write(house, 'ruth', '2026-10-20T09:00:00.000Z', [{ what: 'told', details: told }])
    expect(await pageText(house, 'grace')).toContain('07700 900 123')
    expect(await pageText(house, 'helen')).not.toContain('07700 900 123')
  })

  it('hides in the enquiry lists what asked for by name tells of a risk, and from the head a number', async () => {
    await opened(house)
    const check = { on: '2026-10-20', how: 'by telephone', nextStep: '', nextOn: null, childSeen: false } as const
    await write(house, 'dan', '2026-10-20T09:00:00.000Z', [
      {
        what: 'check-made',
        details: { ...check, side: 'authority', check: 'A11', who: 'Police', result: 'asked', words: 'Secret fear' },
      },
      {
        what: 'check-made',
        details: { ...check, side: 'school', check: 'S5', who: '07700 900123', result: 'nothing-found', words: 'No' },
      },
    ])
    for (const who of ['grace', 'helen']) expect(await pageText(house, who)).not.toContain('Secret fear')
    for (const who of ['ruth', 'dan']) expect(await pageText(house, who)).toContain('Secret fear')
    expect(await pageText(house, 'grace')).toContain('07700 900123: No')
    expect(await pageText(house, 'helen')).not.toContain('07700 900123')
  })

  it('offers to withdraw an entry to the side that wrote it', async () => {
    await opened(house)
    const seen = {
      side: 'authority',
      on: '2026-10-22',
      who: 'Omar Bell',
      profession: 'nurse',
      where: 'x',
      words: '',
    } as const
    await write(house, 'dan', '2026-10-22T09:00:00.000Z', [{ what: 'child-seen', details: seen }])
    expect(await pageText(house, 'dan')).toContain('href="/cases/kase/entries/4/withdrawal"')
    expect(await pageText(house, 'ruth')).not.toContain('/cases/kase/entries/4/withdrawal')
  })
})

describe('how much it costs and holds', () => {
  it('makes nine statements, sign-in and read log among them, however long the case', async () => {
    await opened(house)
    const counts: number[] = []
    for (const more of [0, 300]) {
      const calls = Array.from({ length: more }, () => everyKind[1]!)
      if (more > 0) await write(house, 'grace', '2026-10-20T09:00:00.000Z', calls)
      house.statements.count = 0
      await pageText(house, 'dan')
      counts.push(house.statements.count)
    }
    expect(counts).toEqual([9, 9])
  })

  it('shows fifty entries of three hundred, and all when asked', async () => {
    await write(
      house,
      'grace',
      '2026-10-20T09:00:00.000Z',
      Array.from({ length: 299 }, () => everyKind[1]!),
    )
    const html = await pageText(house, 'grace')
    expect(html.match(/wb-lines__line" id="entry-\d+"/g)).toHaveLength(50)
    expect(html.match(/wb-lines__line--printed" id="entry-\d+"/g)).toHaveLength(250)
    expect(html).toContain('id="entry-300"')
    expect(html).toContain('250 older entries are not shown here.')
    expect(html).toContain('href="/cases/kase?entries=all#happened">Show all 300')
    expect((await pageText(house, 'grace', '/cases/kase?entries=all')).match(/id="entry-\d+"/g)).toHaveLength(300)
  })

  it('keeps hostile and very long text inert', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{7*7}}'
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(5)
    await house.database.commit([
      writeOfPupils([pupilWith({ ...zsofia, preferredForename: long, legalSurname: hostile })]),
      writeOfContacts([{ ...ilona, name: hostile }]),
    ])
    const seen = {
      side: 'school',
      on: '2026-10-22',
      who: hostile,
      profession: hostile,
      where: hostile,
      words: hostile,
    } as const
    await write(house, 'grace', '2026-10-22T12:00:00.000Z', [{ what: 'child-seen', details: seen }])
    const html = await pageText(house, 'ruth')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}')
  })

  it('logs the look', async () => {
    await pageText(house, 'ruth')
    const reads = await house.database.read(
      sql<{ person_id: string; page: string; pupil_ids: string }>`SELECT person_id, page, pupil_ids FROM reads`,
    )
    expect(reads).toEqual([{ person_id: 'ruth', page: 'Case', pupil_ids: '["zsofia"]' }])
  })
})

describe('the other pages hear of the case', () => {
  const dayThree = '2026-10-14T10:00:00.000Z'

  it('leads there from the pupil page and from Today', async () => {
    house = await caseHouse({ at: dayThree, days: tenDays.slice(0, 3) })
    expect(await pageText(house, 'grace', '/pupils/zsofia')).toContain('href="/cases/kase">The case, with what is owed')
    expect(await pageText(house, 'grace', '/today')).toContain('href="/cases/kase">Case')
  })

  it('closes on Today and on the pupil page what was done on the case', async () => {
    house = await caseHouse({ at: dayThree, days: tenDays.slice(0, 3) })
    const owedOnToday = async () =>
      [...(await pageText(house, 'grace', '/today')).matchAll(/<li class="wb-(?:overdue|due)">(.*?)<\/li>/g)].map(
        ([, line]) => line,
      )
    const before = await owedOnToday()
    expect(before).toContain('Overdue, due Tue 13 Oct: Officer for children missing education told')
    expect(before).toContain('Overdue, due Mon 12 Oct: First-day contact, Risk questions, Social worker told')
    await write(house, 'grace', dayThree, [
      {
        what: 'told',
        details: { whom: 'cme-officer', on: '2026-10-14', who: 'Dan', how: 'by e-mail', words: '', messageId: null },
      },
    ])
    expect((await owedOnToday()).join()).not.toContain('Officer for children missing education told')
    const pupil = await pageText(house, 'grace', '/pupils/zsofia')
    const done = pupil.split('wb-duties__duty--done').slice(1)
    expect(done.some((duty) => duty.includes('On the second school day'))).toBe(true)
  })

  it('keeps the referral that an answer asks for from the officer’s Today and pupil page', async () => {
    house = await caseHouse({ at: dayThree, days: tenDays.slice(0, 3) })
    await write(house, 'ruth', dayThree, [everyKind[11]!])
    for (const path of ['/today', '/pupils/zsofia', '/cases/kase']) {
      expect(await pageText(house, 'grace', path), path).not.toMatch(/must-refer|Answered yes|police/)
    }
    expect(await pageText(house, 'ruth', '/today')).toContain('Referral the same day')
  })

  it('remembers a return sent in an earlier record', async () => {
    house = await caseHouse()
    await write(house, 'grace', halfTerm, [
      { what: 'return-sent', details: { on: '2026-10-26', how: 'by post', words: '' } },
      { what: 'absence-ended', details: { on: '2026-10-23', because: 'reason-in-register' } },
    ])
    const today = await pageText(house, 'grace', '/today')
    expect(today).toContain('Code N put right')
    expect(today).not.toContain('attendance return')
  })
})
