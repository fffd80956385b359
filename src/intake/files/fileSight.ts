// What is shown of a file before it is used? Its columns, then what it would change; locked as long as it is kept.
import type { House } from '../../house.ts'
import { lockText, unlockText } from '../../storage/secretText.ts'
import type { Asides } from './fileAsides.ts'
import type { OrderProof } from './fileDates.ts'
import type { FileColumn } from './fileLayout.ts'
import type { MarkToSend } from './fileMessages.ts'
import type { HeadingFault } from './rowSessions.ts'
import type { LeftOut } from './rowsLeftOut.ts'

export interface ColumnsSeen {
  readonly headingLine: number
  readonly columns: readonly FileColumn[]
  readonly order: OrderProof
  readonly rowCount: number
}

/** A register as this file would leave it: how many on roll that day, how many of them with a mark in the file. */
export interface SessionSeen {
  readonly on: string
  readonly session: 'AM' | 'PM'
  readonly expected: number
  readonly marked: number
}

export interface ChangeSeen extends Pick<MarkToSend, 'pupilId' | 'on' | 'session' | 'from' | 'to'> {
  readonly name: string
}

/** What a file would do. `changed` stand in place of another mark, `fresh` where nothing was known. */
export interface FilePreview {
  readonly rowsRead: number
  readonly pupils: number
  readonly marks: number
  readonly blanks: number
  readonly changed: number
  readonly fresh: number
  readonly overHand: number
  readonly newPupils: number
  readonly newNames: readonly string[]
  /** On roll today and in no row of the file. */
  readonly missing: number
  /** Most pupils of the file are not known, though the school has pupils: perhaps another school's file. */
  readonly mayBeOtherSchool: boolean
  readonly sample: readonly ChangeSeen[]
  readonly sessions: readonly SessionSeen[]
  /** Left out of previews that were made before it was gathered, a day ago at most. */
  readonly leftOut?: readonly LeftOut[]
  readonly matchedByName?: number
  readonly namesUnmatched?: number
  readonly asides: Asides
  readonly conflicts: readonly {
    readonly name: string
    readonly on: string
    readonly session: string
    readonly codes: readonly string[]
    readonly lines: readonly number[]
  }[]
  readonly conflictCount: number
  readonly headingFaults: readonly HeadingFault[]
  readonly hasSerials: boolean
  readonly mayLackAfternoons: boolean
  readonly onClosedDays: number
}

export interface FileSight {
  readonly seen: ColumnsSeen
  readonly preview: FilePreview | null
}

export function lockSight(house: House, sight: FileSight): Promise<string> {
  return lockText(house.keys.secrets, JSON.stringify(sight))
}

export async function unlockSight(house: House, locked: string): Promise<FileSight> {
  return JSON.parse(await unlockText(house.keys.secrets, locked)) as FileSight
}
