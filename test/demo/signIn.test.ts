// Can a visitor be anybody in Northmoor, also who was added later?
import { beforeAll, describe, expect, test } from 'vitest'
import { personAdded, rolesGranted } from '../../src/storage/personStore.ts'
import { type OpenNorthmoor, openNorthmoor } from './openNorthmoor.ts'

let northmoor: OpenNorthmoor
beforeAll(async () => {
  northmoor = await openNorthmoor()
}, 60_000)

async function signInAs(person: string): Promise<string> {
  const answer = await northmoor.submit('/sign-in', { person })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

describe('choosing who to be', () => {
  test('everybody is listed where they work, and the page says plainly what it is', async () => {
    const page = await (await northmoor.request('/sign-in')).text()
    expect(page).toContain('This is a demonstration.')
    const places = [...page.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, name]) => name)
    expect(places).toEqual([
      'Northmoor Council',
      'Oakfield Primary School',
      'St Brigid’s Catholic Primary School',
      'Northmoor High School',
      'Kingsmead Academy',
      'Weir Bank Primary School',
      'Thornholme Village School',
    ])
    const people = [...page.matchAll(/wb-demo-people__name">([^<]+)</g)].map(([, name]) => name)
    expect(people.slice(0, 7)).toEqual([
      'Dan Hale',
      'Owen Tasker',
      'Priya Raman',
      'Sam Whitlock',
      'Grace Osei',
      'Martin Pryce',
      'Ruth Adeyemi',
    ])
    expect(people).toHaveLength(19)
  })

  test('whoever is chosen is signed in, and another choice ends the sign-in before', async () => {
    const grace = await signInAs('grace-osei')
    const home = await northmoor.request('/', { headers: { cookie: grace } })
    expect(home.headers.get('location')).toBe('/today')
    const asDan = await northmoor.submit('/sign-in', { person: 'dan-hale' }, grace)
    expect(asDan.status).toBe(303)
    const after = await northmoor.request('/', { headers: { cookie: grace } })
    expect(after.status).toBe(200)
    expect(await after.text()).toContain('Sign in')
  })

  test('somebody who is not there is refused with what to do', async () => {
    const wrong: Record<string, string>[] = [{ person: 'nobody' }, { somebody: 'grace-osei' }]
    for (const fields of wrong) {
      const answer = await northmoor.submit('/sign-in', fields)
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain('<title>Error: Choose who to act as')
      expect(page).toContain('Choose one of the people on this page')
    }
  })

  test('a person added later can be chosen, with a role or still without', async () => {
    const at = northmoor.house.clock.now()
    await northmoor.house.database.commit([
      personAdded('late-comer', 'Ines Late', at),
      personAdded('no-role', 'Owen Blank', at),
      rolesGranted(
        'late-comer',
        [{ id: 'late-role', role: 'attendance-officer', schoolUrn: '999106' }],
        'sam-whitlock',
        at,
      ),
    ])
    const page = await (await northmoor.request('/sign-in')).text()
    expect(page).toContain('No role yet')
    await signInAs('no-role')
    const cookie = await signInAs('late-comer')
    expect((await northmoor.request('/', { headers: { cookie } })).headers.get('location')).toBe('/today')
  })

  test('every page carries the bar with the time there', async () => {
    const page = await (await northmoor.request('/')).text()
    expect(page).toContain('It is <time datetime="2026-11-17T09:47:00.000Z">Tue 17 Nov, 09:47</time> in Northmoor')
    expect(page).toContain('Jump to day 20')
  })
})
