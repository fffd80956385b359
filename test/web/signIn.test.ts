import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdConnect } from '../../src/outside/openIdConnect.ts'
import { sql } from '../../src/storage/database.ts'
import { lockText, unlockText } from '../../src/storage/secretText.ts'
import { createApp } from '../../src/web/app.ts'
import { testKeys } from '../support/testHouse.ts'
import { makePeopleHouse, type PeopleHouse, textOf } from './peopleHouse.ts'
import { clientId, clientSecret, type IdentityProvider, startIdentityProvider } from './signInProvider.ts'

const publicUrl = 'https://whereabouts.northmoor.example'
let provider: IdentityProvider

beforeAll(async () => {
  provider = await startIdentityProvider(`${publicUrl}/sign-in/callback`)
})
afterAll(() => provider.close())

async function realHouse(change: { issuer?: string; allowPlainHttp?: boolean } = {}): Promise<PeopleHouse> {
  const signIn = openIdConnect({ issuer: provider.issuer, clientId, clientSecret, allowPlainHttp: true, ...change })
  const made = await makePeopleHouse({ change: { mode: 'production', publicUrl, signIn } })
  await made.house.database.commit([sql`UPDATE people SET issuer = ${provider.issuer} WHERE issuer IS NOT NULL`])
  return made
}

/** The cookies a browser would send after these answers. */
function cookiesAfter(...answers: Response[]): string {
  const jar = new Map<string, string>()
  for (const line of answers.flatMap((answer) => answer.headers.getSetCookie())) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
    if (/Max-Age=0/.test(line)) jar.delete(name!)
    else jar.set(name!, value!)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

async function begin({ app }: PeopleHouse, path = '/sign-in/start') {
  const started = await app.request(path)
  return { started, address: started.headers.get('location') ?? '', cookie: cookiesAfter(started) }
}

async function comeBack({ app }: PeopleHouse, returned: URL, cookie: string): Promise<Response> {
  return app.request(returned.pathname + returned.search, { headers: { cookie } })
}

async function signInAs(made: PeopleHouse, login: string, path?: string) {
  const { address, cookie } = await begin(made, path)
  const returned = await provider.signInAs(login, address)
  const answer = await comeBack(made, returned, cookie)
  return { answer, returned, cookie, session: cookiesAfter(answer) }
}

async function runningSessions({ house }: PeopleHouse): Promise<number> {
  const rows = await house.sqlite.read(
    sql<{ count: number }>`SELECT count(*) AS count FROM sessions WHERE ended_at IS NULL`,
  )
  return rows[0]!.count
}

async function statusOf({ app }: PeopleHouse, path: string, cookie: string): Promise<number> {
  return (await app.request(path, { headers: { cookie } })).status
}

describe('signing in with the organisation’s account', () => {
  test('the page has one button, which leads to the issuer with PKCE, a state and a nonce', async () => {
    const made = await realHouse()
    const page = await made.get('/sign-in')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('href="/sign-in/start"')

    const { started, address } = await begin(made)
    expect(started.status).toBe(303)
    const asked = new URL(address)
    expect(asked.origin).toBe(provider.issuer)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'whereabouts',
      scope: 'openid',
      redirect_uri: 'https://whereabouts.northmoor.example/sign-in/callback',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/)
    const [cookie] = started.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-whereabouts-sign-in=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(decodeURIComponent(cookie!)).not.toContain(asked.searchParams.get('state'))
  })

  test('an invited person is signed in and comes to the first page of their work', async () => {
    const made = await realHouse()
    const { answer, session } = await signInAs(made, 'ada')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    expect(answer.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^__Host-whereabouts=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    )
    expect(session).not.toContain('sign-in')
    expect(await statusOf(made, '/people', session)).toBe(200)
    const page = await made.app.request('/people', { headers: { cookie: session } })
    expect(await page.text()).toContain('Ada Frost, Administrator')
  })

  test('the database holds no secret that signs anybody in', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'ada')
    const rows = await made.house.sqlite.read(sql<{ id_hash: string }>`SELECT id_hash FROM sessions`)
    expect(rows).toHaveLength(1)
    expect(session).not.toContain(rows[0]!.id_hash)
  })

  test('an account nobody invited opens nothing, and the page says what to do', async () => {
    const made = await realHouse()
    const { answer, session } = await signInAs(made, 'stranger')
    expect(answer.status).toBe(403)
    expect(await textOf(answer)).toMatch(/^You have no account here .+ ask your administrator to invite you\. Sign in$/)
    expect(session).toBe('')
    expect(await runningSessions(made)).toBe(0)
  })

  test('the same subject at another issuer is somebody else', async () => {
    const made = await realHouse()
    await made.house.database.commit([sql`UPDATE people SET issuer = 'https://elsewhere.example' WHERE id = 'ada'`])
    const { answer } = await signInAs(made, 'ada')
    expect(answer.status).toBe(403)
    expect(await runningSessions(made)).toBe(0)
  })
})

