import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/index.js';
import { LettersModule } from '../../letters/index.js';
import { AskExport } from './ask-export.js';
import { BundleFiles } from './bundle/bundle-files.js';
import { CaseFolder } from './bundle/case-folder.js';
import { ExportsController } from './exports.controller.js';
import { ExportsQueries } from './exports.queries.js';
import { ExportsRepository } from './exports.repository.js';
import { HandOutBundle } from './hand-out-bundle.js';

@Module({
  imports: [CasesModule, LettersModule],
  controllers: [ExportsController],
  providers: [AskExport, BundleFiles, CaseFolder, ExportsQueries, ExportsRepository, HandOutBundle],
})
export class ExportsModule {}
