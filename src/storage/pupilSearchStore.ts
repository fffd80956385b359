// Which pupils did somebody mean? By the beginning of any word of a name, by UPN, or by the number in the MIS.
import type { RawBuilder } from 'kysely'
import type { Session } from '../cases/events.ts'
import { type Pupil, plainLetters } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { marksOfPupil } from './presence.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** A pupil found, with what is known of them today. `completeToday` are the sessions whose register is whole. */
export interface PupilFound {
  readonly pupil: Pupil
  readonly schoolName: string
  readonly marksToday: readonly { readonly session: Session; readonly code: string }[]
  readonly completeToday: readonly Session[]
}

/**
 * Pupils of the scope's schools, those still on roll first, then by name; at most `most`. Every word typed must begin a
 * word of the name, in any order; hyphens and apostrophes may be typed or left out.
 */
export async function listPupilsFound(
  database: Database,
  scope: Scope,
  typed: string,
  today: string,
  most: number,
): Promise<PupilFound[]> {
  const number = typed.replace(/\s/g, '').toUpperCase()
  const rows = await database.read(sql<
    PupilsTable & { school_name: string; marks_today: string; complete_today: string }
  >`SELECT p.*, s.name AS school_name,
      (SELECT json_group_array(json_object('session', m.session, 'code', m.code)) FROM ${marksOfPupil(piece`p.id`, piece`p.school_urn`, piece`${today}`)} m WHERE m.marked_on = ${today}) AS marks_today,
      (SELECT json_group_array(r.session) FROM register_sessions r WHERE r.school_urn = p.school_urn AND r.marked_on = ${today} AND r.complete = 1) AS complete_today
    FROM pupils p JOIN schools s ON s.urn = p.school_urn
    WHERE ${within(scope, 'p.school_urn')} AND ${isKnown('p')} AND (p.upn = ${number} OR p.former_upn = ${number} OR upper(p.mis_id) = ${number}
      OR ${namedLike(typed, 'p.search_name')})
    ORDER BY p.left_on IS NOT NULL AND p.left_on <= ${today}, coalesce(p.legal_surname, p.preferred_surname), p.search_name, p.mis_id
    LIMIT ${most}`)
  return rows.map((row) => ({
    pupil: pupilOf(row),
    schoolName: row.school_name,
    marksToday: JSON.parse(row.marks_today),
    completeToday: JSON.parse(row.complete_today),
  }))
}

/** The schools of the scope, by name, each with whether any pupil is known there. */
export async function listSchoolsSearched(
  database: Database,
  scope: Scope,
): Promise<{ urn: string; name: string; registerKept: 'mis' | 'paper'; hasPupils: boolean }[]> {
  const rows = await database.read(sql<{
    urn: string
    name: string
    register_kept: 'mis' | 'paper'
    has_pupils: number
  }>`
    SELECT s.urn, s.name, s.register_kept, EXISTS (SELECT 1 FROM pupils p WHERE p.school_urn = s.urn) AS has_pupils
    FROM schools s WHERE ${within(scope, 's.urn')} ORDER BY s.name`)
  return rows.map((row) => ({
    urn: row.urn,
    name: row.name,
    registerKept: row.register_kept,
    hasPupils: row.has_pupils === 1,
  }))
}

/** SQL that holds where every word typed begins a word of the name in `column`; for fewer than two letters it never does. */
export function namedLike(typed: string, column: string): RawBuilder<boolean> {
  const words = wordsOf(typed)
  const plain = piece`replace(${piece.ref(column)}, '’', '''')`
  return piece<boolean>`(${words.length > 0} AND NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(words)}) w WHERE instr(
    ' ' || ${plain} || ' ' || replace(replace(${plain}, '-', ' '), '''', ' ') || ' ' || replace(${plain}, '''', ''), ' ' || w.value) = 0))`
}

// Single letters find half the school; ten words are more than any name needs.
function wordsOf(typed: string): string[] {
  const words = plainLetters(typed).replaceAll('’', "'").split(' ').filter(Boolean).slice(0, 10)
  return words.join('').length < 2 ? [] : words
}
