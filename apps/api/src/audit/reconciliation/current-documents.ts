import type { DocumentsNow, Entity } from '#database';
import { assessmentsNow } from '../../assessments/index.js';
import { passkeysNow } from '../../auth/index.js';
import { grantsNow } from '../../break-glass/index.js';
import { casesNow } from '../../cases/index.js';
import { draftsNow, recommendationsNow, revisionsNow, treatmentsNow } from '../../decisions/index.js';
import { erasuresNow } from '../../erasure/index.js';
import { followUpsNow } from '../../follow-up/index.js';
import { handoutsNow } from '../../letters/index.js';
import { agendaItemsNow, holidaysNow, invitationsNow, meetingsNow, seriesNow } from '../../meetings/index.js';
import { patientsNow } from '../../patients/index.js';
import { boardsNow, usersNow } from '../../people/index.js';
import { exportsNow } from '../exports/exports.repository.js';
import { reconciliationsNow } from './reconciliations.repository.js';

/** How the rows of each aggregate become its document: a kind that nobody reconciles does not compile. */
export const CURRENT_DOCUMENTS: Readonly<Record<Entity, DocumentsNow>> = {
  patient: patientsNow,
  case: casesNow,
  assessment: assessmentsNow,
  'agenda-item': agendaItemsNow,
  'decision-draft': draftsNow,
  'decision-revision': revisionsNow,
  recommendation: recommendationsNow,
  treatment: treatmentsNow,
  'follow-up': followUpsNow,
  meeting: meetingsNow,
  'meeting-series': seriesNow,
  invitations: invitationsNow,
  'board-holidays': holidaysNow,
  board: boardsNow,
  user: usersNow,
  passkey: passkeysNow,
  'break-glass-grant': grantsNow,
  erasure: erasuresNow,
  'letter-handout': handoutsNow,
  reconciliation: reconciliationsNow,
  export: exportsNow,
};

export const isKnownKind = (kind: string): kind is Entity => Object.hasOwn(CURRENT_DOCUMENTS, kind);
