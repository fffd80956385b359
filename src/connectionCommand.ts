// How does a school's system get a door? `whereabouts connection add` makes one and prints its address and secret, once.
import { parseArgs } from 'node:util'
import { readUniqueReferenceNumber } from './cases/identifiers/uniqueReferenceNumber.ts'
import type { House } from './house.ts'
import { isSecret, secretFrom } from './intake/signature.ts'
import { writesOfConnection } from './storage/connectionStore.ts'
import { lockText } from './storage/secretText.ts'

/** Where a command writes. */
export interface CommandOutput {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const usage =
  'whereabouts connection add --school URN --name "…" --vendor generic [--secret whsec_…] [--previous-secret whsec_…]'

/** Adds a connection, and its school if it is not there. Exit 0 and one JSON line on standard output; exit 2 and one line on standard error when refused. */
export async function connectionCommand(args: readonly string[], house: House, io: CommandOutput): Promise<number> {
  const asked = readArguments(args)
  if ('refusal' in asked) {
    io.err(`${asked.refusal}\n`)
    return 2
  }
  const { school, name, vendor, previousSecret } = asked
  const secret = asked.secret ?? secretFrom(house.ids.secret())
  const endpoint = house.ids.next()
  const [secretCurrent, secretPrevious] = await Promise.all([
    lockText(house.keys.secrets, secret),
    previousSecret ? lockText(house.keys.secrets, previousSecret) : null,
  ])
  const connection = { id: house.ids.next(), endpoint, schoolUrn: school, secretCurrent, secretPrevious }
  await house.database.commit(writesOfConnection(connection, { schoolName: name, vendor, at: house.clock.now() }))
  io.out(`${JSON.stringify({ endpoint: `/hooks/v1/${endpoint}`, secret })}\n`)
  return 0
}

interface Asked {
  readonly school: string
  readonly name: string
  readonly vendor: string
  readonly secret: string | undefined
  readonly previousSecret: string | undefined
}

function readArguments(args: readonly string[]): Asked | { refusal: string } {
  const text = { type: 'string' } as const
  const options = { school: text, name: text, vendor: text, secret: text, 'previous-secret': text }
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    return { refusal: `${cause instanceof Error ? cause.message.split('\n')[0] : cause} Usage: ${usage}` }
  }
  const { school = '', name = '', vendor = '', secret, 'previous-secret': previousSecret } = parsed.values
  if (parsed.positionals.join(' ') !== 'add') return { refusal: `Usage: ${usage}` }
  const read = readUniqueReferenceNumber(school)
  if (!read.valid) return { refusal: '--school must be a URN: six digits.' }
  const trimmed = name.trim()
  if (trimmed.length === 0 || trimmed.length > 200)
    return { refusal: '--name must be the name of the school, 1 to 200 characters.' }
  if (vendor !== 'generic') return { refusal: '--vendor must be generic: no other is known.' }
  const shape = 'must be whsec_ followed by the base64 of 24 to 64 bytes.'
  if (secret !== undefined && !isSecret(secret)) return { refusal: `--secret ${shape}` }
  if (previousSecret !== undefined && !isSecret(previousSecret)) return { refusal: `--previous-secret ${shape}` }
  return { school: read.urn, name: trimmed, vendor, secret, previousSecret }
}
