// What was this installation told in its environment? Each missing or weak setting is one sentence that names it.
import { z } from 'zod'
import type { NotifyConfig, SignInConfig } from './house.ts'

export interface Config {
  /** Where people reach the house; its path is the base path. No trailing slash. */
  readonly publicUrl: string
  readonly authorityName: string
  readonly databasePath: string
  readonly auditKey: string
  readonly secretsKey: string
  readonly signIn: SignInConfig
  /** Null: messages are kept and shown, and not sent. */
  readonly notify: NotifyConfig | null
  /** Null: switched off. */
  readonly bankHolidaysUrl: string | null
  readonly host: string
  readonly port: number
}

export interface DemonstrationConfig extends Omit<Config, 'signIn' | 'notify' | 'bankHolidaysUrl'> {
  readonly signIn: null
  readonly notify: null
  readonly bankHolidaysUrl: null
  /** The instant at which the demonstration's clock starts, when one was asked for. */
  readonly clock: string | null
}

export type Read<Settings> = { readonly config: Settings } | { readonly faults: string[] }
type Environment = Readonly<Record<string, string | undefined>>

const leastKeyLength = 32
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const notifyKey = new RegExp(`^.+-(${uuid})-(${uuid})$`, 'i')
const notifyTemplate = new RegExp(`^${uuid}$`, 'i')
const database = z.string().default('data/whereabouts.sqlite')
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'PORT must be a whole number from 0 to 65535, such as 3000.')
  .transform(Number)
  .refine((number) => number <= 65_535, 'PORT must be a whole number from 0 to 65535, such as 3000.')
  .default(3000)

const production = z.object({
  WHEREABOUTS_PUBLIC_URL: needed(
    'WHEREABOUTS_PUBLIC_URL',
    'the address where people reach this installation, such as https://whereabouts.northmoor.example',
  )
    .refine(
      isHttpsAddress,
      'WHEREABOUTS_PUBLIC_URL must begin with https:// and hold nothing but the host and, if needed, a path.',
    )
    .refine((text) => !text.endsWith('/'), 'WHEREABOUTS_PUBLIC_URL must not end with a slash.'),
  WHEREABOUTS_AUTHORITY_NAME: needed(
    'WHEREABOUTS_AUTHORITY_NAME',
    'the name of the local authority, such as Northmoor Council',
  ),
  WHEREABOUTS_DATABASE: database,
  WHEREABOUTS_AUDIT_KEY: key('WHEREABOUTS_AUDIT_KEY', 'seals the record'),
  WHEREABOUTS_SECRETS_KEY: key('WHEREABOUTS_SECRETS_KEY', 'locks stored secrets'),
  WHEREABOUTS_OIDC_ISSUER: needed(
    'WHEREABOUTS_OIDC_ISSUER',
    'the issuer of your organisation’s accounts (OpenID Connect)',
  ).refine(isHttpsAddress, 'WHEREABOUTS_OIDC_ISSUER must be the issuer’s address beginning with https://.'),
  WHEREABOUTS_OIDC_CLIENT_ID: needed('WHEREABOUTS_OIDC_CLIENT_ID', 'the client id that the issuer gave you'),
  WHEREABOUTS_OIDC_CLIENT_SECRET: needed(
    'WHEREABOUTS_OIDC_CLIENT_SECRET',
    'the client secret that the issuer gave you',
  ),
  WHEREABOUTS_NOTIFY_KEY: z
    .string()
    .regex(notifyKey, 'WHEREABOUTS_NOTIFY_KEY must be a key of GOV.UK Notify: its name, the service id and the secret.')
    .optional(),
  WHEREABOUTS_NOTIFY_TEMPLATE: z
    .string()
    .regex(
      notifyTemplate,
      'WHEREABOUTS_NOTIFY_TEMPLATE must be the id of an e-mail template in GOV.UK Notify, such as 8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69.',
    )
    .optional(),
  WHEREABOUTS_NOTIFY_URL: z
    .string()
    .refine(isHttpsAddress, 'WHEREABOUTS_NOTIFY_URL must be an address beginning with https://.')
    .default('https://api.notifications.service.gov.uk'),
  WHEREABOUTS_BANK_HOLIDAYS_URL: z
    .string()
    .refine(
      (text) => text === 'off' || isHttpsAddress(text),
      'WHEREABOUTS_BANK_HOLIDAYS_URL must be an address beginning with https://, or off.',
    )
    .transform((text) => (text === 'off' ? null : text))
    .default('https://www.gov.uk/bank-holidays.json'),
  WHEREABOUTS_HOST: z.string().default('0.0.0.0'),
  WHEREABOUTS_CLOCK: z
    .undefined('WHEREABOUTS_CLOCK is for the demonstration only: remove it. Here the clock is the machine’s.')
    .optional(),
  PORT: port,
})

