import { describe, expect, test } from 'vitest'
import { withdrawRole } from '../../src/actions/withdrawRole.ts'
import { personCommand } from '../../src/personCommand.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf } from './peopleHouse.ts'

const real = { mode: 'production' as const, publicUrl: 'https://whereabouts.northmoor.example' }
const iris = { name: 'Iris Lund', atSchool: ['attendance-officer'], school: heronLane, formKey: 'one' }

interface RoleKept {
  role: string
  school_urn: string | null
  granted_by: string
  withdrawn_by: string | null
  withdrawn_at: string | null
}

function rolesOf({ house }: PeopleHouse, name: string): Promise<RoleKept[]> {
  return house.sqlite.read(sql<RoleKept>`SELECT r.role, r.school_urn, r.granted_by, r.withdrawn_by, r.withdrawn_at
    FROM roles_held r JOIN people p ON p.id = r.person_id WHERE p.name = ${name} ORDER BY r.role, r.school_urn`)
}

async function idOf({ house }: PeopleHouse, name: string): Promise<string> {
  return (await house.sqlite.read(sql<{ id: string }>`SELECT id FROM people WHERE name = ${name}`))[0]!.id
}

describe('the list of people', () => {
  test('shows who may do what and when they were last here, in one statement beside the sign-in’s two', async () => {
    const made = await makePeopleHouse()
    await made.signIn('bela')
    await made.signIn('ada')
    made.house.statements.count = 0
    const page = await made.get('/people', 'ada')
    expect(page.status).toBe(200)
    expect(made.house.statements.count).toBe(3)
    const text = await textOf(page)
    expect(text).toContain(
      'Bela Novak Attendance officer, Heron Lane Primary School Can be chosen on the sign-in page 14 October 2026, 10:00',
    )
    expect(text).toContain('Evan Pryce CME officer Can be chosen on the sign-in page Never')
    expect(text).toContain('Hugo Vale No role')
  })

  test('finds by part of a name, and says when nobody fits', async () => {
    const made = await makePeopleHouse()
    const found = await textOf(await made.get('/people?name=QUI', 'ada'))
    expect(found).toContain('Dora Quill')
    expect(found).not.toContain('Bela Novak')
    expect(await textOf(await made.get('/people?name=%3Cb%3E', 'ada'))).toContain(
      'Nobody here has “ <b> ” in their name.',
    )
  })

  test('goes on over pages of 50, with the same number of statements', async () => {
    const made = await makePeopleHouse()
    const many = JSON.stringify(Array.from({ length: 60 }, (_, at) => `Person ${String(at).padStart(2, '0')}`))
    await made.house.database.commit([
      sql`INSERT INTO people (id, name, created_at) SELECT 'p' || key, value, '2026-09-01T08:00:00.000Z' FROM json_each(${many})`,
    ])
    await made.signIn('ada')
    made.house.statements.count = 0
    const first = await textOf(await made.get('/people', 'ada'))
    expect(made.house.statements.count).toBe(3)
    expect(first).toContain('1 to 50 of 68 people Next page')
    const second = await textOf(await made.get('/people?page=2', 'ada'))
    expect(second).toContain('51 to 68 of 68 people Previous page')
    expect(second).toContain('Person 59')
    expect((await made.get('/people?page=3', 'ada')).headers.get('location')).toBe('/people')
  })
})

