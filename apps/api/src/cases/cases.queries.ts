import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { requireBoardsFor } from '#workflow';
import { keyAfter, mapPage, toPage, type Page } from '../http/index.js';
import { requireOneWay } from '../patients/index.js';
import { CaseListRepository, keyParts, type CaseSelection } from './case-list.repository.js';
import type { CaseRowView } from './case-row.view.js';
import type { CasesQuery } from './dto/cases.query.js';
import type { SearchCasesDto } from './dto/search-cases.dto.js';

type Listing = { readonly type: 'cases.listed' | 'cases.searched'; readonly actor: Actor };

/** Lists of cases on the boards that a person sits on. */
@Injectable()
export class CasesQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseListRepository,
  ) {}

  list(actor: Actor, query: CasesQuery): Promise<Page<CaseRowView>> {
    const { state, board, lane, overdue, sort, limit } = query;
    const after = keyAfter(query, keyParts(sort));
    return this.page({ type: 'cases.listed', actor }, { state, boardId: board, lane, overdue, sort, after, limit });
  }

  /** Cases of one patient, or of every patient of that family name; newest first. @throws SearchByOneOf */
  search(actor: Actor, sought: SearchCasesDto): Promise<Page<CaseRowView>> {
    requireOneWay(sought);
    const { identifier, familyName, bornOn, limit } = sought;
    const after = keyAfter(sought, keyParts('newest'));
    return this.page(
      { type: 'cases.searched', actor },
      { identifier, familyName, bornOn, sort: 'newest', after, limit },
    );
  }

  private page(listing: Listing, selection: Omit<CaseSelection, 'within'>): Promise<Page<CaseRowView>> {
    return this.ledger.swiftTransaction(listing, async (tx) => {
      const within = requireBoardsFor(tx.actor, 'case:read');
      const rows = await this.cases.find(tx, { ...selection, within, limit: selection.limit + 1 });
      const page = toPage(rows, selection.limit, ({ key }) => key);

      await recordDisclosure(tx, { patients: page.items.map(({ patientAlias }) => patientAlias) });
      return mapPage(page, ({ view }) => view);
    });
  }
}
