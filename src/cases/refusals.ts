// What may be refused, and what does the person read? A closed list; everything else is a fault.

export const refusals = {
  'changed-meanwhile':
    'This has changed since you opened the page. Look at what is new, then decide whether yours is still needed.',
  'absence-over':
    'This absence has ended since you opened the page: the register now says why, or that the pupil attended.',
  'contact-not-found': 'That contact is no longer on the pupil’s record. Choose another.',
  'contact-restricted': 'This contact is restricted. Ask the safeguarding lead before anybody rings.',
  'reason-runs-out': 'The reason cannot end before the day it was given.',
  'reason-too-long': 'A reason can hold for four weeks at most. Write it down again if it still holds then.',
  'nothing-to-withdraw': 'There is nothing to undo: this entry is already withdrawn.',
  'not-a-school-day': 'The school is not open on this date, so there is no register to mark.',
  'day-not-known':
    'The school’s calendar does not cover this date. Ask your MIS supplier to publish the calendar for this year.',
  'both-have-cases':
    'Both have an absence or a case that is not over, and one record cannot hold two. End or close one of them first, then join the two.',
  'case-on-the-other': 'The one that would go has an absence or a case that is not over. Choose that one to stay.',
  'match-settled': 'Somebody has settled this already, or the two are not suggested any more.',
  'nothing-asked':
    'Nobody needs to find this out any more: it was answered, or the school’s system or the register has said it meanwhile.',
  'start-in-past':
    'The other day must be today or later. A child who was to start before today and did not come is away: log the absence.',
  'in-the-future': 'The date must be today or in the past.',
  'session-to-come': 'This session has not begun yet, so its register cannot be closed.',
  'not-on-roll': 'The pupil was not on roll here on this date. Check the date.',
  'mark-already-there': 'There is already a mark for this session. See it, and correct it if it is wrong.',
  'register-not-by-hand': 'This school’s register comes from its MIS. Change the mark there and it will arrive here.',
  'mark-unchanged': 'That is already the mark.',
  'school-not-found': 'That school is not here. Choose one from the list.',
  'role-held-already': 'This person already has that role.',
  'own-role': 'You cannot give yourself a role. Ask another administrator, so that two people know of it.',
  'last-administrator': 'This is the last administrator who can sign in. Give somebody else the role first.',
  'role-not-held': 'This person no longer has that role.',
  'has-account': 'This person has signed in already and needs no new link.',
  'invitation-not-valid':
    'This link cannot be used: it was used already, replaced by a newer one, or is older than 7 days.',
  'account-taken': 'The account you signed in with belongs to somebody else here.',
  'role-lost': 'You no longer hold the role that this needs. Nothing was written down.',
  'case-not-open': 'This case is not open for the authority.',
  'case-open-already': 'This case is already open for the authority.',
  'case-closed': 'This case is closed. Withdraw the entry that closed it if that was a mistake.',
  'decision-reason-needed': 'Say why. A decision without a reason cannot be kept.',
  'lowering-reason-needed': 'Say why the level is lower than before. Raising it needs no reason.',
  'answer-missing': 'Answer every question: yes, no or unknown.',
  'entry-not-found': 'That entry is not there, or was withdrawn already.',
  'not-your-entry': 'This entry belongs to the other side. Ask them to withdraw it.',
  'answered-already': 'An answer to this is already written down.',
  'before-the-referral': 'The date is before the day of the referral. Check the date.',
  'before-the-absence': 'The date is before the first day of this absence. Check the date.',
  'next-step-past': 'The day of the next step must be today or later.',
  'return-not-triggered': 'The attendance return is not owed yet: ten school days have not been reached.',
  'return-sent-already': 'The attendance return for these ten school days is already written down.',
  'nothing-to-sign': 'There is nothing to sign yet: write down at least one enquiry of your side first.',
  'run-not-there': 'There is no run of days to sign for: the register no longer shows one.',
  'signed-already': 'Your side has signed this for the run of days as it now stands.',
  'one-person-two-bodies': 'One person cannot sign for the school and for the authority. Ask somebody else.',
  'gate-not-met': 'The name cannot be deleted: not every condition is met. The page shows which.',
  'not-today': 'A deletion counts from the day it is decided: it is never backdated and never decided ahead.',
  'removed-already': 'The name is already deleted from this school’s register.',
  'found-already': 'The child is already found. Withdraw that entry if it was a mistake.',
  'register-says-away':
    'By the register the child was not at school on this day, or was away after it. If somebody sees the child here today, write that down. If the register is wrong, correct it first.',
  'proof-needed': 'Say who confirmed it and how: a case is not closed on silence or hearsay.',
  'not-over-age': 'By the date of birth the child is still of compulsory school age.',
  'other-case-open': 'The child has a newer absence, so this case cannot be opened again. Write on the newer one.',
  'officer-not-found': 'That person is no CME officer here any more. Choose another.',
  'opening-stands':
    'The authority was told of this case, or it or the clock has acted on it since it was opened, or the child was found or removed. It stays open. If the telling was the mistake, withdraw that entry first.',
  'removal-stands': 'The name was deleted on the strength of this entry. Withdraw the deletion first.',
  'leave-overlaps': 'Leave is already written down for some of these days.',
  'attended-during-leave':
    'The register says that the child attended on one of these days. Check the dates, or have the register put right first.',
  'leave-too-long': 'Leave of more than a school year cannot be right. Check the dates.',
  'reason-needed': 'Say why the mark is changed. The register must show who changed it, when and why.',
  'calendar-wrong': 'These dates cannot be a school’s calendar. Check what is said beside each.',
  'calendar-reason-needed': 'Say why the calendar is changed. Deadlines move with it, and each case says so.',
  'calendar-unchanged': 'That is already the calendar in force for this school year. Nothing was written down.',
  'settled-already': 'This is settled already. Nothing more was done; the page shows by whom and how.',
  'discard-reason-needed': 'Say why this is let go. A decision without a reason cannot be kept.',
  'nothing-left-to-send': 'What this said is no longer here: it is erased after 90 days. Ask for it to be sent again.',
  'policy-later-than-rule': 'A number is later than the law or the procedure allows. Nothing was recorded.',
  'policy-begins-in-past':
    'The numbers cannot hold from a day before today: dates that people have been shown already would change. Choose today or a later day.',
  'policy-day-taken':
    'Other numbers already hold from that day. Choose another day, or withdraw that version first if its day has not come or it was recorded today.',
  'policy-unchanged': 'These numbers, from this source, hold on that day already. There is nothing to record.',
  'policy-begun':
    'These numbers have begun to hold, and the day on which they were recorded is over: absences are counted by them. Record new numbers from today or a later day instead.',
  'school-number-wrong': 'That is not the URN of a school: it has six digits.',
  'school-name-wrong': 'Enter the name of the school, 200 characters or fewer.',
  'school-connected-already': 'This school has a connection already. Look at it, or connect the school again anyway.',
  'vendor-address-wrong': 'That is no address of this supplier. Nothing else may be asked.',
  'vendor-sign-in-wrong': 'Enter the user and the password that the school made for this connection.',
  'connection-ended': 'This connection has ended. Connect the school again if it is to come in.',
  'no-secret': 'This connection has no secret: the school’s system is asked, or files are uploaded.',
  'no-old-secret': 'The old secret has stopped counting already.',
  'ending-reason-needed': 'Say why the connection is ended.',
  'ending-reason-too-long': 'The reason must be 500 characters or fewer.',
  'codes-unchanged': 'These codes are sent already. Nothing was written down.',
  'code-not-sent': 'This code is not sent to your MIS from here. Change the mark there and it will arrive here.',
  'held-back-reason-missing': 'Say why it is refused. What the school’s system said is then set aside for good.',
  'held-back-reason-long': 'The reason must be 500 characters or fewer.',
} as const

export type Refusal = keyof typeof refusals

/** What a decision says: events to record, or a refusal. */
export type Decision<Event> = { readonly accepted: readonly Event[] } | { readonly refused: Refusal }

export function refused(refusal: Refusal): { readonly refused: Refusal } {
  return { refused: refusal }
}

/** Closes a union: the compiler complains where a kind is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Nobody expected this: ${JSON.stringify(value)}`)
}