describe('inviting', () => {
  test('makes a person with roles and shows a link once; only its hash is kept', async () => {
    const made = await makePeopleHouse({ change: real })
    const answer = await made.post(
      '/people',
      { ...iris, atSchool: ['attendance-officer', 'head-teacher'], atAuthority: 'cme-officer' },
      'ada',
    )
    expect(answer.status).toBe(200)
    const html = await answer.text()
    const code = /https:\/\/whereabouts\.northmoor\.example\/invitations\/([\w-]+)/.exec(html)![1]!
    expect(html).toContain('until Wednesday 21 October 2026, 10:00')
    expect(await rolesOf(made, 'Iris Lund')).toEqual([
      { role: 'attendance-officer', school_urn: '999001', granted_by: 'ada', withdrawn_by: null, withdrawn_at: null },
      { role: 'cme-officer', school_urn: null, granted_by: 'ada', withdrawn_by: null, withdrawn_at: null },
      { role: 'head-teacher', school_urn: '999001', granted_by: 'ada', withdrawn_by: null, withdrawn_at: null },
    ])
    const kept = await made.house.sqlite.read(sql<{ code_hash: string }>`SELECT * FROM invitations`)
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(code)
    const page = await textOf(await made.get(`/people/${await idOf(made, 'Iris Lund')}`, 'ada'))
    expect(page).toContain('Invited, has not signed in yet The link works until 21 October 2026, 10:00')
    expect(page).not.toContain(code)
  })

  test('the same form sent twice invites once', async () => {
    const made = await makePeopleHouse({ change: real })
    await made.post('/people', iris, 'ada')
    const again = await made.post('/people', iris, 'ada')
    expect(again.status).toBe(303)
    expect(again.headers.get('location')).toBe(`/people/${await idOf(made, 'Iris Lund')}`)
    const people = await made.house.sqlite.read(sql`SELECT id FROM people WHERE name = 'Iris Lund'`)
    expect(people).toHaveLength(1)
  })

  test('in the demonstration no link is made: the person can be chosen', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/people', iris, 'ada')
    expect(answer.status).toBe(303)
    const page = await made.get(answer.headers.get('location')!, 'ada')
    expect(await textOf(page)).toContain('Can be chosen on the sign-in page')
    expect(await made.house.sqlite.read(sql`SELECT * FROM invitations`)).toEqual([])
  })

  test.each([
    [{ ...iris, name: ' \u0000 ' }, 'Enter the person’s name', '#name'],
    [{ ...iris, name: 'x'.repeat(201) }, 'The name must be 200 characters or fewer', '#name'],
    [{ ...iris, atSchool: [], school: '' }, 'Choose at least one role', '#atSchool'],
    [{ ...iris, school: '' }, 'Choose the school for these roles', '#school'],
    [{ ...iris, atSchool: [], atAuthority: 'cme-officer' }, 'Choose a role at the school, or no school', '#atSchool'],
    [{ ...iris, school: '000000' }, 'That school is not here. Choose one from the list.', '#school'],
  ])('a form that does not fit comes back with what was typed (%#)', async (form, sentence, field) => {
    const made = await makePeopleHouse()
    const answer = await made.post('/people', form as Record<string, string | string[]>, 'ada')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: Invite a person - Whereabouts</title>')
    expect(html).toContain(`<a href="${field}">${sentence}</a>`)
    expect(html).toContain(`id="${field.slice(1)}"`)
    if (form.name.trim().length > 2) expect(html).toContain(`value="${form.name}"`)
    expect(
      await made.house.sqlite.read(sql`SELECT id FROM people WHERE created_at <> '2026-10-14T09:00:00.000Z'`),
    ).toEqual([])
  })

  test('a name made of markup, template and formula is shown as it is, without what turns text', async () => {
    const made = await makePeopleHouse()
    const name = '<script>{{ 7*7 }}</script> =SUM(A1) \u202Eevil'
    const answer = await made.post('/people', { ...iris, name }, 'ada')
    const html = await (await made.get(answer.headers.get('location')!, 'ada')).text()
    expect(html).toContain('<bdi>&lt;script&gt;{{ 7*7 }}&lt;/script&gt; =SUM(A1) evil</bdi>')
    expect(html).not.toContain('<script>{{')
  })

  test.each([
    ['spaces without width', '\u200B\u200B'],
    ['a letter that draws nothing', '\u3164'],
    ['an empty braille cell', '\u2800'],
  ])('a name of %s is no name', async (_, name) => {
    const made = await makePeopleHouse()
    const answer = await made.post('/people', { ...iris, name }, 'ada')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('<a href="#name">Enter the person’s name</a>')
  })
})

