// One case on a list for tests: nothing is owed, nothing is known, until a test says so.
import type { CaseOnLoad } from '../../src/cases/caseload.ts'
import type { OwedOnLoad } from '../../src/cases/owedOnLoad.ts'
import type { Pupil } from '../../src/cases/pupil.ts'
import type { CaseSummary } from '../../src/cases/replay.ts'

export const pupil: Pupil = {
  id: 'pip',
  schoolUrn: '999001',
  misId: 'p1',
  upn: null,
  formerUpn: null,
  legalForename: 'Pip',
  legalSurname: 'Lark',
  preferredForename: null,
  preferredSurname: null,
  searchName: 'lark pip',
  dateOfBirth: '2015-03-11',
  sex: null,
  yearGroup: '6',
  regGroup: null,
  homeLaCode: null,
  boarder: false,
  detailsAt: null,
  detailWords: [],
  lookedAfter: null,
  protectionPlan: null,
  childInNeed: null,
  ehcPlan: null,
  senSupport: null,
  socialWorker: null,
  flagsAt: null,
  flagsToCheck: [],
  flagsToCheckAt: null,
  firstKnownOn: '2026-09-02',
  enteredOn: null,
  leftOn: null,
  enrolmentAt: null,
  asks: null,
  asksFrom: null,
}

export const summary: CaseSummary = {
  id: 'case-pip',
  pupilId: 'pip',
  schoolUrn: '999001',
  beganOn: '2026-10-12',
  endedOn: null,
  endedBecause: null,
  explainedOn: null,
  explainedUntil: null,
  explainedBy: null,
  openedAt: '2026-10-14T08:00:00.000Z',
  closedAt: null,
  allocatedTo: null,
  standing: [],
  version: 3,
}

const bare: CaseOnLoad = {
  summary,
  pupil,
  schoolName: 'Heron Lane',
  allocatedToName: null,
  marks: [],
  leaveEndedOn: null,
  returnsElsewhere: [],
  said: [],
  hasHeldMessage: false,
  unsentMessage: null,
  isMessageNotSent: false,
  news: null,
  isOpened: true,
  isClosed: false,
  schoolDays: 3,
  unknownDays: 0,
  next: null,
  nextOn: null,
  overdue: 0,
  overdueElsewhere: 0,
  isMostAtStake: false,
  risk: null,
  gate: null,
  removedOn: null,
  lastSeen: null,
  daysSinceSeen: null,
  found: null,
  unsuitableOn: null,
  isSightingMissing: false,
  lacksRiskAnswers: false,
  parentDidNotKnow: null,
}

/** A row with these parts of its own; `dueOn` of a joint review, as it stands on 14 October 2026. */
export function loadRow(
  id: string,
  parts: Partial<CaseOnLoad> = {},
  ofSummary: Partial<CaseSummary> = {},
  dueOn: string | null = null,
): CaseOnLoad {
  const next = dueOn === null ? null : reviewDue(dueOn)
  const owed = { next, nextOn: dueOn, overdue: next?.state === 'overdue' ? 1 : 0 }
  return { ...bare, ...owed, ...parts, summary: { ...summary, id, ...ofSummary } }
}

function reviewDue(on: string): OwedOnLoad {
  const state = on < '2026-10-14' ? 'overdue' : on === '2026-10-14' ? 'due' : 'upcoming'
  return { kind: 'duty', rule: 'joint-review', state, on }
}
