// How does a question stay inside what its asker may see? As a condition that no query can leave out.
import type { RawBuilder } from 'kysely'
import type { Scope } from '../cases/roles.ts'
import { piece } from './database.ts'

/** SQL that holds only for rows of the scope's schools; `column` is the column with the school's URN. */
export function within(scope: Scope, column: string): RawBuilder<boolean> {
  if (scope.schools === 'every-school') return piece<boolean>`1`
  return piece<boolean>`${piece.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(scope.schools)}))`
}

/** SQL that holds only for cases the asker may see; `alias` is the name of `cases` in the query. The authority's start with their opening. */
export function withinCases(scope: Scope, alias: string): RawBuilder<boolean> {
  const atSchool = within(scope, `${alias}.school_urn`)
  if (scope.unopenedAt === 'every-school') return atSchool
  const own = JSON.stringify(scope.unopenedAt)
  return piece<boolean>`${atSchool} AND (${piece.ref(`${alias}.opened_at`)} IS NOT NULL OR ${piece.ref(`${alias}.school_urn`)} IN (SELECT value FROM json_each(${own})))`
}
