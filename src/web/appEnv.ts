// What does every request carry on its way round the house?
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { Paths } from './paths.ts'

export interface SignedIn {
  readonly person: Person
  readonly sessionHash: string
  /** What this sign-in keeps for itself: what was searched for, by random key. */
  readonly kept: Record<string, unknown>
}

export interface AppEnv {
  Variables: {
    house: House
    paths: Paths
    nonce: string
    signedIn: SignedIn | null
    /** What the demonstration adds to every page, or null outside it. */
    demonstrationBar: DemonstrationBar | null
  }
}

/** The clock bar at the foot of each page of the demonstration. */
export interface DemonstrationBar {
  readonly now: string
  readonly place: string
  readonly moves: readonly { readonly value: string; readonly label: string }[]
}