describe('an answer that does not belong to the question', () => {
  async function expectNobody(made: PeopleHouse, answer: Response): Promise<void> {
    expect(answer.status).toBe(400)
    expect(await textOf(answer)).toContain('You are not signed in')
    expect(cookiesAfter(answer)).toBe('')
    expect(await runningSessions(made)).toBe(0)
  }

  test('another state signs nobody in', async () => {
    const made = await realHouse()
    const { address, cookie } = await begin(made)
    const returned = await provider.signInAs('ada', address)
    returned.searchParams.set('state', 'x'.repeat(43))
    await expectNobody(made, await comeBack(made, returned, cookie))
  })

  test('the same callback twice signs in once, though the browser kept its cookie', async () => {
    const made = await realHouse()
    const { returned, cookie } = await signInAs(made, 'ada')
    expect(await runningSessions(made)).toBe(1)
    const again = await comeBack(made, returned, cookie)
    expect(again.status).toBe(400)
    expect(cookiesAfter(again)).toBe('')
    expect(await runningSessions(made)).toBe(1)
  })

  test('a callback opened in a browser that never began signs nobody in', async () => {
    const made = await realHouse()
    const returned = await provider.signInAs('ada', (await begin(made)).address)
    await expectNobody(made, await comeBack(made, returned, ''))
    await expectNobody(made, await comeBack(made, returned, (await begin(made)).cookie))
  })

  test('a callback after ten minutes signs nobody in; just before, it does', async () => {
    const late = await realHouse()
    const begun = await begin(late)
    const returned = await provider.signInAs('ada', begun.address)
    late.house.machineClock.put('2026-10-14T09:10:00.000Z')
    await expectNobody(late, await comeBack(late, returned, begun.cookie))

    const inTime = await realHouse()
    const again = await begin(inTime)
    const backInTime = await provider.signInAs('ada', again.address)
    inTime.house.machineClock.put('2026-10-14T09:09:59.000Z')
    expect((await comeBack(inTime, backInTime, again.cookie)).status).toBe(303)
  })

  test.each(['nonce', 'verifier', 'for'])('a sign-in kept with another %s signs nobody in', async (name) => {
    const made = await realHouse()
    const { address, cookie } = await begin(made)
    const returned = await provider.signInAs('ada', address)
    const [cookieName, locked] = cookie.split(/=(.*)/) as [string, string]
    const kept = JSON.parse(await unlockText(testKeys.secrets, decodeURIComponent(locked)))
    const changed = await lockText(testKeys.secrets, JSON.stringify({ ...kept, [name]: 'z'.repeat(43) }))
    await expectNobody(made, await comeBack(made, returned, `${cookieName}=${encodeURIComponent(changed)}`))
  })

  test('a touched cookie signs nobody in', async () => {
    const made = await realHouse()
    const { address, cookie } = await begin(made)
    const returned = await provider.signInAs('ada', address)
    const at = cookie.indexOf('=') + 30
    const touched = cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1)
    await expectNobody(made, await comeBack(made, returned, touched))
  })

  test('cancelling at the issuer says so, and what the issuer writes is not repeated', async () => {
    const made = await realHouse()
    const { address, cookie } = await begin(made)
    const returned = await provider.cancel(address)
    expect(returned.searchParams.get('error')).toBe('access_denied')
    returned.searchParams.set('error_description', '<b>ring 07700 900123</b>')
    const answer = await comeBack(made, returned, cookie)
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('signing in was cancelled or not allowed')
    expect(text).not.toContain('900123')
    expect(await runningSessions(made)).toBe(0)
  })

  test('an issuer that does not answer is said to be away, and is asked again next time', async () => {
    const made = await realHouse({ issuer: 'http://127.0.0.1:9' })
    const { started } = await begin(made)
    expect(started.status).toBe(503)
    expect(await textOf(started)).toContain('did not answer. Nothing is lost.')
    expect(made.house.logged.some((line) => line.includes('sign-in-issuer-not-reached'))).toBe(true)
    expect(made.house.logged.join()).not.toContain(clientSecret)
  })

  test('an issuer over plain http is not spoken to', async () => {
    const made = await realHouse({ allowPlainHttp: false })
    expect((await begin(made)).started.status).toBe(503)
  })
})

