import { LABORATORY_UNITS, type LaboratoryTest, type Quantity } from '#scoring';
import type { Type } from '@nestjs/common';
import { IsCode, IsDay, IsDecimal } from '../../http/index.js';

/** One class per laboratory test, because each has units of its own. */
function quantityIn<Test extends LaboratoryTest>(test: Test): Type<Quantity<(typeof LABORATORY_UNITS)[Test][number]>> {
  class QuantityDto {
    @IsDecimal({ min: 0, max: 10_000_000, places: 4, example: 4 })
    value: number;

    @IsCode(LABORATORY_UNITS[test])
    unit: (typeof LABORATORY_UNITS)[Test][number];

    @IsDay({ optional: true, about: 'The day of the assessment when left out.' })
    takenOn?: string;
  }
  Object.defineProperty(QuantityDto, 'name', { value: `${test[0]!.toUpperCase()}${test.slice(1)}Dto` });
  return QuantityDto;
}

export const AlbuminDto = quantityIn('albumin');
export const CrpDto = quantityIn('crp');
export const LdhDto = quantityIn('ldh');
export const PlateletsDto = quantityIn('platelets');
export const CalciumDto = quantityIn('calcium');
export const BilirubinDto = quantityIn('bilirubin');
export const AlkalinePhosphataseDto = quantityIn('alkalinePhosphatase');
