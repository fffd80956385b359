// What is the house made of? The parts list, types only: each door builds one house and hands it to the rooms.
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
  readonly signIn: SignInConfig | null
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
