// How is each word about coming and leaving told, the oldest first?
import type { PlaceSaid } from '../../cases/enrolment.ts'
import { assertNever } from '../../cases/refusals.ts'
import { unlessHidden } from '../../cases/typedTexts.ts'
import type { WordKept } from '../../storage/enrolmentStore.ts'
import { inWords } from './inWords.ts'

export interface WordSaid {
  readonly when: string
  readonly who: string
  readonly words: string
}

/** Every word as a line, by when it was said. `isHidden`: texts that give somebody restricted away to this reader. */
export function wordsSaid(words: readonly WordKept[], isHidden: (text: string) => boolean): WordSaid[] {
  return words
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.number - other.number))
    .map((word) => ({
      when: word.at === '' ? 'earlier' : inWords.dayAndTime(word.at),
      who: word.byName ?? (word.by === 'clock' ? 'the register, seen by the clock' : 'the school’s system (MIS)'),
      words: unlessHidden(wordsOf(word), isHidden),
    }))
}

function wordsOf(word: WordKept): string {
  switch (word.what) {
    case 'expected': {
      const from = word.details.previousSchool?.name
      return `Expected to start on ${inWords.plainDay(word.details.on)}${from ? `, from ${from}` : ''}.`
    }
    case 'started':
      return `Started on ${inWords.plainDay(word.details.on)}${word.details.status === null ? '' : statusWords[word.details.status]}.`
    case 'ended': {
      const { on, grounds, destination, lastAttended } = word.details
      const to = [destination?.name, destination?.urn && `URN ${destination.urn}`, destination?.country].filter(Boolean)
      const where = to.length > 0 ? to.join(', ') : destination?.known ? 'known to the school' : 'not known'
      const last = lastAttended ? ` Last attended on ${inWords.plainDay(lastAttended)}.` : ''
      return `Left on ${inWords.plainDay(on)}. Where to: ${where}.${grounds ? ` Ground: ${grounds}.` : ''}${last}`
    }
    case 'reversed':
      return `Left by mistake: taken back.${word.details.reason ? ` ${word.details.reason}` : ''}`
    case 'deleted':
      return `No longer in the system.${word.details.reason ? ` ${word.details.reason}` : ''} That takes nobody off the roll.`
    case 'merged':
      return `The system joined this entry with number ${word.details.fromMisId}.`
    case 'has-started':
      return `Has started on ${inWords.plainDay(word.details.on)}. ${word.details.words}`
    case 'starts-later':
      return `Starts on ${inWords.plainDay(word.details.on)} instead, agreed with ${word.details.agreedWith}. ${word.details.reason}`
    case 'did-not-come':
      return `Did not come on ${inWords.plainDay(word.details.on)}: away from that day.`
    case 'attended':
      return `The register shows the child here on ${inWords.plainDay(word.details.on)}.`
    case 'elsewhere':
      return `Is elsewhere: ${placeSaid(word.details)}`
    case 'destination-said':
      return `Went to: ${placeSaid(word.details)}`
    case 'still-here':
      return `Still a pupil here. ${word.details.words}`
    default:
      return assertNever(word)
  }
}

const statusWords = { C: '', G: ', as a guest', M: ', main of two schools', S: ', second of two schools' } as const

function placeSaid({ place, saidBy }: PlaceSaid): string {
  return `${place}. Said by ${saidBy}.`
}
