// Is a found child seen on the list, and a closed case found again?
import { beforeEach, describe, expect, test } from 'vitest'
import { caseReference } from '../../src/cases/caseReference.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { type ChildAway, caseloadHouse, type LoadHouse } from './caseloadHouse.ts'
import { heronLane, stOswald, textOf } from './peopleHouse.ts'

let house: LoadHouse
beforeEach(async () => {
  house = await caseloadHouse()
})

const pip: ChildAway = { id: 'pip', forename: 'Pip', surname: 'Lark', school: heronLane, schoolDays: 4 }
const una: ChildAway = { id: 'una', forename: 'Una', surname: 'Wren', school: stOswald, schoolDays: 12 }
const found = (kind: 'abroad' | 'home-educated-unsuitable'): CaseHappening => ({
  what: 'child-found',
  details: {
    ...{ side: 'authority', kind, on: '2026-10-13', who: 'Border office' },
    ...{ how: 'foreign-proof', where: 'Hungary', words: '' },
  },
})
const closed: CaseHappening = { what: 'case-closed', details: { because: 'abroad', on: '2026-10-14' } }
const ended: CaseHappening = { what: 'absence-ended', details: { on: '2026-10-14', because: 'left' } }
const pageOf = async (address: string, who: string) => await textOf(await house.get(address, who))
const search = async (typed: string, who: string) => {
  const answer = await house.post('/cases/search', { search: typed }, who)
  expect(answer.status).toBe(303)
  const to = answer.headers.get('location')!
  expect(to).toMatch(/^\/cases\?search=[\w-]+$/)
  return await pageOf(to, who)
}

describe('a found child', () => {
  test('is on the list with where, since when and what is still to do, and a filter shows those to finish', async () => {
    await house.away([{ ...pip, happenings: [found('abroad')] }, una])
    const page = await pageOf('/cases?state=found', 'evan')
    expect(page).toContain('1 case of 2')
    expect(page).toContain('Only: State: Found, to finish.')
    expect(page).toContain(
      'Found: living abroad, with proof, Tue 13 Oct. Still to do: tell the school that the child lives abroad',
    )
    expect(page).toContain('Tell the school that the child lives abroad Today')
  })

  test('at home with an education that is not suitable is still missing education', async () => {
    await house.away([{ ...pip, happenings: [found('home-educated-unsuitable')] }])
    expect(await pageOf('/cases?state=unsuitable', 'evan')).toContain(
      'At home, education not suitable since Tue 13 Oct: still missing education',
    )
  })
})

describe('a reason in the register that nobody has looked at', () => {
  test('asks both sides to look, with how long ago the child was seen', async () => {
    const reason: CaseHappening = {
      what: 'absence-ended',
      details: { on: '2026-10-13', because: 'reason-in-register' },
    }
    await house.away([{ ...una, happenings: [reason] }])
    await house.house.database.commit([sql`UPDATE marks SET code = 'I' WHERE marked_on >= '2026-10-13'`])
    expect(await pageOf('/cases?duty=today', 'evan')).toContain(
      'The register gives a reason from Tue 13 Oct. Nobody has seen the child for 16 days: look, then record it',
    )
    expect(await pageOf('/cases', 'evan')).toContain('See the child, and write it down Today')
    const html = await (await house.get('/cases', 'evan')).text()
    expect(html).toContain('href="/cases/case-una/sightings/new"')
    expect(html).not.toContain('>Nothing owed<')
  })
})