describe('roles', () => {
  test('a role is given, with who gave it and when', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/people/gwen/roles', { role: 'safeguarding-lead', school: millfield }, 'ada')
    expect(answer.status).toBe(303)
    expect(await rolesOf(made, 'Gwen Tate')).toMatchObject([
      { role: 'attendance-officer', granted_by: 'command-line' },
      { role: 'safeguarding-lead', school_urn: '999002', granted_by: 'ada' },
    ])
    expect(await textOf(await made.get('/people/gwen', 'ada'))).toContain(
      'Designated safeguarding lead, Millfield Academy Given 14 October 2026 by Ada Frost',
    )
  })

  test('a role of the authority takes no school, whatever was chosen beside it', async () => {
    const made = await makePeopleHouse()
    await made.post('/people/hugo/roles', { role: 'cme-officer', school: millfield }, 'ada')
    expect(await rolesOf(made, 'Hugo Vale')).toMatchObject([{ role: 'cme-officer', school_urn: null }])
  })

  test.each([
    ['gwen', { role: '', school: '' }, 'Choose a role'],
    ['gwen', { role: 'king', school: millfield }, 'Choose a role'],
    ['gwen', { role: 'head-teacher', school: '' }, 'Choose the school for this role'],
    ['gwen', { role: 'head-teacher', school: '123456' }, 'That school is not here. Choose one from the list.'],
    ['gwen', { role: 'attendance-officer', school: millfield }, 'This person already has that role.'],
    ['ada', { role: 'safeguarding-lead', school: millfield }, 'You cannot give yourself a role.'],
  ])('%s cannot be given %o', async (who, form, sentence) => {
    const made = await makePeopleHouse()
    const before = await made.house.sqlite.read(sql`SELECT * FROM roles_held`)
    const answer = await made.post(`/people/${who}/roles`, form, 'ada')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
    expect(await made.house.sqlite.read(sql`SELECT * FROM roles_held`)).toEqual(before)
  })

  test('withdrawing asks first, then holds at once and stays on record', async () => {
    const made = await makePeopleHouse()
    expect((await made.get('/needs-attention', 'bela')).status).toBe(200)
    const asked = await textOf(await made.get('/people/bela/roles/role-of-bela/withdrawal', 'ada'))
    expect(asked).toContain('Withdraw a role from Bela Novak ? Attendance officer, Heron Lane Primary School')
    expect(await rolesOf(made, 'Bela Novak')).toMatchObject([{ withdrawn_by: null }])

    const answer = await made.post('/people/bela/roles/role-of-bela/withdrawal', {}, 'ada')
    expect(answer.headers.get('location')).toBe('/people/bela')
    expect(await rolesOf(made, 'Bela Novak')).toEqual([
      {
        role: 'attendance-officer',
        school_urn: '999001',
        granted_by: 'command-line',
        withdrawn_by: 'ada',
        withdrawn_at: '2026-10-14T09:00:00.000Z',
      },
    ])
    expect((await made.get('/needs-attention', 'bela')).status).toBe(404)
    expect(await textOf(await made.get('/people/bela', 'ada'))).toContain('withdrawn 14 October 2026 by Ada Frost')
  })

  test('withdrawing what is withdrawn says so; what is not there is not found', async () => {
    const made = await makePeopleHouse()
    await made.post('/people/bela/roles/role-of-bela/withdrawal', {}, 'ada')
    const again = await made.post('/people/bela/roles/role-of-bela/withdrawal', {}, 'ada')
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('This person no longer has that role.')
    expect((await made.get('/people/bela/roles/role-of-bela/withdrawal', 'ada')).status).toBe(404)
    expect((await made.post('/people/nobody/roles/x/withdrawal', {}, 'ada')).status).toBe(404)
    expect((await made.post('/people/nobody/roles', { role: 'cme-officer' }, 'ada')).status).toBe(404)
    expect((await made.post('/people/nobody/sign-ins/end', {}, 'ada')).status).toBe(404)
    expect((await made.get('/people/nobody', 'ada')).status).toBe(404)
    // Another person's role is not reached through this person.
    expect((await made.post('/people/bela/roles/role-of-evan/withdrawal', {}, 'ada')).status).toBe(422)
    expect(await rolesOf(made, 'Evan Pryce')).toMatchObject([{ withdrawn_by: null }])
  })
})

