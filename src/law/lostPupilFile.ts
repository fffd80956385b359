// A child has gone and nobody knows where: their record waits for them where the next school will look.
// One child, one file, and only after the name is off the roll: brother and sister are two files.
import type { DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { missingEducationGuidance } from './source.ts'

export const lostPupilFile = {
  id: 'lost-pupil-file',
  name: 'Record of a lost pupil',
  says: 'When a child’s next school is not known after reasonable enquiries, the school they left puts their record in the lost pupil database of school to school transfer, one file a child.',
  source: missingEducationGuidance('using common transfer files to pass on pupil information', false),
  kind: 'should',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  pupilsAFile: 1,
  counted: 'from the day the name is off the roll',
  ourReading:
    'The file names XXX and XXXX as the school it goes to. While the child is on the roll no such file is made, however long the child has been away.',
  workedExample:
    'A brother and a sister are still on the roll of school 8734022 on Thursday 12 November 2026: no file is made. Their names are deleted on Monday 16 November and nobody knows where they went. Two files are made, 8734022_CTF_XXXXXXX_001.xml and 8734022_CTF_XXXXXXX_002.xml.',
} as const satisfies Rule & { pupilsAFile: number }

export interface LostPupil {
  readonly id: string
  /** The day the name came off the roll; null while it is on it. */
  readonly leftOn: DateText | null
}

export interface LostFile {
  readonly pupilId: string
  readonly name: string
  readonly destination: { readonly authority: 'XXX'; readonly establishment: 'XXXX' }
}

/** The name of the nth file (1 to 999) of a school, given by its seven-figure number: authority and establishment. */
export function lostPupilFileName(schoolNumber: string, nth: number): string {
  return `${schoolNumber}_CTF_XXXXXXX_${String(nth).padStart(3, '0')}.xml`
}

/** One file a child. Refuses, and names them, when some are still on the roll today. */
export function lostPupilFiles(
  schoolNumber: string,
  pupils: readonly LostPupil[],
  today: DateText,
  firstNumber = 1,
): { readonly files: readonly LostFile[] } | { readonly stillOnRoll: readonly string[] } {
  const stillOnRoll = pupils.filter(({ leftOn }) => leftOn === null || leftOn > today).map(({ id }) => id)
  if (stillOnRoll.length > 0) return { stillOnRoll }
  const files = pupils.map(({ id }, index): LostFile => {
    const name = lostPupilFileName(schoolNumber, firstNumber + index)
    return { pupilId: id, name, destination: { authority: 'XXX', establishment: 'XXXX' } }
  })
  return { files }
}