describe('an answer that is late', () => {
  const referral: CaseHappening = {
    what: 'referral-made',
    details: {
      ...{ side: 'school', to: 'police', at: '2026-10-09T09:00:00.000Z', reference: 'NP-1', takenBy: 'PC Lowe' },
      ...{ dueOn: '2026-10-12', said: [], words: '' },
    },
  }

  test('is next, overdue, for who may see referrals, and said to nobody else', async () => {
    await house.away([{ ...pip, schoolDays: 2, happenings: [referral] }])
    expect(await pageOf('/cases?duty=overdue', 'evan')).toContain(
      'Answer from the police to the referral Overdue, due Mon 12 Oct',
    )
    expect(await pageOf('/cases', 'cleo')).toContain('Answer from the police')
    for (const who of ['bela', 'dora']) expect(await pageOf('/cases', who)).not.toContain('police')
  })
})

describe('a closed case', () => {
  test('is behind its filter, the newest first, with what was found', async () => {
    await house.away([{ ...pip, happenings: [found('abroad'), closed, ended] }, una])
    expect(await pageOf('/cases', 'evan')).toContain('Closed (1)')
    const page = await pageOf('/cases?state=closed', 'evan')
    expect(page).toContain('1 closed case')
    expect(page).toContain('Pip Lark')
    expect(page).toContain('Closed 14 October 2026: living abroad, with proof')
    expect(page).not.toContain('Wren')
    expect(await pageOf(`/cases?state=closed&school=${stOswald}`, 'evan')).toContain('No case is closed here yet.')
    expect((await house.get('/cases?state=closed&page=99', 'evan')).status).toBe(200)
  })

  test('whose absence still runs is on the school’s list while the register says away, and not on the authority’s', async () => {
    await house.away([{ ...pip, schoolDays: 8, happenings: [found('abroad'), closed] }])
    const page = await pageOf('/cases', 'cleo')
    expect(page).toContain('Closed: living abroad, with proof; the register still says away')
    expect(await pageOf('/cases', 'evan')).not.toContain('Pip Lark')
  })
})

describe('the search', () => {
  test('finds an open and a closed case by reference and by name, with no name in the address, and is on record', async () => {
    await house.away([{ ...pip, happenings: [found('abroad'), closed, ended] }, una])
    expect(await search('lark', 'evan')).toContain('1 case found')
    expect(await search(caseReference('case-una').replace('-', '').toLowerCase(), 'evan')).toContain('Una Wren')
    expect(await search(caseReference('case-pip'), 'evan')).toContain('Closed 14 October 2026')
    const reads = await house.house.database.read<{ page: string; pupil_ids: string }>(
      sql`SELECT page, pupil_ids FROM reads ORDER BY id`,
    )
    expect(reads.map(({ page, pupil_ids }) => [page, pupil_ids])).toEqual([
      ['Cases: search', '["pip"]'],
      ['Cases: search', '["una"]'],
      ['Cases: search', '["pip"]'],
    ])
  })

  test('shows nobody another school’s case, and the authority none that is not opened', async () => {
    await house.away([una, { ...pip, isOpened: false }])
    expect(await search('una', 'cleo')).toContain('No case has a reference or a name like that.')
    expect(await search(caseReference('case-una'), 'cleo')).toContain('0 cases found')
    expect(await search('lark', 'evan')).toContain('0 cases found')
    expect(await search('lark', 'cleo')).toContain('Not opened for the authority')
    for (const who of ['fern', 'ada', 'hugo'])
      expect((await house.post('/cases/search', { search: 'lark' }, who)).status).toBe(404)
  })

  test('another person’s search, or one long ago, is not kept', async () => {
    await house.away([pip])
    const to = (await house.post('/cases/search', { search: 'lark' }, 'evan')).headers.get('location')!
    expect(await pageOf(to, 'edie')).toContain('That search is not kept any more.')
  })

  test('asks for something to look for, with what was typed kept', async () => {
    const empty = await house.post('/cases/search', { search: ' ' }, 'evan')
    expect(empty.status).toBe(422)
    expect(await textOf(empty)).toContain('Enter a reference or a name')
    const short = await house.post('/cases/search', { search: '<b' }, 'evan')
    expect([short.status, (await short.text()).includes('value="&lt;b"')]).toEqual([422, true])
  })
})
