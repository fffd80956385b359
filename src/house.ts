// What is the house made of? The parts list, types only: each door builds one house and hands it to the rooms.
import type { BankHoliday } from './calendar/bankHolidays.ts'
import type { Database } from './storage/database.ts'

/** Tells the time. `now` is a UTC instant with milliseconds and Z. */
export interface Clock {
  now(): string
}

/** Names new things. `next` is opaque, unguessable and safe in an address; `secret` is 32 random bytes in base64url. */
export interface Ids {
  next(): string
  secret(): string
}

/** The keys of this installation: `audit` seals the record, `secrets` locks what must not be read from a stolen file. */
export interface Keys {
  readonly audit: CryptoKey
  readonly secrets: CryptoKey
}

/** One configured OpenID Connect issuer. */
export interface SignInConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly allowPlainHttp: boolean
}

/** A sign-in under way: where to send the browser, and what must be known when it comes back. */
export interface SignInBegun {
  readonly address: string
  readonly kept: SignInKept
}

export interface SignInKept {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Whom the issuer vouches for: issuer and subject, never an e-mail address. Or, in one word, why not. */
export type SignInAnswer =
  | { readonly account: { readonly issuer: string; readonly subject: string } }
  | { readonly failed: string }

export interface SignIn {
  /** Throws when the issuer cannot be asked. `callback` is our own address, registered with the issuer. */
  begin(callback: string): Promise<SignInBegun>
  /** `returned` is the address the browser came back to, with everything the issuer wrote behind it. */
  finish(returned: URL, kept: SignInKept): Promise<SignInAnswer>
}

/** One service of GOV.UK Notify: its key taken apart, and the e-mail template with ((subject)) and ((body)). */
export interface NotifyConfig {
  readonly serviceId: string
  readonly secret: string
  readonly templateId: string
  /** Without a trailing slash. */
  readonly url: string
}

/** An e-mail to a team. `reference` names it at Notify, so that it can be found there again; no personal data in it. */
export interface Email {
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly reference: string
}

/** Sends e-mails. Each answer says in words why not; `sent` carries Notify’s own id. Never throws. */
export interface Notify {
  send(email: Email): Promise<{ readonly sent: string } | { readonly refused: string } | { readonly later: string }>
  /** Whether an e-mail with this reference was taken before: asked ahead of every repeat, since Notify sends one twice. */
  sentBefore(
    reference: string,
  ): Promise<{ readonly sent: string } | { readonly notSent: true } | { readonly later: string }>
}

/** Asks for the published bank holidays of England and Wales. The answer says in words why not. Never throws. */
export interface BankHolidayReader {
  read(): Promise<{ readonly days: readonly BankHoliday[] } | { readonly failed: string }>
}

/** One question to a school system's own interface. `url` is absolute; `body` is sent as JSON. */
export interface VendorQuestion {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What it answered: any status with its JSON (null when there was none), or in one word why there is no answer. */
export type VendorAnswer =
  | { readonly status: number; readonly json: unknown; readonly retryAfterSeconds: number | null }
  | { readonly failed: 'timeout' | 'unreachable' | 'not-json' | 'too-large' | 'not-allowed' }

/** Asks a vendor: https only, no redirect followed, a time and a size limit. Never throws. */
export type AskVendor = (question: VendorQuestion) => Promise<VendorAnswer>

export interface House {
  readonly mode: 'production' | 'demonstration'
  readonly authorityName: string
  /** Where people reach this house, without a trailing slash: `https://whereabouts.northmoor.example`. */
  readonly publicUrl: string
  readonly database: Database
  /** The house's time: all of the work. In the demonstration a visitor moves it. */
  readonly clock: Clock
  /** The machine's time: only how long somebody has been signed in. */
  readonly machineClock: Clock
  readonly ids: Ids
  readonly keys: Keys
  /** Asks the issuer of the organisation’s accounts; null in the demonstration, where one chooses whom to be. */
  readonly signIn: SignIn | null
  /** Sends messages to teams; null where GOV.UK Notify is not set up, and in the demonstration, where nothing is sent. */
  readonly notify: Notify | null
  /** Asks GOV.UK for bank holidays; null where that is switched off, and in the demonstration. */
  readonly bankHolidays: BankHolidayReader | null
  /** Asks schools' systems that are read and not heard (Wonde, Arbor); null in the demonstration, which asks nobody. */
  readonly askVendor: AskVendor | null
  /** Has what waits in the inbox applied beside the pages, on a thread of its own (Node); null: where it is asked. Never rejects. */
  readonly applyBeside: (() => Promise<void>) | null
  readonly log: Log
  /** The path under which the house is mounted: '' or '/whereabouts'. */
  readonly basePath: string
  /** A built file of `/assets/…` by its name, or null. */
  readonly asset: (file: string) => Promise<Response | null>
  /** Carries on with work after the answer is sent: waitUntil on a Worker, the event loop on Node. */
  readonly after: (work: Promise<unknown>) => void
}

/** Writes one line for operators. `facts` never hold a child's name. */
export interface Log {
  info(what: string, facts?: Record<string, string | number | boolean | null>): void
  fault(what: string, cause: unknown, facts?: Record<string, string | number | boolean | null>): void
}
