// Where does a rule come from? Instruments cited by more than one rule, each with the page where it can be read.

export interface Source {
  /** The Act, regulations, guidance or procedure. */
  readonly instrument: string
  /** The regulation, section, paragraph or chapter. */
  readonly provision: string
  readonly url: `https://${string}`
  /** Whether somebody has compared our wording with the text. When false, the screen says that it awaits confirmation. */
  readonly confirmed: boolean
}

/** The School Attendance (Pupil Registration) (England) Regulations 2024. */
export function registrationRegulations(regulation: string, provision: string, confirmed: boolean): Source {
  return {
    instrument: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208)',
    provision,
    url: `https://www.legislation.gov.uk/uksi/2024/208/regulation/${regulation}`,
    confirmed,
  }
}

/** The Education (Pupil Registration) (England) Regulations 2006, which those of 2024 replaced. */
export function registrationRegulations2006(regulation: string, provision: string, confirmed: boolean): Source {
  return {
    instrument: 'Education (Pupil Registration) (England) Regulations 2006 (SI 2006/1751)',
    provision,
    url: `https://www.legislation.gov.uk/uksi/2006/1751/regulation/${regulation}`,
    confirmed,
  }
}

/** Working together to improve school attendance, the Department for Education's statutory guidance. */
export function attendanceGuidance(provision: string): Source {
  return {
    instrument: 'Working together to improve school attendance (Department for Education, statutory guidance)',
    provision,
    url: 'https://www.gov.uk/government/publications/working-together-to-improve-school-attendance',
    confirmed: false,
  }
}

/** Children missing education, the Department for Education's statutory guidance of 8 September 2025. */
export function missingEducationGuidance(provision: string, confirmed: boolean): Source {
  return {
    instrument: 'Children missing education (Department for Education, statutory guidance, 8 September 2025)',
    provision,
    url: 'https://www.gov.uk/government/publications/children-missing-education',
    confirmed,
  }
}

/** The yearly return on looked-after children (SSDA903), and what the Department for Education checks in it. */
export function lookedAfterReturn(provision: string): Source {
  return {
    instrument: 'Children looked-after return, SSDA903 (Department for Education)',
    provision,
    url: 'https://www.gov.uk/guidance/children-looked-after-return',
    confirmed: false,
  }
}

/** The children missing education statistics, which say how authorities fill in the Department for Education’s termly collection. */
export function missingEducationCollection(provision: string): Source {
  return {
    instrument: 'Children missing education statistics (Department for Education), from the termly collection',
    provision,
    url: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-missing-education',
    confirmed: false,
  }
}

/** The safeguarding partnership's procedure, local practice and not law. */
export function localProcedure(provision: string, confirmed = true): Source {
  return {
    instrument: 'Children Missing from Care, Home and Education (safeguarding partnership procedure, 1 October 2024)',
    provision,
    url: 'https://www.londonsafeguardingchildrenprocedures.co.uk/ch_miss_care_home_sch.html',
    confirmed,
  }
}
