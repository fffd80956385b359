// How does a question stay inside what its asker may see? As a condition that no query can leave out.
import type { RawBuilder } from 'kysely'
import type { Scope } from '../cases/roles.ts'
import { piece } from './database.ts'

/** SQL that holds only for rows of the scope's schools; `column` is the column with the school's URN. */
export function within(scope: Scope, column: string): RawBuilder<boolean> {
  if (scope.schools === 'every-school') return piece<boolean>`1`
  return piece<boolean>`${piece.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(scope.schools)}))`
}
