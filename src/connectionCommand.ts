// How does a school's system get a door from the command line? `whereabouts connection add`, `rotate` and `end`, by the rules of the page.
import { parseArgs } from 'node:util'
import { endConnection, rotateSecret } from './actions/changeConnection.ts'
import { commandLine, connectSchool } from './actions/connectSchool.ts'
import { type KeepingOldSecret, keepingOldSecret } from './cases/decide/changeConnection.ts'
import { longestSchoolName } from './cases/decide/connectSchool.ts'
import { readUniqueReferenceNumber } from './cases/identifiers/uniqueReferenceNumber.ts'
import { refusals } from './cases/refusals.ts'
import { scopeOf } from './cases/roles.ts'
import { settingsOf, wondeDomains } from './cases/vendors.ts'
import type { House } from './house.ts'
import { isSecret } from './intake/signature.ts'
import { findConnectionAtEndpoint } from './storage/connectionPageStore.ts'
import { pathsAt } from './web/paths.ts'

/** Where a command writes. */
export interface CommandOutput {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const usages = {
  add: `whereabouts connection add --school URN --name "…" --vendor generic [--secret whsec_…] [--previous-secret whsec_…] | --vendor wonde [--domain ${wondeDomains[0]}] [--wonde-school A…] | --vendor arbor --host SCHOOL.uk.arbor.sc --user … --password …`,
  rotate: `whereabouts connection rotate --endpoint /hooks/… [--keep-old ${keepingOldSecret.join('|')}]`,
  end: 'whereabouts connection end --endpoint /hooks/… --reason "…"',
}

const text = { type: 'string' } as const
const options = {
  ...{ school: text, name: text, vendor: text, secret: text, 'previous-secret': text },
  ...{ domain: text, 'wonde-school': text, host: text, user: text, password: text },
  ...{ endpoint: text, 'keep-old': text, reason: text },
}
type Values = { readonly [Option in keyof typeof options]?: string }

const belongTo = {
  add: 'school name vendor secret previous-secret domain wonde-school host user password',
  rotate: 'endpoint keep-old',
  end: 'endpoint reason',
}
type Verb = keyof typeof belongTo

/** What the command answers: an object to print, or a line that says why not. */
type Answer = { readonly printed: object } | { readonly refusal: string }

/** Adds, rotates or ends a connection. Exit 0 and one JSON line on standard output; exit 2 and one line on standard error when refused. */
export async function connectionCommand(args: readonly string[], house: House, io: CommandOutput): Promise<number> {
  const answer = await answerTo(args, house)
  if ('refusal' in answer) {
    io.err(`${answer.refusal}\n`)
    return 2
  }
  io.out(`${JSON.stringify(answer.printed)}\n`)
  return 0
}

async function answerTo(args: readonly string[], house: House): Promise<Answer> {
  const verb = Object.hasOwn(belongTo, args[0] ?? '') ? (args[0] as Verb) : null
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    return {
      refusal: `${cause instanceof Error ? cause.message.split('\n')[0] : cause} Usage: ${usages[verb ?? 'add']}`,
    }
  }
  if (!verb || parsed.positionals.length !== 1) return { refusal: `Usage: ${Object.values(usages).join(' | ')}` }
  const foreign = Object.keys(parsed.values).find((name) => !belongTo[verb].split(' ').includes(name))
  if (foreign) return { refusal: `--${foreign} does not belong here. Usage: ${usages[verb]}` }
  const values: Values = { ...parsed.values }
  return verb === 'add' ? add(house, values) : change(house, verb, values)
}

