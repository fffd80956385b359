// How does the first person of a fresh installation come in? `whereabouts person invite` makes a link and prints it, once.
import { parseArgs } from 'node:util'
import { type InvitingHouse, invitePerson } from './actions/invitePerson.ts'
import { readUniqueReferenceNumber } from './cases/identifiers/uniqueReferenceNumber.ts'
import { refusals } from './cases/refusals.ts'
import { type Person, type Role, roles } from './cases/roles.ts'
import type { House } from './house.ts'
import { schoolRoles } from './web/forms/role.ts'
import { pathsAt } from './web/paths.ts'

/** Where the command writes. */
interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const usage = `whereabouts person invite --name "…" --role ROLE [--role ROLE …] [--school URN]. Roles: ${roles.join(', ')}.`
const isAtSchool = (role: Role) => (schoolRoles as readonly Role[]).includes(role)

/** Whoever may run commands on this machine may do what an administrator may. */
const commandLine: Person = {
  id: 'command-line',
  name: 'the command line',
  rolesHeld: [{ role: 'administrator', schoolUrn: null }],
}

/** Invites a person. Exit 0 and one JSON line on standard output (`invitation` null in the demonstration: there one chooses whom to be); exit 2 and one line on standard error when refused. */
export async function personCommand(
  args: readonly string[],
  house: InvitingHouse & Pick<House, 'publicUrl' | 'basePath'>,
  io: Output,
): Promise<number> {
  const asked = readArguments(args)
  if ('refusal' in asked) return refuse(io, asked.refusal)
  const { name, school } = asked
  const held = asked.roles.map((role) => ({ role, schoolUrn: isAtSchool(role) ? school : null }))
  const outcome = await invitePerson(house, commandLine, { name, roles: held, formKey: house.ids.secret() })
  if ('refused' in outcome) {
    const isSchool = outcome.refused === 'school-not-found'
    return refuse(
      io,
      isSchool
        ? `There is no school ${school} yet: add it with whereabouts connection add.`
        : refusals[outcome.refused],
    )
  }
  const { personId, link } = outcome.accepted
  const invitation = link && new URL(pathsAt(house.basePath).invitation(link.code), house.publicUrl).href
  io.out(`${JSON.stringify({ person: personId, invitation })}\n`)
  return 0
}

function refuse(io: Output, sentence: string): number {
  io.err(`${sentence}\n`)
  return 2
}

interface Asked {
  readonly name: string
  readonly roles: readonly Role[]
  readonly school: string | null
}

function readArguments(args: readonly string[]): Asked | { readonly refusal: string } {
  const options = {
    name: { type: 'string' },
    role: { type: 'string', multiple: true },
    school: { type: 'string' },
  } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    return { refusal: `${cause instanceof Error ? cause.message.split('\n')[0] : cause} Usage: ${usage}` }
  }
  const { name = '', role: asked = [], school: typedSchool = null } = parsed.values
  if (parsed.positionals.join(' ') !== 'invite') return { refusal: `Usage: ${usage}` }
  const trimmed = name.trim()
  if (trimmed.length === 0 || trimmed.length > 200)
    return { refusal: '--name must be the person’s name, 1 to 200 characters.' }
  const known = roles.filter((role) => asked.includes(role))
  if (known.length === 0 || known.length < new Set(asked).size)
    return { refusal: `--role must be one of: ${roles.join(', ')}.` }
  const needsSchool = known.some(isAtSchool)
  const urn = typedSchool === null ? null : readUniqueReferenceNumber(typedSchool)
  if (urn && !urn.valid) return { refusal: `--school must be a URN. ${urn.because}` }
  const school = urn?.urn ?? null
  if (needsSchool && school === null) return { refusal: `--role ${known.find(isAtSchool)} needs --school URN.` }
  if (!needsSchool && school !== null) return { refusal: '--school goes only with a role at a school.' }
  return { name: trimmed, roles: known, school }
}
