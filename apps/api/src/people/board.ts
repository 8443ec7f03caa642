import { createHash } from 'node:crypto';
import { boardParameters, type ParameterChange, type PathwayParameters } from '#pathway';
import { canonicalJson, type CanonicalValue } from '#transparency';
import type { BoardSignOffRule, Specialty } from '#workflow';

/** A standing tumour board as every feature meets it: rules and parameters complete, seats with their people. */
export interface Board {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  /** IANA zone; the board's calendar. */
  readonly timeZone: string;
  readonly chairId: string;
  /** Who must be present. */
  readonly requiredSpecialties: readonly Specialty[];
  readonly signOffRule: BoardSignOffRule;
  readonly parameters: PathwayParameters;
  /** ISO weekdays, 1 Monday to 7 Sunday, without imaging or meetings. */
  readonly closedWeekdays: readonly number[];
  /** Single closed days, YYYY-MM-DD. */
  readonly closedDays: readonly string[];
  readonly capacityMinutes: number;
  readonly members: readonly Seat[];
  readonly pendingChanges: readonly RuleChange[];
  readonly version: number;
}

/** A person's place on a board. */
export interface Seat {
  readonly userId: string;
  readonly name: string;
  /** Null for a coordinator. */
  readonly specialty: Specialty | null;
  /** Who may stand in for this person on this board. */
  readonly deputyIds: readonly string[];
}

/** The person of a seat, and whoever may stand in for them. */
export function withDeputies({ userId, deputyIds }: Pick<Seat, 'userId' | 'deputyIds'>): string[] {
  return [userId, ...deputyIds];
}

/** What a chair must confirm before it counts. Absent means unchanged. */
export interface Rules {
  readonly requiredSpecialties?: readonly Specialty[];
  readonly signingSpecialties?: readonly Specialty[];
  readonly maxAcceptedDissents?: number;
  readonly requiresPasskey?: boolean;
  readonly parameters?: ParameterChange;
}

/** A change of rules that an administrator entered and no chair has confirmed yet. */
export interface RuleChange {
  readonly id: string;
  readonly change: Rules;
  readonly reason: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
}

/** What of a board is stored, before defaults are filled in. */
export interface StoredBoard extends Omit<Board, 'parameters' | 'signOffRule'> {
  readonly signOffRule: Omit<BoardSignOffRule, 'panelSpecialties'>;
  /** What differs from the pathway's defaults. */
  readonly ownParameters: ParameterChange;
}

/** Fills in the defaults. The panel stands among the parameters, once; the sign-off rule shows the same. */
export function toBoard({ ownParameters, signOffRule, ...stored }: StoredBoard): Board {
  const parameters = boardParameters(ownParameters);
  const panelSpecialties = parameters.panelSpecialties as Specialty[];
  return { ...stored, parameters, signOffRule: { ...signOffRule, panelSpecialties } };
}

/** What a confirmation is bound to: SHA-256, hexadecimal, of the change with its id, its reason and its board. */
export function digestOfChange(boardId: string, { id, change, reason }: RuleChange): string {
  const document = canonicalJson(asDocument({ boardId, id, change, reason }));
  return createHash('sha256').update(document).digest('hex');
}

/** The board as its own rows say it, whatever has become of the accounts: every seat it ever gave, every change of its rules. */
export interface BoardRecord extends Omit<StoredBoard, 'organisationId' | 'members' | 'pendingChanges'> {
  /** By person. */
  readonly members: readonly (Omit<Seat, 'name'> & { readonly isActive: boolean })[];
  /** In the order in which they were entered. */
  readonly changes: readonly (RuleChange & {
    readonly confirmedBy: string | null;
    readonly confirmedAt: string | null;
  })[];
}

/** The whole board, as each of its versions keeps it. */
export function boardDocument(record: BoardRecord): CanonicalValue {
  return asDocument(record);
}

/** Plain data without what is absent. */
function asDocument(value: unknown): CanonicalValue {
  return JSON.parse(JSON.stringify(value)) as CanonicalValue;
}