async function add(house: House, values: Values): Promise<Answer> {
  const { school = '', name = '', vendor = '', secret, 'previous-secret': previousSecret } = values
  const read = readUniqueReferenceNumber(school)
  if (!read.valid) return { refusal: '--school must be a URN: six digits.' }
  const schoolName = name.trim()
  if (schoolName.length === 0 || schoolName.length > longestSchoolName)
    return { refusal: '--name must be the name of the school, 1 to 200 characters.' }
  if (vendor !== 'generic' && vendor !== 'wonde' && vendor !== 'arbor')
    return { refusal: '--vendor must be generic, wonde or arbor: no other is known.' }
  const shape = 'must be whsec_ followed by the base64 of 24 to 64 bytes.'
  if (secret !== undefined && !isSecret(secret)) return { refusal: `--secret ${shape}` }
  if (previousSecret !== undefined && !isSecret(previousSecret)) return { refusal: `--previous-secret ${shape}` }
  const about = aboutVendor(vendor, values)
  if ('refusal' in about) return about
  const outcome = await connectSchool(house, commandLine, {
    ...{ schoolUrn: read.urn, schoolName, vendor, settings: about.settings, token: about.token },
    ...(secret === undefined ? {} : { secret }),
    ...(previousSecret === undefined ? {} : { previousSecret }),
  })
  if (!outcome) throw new Error('The command line may connect schools')
  if ('refused' in outcome) return { refusal: refusals[outcome.refused] }
  const { endpoint, secret: made } = outcome.accepted
  return { printed: { endpoint: addressOf(vendor, endpoint), secret: made } }
}

type AboutVendor = { readonly settings: Readonly<Record<string, string>>; readonly token: string | null }

function aboutVendor(vendor: 'generic' | 'wonde' | 'arbor', values: Values): AboutVendor | { refusal: string } {
  const { domain = wondeDomains[0], 'wonde-school': schoolRef, host = '', user, password } = values
  const own = {
    generic: 'secret previous-secret',
    wonde: 'domain wonde-school',
    arbor: 'host user password',
  }
  const ofOthers = Object.entries(own).flatMap(([other, names]) => (other === vendor ? [] : names.split(' ')))
  const foreign = Object.keys(values).find((name) => ofOthers.includes(name))
  if (foreign) return { refusal: `--${foreign} does not go with --vendor ${vendor}. Usage: ${usages.add}` }
  if (vendor === 'generic') return { settings: {}, token: null }
  if (vendor === 'wonde') {
    const settings = { domain, ...(schoolRef === undefined ? {} : { school_ref: schoolRef }) }
    if (settingsOf('wonde', settings)) return { settings, token: null }
    return { refusal: `--domain must be one of ${wondeDomains.join(', ')}, and --wonde-school A followed by digits.` }
  }
  if (!settingsOf('arbor', { host }))
    return {
      refusal: '--host must be the school’s own address at Arbor, such as oakfield.uk.arbor.sc, and nothing more.',
    }
  if (!user || !password) return { refusal: `--user and --password are needed. Usage: ${usages.add}` }
  return { settings: { host }, token: `${user}:${password}` }
}

async function change(house: House, verb: 'rotate' | 'end', values: Values): Promise<Answer> {
  const { endpoint = '', 'keep-old': keepOld = '7-days', reason = '' } = values
  const scope = scopeOf(commandLine, 'connect-schools')
  const found = await findConnectionAtEndpoint(house.database, scope, endpoint.split('/').at(-1) ?? '')
  if (!found) return { refusal: '--endpoint must be an address that connection add printed.' }
  const asked = { connectionId: found.id, seen: null }
  const address = addressOf(found.vendor, found.endpoint)
  if (verb === 'end') {
    const ended = await endConnection(house, commandLine, asked, reason)
    if (!ended || 'refused' in ended) return { refusal: refusals[ended?.refused ?? 'connection-ended'] }
    return { printed: { endpoint: address, ended: true } }
  }
  const keep = keepingOldSecret.find((each): each is KeepingOldSecret => each === keepOld)
  if (!keep) return { refusal: `--keep-old must be one of ${keepingOldSecret.join(', ')}.` }
  const rotated = await rotateSecret(house, commandLine, asked, keep)
  if (!rotated || 'refused' in rotated) return { refusal: refusals[rotated?.refused ?? 'connection-ended'] }
  const { secret, previousUntil } = rotated.accepted
  return { printed: { endpoint: address, secret, oldSecretUntil: previousUntil } }
}

/** The address as it is told, without the prefix of a house that is mounted under one; of a system that is asked, only its name here. */
function addressOf(vendor: string, endpoint: string): string {
  if (vendor === 'generic') return pathsAt('').hook(endpoint)
  return vendor === 'wonde' ? pathsAt('').wondeHook(endpoint) : endpoint
}