describe('how long a sign-in lasts', () => {
  test('20 minutes without a click end it', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'ada')
    made.house.machineClock.put('2026-10-14T09:19:59.000Z')
    expect(await statusOf(made, '/people', session)).toBe(200)
    made.house.machineClock.put('2026-10-14T09:39:58.000Z')
    expect(await statusOf(made, '/people', session)).toBe(200)
    made.house.machineClock.put('2026-10-14T09:59:58.000Z')
    expect(await statusOf(made, '/people', session)).toBe(303)
  })

  test('8 hours end it, however busy', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'ada')
    const at = (minutes: number) => new Date(Date.parse('2026-10-14T09:00:00Z') + minutes * 60_000).toISOString()
    for (let minutes = 15; minutes < 480; minutes += 15) {
      made.house.machineClock.put(at(minutes))
      expect(await statusOf(made, '/people', session)).toBe(200)
    }
    made.house.machineClock.put(at(480))
    expect(await statusOf(made, '/people', session)).toBe(303)
  })

  test('the time the house shows does not age a sign-in', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'ada')
    made.house.clock.put('2026-12-01T09:00:00.000Z')
    expect(await statusOf(made, '/people', session)).toBe(200)
  })

  test('signing out ends it in the database too', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'ada')
    const headers = { cookie: session, 'sec-fetch-site': 'same-origin' }
    const out = await made.app.request('/sign-out', { method: 'POST', headers, body: new URLSearchParams() })
    expect(out.status).toBe(303)
    expect(await statusOf(made, '/people', session)).toBe(303)
    expect(await runningSessions(made)).toBe(0)
  })

  test('an administrator’s “sign out everywhere” ends it at the next click', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'evan')
    expect(await statusOf(made, '/schools', session)).toBe(200)
    expect((await made.post('/people/evan/sign-ins/end', {}, 'ada')).status).toBe(303)
    expect(await statusOf(made, '/schools', session)).toBe(303)
  })

  test('a role withdrawn between two clicks is gone at the second', async () => {
    const made = await realHouse()
    const { session } = await signInAs(made, 'evan')
    expect(await statusOf(made, '/schools', session)).toBe(200)
    expect((await made.post('/people/evan/roles/role-of-evan/withdrawal', {}, 'ada')).status).toBe(303)
    expect(await statusOf(made, '/schools', session)).toBe(404)
  })

  test('signing in again in the same browser ends the sign-in before', async () => {
    const made = await realHouse()
    const first = await signInAs(made, 'evan')
    const { address, cookie } = await begin(made)
    const returned = await provider.signInAs('ada', address)
    await comeBack(made, returned, `${cookie}; ${first.session}`)
    expect(await statusOf(made, '/schools', first.session)).toBe(303)
    expect(await runningSessions(made)).toBe(1)
  })
})