/** The settings of a real installation, or every fault in them, one sentence each. */
export function readConfig(env: Environment): Read<Config> {
  const filled = withoutBlanks(env)
  const read = production.safeParse(filled)
  const faults = read.success ? [] : sentencesOf(read.error)
  if (filled.WHEREABOUTS_AUDIT_KEY && filled.WHEREABOUTS_AUDIT_KEY === filled.WHEREABOUTS_SECRETS_KEY) {
    faults.push('WHEREABOUTS_SECRETS_KEY must be another key than WHEREABOUTS_AUDIT_KEY.')
  }
  faults.push(...halfNotify(filled))
  if (!read.success || faults.length > 0) return { faults }
  const settings = read.data
  return {
    config: {
      publicUrl: settings.WHEREABOUTS_PUBLIC_URL,
      authorityName: settings.WHEREABOUTS_AUTHORITY_NAME,
      databasePath: settings.WHEREABOUTS_DATABASE,
      auditKey: settings.WHEREABOUTS_AUDIT_KEY,
      secretsKey: settings.WHEREABOUTS_SECRETS_KEY,
      signIn: {
        issuer: settings.WHEREABOUTS_OIDC_ISSUER,
        clientId: settings.WHEREABOUTS_OIDC_CLIENT_ID,
        clientSecret: settings.WHEREABOUTS_OIDC_CLIENT_SECRET,
        allowPlainHttp: false,
      },
      notify: notifyOf(settings),
      bankHolidaysUrl: settings.WHEREABOUTS_BANK_HOLIDAYS_URL,
      host: settings.WHEREABOUTS_HOST,
      port: settings.PORT,
    },
  }
}

/** A fault where only one of the two settings that sending needs is there. */
function halfNotify({ WHEREABOUTS_NOTIFY_KEY: key, WHEREABOUTS_NOTIFY_TEMPLATE: template }: Environment): string[] {
  if (Boolean(key) === Boolean(template)) return []
  return key
    ? ['WHEREABOUTS_NOTIFY_TEMPLATE is missing: the id of the e-mail template, which WHEREABOUTS_NOTIFY_KEY needs.']
    : ['WHEREABOUTS_NOTIFY_KEY is missing: the key of GOV.UK Notify, which WHEREABOUTS_NOTIFY_TEMPLATE needs.']
}

function notifyOf(settings: z.infer<typeof production>): NotifyConfig | null {
  const [, serviceId, secret] = notifyKey.exec(settings.WHEREABOUTS_NOTIFY_KEY ?? '') ?? []
  const templateId = settings.WHEREABOUTS_NOTIFY_TEMPLATE
  if (!serviceId || !secret || !templateId) return null
  return { serviceId, secret, templateId, url: settings.WHEREABOUTS_NOTIFY_URL.replace(/\/+$/, '') }
}

const demonstration = z.object({
  WHEREABOUTS_DATABASE: database,
  WHEREABOUTS_HOST: z.string().default('127.0.0.1'),
  WHEREABOUTS_CLOCK: z.iso
    .datetime({
      offset: true,
      error: 'WHEREABOUTS_CLOCK must be an instant with its offset, such as 2026-11-17T09:47:00Z.',
    })
    .optional(),
  PORT: port,
})

/** The settings of the demonstration: everything has a value, nothing here is secret. */
export function demonstrationConfig(env: Environment): Read<DemonstrationConfig> {
  const read = demonstration.safeParse(withoutBlanks(env))
  if (!read.success) return { faults: sentencesOf(read.error) }
  const settings = read.data
  return {
    config: {
      publicUrl: `http://localhost:${settings.PORT}`,
      authorityName: 'Northmoor Council',
      databasePath: settings.WHEREABOUTS_DATABASE,
      auditKey: 'the demonstration seals with a key that everybody may know',
      secretsKey: 'the demonstration locks with a key that everybody may know',
      signIn: null,
      notify: null,
      bankHolidaysUrl: null,
      host: settings.WHEREABOUTS_HOST,
      port: settings.PORT,
      clock: settings.WHEREABOUTS_CLOCK ?? null,
    },
  }
}

function needed(name: string, what: string) {
  return z.string(`${name} is missing: ${what}.`)
}

function key(name: string, what: string) {
  return z
    .string(
      `${name} is missing: a random text of at least ${leastKeyLength} characters that ${what}, such as the output of openssl rand -base64 32.`,
    )
    .refine(
      (text) => text.length >= leastKeyLength,
      `${name} is too short: it must have at least ${leastKeyLength} characters.`,
    )
    .refine(
      (text) => text.length < leastKeyLength || !isWeak(text),
      `${name} is easy to guess: use the output of openssl rand -base64 32.`,
    )
}

/** Few different characters, a text said over and over, or characters in their own order. */
function isWeak(text: string): boolean {
  const steps = [...text].slice(1).filter((_, at) => Math.abs(text.charCodeAt(at + 1) - text.charCodeAt(at)) === 1)
  return new Set(text).size < 10 || (text + text).indexOf(text, 1) < text.length || steps.length > text.length / 2
}

function isHttpsAddress(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'https:' && !url.username && !url.password && !/[?#\s]/.test(text)
}

function withoutBlanks(env: Environment): Environment {
  const filled = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(filled.filter(([, value]) => value))
}

function sentencesOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map((issue) => issue.message))]
}