describe('the last administrator', () => {
  test('cannot lose the role', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/people/ada/roles/role-of-ada/withdrawal', {}, 'ada')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(
      'This is the last administrator who can sign in. Give somebody else the role first.',
    )
    expect((await made.get('/people', 'ada')).status).toBe(200)
  })

  test('can, once another one can sign in: where accounts are real, an invitation alone is not enough', async () => {
    const made = await makePeopleHouse({ change: real })
    await made.post('/people', { name: 'Iris Lund', atAuthority: 'administrator', formKey: 'one' }, 'ada')
    expect((await made.post('/people/ada/roles/role-of-ada/withdrawal', {}, 'ada')).status).toBe(422)
    await made.house.database.commit([
      sql`UPDATE people SET issuer = 'https://accounts.example', subject = 'iris' WHERE name = 'Iris Lund'`,
    ])
    expect((await made.post('/people/ada/roles/role-of-ada/withdrawal', {}, 'ada')).status).toBe(303)
    expect((await made.get('/people', 'ada')).status).toBe(404)
  })

  test('two administrators who withdraw each other’s role at once leave one', async () => {
    const made = await makePeopleHouse()
    await made.post('/people/hugo/roles', { role: 'administrator' }, 'ada')
    const [hugos] = await made.house.sqlite.read(
      sql<{ id: string }>`SELECT id FROM roles_held WHERE person_id = 'hugo'`,
    )
    const administrator = (id: string, name: string) => ({
      id,
      name,
      rolesHeld: [{ role: 'administrator' as const, schoolUrn: null }],
    })
    const outcomes = await Promise.all([
      withdrawRole(made.house, administrator('ada', 'Ada Frost'), { personId: 'hugo', roleId: hugos!.id }),
      withdrawRole(made.house, administrator('hugo', 'Hugo Vale'), { personId: 'ada', roleId: 'role-of-ada' }),
    ])
    expect(outcomes).toEqual([{ accepted: 'administrator' }, { refused: 'last-administrator' }])
    expect(
      await made.house.sqlite.read(
        sql`SELECT person_id FROM roles_held WHERE role = 'administrator' AND withdrawn_at IS NULL`,
      ),
    ).toEqual([{ person_id: 'ada' }])
  })
})

describe('npx whereabouts person invite', () => {
  async function run(made: PeopleHouse, ...args: string[]) {
    const out: string[] = []
    const err: string[] = []
    const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
    return { code: await personCommand(args, made.house, io), out: out.join(''), err: err.join('') }
  }

  test('lets the first administrator of a fresh installation in', async () => {
    const made = await makePeopleHouse({ change: real, isFresh: true })
    const { code, out, err } = await run(made, 'invite', '--name', 'Iris Lund', '--role', 'administrator')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.endsWith('}\n')).toBe(true)
    const printed = JSON.parse(out) as { person: string; invitation: string }
    expect(printed.person).toBe(await idOf(made, 'Iris Lund'))
    expect(printed.invitation).toMatch(/^https:\/\/whereabouts\.northmoor\.example\/invitations\/[\w-]{43}$/)
    expect(await rolesOf(made, 'Iris Lund')).toMatchObject([{ role: 'administrator', granted_by: 'command-line' }])
  })

  test('takes roles at a school; in the demonstration there is no link', async () => {
    const made = await makePeopleHouse()
    const { code, out } = await run(
      made,
      'invite',
      '--name',
      'Iris Lund',
      '--role',
      'attendance-officer',
      '--role',
      'cme-officer',
      '--school',
      '999 001',
    )
    expect(code).toBe(0)
    expect(JSON.parse(out).invitation).toBe(null)
    expect(await rolesOf(made, 'Iris Lund')).toMatchObject([
      { role: 'attendance-officer', school_urn: '999001' },
      { role: 'cme-officer', school_urn: null },
    ])
  })

  test.each([
    [[], 'Usage: whereabouts person invite'],
    [['remove'], 'Usage: whereabouts person invite'],
    [['invite', '--rank', 'king'], 'Unknown option'],
    [['invite', '--name', ' ', '--role', 'administrator'], '--name must be'],
    [['invite', '--name', 'Iris Lund'], '--role must be one of'],
    [['invite', '--name', 'Iris Lund', '--role', 'king'], '--role must be one of'],
    [['invite', '--name', 'Iris Lund', '--role', 'head-teacher'], '--role head-teacher needs --school URN.'],
    [
      ['invite', '--name', 'Iris Lund', '--role', 'head-teacher', '--school', '12'],
      '--school must be a URN. A URN has 6 digits. This has 2.',
    ],
    [
      ['invite', '--name', 'Iris Lund', '--role', 'head-teacher', '--school', '123456'],
      'There is no school 123456 yet',
    ],
    [
      ['invite', '--name', 'Iris Lund', '--role', 'cme-officer', '--school', '999001'],
      '--school goes only with a role at a school.',
    ],
  ])('refuses %j in one line, and invites nobody', async (args, sentence) => {
    const made = await makePeopleHouse()
    const { code, out, err } = await run(made, ...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(await made.house.sqlite.read(sql`SELECT id FROM people WHERE name = 'Iris Lund'`)).toEqual([])
  })
})