describe('taking up an invitation', () => {
  async function invite(made: PeopleHouse): Promise<string> {
    const form = { name: 'Iris Lund', atSchool: 'attendance-officer', school: '999001', formKey: 'one' }
    const answer = await made.post('/people', form, 'ada')
    expect(answer.status).toBe(200)
    return /https:\/\/whereabouts\.northmoor\.example(\/invitations\/[\w-]+)/.exec(await answer.text())![1]!
  }
  const startWith = (link: string) => `/sign-in/start?invitation=${link.split('/').at(-1)}`

  test('the link names the person, and signing in ties their account to them for good', async () => {
    const made = await realHouse()
    const link = await invite(made)
    const page = await made.get(link)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('Iris Lund')
    expect(html).toContain(`href="${startWith(link)}"`)

    const { answer, session } = await signInAs(made, 'iris-account', startWith(link))
    expect(answer.status).toBe(303)
    expect(await (await made.app.request('/needs-attention', { headers: { cookie: session } })).text()).toContain(
      'Iris Lund, Attendance officer',
    )
    expect((await signInAs(made, 'iris-account')).answer.status).toBe(303)
  })

  test('the link works once: nobody else gets in by it', async () => {
    const made = await realHouse()
    const link = await invite(made)
    await signInAs(made, 'iris-account', startWith(link))
    expect((await made.get(link)).status).toBe(404)
    const { answer } = await signInAs(made, 'somebody-else', startWith(link))
    expect(answer.status).toBe(404)
    expect(await textOf(answer)).toContain('This invitation cannot be used')
    expect(await runningSessions(made)).toBe(2)
  })

  test('two people who open one link at once: one becomes the person, the other nobody', async () => {
    const made = await realHouse()
    const link = await invite(made)
    const [one, two] = [await begin(made, startWith(link)), await begin(made, startWith(link))]
    const [back, otherBack] = [
      await provider.signInAs('first', one.address),
      await provider.signInAs('second', two.address),
    ]
    const answers = await Promise.all([comeBack(made, back, one.cookie), comeBack(made, otherBack, two.cookie)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
    const rows = await made.house.sqlite.read(
      sql<{ subject: string }>`SELECT subject FROM people WHERE name = 'Iris Lund'`,
    )
    expect(rows[0]!.subject).toBe(answers[0]!.status === 303 ? 'first' : 'second')
  })

  test('after seven days the link works no more; a minute before, it does', async () => {
    const made = await realHouse()
    const link = await invite(made)
    made.house.clock.put('2026-10-21T08:59:00.000Z')
    expect((await made.get(link)).status).toBe(200)
    made.house.clock.put('2026-10-21T09:00:00.000Z')
    expect((await made.get(link)).status).toBe(404)
    expect((await signInAs(made, 'iris-account', startWith(link))).answer.status).toBe(404)
  })

  test('an account that is somebody’s already cannot become a second person', async () => {
    const made = await realHouse()
    const link = await invite(made)
    const { answer } = await signInAs(made, 'evan', startWith(link))
    expect(answer.status).toBe(403)
    expect(await textOf(answer)).toContain('already in use here, under another name')
    expect((await made.get(link)).status).toBe(200)
    expect(await runningSessions(made)).toBe(1)
  })

  test('a new link ends the one before', async () => {
    const made = await realHouse()
    const link = await invite(made)
    const rows = await made.house.sqlite.read(sql<{ id: string }>`SELECT id FROM people WHERE name = 'Iris Lund'`)
    const answer = await made.post(`/people/${rows[0]!.id}/invitations`, {}, 'ada')
    const newer = /example(\/invitations\/[\w-]+)/.exec(await answer.text())![1]!
    expect(newer).not.toBe(link)
    expect((await made.get(link)).status).toBe(404)
    expect((await made.get(newer)).status).toBe(200)
  })

  test('a code nobody made is no invitation', async () => {
    const made = await realHouse()
    expect((await made.get('/invitations/none')).status).toBe(404)
  })
})

test('in the demonstration none of these pages exist', async () => {
  const { app } = await makePeopleHouse()
  for (const path of ['/sign-in', '/sign-in/start', '/sign-in/callback?code=x', '/invitations/x']) {
    expect((await app.request(path)).status).toBe(404)
  }
})

test('under a prefix the cookies are for that prefix and the issuer is told the whole address', async () => {
  const signIn = openIdConnect({ issuer: provider.issuer, clientId, clientSecret, allowPlainHttp: true })
  const change = {
    mode: 'production' as const,
    publicUrl: 'https://www.northmoor.example/whereabouts',
    basePath: '/whereabouts',
    signIn,
  }
  const { house } = await makePeopleHouse({ change })
  const started = await createApp(house).request('/sign-in/start')
  expect(new URL(started.headers.get('location')!).searchParams.get('redirect_uri')).toBe(
    'https://www.northmoor.example/whereabouts/sign-in/callback',
  )
  expect(started.headers.getSetCookie()[0]).toMatch(
    /^__Secure-whereabouts-sign-in=.+; Path=\/whereabouts; HttpOnly; Secure; SameSite=Lax$/,
  )
})
